"""Long reading in slices, so that a scan goes between."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

T = TypeVar("T")
# So often it is tried whether something can be read while nobody changes it.
TRIES = 3


class OnStore(Protocol):
    """Does a slice of work where the store may be touched, and gives its result."""

    def __call__(self, work: Callable[[], T], /) -> T:
        """Do it, and wait for it."""


def here(work: Callable[[], T]) -> T:
    """Do it at once, where nobody scans meanwhile."""
    return work()


def steady(mark: Callable[[], int], read: Callable[[OnStore], T], on_store: OnStore) -> T:
    """Read slice by slice until nothing changed meanwhile; where it always does, in one slice.

    Args:
        mark: gives a number that is another one after every change of what is read.
        read: reads it, each slice by what it is handed.
        on_store: does one slice where the store may be touched.
    """
    for _try in range(TRIES):
        before = on_store(mark)
        found = read(on_store)
        if on_store(mark) == before:
            return found
    return on_store(lambda: read(here))
