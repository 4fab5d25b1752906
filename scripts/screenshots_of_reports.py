"""Photographs reports: empty, first hour, evening, three days, dark, mirrored, small, the wall."""

from __future__ import annotations

import random
from dataclasses import fields
from datetime import UTC, date, datetime
from pathlib import Path

from PySide6.QtCore import Qt

from desktop.domain.attendees.registration import Attendee
from desktop.domain.programme.programme import Programme, Session
from desktop.gui.reports.reports_page import ALL_DAYS, CREDITS, DAY, YEAR
from desktop.gui.widgets.theme import DARK, LIGHT
from desktop.workflows.checkin.verdict import Station
from desktop.workflows.reports.platform_sample import PlatformSample
from desktop.workflows.sample import fill_sample
from scripts.screenshots_of_desk import MINUTE_MS, Photographer, take_all
from tests.support.window import REPORTS

SIZES = ((1024, 700), (1366, 768), (1920, 1080))
DAY_MS = 24 * 60 * MINUTE_MS
# Doors open at this hour.
OPEN_H, HOUR_MS = 7, 60 * MINUTE_MS
_REASONS = ("speaker is late", "pays at noon", "known to the lead")


def set_clock(shots: Photographer, day: int, minutes: float) -> None:
    """Let it be so many minutes after the doors opened, so many days from today."""
    midnight = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    then = int(midnight.timestamp() * 1000) + day * DAY_MS + OPEN_H * HOUR_MS
    now = int(datetime.now(UTC).timestamp() * 1000)
    shots._clock.behind_ms = now - then - int(minutes * MINUTE_MS)


