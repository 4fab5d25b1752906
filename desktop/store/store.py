"""The store as workflows use it: one open database, its journal and its queries."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from desktop.domain.failures import Cause, StoreReadOnly, StoreUnreadable
from desktop.domain.journal.bodies import SET
from desktop.domain.journal.entry import Draft, Entry, EntryId, SealedEntry, StoredEntry
from desktop.domain.journal.forks import FORK, parted_desk
from desktop.domain.upkeep.losses import Gap, Since
from desktop.store.engine import connection, migrations
from desktop.store.engine.blobs import Blobs
from desktop.store.engine.engine import Connection
from desktop.store.engine.errors import environment_as_failure
from desktop.store.engine.keys import KeyStore
from desktop.store.journal import clone_repair
from desktop.store.journal import kept as kept_entries
from desktop.store.journal.changed import Changed
from desktop.store.journal.forks import Forks
from desktop.store.journal.intake import Intake, IntakeResult
from desktop.store.journal.journal import Journal
from desktop.store.journal.peers import Peers
from desktop.store.projections import verify
from desktop.store.projections.check_process import backup_in_child, check_in_child
from desktop.store.projections.projections import Projector
from desktop.store.projections.replay import replay
from desktop.store.projections.runs import Runs
from desktop.store.projections.verify import Difference
from desktop.store.queries.badge_documents import BadgeDocuments
from desktop.store.queries.bookings import Bookings
from desktop.store.queries.conflicts import Conflicts
from desktop.store.queries.directory import Directory
from desktop.store.queries.doubles import Doubles
from desktop.store.queries.members import Members
from desktop.store.queries.presence_now import PresenceNow
from desktop.store.queries.print_jobs import PrintJobs
from desktop.store.queries.programmes import Programmes
from desktop.store.queries.registrations import Registrations
from desktop.store.queries.rollcalls import RollCalls
from desktop.store.queries.roster import Roster
from desktop.store.queries.search import Search
from desktop.store.queries.verdicts import Verdicts
from desktop.store.queries.whereabouts import Whereabouts
from desktop.store.reports.credits import CreditQueries
from desktop.store.reports.day import DayReportQueries
from desktop.store.reports.year import YearReportQueries

DESK_ID_BYTES = 5
DEFAULT_DESK_NAME = "Desk A"


def _nobody() -> None:
    """Stand where nobody listens for what is written."""


class Store:
    """All that this desk knows; used from one lane only."""

    # The setting under which files are noted that are not in place yet: of a copy they are the
    # other computer's.
    UNFINISHED = "unfinished files"

    def __init__(self, opened: connection.Opened, path: Path, key_file: Path) -> None:
        """Work with an open database."""
        self.db = db = opened.db
        self.path = path
        self.key_file = key_file
        self.new_key_file = opened.new_key_file
        self._holders: set[object] = set()
        self._is_damaged = False
        self._connection: Connection = db.conn
        self.desk = self._own_desk()
        self.actor = "desk"
        self.journal = Journal(db, self.desk)
        self._projector = Projector(db, self.journal)
        self.programmes = Programmes(db)
        self.presence_now = PresenceNow(db)
        self.registrations = Registrations(db, self.presence_now)
        self.verdicts = Verdicts(db)
        self.whereabouts = Whereabouts(db, self.registrations, self.presence_now)
        self.runs = Runs(db)
        self.roster = Roster(db, self._projector.roster_mark)
        self.search = Search(db)
        self.bookings = Bookings(db)
        self.directory = Directory(db)
        self.blobs = Blobs(db)
        self.badge_documents = BadgeDocuments(db)
        self.print_jobs = PrintJobs(db)
        self.intake = Intake(db, self.journal)
        self.forks = Forks(db, self.journal)
        self.peers = Peers(db)
        self.conflicts = Conflicts(db)
        self.rollcalls = RollCalls(db, self.journal)
        self.doubles = Doubles(db)
        self.day_report = DayReportQueries(db)
        self.credits = CreditQueries(db)
        self.members = Members(db)
        self.year_report = YearReportQueries(db)
        self.changed = Changed(db, self.journal)
        self.on_written: Callable[[], None] = _nobody
        self._has_news = False

    @classmethod
    def open(
        cls,
        path: Path,
        key_store: KeyStore,
        tell: Callable[[int, int], None] = lambda _done, _total: None,
        *,
        is_new: bool = False,
    ) -> Store:
        """Open the store at this path, making it if there is none; see `open_database`.

        Where the schema changed, `tell` hears how many entries are worked through, of how many.
        """
        opened = connection.open_database(path, key_store, is_new=is_new)
        store = cls(opened, path, key_store.key_file)
        store._rebuild_once(tell)
        return store

    @contextmanager
    def write(self) -> Iterator[None]:
        """Hold the write lock from the first read to the commit; all or nothing."""
        with self._worded():
            try:
                with connection.write(self.db):
                    yield
                    self._projector.finish()
            except BaseException:
                self.journal.forget_heads()
                self._projector.forget()
                self._has_news = False
                raise
        if self._has_news:
            self._has_news = False
            self.on_written()

    @contextmanager
    def read(self) -> Iterator[None]:
        """Word the failures of the engine while reading."""
        with self._worded():
            yield

    @contextmanager
    def _worded(self) -> Iterator[None]:
        """Word the engine's failures; once a page did not read, it refuses to write anything."""
        try:
            with environment_as_failure(self.path):
                yield
        except StoreUnreadable:
            self._is_damaged = True
            raise
        except StoreReadOnly as failure:
            if self._is_damaged:
                raise StoreUnreadable(path=self.path, reason=Cause.DAMAGED) from failure
            raise

    def append(
        self, drafts: Sequence[Draft], wall_ms: int, fresh: Collection[str] = ()
    ) -> list[Entry]:
        """Write entries and bring the projections up to date, inside `write`.

        Args:
            drafts: what is to be written, in order.
            wall_ms: wall time in milliseconds since 1970 UTC.
            fresh: subjects that have no entry yet.
        """
        entries = self.journal.append(drafts, self.actor, wall_ms, fresh)
        self._projector.apply(entries, fresh)
        self._has_news = True
        return entries

    def take_in(self, given: Iterable[StoredEntry | SealedEntry], source: str) -> IntakeResult:
        """Take entries of other desks in and bring the projections up to date, inside `write`.

        Args:
            given: entries as the journal stores them, in any order.
            source: the file or hub that they came from, for people.
        """
        taken = self.intake.take(given, source)
        if taken.entries:
            self._projector.apply(taken.entries, taken.fresh)
        if taken.is_copy:
            self._repair_if_copied(taken)
        if self.intake.has_forks() or any(FORK in entry.body for entry in taken.entries):
            self.follow_forks()
        return taken

    def _repair_if_copied(self, taken: IntakeResult) -> None:
        """Go on as a new desk, unless a person decided that this is the one that keeps the name."""
        self.follow_forks()
        is_behind = any(entry.desk == self.desk for entry in taken.entries)
        taken.is_copy = is_behind or self.intake.forked_from(self.desk) > 0
        if taken.is_copy:
            self.repair_clone()

    def follow_forks(self) -> None:
        """Do what was decided about journals that two computers wrote, inside `write`."""
        was_cut, taken = self.forks.follow()
        if was_cut:
            self._make_projections_anew()
        elif taken:
            self._projector.apply(taken)

    def repair_clone(self, first: int = 0) -> None:
        """Go on as a new desk: this store is a copy of another one, restored or cloned.

        What was written here since the copy, and what others know otherwise, goes along.

        Args:
            first: the first entry that others know otherwise; 0 where it is parked here.
        """
        old, name = self.desk, self.desk_name()
        self.keep_setting(self.UNFINISHED, "")
        first = first or self.intake.forked_from(old)
        chain = self.journal.chain_of(EntryId(old, first)) if first else None
        self.desk = parted_desk(old, chain) if chain else secrets.token_hex(DESK_ID_BYTES)
        self.journal.desk = self.desk
        self._connection.execute("UPDATE local SET value = ? WHERE name = 'desk'", (self.desk,))
        if first:
            moved = clone_repair.renamed(
                clone_repair.cut_own(self._connection, old, first), self.desk
            )
            # A person elsewhere may have parted them already.
            clone_repair.cut_own(self._connection, self.desk, 1)
            self.journal.forget_heads()
            self.journal.take(moved)
            self.intake.adopt_forked(old)
            self._make_projections_anew()
        self.name_desk(f"{name} (2)", self.journal.newest_ms())

    def waiting(self) -> list[tuple[Gap, int]]:
        """Name what is missing of journals, and how many entries wait behind each gap."""
        with self.read():
            return [(gap, len(run)) for gap, run in self.intake.waiting_runs()]

    def take_past_gaps(self) -> None:
        """Let what waits for missing entries take effect without them, inside `write`.

        Each run goes on as the journal of a desk of its own, because numbers have no gaps.
        """
        runs = self.intake.waiting_runs()
        given = self.given_desk_names()
        names: dict[EntryId, EntryId] = {}
        for gap, run in runs:
            new = parted_desk(gap.desk, run[0].chain)
            names |= clone_repair.names_at(run, new)
            named = f"{given.get(gap.desk, DEFAULT_DESK_NAME)} (2)"
            self.append([Draft(SET, f"desk:{new}", "", {"name": named})], self.journal.newest_ms())
        self.intake.forget_waiting()
        for _gap, run in runs:
            self.take_in(clone_repair.rewritten(run, names), self.path.name)

    @property
    def plan_number(self) -> int:
        """A number that is another one after every change of a programme, point or question."""
        return self._projector.plan_number

    def desk_name(self) -> str:
        """Give the name that people know this desk by."""
        query = "SELECT name FROM desks WHERE id = ?"
        row = self._connection.execute(query, (self.desk,)).fetchone()
        return str(row[0]) if row else DEFAULT_DESK_NAME

    def desk_names(self) -> dict[str, str]:
        """Give the names of all desks by their ids; those of one name are told apart by theirs."""
        names = self.given_desk_names()
        counts = Counter(names.values())
        return {
            id_: name if counts[name] == 1 else f"{name} ({id_[:4]})" for id_, name in names.items()
        }

    def given_desk_names(self) -> dict[str, str]:
        """Give the names of all desks as somebody gave them."""
        return dict(self._connection.execute("SELECT id, name FROM desks").fetchall())

    def name_desk(self, name: str, wall_ms: int) -> None:
        """Call this desk something else, inside `write`."""
        self.append([Draft(SET, f"desk:{self.desk}", "", {"name": name})], wall_ms)

    def name_desk_once(self, name: str, wall_ms: int) -> None:
        """Name this desk if it has no name yet, inside `write`."""
        row = self._connection.execute("SELECT 1 FROM desks WHERE id = ?", (self.desk,)).fetchone()
        if row is None:
            self.name_desk(name, wall_ms)

    def setting(self, name: str) -> str:
        """Give what this computer has kept under a name; it is in no journal."""
        query = "SELECT value FROM local WHERE name = ?"
        row = self._connection.execute(query, (name,)).fetchone()
        return str(row[0]) if row else ""

    def keep_setting(self, name: str, value: str) -> None:
        """Keep something on this computer only, inside `write`."""
        self._connection.execute("INSERT OR REPLACE INTO local VALUES (?, ?)", (name, value))

    def differences(self) -> Iterator[Difference]:
        """Name everything that is not as the journal says, or not as it was written."""
        return verify.verify(self.db, self.journal)

    def state_hash(self) -> str:
        """Sum up all that the screens show: equal on desks that have the same entries."""
        return verify.state_hash(self.db)

    def plain_copy(self, target: Path) -> None:
        """Write an unencrypted copy, for other tools, to a path that is free."""
        verify.plain_copy(self.db, target)

    def tidy(self) -> None:
        """Move written pages from the log into the file, unless it is held; for idle moments."""
        if not self._holders:
            with environment_as_failure(self.path):
                self._connection.execute("PRAGMA wal_checkpoint(PASSIVE)")

    def hold_file(self, holder: object) -> None:
        """Bring all that was written into the file, which then stays as it is until released."""
        self.tidy()
        self._holders.add(holder)

    def release_file(self, holder: object) -> None:
        """Let the file be written again; commits went to the log meanwhile."""
        self._holders.discard(holder)

    def differences_of_copy(
        self,
        on_copied: Callable[[], None],
        tell: Callable[[float], None],
        is_stopped: Callable[[], bool],
    ) -> Iterator[Difference]:
        """Name what `differences` names, of the held file and in a child; see `check_in_child`."""
        return check_in_child(self.path, self.key_file, on_copied, tell, is_stopped)

    def entries_known(self) -> int:
        """Count the entries of all desks, without reading them."""
        with self.read():
            return sum(head.number for head in self.journal.known_heads().values())

    def since(self, kept: Mapping[str, int]) -> Since:
        """Sum up what is here and not in a backup, of which the newest entries are given."""
        with self.read():
            own = {desk: head.number for desk, head in self.journal.known_heads().items()}
            return kept_entries.since(self.db, own, kept)

    def flaws_of_backup(
        self, draft: Path, on_copied: Callable[[], None], is_stopped: Callable[[], bool]
    ) -> Iterator[Difference]:
        """Copy the held file, and name what is wrong with the copy's pages and chains.

        A child does it: its low priority costs no scan, and what does not read costs only it.
        """
        return backup_in_child(self.path, draft, self.key_file, on_copied, is_stopped)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def _make_projections_anew(self) -> None:
        clone_repair.clear_projections(self._connection)
        self.journal.forget_heads()
        self._projector.forget()
        replay(self.journal, self._projector)

    def _rebuild_once(self, tell: Callable[[int, int], None]) -> None:
        """Make the projections anew after a change of the schema dropped them."""
        query = "SELECT 1 FROM local WHERE name = ?"
        if self._connection.execute(query, (migrations.REBUILD,)).fetchone():
            total, done = self.journal.count(), 0

            def count(entries: int) -> None:
                nonlocal done
                done += entries
                tell(done, total)

            with self.write():
                replay(self.journal, self._projector, count)
                self._connection.execute("DELETE FROM local WHERE name = ?", (migrations.REBUILD,))

    def _own_desk(self) -> str:
        query = "SELECT value FROM local WHERE name = 'desk'"
        row = self._connection.execute(query).fetchone()
        if row:
            return str(row[0])
        desk = secrets.token_hex(DESK_ID_BYTES)
        self._connection.execute("INSERT INTO local VALUES ('desk', ?)", (desk,))
        return desk
