"""Spreadsheets (XLSX, XLS, ODS) as rows of text, read by a child process."""

from __future__ import annotations

import csv
import io
import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NamedTuple

from desktop.domain.children import READ_SHEET
from desktop.domain.failures import FileUnreadable
from desktop.files.tables import spreadsheet_child
from desktop.files.tables.child_watch import watched

MARKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
# On Windows a child of a window would flash a console of its own.
_NO_CONSOLE = getattr(subprocess, "CREATE_NO_WINDOW", 0)
_HOME = Path(__file__).resolve().parents[3]
_TOO_LARGE = "it unfolds to more than any guest list holds; save only the sheet with the guests"
_REASONS = {
    spreadsheet_child.UNREADABLE: (
        "it is no spreadsheet that can be read, or is damaged; export it again, or as CSV"
    ),
    spreadsheet_child.PROTECTED: "it is protected with a password; save it without one",
    spreadsheet_child.NO_SUCH_SHEET: "it has no such sheet with rows",
    spreadsheet_child.TOO_LARGE: _TOO_LARGE,
}


class WorksheetFacts(NamedTuple):
    """The sheets of a file, which of them are hidden, and the first filled rows of some."""

    worksheets: tuple[str, ...]
    hidden: frozenset[str]
    first: dict[str, list[tuple[int, list[str]]]]


def is_spreadsheet(sample: bytes) -> bool:
    """Tell by its first bytes whether a file may be a spreadsheet."""
    return sample.startswith(MARKS)


def look_into(path: Path, sheet: str = "") -> WorksheetFacts:
    """Tell which sheets a file has, and give the first rows of those that have any, or of one.

    Raises:
        FileUnreadable: it cannot be read as a spreadsheet.
    """
    with _child(path, sheet, spreadsheet_child.LOOK) as lines:
        told = json.loads(lines.readline() or "{}")
        return WorksheetFacts(
            tuple(told.get("sheets", ())),
            frozenset(told.get("hidden", ())),
            {
                name: [(n, cells) for n, cells in rows]
                for name, rows in told.get("first", {}).items()
            },
        )


def read_worksheet(path: Path, sheet: str) -> Iterator[tuple[int, list[str]]]:
    """Give the filled rows of a sheet with their numbers, as the child reads them.

    Raises:
        FileUnreadable: it cannot be read to its end.
    """
    with _child(path, sheet) as lines:
        yield from _rows(path, lines)


def child_command(path: Path, sheet: str, task: str = "") -> list[str]:
    """Say how the child is started; whole paths, because it may stand in another folder."""
    words = [str(path.absolute()), sheet, task]
    if getattr(sys, "frozen", False):
        return [sys.executable, READ_SHEET, *words]
    return [sys.executable, "-m", spreadsheet_child.__name__, *words]


def _rows(path: Path, lines: IO[str]) -> Iterator[tuple[int, list[str]]]:
    try:
        for row in csv.reader(lines):
            yield int(row[0]), row[1:]
    except csv.Error as error:
        raise FileUnreadable(path=path, reason=str(error)) from error


@contextmanager
def _child(path: Path, sheet: str, task: str = "") -> Iterator[IO[str]]:
    """Run the child while its lines are read; whoever has read enough may leave."""
    with subprocess.Popen(
        child_command(path, sheet, task),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
        cwd=_HOME,
        creationflags=_NO_CONSOLE,
    ) as process:
        assert process.stdout is not None
        lines = io.TextIOWrapper(process.stdout, encoding="utf-8", newline="")
        bounds = (spreadsheet_child.MEMORY_BYTES, spreadsheet_child.PROCESSOR_S)
        is_whole = False
        with watched(process, *bounds) as too_much:
            try:
                yield lines
                is_whole = lines.read(1) == ""
            finally:
                if not is_whole:
                    process.kill()
            if is_whole and (code := process.wait()) != 0:
                raise FileUnreadable(
                    path=path, reason=_TOO_LARGE if too_much.is_set() else _reason(code)
                )


def _reason(code: int) -> str:
    if code == -signal.SIGABRT:
        return _TOO_LARGE
    return _REASONS.get(code, "its content cannot be read, or is too large")
