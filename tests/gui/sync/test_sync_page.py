"""The page of other desks, the pill, and news that come while the window is open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.domain.sync.hub_address import HubAddress
from desktop.gui.sync.sync_settings_dialog import SyncSettingsDialog
from desktop.workflows.lanes import Lane
from desktop.workflows.opening import FrontDesk
from desktop.workflows.ports import system_clock
from desktop.workflows.sync.sync_settings import SyncSettings
from tests.gui.conftest import settle
from tests.gui.reception import Desk
from tests.support.fleet import FleetDesk
from tests.support.hub_server import HubServer
from tests.support.window import SYNC, OpenWindow

PATIENCE_MS = 20_000


@pytest.fixture
def desk(qtbot: QtBot, window: OpenWindow, live_desk: FrontDesk, lanes: tuple[Lane, Lane]) -> Desk:
    made = Desk(qtbot, window, live_desk, lanes[0])
    made.begin()
    return made


@pytest.fixture
def other(tmp_path: Path) -> Iterator[FleetDesk]:
    made = FleetDesk(tmp_path, "Desk B")
    made.clock.now_ms = system_clock()
    yield made
    made.close()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def use(desk: Desk, settings: SyncSettings) -> None:
    desk.window.sync._on_saved(settings, "")
    settle(desk.qtbot, desk.window)


def exchange(desk: Desk, other: FleetDesk, stick: Path) -> None:
    """Bring the stick to the window, to the other desk, and back."""
    use(desk, SyncSettings(folder=str(stick)))
    desk.window.sync.exchange()
    settle(desk.qtbot, desk.window)
    other.front_desk.syncing.with_folder(stick)
    desk.window.sync.exchange()
    settle(desk.qtbot, desk.window)


def open_page(desk: Desk) -> None:
    desk.ctrl(Qt.Key.Key_7)
    assert desk.window.current_page == SYNC


def pill(desk: Desk) -> str:
    return desk.window.top_bar._sync.text()


def wait_for(desk: Desk, is_so: Callable[[], bool]) -> None:
    desk.qtbot.waitUntil(is_so, timeout=PATIENCE_MS)
    settle(desk.qtbot, desk.window)


def test_a_desk_that_works_alone_is_told_how_others_join(desk: Desk) -> None:
    open_page(desk)
    page = desk.window.sync_page
    assert "works alone" in page._sentence.text()
    assert "Exchange" in page._empty.text()
    assert page._title.text() == "One desk"
    assert desk.window.top_bar._sync.isHidden()


def test_a_scan_at_another_desk_is_already_in_here(
    desk: Desk, other: FleetDesk, hub: HubAddress
) -> None:
    noa = desk.register("Noa Levi")
    use(desk, SyncSettings(hub=hub.url))
    wait_for(desk, lambda: pill(desk) != "")
    wait_for(desk, lambda: "live" in pill(desk))
    other.front_desk.syncing.with_hub(hub)
    other.scan(noa)
    other.front_desk.syncing.with_hub(hub)
    counts = desk.window.page.counts
    wait_for(desk, lambda: counts._inside.text() == "1")
    assert desk.scan(noa) == "Already in"
    open_page(desk)
    names = [line.title for line in desk.window.sync_page.desks.lines.lines]
    assert names == ["Desk A", "Desk B"]


def test_a_lost_hub_changes_the_pill_and_nothing_else(
    desk: Desk, hub: HubAddress, server: HubServer
) -> None:
    noa = desk.register("Noa Levi")
    use(desk, SyncSettings(hub=hub.url))
    wait_for(desk, lambda: "live" in pill(desk))
    server.stop()
    wait_for(desk, lambda: "No hub since" in pill(desk))
    assert desk.scan(noa) == "Checked in"
    wait_for(desk, lambda: "1 to send" in pill(desk))
    server.start()
    wait_for(desk, lambda: "live" in pill(desk))
    assert "to send" not in pill(desk)


def test_who_got_in_twice_is_settled_with_one_key_and_taken_back_with_another(
    desk: Desk, other: FleetDesk, stick: Path
) -> None:
    noa = desk.register("Noa Levi")
    exchange(desk, other, stick)
    desk.scan(noa)
    other.scan(noa)
    exchange(desk, other, stick)
    open_page(desk)
    page = desk.window.sync_page
    assert page._title.text() == "1 thing to look at"
    assert len([line for line in page._sides if line.isVisible()]) == 2
    QTest.keyClick(
        desk.window.windowHandle(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
    )
    settle(desk.qtbot, desk.window)
    assert page._title.text() == "All desks agree"
    desk.ctrl(Qt.Key.Key_Z)
    assert page._title.text() == "1 thing to look at"


def test_a_scan_on_the_page_settles_nothing(desk: Desk, other: FleetDesk, stick: Path) -> None:
    noa = desk.register("Noa Levi")
    dan = desk.register("Dan Levi")
    exchange(desk, other, stick)
    desk.scan(noa)
    other.scan(noa)
    exchange(desk, other, stick)
    open_page(desk)
    assert desk.scan(dan) == "Checked in"
    assert len(desk.on_store(desk.front_desk.disputes.all)) == 1


def test_two_values_are_shown_and_the_first_is_kept(
    desk: Desk, other: FleetDesk, stick: Path
) -> None:
    noa = desk.register("Noa Levi")
    exchange(desk, other, stick)
    desk.on_store(lambda: desk.front_desk.registry.set_field([noa.id], "delegation", "Haifa"))
    other.clock.advance(3_600_000)
    other.front_desk.registry.set_field([noa.id], "delegation", "Rosh HaAyin")
    exchange(desk, other, stick)
    open_page(desk)
    page = desk.window.sync_page
    assert ["Haifa" in page._sides[0].text(), "Rosh HaAyin" in page._sides[1].text()] == [True] * 2
    QTest.keyClick(desk.window.windowHandle(), Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    settle(desk.qtbot, desk.window)
    assert desk.on_store(lambda: desk.reception.now(noa)).registration.delegation == "Haifa"
    (_own, line) = page.desks.lines.lines
    assert "clock 1 h" in line.below or "clock 59 min" in line.below


def test_how_to_exchange_is_a_form_that_refuses_what_is_no_address(desk: Desk) -> None:
    desk.window.show_page(SYNC)
    desk.ctrl(Qt.Key.Key_H)
    dialog = desk.window.dialog
    assert isinstance(dialog, SyncSettingsDialog)
    dialog.hub_form.set_values({"hub": "hub.example.org", "password": ""})
    dialog.save()
    assert dialog.isVisible()
    dialog.hub_form.set_values({"hub": "postgresql://d:secret@localhost/m", "password": ""})
    saved: list[tuple[SyncSettings, str]] = []
    dialog.saved.disconnect()
    dialog.saved.connect(lambda settings, password: saved.append((settings, password)))
    dialog.save()
    settle(desk.qtbot, desk.window)
    assert saved == [(SyncSettings(hub="postgresql://d@localhost/m"), "secret")]


def test_a_password_is_in_no_setting_and_no_file(desk: Desk, hub: HubAddress) -> None:
    use(desk, SyncSettings(hub=hub.url))
    kept = desk.on_store(lambda: desk.front_desk.settings("sync"))
    assert set(kept) == {"hub", "folder", "folder_minutes", "export_folder", "export_minutes"}


def test_damaged_files_are_named_on_the_page(desk: Desk, stick: Path) -> None:
    (stick / "muster-journal-1.csv").write_text("Name\nNoa\n")
    use(desk, SyncSettings(folder=str(stick)))
    open_page(desk)
    desk.ctrl(Qt.Key.Key_U)
    settle(desk.qtbot, desk.window)
    wait_for(desk, lambda: "muster-journal-1.csv" in desk.window.sync_page._flaws.text())


def test_a_stick_that_is_not_there_is_said_and_the_desk_goes_on(desk: Desk, stick: Path) -> None:
    noa = desk.register("Noa Levi")
    use(desk, SyncSettings(folder=str(stick / "gone")))
    desk.window.sync.exchange()
    settle(desk.qtbot, desk.window)
    assert "cannot be used for exchanging" in desk.window.notice.text
    assert desk.scan(noa) == "Checked in"


def test_what_changed_is_exported_by_itself(desk: Desk, stick: Path) -> None:
    noa = desk.register("Noa Levi")
    use(desk, SyncSettings(export_folder=str(stick), export_minutes=5))
    assert desk.window.sync._export_timer.interval() == 5 * 60_000
    desk.window.sync.export_news()
    settle(desk.qtbot, desk.window)
    first = sorted(path.name for path in stick.iterdir())
    assert any("attendees" in name for name in first)
    desk.window.sync.export_news()
    settle(desk.qtbot, desk.window)
    assert sorted(path.name for path in stick.iterdir()) == first
    desk.scan(noa)
    desk.window.sync.export_news()
    settle(desk.qtbot, desk.window)
    assert any("movements" in path.name for path in stick.iterdir())
