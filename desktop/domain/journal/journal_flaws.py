"""What may be wrong with journal files that others wrote, and with what stands in them."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class FlawKind(StrEnum):
    """What is wrong with a file, or keeps entries of it from being applied."""

    FOREIGN = "foreign"
    RENAMED = "renamed"
    RESAVED = "resaved"
    AHEAD = "ahead"
    TRUNCATED = "truncated"
    BAD_ROWS = "bad_rows"
    MISCOUNTED = "miscounted"
    ALTERED = "altered"
    FORKED = "forked"
    WAITS = "waits"
    UNREADABLE = "unreadable"
    PHOTO = "photo"
    NOT_READ = "not_read"
    STUCK = "stuck"
    NEWER = "newer"


class JournalFlaw(NamedTuple):
    """One flaw: where it is (a file's name, or a hub), and how many rows or entries it concerns.

    Of a journal that is stuck or newer, `entries` are its good ones, and `detail` names its desk.
    """

    kind: FlawKind
    where: str
    entries: int = 0
    detail: str = ""
