"""What a scanner meant whose keys went through the layout of another country.

A wedge scanner presses the keys of the layout that it was set to, mostly the American one, and
the computer types what its own layout has on them. By the keys themselves that is undone for
any layout; by the text alone for each layout of a table.
"""

from __future__ import annotations

import itertools
import re
import string
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from desktop.domain.checkin.keyboard_layouts import LAYOUTS

AMERICAN = "US"
_PLACES = len(LAYOUTS[AMERICAN][0])
_BESIDE_SHIFT = 37
# Of letters that two keys make so many ways are tried; beyond, all are of one key or the other.
_MOST_WAYS = 16
_SECOND_KEY = 0xE000
# On the numeric pad these are the same on every keyboard.
_WORD = string.ascii_letters + string.digits
_WORD_LETTERS = frozenset(map(ord, _WORD))
_PAD = "+-*/."
_PAD_SIGNS = frozenset(map(ord, _PAD))
_PAD_SIGN = re.compile(r"([+\-*/.])")
# An Arabic layout has lam and alef on one key; systems type them as one letter or as two.
_LIGATURES = {"لا": "ﻻ", "لأ": "ﻷ", "لإ": "ﻹ", "لآ": "ﻵ"}
# The accents of dead keys by themselves, and as they stand over a letter.
_DEAD = {"\u0301": "´", "\u0300": "`", "\u0302": "^", "\u0303": "~", "\u0308": "¨",
         "\u030c": "ˇ", "\u0327": "¸"}  # fmt: skip
# With Caps Lock, or by Windows, the same key types another letter.
_SAME_KEY = {"ß": "ẞ", "։": ":"}

# The places' key numbers, in the order of `LAYOUTS`: evdev and set 1 are those of Linux's
# input-event-codes.h and of the IBM PC/AT, kVK those of Carbon's Events.h.
_SET1 = (41, *range(2, 14), *range(16, 28), *range(30, 41), 43, 86, *range(44, 54))
_EVDEV = tuple(key + 8 for key in _SET1)
_KVK = (
    50, 18, 19, 20, 21, 23, 22, 26, 28, 25, 29, 27, 24, 12, 13, 14, 15, 17, 16, 32, 34, 31, 35, 33,
    30, 0, 1, 2, 3, 5, 4, 38, 40, 37, 41, 39, 42, 10, 6, 7, 8, 9, 11, 45, 46, 43, 47, 44,
)  # fmt: skip
_PADS: Mapping[str, Mapping[int, str]] = {
    "linux": {
        65: " ", 79: "7", 80: "8", 81: "9", 82: "-", 83: "4", 84: "5", 85: "6", 86: "+",
        87: "1", 88: "2", 89: "3", 90: "0", 91: ".", 63: "*", 106: "/",
    },
    "win32": {
        57: " ", 71: "7", 72: "8", 73: "9", 74: "-", 75: "4", 76: "5", 77: "6", 78: "+",
        79: "1", 80: "2", 81: "3", 82: "0", 83: ".", 55: "*", 309: "/",
    },
    "darwin": {
        49: " ", 82: "0", 83: "1", 84: "2", 85: "3", 86: "4", 87: "5", 88: "6", 89: "7", 91: "8",
        92: "9", 78: "-", 69: "+", 65: ".", 67: "*", 75: "/",
    },
}  # fmt: skip
_ROWS = {"linux": _EVDEV, "win32": _SET1, "darwin": _KVK}


class Retyped(NamedTuple):
    """What the keys mean, and the layout that says so: the computer's, or the scanner's."""

    text: str
    layout: str


class _Stroke(NamedTuple):
    """A key by its place in `LAYOUTS`, with or without Shift."""

    place: int
    is_shifted: bool


@dataclass(frozen=True, slots=True)
class _Host:
    """A layout that a computer has.

    `tables` turn its letters into American ones: as typed, with Caps Lock for letters, and with
    a lock that turns all keys. `doubtful` are letters that two keys make, and what stands for
    the second one in the tables.
    """

    name: str
    tables: tuple[Mapping[int, str], ...]
    doubtful: Mapping[str, str]


