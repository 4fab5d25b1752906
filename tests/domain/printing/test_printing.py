"""What a job shows follows from its sheets."""

from __future__ import annotations

import pytest

from desktop.domain.badges.badge_layout import lay_out
from desktop.domain.badges.box import Box
from desktop.domain.badges.media import Media, PageSetup, fits_its_page
from desktop.domain.printing.printing import (
    JobState,
    Printer,
    PrinterKind,
    ReprintReason,
    SheetState,
    Spool,
    Spooled,
    after,
    printer_from_dict,
    state_of_job,
)
from desktop.workflows.badges.badge_templates import template_named
from desktop.workflows.badges.papers import all_media, media_named
from tests.support.builders import attendee, programme

W, P, S, F = SheetState.WAITING, SheetState.PRINTED, SheetState.SENT, SheetState.FAILED
U, T, C = SheetState.UNCERTAIN, SheetState.UNTOLD, SheetState.CANCELLED


@pytest.mark.parametrize(
    ("states", "is_paused", "shown"),
    [
        ([W, W], False, JobState.WAITING),
        ([W, P], False, JobState.PRINTING),
        ([S, W], False, JobState.PRINTING),
        ([P, P], False, JobState.PRINTED),
        ([P, F, W], False, JobState.FAILED),
        ([P, U, W], False, JobState.UNCERTAIN),
        ([U, F], False, JobState.FAILED),
        ([W, P], True, JobState.PAUSED),
        ([P, P], True, JobState.PRINTED),
        ([P, T], False, JobState.UNTOLD),
        ([C, C], False, JobState.CANCELLED),
        ([C, P], False, JobState.PRINTED),
    ],
)
def test_a_job_shows_what_failed_first_then_what_moves(
    states: list[SheetState], is_paused: bool, shown: JobState
) -> None:
    counts = {state: states.count(state) for state in states}
    assert state_of_job(counts, is_paused=is_paused) is shown


def test_only_the_spooler_says_printed() -> None:
    printed = [spool for spool in Spool if after(Spooled(spool)) is SheetState.PRINTED]
    assert printed == [Spool.PRINTED]


def test_a_printer_comes_back_as_it_was_kept_and_newer_words_are_passed_over() -> None:
    printer = Printer(
        "Z", PrinterKind.ZPL, "10.0.0.9:9100", 203, offsets=(("main", 1.5, 0.0),), labels_left=40
    )
    assert printer_from_dict(printer.to_dict() | {"glow": 1}) == printer


def test_only_a_damaged_badge_keeps_its_code() -> None:
    assert [reason for reason in ReprintReason if not reason.retires] == [ReprintReason.DAMAGED]


def test_sheets_begin_at_the_first_free_label() -> None:
    setup = PageSetup(media_named("5392"), start_at=4)
    assert setup.sheets(9) == [(0, 2, 4), (2, 6, 0), (8, 1, 0)]
    assert PageSetup(media_named("5392"), start_at=6).sheets(1) == [(0, 1, 0)]
    assert setup.sheets(0) == []


def test_backs_lie_behind_their_fronts_when_the_sheet_is_turned() -> None:
    media = media_named("L7160")
    for index in range(media.per_page):
        front, back = media.box(index), media.box(index, is_back=True)
        assert back.x_mm == pytest.approx(media.page_w_mm - front.right)
        assert back.y_mm == front.y_mm


def test_an_endless_roll_is_cut_to_the_template() -> None:
    media = media_named("DK-22205").fitted(template_named("label-62"))
    assert (media.page_w_mm, media.label_w_mm, media.is_cut) == (62, 58.93, True)
    assert media.label_h_mm == media.page_h_mm == pytest.approx(44, abs=0.05)
    assert media_named("5392").fitted(template_named("label-62")).is_cut is False


def test_a_badge_is_turned_where_the_label_stands_and_it_lies() -> None:
    template = template_named("two-script")
    upright = lay_out(template, Box(0, 0, 54, 100), attendee(), programme(), "1")
    lying = lay_out(template, Box(0, 0, 100, 54), attendee(), programme(), "1")
    assert (upright.turn, lying.turn) == (90, 0)
    assert upright.items == lying.items


@pytest.mark.parametrize("media", all_media(), ids=lambda media: media.code)
def test_all_papers_of_the_table_fit_their_page(media: Media) -> None:
    assert fits_its_page(media)


def test_a_paper_whose_labels_hang_over_its_edge_is_refused() -> None:
    assert not fits_its_page(Media("own", "X", "sheet", 210, 297, 3, 7, 80, 38, 7, 15, 80, 38))
    assert not fits_its_page(Media("own", "X", "sheet", 210, 0, 1, 1, 80, 0, 0, 0, 80, 0))


@pytest.mark.parametrize(
    "media",
    [
        Media("own", "three labels on an endless roll", "roll", 62, 0, 1, 3, 62, 0, 0, 0, 62, 0),
        Media("own", "all on top of each other", "sheet", 210, 297, 2, 5, 90, 50, 5, 5, 0, 0),
        Media("own", "pitch too small", "sheet", 210, 297, 2, 5, 90, 50, 5, 5, 90, 40),
        Media("own", "a speck", "sheet", 0.01, 0.01, 1, 1, 0.01, 0.01, 0, 0, 1, 1),
        Media("own", "a field", "sheet", 1e9, 1e9, 1, 1, 1e9, 1e9, 0, 0, 1e9, 1e9),
    ],
    ids=lambda media: media.code,
)
def test_papers_on_which_badges_would_be_lost_are_refused(media: Media) -> None:
    assert not fits_its_page(media)


def test_each_tray_keeps_its_own_offsets() -> None:
    printer = Printer("Laser", PrinterKind.SYSTEM, "Laser", tray="main")
    printer = printer.with_shift("main", 1.0, -0.5).with_shift("manual", 2.0, 0.0)
    assert (printer.shift, printer.shift_of("manual")) == ((1.0, -0.5), (2.0, 0.0))
    assert printer.with_shift("main", 0.0, 0.0).shift == (0.0, 0.0)
    assert printer.shift_of("other") == (0.0, 0.0)
