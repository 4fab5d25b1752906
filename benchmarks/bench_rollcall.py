"""A roll call of 20,000 people: until its list is there, and until a mark shows."""

from __future__ import annotations

from typing import NamedTuple

from benchmarks.bench_search import _settle
from benchmarks.common import Figures, figures, open_store, scratch, timed
from desktop.domain.journal.bodies import MOVE
from desktop.domain.journal.entry import Draft
from desktop.domain.rollcall.marks import MarkState
from desktop.gui.rollcall.view import view_of
from desktop.workflows.opening import FrontDesk
from desktop.workflows.ports import system_clock

PEOPLE, MARKED = 20_000, 20
_ADMITTED = {"outcome": "admitted", "direction": "in", "point": "Gate", "place": "venue"}
_AT_ONCE = 5_000


class RollCallFigures(NamedTuple):
    """Until the list is there with its figures, and until a mark is with new ones."""

    listed: Figures
    marked: Figures


def run() -> RollCallFigures:
    """Let a town come in, and call its roll."""
    with scratch() as folder:
        front_desk = open_store(folder)
        try:
            programme, guests = _settle(front_desk, PEOPLE)
            _let_in(front_desk, programme, [guest.registration for guest in guests])
            return _call(front_desk, [guest.registration for guest in guests])
        finally:
            front_desk.close()


def _let_in(front_desk: FrontDesk, programme: str, people: list[str]) -> None:
    drafts = [Draft(MOVE, f"registration:{id_}", programme, _ADMITTED) for id_ in people]
    store = front_desk._store
    for start in range(0, len(drafts), _AT_ONCE):
        with store.write():
            store.append(drafts[start : start + _AT_ONCE], system_clock())


def _call(front_desk: FrontDesk, people: list[str]) -> RollCallFigures:
    rollcall = front_desk.rollcalls.begin(front_desk.programmes.named("TOWN"), is_drill=True)
    listed = [timed(lambda: view_of(front_desk.boards.board(rollcall))) for _ in range(3)]
    board = front_desk.boards.board(rollcall)
    marked = []
    for who in people[:MARKED]:

        def mark(who: str = who) -> None:
            front_desk.rollcalls.mark(rollcall, [who], MarkState.SAFE)
            view_of(front_desk.boards.with_marks_of(board, [who]))

        marked.append(timed(mark))
    return RollCallFigures(figures(listed), figures(marked))
