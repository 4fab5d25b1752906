"""The address of a hub, taken apart and made safe to show."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

SCHEMES = ("postgresql", "postgres")
# What libpq may be told in an address; a slip of the hand is said before anything is tried.
_KNOWN = frozenset(
    {
        "host", "port", "user", "password", "dbname", "sslmode", "sslrootcert", "sslcert", "sslkey",
        "sslcrl", "channel_binding", "target_session_attrs", "gssencmode", "connect_timeout",
        "hostaddr", "require_auth",
    }
)  # fmt: skip
# The certificates that this computer trusts.
SYSTEM = "system"
# Encrypted, by a known authority, and the host is who it says.
STRICT = "verify-full"
_NEAR = frozenset({"", "localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class HubAddress:
    """A hub's address without its password, and the password if the address had one."""

    url: str
    password: str = ""

    @property
    def account(self) -> str:
        """The name under which its password is kept: user, host, port and database."""
        parts = urlsplit(self.url)
        return f"{parts.netloc}{parts.path}"

    @property
    def name(self) -> str:
        """What people call it: its host, and its database."""
        parts = urlsplit(self.url)
        host = parts.hostname or dict(parse_qsl(parts.query)).get("host", "") or "localhost"
        return f"{host}{parts.path}"

    @property
    def options(self) -> dict[str, str]:
        """What libpq is told beyond the address: over a network only TLS with a known certificate.

        Whoever writes `sslmode` into the address decides otherwise.
        """
        parts = urlsplit(self.url)
        given = dict(parse_qsl(parts.query))
        if self._is_near(given) or "sslmode" in given:
            return {}
        root = {} if "sslrootcert" in given else {"sslrootcert": SYSTEM}
        return {"sslmode": STRICT, **root}

    def _is_near(self, given: Mapping[str, str]) -> bool:
        """Tell whether every host of the address, wherever it is written, is this computer."""
        named = urlsplit(self.url).netloc.rpartition("@")[2].split(",")
        hosts = [re.sub(r":\d*\Z", "", host).strip("[]") for host in named]
        hosts += [host for key in ("host", "hostaddr") for host in given.get(key, "").split(",")]
        return all(host in _NEAR or host.startswith("/") for host in hosts)


def is_hub(text: str) -> bool:
    """Tell whether a text is a hub's address rather than a folder."""
    return urlsplit(text).scheme in SCHEMES if "://" in text else False


def hub_address(text: str) -> HubAddress:
    """Take the password out of an address.

    Raises:
        ValueError: it is no address of a PostgreSQL database.
    """
    parts = urlsplit(text.strip())
    query = dict(parse_qsl(parts.query))
    is_named = bool(parts.netloc or query.get("host")) and parts.path.strip("/") != ""
    is_written_well = query.keys() <= _KNOWN and not re.search("%(?![0-9A-Fa-f]{2})", text)
    if parts.scheme not in SCHEMES or not is_named or not is_written_well:
        raise ValueError(text)
    _port = parts.port
    password = parts.password or query.pop("password", "")
    user = f"{quote(parts.username)}@" if parts.username else ""
    host = parts.netloc.rpartition("@")[2]
    told = f"?{urlencode(query)}" if query else ""
    return HubAddress(f"postgresql://{user}{host}{parts.path}{told}", password)