def people_come(shots: Photographer, programme: Programme, share: float, day: int) -> None:
    """Let a share of everybody arrive within 100 minutes, and most go on into rooms."""
    chance = random.Random(day + 4)
    _mark, everybody = shots.front_desk._store.registrations.page(programme.id, 0)
    people = chance.sample(list(everybody), int(len(everybody) * share))
    points = shots.front_desk.programmes.points(programme)
    minutes = sorted(min(100.0, max(0.0, chance.gauss(50, 20))) for _each in people)
    for who, minute in zip(people, minutes, strict=True):
        set_clock(shots, day, minute)
        _let_in(shots, Station(programme, points[0]), who, chance)
    doors = {point.session: point for point in points}
    today = [s for s in shots.front_desk.programmes.sessions(programme) if _day_of(s) == day]
    for number, session in enumerate(today):
        begins = (int(session.starts_at[11:13]) - OPEN_H) * 60 + number * 4
        for place, who in enumerate(chance.sample(people, len(people) // (1 + number % 4))):
            set_clock(shots, day, begins + place / 200)
            shots.front_desk.desk.pick(Station(programme, doors[session.id]), who.id)


def _day_of(session: Session) -> int:
    """Count days from today on."""
    return (date.fromisoformat(session.starts_at[:10]) - datetime.now(UTC).date()).days


def _let_in(shots: Photographer, station: Station, who: Attendee, chance: random.Random) -> None:
    verdict = shots.front_desk.desk.pick(station, who.id)
    if verdict.may and chance.random() < 0.6:
        shots.front_desk.desk.pass_over(station, verdict, chance.choice(_REASONS))


def _opened(shots: Photographer, name: str) -> None:
    shots.open_window("NIPERM")
    shots.window.show_page(REPORTS)
    shots.wait(1_200)
    shots.keep(name)


def photograph_first_hour(folder: Path, work: Path) -> None:
    """Nobody yet, and the first hour."""
    shots = Photographer(folder, LIGHT, work)
    shots.on_store(lambda: fill_sample(shots.front_desk))
    set_clock(shots, 0, 0)
    _opened(shots, "reports-empty")
    programme = shots.window.programme
    assert programme is not None
    shots.on_store(lambda: people_come(shots, programme, 0.2, 0))
    shots.window.reports_page.control.refresh()
    shots.wait(3_000)
    shots.keep("reports-first-hour")
    shots.close()


def photograph_evening(folder: Path, work: Path) -> None:
    """A whole day, at all sizes, as tables, on the wall; then all three days."""
    shots = Photographer(folder, LIGHT, work)
    _fill_days(shots)
    _opened(shots, "reports")
    window, page = shots.window, shots.window.reports_page
    for width, height in SIZES:
        window.resize(width, height)
        shots.wait(500)
        shots.keep(f"reports-{width}x{height}")
    window.resize(1360, 850)
    page.turn()
    shots.wait(400)
    shots.keep("reports-tables")
    page.turn()
    page.segments.choose(ALL_DAYS)
    shots.wait(2_500)
    shots.keep("reports-three-days")
    page.segments.choose(DAY)
    shots.wait(2_500)
    page.wall_asked.emit()
    shots.wait(700)
    shots.keep("reports-wall")
    shots.close()


def photograph_credits(folder: Path, work: Path) -> None:
    """Credits with some to decide, the dialog, and the platform's year."""
    shots = Photographer(folder, LIGHT, work)
    shots.on_store(lambda: _earn(shots))
    _opened(shots, "reports-before-credits")
    page, window = shots.window.reports_page, shots.window
    page.segments.choose(CREDITS)
    shots.wait(1_200)
    shots.keep("reports-credits")
    window.resize(1024, 700)
    shots.wait(500)
    shots.keep("reports-credits-1024x700")
    window.resize(1360, 850)
    page.credits.decide()
    shots.wait(500)
    shots.keep("reports-decide", window.dialog)
    if window.dialog:
        window.dialog.reject()
    shots.on_store(lambda: PlatformSample(shots.front_desk._store).fill(3_000))
    page.segments.choose(YEAR)
    shots.wait(1_500)
    shots.keep("reports-year")
    window.resize(1024, 700)
    shots.wait(500)
    shots.keep("reports-year-1024x700")
    shots.close()


def _earn(shots: Photographer) -> None:
    """Let three sessions earn credits, one of them by exits that many forget."""
    programme = fill_sample(shots.front_desk)
    rules = (("ama", "enter", ""), ("nursing", "share", "80"), ("ama", "enter", ""))
    sessions = shots.front_desk.programmes.sessions(programme)
    for session, (type_, rule, least) in zip(sessions, rules, strict=False):
        typed = {f.name: str(getattr(session, f.name)) for f in fields(session)}
        typed |= {"credit_hours": "1.5", "credit_type": type_, "credit_rule": rule,
                  "credit_least": least}  # fmt: skip
        shots.front_desk.planning.save_session(programme, session.id, typed)
    _mark, everybody = shots.front_desk._store.registrations.page(programme.id, 0)
    doors = {point.session: point for point in shots.front_desk.programmes.points(programme)}
    for number, session in enumerate(sessions[:3]):
        begins = int(session.starts_at[11:13]) - OPEN_H
        for place, who in enumerate(list(everybody)[number * 20 : number * 20 + 40]):
            set_clock(shots, 0, begins * 60 - 5 + place * 0.6)
            shots.front_desk.desk.pick(Station(programme, doors[session.id]), who.id)


def photograph_night(folder: Path, work: Path) -> None:
    """In the dark, and mirrored."""
    shots = Photographer(folder, DARK, work)
    _fill_days(shots)
    _opened(shots, "reports-dark")
    shots._application.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    shots.wait(500)
    shots.keep("reports-mirrored")
    shots._application.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    shots.close()


def _fill_days(shots: Photographer) -> None:
    def fill() -> None:
        programme = fill_sample(shots.front_desk)
        for day, share in enumerate((0.86, 0.78, 0.7)):
            people_come(shots, programme, share, day)

    shots.on_store(fill)


if __name__ == "__main__":
    take_all(photograph_first_hour, photograph_evening, photograph_credits, photograph_night)
