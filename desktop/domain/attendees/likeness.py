"""Whether two records may be one person: the likeness that search goes by, beside one contact."""

from __future__ import annotations

from typing import NamedTuple

from desktop.domain.attendees.fields import CODE
from desktop.domain.attendees.listed import remembered, sources_in
from desktop.domain.attendees.matching import same_phone_key
from desktop.domain.attendees.names import are_similar, name_key
from desktop.domain.attendees.person import Person
from desktop.domain.attendees.registration import Attendee, Registration
from desktop.domain.attendees.skeleton import skeletons
from desktop.domain.attendees.sound import sound_codes
from desktop.domain.spelling import normalise

# A phone with fewer figures, or of fewer different ones, was typed to fill a field.
_LEAST_FIGURES, _LEAST_DIFFERENT = 7, 4


class Likeness(NamedTuple):
    """What two registrations have in common, and whether something tells them apart."""

    is_same_name: bool
    is_alike: bool
    has_one_contact: bool
    has_one_number: bool
    has_one_row: bool
    are_told_apart: bool

    @property
    def may_be_one(self) -> bool:
        """Whether somebody has to look: the name is the same, or is like it beside a contact."""
        has_sign = self.has_one_contact or self.has_one_number
        return self.is_same_name or (self.is_alike and has_sign)

    @property
    def is_sure(self) -> bool:
        """Whether it is one person's one ticket, and nothing speaks against it."""
        has_sign = self.has_one_contact or self.has_one_number
        return self.is_same_name and has_sign and not self.are_told_apart


def likeness(one: Attendee, other: Attendee) -> Likeness:
    """Compare two registrations of one programme.

    A number counts where the same list wrote it. `has_one_row` tells that lists said every word
    of both alike: that is one row, imported at two desks.
    """
    mine, theirs = one.registration, other.registration
    keys = {name_key(name) for name in _names(one.person)}
    is_same_name = bool(keys & {name_key(name) for name in _names(other.person)})
    is_of_one_list = mine.source == theirs.source
    has_one_number = bool(mine.external_id) and mine.external_id == theirs.external_id
    return Likeness(
        is_same_name,
        is_same_name or _are_alike(one.person, other.person),
        have_one_contact(one.person, other.person),
        has_one_number and is_of_one_list,
        bool(mine.listed) and mine.listed == theirs.listed,
        _are_told_apart(one, other),
    )


def _are_told_apart(one: Attendee, other: Attendee) -> bool:
    """Tell whether two records differ in what one person's one ticket has once.

    Two numbers, two codes of a list or two types are two tickets; two emails or two real phones
    are, as often as not, a father and his son.
    """
    mine, theirs = one.registration, other.registration
    emails = (one.person.email.casefold(), other.person.email.casefold())
    phones = (_real_phone(one.person.phone), _real_phone(other.person.phone))
    numbers = (mine.external_id, theirs.external_id)
    if mine.source != theirs.source:
        numbers = ("", "")
    codes = (_listed_code(mine), _listed_code(theirs))
    types = (mine.ticket_type.casefold(), theirs.ticket_type.casefold())
    pairs = (emails, phones, numbers, codes, types)
    return any(left and right and left != right for left, right in pairs)


def _listed_code(registration: Registration) -> str:
    """Give the sum of the code that a list said last; codes that a desk made say nothing."""
    sums = (remembered(registration.listed, source) for source in sources_in(registration.listed))
    return next((known[CODE] for known in sums if known.get(CODE)), "")


def _real_phone(phone: str) -> str:
    """Give what spellings of a phone have in common; nothing for `000` and its like."""
    key = same_phone_key(phone) if phone else ""
    figures = [c for c in key if c.isdecimal()]
    is_real = len(figures) >= _LEAST_FIGURES and len(set(figures)) >= _LEAST_DIFFERENT
    return key if is_real else ""


def have_one_contact(one: Person, other: Person) -> bool:
    """Tell whether two people have the same email or the same phone."""
    if one.email and one.email.casefold() == other.email.casefold():
        return True
    phone = _real_phone(one.phone)
    return bool(phone) and phone == _real_phone(other.phone)


def are_one_person(one: Person, other: Person) -> bool:
    """Tell whether two records are surely of one person: one name, one contact, no other one."""
    keys = {name_key(name) for name in _names(one)}
    is_same_name = bool(keys & {name_key(name) for name in _names(other)})
    emails = {one.email.casefold(), other.email.casefold()} - {""}
    phones = {_real_phone(one.phone), _real_phone(other.phone)} - {""}
    is_at_odds = len(emails) > 1 or len(phones) > 1
    return is_same_name and have_one_contact(one, other) and not is_at_odds


def _names(person: Person) -> set[str]:
    return {name for name in (person.name, person.hebrew_name) if name}


def _are_alike(one: Person, other: Person) -> bool:
    return any(
        are_similar(name, two) or _sound_alike(name, two)
        for name in _names(one)
        for two in _names(other)
    )


def _sound_alike(name: str, other: str) -> bool:
    """Tell whether each word of the shorter name sounds like one of the longer."""
    shorter, longer = sorted((normalise(name).split(), normalise(other).split()), key=len)
    return len(shorter) > 1 and all(any(_is_like(word, two) for two in longer) for word in shorter)


def _is_like(word: str, other: str) -> bool:
    if word == other or set(skeletons(word)) & set(skeletons(other)):
        return True
    return bool(set(sound_codes(word)) & set(sound_codes(other)))
