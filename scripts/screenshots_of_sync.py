"""Photographs the page of other desks: alone, live, behind, and with disagreements."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt

from desktop.domain.attendees.registration import Attendee, Status
from desktop.domain.journal.conflict import ConflictKind
from desktop.domain.sync.hub_address import hub_address
from desktop.gui.widgets.theme import DARK, LIGHT
from desktop.workflows.attendees.registry import RegistrationForm
from desktop.workflows.sync.sync_settings import SyncSettings
from scripts.screenshots_of_desk import LATE, MovingClock, Photographer, take_all
from tests.support.fleet import FleetDesk
from tests.support.hub_server import PASSWORD, HubServer, hub_server
from tests.support.window import CHECK_IN, SYNC

HOURS_MS = 3_600_000


def open_others(work: Path, shots: Photographer) -> list[FleetDesk]:
    """Three desks that join by a stick; the clock of one is wrong."""
    now = MovingClock()()
    ahead = {"Desk B": 0, "Garden entrance": 0, "Bus 2": 3 * HOURS_MS}
    others = [FleetDesk(work, name, now_ms=now + off_ms) for name, off_ms in ahead.items()]
    exchange(work, shots, others)
    return others


def exchange(work: Path, shots: Photographer, others: list[FleetDesk]) -> None:
    """Bring a stick to everybody, twice."""
    stick = work / "stick"
    stick.mkdir(exist_ok=True)
    for _round in range(2):
        shots.on_store(lambda: shots.front_desk.syncing.with_folder(stick))
        for fleet_desk in others:
            fleet_desk.front_desk.syncing.with_folder(stick)


def disagree(shots: Photographer, others: list[FleetDesk]) -> None:
    """Let desks that have not heard of each other do what people do."""
    front_desk, second = shots.front_desk, others[0]
    for who in (shots.attendee(LATE), shots.attendee("Yael Bar")):
        shots.scan(who.registration.ticket_code)
        second.scan(who)
    barred = shots.attendee("Gal")
    reason = "Asked to stay away"
    shots.on_store(lambda: front_desk.registry.set_status([barred.id], Status.BLOCKED, reason))
    second.clock.advance(60_000)
    second.scan(barred)
    someone = shots.attendee("Dan")
    shots.on_store(lambda: change(front_desk, someone, "Deputy director, Magen David Adom"))
    second.clock.advance(5_000)
    change(second.front_desk, someone, "Director of operations")
    guest = {"first_name": "Miriam", "last_name": "Landry", "email": "miriam@example.org"}
    programme = shots.on_store(lambda: front_desk.programmes.named("NIPERM"))
    shots.on_store(lambda: front_desk.registry.register(programme, RegistrationForm(guest, {}, {})))
    theirs = guest | {"organization": "Example Medical Center"}
    second.front_desk.registry.register(programme, RegistrationForm(theirs, {}, {}))


def change(front_desk: object, who: Attendee, title: str) -> None:
    """Write another title into somebody's form."""
    kept = {name: getattr(who.person, name) for name in ("first_name", "last_name", "full_name")}
    front_desk.registry.change(who.id, RegistrationForm(kept | {"title": title}, {}, {}))  # type: ignore[attr-defined]


def photograph_alone(folder: Path, work: Path) -> None:
    """A desk that has heard of no other."""
    shots = Photographer(folder, LIGHT, work)
    shots.on_store(shots.morning)
    shots.open_window("NIPERM")
    shots.window.show_page(SYNC)
    shots.wait(500)
    shots.keep("sync-alone")
    shots.window.sync.open_settings()
    shots.wait(400)
    shots.keep("sync-settings", shots.window.dialog)
    shots.close()


def photograph_live(folder: Path, work: Path) -> None:
    """Through a hub: in step, the hub away, and back."""
    with hub_server() as server:
        _photograph_live(folder, work, server)


def _photograph_live(folder: Path, work: Path, server: HubServer) -> None:
    shots = Photographer(folder, LIGHT, work)
    shots.on_store(shots.morning)
    shots.open_window("NIPERM")
    server.database("niperm")
    hub = hub_address(f"postgresql://postgres@localhost:{server.port}/niperm")
    shots.window.sync._on_saved(SyncSettings(hub=hub.url), PASSWORD)
    shots.wait(3000)
    names = ("Desk B", "Garden entrance", "Bus 2")
    others = [FleetDesk(work, name, now_ms=MovingClock()()) for name in names]
    for fleet_desk in others:
        fleet_desk.front_desk.syncing.with_hub(hub, PASSWORD)
    shots.window.sync._on_saved(SyncSettings(hub=hub.url), PASSWORD)
    shots.wait(2500)
    shots.window.notice.hide()
    shots.scan(shots.attendee(LATE).registration.ticket_code)
    shots.wait(300)
    shots.keep("checkin-live")
    shown = shots.window.sync._shown
    shots.window.sync._show(replace(shown, heard_ms=shown.heard_ms - 150_000))
    shots.wait(200)
    shots.keep("checkin-silent")
    shots.window.show_page(SYNC)
    shots.wait(800)
    shots.keep("sync-live")
    server.stop()
    shots.window.show_page(CHECK_IN)
    for name in ("Noa", "Dan", "Miriam", "Yael"):
        shots.scan(shots.attendee(name).registration.ticket_code)
    shots.wait(1500)
    shots.keep("checkin-behind")
    shots.window.show_page(SYNC)
    shots.wait(800)
    shots.keep("sync-behind")
    for fleet_desk in others:
        fleet_desk.close()
    shots.close()
    server.start()


def photograph_conflicts(folder: Path, work: Path, theme: str = LIGHT, suffix: str = "") -> None:
    """What two desks that had not heard of each other leave to a person."""
    shots = Photographer(folder, theme, work)
    shots.on_store(shots.morning)
    shots.open_window("NIPERM")
    others = open_others(work, shots)
    disagree(shots, others)
    exchange(work, shots, others)
    shots.window.show_page(SYNC)
    shots.wait(800)
    page = shots.window.sync_page
    shots.keep(f"sync-conflicts{suffix}")
    page.disputes.setCurrentIndex(page.disputes.lines.index(len(page._disputes) - 1))
    shots.wait(400)
    shots.keep(f"sync-twins{suffix}")
    kinds = [dispute.kind for dispute in page._disputes]
    page.disputes.setCurrentIndex(page.disputes.lines.index(kinds.index(ConflictKind.BARRED_IN)))
    shots.wait(400)
    shots.keep(f"sync-barred{suffix}")
    if theme == DARK:
        shots._application.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        shots.window.resize(1024, 700)
        page.disputes.setCurrentIndex(page.disputes.lines.index(0))
        shots.wait(600)
        shots.keep("sync-mirrored-small")
        shots._application.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    for fleet_desk in others:
        fleet_desk.close()
    shots.close()


def photograph_night(folder: Path, work: Path) -> None:
    """The same in the dark, and mirrored."""
    photograph_conflicts(folder, work, DARK, "-dark")


if __name__ == "__main__":
    take_all(photograph_alone, photograph_live, photograph_conflicts, photograph_night)
