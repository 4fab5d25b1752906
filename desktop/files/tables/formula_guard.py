"""Keeps spreadsheets from running a cell as a formula, and takes the guard off again."""

from __future__ import annotations

import re

# A leading run of guards is part of the pattern, so that guarding is undone exactly.
_RISKY = re.compile(r"'*\s*[=+\-@\t\r\n|%＝＋－＠]")
_GUARDED = re.compile(r"''*\s*[=+\-@\t\r\n|%＝＋－＠]")


def guard(cell: str) -> str:
    """Put one apostrophe before a cell that a spreadsheet would run."""
    return f"'{cell}" if _RISKY.match(cell) else cell


def unguard(cell: str) -> str:
    """Take away the apostrophe that `guard` put there; only for files of our own."""
    return cell[1:] if cell[:1] == "'" and _GUARDED.match(cell) else cell
