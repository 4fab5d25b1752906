"""Rows of our own export that come back, by the registration that each was written for.

A spreadsheet that saves a CSV file again takes the noughts before a number away, and the digits
after the fifteenth; in an old code page, letters become question marks. What is known of the
registration tells what stood there.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from desktop.domain.attendees.fields import ID_COLUMN
from desktop.domain.attendees.matching import Features, Known
from desktop.domain.attendees.names import are_similar, name_key
from desktop.domain.attendees.registration import Attendee
from desktop.domain.checkin.codes import is_whole, programme_hint
from desktop.domain.programme.programme import Programme
from desktop.files.transfer.guests import Guest, Problem, ProblemKind
from desktop.store.store import Store

# What a spreadsheet keeps of a number (IEEE 754, and "Excel specifications and limits").
_DIGITS_KEPT = 15
_LOST = frozenset({ProblemKind.NUMBER_DAMAGED, ProblemKind.CODE_DAMAGED})
_TRUTH = frozenset({"true", "false"})
_FIGURES = re.compile(r"\d+")
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?\Z")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d")
_NAMES = ("full_name", "first_name", "last_name", "email")


class Returning:
    """The registrations that the rows of one slice were written for."""

    def __init__(self, store: Store, programme: Programme, copied: Collection[str]) -> None:
        """Look them up in this store; those of other programmes are nobody here.

        Args:
            store: where.
            programme: whose list it is.
            copied: ids that stand in several rows of the file.
        """
        self._store = store
        self._programme = programme
        self._copied = copied
        self._people: dict[str, Attendee] = {}
        self._known: dict[str, Known] = {}

    def know(self, guests: Sequence[Guest]) -> tuple[list[Guest], list[Problem]]:
        """Look up a slice, and give its rows as they were before a spreadsheet saved them.

        Rows that were copied, and of which nobody can say whose they are, are left out.
        """
        ids = [guest.own_id for guest in guests if guest.own_id]
        self._people = {
            attendee.id: attendee
            for attendee in self._store.registrations.by_ids(ids)
            if attendee.registration.programme == self._programme.id
            and not attendee.registration.merged_into
        }
        self._known = {id_: _known(attendee) for id_, attendee in self._people.items()}
        good: list[Guest] = []
        bad: list[Problem] = []
        for row in guests:
            guest = self._of_here(self._restored(row))
            if guest.own_id in self._copied and not self._is_original(guest):
                guest = self._as_new(guest)
                if self._is_half_typed_over(guest):
                    name = guest.features.name
                    bad.append(Problem(guest.row, ID_COLUMN, ProblemKind.COPIED, name,
                                       guest.cells))  # fmt: skip
                    continue
                guest = guest._replace(own_id="")
            good.append(guest)
        return good, bad

    def find(self, guest: Guest) -> Known | None:
        """Give who a row was written for, unless it names somebody else now."""
        known = self._known.get(guest.own_id) if guest.own_id else None
        return known if known and _agree(guest.features, known) else None

    def _restored(self, guest: Guest) -> Guest:
        attendee = self._people.get(guest.own_id)
        if attendee is None:
            return guest
        lost = {flaw.column for flaw in guest.flaws if flaw.reason in _LOST}
        person = {
            name: _whole(text, getattr(attendee.person, name), is_lost=False)
            for name, text in guest.person.items()
        }
        own = {
            name: _whole(text, str(getattr(attendee.registration, name, text)), name in lost)
            for name, text in guest.registration.items()
            if name != "source"
        }
        own = guest.registration | own
        code = _whole(guest.code, attendee.registration.ticket_code, "code" in lost)
        name = person.get("full_name") or " ".join(
            filter(None, (person.get("first_name", ""), person.get("last_name", "")))
        )
        features = guest.features._replace(
            name=name or guest.features.name,
            name_key=name_key(name) if name else guest.features.name_key,
            email=person.get("email", "").casefold(),
            phone=person.get("phone", ""),
            organization=person.get("organization", ""),
            external_id=own.get("external_id", ""),
            order_ref=own.get("order_ref", ""),
            code=code,
        )
        restored = guest._replace(registration=own, person=person, features=features, code=code)
        if not _agree(features, self._known[guest.own_id]):
            return guest
        flaws = tuple(flaw for flaw in guest.flaws if flaw.reason not in _LOST)
        return restored._replace(flaws=flaws)

    def _of_here(self, guest: Guest) -> Guest:
        """Leave out a code that Muster made for another programme."""
        hint = programme_hint(guest.code) if is_whole(guest.code) else None
        if hint is None or hint == self._programme.number % 1000:
            return guest
        flaw = Problem(guest.row, "code", ProblemKind.CODE_OF_OTHER, guest.code[:40], guest.cells,
                       is_row_out=False)  # fmt: skip
        features = guest.features._replace(code="")
        return guest._replace(code="", features=features, flaws=(*guest.flaws, flaw))

    def _is_original(self, guest: Guest) -> bool:
        """Tell whether a row says the same of who somebody is as is known."""
        attendee = self._people.get(guest.own_id)
        return attendee is None or all(
            guest.person.get(name, "") == getattr(attendee.person, name)
            for name in _NAMES
            if name in guest.person
        )

    def _as_new(self, guest: Guest) -> Guest:
        """Take out of a copied row what only the first one's ticket has."""
        known = self._known[guest.own_id]
        own = dict(guest.registration)
        for name, text in (("external_id", known.external_id), ("order_ref", known.order_ref)):
            if own.get(name) == text:
                own[name] = ""
        code = "" if guest.code == known.ticket_code else guest.code
        features = guest.features._replace(
            external_id=own.get("external_id", ""), order_ref=own.get("order_ref", ""), code=code
        )
        return guest._replace(registration=own, code=code, features=features)

    def _is_half_typed_over(self, guest: Guest) -> bool:
        """Tell whether a copied row still has a part of the first one's name, or its address."""
        person, new = self._people[guest.own_id].person, guest.person
        kept = any(
            new.get(name) and new[name] == getattr(person, name)
            for name in ("full_name", "first_name", "email", "full_name_hebrew")
        )
        return kept or guest.features.name_key == self._known[guest.own_id].name_key


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
    """Tell whether a row can be about somebody: it shares a name or contact, and not just that.

    Where both number and address are another one, ids were moved from row to row.
    """
    is_same_contact = (features.email and features.email == known.email) or (
        features.phone and _digits(features.phone) == _digits(known.phone)
    )
    is_same_name = features.name_key == known.name_key or are_similar(features.name, known.name)
    is_other_number = bool(
        features.external_id and known.external_id and features.external_id != known.external_id
    )
    is_other_email = bool(features.email and known.email and features.email != known.email)
    return bool(is_same_contact or is_same_name) and not (is_other_number and is_other_email)


