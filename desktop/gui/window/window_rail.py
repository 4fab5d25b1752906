"""The rail of the window: its pages in their order, what is done often, and the menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.gui.window.rail import Rail
from desktop.gui.wording.translation import tr

if TYPE_CHECKING:
    from desktop.gui.window.main_window import MainWindow


def build_rail(window: MainWindow) -> Rail:
    """Make the rail; the pages have the numbers of `pages`."""
    rail = Rail(window.theme)
    pages = (
        ("scan-line", tr("Check-in")),
        ("users", tr("Attendees")),
        ("calendar-days", tr("Programme")),
        ("id-card-lanyard", tr("Badges")),
        ("handshake", tr("Partners")),
        ("map-pin", tr("Places")),
        ("refresh-cw", tr("Sync")),
    )
    for number, (icon, text) in enumerate(pages):
        rail.add_page(icon, text).setChecked(number == 0)
    rail.pages.idClicked.connect(window.show_page)
    rail.add_action("upload", window.import_action, tr("Import"))
    rail.add_action("printer", window.queue_action, tr("Printing"))
    rail.add_action("download", window.export_action, tr("Export"))
    rail.add_gap()
    rail.add_menu("menu", tr("Menu"), window.menu)
    return rail
