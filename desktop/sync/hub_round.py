"""One round of a desk with its hub: send what it lacks, take what is new, say who is here."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import count, takewhile

from desktop.domain.journal.entry import EntryId, StoredEntry, SubjectType, subject_of
from desktop.domain.journal.journal_flaws import FlawKind, JournalFlaw
from desktop.store.engine.slices import OnStore
from desktop.store.journal.intake import IntakeResult
from desktop.store.store import Store
from desktop.sync.hub import Cursor, Hub, HubEntry
from desktop.sync.hub_state import HubState, keep_state, read_state
from desktop.sync.report import AT_ONCE, SyncReport, goes_on, nothing

PAGE = 20_000
MOST_LOOKS = 5


class HubRound:
    """Rounds over one connection.

    Every loop over pages ends when its head does not move, or when the work is stopped: one desk's
    journal that cannot be read on is set aside and named, and all others go on.
    """

    def __init__(
        self,
        store: Store,
        hub: Hub,
        on_store: OnStore,
        at_once: int = AT_ONCE,
        is_stopped: Callable[[], bool] = goes_on,
    ) -> None:
        """Exchange between this store and this hub, until `is_stopped` says so."""
        self._store = store
        self._hub = hub
        self._on_store = on_store
        self._at_once = at_once
        self._is_stopped = is_stopped
        # Desks of which a notice told more than has come: up to which entry, 0 if it did not say.
        self._due: dict[str, int] = {}
        # How often was looked for them in vain.
        self._looked: Counter[str] = Counter()
        # Desks whose journal cannot be read on, and after which entry.
        self._set_aside: dict[str, int] = {}
        self._photos_sent: set[str] = set()
        self._state = on_store(partial(read_state, store))
        self._heads = hub.heads()
        self._begin()

    def exchange(self, on_read: Callable[[], object] = nothing) -> SyncReport:
        """Do a whole round: everybody's entries that the hub lacks, and photos.

        `on_read` comes between reading and writing.
        """
        report = SyncReport()
        self._repair_if_cloned(report)
        self.take(report)
        self._on_store(on_read)
        for desk in self._on_store(lambda: sorted(self._store.journal.known_heads())):
            self._send(desk, report)
        # A copy that was parted from its original has just got a name of its own.
        self._send(self._store.desk, report)
        self.take(report)
        self.take_missed(report)
        self._exchange_photos(report)
        return report.finish()

    def send(self, report: SyncReport) -> None:
        """Send what this desk wrote, with the photos that it speaks of."""
        self._send(self._store.desk, report)
        self._send_photos()

    def take(self, report: SyncReport) -> None:
        """Take in what the hub has since the last time."""
        while not self._is_stopped():
            cursor = Cursor(self._state.transaction_id, self._state.seq)
            entries, after = self._hub.pull(cursor, PAGE)
            if not entries or after == cursor:
                break
            gaps = self._take(entries, after, report)
            for desk in gaps:
                self._catch_up(desk, report)
        self._take_due(report)
        self._unseal_people(report)

    def hear(self, notices: Mapping[str, int]) -> None:
        """Note who told of news, and up to which entry; it stays due until it has come."""
        for desk, n in notices.items():
            self._due[desk] = max(n, self._due.get(desk, 0))
            self._looked.pop(desk, None)

    def has_due(self) -> bool:
        """Tell whether somebody told of news that have not come yet."""
        return bool(self._due)

    def look_again(self, report: SyncReport) -> None:
        """Try once more what could not be read on: it may have been mended at the hub."""
        for desk in list(self._set_aside):
            self._catch_up(desk, report)

    def _take_due(self, report: SyncReport) -> None:
        """Read desk by desk what the cursor may not pass yet.

        Any open transaction on the server, in whatever database, holds the cursor back; the entries
        of a desk follow one another by their numbers all the same. What a notice told and what is
        not there after some looks (a gap, a false notice) is left to the next round.
        """
        for desk, n in list(self._due.items()):
            if not n or self._on_store(partial(self._head, desk)) < n:
                self._catch_up(desk, report)
            self._looked[desk] += 1
            is_here = self._on_store(partial(self._head, desk)) >= n
            if is_here or desk in self._set_aside or self._looked[desk] >= MOST_LOOKS:
                del self._due[desk], self._looked[desk]

    def take_missed(self, report: SyncReport) -> None:
        """Take in what the cursor has passed all the same: the hub was restored from a copy."""
        for desk, head in self._hub.heads().items():
            if self._is_stopped():
                return
            if head > self._on_store(partial(self._head, desk)):
                self._catch_up(desk, report)

    def _begin(self) -> None:
        """Read everything anew from another hub, a restored one, or with other rights."""
        hub, state = self._hub, self._state
        is_same = state.hub == hub.id and state.programmes == hub.programmes
        if is_same and not hub.is_before(Cursor(state.transaction_id, state.seq)):
            return
        sent = state.sent if state.hub == hub.id else 0
        self._state = HubState(hub.id, sent=sent, programmes=hub.programmes)

    def _take(self, entries: Sequence[HubEntry], after: Cursor, report: SyncReport) -> set[str]:
        """Take a page in slices; the last one moves the cursor in the same transaction."""
        gaps: set[str] = set()
        for start in range(0, len(entries), self._at_once):
            some = entries[start : start + self._at_once]
            is_last = start + self._at_once >= len(entries)
            state = self._state._replace(**after._asdict()) if is_last else None
            taken = self._on_store(partial(self._write, some, state))
            report.add(taken, self._hub.name)
            gaps |= taken.gaps
            if state:
                self._state = state
        return gaps

    def _write(self, entries: Sequence[HubEntry], state: HubState | None) -> IntakeResult:
        own = self._store.desk
        newest = self._store.journal.newest()
        others = [entry for entry in entries if entry.desk != own or entry.number > newest]
        with self._store.write():
            taken = self._store.take_in(others, self._hub.name)
            if state:
                keep_state(self._store, state)
        return taken

    def _catch_up(self, desk: str, report: SyncReport) -> None:
        """Read a desk's entries in their order, where they had come out of it."""
        head = self._on_store(partial(self._head, desk))
        while not self._is_stopped():
            # What was set aside is tried by its next entry only.
            limit = 1 if desk in self._set_aside else PAGE
            entries = self._hub.pull_desk(desk, head, limit)
            if not entries or entries[0].number != head + 1:
                return
            report.add(self._on_store(partial(self._write, entries, None)), self._hub.name)
            before, head = head, self._on_store(partial(self._head, desk))
            if head <= before:
                self._pass_by(desk, head, report)
                return
            self._set_aside.pop(desk, None)

    def _pass_by(self, desk: str, head: int, report: SyncReport) -> None:
        """Set a desk's journal aside, and say whose: nothing follows from its head here."""
        if self._set_aside.get(desk) == head:
            return
        self._set_aside[desk] = head
        name = self._on_store(self._store.desk_names).get(desk, desk)
        is_newer = self._on_store(
            partial(self._store.intake.is_unreadable, EntryId(desk, head + 1))
        )
        kind = FlawKind.NEWER if is_newer else FlawKind.STUCK
        report.flaws.append(JournalFlaw(kind, self._hub.name, head, name))

    def _head(self, desk: str) -> int:
        head = self._store.journal.known_heads().get(desk)
        return head.number if head else 0

    def _unseal_people(self, report: SyncReport) -> None:
        """Ask for people whose entries were sealed until they were registered here."""
        if not self._on_store(self._store.intake.has_sealed):
            return
        unseen = self._store.intake.people_unseen(self._on_store)
        if unseen:
            entries = self._hub.of_subjects([subject_of(SubjectType.PERSON, id_) for id_ in unseen])
            report.add(self._on_store(partial(self._write, entries, None)), self._hub.name)

    def _send(self, desk: str, report: SyncReport) -> None:
        while not self._is_stopped():
            after = self._heads.get(desk, 0)
            read = partial(self._store.journal.stored_after, desk, after, PAGE)
            # Only as far as they run without a gap: a hub must not take a journal with holes.
            entries = list(takewhile(_follows(after), self._on_store(read)))
            if not entries:
                return
            if not self._follows_at_hub(desk, after):
                if desk == self._store.desk:
                    self._repair_clone(desk, report)
                else:
                    self._pass_by(desk, after, report)
                return
            pushed = self._hub.push(desk, entries)
            if pushed.forked:
                flaw = JournalFlaw(FlawKind.FORKED, self._hub.name, pushed.forked)
                report.flaws.append(flaw)
                if desk == self._store.desk:
                    self._repair_clone(desk, report)
                    return
            if desk == self._store.desk:
                report.sent += pushed.new
            self._heads[desk] = entries[-1].number
            if desk == self._store.desk:
                self._state = self._state._replace(sent=entries[-1].number)
                self._on_store(partial(self._keep, self._state))

    def _follows_at_hub(self, desk: str, after: int) -> bool:
        """Tell whether the hub has an entry as it is here, so that others can go on from it.

        What this desk itself has just sent need not be asked for.
        """
        if desk == self._store.desk and after == self._state.sent:
            return True
        mine = self._on_store(partial(self._store.journal.chain_of, EntryId(desk, after)))
        return not after or self._hub.chain(desk, after) == mine

    def _repair_if_cloned(self, report: SyncReport) -> None:
        """See whether the hub has this desk's entries as they are here."""
        desk, head = self._store.desk, self._heads.get(self._store.desk, 0)
        common = min(head, self._on_store(self._store.journal.newest))
        mine = self._on_store(partial(self._store.journal.chain_of, EntryId(desk, common)))
        if common and self._hub.chain(desk, common) != mine:
            self._repair_clone(desk, report)

    def _repair_clone(self, desk: str, report: SyncReport) -> None:
        """Read this desk's entries as the hub has them: another computer writes as this desk."""
        self._state = self._state._replace(sent=0)
        after = 0
        while not self._is_stopped() and (entries := self._hub.pull_desk(desk, after, PAGE)):
            known = partial(self._write_all, entries)
            report.add(self._on_store(known), self._hub.name)
            after = entries[-1].number
        if desk == self._store.desk and (first := self._first_otherwise(desk, after)):
            # What the hub has otherwise is sealed for this role, so that nobody could see it.
            report.is_copy = True
            self._on_store(partial(self._repair_from, first))

    def _first_otherwise(self, desk: str, last: int) -> int:
        """Find the first entry that the hub has otherwise than this desk; 0 for none."""
        numbers = range(1, min(last, self._on_store(self._store.journal.newest)) + 1)
        place = bisect_left(numbers, 1, key=lambda n: int(not self._follows_at_hub(desk, n)))
        return numbers[place] if place < len(numbers) else 0

    def _repair_from(self, first: int) -> None:
        with self._store.write():
            self._store.repair_clone(first)

    def _write_all(self, entries: Sequence[HubEntry]) -> IntakeResult:
        with self._store.write():
            return self._store.take_in(entries, self._hub.name)

    def _keep(self, state: HubState) -> None:
        with self._store.write():
            keep_state(self._store, state)

    def _exchange_photos(self, report: SyncReport) -> None:
        self._send_photos()
        for name in self._on_store(self._store.blobs.wanted):
            if self._is_stopped():
                return
            content = self._hub.photo(name)
            if content is not None:
                self._on_store(partial(self._keep_photo, content))
                report.photos += 1

    def _send_photos(self) -> None:
        names = self._on_store(self._store.blobs.names) - self._photos_sent
        for name in self._hub.lacks(sorted(names)) if names else ():
            if self._is_stopped():
                return
            if content := self._on_store(partial(self._store.blobs.get, name)):
                self._hub.keep_photo(name, content)
        self._photos_sent |= names

    def _keep_photo(self, content: bytes) -> None:
        with self._store.write():
            self._store.blobs.put(content)


def _follows(after: int) -> Callable[[StoredEntry], bool]:
    """Tell of one entry after the other whether it is the next one."""
    expected = count(after + 1)
    return lambda entry: entry.number == next(expected)
