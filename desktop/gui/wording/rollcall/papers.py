"""Roll calls on paper: who is looked for, who was inside, and the report afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from desktop.domain.printing.printed_list import Group, ListColumn, PrintedList
from desktop.domain.rollcall.board import (
    Board,
    Listed,
    figures_of,
    missing_first,
    places_of,
    time_to,
)
from desktop.domain.rollcall.marks import MarkState, is_missing
from desktop.domain.rollcall.rollcall import OneRollCall
from desktop.gui.wording.moments import clock_seconds, clock_time, iso_day
from desktop.gui.wording.rollcall.words import (
    SHARES,
    apart_name,
    elapsed,
    head_aside,
    last_seen,
    mark_words,
    state_name,
)
from desktop.gui.wording.translation import is_mirrored, tr
from desktop.workflows.rollcall.records import MarkRecord


def times_line(board: Board) -> str:
    """Say how long it took until half, nine tenths and all were accounted for."""
    told = []
    for share in SHARES:
        took = time_to(board, share)
        told.append(f"{share} %: {elapsed(took) if took is not None else tr('not reached')}")
    return " • ".join(told)


def missing_list(board: Board, title: str, at_ms: int) -> PrintedList:
    """Write who is not accounted for, by place, reported ones first, with boxes to tick."""
    people = missing_first(board.everybody, board)
    reported = [one for one in people if board.state_of(one.id) is MarkState.MISSING]
    apart = [one for one in people if one.apart and one not in reported]
    rest = [one for one in people if not one.apart and one not in reported]
    groups = [_group(tr("Reported missing"), reported, board)]
    for place in dict.fromkeys(one.place_name for one in rest):
        there = [one for one in rest if one.place_name == place]
        groups.append(_group(place or tr("place not known"), there, board))
    groups.append(_group(tr("Unclear whether they were inside"), apart, board))
    return _list(tr("Not accounted for"), board, title, groups, at_ms)


def whole_list(board: Board, title: str, at_ms: int) -> PrintedList:
    """Write everybody who was inside when it began, by place: what lasts when the power fails."""
    groups = []
    inside = [one for one in board.people if not one.apart]
    for place in dict.fromkeys(one.place_name for one in inside):
        there = [one for one in inside if one.place_name == place]
        groups.append(_group(place or tr("place not known"), there, board))
    apart = [one for one in board.people if one.apart]
    groups.append(_group(tr("Unclear whether they were inside"), apart, board))
    return _list(tr("Inside when the roll call opened"), board, title, groups, at_ms)


def report_list(board: Board, title: str, marks: Sequence[MarkRecord], at_ms: int) -> PrintedList:
    """Write the report: figures, places and marshals, who was missing at the end, all marks."""
    rollcall = board.rollcall
    groups = [
        Group(tr("Figures"), tuple((*fact, "", "") for fact in _facts(board))),
        Group(
            tr("By place: inside, not accounted for"),
            tuple(
                (place.name or tr("place not known"), f"{place.listed}", f"{place.missing}", "")
                for place in places_of(board)
            ),
        ),
        Group(tr("Marks by assembly point and marshal"), tuple(_by_marshal(marks))),
        Group(
            tr("Not accounted for at the end"),
            tuple(_missing_row(one, board) for one in missing_first(board.everybody, board)),
        ),
        Group(tr("Every mark"), tuple(_mark_row(record, rollcall) for record in marks)),
    ]
    columns = (
        ListColumn(tr("Who, or what"), 0.3),
        ListColumn(tr("State, or how many"), 0.28),
        ListColumn(tr("Noted"), 0.24),
        ListColumn(tr("By"), 0.18),
    )
    subtitle = head_aside(rollcall, title, is_saved=False, now_ms=at_ms)
    shown = tuple(group for group in groups if group.rows)
    what = tr("Report of the roll call")
    return PrintedList(what, subtitle, columns, shown, _foot(at_ms), is_mirrored())


def _facts(board: Board) -> list[tuple[str, str]]:
    figures, rollcall = figures_of(board), board.rollcall
    closed = f"{clock_seconds(rollcall.closed_ms)} • {rollcall.closed_by}"
    states = {
        MarkState.SAFE: figures.safe, MarkState.INJURED: figures.injured,
        MarkState.OFF_SITE: figures.off_site, MarkState.MISSING: figures.reported,
        None: figures.unmarked,
    }  # fmt: skip
    return [
        (tr("Kind"), tr("drill") if rollcall.is_drill else tr("real")),
        (tr("Opened"), f"{clock_seconds(rollcall.begun_ms)} • {rollcall.desk}"),
        (tr("Closed"), tr("open") if rollcall.is_open else closed),
        (tr("Inside when it opened"), f"{figures.inside}"),
        *((state_name(state), f"{count}") for state, count in states.items()),
        (tr("Not accounted for, both together"), f"{figures.missing}"),
        (tr("Unclear whether they were inside"), f"{figures.apart}"),
        (tr("Found beside them"), f"{figures.found}"),
        (tr("Accounted for after"), times_line(board)),
    ]


def _missing_row(one: Listed, board: Board) -> tuple[str, ...]:
    state = state_name(board.state_of(one.id))
    return (one.name, last_seen(one, board), one.organization, state)


def _by_marshal(marks: Sequence[MarkRecord]) -> Iterable[tuple[str, ...]]:
    counted: dict[tuple[str, str], int] = {}
    for record in marks:
        key = (record.mark.at or tr("no assembly point"), record.mark.marshal)
        counted[key] = counted.get(key, 0) + (not record.is_taken_back)
    return [(at, f"{count}", marshal, "") for (at, marshal), count in sorted(counted.items())]


def _mark_row(record: MarkRecord, rollcall: OneRollCall) -> tuple[str, ...]:
    mark = record.mark
    after = elapsed(mark.at_ms - rollcall.begun_ms)
    what = [f"{after} {state_name(mark.state)}"]
    what += [tr("taken back")] if record.is_taken_back else []
    what += [tr("corrected later")] if record.is_replaced else []
    what += [tr("came in after the end")] if record.is_late else []
    by = " • ".join(part for part in (record.desk, mark.actor) if part)
    return record.name, ", ".join(what), mark_words(mark), by


def _group(title: str, people: Sequence[Listed], board: Board) -> Group:
    named = tr("{place} ({count})").format(place=title, count=len(people))
    return Group(named, tuple(_row(one, board) for one in people), is_ticked=True)


def _row(one: Listed, board: Board) -> tuple[str, ...]:
    name = " / ".join(part for part in (one.name, one.second_name) if part)
    notes = [apart_name(one.apart)] if one.apart else []
    notes += [mark_words(board.mark_of(one.id))] if is_missing(board.state_of(one.id)) else []
    notes += [part for part in (one.delegation, one.session_title) if part]
    return (
        name, last_seen(one, board), one.organization, one.phone,
        ", ".join(part for part in notes if part),
    )  # fmt: skip


def _list(what: str, board: Board, title: str, groups: Sequence[Group], at_ms: int) -> PrintedList:
    figures = figures_of(board)
    counts = tr("{missing} of {inside} not accounted for").format(
        missing=figures.missing, inside=figures.inside
    )
    kind = tr("DRILL") if board.rollcall.is_drill else tr("REAL")
    begun = tr("opened {time}").format(time=clock_time(board.rollcall.begun_ms))
    columns = (
        ListColumn(tr("Name"), 0.25),
        ListColumn(tr("Last seen"), 0.2),
        ListColumn(tr("Organisation"), 0.17),
        ListColumn(tr("Phone"), 0.2),
        ListColumn(tr("Note"), 0.18),
    )
    shown = tuple(group for group in groups if group.rows)
    subtitle = " • ".join((kind, counts, begun, title))
    return PrintedList(what, subtitle, columns, shown, _foot(at_ms), is_mirrored())


def _foot(at_ms: int) -> str:
    return tr("Printed {when}").format(when=f"{iso_day()} {clock_seconds(at_ms)}")
