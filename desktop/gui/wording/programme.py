"""The words of plans: sessions, places, clashes, and what check-in points ask."""

from __future__ import annotations

import sys
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import QLocale

from desktop.domain.programme.clashes import Clash, ClashKind
from desktop.domain.programme.places import Branch, PlaceTree
from desktop.domain.programme.points import NOW
from desktop.domain.programme.programme import (
    VENUE,
    Place,
    Point,
    Session,
    SessionBooking,
)
from desktop.domain.programme.questions import Asked, Kind, Question
from desktop.gui.wording.causes import describe_fault
from desktop.gui.wording.door.policy import direction_names, policy_sentence
from desktop.gui.wording.shapes import Line
from desktop.gui.wording.translation import tr
from desktop.workflows.attendees.sessions import Seats
from desktop.workflows.programme.members import MembersTaken
from desktop.workflows.programme.planning import Plan
from desktop.workflows.programme.session_files import BadSession, SessionsTaken

_NAMED = 3
_EVERYTHING = sys.maxsize
INDENT = "      "

_ROWS_NAMED = 8


def plan_tabs() -> list[str]:
    """Name the parts of a programme's page."""
    return [tr("Facts"), tr("Sessions"), tr("Places"), tr("Questions"), tr("Points")]


def why_it_stays(item: object) -> str:
    """Say why a point or a place cannot be removed now."""
    if isinstance(item, Point):
        return tr("The last point stays: every desk stands somewhere.")
    return tr("It stays: somebody is inside, or a check-in point leads there.")


def no_clashes() -> str:
    """Say that the sessions can all be as planned."""
    return tr("No session clashes with another one.")


def empty_tab(number: int) -> tuple[str, str]:
    """Teach what belongs on a part of a programme's page: a title, and a sentence."""
    return (
        (tr("No programme yet"), tr("Its title, days and place stand here.")),
        (
            tr("No sessions yet"),
            tr("Workshops, panels, site visits and meals stand here, each at its hour and room."),
        ),
        (
            tr("No places yet"),
            tr(
                "Venues, rooms in them, buses and sites stand here. A place that a session names "
                "comes by itself."
            ),
        ),
        (
            tr("No questions yet"),
            tr(
                "Questions, consents and waivers stand here: asked at registration, at the door, "
                "or both, and never twice."
            ),
        ),
        (
            tr("No points yet"),
            tr(
                "A check-in point is where people are met: an entrance, a session's door, a bus, "
                "a site."
            ),
        ),
    )[number]


def session_kind(kind: str) -> str:
    """Call a kind of session what people call it."""
    names = {
        "workshop": tr("Workshop"),
        "site visit": tr("Site visit"),
        "panel": tr("Panel"),
        "plenary": tr("Plenary"),
        "meal": tr("Meal"),
        "committee": tr("Committee"),
    }
    return names.get(kind, kind)


def field_name(name: str) -> str:
    """Call a field of a session what its form calls it."""
    names = {
        "code": tr("Short code"),
        "title": tr("Title"),
        "starts_at": tr("Begins"),
        "ends_at": tr("Ends"),
        "capacity": tr("Capacity"),
        "credit_hours": tr("Credit hours"),
    }
    return names.get(name, name)


def place_kind(kind: str) -> str:
    """Call a kind of place what people call it."""
    names = {"venue": tr("Venue"), "room": tr("Room"), "bus": tr("Bus"), "site": tr("Site")}
    return names.get(kind, kind)


def question_kinds() -> dict[str, str]:
    """Name the kinds of answers."""
    return {
        Kind.YES_NO.value: tr("Yes or no"),
        Kind.TEXT.value: tr("Text"),
        Kind.CHOICE.value: tr("One of several"),
        Kind.NUMBER.value: tr("Number"),
        Kind.DATE.value: tr("Date"),
        Kind.SIGNATURE.value: tr("Signature on the screen"),
        Kind.PHOTO.value: tr("Photo taken at the desk"),
    }


def asked_names() -> dict[str, str]:
    """Name the moments at which a question is asked."""
    return {
        Asked.REGISTRATION.value: tr("at registration"),
        Asked.CHECKIN.value: tr("at check-in"),
        Asked.BOTH.value: tr("at both, where it is still open"),
        Asked.POINT.value: tr("at the check-in points that name it"),
    }


def session_line(session: Session, seats: Mapping[str, Seats], clashing: Collection[str]) -> Line:
    """Write a session as a line of the list."""
    when = session.starts_at.replace("T", " ")
    if session.ends_at:
        when += f"–{session.ends_at[11:16]}"
    booking = tr("booking needed") if session.booking == SessionBooking.NEEDED else ""
    hours = tr("{hours} credit hours").format(hours=session.credit_hours)
    parts = (
        session.code, when, session_kind(session.kind), session.place, session.vehicle, booking,
        hours if session.credit_hours else "",
    )  # fmt: skip
    count = seats.get(session.id, Seats(0, 0))
    chip = tr("{count} booked").format(count=count.taken)
    tone = ""
    if session.capacity:
        chip = tr("{taken} of {capacity}").format(taken=count.taken, capacity=session.capacity)
        tone = "look" if count.taken >= session.capacity else ""
    if count.waiting:
        chip += tr(", {count} wait").format(count=count.waiting)
    if session.id in clashing:
        chip, tone = tr("clash"), "no"
    return Line(session.title, "", " • ".join(filter(None, parts)), chip, tone, session.id)


