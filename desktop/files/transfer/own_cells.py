"""What the cells of a registration itself say: how a list's words and moments are written here."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.domain.attendees import fields as f
from desktop.domain.attendees.amounts import is_nothing
from desktop.domain.attendees.type_words import read_type
from desktop.domain.checkin.validity import is_moment
from desktop.files.transfer.times import TimeReader, is_bare_number

_MIDNIGHT = "T00:00"


def settle_own(own: dict[str, str], times: Mapping[str, TimeReader]) -> list[str]:
    """Write a registration's cells as they are kept; name the fields that nobody can read.

    Those keep the list's own words, so that a door asks about them.

    Args:
        own: the cells by field; they are changed.
        times: reads the columns of moments.
    """
    if (text := own.get(f.REGISTERED_AT, "")) and is_bare_number(text):
        wall = times[f.REGISTERED_AT].wall(text)
        own[f.REGISTERED_AT] = wall.isoformat(" ", "minutes") if wall else text
    if own.get("ticket_type"):
        own["ticket_type"] = read_type(own["ticket_type"])
    if "amount_due" in own and is_nothing(own["amount_due"]):
        own["amount_due"] = ""
    return _settle_validity(own, times)


def _settle_validity(own: dict[str, str], times: Mapping[str, TimeReader]) -> list[str]:
    """Write from and until when a ticket is valid as ISO days or minutes."""
    unread = []
    for name in f.VALID_COLUMNS:
        if text := own.get(name, ""):
            own[name] = times[name].day_or_minute(text) or text
            unread += [name] * (not is_moment(own[name]))
    begins, ends = (own.get(name, "") for name in f.VALID_COLUMNS)
    if begins == ends and begins.endswith(_MIDNIGHT):
        # A spreadsheet's day: nobody sells a ticket for one minute of the night.
        day = begins.removesuffix(_MIDNIGHT)
        own |= dict.fromkeys(f.VALID_COLUMNS, day)
    return unread
