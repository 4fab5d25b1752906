"""Photographs all pages and dialogs at all sizes and looks, to be looked at; says what is cut."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from desktop.gui.widgets.theme import DARK, LIGHT
from desktop.workflows.sample import fill_whole_sample
from scripts.screenshots_of_desk import Photographer
from scripts.screenshots_of_doors import PictureCamera, photograph_verdicts
from tests.support.cut import faults_in
from tests.support.window import CHECK_IN, FROM_MENU, PROGRAMME

SIZES = ((1024, 700), (1280, 720), (1366, 768), (1360, 850), (1920, 1080))
NOTICE = "The printer at the window does not answer. Is it on, and is its cable in?"
PAGES = ("checkin", "attendees", "programme", "badges", "partners", "places", "sync")


class Look(NamedTuple):
    """A theme, which way the window reads, and what the store holds."""

    name: str
    theme: str = LIGHT
    is_mirrored: bool = False
    programme: str = "NIPERM"


LOOKS = (
    Look("light"),
    Look("dark", DARK),
    Look("mirrored", is_mirrored=True),
    Look("empty", programme="NEW"),
    Look("first-start", programme=""),
)


class SizeAlbum(Photographer):
    """Pictures named by look, page and size; faults are told on the way."""

    look = LOOKS[0]
    size = SIZES[0]

    def keep(self, name: str, widget: QWidget | None = None) -> None:
        """Keep a picture, and tell what is cut or covered in it."""
        self.wait(150)
        full = f"{self.look.name}-{name}-{self.size[0]}x{self.size[1]}"
        for fault in dict.fromkeys(faults_in(widget or self.window)):
            sys.stdout.write(f"{full}: {fault}\n")
        super().keep(full, widget)


def photograph(look: Look, folder: Path, work: Path) -> None:
    """Go through everything in one look."""
    application = QApplication.instance() or QApplication(["muster"])
    assert isinstance(application, QApplication)
    sides = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
    application.setLayoutDirection(sides[look.is_mirrored])
    album = SizeAlbum(folder, look.theme, work)
    album.look = look
    if look.programme == "NIPERM":
        album.on_store(lambda: fill_whole_sample(album.front_desk))
    elif look.programme:
        album.on_store(lambda: album.front_desk.programmes.find_or_make(look.programme))
    album.open_window(look.programme)
    for size in SIZES:
        album.size = size
        album.window.resize(*size)
        _pages(album)
        _dialogs(album)
        if look.programme == "NIPERM":
            _door(album)
    album.close()


def _pages(album: SizeAlbum) -> None:
    window = album.window
    for number, name in enumerate(PAGES):
        window.show_page(number)
        window.notice.hide()
        album.keep(name)
        tabs = window.programme_page.tabs
        if number == PROGRAMME and tabs.isVisible():
            for tab in range(len(tabs.group.buttons())):
                tabs.choose(tab)
                album.keep(f"{name}-{tab}")
    window.choose("Backups…")
    album.wait(300)
    album.keep("backups")
    window.show_page(CHECK_IN)


def _dialogs(album: SizeAlbum) -> None:
    for text in FROM_MENU:
        album.window.choose(text)
        album.wait(300)
        if dialog := album.window.dialog:
            album.keep(f"dialog-{text.strip('…').replace(' ', '-').lower()}", dialog)
            dialog.reject()
            album.wait(50)


def _door(album: SizeAlbum) -> None:
    """All verdicts, plain, and with a notice and the camera beside them."""
    window = album.window
    photograph_verdicts(album)
    window.dialogs.notify(NOTICE, "look")
    window.page.camera._open_camera = PictureCamera
    window.page.camera.toggle()
    photograph_verdicts(album)
    window.page.camera.stop()
    window.notice.hide()
    window.page.start_over()


def main(folder: Path) -> None:
    """Take the pictures of all looks into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for look in LOOKS:
        with TemporaryDirectory() as work:
            photograph(look, folder, Path(work))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
