"""Where badges lie on a sheet, and which papers cannot be."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.domain.badges.badge_template import Template
from desktop.domain.badges.box import Box
from desktop.domain.badges.media import ROLL, SHEET, Media, PageSetup, fits_its_page, single

# Six badges of 85 x 54 on A4, two in a row.
SIX = Media("Muster", "T-6", SHEET, 210, 297, 2, 3, 85, 54, 15, 40, 95, 64)
LABEL = Media("Zebra", "Z-1", ROLL, 102, 76, 1, 1, 102, 76, 0, 0, 102, 76)
ENDLESS = Media("Brother", "DK-22205", ROLL, 62, 0, 1, 1, 62, 0, 0, 0, 62, 0)


def test_badges_lie_row_by_row_and_on_the_back_the_other_way() -> None:
    assert SIX.box(0) == Box(15, 40, 85, 54)
    assert SIX.box(1) == Box(110, 40, 85, 54)
    assert SIX.box(4) == Box(15, 168, 85, 54)
    assert SIX.box(0, is_back=True) == Box(110, 40, 85, 54)
    assert SIX.box(1, is_back=True) == Box(15, 40, 85, 54)


def test_a_page_takes_as_many_as_it_has_places() -> None:
    assert SIX.per_page == 6
    assert PageSetup(SIX).sheets(14) == [(0, 6, 0), (6, 6, 0), (12, 2, 0)]
    assert PageSetup(SIX, start_at=4).sheets(3) == [(0, 2, 4), (2, 1, 0)]
    assert PageSetup(SIX, start_at=6).sheets(1) == [(0, 1, 0)]
    assert PageSetup(SIX).sheets(0) == []


def test_rolls_have_the_dots_of_their_printer() -> None:
    assert [media.dpi for media in (SIX, LABEL, ENDLESS)] == [600, 203, 300]
    assert replace(LABEL, vendor="Unknown").dpi == 300
    assert [media.is_roll for media in (SIX, LABEL)] == [False, True]


def test_an_endless_roll_is_cut_to_the_template() -> None:
    cut = ENDLESS.fitted(Template("t", "T", 100, 50))
    assert (cut.page_h_mm, cut.label_h_mm, cut.pitch_y_mm, cut.is_cut) == (31, 31, 31, True)
    assert LABEL.fitted(Template("t", "T", 100, 50)) == LABEL


@pytest.mark.parametrize("media", [SIX, LABEL, ENDLESS, single(102, 76, "one")])
def test_papers_that_can_be(media: Media) -> None:
    assert fits_its_page(media)


@pytest.mark.parametrize(
    "wrong",
    [
        replace(SIX, cols=0),
        replace(SIX, rows=0),
        replace(SIX, label_w_mm=4),
        replace(SIX, page_w_mm=2001),
        replace(SIX, label_h_mm=4),
        replace(SIX, page_h_mm=2001),
        replace(SIX, pitch_x_mm=84.9),
        replace(SIX, pitch_y_mm=53.9),
        replace(SIX, left_mm=-1),
        replace(SIX, top_mm=-1),
        replace(SIX, left_mm=31),
        replace(SIX, top_mm=116),
        replace(ENDLESS, kind=SHEET),
        replace(ENDLESS, rows=2),
        replace(ENDLESS, label_w_mm=63),
    ],
)
def test_papers_whose_badges_would_be_cut(wrong: Media) -> None:
    assert not fits_its_page(wrong)


def test_a_badge_at_the_very_edge_fits() -> None:
    assert fits_its_page(replace(SIX, left_mm=0, top_mm=0))
    assert fits_its_page(replace(SIX, left_mm=30.5))


def test_people_know_a_media_by_any_of_its_codes() -> None:
    assert replace(SIX, code="5392, 74459 (six)").names == {"5392", "74459"}
    assert ENDLESS.names == {"DK-22205"}
