"""A badge template: what stands where on a badge, in millimetres."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from desktop.domain.badges.box import Box

INK = "#14212B"
FRONT, BACK = "front", "back"
SIDES = (FRONT, BACK)
WEIGHTS = ("regular", "medium", "semibold", "bold")
ALIGNS = ("start", "centre", "end")
TURNS = (0, 90, 180, 270)
RECTANGLE, ELLIPSE = "rectangle", "ellipse"
SHAPES = (RECTANGLE, ELLIPSE)


class Use(StrEnum):
    """What a template makes. Only a badge gets a code of its own; all others carry the ticket's."""

    BADGE = "badge"
    TICKET = "ticket"
    CARD = "card"
    CERTIFICATE = "certificate"
    LIST = "list"


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateItem:
    """What all items have: a layer's name, a place, a side, and when they show.

    `when` is a condition as `badge_values.holds` reads it, `turn` degrees clockwise. Items of one
    `stack` share their room: those that stay empty leave theirs to the others.
    """

    name: str
    box: Box
    side: str = FRONT
    when: str = ""
    turn: int = 0
    stack: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextItem(TemplateItem):
    """Text with fields in braces; it shrinks from `size_pt` to `min_pt`, then wraps."""

    text: str
    weight: str = "regular"
    size_pt: float = 12.0
    min_pt: float = 6.0
    colour: str = INK
    align: str = "start"
    lines: int = 1
    spacing_percent: float = 100.0
    capitals: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class QrItem(TemplateItem):
    """The code of the badge, or of the ticket, as a QR picture."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShapeItem(TemplateItem):
    """A filled rectangle or ellipse; `line_mm` over 0 draws its outline only."""

    shape: str = RECTANGLE
    colour: str = INK
    radius_mm: float = 0.0
    line_mm: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class BandItem(TemplateItem):
    """A filled rectangle whose colour follows the value of a field, such as the ticket type.

    `colours` has lines of `value = #RRGGBB`; whoever has none of the values gets `colour`.
    """

    colour: str = "#0F6E84"
    field: str = "ticket_type"
    colours: str = ""
    radius_mm: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureItem(TemplateItem):
    """A picture that is the same on all badges, named by the SHA-256 of its bytes."""

    picture: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoItem(TemplateItem):
    """The person's photo, filling its frame; without one the initials stand there."""

    shape: str = RECTANGLE
    radius_mm: float = 0.0


AnyItem = TextItem | QrItem | ShapeItem | BandItem | PictureItem | PhotoItem

KINDS: dict[str, type[AnyItem]] = {
    "text": TextItem,
    "qr": QrItem,
    "shape": ShapeItem,
    "band": BandItem,
    "picture": PictureItem,
    "photo": PhotoItem,
}
_NAMES = {kind: name for name, kind in KINDS.items()}


@dataclass(frozen=True, slots=True)
class Template:
    """A template's name (its id), title, size in millimetres and items from back to front.

    `media` is the paper it is made for, `folds_mm` are the heights at which a card is folded, as
    marks at its edges. `revision` is
    the version of the format that it was written in.
    """

    name: str
    title: str
    w_mm: float
    h_mm: float
    items: tuple[AnyItem, ...] = ()
    use: Use = Use.BADGE
    folds_mm: tuple[float, ...] = ()
    revision: int = 1
    media: str = ""

    @property
    def has_back(self) -> bool:
        """Whether anything stands on the back."""
        return any(item.side == BACK for item in self.items)

    def with_item(self, index: int, item: AnyItem) -> Template:
        """Put another item in the place of one."""
        items = list(self.items)
        items[index] = item
        return replace(self, items=tuple(items))

    def changed(self, indices: frozenset[int], change: Callable[[AnyItem], AnyItem]) -> Template:
        """Change some items."""
        items = (change(item) if n in indices else item for n, item in enumerate(self.items))
        return replace(self, items=tuple(items))

    def free_name(self, wanted: str) -> str:
        """Give a layer's name that no other layer has."""
        taken = {item.name for item in self.items}
        name, number = wanted, 2
        while name in taken:
            name, number = f"{wanted} {number}", number + 1
        return name


def kind_name(item: AnyItem) -> str:
    """Name the kind of an item as its file does."""
    return _NAMES[type(item)]
