"""Projections are made anew from the journal, and how far that is can be told."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.domain.journal.bodies import SET
from desktop.domain.journal.entry import Draft
from desktop.store.engine.keys import KeyStore
from desktop.store.engine.migrations import REBUILD
from desktop.store.journal.clone_repair import clear_projections
from desktop.store.projections import replay
from desktop.store.store import Store
from tests.support.scribe import Scribe

PEOPLE = 60


@pytest.fixture
def emptied(tmp_path: Path) -> tuple[Path, str, int]:
    """Give a store as a change of the schema leaves it: its path, its sum before, its entries."""
    scribe = Scribe(tmp_path)
    scribe.programme("p1")
    for number in range(PEOPLE):
        scribe.register(f"r{number}", "Noa Levi")
    scribe.put("move", "registration:r1", outcome="admitted", direction="in", point="gate",
               place="venue")  # fmt: skip
    before, entries = scribe.store.state_hash(), scribe.store.journal.count()
    with scribe.store.write():
        clear_projections(scribe.store.db.conn)
        scribe.store.keep_setting(REBUILD, "1")
    path = scribe.store.path
    scribe.close()
    return path, before, entries


def test_an_older_store_is_the_same_again_and_tells_how_far_it_is(
    emptied: tuple[Path, str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, before, entries = emptied
    monkeypatch.setattr(replay, "_REPLAYED_AT_ONCE", 50)
    monkeypatch.setattr(replay, "_FINISHED_EVERY", 60)
    told: list[tuple[int, int]] = []
    store = Store.open(path, KeyStore(path.with_name("store.key")), lambda *far: told.append(far))
    assert told == [(50, entries), (100, entries), (entries, entries)]
    assert store.state_hash() == before
    assert list(store.differences()) == []
    store.close()


def test_a_store_of_today_is_opened_without_a_word(tmp_path: Path) -> None:
    scribe = Scribe(tmp_path)
    scribe.write(Draft(SET, "person:p", "", {"last_name": "Levi"}))
    path = scribe.store.path
    scribe.close()
    told: list[tuple[int, int]] = []
    Store.open(path, KeyStore(path.with_name("store.key")), lambda *far: told.append(far)).close()
    assert told == []
