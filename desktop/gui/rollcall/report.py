"""Saves the report of a roll call: as PDF to be read, as CSV to be reckoned with."""

from __future__ import annotations

from pathlib import Path

from desktop.domain.rollcall.board import Board
from desktop.gui.frame.room import Frame
from desktop.gui.rollcall.rollcall_control import RollCallControl
from desktop.gui.rollcall.services import RollCallServices
from desktop.gui.widgets.dialogs import open_folder
from desktop.gui.widgets.jobs import Jobs
from desktop.gui.wording.moments import now_ms, wall
from desktop.gui.wording.rollcall.papers import report_list
from desktop.gui.wording.translation import tr


def save_report(frame: Frame, services: RollCallServices, control: RollCallControl) -> None:
    """Write both files into the desk's folder, and show it."""
    view, shown = control.view, control.shown
    if view is None or shown is None:
        return
    scope, jobs = control.scope_of(shown), frame.jobs

    def done(folder: Path) -> None:
        frame.dialogs.notify(tr("The report is saved: {path}").format(path=folder), "yes")
        open_folder(folder)

    jobs.run_beside(lambda: _write(services, view.board, scope, jobs), done)


def _write(services: RollCallServices, board: Board, scope: str, jobs: Jobs) -> Path:
    records = services.records.of(board, jobs.on_store)
    papers = services.list_papers
    name = f"{wall(board.rollcall.begun_ms):%Y-%m-%d %H-%M-%S} report"
    saved = papers.save(report_list(board, scope, records, now_ms()), f"{name}.pdf")
    services.records.write(saved.path.with_suffix(".csv"), board, records)
    return papers.folder
