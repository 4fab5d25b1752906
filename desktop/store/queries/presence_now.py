"""Who is still where: the rule of the domain as functions that queries call."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import NamedTuple

from desktop.domain.checkin.presence_end import PresenceRule
from desktop.store.engine.engine import Connection, Database

# Where somebody is now, and for which session; nothing for who is nowhere. In queries of
# presences (s).
PLACE_NOW = """CASE WHEN s.inside IS NULL THEN NULL
    ELSE place_now(s.programme, s.inside, s.since_ms, s.since_session) END"""
SESSION_NOW = """CASE WHEN s.since_session = '' THEN ''
    ELSE session_now(s.programme, s.inside, s.since_session) END"""
_FOR_EVER = PresenceRule(0, frozenset(), frozenset(), frozenset())
RuleOf = Callable[[str], PresenceRule | None]


_MINUTE_MS = 60_000
_CROWDS = "SELECT place, session, minute, people FROM crowds WHERE programme = ?"


class Crowds(NamedTuple):
    """How many are in each place itself and for each session, and how many nobody saw leaving."""

    in_place: Counter[str]
    for_session: Counter[str]
    unseen: int

    @property
    def inside(self) -> int:
        """How many are anywhere."""
        return self.in_place.total()

    def within(self, places: Iterable[str]) -> int:
        """Count who is in any of these places."""
        return sum(self.in_place[place] for place in set(places))


class PresenceNow:
    """Hands the rule of a programme to the queries; without one, presence lasts for ever."""

    def __init__(self, db: Database) -> None:
        """Make the functions known to an open database."""
        self.rule_of: RuleOf = _no_rule
        # The connection knows this object by its functions: held the other way round, too, neither
        # would go.
        connection: Connection = db.conn
        connection.create_function("place_now", 4, self._place)
        connection.create_function("session_now", 3, self._session)

    def crowds(self, connection: Connection, programme: str) -> Crowds:
        """Count who is where now, from the counts that are kept as people move.

        The venue empties at a full minute, so that all who were met in one minute stay or go.
        """
        rule = self.rule_of(programme) or _FOR_EVER
        in_place: Counter[str] = Counter()
        for_session: Counter[str] = Counter()
        unseen = 0
        for place, session, minute, people in connection.execute(_CROWDS, (programme,)):
            now = rule.place_now(place, minute * _MINUTE_MS, session)
            if now is None:
                unseen += people
                continue
            in_place[now] += people
            if rule.session_now(place, session):
                for_session[session] += people
        return Crowds(in_place, for_session, unseen)

    def _place(self, programme: str, place: str, since_ms: int, session: str) -> str | None:
        rule = self.rule_of(programme)
        return rule.place_now(place, since_ms, session or "") if rule else place

    def _session(self, programme: str, place: str, session: str) -> str:
        rule = self.rule_of(programme)
        return rule.session_now(place, session) if rule else session


def _no_rule(_programme: str) -> None:
    return None
