"""A policy that only a newer Muster knows is a question at the door, never a yes."""

from __future__ import annotations

from tests.support.scribe import Scribe


def test_an_unknown_word_of_a_point_counts_as_the_strictest(scribe: Scribe) -> None:
    scribe.put("set", "point:d", name="Door", reentry="twice", capacity_rule="ask", direction="up",
               closes_from="noon")  # fmt: skip
    (point,) = scribe.store.programmes.points("p1")
    policy = (point.reentry, point.capacity_rule, point.closes_from, point.direction)
    assert policy == ("never", "refuse", "begins", "up")


def test_an_unknown_word_of_a_session_asks_for_a_booking(scribe: Scribe) -> None:
    scribe.put("set", "session:w1", code="W1", booking="by lot")
    assert [session.booking for session in scribe.store.programmes.sessions("p1")] == ["needed"]


def test_known_words_are_what_they_say(scribe: Scribe) -> None:
    scribe.put("set", "point:d", name="Door", reentry="always", capacity_rule="warn",
               direction="out", closes_from="ends")  # fmt: skip
    (point,) = scribe.store.programmes.points("p1")
    policy = (point.reentry, point.capacity_rule, point.closes_from, point.direction)
    assert policy == ("always", "warn", "ends", "out")


def test_a_blank_policy_is_the_usual_one(scribe: Scribe) -> None:
    scribe.put("set", "point:d", name="Door", reentry="", capacity_rule="", direction="")
    (point,) = scribe.store.programmes.points("p1")
    policy = (point.reentry, point.capacity_rule, point.direction)
    assert policy == ("after_leaving", "refuse", "both")
