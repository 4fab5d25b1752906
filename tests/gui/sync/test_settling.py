"""Each kind of disagreement settled in the real window by the key that is printed on its button."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.domain.attendees.registration import Attendee, Status
from desktop.domain.journal.conflict import ConflictKind
from desktop.workflows.lanes import Lane
from desktop.workflows.opening import FrontDesk
from desktop.workflows.ports import system_clock
from desktop.workflows.sync.sync_settings import SyncSettings
from desktop.workflows.transfer.guest_list import open_guest_list
from tests.gui.conftest import settle
from tests.gui.reception import Desk
from tests.support.fleet import FleetDesk
from tests.support.window import SYNC, OpenWindow

PATIENCE_MS = 20_000
ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier


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


def exchange(desk: Desk, other: FleetDesk, stick: Path) -> None:
    desk.window.sync._on_saved(SyncSettings(folder=str(stick)), "")
    settle(desk.qtbot, desk.window)
    for _time in range(2):
        desk.window.sync.exchange()
        settle(desk.qtbot, desk.window)
        other.front_desk.syncing.with_folder(stick)
    desk.window.sync.exchange()
    settle(desk.qtbot, desk.window)


def open_page(desk: Desk) -> list[str]:
    """Open the page; give the words and keys on its buttons."""
    desk.ctrl(Qt.Key.Key_7)
    assert desk.window.current_page == SYNC
    return [button.accessibleName() for button in desk.window.sync_page.settle.buttons]


def press(desk: Desk, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
    QTest.keyClick(desk.window.windowHandle(), key, modifiers)
    settle(desk.qtbot, desk.window)


def kinds(desk: Desk) -> list[ConflictKind]:
    return [dispute.kind for dispute in desk.on_store(desk.front_desk.disputes.all)]


def rail(desk: Desk) -> str:
    buttons = desk.window.desk.rail.pages.buttons()
    return next(b.text() for b in buttons if b.text().startswith("Sync"))


def sides(desk: Desk) -> list[str]:
    return [
        line.text().lstrip("\u200e") for line in desk.window.sync_page._sides if not line.isHidden()
    ]


def test_who_was_blocked_here_and_let_in_there(desk: Desk, other: FleetDesk, stick: Path) -> None:
    noa = desk.register("Noa Levi")
    exchange(desk, other, stick)
    registry = desk.front_desk.registry
    desk.on_store(lambda: registry.set_status([noa.id], Status.BLOCKED, "by hand"))
    other.clock.advance(60_000)
    other.scan(noa)
    exchange(desk, other, stick)
    open_page(desk)
    told = sides(desk)
    assert told[0].startswith("1.  blocked")
    assert told[1].startswith("2.  let in at Main entrance")
    press(desk, Qt.Key.Key_2, ALT)
    assert kinds(desk) == []
    assert desk.on_store(lambda: desk.reception.now(noa)).registration.presence is None


def test_a_walk_in_that_was_taken_back_comes_back(
    desk: Desk, other: FleetDesk, stick: Path
) -> None:
    noa = desk.register("Noa Levi")
    exchange(desk, other, stick)
    desk.on_store(desk.front_desk.changes.undo)
    other.clock.advance(60_000)
    other.scan(noa)
    exchange(desk, other, stick)
    open_page(desk)
    assert desk.window.sync_page.disputes.lines.lines[0].title == "Noa Levi"
    press(desk, Qt.Key.Key_B, ALT)
    assert kinds(desk) == []
    assert desk.on_store(lambda: desk.reception.now(noa)).registration.presence is not None


def both_import(desk: Desk, other: FleetDesk, path: Path) -> None:
    """Let both import a list before they have ever met."""
    desk.on_store(lambda: take(desk.front_desk, path))
    take(other.front_desk, path)


def take(front_desk: FrontDesk, path: Path) -> None:
    programme = front_desk.programmes.find_or_make("NIPERM")
    front_desk.importing(programme, open_guest_list(path)).run()


def test_one_key_settles_all_that_is_sure_and_the_rail_counts_them(
    desk: Desk, other: FleetDesk, stick: Path, tmp_path: Path
) -> None:
    path = tmp_path / "names.csv"
    rows = "".join(f"Noa{n},Levi\n" for n in range(30))
    path.write_text("First Name,Last Name\n" + rows, "utf-8")
    both_import(desk, other, path)
    exchange(desk, other, stick)
    open_page(desk)
    assert kinds(desk) == [ConflictKind.TWINS] * 30
    # What came together is shown together, a moment later.
    desk.qtbot.waitUntil(lambda: rail(desk) == "Sync • 30", timeout=PATIENCE_MS)
    press(desk, Qt.Key.Key_M, ALT | SHIFT)
    assert kinds(desk) == []
    assert desk.window.sync_page._title.text() == "All desks agree"
    desk.qtbot.waitUntil(lambda: rail(desk) == "Sync", timeout=PATIENCE_MS)
    desk.ctrl(Qt.Key.Key_Z)
    assert kinds(desk) == [ConflictKind.TWINS] * 30


def two_lists(folder: Path) -> tuple[Path, Path]:
    """An older and a newer list, between which a ticket was handed over."""
    head = "First Name,Last Name,Email,Ticket Code\n"
    old, new = folder / "old.csv", folder / "new.csv"
    old.write_text(head + "Noa,Levi,noa@example.org,TCK-00001\n", "utf-8")
    new.write_text(head + "Yael,Mizrahi,yael@example.org,TCK-00001\n", "utf-8")
    return old, new


def test_a_ticket_that_was_handed_over_between_two_lists(
    desk: Desk, other: FleetDesk, stick: Path, tmp_path: Path
) -> None:
    old, new = two_lists(tmp_path)
    both_import(desk, other, old)
    assert kinds(desk) == []
    other.clock.advance(60_000)
    programme = other.front_desk.programmes.named("NIPERM")
    other.front_desk.importing(programme, open_guest_list(new)).run()
    exchange(desk, other, stick)
    assert kinds(desk) == []


def test_two_lists_name_two_people_for_one_ticket(
    desk: Desk, other: FleetDesk, stick: Path, tmp_path: Path
) -> None:
    old, new = two_lists(tmp_path)
    programme = desk.on_store(lambda: desk.front_desk.programmes.named("NIPERM"))
    desk.on_store(desk.front_desk.importing(programme, open_guest_list(old)).run)
    other.clock.advance(60_000)
    theirs = other.front_desk.programmes.find_or_make("NIPERM")
    other.front_desk.importing(theirs, open_guest_list(new)).run()
    exchange(desk, other, stick)
    open_page(desk)
    assert kinds(desk) == [ConflictKind.TWO_PEOPLE]
    assert sides(desk)[0].startswith("1.  Noa Levi, noa@example.org")
    assert sides(desk)[1].startswith("2.  Yael Mizrahi, yael@example.org")
    press(desk, Qt.Key.Key_1, ALT)
    assert kinds(desk) == []
    assert [who.name for who in found(desk, "noa")] == ["Noa Levi"]
    assert found(desk, "yael") == []


def found(desk: Desk, text: str) -> list[Attendee]:
    programme = desk.on_store(lambda: desk.front_desk.programmes.named("NIPERM"))
    return desk.on_store(lambda: desk.front_desk.desk.find(programme, text))


def test_a_record_that_is_blocked_says_so(desk: Desk, other: FleetDesk, stick: Path) -> None:
    noa = desk.register("Noa Levi")
    registry = desk.front_desk.registry
    desk.on_store(lambda: registry.set_status([noa.id], Status.BLOCKED, "by hand"))
    other.front_desk.programmes.find_or_make("NIPERM")
    other.register("Noa Levi")
    exchange(desk, other, stick)
    open_page(desk)
    assert kinds(desk) == [ConflictKind.TWINS]
    blocked = [side for side in sides(desk) if "Noa Levi, blocked" in side]
    assert len(blocked) == 1
