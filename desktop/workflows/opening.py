"""Opens the store and hands out the workflows that work on it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from desktop.domain.badges.media import PageSetup
from desktop.domain.journal.bodies import set_draft
from desktop.domain.journal.entry import SubjectType, canonical
from desktop.domain.printing.printed_form import PrintedForm
from desktop.domain.printing.printed_list import PrintedList
from desktop.domain.programme.programme import Programme
from desktop.domain.staff.staff import Right
from desktop.files.sync.desk_marks import DeskMarks
from desktop.files.writing.whole_file import whole_file
from desktop.store.engine.keys import KeyStore
from desktop.store.engine.slices import OnStore
from desktop.store.store import DEFAULT_DESK_NAME, Store
from desktop.workflows.attendees.attendee_list import AttendeeList
from desktop.workflows.attendees.delegations import Delegations
from desktop.workflows.attendees.merging import Merging
from desktop.workflows.attendees.photos import Photos
from desktop.workflows.attendees.registry import Registry
from desktop.workflows.attendees.sessions import Sessions
from desktop.workflows.attendees.tickets import Tickets
from desktop.workflows.attendees.twins import Twins
from desktop.workflows.badges.badge_checks import BadgeChecks
from desktop.workflows.badges.badge_order import BadgeSelection
from desktop.workflows.badges.badge_templates import TemplateRepository
from desktop.workflows.badges.badges import BadgePrinting
from desktop.workflows.badges.papers import PaperRepository
from desktop.workflows.badges.unfinished_files import UnfinishedFiles
from desktop.workflows.changes import Changes, Step
from desktop.workflows.checkin.desk import Desk, UndoResult
from desktop.workflows.checkin.kiosk import Kiosk
from desktop.workflows.checkin.presence_rules import PresenceRules
from desktop.workflows.checkin.whereabouts import WhoIsWhere
from desktop.workflows.ports import (
    BadgePainter,
    Clock,
    NoPrinters,
    OpenMailer,
    PrinterDoor,
    directly,
    never,
    no_mailer,
)
from desktop.workflows.printing.print_queue import PrintQueue
from desktop.workflows.printing.printers import PrinterRepository
from desktop.workflows.programme.directory import Directory
from desktop.workflows.programme.members import Members
from desktop.workflows.programme.planning import Planning
from desktop.workflows.programme.point_plan import PointPlan
from desktop.workflows.programme.programmes import ProgrammeRepository
from desktop.workflows.reports.certificate_mail import CertificateMail
from desktop.workflows.reports.certificates import CertificateFiles
from desktop.workflows.reports.credits import Credits
from desktop.workflows.reports.days import DayReports
from desktop.workflows.reports.files import ReportFiles
from desktop.workflows.reports.platform_sample import PlatformSample
from desktop.workflows.reports.years import YearReports
from desktop.workflows.rollcall.boards import Boards
from desktop.workflows.rollcall.incident import IncidentForms
from desktop.workflows.rollcall.papers import ListPapers
from desktop.workflows.rollcall.records import Records
from desktop.workflows.rollcall.rollcalls import RollCalls
from desktop.workflows.staff.staffing import Staffing
from desktop.workflows.sync.copies import keep_mark, part_if_copied
from desktop.workflows.sync.disputes import Disputes
from desktop.workflows.sync.syncing import Syncing
from desktop.workflows.transfer.export import Export
from desktop.workflows.transfer.flat_export import FlatExport
from desktop.workflows.transfer.foresight import foresee
from desktop.workflows.transfer.guest_list import GuestList
from desktop.workflows.transfer.import_list import GuestListImport
from desktop.workflows.transfer.judging import JudgedList, judge
from desktop.workflows.transfer.progress import Progress
from desktop.workflows.transfer.sources import ListSource, sources_of
from desktop.workflows.upkeep.backups import Backups
from desktop.workflows.upkeep.restoring import take_restored
from desktop.workflows.upkeep.store_check import Difference, StoreCheck

# Settings of this computer that the window looks at from moment to moment.
KEPT_AT_HAND = ("stand", "desk", "kiosk", "window", "sample", "rollcall", "ics", "sync")


class FrontDesk:
    """An open store with everything that can be done on it."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        painter: BadgePainter,
        open_mailer: OpenMailer = no_mailer,
        printers: PrinterDoor | None = None,
        marks: DeskMarks | None = None,
    ) -> None:
        """Work on an open store."""
        self._store = store
        self._marks = marks
        # Whether this store was found to be a copy of another desk's as it was opened.
        self.was_copied = part_if_copied(store, marks) if marks else False
        self._clock = clock
        self._painter = painter
        self._opened_at = store.journal.newest()
        self._settings = {name: self.settings(name) for name in KEPT_AT_HAND}
        self.path = store.path
        self.new_key_file = store.new_key_file
        self.programmes = ProgrammeRepository(store, clock)
        self.staffing = Staffing(store, clock)
        self._open_upkeep()
        require = self.staffing.require
        self.export = Export(store, require)
        self.flat_export = FlatExport(store, clock, require)
        self.changes = Changes(store, clock)
        self.papers = PaperRepository(store, clock, self.changes)
        self.templates = TemplateRepository(store, clock, self.changes)
        self.unfinished = UnfinishedFiles(store, clock)
        door = printers or NoPrinters()
        self._open_printing(door)
        self.desk = Desk(store, clock, self.staffing)
        self.kiosk = Kiosk(store, self.templates)
        self.whereabouts = WhoIsWhere(store, clock, self.changes)
        self.registry = Registry(store, clock, self.changes)
        self.twins = Twins(store)
        self.sessions = Sessions(store, clock, self.changes, self.registry)
        self.merging = Merging(store, clock, self.changes, self.registry)
        self.disputes = Disputes(store, clock, self.changes, self.merging)
        self.syncing = Syncing(store, clock, self.unfinished)
        self._open_rollcalls(door)
        self._open_reports(open_mailer)
        self.attendees = AttendeeList(store, clock)
        self.delegations = Delegations(store)
        self.photos = Photos(store, clock)
        self.tickets = Tickets(store, clock, painter, open_mailer, self.templates)
        self._open_plan()

    def _open_plan(self) -> None:
        """Make what plans a programme, and whose removals may be kept to leads."""
        store, clock, require = self._store, self._clock, self.staffing.require
        self.points = PointPlan(store, clock, self.changes, require)
        self.directory = Directory(store, clock, self.changes, require)
        self.members = Members(store, clock, self.changes)
        self.planning = Planning(store, clock, self.changes, self.registry, require)

    def _open_upkeep(self) -> None:
        """Make what looks after the store itself."""
        self.store_check = StoreCheck(self._store)
        self.backups = Backups(self._store, self._clock, self.staffing.require)
        # Of which moment the backup was that this store was brought back from, if it was just now.
        self.restored_from_ms = take_restored(self._store)

    def _open_printing(self, door: PrinterDoor) -> None:
        """Make what badges are chosen, painted and printed by."""
        store, clock, painter = self._store, self._clock, self._painter
        selection = BadgeSelection(store, clock)
        self.badges = BadgePrinting(store, clock, painter, selection, self.unfinished)
        self.badge_checks = BadgeChecks(self.badges, painter)
        self.printers = PrinterRepository(store, door)
        self.queue = PrintQueue(store, clock, painter, door, self.badges, self.printers)

    def _open_rollcalls(self, door: PrinterDoor) -> None:
        """Make what is needed when a building is evacuated."""
        store = self._store
        self.rollcalls = RollCalls(store, self._clock, self.changes)
        self.boards = Boards(store)
        self.records = Records(store)
        self.incident = IncidentForms(store)
        self.list_papers = ListPapers(store.path.parent, self._painter, door, self.printers)

    def _open_reports(self, open_mailer: OpenMailer) -> None:
        """Make what reads the figures of days, credits and years."""
        store = self._store
        self.day_reports = DayReports(store, self._clock)
        self.credits = Credits(store, self.changes)
        self.certificate_mail: Tickets = CertificateMail(
            store, self._clock, self._painter, open_mailer, self.templates, self.credits
        )
        self.year_reports = YearReports(store, self._clock)
        self.certificate_files = CertificateFiles(self._painter)
        self.report_files = ReportFiles(store.path.parent, self._painter)

    @classmethod
    def open(
        cls,
        path: Path,
        key_file: Path,
        clock: Clock,
        painter: BadgePainter,
        open_mailer: OpenMailer = no_mailer,
        printers: PrinterDoor | None = None,
        marks: DeskMarks | None = None,
        tell: Callable[[int, int], None] = lambda _done, _total: None,
    ) -> FrontDesk:
        """Open the store at this path, making it if there is none.

        Where this computer remembers its stores (`marks`), a copy goes on as a desk of its own.
        Where it is an older Muster's, `tell` hears how many entries are done, of how many.

        Raises:
            StoreBusy, KeyMissing, StoreUnreadable, NewerStore, DiskFull: it cannot be opened.
            StoreGone: only backups of it are there; `Rescue.begin` begins a new one.
        """
        store = Store.open(path, KeyStore(key_file), tell)
        store.presence_now.rule_of = PresenceRules(store, clock).of
        with store.write():
            store.name_desk_once(DEFAULT_DESK_NAME, clock())
        opened = cls(store, clock, painter, open_mailer, printers, marks)
        opened.unfinished.settle()
        return opened

    def open_beside(self, path: Path, key_file: Path) -> FrontDesk:
        """Open another desk's store with the clock and the painter of this one."""
        return FrontDesk.open(path, key_file, self._clock, self._painter)

    def importing(
        self, programme: Programme, guests: GuestList, source: str = ""
    ) -> GuestListImport:
        """Prepare the import of a guest list into a programme; a named source is not guessed."""
        return GuestListImport(self._store, self._clock, programme, guests, self.registry, source)

    def judged(self, code: str, guests: GuestList, source: str = "") -> JudgedList:
        """Tell how a list is read in a programme, or a new one, and what is left open."""
        return judge(self._store, self.programmes.find(code), guests, source, self._clock())

    def foreseen(
        self,
        code: str,
        guests: GuestList,
        on_store: OnStore,
        on_progress: Callable[[Progress], None] = lambda _progress: None,
        is_stopped: Callable[[], bool] = never,
    ) -> Progress:
        """Tell what an import into a programme, or a new one, would do; nothing is written."""
        programme = on_store(lambda: self.programmes.find(code))
        return foresee(
            self._store, self._clock, programme, guests, on_store, on_progress, is_stopped
        )

    def unfinished_imports(self, programme: Programme) -> list[str]:
        """Name the files of which an import was cut off, the newest first."""
        with self._store.read():
            runs = self._store.runs.unfinished(programme.id)
        return list(dict.fromkeys(run.file for run in runs))

    def list_sources(self, code: str) -> list[ListSource]:
        """List the systems and lists that a programme's people came from, the largest first."""
        programme = self.programmes.find(code)
        return sources_of(self._store, programme.id) if programme else []

    def undo_newest(self, programme: Programme | None) -> Step | UndoResult | None:
        """Take back what was done last since the store was opened, at the door or elsewhere.

        What was done before is in Recent: whoever opened the program has not seen it done.
        """
        moved = self.desk.newest_movement(programme) if programme else 0
        if programme and moved > max(self.changes.newest, self._opened_at):
            return self.desk.undo(programme)
        return self.changes.undo()

    def settings(self, name: str) -> dict[str, str]:
        """Give the settings of this computer under a name."""
        with self._store.read():
            text = self._store.setting(f"settings:{name}")
        return dict(json.loads(text)) if text else {}

    def kept_settings(self, name: str) -> dict[str, str]:
        """Give settings as they were last read or kept, without asking the store."""
        return dict(self._settings.get(name, {}))

    def keep_settings(self, name: str, values: Mapping[str, str]) -> None:
        """Keep settings of this computer under a name."""
        with self._store.write():
            self._store.keep_setting(f"settings:{name}", json.dumps(dict(values)))
        self._settings[name] = dict(values)

    def name_desk(self, name: str) -> None:
        """Call this desk something else, where that is new."""
        with self._store.write():
            if self._store.desk_name() != name:
                self._store.name_desk(name, self._clock())

    def with_kept_mapping(self, guests: GuestList) -> GuestList:
        """Read a file by the mapping that was kept for its source, if there is one."""
        with self._store.read():
            kept = self._store.directory.mapping(guests.kind)
        if kept is None or not set(kept.values()) <= set(guests.table.headers):
            return guests
        known = set(guests.named_mapping.values()) & self._headers_of(guests.kind)
        forgotten = {field: "" for field, header in guests.named_mapping.items() if header in known}
        return guests.mapped(forgotten | dict(kept))

    def _headers_of(self, kind: str) -> set[str]:
        """Give the columns that a list of this kind had when its mapping was kept."""
        with self._store.read():
            return self._store.directory.headers(kind)

    def keep_mapping(self, guests: GuestList) -> None:
        """Keep a mapping for all files with the same columns, on all desks."""
        body = {
            "name": guests.table.path.name,
            "columns": canonical(guests.named_mapping),
            "headers": json.dumps(guests.table.headers, ensure_ascii=False),
        }
        draft = set_draft(SubjectType.MAPPING, guests.kind, "", body)
        with self._store.write():
            self._store.append([draft], self._clock())

    def left_unfinished(self, code: str, guests: GuestList) -> int | None:
        """Tell how many rows of a file an import that was cut off had taken, if there is one."""
        programme = self.programmes.find(code)
        run = self.importing(programme, guests).left_unfinished() if programme else None
        return run.done if run else None

    def verify(self) -> Sequence[Difference]:
        """Check the file, the chains and the projections, and name every difference."""
        return self.store_check.in_place()

    def plain_copy(self, target: Path, on_store: OnStore = directly) -> None:
        """Write an ordinary SQLite file for other tools, whole or not at all.

        Raises:
            KeptToLeads: to export is kept to leads.
            FileUnwritable: the folder or the disk does not take it.
        """
        self.staffing.require(Right.EXPORT)
        with whole_file(target, is_copy=True) as draft:
            on_store(lambda: self._store.plain_copy(draft))

    def paint_list(self, target: Path, listing: PrintedList) -> int:
        """Write a list as PDF, whole or not at all, and tell how many pages it has.

        Raises:
            FileUnwritable: the folder or the disk does not take it.
        """
        with whole_file(target) as draft:
            return self._painter.paint_list(draft, listing)

    def paint_form(self, target: Path, form: PrintedForm) -> int:
        """Write a form as PDF, whole or not at all, and tell how many pages it has.

        Raises:
            FileUnwritable: the folder or the disk does not take it.
        """
        with whole_file(target) as draft:
            return self._painter.paint_form(draft, form)

    def paint_calibration(self, target: Path, setup: PageSetup) -> int:
        """Write the page that shows how far a printer is off, whole or not at all.

        Raises:
            FileUnwritable: the folder or the disk does not take it.
        """
        with whole_file(target) as draft:
            return self._painter.paint_calibration(draft, setup)

    def fill_platform(self, tell: Callable[[int], None]) -> None:
        """Fill an empty store with invented people, as many as the platform has."""
        PlatformSample(self._store, self._clock).fill(tell=tell)

    def tidy(self) -> None:
        """Do the store's housekeeping, in an idle moment."""
        self._store.tidy()

    def close(self) -> None:
        """Let go of the store, and remember how far it went."""
        if self._marks:
            keep_mark(self._store, self._marks)
        self._store.close()
