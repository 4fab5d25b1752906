"""What is wrong with a template before anything is printed: codes too small, fields unknown."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from desktop.domain.badges.badge_template import QrItem, ShapeItem, Template, TextItem, Use
from desktop.domain.badges.badge_values import names_in, read_condition, unknown_names
from desktop.domain.badges.box import Box
from desktop.domain.badges.media import Media

# Version 2 at level H: 27 digits; a module needs three dots of the printer, and the code four
# modules of quiet around it (ISO/IEC 18004). At two dots 90 % of codes were read, at three 97 %.
MODULES = 25
LEAST_DOTS = 3.0
QUIET_MODULES = 4
# Phones read a module of a quarter of a millimetre; below that only good scanners do.
LEAST_MODULE_MM = 0.25
LEAST_SCALE = 0.97
MM_PER_INCH = 25.4


class Weak(StrEnum):
    """What may go wrong with an item."""

    QR_SMALL = "qr small"
    QR_CROWDED = "qr crowded"
    QR_AT_EDGE = "qr at edge"
    NO_QR = "no qr"
    SHRUNK = "shrunk"
    OUTSIDE = "outside"
    UNKNOWN_FIELD = "unknown field"
    BAD_CONDITION = "bad condition"


class WeakSpot(NamedTuple):
    """A weak spot: which item, what, and the other item or word that it is about."""

    item: str
    weak: Weak
    word: str = ""


def check_template(template: Template, media: Media) -> list[WeakSpot]:
    """List what may go wrong when a template is printed on a media."""
    media = media.fitted(template)
    scale = max(
        min(media.label_w_mm / template.w_mm, media.label_h_mm / template.h_mm),
        min(media.label_h_mm / template.w_mm, media.label_w_mm / template.h_mm),
    )
    spots = [spot for item in template.items if isinstance(item, QrItem)
             for spot in _check_qr(template, item, scale, media.dpi)]  # fmt: skip
    is_scanned = template.use in (Use.BADGE, Use.TICKET)
    if is_scanned and not any(isinstance(item, QrItem) for item in template.items):
        spots.append(WeakSpot("", Weak.NO_QR))
    if scale < LEAST_SCALE:
        spots.append(WeakSpot("", Weak.SHRUNK, f"{scale * 100:.0f}"))
    whole = Box(0, 0, template.w_mm, template.h_mm).grown(0.01)
    for item in template.items:
        if not item.box.overlaps(whole):
            spots.append(WeakSpot(item.name, Weak.OUTSIDE))
        if item.when and read_condition(item.when) is None:
            spots.append(WeakSpot(item.name, Weak.BAD_CONDITION, item.when[:60]))
        if isinstance(item, TextItem):
            words = dict.fromkeys(unknown_names(item.text))
            spots += [WeakSpot(item.name, Weak.UNKNOWN_FIELD, word) for word in words]
    return spots


def fields_shown(template: Template) -> list[str]:
    """List the fields that a template shows, each once.

    Items with a condition are meant to be empty now and then.
    """
    names: dict[str, None] = {}
    for item in template.items:
        if isinstance(item, TextItem) and not item.when:
            names |= dict.fromkeys(names_in(item.text))
    unknown = {name for item in template.items if isinstance(item, TextItem)
               for name in unknown_names(item.text)}  # fmt: skip
    return [name for name in names if name not in unknown]


def module_mm(item: QrItem, scale: float) -> float:
    """Give the side of a module of a code as printed, in millimetres."""
    return min(item.box.w_mm, item.box.h_mm) * scale / MODULES


def _check_qr(template: Template, item: QrItem, scale: float, dpi: int) -> list[WeakSpot]:
    spots = []
    side = module_mm(item, scale)
    if side * dpi / MM_PER_INCH < LEAST_DOTS or side < LEAST_MODULE_MM:
        spots.append(WeakSpot(item.name, Weak.QR_SMALL, f"{side:.2f}"))
    quiet = item.box.grown(QUIET_MODULES * module_mm(item, 1.0))
    if quiet.x_mm < 0 or quiet.y_mm < 0 or quiet.right > template.w_mm or (
        quiet.bottom > template.h_mm
    ):  # fmt: skip
        spots.append(WeakSpot(item.name, Weak.QR_AT_EDGE))
    for other in template.items:
        is_ground = isinstance(other, ShapeItem) and (_is_light(other) or _frames(other, quiet))
        is_near = other.side == item.side and other.box.overlaps(quiet)
        if other is not item and is_near and not is_ground:
            spots.append(WeakSpot(item.name, Weak.QR_CROWDED, other.name))
    return spots


def _is_light(shape: ShapeItem) -> bool:
    """Tell whether a code may stand on a shape."""
    red, green, blue = (int(shape.colour[i : i + 2], 16) for i in (1, 3, 5))
    return 0.3 * red + 0.59 * green + 0.11 * blue > 200 and not shape.line_mm


def _frames(shape: ShapeItem, quiet: Box) -> bool:
    """Tell whether a shape is only an outline with the code and its quiet inside."""
    if not shape.line_mm:
        return False
    inner = shape.box.grown(-shape.line_mm)
    return inner.holds(quiet.x_mm, quiet.y_mm) and inner.holds(quiet.right, quiet.bottom)
