"""A store belongs to the thread that opened it: the engine refuses every other one."""

from __future__ import annotations

from pathlib import Path
from threading import Thread

from desktop.store.engine.engine import dbapi
from desktop.store.store import Store
from tests.support.scribe import Scribe


def asked_by_another_thread(store: Store) -> list[Exception]:
    failures: list[Exception] = []

    def ask() -> None:
        try:
            store.setting("desk")
        except dbapi.ProgrammingError as error:
            failures.append(error)

    other = Thread(target=ask)
    other.start()
    other.join()
    return failures


def test_another_thread_is_refused_and_the_own_one_goes_on(tmp_path: Path) -> None:
    scribe = Scribe(tmp_path)
    failures = asked_by_another_thread(scribe.store)
    assert [type(error) for error in failures] == [dbapi.ProgrammingError]
    assert "thread" in str(failures[0])
    scribe.register("r1", "Noa Levi")
    assert scribe.store.setting("nothing") == ""
    scribe.close()


def test_a_thread_that_opens_a_store_may_ask_it(tmp_path: Path) -> None:
    found: list[str] = []

    def work() -> None:
        scribe = Scribe(tmp_path)
        found.append(scribe.store.desk)
        scribe.close()

    lane = Thread(target=work)
    lane.start()
    lane.join()
    assert len(found) == 1
