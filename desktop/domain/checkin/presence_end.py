"""Presence that ends without a scan: the venue and its rooms empty in the night."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.domain.attendees.registration import Presence
from desktop.domain.programme.places import PlaceTree
from desktop.domain.programme.programme import VENUE, Session


def has_ended(
    presence: Presence, emptied_ms: int, sessions: Sequence[Session], now: str, tree: PlaceTree
) -> bool:
    """Tell whether somebody who was never seen leaving is not there any more.

    Buses and sites do not empty by themselves, and nobody is sent out of a session that runs
    over the hour.

    Args:
        presence: where they were met last.
        emptied_ms: when the venue was emptied last, in milliseconds UTC; 0 for never.
        sessions: the programme's.
        now: the ISO minute on the programme's wall clock.
        tree: the programme's places.
    """
    if presence.since_ms >= emptied_ms or not tree.is_within(presence.place, VENUE):
        return False
    own = next((each for each in sessions if each.id == presence.session), None)
    return own is None or not own.ends_at or own.ends_at <= now
