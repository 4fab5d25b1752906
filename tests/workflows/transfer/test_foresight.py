"""What an import would do is told before, and is what it then does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import pytest

from desktop.domain.attendees.registration import Status
from desktop.domain.programme.programme import Programme
from desktop.workflows.opening import FrontDesk
from desktop.workflows.ports import directly
from desktop.workflows.transfer.guest_list import GuestList, open_guest_list
from desktop.workflows.transfer.progress import Progress
from tests.conftest import EXPORTS
from tests.support.builders import write_csv

T = TypeVar("T")
LISTS = EXPORTS.parent / "lists"
FILES = sorted(
    path.name for path in LISTS.iterdir() if path.suffix != ".json" and path.name != "cut.xlsx"
)
HEADER = ["Attendee #", "Name", "Email", "Status"]


def read(front_desk: FrontDesk, guests: GuestList) -> GuestList:
    days = guests.with_days(False).taking({"*": "pending"})
    return front_desk.judged("NIPERM", days).guests


def counts(progress: Progress) -> tuple[object, ...]:
    problems = [(p.row, p.column, p.reason, p.is_row_out) for p in progress.problems]
    missing = [person.name for person in progress.missing]
    return (progress.rows, progress.new, progress.changed, progress.unchanged, problems, missing)


def foreseen(front_desk: FrontDesk, guests: GuestList) -> Progress:
    return front_desk.foreseen("NIPERM", read(front_desk, guests), directly)


@pytest.mark.parametrize("name", FILES)
def test_a_list_does_what_was_foretold(front_desk: FrontDesk, niperm: Programme, name: str) -> None:
    guests = open_guest_list(LISTS / name)
    if not guests.has_names:
        return
    before = foreseen(front_desk, guests)
    assert front_desk._store.registrations.is_empty(niperm.id)
    done = front_desk.importing(niperm, read(front_desk, guests)).run()
    assert counts(before) == counts(done)
    again = foreseen(front_desk, guests)
    assert (again.new, again.missing) == (0, ())
    assert counts(again) == counts(front_desk.importing(niperm, read(front_desk, guests)).run())


def test_news_missing_people_and_hands_are_told_before(
    front_desk: FrontDesk, niperm: Programme, tmp_path: Path
) -> None:
    def opened(rows: Sequence[Sequence[str]]) -> GuestList:
        return open_guest_list(write_csv(tmp_path / "list.csv", [HEADER, *rows]))

    first = [[str(n), f"Guest {n}", f"g{n}@x.org", "Attending"] for n in range(1, 7)]
    front_desk.importing(niperm, read(front_desk, opened(first))).run()
    blocked = front_desk._store.registrations.page(niperm.id, 0)[1][0]
    front_desk.registry.set_status([blocked.id], Status.BLOCKED, "stolen ticket")
    newer = [
        ["1", "Guest 1", "g1@x.org", "Cancelled"],
        ["2", "Guest 2", "g2@x.org", "Attending"],
        ["3", "Guest 3", "g3@x.org", "Declined"],
        ["4", "Guest 4", "g4@x.org", "Attending"],
        ["5", "Guest 5", "g5@x.org", "Attending"],
        ["9", "Guest 9", "g9@x.org", "Attending"],
        ["", "Total 6", "", ""],
    ]
    told = foreseen(front_desk, opened(newer))
    assert (told.new, told.changed, told.unchanged, told.left_out) == (1, 1, 4, 1)
    assert [person.name for person in told.missing] == ["Guest 6"]
    assert [(choice.name, choice.field) for choice in told.choices] == [("Guest 1", "status")]


def test_of_a_programme_that_is_not_made_everybody_is_new(
    front_desk: FrontDesk, tmp_path: Path
) -> None:
    guests = open_guest_list(write_csv(tmp_path / "list.csv", [HEADER, ["1", "Noa", "", ""]]))
    told = front_desk.foreseen("NEW", guests, directly)
    assert (told.new, told.changed, told.missing) == (1, 0, ())
    assert front_desk.programmes.find("NEW") is None


def test_a_person_who_stands_twice_far_apart_is_new_once(
    front_desk: FrontDesk, niperm: Programme, tmp_path: Path
) -> None:
    crowd = [[str(n), f"Guest {n}", f"g{n}@x.org", "Attending"] for n in range(1, 300)]
    rows = [HEADER, ["", "Noa", "noa@x.org", ""], *crowd, ["", "Noa", "noa@x.org", ""]]
    guests = open_guest_list(write_csv(tmp_path / "list.csv", rows))
    told = foreseen(front_desk, guests)
    assert (told.new, told.changed, told.unchanged) == (300, 0, 1)
    assert counts(told) == counts(front_desk.importing(niperm, read(front_desk, guests)).run())


def test_who_is_missing_is_named_in_slices_so_that_scans_come_between(
    front_desk: FrontDesk, niperm: Programme, tmp_path: Path
) -> None:
    crowd = [[str(n), f"Guest {n:03}", f"g{n}@x.org", "Attending"] for n in range(250)]
    first = open_guest_list(write_csv(tmp_path / "first.csv", [HEADER, *crowd]))
    front_desk.importing(niperm, read(front_desk, first)).run()
    slices: list[int] = []

    def on_store(work: Callable[[], T]) -> T:
        done = work()
        slices.append(len(done) if isinstance(done, list) else 0)
        return done

    newer = open_guest_list(write_csv(tmp_path / "newer.csv", [HEADER, *crowd[:1]]))
    told = front_desk.foreseen("NIPERM", read(front_desk, newer), on_store)
    assert [person.name for person in told.missing] == [f"Guest {n:03}" for n in range(1, 250)]
    assert max(slices) == 100
