"""Spreadsheets (XLSX, XLS, ODS) as rows of text, read by a child process."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NamedTuple

from desktop.domain.trouble import FileUnreadable
from desktop.files import sheet_child

MARKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_HOME = Path(__file__).resolve().parents[2]
_REASONS = {
    sheet_child.UNREADABLE: (
        "it is no spreadsheet that can be read, or is damaged; export it again, or as CSV"
    ),
    sheet_child.PROTECTED: "it is protected with a password; save it without one",
    sheet_child.NO_SUCH_SHEET: "it has no such sheet with rows",
}


class SheetFacts(NamedTuple):
    """Which sheets a file has, and which one is read."""

    sheets: tuple[str, ...]
    sheet: str


def is_spreadsheet(sample: bytes) -> bool:
    """Tell by its first bytes whether a file may be a spreadsheet."""
    return sample.startswith(MARKS)


def read_facts(path: Path, sheet: str = "") -> SheetFacts:
    """Tell which sheets a file has.

    Raises:
        FileUnreadable: it cannot be read as a spreadsheet.
    """
    with _child(path, sheet) as lines:
        return _facts(path, lines)


def read_sheet(path: Path, sheet: str) -> Iterator[tuple[int, list[str]]]:
    """Give the filled rows of a sheet with their numbers, as the child reads them.

    Raises:
        FileUnreadable: it cannot be read to its end.
    """
    with _child(path, sheet) as lines:
        _facts(path, lines)
        for row in csv.reader(lines):
            yield int(row[0]), row[1:]


@contextmanager
def _child(path: Path, sheet: str) -> Iterator[IO[str]]:
    """Run the child while its lines are read; whoever has read enough may leave."""
    command = [sys.executable, "-m", "desktop.files.sheet_child", str(path), sheet]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
        cwd=_HOME,
    ) as process:
        assert process.stdout is not None
        lines = io.TextIOWrapper(process.stdout, encoding="utf-8", newline="")
        is_whole = False
        try:
            yield lines
            is_whole = lines.read(1) == ""
        finally:
            if not is_whole:
                process.kill()
        if is_whole and (code := process.wait()) != 0:
            raise FileUnreadable(path=path, reason=_reason(code))


def _facts(path: Path, lines: IO[str]) -> SheetFacts:
    first = lines.readline()
    if not first:
        return _fail(path, lines)
    found = json.loads(first)
    return SheetFacts(tuple(found["sheets"]), found["sheet"])


def _fail(path: Path, lines: IO[str]) -> SheetFacts:
    """Let the exit code of the child speak: nothing was written."""
    lines.read()
    return SheetFacts((), "")


def _reason(code: int) -> str:
    return _REASONS.get(code, "its content cannot be read, or is too large")
