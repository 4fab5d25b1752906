"""Runs all benchmarks, each in a process of its own, and writes benchmarks/RESULTS.md."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from datetime import date
from pathlib import Path

RESULTS = Path(__file__).with_name("RESULTS.md")
_HEAD = """# Benchmarks

Written by `scripts/bench` on {day}: Python {python}, {system}, {cores} cores.
Every limit is measured in the same run as the figure beside it; trust the ratios.

| what | figure | limit in the same run | ratio | goal |
| --- | --- | --- | --- | --- |
"""


def main() -> None:
    """Run and write."""
    names = (
        "start", "scan", "pieces", "desk", "badges", "registration", "search", "rollcall",
        "reports", "bulk", "import", "sync",
    )  # fmt: skip
    rows, failed = [], []
    for name in names:
        some, is_good = _run(name)
        rows += some
        failed += [] if is_good else [name]
    head = _HEAD.format(
        day=date.today().isoformat(),
        python=platform.python_version(),
        system=platform.system(),
        cores=os.cpu_count(),
    )
    RESULTS.write_text(head + "\n".join(rows) + "\n", "utf-8")
    print(RESULTS.read_text("utf-8"))
    if failed:
        sys.exit(f"Above their limit: {', '.join(failed)}")


def _run(name: str) -> tuple[list[str], bool]:
    """Run one benchmark; its rows, and whether it kept its limit."""
    command = [sys.executable, "-m", "benchmarks.rows", name]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    return done.stdout.splitlines(), done.returncode == 0


if __name__ == "__main__":
    main()
