"""A store's own desk: its id and name, its settings, whom it tells of news, and its copies."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.domain.journal.entry import Draft
from desktop.store.store import Store
from tests.support.builders import EIGHT
from tests.support.scribe import Scribe

NOA = Draft("set", "person:noa", "", {"first_name": "Noa"})


@pytest.fixture
def scribe(tmp_path: Path) -> Iterator[Scribe]:
    made = Scribe(tmp_path)
    yield made
    made.close()


def test_a_desk_has_an_id_of_ten_digits_which_it_keeps(tmp_path: Path) -> None:
    first = Scribe(tmp_path)
    desk = first.store.desk
    first.close()
    assert len(desk) == 10
    assert int(desk, 16) >= 0
    again = Scribe(tmp_path)
    assert again.store.desk == desk
    again.close()


def test_a_desk_has_a_name_which_is_given_once_or_changed(scribe: Scribe) -> None:
    store = scribe.store
    assert store.desk_name() == "Desk A"
    assert store.desk_names() == {}
    with store.write():
        store.name_desk_once("Door", EIGHT)
        store.name_desk_once("Gate", EIGHT)
    assert store.desk_name() == "Door"
    with store.write():
        store.name_desk("Gate", EIGHT)
    assert store.desk_names() == {store.desk: "Gate"}


def test_a_setting_is_what_was_kept_last_or_nothing(scribe: Scribe) -> None:
    assert scribe.store.setting("stand") == ""
    with scribe.store.write():
        scribe.store.keep_setting("stand", "left")
        scribe.store.keep_setting("stand", "right")
    assert scribe.store.setting("stand") == "right"


def test_who_listens_hears_of_entries_after_they_are_safe_and_of_nothing_else(
    scribe: Scribe,
) -> None:
    store = scribe.store
    heard: list[int] = []
    store.on_written = lambda: heard.append(store.journal.newest())
    with store.write():
        store.keep_setting("stand", "left")
    assert heard == []
    with store.write():
        store.append([NOA], EIGHT)
        store.append([NOA], EIGHT)
        assert heard == []
    assert heard == [2]
    with store.write():
        pass
    assert heard == [2]
    with pytest.raises(LookupError), store.write():
        store.append([NOA], EIGHT)
        raise LookupError
    with store.write():
        pass
    assert heard == [2]


def numbers(store: Store) -> dict[str, list[int]]:
    stored: dict[str, list[int]] = {}
    for entry in store.journal.stored_by_desk():
        stored.setdefault(entry.desk, []).append(entry.number)
    return stored


def test_a_copy_without_entries_of_its_own_only_takes_a_new_name(scribe: Scribe) -> None:
    scribe.write(NOA, NOA)
    old = scribe.store.desk
    with scribe.store.write():
        scribe.store.repair_clone()
    assert scribe.store.desk != old
    assert numbers(scribe.store) == {old: [1, 2], scribe.store.desk: [1]}
    assert scribe.store.desk_name() == "Desk A (2)"
    assert list(scribe.store.differences()) == []


def test_a_copy_takes_what_it_wrote_along_from_the_entry_that_others_know_otherwise(
    scribe: Scribe,
) -> None:
    scribe.write(NOA, NOA, NOA)
    old = scribe.store.desk
    with scribe.store.write():
        scribe.store.repair_clone(2)
    assert numbers(scribe.store) == {old: [1], scribe.store.desk: [1, 2, 3]}
    assert list(scribe.store.differences()) == []


def test_a_copy_that_meets_its_original_parts_from_it_by_itself(
    scribe: Scribe, tmp_path: Path
) -> None:
    scribe.write(NOA)
    scribe.store.close()
    shutil.copy(tmp_path / "muster.db", tmp_path / "copy.db")
    original, copied = Scribe(tmp_path), Scribe(tmp_path, "copy")
    old = original.store.desk
    assert copied.store.desk == old
    original.put("set", "person:noa", "", first_name="Nora")
    copied.put("set", "person:dan", "", first_name="Dan")
    with copied.store.write():
        taken = copied.store.take_in(original.store.journal.stored_after(old, 0, 9), "hub")
    assert taken.is_copy
    assert numbers(copied.store) == {old: [1, 2], copied.store.desk: [1, 2]}
    people = copied.rows("SELECT id, first_name FROM people ORDER BY id")
    assert people == [("dan", "Dan"), ("noa", "Nora")]
    assert list(copied.store.differences()) == []
    assert copied.store.intake.parked() == []
    original.close()
    copied.close()
