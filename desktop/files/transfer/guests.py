"""What a row of a guest list says, what of it was not taken, and the rules by which it is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import tzinfo
from enum import StrEnum
from typing import NamedTuple

from desktop.domain.attendees.matching import Features


class ProblemKind(StrEnum):
    """Why a row, or a cell of it, was not taken; worded for people elsewhere."""

    NO_NAME = "no_name"
    BAD_EMAIL = "bad_email"
    TOO_MANY_CELLS = "too_many_cells"
    TOO_LONG = "too_long"
    UNREADABLE = "unreadable"
    CODE_TAKEN = "code_taken"
    CODE_KEPT = "code_kept"
    CODE_DAMAGED = "code_damaged"
    CODE_TOO_LONG = "code_too_long"
    REPEATED = "repeated"
    SECOND_EMAIL = "second_email"
    BAD_PHONE = "bad_phone"
    NO_REAL_NAME = "no_real_name"
    TIME_UNREAD = "time_unread"
    NOT_THERE = "not_there"
    LIKE_BARRED = "like_barred"
    TAKEN_OUT = "taken_out"
    CAME_BARRED = "came_barred"
    SAID_TWICE = "said_twice"
    OF_MERGED = "of_merged"
    NOBODY = "nobody"
    ALONE = "alone"
    PASSED = "passed"
    NUMBER_DAMAGED = "number_damaged"
    MENDED = "mended"
    MORE_SEATS = "more_seats"
    COPIED = "copied"
    CODE_OF_OTHER = "code_of_other"


class Problem(NamedTuple):
    """What of a row was not taken: its number, the column to look at, why, and its cells.

    `is_row_out` tells whether the whole row stays out, or one cell only.
    """

    row: int
    column: str
    reason: ProblemKind
    detail: str
    cells: Sequence[str]
    is_row_out: bool = True


@dataclass(frozen=True, slots=True)
class Rules:
    """How the cells of a list are read, beside which column holds what.

    `day_first` says for a field how 3/4/2026 is read there; what is missing is not read. Times
    without a zone are of `zone`, this computer's where it is None. `statuses` are what words were
    said to mean, `extra` further columns of states by
    number with their headers. Nobody came later than `latest_ms` (0: no limit). `empty_names` are
    the words for nothing that stand in many rows of a name's column. `is_last_first` tells that
    full names are written `Levi, Dan`. `seats` is the column that counts for how many people a row
    stands, or -1. `is_full` tells that nearly all rows have more than one cell.
    In `whole_days` are fields in whose column every time is midnight.
    """

    source: str = ""
    day_first: Mapping[str, bool | None] = field(default_factory=dict)
    zone: tzinfo | None = None
    statuses: Mapping[str, str] = field(default_factory=dict)
    extra: Mapping[int, str] = field(default_factory=dict)
    latest_ms: int = 0
    empty_names: frozenset[str] = frozenset()
    is_last_first: bool = False
    seats: int = -1
    is_full: bool = False
    whole_days: frozenset[str] = frozenset()


class Guest(NamedTuple):
    """What a good row says: fields of the person and of the registration, and who it is.

    A field whose cell could not be read is missing, and named in `flaws`.
    """

    row: int
    person: dict[str, str]
    registration: dict[str, str]
    features: Features
    code: str
    is_in: bool
    in_at_ms: int | None
    out_at_ms: int | None
    paid_ms: int | None
    cells: Sequence[str]
    answers: Mapping[str, str] = {}
    flaws: tuple[Problem, ...] = ()
    seat: int = 0
    booker: Features | None = None
    own_id: str = ""
