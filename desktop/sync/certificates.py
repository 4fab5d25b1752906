"""The certificates that this computer trusts, as one file for libpq.

The libpq of psycopg[binary] brings an OpenSSL that looks for them in a folder that does not exist:
its own `sslrootcert=system` knows nobody.
"""

from __future__ import annotations

import os
import ssl
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import certifi

# Debian and Ubuntu, Fedora, openSUSE, Alpine and macOS.
_BUNDLES = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
)


def trusted_bundle() -> str:
    """Give the file of the certificates that this computer trusts.

    Whoever sets SSL_CERT_FILE says which; else it is the system's, else the one of certifi.
    """
    named = os.environ.get("SSL_CERT_FILE", "")
    if named and Path(named).is_file():
        return named
    if hasattr(ssl, "enum_certificates"):
        return _windows_bundle()
    return next((name for name in _candidates() if Path(name).is_file()), certifi.where())


def _candidates() -> Iterator[str]:
    paths = ssl.get_default_verify_paths()
    yield from (name for name in (paths.cafile, paths.openssl_cafile) if name)
    yield from _BUNDLES


@cache
def _windows_bundle() -> str:
    """Write the certificates of Windows' own stores into a file, once in each run."""
    certificates_of = getattr(ssl, "enum_certificates")  # noqa: B009  (there is none elsewhere)
    seen = {
        content
        for store in ("ROOT", "CA")
        for content, kind, _trust in certificates_of(store)
        if kind == "x509_asn"
    }
    if not seen:
        return certifi.where()
    with tempfile.NamedTemporaryFile("w", suffix=".pem", delete=False, encoding="ascii") as file:
        file.writelines(ssl.DER_cert_to_PEM_cert(content) for content in sorted(seen))
    return file.name
