"""When tickets are valid, as lists of many makers say it, and what a newer list changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.domain.attendees.registration import Registration
from desktop.domain.programme.programme import Programme
from desktop.files.transfer.guests import ProblemKind
from desktop.workflows.opening import FrontDesk
from desktop.workflows.transfer.guest_list import open_guest_list
from tests.support.builders import write_csv


@pytest.fixture
def here(front_desk: FrontDesk, niperm: Programme) -> Programme:
    saved = front_desk.planning.save_programme(
        niperm.id, {"code": "NIPERM", "time_zone": "America/Chicago"}
    )
    assert isinstance(saved, Programme)
    return saved


def take(
    front_desk: FrontDesk,
    here: Programme,
    path: Path,
    header: tuple[str, str],
    *rows: tuple[str, str],
) -> list[Registration]:
    lines = [["Name", "Email", *header]]
    lines += [[f"Guest {n}", f"g{n}@example.org", *row] for n, row in enumerate(rows)]
    front_desk.importing(here, open_guest_list(write_csv(path / "list.csv", lines)), "shop").run()
    people = front_desk._store.registrations.page(here.id, 0)[1]
    return [who.registration for who in sorted(people, key=lambda who: who.person.email)]


@pytest.mark.parametrize(
    "header",
    [
        ("Valid from", "Valid until"), ("Gültig ab", "Gültig bis"),
        ("Gültigkeit von", "Gültigkeit bis"),
        ("Valable à partir du", "Valable jusqu'au"), ("Valide du", "Valide au"),
        ("Valable à partir du", "Valable jusqu’au"), ("Validity from", "Validity until"),
        ("Date de début de validité", "Date de fin de validité"), ("בתוקף מ", "בתוקף עד"),
        ("Ticket valid from", "Ticket valid to"), ("Válido desde", "Válido hasta"),
    ],
)  # fmt: skip
def test_headers_of_many_languages_are_read(
    front_desk: FrontDesk, here: Programme, tmp_path: Path, header: tuple[str, str]
) -> None:
    (own,) = take(front_desk, here, tmp_path, header, ("02.12.2026", "03.12.2026"))
    assert (own.valid_from, own.valid_until) == ("2026-12-02", "2026-12-03")


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("2026-12-02", "2026-12-02"), ("2 Dec 2026", "2026-12-02"), ("20261202", "2026-12-02"),
        ("1er décembre 2026", "2026-12-01"), ("2026-12-02 18:30", "2026-12-02T18:30"),
        ("2026-12-02T16:00:00Z", "2026-12-02T10:00"), ("-", ""), ("", ""),
        ("2026-12-02T08:00:00+02:00", "2026-12-02T00:00"), ("when it rains", "when it rains"),
        ("13/12/2026", "2026-12-13"),
    ],
)  # fmt: skip
def test_a_cell_is_a_day_a_minute_or_a_question(
    front_desk: FrontDesk, here: Programme, tmp_path: Path, cell: str, kept: str
) -> None:
    (own,) = take(front_desk, here, tmp_path, ("Valid from", "Diet"), (cell, "18:30"))
    assert own.valid_from == kept


def test_a_column_of_midnights_is_a_column_of_days(
    front_desk: FrontDesk, here: Programme, tmp_path: Path
) -> None:
    header = ("Valid from", "Valid until")
    rows = [("2026-12-02 00:00:00", "2026-12-03 00:00:00"), ("2026-12-02 00:00", "")]
    one, other = take(front_desk, here, tmp_path, header, *rows)
    assert (one.valid_from, one.valid_until) == ("2026-12-02", "2026-12-03")
    assert (other.valid_from, other.valid_until) == ("2026-12-02", "")


def test_a_midnight_among_other_hours_is_midnight(
    front_desk: FrontDesk, here: Programme, tmp_path: Path
) -> None:
    header = ("Valid from", "Valid until")
    rows = [("2026-12-02 00:00", "2026-12-03 00:00"), ("2026-12-02", "2026-12-03 18:00")]
    one, _other = take(front_desk, here, tmp_path, header, *rows)
    assert (one.valid_from, one.valid_until) == ("2026-12-02", "2026-12-03T00:00")


def test_most_cells_may_be_unreadable_and_the_others_count(
    front_desk: FrontDesk, here: Programme, tmp_path: Path
) -> None:
    rows = [("some day", ""), ("some day", ""), ("2026-12-02", "")]
    people = take(front_desk, here, tmp_path, ("Valid until", "Diet"), *rows)
    assert [own.valid_until for own in people] == ["some day", "some day", "2026-12-02"]


def test_what_cannot_be_read_or_ends_before_it_begins_is_a_problem(
    front_desk: FrontDesk, here: Programme, tmp_path: Path
) -> None:
    lines = [
        ["Name", "Email", "Valid from", "Valid until"],
        ["Noa", "noa@example.org", "2026-12-05", "2026-12-02"],
        ["Dan", "dan@example.org", "soon", ""],
    ]
    guests = open_guest_list(write_csv(tmp_path / "list.csv", lines))
    problems = [
        (flaw.row, flaw.column, flaw.reason)
        for guest in guests.rows()
        for flaw in guest.flaws  # type: ignore[union-attr]
    ]
    assert problems == [
        (2, "Valid until", ProblemKind.TIME_UNREAD), (3, "Valid from", ProblemKind.TIME_UNREAD),
    ]  # fmt: skip


def test_a_newer_list_changes_and_clears_its_own_word(
    front_desk: FrontDesk, here: Programme, tmp_path: Path
) -> None:
    header = ("Valid until", "Diet")
    (own,) = take(front_desk, here, tmp_path, header, ("2026-12-02", ""))
    assert own.valid_until == "2026-12-02"
    (own,) = take(front_desk, here, tmp_path, header, ("2026-12-04", ""))
    assert own.valid_until == "2026-12-04"
    (own,) = take(front_desk, here, tmp_path, header, ("", ""))
    assert own.valid_until == ""


def test_an_offset_without_a_zone_of_the_programme_stays_an_instant(
    front_desk: FrontDesk, niperm: Programme, tmp_path: Path
) -> None:
    header = ("Valid until", "Diet")
    (own,) = take(front_desk, niperm, tmp_path, header, ("2026-12-02T18:00:00+02:00", ""))
    assert own.valid_until == "2026-12-02T18:00+02:00"


def test_our_own_export_says_it_and_is_read_again(
    front_desk: FrontDesk, here: Programme, tmp_path: Path
) -> None:
    take(front_desk, here, tmp_path, ("Valid from", "Valid until"), ("2026-12-02", "2026-12-03"))
    path = tmp_path / "out.csv"
    front_desk.export.attendees(here, path)
    other = front_desk.programmes.find_or_make("OTHER")
    front_desk.importing(other, open_guest_list(path), "ours").run()
    (copy,) = front_desk._store.registrations.page(other.id, 0)[1]
    own = copy.registration
    assert (own.valid_from, own.valid_until) == ("2026-12-02", "2026-12-03")
