"""Desks in step: three real processes and a real PostgreSQL, with cuts, through an hour."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop.domain.sync.hub_address import HubAddress, hub_address
from tests.support.builders import EIGHT, MINUTE
from tests.support.fleet import FleetDesk
from tests.support.hub_server import HubServer

PATIENCE_S = 60.0
ROOT = Path(__file__).parents[3]


class Process:
    """A desk in a process of its own."""

    def __init__(self, folder: Path, name: str, hub: HubAddress) -> None:
        self.name = name
        command = [sys.executable, "-m", "tests.support.live_desk", str(folder / f"{name}.db"),
                   str(folder / "keys" / "store.key"), hub.url]  # fmt: skip
        self._process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def ask(self, *words: object) -> dict[str, Any]:
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(" ".join(map(str, words)) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, f"{self.name} has ended"
        answer: dict[str, Any] = json.loads(line)
        return answer

    def kill(self) -> None:
        self._process.kill()
        self._end()

    def end(self) -> None:
        self.ask("end")
        self._end()

    def _end(self) -> None:
        self._process.wait(timeout=30)
        assert self._process.stdin and self._process.stdout
        self._process.stdin.close()
        self._process.stdout.close()


def wait_until(is_so: Callable[[], bool], what: object = "") -> None:
    """Look again and again, and not for ever."""
    turn, until = threading.Event(), time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < until, what
        turn.wait(0.05)


@pytest.fixture
def people(tmp_path: Path, hub: HubAddress) -> list[str]:
    """Let three desks join a programme with people; give their codes."""
    first = FleetDesk(tmp_path, "A")
    first.make_programme()
    codes = [first.register(f"Guest{n:02d} Levi").registration.ticket_code for n in range(24)]
    first.front_desk.syncing.with_hub(hub)
    first.close()
    for name in "BC":
        other = FleetDesk(tmp_path, name)
        other.front_desk.syncing.with_hub(hub)
        other.close()
    return codes


@pytest.fixture
def processes(tmp_path: Path, hub: HubAddress, people: list[str]) -> Iterator[list[Process]]:
    assert people
    started = [Process(tmp_path, name, hub) for name in "ABC"]
    yield started
    for process in started:
        process.end()


def live(processes: list[Process]) -> Callable[[], bool]:
    return lambda: all(process.ask("state")["link"] == "live" for process in processes)


def has_waiting(process: Process) -> bool:
    state = process.ask("state")
    return bool(state["link"] == "away" and state["waiting"] >= 15)


def agree(processes: list[Process]) -> None:
    def is_so() -> bool:
        return len({json.dumps(process.ask("hash"), sort_keys=True) for process in processes}) == 1

    wait_until(is_so, [process.ask("state") for process in processes])


def test_a_scan_at_one_desk_is_already_in_at_another(
    processes: list[Process], people: list[str]
) -> None:
    process, other, _third = processes
    wait_until(live(processes))
    agree(processes)
    before = other.ask("state")["received"]
    assert process.ask("scan", people[0])["outcome"] == "admitted"
    wait_until(lambda: other.ask("state")["received"] > before)
    assert other.ask("scan", people[0])["outcome"] == "already_in"
    wait_until(lambda: process.ask("state")["live"] == 2)


def test_an_hour_with_cuts_ends_with_equal_stores(
    processes: list[Process], people: list[str], server: HubServer
) -> None:
    wait_until(live(processes))
    for minute in range(60):
        for number, process in enumerate(processes):
            process.ask("clock", EIGHT + minute * MINUTE + number)
            way = "scan" if minute % 3 else "out"
            process.ask(way, people[(minute * 7 + number * 5) % len(people)])
        if minute in (10, 11, 45):
            server.cut()
        if minute == 20:
            server.stop()
        if minute == 35:
            wait_until(lambda: all(map(has_waiting, processes)))
            server.start()
    wait_until(live(processes))
    agree(processes)
    for process in processes:
        assert process.ask("verify") == {"differences": []}
        assert process.ask("state")["waiting"] == 0


def test_a_desk_that_is_killed_goes_on_where_it_was(
    tmp_path: Path, hub: HubAddress, people: list[str]
) -> None:
    process, other = Process(tmp_path, "A", hub), Process(tmp_path, "B", hub)
    wait_until(live([process, other]))
    for code in people[:5]:
        process.ask("scan", code)
    process.kill()
    for code in people[5:9]:
        other.ask("scan", code)
    again = Process(tmp_path, "A", hub)
    agree([again, other])
    assert again.ask("scan", people[0])["outcome"] == "already_in"
    assert again.ask("verify") == {"differences": []}
    again.end()
    other.end()


def test_a_hub_that_refuses_changes_nothing_but_the_pill(
    tmp_path: Path, hub: HubAddress, people: list[str], server: HubServer
) -> None:
    wrong = hub_address(f"postgresql://postgres:wrong@127.0.0.1:{server.port}/postgres")
    process = Process(tmp_path, "A", hub_address(f"{wrong.url}?sslmode=disable"))
    wait_until(lambda: process.ask("state")["link"] == "refused")
    assert process.ask("scan", people[0])["outcome"] == "admitted"
    wait_until(lambda: process.ask("state")["waiting"] > 0)
    process.end()
