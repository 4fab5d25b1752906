"""Reports of days from a real store: what a desk did, and a recount from the journal."""

from __future__ import annotations

import contextlib
import random
from collections import Counter

import pytest

from desktop.domain.attendees.registration import Attendee, Direction, Status
from desktop.domain.failures import NothingToPrint
from desktop.domain.journal.bodies import MOVE, OVERRIDE, PRINT, UNDO, said_ms, undone_id
from desktop.domain.journal.entry import Entry, SubjectType, split_subject
from desktop.domain.programme.programme import Programme
from desktop.domain.reports.day import Kind
from desktop.workflows.badges.badge_order import BadgeOrder
from desktop.workflows.badges.badge_templates import template_named
from desktop.workflows.badges.papers import media_named
from desktop.workflows.checkin.verdict import Station
from desktop.workflows.opening import FrontDesk
from desktop.workflows.reports.days import span_of
from tests.support.fakes import FakeClock
from tests.support.reception import Reception

# 2026-11-18, 08:00 UTC.
EIGHT = 1_794_988_800_000
MIN, HOUR = 60_000, 3_600_000
DAYS = ("2026-11-18", "2026-11-19", "2026-11-20")


@pytest.fixture
def here(front_desk: FrontDesk, clock: FakeClock) -> Reception:
    clock.now_ms = EIGHT
    programme = front_desk.programmes.find_or_make(
        "NIPERM", time_zone="UTC", starts_on=DAYS[0], ends_on=DAYS[2]
    )
    front_desk.programmes.find_or_make_point(programme, "Main entrance")
    return Reception(front_desk, programme, clock)


def test_a_day_runs_from_the_hour_at_which_the_venue_empties(here: Reception) -> None:
    span = span_of(here.programme, DAYS[0])
    assert (span.starts_ms, span.ends_ms) == (EIGHT - 4 * HOUR, EIGHT + 20 * HOUR)
    late = Programme("p", "P", 1, "P", time_zone="Asia/Jerusalem", empties_at="06:30")
    assert span_of(late, "2026-12-02").starts_ms == 1_796_185_800_000


def test_who_comes_after_midnight_belongs_to_the_evening(here: Reception) -> None:
    noa = here.register("Noa Cohen")
    here.clock.now_ms = EIGHT + 17 * HOUR
    here.scan(here.station().point, noa)
    reports = here.front_desk.day_reports
    assert reports.today(here.programme) == DAYS[0]
    assert reports.report(here.programme, DAYS[0]).figures.arrived == 1
    assert reports.report(here.programme, DAYS[1]).figures.arrived == 0


def test_what_is_taken_back_never_was(here: Reception) -> None:
    noa, uri = here.register("Noa Cohen"), here.register("Uri Levi")
    for who in (noa, uri):
        here.scan(here.station().point, who)
    here.front_desk.desk.undo(here.programme)
    figures = here.front_desk.day_reports.report(here.programme, DAYS[0]).figures
    assert (figures.arrived, figures.passed) == (1, 1)


def test_a_session_knows_who_ever_came_and_who_is_in_it_now(here: Reception) -> None:
    workshop = here.session("W1", starts_at=f"{DAYS[0]}T08:00", ends_at=f"{DAYS[0]}T10:00")
    door = here.point("Room 1", session=workshop.id)
    people = [here.register(name) for name in ("Noa Cohen", "Uri Levi", "Dan Paz")]
    here.front_desk.sessions.book([one.id for one in people[:2]], workshop)
    for who in (people[0], people[2]):
        here.scan(door, who)
    here.scan(door, people[2], Direction.OUT)
    (fill,) = here.front_desk.day_reports.report(here.programme, DAYS[0]).sessions
    assert (fill.came, fill.inside, fill.booked, fill.of) == (2, 1, 2, 2)
    here.front_desk.desk.undo(here.programme)
    here.front_desk.desk.undo(here.programme)
    (fill,) = here.front_desk.day_reports.report(here.programme, DAYS[0]).sessions
    assert (fill.came, fill.inside) == (1, 1)
    assert here.front_desk.verify() == []


def test_two_records_that_became_one_arrived_once(here: Reception) -> None:
    twins = [here.register("Noa Cohen"), here.register("Noa Cohen", email="noa@x.org")]
    workshop = here.session("W1", starts_at=f"{DAYS[0]}T08:00", ends_at=f"{DAYS[0]}T10:00")
    door = here.point("Room 1", session=workshop.id)
    for who in twins:
        here.scan(here.station().point, who)
        here.scan(door, who)
    here.front_desk.merging.merge(twins[0].id, twins[1].id)
    report = here.front_desk.day_reports.report(here.programme, DAYS[0])
    assert (report.figures.arrived, report.figures.expected) == (1, 1)
    assert report.sessions[0].came == 1
    assert here.front_desk.verify() == []


