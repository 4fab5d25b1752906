"""Writes out when an event that repeats takes place, within the days of a programme."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo

from dateutil.rrule import rrule, rruleset, rrulestr

# Of one event; a programme of a year meets on every day of it.
MOST = 400
# So many times of a series are looked through, from its first one on: a hundred years of days.
MOST_LOOKED_AT = 40_000
_UNTIL = re.compile(r"UNTIL=([0-9TZ]+)", re.IGNORECASE)
# More than some times a day, or no step at all, is no series of sessions.
_OFTEN = re.compile(
    r"FREQ=(?:SECONDLY|MINUTELY|HOURLY)|INTERVAL=0*(?:;|\Z)|BYSECOND=|BYMINUTE=\d+,", re.IGNORECASE
)
_FOREVER = timedelta(days=MOST)


class UnreadRepeat(ValueError):
    """A rule that nobody can read, or that repeats far too often."""


def starts_of(
    begins: datetime,
    rules: Iterable[str],
    more: Sequence[datetime],
    without: Sequence[datetime],
    free_days: Container[date],
    days: tuple[datetime | None, datetime | None],
) -> list[datetime]:
    """List when an event begins, in order.

    Args:
        begins: its first time, on the wall clock of its own zone; so are the others.
        rules: its RRULEs.
        more: its RDATEs.
        without: its EXDATEs.
        free_days: whole days on which it does not take place.
        days: from and until when to look; None: from the first time, for a year.

    Raises:
        UnreadRepeat: a rule cannot be read, or repeats far too often.
    """
    first, last = days
    found = rruleset()
    found.rdate(begins)
    for rule in rules:
        found.rrule(_rule(rule, begins))
    for each in more:
        found.rdate(each)
    for each in without:
        found.exdate(each)
    last = last or max(begins, *more, begins) + _FOREVER
    first = first or datetime.min
    starts: list[datetime] = []
    for number, start in enumerate(found):
        if start > last:
            break
        if start >= first and start.date() not in free_days:
            starts.append(start)
        if len(starts) > MOST or number > MOST_LOOKED_AT:
            raise UnreadRepeat("too often")
    return starts


def _rule(text: str, begins: datetime) -> rrule:
    if _OFTEN.search(text):
        raise UnreadRepeat(text)
    try:
        made = rrulestr(text, dtstart=begins)
    except (ValueError, TypeError, KeyError, OverflowError, AttributeError) as error:
        raise UnreadRepeat(text) from error
    if not isinstance(made, rrule):
        raise UnreadRepeat(text)
    return made


def on_wall(text: str, zone: tzinfo | None) -> str:
    """Write the end of a rule on the wall clock of its event, which is how rules are written out.

    A day lasts until its last second.
    """

    def plain(match: re.Match[str]) -> str:
        moment = match[1].upper()
        if "T" not in moment:
            return f"UNTIL={moment}T235959"
        if not moment.endswith("Z"):
            return f"UNTIL={moment}"
        at = datetime.strptime(moment, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        return f"UNTIL={at.astimezone(zone or UTC):%Y%m%dT%H%M%S}"

    try:
        return _UNTIL.sub(plain, text)
    except (ValueError, OverflowError) as error:
        raise UnreadRepeat(text) from error
