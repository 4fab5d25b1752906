"""Checks the store: in place for the command line, and as a copy while a desk scans."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from desktop.store.engine.slices import OnStore
from desktop.store.store import Store


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as it should be: where, and what."""

    where: str
    what: str


class StoreCheck:
    """Names every difference between the file, the journal's chains and the projections."""

    def __init__(self, store: Store) -> None:
        """Check this store."""
        self._store = store

    def in_place(self) -> Sequence[Difference]:
        """Check the store itself; nobody can use it meanwhile."""
        return [Difference(*difference) for difference in self._store.differences()]

    def of_copy(
        self, on_store: OnStore, tell: Callable[[float], None], is_stopped: Callable[[], bool]
    ) -> Sequence[Difference]:
        """Check a copy of the store in another process, while scans go on.

        Args:
            on_store: does the two moments that need the store where it may be touched.
            tell: is told which share of the check is done, from 0 to 1.
            is_stopped: tells whether somebody wants it to end.

        Raises:
            WorkStopped: somebody ended it.
            CheckBroken: it ended before it was through, so nothing is known.
            EnvironmentFailure: the copy could not be made or opened.
        """
        holder = object()
        release = partial(on_store, partial(self._store.release_file, holder))
        on_store(partial(self._store.hold_file, holder))
        try:
            found = self._store.differences_of_copy(release, tell, is_stopped)
            return [Difference(*difference) for difference in found]
        finally:
            release()
