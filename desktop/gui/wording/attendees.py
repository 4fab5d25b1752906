"""The words about people: names, standing, notes, what was done to them, and their history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from desktop.domain.attendees.attendee_filter import Column, PresenceFilter
from desktop.domain.attendees.finding import Why
from desktop.domain.attendees.marks import Mark
from desktop.domain.attendees.registration import IMPORTED, NOT_EXPECTED, Attendee, Presence, Status
from desktop.domain.journal.bodies import (
    MERGE,
    MOVE,
    OVERRIDE,
    PRINT,
    REFUSE,
    RESOLVE,
    SET,
    said_ms,
)
from desktop.domain.journal.entry import EntryId, SubjectType, split_subject
from desktop.domain.programme import booking, questions
from desktop.domain.programme.programme import Session
from desktop.domain.reports import credits
from desktop.gui.wording.moments import clock_time, moment
from desktop.gui.wording.transfer import field_label
from desktop.gui.wording.translation import tr
from desktop.workflows.attendees.registry import HistoryRow
from desktop.workflows.attendees.sessions import Booked
from desktop.workflows.attendees.twins import TwinSign
from desktop.workflows.attendees.waiting_lists import MovedUp
from desktop.workflows.changes import Step
from desktop.workflows.checkin.verdict import Station

MAX_NOTE = 160


def mark_word(mark: Mark) -> str:
    """Call a mark what people call it."""
    words = {
        Mark.ASSISTANCE: tr("Needs assistance"),
        Mark.VIP: tr("VIP"),
        Mark.SPEAKER: tr("Speaker"),
        Mark.FIRST_TIME: tr("First time"),
    }
    return words[mark]


class Note(NamedTuple):
    """A line for the desk, urgent if it must not be overlooked."""

    text: str
    is_urgent: bool = False


def role_line(attendee: Attendee) -> str:
    """Say what somebody does, where, and from which country."""
    person = attendee.person
    return " • ".join(filter(None, (person.title, person.organization, person.country)))


def desk_notes(attendee: Attendee) -> list[Note]:
    """List what the desk must know, urgent things first."""
    person, registration = attendee.person, attendee.registration
    notes = []
    if registration.attention == "yes":
        notes.append(Note(tr("Needs special attention"), is_urgent=True))
    elif registration.attention:
        notes.append(Note(registration.attention, is_urgent=True))
    if registration.is_to_be_told:
        notes.append(Note(tr("Moved up from the waiting list: tell them"), is_urgent=True))
    if registration.status_word:
        word = tr("The guest list says: {word}").format(word=registration.status_word)
        notes.append(Note(word, is_urgent=True))
    notes += [Note(text) for text in (person.diet, person.needs, registration.notes) if text]
    return [Note(_short(note.text), note.is_urgent) for note in notes]


class Standing(NamedTuple):
    """Where somebody stands, in a word, with the tone of its chip."""

    text: str
    tone: str


def standing(attendee: Attendee) -> Standing:
    """Say where somebody stands: in, out, or the state of the registration."""
    registration = attendee.registration
    if registration.status in NOT_EXPECTED:
        return Standing(status_word(registration.status.value), "no")
    if registration.presence:
        return Standing(_inside(registration.presence), "yes")
    if registration.status is not Status.REGISTERED:
        return Standing(status_word(registration.status.value), "look")
    if registration.is_unpaid:
        return Standing(tr("Unpaid"), "look")
    if registration.last_out_ms:
        return Standing(tr("Out {time}").format(time=clock_time(registration.last_out_ms)), "")
    return Standing(tr("Registered"), "")


def status_word(status: str) -> str:
    """Call the state of a registration what people call it."""
    words = {
        Status.REGISTERED.value: tr("Registered"),
        Status.PENDING.value: tr("Pending"),
        Status.WAITLISTED.value: tr("Waiting list"),
        Status.INVITED.value: tr("Invited"),
        Status.CANCELLED.value: tr("Cancelled"),
        Status.BLOCKED.value: tr("Blocked"),
        Status.MERGED.value: tr("Merged"),
    }
    return words.get(status, status)


def _inside(presence: Presence) -> str:
    return tr("In {time}").format(time=clock_time(presence.since_ms))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= MAX_NOTE else f"{line[:MAX_NOTE]}…"


_NAMED = 3


def check_in_words(station: Station | None) -> str:
    """Say where people are checked in from a list: where the desk stands."""
    if station is None:
        return tr("Check in")
    return tr("Check in: {point}").format(point=station.point.name)


def why_found(why: Why, word: str) -> str:
    """Say why a row matches, where it is not for its name as typed."""
    sentences = {
        Why.NAME: "",
        Why.PHONE: tr("by phone"),
        Why.EMAIL: tr("by email"),
        Why.CODE: tr("by code"),
        Why.NUMBER: tr("by number"),
        Why.ORGANISATION: tr("by organisation"),
        Why.LAYOUT: tr("keys of {word}"),
        Why.SOUND: tr("like {word}"),
        Why.SLIP: tr("{word}?"),
    }
    return sentences[why].format(word=word)


def column_name(column: Column) -> str:
    """Call a column what people call it."""
    names = {
        Column.NAME: tr("Name"),
        Column.ORGANISATION: tr("Organisation"),
        Column.COUNTRY: tr("Country"),
        Column.COMMUNITY: tr("Community"),
        Column.TYPE: tr("Type"),
        Column.STATUS: tr("Status"),
    }
    return names[column]


def value_name(column: Column, text: str) -> str:
    """Write a value of a column as people read it."""
    return status_word(text) if column is Column.STATUS else text


def presence_name(presence: PresenceFilter) -> str:
    """Name a choice of the in-or-out filter."""
    names = {
        PresenceFilter.ANY: tr("Everybody"),
        PresenceFilter.IN: tr("In now"),
        PresenceFilter.NOT_IN: tr("Not in now"),
        PresenceFilter.NEVER_IN: tr("Not checked in"),
    }
    return names[presence]


def twin_line(twin: TwinSign) -> str:
    """Say who may be the same person, and what speaks for it."""
    signs = {
        "email": tr("the same email"),
        "phone": tr("the same phone"),
        "name": tr("the same name"),
        "alike": tr("a similar name"),
    }
    person = twin.attendee.person
    name = " · ".join(filter(None, (person.name, person.second_name, person.organization)))
    where = "" if twin.is_here else tr(" (in another programme)")
    return tr("{name}{where} has {sign}.").format(name=name, where=where, sign=signs[twin.sign])


def booked_line(done: Booked) -> str:
    """Say what came of booking people into a session."""
    parts = [tr("{count} booked: {title}").format(count=len(done.placed), title=done.session.title)]
    if done.waiting:
        parts.append(tr("{count} on its waiting list").format(count=len(done.waiting)))
    if done.clashing:
        names = ", ".join(attendee.name for attendee, _session in done.clashing[:_NAMED])
        parts.append(tr("same time as another session for {names}").format(names=names))
    return "; ".join(parts) + "."


def moved_line(moved: Sequence[MovedUp]) -> str:
    """Say who moved up and is to be told; nothing where nobody did."""
    if not moved:
        return ""
    names = ", ".join(moved_up.attendee.name for moved_up in moved[:_NAMED])
    more = tr(" and {count} more").format(count=len(moved) - _NAMED) if len(moved) > _NAMED else ""
    return tr("Moved up from the waiting list, please tell: {names}{more}.").format(
        names=names, more=more
    )


def taken_back_line(step: Step) -> str:
    """Say which step was taken back."""
    return tr("{what} was taken back.").format(what=step_name(step.name, step.entries[-1].subject))


def step_name(name: str, subject: str = "") -> str:
    """Name a step that was taken back, by what was done or else by what it was done to."""
    names = {
        "registered": tr("The registration"),
        "booked": tr("The booking"),
        "merged": tr("The merge"),
        "checked out": tr("The check-out"),
        "taken out": tr("Taking out of the session"),
        "handed over": tr("The handover"),
        "marked": tr("The mark of the roll call"),
        Status.CANCELLED.value: tr("The cancellation"),
        Status.BLOCKED.value: tr("The block"),
    }
    of_what = {
        SubjectType.PERSON: tr("The change of a person"),
        SubjectType.REGISTRATION: tr("The change of a registration"),
        SubjectType.PROGRAMME: tr("The change of the programme"),
        SubjectType.SESSION: tr("The change of a session"),
        SubjectType.POINT: tr("The change of a check-in point"),
        SubjectType.PLACE: tr("The change of a place"),
        SubjectType.QUESTION: tr("The change of a question"),
        SubjectType.TEMPLATE: tr("The change of a template"),
        SubjectType.ORGANISATION: tr("The change of an organisation"),
    }
    kind = split_subject(subject)[0] if subject else ""
    return names.get(name) or of_what.get(SubjectType(kind), "") or tr("The last change")


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
    titles = {session.id: session.title for session in sessions}
    lines = []
    made = _first_of_persons(rows)
    for row in rows:
        entry = row.entry
        if entry.id in made:
            continue
        at_ms = said_ms(entry) if entry.kind == MOVE else entry.at_ms
        what, by = _describe(row, titles)
        if what:
            lines.append(HistoryLine(moment(at_ms, now_ms), what, by or row.desk, row.is_undone))
    return lines


def _first_of_persons(rows: Sequence[HistoryRow]) -> set[EntryId]:
    """Name the entries that made a person: the registration beside them says it already."""
    first: dict[str, HistoryRow] = {}
    for row in rows:
        if split_subject(row.entry.subject)[0] == SubjectType.PERSON:
            first[row.entry.subject] = row
    return {row.entry.id for row in first.values()}


def _describe(row: HistoryRow, titles: Mapping[str, str]) -> tuple[str, str]:
    body = row.entry.body
    if row.entry.kind == MOVE:
        return _movement(body)
    if row.entry.kind == SET:
        return _change(body, titles)
    texts = {
        REFUSE: tr("stopped at {point}").format(point=body.get("point", "")),
        OVERRIDE: tr("let in all the same: {reason}").format(reason=body.get("reason", "")),
        PRINT: tr("badge printed"),
        MERGE: tr("merged with another record"),
        RESOLVE: tr("disagreement of two desks settled"),
    }
    return texts.get(row.entry.kind, ""), ""


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
    texts = [text for name, value in sorted(body.items()) if (text := _field(name, value, titles))]
    named = ", ".join(texts[:_FIELDS_NAMED])
    more = len(texts) - _FIELDS_NAMED
    return (f"{named} +{more}" if more > 0 else named), ""


def _field(name: str, value: Any, titles: Mapping[str, str]) -> str:
    if name in _SILENT:
        return ""
    if name.startswith((booking.FIELD, credits.FIELD)):
        return _of_session(name, value, titles)
    if name.startswith(questions.FIELD):
        return tr("consent given") if value.get("wording") else tr("question answered")
    message = tr("message left: {text}").format(text=value) if value else tr("message given")
    marks = {
        "message": message,
        "paid_ms": tr("paid at the desk"),
        "moved_up_ms": tr("moved up from the waiting list"),
        "photo": tr("photo changed"),
        "mail_state": tr("ticket mail: {state}").format(state=value),
        "certificate_state": tr("certificate mail: {state}").format(state=value),
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


def cancel_words(count: int) -> tuple[str, str, str]:
    """Ask whether many registrations are to be cancelled: title, sentence, and the button."""
    sentence = tr("Their tickets will not be let in any more. Ctrl+Z takes it back.")
    number = f"{count:,}"
    return (
        tr("Cancel {count} registrations?").format(count=number),
        sentence,
        tr("Cancel {count} registrations").format(count=number),
    )


def _of_session(name: str, value: Any, titles: Mapping[str, str]) -> str:
    """Say how somebody stands with a session, or what was decided about its credit."""
    kind, _, id_ = name.partition(":")
    title = titles.get(id_, tr("a session"))
    if f"{kind}:" == booking.FIELD:
        words = {
            booking.BookingState.BOOKED: tr("booked: {title}"),
            booking.BookingState.WAITING: tr("on the waiting list: {title}"),
            booking.BookingState.TAKEN_OUT: tr("taken out: {title}"),
        }
        return words[value["state"]].format(title=title)
    read = credits.read_decision(value)
    if read is None:
        return tr("credit as its rule says: {title}").format(title=title)
    told = tr("credit {amount}: {title}").format(amount=f"{read[0]:f}", title=title)
    return f"{told} ({read[1]})" if read[1] else told
