"""Where a desk stands, and what it answers there."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.attendees.registration import Direction
from desktop.domain.checkin import outcomes as d
from desktop.domain.checkin.outcomes import Authority
from desktop.domain.checkin.readings import Step
from desktop.domain.journal.entry import EntryId
from desktop.domain.programme.programme import Point, Programme


@dataclass(frozen=True, slots=True)
class Station:
    """Where the desk stands and which way people go."""

    programme: Programme
    point: Point
    direction: Direction = Direction.IN


@dataclass(frozen=True, slots=True)
class Override:
    """A verdict that was passed over: its word, with what authority, why, and which lead came."""

    slug: str
    authority: Authority
    reason: str
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """An outcome that is safely in the journal (`entry`), or was only looked up (None).

    `may` says who may let the person through all the same; `passed` are the verdicts that were
    passed over before this one. `steps` say how a code was read, none for the exact one, `layout`
    through which keyboard; `other_badge` is the title of the programme whose badge it was, where
    that is another one.
    """

    outcome: d.Outcome
    at_ms: int
    entry: EntryId | None = None
    may: Authority = Authority.NOBODY
    passed: tuple[Override, ...] = ()
    steps: tuple[Step, ...] = ()
    layout: str = ""
    other_badge: str = ""
