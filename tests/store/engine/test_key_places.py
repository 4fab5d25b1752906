"""Where a new key goes: into a keyring that keeps it, else into a private file."""

from __future__ import annotations

from pathlib import Path

import keyring
import keyring.errors
import pytest

from desktop.store.engine.keys import KeyStore


class Keyring:
    """A keyring with what it holds, and what it does when something is to be kept."""

    def __init__(self, held: str | None = None, trouble: Exception | None = None) -> None:
        self.held = held
        self.trouble = trouble

    def get_password(self, _service: str, _account: str) -> str | None:
        return self.held

    def set_password(self, _service: str, _account: str, password: str) -> None:
        if self.trouble:
            raise self.trouble
        self.held = password


class ForgetfulKeyring(Keyring):
    """A keyring that takes everything and keeps nothing."""

    def set_password(self, _service: str, _account: str, password: str) -> None:
        assert password


def use(monkeypatch: pytest.MonkeyPatch, chosen: Keyring) -> None:
    monkeypatch.setattr(keyring, "get_password", chosen.get_password)
    monkeypatch.setattr(keyring, "set_password", chosen.set_password)


def test_a_keyring_that_holds_a_key_gives_it(
    monkeypatch: pytest.MonkeyPatch, key_file: Path
) -> None:
    use(monkeypatch, Keyring("a" * 64))
    assert KeyStore(key_file).make_key() == ("a" * 64, None)
    assert list(KeyStore(key_file).keys()) == ["a" * 64]


def test_what_is_no_key_in_a_keyring_is_never_written_over(
    monkeypatch: pytest.MonkeyPatch, key_file: Path
) -> None:
    odd = Keyring("rubbish")
    use(monkeypatch, odd)
    assert list(KeyStore(key_file).keys()) == []
    key, file = KeyStore(key_file).make_key()
    assert file == key_file
    assert odd.held == "rubbish"
    assert list(KeyStore(key_file).keys()) == [key]


@pytest.mark.parametrize(
    "trouble",
    [keyring.errors.PasswordSetError("locked"), OSError("no bus"), ValueError("odd")],
)
def test_a_keyring_that_takes_nothing_leaves_the_key_to_a_file(
    monkeypatch: pytest.MonkeyPatch, key_file: Path, trouble: Exception
) -> None:
    use(monkeypatch, Keyring(trouble=trouble))
    key, file = KeyStore(key_file).make_key()
    assert file == key_file
    assert list(KeyStore(key_file).keys()) == [key]


def test_a_keyring_that_keeps_nothing_leaves_the_key_to_a_file(
    monkeypatch: pytest.MonkeyPatch, key_file: Path
) -> None:
    use(monkeypatch, ForgetfulKeyring())
    assert KeyStore(key_file).make_key()[1] == key_file


def test_what_a_broken_secret_service_throws_keeps_nobody_from_starting(
    monkeypatch: pytest.MonkeyPatch, key_file: Path
) -> None:
    exceptions = pytest.importorskip("secretstorage.exceptions")
    use(monkeypatch, Keyring(trouble=exceptions.SecretStorageException("gone")))
    assert KeyStore(key_file).make_key()[1] == key_file


@pytest.mark.parametrize("folder", ["", "deep/down"])
def test_a_key_file_and_its_folder_are_the_users_own(tmp_path: Path, folder: str) -> None:
    key_file = tmp_path / folder / "store.key"
    key, _file = KeyStore(key_file).make_key()
    assert key_file.read_text("ascii") == f"{key}\n"
    assert key_file.stat().st_mode & 0o777 == 0o600
    assert key_file.parent.stat().st_mode & 0o777 == 0o700
    assert [path.name for path in key_file.parent.iterdir()] == ["store.key"]
