"""What the page shows of a board, worked out away from the screen: it may be of 20,000 people."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple

from desktop.domain.rollcall.board import (
    Board,
    Figures,
    Listed,
    PlaceCount,
    curve_of,
    figures_of,
    missing_first,
    places_of,
)
from desktop.domain.rollcall.marks import MarkState


class Part(IntEnum):
    """Which of the people are shown."""

    MISSING = 0
    INJURED = 1
    APART = 2
    ALL = 3


class View(NamedTuple):
    """A board with its figures, and the rows of each part."""

    board: Board
    figures: Figures
    places: Sequence[PlaceCount]
    curve: Sequence[tuple[int, int]]
    rows: Sequence[Sequence[Listed]]


def view_of(board: Board) -> View:
    """Work out all that is shown of a board."""
    everybody = board.everybody
    open_ones = missing_first(everybody, board)
    rows = {
        Part.MISSING: [one for one in open_ones if one.apart is None],
        Part.INJURED: [one for one in everybody if board.state_of(one.id) is MarkState.INJURED],
        Part.APART: [one for one in open_ones if one.apart is not None],
        Part.ALL: sorted(everybody, key=lambda one: one.name),
    }
    ordered = [rows[part] for part in Part]
    return View(board, figures_of(board), places_of(board), curve_of(board), ordered)
