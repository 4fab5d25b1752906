"""What the page of places says: who is in, who is missing, how full it is."""

from __future__ import annotations

from desktop.domain.attendees.registration import Attendee
from desktop.gui.widgets.labels import LEFT_MARK
from desktop.gui.widgets.person_list import Line
from desktop.gui.wording.moments import clock_time
from desktop.gui.wording.plans import INDENT, place_kind, session_kind
from desktop.gui.wording.translation import tr
from desktop.workflows.checkin.whereabouts import Manifest, Spot


def spot_line(spot: Spot) -> Line:
    """Write a place or session as a line: what goes on there, and how full it is."""
    indent = INDENT * spot.depth
    session = spot.session
    if spot.is_session and session:
        hours = f"{session.starts_at[11:16]}–{session.ends_at[11:16]}".strip("–")
        where = session.vehicle or session.place
        below = " • ".join(filter(None, (session_kind(spot.kind), hours, where)))
    elif session:
        below = f"{session.starts_at[11:16]} {session.title}"
    else:
        below = place_kind(spot.kind)
    return Line(indent + spot.name, "", indent + below, *_fullness(spot), spot.key)


def manifest_counts(manifest: Manifest) -> str:
    """Say how many are inside, booked and missing."""
    spot = manifest.spot
    said = [tr("{count} inside").format(count=spot.inside)]
    if spot.capacity:
        said = [
            tr("{count} of {capacity} inside").format(count=spot.inside, capacity=spot.capacity)
        ]
    if spot.session:
        said.append(tr("{count} booked").format(count=spot.booked))
        said.append(tr("{count} missing").format(count=len(manifest.missing)))
    if manifest.is_cut:
        said.append(tr("the first {count} are listed").format(count=len(manifest.inside)))
    return " • ".join(said)


def inside_line(one: Attendee, *, is_booked: bool) -> Line:
    """Write somebody who is inside."""
    presence = one.registration.presence
    since = clock_time(presence.since_ms) if presence else ""
    end = tr("In {time}").format(time=since) if is_booked else tr("In {time}, not booked")
    tone = "yes" if is_booked else "look"
    return Line(one.name, one.person.second_name, _below(one), end.format(time=since), tone, one.id)


def missing_line(one: Attendee) -> Line:
    """Write somebody who is booked and missing, with the phone, and where they are instead."""
    presence = one.registration.presence
    end = tr("Missing")
    if presence:
        end = tr("Missing, in at {point}").format(point=presence.point)
    tone = "look" if presence else "no"
    return Line(one.name, one.person.second_name, _below(one), end, tone, one.id)


def nobody_inside(spot: Spot) -> str:
    """Say that a place is empty, and how people get onto its list."""
    if spot.session:
        return tr("Nobody is inside, and nobody is booked. Scan badges at its check-in point.")
    return tr("Nobody is inside. Who is checked in at one of its points will stand here.")


def checked_out_line(count: int, spot: Spot) -> str:
    """Say how many were checked out."""
    said = tr("{count} checked out of {place}. Ctrl+Z takes it back.")
    return said.format(count=count, place=spot.name)


def _fullness(spot: Spot) -> tuple[str, str]:
    """Give the chip of a place: how many of how many, and its colour."""
    of = spot.capacity or (spot.booked if spot.session else 0)
    if not of:
        return f"{spot.inside}", "yes" if spot.inside else ""
    text = tr("{inside} of {count}").format(inside=spot.inside, count=of)
    if spot.capacity and spot.inside > spot.capacity:
        return text, "no"
    if spot.inside >= of:
        return text, "look" if spot.capacity else "yes"
    return text, "yes" if spot.inside else ""


def _below(one: Attendee) -> str:
    phone = f"\u2066{one.person.phone}\u2069" if one.person.phone else tr("no phone")
    # The phone stands first, whatever script the organisation is in.
    return LEFT_MARK + " • ".join(
        filter(None, (phone, one.person.organization, one.registration.delegation))
    )
