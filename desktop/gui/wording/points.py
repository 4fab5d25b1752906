"""What a check-in point lets through, as one sentence, and the names of its rules."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.domain.programme.places import PlaceTree
from desktop.domain.programme.points import capacity_of
from desktop.domain.programme.programme import (
    AFTER_LEAVING,
    ALWAYS,
    BEGINS,
    BOTH,
    ENDS,
    IGNORE,
    IN,
    LEAD,
    NEVER,
    ONCE_A_DAY,
    OUT,
    REFUSE,
    VENUE,
    WARN,
    Point,
    Programme,
    Session,
)
from desktop.domain.programme.questions import Question
from desktop.gui.widgets.person_list import Line
from desktop.gui.wording.translation import tr
from desktop.workflows.programme.planning import Plan


def direction_names() -> dict[str, str]:
    """Name the ways through a point."""
    return {BOTH: tr("In and out"), IN: tr("In only"), OUT: tr("Out only")}


def reentry_names() -> dict[str, str]:
    """Name the rules for coming back."""
    return {
        AFTER_LEAVING: tr("after checking out"),
        ALWAYS: tr("always, without checking out"),
        ONCE_A_DAY: tr("once a day"),
        NEVER: tr("never: one entry only"),
    }


def capacity_names() -> dict[str, str]:
    """Name what happens when a place is full."""
    return {
        REFUSE: tr("nobody more, unless a lead lets in"),
        WARN: tr("let in, and warn the desk"),
        IGNORE: tr("do not count"),
    }


def closing_names() -> dict[str, str]:
    """Name from when closing is counted."""
    return {ENDS: tr("after the session ends"), BEGINS: tr("after it begins")}


def policy_sentence(
    point: Point,
    session: Session | None,
    tree: PlaceTree,
    questions: Sequence[Question],
    programme: Programme,
) -> str:
    """Say in one sentence who may enter, when, how often, how many, and what is asked."""
    if point.direction == OUT:
        return tr("People leave {place} here.").format(place=_place(point, tree, programme))
    head = tr("{who} may enter {place}").format(
        who=_who(point, session), place=_place(point, tree, programme)
    )
    parts = [", ".join([head, *_when(point, session), _how_often(point)])]
    capacity = capacity_of(point, session, tree)
    if capacity and point.capacity_rule != IGNORE:
        full = tr("full at {count}") if point.capacity_rule == REFUSE else tr("warns at {count}")
        parts.append(full.format(count=capacity))
    asked = [one.text for one in questions if one.id in point.asks.split()]
    if asked:
        parts.append(tr("asks: {questions}").format(questions=", ".join(asked)))
    if point.prints:
        parts.append(tr("prints a badge"))
    if point.overrides == LEAD:
        parts.append(tr("only leads make exceptions"))
    return "; ".join(parts) + "."


def point_lines(plan: Plan) -> list[Line]:
    """Write the points of a programme as lines, each with its policy."""
    sessions = {one.id: one for one in plan.sessions}
    tree = PlaceTree([branch.place for branch in plan.places])
    lines = []
    for point in plan.points:
        session = sessions.get(point.session)
        said = policy_sentence(point, session, tree, plan.questions, plan.programme)
        chip = direction_names().get(point.direction, point.direction)
        when = session.starts_at[5:16].replace("T", " ") if session else ""
        title = f"{point.name}  {when}" if when else point.name
        lines.append(Line(title, "", said, chip, "", point.id))
    return lines


def proposal_sentence(point: Point, session: Session | None) -> str:
    """Say which point fits the time of day."""
    if session is None:
        return tr("This point's session is not now. {point} fits.").format(point=point.name)
    return tr("Now: {title} at {time}. Its door is {point}.").format(
        title=session.title, time=session.starts_at[11:16], point=point.name
    )


def no_points() -> str:
    """Teach what belongs on the page of points."""
    return tr(
        "A check-in point is where people are met: an entrance, a session's door, a bus, a site."
    )


def _who(point: Point, session: Session | None) -> str:
    types = ", ".join(point.type_list)
    title = session.title if session else ""
    if point.only_booked and session:
        if types:
            return tr("Only {types} who booked “{title}”").format(types=types, title=title)
        return tr("Only who booked “{title}”").format(title=title)
    return tr("Only {types}").format(types=types) if types else tr("Everybody registered")


def _place(point: Point, tree: PlaceTree, programme: Programme) -> str:
    if point.place == VENUE:
        return programme.place or tr("the venue")
    return tree.name(point.place) or tr("a place that is gone")


def _when(point: Point, session: Session | None) -> list[str]:
    if session is None:
        return []
    said = []
    if point.opens_min:
        text = tr("from {count} minutes before it begins")
        said.append(text.format(count=point.opens_min))
    if point.closes_min:
        is_start = point.closes_from == BEGINS
        if int(point.closes_min) == 0:
            said.append(tr("until it begins") if is_start else tr("until it ends"))
        else:
            text = (
                tr("until {count} minutes after it begins")
                if is_start
                else tr("until {count} minutes after it ends")
            )
            said.append(text.format(count=point.closes_min))
    return said


def _how_often(point: Point) -> str:
    words = {
        AFTER_LEAVING: tr("again after checking out"),
        ALWAYS: tr("as often as they come"),
        ONCE_A_DAY: tr("once a day"),
        NEVER: tr("only once"),
    }
    return words.get(point.reentry, point.reentry)
