"""What one desk has planned is what another one works by."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from desktop.domain.programme.programme import CapacityRule, Point, PointWay, Reentry, Session
from desktop.domain.programme.questions import Asked, Kind, Question
from tests.support.fleet import FleetDesk


def test_a_plan_arrives_with_its_policies(tmp_path: Path) -> None:
    office, door = FleetDesk(tmp_path, "Office"), FleetDesk(tmp_path, "Door")
    office.make_programme()
    programme = office.front_desk.programmes.named("NIPERM")
    typed = {"code": "W1", "title": "Triage", "kind": "workshop", "booking": "needed"}
    session = office.front_desk.planning.save_session(programme, "", typed)
    assert isinstance(session, Session)
    point = Point("", programme.id, "Door 1", session=session.id)
    strict = replace(
        point, direction=PointWay.IN, reentry=Reentry.NEVER, capacity_rule=CapacityRule.WARN
    )
    assert office.front_desk.points.save(programme, strict) == {}
    waiver = Question("", programme.id, "Waiver?", kind=Kind.SIGNATURE, asked=Asked.BOTH)
    office.front_desk.planning.save_question(programme, waiver)
    stick = tmp_path / "stick"
    stick.mkdir()
    office.front_desk.syncing.with_folder(stick)
    report = door.front_desk.syncing.with_folder(stick)
    assert report.flaws == []
    plan = door.front_desk.planning.plan(programme.id)
    assert [known.booking for known in plan.sessions] == ["needed"]
    arrived = next(known for known in plan.points if known.name == "Door 1")
    policy = (arrived.direction, arrived.reentry, arrived.capacity_rule, arrived.closes_from)
    assert policy == ("in", "never", "warn", "ends")
    assert [(known.kind, known.asked) for known in plan.questions] == [("signature", "both")]
    office.front_desk.syncing.with_folder(stick)
    assert office.hash == door.hash
    office.close()
    door.close()
