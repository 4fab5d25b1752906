"""Daitch-Mokotoff soundex: names of Jewish and Slavic families that sound alike share a code.

Rules: Randy Daitch and Gary Mokotoff, 1985 (jewishgen.org/infofiles/soundex.html); checked
against the public test vectors of two other implementations.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

LENGTH = 6
MOST_JS = 3


class _Rule(NamedTuple):
    """A group of letters with its codes at the start, before a vowel, and elsewhere."""

    letters: str
    start: tuple[str, ...]
    before_vowel: tuple[str, ...]
    elsewhere: tuple[str, ...]


# letters: start, before a vowel, elsewhere; a bar parts two readings, a dash is not coded.
_CHART = """
ai aj ay: 0 1 -
au: 0 7 -
ą ę: - - -|6
a e i o u: 0 - -
b fb f p pf ph v w: 7 7 7
chs ks x: 5 54 54
ch: 5|4 5|4 5|4
ck: 5|45 5|45 5|45
cz cs csz czs: 4 4 4
c: 5|4 5|4 5|4
drz drs ds dsh dsz dz dzh dzs: 4 4 4
d dt t th: 3 3 3
ei ej ey oi oj oy ue ui uj uy: 0 1 -
eu: 1 1 -
g k kh q: 5 5 5
h: 5 5 -
ia ie io iu: 1 - -
l: 8 8 8
m n: 6 6 6
rz rs: 94|4 94|4 94|4
r: 9 9 9
schtsch schtsh schtch shtch shch shtsh stch stsch sc strz strs stsh szcz szcs: 2 4 4
sch sh sz s: 4 4 4
sht scht schd st szt shd szd sd: 2 43 43
tch ttch ttsch trz trs tsch tsh ts tts ttsz tc tz ttz tzs tsz: 4 4 4
ţ ț: 3|4 3|4 3|4
y: 1 - -
zdz zdzh zhdzh: 2 4 4
zd zhd: 2 43 43
zh zs zsch zsh z: 4 4 4
"""


def _read_chart() -> dict[str, tuple[_Rule, ...]]:
    rules: list[_Rule] = []
    for line in _CHART.strip().splitlines():
        groups, _, codes = line.partition(":")
        choices = [
            tuple("" if c == "-" else c for c in group.split("|")) for group in codes.split()
        ]
        rules += [_Rule(letters, *choices) for letters in groups.split()]
    rules.sort(key=lambda rule: -len(rule.letters))
    return {
        first: tuple(rule for rule in rules if rule.letters[0] == first)
        for first in {rule.letters[0] for rule in rules}
    }


_RULES = _read_chart()
# The chart's own order: the first group of letters that fits counts.
_BY_LETTERS: dict[str, _Rule] = {}
for _rules in _RULES.values():
    for _rule in _rules:
        _BY_LETTERS.setdefault(_rule.letters, _rule)
_LETTERS = re.compile("|".join(map(re.escape, _BY_LETTERS)))
_J = re.compile(r"(?<![aeou])j")
_NO_LETTER = re.compile("[^a-z]+")
_KEPT = frozenset("ąęţț")
_LATIN = str.maketrans({"ß": "s", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i"})


@lru_cache(maxsize=16_384)
def sound_codes(name: str) -> tuple[str, ...]:
    """Give the six-digit codes of a name in Latin letters, sorted; none for other scripts."""
    letters = _letters(name)
    codes = {code for reading in _readings(letters) for code in _codes(reading)}
    return tuple(sorted(codes))


def _readings(letters: str) -> set[str]:
    """Read J as Y and as DZH, unless it ends a diphthong."""
    parts = _J.split(letters)[: MOST_JS + 1]
    readings = {parts[0]}
    for part in parts[1:]:
        readings = {head + sound + part for head in readings for sound in ("y", "dzh")}
    return readings


def _codes(word: str) -> set[str]:
    branches: dict[tuple[str, str], None] = {("", ""): None}
    at, before = 0, ""
    while at < len(word):
        match = _LETTERS.match(word, at)
        if match is None:
            at += 1
            continue
        rule = _BY_LETTERS[match.group()]
        end = at + len(rule.letters)
        codes = _choose(rule, is_start=at == 0, follows=word[end : end + 1])
        is_pair = before + word[at] in {"mn", "nm"}
        branches = {_grow(branch, code, is_pair): None for branch in branches for code in codes}
        before, at = word[end - 1], end
    return {code[:LENGTH].ljust(LENGTH, "0") for code, _last in branches if code}


def _choose(rule: _Rule, *, is_start: bool, follows: str) -> tuple[str, ...]:
    if is_start:
        return rule.start
    return rule.before_vowel if follows and follows in "aeiouyj" else rule.elsewhere


def _grow(branch: tuple[str, str], code: str, is_pair: bool) -> tuple[str, str]:
    """Add a code, unless the same sound stands just before."""
    so_far, last = branch
    is_new = is_pair or not last.endswith(code) or not last
    return (so_far + code if is_new else so_far, code)


def _letters(name: str) -> str:
    if name.isascii():
        return _NO_LETTER.sub("", name.lower().replace("ss", "s"))
    kept = []
    for c in name.casefold().replace("ß", "s").replace("ss", "s"):
        if c in _KEPT:
            kept.append(c)
        else:
            plain = unicodedata.normalize("NFKD", c.translate(_LATIN))
            kept += [letter for letter in plain if "a" <= letter <= "z"]
    return "".join(kept)
