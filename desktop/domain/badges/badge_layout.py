"""A badge as data: what a template becomes for one attendee on one label."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from desktop.domain.attendees.registration import Attendee
from desktop.domain.badges.badge_template import (
    BACK,
    FRONT,
    RECTANGLE,
    AnyItem,
    BandItem,
    PhotoItem,
    PictureItem,
    QrItem,
    ShapeItem,
    Template,
    TextItem,
)
from desktop.domain.badges.badge_values import MANNER, Values, badge_values, colour_for, fill, holds
from desktop.domain.badges.box import Box, around
from desktop.domain.badges.han import Han, manner_of
from desktop.domain.programme.programme import Programme

Pictures = Mapping[str, bytes]

# A label that takes the badge so much larger when it is turned gets it turned.
WORTH_TURNING = 1.15
# How far items of a stack may grow into the room of those that stay empty.
MOST_GROWTH = 1.3


@dataclass(frozen=True, slots=True)
class Shape:
    """A filled rectangle or ellipse, or its outline; `radius_mm` rounds its corners."""

    box: Box
    colour: str
    shape: str = RECTANGLE
    radius_mm: float = 0.0
    line_mm: float = 0.0
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Text:
    """Text that shrinks from `size_pt` down to `min_pt` until it fits its box, then wraps.

    Its Chinese characters are written as `han` says, where anything does.
    """

    box: Box
    text: str
    weight: str
    size_pt: float
    min_pt: float
    colour: str
    align: str
    lines: int = 1
    spacing_percent: float = 100.0
    turn: int = 0
    name: str = ""
    han: Han | None = None


@dataclass(frozen=True, slots=True)
class Qr:
    """A code as a QR picture; the paper around it is its quiet zone."""

    box: Box
    code: str
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """Bytes of a picture in a box; one that `fills` is cut to it, others are shown whole."""

    box: Box
    content: bytes
    fills: bool = False
    shape: str = RECTANGLE
    radius_mm: float = 0.0
    turn: int = 0


Item = Shape | Text | Qr | Picture


@dataclass(frozen=True, slots=True)
class Badge:
    """All items of one badge, in the order in which they are painted.

    Where the label stands upright and the badge lies, it is painted `turn` degrees clockwise.
    """

    items: tuple[Item, ...]
    back: tuple[Item, ...] = ()
    turn: int = 0
    folds_mm: tuple[float, ...] = ()


def lay_out(
    template: Template,
    label: Box,
    attendee: Attendee,
    programme: Programme,
    code: str,
) -> Badge:
    """Fill a template for one attendee with what these alone say; see `lay_out_values`."""
    return lay_out_values(template, label, badge_values(attendee, programme), code)


def lay_out_values(
    template: Template, label: Box, values: Values, code: str, pictures: Pictures | None = None
) -> Badge:
    """Fill a template with values, scaled to fit a label without distortion.

    The label's own place on the page is not part of the result: its corner is 0, 0. A photo is
    found in `pictures` by the value of `photo`.
    """
    w_mm, h_mm, turn = label.w_mm, label.h_mm, 0
    if _scale(template, h_mm, w_mm) > WORTH_TURNING * _scale(template, w_mm, h_mm):
        w_mm, h_mm, turn = h_mm, w_mm, 90
    scale = _scale(template, w_mm, h_mm)
    dx, dy = (w_mm - template.w_mm * scale) / 2, (h_mm - template.h_mm * scale) / 2
    sides: dict[str, list[Item]] = {FRONT: [], BACK: []}
    for item in _settled(template, values).values():
        made = _item(item, values, code, pictures or {})
        if made is not None:
            sides[item.side].append(_scaled(made, scale, dx, dy))
    folds = tuple(fold * scale + dy for fold in template.folds_mm)
    return Badge(tuple(sides[FRONT]), tuple(sides[BACK]), turn, folds)


def _scale(template: Template, w_mm: float, h_mm: float) -> float:
    return min(w_mm / template.w_mm, h_mm / template.h_mm)


def settled_boxes(template: Template, values: Values) -> dict[int, Box]:
    """Say where the items that show stand for one person, by their numbers in the template."""
    return {number: item.box for number, item in _settled(template, values).items()}


def _settled(template: Template, values: Values) -> dict[int, AnyItem]:
    """Give the items that show, by their numbers; those of a stack share its room."""
    shown = {n: item for n, item in enumerate(template.items) if _shows(item, values)}
    for stack in {(item.stack, item.side) for item in template.items if item.stack}:
        members = [n for n, item in enumerate(template.items) if (item.stack, item.side) == stack]
        there = {n: shown[n] for n in members if n in shown}
        if there and len(there) < len(members):
            shown |= _share_room(there, around(template.items[n].box for n in members))
    return shown


def _shows(item: AnyItem, values: Values) -> bool:
    if not holds(item.when, values):
        return False
    return not isinstance(item, TextItem) or bool(fill(item.text, values))


def _share_room(there: Mapping[int, AnyItem], room: Box) -> dict[int, AnyItem]:
    """Let the items of a stack grow into its room, and stand in the middle of it."""
    ordered = sorted(there, key=lambda n: there[n].box.y_mm)
    taken = sum(item.box.h_mm for item in there.values())
    growth = min(MOST_GROWTH, room.h_mm / taken)
    y = room.y_mm + (room.h_mm - taken * growth) / 2
    moved: dict[int, AnyItem] = {}
    for number in ordered:
        item = there[number]
        height = item.box.h_mm * growth
        grown: AnyItem = replace(item, box=Box(item.box.x_mm, y, item.box.w_mm, height))
        if isinstance(grown, TextItem):
            grown = replace(grown, size_pt=grown.size_pt * growth)
        moved[number] = grown
        y += height
    return moved


def _item(item: AnyItem, values: Values, code: str, pictures: Pictures) -> Item | None:
    if isinstance(item, TextItem):
        return _text(item, values)
    if isinstance(item, QrItem):
        return Qr(item.box, code, item.turn) if code else None
    if isinstance(item, ShapeItem):
        form = (item.shape, item.radius_mm, item.line_mm, item.turn)
        return Shape(item.box, item.colour, *form)
    if isinstance(item, BandItem):
        colour = colour_for(values.get(item.field, ""), item.colours, item.colour)
        return Shape(item.box, colour, radius_mm=item.radius_mm, turn=item.turn)
    if isinstance(item, PictureItem):
        content = pictures.get(item.picture)
        return Picture(item.box, content, turn=item.turn) if content else None
    return _photo(item, values, pictures)


def _text(item: TextItem, values: Values) -> Text:
    text = fill(item.text, values)
    own = (item.weight, item.size_pt, item.min_pt, item.colour, item.align, item.lines)
    text = text.upper() if item.capitals else text
    han = manner_of(values.get("country", ""), values.get(MANNER, ""))
    return Text(item.box, text, *own, item.spacing_percent, item.turn, item.name, han)


def _photo(item: PhotoItem, values: Values, pictures: Pictures) -> Item:
    content = pictures.get(values.get("photo", ""))
    if content:
        return Picture(item.box, content, True, item.shape, item.radius_mm, item.turn)
    size_pt = min(item.box.w_mm, item.box.h_mm) * 1.1
    letters = values.get("initials", "")
    return Text(item.box, letters, "semibold", size_pt, 4, "#5A6B78", "centre", turn=item.turn)


def _scaled(item: Item, scale: float, dx: float, dy: float) -> Item:
    """Bring an item to the label's size; at its own size nothing is multiplied."""
    box = item.box.scaled(scale, dx, dy)
    if isinstance(item, Text):
        return replace(item, box=box, size_pt=item.size_pt * scale, min_pt=item.min_pt * scale)
    if isinstance(item, Shape):
        radius, line = item.radius_mm * scale, item.line_mm * scale
        return replace(item, box=box, radius_mm=radius, line_mm=line)
    if isinstance(item, Picture):
        return replace(item, box=box, radius_mm=item.radius_mm * scale)
    return replace(item, box=box)
