"""Photographs the designer, the print dialog, queue and printers, and each shipped template."""

from __future__ import annotations

import threading
from functools import partial
from pathlib import Path

from PIL import Image
from PySide6.QtCore import Qt

from desktop.devices.painting.badge_paint import picture_of
from desktop.devices.printing.printers import PrinterRegistry
from desktop.domain.badges.badge_layout import lay_out_values
from desktop.domain.badges.box import Box
from desktop.domain.badges.media import single
from desktop.domain.printing.printing import Printer, PrinterKind
from desktop.domain.programme.programme import Programme
from desktop.gui.printing.print_dialog import PrintDialog
from desktop.gui.printing.printer_form import PrinterForm
from desktop.gui.printing.printers_dialog import PrintersDialog
from desktop.gui.printing.whose_choice import EVERYBODY
from desktop.gui.widgets.crop_dialog import CropDialog
from desktop.gui.widgets.theme import DARK, LIGHT
from desktop.workflows.badges.badge_templates import template_named
from desktop.workflows.printing.printers import Choice
from scripts.screenshots_of_desk import Photographer, take_all
from tests.support.window import BADGES, CHECK_IN
from tests.support.zebra import FakeZebra

GIVEN, QR = 3, 6
SHOWN_DPI, SHOWN_LARGE_DPI = 130, 60
LARGE_MM = 150


def photograph_templates(shots: Photographer, folder: Path) -> None:
    """Each shipped template as a picture of its own, filled for one person."""
    front_desk = shots.front_desk
    target = folder.parent / "templates"
    target.mkdir(exist_ok=True)
    programme = _programme(shots)
    people = shots.on_store(lambda: front_desk.desk.find(programme, "noa"))
    who = next(attendee for attendee in people if attendee.person.second_name)
    facts = shots.on_store(lambda: front_desk.badges.selection.facts(programme))
    for entry in shots.on_store(front_desk.templates.all):
        template = template_named(entry.id)
        values = facts.values(who) | {"bus": "Bus 2", "credit_hours": "7.5"}
        label = Box(0, 0, template.w_mm, template.h_mm)
        badge = lay_out_values(template, label, values, who.registration.ticket_code)
        media = single(template.w_mm, template.h_mm, entry.id)
        dpi = SHOWN_LARGE_DPI if template.w_mm > LARGE_MM else SHOWN_DPI
        path = target / f"{entry.id}.png"
        picture_of(media, badge, dpi).save(str(path), "PNG")  # type: ignore[call-overload]


def photograph_designer(shots: Photographer, name: str = "designer") -> None:
    """The designer with an item selected."""
    page = shots.window.badges_page
    shots.window.show_page(BADGES)
    shots.wait(1500)
    # Somebody with a name in both scripts.
    page.preview.name.setText("noa")
    page.preview.name.returnPressed.emit()
    shots.wait(600)
    page.draft.select(frozenset({GIVEN}))
    page.focus_field()
    shots.wait(400)
    shots.keep(name)
    page.draft.select(frozenset())


def photograph_check(shots: Photographer) -> None:
    """Several items at once, and what the check says of a code in the way."""
    page = shots.window.badges_page
    page.draft.select(frozenset({GIVEN, GIVEN + 1, GIVEN + 2}))
    shots.wait(300)
    shots.keep("designer-many")
    page.draft.select(frozenset({QR}))
    page.draft.nudge(0, 4)
    shots.wait(1500)
    shots.keep("designer-check")
    shots.window.undo()
    page.open_template("photo")
    shots.wait(1500)
    shots.keep("designer-photo")
    page.open_template("tent-card")
    shots.wait(1500)
    shots.keep("designer-tent-card")
    page.open_template("two-script")
    shots.wait(1000)


def photograph_printing(shots: Photographer, folder: Path) -> None:
    """The dialog, the queue in all its states, and the printers."""
    zebra, empty = FakeZebra(), FakeZebra(labels=2)
    set_up_printers(shots, zebra, empty)
    photograph_queue(shots)
    photograph_print_dialog(shots)
    photograph_printers(shots)
    photograph_labels(zebra, folder)
    shots.window.printing.stop()
    threading.Thread(target=zebra.close, daemon=True).start()


def set_up_printers(shots: Photographer, zebra: FakeZebra, empty: FakeZebra) -> None:
    """Two Zebras, one of them nearly without labels, and a Brother that is away."""
    front_desk = shots.front_desk
    front_desk.printers._door = front_desk.queue._door = PrinterRegistry()
    for printer in (
        Printer("Zebra at desk A", PrinterKind.ZPL, zebra.address, 203, "4x3in", labels_left=212),
        Printer("Zebra at desk B", PrinterKind.ZPL, empty.address, 203, "4x3in", labels_left=2),
        Printer("Brother QL-820", PrinterKind.BROTHER, "127.0.0.1:9", 300, "DK-22205"),
    ):
        shots.on_store(partial(front_desk.printers.save, printer))
    shots.on_store(lambda: front_desk.printers.choose(Choice("Zebra at desk A")))