def test_days_beside_the_dated_ones_are_there_when_people_came(here: Reception) -> None:
    here.clock.now_ms = EIGHT - 24 * HOUR
    here.scan(here.station().point, here.register("Noa Cohen"))
    assert here.front_desk.day_reports.days(here.programme) == ("2026-11-17", *DAYS)


def test_a_refusal_makes_no_day_and_one_far_off_hides_none(here: Reception) -> None:
    """Each scan of a cancelled ticket is kept; a day is made by who went through."""
    away = here.register("Dan Paz", status=Status.CANCELLED)
    noa = here.register("Noa Cohen")
    reports = here.front_desk.day_reports
    here.clock.now_ms = EIGHT - 400 * 24 * HOUR
    assert here.scan(here.station().point, away).outcome.slug == "cancelled"
    assert reports.days(here.programme) == DAYS
    here.clock.now_ms = EIGHT + 300 * 24 * HOUR
    here.scan(here.station().point, noa)
    assert reports.days(here.programme) == (*DAYS, "2027-09-14")
    assert reports.report(here.programme).figures.arrived == 1


@pytest.mark.parametrize(
    ("first", "last"),
    [("9999-12-31", "9999-12-31"), ("0001-01-01", "2026-11-20"), ("2026-01-01", "2026-12-31")],
)
def test_a_programme_of_impossible_or_endless_days_has_those_on_which_people_came(
    front_desk: FrontDesk, clock: FakeClock, first: str, last: str
) -> None:
    clock.now_ms = EIGHT
    programme = front_desk.programmes.find_or_make(
        "NIPERM", time_zone="UTC", starts_on=first, ends_on=last
    )
    desk = Reception(front_desk, programme, clock)
    desk.scan(desk.point("Door"), desk.register("Noa Cohen"))
    assert front_desk.day_reports.days(programme) == (DAYS[0],)
    assert front_desk.day_reports.report(programme).figures.arrived == 1


def test_a_session_after_midnight_belongs_to_the_evening(here: Reception) -> None:
    here.session("W1", starts_at=f"{DAYS[1]}T01:00", ends_at=f"{DAYS[1]}T02:00")
    here.session("W2", starts_at=f"{DAYS[1]}T04:00", ends_at=f"{DAYS[1]}T05:00")
    reports = here.front_desk.day_reports
    found = [
        [fill.session.code for fill in reports.report(here.programme, day).sessions]
        for day in DAYS[:2]
    ]
    assert found == [["W1"], ["W2"]]


def test_all_days_are_counted_from_all_ways_and_not_from_days(here: Reception) -> None:
    """One desk, two days: its median and where somebody was met first are those of all ways."""
    noa, uri, dan = (here.register(name) for name in ("Noa Cohen", "Uri Levi", "Dan Paz"))
    main, side = here.station().point, here.point("Side entrance")
    for hours, seconds, door, who in (
        (0, 0, main, noa), (0, 10, main, uri), (24, 0, side, noa), (24, 40, side, uri),
        (24, 60, side, dan),
    ):  # fmt: skip
        here.clock.now_ms = EIGHT + hours * HOUR + seconds * 1_000
        here.scan(door, who)
    figures = here.front_desk.day_reports.report(here.programme).figures
    assert (figures.arrived, figures.passed, figures.points) == (
        3, 5, {"Main entrance": 2, "Side entrance": 1},
    )  # fmt: skip
    # Pauses of 10, 40 and 20 seconds.
    assert figures.desks[0].median_s == 20.0
    assert [each.people for each in figures.arrivals] == [2, 3, 0]


@pytest.mark.parametrize(
    ("hours", "day"), [(-72, DAYS[0]), (0, DAYS[0]), (26, DAYS[1]), (100, DAYS[2])]
)
def test_the_day_that_is_shown_first_is_the_nearest(here: Reception, hours: int, day: str) -> None:
    here.clock.now_ms = EIGHT + hours * HOUR
    assert here.front_desk.day_reports.first_shown(here.programme) == day


def test_a_programme_without_days_has_those_on_which_people_came(front_desk: FrontDesk) -> None:
    programme = front_desk.programmes.find_or_make("BARE")
    assert front_desk.day_reports.days(programme) == ()
    report = front_desk.day_reports.report(programme)
    assert (report.figures.arrived, report.figures.expected, report.days) == (0, 0, ())


def work(here: Reception, chance: random.Random) -> None:
    """Do something at random: register, come, go, be let in all the same, print, take back."""
    people = here.front_desk._store.registrations.page(here.programme.id, 0)[1]
    here.clock.advance(chance.choice((1_000, 20_000, MIN, 40 * MIN, 5 * HOUR)))
    deed = chance.random()
    if deed < 0.25 or not people:
        status = chance.choice(("", "", "", Status.CANCELLED, Status.PENDING))
        own = {"ticket_type": chance.choice(("Delegate", "Speaker", ""))}
        one = here.register(f"{chance.choice('abcdef')} {chance.choice('ghij')}", **own)
        if status:
            here.front_desk.registry.set_status([one.id], Status(status))
    elif deed < 0.8:
        pass_door(here, chance, chance.choice(list(people)))
    elif deed < 0.9:
        here.front_desk.desk.undo(here.programme)
    else:
        order = BadgeOrder(here.programme, template_named("two-script"), media_named("5392"))
        with contextlib.suppress(NothingToPrint):
            here.front_desk.badges.run(order, here.front_desk.path.parent / f"{deed}.pdf")


