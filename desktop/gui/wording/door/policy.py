"""The words of check-in points: their rules by name, and a policy as one sentence."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLocale

from desktop.domain.programme.hours import UnreadHours, has_hours, read_days
from desktop.domain.programme.places import PlaceTree
from desktop.domain.programme.points import capacity_of, counts_with
from desktop.domain.programme.programme import (
    LEAD,
    VENUE,
    CapacityRule,
    ClosesFrom,
    Point,
    PointWay,
    Programme,
    Reentry,
    Session,
    Unconfirmed,
)
from desktop.domain.programme.questions import Question
from desktop.gui.wording.translation import tr


def direction_names() -> dict[str, str]:
    """Name the ways through a point."""
    return {
        PointWay.BOTH: tr("In and out"),
        PointWay.IN: tr("In only"),
        PointWay.OUT: tr("Out only"),
    }


def reentry_names() -> dict[str, str]:
    """Name the rules for coming back."""
    return {
        Reentry.AFTER_LEAVING: tr("after checking out"),
        Reentry.ALWAYS: tr("always, without checking out"),
        Reentry.ONCE_A_DAY: tr("once a day"),
        Reentry.NEVER: tr("never: one entry only"),
    }


def capacity_names() -> dict[str, str]:
    """Name what happens when a place is full."""
    return {
        CapacityRule.REFUSE: tr("nobody more, unless a lead lets in"),
        CapacityRule.WARN: tr("let in, and warn the desk"),
        CapacityRule.IGNORE: tr("do not count"),
    }


def closing_names() -> dict[str, str]:
    """Name from when closing is counted."""
    return {ClosesFrom.ENDS: tr("after the session ends"), ClosesFrom.BEGINS: tr("after it begins")}


def unconfirmed_names() -> dict[str, str]:
    """Name who lets in the waiting list and who is not confirmed."""
    return {
        Unconfirmed.AS_EVERYWHERE: "",
        Unconfirmed.WELCOME: tr("let in"),
        Unconfirmed.DESK: tr("the desk may let in"),
        Unconfirmed.LEAD: tr("only a lead may let in"),
    }


def policy_sentence(
    point: Point,
    session: Session | None,
    tree: PlaceTree,
    questions: Sequence[Question],
    programme: Programme,
    points: Sequence[Point] = (),
) -> str:
    """Say in one sentence who may enter, when, how often, how many, and what is asked.

    Of the other points those are named at which visits count together with those here.
    """
    if point.session and session is None:
        return tr("Shut: the session of this point was removed.")
    if point.direction == PointWay.OUT:
        return tr("People leave {place} here.").format(place=_place(point, tree, programme))
    head = tr("{who} may enter {place}").format(
        who=_who(point, session), place=_place(point, tree, programme)
    )
    parts = [", ".join([head, *_when(point, session), *_how_often(point)])]
    capacity = capacity_of(point, session, tree)
    if capacity and point.capacity_rule != CapacityRule.IGNORE:
        full = (
            tr("full at {count}")
            if point.capacity_rule == CapacityRule.REFUSE
            else tr("warns at {count}")
        )
        parts.append(full.format(count=capacity))
    asked = [question.text for question in questions if question.id in point.asks.split()]
    if asked:
        parts.append(tr("asks: {questions}").format(questions=", ".join(asked)))
    if point.prints:
        parts.append(tr("prints a badge"))
    if others := counts_with(point, points):
        parts.append(tr("visits count together with {points}").format(points=", ".join(others)))
    if rule := unconfirmed_names().get(point.unconfirmed, ""):
        parts.append(tr("waiting list and pending: {rule}").format(rule=rule))
    if point.overrides == LEAD:
        parts.append(tr("only leads make exceptions"))
    return "; ".join(parts) + "."


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
        return _hours(point) if has_hours(point) else []
    texts = []
    if point.opens_min.isdecimal():
        text = tr("from {count} minutes before it begins")
        texts.append(text.format(count=point.opens_min))
    if point.closes_min.isdecimal():
        is_start = point.closes_from == ClosesFrom.BEGINS
        if int(point.closes_min) == 0:
            texts.append(tr("until it begins") if is_start else tr("until it ends"))
        else:
            text = (
                tr("until {count} minutes after it begins")
                if is_start
                else tr("until {count} minutes after it ends")
            )
            texts.append(text.format(count=point.closes_min))
    return texts


def _hours(point: Point) -> list[str]:
    opens, closes = point.opens_at, point.closes_at
    texts = []
    if opens and closes:
        texts.append(tr("from {opens} to {closes}").format(opens=opens, closes=closes))
    elif opens:
        texts.append(tr("from {opens}").format(opens=opens))
    elif closes:
        texts.append(tr("until {closes}").format(closes=closes))
    if point.on_days:
        texts.append(tr("on {days}").format(days=days_words(point.on_days)))
    return texts


def days_words(stored: str) -> str:
    """Write the days of a point as people say them; what nobody can read as it is."""
    try:
        days = read_days(stored)
    except UnreadHours:
        return stored
    names = [weekday_name(number) for number in sorted(days.weekdays)]
    return ", ".join([*names, *(day.isoformat() for day in days.dates)])


def weekday_name(number: int) -> str:
    """Name a weekday in short, from 1 for Monday to 7."""
    return str(QLocale().dayName(number, QLocale.FormatType.ShortFormat))


def _how_often(point: Point) -> list[str]:
    words = {
        Reentry.AFTER_LEAVING: tr("again after checking out"),
        Reentry.ALWAYS: tr("as often as they come"),
        Reentry.ONCE_A_DAY: tr("once a day"),
        Reentry.NEVER: tr("only once"),
    }
    limits = (
        (point.most_times, tr("at most {count} times")),
        (point.most_a_day, tr("at most {count} times a day")),
        (point.most_days, tr("on at most {count} days")),
    )
    said = [text.format(count=count) for count, text in limits if count]
    return [words.get(point.reentry, point.reentry), *said]
