"""What a ticket's text is made of: what scanners put around it, and links, data and pairs in it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from desktop.domain.checkin import part_names as names

# Scanners put these before or around what they read. ECI: AIM ITS/04-023. Symbology identifiers:
# ISO/IEC 15424. Asterisks are the start and stop of Code 39.
_AROUND = (
    re.compile(r"\\\d{6}(?P<inner>.+)", re.DOTALL),
    re.compile(r"\][A-Za-z][0-9A-Za-z](?P<inner>.+)", re.DOTALL),
    re.compile(r"\*(?P<inner>.+)\*", re.DOTALL),
    re.compile(r"(?P<quote>[\"'`])(?P<inner>.+)(?P=quote)", re.DOTALL),
    re.compile(r"[“„”«»‘’](?P<inner>.+)[“”«»‘’]", re.DOTALL),
    re.compile(r"<(?P<inner>.+)>", re.DOTALL),
)
_FIRST_AROUND = tuple("\\]*\"'`<“„”«»‘’")
# A letter A to D is the start and stop of Codabar; on a list it is a letter of the code. On a list
# an apostrophe may keep digits from a spreadsheet's hands.
_CODABAR = re.compile(r"[A-Da-d](?P<inner>\d{8,})[A-Da-d]")
_APOSTROPHE = re.compile(r"'(?P<inner>\d+)")
_MOST_WRAPPINGS = 4
# One scan asks for the same texts several times.
_REMEMBERED = 512
_UUID = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}", re.IGNORECASE)

# Luma sends links of either host; both are one.
_SAME_HOSTS = {"lu.ma": "luma.com"}
_WEB = frozenset({"", "http", "https"})
_FILE = re.compile(r"\.(?:png|pdf|svg|jpe?g|gif|html?|pkpass|ics)\Z", re.IGNORECASE)
_BETWEEN_NAMED = re.compile(r"[&;,|\n]+")
_BETWEEN = re.compile(r"[|;,]+")
_LINK = re.compile(
    r"(?:[a-z][a-z0-9+.\-]{1,20}:)?//\S+|www\.\S+|(?:[a-z0-9\-]+\.)+[a-z]{2,}(?::\d+)?/\S*",
    re.IGNORECASE,
)
_LEAST_STRONG, _LEAST_NUMBER, _LEAST_UNKNOWN = 6, 4, 8
_LEAST_BEFORE_SLASH = 16
_MOST_PARTS = 40
_DEEPEST = 4


class Shape(StrEnum):
    """What a text with several parts is."""

    LINK = "link"
    DATA = "data"
    PAIR = "pair"


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a text: `named` with their plain names, `loose` without a name.

    `host` and `path` are those of a link; `is_signed` tells `id/hmac` from words with signs
    between them.
    """

    shape: Shape
    named: tuple[tuple[str, str], ...] = ()
    loose: tuple[str, ...] = ()
    host: str = ""
    path: tuple[str, ...] = ()
    is_signed: bool = False

    @property
    def tickets(self) -> tuple[str, ...]:
        """All parts that may be the ticket, the surest first.

        Where a part is called the ticket, others are of the event, the order or the sender.
        """
        chosen = self._sure() or self._vague() or self._of_path() or self._unknown() or self.loose
        return tuple(dict.fromkeys(chosen))

    @property
    def main(self) -> str:
        """The one part that makes the ticket; empty where that is not clear."""
        named = (values for name in names.TICKETS if (values := self._values((name,))))
        sure = set(self._sure() or self._vague())
        values = tuple(next((own for own in named if sure.intersection(own)), ()))
        values = values or self._of_path()[:1] or self._unknown() or self._first_loose()
        return values[0] if len(set(values)) == 1 else ""

    def _first_loose(self) -> tuple[str, ...]:
        if self.shape is Shape.DATA:
            return self.loose
        return tuple(part for part in self.loose[:1] if is_strong(part))

    @property
    def is_sure(self) -> bool:
        """Whether its form is no accident, as signs between two words may be."""
        return self.shape is not Shape.PAIR or self.is_signed

    def says_other(self, ticket: str) -> bool:
        """Tell whether a part is called the ticket that is not this one."""
        return any(value != ticket for value in self._sure()) or (
            self.shape is Shape.PAIR and not self.is_signed and len(self.loose) > 1
        )

    def contradicts(self, other: Parts) -> bool:
        """Tell whether two texts with parts are two tickets, whatever they have in common."""
        if self.shape is Shape.LINK is other.shape and self._place != other._place:
            return True
        if self.is_signed or other.is_signed:
            return self._signs_otherwise(other) or other._signs_otherwise(self)
        ours, theirs = (_by_name(parts.named) for parts in (self, other))
        return any(ours[name] != theirs[name] for name in ours.keys() & theirs.keys())

    @property
    def _place(self) -> tuple[str, tuple[str, ...], str]:
        """Where a link leads to, and by which name it calls the ticket."""
        called = (name for name, _value in self.named if name in names.TICKETS)
        path = tuple(part.casefold() for part in self.path)
        return self.host, path, min(called, key=names.TICKETS.index, default="")

    def _signs_otherwise(self, other: Parts) -> bool:
        """Tell whether another text has this id with a secret that is not the same."""
        if not self.is_signed:
            return False
        own, secret = (part.casefold() for part in self.loose[:2])
        said = [part.casefold() for part in (*other.loose, *other.path)]
        said += [value.casefold() for _name, value in other.named]
        return own in said and len(said) > 1 and secret not in said

    def _values(self, wanted: Iterable[str]) -> tuple[str, ...]:
        return tuple(value for name in wanted for own, value in self.named if own == name)

    def _sure(self) -> tuple[str, ...]:
        return self._values((*names.SECRETS, *names.IDS))

    def _vague(self) -> tuple[str, ...]:
        return tuple(
            value
            for name in names.VAGUE
            for value in self._values((name,))
            if (is_number(value) if name in names.VAGUE_IDS else is_strong(value))
        )

    def _of_path(self) -> tuple[str, ...]:
        """Give the parts of a path that come after the word for a ticket, else the strong ones."""
        if not self.path:
            return ()
        pairs = list(zip(("", *map(names.plain, self.path)), self.path, strict=False))
        after = [part for word, part in pairs if word in names.BEFORE_TICKETS and is_number(part)]
        if after:
            return tuple(after)
        strong = [part for word, part in pairs if is_strong(part) and not names.is_of_event(word)]
        # What stands behind the ticket is what is to be done with it.
        return tuple(reversed(strong))

    def _unknown(self) -> tuple[str, ...]:
        values = tuple(
            value
            for name, value in self.named
            if name not in names.TICKETS and not names.is_of_event(name)
        )
        return tuple(value for value in values if len(value) >= _LEAST_UNKNOWN and is_mixed(value))


