"""Hard names on badges, as pictures that people looked at, and as texts that fit."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage

from desktop.devices.painting.badge_draw import dots
from desktop.devices.painting.badge_paint import PdfBadgePainter
from desktop.devices.painting.badge_text import fit
from desktop.devices.painting.faces import drawn
from desktop.domain.badges.badge_layout import Badge, Text, lay_out
from desktop.domain.badges.box import Box
from desktop.gui.widgets.theme import Theme
from desktop.workflows.badges.badge_templates import template_named
from tests.support.builders import attendee, programme
from tests.support.goldens import CODE, FOLDER, SHARE, paint_hard_name, share_of_difference
from tests.support.hard_names import HARD_NAMES, HardName


@pytest.mark.parametrize("number", range(len(HARD_NAMES)))
def test_a_hard_name_looks_as_it_did(theme: Theme, number: int) -> None:
    golden = QImage(str(FOLDER / f"{number:02d}.png"))
    golden = golden.convertToFormat(QImage.Format.Format_Grayscale8)
    painted = paint_hard_name(HARD_NAMES[number])
    assert share_of_difference(painted, golden) <= SHARE


def test_a_golden_picture_notices_another_name(theme: Theme) -> None:
    image, other = paint_hard_name(HARD_NAMES[0]), paint_hard_name(HardName("Noa", "Ben-Davis"))
    assert share_of_difference(image, other) > SHARE


@pytest.mark.parametrize("template", ["two-script", "large-name", "photo", "label-62", "day-pass"])
@pytest.mark.parametrize("name", HARD_NAMES, ids=lambda one: one.first[:12])
def test_every_hard_name_fits_each_badge_without_being_cut(
    theme: Theme, template: str, name: HardName
) -> None:
    known = template_named(template)
    who = attendee(name.person(), ticket_type="Delegate")
    badge = lay_out(known, Box(0, 0, known.w_mm, known.h_mm), who, programme(), CODE)
    assert PdfBadgePainter().misfits(badge) == []


def text(words: str, **more: object) -> Text:
    own = {"weight": "bold", "size_pt": 30, "min_pt": 8, "colour": "#000000", "align": "start"}
    return Text(Box(0, 0, 60, 12), words, **own | more)  # type: ignore[arg-type]


def area(item: Text) -> QRectF:
    return dots(item.box)


def test_short_text_keeps_its_size(theme: Theme) -> None:
    assert fit(text("Noa"), area(text(""))).size_pt == 30


def test_longer_text_shrinks_but_stays_on_its_line(theme: Theme) -> None:
    fitted = fit(text("Maximiliana-Josephine"), area(text("")))
    assert len(fitted.lines) == 1
    assert 8 <= fitted.size_pt < 30


def test_at_the_floor_text_wraps_and_is_whole(theme: Theme) -> None:
    fitted = fit(text("Maximiliana Josephine Alexandra", min_pt=13), area(text("")))
    assert fitted.size_pt == 13
    assert fitted.lines == ("Maximiliana Josephine", "Alexandra")


def test_a_word_that_is_too_long_at_the_floor_is_wrapped_inside(theme: Theme) -> None:
    fitted = fit(text("Wolfeschlegelsteinhausenbergerdorff", min_pt=20), area(text("")))
    assert len(fitted.lines) > 1
    assert "".join(fitted.lines) == "Wolfeschlegelsteinhausenbergerdorff"
    assert not fitted.is_cut


def test_ten_thousand_letters_are_cut_and_said(theme: Theme) -> None:
    fitted = fit(text("Wolfeschlegelstein " * 550), area(text("")))
    assert fitted.is_cut
    assert fitted.lines[-1].endswith("…")
    badge = Badge((text("Wolfe" * 2000, name="Name"),))
    assert PdfBadgePainter().misfits(badge) == ["Name"]


def test_letters_that_no_shipped_face_has_are_rewritten_and_said(theme: Theme) -> None:
    assert not any(
        drawn(hard_name.first + hard_name.last + hard_name.hebrew_first).is_rewritten
        for hard_name in HARD_NAMES
    )
    badge = Badge((text("王小明", name="Name"),))
    assert PdfBadgePainter().rewritten(badge) == {"Name": "WangXiaoMing"}
    assert PdfBadgePainter().misfits(badge) == []


def test_what_cannot_even_be_rewritten_is_a_misfit(theme: Theme) -> None:
    lost = "Dan \U0001f9ff\ue000"
    assert drawn(lost).lost
    badge = Badge((text(lost, name="Name"),))
    assert PdfBadgePainter().misfits(badge) == ["Name"]


def test_characters_beyond_the_basic_plane_break_no_word(theme: Theme) -> None:
    words = "😀😀😀 Maria Theresia Wilhelmina von Habsburg-Lothringen"
    fitted = fit(text(words, min_pt=12), area(text("")))
    assert " ".join(fitted.lines).replace("- ", "-") == words
