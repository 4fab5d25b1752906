"""A morning at three points with 200 people: a full bus, a lead's exception, a power cut."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.domain.checkin.codes import make_code
from desktop.gui.checkin.override_dialog import OverrideDialog
from desktop.gui.wording.moments import iso_day
from desktop.workflows.lanes import Lane
from desktop.workflows.opening import FrontDesk
from desktop.workflows.transfer.guest_list import open_guest_list
from tests.gui.conftest import settle
from tests.gui.reception import Desk
from tests.support.builders import write_csv
from tests.support.window import PLACES, OpenWindow

PEOPLE, SEATS = 200, 20
CUT_AFTER = 70
CODES = [make_code(1, 7_000 + n) for n in range(PEOPLE)]
ROOT = Path(__file__).parents[3]


@pytest.fixture
def morning(
    qtbot: QtBot, window: OpenWindow, live_desk: FrontDesk, lanes: tuple[Lane, Lane], tmp_path: Path
) -> Desk:
    """200 registered people, 24 of them booked for a bus of 20 seats; two are cancelled."""
    desk = Desk(qtbot, window, live_desk, lanes[0])
    day = iso_day()
    rows = [["Name", "Barcode", "Status", "Phone"]] + [
        [f"Guest {n:03d} Family{n:03d}", code, "Cancelled" if n in (5, 6) else "Attending",
         f"+1 504-555-{n:04d}"]
        for n, code in enumerate(CODES)
    ]  # fmt: skip
    path = write_csv(tmp_path / "guests.csv", rows)

    def work() -> None:
        here = desk.reception
        live_desk.importing(here.programme, open_guest_list(path)).run()
        visit = here.session("V1", title="Site visit", vehicle="Bus 2", booking="needed",
                             starts_at=f"{day}T00:00", ends_at=f"{day}T23:59")  # fmt: skip
        panel = here.session("P1", title="Panel", place="Hall A", starts_at=f"{day}T00:00",
                             ends_at=f"{day}T23:59")  # fmt: skip
        hall = next(branch.place for branch in live_desk.planning.plan(here.programme.id).places)
        here.point("Hall A", hall.id, panel.id)
        bus = here.room("Bus 2", "bus", SEATS)
        here.point("Bus 2", bus.id, visit.id, only_booked="yes")
        people = live_desk.desk.people(ids(live_desk, here.programme.id, CODES[10:34]))
        live_desk.sessions.book([attendee.id for attendee in people], visit)
        live_desk.staffing.save("", "Maya", "lead", "135790")

    desk.on_store(work)
    desk.begin()
    desk.window.screens.show_desk()
    return desk


def ids(front_desk: FrontDesk, programme: str, codes: Sequence[str]) -> list[str]:
    found = [front_desk._store.registrations.holders(code) for code in codes]
    return [holders[0][1].attendee.id for holders in found]


def scan_until_the_power_fails(store: Path, key_file: Path, codes: Sequence[str]) -> list[str]:
    """Let a desk of its own scan at the main entrance; kill it in the middle."""
    command = [sys.executable, "-m", "tests.support.desk_process", str(store), str(key_file),
               "Main entrance"]  # fmt: skip
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        process.stdin.write("".join(f"{code}\n" for code in codes))
        process.stdin.flush()
        answered = [process.stdout.readline().rstrip("\n") for _ in range(CUT_AFTER)]
        process.kill()
        return answered


def test_a_morning(morning: Desk, lanes: tuple[Lane, Lane], store_path: Path, key_file: Path,
                   tmp_path: Path) -> None:  # fmt: skip
    front_desk, programme = morning.front_desk, morning.reception.programme
    copy = tmp_path / "other" / "muster.db"
    copy.parent.mkdir()
    morning.on_store(lambda: front_desk._store.db.conn.execute("VACUUM INTO ?", [str(copy)]))

    # The power fails while another desk's window scans: what it had shown is there afterwards.
    answered = [line.split("\t") for line in scan_until_the_power_fails(copy, key_file, CODES)]
    assert [code for code, _word, _headline in answered] == CODES[:CUT_AFTER]
    assert answered[0][1:] == ["admitted", "Checked in"]
    after = FrontDesk.open(copy, key_file, front_desk._clock, front_desk._painter)
    try:
        recent = after.desk.recent(after.programmes.named("NIPERM"))
        kept = {row.verdict.registration: row.verdict.outcome for row in recent}
        for code, word, _headline in answered:
            (registration,) = ids(after, programme.id, [code])
            assert kept[registration] == word
        assert after.verify() == []
    finally:
        after.close()

    # Everybody comes in at the main entrance; two were cancelled.
    headlines = [morning.scan(code) for code in CODES]
    assert headlines.count("Checked in") == PEOPLE - 2
    assert headlines.count("Cancelled") == 2
    assert morning.on_store(morning.reception.inside) == PEOPLE - 2

    # Sixty go into the hall: they stay in the venue.
    points = {point.name: point for point in morning.on_store(
        lambda: front_desk.programmes.points(programme))}  # fmt: skip
    morning.stand(points["Hall A"])
    assert {morning.scan(code) for code in CODES[40:100]} == {"Checked in"}
    assert morning.on_store(morning.reception.inside) == PEOPLE - 2

    # The bus takes twenty of the twenty-four who booked; one did not book at all.
    morning.stand(points["Bus 2"])
    assert morning.scan(CODES[150]) == "Not booked"
    boarding = [morning.scan(code) for code in CODES[10:34]]
    assert boarding == ["Checked in"] * SEATS + ["Full"] * 4
    morning.window.page.let_in_anyway()
    dialog = morning.window.dialog
    assert isinstance(dialog, OverrideDialog)
    dialog.pin.line.setText("135790")
    dialog.reason.box.setCurrentIndex(0)
    with morning.qtbot.waitSignal(morning.window.checkin_desk.verdict_given):
        dialog.give()
    settle(morning.qtbot, morning.window)
    assert morning.headline == "In, but full"

    # The page of the bus tells who is aboard and who is missing.
    morning.window.show_page(PLACES)
    settle(morning.qtbot, morning.window)
    page = morning.window.places_page
    names = [line.title.strip() for line in page.spots.lines.lines]
    page.spots.setCurrentIndex(page.spots.lines.index(names.index("Bus 2")))
    settle(morning.qtbot, morning.window)
    assert page.manifest is not None
    assert (len(page.manifest.inside), len(page.manifest.missing)) == (SEATS + 1, 3)
    chips = {line.title.strip(): line.end for line in page.spots.lines.lines}
    assert chips["Bus 2"] == f"{SEATS + 1} of {SEATS}"
    assert chips["NIPERM"] == str(PEOPLE - 2 - SEATS - 1)
    assert chips["Hall A"] == "60"

    # Undo at the door takes back the exception; the store agrees with its journal.
    morning.ctrl(Qt.Key.Key_1)
    morning.ctrl(Qt.Key.Key_Z)
    assert morning.headline == "Undone"
    assert morning.on_store(front_desk.verify) == []
    assert morning.on_store(lambda: front_desk.desk.counts(programme, 1, 60_000).inside) == 198
