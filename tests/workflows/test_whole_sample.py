"""The sample as somebody new finds it: a second desk was heard, and one code is offered."""

from __future__ import annotations

from desktop.domain.checkin.codes import Reading
from desktop.domain.checkin.outcomes import Admitted
from desktop.workflows.checkin.verdict import Station
from desktop.workflows.opening import FrontDesk
from desktop.workflows.sample import fill_whole_sample


def test_another_desk_was_heard_and_one_thing_is_to_be_settled(front_desk: FrontDesk) -> None:
    programme = fill_whole_sample(front_desk)
    assert [desk.name for desk in front_desk.syncing.desks()] == ["Desk A", "Desk B"]
    assert front_desk.desk.counts(programme, 1, 60_000).inside == 12
    (dispute,) = front_desk.disputes.all()
    assert (dispute.kind, dispute.about) == ("edited", "Zvi Golan")
    assert [(side.desk, side.what) for side in dispute.sides] == [
        ("Desk A", "Deputy director, emergency medicine"),
        ("Desk B", "Director of operations"),
    ]


def test_the_code_that_is_offered_lets_somebody_in(front_desk: FrontDesk) -> None:
    programme = fill_whole_sample(front_desk)
    code = front_desk.kept_settings("sample")[programme.id]
    assert len(code) == 6
    station = Station(programme, front_desk.programmes.points(programme)[0])
    verdict = front_desk.desk.scan(station, Reading(code, is_typed=True))
    assert isinstance(verdict.outcome, Admitted)


def test_a_store_with_programmes_of_its_own_hears_of_no_invented_desk(
    front_desk: FrontDesk,
) -> None:
    front_desk.programmes.find_or_make("OTHER")
    programme = fill_whole_sample(front_desk)
    assert [desk.name for desk in front_desk.syncing.desks()] == ["Desk A"]
    assert front_desk.desk.counts(programme, 1, 60_000).inside == 0
    assert front_desk.kept_settings("sample") == {}


def test_opening_the_sample_again_adds_nothing(front_desk: FrontDesk) -> None:
    fill_whole_sample(front_desk)
    before = front_desk.syncing.state_hash()
    fill_whole_sample(front_desk)
    assert front_desk.syncing.state_hash() == before
