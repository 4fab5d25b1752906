"""Lanes: one worker, the most urgent first."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future

import pytest

from desktop.workflows.lanes import Lane, Priority


def test_a_scan_goes_before_the_next_slice() -> None:
    lane = Lane("store")
    gate = threading.Event()
    done: list[str] = []
    first = lane.submit(gate.wait)
    slices = [lane.submit(lambda: done.append("slice"), Priority.IN_SLICES) for _ in range(2)]
    scan = lane.submit(lambda: done.append("scan"), Priority.AT_ONCE)
    gate.set()
    first.result()
    scan.result()
    for future in slices:
        future.result()
    assert done == ["scan", "slice", "slice"]
    lane.drain()


def test_everything_runs_in_one_thread_and_draining_finishes_it() -> None:
    lane = Lane("store")
    futures = [lane.submit(threading.get_ident) for _ in range(5)]
    lane.drain()
    assert len({future.result() for future in futures}) == 1


def test_a_failure_reaches_who_waits_for_it() -> None:
    lane = Lane("store")

    def fail() -> None:
        raise LookupError("here")

    with pytest.raises(LookupError, match="here"):
        lane.in_slices(fail)
    assert lane.submit(lambda: 7).result() == 7
    lane.drain()


def served(lane: Lane, more: Callable[[], object], may_go: Callable[[], bool]) -> list[str]:
    """Serve in the middle of a piece, while others come; tell in which order all was done."""
    done: list[str] = []

    def long_work() -> None:
        done.append("begun")
        lane.submit(lambda: done.append("slice"), Priority.IN_SLICES)
        lane.submit(lambda: done.append("idle"), Priority.LAST)
        lane.submit(lambda: done.append("scan"), Priority.AT_ONCE)
        more()
        lane.serve(may_go)
        done.append("ended")

    lane.submit(long_work).result()
    lane.drain()
    return done


def test_in_the_middle_of_long_work_others_are_served_the_most_urgent_first() -> None:
    lane = Lane("store")
    # What is for idle moments waits for one.
    right = ["begun", "scan", "slice", "ended", "idle"]
    assert served(lane, lambda: None, lambda: True) == right


def test_whoever_comes_after_the_work_was_to_end_waits_for_its_end() -> None:
    lane = Lane("store")
    assert served(lane, lambda: None, lambda: False) == ["begun", "ended", "scan", "slice", "idle"]


def test_the_watch_is_told_what_others_waited_between_two_servings() -> None:
    told: list[tuple[str, Priority]] = []
    lane = Lane("store", lambda piece: told.append((piece.name.rpartition(".")[2], piece.priority)))
    served(lane, lambda: None, lambda: True)
    names = [name for name, _priority in told]
    assert names == ["served between", "<lambda>", "<lambda>", "long_work", "<lambda>"]
    assert [priority for _name, priority in told] == [
        Priority.LAST, Priority.AT_ONCE, Priority.IN_SLICES, Priority.AT_ONCE, Priority.LAST,
    ]  # fmt: skip


def test_a_failure_of_what_is_served_is_not_the_long_works() -> None:
    lane = Lane("store")
    futures: list[Future[object]] = []

    def fail() -> None:
        raise LookupError("here")

    done = served(lane, lambda: futures.append(lane.submit(fail)), lambda: True)
    assert done[-2] == "ended"
    with pytest.raises(LookupError, match="here"):
        futures[0].result()
