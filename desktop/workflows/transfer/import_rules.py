"""What a row of a guest list changes of somebody who is known, and how slices are cut."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from desktop.domain.attendees.listed import listed, news
from desktop.domain.attendees.matching import Features, Known
from desktop.domain.attendees.names import are_similar
from desktop.domain.checkin.codes import is_whole
from desktop.workflows.transfer.guest_list import BATCH_ROWS, Guest
from desktop.workflows.transfer.known_people import Current

Fields = dict[str, Any]
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


def said_by(guest: Guest) -> dict[str, str]:
    """Collect what a row says of a person and of the registration."""
    return {**guest.person, **guest.registration, "qr_code": guest.code}


def ticket_mark(features: Features) -> tuple[str, str, str]:
    """Keep what tells two tickets of one file apart; hundreds of thousands are kept."""
    return features.code, features.external_id, features.name_key


def row_changes(guest: Guest, current: Current) -> tuple[Fields, Fields]:
    """List what a row changes of the registration and of the person.

    A newer file of the same system changes what it says otherwise than the last time; what a
    hand has changed meanwhile stays. A blank clears only what an earlier file of the same
    system said; another system's list may simply not know, its ids are its own, and its codes
    void no ticket of the first.
    """
    is_same_source = current.registration.get("source") == guest.registration["source"]
    given = said_by(guest)
    before = current.registration.get("listed", "") if is_same_source else ""
    fresh = news(before, given)
    if fresh is not None and not fresh:
        return {}, {}
    own = field_changes(current.registration, guest.registration, may_clear=is_same_source)
    person = field_changes(current.person, guest.person, may_clear=is_same_source)
    if fresh is not None:
        own = {name: text for name, text in own.items() if name in fresh}
        person = {name: text for name, text in person.items() if name in fresh}
    if not is_same_source and current.registration.get("source"):
        for name in ("source", "external_id"):
            own.pop(name, None)
    code = current.registration.get("ticket_code", "")
    if guest.code and guest.code != code and (is_same_source or is_whole(code)):
        own["ticket_code"] = guest.code
    if guest.paid_ms is not None and guest.paid_ms != current.registration.get("paid_ms"):
        own["paid_ms"] = guest.paid_ms
    if is_same_source and (before or own or person):
        own["listed"] = listed(given)
    return own, person


def is_somebody_else(guest: Guest, known: Known) -> bool:
    """Tell whether a ticket passed to another person, so that a new person is made."""
    features = guest.features
    is_other_email = bool(features.email and known.email and features.email != known.email)
    return is_other_email and not are_similar(features.name, known.name)


def field_changes(before: Fields, after: dict[str, str], *, may_clear: bool) -> Fields:
    """List the fields that differ; a blank counts only where it may clear."""
    return {
        name: text
        for name, text in after.items()
        if text != before.get(name, "") and (text or may_clear)
    }
