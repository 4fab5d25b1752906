"""Sessions as calendar files (.ics, RFC 5545), read and written by the icalendar library."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo
from pathlib import Path
from time import monotonic
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from icalendar import Calendar, Event
from icalendar.prop import vDDDTypes

from desktop.domain.checks import Fault, Faults
from desktop.domain.failures import Cause, FileUnreadable
from desktop.domain.programme.programme import SESSION_KINDS, Programme, Session
from desktop.files.programme.calendar_files import calendar_bytes
from desktop.files.programme.calendar_lines import (
    OWN_CODE,
    OWN_VEHICLE,
    RawEvent,
    Value,
    take_apart,
)
from desktop.files.programme.calendar_repeats import UnreadRepeat, on_wall, starts_of
from desktop.files.programme.calendar_zones import Zones
from desktop.files.writing.whole_file import whole_file

# Rules that never fit are looked through until the year 9999: so long at most for all of a file.
MOST_SECONDS = 10.0
_MINUTES = "%Y-%m-%dT%H:%M"
_MOMENTS = ("DTSTART", "DTEND", "DURATION", "RECURRENCE-ID")
_NAMES = {"DTSTART": "starts_at", "DTEND": "ends_at", "DURATION": "ends_at"}
_CALLED_OFF = frozenset({"CANCELLED", "CANCELED"})
# Codes of earlier Musters had six figures: two sessions in some thousands had the same one.
_FIGURES = 10


class CalendarRow(NamedTuple):
    """A session of a calendar: the line of its event, its fields, or what is wrong with them.

    `is_called_off` says that the calendar cancels it.
    """

    line: int
    fields: dict[str, str]
    faults: Faults
    is_called_off: bool = False


class _Bad(Exception):
    """What is wrong with one event."""

    def __init__(self, name: str, fault: Fault) -> None:
        super().__init__(name)
        self.name, self.fault = name, fault


class _Time(NamedTuple):
    """A moment of an event: on the wall clock of its own zone, or of none."""

    wall: datetime
    zone: tzinfo | None
    is_day: bool = False

    def utc(self) -> str:
        """Write it so that equal moments are written alike."""
        if self.is_day or self.zone is None:
            return self.wall.strftime(_MINUTES)
        return self.wall.replace(tzinfo=self.zone).astimezone(UTC).strftime(f"{_MINUTES}Z")


class _Slot(NamedTuple):
    """One time at which an event takes place, and which of its slots it is (empty: its only)."""

    begins: _Time | None
    length: timedelta | None
    slot: str


def read_sessions(path: Path, programme: Programme) -> list[CalendarRow]:
    """Read the events of a calendar as fields of sessions, in the order of the file.

    Events that repeat are written out within the programme's days. One that is damaged is named
    with its faults and stops no other.

    Args:
        path: the .ics file, or an archive that holds one.
        programme: in whose time zone the sessions are kept.

    Raises:
        FileUnreadable: it cannot be read, or is no calendar.
    """
    raw = take_apart(calendar_bytes(path), path)
    if not raw.events:
        raise FileUnreadable(path=path, reason=Cause.NO_EVENTS)
    return _Reader(programme, Zones(raw.zones)).read(raw.events)


class _Reader:
    """Reads the events of one file."""

    def __init__(self, programme: Programme, zones: Zones) -> None:
        self._zones = zones
        self._home = zone_named(programme.time_zone)
        self._days = _days(programme)
        self._repeated: set[str] = set()
        self._moved: set[tuple[str, str]] = set()
        self._until = monotonic() + MOST_SECONDS

    def read(self, events: Sequence[RawEvent]) -> list[CalendarRow]:
        """Read all events; each stands by itself, and of two versions the newer one."""
        events = _newest(events)
        plain = Counter(_uid(event) for event in events if not event.first("RECURRENCE-ID"))
        self._repeated = {uid for uid, count in plain.items() if count > 1}
        for event in events:
            if event.first("RECURRENCE-ID"):
                # A slot that was moved is read by itself, and not written out of its series.
                self._note_moved(event)
        return [row for event in events for row in self._rows(event)]

    def _note_moved(self, event: RawEvent) -> None:
        try:
            slot = self._time(event, "RECURRENCE-ID")
        except _Bad:
            return
        if slot:
            self._moved.add((_uid(event), self._key(slot)))

    def _rows(self, event: RawEvent) -> Iterator[CalendarRow]:
        title = event.text("SUMMARY")
        is_off = event.is_called_off or event.text("STATUS").upper() in _CALLED_OFF
        try:
            _check(event, title)
            if event.first("DTSTART") is None and not is_off:
                raise _Bad("starts_at", Fault.MISSING)
            for slot in self._slots(event):
                fields = self._fields(event, title, slot)
                yield CalendarRow(event.line, fields, {}, is_off)
        except _Bad as bad:
            yield CalendarRow(event.line, {"title": title}, {bad.name: bad.fault})

    def _slots(self, event: RawEvent) -> Iterator[_Slot]:
        begins, ends = self._time(event, "DTSTART"), self._time(event, "DTEND")
        length = self._length(event, begins, ends)
        if begins is None:
            yield _Slot(None, None, "")
        elif recurrence := self._time(event, "RECURRENCE-ID"):
            if "RANGE" in (event.first("RECURRENCE-ID") or Value({}, "")).params:
                # It moves all that follow, too: nobody here knows which.
                raise _Bad("starts_at", Fault.REPEATS)
            yield _Slot(begins, length, self._key(recurrence))
        elif event.first("RRULE") or event.first("RDATE"):
            yield from self._written_out(event, begins, length)
        elif _uid(event) in self._repeated:
            yield _Slot(begins, length, f"start {self._key(begins)}")
        else:
            yield _Slot(begins, length, "")

    def _written_out(
        self, event: RawEvent, begins: _Time, length: timedelta | None
    ) -> Iterator[_Slot]:
        if monotonic() > self._until:
            raise _Bad("starts_at", Fault.REPEATS)
        zone = begins.zone
        try:
            rules = [on_wall(value.text, zone) for value in event.values.get("RRULE", ())]
            more, _days = self._moments(event, "RDATE", zone)
            without, free = self._moments(event, "EXDATE", zone)
            first, last = ((self._in(day, zone) if day else None) for day in self._days)
            free = free if not begins.is_day else frozenset()
            starts = starts_of(begins.wall, rules, more, without, free, (first, last))
        except UnreadRepeat as error:
            raise _Bad("starts_at", Fault.REPEATS) from error
        if not starts:
            raise _Bad("starts_at", Fault.OUTSIDE)
        for wall in starts:
            slot = begins._replace(wall=wall)
            if (_uid(event), self._key(slot)) not in self._moved:
                yield _Slot(slot, length, self._key(slot))

    def _in(self, day: datetime, zone: tzinfo | None) -> datetime:
        """Write a moment of the programme's wall clock on that of an event."""
        if zone is None or self._home is None:
            return day
        return day.replace(tzinfo=self._home).astimezone(zone).replace(tzinfo=None)

    def _moments(
        self, event: RawEvent, name: str, zone: tzinfo | None
    ) -> tuple[list[datetime], frozenset[date]]:
        """Read dates that are added or left out, on the wall clock of the event; and whole days."""
        found, days = [], set()
        for value in event.values.get(name, ()):
            for text in value.text.split(","):
                one = value._replace(text=text.partition("/")[0])
                moment = self._moment(one, "starts_at", event.shown_in)
                own, wall = moment.zone, moment.wall
                if moment.is_day:
                    days.add(wall.date())
                if own is not None and zone is not None and own is not zone:
                    wall = wall.replace(tzinfo=own).astimezone(zone).replace(tzinfo=None)
                found.append(wall)
        return found, frozenset(days)

    def _length(
        self, event: RawEvent, begins: _Time | None, ends: _Time | None
    ) -> timedelta | None:
        if begins is None:
            return None
        if ends is not None:
            return self._on_wall(ends) - self._on_wall(begins)
        value = event.first("DURATION")
        if value is None:
            return timedelta(days=1) if begins.is_day else None
        length = _read(value.text, "ends_at", Fault.NOT_A_TIME)
        if not isinstance(length, timedelta):
            raise _Bad("ends_at", Fault.NOT_A_TIME)
        return length

    def _fields(self, event: RawEvent, title: str, slot: _Slot) -> dict[str, str]:
        begins = self._on_wall(slot.begins) if slot.begins else None
        ends = begins + slot.length if begins and slot.length is not None else None
        if slot.begins and slot.begins.is_day and ends:
            # The day at which a whole day ends is the first one that is free again.
            ends -= timedelta(minutes=1)
        kinds = {part.strip().casefold() for part in event.text("CATEGORIES").split(",")}
        return {
            "code": event.text(OWN_CODE) or _code(_uid(event), slot.slot),
            "title": title,
            "place": event.text("LOCATION"),
            "kind": next((kind for kind in SESSION_KINDS if kind in kinds), SESSION_KINDS[0]),
            "vehicle": event.text(OWN_VEHICLE),
            "starts_at": begins.strftime(_MINUTES) if begins else "",
            "ends_at": ends.strftime(_MINUTES) if ends else "",
        }

    def _time(self, event: RawEvent, name: str) -> _Time | None:
        value = event.first(name)
        if value is None:
            return None
        return self._moment(value, _NAMES.get(name, "starts_at"), event.shown_in)

    def _moment(self, value: Value, name: str, shown_in: str) -> _Time:
        read = _read(value.text, name, Fault.NOT_A_TIME)
        if not isinstance(read, datetime):
            if isinstance(read, date):
                return _Time(datetime(read.year, read.month, read.day), None, is_day=True)
            raise _Bad(name, Fault.NOT_A_TIME)
        if read.tzinfo is not None:
            return _Time(read.replace(tzinfo=None), UTC)
        zone = value.params.get("TZID", "") or shown_in
        known = self._zones.named(zone) if zone else None
        if zone and known is None:
            raise _Bad(name, Fault.UNKNOWN_ZONE)
        return _Time(read, known)

    def _on_wall(self, time: _Time) -> datetime:
        """Give a moment on the programme's wall clock."""
        if time.is_day or time.zone is None:
            return time.wall
        if self._home is None:
            raise _Bad("starts_at", Fault.NO_ZONE)
        try:
            moment = time.wall.replace(tzinfo=time.zone).astimezone(self._home)
        except (OverflowError, ValueError) as error:
            raise _Bad("starts_at", Fault.NOT_A_TIME) from error
        return moment.replace(tzinfo=None)

    @staticmethod
    def _key(time: _Time) -> str:
        return time.utc()


