"""Turns rows of a guest list into what they say of a person, or into a problem.

One cell that cannot be read keeps nobody out: it is left out by itself, and named.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from desktop.domain.attendees import fields as f
from desktop.domain.attendees.blanks import (
    is_blank,
    is_mark,
    is_word_for_no_name,
    may_be_no_name,
)
from desktop.domain.attendees.matching import Features
from desktop.domain.attendees.names import join_name, name_key
from desktop.domain.attendees.person import GUEST_FIELDS
from desktop.domain.attendees.registration import Status
from desktop.domain.attendees.status_words import read_yes_no, says_absent
from desktop.domain.checkin.codes import MAX_FOREIGN_LENGTH, clean, ungrouped
from desktop.domain.checks import EMAIL, MAX_NAME, MAX_TEXT
from desktop.files.tables.text_encoding import once
from desktop.files.transfer.attendance import Attendance, read_attendance_row
from desktop.files.transfer.cells import (
    DAMAGED,
    clean_email,
    clean_phone,
    country_of,
    line_of,
    said,
    said_line,
    tidy,
)
from desktop.files.transfer.columns import asks_for_reply
from desktop.files.transfer.footers import is_about_nobody
from desktop.files.transfer.guests import Guest, Problem, ProblemKind, Rules
from desktop.files.transfer.header_words import rate_people_header
from desktop.files.transfer.name_cells import (
    has_original_names,
    original_name,
    turned,
    without_role,
)
from desktop.files.transfer.own_cells import settle_own
from desktop.files.transfer.row_status import read_row_status, with_extra
from desktop.files.transfer.seats import seats
from desktop.files.transfer.tables import Table, TableRow
from desktop.files.transfer.times import TimeReader

_NAME_FIELDS = ("full_name", "first_name", "last_name")
_SHORT_FIELDS = frozenset(f.NAME_FIELDS)
_HALVES = (("first_name", "last_name"), ("first_name_hebrew", "last_name_hebrew"))


class RowReader:
    """Reads rows by one mapping."""

    def __init__(
        self, table: Table, mapping: Mapping[str, int], rules: Rules | None = None
    ) -> None:
        """Read rows of this table.

        Args:
            table: the file.
            mapping: which field stands in which column.
            rules: how cells are read.
        """
        self._rules = rules or Rules()
        self._width = len(table.headers)
        self._questions = [
            (header.removeprefix(f.QUESTION_PREFIX), index)
            for index, header in enumerate(table.headers)
            if table.is_own and header.startswith(f.QUESTION_PREFIX)
        ]
        has_ids = table.is_own and f.ID_COLUMN in table.headers
        self._own_id = table.headers.index(f.ID_COLUMN) if has_ids else None
        self._headers = table.headers
        self._first_rows = {part.first for part in table.sections} if table.header_row else ()
        self._source = self._rules.source or table.source
        self._mapping = dict(mapping)
        self._person = [
            (name, mapping[name], _READERS.get(name, said_line))
            for name in GUEST_FIELDS
            if name in mapping
        ]
        self._names = [name for name in f.NAME_FIELDS if name in mapping]
        own = (*f.REGISTRATION_FIELDS, f.BLOCK_REASON, f.SESSIONS_WAITING)
        self._registration = [(name, mapping[name]) for name in own if name in mapping]
        self._speaks_of_status = bool(self._rules.extra) or any(
            name in mapping for name in _OF_STATUS
        )
        self._speaks_of_coming = any(name in mapping for name in _OF_COMING)
        self._flags = {
            name: self._header(name)
            for name in (f.IS_CANCELLED, f.IS_BLOCKED, f.IS_PAID, f.IS_APPROVED)
            if name in mapping
        }
        self._has_original_names = has_original_names(self._header("full_name"))
        self._asks_for_reply = f.STATUS in mapping and asks_for_reply(self._header(f.STATUS))
        self._times = {
            name: TimeReader(is_day_first=self._rules.day_first.get(name), zone=self._rules.zone)
            for name in (*_OF_COMING, f.PAID_AT, f.REGISTERED_AT, *f.VALID_COLUMNS)
        }

    def read(self, row: TableRow) -> Guest | Problem:
        """Read one row."""
        cells = self._joined(row.cells)
        if len(cells) > self._width and any(map(str.strip, cells[self._width :])):
            extra = next(cell for cell in cells[self._width :] if cell.strip())
            return Problem(row.number, "", ProblemKind.TOO_MANY_CELLS, extra[:80], cells)
        if len(cells) < self._width:
            cells = [*cells, *[""] * (self._width - len(cells))]
        person = {name: read(cells[index]) for name, index, read in self._person}
        own = {name: said(cells[index]) for name, index in self._registration}
        flaws: list[Problem] = []
        self._clean(row, person, flaws)
        if self._is_nobody(row.number, person, own, cells):
            told = " ".join(cell.strip() for cell in cells if cell.strip())
            return Problem(row.number, "", ProblemKind.NOBODY, told[:80], cells)
        if not any(map(person.get, self._names)):
            return self._problem(row, self._name_field(), ProblemKind.NO_NAME, "")
        if (problem := self._odd_text(row, person, own, flaws)) is not None:
            return problem
        if self._is_alone(cells):
            name = next(cell for cell in cells if cell.strip())
            alone = Problem(row.number, "", ProblemKind.ALONE, name.strip()[:80], cells)
            flaws.append(alone._replace(is_row_out=False))
        if self._rules.seats >= 0 and (count := seats(cells[self._rules.seats])) > 1:
            header = self._headers[self._rules.seats]
            more = Problem(row.number, header, ProblemKind.MORE_SEATS, str(count), cells)
            flaws.append(more._replace(is_row_out=False))
        return self._guest(row, cells, person, own, flaws)

    def _is_nobody(
        self, number: int, person: Mapping[str, str], own: Mapping[str, str], cells: Sequence[str]
    ) -> bool:
        """Tell whether a row without contact is a total, a remark, or a header's second line."""
        if person.get("email") or person.get("phone") or own.get("external_id"):
            return False
        code = self._mapping.get(f.CODE)
        if code is not None and cells[code].strip():
            return False
        is_header_line = number in self._first_rows and rate_people_header(cells).is_header
        return is_header_line or is_about_nobody(cells)

    def _is_alone(self, cells: Sequence[str]) -> bool:
        """Tell whether a row has one cell only, where those of others have more."""
        return self._rules.is_full and sum(map(bool, cells)) == 1

    def _joined(self, cells: Sequence[str]) -> Sequence[str]:
        """Join an address with a comma in it, which made one cell too many of it."""
        index, extra = self._mapping.get("email", -1), len(cells) - self._width
        if extra <= 0 or index < 0 or "@" not in cells[index] or EMAIL.match(cells[index].strip()):
            return cells
        address = ",".join(cells[index : index + extra + 1])
        return [*cells[:index], address, *cells[index + extra + 1 :]]

    def _clean(self, row: TableRow, person: dict[str, str], flaws: list[Problem]) -> None:
        """Take out names that are none, and what one cell of a good row got wrong."""
        if name := person.get("full_name", ""):
            name = original_name(name) if self._has_original_names else without_role(name)
            person["full_name"] = turned(name) if self._rules.is_last_first else name
        self._mend(row, person, flaws)
        for name in self._names:
            if may_be_no_name(person[name]):
                self._clean_names(row, person, flaws)
                break
        for name, clean_cell, bad in _CLEANERS:
            if text := person.get(name, ""):
                person[name], left = clean_cell(text)
                if left:
                    reason = ProblemKind.SECOND_EMAIL if person[name] else bad
                    flaws.append(self._flaw(row, name, reason, left[:80]))
                    if not person[name]:
                        del person[name]

    def _mend(self, row: TableRow, person: dict[str, str], flaws: list[Problem]) -> None:
        """Read a single cell once that was encoded twice; its file is not."""
        for name, text in person.items():
            if not text.isascii() and (mended := once(text)) != text:
                person[name] = mended
                flaws.append(self._flaw(row, name, ProblemKind.MENDED, mended[:80]))

    def _clean_names(self, row: TableRow, person: dict[str, str], flaws: list[Problem]) -> None:
        """Take placeholders out of names; a word such as `Null` only where it is nobody's."""
        for halves in _HALVES:
            texts = [person.get(name, "") for name in halves]
            is_nobody = all(text and (is_mark(text) or is_word_for_no_name(text)) for text in texts)
            for name, text in zip(halves, texts, strict=True):
                if not text or not (is_nobody or is_mark(text) or self._is_repeated(text)):
                    continue
                person[name] = ""
                if not is_mark(text):
                    flaws.append(self._flaw(row, name, ProblemKind.NO_REAL_NAME, text[:80]))
        for name in ("full_name", "full_name_hebrew"):
            text = person.get(name, "")
            if text and (is_mark(text) or is_word_for_no_name(text)):
                person[name] = ""

    def _is_repeated(self, text: str) -> bool:
        return text.casefold() in self._rules.empty_names

    def _odd_text(
        self, row: TableRow, person: dict[str, str], own: dict[str, str], flaws: list[Problem]
    ) -> Problem | None:
        """Leave out cells that are unreadable or too long; the row where it is the name."""
        if not _needs_a_closer_look(row.cells):
            return None
        for fields in (person, own):
            for name, text in list(fields.items()):
                if (reason := _oddness(name, text)) is None:
                    continue
                detail = str(len(text)) if reason is ProblemKind.TOO_LONG else text[:80]
                if name in _SHORT_FIELDS and not person.get("email"):
                    return self._problem(row, name, reason, detail)
                flaws.append(self._flaw(row, name, reason, detail))
                if name not in _SHORT_FIELDS:
                    del fields[name]
                elif reason is ProblemKind.TOO_LONG:
                    fields[name] = text[:MAX_NAME].rstrip()
        return None

    def _name_field(self) -> str:
        return next((name for name in _NAME_FIELDS if name in self._mapping), "full_name")

    def _problem(self, row: TableRow, name: str, reason: ProblemKind, detail: str) -> Problem:
        return Problem(row.number, self._header(name), reason, detail, row.cells)

    def _flaw(self, row: TableRow, name: str, reason: ProblemKind, detail: str) -> Problem:
        return self._problem(row, name, reason, detail)._replace(is_row_out=False)

    def _header(self, name: str) -> str:
        index = self._mapping.get(name)
        return self._headers[index] if index is not None else ""

    def _guest(
        self,
        row: TableRow,
        cells: Sequence[str],
        person: dict[str, str],
        own: dict[str, str],
        flaws: list[Problem],
    ) -> Guest:
        def cell(name: str) -> str:
            return self._cell(cells, name)

        name = _main_name(person)
        is_in = self._read_status(cell, cells, own)
        for unread in settle_own(own, self._times, self._rules.whole_days):
            text = own[unread][:80]
            flaws.append(self._flaw(row, unread, ProblemKind.TIME_UNREAD, text))
        self._read_attention(own)
        own["source"] = self._source
        code = self._code(row, cell, flaws)
        self._clean_numbers(row, own, flaws)
        features = Features(
            name,
            name_key(name),
            person.get("email", "").casefold(),
            person.get("phone", ""),
            person.get("organization", ""),
            own.get("external_id", ""),
            self._source,
            code,
            own.get("order_ref", ""),
        )
        came = self._attendance(row, cell, flaws, is_in=is_in)
        paid_ms = self._paid_ms(row, cell, flaws)
        answers = {text: answer for text, i in self._questions if (answer := tidy(cells[i]))}
        moments = (came.is_in, came.in_at_ms, came.out_at_ms, paid_ms)
        facts = (person, own, features, code, *moments, row.cells, answers, tuple(flaws))
        own_id = tidy(cells[self._own_id]) if self._own_id is not None else ""
        return Guest(row.number, *facts, own_id=own_id)

    def _cell(self, cells: Sequence[str], name: str) -> str:
        index = self._mapping.get(name)
        if index is None or index >= len(cells):
            return ""
        text = tidy(cells[index])
        # What a status calls nothing may still say something of it.
        return "" if is_blank(text) and name != f.STATUS else text

    def _extra_cells(self, cells: Sequence[str]) -> list[tuple[str, str]]:
        return [(header, tidy(cells[index])) for index, header in self._rules.extra.items()]

    def _read_status(
        self, cell: Callable[[str], str], cells: Sequence[str], own: dict[str, str]
    ) -> bool:
        if not self._speaks_of_status:
            return False
        says = read_row_status(
            cell,
            self._rules.statuses,
            self._flags,
            asks_for_reply=self._asks_for_reply,
        )
        if self._rules.extra:
            says = with_extra(says, self._extra_cells(cells), self._rules.statuses)
        own[f.STATUS], own["status_word"] = says.status, says.word[:MAX_NAME]
        return says.is_in and says.status == Status.REGISTERED

    def _code(self, row: TableRow, cell: Callable[[str], str], flaws: list[Problem]) -> str:
        text = cell(f.CODE)
        is_damaged = DAMAGED.match(text) is not None
        if not is_damaged and len(text) <= MAX_FOREIGN_LENGTH:
            return ungrouped(clean(text))
        kind = ProblemKind.CODE_DAMAGED if is_damaged else ProblemKind.CODE_TOO_LONG
        flaws.append(self._flaw(row, f.CODE, kind, text[:40]))
        return ""

    def _clean_numbers(self, row: TableRow, own: dict[str, str], flaws: list[Problem]) -> None:
        """Leave out numbers of which a spreadsheet has lost the last digits."""
        for name in ("external_id", "order_ref"):
            if (text := own.get(name, "")) and DAMAGED.match(text):
                flaws.append(self._flaw(row, name, ProblemKind.NUMBER_DAMAGED, text[:40]))
                own[name] = ""

    def _attendance(
        self, row: TableRow, cell: Callable[[str], str], flaws: list[Problem], *, is_in: bool
    ) -> Attendance:
        if not (is_in or self._speaks_of_coming):
            return Attendance()
        came = read_attendance_row(cell, self._moment_ms, is_in=is_in, is_away=self._is_away(cell))
        if came.unread:
            text = cell(came.unread)[:80]
            flaws.append(self._flaw(row, came.unread, ProblemKind.TIME_UNREAD, text))
        if came.against:
            text = cell(came.against)[:80]
            flaws.append(self._flaw(row, came.against, ProblemKind.NOT_THERE, text))
        return came

    def _is_away(self, cell: Callable[[str], str]) -> bool:
        text = cell(f.STATUS)
        return bool(text) and says_absent(text)

    def _moment_ms(self, name: str, text: str) -> int | None:
        """Read a moment; one that is far ahead is nobody's arrival."""
        at_ms = self._times[name].moment_ms(text)
        is_ahead = at_ms is not None and 0 < self._rules.latest_ms < at_ms
        return None if is_ahead else at_ms

    def _paid_ms(
        self, row: TableRow, cell: Callable[[str], str], flaws: list[Problem]
    ) -> int | None:
        text = cell(f.PAID_AT)
        paid_ms = self._times[f.PAID_AT].moment_ms(text) if text else None
        if text and paid_ms is None:
            flaws.append(self._flaw(row, f.PAID_AT, ProblemKind.TIME_UNREAD, text[:80]))
        return paid_ms

    @staticmethod
    def _read_attention(own: dict[str, str]) -> None:
        if own.get("attention"):
            answer = read_yes_no(own["attention"])
            if answer is not None:
                own["attention"] = "yes" if answer else ""


