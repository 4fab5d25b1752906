"""Programmes, the directory, bookings, whereabouts and documents, as they are asked for."""

from __future__ import annotations

import json

from tests.support.scribe import Scribe

BOOKED, WAITING = {"state": "booked", "at_ms": 7}, {"state": "waiting", "at_ms": 8}
IN = {"outcome": "admitted", "direction": "in", "point": "gate", "place": "venue"}


def test_programmes_are_found_by_code_and_by_id(scribe: Scribe) -> None:
    programmes = scribe.store.programmes
    found = programmes.by_code("p1")
    assert found is not None
    assert (found.id, found.code, found.title) == ("p1", "P1", "Niperm")
    assert programmes.by_id("p1") == found
    assert programmes.by_code("P9") is None
    assert programmes.by_id("p9") is None
    assert programmes.by_hint(1) == [found]
    assert programmes.by_hint(2) == []


def test_the_next_programme_has_the_next_number(scribe: Scribe) -> None:
    assert scribe.store.programmes.next_number() == 2
    scribe.programme("p2", number=7)
    assert scribe.store.programmes.next_number() == 8


def test_a_mapping_is_there_or_it_is_not(scribe: Scribe) -> None:
    scribe.put("set", "mapping:luma", "", name="Luma", columns=json.dumps({"email": "Mail"}))
    assert scribe.store.directory.mapping("luma") == {"email": "Mail"}
    assert scribe.store.directory.mapping("other") is None


def test_a_template_is_there_or_it_is_not(scribe: Scribe) -> None:
    scribe.put("set", "template:t1", "", title="Wide", document="<badge/>")
    documents = scribe.store.badge_documents
    assert documents.template("t1") == "<badge/>"
    assert documents.template("t2") is None
    assert documents.templates() == [("t1", "Wide", "<badge/>")]


def test_places_of_a_session_are_counted_with_those_who_wait(scribe: Scribe) -> None:
    for id_, choice in (("noa", BOOKED), ("dan", BOOKED), ("gal", WAITING)):
        scribe.register(id_, id_.title(), **{"booking:w1": choice})
    bookings = scribe.store.bookings
    assert bookings.counts(["w1", "w2"]) == {"w1": (2, 1), "w2": (0, 0)}
    assert bookings.waiting("w1") == [(8, "gal")]


def test_who_is_where_and_who_should_be(scribe: Scribe) -> None:
    for id_ in ("noa", "dan", "gal"):
        scribe.register(id_, id_.title(), **{"booking:w1": BOOKED})
    scribe.put("move", "registration:noa", **IN)
    scribe.put("move", "registration:dan", **{**IN, "place": "hall", "session": "w1"})
    whereabouts = scribe.store.whereabouts
    assert whereabouts.crowds("p1").in_place == {"venue": 1, "hall": 1}
    assert whereabouts.count_within("p1", ["venue"]) == 1
    assert whereabouts.count_within("p1", ["venue", "hall"]) == 2
    assert whereabouts.count_attending("p1", "w1") == 1
    assert whereabouts.booked_among("w1", ["noa", "gal", "tal"]) == {"noa", "gal"}
    assert [who.id for who in whereabouts.inside("p1", ["venue", "hall"], 9)] == ["dan", "noa"]
    assert [who.id for who in whereabouts.attending("w1", 9)] == ["dan"]
    assert [who.id for who in whereabouts.missing_from("w1", ["hall"], 9)] == ["gal", "noa"]
    assert [who.id for who in whereabouts.not_attending("w1", 9)] == ["gal", "noa"]