def pass_door(here: Reception, chance: random.Random, who: Attendee) -> None:
    points = here.front_desk.programmes.points(here.programme)
    way = chance.choice((Direction.IN, Direction.IN, Direction.OUT))
    station = Station(here.programme, chance.choice(points), way)
    verdict = here.front_desk.desk.pick(station, who.id)
    if verdict.entry and verdict.may and chance.random() < 0.7:
        here.front_desk.desk.pass_over(station, verdict, chance.choice(("late", "known", "")))


@pytest.mark.parametrize("seed", range(6))
def test_every_figure_of_random_days_is_a_recount_of_the_journal(
    here: Reception, seed: int
) -> None:
    chance = random.Random(seed)
    workshop = here.session("W1", starts_at=f"{DAYS[0]}T09:00", ends_at=f"{DAYS[2]}T18:00")
    here.point("Room 1", here.room("Room 1").id, workshop.id)
    for _step in range(70):
        work(here, chance)
    front_desk = here.front_desk
    days = front_desk.day_reports.days(here.programme)
    for day in days:
        report = front_desk.day_reports.report(here.programme, day)
        recounted = recount(here, day)
        figures = report.figures
        told = {
            "arrived": figures.arrived, "passed": figures.passed, "printed": figures.printed,
            "points": dict(figures.points), "let_in": figures.let_in,
            "overrides": dict(figures.overrides), "reasons": dict(figures.reasons),
            "types": {g.value: (g.arrived, g.expected) for g in figures.groups[Kind.TYPE]},
            "absent": len(figures.absent),
        }  # fmt: skip
        came = recounted.pop("came")
        assert told == recounted, day
        # The session of three days stands under its first one.
        assert [fill.came for fill in report.sessions] == [came] * (day == DAYS[0])
    whole = front_desk.day_reports.report(here.programme).figures
    assert whole.arrived == len({who for day in days for who in came_on(here, day)})
    assert front_desk.verify() == []


def recount(here: Reception, day: str) -> dict[str, object]:
    """Count a day again from the entries alone, as simply as can be."""
    entries = living(here)
    span = span_of(here.programme, day)
    of_day = [e for e in entries if span.starts_ms <= said_ms(e) < span.ends_ms]
    ways_in = [e for e in of_day if e.kind == MOVE and e.body["direction"] == "in"]
    first: dict[str, str] = {}
    for entry in sorted(ways_in, key=lambda e: (said_ms(e), e.desk, e.number)):
        first.setdefault(split_subject(entry.subject)[1], entry.body["point"])
    overrides = [e for e in of_day if e.kind == OVERRIDE]
    people = here.front_desk._store.registrations.page(here.programme.id, 0)[1]
    expected = {p.id for p in people if p.registration.status not in ("cancelled", "blocked")}
    types: dict[str, tuple[int, int]] = {}
    for one in people:
        arrived, due = types.get(one.registration.ticket_type, (0, 0))
        counts = (arrived + (one.id in first), due + (one.id in expected))
        types[one.registration.ticket_type] = counts
    return {
        "arrived": len(first), "passed": len(ways_in),
        "printed": sum(e.kind == PRINT for e in of_day),
        "points": dict(Counter(first.values())), "let_in": len(overrides),
        "overrides": dict(Counter(slug for e in overrides for slug in e.body["over"])),
        "reasons": dict(Counter(e.body["reason"] for e in overrides)),
        "types": {name: counts for name, counts in types.items() if any(counts)},
        "absent": len(expected - first.keys()),
        "came": len({
            e.subject for e in entries
            if e.kind == MOVE and e.body["direction"] == "in" and e.body.get("session")
        }),
    }  # fmt: skip


def came_on(here: Reception, day: str) -> set[str]:
    entries = living(here)
    span = span_of(here.programme, day)
    return {
        e.subject for e in entries
        if e.kind == MOVE and e.body["direction"] == "in"
        and span.starts_ms <= said_ms(e) < span.ends_ms
    }  # fmt: skip


def living(here: Reception) -> list[Entry]:
    """Give the entries about registrations that were not taken back."""
    journal = here.front_desk._store.journal
    everything = [
        entry
        for subject in journal.subjects_of(SubjectType.REGISTRATION)
        for entry in journal.of_subject(subject)
    ]
    undone = {undone_id(entry) for entry in everything if entry.kind == UNDO}
    return [entry for entry in everything if entry.id not in undone]
