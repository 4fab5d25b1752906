"""Newer lists and known people: sessions, statuses, times, and who is met again."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from desktop.domain.attendees.registration import Attendee, Direction
from desktop.domain.programme.programme import Programme
from desktop.workflows.attendees.registry import RegistrationForm
from desktop.workflows.checkin.verdict import Station
from desktop.workflows.opening import FrontDesk
from desktop.workflows.transfer.guest_list import ProblemKind, open_guest_list
from desktop.workflows.transfer.progress import Progress
from tests.support.builders import write_csv
from tests.support.fakes import FakeClock
from tests.support.reception import Reception

HEADER = ["Attendee #", "Name", "Email", "Barcode", "Status", "Sessions"]


class Lists:
    """Imports rows as files, the newer one a second after the older."""

    def __init__(self, desk: Reception, folder: Path) -> None:
        self._desk = desk
        self._path = folder / "list.csv"

    def take(
        self, *rows: Sequence[str], header: Sequence[str] = HEADER, into: Programme | None = None
    ) -> Progress:
        self._desk.clock.advance(1000)
        guests = open_guest_list(write_csv(self._path, [header, *rows]))
        return self._desk.front_desk.importing(into or self._desk.programme, guests).run()


@pytest.fixture
def desk(front_desk: FrontDesk, niperm: Programme, clock: FakeClock) -> Reception:
    return Reception(front_desk, niperm, clock)


@pytest.fixture
def lists(desk: Reception, tmp_path: Path) -> Lists:
    return Lists(desk, tmp_path)


def everybody(desk: Reception) -> list[Attendee]:
    return list(desk.front_desk._store.registrations.page(desk.programme.id, 0)[1])


def named(desk: Reception, name: str) -> Attendee:
    (attendee,) = (attendee for attendee in everybody(desk) if attendee.name == name)
    return attendee


def counts(progress: Progress) -> tuple[int, int, int]:
    return progress.new, progress.changed, progress.unchanged


def moves(desk: Reception, attendee: Attendee) -> int:
    history = desk.front_desk.registry.details(attendee.id).history
    return sum(row.entry.kind == "move" for row in history)


def crowd(size: int) -> list[list[str]]:
    return [[str(n), f"Guest {n}", f"g{n}@x.org", "", "", ""] for n in range(1, size + 1)]


def test_a_newer_list_books_what_it_names_now_and_takes_out_the_rest(
    desk: Reception, lists: Lists
) -> None:
    first, second, third = (desk.session(code) for code in ("W1", "W2", "W3"))
    row = ["1", "Noa Cohen", "n@x.org", "", "", "W1; W2"]
    lists.take(row)
    noa = named(desk, "Noa Cohen")
    assert set(noa.registration.booked) == {first.id, second.id}
    desk.front_desk.sessions.book([noa.id], third)
    before = len(desk.front_desk.registry.details(noa.id).history)
    assert counts(lists.take([*row[:5], "W2; W3"])) == (0, 1, 0)
    assert set(desk.now(noa).registration.booked) == {second.id, third.id}
    assert desk.now(noa).registration.unbooked == (first.id,)
    history = desk.front_desk.registry.details(noa.id).history
    assert len(history) == before + 1
    assert sorted(name for name in history[0].entry.body if name.startswith("booking:")) == [
        f"booking:{first.id}"
    ]


def test_who_is_on_the_waiting_list_of_a_file_waits_since_it_came(
    desk: Reception, lists: Lists
) -> None:
    desk.limit_to(1)
    row = ["1", "Noa Cohen", "n@x.org", "", "Attending", ""]
    other = ["2", "Dan Levi", "d@x.org", "", "Waitlisted", ""]
    lists.take(row, other)
    noa, dan = named(desk, "Noa Cohen"), named(desk, "Dan Levi")
    began = desk.clock()
    assert noa.registration.waiting_since_ms is None
    assert dan.registration.waiting_since_ms == began
    lists.take([*row[:3], "T-1", "Attending", ""], [*other[:3], "T-2", "Waitlisted", ""])
    assert desk.now(noa).registration.waiting_since_ms is None
    assert desk.now(dan).registration.waiting_since_ms == began
    full = ["3", "Ruth Katz", "r@x.org", "", "Attending", ""]
    lists.take([*row[:3], "T-1", "Waitlisted", ""], full)
    assert desk.now(noa).registration.waiting_since_ms == desk.clock()


def test_attendance_comes_with_its_time_and_only_once(desk: Reception, lists: Lists) -> None:
    header = ["Name", "Email", "Status", "Check-in time"]
    row = ["Noa Cohen", "n@x.org", "Attending", ""]
    lists.take(row, header=header)
    noa = named(desk, "Noa Cohen")
    assert moves(desk, noa) == 0
    came = [*row[:2], "Checked In", "2026-11-01T10:00:00+00:00"]
    assert counts(lists.take(came, came, header=header)) == (0, 1, 1)
    assert moves(desk, noa) == 1
    assert desk.now(noa).registration.first_in_ms == 1_793_527_200_000
    assert counts(lists.take(came, header=header)) == (0, 0, 1)
    assert moves(desk, noa) == 1


def test_who_was_met_by_this_desk_is_not_met_again_by_a_list(desk: Reception, lists: Lists) -> None:
    row = ["1", "Noa Cohen", "n@x.org", "T-1", "Attending", ""]
    other = ["2", "Dan Levi", "d@x.org", "T-2", "Attending", ""]
    lists.take(row, other)
    noa, dan = named(desk, "Noa Cohen"), named(desk, "Dan Levi")
    station = desk.station()
    desk.front_desk.desk.pick(station, noa.id)
    for way in (Direction.IN, Direction.OUT):
        desk.front_desk.desk.pick(Station(station.programme, station.point, way), dan.id)
    lists.take([*row[:4], "Checked In", ""], [*other[:4], "Checked In", ""])
    assert (moves(desk, noa), moves(desk, dan)) == (1, 2)
    assert desk.now(dan).registration.presence is None


def test_a_payment_comes_with_a_new_row(desk: Reception, tmp_path: Path) -> None:
    rows = [["Name", "Paid at"], ["Noa Cohen", ""], ["Dan Levi", "2026-11-01T10:00:00Z"]]
    guests = open_guest_list(write_csv(tmp_path / "list.csv", rows))
    guests = guests.mapped({"paid_at": "Paid at"})
    desk.front_desk.importing(desk.programme, guests).run()
    paid = {attendee.name: attendee.registration.paid_ms for attendee in everybody(desk)}
    assert paid == {"Noa Cohen": None, "Dan Levi": 1_793_527_200_000}


def test_a_row_of_a_merged_twin_makes_nobody_and_changes_nothing(
    desk: Reception, lists: Lists
) -> None:
    rows = [["1", "Noa Cohen", "n@x.org", "", "", ""], ["2", "Noa Kohen", "k@x.org", "", "", ""]]
    lists.take(*rows)
    noa, twin = named(desk, "Noa Cohen"), named(desk, "Noa Kohen")
    desk.front_desk.merging.merge(noa.id, twin.id)
    rows[1][5] = "W1"
    assert counts(lists.take(*rows)) == (0, 0, 2)
    assert len(everybody(desk)) == 1


def test_a_blank_in_another_programmes_list_clears_nothing_of_the_person(
    desk: Reception, lists: Lists
) -> None:
    header = ["Name", "Email", "Company", "Phone"]
    lists.take(["Noa Cohen", "n@x.org", "Touro", ""], header=header)
    other = desk.front_desk.programmes.find_or_make("P2G")
    lists.take(["Noa Cohen", "N@x.org", "", "050-1234567"], header=header, into=other)
    person = named(desk, "Noa Cohen").person
    assert (person.organization, person.phone) == ("Touro", "050-1234567")


def test_an_email_that_two_rows_share_renames_nobody(desk: Reception, lists: Lists) -> None:
    header = ["Name", "Email"]
    lists.take(["Noa Cohen", "n@x.org"], header=header)
    rows = [["Noa Cohen-Levi", "n@x.org"], ["Dan Cohen", "n@x.org"]]
    assert counts(lists.take(*rows, header=header)) == (2, 0, 0)


def test_a_ticket_that_is_known_is_not_taken_for_who_has_its_new_email(
    desk: Reception, lists: Lists
) -> None:
    lists.take(["1", "Noa Cohen", "a@x.org", "", "", ""])
    hers = named(desk, "Noa Cohen")
    desk.register("Noa Coen", email="b@x.org")
    assert counts(lists.take(["1", "Noa Cohen", "b@x.org", "", "", ""])) == (0, 1, 0)
    assert desk.now(hers).person.email == "b@x.org"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["1", "Noa Cohen", "n@x.org", "T-1", "", ""]] * 2, (1, 0, 1)),
        ([["", "Noa Cohen", "n@x.org", "T-1", "", ""], ["", "Noa Cohen", "n@x.org", "T-2", "", ""]],
         (2, 0, 0)),
        ([["1", "Noa Cohen", "n@x.org", "", "", ""], ["2", "Noa Cohen", "n@x.org", "", "", ""]],
         (2, 0, 0)),
        ([["7", "Dan Bar", "", "", "", ""], ["7", "Noa Gal", "", "", "", ""]], (2, 0, 0)),
    ],
)  # fmt: skip
def test_two_rows_of_one_file_are_one_only_where_they_are_one_ticket(
    lists: Lists, rows: list[list[str]], expected: tuple[int, int, int]
) -> None:
    done = lists.take(*rows)
    assert (counts(done), done.problems) == (expected, ())


def test_one_code_on_two_numbered_tickets_is_a_problem(lists: Lists) -> None:
    rows = [[number, "Noa Cohen", "n@x.org", "T-1", "", ""] for number in "12"]
    done = lists.take(*rows)
    assert counts(done) == (1, 0, 0)
    assert [problem.reason for problem in done.problems] == [ProblemKind.CODE_TAKEN]


def test_a_name_alone_is_looked_for_only_where_nothing_else_tells(
    desk: Reception, lists: Lists
) -> None:
    lists.take(["Noa Cohen", "n@x.org", "Touro"], header=["Name", "Email", "Company"])
    assert counts(lists.take(["Noa Cohen", "Touro"], header=["Name", "Company"])) == (0, 0, 1)
    numbered = ["Attendee #", "Name", "Company"]
    assert counts(lists.take(["7", "Noa Cohen", "Touro"], header=numbered)) == (1, 0, 0)
    assert len(everybody(desk)) == 2


@pytest.mark.parametrize(
    ("early", "late"),
    [
        (["1", "Noa Cohen", "", "", "", ""], ["1", "Noa Cohen", "", "", "", ""]),
        (["", "Noa Cohen", "", "", "", ""], ["", "Noa Cohen", "n@x.org", "", "", ""]),
        (["", "Noa Cohen", "n@x.org", "", "", ""], ["", "Noa Cohen", "", "", "", ""]),
        (["", "Noa Cohen", "n@x.org", "", "", ""], ["", "Noa Cohen", "n@x.org", "", "", ""]),
    ],
)
def test_who_comes_again_in_a_later_slice_of_a_first_list_is_known(
    lists: Lists, early: list[str], late: list[str]
) -> None:
    header = [*HEADER, "Company"]
    rows = [[*row, "Touro"] for row in (early, *crowd(30)[5:], late)]
    assert lists.take(*rows, header=header).new == 26


@pytest.mark.parametrize("is_before", [True, False])
def test_who_is_registered_by_hand_while_a_first_list_comes_in_is_known(
    desk: Reception, tmp_path: Path, *, is_before: bool
) -> None:
    guests = open_guest_list(write_csv(tmp_path / "list.csv", [HEADER, *crowd(30)]))
    number = 10 if is_before else 30
    person = {"full_name": f"Guest {number}", "email": f"g{number}@x.org"}
    told: list[int] = []

    def register() -> None:
        desk.front_desk.registry.register(desk.programme, RegistrationForm(person, {}, {}))

    def is_stopped() -> bool:
        told.append(1)
        if is_before and len(told) == 1:
            register()
        return False

    def on_progress(progress: Progress) -> None:
        if not is_before and progress.rows == 20:
            register()

    done = desk.front_desk.importing(desk.programme, guests).run(
        on_progress=on_progress, is_stopped=is_stopped
    )
    assert counts(done) == (29, 1, 0)


def test_progress_adds_up_and_slices_begin_with_twenty(desk: Reception, tmp_path: Path) -> None:
    guests = open_guest_list(write_csv(tmp_path / "list.csv", [HEADER, *crowd(30)]))
    told: list[Progress] = []
    took: list[object] = []

    def on_store(work: Callable[[], object]) -> object:
        took.append(work())
        return took[-1]

    done = desk.front_desk.importing(desk.programme, guests).run(on_store, told.append)  # type: ignore[arg-type]
    assert (told[0].rows, told[0].new, told[0].taken) == (20, 20, 20)
    assert done == Progress(rows=30, new=30, changed=0, unchanged=0, problems=(), is_stopped=False)
    assert all(0 < took_ms < 60_000 for took_ms in took if isinstance(took_ms, float))
    again = desk.front_desk.importing(desk.programme, guests).run()
    assert (again.taken, again.unchanged, Progress().taken) == (30, 30, 0)
    assert Progress(rows=9, new=1, changed=2, unchanged=3).taken == 6


@pytest.mark.parametrize(("at_once", "slices"), [(25, [25, 50, 60]), (110, [60])])
def test_rows_at_once_are_as_many_and_python_collects_nothing_meanwhile(
    desk: Reception, tmp_path: Path, at_once: int, slices: list[int]
) -> None:
    guests = open_guest_list(write_csv(tmp_path / "list.csv", [HEADER, *crowd(60)]))
    told: list[tuple[int, bool]] = []
    desk.front_desk.importing(desk.programme, guests).run(
        on_progress=lambda progress: told.append((progress.rows, gc.isenabled())),
        rows_at_once=at_once,
    )
    assert told == [(rows, False) for rows in slices]
    assert gc.isenabled()
    desk.front_desk.importing(desk.programme, guests).run(
        on_progress=lambda _progress: told.append((0, gc.isenabled()))
    )
    assert told[-1] == (0, True)


def test_a_transaction_of_more_than_a_batch_takes_every_row(
    desk: Reception, tmp_path: Path
) -> None:
    guests = open_guest_list(write_csv(tmp_path / "list.csv", [HEADER, *crowd(230)]))
    done = desk.front_desk.importing(desk.programme, guests).run(rows_at_once=1000)
    assert counts(done) == (230, 0, 0)


def test_an_import_that_was_cut_off_is_known_by_its_file_and_not_to_itself(
    desk: Reception, tmp_path: Path
) -> None:
    guests = open_guest_list(write_csv(tmp_path / "list.csv", [HEADER, *crowd(30)]))
    other = open_guest_list(write_csv(tmp_path / "other.csv", [HEADER, *crowd(3)]))
    run = desk.front_desk.importing(desk.programme, guests)
    left: list[int | None] = []

    def is_stopped() -> bool:
        assert run.left_unfinished() is None
        left.append(desk.front_desk.left_unfinished("NIPERM", guests))
        return len(left) == 2

    assert run.run(is_stopped=is_stopped).is_stopped
    assert left == [0, 20]
    for code, file, done in (("NIPERM", guests, 20), ("NIPERM", other, None), ("P2", guests, None)):
        assert desk.front_desk.left_unfinished(code, file) == done
    desk.front_desk.importing(desk.programme, guests).run()
    assert desk.front_desk.left_unfinished("NIPERM", guests) is None
