"""Photographs every verdict, points, places, the camera, the kiosk, leads and the large picture."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt

from desktop.devices.scanning.camera import Camera
from desktop.domain.attendees.registration import Attendee, Direction, Presence, Status
from desktop.domain.checkin import outcomes as d
from desktop.domain.checkin.code_flaws import CodeFlaw
from desktop.domain.checkin.codes import Reading
from desktop.domain.checkin.outcomes import Authority
from desktop.domain.programme.programme import Point
from desktop.domain.programme.questions import Question
from desktop.gui.programme.programme_page import POINTS
from desktop.gui.widgets.theme import DARK, LIGHT
from desktop.workflows.checkin.verdict import Station, Verdict
from scripts.screenshots_of_desk import LATE, Photographer, take_all
from tests.support.frames import frame_of, noisy, picture_of
from tests.support.window import PLACES, PROGRAMME

MINUTE_MS = 60_000
MANIFEST_DPI = 80
MESSAGE = "Call Dana when she arrives: +972 2-555-0100"


class PictureCamera(Camera):
    """A camera that shows a phone."""

    def __init__(self) -> None:
        super().__init__(gives_pictures=False)

    def start(self) -> bool:
        """Be there."""
        return True


def photograph_verdicts(shots: Photographer) -> None:
    """One picture for each outcome, with a person of the sample."""
    who = shots.attendee("Moshe Shapira")
    for outcome, may in _outcomes(shots, who):
        verdict = Verdict(outcome, shots.front_desk._clock(), may=may)
        shots.window.checkin_desk.last = verdict
        shots.window.checkin_desk.verdict_given.emit(verdict)
        shots.wait(300)
        shots.keep(f"verdict-{outcome.slug}")


def _outcomes(shots: Photographer, who: Attendee) -> list[tuple[d.Outcome, Authority]]:
    now = shots.front_desk._clock()
    desk, lead, nobody = Authority.DESK, Authority.LEAD, Authority.NOBODY
    programme = shots.window.programme
    assert programme is not None
    sessions = shots.on_store(lambda: shots.front_desk.programmes.sessions(programme))
    visit, workshop = sessions[3], sessions[2]
    point = Point("p", programme.id, "Bus 2 – Site visit: Children's Hospital")
    entrance = replace(point, name="Main entrance")
    bus = Presence(now - 12 * MINUTE_MS, "Desk B", "Bus 1", "bus1")
    at = visit.starts_at
    return [
        (d.Admitted(who, entrance, now), nobody),
        (d.CheckedOut(who, entrance, now), nobody),
        (d.AlreadyIn(who, now - 44 * MINUTE_MS, "Desk B", "Main entrance"), desk),
        (d.NoReentry(who, now - 44 * MINUTE_MS, "Desk B", is_daily=False), lead),
        (d.NotIn(who, None, bus), desk),
        (d.WrongWay(who, Direction.IN), nobody),
        (d.NotBooked(who, visit, (workshop,)), desk),
        (d.OnWaitingList(who), lead),
        (d.WaitsForSession(who, visit), lead),
        (d.NotForType(who, ("Speaker", "Press")), lead),
        (d.Full(who, d.Crowd(54, 54)), lead),
        (d.TooEarly(who, at), desk),
        (d.Closed(who, at), lead),
        (d.Cancelled(who), lead),
        (d.Blocked(who, "Security: call Dana Levi"), lead),
        (d.Unpaid(who, "120 USD"), desk),
        (d.NeedsAnswer(who, (Question("q", "p", "Waiver for the site visit"),)), lead),
        (d.NotConfirmed(who, Status.PENDING), desk),
        (d.Replaced(who, "badge", now - 3 * MINUTE_MS), nobody),
        (d.WrongProgramme(who, "Spring panel 2027"), nobody),
        (d.Ambiguous("T-0042", (who, shots.attendee("Noa"))), nobody),
        (d.UnknownCode("EVT-2013-00042"), nobody),
        (d.Malformed("01001123456789", CodeFlaw.CUT), nobody),
        (d.Found(who), nobody),
    ]


def photograph_points(shots: Photographer) -> None:
    """The points of a programme, a policy, and the point that fits the hour."""
    window = shots.window
    window.show_page(PROGRAMME)
    page = window.programme_page
    page.tabs.choose(POINTS)
    shots.wait(300)
    shots.keep("points")
    page.lists[POINTS].setCurrentIndex(page.lists[POINTS].lines.index(5))
    page.open_marked()
    shots.wait(400)
    shots.keep("point-policy", window.dialog)
    _close(shots)


def photograph_places(shots: Photographer, folder: Path, name: str = "places") -> None:
    """Who is where: a bus that boards, its manifest, and a lead's exception."""
    programme = shots.window.programme
    assert programme is not None
    points = shots.on_store(lambda: shots.front_desk.programmes.points(programme))
    bus = next(point for point in points if point.name.startswith("Bus 2"))

    def board() -> None:
        here = Station(programme, bus)
        spots = shots.front_desk.whereabouts.spots(programme)
        spot = next(spot for spot in spots if spot.name == "Bus 2")
        missing = shots.front_desk.whereabouts.manifest(programme, spot).missing
        for attendee in missing[:38]:
            verdict = shots.front_desk.desk.pick(here, attendee.id)
            while verdict.may is not Authority.NOBODY:
                verdict = shots.front_desk.desk.pass_over(here, verdict, "boarding")

    shots.on_store(board)
    window = shots.window
    window.show_page(PLACES)
    shots.wait(400)
    page = window.places_page
    names = [line.title.strip() for line in page.spots.lines.lines]
    page.spots.setCurrentIndex(page.spots.lines.index(names.index("Bus 2")))
    shots.wait(400)
    shots.keep(name)
    if name == "places":
        paper = folder / "manifest.pdf"
        page.print_to(paper)
        shots.wait(1200)
        target = str(folder / "manifest")
        command = ["pdftoppm", "-r", str(MANIFEST_DPI), "-png", "-singlefile", str(paper), target]
        subprocess.run(command, check=True)
        paper.unlink()


