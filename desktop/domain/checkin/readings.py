"""The readings of a code that is shown: as it came first, then what it may have been.

A scanner's settings, the computer's keyboard and a ticket's own form change what arrives. Each
reading is a text and the steps that lead to it; a stored code fits a reading exactly, or by a
further step that is named too. Who decides takes a looser reading only where it fits one
registration.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from desktop.domain.checkin.code_shapes import (
    Parts,
    Shape,
    has_digit,
    parts_of,
    unwrapped,
)
from desktop.domain.checkin.codes import Reading, clean, is_whole, match_key, own_codes
from desktop.domain.checkin.keyboard import number_rows, unicode_digits
from desktop.domain.checkin.keyboard_text import by_keys, by_text


class Step(StrEnum):
    """What was changed between what came and what a list holds."""

    JOINED = "joined"
    WRAPPING = "wrapping"
    KEYBOARD = "keyboard"
    LINK = "link"
    DATA = "data"
    PAIR = "pair"
    CASE = "case"
    SPACING = "spacing"
    ZEROS = "zeros"
    NUMBER = "number"


_OF_SHAPE = {Shape.LINK: Step.LINK, Shape.DATA: Step.DATA, Shape.PAIR: Step.PAIR}


@dataclass(frozen=True, slots=True)
class Version:
    """One reading: the text, the steps to it, the layout it came through, and what it is part of.

    `whole` are the parts of the link, data or pair that the text was taken from.
    """

    text: str
    steps: tuple[Step, ...] = ()
    layout: str = ""
    whole: Parts | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys by which a stored code that fits is found."""
        return tuple(dict.fromkeys((match_key(self.text), loose_key(self.text))))


# Fewer letters and digits than these are no code that came through a wrong keyboard: a plain text
# may be a code itself. Signs that codes seldom have, accents, mostly signs, and letters of another
# script are surer marks of a keyboard, in this order. Without a digit, two more.
_LEAST_PLAIN, _LEAST_RETYPED, _LEAST_OF_SIGNS, _LEAST_OF_SCRIPT, _MORE_WITHOUT_DIGIT = 8, 6, 4, 2, 2
_UNUSUAL = re.compile(r"[^A-Za-z0-9\-_/.: ]")
_FIRST_OF_SCRIPTS = "\u0370"
# A shorter number of another system is too easily somebody else's.
LEAST_NUMBER = 5
# With fewer, a hyphen is part of the number: 5501-1 is not 55011.
_LEAST_SPACED, _LEAST_SPACED_DIGITS = 6, 12
_LEAST_SIGNIFICANT = 5
_SPACING = re.compile(r"[\s\-\u2010-\u2015\u2212]+")


def exact_texts(reading: Reading) -> tuple[str, ...]:
    """Give the text as it came, and as an American scanner's keys were pressed."""
    pressed = by_keys(reading.physical, reading.shifts, reading.platform)
    return tuple(dict.fromkeys((clean(reading.text), *(typed.text for typed in pressed[:1]))))


def looser_versions(reading: Reading) -> list[Version]:
    """List the readings beside the exact one, the nearest first."""
    found: dict[str, Version] = {}
    for version in _all_versions(reading):
        if version.text and version.text not in found:
            found[version.text] = version
    return list(found.values())


class Fit(NamedTuple):
    """How a stored code fits what came: the steps between them, and the keyboard's layout."""

    steps: tuple[Step, ...]
    layout: str


class Looser:
    """The looser readings of what came, ready to be held against stored codes."""

    def __init__(self, reading: Reading) -> None:
        """Read in every way that there is."""
        own = own_codes(reading)
        self.versions = [one for one in looser_versions(reading) if one.text not in own]
        self._by_key: dict[str, list[Version]] = {}
        for version in self.versions:
            for key in version.keys:
                self._by_key.setdefault(key, []).append(version)

    @property
    def keys(self) -> list[str]:
        """The keys by which all stored codes that may fit are found."""
        return list(self._by_key)

    def fit(self, code: str) -> Fit | None:
        """Say how a stored code fits, in the fewest steps; None where it does not."""
        near = dict.fromkeys((match_key(code), loose_key(code)))
        fits = [
            Fit(steps, version.layout)
            for key in near
            for version in self._by_key.get(key, ())
            if (steps := steps_between(version, code)) is not None
        ]
        return min(fits, key=lambda fit: len(fit.steps), default=None)


def step_around(code: str, came: str) -> Step:
    """Say what had to be left aside to find one of our codes in what came."""
    if (parts := parts_of(came)) is not None:
        return _OF_SHAPE[parts.shape]
    if code in came:
        return Step.WRAPPING
    return Step.SPACING if code in _SPACING.sub("", came) else Step.KEYBOARD


def loose_key(code: str) -> str:
    """Fold a code to what all its forms share: the id of a link, no case, spacing or zeros."""
    inner = unwrapped(code, is_shown=False)
    bare = inner[-1] if inner else code
    parts = parts_of(bare)
    return _folded((parts.main if parts else "") or bare)


def loose_key_beside(code: str) -> str:
    """Give the loose key of a code as it is stored: empty for ours, and where it says no more."""
    key = "" if is_whole(code) else loose_key(code)
    return "" if key == match_key(code) else key