def _whole(cell: str, known: str, is_lost: bool) -> str:
    """Give what stood in a cell, if a spreadsheet made of it what stands there."""
    if cell == known or not known:
        return cell
    if is_lost and not cell:
        return known
    is_same = (
        _is_same_number(cell, known)
        or (cell.casefold() == known.casefold() and known.casefold() in _TRUTH)
        or _lost_letters(cell, known)
        or _is_same_moment(cell, known)
    )
    return known if is_same else cell


def _is_same_number(cell: str, known: str) -> bool:
    if not (cell.isdecimal() and known.isdecimal()):
        is_amount = _NUMBER.match(cell) and _NUMBER.match(known)
        return bool(is_amount) and float(cell.replace(",", ".")) == float(known.replace(",", "."))
    bare = known.lstrip("0")
    is_rounded = (
        len(bare) > _DIGITS_KEPT
        and len(cell) == len(bare)
        and not cell[_DIGITS_KEPT:].strip("0")
        and abs(int(cell) - int(bare)) < 10 ** (len(bare) - _DIGITS_KEPT)
    )
    return cell == bare or is_rounded


def _lost_letters(cell: str, known: str) -> bool:
    """Tell whether letters that an old code page lacks became question marks."""
    pairs = list(zip(cell, known, strict=False))
    return (
        len(cell) == len(known)
        and "?" in cell
        and all(ours == theirs or (ours == "?" and theirs > "\x7f") for ours, theirs in pairs)
    )


def _is_same_moment(cell: str, known: str) -> bool:
    """Tell whether a moment was only written in another order."""
    if not _MOMENT.match(known):
        return False
    figures, ours = (sorted(map(int, _FIGURES.findall(text))) for text in (cell, known))
    return figures == ours


def _digits(phone: str) -> str:
    return "".join(filter(str.isdecimal, phone)).lstrip("0")
