"""Presence that ends without a scan: sessions end, and the venue empties in the night.

No entries say so: presence ends when it is read, so that what desks agree on does not depend on
their clocks.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo
from typing import NamedTuple

from desktop.domain.programme.places import PlaceTree
from desktop.domain.programme.points import GATHERING_MS, span_of
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
    now_ms: int,
    emptied_ms: int,
    sessions: Sequence[Session],
    tree: PlaceTree,
    zone: tzinfo | None = None,
) -> PresenceRule:
    """Work out what is over at a moment, as true time.

    Who came in the evening for a session of the next day has gone home in the night, and does not
    come back when people gather for it.

    Args:
        now_ms: the moment in milliseconds UTC.
        emptied_ms: when the venue was emptied last.
        sessions: the programme's.
        tree: its places.
        zone: its time zone; this computer's where it is None.
    """
    times = {session.id: span_of(session, zone) for session in sessions}
    timed = {id_: span for id_, span in times.items() if span.begins_ms and span.ends_ms}
    return PresenceRule(
        emptied_ms,
        frozenset(tree.within(VENUE)),
        frozenset(id_ for id_, (_begins, ends) in timed.items() if (ends or 0) <= now_ms),
        frozenset(
            id_
            for id_, (begins, ends) in timed.items()
            if (begins or 0) - GATHERING_MS <= emptied_ms and now_ms < (ends or 0)
        ),
    )
