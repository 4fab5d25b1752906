"""Journal files: a desk's entries as CSV that people can read and other systems can write.

The format is documented in docs/journal-format.md. A file is named by its desk and the range of
its entries; its last row counts them, so that a file that was cut off is noticed, and each entry
is chained to the one before, so that an altered one is.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple, TextIO

from desktop.domain.failures import Cause
from desktop.domain.journal.entry import CLOCK_COUNTER_BITS, WALL, StoredEntry
from desktop.domain.journal.journal_flaws import FlawKind, JournalFlaw
from desktop.files.tables.bounded_lines import BoundedLines
from desktop.files.tables.formula_guard import guard, unguard
from desktop.files.writing.whole_file import whole_file

COLUMNS = ("desk", "n", "at", "clock", "actor", "kind", "subject", "programme", "body", "seen",
           "chain")  # fmt: skip
END = "end"
PREFIX, ENDING = "muster-journal", ".csv"
MOST_IN_A_FILE = 20_000
# Between columns where a spreadsheet of another country has saved a file again.
_RESAVED = re.compile("[;\t|]")
LARGEST = 2**63 - 1
# A body holds at most a badge template with its pictures; a csv cell of more is no entry.
MOST_LETTERS = 16_000_000
MOST_IN_A_ROW = 2 * MOST_LETTERS
MOST_BYTES = 1_000_000_000
# The last part tells apart two writings of one desk's entries, where its store was copied.
_NAME = re.compile(
    rf"{PREFIX}-([0-9A-Za-z~]{{1,64}})-(\d{{1,18}})-(\d{{1,18}})(?:-[0-9a-f]{{8}})?\.csv"
)
_UTF8_SIG = "utf-8-sig"
# In `seen` the desk's own time stands under this name, as `canonical` writes it.
_OWN_TIME = re.compile(rf'"{WALL}":(\d{{1,15}})[,}}]')


class JournalFile(NamedTuple):
    """A file by what its name says: whose entries, from which to which."""

    path: Path
    desk: str
    first: int
    last: int


@dataclass(slots=True)
class Contents:
    """What a file holds, and what is wrong with it."""

    entries: list[StoredEntry] = field(default_factory=list)
    flaws: list[JournalFlaw] = field(default_factory=list)


def journal_files(folder: Path) -> list[JournalFile]:
    """List the journal files of a folder, each desk's in their order.

    Raises:
        OSError: the folder cannot be read.
    """
    files = []
    for path in folder.iterdir():
        named = _NAME.fullmatch(path.name)
        if named and path.is_file():
            desk, first, last = named.groups()
            files.append(JournalFile(path, desk, int(first), int(last)))
    return sorted(files, key=lambda file: (file.desk, file.first, file.last))


def lost_files(folder: Path) -> list[Path]:
    """List files that look like journal files, but are not named like one."""
    return [
        path
        for path in sorted(folder.iterdir())
        if path.name.casefold().startswith(PREFIX)
        and not _NAME.fullmatch(path.name)
        and path.is_file()
    ]


def file_name(desk: str, first: int, last: int) -> str:
    """Name a file by its desk and its entries."""
    return f"{PREFIX}-{desk}-{first:08d}-{last:08d}{ENDING}"


def name_of_writing(entries: Sequence[StoredEntry]) -> str:
    """Name a file beside one that has the same entries otherwise."""
    plain = file_name(entries[0].desk, entries[0].number, entries[-1].number)
    return f"{plain.removesuffix(ENDING)}-{entries[-1].chain.hex()[:8]}{ENDING}"


def write_journal_file(folder: Path, entries: Sequence[StoredEntry], name: str = "") -> Path:
    """Write entries of one desk, whole or not at all.

    Args:
        folder: where.
        entries: one after the other.
        name: of the file, where it is not named by its entries alone.

    Raises:
        FileUnwritable: the folder or the disk does not take it.
    """
    plain = file_name(entries[0].desk, entries[0].number, entries[-1].number)
    target = folder / (name or plain)
    with whole_file(target) as draft, draft.open("w", encoding=_UTF8_SIG, newline="") as file:
        write_rows(file, entries)
    return target


def write_rows(file: TextIO, entries: Sequence[StoredEntry]) -> None:
    """Write a table of entries with its header and its last row, which counts them."""
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    for entry in entries:
        writer.writerow([guard(cell) for cell in _cells(entry)])
    writer.writerow([END, len(entries), *[""] * (len(COLUMNS) - 3), entries[-1].chain.hex()])


def read_journal_file(path: Path) -> Contents:
    """Read a file; what is good in a bad one is there all the same.

    Raises:
        OSError: it cannot be read.
    """
    if path.stat().st_size > MOST_BYTES:
        flaw = JournalFlaw(FlawKind.NOT_READ, path.name, detail=Cause.TOO_LARGE)
        return Contents(flaws=[flaw])
    with path.open(encoding=_UTF8_SIG, errors="replace", newline="") as file:
        return read_rows(file, path.name)


def read_rows(file: TextIO, where: str) -> Contents:
    """Read a table of entries."""
    csv.field_size_limit(MOST_LETTERS)
    contents = Contents()
    lines = BoundedLines(file, MOST_IN_A_ROW)
    reader = csv.reader(lines)
    try:
        header = next(reader, [])
        if set(COLUMNS) <= set(_RESAVED.split("".join(header[:1]))):
            contents.flaws.append(JournalFlaw(FlawKind.RESAVED, where))
            return contents
        if not set(COLUMNS) <= set(header):
            contents.flaws.append(JournalFlaw(FlawKind.FOREIGN, where))
            return contents
        columns = [header.index(name) for name in COLUMNS]
        rows = _one_by_one(reader, lines)
        _read_body(rows, columns, len(header), contents, where)
    except csv.Error as error:
        contents.flaws.append(JournalFlaw(FlawKind.TRUNCATED, where, detail=str(error)))
    return contents


def _one_by_one(reader: Iterator[list[str]], lines: BoundedLines) -> Iterator[list[str]]:
    for cells in reader:
        lines.begin_row()
        yield cells


def _read_body(
    reader: Iterator[list[str]], columns: Sequence[int], width: int, contents: Contents, where: str
) -> None:
    bad, counted = 0, None
    for cells in reader:
        is_whole = len(cells) == width
        if is_whole and cells[columns[0]] == END:
            counted = cells[columns[1]]
            break
        entry = _entry([cells[place] for place in columns]) if is_whole else None
        if entry is None:
            bad += 1
        else:
            contents.entries.append(entry)
    if counted is None:
        contents.flaws.append(JournalFlaw(FlawKind.TRUNCATED, where, len(contents.entries)))
    elif counted != str(len(contents.entries) + bad):
        contents.flaws.append(
            JournalFlaw(FlawKind.MISCOUNTED, where, len(contents.entries), counted)
        )
    if bad and counted is not None:
        contents.flaws.append(JournalFlaw(FlawKind.BAD_ROWS, where, bad))


def _cells(entry: StoredEntry) -> tuple[str, ...]:
    desk, number, clock, actor, kind, subject, programme, body, seen, chain = entry
    return (desk, str(number), _moment(entry), str(clock), actor, kind, subject, programme, body,
            seen, chain.hex())  # fmt: skip


def _moment(entry: StoredEntry) -> str:
    """Write when an entry was written, by its desk's own clock; off by millennia it has no time.

    The clock that orders entries is never behind another desk's, however wrong that one is.
    """
    own = _OWN_TIME.search(entry.seen)
    wall_ms = int(own.group(1)) if own else entry.clock >> CLOCK_COUNTER_BITS
    try:
        at = datetime.fromtimestamp(wall_ms / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        return ""
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _entry(cells: Sequence[str]) -> StoredEntry | None:
    """Take the cells of an entry apart; None where they can be none."""
    desk, number_text, _at, clock_text, *texts, chain_text = map(unguard, cells)
    try:
        number, clock = int(number_text), int(clock_text)
        chain = bytes.fromhex(chain_text)
    except ValueError:
        return None
    if not desk or len(chain) != 32 or not (0 < number <= LARGEST >= clock >= 0):
        return None
    actor, kind, subject, programme, body, seen = texts
    return StoredEntry(desk, number, clock, actor, kind, subject, programme, body, seen, chain)
