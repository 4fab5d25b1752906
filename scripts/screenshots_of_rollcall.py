"""Photographs roll calls: none, a drill, a real one, all safe, closed, dark, mirrored, small."""

from __future__ import annotations

import random
import subprocess
from pathlib import Path

from PySide6.QtCore import Qt

from benchmarks import bench_rollcall
from benchmarks.bench_search import _settle
from desktop.domain.attendees.registration import Attendee
from desktop.domain.programme.programme import Place, Point, Programme
from desktop.domain.rollcall.marks import MarkState
from desktop.gui.widgets.theme import DARK, LIGHT
from desktop.workflows.checkin.verdict import Station
from desktop.workflows.rollcall.rollcalls import Noted
from scripts.screenshots_of_desk import MINUTE_MS, Photographer, take_all
from tests.support.window import ROLL_CALL

SIZES = ((1024, 700), (1366, 768), (1920, 1080))
ROOMS = ("Hall A", "Room 2", "Simulation lab")
LIST_DPI = 70
NORTH, SOUTH = Noted(at="North gate", marshal="Rina Azulay"), Noted(at="Car park", marshal="Gil")


def fill_rooms(shots: Photographer) -> None:
    """Send who is inside on into rooms, and to a bus."""
    programme = shots.window.programme
    assert programme is not None

    def work() -> None:
        chance = random.Random(5)
        people = list(_inside(shots, programme))
        chance.shuffle(people)
        points = [_room(shots, programme, name) for name in ROOMS]
        shots._clock.behind_ms = 12 * MINUTE_MS
        for who in people[:270]:
            point = chance.choices(points, [8, 3, 2])[0]
            shots.front_desk.desk.pick(Station(programme, point), who.id)
            shots._clock.behind_ms -= 2_000
        shots._clock.behind_ms = 0

    shots.on_store(work)


def _inside(shots: Photographer, programme: Programme) -> list[Attendee]:
    whereabouts = shots.front_desk.whereabouts
    venue = whereabouts.spots(programme)[0]
    return list(whereabouts.manifest(programme, venue).inside)


def _room(shots: Photographer, programme: Programme, name: str) -> Point:
    planning = shots.front_desk.planning
    planning.save_place(programme, Place("", programme.id, f"{name} (drill)", "room"))
    branches = planning.plan(programme.id).places
    place = next(each.place for each in branches if each.place.name == f"{name} (drill)")
    shots.front_desk.points.save(programme, Point("", programme.id, f"{name} door", place.id))
    points = shots.front_desk.programmes.points(programme)
    return next(point for point in points if point.name == f"{name} door")


def begin(shots: Photographer, *, is_drill: bool, minutes_ago: float = 0.0) -> None:
    """Begin one some minutes ago."""
    programme = shots.window.programme
    shots._clock.behind_ms = int(minutes_ago * MINUTE_MS)
    shots.on_store(lambda: shots.front_desk.rollcalls.begin(programme, is_drill=is_drill))
    shots.window.rollcall_page.control.refresh()
    shots.wait(800)


def mark_most(shots: Photographer, but: int) -> None:
    """Mark people over some minutes, as two marshals do."""
    view = shots.window.rollcall_page.control.view
    assert view is not None
    people = [one.id for one in view.board.people]
    random.Random(8).shuffle(people)
    calls = shots.front_desk.rollcalls
    rollcall = view.board.rollcall
    end = len(people) - but

    def work() -> None:
        start = shots._clock.behind_ms
        for number, who in enumerate(people[:end]):
            share = (number + 1) / end
            shots._clock.behind_ms = int(start * (1 - share) ** 1.6)
            state, noted = MarkState.SAFE, (NORTH, SOUTH)[number % 2]
            if number in (40, 90):
                state = MarkState.INJURED
                noted = noted._replace(triage="yellow", note="left ankle")
            elif number % 50 == 7:
                state, noted = MarkState.OFF_SITE, noted._replace(told_by="Dan Levi")
            calls.mark(rollcall, [who], state, noted)
        if but:
            missing = Noted(told_by="Her group", note="was in the stairs")
            calls.mark(rollcall, people[-2:-1], MarkState.MISSING, missing)
        shots._clock.behind_ms = 0

    shots.on_store(work)
    shots.window.rollcall_page.control.refresh()
    shots.wait(900)


