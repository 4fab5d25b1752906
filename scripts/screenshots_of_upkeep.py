"""Photographs backups: the page, what would be lost, and the rescue of a store that is wrecked."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import Qt

from desktop.domain.failures import EnvironmentFailure
from desktop.domain.upkeep.backup import Occasion
from desktop.gui.upkeep.backups_page import BackupsPage
from desktop.gui.upkeep.rescue_dialog import RescueDialog
from desktop.gui.widgets.dialogs import ConfirmDialog
from desktop.gui.widgets.jobs import Jobs
from desktop.gui.widgets.theme import DARK, LIGHT
from desktop.workflows.lanes import Lane
from desktop.workflows.opening import FrontDesk
from desktop.workflows.ports import system_clock
from desktop.workflows.upkeep.rescue import Rescue
from scripts.screenshots_of_desk import LATE, Photographer, take_all
from tests.support.fakes import RecordingPainter

HOURS_AGO = (26, 25, 5, 4, 3, 2, 1)
SMALL = (1024, 700)


def make_some(shots: Photographer) -> None:
    """Let a day and a half go by, with a backup now and then."""
    backups = shots.front_desk.backups
    for hours in HOURS_AGO:
        shots._clock.behind_ms = hours * 3_600_000
        occasion = Occasion.IMPORT if hours == HOURS_AGO[0] else Occasion.HOUR
        shots.on_store(lambda occasion=occasion: backups.make(occasion))  # type: ignore[misc]
    shots._clock.behind_ms = 0


def photograph_page(folder: Path, work: Path, theme: str = LIGHT, suffix: str = "") -> None:
    """The page with backups of two days, and the question before one is brought back."""
    shots = Photographer(folder, theme, work)
    shots.on_store(shots.morning)
    make_some(shots)
    shots.open_window("NIPERM")
    shots.scan(shots.attendee(LATE).registration.ticket_code)
    (page,) = (each for each in shots.window.pages if isinstance(each, BackupsPage))
    shots.window.signals.page_asked.emit(page)
    shots.wait(600)
    shots.keep(f"backups{suffix}")
    if theme == DARK:
        shots._application.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        shots.window.resize(*SMALL)
        shots.wait(500)
        shots.keep("backups-mirrored-small")
        shots._application.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    else:
        page.restore_button.click()
        shots.wait(600)
        (dialog,) = shots.window.findChildren(ConfirmDialog)
        shots.keep("backups-bring-back", dialog)
    shots.close()


def photograph_night(folder: Path, work: Path) -> None:
    """The same in the dark, and mirrored."""
    photograph_page(folder, work, DARK, "-dark")


def photograph_rescue(folder: Path, work: Path) -> None:
    """A wrecked store: what is offered, and what came of taking out what reads."""
    folder = folder.absolute()
    shots = Photographer(folder, LIGHT, work)
    shots.on_store(shots.morning)
    make_some(shots)
    shots.on_store(shots.front_desk.close)
    # As it is named is as it is shown.
    path, key = Path("shots.db"), work / "key" / "key"
    os.chdir(work)
    with path.open("r+b") as file:
        file.seek(0)
        file.write(b"\x5a" * 8192)
    try:
        FrontDesk.open(path, key, system_clock, RecordingPainter())
    except EnvironmentFailure as failure:
        lanes = (Lane("store"), Lane("files"))
        dialog = RescueDialog(Jobs(*lanes), Rescue(path, key, system_clock), failure)
        dialog.show()
        shots.wait(500)
        shots.keep("rescue", dialog)
        dialog.salvage()
        shots.wait(4_000)
        shots.keep("rescue-salvaged", dialog)
        dialog.close()
        for lane in lanes:
            lane.drain()


if __name__ == "__main__":
    take_all(photograph_page, photograph_night, photograph_rescue)
