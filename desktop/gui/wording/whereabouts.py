"""Who is where and what a desk answered: as lines on screen, and as lists on paper."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.domain.attendees.registration import Attendee
from desktop.domain.printing.printed_list import Group, ListColumn, PrintedList
from desktop.domain.programme.programme import Programme
from desktop.gui.wording.checkin import recent_line, recent_name, tone_of
from desktop.gui.wording.moments import clock_time, iso_day, moment, now_ms
from desktop.gui.wording.programme import INDENT, place_kind, session_kind
from desktop.gui.wording.shapes import Line
from desktop.gui.wording.translation import LEFT_MARK, is_mirrored, tr
from desktop.workflows.checkin.desk import RecentRow
from desktop.workflows.checkin.whereabouts import UNSEEN, Manifest, Spot


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
    of = spot.capacity or (spot.booked if session else 0)
    share = spot.inside / of if of else None
    if spot.kind == UNSEEN:
        below = tr("on an earlier day, and not since")
    title = indent + spot_name(spot)
    return Line(title, "", indent + below, *_fullness(spot), spot.key, share)


def spot_name(spot: Spot) -> str:
    """Name a place or session; those who were never seen leaving stand in a line of their own."""
    return tr("Not seen leaving") if spot.kind == UNSEEN else spot.name


def manifest_counts(manifest: Manifest) -> str:
    """Say how many are inside, booked and missing."""
    spot = manifest.spot
    texts = [tr("{count} inside").format(count=spot.inside)]
    if spot.capacity:
        texts = [
            tr("{count} of {capacity} inside").format(count=spot.inside, capacity=spot.capacity)
        ]
    if spot.session:
        texts.append(tr("{count} booked").format(count=spot.booked))
        texts.append(tr("{count} missing").format(count=len(manifest.missing)))
    if manifest.is_cut:
        texts.append(tr("the first {count} are listed").format(count=len(manifest.inside)))
    return " • ".join(texts)


def inside_line(attendee: Attendee, *, is_booked: bool) -> Line:
    """Write somebody who is inside."""
    presence = attendee.registration.presence
    since = clock_time(presence.since_ms) if presence else ""
    end = tr("In {time}").format(time=since) if is_booked else tr("In {time}, not booked")
    tone = "yes" if is_booked else "look"
    if unseen := attendee.registration.unseen:
        end, tone = tr("Seen {time}"), "look"
        since = moment(unseen.since_ms, now_ms())
    return Line(
        attendee.name,
        attendee.person.second_name,
        _below(attendee),
        end.format(time=since),
        tone,
        attendee.id,
    )


def people_lines(manifest: Manifest) -> tuple[list[Line], list[Line]]:
    """Write who is missing from a place or session, and who is in it."""
    missing = [missing_line(attendee) for attendee in manifest.missing]
    inside = [
        inside_line(attendee, is_booked=attendee.id not in manifest.not_booked)
        for attendee in manifest.inside
    ]
    return missing, inside


def spot_words(spot: Spot) -> str:
    """Give the words by which a place or session is searched for."""
    return f"{spot_name(spot)} {spot.session.title if spot.session else ''}"


def missing_line(attendee: Attendee) -> Line:
    """Write somebody who is booked and missing, with the phone, and where they are instead."""
    presence = attendee.registration.presence
    end = tr("Missing")
    if presence:
        end = tr("Missing, in at {point}").format(point=presence.point)
    tone = "look" if presence else "no"
    return Line(
        attendee.name, attendee.person.second_name, _below(attendee), end, tone, attendee.id
    )


def nobody_inside(spot: Spot) -> str:
    """Say that a place is empty, and how people get onto its list."""
    if spot.session:
        return tr("Nobody is inside, and nobody is booked. Scan badges at its check-in point.")
    return tr("Nobody is inside. Who is checked in at one of its points appears here.")


def checked_out_line(count: int, spot: Spot, name: str = "") -> str:
    """Say how many were checked out; of one alone, who."""
    if count == 1 and name:
        sentence = tr("{name} is checked out of {place}. Ctrl+Z takes it back.")
        return sentence.format(name=name, place=spot.name)
    sentence = tr("{count} checked out of {place}. Ctrl+Z takes it back.")
    return sentence.format(count=count, place=spot.name)


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


def _below(attendee: Attendee) -> str:
    phone = f"\u2066{attendee.person.phone}\u2069" if attendee.person.phone else tr("no phone")
    # The phone stands first, whatever script the organisation is in.
    return LEFT_MARK + " • ".join(
        filter(None, (phone, attendee.person.organization, attendee.registration.delegation))
    )


def row_line(row: RecentRow, now_ms: int) -> Line:
    """Write an answer as a line; what was taken back has no colour."""
    verdict = row.verdict
    tone = "calm" if verdict.undone_ms is not None else tone_of(verdict.outcome).value
    return Line(
        recent_name(row),
        "",
        recent_line(row, now_ms),
        clock_time(verdict.at_ms),
        tone,
        verdict.registration or "",
    )


def recent_text(row: RecentRow, now_ms: int) -> str:
    """Give all words of an answer, to be searched."""
    verdict = row.verdict
    parts = (recent_name(row), recent_line(row, now_ms), verdict.point, verdict.detail, row.actor)
    return " ".join(parts)


def log_row(row: RecentRow, now_ms: int) -> tuple[str, ...]:
    """Write an answer as a row of the desk's log: when, who, what, where, by whom."""
    verdict = row.verdict
    by = row.actor or verdict.desk
    what = recent_line(row, now_ms)
    way = tr("out") if verdict.direction == "out" else tr("in")
    point = f"{verdict.point} ({way})"
    return (moment(verdict.at_ms, now_ms), recent_name(row), what, point, by)


