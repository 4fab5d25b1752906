"""Badges on paper: real PDF, rendered to pixels, decoded and looked at."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from desktop.devices.painting.badge_paint import PdfBadgePainter
from desktop.devices.scanning.qr_read import count_pages, read_image, read_pdf_page, render_pdf_page
from desktop.domain.attendees.person import Person
from desktop.domain.badges.badge_layout import Badge, Shape, Text, lay_out
from desktop.domain.badges.box import Box
from desktop.domain.badges.media import Media, PageSetup, single
from desktop.domain.checkin.codes import make_code
from desktop.gui.widgets.theme import Theme
from desktop.workflows.badges.badge_templates import template_named
from desktop.workflows.badges.papers import all_media, media_named
from tests.support.builders import attendee, person, programme

CODES = [make_code(1, 7_919 * n) for n in range(8)]
LONG = person(
    first_name="Maximiliana-Josephine Alexandra",
    last_name="von Hohenzollern-Sigmaringen und Battenberg-Mountbatten",
    first_name_hebrew="מקסימיליאנה-ג׳וזפין אלכסנדרה",
    last_name_hebrew="פון הוהנצולרן זיגמרינגן",
    organization="Tulane University Medical Center, Department of Emergency Medicine",
)


def paint(target: Path, codes: list[str], who: Person, media: Media) -> int:
    template = template_named("two-script")
    media = media.fitted(template)
    badges = (
        lay_out(template, media.box(0), attendee(who, ticket_type="Delegate"), programme(), code)
        for code in codes
    )
    return PdfBadgePainter().paint_pdf(target, PageSetup(media), badges)


def test_every_qr_of_the_finished_pdf_decodes_to_its_code(theme: Theme, tmp_path: Path) -> None:
    target = tmp_path / "badges.pdf"
    assert paint(target, CODES, person(), media_named("5392")) == 2
    assert count_pages(target) == 2
    found = [code for page in range(2) for code in read_pdf_page(target, page)]
    assert sorted(found) == sorted(CODES)


# Narrow rows of lists and rolls have no room for a code that a phone reads; `badge_check` says so.
BADGE_MEDIA = [
    media for media in all_media() if not 0 < media.label_h_mm < 20 and media.label_w_mm > 12
]


@pytest.mark.parametrize("media", BADGE_MEDIA, ids=lambda media: media.code)
def test_badges_decode_on_every_media(theme: Theme, tmp_path: Path, media: Media) -> None:
    target = tmp_path / "badges.pdf"
    paint(target, CODES[:1], LONG, media)
    image = render_pdf_page(target, 0, 300)
    assert read_image(image) == CODES[:1]


def test_the_page_has_the_size_of_the_paper(theme: Theme, tmp_path: Path) -> None:
    target = tmp_path / "badges.pdf"
    paint(target, CODES[:1], person(), media_named("5392"))
    page = render_pdf_page(target, 0, 72)
    assert (page.width(), page.height()) == (612, 792)


def test_names_are_vectors_and_text_not_pictures(theme: Theme, tmp_path: Path) -> None:
    target = tmp_path / "badges.pdf"
    paint(target, CODES, LONG, media_named("5392"))
    data = target.read_bytes()
    assert b"/Subtype /Image" not in data
    assert b"/FontFile" in data


def test_nothing_is_painted_outside_its_label(theme: Theme, tmp_path: Path) -> None:
    target = tmp_path / "badges.pdf"
    media = media_named("5392")
    paint(target, CODES[:1], LONG, media)
    image = render_pdf_page(target, 0, 72)
    beside = range(312 + 6, 590)
    middle = int((25.4 + 38) / 25.4 * 72)
    assert {image.pixelColor(x, middle).name() for x in beside} == {"#ffffff"}


def test_hebrew_runs_from_right_to_left(theme: Theme, tmp_path: Path) -> None:
    """The given name of two letters: the wide first letter stands right of the narrow one."""
    target = tmp_path / "badges.pdf"
    who = person(first_name="שי", last_name="")
    paint(target, CODES[:1], who, media_named("5392"))
    image = render_pdf_page(target, 0, 144)
    top, bottom = (int((25.4 + y) / 25.4 * 144) for y in (14, 45))
    left, right = (int(x / 25.4 * 144) for x in (6.35 + 6, 6.35 + 95))
    dark = [
        x
        for x in range(left, right)
        if any(image.pixelColor(x, y).lightness() < 100 for y in range(top, bottom))
    ]
    groups: list[list[int]] = [[dark[0]]]
    for x in dark[1:]:
        if x - groups[-1][-1] > 2:
            groups.append([])
        groups[-1].append(x)
    assert len(groups) == 2
    yod, shin = groups
    assert len(yod) < len(shin)


def test_a_pdf_that_the_disk_did_not_take_is_a_failure(theme: Theme) -> None:
    """Every write to /dev/full fails as on a full disk; Qt itself does not tell."""
    with pytest.raises(OSError, match="disk took part"):
        paint(Path("/dev/full"), CODES, person(), media_named("5392"))


def test_a_hebrew_sentence_ends_at_its_left(theme: Theme, tmp_path: Path) -> None:
    box = Box(2, 2, 56, 16)
    badge = Badge((Text(box, "שלום.", "bold", 30, 8, "#000000", "end"),))
    media = Media("", "", "", 60, 20, 1, 1, 60, 20, 0, 0, 60, 20)
    path = tmp_path / "line.png"
    PdfBadgePainter().paint_picture(path, media, badge, 200)
    image = QImage(str(path))
    columns = [
        [y for y in range(image.height()) if image.pixelColor(x, y).lightness() < 128]
        for x in range(image.width())
    ]
    inked = [column for column in columns if column]
    tallest = max(map(len, inked))
    assert max(map(len, inked[:4])) < tallest / 2
    assert max(map(len, inked[-4:])) > tallest / 2


WITH_CODE = ["two-script", "large-name", "photo", "label-62", "day-pass", "ticket", "certificate",
             "names-with-qr"]  # fmt: skip


@pytest.mark.parametrize("dpi", [203, 300, 600])
@pytest.mark.parametrize("name", WITH_CODE)
def test_every_shipped_template_decodes_from_its_pdf_at_printers_resolutions(
    theme: Theme, tmp_path: Path, name: str, dpi: int
) -> None:
    template = template_named(name)
    media = media_named(template.media or "A4").fitted(template)
    label = Box(0, 0, media.label_w_mm, media.label_h_mm)
    who = attendee(LONG, ticket_type="Delegate")
    count = min(2, media.per_page)
    badges = [lay_out(template, label, who, programme(), code) for code in CODES[:count]]
    target = tmp_path / "badges.pdf"
    PdfBadgePainter().paint_pdf(target, PageSetup(media), badges)
    assert sorted(read_image(render_pdf_page(target, 0, dpi))) == sorted(CODES[:count])


def test_backs_follow_their_fronts_behind_them(theme: Theme, tmp_path: Path) -> None:
    """Three badges on a sheet of two columns; the back of the first stands in the other one."""
    media = media_named("5392")
    front = Text(Box(0, 0, 100, 70), "FRONT", "bold", 60, 8, "#000000", "centre")
    back = Shape(Box(0, 0, 101.6, 76.2), "#000000")
    badge = Badge((front,), (back,))
    target = tmp_path / "backs.pdf"
    setup = PageSetup(media, has_marks=False)
    assert PdfBadgePainter().paint_pdf(target, setup, [badge]) == 2
    image = render_pdf_page(target, 1, 72)
    left, right = (image.pixelColor(x, 180).lightness() for x in (150, 450))
    assert (left > 250, right < 5) == (True, True)


def test_offsets_move_everything_to_the_right_and_down(theme: Theme, tmp_path: Path) -> None:
    media = single(60, 40, "label")
    badge = Badge((Shape(Box(10, 10, 20, 10), "#000000"),))
    target = tmp_path / "moved.pdf"
    PdfBadgePainter().paint_pdf(target, PageSetup(media, shift=(5.0, -2.0)), [badge])
    image = render_pdf_page(target, 0, 254)
    dark = [
        (x, y) for x in range(600) for y in range(395) if image.pixelColor(x, y).lightness() < 9
    ]
    assert min(dark) == pytest.approx((150, 80), abs=1)
    assert max(dark) == pytest.approx((349, 179), abs=1)


def test_the_calibration_page_outlines_every_label(theme: Theme, tmp_path: Path) -> None:
    target = tmp_path / "calibration.pdf"
    assert PdfBadgePainter().paint_calibration(target, PageSetup(media_named("L7160"))) == 1
    image = render_pdf_page(target, 0, 254)
    box = media_named("L7160").box(20)
    edge = [image.pixelColor(round(box.x_mm * 10) + dx, round(box.y_mm * 10) + 100).lightness()
            for dx in range(-3, 4)]  # fmt: skip
    assert min(edge) < 220