@lru_cache(_REMEMBERED)
def unwrapped(text: str, *, is_shown: bool = True) -> tuple[str, ...]:
    """Take off what scanners put around a text, one wrapping after the other."""
    if match := (_CODABAR if is_shown else _APOSTROPHE).fullmatch(text):
        return (match["inner"],)
    if text[:1] not in _FIRST_AROUND:
        return ()
    inner: list[str] = []
    for _ in range(_MOST_WRAPPINGS):
        match = next((found for form in _AROUND if (found := form.fullmatch(text))), None)
        if match is None:
            break
        text = match["inner"].strip()
        inner.append(text)
    return tuple(inner)


@lru_cache(_REMEMBERED)
def parts_of(text: str) -> Parts | None:
    """Part a link, JSON, names with values, or a pair; None for a plain code."""
    return _link(text) or _data(text) or _named_values(text) or _pair(text)


def is_uuid(text: str) -> bool:
    """Tell whether a text is a UUID, with or without hyphens."""
    return _UUID.fullmatch(text) is not None


def is_strong(text: str) -> bool:
    """Tell whether a part is long enough to be more than a word or a small number."""
    return len(text) >= _LEAST_STRONG and has_digit(text)


def is_number(text: str) -> bool:
    """Tell whether a part may be somebody's number."""
    return len(text) >= _LEAST_NUMBER and has_digit(text)


def is_mixed(text: str) -> bool:
    """Tell whether a text has letters and digits, as random codes have."""
    return has_digit(text) and any(map(str.isalpha, text))


