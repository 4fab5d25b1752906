"""Small pictures of badge templates, for the lists in which they are chosen."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap

from desktop.devices.painting.badge_draw import DOTS_PER_MM, draw_badge
from desktop.domain.badges.badge_layout import lay_out_values
from desktop.domain.badges.badge_template import Template
from desktop.domain.badges.badge_values import FIELDS
from desktop.domain.badges.box import Box
from desktop.gui.widgets.choice_box import ChoiceBox

PICTURE_PX = QSize(60, 36)
# Painted larger and drawn smaller: letters of three pixels are grey, not dots.
_FINER = 4
_CODE = "019428310592746610583920174"
# Nobody in particular: what a badge looks like is seen from any name.
_EXAMPLE = dict.fromkeys(FIELDS, "") | {
    "given_name": "Noa",
    "family_name": "Cohen",
    "full_name": "Noa Cohen",
    "hebrew_name": "נועה כהן",
    "organization": "Medical Center",
    "title": "Physician",
    "country": "Israel",
    "ticket_type": "Delegate",
    "programme_code": "ABC",
    "programme_title": "Programme",
    "initials": "NC",
}


def show_pictures(box: ChoiceBox, templates: Iterable[Template]) -> None:
    """Put a picture before each template of a box whose choices are their ids, as it is now."""
    box.set_picture_size(PICTURE_PX)
    for template in templates:
        row = box.findData(template.name)
        if row >= 0:
            picture = template_picture(template)
            icon = QIcon(picture)
            # Without it the marked row's picture would be tinted.
            icon.addPixmap(picture, QIcon.Mode.Selected)
            box.setItemIcon(row, icon)


def template_picture(template: Template) -> QPixmap:
    """Paint a template with an invented name, as large as fits into `PICTURE_PX`."""
    fine = PICTURE_PX * _FINER
    scale = min(fine.width() / template.w_mm, fine.height() / template.h_mm)
    picture = QImage(
        max(1, round(template.w_mm * scale)),
        max(1, round(template.h_mm * scale)),
        QImage.Format.Format_ARGB32_Premultiplied,
    )
    picture.fill(Qt.GlobalColor.white)
    label = Box(0, 0, template.w_mm, template.h_mm)
    with QPainter(picture) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(scale / DOTS_PER_MM, scale / DOTS_PER_MM)
        draw_badge(painter, lay_out_values(template, label, _EXAMPLE, _CODE), label)
    small = picture.scaled(
        PICTURE_PX * 2,
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    # All of one size, so that the titles beside them stand in a line.
    made = QPixmap(PICTURE_PX * 2)
    made.fill(Qt.GlobalColor.transparent)
    place = small.rect()
    place.moveCenter(made.rect().center())
    with QPainter(made) as painter:
        painter.drawImage(place.topLeft(), small)
        painter.setPen(QColor(128, 140, 150))
        painter.drawRect(place.adjusted(0, 0, -1, -1))
    made.setDevicePixelRatio(2)
    return made
