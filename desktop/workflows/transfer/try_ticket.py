"""Tries a ticket on a list before it is taken in: whom it fits, or in which column it stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from desktop.domain.attendees.fields import CODE
from desktop.domain.checkin.codes import Reading, clean, own_codes
from desktop.domain.checkin.readings import LEAST_NUMBER, Fit, Looser, Step, exact_texts
from desktop.files.transfer.guests import Guest
from desktop.files.transfer.tables import TableRow, read_rows
from desktop.workflows.ports import never
from desktop.workflows.transfer.guest_list import GuestList

_LOOKED_AT = 500
_NUMBER = "external_id"


class TicketTry(NamedTuple):
    """What a ticket that was shown fits in a list.

    `names` are those whose ticket it is, `status` that of the first one, `rows` how many rows
    there are; `steps` and `layout` say how it was read. `column` is another column in which the
    code stands, whoever has it.
    """

    code: str
    names: tuple[str, ...] = ()
    rows: int = 0
    column: str = ""
    status: str = ""
    steps: tuple[Step, ...] = ()
    layout: str = ""


class _Fitting(NamedTuple):
    """A row that a ticket fits, and how."""

    row: TableRow
    fit: Fit


def try_ticket(
    guests: GuestList, reading: Reading, is_stopped: Callable[[], bool] = never
) -> TicketTry:
    """Look a shown code up in all columns of a list, read as the door would read it."""
    exact = {text for text in (*exact_texts(reading)[:1], *own_codes(reading)) if text}
    looser = Looser(reading)
    mapped, number = guests.mapping.get(CODE), guests.mapping.get(_NUMBER)
    fitting: dict[int | None, list[_Fitting]] = {}
    rows = 0
    for row in read_rows(guests.table):
        rows += 1
        if rows % _LOOKED_AT == 0 and is_stopped():
            break
        for n, cell in enumerate(row.cells):
            code = clean(cell)
            fit = Fit((), "") if code in exact else looser.fit(code) if code else None
            if fit is not None:
                fitting.setdefault(n, []).append(_Fitting(row, fit))
    if mapped in fitting:
        return _answer(guests, reading, rows, _nearest(fitting[mapped]))
    if number in fitting and (found := _as_numbers(fitting[number], number)):
        return _answer(guests, reading, rows, found)
    headers = guests.table.headers
    others = [headers[n] for n in sorted(n for n in fitting if n is not None) if n < len(headers)]
    return TicketTry(reading.text, (), rows, others[0] if others else "")


def _nearest(found: Sequence[_Fitting]) -> list[_Fitting]:
    """Keep the rows that hold the code exactly, where there are any."""
    exact = [one for one in found if not one.fit.steps]
    return exact or list(found)


def _as_numbers(found: Sequence[_Fitting], column: int | None) -> list[_Fitting]:
    return [
        _Fitting(one.row, Fit((*one.fit.steps, Step.NUMBER), one.fit.layout))
        for one in _nearest(found)
        if column is not None and len(one.row.cells[column].strip()) >= LEAST_NUMBER
    ]


def _answer(guests: GuestList, reading: Reading, rows: int, found: Sequence[_Fitting]) -> TicketTry:
    reader = guests.reader()
    read = [reader.read(one.row) for one in found]
    names = tuple(guest.features.name if isinstance(guest, Guest) else "" for guest in read)
    states = [guest.registration.get("status", "") for guest in read if isinstance(guest, Guest)]
    fit = min((one.fit for one in found), key=lambda fit: len(fit.steps))
    status = next(filter(None, states), "")
    return TicketTry(reading.text, names, rows, "", status, fit.steps, fit.layout)
