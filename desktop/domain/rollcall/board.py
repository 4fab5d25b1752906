"""The board of a roll call: who is looked for, who was found, and what the figures are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from desktop.domain.checkin.presence_end import PresenceRule
from desktop.domain.programme.places import PlaceTree
from desktop.domain.programme.programme import VENUE
from desktop.domain.rollcall.marks import Mark, MarkState, gravest, is_missing
from desktop.domain.rollcall.rollcall import OneRollCall


class Apart(StrEnum):
    """Why somebody who was never seen leaving may not have been inside."""

    EARLIER_DAY = "earlier_day"
    NOWHERE = "nowhere"
    SESSION_OVER = "session_over"


class Met(NamedTuple):
    """Where somebody was met last before a roll call began: place, when (ms UTC), session."""

    place: str
    since_ms: int
    session: str


class Listed(NamedTuple):
    """Somebody on the list of a roll call; `apart` says why they may not have been inside."""

    id: str
    programme: str
    name: str
    second_name: str
    organization: str
    phone: str
    photo: str
    delegation: str
    met: Met
    place_name: str
    session_title: str
    apart: Apart | None = None


class PlaceCount(NamedTuple):
    """A place: how many were met there last, and how many of them are not accounted for."""

    name: str
    listed: int
    missing: int


class Figures(NamedTuple):
    """How many were inside, how many are in which state, and how many are not accounted for.

    `unmarked` have no mark; `reported` were reported missing: both are not accounted for. `apart`
    are those apart who have no mark, `found` those who were marked and not on the list.
    """

    inside: int
    safe: int
    injured: int
    off_site: int
    reported: int
    unmarked: int
    apart: int
    found: int

    @property
    def missing(self) -> int:
        """How many are not accounted for."""
        return self.unmarked + self.reported

    @property
    def is_all_safe(self) -> bool:
        """Whether everybody was accounted for, and nobody apart is open."""
        return not self.missing and not self.apart


@dataclass(frozen=True, slots=True)
class Board:
    """All of a roll call at one moment. `marks` are the living ones by whose they are.

    `moved` says where somebody came through a door since it began: the point, by registration.
    """

    rollcall: OneRollCall
    people: Sequence[Listed]
    marks: Mapping[str, Sequence[Mark]]
    found: Sequence[Listed] = ()
    moved: Mapping[str, str] = field(default_factory=dict)

    def mark_of(self, who: str) -> Mark | None:
        """Give the mark that counts for somebody."""
        return gravest(self.marks.get(who, ()))

    def state_of(self, who: str) -> MarkState | None:
        """Tell how somebody is; None for who has no mark."""
        mark = self.mark_of(who)
        return mark.state if mark else None

    @property
    def everybody(self) -> list[Listed]:
        """All who are listed, and who was found beside them."""
        return [*self.people, *self.found]


def figures_of(board: Board) -> Figures:
    """Count; everybody who is listed is in exactly one state, or has no mark."""
    states = Counter(board.state_of(one.id) for one in board.everybody)
    unmarked = [one for one in board.people if board.state_of(one.id) is None]
    apart = sum(one.apart is not None for one in unmarked)
    return Figures(
        sum(one.apart is None for one in board.people),
        states[MarkState.SAFE],
        states[MarkState.INJURED],
        states[MarkState.OFF_SITE],
        states[MarkState.MISSING],
        len(unmarked) - apart,
        apart,
        len(board.found),
    )


def places_of(board: Board) -> list[PlaceCount]:
    """Count by the place where people were met last, the most missing first."""
    listed: Counter[str] = Counter()
    missing: Counter[str] = Counter()
    for one in board.people:
        if one.apart is None:
            listed[one.place_name] += 1
            missing[one.place_name] += is_missing(board.state_of(one.id))
    counts = [PlaceCount(name, count, missing[name]) for name, count in listed.items()]
    return sorted(counts, key=lambda each: (-each.missing, -each.listed, each.name))


def curve_of(board: Board) -> list[tuple[int, int]]:
    """Give how many were accounted for, as (milliseconds since it began, people), in order.

    Only those who were inside count, each when they were accounted for the first time.
    """
    inside = {one.id for one in board.people if one.apart is None}
    marks = (board.mark_of(id_) for id_ in inside)
    times = sorted(
        max(0, mark.first_ms - board.rollcall.begun_ms)
        for mark in marks
        if mark and not is_missing(mark.state)
    )
    return [(at_ms, count) for count, at_ms in enumerate(times, start=1)]


def time_to(board: Board, percent: int) -> int | None:
    """Tell after how many milliseconds a share of the people was accounted for; None for never."""
    inside = sum(one.apart is None for one in board.people)
    needed = -(-inside * percent // 100)
    curve = curve_of(board)
    return curve[needed - 1][0] if 0 < needed <= len(curve) else None


def why_apart(met: Met, rule: PresenceRule, tree: PlaceTree) -> Apart | None:
    """Tell why somebody may not have been inside when a roll call began; None for who was.

    Whoever came in since the venue emptied last counts, whatever session has ended.

    Args:
        met: where they were met last.
        rule: what was over in the programme when it began.
        tree: its places.
    """
    if not tree.knows(met.place):
        return Apart.NOWHERE
    if met.since_ms < rule.emptied_ms and met.session not in rule.running:
        return Apart.EARLIER_DAY
    if met.place not in rule.venue and met.place != VENUE and met.session in rule.ended:
        return Apart.SESSION_OVER
    return None


def missing_first(people: Iterable[Listed], board: Board) -> list[Listed]:
    """Order who is not accounted for: who was reported missing first, then by place and name."""

    def rank(one: Listed) -> tuple[bool, bool, str, str]:
        state = board.state_of(one.id)
        return (state is not MarkState.MISSING, one.apart is not None, one.place_name, one.name)

    return sorted((one for one in people if is_missing(board.state_of(one.id))), key=rank)
