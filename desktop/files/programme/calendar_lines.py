"""Takes a calendar file apart into its events and time zones, each with the line it begins at.

Each event stands by itself: what is wrong in one never stops the others. Names, parameters and
values of a line are told apart by the icalendar library.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from icalendar.parser import Contentline

from desktop.domain.failures import Cause, FileUnreadable
from desktop.files.tables.text_encoding import detect

# Of what Muster reads of a file; a programme of 4,000 sessions has less.
MAX_READ_BYTES, MAX_READ_LINES = 3_000_000, 100_000
OWN_CODE = "X-MUSTER-CODE"
OWN_VEHICLE = "X-MUSTER-VEHICLE"
# Folds, which may part a letter, are undone before letters are read.
_ENDS = re.compile(rb"\r\n|\n|\r")
_NAME = re.compile(rb"[A-Za-z0-9-]+")
_READ = frozenset(
    name.encode()
    for name in (
        "BEGIN END UID SUMMARY LOCATION CATEGORIES DTSTART DTEND DURATION STATUS RRULE RDATE "
        f"EXDATE RECURRENCE-ID SEQUENCE METHOD X-WR-TIMEZONE {OWN_CODE} {OWN_VEHICLE}"
    ).split()
)
_OF_ZONES = frozenset(b"TZID TZNAME TZOFFSETFROM TZOFFSETTO".split())
_EVENT, _ZONE, _CALENDAR = "VEVENT", "VTIMEZONE", "VCALENDAR"


class Value(NamedTuple):
    """One property: its parameters and its plain text."""

    params: dict[str, str]
    text: str


class RawEvent(NamedTuple):
    """An event as it stands in the file, with the number of the line that it begins at.

    `odd` names the properties of which a line cannot be taken apart. `shown_in` is the zone of its
    calendar, `is_called_off` tells that the whole calendar cancels.
    """

    line: int
    values: dict[str, list[Value]]
    odd: frozenset[str]
    is_whole: bool
    shown_in: str = ""
    is_called_off: bool = False

    def first(self, name: str) -> Value | None:
        """Give the first property of a name."""
        found = self.values.get(name)
        return found[0] if found else None

    def text(self, name: str) -> str:
        """Give the plain text of a property, in one line."""
        value = self.first(name)
        return " ".join(value.text.split())[:500] if value else ""


class RawCalendar(NamedTuple):
    """The events of a file, and its time zones as they are declared."""

    events: Sequence[RawEvent]
    zones: dict[str, str]


class _Line(NamedTuple):
    number: int
    name: str
    text: str


def take_apart(content: bytes, path: object) -> RawCalendar:
    """Take a file apart.

    Raises:
        FileUnreadable: it is no calendar, or far more than one of a programme.
    """
    walk = _Walk()
    for line in _lines(_in_single_bytes(content), path):
        walk.take(line)
    walk.end()
    if not walk.is_calendar:
        raise FileUnreadable(path=path, reason=Cause.NO_CALENDAR)
    return RawCalendar(walk.events, walk.zones)


def _in_single_bytes(content: bytes) -> bytes:
    """Write UTF-16 as UTF-8: its line ends are two bytes each."""
    name = detect(content[:65_536], is_whole=len(content) <= 65_536).name
    if name.startswith("utf-16"):
        return content.decode(name, "replace").lstrip("\ufeff").encode("utf-8", "replace")
    return content.removeprefix(codecs.BOM_UTF8)


def _lines(content: bytes, path: object) -> Iterator[_Line]:
    """Unfold, leave out what is not read, and read the letters of the rest."""
    kept: list[tuple[int, bytes, bytes]] = []
    size, is_zone = 0, False
    for number, raw in _unfolded(content):
        match = _NAME.match(raw)
        name = match.group().upper() if match else b""
        if name in (b"BEGIN", b"END") and raw[len(name) + 1 :].strip().upper() == b"VTIMEZONE":
            is_zone = name == b"BEGIN"
        if name in _READ or (is_zone and name in _OF_ZONES):
            kept.append((number, name, raw))
            size += len(raw)
            if len(kept) > MAX_READ_LINES or size > MAX_READ_BYTES:
                reason = "it has far more events than a programme; export only the programme's days"
                raise FileUnreadable(path=path, reason=reason)
    encoding = detect(b"\n".join(raw for _number, _name, raw in kept))
    for number, name, raw in kept:
        yield _Line(number, name.decode(), raw.decode(encoding.codec, encoding.errors))


def _unfolded(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Join lines that go on, each with the number of its first one; blank ones part nothing."""
    parts: list[bytes] = []
    began = 0
    for number, line in enumerate(_ENDS.split(content), start=1):
        if line[:1] in (b" ", b"\t") and parts:
            # A picture in a calendar has thousands of them.
            parts.append(line[1:])
        elif line:
            if parts:
                yield began, b"".join(parts)
            parts, began = [line], number
    if parts:
        yield began, b"".join(parts)


