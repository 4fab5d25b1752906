"""What a ticket's text is made of: what scanners put around it, and links, data and pairs in it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

# Scanners put these before or around what they read. ECI: AIM ITS/04-023. Symbology identifiers:
# ISO/IEC 15424. Asterisks are the start and stop of Code 39, a letter A to D that of Codabar.
_AROUND = (
    re.compile(r"\\\d{6}(?P<inner>.+)", re.DOTALL),
    re.compile(r"\][A-Za-z][0-9A-Za-z](?P<inner>.+)", re.DOTALL),
    re.compile(r"\*(?P<inner>.+)\*", re.DOTALL),
    re.compile(r"(?P<quote>[\"'`])(?P<inner>.+)(?P=quote)", re.DOTALL),
    re.compile(r"<(?P<inner>.+)>", re.DOTALL),
    re.compile(r"[A-Da-d](?P<inner>\d{8,})[A-Da-d]"),
)
_FIRST_AROUND = tuple("\\]*\"'`<ABCDabcd")
_MOST_WRAPPINGS = 4
# One scan asks for the same texts several times.
_REMEMBERED = 512
_UUID = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}", re.IGNORECASE)

# The names of what makes a ticket, as systems call them in links and data, the surest first.
_SECRETS = ("securitycode", "secret", "ticketsecret", "token", "hash", "hmac", "signature", "sig")
_IDS = (
    "code", "ticketcode", "pk", "qr", "qrcode", "qrdata", "barcode", "ticketid", "ticketuuid",
    "ticketnumber", "ticketno", "ticket", "tid", "attendeeid", "attendee", "guestid", "guest",
    "guestkey", "registrationid", "registration", "regid", "participantid", "participant",
    "badgeid", "badge", "publicid", "shortid", "uuid", "guid",
)  # fmt: skip
# These may be of anything: only a value with a digit counts.
_VAGUE = ("uid", "id", "key", "reference", "ref", "c", "t", "k", "v", "q")
_TRACKING = ("utm", "fbclid", "gclid", "mccid", "mceid", "lang", "locale", "source", "campaign")
_OF_EVENT = ("event", "programme", "program", "order", "time", "date", "name", "email", "mail")
# Luma sends links of either host; both are one.
_SAME_HOSTS = {"lu.ma": "luma.com"}
_WEB = frozenset({"", "http", "https"})
LEAST_STRONG = 6
_LEAST_NUMBER = 4
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
    """The parts of a text: `named` by their plain names, `loose` without a name.

    `host` and `path` are those of a link; `is_signed` tells `id/hmac` from words with signs
    between them.
    """

    shape: Shape
    named: Mapping[str, str] = field(default_factory=dict)
    loose: tuple[str, ...] = ()
    host: str = ""
    path: str = ""
    is_signed: bool = False

    @property
    def main(self) -> str:
        """The one part that makes the ticket; empty where that is not clear."""
        if named := self._named_tickets():
            return named[0]
        unknown = [value for value in self._unknown_values() if is_strong(value)]
        if len(unknown) == 1:
            return unknown[0]
        return "" if unknown else self._last_loose()

    @property
    def _place(self) -> tuple[str, str, str]:
        """Where a link leads to, and by which name it calls the ticket."""
        names = (name for name in (*_SECRETS, *_IDS, *_VAGUE) if name in self.named)
        return self.host, self.path, next(names, "")

    @property
    def is_sure(self) -> bool:
        """Whether its form is no accident, as signs between two words may be."""
        return self.shape is not Shape.PAIR or bool(self.named) or self.is_signed

    @property
    def has_secret(self) -> bool:
        """Whether it holds more than an id, which alone may be guessed."""
        is_pair = self.shape is Shape.PAIR and len(self.loose) > 1
        return is_pair or any(name in self.named for name in _SECRETS)

    def tickets(self) -> list[str]:
        """List all parts that may be what a list calls the ticket, the surest first."""
        others = [value for value in (*self._unknown_values(), *self.loose) if is_strong(value)]
        found = (*self._named_tickets(), *others, self._last_loose())
        return list(dict.fromkeys(part for part in found if part))

    def contradicts(self, other: Parts) -> bool:
        """Tell whether two texts with parts are two tickets, whatever they have in common."""
        if self.shape is Shape.LINK is other.shape and self._place != other._place:
            return True
        if any(
            self.named[name].casefold() != other.named[name].casefold()
            for name in self.named.keys() & other.named.keys()
        ):
            return True
        is_pair = self.shape is Shape.PAIR is other.shape
        return is_pair and [part.casefold() for part in self.loose] != [
            part.casefold() for part in other.loose
        ]

    def _named_tickets(self) -> list[str]:
        sure = [self.named[name] for name in (*_SECRETS, *_IDS) if name in self.named]
        vague = [self.named[name] for name in _VAGUE if name in self.named]
        return [*sure, *(value for value in vague if is_number(value))]

    def _unknown_values(self) -> list[str]:
        known = {*_SECRETS, *_IDS, *_VAGUE}
        return [
            value
            for name, value in self.named.items()
            if name not in known and not name.startswith(_OF_EVENT)
        ]

    def _last_loose(self) -> str:
        """Give the last part of a link's path, or the first one of a pair."""
        if not self.loose:
            return ""
        part = self.loose[0 if self.shape is Shape.PAIR else -1]
        return part if is_number(part) else ""


