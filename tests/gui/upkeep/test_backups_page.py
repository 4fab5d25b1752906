"""The page of backups in the real window: by itself, by hand, beside scans, and back again."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.domain.upkeep.backup import BackupState, Occasion
from desktop.gui.upkeep import room as upkeep_room
from desktop.gui.upkeep.backup_control import BackupControl
from desktop.gui.upkeep.backups_page import BackupsPage
from desktop.gui.upkeep.room import BroughtBack
from desktop.gui.widgets.dialogs import ConfirmDialog
from desktop.store.projections.verify import Difference
from desktop.workflows.lanes import Lane
from desktop.workflows.opening import FrontDesk
from tests.gui.conftest import settle
from tests.gui.reception import Desk
from tests.support import keys
from tests.support.window import OpenWindow


def part(window: OpenWindow, kind: type[object]) -> object:
    (found,) = [each for each in (*window.pages, *window.children()) if type(each) is kind]
    return found


@pytest.fixture
def control(sample_window: OpenWindow) -> BackupControl:
    found = part(sample_window, BackupControl)
    assert isinstance(found, BackupControl)
    return found


@pytest.fixture
def page(qtbot: QtBot, sample_window: OpenWindow) -> BackupsPage:
    found = part(sample_window, BackupsPage)
    assert isinstance(found, BackupsPage)
    sample_window.signals.page_asked.emit(found)
    settle(qtbot, sample_window)
    return found


def wait_made(qtbot: QtBot, window: OpenWindow, control: BackupControl) -> None:
    qtbot.waitUntil(lambda: not control.is_busy, timeout=20_000)
    settle(qtbot, window)


def test_before_the_first_one_the_page_says_so(page: BackupsPage) -> None:
    assert page.list.count() == 0
    assert page.status.text().startswith("There is no backup yet.")
    assert "A second folder protects" in page.second.text()
    assert not page.restore_button.isEnabled()


def test_one_is_made_by_itself_and_the_foot_says_how_old_it_is(
    qtbot: QtBot, sample_window: OpenWindow, control: BackupControl
) -> None:
    foot = sample_window.desk.footer.state
    assert foot.text() == "All changes saved on this computer"
    control.look()
    wait_made(qtbot, sample_window, control)
    assert foot.text() == "All changes saved on this computer · backup just now"
    control.look()
    wait_made(qtbot, sample_window, control)
    assert len(control.backups.listed()) == 1


def test_by_hand_it_stands_in_the_list_and_is_marked(
    qtbot: QtBot, sample_window: OpenWindow, page: BackupsPage, control: BackupControl
) -> None:
    page.make_button.click()
    assert not page.make_button.isEnabled() or control.is_busy
    wait_made(qtbot, sample_window, control)
    assert page.list.count() == 1
    assert page.list.item(0).text().endswith("by hand, sound")
    assert page.list.marked
    assert page.list.marked.state is BackupState.SOUND
    assert page.status.text() == "The newest sound backup: just now."


def test_a_scan_in_the_middle_of_a_backup_is_answered_at_once(
    qtbot: QtBot,
    sample_window: OpenWindow,
    control: BackupControl,
    live_desk: FrontDesk,
    lanes: tuple[Lane, Lane],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk = Desk(qtbot, sample_window, live_desk, lanes[0])
    guest = desk.register("Zohar Between")
    halfway, goes_on = threading.Event(), threading.Event()
    store = live_desk._store
    real = store.flaws_of_backup

    def slow(*how: object) -> Iterator[Difference]:
        halfway.set()
        goes_on.wait(10)
        return real(*how)  # type: ignore[arg-type]

    monkeypatch.setattr(store, "flaws_of_backup", slow)
    sample_window.show_page(0)
    control.make()
    assert halfway.wait(10)
    with qtbot.waitSignal(sample_window.checkin_desk.verdict_given, timeout=10_000):
        keys.scan(sample_window.windowHandle(), guest.registration.ticket_code)
    # The answer came while the backup was still being made.
    assert control.is_busy
    goes_on.set()
    assert sample_window.page.card.band.headline.text() == "Checked in"
    wait_made(qtbot, sample_window, control)
    (backup,) = control.backups.listed()
    # It is the store as it was when the file was settled.
    assert control.backups.since(backup, lanes[0].in_slices).movements == 1


def test_the_window_closes_in_the_middle_of_a_backup_and_nothing_is_left(
    sample_window: OpenWindow,
    control: BackupControl,
    live_desk: FrontDesk,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    halfway = threading.Event()
    store = live_desk._store
    real = store.flaws_of_backup

    def watched(*how: object) -> Iterator[Difference]:
        halfway.set()
        return real(*how)  # type: ignore[arg-type]

    monkeypatch.setattr(store, "flaws_of_backup", watched)
    control.make()
    assert halfway.wait(10)
    sample_window.close()
    assert control.backups.listed() == []
    assert list(control.backups.shelf.folder.iterdir()) == []


def test_what_would_be_lost_is_said_and_enter_does_not_do_it(
    qtbot: QtBot,
    sample_window: OpenWindow,
    page: BackupsPage,
    control: BackupControl,
    live_desk: FrontDesk,
    lanes: tuple[Lane, Lane],
) -> None:
    lanes[0].submit(lambda: live_desk.backups.make(Occasion.HAND)).result()
    desk = Desk(qtbot, sample_window, live_desk, lanes[0])
    guest = desk.register("Zohar After")
    sample_window.show_page(0)
    desk.scan(guest)
    asked: list[BroughtBack] = []
    sample_window.signals.reopen_asked.connect(asked.append)
    sample_window.signals.page_asked.emit(page)
    settle(qtbot, sample_window)
    page.restore_button.click()
    settle(qtbot, sample_window)
    (dialog,) = sample_window.findChildren(ConfirmDialog)
    texts = " ".join(each.text() for each in dialog.findChildren(type(page.status)))
    assert "check-ins and check-outs 1, badges 0, other changes 2" in texts
    assert "goes on as a new one" in texts
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert asked == []
    dialog.button.click()
    assert [each.backup.number for each in asked] == [1]


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "stick"
    folder.mkdir()
    monkeypatch.setattr(upkeep_room, "pick_folder", lambda _window, _title: folder)
    yield folder


def test_a_second_folder_gets_a_copy_and_its_loss_is_said_once(
    qtbot: QtBot, sample_window: OpenWindow, page: BackupsPage, control: BackupControl, stick: Path
) -> None:
    page.folder_button.click()
    qtbot.waitUntil(lambda: any(stick.rglob("*hand*.db")), timeout=20_000)
    qtbot.waitUntil(lambda: page.second.text() == f"Copies go to {stick}")
    wait_made(qtbot, sample_window, control)
    for file in sorted(stick.rglob("*"), reverse=True):
        file.rmdir() if file.is_dir() else file.unlink()
    stick.rmdir()
    notice = sample_window.dialogs.notice
    control.make()
    qtbot.waitUntil(lambda: str(stick) in notice.text, timeout=20_000)
    wait_made(qtbot, sample_window, control)
    assert len(control.backups.listed()) >= 1
    assert page.no_folder_button.isVisible()
    page.no_folder_button.click()
    qtbot.waitUntil(lambda: page.second.text().startswith("They lie on this computer's disk only"))
    assert not page.no_folder_button.isVisible()
    assert control.backups.news.second_failure is None


def test_by_keyboard_alone_it_is_opened_worked_and_left(
    qtbot: QtBot, sample_window: OpenWindow, control: BackupControl
) -> None:
    page = part(sample_window, BackupsPage)
    assert isinstance(page, BackupsPage)
    before = sample_window.desk.number
    sample_window.signals.page_asked.emit(page)
    settle(qtbot, sample_window)
    assert page.list.hasFocus()
    window = sample_window.windowHandle()
    for _tab in range(8):
        if page.make_button.hasFocus():
            break
        QTest.keyClick(window, Qt.Key.Key_Tab)
    assert page.make_button.hasFocus()
    QTest.keyClick(window, Qt.Key.Key_Space)
    wait_made(qtbot, sample_window, control)
    assert page.list.count() == 1
    QTest.keyClick(window, Qt.Key.Key_Escape)
    settle(qtbot, sample_window)
    assert sample_window.desk.number == before
