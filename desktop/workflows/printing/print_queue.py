"""The queue of this desk's printers: it outlives a crash, and nothing in it prints twice.

A job is made of sheets, or of labels of a roll; each is given to the printer as a job of its own,
few at a time. So a printer that dies in the middle leaves one sheet to look at, and the rest waits.
A badge's code is good from the moment it is queued; the journal says printed when the spooler does.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from desktop.domain.attendees.registration import Attendee
from desktop.domain.failures import (
    FileUnwritable,
    NoSuchPrinter,
    NothingToPrint,
    PrinterRefused,
    PrinterWaits,
)
from desktop.domain.journal.bodies import ISSUE, undo_draft
from desktop.domain.journal.entry import Draft, SubjectType, subject_of
from desktop.domain.printing.printer_faults import PrinterFault
from desktop.domain.printing.printing import (
    OPEN_STATES,
    OUT_STATES,
    STUCK_STATES,
    Copy,
    JobSummary,
    Printer,
    PrinterKind,
    Sheet,
    SheetState,
    Spool,
    Spooled,
    after,
)
from desktop.files.writing.whole_file import free_beside, whole_file
from desktop.store.engine.slices import OnStore
from desktop.store.queries.print_jobs import JobRow
from desktop.store.store import Store
from desktop.workflows.badges.badge_order import BadgeOrder
from desktop.workflows.badges.badges import BadgePrinting, code_for, voids_older
from desktop.workflows.ports import (
    BadgePainter,
    Clock,
    PrinterDoor,
    directly,
    never,
    new_id,
)
from desktop.workflows.printing.print_news import Added, Pumped
from desktop.workflows.printing.print_sheets import PrintSheets, setup_to_dict, sheets_of
from desktop.workflows.printing.printers import PrinterRepository

# Enough that a printer never waits for the next sheet, few enough that a jam wastes little.
AHEAD = {PrinterKind.SYSTEM: 3, PrinterKind.FOLDER: 50}
SHOWN = 100
KEPT_MS = 30 * 24 * 3_600_000
MAX_NAME = 60
ENDING = ".pdf"
_UNSAFE = re.compile(r"[^\w-]+")


class PrintQueue:
    """Jobs of all printers; `pump` is called again and again from one lane."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        painter: BadgePainter,
        door: PrinterDoor,
        badges: BadgePrinting,
        printers: PrinterRepository,
    ) -> None:
        """Work on this store through this door."""
        self._store = store
        self._clock = clock
        self._painter = painter
        self._door = door
        self._badges = badges
        self._printers = printers
        self._jobs = store.print_jobs
        self._sheets = PrintSheets(store, clock, badges, printers)

    def add(
        self,
        order: BadgeOrder,
        printer: Printer,
        title: str,
        on_store: OnStore = directly,
        is_stopped: Callable[[], bool] = never,
        *,
        is_urgent: bool = False,
    ) -> Added:
        """Put badges into the queue; from then on their codes are good.

        Raises:
            NothingToPrint, WorkStopped: nobody is meant, or the person stopped it.
        """
        selection = self._badges.selection
        ids = selection.select(order, on_store, is_stopped)
        if not ids:
            raise NothingToPrint(programme=order.programme.title)
        people = list(selection.people(ids, on_store))
        copies = [Copy(attendee.id, code_for(order, attendee)) for attendee in people]
        sheets = list(sheets_of(order.setup, copies, is_whole=printer.kind is PrinterKind.FOLDER))
        now = self._clock()
        setup = json.dumps(setup_to_dict(order), ensure_ascii=False)
        named = title.encode("utf-8", "replace").decode()
        own = (order.programme.id, named, printer.name, setup)
        job = JobRow(new_id(now), *own, now, is_urgent, False)
        on_store(lambda: self._add(job, sheets, order, copies))
        replaced = (
            sum(voids_older(order.reason, attendee) for attendee in people) if order.is_badge else 0
        )
        return Added(job.id, len(copies), len(sheets), replaced)

    def jobs(self) -> Sequence[JobSummary]:
        """List the newest jobs, newest first."""
        with self._store.read():
            return self._store.print_jobs.summaries(SHOWN)

    def sheets(self, job: str) -> Sequence[Sheet]:
        """List the sheets of a job."""
        with self._store.read():
            return self._store.print_jobs.sheets(job)

    def holds_badge_of(self, attendee: Attendee) -> bool:
        """Tell whether somebody's badge is in the queue already."""
        with self._store.read():
            return attendee.id in self._jobs.on_their_way(attendee.registration.programme)

    def count_open(self) -> int:
        """Count the sheets that are waiting or on their way."""
        with self._store.read():
            return self._store.print_jobs.count_open()

    def pause(self, job: str, *, is_paused: bool) -> None:
        """Hold back what a job has not sent yet, or let it go on."""
        with self._store.write():
            self._store.print_jobs.change(job, is_paused=is_paused)

    def retry(self, job: str) -> None:
        """Print again what failed, or what nobody could tell of."""
        self._set_all(job, STUCK_STATES, SheetState.WAITING)

    def retry_failed(self, job: str) -> None:
        """Print again what certainly did not come out."""
        self._set_all(job, frozenset({SheetState.FAILED}), SheetState.WAITING)

    def settle(self, job: str) -> None:
        """Take a person's word that what nobody could tell of came out."""
        row = self._job(job)
        for sheet in self.sheets(job):
            if sheet.state is SheetState.UNCERTAIN:
                self._sheets.note_out(row, sheet, SheetState.PRINTED)

    def move(self, job: str, printer: str, on_store: OnStore = directly) -> None:
        """Give what is not out yet to another printer; what is on its way is taken back first.

        Raises:
            NoSuchPrinter: there is none of that name.
        """
        on_store(lambda: self._printers.named(printer))
        row = on_store(lambda: self._job(job))
        self._take_back(row, SheetState.WAITING, on_store)

        def move() -> None:
            with self._store.write():
                self._store.print_jobs.change(job, printer=printer)
            self._set_all(job, frozenset({SheetState.FAILED}), SheetState.WAITING)

        on_store(move)

    def cancel(self, job: str, on_store: OnStore = directly) -> None:
        """Give up what is not out yet; codes that were made for it stop working."""
        row = on_store(lambda: self._job(job))
        self._take_back(row, SheetState.CANCELLED, on_store)
        for sheet in on_store(lambda: self.sheets(job)):
            if sheet.state in OPEN_STATES | STUCK_STATES:
                on_store(partial(self._drop, row, sheet))

    def pump(self, on_store: OnStore = directly) -> Pumped:
        """Look after what is on its way, and hand over what comes next."""
        has_news = False
        in_hand: Counter[str] = Counter()
        for row, sheet in on_store(self._jobs.open_sheets):
            state = self._watch(row, sheet, on_store)
            has_news |= state is not sheet.state
            in_hand[row.printer] += state is SheetState.SENT
        files: list[Path] = []
        blocked: set[str] = set()
        for row, sheet in on_store(partial(self._jobs.next_sheets, max(AHEAD.values()))):
            printer = on_store(partial(self._printer, row.printer))
            if printer is None:
                self._set(row, sheet, SheetState.FAILED, on_store, reason=PrinterFault.GONE)
                has_news = True
                continue
            is_full = in_hand[printer.name] >= AHEAD.get(printer.kind, 1)
            if printer.is_paused or printer.name in blocked or is_full:
                continue
            state = self._send(printer, row, sheet, on_store, files)
            has_news = True
            in_hand[printer.name] += state is SheetState.SENT
            if state not in {SheetState.SENT, *OUT_STATES}:
                blocked.add(printer.name)
        return Pumped(has_news, on_store(self.count_open), tuple(files))

    def forget_old(self) -> None:
        """Drop jobs that were settled a month ago."""
        with self._store.write():
            self._store.print_jobs.forget(self._clock() - KEPT_MS)

    def _add(
        self, job: JobRow, sheets: Sequence[Sheet], order: BadgeOrder, copies: Sequence[Copy]
    ) -> None:
        with self._store.write():
            self._store.print_jobs.add(job, sheets)
            if order.is_badge:
                drafts = [
                    Draft(
                        ISSUE,
                        subject_of(SubjectType.REGISTRATION, id_),
                        job.programme,
                        {"code": code},
                    )
                    for id_, code in copies
                ]
                self._store.append(drafts, self._clock())

    def _job(self, id_: str) -> JobRow:
        with self._store.read():
            job = self._store.print_jobs.job(id_)
        if job is None:
            raise LookupError(id_)
        return job

    def _printer(self, name: str) -> Printer | None:
        try:
            return self._printers.named(name)
        except NoSuchPrinter:
            return None

    def _watch(self, row: JobRow, sheet: Sheet, on_store: OnStore) -> SheetState:
        """See how far a sheet is that was handed over, or was being handed over at a crash."""
        printer = on_store(partial(self._printer, row.printer))
        if printer is None:
            return self._set(row, sheet, SheetState.UNCERTAIN, on_store, reason=PrinterFault.GONE)
        if sheet.state is SheetState.SENDING:
            return self._after_crash(printer, row, sheet, on_store)
        spooled = self._door.look(printer, sheet.ticket)
        state = self._learn(row, sheet, spooled, on_store)
        if state is SheetState.FAILED:
            # A stopped job would come out by surprise when somebody mends the printer.
            self._door.cancel(printer, sheet.ticket)
        return state

    def _learn(self, row: JobRow, sheet: Sheet, spooled: Spooled, on_store: OnStore) -> SheetState:
        state = after(spooled)
        if state in OUT_STATES:
            on_store(partial(self._sheets.note_out, row, sheet, state))
        elif state is not sheet.state or spooled.reason != sheet.reason:
            reason = spooled.reason or (
                Spool.CANCELLED.value if spooled.state is Spool.CANCELLED else ""
            )
            self._set(row, sheet, state, on_store, reason=reason)
        return state

    def _after_crash(
        self, printer: Printer, row: JobRow, sheet: Sheet, on_store: OnStore
    ) -> SheetState:
        if printer.kind is PrinterKind.FOLDER:
            if not sheet.ticket.endswith(ENDING):
                # An older Muster had not noted the file's name: only a person can look.
                return self._set(row, sheet, SheetState.UNCERTAIN, on_store)
            if (Path(printer.address) / sheet.ticket).exists():
                on_store(partial(self._sheets.note_out, row, sheet, SheetState.PRINTED))
                return SheetState.PRINTED
            return self._set(row, sheet, SheetState.WAITING, on_store)
        earlier = self._door.earlier(printer, sheet.ticket)
        if earlier.ticket:
            return self._set(row, sheet, SheetState.SENT, on_store, ticket=earlier.ticket)
        state = SheetState.WAITING if earlier.is_sure else SheetState.UNCERTAIN
        return self._set(row, sheet, state, on_store)

    def _send(
        self, printer: Printer, row: JobRow, sheet: Sheet, on_store: OnStore, files: list[Path]
    ) -> SheetState:
        if printer.kind is PrinterKind.FOLDER:
            return self._write_file(printer, row, sheet, on_store, files)
        key = new_id(self._clock())
        self._set(row, sheet, SheetState.SENDING, on_store, ticket=key)
        task = self._sheets.task(key, printer, row, sheet, on_store)
        if not task.badges:
            return self._set(row, sheet, SheetState.CANCELLED, on_store)
        try:
            ticket = self._door.send(printer, task)
        except PrinterWaits as failure:
            reason = str(failure.facts["reason"])
            return self._set(row, sheet, SheetState.WAITING, on_store, reason=reason)
        except PrinterRefused as failure:
            reason = str(failure.facts["reason"])
            return self._set(row, sheet, SheetState.FAILED, on_store, reason=reason)
        return self._set(row, sheet, SheetState.SENT, on_store, ticket=ticket)

    def _write_file(
        self, printer: Printer, row: JobRow, sheet: Sheet, on_store: OnStore, files: list[Path]
    ) -> SheetState:
        """Make the file of a printer that is a folder, badge by badge.

        Its name, which was free, is noted before: after a crash it tells whether it was made.
        """
        name = _UNSAFE.sub("-", row.title).strip("-")[:MAX_NAME]
        target = free_beside(Path(printer.address) / f"{name}{ENDING}")
        self._set(row, sheet, SheetState.SENDING, on_store, ticket=target.name)
        try:
            target.parent.mkdir(exist_ok=True)
            with whole_file(target) as draft:
                setup = self._sheets.setup(printer, row, sheet)
                badges = self._sheets.badges(row, sheet, setup, on_store)
                self._painter.paint_pdf(draft, setup, badges)
        except (OSError, FileUnwritable) as error:
            reason = str(error) if isinstance(error, OSError) else str(error.facts["reason"])
            return self._set(row, sheet, SheetState.FAILED, on_store, reason=reason)
        files.append(target)
        on_store(partial(self._sheets.note_out, row, sheet, SheetState.PRINTED))
        return SheetState.PRINTED

    def _take_back(self, row: JobRow, state: SheetState, on_store: OnStore) -> None:
        """Take sheets out of the spooler; what is out already is noted as out."""
        printer = on_store(partial(self._printer, row.printer))
        for sheet in on_store(lambda: self.sheets(row.id)):
            if sheet.state is not SheetState.SENT or printer is None:
                continue
            self._door.cancel(printer, sheet.ticket)
            spooled = self._door.look(printer, sheet.ticket)
            if spooled.state is Spool.QUEUED:
                # It may still come out there: nobody prints it again without having looked.
                self._set(
                    row, sheet, SheetState.UNCERTAIN, on_store, reason=PrinterFault.LEFT_THERE
                )
            elif spooled.state in (Spool.PRINTED, Spool.UNTOLD, Spool.UNKNOWN):
                self._learn(row, sheet, spooled, on_store)
            elif state is SheetState.WAITING:
                self._set(row, sheet, state, on_store)

    def _drop(self, row: JobRow, sheet: Sheet) -> None:
        """Give up a sheet; the codes that were issued for it are taken back.

        Where the badge may have come out all the same its code goes on, so that it opens the door.
        """
        codes = set(dict(sheet.copies).values())
        with self._store.write():
            self._store.print_jobs.set_state(row.id, sheet.number, SheetState.CANCELLED)
            if sheet.state is SheetState.UNCERTAIN:
                return
            undos = []
            for id_, _code in sheet.copies:
                for entry in self._store.journal.of_subject(
                    subject_of(SubjectType.REGISTRATION, id_)
                ):
                    if entry.kind == ISSUE and entry.body["code"] in codes:
                        undos.append(undo_draft(entry))
            self._store.append(undos, self._clock())

    def _set_all(self, job: str, states: frozenset[SheetState], state: SheetState) -> None:
        with self._store.write():
            for sheet in self._store.print_jobs.sheets(job):
                if sheet.state in states:
                    self._store.print_jobs.set_state(job, sheet.number, state)

    def _set(
        self,
        row: JobRow,
        sheet: Sheet,
        state: SheetState,
        on_store: OnStore,
        *,
        ticket: str | None = None,
        reason: str = "",
    ) -> SheetState:
        def write() -> None:
            with self._store.write():
                self._store.print_jobs.set_state(row.id, sheet.number, state, ticket, reason)

        on_store(write)
        return state