@lru_cache(_REMEMBERED)
def unwrapped(text: str) -> tuple[str, ...]:
    """Take off what scanners put around a text, one wrapping after the other."""
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
    return len(text) >= LEAST_STRONG and has_digit(text)


def is_number(text: str) -> bool:
    """Tell whether a part may be somebody's number."""
    return len(text) >= _LEAST_NUMBER and has_digit(text)


def has_digit(text: str) -> bool:
    """Tell whether there is a digit in a text."""
    return any(map(str.isdigit, text))


def plain_name(name: str) -> str:
    """Write a part's name without signs and capitals: `Security_Code` is `securitycode`."""
    return "".join(filter(str.isalnum, name)).casefold()


_BETWEEN_NAMED = re.compile(r"[&;,|\n]+")
_BETWEEN = re.compile(r"[|;,\s]+")
_LINK = re.compile(
    r"(?:[a-z][a-z0-9+.\-]{1,20}:)?//\S+|www\.\S+|(?:[a-z0-9\-]+\.)+[a-z]{2,}(?::\d+)?/\S*",
    re.IGNORECASE,
)


def _link(text: str) -> Parts | None:
    split = _split_link(text)
    if split is None or not split.hostname:
        return None
    host = split.hostname.removeprefix("www.")
    path, query = split.path, split.query
    if split.fragment:
        inner, _, more = split.fragment.partition("?")
        more, inner = (more, inner) if "=" not in inner else (inner, "")
        path, query = f"{path}/{inner}", f"{query}&{more}"
    loose = tuple(unquote(part) for part in path.split("/") if part)[:_MOST_PARTS]
    named = _named(parse_qsl(query, max_num_fields=None)[:_MOST_PARTS])
    host = _SAME_HOSTS.get(host, host)
    if split.scheme.casefold() not in _WEB:
        host = f"{split.scheme}:{host}"
    return Parts(Shape.LINK, named, loose, host, "/".join(loose).casefold())


def _split_link(text: str) -> SplitResult | None:
    if not ("/" in text or text[:4].casefold() == "www.") or not _LINK.fullmatch(text):
        return None
    try:
        split = urlsplit(text if "//" in text[:23] else f"//{text}")
        return split if split.hostname else None
    except ValueError:
        return None


def _named(pairs: list[tuple[str, str]]) -> dict[str, str]:
    """Keep what says something of the ticket; a slash at the end of a value belongs to the link."""
    named: dict[str, str] = {}
    for name, value in pairs:
        plain, bare = plain_name(name), value.strip().rstrip("/")
        if plain and bare and not plain.startswith(_TRACKING):
            named.setdefault(plain, bare)
    return named


def _data(text: str) -> Parts | None:
    if text[:1] not in ("{", "["):
        return None
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return None
    leaves = list(_leaves("", data, 0))[:_MOST_PARTS]
    loose = tuple(value for name, value in leaves if not name)
    return Parts(Shape.DATA, _named([leaf for leaf in leaves if leaf[0]]), loose)


def _leaves(name: str, data: Any, depth: int) -> Iterator[tuple[str, str]]:
    if isinstance(data, dict) and depth < _DEEPEST:
        for key, value in data.items():
            yield from _leaves(str(key), value, depth + 1)
    elif isinstance(data, list) and depth < _DEEPEST:
        for value in data:
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
    is_ticket = any(name in named for name in (*_SECRETS, *_IDS, "id", "reference"))
    return Parts(Shape.PAIR, named) if is_ticket else None


def _pair(text: str) -> Parts | None:
    """Part `uuid/hmac` (alf.io), `id|code`, `id;code` and their like."""
    before, slash, after = text.partition("/")
    if slash:
        is_sure = _UUID.fullmatch(before) or (
            len(before) >= _LEAST_BEFORE_SLASH and is_strong(before) and before.isalnum()
        )
        return Parts(Shape.PAIR, {}, (before, after), is_signed=True) if is_sure and after else None
    loose = tuple(part for part in _BETWEEN.split(text) if part)[:_MOST_PARTS]
    is_pair = len(loose) > 1 and any(map(is_strong, loose)) and not _is_grouped(loose)
    return Parts(Shape.PAIR, {}, loose) if is_pair else None


def _is_grouped(parts: tuple[str, ...]) -> bool:
    """Tell whether the parts are the groups of one printed code: all short."""
    return all(len(part) < LEAST_STRONG for part in parts)