def steps_between(version: Version, stored: str) -> tuple[Step, ...] | None:
    """Name all steps between what came and a stored code; None where they are two codes."""
    if version.text == stored:
        return version.steps
    if version.text.casefold() == stored.casefold():
        return (*version.steps, Step.CASE)
    inner = unwrapped(stored, is_shown=False)
    bare = inner[-1] if inner else stored
    own = parts_of(bare)
    steps = [*version.steps, *([Step.WRAPPING] if inner else [])]
    whole = version.whole or parts_of(version.text)
    if own is not None:
        if whole is not None and whole.contradicts(own):
            return None
        bare = own.main or bare
        steps.append(_OF_SHAPE[own.shape])
    shown = version.text
    if whole is not None and version.whole is None and own is not None:
        shown = whole.main or shown
    last = _between(shown, bare)
    is_by_chance = version.whole is not None and not version.whole.is_sure
    if last is None or (is_by_chance and last not in ((), (Step.CASE,))):
        return None
    return tuple(dict.fromkeys([*steps, *last]))


def _between(shown: str, stored: str) -> tuple[Step, ...] | None:
    """Compare two plain codes by case, spacing and leading zeros."""
    one, other = shown.casefold(), match_key(stored)
    case = (Step.CASE,) if _differ_in_case(shown, stored) else ()
    if one == other:
        return () if shown == stored else (Step.CASE,)
    if _folded(one) != _folded(other):
        return None
    (tight, gaps), (other_tight, other_gaps) = _tightened(one), _tightened(other)
    is_within = gaps <= other_gaps or other_gaps <= gaps
    if not is_within or (gaps ^ other_gaps) & {0, len(tight), len(other_tight)}:
        # Two codes in other groups, or with a sign at an end that is no grouping.
        return None
    spacing = (Step.SPACING,) if gaps != other_gaps or tight == other_tight else ()
    zeros = (Step.ZEROS,) if tight != other_tight else ()
    return (*case, *spacing, *zeros)


def _differ_in_case(shown: str, stored: str) -> bool:
    """Tell whether letters stand there in other capitals, spacing and zeros left aside."""
    one, other = (_SPACING.sub("", text).lstrip("0") for text in (shown, stored))
    return one != other and one.casefold() == other.casefold()


def _tightened(text: str) -> tuple[str, set[int]]:
    """Give a text without spaces and hyphens, and before which letters of it they stood."""
    groups = _SPACING.split(text)
    ends = itertools.accumulate(len(group) for group in groups[:-1])
    return "".join(groups), set(ends)


def _folded(text: str) -> str:
    key = match_key(text).strip()
    tight = _SPACING.sub("", key)
    least = _LEAST_SPACED_DIGITS if tight.isdigit() else _LEAST_SPACED
    if sum(map(str.isalnum, tight)) >= least:
        key = tight
    if key.isascii() and key.isdigit():
        significant = key.lstrip("0")
        return significant if len(significant) >= _LEAST_SIGNIFICANT else key
    return key


def _all_versions(reading: Reading) -> Iterator[Version]:
    exact, *pressed = exact_texts(reading)
    yield from _versions_of(exact, (), "")
    half = len(exact) // 2
    if half >= _LEAST_RETYPED and exact[:half] == exact[half:]:
        yield Version(exact[:half], (Step.WRAPPING,))
    if (wide := unicodedata.normalize("NFKC", exact)) != exact:
        yield from _versions_of(wide, (Step.KEYBOARD,), "")
    parts = parts_of((unwrapped(exact) or (exact,))[-1])
    if parts is not None and parts.shape is not Shape.PAIR:
        # A link or data came through no wrong keyboard: there is nothing to turn back.
        return
    for text in pressed:
        yield from _versions_of(text, (Step.KEYBOARD,), "")
    seen = {exact.casefold()}
    least = _least_signs(exact)
    for text, layout in _retyped(reading, exact):
        # Most layouts say the same; in other capitals a code is found all the same.
        key = text.casefold()
        if key not in seen:
            seen.add(key)
            if _may_be_code(text, least):
                yield from _versions_of(text, (Step.KEYBOARD,), layout)


def _retyped(reading: Reading, exact: str) -> Iterator[tuple[str, str]]:
    """Read through keyboards: by the keys where they are known, else by the text alone."""
    pressed = by_keys(reading.physical, reading.shifts, reading.platform)
    if not exact.isascii():
        yield unicode_digits(exact), ""
    yield from pressed[1:] if pressed else by_text(exact)
    yield from ((text, "") for text in number_rows(exact) if text.isdigit())


def _least_signs(came: str) -> int:
    """Say how many letters and digits a code must have that nobody showed as it came."""
    if any(c.isalpha() and c >= _FIRST_OF_SCRIPTS for c in came):
        return _LEAST_OF_SCRIPT
    if not came.isascii() or 2 * sum(map(str.isalnum, came)) <= len(came):
        return _LEAST_OF_SIGNS
    return _LEAST_RETYPED if _UNUSUAL.search(came) else _LEAST_PLAIN


def _may_be_code(text: str, least: int) -> bool:
    """Tell whether a text is like enough to a code to be looked for."""
    if not (text.isascii() and text.isprintable()):
        return False
    signs = len(text) if text.isalnum() else sum(map(str.isalnum, text))
    return signs >= least + (0 if has_digit(text) else _MORE_WITHOUT_DIGIT)


def _versions_of(text: str, steps: tuple[Step, ...], layout: str) -> Iterator[Version]:
    yield Version(text, steps, layout)
    yield from _parted(text, steps, layout)
    for inner in unwrapped(text):
        yield Version(inner, (*steps, Step.WRAPPING), layout)
        yield from _parted(inner, (*steps, Step.WRAPPING), layout)


def _parted(text: str, steps: tuple[Step, ...], layout: str) -> Iterator[Version]:
    parts = parts_of(text)
    if parts is None or (layout and not parts.is_sure):
        return
    for part in parts.tickets:
        yield Version(part, (*steps, _OF_SHAPE[parts.shape]), layout, parts)
