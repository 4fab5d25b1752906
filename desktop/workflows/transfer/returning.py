"""Rows of our own export that come back, by the registration that each was written for.

A spreadsheet that saves a CSV file again takes the noughts before a number away, and the digits
after the fifteenth. What is known of the registration tells what stood there.
"""

from __future__ import annotations

from collections.abc import Sequence

from desktop.domain.attendees.matching import Features, Known
from desktop.domain.attendees.names import are_similar, name_key
from desktop.domain.attendees.registration import Attendee
from desktop.files.transfer.guests import Guest, ProblemKind
from desktop.store.store import Store

# What a spreadsheet keeps of a number (IEEE 754, and "Excel specifications and limits").
_DIGITS_KEPT = 15
_LOST = frozenset({ProblemKind.NUMBER_DAMAGED, ProblemKind.CODE_DAMAGED})


class Returning:
    """The registrations that the rows of one slice were written for."""

    def __init__(self, store: Store, programme: str) -> None:
        """Look them up in this store; those of other programmes are nobody here."""
        self._store = store
        self._programme = programme
        self._known: dict[str, Known] = {}

    def know(self, guests: Sequence[Guest]) -> list[Guest]:
        """Look up a slice, and give its rows as they were before a spreadsheet saved them."""
        ids = [guest.own_id for guest in guests if guest.own_id]
        self._known = {
            attendee.id: _known(attendee)
            for attendee in self._store.registrations.by_ids(ids)
            if attendee.registration.programme == self._programme
            and not attendee.registration.merged_into
        }
        return [self._restored(guest) for guest in guests]

    def find(self, guest: Guest) -> Known | None:
        """Give who a row was written for, unless it names somebody else now.

        Whoever adds a person to a list copies a row and types over the name.
        """
        known = self._known.get(guest.own_id) if guest.own_id else None
        return known if known and _agree(guest.features, known) else None

    def _restored(self, guest: Guest) -> Guest:
        known = self.find(guest)
        if known is None:
            return guest
        lost = {flaw.column for flaw in guest.flaws if flaw.reason in _LOST}
        before = {"external_id": known.external_id, "order_ref": known.order_ref}
        own = guest.registration | {
            name: _whole(guest.registration[name], number, is_lost=name in lost)
            for name, number in before.items()
            if name in guest.registration
        }
        person = guest.person
        if "phone" in person:
            person = person | {"phone": _whole(person["phone"], known.phone)}
        code = _whole(guest.code, known.ticket_code, is_lost="code" in lost)
        features = guest.features._replace(
            external_id=own.get("external_id", ""),
            order_ref=own.get("order_ref", ""),
            phone=person.get("phone", ""),
            code=code,
        )
        flaws = tuple(flaw for flaw in guest.flaws if flaw.reason not in _LOST)
        return guest._replace(
            registration=own, person=person, features=features, code=code, flaws=flaws
        )


def _known(attendee: Attendee) -> Known:
    person, own = attendee.person, attendee.registration
    return Known(
        own.id,
        person.id,
        attendee.name,
        name_key(attendee.name),
        person.email.casefold(),
        person.phone,
        person.organization,
        own.external_id,
        own.source,
        own.ticket_code,
        own.order_ref,
        listed=own.listed,
    )


def _agree(features: Features, known: Known) -> bool:
    is_same_contact = (features.email and features.email == known.email) or (
        features.phone and _digits(features.phone) == _digits(known.phone)
    )
    is_same_name = features.name_key == known.name_key or are_similar(features.name, known.name)
    return bool(is_same_contact or is_same_name)


def _whole(cell: str, known: str, *, is_lost: bool = False) -> str:
    """Give the number that stood in a cell, if a spreadsheet made of it what stands there."""
    if is_lost and not cell:
        return known
    if not (cell.isdecimal() and known.isdecimal()) or cell == known:
        return cell
    bare = known.lstrip("0")
    is_rounded = (
        len(bare) > _DIGITS_KEPT
        and len(cell) == len(bare)
        and not cell[_DIGITS_KEPT:].strip("0")
        and abs(int(cell) - int(bare)) < 10 ** (len(bare) - _DIGITS_KEPT)
    )
    return known if cell == bare or is_rounded else cell


def _digits(phone: str) -> str:
    return "".join(filter(str.isdecimal, phone)).lstrip("0")