def by_keys(keys: Sequence[int], shifts: Sequence[bool], platform: str) -> list[Retyped]:
    """Read the keys that were pressed: as an American layout has them, then as others do.

    Args:
        keys: `nativeScanCode` of each key press in order.
        shifts: whether Shift was held at each; none was where this is empty.
        platform: as `sys.platform` names it.

    Returns:
        Nothing where a key is not known.
    """
    known = _keys_of(platform)
    pressed = [known.get(key) for key in keys]
    if not pressed or None in pressed:
        return []
    held = shifts if len(shifts) == len(keys) else (False,) * len(keys)
    return [
        Retyped(
            "".join(
                key if isinstance(key, str) else LAYOUTS[name][is_held][key or 0].strip("\0")
                for key, is_held in zip(pressed, held, strict=True)
            ),
            name,
        )
        for name in (AMERICAN, *_latin())
    ]


def by_text(text: str) -> Iterator[Retyped]:
    """Read a text as each layout may have changed it.

    First what an American scanner meant, if the computer has another layout; then what a scanner
    meant that is set to another layout, if the computer has the American one. Signs may have
    come from the numeric pad, which is the same everywhere.
    """
    letters = frozenset(map(ord, text))
    if letters <= _WORD_LETTERS:
        # Digits alone come only from keyboards that have them where the American one has them.
        yield from () if text.isdigit() else _translated([text], _word_tables(), letters)
        return
    for host in _hosts():
        typed = text if text.isascii() else _parted(text, host)
        made = letters if typed == text else frozenset(map(ord, typed))
        if any(made <= table.keys() for table in host.tables):
            named = [(host.name, table) for table in host.tables]
            yield from _translated(_forms(typed, host.doubtful), named, made)
    yield from _translated([text], _scanners(), letters)
    if letters & _PAD_SIGNS:
        yield from _with_pad(text, letters - _PAD_SIGNS)


def _translated(
    forms: Sequence[str], tables: Sequence[tuple[str, Mapping[int, str]]], letters: frozenset[int]
) -> Iterator[Retyped]:
    for name, table in tables:
        if letters <= table.keys():
            for form in forms:
                yield Retyped(form.translate(table), name)


def _with_pad(text: str, letters: frozenset[int]) -> Iterator[Retyped]:
    """Read a text whose signs came from the numeric pad: what tables say of them is left aside."""
    parts = _PAD_SIGN.split(text)
    all_tables = (*((host.name, table) for host in _hosts() for table in host.tables),
                  *_scanners())  # fmt: skip
    for name, table in _word_tables() if letters <= _WORD_LETTERS else all_tables:
        if letters <= table.keys():
            meant = (part if part in _PAD else part.translate(table) for part in parts)
            yield Retyped("".join(meant), name)


def _parted(text: str, host: _Host) -> str:
    """Write letters that no key makes alone as the dead key and the letter that made them."""
    known = host.tables[0].keys() | host.tables[1].keys()
    return "".join(c if ord(c) in known else _with_dead_key(c) for c in text)


def _with_dead_key(letter: str) -> str:
    parts = unicodedata.normalize("NFD", letter)
    return _DEAD[parts[1]] + parts[0] if len(parts) == 2 and parts[1] in _DEAD else letter


def _forms(text: str, doubtful: Mapping[str, str]) -> list[str]:
    """Write a text with either key of each letter that two keys make."""
    forms = [text]
    for one, other in doubtful.items():
        count = text.count(one)
        if count and 2**count * len(forms) <= _MOST_WAYS:
            parted = [form.split(one) for form in forms]
            forms = [
                "".join(itertools.chain.from_iterable(zip(parts, (*joints, ""), strict=True)))
                for parts in parted
                for joints in itertools.product((one, other), repeat=count)
            ]
        elif count:
            forms += [form.replace(one, other) for form in forms]
    return forms


@cache
def _hosts() -> tuple[_Host, ...]:
    return tuple(_host(name) for name in LAYOUTS if name != AMERICAN)


