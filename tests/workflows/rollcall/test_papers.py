"""Lists of a roll call on the disk, and on their way to a printer."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.domain.failures import FileUnwritable, NoSuchPrinter, PrinterRefused
from desktop.domain.printing.printed_list import PrintedList
from desktop.domain.printing.printing import Printer, PrinterKind
from desktop.workflows.opening import FrontDesk
from desktop.workflows.rollcall.papers import ListPapers, SavedList
from tests.support.fakes import RecordingPainter
from tests.support.pdf_text import text_of_pages
from tests.support.print_room import FakeDoor

ROOT = Path(__file__).parents[3]
LIST = PrintedList("Inside", "NIPERM", (), ())
# Saves a list, says so, and dies in the same breath.
SAVE_AND_DIE = """
import os, sys
from pathlib import Path
from PySide6.QtGui import QGuiApplication
application = QGuiApplication(["x"])
from desktop.devices.painting.badge_paint import PdfBadgePainter
from desktop.devices.painting.fonts import load_fonts
from desktop.domain.printing.printed_list import Group, ListColumn, PrintedList
from desktop.workflows.ports import NoPrinters
from desktop.workflows.rollcall.papers import ListPapers
load_fonts(Path("resources/fonts"))
rows = tuple((f"Guest {n}", "Hall A") for n in range(2000))
columns = (ListColumn("Name", 0.5), ListColumn("Place", 0.5))
listing = PrintedList("Inside", "NIPERM", columns, (Group("Hall A", rows),))
papers = ListPapers(Path(sys.argv[1]), PdfBadgePainter(), NoPrinters(), None)
print(papers.save(listing, "inside.pdf").path, flush=True)
os.kill(os.getpid(), 9)
"""


@pytest.fixture
def papers(front_desk: FrontDesk, tmp_path: Path) -> ListPapers:
    return ListPapers(tmp_path, RecordingPainter(), FakeDoor(), front_desk.printers)


def test_a_list_is_whole_when_it_was_said_to_be_saved(tmp_path: Path) -> None:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", SAVE_AND_DIE, str(tmp_path)],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == -signal.SIGKILL, done.stderr
    pages = ["".join(page.split()) for page in text_of_pages(Path(done.stdout.strip()))]
    assert "Guest0H" in pages[0]
    assert "Guest1999H" in pages[-1]
    assert [path.name for path in (tmp_path / "roll calls").iterdir()] == ["inside.pdf"]


def test_a_second_list_of_a_name_stands_beside_the_first(papers: ListPapers) -> None:
    assert papers.save(LIST, "a.pdf").path.name == "a.pdf"
    assert papers.save(LIST, "a.pdf").path.name == "a (2).pdf"


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path, front_desk: FrontDesk) -> None:
    (tmp_path / "roll calls").write_text("a file")
    papers = ListPapers(tmp_path, RecordingPainter(), FakeDoor(), front_desk.printers)
    with pytest.raises(FileUnwritable):
        papers.save(LIST, "a.pdf")


@pytest.mark.parametrize(("pages", "is_long"), [(20, False), (21, True)])
def test_above_twenty_pages_it_asks(pages: int, is_long: bool) -> None:
    assert SavedList(Path("a.pdf"), pages).is_long is is_long


def test_a_list_goes_to_a_printer_of_the_system_as_it_lies_on_the_disk(
    papers: ListPapers, front_desk: FrontDesk
) -> None:
    front_desk.printers.save(Printer("Office", PrinterKind.SYSTEM, "Office"))
    front_desk.printers.save(Printer("Labels", PrinterKind.ZPL, "10.0.0.9:9100"))
    assert [printer.name for printer in papers.printers()] == ["Office"]
    saved = papers.save(LIST, "a.pdf")
    papers.send(saved, "Office", "Roll call: drill")
    door = papers._door
    assert isinstance(door, FakeDoor)
    assert door.files == [("Office", b"list", "Roll call: drill")]
    with pytest.raises(NoSuchPrinter):
        papers.send(saved, "Gone", "Roll call")
    door.refusal = PrinterRefused(printer="Office", reason="jammed")
    with pytest.raises(PrinterRefused):
        papers.send(saved, "Office", "Roll call")
