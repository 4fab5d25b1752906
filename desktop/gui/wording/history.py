"""A person's history in words, straight from the journal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from desktop.domain.attendees.registration import IMPORTED
from desktop.domain.journal.entry import EntryId
from desktop.domain.journal.fold import MERGE, MOVE, OVERRIDE, PRINT, REFUSE, RESOLVE, SET
from desktop.domain.programme import booking, questions
from desktop.domain.programme.programme import Session
from desktop.gui.wording.imports import field_label
from desktop.gui.wording.moments import moment
from desktop.gui.wording.people import status_word
from desktop.gui.wording.translation import tr
from desktop.workflows.attendees.registry import HistoryRow

_SILENT = frozenset({"person", "ticket_code", "source", "told_ms", "moved_up_for", "external_id"})
_FIELDS_NAMED = 3


class HistoryLine(NamedTuple):
    """One line of the history: when, what, and by whom."""

    when: str
    what: str
    by: str
    is_undone: bool


def describe_history(
    rows: Sequence[HistoryRow], sessions: Sequence[Session], now_ms: int
) -> list[HistoryLine]:
    """Put the entries about a person into words, the newest first; undoings mark their entry."""
    titles = {one.id: one.title for one in sessions}
    lines = []
    made = _first_of_persons(rows)
    for row in rows:
        entry = row.entry
        if entry.id in made:
            continue
        at_ms = entry.body.get("at_ms", entry.at_ms) if entry.kind == MOVE else entry.at_ms
        what, by = _describe(row, titles)
        if what:
            lines.append(HistoryLine(moment(at_ms, now_ms), what, by or row.desk, row.is_undone))
    return lines


def _first_of_persons(rows: Sequence[HistoryRow]) -> set[EntryId]:
    """Name the entries that made a person: the registration beside them says it already."""
    first: dict[str, HistoryRow] = {}
    for row in rows:
        if row.entry.subject.startswith("person:"):
            first[row.entry.subject] = row
    return {row.entry.id for row in first.values()}


def _describe(row: HistoryRow, titles: Mapping[str, str]) -> tuple[str, str]:
    body = row.entry.body
    if row.entry.kind == MOVE:
        return _movement(body)
    if row.entry.kind == SET:
        return _change(body, titles)
    said = {
        REFUSE: tr("stopped at {point}").format(point=body.get("point", "")),
        OVERRIDE: tr("let in all the same: {reason}").format(reason=body.get("reason", "")),
        PRINT: tr("badge printed"),
        MERGE: tr("merged with another record"),
        RESOLVE: tr("disagreement of two desks settled"),
    }
    return said.get(row.entry.kind, ""), ""


def _movement(body: Mapping[str, Any]) -> tuple[str, str]:
    by = tr("imported list") if body.get("detail") == IMPORTED else ""
    if body["direction"] == "out":
        return tr("checked out, {point}").format(point=body["point"]), by
    return tr("checked in, {point}").format(point=body["point"]), by


def _change(body: Mapping[str, Any], titles: Mapping[str, str]) -> tuple[str, str]:
    """Say the most important thing of a change; a first entry is a registration."""
    if "person" in body and "ticket_code" in body:
        state = body.get("status", "registered")
        return status_word(str(state)).lower(), _origin(str(body.get("origin", "")))
    said = [text for name, value in sorted(body.items()) if (text := _field(name, value, titles))]
    named = ", ".join(said[:_FIELDS_NAMED])
    more = len(said) - _FIELDS_NAMED
    return (f"{named} +{more}" if more > 0 else named), ""


def _field(name: str, value: Any, titles: Mapping[str, str]) -> str:
    if name in _SILENT:
        return ""
    if name.startswith(booking.FIELD):
        title = titles.get(name.removeprefix(booking.FIELD), tr("a session"))
        words = {
            booking.BOOKED: tr("booked: {title}"),
            booking.WAITING: tr("on the waiting list: {title}"),
            booking.TAKEN_OUT: tr("taken out: {title}"),
        }
        return words[value["state"]].format(title=title)
    if name.startswith(questions.FIELD):
        return tr("consent given") if value.get("wording") else tr("question answered")
    message = tr("message left: {text}").format(text=value) if value else tr("message given")
    marks = {
        "message": message,
        "paid_ms": tr("paid at the desk"),
        "moved_up_ms": tr("moved up from the waiting list"),
        "photo": tr("photo changed"),
        "mail_state": tr("ticket mail: {state}").format(state=value),
    }
    if name in marks:
        return marks[name]
    if name == "status":
        return status_word(str(value)).lower()
    return _plain(name, value)


def _plain(name: str, value: Any) -> str:
    try:
        label = field_label(name)
    except KeyError:
        return ""
    if not value:
        return tr("{field} emptied").format(field=label)
    return tr("{field}: {value}").format(field=label, value=str(value)[:60])


def _origin(text: str) -> str:
    if not text:
        return ""
    name, _, row = text.rpartition(":")
    return tr("{file}, row {row}").format(file=name, row=row)
