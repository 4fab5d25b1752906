"""What a row of a guest list changes of somebody who is known, and how slices are cut."""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

from desktop.domain.attendees.amounts import together
from desktop.domain.attendees.fields import PAID_AT, STATUS
from desktop.domain.attendees.listed import UNLISTED, news, note_of, remembered, sum_of
from desktop.domain.attendees.matching import Features, Known
from desktop.domain.attendees.names import are_similar, join_name
from desktop.domain.attendees.person import GUEST_FIELDS
from desktop.domain.attendees.registration import Status
from desktop.domain.checkin.codes import is_whole
from desktop.domain.journal.authority import kept_by
from desktop.workflows.transfer.guest_list import BATCH_ROWS, Guest
from desktop.workflows.transfer.known_people import Current

Fields = dict[str, Any]
_NAME_PARTS = frozenset({"first_name", "last_name", "full_name"})
# A slice is to hold the store's lane for so long; a scan waits for the rest of one.
SLICE_MS = 12.0
FIRST_SLICE, LEAST_SLICE = 20, 5


@contextmanager
def without_collector() -> Iterator[None]:
    """Pause Python's cycle collector: it takes a third of a large import and finds nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def fitting(size: int, took_ms: float) -> int:
    """Choose the next slice by how long the last one took; half-way, so that it settles."""
    wanted = size * SLICE_MS / max(took_ms, 1)
    return max(LEAST_SLICE, min(BATCH_ROWS, round((size + wanted) / 2)))


def said_by(guest: Guest) -> Fields:
    """Collect what a row says of a person and of the registration, by field."""
    said = {**guest.person, **guest.registration, "qr_code": guest.code}
    word = said.pop("status_word", "")
    del said["source"]
    if word:
        said[STATUS] = f"{said[STATUS]}|{word}"
    if guest.paid_ms is not None:
        said[PAID_AT] = str(guest.paid_ms)
    return said


def ticket_mark(features: Features) -> tuple[str, str, str]:
    """Keep what tells two tickets of one file apart; hundreds of thousands are kept."""
    return features.code, features.external_id, features.name_key


class RowChanges(NamedTuple):
    """What a row changes of a registration and its person; `choices` are for a person to make.

    `person` and `own` hold what a list says otherwise than the last time, also where a hand
    decided: the fold keeps the hand's.
    """

    own: Fields
    person: Fields
    choices: tuple[Choice, ...] = ()
    note: str = ""


class Choice(NamedTuple):
    """A field that a hand has decided and of which a list says something else."""

    row: int
    name: str
    field: str
    ours: str
    theirs: str
    subject: str


def row_changes(guest: Guest, current: Current, *, has_remainder: bool = False) -> RowChanges:
    """List what a row changes of the registration and of the person.

    A list changes what it says otherwise than the last time. A blank clears only its own word;
    another system's list may simply not know, its ids are its own, and its codes void no ticket
    of the first.

    Args:
        guest: the row.
        current: what the store says.
        has_remainder: whether its amount is what is left to pay.
    """
    own = current.registration
    source = guest.registration["source"]
    said = said_by(guest)
    before = remembered(own.get("listed", ""), source)
    if before.get(STATUS) == sum_of(UNLISTED):
        said.setdefault(STATUS, "")
    fresh = news(before, said)
    if not fresh:
        return RowChanges({}, {})
    wanted = {name: text for name, text in said.items() if name in fresh}
    is_first_source = own.get("source") in ("", source)
    body = _own_values(guest, current, wanted, before, is_first_source=is_first_source)
    if has_remainder and own.get("paid_amount") and body.get("amount_due"):
        body["amount_due"] = together(body["amount_due"], own["paid_amount"])
    person = {
        name: text
        for name in guest.person
        if name in wanted and _counts(name, text := wanted[name], current, before)
    }
    if _main_name(guest) == _name_of(current.person) and kept_by(current.by_hand) & _NAME_PARTS:
        # The same name in other parts is no other name.
        person = {name: text for name, text in person.items() if name not in _NAME_PARTS}
    if "full_name" in person and person["full_name"] == joined_name(current.person):
        del person["full_name"]
    choices = _choices(guest, current, {**body, **person})
    person = _worth_writing(person, current.person, current.by_hand)
    if body.get("external_id") or (is_first_source and not own.get("source")):
        # The source goes with the number.
        body["source"] = source
    if STATUS in fresh and _is_put_off(guest, current):
        # Its word is said again when they are out.
        fresh = fresh - {STATUS}
    return RowChanges(body, person, choices, note_of(source, said, fresh))


def _own_values(
    guest: Guest,
    current: Current,
    wanted: Fields,
    before: Mapping[str, str],
    *,
    is_first_source: bool,
) -> Fields:
    """Give the values of the registration's own fields that a list may set."""
    own = current.registration
    values = {
        name: wanted[name]
        for name in guest.registration
        if name in wanted and name != STATUS and _counts(name, wanted[name], current, before)
    }
    if not is_first_source and own.get("external_id"):
        values.pop("external_id", None)
    if before.get(STATUS) == sum_of(UNLISTED) and not guest.registration.get(STATUS):
        # Who was taken off the list stands on it again, and the list has no word for that.
        values |= {STATUS: Status.REGISTERED.value, "status_word": ""}
    elif STATUS in wanted:
        values |= _status_values(guest, current)
    code = own.get("ticket_code", "")
    is_other = guest.code and guest.code != code
    if "qr_code" in wanted and is_other and (is_first_source or is_whole(code)):
        values["ticket_code"] = guest.code
    if PAID_AT in wanted and guest.paid_ms != own.get("paid_ms"):
        amount = values.get("amount_due", own.get("amount_due", ""))
        values |= {"paid_ms": guest.paid_ms, "paid_amount": amount}
    return values


