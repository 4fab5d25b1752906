"""Reads the dates and times that exports write; what cannot be told for certain is none.

A parser that guesses (dateutil takes `Mar` for the 26th of this month) would date an arrival
wrongly without a word. So each form is spelled out here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from enum import StrEnum
from typing import NamedTuple

from desktop.files.transfer.month_names import MONTHS

_CLOCK = (
    r"(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?:[:.](?P<second>\d\d))?(?:[.,]\d{1,9})?"
    r"(?:\s*(?P<half>[AaPp])\.?\s?[Mm]\.?)?"
)
_ZONE = (
    r"(?:\s*(?P<utc>Z|GMT|UTC)?\s*(?:(?P<sign>[+-])(?P<off>\d{1,2})(?::?(?P<off_min>\d\d))?)?"
    r"|\s+(?P<abbreviation>[A-Z]{3,4}))"
)
_TIME = rf"(?:(?:\s*[,T]\s*|\s+(?:at\s+|um\s+|à\s+|בשעה\s+)?){_CLOCK}{_ZONE})?\Z"
_WEEKDAY = r"(?:[^\W\d_]{2,12}\.?,?\s+)?"
_MONTH = r"(?P<month_name>[^\W\d_]{3,12})\.?"
_FORMS = tuple(
    re.compile(form + _TIME)
    for form in (
        r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})",
        _WEEKDAY + r"(?P<one>\d{1,2})(?P<mark>[-/.])(?P<two>\d{1,2})(?P=mark)(?P<year>\d{4}|\d\d)",
        _WEEKDAY + _MONTH + r"\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})",
        _WEEKDAY
        + r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|\.)?(?:\s+|-)(?:de\s+|ב)?"
        + _MONTH
        + r"(?:\s+|-|,\s*)(?:de\s+)?(?P<year>\d{4}|\d\d)",
    )
)
_NUMBERED = re.compile(r"\s*(\d{1,2})([-/])(\d{1,2})\2(?:\d{4}|\d\d)(?!\d)")
_NUMBER = re.compile(r"\d{5}(?:\.\d+)?\Z|\d{10}(?:\.\d+)?\Z|\d{13}\Z")
_SECONDS_FROM, _SECONDS_TO = 946_684_800, 4_102_444_800
# Days since the end of 1899, as spreadsheets count; 2000 to 2100.
_SERIAL_FROM, _SERIAL_TO = 36_526, 73_050
_SERIAL_BEGAN = datetime(1899, 12, 30)
# RFC 5322, 4.3; other letters mean several zones.
_ABBREVIATIONS = {"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8,
                  "PDT": -7}  # fmt: skip
_MIDNIGHT = re.compile(r"(?<![\d:])00?:00(?::00)?(?![\d:])")
_PLAIN_DAY = re.compile(r"20\d\d[01]\d[0-3]\d\Z")
_MOST_LETTERS = 80
_EARLIEST_YEAR, _LATEST_YEAR = 1990, 2100
_EARLIEST_SHORT = 15
# What stands around a time in German, Russian, French and in what browsers write.
_ASIDES = re.compile(r"\s*\([^()]*\)\s*\Z|\s+Uhr\b|\s*г\.", re.IGNORECASE)
_HOURS = re.compile(r"(\d)\s?h\s?(\d\d)\b")
_BROWSER = re.compile(r"([A-Z][a-z]{2}) ([A-Z][a-z]{2}) (\d{1,2}) (\d{4}) (\d.*)")


class DayOrder(StrEnum):
    """What a column tells of 3/4/2026: which is the day, nothing, both, or that all is clear."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"
    OPEN = "open"
    MIXED = "mixed"
    NOT_ASKED = "not_asked"


class _Parts(NamedTuple):
    """A date as written: whether it has a time of day, and hours from UTC where it says so."""

    wall: datetime
    has_time: bool
    zone: tzinfo | None


