"""Reads the dates and times that exports write."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone

_ZONE = re.compile(r"\s*(?:GMT|UTC)?\s*([+-]\d{1,2})(?::?(\d\d))?\s*$|\s*(?:GMT|UTC)\s*$")
_SLASHED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-]\d{2,4}")
_CLOCKS = ("%H:%M:%S", "%H:%M", "%I:%M:%S %p", "%I:%M %p")
_YEAR_FIRST = ("%Y/%m/%d", "%Y-%m-%d", "%Y.%m.%d")
_DAY_FIRST = ("%d.%m.%Y", "%d.%m.%y", "%d/%m/%Y", "%d/%m/%y", "%d-%m-%Y")
_MONTH_FIRST = ("%m/%d/%y", "%m/%d/%Y")


def read_time(text: str, *, is_day_first: bool | None = None) -> datetime | None:
    """Read a moment as exports write it; None where it cannot be told.

    ISO 8601 and year-first forms are certain. A form with slashes is read month first as US
    systems write it, unless that is no date or `is_day_first` says otherwise; one with dots or
    dashes day first. A time without zone is taken as this computer's own.
    """
    text = text.strip()
    if not text:
        return None
    try:
        return _aware(datetime.fromisoformat(text))
    except ValueError:
        pass
    bare, zone = _split_zone(text)
    for date_form in _date_forms(is_day_first):
        for form in (*(f"{date_form} {clock}" for clock in _CLOCKS), date_form):
            try:
                return _aware(datetime.strptime(bare, form).replace(tzinfo=zone))
            except ValueError:
                continue
    return None


def read_wall_time(text: str, *, is_day_first: bool | None = None) -> datetime | None:
    """Read a day with a time of day as it stands, without a zone; None where either is missing."""
    text = text.strip()
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        for date_form in _date_forms(is_day_first):
            for clock in _CLOCKS:
                try:
                    return datetime.strptime(text, f"{date_form} {clock}")
                except ValueError:
                    continue
        return None
    return moment.replace(tzinfo=None) if len(text) > len("2026-01-01") else None


def _date_forms(is_day_first: bool | None) -> tuple[str, ...]:
    """Give the forms of dates to try, in order; None leaves slashes to be month first."""
    if is_day_first:
        return (*_YEAR_FIRST, *_DAY_FIRST, *_MONTH_FIRST)
    return (*_YEAR_FIRST, *_MONTH_FIRST, *_DAY_FIRST)


def day_first_in(samples: Iterable[str]) -> bool | None:
    """Tell from some cells whether days stand before months; None where nothing tells."""
    for text in samples:
        match = _SLASHED.match(text.strip())
        if match and int(match.group(1)) > 12:
            return True
        if match and int(match.group(2)) > 12:
            return False
    return None


def _aware(moment: datetime) -> datetime:
    return moment.astimezone(UTC)


def _split_zone(text: str) -> tuple[str, timezone | None]:
    """Take `GMT+2` off the end; a bare minus is a zone only behind a time of day."""
    match = _ZONE.search(text)
    if not match or (match.group(1) and ":" not in text[: match.start()]):
        return text, None
    hours, minutes = int(match.group(1) or 0), int(match.group(2) or 0)
    sign = -1 if (match.group(1) or "").startswith("-") else 1
    if abs(hours) > 14:
        return text, None
    return text[: match.start()].strip(), timezone(timedelta(hours=hours, minutes=sign * minutes))