def manifest_list(programme: Programme, manifest: Manifest, at_ms: int) -> PrintedList:
    """Write who is aboard and who is booked and missing, with phones."""
    spot = manifest.spot
    session = spot.session
    when = f"{session.starts_at.replace('T', ' ')}  {session.title}" if session else ""
    title = spot_name(spot) if spot.is_session or not session else f"{spot.name}: {session.title}"
    counts = tr("{inside} inside, {missing} booked and missing").format(
        inside=len(manifest.inside), missing=len(manifest.missing)
    )
    inside = tuple(_person(attendee, manifest) for attendee in manifest.inside)
    missing = tuple(_person(attendee, manifest) for attendee in manifest.missing)
    head = (programme.code, when if spot.is_session else when[:16], counts)
    return PrintedList(
        title,
        " • ".join(part for part in head if part),
        (
            ListColumn(tr("Name"), 0.31),
            ListColumn(tr("Organisation"), 0.24),
            ListColumn(tr("Phone"), 0.17),
            ListColumn(tr("Note"), 0.28),
        ),
        tuple(
            group
            for group in (
                Group(tr("Inside ({count})").format(count=len(inside)), inside),
                Group(
                    tr("Booked and missing ({count})").format(count=len(missing)),
                    missing,
                    is_ticked=True,
                ),
            )
            if group.rows
        ),
        tr("Printed {when}").format(when=f"{iso_day()} {clock_time(at_ms)}"),
        is_mirrored(),
    )


def desk_log(programme: Programme, rows: Sequence[RecentRow], now_ms: int) -> PrintedList:
    """Write what a desk answered, the newest first."""
    desk = rows[0].verdict.desk if rows else ""
    return PrintedList(
        tr("Desk log: {desk}").format(desk=desk),
        tr("{programme} • answers: {count}").format(programme=programme.code, count=len(rows)),
        (
            ListColumn(tr("Time"), 0.12),
            ListColumn(tr("Who"), 0.28),
            ListColumn(tr("Answer"), 0.24),
            ListColumn(tr("Point"), 0.22),
            ListColumn(tr("By"), 0.14),
        ),
        (Group("", tuple(log_row(row, now_ms) for row in rows)),),
        tr("Printed {when}").format(when=f"{iso_day()} {clock_time(now_ms)}"),
        is_mirrored(),
    )


def _person(attendee: Attendee, manifest: Manifest) -> tuple[str, ...]:
    person, own = attendee.person, attendee.registration
    name = " / ".join(filter(None, (person.name, person.second_name)))
    notes = [tr("not booked")] if attendee.id in manifest.not_booked else []
    if own.presence and attendee in manifest.inside:
        notes.append(tr("since {time}").format(time=clock_time(own.presence.since_ms)))
    elif own.presence:
        notes.append(tr("in at {point}").format(point=own.presence.point))
    notes += [text for text in (person.needs,) if text]
    return (name, person.organization, person.phone, ", ".join(notes))
