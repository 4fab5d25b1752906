"""The themes are complete and can be read."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QColor

from desktop.files.resources import RESOURCES
from desktop.gui.widgets.theme import DARK, LIGHT, Theme

PAIRS = [
    ("ink", "card"), ("ink", "page"), ("text2", "card"), ("text2", "page"),
    ("accent_ink", "accent"), ("accent_text", "accent_soft"), ("rail_text", "rail"),
    ("rail_ink", "rail_active"), ("band_ink", "yes"), ("band_ink", "look"), ("band_ink", "no"),
    ("band_ink", "calm"), ("yes_text", "yes_soft"), ("look_text", "look_soft"),
    ("no_text", "no_soft"), ("calm_text", "calm_soft"), ("calm_text", "soft"),
    ("look_text", "card"), ("no_text", "card"), ("yes_text", "card"), ("link", "card"),
]  # fmt: skip


@pytest.fixture(params=[LIGHT, DARK])
def either(request: pytest.FixtureRequest, theme: Theme) -> object:
    made = Theme(RESOURCES, request.param)
    yield made
    made.close()


def luminance(colour: QColor) -> float:
    def linear(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)

    red, green, blue = map(linear, (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("front", "back"), PAIRS)
def test_text_has_the_contrast_of_wcag_aa(either: Theme, front: str, back: str) -> None:
    bright, dark = sorted(
        (luminance(either.colour(front)), luminance(either.colour(back))), reverse=True
    )
    assert (bright + 0.05) / (dark + 0.05) >= 4.5


def test_the_style_sheet_has_no_role_that_a_theme_lacks(either: Theme) -> None:
    assert not re.search(r"\{\w+\}", either.style_sheet)


def test_both_themes_have_the_same_roles(theme: Theme) -> None:
    light, dark = Theme(RESOURCES, LIGHT), Theme(RESOURCES, DARK)
    assert light.tokens.keys() == dark.tokens.keys()
    light.close()
    dark.close()
