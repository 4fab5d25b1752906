"""Which certificates a hub's is held against."""

from __future__ import annotations

import ssl
from pathlib import Path

import pytest

from desktop.domain.failures import HubRefused
from desktop.domain.sync.hub_address import hub_address
from desktop.sync import certificates
from desktop.sync.certificates import trusted_bundle
from desktop.sync.hub import open_hub
from tests.support.hub_server import PASSWORD, HubServer
from tests.support.tls_door import Authority, TlsDoor, has_openssl

FAR = "127.0.0.2"


@pytest.fixture(autouse=True)
def no_bundle_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Some machines name their bundle, which hid that nobody else's was found."""
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    monkeypatch.delenv("SSL_CERT_DIR", raising=False)


@pytest.mark.skipif(not has_openssl(), reason="no openssl here to make a certificate")
def test_the_default_address_reaches_a_hub_whose_authority_this_computer_trusts(
    tmp_path: Path, server: HubServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not by 127.0.0.1, which is near enough to need no certificate."""
    server.sql("CREATE DATABASE far")
    authority = Authority(tmp_path)
    door = TlsDoor(tmp_path, server.port, FAR, authority)
    hub = hub_address(f"postgresql://postgres@{FAR}:{door.port}/far")
    assert hub.options == {"sslmode": "verify-full", "sslrootcert": "system"}
    with pytest.raises(HubRefused, match="certificate verify failed"), open_hub(hub, PASSWORD):
        pass
    monkeypatch.setattr(certificates, "_candidates", lambda: iter([str(authority.certificate)]))
    with open_hub(hub, PASSWORD) as link:
        assert link.heads() == {}
    assert door.encrypted == 1
    door.close()


@pytest.mark.skipif(not has_openssl(), reason="no openssl here to make a certificate")
@pytest.mark.parametrize("mode", ["require", "prefer", "verify-ca", "disable"])
def test_with_the_system_s_certificates_no_weaker_mode_will_do(
    tmp_path: Path, server: HubServer, monkeypatch: pytest.MonkeyPatch, mode: str
) -> None:
    """Every public authority is trusted then, so that only the host's name keeps strangers out."""
    authority = Authority(tmp_path)
    monkeypatch.setattr(certificates, "_candidates", lambda: iter([str(authority.certificate)]))
    door = TlsDoor(tmp_path, server.port, "127.0.0.3", authority)
    where = f"postgresql://postgres@{FAR}:{door.port}/postgres?hostaddr=127.0.0.3"
    weak = hub_address(f"{where}&sslrootcert=system&sslmode={mode}")
    with pytest.raises(HubRefused, match="weak sslmode"), open_hub(weak, PASSWORD):
        pass
    plain = hub_address(f"{where}&sslrootcert=system")
    with pytest.raises(HubRefused, match="certificate"), open_hub(plain, PASSWORD):
        pass
    door.close()


def test_the_system_s_own_bundle_is_found_and_read() -> None:
    context = ssl.create_default_context(cafile=trusted_bundle())
    assert len(context.get_ca_certs()) > 50


def test_a_bundle_that_is_named_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    named = tmp_path / "ours.pem"
    named.touch()
    monkeypatch.setenv("SSL_CERT_FILE", str(named))
    assert trusted_bundle() == str(named)
    named.unlink()
    assert trusted_bundle() != str(named)


def test_where_the_system_has_none_certifi_s_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(certificates, "_candidates", lambda: iter(["/nowhere/bundle.pem"]))
    assert trusted_bundle().endswith("cacert.pem")
    assert len(ssl.create_default_context(cafile=trusted_bundle()).get_ca_certs()) > 50


@pytest.mark.skipif(not has_openssl(), reason="no openssl here to make a certificate")
def test_windows_own_stores_become_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pem = Authority(tmp_path).certificate.read_text("ascii")
    der = ssl.PEM_cert_to_DER_cert(pem)
    stores = {"ROOT": [(der, "x509_asn", True), (b"other", "pkcs_7_asn", True)], "CA": []}
    monkeypatch.setattr(ssl, "enum_certificates", stores.__getitem__, raising=False)
    certificates._windows_bundle.cache_clear()
    path = Path(trusted_bundle())
    assert ssl.create_default_context(cafile=str(path)).get_ca_certs(binary_form=True) == [der]
    path.unlink()
    certificates._windows_bundle.cache_clear()
