"""The ids of what guest lists make: they follow from what a list itself says of a ticket.

Desks that never met give one ticket of one list the same id, so that it is one registration when
they meet. An id says where something began, not who it is now. Everything here is frozen: another
normalisation or another order of keys would part desks of two versions. What has to change gets a
new `VERSION`.
"""

from __future__ import annotations

import unicodedata
from enum import StrEnum
from typing import NamedTuple

from desktop.domain.journal.entry import SubjectType
from desktop.domain.journal.ids import exact_id

VERSION = "1"
# Shorter codes are seats, tables and running numbers as often as tickets.
LEAST_CODE = 8
# Marks that part words, and those that only steer or decorate a text. Written down by number: a
# class of Unicode would grow with the version of Python.
_PARTING = dict.fromkeys(
    map(ord, " \t\r\n-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u05be_.,;:/\\|()[]"), " "
)
_SILENT = dict.fromkeys(
    [
        *map(ord, "'\"`\u00b4\u2018\u2019\u201a\u201c\u201d\u201e\u02bc\u05f3\u05f4\ufeff\u061c"),
        0xAD,
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x206A),
    ]
)
# The tables of Unicode 3.2 are in every Python, and stay as they are.
_UNICODE = unicodedata.ucd_3_2_0


class KeyKind(StrEnum):
    """By what a list tells one ticket from another, the surest first."""

    CODE = "code"
    NUMBER = "number"
    EMAIL = "email"


class ListKey(NamedTuple):
    """What a list says of a ticket: its code; a number with a person; or a person's address."""

    kind: KeyKind
    parts: tuple[str, ...]


def list_keys(code: str, number: str, email: str, name: str) -> list[ListKey]:
    """Name the keys that a row gives, the surest first; none where only a name stands.

    Args:
        code: the ticket's code, compared letter by letter.
        number: its number in the system that wrote the list.
        email: the address.
        name: the whole name.
    """
    code, number = code.strip(), frozen(number)
    email, name = email.strip().casefold(), frozen(name)
    keys = []
    if len(code) >= LEAST_CODE:
        keys.append(ListKey(KeyKind.CODE, (code,)))
    if number and (email or name):
        keys.append(ListKey(KeyKind.NUMBER, (number, email or name)))
    if email:
        keys.append(ListKey(KeyKind.EMAIL, (email, name)))
    return keys


def frozen(text: str) -> str:
    """Write a name or number so that spellings of one list are equal, today and in ten years."""
    plain = _UNICODE.normalize("NFKC", text).casefold()
    plain = _UNICODE.normalize("NFKC", plain).translate(_SILENT).translate(_PARTING)
    return " ".join(plain.split())


def registration_id(programme: str, key: ListKey) -> str:
    """Give the id of the registration that a key of a list makes in a programme."""
    return _id(SubjectType.REGISTRATION, programme, key.kind, *key.parts)


def person_id(programme: str, key: ListKey, email: str, name: str) -> str:
    """Give the id of the person whom a key of a list makes in a programme.

    It is the email's with the name, so that all tickets of a person are one person's. Without an
    email the key and the name tell. A ticket passes from hand to hand: whose it was when the list
    was made is part of the id, so that nobody gets the record of somebody else with a ticket.
    """
    email, name = email.strip().casefold(), frozen(name)
    if email:
        return _id(SubjectType.PERSON, programme, KeyKind.EMAIL, email, name)
    return _id(SubjectType.PERSON, programme, key.kind, *key.parts, name)


def _id(type_: SubjectType, programme: str, *names: str) -> str:
    return exact_id(type_, VERSION, programme, *names)