def has_digit(text: str) -> bool:
    """Tell whether there is a digit in a text."""
    return any(map(str.isdigit, text))


def _by_name(named: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name, value in named:
        found.setdefault(name, set()).add(value.casefold())
    return found


def _link(text: str) -> Parts | None:
    split = _split_link(text)
    if split is None or not split.hostname:
        return None
    host = split.hostname.removeprefix("www.")
    path, query = split.path, split.query
    inner, _, more = split.fragment.partition("?")
    if "/" in inner:
        path = f"{path}/{inner}"
    more = more or (inner if "=" in inner else "")
    parts = [_FILE.sub("", unquote(part)) for part in path.split("/") if part][:_MOST_PARTS]
    named = _named(parse_qsl(f"{query}&{more}")[:_MOST_PARTS])
    host = _SAME_HOSTS.get(host, host)
    if split.scheme.casefold() not in _WEB:
        host = f"{split.scheme}:{host}"
    return Parts(Shape.LINK, named, (), host, tuple(parts))


def _split_link(text: str) -> SplitResult | None:
    if not ("/" in text or text[:4].casefold() == "www.") or not _LINK.fullmatch(text):
        return None
    try:
        split = urlsplit(text if "//" in text[:23] else f"//{text}")
        return split if split.hostname else None
    except ValueError:
        return None


def _named(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Keep what says something of the ticket; a slash at the end of a value belongs to the link."""
    bare = ((names.plain(name), value.strip().rstrip("/")) for name, value in pairs)
    return tuple(
        (name, value) for name, value in bare if name and value and not names.is_tracking(name)
    )


def _data(text: str) -> Parts | None:
    if text[:1] not in ("{", "["):
        return None
    try:
        data = json.loads(text, object_pairs_hook=_Pairs)
    except (ValueError, RecursionError):
        return None
    leaves = list(_leaves("", data, 0))[:_MOST_PARTS]
    loose = tuple(value for name, value in leaves if not name and is_number(value))
    return Parts(Shape.DATA, _named(leaf for leaf in leaves if leaf[0]), loose)


class _Pairs(list[tuple[str, Any]]):
    """An object of JSON with all its names, also one that stands there twice."""


def _leaves(name: str, data: Any, depth: int) -> Iterator[tuple[str, str]]:
    """Give the values with their names, but for those of an event or an order."""
    if isinstance(data, _Pairs):
        for key, value in data if depth < _DEEPEST else ():
            is_group = isinstance(value, list)
            if not (is_group and names.is_of_event(names.plain(key))):
                yield from _leaves(key, value, depth + 1)
    elif isinstance(data, list):
        for value in data if depth < _DEEPEST else ():
            yield from _leaves(name, value, depth + 1)
    elif isinstance(data, str):
        yield name, data.strip()
    elif isinstance(data, int) and not isinstance(data, bool):
        yield name, str(data)


def _named_values(text: str) -> Parts | None:
    """Part `id=5501&security_code=ab12`, `Code: AB12; Name: Noa` and their like."""
    if "=" not in text and ":" not in text:
        return None
    pairs = []
    for part in _BETWEEN_NAMED.split(text):
        name, sign, value = part.partition("=")
        if not sign:
            name, sign, value = part.partition(":")
        if not sign:
            return None
        pairs.append((name, value))
    named = _named(pairs)
    is_ticket = any(name in names.TICKETS and len(name) > 1 for name, _value in named)
    return Parts(Shape.PAIR, named) if is_ticket else None


def _pair(text: str) -> Parts | None:
    """Part `uuid/hmac` (alf.io), `id|code`, `id;code` and their like."""
    before, slash, after = text.partition("/")
    if slash:
        is_long = len(before) >= _LEAST_BEFORE_SLASH and before.isalnum() and has_digit(before)
        is_pair = bool(after) and (is_uuid(before) or is_long)
        return Parts(Shape.PAIR, (), (before, after), is_signed=True) if is_pair else None
    loose = tuple(part for part in _BETWEEN.split(text) if part)
    is_pair = len(loose) > 1 and any(map(is_strong, loose)) and not any(map(str.isspace, text))
    return Parts(Shape.PAIR, (), loose[:_MOST_PARTS]) if is_pair else None
