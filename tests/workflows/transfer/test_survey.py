"""What only all rows of a list can tell."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from desktop.files.transfer.times import DayOrder
from desktop.workflows.transfer.guest_list import open_guest_list
from desktop.workflows.transfer.survey import Survey, WordCount, survey
from tests.support.builders import write_csv


def seen(tmp_path: Path, *rows: Sequence[str]) -> Survey:
    return open_guest_list(write_csv(tmp_path / "list.csv", rows)).survey


def test_words_are_counted_with_their_spellings_the_commonest_first(tmp_path: Path) -> None:
    words = ("Attending", "attending", "CANCELLED", "-", "", "Attending ", "not_paid", "Not paid")
    rows = [[f"Guest {n}", word] for n, word in enumerate(words)]
    assert seen(tmp_path, ["Name", "Status"], *rows).words == (
        WordCount("Attending", 3), WordCount("not_paid", 2), WordCount("CANCELLED", 1),
    )  # fmt: skip


def test_each_dated_column_tells_its_own_order(tmp_path: Path) -> None:
    header = ["Name", "Check-in time", "Check-out time", "Registered at"]
    found = seen(tmp_path, header, ["Noa", "1/2/2026", "13/2/2026", "1/2/2026"],
                 ["Dan", "2/1/2026", "1/2/2026", "13/2/2026"])  # fmt: skip
    assert found.day_orders == {
        "checked_in_at": DayOrder.OPEN, "checked_out_at": DayOrder.DAY_FIRST,
    }  # fmt: skip


def test_a_word_for_nothing_is_nobodys_name_where_it_repeats(tmp_path: Path) -> None:
    header = ["First Name", "Last Name"]
    rows = [["Noa", "Null"], ["Dan", "NULL"], ["Chris", "None"], ["Nada", "Levi"]]
    assert seen(tmp_path, header, *rows).empty_names == {"null"}


def test_an_earlier_row_of_the_same_ticket_is_superseded(tmp_path: Path) -> None:
    header = ["Name", "Email", "Barcode"]
    rows = [
        ["Noa Cohen", "n@x.org", ""], ["Dan Levi", "d@x.org", "A"], ["Dan Levi", "d@x.org", "B"],
        ["Noa  COHEN", "N@x.org ", ""], ["Tal Cohen", "n@x.org", ""], ["Noa Cohen", "", ""],
    ]  # fmt: skip
    assert seen(tmp_path, header, *rows).superseded == {2}


def test_some_rows_are_from_all_over_a_long_file(tmp_path: Path) -> None:
    rows = [[f"Guest {n}", f"g{n}@x.org"] for n in range(1, 5001)]
    found = seen(tmp_path, ["Name", "Email"], *rows)
    numbers = [row.number for row in found.some_rows]
    assert found.rows == 5000
    assert 500 <= len(numbers) <= 1000
    assert len({number // 1000 for number in numbers}) >= 5
    assert len({after - before for before, after in pairwise(numbers)}) == 1


def test_a_walk_can_be_stopped(tmp_path: Path) -> None:
    rows = [[f"Guest {n}"] for n in range(1200)]
    guests = open_guest_list(write_csv(tmp_path / "list.csv", [["Name"], *rows]))
    assert survey(guests.table, guests.mapping, lambda: True).rows == 500
    assert guests.surveyed(lambda: True).rows == 500
    assert guests.survey.rows == 1200
