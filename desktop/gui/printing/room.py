"""The room of printing: the dialog that prints, the queue, the printers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from desktop.domain.attendees.registration import Attendee
from desktop.gui.frame.page import AtHand
from desktop.gui.frame.room import Command, Frame, Room
from desktop.gui.printing.print_control import PrintControl
from desktop.gui.printing.print_dialog import PrintDialog
from desktop.gui.printing.services import PrintingServices
from desktop.gui.wording.printing import queued_line
from desktop.gui.wording.translation import tr
from desktop.workflows.badges.badge_templates import DEFAULT_TEMPLATE
from desktop.workflows.printing.print_news import Added


def printing_room(frame: Frame, services: PrintingServices) -> Room:
    """Keep the printers going, and open the dialogs of printing for whoever asks."""
    control = PrintControl(frame, services)

    def open_print(people: Sequence[Attendee], by: AtHand) -> None:
        """Open the dialog that prints: of some people, else of those that a page shows."""
        if (programme := frame.station.needed()) is None:
            return
        dialog = PrintDialog(
            frame.jobs, services, programme, people, frame.theme, frame.dialogs.window,
            by.template or DEFAULT_TEMPLATE, by.chosen,
        )  # fmt: skip
        dialog.queued.connect(lambda added: on_queued(dialog, added))
        control.changed.connect(dialog.refresh)
        frame.dialogs.show(dialog)

    def on_queued(dialog: PrintDialog, added: Added) -> None:
        control.pump()
        if added.badges == 1:
            # A second Enter would print a second one, which voids the first.
            dialog.accept()
            frame.dialogs.notify(queued_line(added.badges, added.sheets), "yes")

    def open_badges(people: Sequence[Attendee] = ()) -> None:
        by = frame.dialogs.at_hand()
        if people or not by.ticked:
            open_print(people, by)
        else:
            ticked = partial(services.attendees.page, by.ticked)
            frame.jobs.run(ticked, lambda found: open_print(found, by))

    frame.signals.badges_asked.connect(open_badges)
    frame.signals.template_print_asked.connect(lambda name: open_print((), AtHand(name)))
    frame.signals.badge_due.connect(control.print_badge)
    control.looked.connect(frame.signals.printer_seen)
    return Room(
        commands=(
            Command(11, tr("Print badges…"), "Ctrl+P", open_badges),
            Command(
                15, tr("Printing…"), "Ctrl+J", control.open_queue, 2, "printer", tr("Printing")
            ),
        ),
        begin=control.begin,
        stop=control.stop,
    )
