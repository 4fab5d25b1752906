"""The rows of flat files: what became of merged people, undone movements and removed sessions."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.domain.attendees.registration import Attendee, Direction
from desktop.domain.failures import WorkStopped
from desktop.domain.programme.programme import Programme, Session
from desktop.workflows.opening import FrontDesk
from desktop.workflows.transfer.flat_export import Flat
from desktop.workflows.transfer.guest_list import open_guest_list
from tests.support.builders import read_csv, write_csv
from tests.support.fakes import FakeClock
from tests.support.reception import Reception


@pytest.fixture
def desk(front_desk: FrontDesk, niperm: Programme, clock: FakeClock) -> Reception:
    return Reception(front_desk, niperm, clock)


class Flats:
    """Writes flat files of the programme into a folder and reads them again."""

    def __init__(self, desk: Reception, folder: Path) -> None:
        self._desk = desk
        self._target = folder / "flat.csv"

    def rows(self, what: Flat, *, only_changed: bool = False) -> list[dict[str, str]]:
        write = self._desk.front_desk.flat_export.write
        count = write(what, self._desk.programme, self._target, only_changed=only_changed)
        read = read_csv(self._target)
        assert len(read) == count
        return read


@pytest.fixture
def flats(desk: Reception, tmp_path: Path) -> Flats:
    return Flats(desk, tmp_path)


def seat(desk: Reception, session: Session, *people: Attendee) -> None:
    desk.front_desk.sessions.book([attendee.id for attendee in people], session)


def test_an_attendee_has_ids_and_values(desk: Reception, flats: Flats) -> None:
    noa = desk.register("Noa Cohen", email="n@x.org")
    (row,) = flats.rows(Flat.ATTENDEES)
    assert (row["registration_id"], row["person_id"]) == (noa.id, noa.person.id)
    assert (row["full_name"], row["email"], row["removed"]) == ("Noa Cohen", "n@x.org", "")


def test_who_was_merged_into_another_one_is_told_as_removed(desk: Reception, flats: Flats) -> None:
    noa, twin = desk.register("Noa Cohen"), desk.register("Noa Kohen")
    flats.rows(Flat.ATTENDEES, only_changed=True)
    desk.front_desk.merging.merge(noa.id, twin.id)
    rows = flats.rows(Flat.ATTENDEES, only_changed=True)
    assert {row["registration_id"]: row["removed"] for row in rows} == {noa.id: "", twin.id: "yes"}


def test_a_movement_says_who_where_and_when(desk: Reception, flats: Flats) -> None:
    noa = desk.register("Noa Cohen")
    workshop = desk.session()
    door = desk.point("Hall door", place=desk.room("Hall").id, session=workshop.id)
    desk.scan(door, noa)
    desk.scan(door, noa, Direction.OUT)
    came, left = flats.rows(Flat.MOVEMENTS)
    assert (came["registration_id"], came["person_id"]) == (noa.id, noa.person.id)
    assert (came["full_name"], came["point"], came["desk"]) == ("Noa Cohen", "Hall door", "Desk A")
    assert (came["session_id"], came["direction"], left["direction"]) == (workshop.id, "in", "out")
    assert (came["at"], left["at"]) == ("2026-11-18T11:06:42.000Z", "2026-11-18T11:06:43.000Z")
    desk_id, _, number = came["movement_id"].rpartition("-")
    assert desk_id == desk.front_desk._store.desk
    assert int(number) > 0


def test_a_movement_of_a_registration_that_was_taken_back_has_no_name(
    desk: Reception, flats: Flats
) -> None:
    noa = desk.register("Noa Cohen")
    desk.front_desk.desk.pick(desk.station(), noa.id)
    desk.front_desk.changes.undo()
    rows = flats.rows(Flat.MOVEMENTS)
    assert [(row["registration_id"], row["person_id"], row["full_name"]) for row in rows] == [
        (noa.id, "", "")
    ]


def test_what_was_undone_and_was_no_movement_is_no_row(desk: Reception, flats: Flats) -> None:
    noa = desk.register("Noa Cohen")
    desk.front_desk.registry.set_paid(noa.id)
    desk.front_desk.changes.undo()
    assert flats.rows(Flat.MOVEMENTS) == []


def test_a_session_has_its_fields_and_counts_and_is_told_when_it_is_removed(
    desk: Reception, flats: Flats
) -> None:
    noa, dan = desk.register("Noa Cohen"), desk.register("Dan Levi")
    workshop = desk.session("W1", capacity="1", starts_at="2026-12-02T09:00")
    other = desk.session("W2")
    seat(desk, workshop, noa, dan)
    door = desk.point("Hall door", place=desk.room("Hall").id, session=workshop.id)
    desk.scan(door, noa)
    rows = {row["session_id"]: row for row in flats.rows(Flat.SESSIONS)}
    assert set(rows) == {workshop.id, other.id}
    row = rows[workshop.id]
    assert (row["code"], row["title"], row["capacity"]) == ("W1", "Workshop W1", "1")
    assert (row["booked"], row["waiting"], row["inside"]) == ("1", "1", "1")
    assert (row["starts_at"], row["removed"]) == ("2026-12-02T09:00", "")
    assert desk.front_desk.planning.remove(desk.programme, other)
    (gone,) = (row for row in flats.rows(Flat.SESSIONS) if row["session_id"] == other.id)
    assert (gone["removed"], gone["code"], gone["booked"]) == ("yes", "", "")


def test_a_whole_file_is_whole_again_and_again(desk: Reception, flats: Flats) -> None:
    desk.register("Noa Cohen")
    assert len(flats.rows(Flat.ATTENDEES)) == len(flats.rows(Flat.ATTENDEES)) == 1
    assert flats.rows(Flat.ATTENDEES, only_changed=True) == []


def test_a_watched_folder_gets_a_file_of_each_kind_named_after_the_second(
    desk: Reception, tmp_path: Path
) -> None:
    folder = tmp_path / "watched"
    folder.mkdir()
    desk.register("Noa Cohen")
    write = desk.front_desk.flat_export.write_news
    assert write(desk.programme, folder) == [folder / "NIPERM-attendees-20261118T110641Z.csv"]
    dan = desk.register("Dan Levi")
    desk.front_desk.desk.pick(desk.station(), dan.id)
    made = write(desk.programme, folder)
    assert [path.name for path in made] == [
        "NIPERM-attendees-20261118T110642Z.csv", "NIPERM-movements-20261118T110642Z.csv",
    ]  # fmt: skip
    for path in made:
        assert [row["full_name"] for row in read_csv(path)] == ["Dan Levi"]
    assert write(desk.programme, folder) == []


def test_many_rows_are_written_page_by_page_and_a_stop_says_how_many(
    desk: Reception, flats: Flats, tmp_path: Path
) -> None:
    people = [["Name"], *([f"Guest {n}"] for n in range(201))]
    guests = open_guest_list(write_csv(tmp_path / "list.csv", people))
    desk.front_desk.importing(desk.programme, guests).run(rows_at_once=1000)
    rows = flats.rows(Flat.ATTENDEES)
    assert len({row["registration_id"] for row in rows}) == 201
    pages: list[int] = []

    def is_stopped() -> bool:
        pages.append(1)
        return len(pages) == 2

    with pytest.raises(WorkStopped) as stopped:
        desk.front_desk.flat_export.write(
            Flat.ATTENDEES, desk.programme, tmp_path / "out.csv", is_stopped=is_stopped
        )
    assert stopped.value.facts["done"] == 200