def _check(event: RawEvent, title: str) -> None:
    """Find what is wrong with an event as such."""
    if not event.is_whole:
        raise _Bad("title", Fault.CUT_OFF)
    if not title:
        raise _Bad("title", Fault.MISSING)
    for name in _MOMENTS:
        if name in event.odd:
            raise _Bad(_NAMES.get(name, "starts_at"), Fault.NOT_A_TIME)
        if len(event.values.get(name, ())) > 1:
            raise _Bad(_NAMES.get(name, "starts_at"), Fault.TWICE)


def _read(text: str, name: str, fault: Fault) -> object:
    try:
        return vDDDTypes.from_ical(text)  # type: ignore[no-untyped-call]
    except (ValueError, TypeError, OverflowError, AttributeError) as error:
        raise _Bad(name, fault) from error


def _newest(events: Sequence[RawEvent]) -> list[RawEvent]:
    """Leave out earlier versions of an event or of one of its slots, where they are numbered."""
    newest: dict[tuple[str, str], int] = {}
    for event in events:
        key = _uid(event), event.text("RECURRENCE-ID")
        newest[key] = max(newest.get(key, 0), _sequence(event))
    return [
        event
        for event in events
        if _sequence(event) == newest[_uid(event), event.text("RECURRENCE-ID")]
    ]