class TimeReader:
    """Reads the cells of one column; the form that fitted last is tried first."""

    def __init__(self, *, is_day_first: bool | None = None, zone: tzinfo | None = None) -> None:
        """Read by one order of day and month.

        Args:
            is_day_first: how 3/4/2026 is read; None leaves it unread.
            zone: of times that name none; this computer's where it is None.
        """
        self._is_day_first = is_day_first
        self._zone = zone
        self._forms = list(_FORMS)

    def moment(self, text: str) -> datetime | None:
        """Read a moment, as UTC; None where it cannot be told, or has no day."""
        parts = self._parts(text.strip())
        if parts is None:
            return None
        try:
            zone = parts.zone or self._zone
            wall = parts.wall.replace(tzinfo=zone) if zone else parts.wall
            return wall.astimezone(UTC)
        except (OverflowError, OSError, ValueError):
            return None

    def moment_ms(self, text: str) -> int | None:
        """Read a moment as milliseconds UTC."""
        moment = self.moment(text)
        return int(moment.timestamp() * 1000) if moment else None

    def day_or_minute(self, text: str) -> str:
        """Read a day, or a day with a time, as ISO text of the zone's wall clock; else nothing.

        A time that names its own zone is converted, or keeps it where no zone is known to read by.
        """
        text = text.strip()
        if _PLAIN_DAY.match(text):
            text = f"{text[:4]}-{text[4:6]}-{text[6:]}"
        parts = self._parts(text)
        if parts is None:
            return ""
        if not parts.has_time:
            return parts.wall.date().isoformat()
        if parts.zone is None:
            return parts.wall.isoformat("T", "minutes")
        try:
            moment = parts.wall.replace(tzinfo=parts.zone)
            if self._zone is None:
                return moment.isoformat("T", "minutes")
            return moment.astimezone(self._zone).replace(tzinfo=None).isoformat("T", "minutes")
        except (OverflowError, OSError, ValueError):
            return ""

    def wall(self, text: str) -> datetime | None:
        """Read a day with a time of day as it stands, without a zone; None where one is missing."""
        parts = self._parts(text.strip())
        return parts.wall if parts and parts.has_time else None

    def _parts(self, text: str) -> _Parts | None:
        if not 5 <= len(text) <= _MOST_LETTERS:
            return None
        if (text[4] == "-" or text[8:9] == "T") and (parts := _from_iso(text)):
            return parts
        if _NUMBER.match(text):
            return _from_number(text)
        if not text[-1].isdigit() or "h" in text or "г" in text:
            text = _HOURS.sub(r"\1:\2", _ASIDES.sub("", text))
        text = _BROWSER.sub(r"\2 \3, \4 \5", text)
        for place, form in enumerate(self._forms):
            if match := form.match(text):
                if place:
                    self._forms.insert(0, self._forms.pop(place))
                return self._from_match(match.groupdict())
        return None

    def _from_match(self, cells: dict[str, str | None]) -> _Parts | None:
        date = self._date(cells)
        clock = _clock(cells)
        if date is None or clock is None:
            return None
        year, month, day = date
        try:
            wall = datetime(year, month, day, *clock)
            zone = self._named_zone(cells, wall)
        except (ValueError, LookupError):
            return None
        return _Parts(wall, cells["hour"] is not None, zone)

    def _date(self, cells: dict[str, str | None]) -> tuple[int, int, int] | None:
        year = _year(cells["year"] or "")
        if not _EARLIEST_YEAR <= year <= _LATEST_YEAR:
            return None
        if "one" in cells:
            order = _ordered(cells, is_day_first=self._is_day_first)
            return (year, *order) if order else None
        if "month_name" in cells:
            month = MONTHS.get((cells["month_name"] or "").casefold(), 0)
            return (year, month, int(cells["day"] or 0)) if month else None
        return year, int(cells["month"] or 0), int(cells["day"] or 0)

    def _named_zone(self, cells: dict[str, str | None], wall: datetime) -> tzinfo | None:
        if name := cells["abbreviation"]:
            if self._zone and wall.replace(tzinfo=self._zone).tzname() == name:
                return self._zone
            return timezone(timedelta(hours=_ABBREVIATIONS[name]))
        if cells["off"] is None:
            return UTC if cells["utc"] else None
        away = timedelta(hours=int(cells["off"]), minutes=int(cells["off_min"] or 0))
        return timezone(-away if cells["sign"] == "-" else away)


