"""The honest check: codes too small or crowded, fields that are none."""

from __future__ import annotations

import pytest

from desktop.domain.badges.badge_check import Weak, check_template, fields_shown
from desktop.domain.badges.badge_template import QrItem, ShapeItem, Template, TextItem, Use
from desktop.domain.badges.box import Box
from desktop.workflows.badges.badge_templates import template_named
from desktop.workflows.badges.papers import media_named

PAPER = media_named("5392")


def qr(x: float, y: float, side: float) -> QrItem:
    return QrItem(name="QR", box=Box(x, y, side, side))


def weak(
    *items: object, media: str = "5392", size: tuple[float, float] = (101.6, 76.2)
) -> list[Weak]:
    template = Template("t", "T", *size, tuple(items))  # type: ignore[arg-type]
    return [spot.weak for spot in check_template(template, media_named(media))]


@pytest.mark.parametrize("name", ["two-script", "large-name", "photo", "label-62", "day-pass"])
def test_shipped_badges_have_no_weak_spot_on_their_own_paper(name: str) -> None:
    template = template_named(name)
    assert check_template(template, media_named(template.media)) == []


def test_a_code_that_a_phone_cannot_read_is_told() -> None:
    assert weak(qr(20, 20, 6)) == [Weak.QR_SMALL]
    assert weak(qr(20, 20, 17)) == []


def test_a_code_that_was_large_enough_may_be_too_small_on_a_small_label() -> None:
    assert Weak.QR_SMALL in weak(qr(20, 20, 15), media="2.25x1.25in")


def test_a_code_needs_quiet_around_it() -> None:
    near = ShapeItem(name="Band", box=Box(0, 38, 101.6, 10))
    assert weak(qr(20, 20, 17), near) == [Weak.QR_CROWDED]
    assert weak(qr(0.5, 20, 17)) == [Weak.QR_AT_EDGE]


def test_a_light_ground_under_a_code_does_no_harm_and_a_dark_one_does() -> None:
    light = ShapeItem(name="Ground", box=Box(0, 0, 101.6, 76.2), colour="#FFFFFF")
    assert weak(light, qr(20, 20, 17)) == []
    dark = ShapeItem(name="Ground", box=Box(0, 0, 101.6, 76.2), colour="#14212B")
    assert weak(dark, qr(20, 20, 17)) == [Weak.QR_CROWDED]


def test_an_item_on_the_back_crowds_nothing_on_the_front() -> None:
    behind = TextItem(name="Sessions", box=Box(0, 0, 90, 70), text="{sessions}", side="back")
    assert weak(qr(20, 20, 17), behind) == []


def test_unknown_fields_bad_conditions_and_lost_items_are_named() -> None:
    odd = TextItem(name="Odd", box=Box(200, 0, 9, 9), text="{shoe_size}", when="if you like")
    weaks = weak(qr(20, 20, 17), odd)
    assert weaks == [Weak.OUTSIDE, Weak.BAD_CONDITION, Weak.UNKNOWN_FIELD]


def test_a_badge_without_a_code_is_told() -> None:
    assert weak() == [Weak.NO_QR]


def test_what_a_template_shows_is_each_field_once_without_conditions() -> None:
    sometimes = TextItem(name="B", box=Box(0, 0, 9, 9), text="{bus}", when="bus filled")
    twice = TextItem(name="N", box=Box(0, 0, 9, 9), text="{full_name} {country} {full_name} {odd}")
    template = Template("t", "T", 80, 50, (sometimes, twice), Use.BADGE)
    assert fields_shown(template) == ["full_name", "country"]


def test_an_outline_around_a_code_is_no_crowd_and_one_through_it_is() -> None:
    around = ShapeItem(name="Frame", box=Box(2, 2, 97, 72), line_mm=1)
    through = ShapeItem(name="Frame", box=Box(25, 2, 60, 72), line_mm=1)
    assert weak(around, qr(20, 20, 17)) == []
    assert weak(through, qr(20, 20, 17)) == [Weak.QR_CROWDED]


def test_a_badge_that_is_larger_than_its_paper_is_told_how_small_it_prints() -> None:
    template = template_named("two-script")
    spots = check_template(template, media_named("DK-22205"))
    assert ("", Weak.SHRUNK, "58") in [tuple(spot) for spot in spots]


@pytest.mark.parametrize("name", ["ticket", "certificate", "names-with-qr"])
def test_what_ships_beside_badges_has_no_weak_spot_either(name: str) -> None:
    template = template_named(name)
    paper = media_named(template.media or "A4")
    assert [spot for spot in check_template(template, paper) if spot.weak is not Weak.SHRUNK] == []
