"""Tries a ticket on a list before it is taken in: whom it fits, or in which column it stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from desktop.domain.attendees.fields import CODE
from desktop.domain.checkin.codes import Reading, candidates, clean, match_key
from desktop.files.transfer.guests import Guest
from desktop.files.transfer.tables import read_rows
from desktop.workflows.ports import never
from desktop.workflows.transfer.guest_list import GuestList

_LOOKED_AT = 500


class TicketTry(NamedTuple):
    """What a ticket that was shown fits in a list.

    `names` are those whose ticket it is, `status` that of the first one, `rows` how many rows
    there are; `column` is another column in which the code stands, whoever has it.
    """

    code: str
    names: tuple[str, ...] = ()
    rows: int = 0
    column: str = ""
    status: str = ""


def try_ticket(
    guests: GuestList, reading: Reading, is_stopped: Callable[[], bool] = never
) -> TicketTry:
    """Look a shown code up in all columns of a list, in each way that it may be meant."""
    keys = {match_key(text) for text in (clean(reading.text), *candidates(reading).texts) if text}
    mapped = guests.mapping.get(CODE)
    reader = guests.reader()
    names: list[str] = []
    column, rows, status = "", 0, ""
    for row in read_rows(guests.table):
        rows += 1
        if rows % _LOOKED_AT == 0 and is_stopped():
            break
        places = [n for n, cell in enumerate(row.cells) if cell and match_key(clean(cell)) in keys]
        if mapped in places:
            read = reader.read(row)
            names.append(read.features.name if isinstance(read, Guest) else "")
            if isinstance(read, Guest):
                status = status or read.registration.get("status", "")
        elif places and not column and places[0] < len(guests.table.headers):
            column = guests.table.headers[places[0]]
    return TicketTry(reading.text, tuple(names), rows, "" if names else column, status)