def _host(name: str) -> _Host:
    plain, shifted = LAYOUTS[name]
    typed = _strokes_of(plain, shifted)
    locked = _strokes_of([_turned(c, c.upper()) for c in plain],
                         [_turned(c, c.lower()) for c in shifted])  # fmt: skip
    doubtful = {one: two for one, two in _LIGATURES.items() if two in typed}
    for letter in (*typed, *locked):
        if len({*typed.get(letter, ())}) > 1 or len({*locked.get(letter, ())}) > 1:
            doubtful[letter] = chr(_SECOND_KEY + ord(letter))
    tables = (
        _table(typed, doubtful, is_turned=False),
        _table(locked, doubtful, is_turned=False),
        _table(typed, doubtful, is_turned=True),
    )
    return _Host(name, tables, doubtful)


def _turned(letter: str, other: str) -> str:
    return other if len(other) == 1 else letter


def _table(
    strokes: Mapping[str, Sequence[_Stroke]], doubtful: Mapping[str, str], *, is_turned: bool
) -> dict[int, str]:
    made = {ord(" "): " "}
    for letter, of_letter in strokes.items():
        made[ord(letter)] = _american(of_letter[0], is_turned=is_turned)
        if letter in doubtful:
            made[ord(doubtful[letter])] = _american(of_letter[-1], is_turned=is_turned)
    return made


def _american(stroke: _Stroke, *, is_turned: bool) -> str:
    return LAYOUTS[AMERICAN][stroke.is_shifted is not is_turned][stroke.place]


@cache
def _scanners() -> tuple[tuple[str, Mapping[int, str]], ...]:
    """Give for each layout of a scanner what its keys mean that an American computer typed."""
    typed = {letter: strokes[0] for letter, strokes in _strokes_of(*LAYOUTS[AMERICAN]).items()}
    return tuple(
        (
            name,
            {ord(" "): " "}
            | {
                ord(letter): LAYOUTS[name][stroke.is_shifted][stroke.place].strip("\0")
                for letter, stroke in typed.items()
            },
        )
        for name in _latin()
    )


@cache
def _word_tables() -> tuple[tuple[str, Mapping[int, str]], ...]:
    """Give the tables that differ in what they make of plain letters and digits."""
    named = [(host.name, table) for host in _hosts() for table in host.tables]
    different: dict[tuple[str | None, ...], tuple[str, Mapping[int, str]]] = {}
    for name, table in (*named, *_scanners()):
        key = tuple(
            made.casefold() if (made := table.get(ord(letter))) else None for letter in _WORD
        )
        different.setdefault(key, (name, table))
    return tuple(different.values())


@cache
def _latin() -> tuple[str, ...]:
    """Name the layouts other than the American one that a scanner for Latin codes may have."""
    return tuple(name for name, (plain, _) in LAYOUTS.items() if name != AMERICAN and "a" in plain)


def _strokes_of(plain: Sequence[str], shifted: Sequence[str]) -> dict[str, list[_Stroke]]:
    """Say which strokes make each letter; the key beside Shift only for what no other makes."""
    made: dict[str, list[_Stroke]] = {}
    rest = [place for place in range(_PLACES) if place != _BESIDE_SHIFT]
    for letters, is_shifted in ((plain, False), (shifted, True)):
        for place in rest:
            strokes = made.setdefault(letters[place], [])
            if place not in [stroke.place for stroke in strokes]:
                strokes.append(_Stroke(place, is_shifted))
    for letters, is_shifted in ((plain, False), (shifted, True)):
        made.setdefault(letters[_BESIDE_SHIFT], [_Stroke(_BESIDE_SHIFT, is_shifted)])
    for one, same in _SAME_KEY.items():
        if one in made:
            made.setdefault(same, made[one][:1])
    made.pop("\0", None)
    return made


@cache
def _keys_of(platform: str) -> Mapping[int, int | str]:
    """Give for each key number its place in `LAYOUTS`, or the letter of the numeric pad."""
    row = {key: place for place, key in enumerate(_ROWS.get(platform, ()))}
    return {**row, **_PADS.get(platform, {})}
