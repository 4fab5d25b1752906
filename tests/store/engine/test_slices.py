"""Long reading in slices: what changed meanwhile is read again, and at last in one slice."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from desktop.store.engine.slices import TRIES, OnStore, here, steady

T = TypeVar("T")


class Shelf:
    """Numbers that are read one by one, and a mark that changes with them."""

    def __init__(self, numbers: list[int]) -> None:
        self.numbers = numbers
        self.changes = 0
        self.slices = 0

    def read(self, on_store: OnStore) -> list[int]:
        return [on_store(lambda at=at: self.numbers[at]) for at in range(len(self.numbers))]  # type: ignore[misc]

    def on_store(self, work: Callable[[], T]) -> T:
        self.slices += 1
        return work()


def test_what_stands_still_is_read_once() -> None:
    shelf = Shelf([3, 1, 2])
    assert steady(lambda: shelf.changes, shelf.read, shelf.on_store) == [3, 1, 2]
    # Three numbers, and the mark before and after them.
    assert shelf.slices == 5


def test_what_changed_meanwhile_is_read_again() -> None:
    shelf = Shelf([3, 1, 2])

    def on_store(work: Callable[[], T]) -> T:
        done = shelf.on_store(work)
        if shelf.slices == 3:
            shelf.numbers, shelf.changes = [9, 8, 7], 1
        return done

    assert steady(lambda: shelf.changes, shelf.read, on_store) == [9, 8, 7]


def test_what_never_stands_still_is_read_in_one_slice_at_last() -> None:
    shelf = Shelf([3, 1, 2])

    def on_store(work: Callable[[], T]) -> T:
        shelf.slices += 1
        shelf.changes += 1
        return work()

    assert steady(lambda: shelf.changes, shelf.read, on_store) == [3, 1, 2]
    assert shelf.slices == TRIES * 5 + 1


def test_here_is_at_once() -> None:
    assert here(lambda: 5) == 5
