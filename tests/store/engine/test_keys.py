"""Keys: the keyring first, a file where there is none, and never an obstacle."""

from __future__ import annotations

from pathlib import Path

import keyring
import keyring.backend
import keyring.errors
import pytest

from desktop.store.engine.keys import KeyStore


class MemoryKeyring(keyring.backend.KeyringBackend):
    """A keyring that keeps passwords in memory."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class BrokenKeyring(MemoryKeyring):
    """A keyring whose daemon does not answer."""

    def get_password(self, service: str, username: str) -> str | None:
        raise keyring.errors.KeyringLocked(service, username)

    def set_password(self, service: str, username: str, password: str) -> None:
        raise RuntimeError(service, username, password)


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch) -> object:
    def choose(backend: keyring.backend.KeyringBackend) -> None:
        monkeypatch.setattr(keyring, "get_password", backend.get_password)
        monkeypatch.setattr(keyring, "set_password", backend.set_password)

    return choose


def test_a_keyring_keeps_the_key_and_no_file_is_made(use: object, key_file: Path) -> None:
    use(MemoryKeyring())  # type: ignore[operator]
    key_store = KeyStore(key_file)
    key, file = key_store.make_key()
    assert file is None
    assert list(key_store.keys()) == [key]
    assert not key_file.exists()


def test_a_broken_keyring_keeps_nobody_from_starting(use: object, key_file: Path) -> None:
    use(BrokenKeyring())  # type: ignore[operator]
    key_store = KeyStore(key_file)
    key, file = key_store.make_key()
    assert file == key_file
    assert list(key_store.keys()) == [key]


def test_a_store_made_without_keyring_opens_when_there_is_one_later(
    use: object, key_file: Path
) -> None:
    use(BrokenKeyring())  # type: ignore[operator]
    first, _file = KeyStore(key_file).make_key()
    use(MemoryKeyring())  # type: ignore[operator]
    assert list(KeyStore(key_file).keys()) == [first]


def test_two_keys_are_never_the_same(tmp_path: Path) -> None:
    keys = {KeyStore(tmp_path / f"{n}" / "key").make_key()[0] for n in range(5)}
    assert len(keys) == 5


class LockedOnce(MemoryKeyring):
    """A keyring that holds a key but does not answer the first question."""

    def __init__(self) -> None:
        super().__init__()
        self.is_locked = True

    def get_password(self, service: str, username: str) -> str | None:
        if self.is_locked:
            raise keyring.errors.KeyringLocked(service, username)
        return super().get_password(service, username)


def test_a_locked_keyring_is_never_written_over(use: object, key_file: Path) -> None:
    locked = LockedOnce()
    use(locked)  # type: ignore[operator]
    locked.is_locked = False
    first, _file = KeyStore(key_file).make_key()
    locked.is_locked = True
    second, file = KeyStore(key_file).make_key()
    locked.is_locked = False
    assert file == key_file
    assert list(KeyStore(key_file).keys()) == [first, second]


def test_an_empty_key_file_is_set_aside_and_keeps_nobody_from_starting(key_file: Path) -> None:
    key_file.parent.mkdir(parents=True)
    key_file.touch()
    key, file = KeyStore(key_file).make_key()
    assert file == key_file
    assert list(KeyStore(key_file).keys()) == [key]
    assert len(list(key_file.parent.glob("*unreadable*"))) == 1
