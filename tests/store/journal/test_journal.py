"""The journal stores what was meant, whatever letters a code or a list has."""

from __future__ import annotations

import string
from pathlib import Path

import pytest

from desktop.domain.journal.bodies import SET
from desktop.domain.journal.entry import Draft, Entry
from desktop.store.engine.keys import KeyStore
from desktop.store.journal.acceptance import opened_if_acceptable
from desktop.store.store import Store
from tests.support.builders import EIGHT

TAILS = [*string.ascii_letters, *string.digits, '"', "\\", "\\\\", "'", "/", "{", "", "א"]


@pytest.fixture
def store(store_path: Path, tmp_path: Path) -> Store:
    return Store.open(store_path, KeyStore(tmp_path / "store.key"))


def written(store: Store, text: str) -> Entry:
    """Write a note and read it back as another desk would get it."""
    with store.write():
        store.append([Draft(SET, "person:1", "", {"first_name": text, text: "x"})], EIGHT)
    (row,) = store.journal.stored_after(store.desk, store.journal.newest() - 1, 2)
    assert opened_if_acceptable(row)
    return store.journal.of_subject("person:1")[-1]


@pytest.mark.parametrize("tail", TAILS)
@pytest.mark.parametrize("before", ["", "x", "\\", '"'])
def test_six_typed_characters_stay_as_they_were_typed(store: Store, before: str, tail: str) -> None:
    text = f"{before}\\u0000{tail}"
    assert written(store, text).body == {"first_name": text, text: "x"}
    assert list(store.differences()) == []
    store.close()


@pytest.mark.parametrize("tail", TAILS)
def test_a_real_nul_goes_and_nothing_else(store: Store, tail: str) -> None:
    assert written(store, f"a\0{tail}").body["first_name"] == f"a{tail}"
    assert written(store, f"\\\0u0000{tail}").body["first_name"] == f"\\u0000{tail}"
    assert list(store.differences()) == []
    store.close()


def test_half_characters_get_a_mark(store: Store) -> None:
    assert written(store, "Ren\udce9e").body["first_name"] == "Ren\ufffde"
    with store.write():
        store.append([Draft(SET, "code:\ud800\0", "", {"x": ["\udc00"]})], EIGHT)
    assert store.journal.of_subject("code:\ufffd")[0].body == {"x": ["\ufffd"]}
    assert list(store.differences()) == []
    store.close()
