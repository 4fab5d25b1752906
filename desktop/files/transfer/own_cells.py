"""What the cells of a registration itself say: how a list's words and moments are written here."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from desktop.domain.attendees import fields as f
from desktop.domain.attendees.amounts import is_nothing
from desktop.domain.attendees.type_words import read_type
from desktop.domain.checkin.validity import check_validity
from desktop.files.transfer.times import TimeReader, is_bare_number

_MIDNIGHT = "T00:00"


def settle_own(
    own: dict[str, str], times: Mapping[str, TimeReader], whole_days: Collection[str] = ()
) -> list[str]:
    """Write a registration's cells as they are kept; name the fields that nobody can read.

    Those keep the list's own words, so that a door asks about them.

    Args:
        own: the cells by field; they are changed.
        times: reads the columns of moments.
        whole_days: columns in which every time is midnight, as spreadsheets write days.
    """
    if (text := own.get(f.REGISTERED_AT, "")) and is_bare_number(text):
        wall = times[f.REGISTERED_AT].wall(text)
        own[f.REGISTERED_AT] = wall.isoformat(" ", "minutes") if wall else text
    if own.get("ticket_type"):
        own["ticket_type"] = read_type(own["ticket_type"])
    if "amount_due" in own and is_nothing(own["amount_due"]):
        own["amount_due"] = ""
    return _settle_validity(own, times, whole_days)


def _settle_validity(
    own: dict[str, str], times: Mapping[str, TimeReader], whole_days: Collection[str]
) -> list[str]:
    """Write from and until when a ticket is valid as ISO days or minutes."""
    for name in f.VALID_COLUMNS:
        if text := own.get(name, ""):
            own[name] = times[name].day_or_minute(text) or text
            if name in whole_days:
                own[name] = own[name].removesuffix(_MIDNIGHT)
    faults = check_validity(own)
    return list(faults)
