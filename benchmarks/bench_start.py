"""How long Muster takes to start: its window against an empty widget, and its commands."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

from benchmarks.common import open_store, scratch
from benchmarks.start_child import EMPTY, FRAME, READY

ROUNDS = 5
ROOT = Path(__file__).resolve().parents[1]


_BETWEEN = """
import resource, subprocess, sys, time
begun = time.perf_counter()
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)
print(time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


class StartFigures(NamedTuple):
    """Medians of seconds from the making of the process, and the memory of a command in MB."""

    empty_s: float
    frame_s: float
    ready_s: float
    help_s: float
    command_s: float
    command_mb: float


def run(rounds: int = ROUNDS) -> StartFigures:
    """Start everything some times, in turns, from compiled files as they are set up."""
    compiling = [sys.executable, "-m", "compileall", "-q", "desktop", "benchmarks"]
    subprocess.run(compiling, cwd=ROOT, check=True)
    with scratch() as folder:
        front_desk = open_store(folder)
        front_desk.programmes.find_or_make("BENCH")
        front_desk.close()
        store = folder / "bench.db"
        home = {"HOME": str(folder), "XDG_CONFIG_HOME": str(folder / "config")}
        env = os.environ | home | {"QT_QPA_PLATFORM": "offscreen",
               "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}  # fmt: skip
        _give_key(folder)
        told: dict[str, list[float]] = {}
        for _round in range(rounds):
            for words in ([EMPTY], ["muster", str(store)]):
                for name, seconds in _window(words, env):
                    told.setdefault(name, []).append(seconds)
            for name, words in (("help", ["--help"]),
                                ("command", ["--store", str(store), "programmes"])):  # fmt: skip
                seconds, megabytes = _command(words, env)
                told.setdefault(name, []).append(seconds)
                told.setdefault(f"{name} MB", []).append(megabytes)
    names = (EMPTY, FRAME, READY, "help", "command", "command MB")
    return StartFigures(*(statistics.median(told[name]) for name in names))


def _give_key(folder: Path) -> None:
    """Lay the key where the program looks for it on a computer without a keyring."""
    target = folder / "config" / "muster-key" / "store.key"
    target.parent.mkdir(parents=True)
    target.write_text((folder / "key" / "key").read_text("ascii"), "ascii")


def _window(words: list[str], env: dict[str, str]) -> list[tuple[str, float]]:
    first, *rest = words
    command = [sys.executable, "-m", "benchmarks.start_child", first, repr(time.time()), *rest]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, cwd=ROOT, env=env, timeout=60
    )
    lines = [line.split() for line in done.stdout.splitlines()]
    return [(name, float(seconds)) for name, seconds in lines]


def _command(words: list[str], env: dict[str, str]) -> tuple[float, float]:
    """Run a command of Muster; its seconds, and the most memory it had.

    A small process stands between: a child's memory counts from that of its parent.
    """
    command = [sys.executable, "-c", _BETWEEN, sys.executable, str(ROOT / "main.py"), *words]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=env)
    seconds, kibibytes = done.stdout.split()
    return float(seconds), int(kibibytes) / 1024


if __name__ == "__main__":
    print(run())
