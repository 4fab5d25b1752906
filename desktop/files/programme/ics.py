"""Sessions as calendar files (.ics, RFC 5545), read and written by the icalendar library."""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from icalendar import Calendar, Component, Event

from desktop.domain.failures import Cause, FileUnreadable
from desktop.domain.programme.programme import SESSION_KINDS, Programme, Session
from desktop.files.writing.ordinary import require_ordinary
from desktop.files.writing.whole_file import whole_file

OWN_CODE = "X-MUSTER-CODE"
OWN_VEHICLE = "X-MUSTER-VEHICLE"
MAX_BYTES = 20_000_000
# Of what Muster reads of it: the library takes up to 7 s for so much of any shape. A programme of
# 4,000 sessions has less.
MAX_READ_BYTES, MAX_READ_LINES = 1_500_000, 50_000
_READ = frozenset(
    name.encode()
    for name in (
        "BEGIN END VERSION PRODID UID SUMMARY LOCATION CATEGORIES DTSTART DTEND DURATION STATUS "
        "RRULE RDATE EXDATE RECURRENCE-ID TZID TZNAME TZOFFSETFROM TZOFFSETTO X-WR-TIMEZONE "
        f"{OWN_CODE} {OWN_VEHICLE}"
    ).split()
)
# As the library itself unfolds and parts lines.
_FOLD = re.compile(rb"(?:\r?\n)+[ \t]")
_LINE_END = re.compile(rb"\r?\n")
_NAME = re.compile(rb"[A-Za-z0-9-]+")
_MINUTES = "%Y-%m-%dT%H:%M"


def read_sessions(path: Path, zone_name: str) -> list[dict[str, str]]:
    """Read the events of a calendar as fields of sessions, in the order of the file.

    Args:
        path: the .ics file.
        zone_name: the programme's time zone, on whose wall clock the sessions are kept.

    Raises:
        FileUnreadable: it cannot be read, or is no calendar.
    """
    try:
        require_ordinary(path)
        if path.stat().st_size > MAX_BYTES:
            raise FileUnreadable(path=path, reason=Cause.TOO_LARGE)
        calendars = Calendar.from_ical(_what_is_read(path), multiple=True)
    except OSError as error:
        raise FileUnreadable(path=path, reason=error.strerror or str(error)) from error
    except (ValueError, IndexError, KeyError, TypeError) as error:
        raise FileUnreadable(path=path, reason=Cause.NO_CALENDAR) from error
    zone = zone_named(zone_name)
    sessions = [
        _fields(event, zone)
        for calendar in calendars
        for event in calendar.walk("VEVENT")
        if event.get("SUMMARY")
    ]
    if not sessions:
        raise FileUnreadable(path=path, reason=Cause.NO_EVENTS)
    return sessions


def write_sessions(target: Path, programme: Programme, sessions: Sequence[Session]) -> int:
    """Write sessions as a calendar, whole or not at all, and tell how many have times.

    Raises:
        FileUnwritable: the folder or the disk does not take it.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Muster//Front desk//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", programme.title)
    zone = zone_named(programme.time_zone)
    timed = [session for session in sessions if session.starts_at]
    for session in timed:
        calendar.add_component(_event(session, programme, zone))
    if zone is not None:
        calendar.add_missing_timezones()
    with whole_file(target) as draft:
        draft.write_bytes(calendar.to_ical())
    return len(timed)


def zone_named(name: str) -> ZoneInfo | None:
    """Find a time zone; None where there is no such, so that times stay as they stand."""
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _what_is_read(path: Path) -> bytes:
    """Leave out what Muster does not read: descriptions, pictures and guests are most of a file.

    Raises:
        FileUnreadable: the rest is too much for a calendar.
    """
    content = path.read_bytes().removeprefix(codecs.BOM_UTF8).lstrip()
    if b"\n" not in content:
        content = content.replace(b"\r", b"\n")
    lines = _LINE_END.split(_FOLD.sub(b"", content))
    kept = [line for line in lines if (name := _NAME.match(line)) and name.group().upper() in _READ]
    if len(kept) > MAX_READ_LINES or sum(map(len, kept)) > MAX_READ_BYTES:
        reason = "it has far more events than a programme; export only the programme's days"
        raise FileUnreadable(path=path, reason=reason)
    return b"\r\n".join(kept) + b"\r\n"


def _fields(event: Component, zone: ZoneInfo | None) -> dict[str, str]:
    starts = _wall(event.get("DTSTART"), zone)
    ends = _wall(event.get("DTEND"), zone)
    length = event.get("DURATION")
    if starts and not ends and length is not None and isinstance(length.dt, timedelta):
        ends = starts + length.dt
    uid = str(event.get("UID", "")) or str(event.get("SUMMARY"))
    return {
        "code": str(event.get(OWN_CODE, "")) or f"E{hashlib.sha256(uid.encode()).hexdigest()[:6]}",
        "title": _line(event.get("SUMMARY")),
        "place": _line(event.get("LOCATION", "")),
        "kind": _kind(event.get("CATEGORIES")),
        "vehicle": _line(event.get(OWN_VEHICLE, "")),
        "starts_at": starts.strftime(_MINUTES) if starts else "",
        "ends_at": ends.strftime(_MINUTES) if ends else "",
    }


def _wall(value: Any, zone: ZoneInfo | None) -> datetime | None:
    """Give the time of day on the programme's clock; a whole day begins at midnight."""
    if value is None:
        return None
    moment = value.dt
    if isinstance(moment, datetime):
        return moment.astimezone(zone) if moment.tzinfo and zone else moment
    return datetime(moment.year, moment.month, moment.day) if isinstance(moment, date) else None


def _kind(categories: Any) -> str:
    values: Iterable[Any] = getattr(categories, "cats", None) or []
    words = {str(value).casefold() for value in values}
    return next((kind for kind in SESSION_KINDS if kind in words), SESSION_KINDS[0])


def _line(value: Any) -> str:
    return " ".join(str(value).split())[:500]


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
