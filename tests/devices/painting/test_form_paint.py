"""Forms on Letter paper, rendered and read."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from desktop.devices.painting.form_paint import paint_form
from desktop.devices.scanning.qr_read import render_pdf_page
from desktop.domain.printing.printed_form import Block, FormTable, PrintedForm
from desktop.domain.printing.printed_list import ListColumn
from desktop.gui.widgets.theme import Theme
from tests.support.pdf_text import text_of_pages

HEAD = ((Block("1. Incident Name", "Drill"), Block("2. Incident Number", "")),)
FOOT = ((Block("17. Prepared by: Name", "Rina"), Block("Signature")),)
COLUMNS = (ListColumn("Name", 0.4), ListColumn("Agency", 0.6))


def form(rows: int, *, is_landscape: bool = True, agency: str = "Touro") -> PrintedForm:
    people = tuple((f"Guest {n} / אורח", agency) for n in range(rows))
    table = FormTable("Check-In Information", COLUMNS, people, 3)
    return PrintedForm("ICS 211", HEAD, (table,), FOOT, is_landscape)


def test_every_row_is_on_some_page_and_head_foot_and_number_on_each(
    theme: Theme, tmp_path: Path
) -> None:
    target = tmp_path / "form.pdf"
    pages = paint_form(target, form(120))
    found = text_of_pages(target)
    assert len(found) == pages > 3
    whole = "\n".join(found)
    assert all(f"Guest {n} " in whole for n in range(120))
    for number, page in enumerate(found, start=1):
        for word in ("1. Incident Name", "Name", "17. Prepared by", f"Page {number} of {pages}"):
            assert word in page


@pytest.mark.parametrize("rows", [0, 1, 3])
def test_a_short_form_is_one_page_with_rows_for_handwriting(
    theme: Theme, tmp_path: Path, rows: int
) -> None:
    assert paint_form(tmp_path / "form.pdf", form(rows)) == 1


@pytest.mark.parametrize(("is_landscape", "size"), [(True, (792, 612)), (False, (612, 792))])
def test_it_is_letter_paper_and_nothing_is_in_the_margins(
    theme: Theme, tmp_path: Path, is_landscape: bool, size: tuple[int, int]
) -> None:
    target = tmp_path / "form.pdf"
    paint_form(target, form(40, is_landscape=is_landscape, agency="x" * 300))
    picture = render_pdf_page(target, 0, 72).convertToFormat(QImage.Format.Format_Grayscale8)
    assert (picture.width(), picture.height()) == size
    edge = [*range(28), *range(picture.width() - 28, picture.width())]
    dark = sum(
        picture.pixelColor(x, y).value() < 128 for x in edge for y in range(picture.height())
    )
    assert dark == 0


def test_a_long_text_is_smaller_and_in_lines_before_anything_is_cut(
    theme: Theme, tmp_path: Path
) -> None:
    target = tmp_path / "form.pdf"
    long = (
        "Regional Authority for Emergency Medicine and Disaster Response of the Northern District"
    )
    paint_form(target, form(1, agency=long))
    assert long in " ".join(" ".join(text_of_pages(target)).split())
