"""What guest lists call the types of attendees, in other languages and spellings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from unicodedata import category

from desktop.domain.spelling import normalise

_WORDS: Mapping[str, tuple[str, ...]] = {
    "Delegate": ("delegate", "delegates", "משתתף", "משתתפת", "ציר", "צירה", "teilnehmer", "delegue",
                 "delegado", "делегат", "участник"),
    "Volunteer": ("volunteer", "volunteers", "מתנדב", "מתנדבת", "freiwilliger", "benevole",
                  "voluntario", "волонтер"),
    "Staff": ("staff", "crew", "צוות", "איש צוות", "mitarbeiter", "personnel", "personal"),
    "Speaker": ("speaker", "speakers", "מרצה", "דובר", "דוברת", "referent", "referentin",
                "intervenant", "ponente", "спикер"),
    "Organizer": ("organizer", "organiser", "מארגן", "מארגנת", "veranstalter", "organisateur"),
    "Guest": ("guest", "guests", "אורח", "אורחת", "gast", "invite", "invitado", "гость"),
    "Press": ("press", "media", "עיתונות", "תקשורת", "presse", "prensa"),
}  # fmt: skip
# Marks such as + and ★ are signs by themselves.
_SIGNS = frozenset("*#&!?%@")
_BY_WORD = {normalise(word): name for name, words in _WORDS.items() for word in words}


def type_key(text: str) -> str:
    """Give what two ways of writing one type have in common.

    Signs that tell types apart stay: `VIP+` is more than `VIP`, and two stars are more than one.
    """
    signs = "".join(sign for sign in text if sign in _SIGNS or category(sign)[0] == "S")
    return normalise(read_type(text)) + signs


def is_one_of(type_: str, allowed: Sequence[str]) -> bool:
    """Tell whether a type is one of some, however they are written; of none all are."""
    key = type_key(type_)
    return not allowed or (bool(key) and key in {type_key(each) for each in allowed})


def read_type(text: str) -> str:
    """Give a type its plain name where the word is known; a ticket's own name stays as it is."""
    return _BY_WORD.get(normalise(text), text)
