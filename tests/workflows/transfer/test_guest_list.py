"""A guest list before it is imported: its columns, its sample, its problems."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from desktop.domain.failures import NoNameColumn, UnknownColumn, UnknownField
from desktop.workflows.transfer.guest_list import Guest, GuestList, ProblemKind, open_guest_list
from tests.support.builders import read_csv, write_csv


def guest_list(folder: Path, *rows: Sequence[str]) -> GuestList:
    return open_guest_list(write_csv(folder / "list.csv", rows))


def test_a_sample_is_200_rows_and_a_batch_100(tmp_path: Path) -> None:
    guests = guest_list(tmp_path, ["Name"], *([f"Guest {n}"] for n in range(201)))
    assert len(guests.sample) == 200
    assert [len(batch) for batch in guests.batches()] == [100, 100, 1]
    assert guests.overview().rows == 201


def test_emails_are_counted_whatever_their_case_and_short_rows_passed_over(tmp_path: Path) -> None:
    guests = guest_list(
        tmp_path, ["Name", "Email"], ["Noa", "n@x.org"], ["Dan"], ["Ruth", " N@X.org "]
    )
    assert guests.survey.emails == {"n@x.org": 2}
    assert guest_list(tmp_path, ["Name", "Company"], ["Noa", "Touro"]).survey.emails == {}


def test_one_column_of_a_name_is_enough(tmp_path: Path) -> None:
    guests = guest_list(tmp_path, ["Email", "Last Name"], ["n@x.org", "Cohen"])
    assert guests.has_names
    assert guests.name_header == "Last Name"
    guests.require_names()


def test_a_list_without_names_is_refused(tmp_path: Path) -> None:
    guests = guest_list(tmp_path, ["Email", "Company"], ["n@x.org", "Touro"])
    bare = guests.mapped({field: "" for field in guests.mapping if field != "email"})
    assert (bare.has_names, bare.has_guests, bare.name_header) == (False, False, "")
    with pytest.raises(NoNameColumn):
        bare.require_names()


def test_one_good_row_is_a_guest(tmp_path: Path) -> None:
    bad, good = ["", "x@x.org"], ["Noa Cohen", "n@x.org"]
    assert guest_list(tmp_path, ["Name", "Email"], bad, good).has_guests
    assert not guest_list(tmp_path, ["Name", "Email"], bad, bad).has_guests


def test_the_column_of_each_date_tells_how_its_days_are_written(tmp_path: Path) -> None:
    header = ["Name", "Check-in time"]
    guests = guest_list(tmp_path, header, ["Noa Cohen", "3/4/2026 9:00"], ["Dan Levi"])
    assert guests.has_dates
    assert guests.open_dates() == ["Check-in time"]
    assert guests.with_days(is_day_first=False).open_dates() == []
    told = guest_list(tmp_path, header, ["Noa Cohen", "3/4/2026 9:00"], ["Dan", "13/4/2026 9:00"])
    assert told.open_dates() == []
    (noa, dan) = (row for row in told.rows() if isinstance(row, Guest))
    assert (noa.is_in, dan.is_in) == (True, True)
    assert dan.in_at_ms is not None
    assert noa.in_at_ms == dan.in_at_ms - 10 * 86_400_000
    undated = guest_list(tmp_path, ["Name", "Email"], ["Noa Cohen", "n@x.org"])
    assert not undated.has_dates


def test_a_mapping_by_hand_takes_a_column_from_who_had_it(tmp_path: Path) -> None:
    guests = guest_list(tmp_path, ["Name", "Company", "Email"], ["Noa", "Touro", "n@x.org"])
    assert guests.named_mapping == {
        "full_name": "Name", "organization": "Company", "email": "Email",
    }  # fmt: skip
    changed = guests.mapped({"notes": " COMPANY ", "email": ""})
    assert changed.named_mapping == {"full_name": "Name", "notes": "Company"}
    with pytest.raises(UnknownField):
        guests.mapped({"colour": "Company"})
    with pytest.raises(UnknownColumn):
        guests.mapped({"notes": "Colour"})


def test_an_overview_can_be_stopped(tmp_path: Path) -> None:
    guests = guest_list(tmp_path, ["Name"], ["Noa Cohen"])
    overview = guests.overview(lambda: True)
    assert (overview.rows, overview.problems) == (0, ())


def test_one_persons_code_may_stand_twice(tmp_path: Path) -> None:
    header = ["Name", "Barcode"]
    guests = guest_list(tmp_path, header, ["Noa Cohen", "1"], ["Cohen, Noa", "1"])
    assert guests.overview().problems == ()
    (problem,) = (
        guest_list(tmp_path, header, ["Noa Cohen", "1"], ["Dan Levi", "1"]).overview().problems
    )
    assert (problem.row, problem.column, problem.detail) == (3, "Barcode", "Noa Cohen")


def test_short_rows_are_saved_at_their_width_with_the_reason_beside_them(tmp_path: Path) -> None:
    guests = guest_list(tmp_path, ["Email", "Name", "Company"], ["x@x.org"], ["n@x.org", "Noa"])
    problems = guests.overview().problems
    assert [problem.reason for problem in problems] == [ProblemKind.NO_NAME]
    guests.save_problems(tmp_path / "problems.csv", problems, ["no name"])
    (row,) = read_csv(tmp_path / "problems.csv")
    assert row == {
        "Email": "x@x.org", "Name": "", "Company": "",
        "Problem in row": "2", "Problem in column": "Name", "Problem": "no name",
    }  # fmt: skip
    mended = open_guest_list(tmp_path / "problems.csv")
    assert mended.named_mapping == {
        "email": "Email", "full_name": "Name", "organization": "Company",
    }  # fmt: skip
    with pytest.raises(ValueError, match="zip"):
        guests.save_problems(tmp_path / "other.csv", problems, [])


def test_short_rows_of_a_sample_are_filled(tmp_path: Path) -> None:
    guests = guest_list(tmp_path, ["Name", "Company"], ["Noa Cohen"], ["Dan Levi", "Touro"])
    assert guests.named_mapping == {"full_name": "Name", "organization": "Company"}
    assert guests.sample == (("Noa Cohen",), ("Dan Levi", "Touro"))
