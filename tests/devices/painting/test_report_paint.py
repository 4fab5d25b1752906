"""Reports, charts and certificates on paper and as pictures, rendered and read."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtGui import QImage

from desktop.devices.painting.certificate_paint import FIRST_ROWS, MORE_ROWS, paint_certificates
from desktop.devices.painting.chart_paint import save_chart
from desktop.devices.painting.report_paint import cell_text, paint_report, spread
from desktop.domain.reports.certificate import Activity, Certificate
from desktop.domain.reports.sheet import Bar, BarChart, Cell, Level, LevelChart, Report, Table, Tile
from desktop.files.writing.targets import is_own_file
from desktop.gui.widgets.theme import Theme
from tests.support.pdf_text import text_of_pages

ACCENT, FULL, YES = 0xFF0F6E84, 0xFFB25E00, 0xFF147A4B
WORDS = {"en": {key: f"en {key}" for key in (
    "title", "certifies", "attended", "activity", "when", "credit", "total", "provider",
    "signature", "issued",
)}}  # fmt: skip


def letters_of_pages(path: Path) -> list[str]:
    """Give the letters of each page: where rows fill a page, pdfium takes them for columns."""
    return ["".join(page.split()) for page in text_of_pages(path)]


def bars(count: int = 8, best: int | None = 3) -> BarChart:
    made = tuple(Bar(f"{8 + n:02}:00", n + 1) for n in range(count))
    return BarChart("arrivals", "Arrivals", "every hour", made, best, "11:00 • 4", (2.0,) * count,
                    "arrived", "usual", "Nobody has arrived yet.")  # fmt: skip


def pixels(path: Path, colour: int) -> int:
    image = QImage(str(path)).convertToFormat(QImage.Format.Format_ARGB32)
    return sum(
        image.pixel(x, y) == colour
        for x in range(0, image.width(), 4)
        for y in range(0, image.height(), 4)
    )


def test_a_chart_as_svg_holds_its_words_and_is_known_as_ours(theme: Theme, tmp_path: Path) -> None:
    target = tmp_path / "a.svg"
    save_chart(target, bars(), "NIPERM <b>", ".svg")
    text = target.read_text("utf-8")
    for word in ("Arrivals", "NIPERM &lt;b>", "11:00 • 4", "arrived", "usual"):
        assert word in text or word.replace(">", "&gt;") in text, word
    assert is_own_file(target)


def test_the_longest_bar_is_marked_and_only_it(theme: Theme, tmp_path: Path) -> None:
    marked, plain = tmp_path / "a.png", tmp_path / "b.png"
    save_chart(marked, bars(), "", ".png")
    save_chart(plain, bars(best=None), "", ".png")
    assert pixels(marked, ACCENT) > 500
    assert pixels(plain, ACCENT) == 0
    assert is_own_file(marked)


def test_what_is_full_has_another_colour(theme: Theme, tmp_path: Path) -> None:
    levels = LevelChart("s", "Sessions", "", (Level("Hall A", 10, 10), Level("אולם", 5, 10)))
    target = tmp_path / "a.png"
    save_chart(target, levels, "", ".png")
    assert pixels(target, FULL) > pixels(target, YES) > 100


@pytest.mark.parametrize("ending", [".svg", ".png"])
@pytest.mark.parametrize("count", [0, 1, 200])
def test_any_number_of_bars_can_be_drawn(
    theme: Theme, tmp_path: Path, ending: str, count: int
) -> None:
    target = tmp_path / f"a{ending}"
    save_chart(target, bars(count, None), "", ending)
    assert target.stat().st_size > 500


def test_a_report_has_its_head_on_every_page_and_every_row_somewhere(
    theme: Theme, tmp_path: Path
) -> None:
    rows: tuple[tuple[Cell, ...], ...] = tuple((f"Group {n}", n, "50 %") for n in range(150))
    table = Table("types", "Ticket types", ("Type", "Arrived", "Share"), rows, "a note", (3, 1, 1))
    tiles = tuple(Tile(f"Tile {n}", f"{n}", "of 9", "below") for n in range(6))
    report = Report("Report of the day", "NIPERM • day 1", tiles, (bars(),), (table,), "as of now")
    target = tmp_path / "a.pdf"
    pages = paint_report(target, report)
    found = letters_of_pages(target)
    assert len(found) == pages > 3
    for number, page in enumerate(found, start=1):
        assert "Reportoftheday" in page
        assert f"asofnow{number}" in page
    whole = "".join(found)
    assert all(f"Group{n}{n}50%" in whole for n in range(150))
    assert "anote" in whole
    assert "Tile5" in found[0]


@pytest.mark.parametrize(
    ("cell", "text"),
    [(1.50, "1.5"), (2.0, "2"), (0.333, "0.33"), (7, "7"), (Decimal("1.50"), "1.50"), ("x", "x")],
)
def test_numbers_are_written_short(cell: Cell, text: str) -> None:
    assert cell_text(cell) == text


def certificate(name: str, activities: int) -> Certificate:
    rows = tuple(Activity(f"Workshop {n}", "2026-12-02", "1.5 credits") for n in range(activities))
    return Certificate(
        "r", name, "נועה כהן", "MD-1", "Emergency medicine", "רפואה", "2 Dec", "New Orleans",
        "The Federation", rows, ("3 credits",), "2026-12-03", WORDS,
    )  # fmt: skip


def test_each_certificate_begins_a_page_of_its_own(theme: Theme, tmp_path: Path) -> None:
    target = tmp_path / "c.pdf"
    assert paint_certificates(target, [certificate("Noa Cohen", 2), certificate("Uri", 1)]) == 2
    first, second = text_of_pages(target)
    for word in ("Noa Cohen", "MD-1", "Workshop 1", "3 credits", "The Federation", "2026-12-03"):
        assert word in first
    assert "Uri" in second
    assert "Noa" not in second


@pytest.mark.parametrize(
    ("activities", "pages"),
    [(FIRST_ROWS, 1), (FIRST_ROWS + 1, 2), (FIRST_ROWS + MORE_ROWS + 1, 3)],
)
def test_many_activities_go_on_over_pages(
    theme: Theme, tmp_path: Path, activities: int, pages: int
) -> None:
    target = tmp_path / "c.pdf"
    assert paint_certificates(target, [certificate("Noa", activities)]) == pages
    whole = "".join(letters_of_pages(target))
    assert all(f"Workshop{n}2026" in whole for n in range(activities))


def test_a_picture_of_names_with_control_characters_is_whole_xml(
    theme: Theme, tmp_path: Path
) -> None:
    levels = LevelChart("s", "Ses\x00sions\x0b", "", (Level("Hall\x1b A", 1, 2),))
    target = tmp_path / "a.svg"
    save_chart(target, levels, "NIP\x07ERM", ".svg")
    root = ElementTree.fromstring(target.read_bytes())
    told = "".join(root.itertext())
    for word in ("Sessions", "Hall A", "NIPERM"):
        assert word in told, word


def test_levels_go_on_over_pages(theme: Theme, tmp_path: Path) -> None:
    levels = tuple(Level(f"Session {n:03}", n, 200) for n in range(150))
    target = tmp_path / "a.pdf"
    pages = paint_report(target, Report("T", "", charts=(LevelChart("s", "S", "", levels),)))
    letters = "".join(letters_of_pages(target))
    assert [n for n in range(150) if f"Session{n:03}" not in letters] == []
    assert 5 < pages < 12


def test_every_column_of_a_wide_table_stands_on_paper(theme: Theme, tmp_path: Path) -> None:
    headers = tuple(f"Head {n:02}" for n in range(23))
    rows = tuple(tuple(f"r{row:02} {n:02}" for n in range(23)) for row in range(40))
    target = tmp_path / "a.pdf"
    paint_report(target, Report("T", "", tables=(Table("t", "T", headers, rows),)))
    letters = letters_of_pages(target)
    whole = "".join(letters)
    assert [cell for row in rows for cell in row if cell.replace(" ", "") not in whole] == []
    for page in letters:
        assert [head for head in headers if head.replace(" ", "") not in page] == []


@pytest.mark.parametrize(
    ("count", "lines"), [(1, [1]), (12, [12]), (13, [7, 6]), (23, [12, 11]), (25, [9, 9, 7])]
)
def test_columns_stand_on_as_few_lines_as_have_room(count: int, lines: list[int]) -> None:
    table = Table("t", "T", ("head",) * count, (("x" * 90,) * count,))
    assert [len(line) for line in spread(table)] == lines
    assert {share for line in spread(table) for share in line.values()} == (
        {1.0} if count <= 12 else {26.0}
    )
