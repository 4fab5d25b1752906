"""What cells of a column say against its header, where that takes no more than the cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from desktop.domain.attendees.status_words import read_yes_no
from desktop.domain.spelling import normalise
from desktop.files.headers import column_words as words
from desktop.files.headers.header_match import plain_header
from desktop.files.headers.sampled_column import SampledColumn

_PRICES = frozenset({"free", "paid", "donation"})
# Below this share of different cells a column of codes is one of states.
_LEAST_DIFFERENT, _FEW_ROWS = 0.3, 4


def phone_cells(column: SampledColumn) -> float:
    """Numbers have digits."""
    return float(
        not column.sample
        or share(column.sample, lambda cell: sum(c.isdigit() for c in cell) >= 4) >= 0.5
    )


def title_cells(column: SampledColumn) -> float:
    """`Title` is a form of address in some systems and a job in others."""
    if plain_header(column.header) != "title" or not column.sample:
        return 1.0
    honorifics = frozenset(map(normalise, words.HONORIFICS))
    return float(share(column.sample, lambda cell: normalise(cell) in honorifics) < 0.5)


def ticket_type_cells(column: SampledColumn) -> float:
    """Whether a ticket cost something is no type of it."""
    if any("://" in cell for cell in column.sample):
        return 0.0
    kinds = {normalise(cell) for cell in column.sample}
    return 0.3 if kinds and kinds <= _PRICES else 1.0


def community_cells(column: SampledColumn) -> float:
    """Codes of two or three letters are the region of a country, or of an address in a network."""
    is_code = share(column.sample, lambda cell: len(cell) <= 3) if column.sample else 0
    return float(is_code < 0.5)


def share(sample: Sequence[str], test: Callable[[str], bool]) -> float:
    """Give how many of some cells are like that, of 1."""
    return sum(map(test, sample)) / len(sample)


def code_cells(column: SampledColumn) -> float:
    """Whether a code was sent is no code, nor is what many rows have alike."""
    if not column.sample:
        return 1.0
    said = share(column.sample, lambda cell: read_yes_no(cell) is not None and not cell.isdigit())
    different = len(set(column.sample)) / len(column.sample)
    is_of_states = len(column.sample) >= _FEW_ROWS and different < _LEAST_DIFFERENT
    return float(said < 0.5 and not is_of_states)
