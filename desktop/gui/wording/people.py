"""What the desk reads about a person."""

from __future__ import annotations

from typing import NamedTuple

from desktop.domain.attendees.marks import Mark
from desktop.domain.attendees.registration import NOT_EXPECTED, Attendee, Presence, Status
from desktop.gui.wording.moments import clock_time
from desktop.gui.wording.translation import tr

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
