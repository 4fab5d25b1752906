"""Reads small tables by the names of their columns: sessions, and the partnership directory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import tzinfo
from pathlib import Path
from typing import NamedTuple

from desktop.domain.failures import NotATable
from desktop.domain.programme.programme import SESSION_KINDS
from desktop.domain.spelling import normalise
from desktop.files.transfer.header_words import Rating
from desktop.files.transfer.tables import open_table, read_rows
from desktop.files.transfer.times import TimeReader

SESSION_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "code": ("code", "session code", "id", "session id", "number", "קוד"),
    "title": ("title", "session", "name", "session title", "session name", "topic", "כותרת", "שם"),
    "kind": ("kind", "type", "session type", "format", "סוג"),
    "place": ("place", "room", "location", "venue", "hall", "מקום", "חדר"),
    "date": ("date", "day", "תאריך", "יום"),
    "starts_at": ("starts at", "start", "starts", "start time", "begin", "from", "התחלה", "שעה"),
    "ends_at": ("ends at", "end", "ends", "end time", "until", "to", "סיום"),
    "capacity": ("capacity", "places", "seats", "max", "limit", "מקומות"),
    "booking": ("booking", "registration", "הרשמה"),
    "credit_hours": ("credit hours", "credits", "cme", "hours", "נקודות"),
    "credit_type": ("credit type", "type of credit", "סוג זיכוי"),
    "vehicle": ("vehicle", "bus", "coach", "אוטובוס", "רכב"),
}
DIRECTORY_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "partnership": ("partnership", "partnership name", "region", "שותפות"),
    "community": ("community", "community name", "city", "town", "קהילה", "עיר", "יישוב"),
    "community_hebrew": ("community in hebrew", "community hebrew", "שם הקהילה בעברית"),
    "country": ("country", "side", "מדינה", "צד"),
    "organisation": ("organisation", "organization", "institution", "hospital", "ארגון", "מוסד"),
    "organisation_hebrew": ("organisation in hebrew", "organization in hebrew", "שם הארגון בעברית"),
    "kind": ("kind", "type", "סוג"),
    "contact": ("contact", "email", "איש קשר"),
}


MEMBER_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "committee": ("committee", "organisation", "organization", "ועדה", "ארגון"),
    "name": ("name", "full name", "member", "person", "שם", "שם מלא"),
    "email": ("email", "e mail", "mail", "דואל"),
    "role": ("role", "position", "function", "תפקיד"),
    "from_year": ("from", "from year", "since", "start year", "משנת"),
    "until_year": ("until", "until year", "to", "end year", "עד שנת"),
}


class PlainRow(NamedTuple):
    """One row by field names, with its number in the file."""

    number: int
    fields: dict[str, str]


def read_plain(
    path: Path, columns: Mapping[str, Sequence[str]], needed: Sequence[str]
) -> list[PlainRow]:
    """Read a table whose columns are called by one of several names each.

    Raises:
        FileUnreadable, NotATable: it cannot be read, or has none of the needed columns.
    """
    table = open_table(path, rate=lambda cells: _rate(cells, columns))
    headers = [normalise(header) for header in table.headers]
    places = {
        field: index
        for field, names in columns.items()
        for index in [next((headers.index(n) for n in map(normalise, names) if n in headers), -1)]
        if index >= 0
    }
    if not any(field in places for field in needed):
        raise NotATable(path=path, reason="columns", columns=", ".join(needed))
    return [
        PlainRow(row.number, {f: _cell(row.cells, i) for f, i in places.items()})
        for row in read_rows(table)
    ]


def _rate(cells: Sequence[str], columns: Mapping[str, Sequence[str]]) -> Rating:
    """Rate a row as a header by how many of these columns it names."""
    known = {normalise(name) for names in columns.values() for name in names}
    count = sum(normalise(cell) in known for cell in cells)
    return Rating(float(count), count, count > 0)


def session_fields(row: PlainRow, zone: tzinfo | None = None) -> dict[str, str]:
    """Turn a row into the fields of a session, times on the wall clock.

    Args:
        row: a row by the names of `SESSION_COLUMNS`.
        zone: the programme's, to which times that name their own zone are converted; this
            computer's where it is None.
    """
    get = row.fields.get
    day = get("date", "")
    kind = get("kind", "").casefold()
    needs = normalise(get("booking", "")) in {"needed", "required", "yes", "booking needed", "כן"}
    return {
        "code": get("code", ""),
        "title": get("title", ""),
        "kind": kind if kind in SESSION_KINDS else SESSION_KINDS[0],
        "place": get("place", ""),
        "starts_at": _moment(day, get("starts_at", ""), zone),
        "ends_at": _moment(day, get("ends_at", ""), zone),
        "capacity": get("capacity", ""),
        "booking": "needed" if needs else "open",
        "credit_hours": get("credit_hours", ""),
        "vehicle": get("vehicle", ""),
        # Most files say nothing of it: what somebody chose stays.
        **({"credit_type": get("credit_type", "")} if "credit_type" in row.fields else {}),
    }


def _moment(day: str, time: str, zone: tzinfo | None) -> str:
    """Join a day and a time of day; a time that holds its day stands by itself.

    What cannot be read stays as it stands, to be shown as wrong.
    """
    if not time:
        return ""
    reader, text = TimeReader(zone=zone), f"{day} {time}".strip()
    found = (reader.day_or_minute(each) for each in (time, text))
    return next((each for each in found if "T" in each), text)


def _cell(cells: Sequence[str], index: int) -> str:
    return cells[index].strip() if index < len(cells) else ""