def _status_values(guest: Guest, current: Current) -> Fields:
    """Give the status that a row sets.

    Nobody who is in loses a status to a word that is not understood, and a status that went
    blank is not confirmed, if it was not registered before.
    """
    status, word = guest.registration[STATUS], guest.registration.get("status_word", "")
    is_registered = current.registration.get(STATUS) in (None, Status.REGISTERED)
    if _is_put_off(guest, current):
        return {}
    if not status:
        is_kept = is_registered or STATUS in current.by_hand
        return {} if is_kept else {STATUS: Status.PENDING.value, "status_word": ""}
    return {STATUS: status, "status_word": word}


def joined_name(person: Fields) -> str:
    """Give the name that the parts make."""
    return join_name(person.get("first_name", ""), person.get("last_name", ""))


def _is_put_off(guest: Guest, current: Current) -> bool:
    """Tell whether a word that is not understood would take the status of somebody inside."""
    return bool(guest.registration.get("status_word")) and current.is_inside


def _name_of(person: Fields) -> str:
    return person.get("full_name") or joined_name(person)


def _main_name(guest: Guest) -> str:
    return _name_of(guest.person)


def _counts(name: str, text: str, current: Current, before: Mapping[str, str]) -> bool:
    """Tell whether a value counts: a blank does where what it clears was the list's own word.

    Where a hand decided it does, too: then a person is told.
    """
    # What remains was reckoned together with what was paid, so it is no list's own text.
    if text or name == "amount_due" or name in kept_by(current.by_hand):
        return True
    known = current.person if name in GUEST_FIELDS else current.registration
    return before.get(name) in (None, sum_of(known.get(name, "")))


def _choices(guest: Guest, current: Current, values: Fields) -> tuple[Choice, ...]:
    known, kept = {**current.registration, **current.person}, kept_by(current.by_hand)
    return tuple(
        Choice(
            guest.row,
            guest.features.name,
            name,
            str(known.get(name, "")),
            str(value),
            current.person_subject if name in GUEST_FIELDS else current.subject,
        )
        for name, value in values.items()
        if name in kept and value != known.get(name, "")
    )


def _worth_writing(values: Fields, known: Fields, by_hand: Collection[str]) -> Fields:
    """Leave out what is so already, but for what a hand decided.

    Of the registration's own fields all are written that are news: another desk's hand may have
    decided them meanwhile.
    """
    kept = kept_by(by_hand)
    return {
        name: value
        for name, value in values.items()
        if name in kept or value != known.get(name, "")
    }


def is_somebody_else(guest: Guest, known: Known) -> bool:
    """Tell whether a ticket passed to another person, so that a new person is made.

    The name is another one then, and no email or phone is the same.
    """
    features = guest.features
    is_same = (features.email and features.email == known.email) or (
        features.phone and features.phone == known.phone
    )
    is_told = bool(features.email and known.email) or bool(features.phone and known.phone)
    return is_told and not is_same and not are_similar(features.name, known.name)


def field_changes(before: Fields, after: dict[str, str], *, may_clear: bool) -> Fields:
    """List the fields that differ; a blank counts only where it may clear."""
    return {
        name: text
        for name, text in after.items()
        if text != before.get(name, "") and (text or may_clear)
    }
