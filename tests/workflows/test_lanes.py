"""Lanes: one worker, the most urgent first."""

from __future__ import annotations

import threading

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


def test_in_the_lane_itself_a_slice_is_done_at_once_and_waits_for_nobody() -> None:
    lane = Lane("store")
    assert lane.submit(lambda: lane.in_slices(lambda: 7)).result(timeout=5) == 7
    lane.drain()
