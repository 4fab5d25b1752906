"""Rows of a guest list."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.files.transfer.columns import recognise
from desktop.files.transfer.guest_rows import RowReader
from desktop.files.transfer.guests import Guest, Problem, ProblemKind, Rules
from desktop.files.transfer.tables import open_table, read_rows


def read(tmp_path: Path, text: str, rules: Rules | None = None) -> list[Guest | Problem]:
    path = tmp_path / "list.csv"
    path.write_text(text, "utf-8")
    table = open_table(path)
    rows = list(read_rows(table))
    mapping = recognise(table.headers, [row.cells for row in rows])
    return [RowReader(table, mapping, rules).read(row) for row in rows]


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        (",x@example.org,", "Name", ProblemKind.NO_NAME),
        ("Noa,noa@example.org,,surplus", "", ProblemKind.TOO_MANY_CELLS),
        (f"{'N' * 201},,", "Name", ProblemKind.TOO_LONG),
        ("No\ufffda,,", "Name", ProblemKind.UNREADABLE),
    ],
)
def test_a_bad_row_says_where_and_why(
    tmp_path: Path, row: str, column: str, reason: ProblemKind
) -> None:
    good = "Dan,dan@example.org,\nRuth,ruth@example.org,\nTal,tal@example.org,"
    found = read(tmp_path, f"Name,Email,Notes\n{good}\n{row}\n")
    assert isinstance(found[3], Problem)
    assert found[3][:3] == (5, column, reason)
    assert all(isinstance(one, Guest) for one in found[:3])


@pytest.mark.parametrize(
    ("row", "column", "reason", "field"),
    [
        ("Noa,not an email,,0501234567", "Email", ProblemKind.BAD_EMAIL, "email"),
        ("Noa,noa@example,,0501234567", "Email", ProblemKind.BAD_EMAIL, "email"),
        ("Noa,n@x.org; m@x.org,,0501234567", "Email", ProblemKind.SECOND_EMAIL, ""),
        ("Noa,n@x.org,,#ERROR!", "Phone", ProblemKind.BAD_PHONE, "phone"),
        (f"Noa,n@x.org,{'x' * 20_001},0501234567", "Notes", ProblemKind.TOO_LONG, "notes"),
        ("Noa,n@x.org,a\ufffdb,0501234567", "Notes", ProblemKind.UNREADABLE, "notes"),
        (f"{'N' * 201},n@x.org,,0501234567", "Name", ProblemKind.TOO_LONG, ""),
        ("No\ufffda,n@x.org,,0501234567", "Name", ProblemKind.UNREADABLE, ""),
    ],
)
def test_one_broken_cell_keeps_nobody_out_and_says_nothing(
    tmp_path: Path, row: str, column: str, reason: ProblemKind, field: str
) -> None:
    names = (("Dan", "051"), ("Tal", "052"), ("Gil", "053"))
    good = "\n".join(f"{name},{name}@example.org,x,{area}1234567" for name, area in names)
    guest = read(tmp_path, f"Name,Email,Notes,Phone\n{good}\n{row}\n")[3]
    assert isinstance(guest, Guest)
    assert [flaw[:3] for flaw in guest.flaws] == [(5, column, reason)]
    assert not any(flaw.is_row_out for flaw in guest.flaws)
    assert field not in {**guest.person, **guest.registration}


def test_an_address_with_a_comma_makes_no_cell_too_many(tmp_path: Path) -> None:
    (guest,) = read(tmp_path, "Name,Email\nShir Gal,shir@example,org\n")
    assert isinstance(guest, Guest)
    assert [flaw.detail for flaw in guest.flaws] == ["shir@example,org"]


NAMES = """First Name,Last Name,Email
.,Suharto,s@x.org
Sting,-,t@x.org
N/A,Levi,l@x.org
Null,Null,n@x.org
Nil,Katz,k@x.org
Chris,Null,c@x.org
O&#39;Bryan,Todd,o@x.org
"""


def test_a_placeholder_is_no_name_and_null_may_be_somebodys(tmp_path: Path) -> None:
    rows = read(tmp_path, NAMES)
    names = [row.features.name if isinstance(row, Guest) else row.reason.value for row in rows]
    assert names == [
        "Suharto", "Sting", "Levi", "no_name", "Nil Katz", "Chris Null", "O'Bryan Todd",
    ]  # fmt: skip


def test_a_word_that_repeats_over_rows_is_nobodys_name(tmp_path: Path) -> None:
    text = "First Name,Last Name\nNoa,Null\nDan,null\nChris,None\n"
    rows = read(tmp_path, text, Rules(empty_names=frozenset({"null"})))
    guests = [row for row in rows if isinstance(row, Guest)]
    assert [guest.features.name for guest in guests] == ["Noa", "Dan", "Chris None"]
    assert [flaw.reason for guest in guests for flaw in guest.flaws] == [
        ProblemKind.NO_REAL_NAME, ProblemKind.NO_REAL_NAME,
    ]  # fmt: skip


def test_placeholders_in_other_fields_say_nothing(tmp_path: Path) -> None:
    (guest,) = read(
        tmp_path,
        "Name,Email,Phone,Company,Country,Status,Barcode,Amount due,Notes\n"
        "Noa,-,N/A,--,NA,null,-,$0.00,none\n",
    )
    assert isinstance(guest, Guest)
    assert {name for name, text in guest.person.items() if text} == {"full_name", "country"}
    assert {name for name, text in guest.registration.items() if text} == {"source"}
    assert (guest.code, guest.flaws) == ("", ())


def test_a_number_for_a_moment_is_written_so_that_people_read_it(tmp_path: Path) -> None:
    (guest,) = read(tmp_path, "Name,Registered at\nNoa,45992.375\n")
    assert isinstance(guest, Guest)
    assert guest.registration["registered_at"] == "2025-12-01 09:00"


def test_a_short_row_is_filled_up(tmp_path: Path) -> None:
    (guest,) = read(tmp_path, "Name,Email,Notes\nNoa\n")
    assert isinstance(guest, Guest)
    assert guest.person["email"] == ""


def test_a_full_name_that_only_repeats_the_parts_is_not_kept_twice(tmp_path: Path) -> None:
    (guest,) = read(tmp_path, "Name,First Name,Last Name\nNoa Cohen,Noa,Cohen\n")
    assert isinstance(guest, Guest)
    assert guest.person["full_name"] == ""
    assert guest.features.name == "Noa Cohen"


def test_checked_in_elsewhere_is_read_from_words_and_times(tmp_path: Path) -> None:
    text = "Name,Status,Checked in at\nA,Attending,\nB,Checked In,\nC,,2026-12-02T08:00:00Z\n"
    a, b, c = (one for one in read(tmp_path, text) if isinstance(one, Guest))
    assert [a.is_in, b.is_in, c.is_in] == [False, True, True]
    assert c.in_at_ms == 1_796_198_400_000


def test_markup_and_invisible_marks_are_kept_plain(tmp_path: Path) -> None:
    (guest,) = read(tmp_path, "Name,Notes\n\u200f<b>Noa</b>\x07,x\n")
    assert isinstance(guest, Guest)
    assert guest.person["full_name"] == "<b>Noa</b>"


def test_a_line_break_in_a_name_becomes_a_space(tmp_path: Path) -> None:
    (guest,) = read(tmp_path, 'Name,Notes\n"Noa\nCohen","two\nlines"\n')
    assert isinstance(guest, Guest)
    assert guest.person["full_name"] == "Noa Cohen"
    assert guest.registration["notes"] == "two\nlines"
