"""The key that opens a user's stores: in the system's keyring, else in a private file."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Iterator
from pathlib import Path

import keyring
import keyring.errors

SERVICE = "Muster"
ACCOUNT = "store key"
KEY_BYTES = 32


def _keyring_failures() -> tuple[type[Exception], ...]:
    """List how a keyring daemon can be absent, locked or broken; not all of it is wrapped."""
    common = (keyring.errors.KeyringError, OSError, RuntimeError, ValueError, ImportError)
    if sys.platform != "linux":
        return common
    from jeepney import DBusErrorResponse  # noqa: PLC0415  (installed on Linux only)
    from secretstorage.exceptions import SecretStorageException  # noqa: PLC0415

    return (*common, DBusErrorResponse, SecretStorageException)


_KEYRING_FAILURES = _keyring_failures()


class KeyCupboard:
    """Finds the keys of this user and makes the first one.

    A machine may have a keyring today and none tomorrow (a remote shell has none), so both
    places are asked when a store is opened.
    """

    def __init__(self, key_file: Path) -> None:
        """Use this file where there is no keyring; it lies outside the data folder."""
        self.key_file = key_file

    def keys(self) -> Iterator[str]:
        """Give the keys that exist, as 64 hex digits: keyring first."""
        for key in (self._from_keyring(), self._from_file()):
            if key:
                yield key

    def make_key(self) -> tuple[str, Path | None]:
        """Make and keep a new random key; tell the file's path if the keyring took it not."""
        key = secrets.token_hex(KEY_BYTES)
        try:
            keyring.set_password(SERVICE, ACCOUNT, key)
        except _KEYRING_FAILURES:
            self._to_file(key)
            return key, self.key_file
        if self._from_keyring() == key:
            return key, None
        self._to_file(key)
        return key, self.key_file

    def _from_keyring(self) -> str | None:
        try:
            return keyring.get_password(SERVICE, ACCOUNT)
        except _KEYRING_FAILURES:
            return None

    def _from_file(self) -> str | None:
        try:
            text = self.key_file.read_text("ascii").strip()
        except (OSError, UnicodeDecodeError):
            return None
        return text if len(text) == 2 * KEY_BYTES else None

    def _to_file(self, key: str) -> None:
        self.key_file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(self.key_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(key + "\n")
            file.flush()
            os.fsync(file.fileno())
