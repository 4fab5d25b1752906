"""Presence that ends without a scan: sessions end, and the venue empties in the night.

No entries say so: presence ends when it is read, so that what desks agree on does not depend on
their clocks.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from desktop.domain.programme.places import PlaceTree
from desktop.domain.programme.points import gathers_at
from desktop.domain.programme.programme import VENUE, Session


class PresenceRule(NamedTuple):
    """What is over in a programme at one moment.

    `emptied_ms` is when the venue was emptied last, in milliseconds UTC; `venue` names it and all
    places in it; `ended` are the sessions that are over, `running` those that are not and for which
    people were there, or gathered, when it was emptied.
    """

    emptied_ms: int
    venue: frozenset[str]
    ended: frozenset[str]
    running: frozenset[str]

    def place_now(self, place: str, since_ms: int, session: str) -> str | None:
        """Tell where somebody is now who was met last in a place, for a session or for none.

        At sites and on buses people stay. Who is in a room of the venue for a session that ended
        is in the venue, and counts in no room; in the night everybody leaves it but who is in a
        session that runs on.
        """
        if place not in self.venue:
            return place
        if since_ms < self.emptied_ms and session not in self.running:
            return None
        return VENUE if session in self.ended else place

    def session_now(self, place: str, session: str) -> str:
        """Tell for which session somebody is inside now: in the venue for none that is over."""
        return "" if place in self.venue and session in self.ended else session


def rule_at(
    now: str, emptied: str, emptied_ms: int, sessions: Sequence[Session], tree: PlaceTree
) -> PresenceRule:
    """Work out what is over at an ISO minute of the programme's wall clock.

    Who came in the evening for a session of the next day has gone home in the night, and does not
    come back when people gather for it: `emptied` is the ISO minute of `emptied_ms`.
    """
    timed = [session for session in sessions if session.starts_at and session.ends_at]
    return PresenceRule(
        emptied_ms,
        frozenset(tree.within(VENUE)),
        frozenset(session.id for session in timed if session.ends_at <= now),
        frozenset(session.id for session in timed if _runs_over(session, emptied, now)),
    )


def _runs_over(session: Session, emptied: str, now: str) -> bool:
    """Tell whether a session goes on for which people were there when the venue was emptied."""
    return gathers_at(session) <= emptied and now < session.ends_at
