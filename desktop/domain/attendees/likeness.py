"""Whether two records may be one person: the likeness that search goes by, beside one contact."""

from __future__ import annotations

from typing import NamedTuple

from desktop.domain.attendees.matching import same_phone_key
from desktop.domain.attendees.names import are_similar, name_key
from desktop.domain.attendees.person import Person
from desktop.domain.attendees.registration import Attendee
from desktop.domain.attendees.skeleton import skeletons
from desktop.domain.attendees.sound import sound_codes
from desktop.domain.spelling import normalise


class Likeness(NamedTuple):
    """What two registrations have in common; see `likeness`."""

    is_same_name: bool
    is_alike: bool
    has_one_contact: bool
    has_one_number: bool
    has_one_row: bool

    @property
    def may_be_one(self) -> bool:
        """Whether somebody has to look: the name is the same, or is like it beside a contact."""
        has_sign = self.has_one_contact or self.has_one_number
        return self.is_same_name or (self.is_alike and has_sign)

    @property
    def is_sure(self) -> bool:
        """Whether it is one person: the same name, and something else that tells people apart."""
        return self.is_same_name and (self.has_one_contact or self.has_one_number)


def likeness(one: Attendee, other: Attendee) -> Likeness:
    """Compare two registrations of one programme.

    A number counts where the same list wrote it. `has_one_row` tells that lists said every word
    of both alike: that is one row, imported at two desks.
    """
    mine, theirs = one.registration, other.registration
    keys = {name_key(name) for name in _names(one.person)}
    is_same_name = bool(keys & {name_key(name) for name in _names(other.person)})
    has_one_number = bool(mine.external_id) and (
        (mine.external_id, mine.source) == (theirs.external_id, theirs.source)
    )
    return Likeness(
        is_same_name,
        is_same_name or _are_alike(one.person, other.person),
        have_one_contact(one.person, other.person),
        has_one_number,
        bool(mine.listed) and mine.listed == theirs.listed,
    )


def have_one_contact(one: Person, other: Person) -> bool:
    """Tell whether two people have the same email or the same phone."""
    if one.email and one.email.casefold() == other.email.casefold():
        return True
    return bool(one.phone) and same_phone_key(one.phone) == same_phone_key(other.phone)


def are_one_person(one: Person, other: Person) -> bool:
    """Tell whether two records are surely of one person: one name and one contact."""
    keys = {name_key(name) for name in _names(one)}
    is_same_name = bool(keys & {name_key(name) for name in _names(other)})
    return is_same_name and have_one_contact(one, other)


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
