"""Whether a row of a guest list is somebody whom the programme knows already."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from desktop.domain.attendees.listed import sources_in
from desktop.domain.attendees.names import are_similar

# Without the code of a country, and the nought before that of an area.
_PHONE_DIGITS = 9


class Known(NamedTuple):
    """What is needed of a registration to recognise it in a newer file.

    One that was merged into another one is still recognised, so that no twin is made again.
    """

    registration: str
    person: str
    name: str
    name_key: str
    email: str
    phone: str
    organization: str
    external_id: str
    source: str
    ticket_code: str
    order_ref: str
    is_merged_away: bool = False
    listed: str = ""

    @property
    def sources(self) -> set[str]:
        """Whose lists have said something of it."""
        return {self.source, *sources_in(self.listed)}


class Features(NamedTuple):
    """What a row says of itself; `source` tells which system's header it stood under."""

    name: str
    name_key: str
    email: str
    phone: str
    organization: str
    external_id: str
    source: str
    code: str
    order_ref: str


def match(row: Features, known: Iterable[Known]) -> Known | None:
    """Find the registration that a row is about, by the strongest sign that fits.

    The ticket's own id counts where the same system wrote it, or where the name or email
    agrees (small running numbers of two systems collide, and some systems number the group:
    of several holders only one that agrees counts). Then the code, then email with name, then
    phone, order or organisation with name where one of the two has no email.
    """
    candidates = list(known)
    if not candidates:
        return None
    for rule in (_same_ticket, _same_code, _same_email_and_name, _same_name_and_hint):
        fitting = [candidate for candidate in candidates if rule(row, candidate)]
        if rule is _same_ticket and len(fitting) > 1:
            fitting = [candidate for candidate in fitting if _agrees(row, candidate)]
        if fitting:
            return fitting[0]
    return None


def is_weak(row: Features, known: Known) -> bool:
    """Tell whether only a name, or a name and an organisation, speaks for a match.

    Two such rows of one file may well be two people.
    """
    pairs = (
        (row.external_id, known.external_id),
        (row.code, known.ticket_code),
        (row.email, known.email),
        (same_phone_key(row.phone), same_phone_key(known.phone)),
        (row.order_ref, known.order_ref),
    )
    return not any(a and a == b for a, b in pairs)


def same_phone_key(phone: str) -> str:
    """Give what two spellings of a phone number have in common: its last nine figures."""
    digits = "".join(c for c in phone if c.isdecimal()).lstrip("0")
    return digits[-_PHONE_DIGITS:] or phone


def match_renamed(row: Features, known: Iterable[Known]) -> Known | None:
    """Find somebody whose name was corrected: the only one with this email, similar name.

    To be asked only where the file, too, has this email once.
    """
    same_email = [one for one in known if row.email and one.email == row.email]
    if len(same_email) != 1 or _ids_differ(row, same_email[0]):
        return None
    return same_email[0] if are_similar(row.name, same_email[0].name) else None


def _same_ticket(row: Features, known: Known) -> bool:
    if not row.external_id or row.external_id != known.external_id:
        return False
    return row.source == known.source or _agrees(row, known)


def _agrees(row: Features, known: Known) -> bool:
    same_email = bool(row.email) and row.email == known.email
    return row.name_key == known.name_key or same_email or _same_code(row, known)


def _same_code(row: Features, known: Known) -> bool:
    return bool(row.code) and row.code == known.ticket_code


def _ids_differ(row: Features, known: Known) -> bool:
    """Two tickets of one system with different ids are two registrations."""
    both = bool(row.external_id and known.external_id) and row.source == known.source
    return both and row.external_id != known.external_id


def _same_email_and_name(row: Features, known: Known) -> bool:
    if _ids_differ(row, known):
        return False
    return bool(row.email) and row.email == known.email and row.name_key == known.name_key


def _same_name_and_hint(row: Features, known: Known) -> bool:
    if _ids_differ(row, known) or row.name_key != known.name_key or (row.email and known.email):
        return False
    phones = same_phone_key(row.phone), same_phone_key(known.phone)
    for here, there in (phones, (row.order_ref, known.order_ref)):
        if here and there:
            return here == there
    if row.organization and known.organization:
        return row.organization == known.organization
    return not any((row.phone, known.phone, row.order_ref, known.order_ref, row.email, known.email))
