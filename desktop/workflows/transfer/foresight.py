"""What an import would do, told before anything is written: new, changed, missing, left out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice

from desktop.domain.programme.programme import Programme
from desktop.store.engine.slices import OnStore
from desktop.store.store import Store
from desktop.workflows.ports import Clock, never
from desktop.workflows.transfer.guest_list import Guest, GuestList, Problem
from desktop.workflows.transfer.import_rules import FIRST_SLICE
from desktop.workflows.transfer.list_writer import ListWriter
from desktop.workflows.transfer.missing import find_missing
from desktop.workflows.transfer.progress import Progress

# A programme that is not made yet: nobody is known in it.
_NEW = Programme("", "", 0, "")


def foresee(
    store: Store,
    clock: Clock,
    programme: Programme | None,
    guests: GuestList,
    on_store: OnStore,
    on_progress: Callable[[Progress], None] = lambda _progress: None,
    is_stopped: Callable[[], bool] = never,
) -> Progress:
    """Go through a list as an import does, and write nothing.

    Args:
        store: where people are known.
        clock: the time of this desk.
        programme: where the list is to come in; None for one that is made for it.
        guests: the list as it is read there.
        on_store: does one slice where the store may be touched.
        on_progress: is told after each slice.
        is_stopped: asked before each slice; what was seen so far is given.
    """
    walk = _Walk(store, clock, programme or _NEW, guests)
    on_store(walk.begin)
    rows = guests.rows()
    while not is_stopped() and (batch := list(islice(rows, FIRST_SLICE))):
        on_store(partial(walk.take, batch))
        on_progress(walk.progress)
    if programme and guests.source and not is_stopped():
        missing, of_source = find_missing(
            store, on_store, programme.id, guests.source, walk.met, walk.unread
        )
        return replace(walk.progress, missing=missing, of_source=of_source)
    return walk.progress


class _Walk:
    """One walk, slice by slice."""

    def __init__(self, store: Store, clock: Clock, programme: Programme, guests: GuestList) -> None:
        self._store = store
        self._make = partial(ListWriter, store, clock, programme, guests, is_rehearsal=True)
        self._writer: ListWriter | None = None
        self.unread: set[str] = set()
        self.progress = Progress()

    @property
    def met(self) -> dict[str, tuple[str, str, str]]:
        return self._writer.met if self._writer else {}

    def begin(self) -> None:
        with self._store.read():
            self._writer = self._make()

    def take(self, batch: Sequence[Guest | Problem]) -> None:
        assert self._writer is not None
        with self._store.read():
            work = self._writer.prepare(
                [row for row in batch if not isinstance(row, Problem)], is_first_list=False
            )
        for row in batch:
            if isinstance(row, Problem):
                work.problems.append(row)
                self.unread.update(cell.strip().casefold() for cell in row.cells if cell.strip())
        before = self.progress
        self.progress = Progress(
            before.rows + len(batch),
            before.new + work.new,
            before.changed + work.changed,
            before.unchanged + work.unchanged,
            (*before.problems, *sorted(work.problems)) if work.problems else before.problems,
            choices=(*before.choices, *work.choices),
        )
