"""A ticket is read alike in the window and kiosk, by camera, serial scanner and command."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.domain.checkin import outcomes as d
from desktop.domain.checkin.codes import Reading
from desktop.gui.checkin.checkin_desk import CHECK_IN, LOOK_UP
from desktop.gui.checkin.kiosk_page import ANSWER, CONFIRM
from desktop.gui.widgets.try_dialog import TryDialog
from desktop.workflows.checkin.verdict import Verdict
from desktop.workflows.lanes import Lane
from desktop.workflows.opening import FrontDesk
from desktop.workflows.transfer.guest_list import open_guest_list
from tests.cli.conftest import Muster
from tests.devices.scanning.test_serial_scanner import open_pair
from tests.gui.conftest import settle
from tests.gui.reception import Desk
from tests.support import keys
from tests.support.camera import FakeCamera
from tests.support.frames import frame_of, picture_of
from tests.support.window import OpenWindow

FIXTURES = Path(__file__).parents[2] / "fixtures"
SCAN = FIXTURES / "scan"
CASES: list[dict[str, Any]] = json.loads((SCAN / "shown.json").read_text("utf-8"))
LISTS = [case["list"] for case in CASES]
LAYOUTS: list[dict[str, Any]] = json.loads(
    (FIXTURES / "keyboards" / "typed.json").read_text("utf-8")
)
# The keys of an American keyboard as X11 and Qt number them: evdev + 8.
KEY = dict(zip("1234567890qwertyuiopasdfghjklzxcvbnm",
               [*range(10, 20), *range(24, 34), *range(38, 47), *range(52, 59)],
               strict=True))  # fmt: skip


@pytest.fixture
def camera() -> FakeCamera:
    return FakeCamera()


@pytest.fixture
def desk(
    qtbot: QtBot, window: OpenWindow, live_desk: FrontDesk, lanes: tuple[Lane, Lane],
    camera: FakeCamera,
) -> Desk:  # fmt: skip
    made = Desk(qtbot, window, live_desk, lanes[0])
    window.page.camera._open_camera = lambda: camera
    return made


def take_in(desk: Desk, path: Path) -> None:
    programme = desk.reception.programme
    desk.on_store(lambda: desk.front_desk.importing(programme, open_guest_list(path)).run())
    desk.begin()
    desk.window.checkin_desk.choose_mode(LOOK_UP)


def heard(desk: Desk, send: Callable[[], object]) -> tuple[str, list[str]]:
    """Send a code; tell whom the window says it means, and by which steps."""
    with desk.qtbot.waitSignal(desk.window.checkin_desk.verdict_given) as waited:
        send()
    settle(desk.qtbot, desk.window)
    verdict = waited.args[0]
    assert isinstance(verdict, Verdict)
    return whom(verdict), list(verdict.steps)


def whom(verdict: Verdict) -> str:
    if isinstance(verdict.outcome, d.Ambiguous):
        return "?"
    return verdict.outcome.attendee.name if isinstance(verdict.outcome, d.Found) else ""


def shown_of(file: str) -> list[tuple[str, str, list[str]]]:
    (case,) = [case for case in CASES if case["list"] == file]
    return [(shown, name, steps) for shown, name, steps in case["shown"]]


@pytest.mark.parametrize("file", LISTS)
def test_a_scanner_that_types(desk: Desk, file: str) -> None:
    take_in(desk, SCAN / file)
    window = desk.window.windowHandle()
    for shown, name, steps in shown_of(file):
        if len(shown) >= 6:
            assert heard(desk, partial(keys.scan, window, shown)) == (name, steps)


@pytest.mark.parametrize("file", LISTS)
def test_a_person_who_types(desk: Desk, file: str) -> None:
    """What nobody has is looked for as a name; what somebody has is theirs as a scan would be."""
    take_in(desk, SCAN / file)
    for shown, name, steps in shown_of(file):
        if name and "number" not in steps:
            enter = partial(desk.window.checkin_desk.enter, shown, "")
            assert heard(desk, enter) == (name, steps)


@pytest.mark.parametrize("file", LISTS)
def test_a_camera(desk: Desk, camera: FakeCamera, file: str) -> None:
    take_in(desk, SCAN / file)
    desk.key(Qt.Key.Key_F8)
    for shown, name, steps in shown_of(file):
        frame = frame_of(picture_of(shown, side=260))
        assert heard(desk, partial(camera.arrived.emit, frame)) == (name, steps)
    desk.key(Qt.Key.Key_F8)


@pytest.fixture
def muster(tmp_path: Path) -> Muster:
    return Muster(tmp_path)


@pytest.fixture
def line(desk: Desk) -> Iterator[tuple[int, str]]:
    ours, theirs = open_pair()
    yield ours, os.ttyname(theirs)
    desk.window.staff.serial.stop()
    for end in (ours, theirs):
        os.close(end)


@pytest.mark.parametrize("file", LISTS)
def test_a_serial_scanner(desk: Desk, line: tuple[int, str], file: str) -> None:
    take_in(desk, SCAN / file)
    desk.window.staff.serial.listen(line[1])
    for shown, name, steps in shown_of(file):
        sent = f"{shown}\r\n".encode()
        assert heard(desk, partial(os.write, line[0], sent)) == (name, steps)


@pytest.mark.parametrize("file", LISTS)
def test_the_kiosk(desk: Desk, file: str) -> None:
    take_in(desk, SCAN / file)
    desk.window.show_kiosk()
    settle(desk.qtbot, desk.window)
    kiosk = desk.window.kiosk
    for shown, name, _steps in shown_of(file):
        desk.window.signals.scanned.emit(Reading(shown))
        settle(desk.qtbot, desk.window)
        is_known = name not in ("", "?")
        assert kiosk.stack.currentIndex() == (CONFIRM if is_known else ANSWER), shown
        assert kiosk.name.text() == (name if is_known else "")


@pytest.mark.parametrize("file", LISTS)
def test_the_command(muster: Muster, file: str) -> None:
    muster("import", SCAN / file, "--programme", "NIPERM")
    shown = shown_of(file)
    codes = "".join(f"{text}\n" for text, _name, _steps in shown)
    done = muster("checkin", "--programme", "NIPERM", "-", stdin=codes)
    for (text, name, steps), line in zip(shown, done.stdout.splitlines(), strict=True):
        said = json.loads(line)
        known = said["attendee"]["full_name"] if said["attendee"] else ""
        name_said = "?" if said["outcome"] == "ambiguous" else known
        assert (text, name_said, said["read"]) == (text, name, steps)


def layout_list(folder: Path) -> Path:
    codes = list(LAYOUTS[0]["typed"])
    rows = [f"Guest {number},{code}" for number, code in enumerate(codes)]
    path = folder / "codes.csv"
    path.write_text("\n".join(["Name,Barcode", *rows]) + "\n", "utf-8")
    return path


def test_every_layout_in_the_window_by_the_keys(desk: Desk, tmp_path: Path) -> None:
    take_in(desk, layout_list(tmp_path))
    window = desk.window.windowHandle()
    for row in LAYOUTS:
        for number, (code, typed) in enumerate(row["typed"].items()):
            pressed = tuple(KEY[c] for c in code)
            scan = partial(keys.scan, window, typed, scan_codes=pressed)
            name, _steps = heard(desk, scan)
            assert name == f"Guest {number}", (row["layout"], row["caps"], typed)


def test_every_layout_by_text_alone_for_the_command(muster: Muster, tmp_path: Path) -> None:
    muster("import", layout_list(tmp_path), "--programme", "NIPERM")
    sent = [
        (f"Guest {number}", typed)
        for row in LAYOUTS
        for number, typed in enumerate(row["typed"].values())
    ]
    done = muster(
        "checkin", "--programme", "NIPERM", "-", stdin="".join(f"{typed}\n" for _, typed in sent)
    )
    for (name, typed), line in zip(sent, done.stdout.splitlines(), strict=True):
        said = json.loads(line)
        assert said["attendee"] is not None, (name, typed)
        assert (said["attendee"]["full_name"], typed) == (name, typed)


def test_the_band_says_how_a_ticket_was_read_that_came_otherwise(desk: Desk) -> None:
    take_in(desk, SCAN / "codes.csv")
    desk.window.checkin_desk.choose_mode(CHECK_IN)
    assert desk.scan("]Q1A-7K2QX") == "Checked in"
    assert desk.window.page.card.band.aside.text().endswith("read without prefix")
    assert desk.scan("rs8a3p67jepqtbt9evz766bf") == "Checked in"
    assert desk.window.page.card.band.aside.text().endswith("Main entrance")
    desk.scan("*A-7K2QX*")
    said = desk.window.page.card.sentence.text()
    assert said.endswith("The code was read without what stands around it.")


def test_a_ticket_is_tried_before_the_doors_open_and_lets_in_nobody(
    desk: Desk, camera: FakeCamera
) -> None:
    take_in(desk, SCAN / "codes.csv")
    desk.window.choose("Try a ticket…")
    dialog = desk.window.dialog
    assert isinstance(dialog, TryDialog)
    dialog.camera._open_camera = lambda: camera
    assert "Nobody is let in by it" in " ".join(
        label.text() for label in dialog.findChildren(QLabel)
    )

    def said() -> str:
        settle(desk.qtbot, desk.window)
        return dialog.message.text()

    keys.scan(desk.window.windowHandle(), "]Q1A7K2QX")
    assert said() == (
        "Fits Cyd Low, registered. The code was read without what stands around it, with other "
        "spaces or hyphens."
    )
    QTest.keyClicks(dialog.field, "0012345")
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert said() == "Fits Gil Zero, registered."
    keys.scan(desk.window.windowHandle(), "ABCDEF123456")
    assert said().startswith("Several people: Several people have this code: Dan Upp, Eve Upp.")
    keys.scan(desk.window.windowHandle(), "https://luma.com/check-in/e?pk=g-9")
    assert said().startswith("Unknown code: A link of Luma that is on no list here.")
    QTest.keyClick(dialog.field, Qt.Key.Key_F8)
    assert dialog.camera.is_on
    with desk.qtbot.waitSignal(dialog.tried):
        camera.arrived.emit(frame_of(picture_of("rs8a3p67jepqtbt9evz766bf", side=260)))
    assert said() == "Fits Ada Quiz, registered."
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert desk.window.dialog is None
    assert not camera.is_on
    programme = desk.reception.programme
    assert desk.on_store(lambda: desk.front_desk.desk.recent(programme)) == []
