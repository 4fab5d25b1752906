"""What the page of attendees says: why somebody was found, what a filter chose, what was done."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.domain.attendees.attendee_filter import Column, Presence
from desktop.domain.attendees.finding import Why
from desktop.domain.attendees.registration import Status
from desktop.gui.wording.people import status_word
from desktop.gui.wording.translation import tr
from desktop.workflows.attendees.registry import MovedUp
from desktop.workflows.attendees.sessions import Booked
from desktop.workflows.attendees.twins import TwinSign

_NAMED = 3


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


def presence_name(presence: Presence) -> str:
    """Name a choice of the in-or-out filter."""
    names = {
        Presence.ANY: tr("Everybody"),
        Presence.IN: tr("In now"),
        Presence.NOT_IN: tr("Not in now"),
        Presence.NEVER_IN: tr("Not checked in"),
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
        names = ", ".join(one.name for one, _session in done.clashing[:_NAMED])
        parts.append(tr("same time as another session for {names}").format(names=names))
    return "; ".join(parts) + "."


def moved_line(moved: Sequence[MovedUp]) -> str:
    """Say who moved up and is to be told; nothing where nobody did."""
    if not moved:
        return ""
    names = ", ".join(one.attendee.name for one in moved[:_NAMED])
    more = tr(" and {count} more").format(count=len(moved) - _NAMED) if len(moved) > _NAMED else ""
    return tr("Moved up from the waiting list, please tell: {names}{more}.").format(
        names=names, more=more
    )


def step_name(name: str) -> str:
    """Name a step that was taken back."""
    names = {
        "registered": tr("The registration"),
        "booked": tr("The booking"),
        "merged": tr("The merge"),
        "checked out": tr("The check-out"),
        "taken out": tr("Taking out of the session"),
        Status.CANCELLED.value: tr("The cancellation"),
        Status.BLOCKED.value: tr("The block"),
    }
    return names.get(name, tr("The last change"))
