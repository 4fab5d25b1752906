"""The key that opens a user's stores: in the system's keyring, else in a private file."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import keyring
import keyring.errors

from desktop.domain.failures import KeyDamaged
from desktop.domain.key_text import KEY_BYTES, bare_text, is_key

SERVICE = "Muster"
ACCOUNT = "store key"


def _keyring_failures() -> tuple[type[Exception], ...]:
    """List how a keyring daemon can be absent, locked or broken; not all of it is wrapped."""
    common = (keyring.errors.KeyringError, OSError, RuntimeError, ValueError, ImportError)
    if sys.platform != "linux":
        return common
    from jeepney import DBusErrorResponse  # noqa: PLC0415  (installed on Linux only)
    from secretstorage.exceptions import SecretStorageException  # noqa: PLC0415

    return (*common, DBusErrorResponse, SecretStorageException)


_KEYRING_FAILURES = _keyring_failures()


class _Answer(NamedTuple):
    """What the keyring said: a key, or none; or whether it did not answer at all."""

    key: str | None
    is_open: bool


class KeyStore:
    """Finds the keys of this user and makes the first one.

    A machine may have a keyring today and none tomorrow (a remote shell has none), so both
    places are asked when a store is opened.
    """

    def __init__(self, key_file: Path) -> None:
        """Use this file where there is no keyring; it lies outside the data folder."""
        self.key_file = key_file

    def keys(self) -> Iterator[str]:
        """Give the keys that exist, as 64 hex digits: keyring first.

        Raises:
            KeyDamaged: the file holds something that is no key. It may have been one.
        """
        if key := self._from_keyring().key:
            yield key
        # Only now: a key of the keyring that opens the store needs no file.
        if key := self._from_file():
            yield key

    def make_key(self) -> tuple[str, Path | None]:
        """Make and keep a new random key; tell the file's path if the keyring took it not.

        A keyring that does not answer may hold a key: nothing is ever written over there.
        """
        answer = self._from_keyring()
        if answer.key:
            return answer.key, None
        key = secrets.token_hex(KEY_BYTES)
        if answer.is_open and self._to_keyring(key):
            return key, None
        self._to_file(key)
        return key, self.key_file

    def _from_keyring(self) -> _Answer:
        try:
            key = keyring.get_password(SERVICE, ACCOUNT)
        except _KEYRING_FAILURES:
            return _Answer(None, is_open=False)
        if key is not None and not is_key(key):
            # Whatever it is, nothing is written over it.
            return _Answer(None, is_open=False)
        return _Answer(key, is_open=True)

    def _to_keyring(self, key: str) -> bool:
        try:
            keyring.set_password(SERVICE, ACCOUNT, key)
        except _KEYRING_FAILURES:
            return False
        return self._from_keyring().key == key

    def _from_file(self) -> str | None:
        if not self.key_file.is_file():
            return None
        try:
            text = bare_text(self.key_file.read_bytes())
        except OSError:
            return None
        if text and not is_key(text):
            raise KeyDamaged(path=self.key_file)
        return text or None

    def _to_file(self, key: str) -> None:
        """Write the file whole; an empty one is set aside, never deleted."""
        folder = self.key_file.parent
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = folder / f".{self.key_file.name}.{secrets.token_hex(4)}"
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(handle, "w", encoding="ascii") as file:
                file.write(key + "\n")
                file.flush()
                os.fsync(file.fileno())
            if self.key_file.exists():
                aside = f"{self.key_file.name}.unreadable-{secrets.token_hex(4)}"
                self.key_file.rename(folder / aside)
            draft.rename(self.key_file)
        finally:
            draft.unlink(missing_ok=True)
