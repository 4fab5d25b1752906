"""Rows of subjects that are new and have one `set`: made directly, without adding entries up.

A first list, a page of another desk's journal and a rebuilding consist of hardly anything else.
Whatever has more to it takes the fold; what both make must be the same, row for row (tests, and
`verify`, which always folds).
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter

from desktop.domain.attendees.names import name_key
from desktop.domain.journal.authority import set_by_hand
from desktop.domain.journal.bodies import SET
from desktop.domain.journal.entry import Entry, SubjectType, split_subject
from desktop.domain.reports import credits
from desktop.store.engine.engine import Connection
from desktop.store.journal.subjects import MOMENTS
from desktop.store.projections import rows
from desktop.store.projections.rows import Fields, ProjectedRow

PERSON = rows.upsert("people", rows.PERSON_COLUMNS)
NO_PERSON = "DELETE FROM people WHERE id = ?"
REGISTRATION = rows.upsert("registrations", rows.REGISTRATION_COLUMNS, kept=("row",))
CODE = "INSERT OR REPLACE INTO codes VALUES (?,?,?,?,?,?,?)"
BOOKING = rows.keyed_upsert("bookings", ("session", "registration"), ("state", "since_ms"))
ANSWER = "INSERT OR REPLACE INTO answers VALUES (?,?,?,?,?)"
AT_ONCE = 5_000
_WITH_ROWS = frozenset({SubjectType.PERSON.value, SubjectType.REGISTRATION.value})
_PERSON_NOTHING = dict.fromkeys(rows.PERSON_COLUMNS, "")
_PERSON_CELLS = itemgetter(*rows.PERSON_COLUMNS)
_UNPRINTED = dict(zip(rows.PRINT_COLUMNS, ("", None, 0, ""), strict=True))
_REGISTRATION_NOTHING = {
    **{name: None if name in MOMENTS else "" for name in rows.REGISTRATION_COLUMNS},
    **_UNPRINTED,
}  # fmt: skip
_REGISTRATION_CELLS = itemgetter(*rows.REGISTRATION_COLUMNS)


def is_plain(entries: Sequence[Entry]) -> bool:
    """Tell whether the rows of a new subject follow from its one entry without adding up."""
    if len(entries) != 1:
        return False
    (entry,) = entries
    if entry.kind != SET or split_subject(entry.subject)[0] not in _WITH_ROWS:
        return False
    return not (_has_choices(entry.body) and any(map(_is_decision, entry.body)))


def _has_choices(fields: Fields) -> bool:
    """Tell whether bookings, answers or credits are among fields: only their names have a colon."""
    return ":" in "".join(fields)


def _is_decision(name: str) -> bool:
    return name.startswith(credits.FIELD)


class BulkRows:
    """Rows of new subjects, to be written table by table."""

    def __init__(self, connection: Connection) -> None:
        """Collect for an open store."""
        self._connection = connection
        self._people: list[ProjectedRow] = []
        self._gone: list[ProjectedRow] = []
        self._registrations: list[ProjectedRow] = []
        self._codes: list[ProjectedRow] = []
        self._bookings: list[ProjectedRow] = []
        self._answers: list[ProjectedRow] = []

    def add_person(self, entry: Entry) -> None:
        """Take a person."""
        if entry.body:
            own = {"id": split_subject(entry.subject)[1], "by_hand": _by_hand(entry)}
            self._people.append(_PERSON_CELLS({**_PERSON_NOTHING, **entry.body, **own}))

    def add_person_row(self, row: ProjectedRow) -> None:
        """Take the row of a person who was folded."""
        self._people.append(row)

    def drop_person(self, id_: str) -> None:
        """Take away a person of whom nothing is said any more, when all is written."""
        self._gone.append((id_,))

    def add_registration(self, row: int, id_: str, entry: Entry, person: Fields) -> None:
        """Take a registration with its number and the fields of its person."""
        fields = entry.body
        name = rows.main_name(person)
        own = {
            "row": row, "id": id_, "programme": entry.programme, "by_hand": _by_hand(entry),
            "status": rows.status_of(fields), "name_key": name_key(name),
            "sort_key": rows.sort_key(name), "phone_key": rows.phone_key(person),
            "makers": entry.desk, **_UNPRINTED,
            **dict(zip(rows.BOOKING_COLUMNS, rows.booking_cells(fields), strict=True)),
        }  # fmt: skip
        self._registrations.append(_REGISTRATION_CELLS({**_REGISTRATION_NOTHING, **fields, **own}))
        if _has_choices(fields):
            self._bookings += rows.booking_rows(row, fields)
            self._answers += rows.answer_rows(row, fields)

    def add_row(self, row: ProjectedRow) -> None:
        """Take the row of a registration that was folded."""
        self._registrations.append(row)

    def add_ticket(self, id_: str, entry: Entry) -> None:
        """Take the code that a new registration is known by."""
        if ticket := entry.body.get("ticket_code"):
            self._codes.append(rows.ticket_row(ticket, id_))

    def add_codes(self, codes: Sequence[ProjectedRow]) -> None:
        """Take the codes of a registration that was folded."""
        self._codes += codes

    def forget(self) -> None:
        """Drop what was taken, after a transaction was rolled back."""
        for made in (
            self._people, self._gone, self._registrations, self._codes, self._bookings,
            self._answers,
        ):  # fmt: skip
            made.clear()

    def write(self) -> None:
        """Write what was taken, and forget it."""
        for statement, made in (
            (PERSON, self._people),
            (NO_PERSON, self._gone),
            (REGISTRATION, self._registrations),
            (CODE, self._codes),
            (BOOKING, self._bookings),
            (ANSWER, self._answers),
        ):
            for start in range(0, len(made), AT_ONCE):
                self._connection.executemany(statement, made[start : start + AT_ONCE])
            made.clear()


def _by_hand(entry: Entry) -> str:
    return rows.hands_text(set_by_hand(entry))
