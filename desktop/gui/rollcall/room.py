"""The room of roll calls: its page, its band on all pages, and what is asked."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from desktop.domain.rollcall.marks import MarkState
from desktop.gui.frame.page import PageSpec
from desktop.gui.frame.room import Command, Frame, Room
from desktop.gui.rollcall.hand_over import ask_hand_over
from desktop.gui.rollcall.ics_dialog import open_ics
from desktop.gui.rollcall.mark_dialogs import BeginDialog, NoteDialog
from desktop.gui.rollcall.report import save_report
from desktop.gui.rollcall.rollcall_band import RollCallBand
from desktop.gui.rollcall.rollcall_control import RollCallControl
from desktop.gui.rollcall.rollcall_page import RollCallPage
from desktop.gui.rollcall.services import RollCallServices
from desktop.gui.widgets.dialogs import ConfirmDialog
from desktop.gui.wording.translation import tr
from desktop.workflows.rollcall.rollcalls import Noted


def rollcall_room(frame: Frame, services: RollCallServices) -> Room:
    """Make the page and the band, and keep them in step with other desks."""
    control = RollCallControl(frame, services)
    page = RollCallPage(control, frame.theme)
    band = RollCallBand(control, frame.theme)
    begin = partial(_ask_begin, frame, services, control)
    band.page_asked.connect(lambda: frame.signals.page_asked.emit(page))
    page.shown_changed.connect(band.on_page_shown)
    page.begin_asked.connect(begin)
    page.close_asked.connect(partial(_ask_close, frame, control))
    page.marking.note_asked.connect(partial(_ask_note, frame))
    page.marking.many_asked.connect(partial(_ask_many, frame))
    report = partial(save_report, frame, services, control)
    page.report_asked.connect(lambda: frame.guard.with_lead(report))
    page.reveal_asked.connect(lambda: frame.guard.with_lead(page.reveal))
    frame.signals.news.connect(lambda _has_plan: control.refresh())
    frame.signals.taken_back.connect(control.refresh)
    frame.signals.hand_over_asked.connect(partial(ask_hand_over, frame, services))
    spec = PageSpec(tr("Roll call"), "triangle-alert", "Ctrl+8", lambda: page, tone="no")

    def begin_anywhere() -> None:
        frame.signals.page_asked.emit(page)
        begin()

    return Room(
        pages=(spec,),
        commands=(
            Command(23, tr("Begin a roll call…"), "Shift+F9", begin_anywhere),
            Command(24, tr("Incident forms…"), "", partial(open_ics, frame, services)),
        ),
        band=band,
        begin=control.refresh,
        stop=control.stop,
    )


def _ask_begin(frame: Frame, services: RollCallServices, control: RollCallControl) -> None:
    """Ask once whether it is a drill, and of whom; a roll call that is open is shown instead."""
    programme = frame.station.needed()
    if programme is None:
        return
    parent = frame.dialogs.window

    def show(printers: list[str]) -> None:
        title = programme.title or programme.code
        dialog = BeginDialog(title, printers, control.setting("printer"), parent)

        def begin(is_drill: bool, is_everybody: bool, printer: str) -> None:
            scope = None if is_everybody else programme
            control.begin(scope, is_drill=is_drill, printer=printer)

        dialog.begun.connect(begin)
        frame.dialogs.show(dialog)

    papers = services.list_papers
    frame.jobs.run(lambda: [printer.name for printer in papers.printers()], show)


def _ask_close(frame: Frame, control: RollCallControl) -> None:
    """Ask once: whoever has no mark stays not accounted for."""
    view = control.view
    if view is None:
        return
    missing = view.figures.missing
    sentence = (
        tr("{count} people are not accounted for. They stay so in the report.").format(
            count=missing
        )
        if missing
        else tr("Everybody is accounted for.")
    )
    more = tr("Marks of desks that are away come in afterwards. It can be opened again.")
    dialog = ConfirmDialog(
        tr("Close the roll call"), f"{sentence} {more}", tr("Close it"), frame.dialogs.window
    )
    dialog.confirmed.connect(lambda: control.change(control.book.close))
    frame.dialogs.show(dialog)


def _ask_note(frame: Frame, state: MarkState, who: str, then: Callable[[Noted], None]) -> None:
    dialog = NoteDialog(state, who, frame.dialogs.window)
    dialog.noted.connect(then)
    frame.dialogs.show(dialog)


def _ask_many(frame: Frame, count: int, then: Callable[[], None]) -> None:
    """Ask before many are marked by one key."""
    dialog = ConfirmDialog(
        tr("Mark many as safe"),
        tr("Everybody who is chosen was seen? Ctrl+Z takes it back."),
        tr("Mark {count} safe").format(count=count),
        frame.dialogs.window,
    )
    dialog.confirmed.connect(then)
    frame.dialogs.show(dialog)
