"""Exports attendees and check-ins as CSV or XLSX, for spreadsheets and for our own import."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from desktop.domain.attendees.agenda import booked, named_in, unknown_sessions
from desktop.domain.attendees.fields import (
    ATTENDEE_COLUMNS,
    CHECKIN_COLUMNS,
    CODE_COLUMNS,
    ID_COLUMN,
    QUESTION_PREFIX,
    VALID_COLUMNS,
)
from desktop.domain.attendees.person import GUEST_FIELDS
from desktop.domain.attendees.registration import Attendee, Registration, Status
from desktop.domain.attendees.status_words import CHECKED_IN, CHECKED_OUT
from desktop.domain.checkin.codes import grouped
from desktop.domain.failures import WorkStopped
from desktop.domain.programme.programme import Programme, Session
from desktop.domain.programme.questions import Kind, Question
from desktop.domain.staff.staff import Right
from desktop.files.tables.table_write import write_table
from desktop.store.engine.slices import OnStore
from desktop.store.queries.verdicts import VerdictRow
from desktop.store.store import Store
from desktop.workflows.ports import Require, all_may, directly, never

_PAGE = 500


class Export:
    """Writes the truth of a programme into files."""

    def __init__(self, store: Store, require: Require = all_may) -> None:
        """Read from this store; to export may be kept to leads."""
        self._store = store
        self._require = require
        self._sessions: Sequence[Session] = ()
        self._questions: Sequence[Question] = ()

    def attendees(
        self,
        programme: Programme,
        target: Path,
        *,
        with_codes: bool = False,
        on_store: OnStore = directly,
        is_stopped: Callable[[], bool] = never,
    ) -> int:
        """Write one row for each registration and tell how many there are.

        Raises:
            FileUnwritable, WorkStopped: no file was made.
        """
        self._require(Right.EXPORT)
        codes = CODE_COLUMNS if with_codes else ()
        columns = (*ATTENDEE_COLUMNS, *codes, *VALID_COLUMNS, ID_COLUMN)
        self._sessions = on_store(lambda: self._store.programmes.sessions(programme.id))
        asked = on_store(lambda: self._store.programmes.questions(programme.id))
        self._questions = [question for question in asked if question.kind != Kind.SIGNATURE]
        headers = [*columns, *(f"{QUESTION_PREFIX}{question.text}" for question in self._questions)]
        rows = self._attendee_rows(programme, columns, on_store, is_stopped)
        return write_table(target, headers, rows)

    def checkins(
        self,
        programme: Programme,
        target: Path,
        *,
        on_store: OnStore = directly,
        is_stopped: Callable[[], bool] = never,
    ) -> int:
        """Write one row for each answer that a desk gave and tell how many there are.

        Raises:
            FileUnwritable, WorkStopped: no file was made.
        """
        self._require(Right.EXPORT)
        rows = self._checkin_rows(programme, on_store, is_stopped)
        return write_table(target, CHECKIN_COLUMNS, rows)

    def _attendee_rows(
        self,
        programme: Programme,
        columns: tuple[str, ...],
        on_store: OnStore,
        is_stopped: Callable[[], bool],
    ) -> Iterator[list[str]]:
        after = 0
        while True:
            _stop_if(is_stopped)
            after, page, given = on_store(partial(self._attendee_page, programme, after))
            if not page:
                return
            for attendee in page:
                values = attendee_values(attendee, self._sessions)
                values |= {name: grouped(values[name]) for name in CODE_COLUMNS}
                values[ID_COLUMN] = attendee.id
                answers = [given.get((attendee.id, asked.id), "") for asked in self._questions]
                yield [*(values[column] for column in columns), *answers]

    def _attendee_page(self, programme: Programme, after: int) -> Any:
        with self._store.read():
            mark, page = self._store.registrations.page(programme.id, after)
            ids, asked = (
                [attendee.id for attendee in page],
                [question.id for question in self._questions],
            )
            answers = self._store.bookings.answers_of(ids, asked) if asked else {}
            return mark, page, answers

    def _checkin_rows(
        self,
        programme: Programme,
        on_store: OnStore,
        is_stopped: Callable[[], bool],
    ) -> Iterator[list[str]]:
        after = None
        while True:
            _stop_if(is_stopped)
            page = on_store(partial(self._checkin_page, programme, after))
            if not page:
                return
            last = page[-1][0]
            after = (last.at_ms, last.desk_id, last.number)
            yield from (_checkin_row(verdict, attendee) for verdict, attendee in page)

    def _checkin_page(
        self, programme: Programme, after: tuple[int, str, int] | None
    ) -> list[tuple[VerdictRow, Attendee | None]]:
        with self._store.read():
            verdicts = self._store.verdicts.page(programme.id, after, _PAGE)
            ids = {row.registration for row in verdicts if row.registration}
            people = {
                attendee.id: attendee for attendee in self._store.registrations.by_ids(list(ids))
            }
        return [(row, people.get(row.registration or "")) for row in verdicts]


def attendee_values(attendee: Attendee, sessions: Sequence[Session] = ()) -> dict[str, str]:
    """Give every column of the export for one attendee; sessions are those of the programme."""
    person, own = attendee.person, attendee.registration
    values = {name: getattr(person, name) for name in GUEST_FIELDS}
    return values | {
        "full_name": person.full_name or f"{person.first_name} {person.last_name}".strip(),
        "external_id": own.external_id,
        "order_ref": own.order_ref,
        "ticket_type": own.ticket_type,
        "status": status_of(attendee),
        "tags": own.tags,
        "notes": own.notes,
        "attention": own.attention,
        "delegation": own.delegation,
        "amount_due": own.amount_due,
        "paid_at": iso_time(own.paid_ms),
        "block_reason": own.block_reason,
        "sessions": _sessions_text(own, sessions),
        "sessions_waiting": "; ".join(
            session.code for session in sessions if session.id in own.waiting
        ),
        "registered_at": own.registered_at,
        "checked_in_at": iso_time(own.first_in_ms),
        "checked_out_at": "" if own.met else iso_time(own.last_out_ms),
        "badge_printed_at": iso_time(own.printed_ms),
        "code": own.ticket_code,
        "badge_code": own.badge_code,
        "valid_from": own.valid_from,
        "valid_until": own.valid_until,
    }


def _sessions_text(own: Registration, sessions: Sequence[Session]) -> str:
    """Name the booked sessions: in the guest list's words while they still say the truth."""
    now = booked(own, sessions)
    if {session.id for session in now} == {
        session.id for session in named_in(own.sessions, sessions)
    }:
        return own.sessions
    return "; ".join(
        [*(session.code for session in now), *unknown_sessions(own.sessions, sessions)]
    )


