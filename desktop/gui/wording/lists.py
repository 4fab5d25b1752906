"""Lists on paper: the manifest of a bus or session, and the log of a desk."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from desktop.domain.attendees.registration import Attendee
from desktop.domain.printing.listing import Column, Group, Listing
from desktop.domain.programme.programme import Programme
from desktop.gui.wording.moments import clock_time, iso_day
from desktop.gui.wording.recent import log_row
from desktop.gui.wording.translation import tr
from desktop.workflows.checkin.desk import RecentRow
from desktop.workflows.checkin.whereabouts import Manifest


def manifest_list(programme: Programme, manifest: Manifest, now_ms: int) -> Listing:
    """Write who is aboard and who is booked and missing, with phones."""
    spot = manifest.spot
    session = spot.session
    when = f"{session.starts_at.replace('T', ' ')}  {session.title}" if session else ""
    title = spot.name if spot.is_session or not session else f"{spot.name}: {session.title}"
    counts = tr("{inside} inside, {missing} booked and missing").format(
        inside=len(manifest.inside), missing=len(manifest.missing)
    )
    inside = tuple(_person(one, manifest) for one in manifest.inside)
    missing = tuple(_person(one, manifest) for one in manifest.missing)
    head = (programme.code, when if spot.is_session else when[:16], counts)
    return Listing(
        title,
        " • ".join(part for part in head if part),
        (
            Column(tr("Name"), 0.31),
            Column(tr("Organisation"), 0.24),
            Column(tr("Phone"), 0.17),
            Column(tr("Note"), 0.28),
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
        tr("Printed {when}").format(when=f"{iso_day()} {clock_time(now_ms)}"),
        is_mirrored(),
    )


def desk_log(programme: Programme, rows: Sequence[RecentRow], now_ms: int) -> Listing:
    """Write what a desk answered, the newest first."""
    desk = rows[0].verdict.desk if rows else ""
    return Listing(
        tr("Desk log: {desk}").format(desk=desk),
        tr("{programme} • answers: {count}").format(programme=programme.code, count=len(rows)),
        (
            Column(tr("Time"), 0.12),
            Column(tr("Who"), 0.28),
            Column(tr("Answer"), 0.24),
            Column(tr("Point"), 0.22),
            Column(tr("By"), 0.14),
        ),
        (Group("", tuple(log_row(row, now_ms) for row in rows)),),
        tr("Printed {when}").format(when=f"{iso_day()} {clock_time(now_ms)}"),
        is_mirrored(),
    )


def is_mirrored() -> bool:
    """Tell whether the program reads from right to left."""
    return QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft


def _person(one: Attendee, manifest: Manifest) -> tuple[str, ...]:
    person, own = one.person, one.registration
    name = " / ".join(filter(None, (person.name, person.second_name)))
    notes = [tr("not booked")] if one.id in manifest.not_booked else []
    if own.presence and one in manifest.inside:
        notes.append(tr("since {time}").format(time=clock_time(own.presence.since_ms)))
    elif own.presence:
        notes.append(tr("in at {point}").format(point=own.presence.point))
    notes += [text for text in (person.needs,) if text]
    return (name, person.organization, person.phone, ", ".join(notes))
