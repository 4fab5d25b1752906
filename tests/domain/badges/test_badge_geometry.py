"""Snapping, resizing, aligning and distributing, as laws and as examples."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.badges.badge_geometry import (
    LEAST_MM,
    Align,
    Guide,
    Handle,
    Lines,
    align,
    as_square,
    distribute,
    lines_of,
    snap_move,
    snap_resize,
)
from desktop.domain.badges.box import Box, around

NUMBERS = st.floats(-50, 150, allow_nan=False).map(lambda value: round(value, 2))
SIZES = st.floats(1, 80, allow_nan=False).map(lambda value: round(value, 2))
BOXES = st.builds(Box, NUMBERS, NUMBERS, SIZES, SIZES)
PAGE = Box(0, 0, 100, 60)
NO_LINES = lines_of(1000, 1000, [])


def test_an_item_snaps_to_the_middle_of_the_badge_and_shows_the_line() -> None:
    lines = lines_of(100, 60, [])
    snapped = snap_move(Box(10, 20, 30, 8), 24.4, 0.1, lines, 1.0)
    assert snapped.dx == pytest.approx(25)
    assert Guide(True, 50.0) in snapped.guides


def test_an_item_snaps_to_the_edge_of_another_one() -> None:
    lines = lines_of(100, 60, [Box(17.3, 40, 9, 9)])
    snapped = snap_move(Box(10, 20, 3, 3), 7.1, 0, lines, 0.5)
    assert 10 + snapped.dx == pytest.approx(17.3)


def test_far_from_all_lines_an_item_lies_on_the_grid() -> None:
    snapped = snap_move(Box(10.13, 20.4, 5, 5), 11.1, 8.3, NO_LINES, 0.1)
    assert ((10.13 + snapped.dx) * 2) % 1 == pytest.approx(0)
    assert snapped.guides == ()


@given(BOXES, st.sampled_from(Handle), NUMBERS, NUMBERS)
def test_a_dragged_handle_leaves_the_other_sides_where_they_were(
    box: Box, handle: Handle, dx: float, dy: float
) -> None:
    resized, _guides = snap_resize(box, handle, dx, dy, NO_LINES, 0.0)
    left, top, right, bottom = handle.value
    assert resized.w_mm >= LEAST_MM - 1e-9
    assert resized.h_mm >= LEAST_MM - 1e-9
    if not left:
        assert resized.x_mm == pytest.approx(box.x_mm)
    if not right:
        assert resized.right == pytest.approx(box.right)
    if not top:
        assert resized.y_mm == pytest.approx(box.y_mm)
    if not bottom:
        assert resized.bottom == pytest.approx(box.bottom)


@given(BOXES, st.sampled_from(Handle))
def test_a_code_stays_square(box: Box, handle: Handle) -> None:
    square = as_square(box, handle)
    assert square.w_mm == square.h_mm


@given(st.lists(BOXES, min_size=2, max_size=6), st.sampled_from(Align))
def test_aligned_items_share_a_line_and_keep_their_sizes(boxes: list[Box], how: Align) -> None:
    found = align(boxes, how, PAGE)
    assert [box[2:] for box in found] == [box[2:] for box in boxes]
    place = {
        Align.LEFT: lambda box: box.x_mm,
        Align.CENTRE: lambda box: box.middle[0],
        Align.RIGHT: lambda box: box.right,
        Align.TOP: lambda box: box.y_mm,
        Align.MIDDLE: lambda box: box.middle[1],
        Align.BOTTOM: lambda box: box.bottom,
    }[how]
    assert max(map(place, found)) - min(map(place, found)) < 1e-6


def test_a_single_item_is_aligned_with_the_badge() -> None:
    (box,) = align([Box(3, 4, 20, 10)], Align.CENTRE, PAGE)
    assert box == Box(40, 4, 20, 10)


@given(st.lists(BOXES, min_size=3, max_size=6), st.booleans())
def test_distributed_items_have_equal_gaps_between_the_outermost(
    boxes: list[Box], is_upright: bool
) -> None:
    found = distribute(boxes, is_upright=is_upright)
    order = sorted(range(len(boxes)), key=lambda n: boxes[n].y_mm if is_upright else boxes[n].x_mm)
    ends = [(found[n].y_mm, found[n].bottom) if is_upright else (found[n].x_mm, found[n].right)
            for n in order]  # fmt: skip
    gaps = [after[0] - before[1] for before, after in pairwise(ends)]
    assert max(gaps) - min(gaps) < 1e-6
    assert found[order[0]] == boxes[order[0]]


def test_the_frame_around_boxes_holds_them_all() -> None:
    assert around([Box(1, 2, 3, 4), Box(0, 5, 2, 9)]) == Box(0, 2, 4, 12)


DRAGGED = Box(20.0, 10.0, 30.0, 12.0)


@pytest.mark.parametrize(
    ("handle", "at", "resized"),
    [
        (Handle.TOP_LEFT, (20.0, 10.0), Box(22.0, 13.0, 28.0, 9.0)),
        (Handle.TOP, (35.0, 10.0), Box(20.0, 13.0, 30.0, 9.0)),
        (Handle.TOP_RIGHT, (50.0, 10.0), Box(20.0, 13.0, 32.0, 9.0)),
        (Handle.RIGHT, (50.0, 16.0), Box(20.0, 10.0, 32.0, 12.0)),
        (Handle.BOTTOM_RIGHT, (50.0, 22.0), Box(20.0, 10.0, 32.0, 15.0)),
        (Handle.BOTTOM, (35.0, 22.0), Box(20.0, 10.0, 30.0, 15.0)),
        (Handle.BOTTOM_LEFT, (20.0, 22.0), Box(22.0, 10.0, 28.0, 15.0)),
        (Handle.LEFT, (20.0, 16.0), Box(22.0, 10.0, 28.0, 12.0)),
    ],
)
def test_each_handle_lies_at_its_corner_and_moves_its_sides(
    handle: Handle, at: tuple[float, float], resized: Box
) -> None:
    assert handle.point(DRAGGED) == at
    assert snap_resize(DRAGGED, handle, 2.0, 3.0, NO_LINES, 0.0) == (resized, ())


def test_items_snap_to_edges_middle_and_margin_of_the_badge_and_to_others() -> None:
    lines = lines_of(100.0, 60.0, [DRAGGED])
    assert lines.xs == (0.0, 50.0, 100.0, 5.0, 95.0, 20.0, 35.0, 50.0)
    assert lines.ys == (0.0, 30.0, 60.0, 5.0, 55.0, 10.0, 16.0, 22.0)


def test_a_line_just_within_reach_is_met_and_shown() -> None:
    lines = Lines((52.0,), (25.0,))
    met, guides = snap_resize(DRAGGED, Handle.BOTTOM_RIGHT, 1.0, 1.0, lines, 1.0)
    assert met == Box(20.0, 10.0, 32.0, 13.0)
    assert guides == (Guide(is_upright=True, at_mm=52.0),)
    _met, guides = snap_resize(DRAGGED, Handle.BOTTOM, 0.0, 2.0, lines, 1.0)
    assert guides == (Guide(is_upright=False, at_mm=25.0),)
