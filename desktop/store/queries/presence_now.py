"""Who is still where: the rule of the domain as functions that queries call."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from desktop.domain.checkin.presence_end import PresenceRule
from desktop.domain.programme.programme import VENUE
from desktop.store.engine.engine import Connection, Database

# Where somebody is now, and for which session; nothing for who is nowhere. In queries of
# presences (s).
PLACE_NOW = """CASE WHEN s.inside IS NULL THEN NULL
    ELSE place_now(s.programme, s.inside, s.since_ms, s.since_session) END"""
SESSION_NOW = """CASE WHEN s.since_session = '' THEN ''
    ELSE session_now(s.programme, s.inside, s.since_session) END"""
RuleOf = Callable[[str], PresenceRule | None]


class Sql(NamedTuple):
    """A part of a query of presences (s), and its values."""

    text: str
    values: tuple[object, ...]


class PresenceNow:
    """Hands the rule of a programme to the queries; without one, presence lasts for ever."""

    def __init__(self, db: Database) -> None:
        """Make the functions known to an open database."""
        self.rule_of: RuleOf = _no_rule
        connection: Connection = db.conn
        connection.create_function("place_now", 4, self._place)
        connection.create_function("session_now", 3, self._session)

    def is_somewhere(self, programme: str) -> Sql:
        """Give the condition that somebody of a programme is anywhere, as SQL alone.

        For counting thousands: a function that is called for each of them takes too long.
        """
        rule = self.rule_of(programme)
        if rule is None:
            return Sql("s.inside IS NOT NULL", ())
        venue, running = sorted(rule.venue), sorted(rule.running)
        text = f"""s.inside IS NOT NULL AND NOT (s.since_ms < ?
            AND s.inside IN ({_marks(venue)}) AND s.since_session NOT IN ({_marks(running)}))"""
        return Sql(text, (rule.emptied_ms, *venue, *running))

    def place(self, programme: str) -> Sql:
        """Give where somebody is who is anywhere, as SQL alone."""
        rule = self.rule_of(programme)
        if rule is None or not rule.ended:
            return Sql("s.inside", ())
        venue, ended = sorted(rule.venue), sorted(rule.ended)
        text = f"""CASE WHEN s.since_session <> '' AND s.since_session IN ({_marks(ended)})
            AND s.inside IN ({_marks(venue)}) THEN '{VENUE}' ELSE s.inside END"""
        return Sql(text, (*ended, *venue))

    def _place(self, programme: str, place: str, since_ms: int, session: str) -> str | None:
        rule = self.rule_of(programme)
        return rule.place_now(place, since_ms, session or "") if rule else place

    def _session(self, programme: str, place: str, session: str) -> str:
        rule = self.rule_of(programme)
        return rule.session_now(place, session) if rule else session


def _marks(values: Sequence[str]) -> str:
    return ",".join("?" * len(values))


def _no_rule(_programme: str) -> None:
    return None
