"""What two desks did to the plan without knowing of each other: made twice, removed and used."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.domain.journal.conflict import ConflictKind
from desktop.domain.programme.programme import Place, Point, Programme, Session, SessionBooking
from desktop.domain.programme.questions import Question
from desktop.workflows.sync.dispute import Dispute
from tests.support.fleet import FleetDesk, fleet, meet

Pair = tuple[FleetDesk, FleetDesk]
TRIAGE = {
    "code": "W1", "title": "Triage", "starts_at": "2026-12-02T09:00", "place": "Room 1",
    "capacity": "2", "booking": SessionBooking.NEEDED.value,
}  # fmt: skip


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    with fleet(tmp_path, "Desk A", "Desk B") as (one, other):
        yield one, other


def programme(desk: FleetDesk) -> Programme:
    return desk.front_desk.programmes.named("NIPERM")


def plan_session(desk: FleetDesk, id_: str = "", **typed: str) -> Session:
    made = desk.front_desk.planning.save_session(programme(desk), id_, {**TRIAGE, **typed})
    assert isinstance(made, Session)
    return made


def told(desk: FleetDesk) -> list[tuple[ConflictKind, str, list[str]]]:
    return [
        (dispute.kind, dispute.about, [side.what for side in dispute.sides])
        for dispute in desk.front_desk.disputes.all()
    ]


def only(desk: FleetDesk) -> Dispute:
    (dispute,) = desk.front_desk.disputes.all()
    return dispute


def test_one_session_place_and_point_made_at_both_desks_is_one(pair: Pair) -> None:
    for desk in pair:
        plan_session(desk)
        desk.front_desk.planning.save_place(programme(desk), Place("", "", "Ward 7", "room"))
        point = Point("", programme(desk).id, "Back door")
        assert desk.front_desk.points.save(programme(desk), point) == {}
    meet(pair)
    for desk in pair:
        assert [session.title for session in desk.front_desk.programmes.sessions(programme(desk))
                ] == ["Triage"]  # fmt: skip
        names = [place.name for place in desk.store.programmes.places(programme(desk).id)]
        assert sorted(names) == ["Room 1", "Ward 7"]
        points = desk.front_desk.programmes.points(programme(desk))
        assert [point.name for point in points] == ["Main entrance", "Back door"]
        assert told(desk) == []


def test_one_session_with_two_rooms_is_two_values_to_choose_from(pair: Pair) -> None:
    plan_session(pair[0])
    pair[1].clock.advance(60_000)
    plan_session(pair[1], place="Room 2")
    meet(pair)
    assert told(pair[0]) == [(ConflictKind.EDITED, "Triage", ["Room 1", "Room 2"])]


def test_sessions_that_came_to_be_alike_are_shown_as_made_twice(pair: Pair) -> None:
    first = plan_session(pair[0])
    pair[1].clock.advance(60_000)
    other = plan_session(pair[1], title="Triage drill", code="W2")
    plan_session(pair[1], other.id, code="W2")
    noa = pair[1].register("Noa Levi")
    pair[1].front_desk.sessions.book([noa.id], other)
    meet(pair)
    assert told(pair[0]) == [(ConflictKind.MADE_TWICE, "Triage", ["Triage", "Triage"])]
    dispute = only(pair[1])
    pair[1].front_desk.disputes.keep_part(dispute, dispute.sides[0])
    meet(pair)
    for desk in pair:
        (session,) = desk.front_desk.programmes.sessions(programme(desk))
        assert session.id == first.id
        assert desk.now(noa).registration.booked == (first.id,)
        assert told(desk) == []


def test_both_may_stay(pair: Pair) -> None:
    for desk in pair:
        desk.clock.advance(1000)
        assert desk.front_desk.staffing.save("", "Dana", "lead", "246813") == {}
    meet(pair)
    dispute = only(pair[0])
    assert (dispute.kind, dispute.about) == (ConflictKind.MADE_TWICE, "Dana")
    pair[0].front_desk.disputes.accept(dispute)
    meet(pair)
    assert told(pair[1]) == []
    assert len(pair[1].store.whereabouts.staff()) == 2


def test_a_session_removed_at_one_desk_and_booked_at_the_other(pair: Pair) -> None:
    session = plan_session(pair[0])
    noa, dan = pair[0].register("Noa Levi"), pair[0].register("Dan Levi")
    pair[0].front_desk.sessions.book([dan.id], session)
    meet(pair)
    for desk in pair:
        desk.clock.advance(60_000)
    pair[0].front_desk.planning.remove(programme(pair[0]), session)
    pair[1].front_desk.sessions.book([noa.id], session)
    meet(pair)
    for desk in pair:
        # Dan was booked before: whoever removed it knew that.
        assert told(desk) == [(ConflictKind.REMOVED_USED, "Triage", ["removed", "Noa Levi"])]
    pair[1].front_desk.disputes.bring_back(only(pair[1]))
    meet(pair)
    assert [s.title for s in pair[0].front_desk.programmes.sessions(programme(pair[0]))] == [
        "Triage"
    ]
    assert told(pair[0]) == []


def test_who_knew_of_a_booking_removes_a_session_without_a_question(pair: Pair) -> None:
    session = plan_session(pair[0])
    noa = pair[0].register("Noa Levi")
    meet(pair)
    pair[1].front_desk.sessions.book([noa.id], session)
    meet(pair)
    pair[0].clock.advance(60_000)
    pair[0].front_desk.planning.remove(programme(pair[0]), session)
    meet(pair)
    assert told(pair[1]) == []


def test_a_point_removed_at_one_desk_and_used_at_the_other(pair: Pair) -> None:
    front_desk = pair[0].front_desk
    front_desk.points.save(programme(pair[0]), Point("", programme(pair[0]).id, "Garden"))
    noa = pair[0].register("Noa Levi")
    meet(pair)
    garden = next(p for p in front_desk.programmes.points(programme(pair[0])) if p.name == "Garden")
    for desk in pair:
        desk.clock.advance(60_000)
    assert front_desk.points.remove(programme(pair[0]), garden)
    station = pair[1].station("Garden")
    verdict = pair[1].front_desk.desk.pick(station, noa.id)
    assert verdict.outcome.slug == "admitted"
    meet(pair)
    assert told(pair[0]) == [(ConflictKind.REMOVED_USED, "Garden", ["removed", "Noa Levi"])]
    pair[0].front_desk.disputes.accept(only(pair[0]))
    meet(pair)
    assert told(pair[1]) == []


def test_a_walk_in_taken_back_at_one_desk_and_let_in_at_the_other_is_brought_back(
    pair: Pair,
) -> None:
    noa = pair[0].register("Noa Levi", email="noa@example.org")
    meet(pair)
    pair[0].clock.advance(60_000)
    pair[0].front_desk.changes.undo()
    assert pair[1].scan(noa).outcome.slug == "admitted"
    meet(pair)
    for desk in pair:
        assert told(desk) == [(ConflictKind.GONE_USED, "Noa Levi", ["Main entrance", "undo"])]
        assert desk.inside() == 0
    pair[1].front_desk.disputes.bring_back(only(pair[1]))
    meet(pair)
    for desk in pair:
        assert desk.inside() == 1
        assert desk.now(noa).person.email == "noa@example.org"
        assert told(desk) == []


def test_the_last_places_given_away_at_two_desks(pair: Pair) -> None:
    session = plan_session(pair[0], capacity="1")
    noa, dan = pair[0].register("Noa Levi"), pair[0].register("Dan Levi")
    meet(pair)
    pair[0].front_desk.sessions.book([noa.id], session)
    pair[1].clock.advance(60_000)
    pair[1].front_desk.sessions.book([dan.id], session)
    meet(pair)
    dispute = only(pair[0])
    assert (dispute.kind, dispute.about, dispute.extra) == (ConflictKind.OVERFULL, "Triage", 1)
    assert pair[0].front_desk.disputes.count() == 1


def test_a_question_removed_at_one_desk_and_answered_at_the_other(pair: Pair) -> None:
    planning = pair[0].front_desk.planning
    assert planning.save_question(programme(pair[0]), Question("", "", "Diet?")) == {}
    noa = pair[0].register("Noa Levi")
    meet(pair)
    (question,) = pair[0].front_desk.programmes.questions(programme(pair[0]))
    for desk in pair:
        desk.clock.advance(60_000)
    planning.remove(programme(pair[0]), question)
    pair[1].front_desk.registry.answer(noa.id, {question.id: "vegan"})
    meet(pair)
    assert told(pair[0]) == [(ConflictKind.REMOVED_USED, "Diet?", ["removed", "Noa Levi"])]


def test_a_place_removed_at_one_desk_and_entered_at_the_other(pair: Pair) -> None:
    planning, points = pair[0].front_desk.planning, pair[0].front_desk.points
    planning.save_place(programme(pair[0]), Place("", "", "Ward 7", "room"))
    ward = pair[0].store.programmes.places(programme(pair[0]).id)[0]
    points.save(programme(pair[0]), Point("", programme(pair[0]).id, "Ward door", ward.id))
    noa = pair[0].register("Noa Levi")
    meet(pair)
    door = next(p for p in pair[0].front_desk.programmes.points(programme(pair[0]))
                if p.name == "Ward door")  # fmt: skip
    for desk in pair:
        desk.clock.advance(60_000)
    points.remove(programme(pair[0]), door)
    assert planning.remove(programme(pair[0]), ward)
    verdict = pair[1].front_desk.desk.pick(pair[1].station("Ward door"), noa.id)
    assert verdict.outcome.slug == "admitted"
    meet(pair)
    assert sorted(about for _kind, about, _sides in told(pair[1])) == ["Ward 7", "Ward door"]
    assert {kind for kind, _about, _sides in told(pair[1])} == {ConflictKind.REMOVED_USED}