def photograph_screens(shots: Photographer) -> None:
    """The large verdict, the kiosk, the lock, settings, people, an exception, Recent."""
    window, late = shots.window, shots.attendee(LATE)
    window.toggle_big()
    for name, code in (("yes", late.registration.ticket_code), ("look", "")):
        shots.scan(code or shots.attendee("Noa Navon").registration.ticket_code)
        shots.keep(f"big-{name}")
    window.screens.show_desk()
    window.show_kiosk()
    shots.wait(400)
    shots.keep("kiosk")
    guest = shots.attendee("Efrat")
    window.kiosk.take_scan(Reading(guest.registration.ticket_code))
    shots.wait(400)
    shots.keep("kiosk-confirm")
    window.kiosk.confirm()
    shots.wait(500)
    shots.keep("kiosk-done")
    window.screens.show_desk()
    for name, role, pin in (("Maya Peretz", "lead", "135790"), ("Jonah Weiss", "", "")):
        shots.on_store(partial(shots.front_desk.staffing.save, "", name, role, pin))
    window.staff.lock()
    shots.wait(300)
    shots.keep("lock")
    window.screens.show_desk()
    window.staff._show_people()
    shots.wait(300)
    shots.keep("people-at-the-desks", window.dialog)
    window.staff._show_settings(is_lead=True)
    shots.wait(300)
    shots.keep("settings", window.dialog)
    _close(shots)
    who = shots.attendee("Hila")
    full = Verdict(d.Full(who, d.Crowd(54, 54)), shots.front_desk._clock(), may=Authority.LEAD)
    window.door.open_override(full)
    shots.wait(300)
    shots.keep("override", window.dialog)
    _close(shots)
    window.door.open_recent()
    shots.wait(400)
    shots.keep("recent", window.dialog)
    _close(shots)


def photograph_camera_and_message(shots: Photographer) -> None:
    """A message with marks, and the camera beside the verdict."""
    late = shots.attendee(LATE)
    registry = shots.front_desk.registry
    shots.on_store(lambda: registry.set_field([late.id], "message", MESSAGE))
    shots.on_store(lambda: registry.set_field([late.id], "tags", "VIP; Speaker; First time"))
    shots.window.page.start_over()
    camera = PictureCamera()
    shots.window.page.camera._open_camera = lambda: camera
    shots.window.page.camera.start()
    code = late.registration.ticket_code
    camera.arrived.emit(frame_of(noisy(picture_of(code, angle=14, side=240))))
    shots.wait(700)
    shots.keep("camera")
    shots.window.page.camera.stop()


def _close(shots: Photographer) -> None:
    if shots.window.dialog:
        shots.window.dialog.reject()
    shots.wait(200)


def photograph_day(folder: Path, work: Path) -> None:
    """All of it, in light."""
    shots = Photographer(folder, LIGHT, work)
    shots.on_store(shots.morning)
    shots.open_window("NIPERM")
    photograph_camera_and_message(shots)
    photograph_verdicts(shots)
    photograph_points(shots)
    photograph_places(shots, folder)
    shots.window.show_page(0)
    photograph_screens(shots)
    shots.close()


def photograph_night(folder: Path, work: Path) -> None:
    """The page of places in the dark, mirrored and small."""
    shots = Photographer(folder, DARK, work)
    shots.on_store(shots.morning)
    shots.open_window("NIPERM")
    photograph_places(shots, folder, "places-dark")
    shots._application.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    shots.window.resize(1024, 700)
    shots.wait(400)
    shots.keep("places-mirrored-small")
    shots._application.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    shots.close()


if __name__ == "__main__":
    take_all(photograph_day, photograph_night)
