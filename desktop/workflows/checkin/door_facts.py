"""Gathers what the decision at a door needs to know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from desktop.domain.attendees.registration import Direction
from desktop.domain.checkin.outcomes import Authority
from desktop.domain.checkin.request import CheckinRequest, Visit
from desktop.domain.journal.bodies import SET
from desktop.domain.journal.entry import SubjectType, split_subject, subject_of
from desktop.domain.journal.fold import fold
from desktop.domain.programme.places import PlaceTree
from desktop.domain.programme.points import door_capacity, limits_of, visit_rule
from desktop.domain.programme.programme import (
    LEAD,
    CapacityRule,
    Point,
    Programme,
    Reentry,
    Session,
)
from desktop.domain.programme.questions import Question, asked_by
from desktop.domain.staff.staff import Right
from desktop.store.store import Store
from desktop.workflows.ports import Clock
from desktop.workflows.staff.staffing import Staffing
from desktop.workflows.wall_clock import day_began_ms, wall_day, wall_minute, zone_of


@dataclass(frozen=True, slots=True)
class Plan:
    """What stays the same from scan to scan: points, sessions, places and questions.

    `doors` are the names under which visits count at a point, as far as they were asked for.
    """

    points: dict[str, Point]
    sessions: tuple[Session, ...]
    tree: PlaceTree
    questions: tuple[Question, ...]
    doors: dict[str, frozenset[str]] = field(default_factory=dict)


class DoorFacts:
    """Reads facts for decisions, inside the caller's transaction."""

    def __init__(self, store: Store, clock: Clock, staffing: Staffing) -> None:
        """Read from this store."""
        self._store = store
        self._clock = clock
        self._staffing = staffing
        self._known: dict[tuple[str, int], Plan] = {}

    def plan(self, programme: str) -> Plan:
        """Give the plan of a programme, read anew only after it was changed."""
        key = (programme, self._store.plan_number)
        if key not in self._known:
            book = self._store.programmes
            self._known = {
                key: Plan(
                    _with_figures(book.points(programme)),
                    tuple(book.sessions(programme)),
                    PlaceTree(book.places(programme)),
                    tuple(book.questions(programme)),
                )
            }
        return self._known[key]

    def request(
        self,
        programme: Programme,
        point: Point,
        direction: Direction,
        passed_over: Mapping[str, Authority],
    ) -> CheckinRequest:
        """Put together what is asked at a point now; its policy is read afresh."""
        plan = self.plan(programme.id)
        point = self.with_house_rules(plan.points.get(point.id) or _with_figure(point, plan))
        now_ms = self._clock()
        return CheckinRequest(
            programme,
            point,
            direction,
            now_ms,
            passed_over,
            tuple(_asked_at(plan.questions, point, direction)),
            wall_minute(programme, now_ms),
            day_began_ms(programme, now_ms) if point.reentry == Reentry.ONCE_A_DAY else 0,
            sessions=plan.sessions,
            tree=plan.tree,
            zone=zone_of(programme),
            **(self._crowds(programme, point, plan) if direction is Direction.IN else {}),
            has_lost_question=not set(point.asks.split()) <= {each.id for each in plan.questions},
        )

    def visits(self, request: CheckinRequest, registration: str) -> list[Visit]:
        """List the earlier admissions that the point's policy asks for, the first one first."""
        point = request.point
        if not point.counts_visits:
            return []
        entries = self._store.journal.of_subject(subject_of(SubjectType.REGISTRATION, registration))
        names = self._store.desk_names()
        doors = self._counting_doors(request.programme.id, point)
        return [
            Visit(
                movement.at_ms,
                names.get(movement.met_by, movement.met_by),
                wall_day(request.programme, movement.at_ms),
            )
            for movement in fold(entries).movements
            if movement.direction == Direction.IN
            and movement.session == point.session
            and movement.point in doors
        ]

    def _counting_doors(self, programme: str, point: Point) -> frozenset[str]:
        """Name the doors at which visits count together: to one inside, with one rule.

        Who came into the venue by its entrance has had no lunch yet. Earlier names count, and doors
        that were removed: mending a word or taking a door away gives nobody a second meal.
        """
        known = self.plan(programme).doors
        if point.id not in known:
            known[point.id] = frozenset(
                name
                for fields, names in self._all_points(programme)
                if fields.get("id") == point.id or visit_rule(fields) == visit_rule(asdict(point))
                for name in names
            )
        return known[point.id]

    def _all_points(self, programme: str) -> Iterator[tuple[Mapping[str, Any], set[str]]]:
        """Give the points of a programme, also removed ones, with all names that each ever had."""
        usual = asdict(Point("", programme, ""))
        for subject in self._store.journal.subjects_of(SubjectType.POINT):
            entries = self._store.journal.of_subject(subject)
            if entries[0].programme != programme:
                continue
            said = (entry.body.get("name") for entry in entries if entry.kind == SET)
            id_ = split_subject(subject)[1]
            yield {**usual, **fold(entries).fields, "id": id_}, {str(name) for name in said if name}

    def with_house_rules(self, point: Point) -> Point:
        """Apply what is kept to leads at all points."""
        is_kept = Right.OVERRIDES in self._staffing.kept_to_leads
        return replace(point, overrides=LEAD) if is_kept else point

    def _crowds(self, programme: Programme, point: Point, plan: Plan) -> dict[str, Any]:
        """Count who is in the point's place and those around it, and for its session."""
        if point.capacity_rule == CapacityRule.IGNORE:
            return {}
        session = next((session for session in plan.sessions if session.id == point.session), None)
        limits, tree = limits_of(point, session, plan.tree), plan.tree
        outer = [place for place in tree.path(point.place)[1:] if tree.capacity(place)]
        if not (limits.session or limits.place or outer):
            return {}
        now = self._store.whereabouts.crowds(programme.id)
        facts: dict[str, Any] = {
            "inside": now.within(tree.within(point.place)),
            "around": {place: now.within(tree.within(place)) for place in outer},
        }
        if session:
            places = tree.within(point.place)
            held = self._store.whereabouts.count_held(programme.id, session.id, places)
            facts |= {
                "attending": now.for_session[session.id], "held": held[0], "held_outside": held[1],
            }  # fmt: skip
        return facts


def _with_figures(points: Sequence[Point]) -> dict[str, Point]:
    """Give the points by their ids, each with the figure that all doors to the same inside have."""
    return {point.id: replace(point, capacity=door_capacity(point, points)) for point in points}


def _with_figure(point: Point, plan: Plan) -> Point:
    return replace(point, capacity=door_capacity(point, plan.points.values()))


def _asked_at(
    questions: Iterable[Question], point: Point, direction: Direction
) -> Iterable[Question]:
    """Give what a door asks: on the way out only what it names itself."""
    if direction is Direction.IN:
        return asked_by(questions, point.asks)
    named = point.asks.split()
    return [question for question in asked_by(questions, point.asks) if question.id in named]