def _sequence(event: RawEvent) -> int:
    text = event.text("SEQUENCE")
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _uid(event: RawEvent) -> str:
    return event.text("UID") or f"{event.text('SUMMARY')} {event.text('LOCATION')}"


def _code(uid: str, slot: str) -> str:
    """Make a short code of a UID, and of the slot where it has several."""
    own = f"E{hashlib.sha256(uid.encode()).hexdigest()[:_FIGURES]}"
    return f"{own}-{hashlib.sha256(slot.encode()).hexdigest()[:4]}" if slot else own


def _days(programme: Programme) -> tuple[datetime | None, datetime | None]:
    """Give the first and the last moment of a programme; None where it does not say."""
    try:
        first = datetime.fromisoformat(programme.starts_on) if programme.starts_on else None
        last = datetime.fromisoformat(programme.ends_on) if programme.ends_on else None
    except ValueError:
        return None, None
    return first, last + timedelta(days=1) if last else None


def write_sessions(target: Path, programme: Programme, sessions: Sequence[Session]) -> int:
    """Write sessions as a calendar, whole or not at all, and tell how many have times.

    Raises:
        FileUnwritable: the folder or the disk does not take it.
    """
    timed = [session for session in sessions if session.starts_at]
    with whole_file(target) as draft:
        draft.write_bytes(as_calendar(programme, timed))
    return len(timed)


def as_calendar(programme: Programme, timed: Iterable[Session]) -> bytes:
    """Write sessions that have times as a calendar."""
    calendar = Calendar()
    calendar.add("prodid", "-//Muster//Front desk//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", programme.title)
    zone = zone_named(programme.time_zone)
    for session in timed:
        calendar.add_component(_event(session, programme, zone))
    if zone is not None:
        calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def zone_named(name: str) -> ZoneInfo | None:
    """Find a time zone; None where there is no such, so that times stay as they stand."""
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _event(session: Session, programme: Programme, zone: ZoneInfo | None) -> Event:
    event = Event()
    event.add("uid", f"{session.id}@muster")
    event.add("dtstamp", datetime(2000, 1, 1, tzinfo=ZoneInfo("UTC")))
    event.add("summary", session.title)
    event.add("dtstart", _moment(session.starts_at, zone))
    if session.ends_at:
        event.add("dtend", _moment(session.ends_at, zone))
    where = ", ".join(filter(None, (session.place, programme.place)))
    event.add("location", session.place or where)
    event.add("categories", [session.kind])
    event.add(OWN_CODE, session.code)
    if session.vehicle:
        event.add(OWN_VEHICLE, session.vehicle)
    return event


def _moment(text: str, zone: ZoneInfo | None) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)