def photograph_queue(shots: Photographer) -> None:
    """A job that is out, one that waits for labels, one whose printer is away."""
    window, front_desk = shots.window, shots.front_desk
    window.show_page(CHECK_IN)
    programme = _programme(shots)
    people = shots.on_store(lambda: front_desk.desk.find(programme, "co"))[:9]
    for name, count in (("Zebra at desk B", 5), ("Zebra at desk A", 3), ("Brother QL-820", 1)):
        window.open_badges_of(people[:count])
        shots.wait(500)
        dialog = window.dialog
        assert isinstance(dialog, PrintDialog)
        dialog.printer.setCurrentText(name)
        if count == 5:
            shots.wait(500)
            shots.keep("print-chosen", dialog)
        dialog.print_now()
        shots.wait(2500)
        if shots.window.dialog is dialog:
            dialog.reject()
    window.printing.open_queue()
    shots.wait(1500)
    shots.keep("queue", window.dialog)
    _close(shots)


def photograph_print_dialog(shots: Photographer) -> None:
    """Everybody, on a sheet of which two labels are used already."""
    shots.window.open_print()
    shots.wait(600)
    dialog = shots.window.dialog
    assert isinstance(dialog, PrintDialog)
    dialog.printer.setCurrentText("PDF folder")
    dialog.choices.button(EVERYBODY).setChecked(True)
    dialog.sheet.choose(2)
    shots.wait(1500)
    shots.keep("print", dialog)
    _close(shots)


def photograph_printers(shots: Photographer) -> None:
    """The list of printers, and the form of one."""
    shots.window.printing.open_printers()
    shots.wait(2500)
    shots.keep("printers", shots.window.dialog)
    printers = shots.window.dialog
    assert isinstance(printers, PrintersDialog)
    printers.list.setCurrentIndex(printers.list.lines.index(1))
    printers.edit()
    shots.wait(400)
    shots.keep("printer-form", printers.findChild(PrinterForm))
    _close(shots)


def photograph_labels(zebra: FakeZebra, folder: Path) -> None:
    """What arrived at the Zebra, read back from its ZPL."""
    if zebra.formats:
        zebra.pictures()[0].convert("L").save(folder / "label-zebra-203-dpi.png")


def photograph_crop(shots: Photographer, work: Path) -> None:
    """A photo that is cut by hand."""
    path = work / "face.png"
    picture = Image.linear_gradient("L").resize((1200, 800)).convert("RGB")
    picture.paste("#0F6E84", (640, 160, 900, 480))
    picture.save(path)
    noa = shots.attendee("Noa")
    shots.window.actions_on_people.cut_photo(noa, path)
    shots.wait(500)
    assert isinstance(shots.window.dialog, CropDialog)
    shots.window.dialog.view.zoom(0.6)
    shots.wait(200)
    shots.keep("photo-cut", shots.window.dialog)
    _close(shots)


def _programme(shots: Photographer) -> Programme:
    return shots.on_store(lambda: shots.front_desk.programmes.find_or_make("NIPERM"))


def _close(shots: Photographer) -> None:
    if shots.window.dialog:
        shots.window.dialog.reject()
    shots.wait(200)


def photograph_day(folder: Path, work: Path) -> None:
    """All of it, in light."""
    shots = Photographer(folder, LIGHT, work)
    shots.on_store(shots.morning)
    shots.open_window("NIPERM")
    photograph_templates(shots, folder)
    photograph_designer(shots)
    photograph_check(shots)
    photograph_crop(shots, work)
    photograph_printing(shots, folder)
    shots.close()


def photograph_night(folder: Path, work: Path) -> None:
    """The designer in the dark, mirrored and small."""
    shots = Photographer(folder, DARK, work)
    shots.on_store(shots.morning)
    shots.open_window("NIPERM")
    photograph_designer(shots, "designer-dark")
    shots._application.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    shots.window.resize(1024, 700)
    shots.wait(400)
    photograph_designer(shots, "designer-mirrored-small")
    shots._application.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    shots.close()


def photograph_nothing(folder: Path, work: Path) -> None:
    """The designer of a store without anybody."""
    shots = Photographer(folder, LIGHT, work)
    shots.open_window("")
    shots.window.show_page(BADGES)
    shots.wait(1500)
    shots.keep("designer-empty")
    shots.close()


if __name__ == "__main__":
    take_all(photograph_day, photograph_night, photograph_nothing)
