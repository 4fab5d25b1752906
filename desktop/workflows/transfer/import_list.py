"""Imports a guest list slice by slice: new people come in, known ones are brought up to date."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Sequence
from contextlib import nullcontext
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import Any

from desktop.domain.failures import ListUnclear, OtherCount
from desktop.domain.journal.bodies import set_draft
from desktop.domain.journal.entry import SubjectType, canonical
from desktop.domain.programme.programme import Programme
from desktop.domain.storable import storable_text
from desktop.store.engine.slices import OnStore
from desktop.store.projections.runs import DONE, RUNNING, STOPPED, Run
from desktop.store.store import Store
from desktop.workflows.attendees.registry import Registry
from desktop.workflows.ports import Clock, directly, never, new_id
from desktop.workflows.transfer.doubts import Doubt
from desktop.workflows.transfer.guest_list import (
    BATCH_ROWS,
    Guest,
    GuestList,
    Problem,
)
from desktop.workflows.transfer.import_rules import (
    FIRST_SLICE,
    fitting,
    without_collector,
)
from desktop.workflows.transfer.judging import judge
from desktop.workflows.transfer.list_writer import ListWriter
from desktop.workflows.transfer.missing import find_missing
from desktop.workflows.transfer.progress import Progress

Fields = dict[str, Any]


class GuestListImport:
    """One run of one file into one programme."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        programme: Programme,
        guests: GuestList,
        registry: Registry,
        source: str = "",
    ) -> None:
        """Prepare a run; nothing is written yet. A `source` that was named is not guessed."""
        self._registry = registry
        self._store = store
        self._clock = clock
        self._programme = programme
        self._guests = guests
        self._named_source = source
        self._doubts: tuple[Doubt, ...] | None = None
        self._unread: set[str] = set()
        self._run_id = ""
        self._writer: ListWriter | None = None
        self._progress = Progress()
        self._is_first_list = self._is_only_list = False
        self._newest = 0

    def run(
        self,
        on_store: OnStore = directly,
        on_progress: Callable[[Progress], None] = lambda _progress: None,
        is_stopped: Callable[[], bool] = never,
        rows_at_once: int = 0,
    ) -> Progress:
        """Read the file here and write slice after slice through the store's lane.

        Args:
            rows_at_once: how many rows a transaction takes; more is faster, but nobody can
                scan until it ends. 0 fits the slices to the speed of the store, so that a
                scan waits for some 12 ms.
            on_store: does one slice where the store may be touched.
            on_progress: is told after each slice.
            is_stopped: asked before each slice; what is in stays in.

        Raises:
            ListUnclear: somebody has to say something first; nothing was written.
        """
        with without_collector() if rows_at_once else nullcontext():
            if doubts := self.doubts(on_store):
                raise ListUnclear(path=self._guests.table.path, doubts=doubts)
            on_store(self._start)
            state = self._take_all(on_store, on_progress, is_stopped, rows_at_once)
        on_store(lambda: self._finish(state))
        on_store(self._fill_places)
        if state == DONE and self._guests.source and not self._is_only_list:
            self._note_missing(on_store)
        return self._progress

    def _take_all(
        self,
        on_store: OnStore,
        on_progress: Callable[[Progress], None],
        is_stopped: Callable[[], bool],
        rows_at_once: int,
    ) -> str:
        """Take slice after slice; tell whether all were taken or somebody stopped it."""
        size = rows_at_once or FIRST_SLICE
        rows = self._guests.rows()
        while batch := list(islice(rows, size)):
            if is_stopped():
                return STOPPED
            took_ms = on_store(partial(self._take, batch))
            on_store(self._store.tidy)
            on_progress(self._progress)
            if not rows_at_once:
                size = fitting(size, took_ms)
        return DONE

    @property
    def guests(self) -> GuestList:
        """The list as it is read in this programme: with its source, zone and kept words."""
        return self._guests

    @property
    def met(self) -> Collection[str]:
        """The registrations that the list is about, as far as it was taken in."""
        return self._writer.met if self._writer else ()

    def doubts(self, on_store: OnStore = directly) -> tuple[Doubt, ...]:
        """List what somebody has to say before this list can be imported; it reads the file."""
        if self._doubts is None:
            # The file is read here and not in the store's lane.
            rows = self._guests.survey.rows
            self._doubts = on_store(self._judge) if rows else ()
        return self._doubts

    def cancel_missing(self, count: int) -> None:
        """Cancel who is no longer on the list; `count` says how many that are.

        Raises:
            OtherCount: there are more or fewer of them, and nothing was done.
        """
        missing = self._progress.missing
        if count != len(missing):
            raise OtherCount(count=len(missing), told=count)
        ids = [person.registration for person in missing]
        self._registry.cancel_unlisted(ids, self._guests.source)

    def _judge(self) -> tuple[Doubt, ...]:
        judged = judge(
            self._store, self._programme, self._guests, self._named_source, self._clock()
        )
        self._guests = judged.guests
        return judged.doubts

    def _note_missing(self, on_store: OnStore) -> None:
        source, programme = self._guests.source, self._programme.id
        missing, of_source = find_missing(
            self._store, on_store, programme, source, self.met, self._unread
        )
        self._progress = replace(self._progress, missing=missing, of_source=of_source)

    def left_unfinished(self) -> Run | None:
        """Give the earlier run of the same file that was cut off, if there is one."""
        with self._store.read():
            runs = self._store.runs.unfinished(self._programme.id)
        mine = (run for run in runs if run.fingerprint == self._guests.fingerprint)
        return next((run for run in mine if run.id != self._run_id), None)

    def _start(self) -> None:
        now = self._clock()
        self._run_id = new_id(now)
        file = storable_text(self._guests.table.path.name)
        mark = self._guests.fingerprint
        run = Run(self._run_id, "import", self._programme.id, file, mark, RUNNING, 0, now, now)
        self._writer = ListWriter(self._store, self._clock, self._programme, self._guests)
        with self._store.write():
            self._is_first_list = self._store.registrations.is_empty(self._programme.id)
            self._is_only_list = self._is_first_list
            self._keep_source()
            self._store.runs.start(run)
            self._newest = self._store.journal.newest()

    def _keep_source(self) -> None:
        """Keep how the source is called and what its words mean, for its next list."""
        guests, directory = self._guests, self._store.directory
        if not guests.source:
            return
        body: Fields = {}
        if not directory.source_name(guests.source):
            body["name"] = self._named_source or storable_text(guests.table.path.name)
        if dict(directory.statuses(guests.source)) != guests.worth_keeping:
            body["statuses"] = canonical(guests.worth_keeping)
        if body:
            draft = set_draft(SubjectType.MAPPING, guests.source, "", body)
            self._store.append([draft], self._clock())

    def _finish(self, state: str) -> None:
        progress = self._progress
        with self._store.write():
            self._store.runs.advance(self._run_id, progress.rows, state, self._clock())
            if state == DONE:
                self._store.runs.settle(self._programme.id, self._guests.fingerprint)
        if state == STOPPED:
            self._progress = replace(progress, is_stopped=True)

    def _fill_places(self) -> None:
        """Give places that the list made free to who waits the longest."""
        self._registry.fill(self._programme.id)

    def _take(self, rows: Sequence[Guest | Problem]) -> float:
        """Bring a slice of rows into the store, in one transaction; tell the milliseconds."""
        begin, progress = time.perf_counter(), self._progress
        with self._store.write():
            if self._store.journal.newest() != self._newest:
                self._is_first_list = False
            for start in range(0, len(rows), BATCH_ROWS):
                progress = self._take_slice(rows[start : start + BATCH_ROWS], progress)
            self._store.runs.advance(self._run_id, progress.rows, RUNNING, self._clock())
            self._newest = self._store.journal.newest()
        self._progress = progress
        return (time.perf_counter() - begin) * 1000

    def _take_slice(self, batch: Sequence[Guest | Problem], before: Progress) -> Progress:
        assert self._writer is not None
        guests = [guest for guest in batch if not isinstance(guest, Problem)]
        work = self._writer.prepare(guests, is_first_list=self._is_first_list)
        for row in batch:
            if isinstance(row, Problem):
                work.problems.append(row)
                self._unread.update(cell.strip().casefold() for cell in row.cells if cell.strip())
        self._store.append(work.drafts, self._clock(), work.fresh)
        if work.choices:
            # What the list had said already when the hand decided is no dispute.
            open_ones = self._store.conflicts.of_subjects(c.subject for c in work.choices)
            work.choices = [c for c in work.choices if (c.subject, c.field) in open_ones]
        return Progress(
            before.rows + len(batch),
            before.new + work.new,
            before.changed + work.changed,
            before.unchanged + work.unchanged,
            (*before.problems, *sorted(work.problems)) if work.problems else before.problems,
            choices=(*before.choices, *work.choices) if work.choices else before.choices,
        )
