"""Rows of a guest list."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.files.transfer.columns import recognise
from desktop.files.transfer.csv_read import open_table, read_rows
from desktop.files.transfer.guest_rows import Guest, Problem, ProblemKind, RowReader


def read(tmp_path: Path, text: str) -> list[Guest | Problem]:
    path = tmp_path / "list.csv"
    path.write_text(text, "utf-8")
    table = open_table(path)
    rows = list(read_rows(table))
    mapping = recognise(table.headers, [row.cells for row in rows])
    return [RowReader(table, mapping).read(row) for row in rows]


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        (",x@example.org,", "Name", ProblemKind.NO_NAME),
        ("Noa,not an email,", "Email", ProblemKind.BAD_EMAIL),
        ("Noa,noa@example,", "Email", ProblemKind.BAD_EMAIL),
        ("Noa,noa@example.org,,surplus", "", ProblemKind.TOO_MANY_CELLS),
        (f"{'N' * 201},noa@example.org,", "Name", ProblemKind.TOO_LONG),
        ("No\ufffda,noa@example.org,", "Name", ProblemKind.UNREADABLE),
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
