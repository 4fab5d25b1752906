"""A badge as data: a template's items, and what they become for one attendee."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from desktop.domain.programme import Programme
from desktop.domain.registration import Attendee


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in millimetres."""

    x_mm: float
    y_mm: float
    w_mm: float
    h_mm: float


@dataclass(frozen=True, slots=True)
class Band:
    """A filled rectangle."""

    box: Box
    colour: str


@dataclass(frozen=True, slots=True)
class Text:
    """Text that shrinks from `size_pt` down to `min_pt` until it fits its box."""

    box: Box
    text: str
    weight: str
    size_pt: float
    min_pt: float
    colour: str
    align: str
    lines: int = 1
    spacing_percent: float = 100.0


@dataclass(frozen=True, slots=True)
class Qr:
    """The badge's code as a QR picture; the paper around it is its quiet zone."""

    box: Box
    code: str


Item = Band | Text | Qr


@dataclass(frozen=True, slots=True)
class Badge:
    """All items of one badge, in the order in which they are painted."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Template:
    """A badge template: its size in millimetres and its items as the file has them."""

    name: str
    title: str
    w_mm: float
    h_mm: float
    items: Sequence[Mapping[str, Any]] = field(default_factory=tuple)


def template_from_dict(name: str, data: Mapping[str, Any]) -> Template:
    """Read a template as its JSON file holds it."""
    return Template(name, data["title"], data["w_mm"], data["h_mm"], tuple(data["items"]))


def lay_out(
    template: Template, label: Box, attendee: Attendee, programme: Programme, code: str
) -> Badge:
    """Fill a template for one attendee, scaled to fit a label without distortion.

    The label's own place on the page is not part of the result: its corner is 0, 0.
    """
    scale = min(label.w_mm / template.w_mm, label.h_mm / template.h_mm)
    dx = (label.w_mm - template.w_mm * scale) / 2
    dy = (label.h_mm - template.h_mm * scale) / 2
    values = badge_values(attendee, programme)
    items = (_item(spec, values, code, (scale, dx, dy)) for spec in template.items)
    return Badge(tuple(item for item in items if item is not None))


def badge_values(attendee: Attendee, programme: Programme) -> dict[str, str]:
    """Collect what a template may name in braces."""
    person, registration = attendee.person, attendee.registration
    given, family = person.given_and_family
    return {
        "given_name": given,
        "family_name": family,
        "full_name": person.name,
        "hebrew_name": person.second_name,
        "title": person.title,
        "organization": person.organization,
        "country": person.country,
        "community": person.community,
        "ticket_type": registration.ticket_type,
        "programme_code": programme.code,
        "programme_title": programme.title,
        "programme_title_hebrew": programme.title_hebrew,
        "programme_dates": programme.dates,
        "programme_place": programme.place,
        "ticket_code_spaced": _spaced(registration.ticket_code),
    }


def _spaced(code: str) -> str:
    """Write a code in groups that can be read aloud."""
    return " ".join(code[i : i + 4] for i in range(0, len(code), 4))


def _item(
    spec: Mapping[str, Any],
    values: Mapping[str, str],
    code: str,
    place: tuple[float, float, float],
) -> Item | None:
    scale, dx, dy = place
    x, y, w, h = spec["box"]
    box = Box(x * scale + dx, y * scale + dy, w * scale, h * scale)
    if spec["kind"] == "band":
        return Band(box, spec["colour"])
    if spec["kind"] == "qr":
        return Qr(box, code)
    text = "\n".join(filter(None, (_fill(line, values) for line in spec["text"])))
    if not text:
        return None
    return Text(
        box,
        text.upper() if spec.get("capitals") else text,
        spec["weight"],
        spec["size_pt"] * scale,
        spec["min_pt"] * scale,
        spec["colour"],
        spec["align"],
        spec.get("lines", 1),
        spec.get("spacing_percent", 100.0),
    )


def _fill(line: str, values: Mapping[str, str]) -> str:
    for name, value in values.items():
        if line == "{" + name + "}":
            return value
    return line
