"""Addresses of hubs: the password apart, strict over a network, slips said at once."""

from __future__ import annotations

import pytest

from desktop.domain.sync.hub_address import hub_address, is_hub

STRICT = {"sslmode": "verify-full", "sslrootcert": "system"}


@pytest.mark.parametrize(
    ("text", "url", "password"),
    [
        ("postgresql://desk:secret@hub.example.org:5433/muster",
         "postgresql://desk@hub.example.org:5433/muster", "secret"),
        ("postgres://hub.example.org/muster", "postgresql://hub.example.org/muster", ""),
        ("postgresql:///muster?host=/run/postgresql",
         "postgresql:///muster?host=%2Frun%2Fpostgresql", ""),
        ("postgresql://hub/muster?password=secret", "postgresql://hub/muster", "secret"),
    ],
)  # fmt: skip
def test_the_password_is_taken_out(text: str, url: str, password: str) -> None:
    found = hub_address(text)
    assert (found.url, found.password) == (url, password)


@pytest.mark.parametrize(
    "text",
    [
        "postgresql:///muster",
        "postgresql://hub",
        "postgresql://hub/",
        "mysql://hub/muster",
        "postgresql://hub/muster?sslmod=require",
        "postgresql://hub/muster%2",
        "postgresql://hub:port/muster",
    ],
)
def test_what_is_no_address_is_said_before_anything_is_tried(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        hub_address(text)


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("postgresql://localhost/muster", {}),
        ("postgresql://127.0.0.1:5433/muster", {}),
        ("postgresql://[::1]:5433/muster", {}),
        ("postgresql:///muster?host=/run/postgresql", {}),
        ("postgresql://hub.example.org/muster", STRICT),
        ("postgresql://localhost,hub.example.org/muster", STRICT),
        ("postgresql://localhost/muster?hostaddr=10.0.0.7", STRICT),
        ("postgresql://hub.example.org/muster?sslmode=require", {}),
        ("postgresql://hub.example.org/muster?sslrootcert=/ca.pem", {"sslmode": "verify-full"}),
    ],
)
def test_over_a_network_only_a_known_certificate_will_do(
    text: str, options: dict[str, str]
) -> None:
    assert hub_address(text).options == options


def test_a_hub_is_told_from_a_folder() -> None:
    assert is_hub("postgresql://hub/muster")
    assert not is_hub("/media/stick")
    assert not is_hub("C:\\exchange")


def test_people_call_it_by_host_and_database() -> None:
    assert hub_address("postgresql://desk@hub.example.org:5433/muster").name == (
        "hub.example.org/muster"
    )
    assert hub_address("postgresql:///muster?host=/run").name == "/run/muster"
    assert hub_address("postgresql://desk@hub:5433/muster").account == "desk@hub:5433/muster"
