"""What people read about codes: how one was read, what one looks like, and what to do."""

from __future__ import annotations

import pytest

from desktop.domain.checkin import outcomes as d
from desktop.domain.checkin.keyboard_layouts import LAYOUTS
from desktop.domain.checkin.looks import Likeness, Look
from desktop.domain.checkin.readings import Step
from desktop.gui.wording.codes import describe_code, describe_reading, reading_aside
from desktop.gui.wording.shapes import Tone


def test_an_exact_code_is_not_talked_about() -> None:
    assert describe_reading((), "") == ""


@pytest.mark.parametrize(
    ("steps", "layout", "sentence"),
    [
        ((Step.KEYBOARD,), "French", "The code was read through a keyboard for French."),
        ((Step.KEYBOARD,), "", "The code was read through another country's keyboard."),
        ((Step.LINK, Step.CASE), "", "The code was read by a link, in other capitals."),
        ((Step.NUMBER,), "", "The code was read as the number on the list."),
        ((Step.ZEROS,), "", "The code was read with other zeros in front."),
    ],
)
def test_how_a_code_was_read_is_said(steps: tuple[Step, ...], layout: str, sentence: str) -> None:
    assert describe_reading(steps, layout) == sentence


@pytest.mark.parametrize("step", list(Step))
def test_each_step_has_words(step: Step) -> None:
    assert describe_reading((step,), "German").startswith("The code was read ")
    assert 0 < len(reading_aside((step,))) <= 22


@pytest.mark.parametrize("layout", [name for name in LAYOUTS if name != "US"])
def test_each_layout_is_named(layout: str) -> None:
    assert layout in describe_reading((Step.KEYBOARD,), layout)


@pytest.mark.parametrize("look", list(Look))
def test_each_look_says_what_it_is_and_what_to_do(look: Look) -> None:
    banner = describe_code(d.UnknownCode("x", Likeness(look, "French")), 0)
    assert (banner.tone, banner.headline) == (Tone.NO, "Unknown code")
    assert "ype " in banner.sentence or "Ask for the ticket" in banner.sentence
    assert "{" not in banner.sentence


@pytest.mark.parametrize(
    ("likeness", "part"),
    [
        (Likeness(Look.LINK, "Luma"), "A link of Luma that is on no list here."),
        (Likeness(Look.CONTACT, "Noa Cohen"), "A contact card of Noa Cohen, not a ticket."),
        (Likeness(Look.CONTACT), "A contact card, not a ticket."),
        (Likeness(Look.NAME, "Noa Cohen"), "type Noa Cohen to look for it"),
        (Likeness(Look.RETYPED, "Russian"), "It came through a keyboard for Russian"),
        (Likeness(Look.OURS), "a badge of another year"),
    ],
)
def test_what_it_looks_like_is_named(likeness: Likeness, part: str) -> None:
    assert part in describe_code(d.UnknownCode("x", likeness), 0).sentence


def test_what_nobody_knows_and_looks_like_nothing_keeps_its_sentence() -> None:
    sentence = "Nobody here has this code. Scan again, or type the name."
    assert describe_code(d.UnknownCode("x"), 0).sentence == sentence


def test_a_long_name_in_a_card_is_cut() -> None:
    banner = describe_code(d.UnknownCode("x", Likeness(Look.NAME, "n" * 400)), 0)
    assert len(banner.sentence) < 120