def clash_line(clash: Clash) -> str:
    """Say what two sessions both want."""
    sentences = {
        ClashKind.PLACE: tr("{one} and {other} are both in {what} at the same time."),
        ClashKind.VEHICLE: tr("{one} and {other} both need {what} at the same time."),
        ClashKind.TIMES: tr("{one} ends before it begins."),
    }
    return sentences[clash.kind].format(
        one=clash.session.title, other=clash.other.title, what=clash.what
    )


def place_lines(branches: Sequence[Branch]) -> list[Line]:
    """Write the tree of places as lines."""
    names = {branch.place.id: branch.place.name for branch in branches}
    return [
        Line(
            INDENT * branch.depth + branch.place.name,
            "",
            INDENT * branch.depth + _around(names.get(branch.place.parent, ""), branch.place),
            _kind_chip(branch.place),
            "",
            branch.place.id,
        )
        for branch in branches
    ]


def _kind_chip(place: Place) -> str:
    kind = place_kind(place.kind)
    return (
        tr("{kind} for {count}").format(kind=kind, count=place.capacity) if place.capacity else kind
    )


def question_line(question: Question) -> Line:
    """Write a question as a line of the list."""
    kind = question_kinds().get(question.kind, question.kind)
    asked = asked_names().get(question.asked, question.asked)
    consent = tr("consent with its wording") if question.is_consent else ""
    below = " • ".join(filter(None, (kind, asked, consent)))
    chip = tr("needed") if question.is_required else tr("may stay open")
    tone = "look" if question.is_required else ""
    return Line(question.text, question.text_hebrew, below, chip, tone, question.id)


def sessions_taken_whole(taken: SessionsTaken) -> str:
    """Say it with each row that stays out by its name."""
    return sessions_taken_line(taken, _EVERYTHING)


def sessions_taken_line(taken: SessionsTaken, named: int = _NAMED) -> str:
    """Say what an import of sessions did, what the file calls off, and what stays out.

    Args:
        taken: what came of it.
        named: so many of a kind are named.
    """
    counts = {"new": taken.new, "changed": taken.changed}
    said = [tr("Sessions: {new} new, {changed} changed.").format(**counts)]
    for titles, text in (
        (taken.removed, tr("Called off and taken out: {titles}.")),
        (taken.kept, tr("Called off, but somebody is booked or was in, so they stay: {titles}.")),
        (taken.not_made, tr("Called off and not made: {titles}.")),
        (taken.missing, tr("Not in the file any more, and kept: {titles}.")),
    ):
        if titles:
            said.append(text.format(titles=_some(titles, named)))
    said += [_bad_line(bad) for bad in taken.bad[:named]]
    if (more := len(taken.bad) - named) > 0:
        said.append(tr("{count} more stay out.").format(count=more))
    return " ".join(said)


def _bad_line(bad: BadSession) -> str:
    faults = " ".join(
        f"{field_name(name)}: {describe_fault(fault)}" for name, fault in bad.faults.items()
    )
    text = (
        tr("Line {row} ({title}) stays out: {faults}")
        if bad.is_line
        else tr("Row {row} ({title}) stays out: {faults}")
    )
    return text.format(row=bad.number, title=bad.title or tr("no title"), faults=faults)


def _some(titles: Sequence[str], most: int) -> str:
    """Name a few, and say how many more there are."""
    named = ", ".join(titles[:most])
    more = len(titles) - most
    return tr("{names} and {count} more").format(names=named, count=more) if more > 0 else named


def _around(name: str, place: Place) -> str:
    """Say what lies around a place: a room that names nothing is in the venue."""
    if name:
        return tr("inside {name}").format(name=name)
    is_in_venue = PlaceTree([place]).around(place.id) == VENUE
    return tr("in the venue") if is_in_venue else tr("stands by itself")


def point_lines(plan: Plan) -> list[Line]:
    """Write the points of a programme as lines, each with its policy."""
    sessions = {session.id: session for session in plan.sessions}
    tree = PlaceTree([branch.place for branch in plan.places])
    lines = []
    for point in plan.points:
        session = sessions.get(point.session)
        known = (plan.questions, plan.programme, plan.points)
        sentence = policy_sentence(point, session, tree, *known)
        chip = direction_names().get(point.direction, point.direction)
        when = session.starts_at[5:16].replace("T", " ") if session else ""
        title = f"{point.name}  {when}" if when else point.name
        lines.append(Line(title, "", sentence, chip, "", point.id))
    return lines


def point_hour(when: str) -> str:
    """Say in a word or two when a point is for: now, or the day and hour of its session."""
    if when in ("", NOW):
        return tr("now") if when else ""
    try:
        begins = datetime.fromisoformat(when)
    except ValueError:
        return ""
    day = QLocale().toString(begins.date(), "ddd d MMM")  # type: ignore[call-overload]
    return f"{day} {begins:%H:%M}"


def proposal_sentence(point: Point, session: Session | None) -> str:
    """Say which point fits the time of day."""
    if session is None:
        return tr("This point's session is not now. {point} fits.").format(point=point.name)
    return tr("Now: {title} at {time}. Its door is {point}.").format(
        title=session.title, time=session.starts_at[11:16], point=point.name
    )


def members_taken(taken: MembersTaken) -> str:
    """Say what came of a list of members, and which rows stay open."""
    told = [tr("{count} memberships taken.").format(count=taken.taken)]
    if taken.unknown:
        rows = ", ".join(map(str, taken.unknown[:_ROWS_NAMED]))
        text = tr("Rows that name no known committee or person, or no years: {rows}.")
        told.append(text.format(rows=rows))
    if taken.unclear:
        rows = ", ".join(map(str, taken.unclear[:_ROWS_NAMED]))
        told.append(tr("Rows that may mean several people: {rows}.").format(rows=rows))
    return " ".join(told)
