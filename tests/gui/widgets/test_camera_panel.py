"""The camera beside the verdict, fed with frames as a camera feeds it."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.devices.scanning.frame_read import read_frame
from desktop.domain.checkin.codes import Reading
from desktop.gui.widgets import camera_panel
from desktop.gui.widgets.camera_panel import CameraPanel
from desktop.workflows.lanes import Lane
from desktop.workflows.opening import FrontDesk
from tests.gui.reception import Desk
from tests.support.camera import FakeCamera
from tests.support.frames import frame_of, picture_of
from tests.support.window import OpenWindow


@pytest.fixture
def camera() -> FakeCamera:
    return FakeCamera()


@pytest.fixture
def desk(
    qtbot: QtBot,
    window: OpenWindow,
    live_desk: FrontDesk,
    lanes: tuple[Lane, Lane],
    camera: FakeCamera,
) -> Desk:
    made = Desk(qtbot, window, live_desk, lanes[0])
    window.page.camera._open_camera = lambda: camera
    return made


def test_f8_reads_a_phone_at_an_angle_and_checks_in(desk: Desk, camera: FakeCamera) -> None:
    noa = desk.register("Noa Cohen")
    desk.begin()
    desk.key(Qt.Key.Key_F8)
    panel = desk.window.page.camera
    assert panel.isVisible()
    frame = frame_of(picture_of(noa.registration.ticket_code, angle=20, side=230))
    with desk.qtbot.waitSignal(desk.window.checkin_desk.verdict_given):
        camera.arrived.emit(frame)
    assert desk.headline == "Checked in"
    assert not panel.view.pixmap().isNull()
    desk.key(Qt.Key.Key_F8)
    assert not panel.isVisible()
    assert not camera.is_on


def test_a_code_that_stays_before_the_camera_is_one_scan(desk: Desk, camera: FakeCamera) -> None:
    noa = desk.register("Noa Cohen")
    desk.begin()
    desk.window.checkin_desk._ticks_ms = iter(range(0, 10**6, 300)).__next__
    desk.key(Qt.Key.Key_F8)
    panel = desk.window.page.camera
    frame = frame_of(picture_of(noa.registration.ticket_code))
    for _ in range(12):
        with desk.qtbot.waitSignal(panel.scanned):
            camera.arrived.emit(frame)
    rows = desk.on_store(lambda: desk.front_desk.desk.recent(desk.reception.programme))
    assert len(rows) == 1
    desk.key(Qt.Key.Key_F8)


def test_a_ticket_of_another_system_is_read_within_some_frames(
    desk: Desk, camera: FakeCamera
) -> None:
    desk.begin()
    desk.key(Qt.Key.Key_F8)
    panel = desk.window.page.camera
    heard: list[Reading] = []
    panel.scanned.connect(heard.append)
    frame = frame_of(picture_of("EVT-2013-0042", "PDF417", side=300))

    def feed() -> bool:
        if not panel._is_reading:
            camera.arrived.emit(frame)
        return bool(heard)

    desk.qtbot.waitUntil(feed)
    assert heard[0].text == "EVT-2013-0042"
    desk.key(Qt.Key.Key_F8)


def test_only_the_newest_frame_is_read_after_a_slow_one(
    qtbot: QtBot, camera: FakeCamera, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[Any] = []
    whole = read_frame

    def remember(frame: Any, *, all_kinds: bool) -> Any:
        read.append(frame)
        return whole(frame, all_kinds=all_kinds)

    monkeypatch.setattr(camera_panel, "read_frame", remember)
    panel = CameraPanel(lambda: camera)
    qtbot.addWidget(panel)
    panel.start()
    frames = [frame_of(picture_of(f"T-{n}")) for n in range(5)]
    with qtbot.waitSignals([panel.scanned, panel.scanned]):
        for frame in frames:
            camera.arrived.emit(frame)
    assert read == [frames[0], frames[-1]]
    panel.stop()


def test_without_a_camera_it_says_so_and_the_desk_goes_on(desk: Desk) -> None:
    noa = desk.register("Noa Cohen")
    desk.begin()
    desk.window.page.camera._open_camera = lambda: FakeCamera(works=False)
    desk.key(Qt.Key.Key_F8)
    panel = desk.window.page.camera
    assert "no camera" in panel.hint.text()
    assert not panel.view.isVisible()
    assert desk.scan(noa) == "Checked in"
    desk.key(Qt.Key.Key_F8)
    assert not panel.isVisible()


def test_a_frame_that_was_under_way_when_the_panel_closed_says_nothing(
    qtbot: QtBot, camera: FakeCamera
) -> None:
    panel = CameraPanel(lambda: camera)
    qtbot.addWidget(panel)
    panel.start()
    heard: list[Reading] = []
    panel.scanned.connect(heard.append)
    camera.arrived.emit(frame_of(picture_of("T-1")))
    panel.stop()
    panel.start()
    with qtbot.waitSignal(panel.scanned):
        camera.arrived.emit(frame_of(picture_of("T-2")))
    assert [reading.text for reading in heard] == ["T-2"]
    panel.stop()
