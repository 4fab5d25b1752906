"""Which columns of a list hold what, as recognised or by hand; and the kind of list they tell."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from desktop.domain.attendees.fields import (
    CODE,
    CODE_COLUMNS,
    ID_COLUMN,
    IMPORT_FIELDS,
    PROBLEM_COLUMNS,
)
from desktop.domain.failures import UnknownColumn, UnknownField
from desktop.files.transfer.columns import recognise
from desktop.files.transfer.name_cells import are_last_first
from desktop.files.transfer.tables import Table

_FULL_SHARE = 0.6
# By these columns a system's lists are known again, whatever questions come beside them.
_OF_A_KIND = ("first_name", "last_name", "full_name", "email", "external_id", CODE, "order_ref")


def kind_of(table: Table, mapping: Mapping[str, int]) -> str:
    """Sum up the columns by which a system's lists are known again; all where there are none.

    Which of them hold what is told by the header alone: one more question changes nothing.
    """
    if table.is_own:
        return source_id("muster")
    known = [table.headers[mapping[name]] for name in _OF_A_KIND if name in mapping]
    names = known if len(known) > 1 else table.headers
    return source_id("\x1f".join(sorted(map(str.casefold, names))))


def source_id(name: str) -> str:
    """Give the short name under which all desks keep what a list has said."""
    return hashlib.sha256(name.strip().casefold().encode()).hexdigest()[:12]


def recognised(table: Table, sample: Sequence[Sequence[str]]) -> dict[str, int]:
    """Say which field stands in which column, by headers and cells."""
    if table.is_own:
        ours = {name: i for i, name in enumerate(table.headers) if name in IMPORT_FIELDS}
        if CODE_COLUMNS[0] in table.headers:
            ours[CODE] = table.headers.index(CODE_COLUMNS[0])
        return ours
    # Muster's own id is no number or code of another system, wherever it stands.
    passed_over = (*PROBLEM_COLUMNS, ID_COLUMN)
    known = [index for index, name in enumerate(table.headers) if name not in passed_over]
    mapping = recognise([table.headers[i] for i in known], [_pick(row, known) for row in sample])
    return {field: known[index] for field, index in mapping.items()}


def by_hand(
    headers: Sequence[str], mapping: Mapping[str, int], overrides: Mapping[str, str]
) -> dict[str, int]:
    """Change a mapping by hand.

    Args:
        headers: all columns.
        mapping: field name to column number, as it was.
        overrides: field name to header, or to a column's number as `#1`; an empty one takes the
            field out.

    Raises:
        UnknownField, UnknownColumn: a name does not exist.
    """
    changed = dict(mapping)
    for name, header in overrides.items():
        if name not in IMPORT_FIELDS:
            raise UnknownField(field=name, fields=IMPORT_FIELDS)
        changed.pop(name, None)
        if header:
            column = _column(headers, header)
            changed = {other: index for other, index in changed.items() if index != column}
            changed[name] = column
    return changed


def _column(headers: Sequence[str], header: str) -> int:
    wanted = header.strip().casefold()
    for index, name in enumerate(headers):
        if name.casefold() == wanted:
            return index
    sign, number = wanted[:1], wanted[1:]
    if sign == "#" and number.isdecimal() and 0 < int(number) <= len(headers):
        return int(number) - 1
    raise UnknownColumn(column=header, columns=headers)


def _pick(row: Sequence[str], columns: Sequence[int]) -> list[str]:
    return [row[index] if index < len(row) else "" for index in columns]


def is_full(sample: Sequence[Sequence[str]]) -> bool:
    """Tell whether most rows have more than one cell: one that stands alone may be a title."""
    filled = [sum(map(bool, row)) for row in sample]
    return sum(count > 1 for count in filled) >= _FULL_SHARE * max(1, len(filled))


def has_last_first(mapping: Mapping[str, int], sample: Sequence[Sequence[str]]) -> bool:
    """Tell whether full names are written `Levi, Dan`."""
    index = mapping.get("full_name", -1)
    return are_last_first([row[index] for row in sample if -1 < index < len(row)])