def _main_name(person: dict[str, str]) -> str:
    """Give the name by which a row is known; a full name that only repeats its halves goes."""
    joined = join_name(person.get("first_name", ""), person.get("last_name", ""))
    if person.get("full_name") == joined:
        person["full_name"] = ""
    return person.get("full_name") or joined or _hebrew_name(person)


def _oddness(name: str, text: str) -> ProblemKind | None:
    if "\ufffd" in text:
        return ProblemKind.UNREADABLE
    is_long = len(text) > (MAX_NAME if name in _SHORT_FIELDS else MAX_TEXT)
    return ProblemKind.TOO_LONG if is_long else None


def _needs_a_closer_look(cells: Sequence[str]) -> bool:
    """Tell quickly whether any cell may be unreadable or too long."""
    return max(map(len, cells)) > MAX_NAME or "\ufffd" in "".join(cells)


def _hebrew_name(person: Mapping[str, str]) -> str:
    get = person.get
    joined = join_name(get("first_name_hebrew", ""), get("last_name_hebrew", ""))
    return get("full_name_hebrew") or joined


_OF_STATUS = (f.STATUS, f.IS_CANCELLED, f.IS_BLOCKED, f.IS_PAID, f.IS_APPROVED)
_OF_COMING = (f.CHECKED_IN, f.CHECKED_IN_AT, f.CHECKED_OUT_AT)
# A name may be a word for nothing, and Namibia is no placeholder.
_READERS = dict.fromkeys(f.NAME_FIELDS, line_of) | {"country": country_of}
_CLEANERS = (
    ("email", clean_email, ProblemKind.BAD_EMAIL),
    ("phone", clean_phone, ProblemKind.BAD_PHONE),
)
