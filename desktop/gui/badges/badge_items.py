"""What a new item looks like when it is put on a badge."""

from __future__ import annotations

from desktop.domain.badges.badge_template import (
    AnyItem,
    BandItem,
    PhotoItem,
    PictureItem,
    QrItem,
    ShapeItem,
    Template,
    TextItem,
)
from desktop.domain.badges.box import Box
from desktop.gui.wording.badges import kind_title

QR_MM, PHOTO_MM, PICTURE_MM = (18.0, 18.0), (25.0, 32.0), (30.0, 12.0)
TEXT_MM, SHAPE_MM, BAND_MM = (60.0, 9.0), (30.0, 12.0), 9.0
TYPES = "Speaker = #7A3E9D\nStaff = #B25E00\nVolunteer = #B25E00"


def new_item(kind: str, template: Template) -> AnyItem:
    """Make an item of a kind, in the middle of a badge and no larger than it."""
    name = kind_title(kind)
    if kind == "text":
        box = _middle(template, *TEXT_MM)
        return TextItem(name=name, box=box, text="{full_name}", size_pt=16, align="centre")
    if kind == "qr":
        side = min(QR_MM[0], template.w_mm, template.h_mm)
        return QrItem(name=name, box=_middle(template, side, side))
    if kind == "photo":
        return PhotoItem(name=name, box=_middle(template, *PHOTO_MM), radius_mm=2)
    if kind == "picture":
        return PictureItem(name=name, box=_middle(template, *PICTURE_MM))
    if kind == "band":
        box = Box(0, template.h_mm - BAND_MM, template.w_mm, BAND_MM)
        return BandItem(name=name, box=box, colours=TYPES)
    return ShapeItem(name=name, box=_middle(template, *SHAPE_MM), colour="#0F6E84")


def _middle(template: Template, width: float, height: float) -> Box:
    w, h = min(width, template.w_mm), min(height, template.h_mm)
    return Box((template.w_mm - w) / 2, (template.h_mm - h) / 2, w, h)
