"""Golden pictures: a badge painted now beside the one that people looked at."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QImage

from desktop.devices.painting.badge_paint import picture_of
from desktop.domain.badges.badge_layout import lay_out
from desktop.domain.badges.box import Box
from desktop.domain.badges.media import single
from desktop.workflows.badges.badge_templates import template_named
from tests.support.builders import attendee, programme
from tests.support.hard_names import HardName

FOLDER = Path(__file__).parents[1] / "fixtures" / "goldens"
DPI = 64
CODE = "019428310592746610583920174"
# Edges of letters differ by a shade between processors; whole strokes do not.
SHADE, SHARE = 60, 0.004


def paint_hard_name(name: HardName) -> QImage:
    """Paint the two-script badge of a name, small and grey."""
    template = template_named("two-script")
    who = attendee(name.person(), ticket_type="Delegate")
    label = Box(0, 0, template.w_mm, template.h_mm)
    badge = lay_out(template, label, who, programme(title="NIPERM (ניו אורלינס) 2026"), CODE)
    picture = picture_of(single(template.w_mm, template.h_mm, "golden"), badge, DPI)
    return picture.convertToFormat(QImage.Format.Format_Grayscale8)


def share_of_difference(image: QImage, other: QImage) -> float:
    """Tell which share of the dots of two grey pictures differs by more than a shade."""
    if image.size() != other.size():
        return 1.0
    a, b = bytes(image.constBits()), bytes(other.constBits())
    return sum(abs(x - y) > SHADE for x, y in zip(a, b, strict=True)) / len(a)
