"""A disagreement as people are shown it."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.journal.conflict import ConflictKind
from desktop.domain.journal.entry import EntryId


@dataclass(frozen=True, slots=True)
class DisputeSide:
    """What one desk said: which desk, when (ms UTC), who there, and what.

    Of a record `status` says where it stands, if it is not simply registered.
    """

    desk: str
    at_ms: int
    who: str
    what: str
    entry: EntryId
    status: str = ""


@dataclass(frozen=True, slots=True)
class Dispute:
    """One disagreement; `about` is a person's name or a title, `registrations` whom it is about.

    `extra` is how many people are too many in an overfull session, or how many entries a forked
    journal has. `is_sure` tells that no person need look: one key settles all of these.
    """

    kind: ConflictKind
    subject: str
    programme: str
    key: str
    about: str
    sides: tuple[DisputeSide, ...]
    registrations: tuple[str, ...] = ()
    extra: int = 0
    is_sure: bool = False