def status_of(attendee: Attendee) -> str:
    """Say in one word where somebody stands: the registration's status, or in, or out."""
    own = attendee.registration
    if own.status is Status.REGISTERED and own.met:
        return CHECKED_IN
    if own.status is Status.REGISTERED and own.last_out_ms:
        return CHECKED_OUT
    is_unknown = own.status is Status.PENDING and own.status_word
    return own.status_word if is_unknown else own.status.value


def iso_time(moment_ms: int | None) -> str:
    """Write a moment as ISO 8601 in UTC, to the millisecond."""
    if moment_ms is None:
        return ""
    moment = datetime.fromtimestamp(moment_ms / 1000, UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _checkin_row(verdict: VerdictRow, attendee: Attendee | None) -> list[str]:
    values = attendee_values(attendee) if attendee else {}
    values |= {
        "at": iso_time(verdict.at_ms),
        "outcome": verdict.outcome,
        "direction": verdict.direction,
        "point": verdict.point,
        "desk": verdict.desk,
        "detail": verdict.detail,
        "undone_at": iso_time(verdict.undone_ms),
    }
    return [values.get(column, "") for column in CHECKIN_COLUMNS]


def _stop_if(is_stopped: Callable[[], bool]) -> None:
    if is_stopped():
        raise WorkStopped(done=0)
