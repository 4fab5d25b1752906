"""Work leaves the GUI thread through one door and comes back through it."""

from __future__ import annotations

import os
import sys
import threading

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from desktop.domain.failures import DiskFull, EnvironmentFailure
from desktop.gui.widgets.jobs import Jobs
from desktop.workflows.lanes import Lane

EMITS = 30_000


@pytest.fixture
def jobs(qtbot: QtBot, lanes: tuple[Lane, Lane]) -> Jobs:
    return Jobs(*lanes)


def test_work_runs_in_the_lane_and_answers_on_the_gui_thread(qtbot: QtBot, jobs: Jobs) -> None:
    answers: list[tuple[int, int]] = []
    jobs.run(threading.get_ident, lambda worker: answers.append((worker, threading.get_ident())))
    qtbot.waitUntil(lambda: bool(answers))
    worker, answered = answers[0]
    assert worker != answered == threading.get_ident()


def test_a_failure_goes_to_who_asked_or_to_all(qtbot: QtBot, jobs: Jobs) -> None:
    def fail() -> None:
        raise DiskFull(path="x")

    told: list[EnvironmentFailure] = []
    jobs.run(fail, lambda _done: None, told.append)
    qtbot.waitUntil(lambda: bool(told))
    with qtbot.waitSignal(jobs.failed):
        jobs.run(fail, lambda _done: None)


def test_our_own_mistakes_rise(qtbot: QtBot, jobs: Jobs) -> None:
    with qtbot.captureExceptions() as caught:
        jobs.run(lambda: os.environ["MUSTER_MISSING"], lambda _done: None)
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is KeyError


def test_long_work_tells_how_far_it_is_and_can_be_stopped(qtbot: QtBot, jobs: Jobs) -> None:
    told: list[int] = []
    done: list[str] = []
    gate = threading.Event()

    def work(on_progress: object, is_stopped: object) -> str:
        on_progress(jobs.on_store(lambda: 5))  # type: ignore[operator]
        gate.wait()
        return "stopped" if is_stopped() else "done"  # type: ignore[operator]

    stop = jobs.run_long(work, done.append, told.append)
    qtbot.waitUntil(lambda: bool(told))
    stop.ask()
    gate.set()
    qtbot.waitUntil(lambda: bool(done))
    assert (told, done) == ([5], ["stopped"])


class Emitter(QObject):
    told = Signal()


def test_signals_do_not_eat_references_to_none(qtbot: QtBot) -> None:
    """PySide6 6.12.0 on Python 3.11 aborts after some thousand emits (PYSIDE-3474)."""
    emitter = Emitter()
    emitter.told.connect(lambda: None)
    before = sys.getrefcount(None)
    for _ in range(EMITS):
        emitter.told.emit()
    assert abs(sys.getrefcount(None) - before) < EMITS / 10
