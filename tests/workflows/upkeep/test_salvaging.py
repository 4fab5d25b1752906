"""Out of a damaged store comes all that still reads, and what is missing is said."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.domain.failures import KeyMissing, NothingRead, StoreThere, StoreUnreadable
from desktop.domain.upkeep.backup import Occasion
from desktop.domain.upkeep.losses import Gap
from desktop.workflows.upkeep.rescue import Rescue
from desktop.workflows.upkeep.salvaging import Salvaged
from tests.support.fleet import FleetDesk, fleet
from tests.workflows.upkeep.test_restoring import names, reopened, wreck

PEOPLE = 400
# Of entries of some 200 bytes no more lie in a page.
MOST_OF_A_LEAF = 25
PAGE = 4096


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[FleetDesk]:
    with fleet(tmp_path, "Desk A") as (only,):
        for number in range(PEOPLE):
            person = only.register(f"Noa Levi{number}")
            if number % 4 == 0:
                only.scan(person)
        yield only


def spoil(path: Path, page: int) -> None:
    with path.open("r+b") as file:
        file.seek((page - 1) * PAGE + 1000)
        byte = file.read(1)
        file.seek(-1, 1)
        file.write(bytes([byte[0] ^ 0xFF]))


def salvage(desk: FleetDesk, target: Path, *, takes_past_gaps: bool = False) -> Salvaged:
    return Rescue(desk.store.path, desk.store.key_file, desk.clock).salvage(
        target, takes_past_gaps=takes_past_gaps
    )


def opened(desk: FleetDesk, path: Path) -> FleetDesk:
    """Open what was salvaged, beside the desk."""
    desk.store.path = path
    return reopened(desk)


def test_a_sound_store_comes_out_whole(desk: FleetDesk, tmp_path: Path) -> None:
    entries, state = desk.store.entries_known(), desk.hash
    desk.close()
    found = salvage(desk, tmp_path / "new.db")
    assert found.of_store == entries
    assert found.gaps == []
    assert found.failures == []
    new = opened(desk, tmp_path / "new.db")
    assert len(names(new)) == PEOPLE
    assert new.inside() == PEOPLE // 4
    assert new.front_desk.verify() == []
    assert new.store.desk_name() == "Desk A (2)"
    # But for its own name, it shows the same.
    assert state != new.hash
    new.close()


def test_of_a_spoilt_leaf_the_rest_is_taken_and_its_gap_is_named(
    desk: FleetDesk, tmp_path: Path
) -> None:
    own = desk.store.desk
    entries = desk.store.entries_known()
    desk.close()
    found = spoilt_somewhere(desk, tmp_path, entries)
    (gap,) = found.gaps
    assert gap.desk == own
    assert found.of_store == entries - gap.entries
    assert found.past_gaps == entries - gap.last
    new = opened(desk, tmp_path / "new.db")
    # What stands behind the gap waits for what is missing: it takes no effect by itself.
    assert new.store.entries_known() - 1 == gap.first - 1
    assert new.front_desk.verify() == []
    new.close()


def spoilt_somewhere(
    desk: FleetDesk, tmp_path: Path, entries: int, *, takes_past_gaps: bool = False
) -> Salvaged:
    """Spoil pages until one of them was a leaf of the journal with entries on both sides."""
    whole = desk.store.path.read_bytes()
    pages = list(range(3, len(whole) // PAGE))
    random.Random(25).shuffle(pages)
    for page in pages:
        desk.store.path.write_bytes(whole)
        spoil(desk.store.path, page)
        target = tmp_path / "new.db"
        target.unlink(missing_ok=True)
        found = salvage(desk, target, takes_past_gaps=takes_past_gaps)
        if len(found.gaps) == 1 and found.gaps[0].first > 1 and found.gaps[0].last < entries:
            return found
    raise AssertionError("no leaf of the journal was found")


def test_where_it_is_wished_what_stands_behind_takes_effect(
    desk: FleetDesk, tmp_path: Path
) -> None:
    entries = desk.store.entries_known()
    desk.close()
    found = spoilt_somewhere(desk, tmp_path, entries, takes_past_gaps=True)
    (gap,) = found.gaps
    new = opened(desk, tmp_path / "new.db")
    there = names(new) - {""}
    assert PEOPLE - gap.entries <= len(there) < PEOPLE
    assert f"Noa Levi{PEOPLE - 1}" in there
    assert new.front_desk.verify() == []
    assert {"Desk A (2)", "Desk A"} <= set(new.store.given_desk_names().values())
    assert new.store.waiting() == []
    new.close()


def test_what_the_backup_has_fills_the_gap(desk: FleetDesk, tmp_path: Path) -> None:
    desk.front_desk.backups.make(Occasion.HAND)
    entries = desk.store.entries_known()
    desk.register("Gal After")
    desk.close()
    wreck(desk.store.path)
    found = salvage(desk, tmp_path / "new.db")
    assert found.of_backups == entries
    assert found.of_store == 0
    assert [type(failure) for failure in found.failures] == [StoreUnreadable]
    new = opened(desk, tmp_path / "new.db")
    assert len(names(new)) == PEOPLE
    new.close()


def test_journal_files_of_the_folder_give_what_came_since(desk: FleetDesk, tmp_path: Path) -> None:
    folder = tmp_path / "exchange"
    folder.mkdir()
    desk.front_desk.backups.make(Occasion.HAND)
    desk.register("Gal After")
    desk.front_desk.syncing.with_folder(folder)
    desk.close()
    wreck(desk.store.path)
    rescue = Rescue(desk.store.path, desk.store.key_file, desk.clock)
    found = rescue.salvage(tmp_path / "new.db", [folder, tmp_path / "nowhere"])
    assert found.of_files == 2
    assert len(found.failures) == 2
    new = opened(desk, tmp_path / "new.db")
    assert "Gal After" in names(new)
    new.close()


def test_nothing_is_written_over_and_the_damaged_store_stays(
    desk: FleetDesk, tmp_path: Path
) -> None:
    desk.close()
    before = desk.store.path.read_bytes()
    (tmp_path / "new.db").write_text("mine")
    with pytest.raises(StoreThere):
        salvage(desk, tmp_path / "new.db")
    salvage(desk, tmp_path / "other.db")
    assert desk.store.path.read_bytes() == before
    assert (tmp_path / "new.db").read_text() == "mine"
    assert sorted(file.name for file in tmp_path.glob(".*")) == []


def test_in_place_the_damaged_one_is_kept_beside(desk: FleetDesk, tmp_path: Path) -> None:
    desk.close()
    spoil(desk.store.path, 40)
    spoilt = desk.store.path.read_bytes()
    Rescue(desk.store.path, desk.store.key_file, desk.clock).salvage_in_place()
    (aside,) = tmp_path.glob("Desk A before *.db")
    assert aside.read_bytes() == spoilt
    again = reopened(desk)
    assert again.front_desk.verify() == []
    again.close()


def test_gaps_are_named_by_their_first_and_last() -> None:
    assert Gap("a", 3, 5).entries == 3


def test_of_one_bad_page_only_what_lies_in_it_is_missing(desk: FleetDesk, tmp_path: Path) -> None:
    """A connection that came upon it gives nothing any more: it is opened anew."""
    entries = desk.store.entries_known()
    desk.close()
    found = spoilt_somewhere(desk, tmp_path, entries)
    assert found.unread > 0
    assert found.gaps[0].entries <= MOST_OF_A_LEAF


def test_the_newest_backup_is_read_though_nothing_is_missing_in_between(
    desk: FleetDesk, tmp_path: Path
) -> None:
    """Of what stood at the end of a journal nothing tells that it is missing."""
    desk.front_desk.backups.make(Occasion.HAND)
    entries = desk.store.entries_known()
    desk.close()
    whole = desk.store.path.read_bytes()
    for page in range(3, len(whole) // PAGE, 9):
        desk.store.path.write_bytes(whole)
        spoil(desk.store.path, page)
        target = tmp_path / "new.db"
        target.unlink(missing_ok=True)
        found = salvage(desk, target)
        assert found.of_store + found.of_backups == entries
        assert found.gaps == []


def test_a_store_that_was_cut_off_gives_what_is_left(desk: FleetDesk, tmp_path: Path) -> None:
    desk.close()
    size = desk.store.path.stat().st_size
    with desk.store.path.open("r+b") as file:
        file.truncate(size - 2 * PAGE)
    found = salvage(desk, tmp_path / "new.db")
    assert found.of_store > PEOPLE


def test_without_a_key_none_is_made(desk: FleetDesk, tmp_path: Path) -> None:
    desk.close()
    key = tmp_path / "lost" / "store.key"
    with pytest.raises(KeyMissing):
        Rescue(desk.store.path, key, desk.clock).salvage(tmp_path / "new.db")
    assert not key.exists()
    assert not (tmp_path / "new.db").exists()


def test_where_nothing_reads_no_store_is_made(desk: FleetDesk, tmp_path: Path) -> None:
    desk.close()
    wreck(desk.store.path)
    with pytest.raises(NothingRead):
        salvage(desk, tmp_path / "new.db")
    assert not (tmp_path / "new.db").exists()
    assert list(tmp_path.glob(".*")) == []


def test_what_waits_in_a_salvaged_store_is_taken_along_into_the_next(
    desk: FleetDesk, tmp_path: Path
) -> None:
    entries = desk.store.entries_known()
    desk.close()
    found = spoilt_somewhere(desk, tmp_path, entries)
    first, second = tmp_path / "new.db", tmp_path / "second.db"
    again = Rescue(first, desk.store.key_file, desk.clock).salvage(second, takes_past_gaps=True)
    assert again.past_gaps == found.past_gaps
    new = opened(desk, second)
    assert f"Noa Levi{PEOPLE - 1}" in names(new)
    assert new.front_desk.verify() == []
    new.close()