def read_time(
    text: str, *, is_day_first: bool | None = None, zone: tzinfo | None = None
) -> datetime | None:
    """Read one moment as exports write it; see `TimeReader`."""
    return TimeReader(is_day_first=is_day_first, zone=zone).moment(text)


def day_order(cells: Iterable[str]) -> DayOrder:
    """Tell from all cells of a column how it writes days and months."""
    tally = DayTally()
    for cell in cells:
        tally.add(cell)
    return tally.order


def is_bare_number(text: str) -> bool:
    """Tell whether a moment is a number only, which nobody can read."""
    return _NUMBER.match(text) is not None


class DayTally:
    """Counts what the cells of a column tell of the order of day and month.

    `has_clock` tells that one of them names another time of day than midnight.
    """

    def __init__(self) -> None:
        """Begin with none."""
        self.day_first = self.month_first = self.in_doubt = 0
        self.has_clock = False

    def add(self, cell: str) -> None:
        """Look at one more cell."""
        if not self.has_clock and ":" in cell and not _MIDNIGHT.search(cell):
            self.has_clock = True
        if (match := _NUMBERED.match(cell)) is None:
            return
        first, second = int(match.group(1)), int(match.group(3))
        if first > 12 >= second:
            self.day_first += 1
        elif second > 12 >= first:
            self.month_first += 1
        elif first != second:
            self.in_doubt += 1

    @property
    def order(self) -> DayOrder:
        """What they tell together."""
        if not self.in_doubt:
            return DayOrder.NOT_ASKED
        if self.day_first and self.month_first:
            return DayOrder.MIXED
        if not self.day_first and not self.month_first:
            return DayOrder.OPEN
        return DayOrder.DAY_FIRST if self.day_first else DayOrder.MONTH_FIRST


def _ordered(cells: dict[str, str | None], *, is_day_first: bool | None) -> tuple[int, int] | None:
    """Give month and day of a date in figures; a point stands behind days in all lands."""
    first, second = int(cells["one"] or 0), int(cells["two"] or 0)
    if cells["mark"] == "." or first > 12 or first == second:
        return second, first
    if second > 12:
        return first, second
    if is_day_first is None:
        return None
    return (second, first) if is_day_first else (first, second)


def _year(text: str) -> int:
    """Read a year; of two figures only one that may be meant: 26/03/04 tells nothing."""
    if len(text) == 4:
        return int(text)
    return int(text) + 2000 if int(text) >= _EARLIEST_SHORT else 0


def _clock(cells: dict[str, str | None]) -> tuple[int, int, int] | None:
    """Give hour, minute and second; midnight where no time of day stands."""
    if cells["hour"] is None:
        return 0, 0, 0
    hour, half = int(cells["hour"]), (cells["half"] or "").casefold()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    return hour, int(cells["minute"] or 0), int(cells["second"] or 0)


def _from_iso(text: str) -> _Parts | None:
    """Read the commonest form the quick way, with its fractions of a second."""
    try:
        wall = datetime.fromisoformat(text)
    except ValueError:
        return None
    if not _EARLIEST_YEAR <= wall.year <= _LATEST_YEAR:
        return None
    return _Parts(wall.replace(tzinfo=None), len(text) > len("2026-01-01"), wall.tzinfo)


def _from_number(text: str) -> _Parts | None:
    """Read seconds or milliseconds since 1970, or a spreadsheet's days since 1899."""
    number = float(text)
    seconds = number / 1000 if len(text) == 13 else number
    if _SECONDS_FROM <= seconds <= _SECONDS_TO:
        since = datetime.fromtimestamp(seconds, UTC)
        return _Parts(since.replace(tzinfo=None), True, UTC)
    if _SERIAL_FROM <= number <= _SERIAL_TO:
        since = _SERIAL_BEGAN + timedelta(seconds=round(number * 86_400))
        return _Parts(since, "." in text, None)
    return None
