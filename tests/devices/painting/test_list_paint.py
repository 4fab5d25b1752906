"""Lists on paper, rendered and read."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from desktop.devices.painting.list_paint import paint_list
from desktop.devices.scanning.qr_read import render_pdf_page
from desktop.domain.printing.printed_list import Group, ListColumn, PrintedList
from desktop.gui.widgets.theme import Theme
from tests.support.pdf_text import text_of_pages

COLUMNS = (ListColumn("Name", 0.5), ListColumn("Phone", 0.3), ListColumn("Note", 0.2))


def listing(rows: int, *, is_mirrored: bool = False) -> PrintedList:
    people = tuple((f"Guest {n} / אורח", f"+1 504-555-{n:04d}", "x" * 200) for n in range(rows))
    groups = (Group("Missing", people, is_ticked=True),)
    return PrintedList("Bus 2", "NIPERM", COLUMNS, groups, "Printed", is_mirrored)


def test_every_row_is_on_some_page_and_every_page_has_its_head(
    theme: Theme, tmp_path: Path
) -> None:
    target = tmp_path / "list.pdf"
    pages = paint_list(target, listing(90))
    found = text_of_pages(target)
    assert len(found) == pages > 1
    whole = "\n".join(found)
    for n in range(90):
        assert f"504-555-{n:04d}" in whole
    for page in found:
        assert "Bus 2" in page
        assert "Phone" in page


@pytest.mark.parametrize("is_mirrored", [False, True])
def test_nothing_is_painted_into_the_margins(
    theme: Theme, tmp_path: Path, is_mirrored: bool
) -> None:
    target = tmp_path / "list.pdf"
    paint_list(target, listing(90, is_mirrored=is_mirrored))
    picture = render_pdf_page(target, 0, 72).convertToFormat(QImage.Format.Format_Grayscale8)
    assert dark(picture, range(100, 500), range(100, 700)) > 100
    edge = [*range(25), *range(picture.width() - 25, picture.width())]
    assert dark(picture, edge, range(picture.height())) == 0


def dark(picture: QImage, columns: list[int] | range, rows: range) -> int:
    return sum(picture.pixelColor(x, y).value() < 128 for x in columns for y in rows)


def test_names_in_other_scripts_stand_in_the_shipped_faces_or_in_latin_letters(
    theme: Theme, tmp_path: Path
) -> None:
    """No face of the system is used, so that the list is the same at all desks."""
    target = tmp_path / "list.pdf"
    people = (("अमित कुमार", "1", ""), ("สมชาย", "2", ""), ("直子 Sato", "3", ""))
    paint_list(target, PrintedList("Bus 2", "NIPERM", COLUMNS, (Group("", people),), "Printed"))
    content = target.read_bytes()
    for face in (b"NotoSansDevanagari", b"NotoSansThai", b"Rubik"):
        assert face in content
    assert "ZhiZi Sato" in "\n".join(text_of_pages(target))
