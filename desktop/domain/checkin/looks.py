"""What a code looks like that nobody has: whose it may be, and what is to be done with it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.checkin.code_shapes import Shape, parts_of, unwrapped
from desktop.domain.checkin.codes import Reading, is_whole
from desktop.domain.checkin.practice import is_practice_code
from desktop.domain.checkin.readings import looser_versions


class Look(StrEnum):
    """What a text seems to be."""

    OURS = "ours"
    PRACTICE = "practice"
    LINK = "link"
    CONTACT = "contact"
    NETWORK = "network"
    EMAIL = "email"
    PHONE = "phone"
    PRODUCT = "product"
    DATA = "data"
    NAME = "name"
    RETYPED = "retyped"


@dataclass(frozen=True, slots=True)
class Likeness:
    """What a text looks like, with what people know it by: a system, a host, a name, a layout."""

    look: Look
    detail: str = ""


# Whose tickets are links, by the end of the host's name.
_SYSTEMS = {
    "luma.com": "Luma", "lu.ma": "Luma", "eventbrite.com": "Eventbrite", "pretix.eu": "pretix",
    "ti.to": "Tito", "tickettailor.com": "Ticket Tailor", "meetup.com": "Meetup",
    "humanitix.com": "Humanitix", "eventzilla.net": "Eventzilla", "weezevent.com": "Weezevent",
    "billetweb.fr": "Billetweb", "helloasso.com": "HelloAsso", "hi.events": "Hi.Events",
    "alf.io": "alf.io", "sympla.com.br": "Sympla", "cvent.com": "Cvent", "whova.com": "Whova",
    "sched.com": "Sched", "zoom.us": "Zoom", "partiful.com": "Partiful", "eventer.co.il": "Eventer",
    "splashthat.com": "Splash", "brella.io": "Brella", "universe.com": "Universe",
    "wildapricot.org": "Wild Apricot", "jotform.com": "Jotform", "forms.gle": "Google Forms",
}  # fmt: skip
_EMAIL = re.compile(r"(?:mailto:)?[^\s@:]+@[^\s@:]+\.[^\s@:]+", re.IGNORECASE)
_PHONE = re.compile(r"(?:tel:)?\+?[\d\s()\-]{9,20}", re.IGNORECASE)
_CARDS = ("BEGIN:VCARD", "MECARD:", "BIZCARD:")
_GTIN_LENGTHS = frozenset({8, 12, 13, 14})
_LONGEST_NAME = 100
_IN_NAMES = " .,'’\"״׳-"
_LEAST_WORDS, _MOST_WORDS = 2, 5


def likeness_of(reading: Reading, text: str) -> Likeness | None:
    """Say what a text looks like; None where it may be anything.

    Args:
        reading: what came.
        text: it as a code, our own where one of ours stands in it.
    """
    if is_whole(text):
        return Likeness(Look.PRACTICE if is_practice_code(text) else Look.OURS)
    bare = (unwrapped(text) or (text,))[-1]
    return _by_form(bare) or _by_keyboard(reading)


def _by_form(text: str) -> Likeness | None:
    parts = parts_of(text)
    if text.upper().startswith(_CARDS):
        return Likeness(Look.CONTACT, _name_in_card(text))
    if parts is not None and parts.shape is Shape.LINK and ":" not in parts.host:
        return Likeness(Look.LINK, system_of(parts.host))
    if _EMAIL.fullmatch(text):
        return Likeness(Look.EMAIL, text.removeprefix("mailto:"))
    if is_whole_name(text):
        return Likeness(Look.NAME, text)
    looks = {
        Look.NETWORK: text.upper().startswith("WIFI:"),
        Look.PRODUCT: text.isdigit() and is_product(text),
        Look.PHONE: not text.isdigit() and _PHONE.fullmatch(text) is not None,
        Look.DATA: parts is not None and parts.shape is not Shape.PAIR,
    }
    return next((Likeness(look) for look, is_so in looks.items() if is_so), None)


def system_of(host: str) -> str:
    """Name the system whose link it is; the host itself where it is not known."""
    ends = (name for end, name in _SYSTEMS.items() if host == end or host.endswith(f".{end}"))
    return next(ends, host)


def is_product(digits: str) -> bool:
    """Tell whether digits are a product's bar code, by length and check digit (GS1)."""
    if len(digits) not in _GTIN_LENGTHS or not digits.isascii():
        return False
    weighed = sum(int(c) * (3 if place % 2 else 1) for place, c in enumerate(reversed(digits)))
    return weighed % 10 == 0


def _by_keyboard(reading: Reading) -> Likeness | None:
    """Name the layout that a text of foreign letters came through."""
    if reading.text.isascii():
        return None
    layouts = (version.layout for version in looser_versions(reading) if version.layout)
    layout = next(layouts, "")
    return Likeness(Look.RETYPED, layout) if layout else None


def is_name(text: str) -> bool:
    """Tell whether a typed text is a name, or the beginning of one: of letters alone."""
    if len(text) > _LONGEST_NAME:
        return False
    return any(map(str.isalpha, text)) and all(c.isalpha() or c in _IN_NAMES for c in text)


def is_whole_name(text: str) -> bool:
    """Tell whether a text is a given name with a family name, and no code."""
    return _LEAST_WORDS <= len(text.split()) <= _MOST_WORDS and is_name(text)


def _name_in_card(text: str) -> str:
    match = re.search(r"(?:^|[\n;:])(?:FN|N)[:;]([^\n;]+)", text, re.IGNORECASE)
    return match[1].strip() if match else ""
