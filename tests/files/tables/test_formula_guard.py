"""Formulas are defused and restored."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.files.tables.formula_guard import guard, unguard

risky = st.text("'=+-@|%＝＋－＠ \tabc1", max_size=12)


@given(st.one_of(st.text(max_size=30), risky))
def test_every_cell_comes_back_identical(cell: str) -> None:
    assert unguard(guard(cell)) == cell


@pytest.mark.parametrize("cell", ["=1+1", "+972501234567", "-5", "@SUM(A1)", " =1", "'=1", "＝1"])
def test_what_a_spreadsheet_would_run_gets_a_guard(cell: str) -> None:
    assert guard(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["Noa", "", "O'Brien", "'quoted'", "12.5"])
def test_plain_cells_stay_as_they_are(cell: str) -> None:
    assert guard(cell) == cell