def photograph_day(folder: Path, work: Path) -> None:
    """By day."""
    shots = Photographer(folder, LIGHT, work)
    shots.on_store(shots.morning)
    shots.open_window("NIPERM")
    window = shots.window
    window.show_page(ROLL_CALL)
    shots.wait(500)
    shots.keep("rollcall-none")
    fill_rooms(shots)
    window.rollcall_page.begin_asked.emit()
    shots.wait(500)
    shots.keep("rollcall-begin", window.dialog)
    if window.dialog:
        window.dialog.reject()
    begin(shots, is_drill=True, minutes_ago=6.5)
    window.rollcall_page.people.set_assembly("North gate", "Rina Azulay")
    mark_most(shots, 23)
    shots.keep("rollcall")
    for width, height in SIZES:
        window.resize(width, height)
        shots.wait(500)
        shots.keep(f"rollcall-{width}x{height}")
    window.resize(1360, 850)
    window.rollcall_page.people.field.setText("levi")
    shots.wait(600)
    shots.keep("rollcall-search")
    window.rollcall_page.people.field.clear()
    window.show_page(0)
    shots.wait(400)
    shots.keep("rollcall-band")
    window.show_page(ROLL_CALL)
    _keep_paper(shots, folder)
    window.rollcall_page.key_actions()["Alt+R"]()
    shots.wait(700)
    shots.keep("rollcall-real")
    mark_most(shots, 0)
    shots.keep("rollcall-all-safe")
    control = window.rollcall_page.control
    control.change(control.book.close)
    shots.wait(900)
    shots.keep("rollcall-closed")
    window.rollcall_page.head.left.emit()
    shots.wait(500)
    shots.keep("rollcall-earlier")
    shots.close()


def photograph_crowd(folder: Path, work: Path) -> None:
    """With 20,000 people inside."""
    shots = Photographer(folder, LIGHT, work)

    def fill() -> None:
        programme, guests = _settle(shots.front_desk, bench_rollcall.PEOPLE)
        people = [guest.registration for guest in guests]
        bench_rollcall._let_in(shots.front_desk, programme, people)

    shots.on_store(fill)
    shots.open_window("TOWN")
    shots.window.show_page(ROLL_CALL)
    begin(shots, is_drill=False)
    shots.wait(3_000)
    calls = shots.front_desk.rollcalls
    view = shots.window.rollcall_page.control.view
    assert view is not None
    people = [one.id for one in view.board.people[:17_400]]
    shots.on_store(lambda: calls.mark(view.board.rollcall, people, MarkState.SAFE, NORTH))
    shots.window.rollcall_page.control.refresh()
    shots.wait(3_000)
    shots.keep("rollcall-20000")
    shots.close()


def _keep_paper(shots: Photographer, folder: Path) -> None:
    """Keep the list of who is missing as a picture."""
    shots.window.rollcall_page.control.print_missing()
    shots.wait(900)
    (made,) = shots.front_desk.list_papers.folder.glob("*missing.pdf")
    picture = folder / "rollcall-paper"
    subprocess.run(
        ["pdftoppm", "-r", str(LIST_DPI), "-png", "-singlefile", str(made), str(picture)],
        check=True,
    )


def photograph_night(folder: Path, work: Path) -> None:
    """In the dark, and mirrored."""
    shots = Photographer(folder, DARK, work)
    shots.on_store(shots.morning)
    shots.open_window("NIPERM")
    shots.window.show_page(ROLL_CALL)
    fill_rooms(shots)
    begin(shots, is_drill=False, minutes_ago=6.5)
    mark_most(shots, 23)
    shots.keep("rollcall-dark")
    shots._application.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    shots.wait(500)
    shots.keep("rollcall-mirrored")
    shots._application.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    shots.close()


if __name__ == "__main__":
    take_all(photograph_day, photograph_night, photograph_crowd)