class _Walk:
    """Keeps where in the file the walk stands."""

    def __init__(self) -> None:
        self.is_calendar = False
        self.events: list[RawEvent] = []
        self.zones: dict[str, str] = {}
        self._shown_in, self._method = "", ""
        self._began = 0
        self._event: list[_Line] | None = None
        self._zone: list[str] | None = None
        # Alarms stand in events, and have lengths and names of their own.
        self._inner = 0

    def take(self, line: _Line) -> None:
        """Take the next line."""
        part = line.text.partition(":")[2].strip().upper()
        if self._zone is not None:
            self._take_of_zone(line, part)
        elif line.name == "BEGIN":
            self._begin(line, part)
        elif line.name == "END":
            self._end(part)
        elif self._event is not None:
            if not self._inner:
                self._event.append(line)
        elif line.name == "X-WR-TIMEZONE":
            self._shown_in = line.text.partition(":")[2].strip()
        elif line.name == "METHOD":
            self._method = part

    def end(self) -> None:
        """Close what the file left open: an event that is cut off there is not whole."""
        self._close(is_whole=False)

    def _begin(self, line: _Line, part: str) -> None:
        if part == _CALENDAR:
            self.is_calendar = True
            self._shown_in = self._method = ""
        elif part == _ZONE:
            self._zone = ["BEGIN:VTIMEZONE"]
        elif part == _EVENT:
            self._close(is_whole=False)
            self._event, self._began = [], line.number
        elif self._event is not None:
            self._inner += 1

    def _end(self, part: str) -> None:
        if part == _EVENT:
            self._close(is_whole=True)
        elif part == _CALENDAR:
            self._close(is_whole=False)
        elif self._inner:
            self._inner -= 1

    def _take_of_zone(self, line: _Line, part: str) -> None:
        assert self._zone is not None
        self._zone.append(line.text)
        if line.name == "END" and part == _ZONE:
            named = (text for text in self._zone if text.upper().startswith("TZID"))
            name = next(named, "").partition(":")[2].strip()
            self.zones[name] = "\r\n".join(self._zone) + "\r\n"
            self._zone = None

    def _close(self, *, is_whole: bool) -> None:
        if self._event is None:
            return
        values: dict[str, list[Value]] = {}
        odd = set()
        for line in self._event:
            try:
                _name, params, text = Contentline(line.text).parts()  # type: ignore[no-untyped-call]
            except (ValueError, AssertionError):
                odd.add(line.name)
                continue
            plain = {str(key).upper(): _one(value) for key, value in params.items()}
            values.setdefault(line.name, []).append(Value(plain, text))
        is_off = self._method == "CANCEL"
        own = (frozenset(odd), is_whole, self._shown_in, is_off)
        self.events.append(RawEvent(self._began, values, *own))
        self._event, self._inner = None, 0


def _one(value: object) -> str:
    return str(value[0]) if isinstance(value, list) and value else str(value)
