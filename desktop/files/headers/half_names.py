"""Finds the other half of a name: the last one beside a first one, or the reverse."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from desktop.domain.spelling import normalise
from desktop.files.headers import column_words as words
from desktop.files.headers.header_match import phrases_of, plain_header, without
from desktop.files.headers.sampled_column import SampledColumn

_HALVES = frozenset({"first_name", "last_name"})


def take_half_names(mapping: dict[str, int], columns: Sequence[SampledColumn]) -> None:
    """Where `Name` stands beside a first name only, it is the last name, and the reverse."""
    missing = _HALVES - mapping.keys()
    if "full_name" not in mapping or len(missing) != 1:
        return
    (other,) = _HALVES - missing
    full, half = columns[mapping["full_name"]], columns[mapping[other]]
    is_half = plain_header(full.header) in map(plain_header, words.HALF_NAMES)
    if is_half or not _holds(full, half):
        mapping[min(missing)] = mapping.pop("full_name")


def _holds(full: SampledColumn, half: SampledColumn) -> bool:
    """Tell whether the names of one column are part of those of the other; so where none are."""
    pairs = list(zip(full.sample, half.sample, strict=False))
    if len(full.sample) != len(half.sample):
        return True
    return not pairs or sum(normalise(b) in normalise(a) for a, b in pairs) > 0.2 * len(pairs)


def find_twin(
    mapping: dict[str, int],
    columns: Sequence[SampledColumn],
    may_be_names: Callable[[SampledColumn], float],
) -> None:
    """Give a first name its last one of the same kind: `Prénom participant`, `Nom participant`."""
    missing = _HALVES - mapping.keys()
    if "full_name" in mapping or len(missing) != 1:
        return
    (field,), (known,) = missing, _HALVES - missing
    rest = _rest(columns[mapping[known]].header, known)
    for column in columns:
        is_free = column.index not in mapping.values() and may_be_names(column)
        if rest and is_free and _rest(column.header, field) == rest:
            mapping[field] = column.index
            return


def _rest(header: str, field: str) -> str:
    """Give what a header says beside that it is a half of a name."""
    plain = plain_header(header)
    phrases = (*phrases_of(field), *words.HALF_NAMES)
    said = max((p for p in phrases if f" {p} " in f" {plain} "), key=len, default="")
    return without(plain, [said]) if said else ""
