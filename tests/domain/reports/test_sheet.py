"""Reports as data: axes, and tables in one."""

from __future__ import annotations

from itertools import pairwise

import pytest

from desktop.domain.reports.sheet import Bar, BarChart, Level, Table, flat, ticks


@pytest.mark.parametrize(
    ("most", "expected"),
    [
        (0, [0, 1]), (1, [0, 1]), (2, [0, 1, 2]), (3, [0, 1, 2, 3]), (7, [0, 2, 4, 6, 8]),
        (41, [0, 15, 30, 45]), (45, [0, 15, 30, 45]), (408, [0, 150, 300, 450]),
        (0.5, [0, 1]), (37.2, [0, 10, 20, 30, 40]), (1_000, [0, 250, 500, 750, 1_000]),
    ],
)  # fmt: skip
def test_an_axis_ends_just_above_the_longest_bar(most: float, expected: list[int]) -> None:
    assert ticks(most) == expected


@pytest.mark.parametrize("most", range(1, 3_000, 7))
def test_an_axis_has_two_to_five_lines_at_equal_steps(most: int) -> None:
    lines = ticks(most)
    assert lines[0] == 0
    assert lines[-1] >= most
    assert 2 <= len(lines) <= 5
    assert {after - before for before, after in pairwise(lines)} == {lines[1]}


def test_several_tables_stand_in_one_below_each_other() -> None:
    tables = [
        Table("a", "A", ("x", "y"), ((1, 2),)),
        Table("b", "B", ("z",), (("=1+1",), ("w",))),
    ]
    assert flat(tables) == (
        ("report", "column 1", "column 2"),
        [("a", "x", "y"), ("a", 1, 2), ("b", "z", ""), ("b", "=1+1", ""), ("b", "w", "")],
    )


def test_a_column_of_numbers_or_shares_stands_at_its_end() -> None:
    table = Table("t", "T", ("a", "b", "c", "d"), (("x", 1, "82 %", ""), ("y", "", "–", "")))
    assert [table.is_number(column) for column in range(4)] == [False, True, True, False]


def test_something_is_full_when_nobody_more_fits_in() -> None:
    assert [Level("", 9, 10).is_full, Level("", 10, 10).is_full, Level("", 10, 0).is_full] == [
        False, True, False,
    ]  # fmt: skip


def test_the_line_over_the_bars_counts_for_the_axis() -> None:
    assert BarChart("n", "", "", (Bar("", 3),), usual=(8.5,)).most == 8.5
    assert BarChart("n", "", "", ()).most == 0
