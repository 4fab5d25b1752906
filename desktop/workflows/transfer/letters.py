"""Shows by names of a list how its letters are read, and how else they might be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from desktop.domain.attendees.fields import NAME_FIELDS
from desktop.files.transfer.tables import Table

SHOWN = 3
# What any program of today writes: its letters are told by the bytes alone.
_SURE = ("utf-8", "utf-16", "utf-16-le", "utf-16-be", "ascii")


class Letters(NamedTuple):
    """How letters are read: the encoding, and names that hold letters beyond ASCII.

    `others` are further encodings that are nearly as likely, with the same names under each.
    """

    encoding: str
    names: tuple[str, ...]
    others: tuple[tuple[str, tuple[str, ...]], ...] = ()
    is_mixed: bool = False
    is_twice: bool = False


def letters_of(
    table: Table, mapping: Mapping[str, int], sample: Iterable[Sequence[str]]
) -> Letters | None:
    """Tell how the letters of a list are read; nothing where no one could doubt it."""
    encoding = table.encoding
    if encoding.name in _SURE and not (encoding.strays or encoding.is_twice):
        return None
    columns = [mapping[name] for name in NAME_FIELDS if name in mapping]
    names = _names(sample, columns) or _cells(table.headers, sample)
    readings = {names: encoding.name}
    for rival in encoding.rivals:
        readings.setdefault(_read_as(names, encoding.name, rival), rival)
    others = tuple((rival, read) for read, rival in readings.items() if read != names)
    return Letters(encoding.name, names, others, bool(encoding.strays), encoding.is_twice)


def _names(sample: Iterable[Sequence[str]], columns: Iterable[int]) -> tuple[str, ...]:
    wanted = tuple(columns)
    found: dict[str, None] = {}
    for row in sample:
        cells = [row[index].strip() for index in wanted if index < len(row)]
        name = " ".join(cell for cell in cells if cell)
        if not name.isascii():
            found.setdefault(name)
        if len(found) == SHOWN:
            break
    return tuple(found)


def _cells(headers: Sequence[str], sample: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """Where no name has such letters, give other texts that have."""
    texts = (cell.strip() for row in (headers, *sample) for cell in row)
    return tuple(islice(dict.fromkeys(text for text in texts if not text.isascii()), SHOWN))


def _read_as(names: Iterable[str], codec: str, other: str) -> tuple[str, ...]:
    return tuple(name.encode(codec, "replace").decode(other, "replace") for name in names)
