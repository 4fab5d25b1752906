"""Which time zone a calendar means: as it declares it, or by a name that is known."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from icalendar import Timezone
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from desktop.files.programme.windows_zone_names import zone_shown_as

# Programs number the copies of a zone that they make.
_MICROSOFT_UTC = "tzone://microsoft/utc"
_COPY = re.compile(r"\s+\d+\Z")


class Zones:
    """Finds zones by the names that events give them."""

    def __init__(self, declared: Mapping[str, str]) -> None:
        """Know the zones that a file declares, as their own text."""
        self._declared = declared
        self._known: dict[str, tzinfo | None] = {}

    def named(self, name: str) -> tzinfo | None:
        """Find a zone; None for one that nobody knows.

        What the file declares goes before a known name: some call London's time GMT.
        """
        if name not in self._known:
            self._known[name] = self._as_declared(name) or zone_named(name)
        return self._known[name]

    def _as_declared(self, name: str) -> tzinfo | None:
        text = self._declared.get(name) or self._declared.get(name.strip("/"))
        if text is None:
            return None
        try:
            zone = Timezone.from_ical(text)
            return zone.to_tz(lookup_tzid=False) if isinstance(zone, Timezone) else None
        except (ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError):
            return None


def zone_named(name: str) -> tzinfo | None:
    """Find a zone by its name in the zone database, also behind a path, or as Windows calls it."""
    plain = _COPY.sub("", name.strip().strip('"'))
    if plain in WINDOWS_TO_OLSON:
        return _iana(WINDOWS_TO_OLSON[plain])
    if shown := zone_shown_as(plain):
        return _iana(shown)
    if plain.casefold() == _MICROSOFT_UTC:
        return UTC
    parts = plain.strip("/").split("/")
    tries = ("/".join(parts[start:]) for start in range(len(parts)))
    return next((zone for each in tries if (zone := _iana(each))), None)


def _iana(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
