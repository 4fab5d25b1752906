"""On no screen is a name cut or covered: verdicts, notices and reminders, from 1024x700 on."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.checkin import outcomes as d
from desktop.domain.checkin.outcomes import Authority
from desktop.domain.checkin.validity import Standing, Validity
from desktop.domain.programme.programme import Session
from desktop.domain.programme.questions import Question
from desktop.gui.widgets.labels import FitLabel
from desktop.gui.widgets.person_list import LineView
from desktop.workflows.checkin.verdict import Verdict
from desktop.workflows.lanes import Lane
from desktop.workflows.opening import FrontDesk
from desktop.workflows.transfer.guest_list import open_guest_list
from tests.gui.conftest import settle
from tests.gui.reception import Desk
from tests.support.builders import EIGHT, write_csv
from tests.support.camera import FakeCamera
from tests.support.cut import faults_in
from tests.support.window import OpenWindow

WORKSHOP = Session(
    "s1", "p1", "W1", "workshop", "Mass casualty drill, part two, with the fire brigade"
)
SIZES = [(1024, 700), (1280, 720), (1366, 768), (1360, 850), (1920, 1080)]
ROWS = [
    ["Name", "שם בעברית", "Email", "Company", "Job Title", "Barcode", "Status", "Notes", "Diet"],
    ["Maximiliana-Josephine Alexandra von Hohenzollern-Sigmaringen und Battenberg",
     "מקסימיליאנה־ג׳וזפין אלכסנדרה פון הוהנצולרן זיגמרינגן", "max@example.org",
     "Tulane University Medical Center, Department of Emergency Medicine",
     "Deputy Assistant Secretary for Preparedness, Response Coordination and Training",
     "LONG-0001", "", "Needs an interpreter after lunch and a seat near the door", "Kosher meal"],
    ["Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaft", "", "w@example.org",
     "", "", "LONG-0002", "Waiting list", "", ""],
    ["Li", "לי", "li@example.org", "EMS", "Medic", "LONG-0003", "", "", "Vegetarian"],
    ["Noa Ben-David", "נועה בן־דוד", "noa@example.org", "Touro", "", "LONG-0004", "Pending",
     "Speaks at nine", "Gluten-free"],
]  # fmt: skip


@pytest.fixture
def desk(
    qtbot: QtBot, window: OpenWindow, live_desk: FrontDesk, lanes: tuple[Lane, Lane], tmp_path: Path
) -> Iterator[Desk]:
    made = Desk(qtbot, window, live_desk, lanes[0])
    guests = open_guest_list(write_csv(tmp_path / "guests.csv", ROWS))
    programme = made.reception.programme
    made.on_store(lambda: live_desk.importing(programme, guests).run())
    made.begin()
    yield made


def place(widget: QWidget, card: QWidget) -> QRect:
    return QRect(widget.mapTo(card, QPoint(0, 0)), widget.size())


def shown_parts(desk: Desk) -> dict[str, QWidget]:
    card = desk.window.page.card
    person = card.person
    parts: dict[str, QWidget] = {
        "band": card.band, "sentence": card.sentence, "avatar": person._avatar,
        "name": person.name, "second name": person.second_name, "role": person._facts,
        "bookings": person._agenda, "notes": person._notes, "actions": card._actions,
        **{f"chip {n}": chip for n, chip in enumerate(person._made_chips)},
    }  # fmt: skip
    return {name: part for name, part in parts.items() if part.isVisible()}


def check(desk: Desk, about: str) -> None:
    card = desk.window.page.card
    parts = shown_parts(desk)
    for name, part in parts.items():
        assert card.rect().contains(place(part, card)), f"{about}: {name} leaves the card"
        if isinstance(part, FitLabel) and name != "role":
            needed = part.needed_height(part.width())
            assert part.height() >= needed, f"{about}: {name} is cut"
    for (one, first), (other, second) in combinations(parts.items(), 2):
        meets = place(first, card).intersects(place(second, card))
        assert not meets, f"{about}: {one} covers {other}"
    assert card.sentence.height() >= card.sentence.heightForWidth(card.sentence.width()) or (
        card.sentence.isHidden()
    )


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_a_name_is_never_cut_or_covered(desk: Desk, size: tuple[int, int]) -> None:
    window = desk.window
    window.resize(*size)
    for is_noticed in (False, True):
        if is_noticed:
            window.dialogs.notify("The printer in the hall has no labels left. " * 3, "look")
        settle(desk.qtbot, window)
        for row in ROWS[1:]:
            for _again in range(2):
                headline = desk.scan(row[5])
                about = f"{size}, {headline}, {row[0][:12]}, {'notice' if is_noticed else ''}"
                assert window.page.card.person.name.isVisible()
                check(desk, about)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_camera_beside_the_card_covers_and_cuts_nothing(
    desk: Desk, size: tuple[int, int]
) -> None:
    window, page = desk.window, desk.window.page
    window.resize(*size)
    page.camera._open_camera = FakeCamera
    desk.key(Qt.Key.Key_F8)
    assert page.camera.isVisible()
    for row in ROWS[1:]:
        headline = desk.scan(row[5])
        check(desk, f"{size}, camera, {headline}, {row[0][:12]}")
    recent = page.findChildren(LineView)[-1]
    beside = {"camera": page.camera, "counts": page.counts, "recent": recent, "card": page.card}
    for (one, first), (other, second) in combinations(beside.items(), 2):
        meets = place(first, page).intersects(place(second, page))
        assert not meets, f"{size}: {one} covers {other}"
    assert all(page.rect().contains(place(part, page)) for part in beside.values())


def test_large_screens_have_larger_names(desk: Desk) -> None:
    heights = []
    for size in ((1024, 700), (1920, 1080)):
        desk.window.resize(*size)
        settle(desk.qtbot, desk.window)
        desk.scan("LONG-0003")
        heights.append(desk.window.page.card.person.name.height())
    assert heights[1] > heights[0]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("has_camera", [False, True], ids=["plain", "camera"])
def test_no_button_of_a_verdict_is_cut_and_the_camera_covers_nothing(
    desk: Desk, size: tuple[int, int], *, has_camera: bool
) -> None:
    """At 1024 the card said "Paid a", "Let in", "Print b", "Deleg"."""
    window, page = desk.window, desk.window.page
    window.resize(*size)
    if has_camera:
        page.camera._open_camera = FakeCamera
        desk.key(Qt.Key.Key_F8)
    who = desk.register("Noa Cohen", delegation="Ziv", message="Call Dana")
    desk.register("Dan Levi", delegation="Ziv")
    question = Question("q", "p1", "Photo consent")
    for outcome, may in (
        (d.Unpaid(who, "120 USD"), Authority.DESK),
        (d.NeedsAnswer(who, (question,)), Authority.LEAD),
        (d.Full(who, d.Crowd(54, 54)), Authority.LEAD),
        (d.AlreadyIn(who, EIGHT, "Desk B", "Main entrance"), Authority.DESK),
        (d.SeatsHeld(who, WORKSHOP, 12, 54, "2026-11-18T10:10"), Authority.LEAD),
        (d.UsedUp(who, 2, d.Per.DAY, EIGHT, "Desk B"), Authority.LEAD),
        (d.NotToday(who, "2026-11-19T08:00"), Authority.LEAD),
        (d.NotValid(who, Standing.UNREAD, Validity("when it rains, " * 9)), Authority.LEAD),
        (d.NotValid(who, Standing.OVER, Validity("", "2026-12-02T10:00")), Authority.LEAD),
    ):
        verdict = Verdict(outcome, EIGHT, may=may)
        window.checkin_desk.last = verdict
        window.checkin_desk.verdict_given.emit(verdict)
        desk.qtbot.waitUntil(lambda: not faults_in(window))
    # What has no room for a button has its key.
    desk.key(Qt.Key.Key_F9)
    assert window.dialog is not None
    window.dialog.reject()
    settle(desk.qtbot, window)
