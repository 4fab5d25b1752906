"""Templates as text: a small JSON document that people can read and change by hand.

What a newer Muster or a slip of a hand put in is named and passed over, so that a badge still
prints; only what is no template at all is refused.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from enum import StrEnum
from typing import Any, NamedTuple

from desktop.domain.badges.badge_template import (
    ALIGNS,
    KINDS,
    SHAPES,
    SIDES,
    TURNS,
    WEIGHTS,
    AnyItem,
    Template,
    Use,
    kind_name,
)
from desktop.domain.badges.box import Box

FORMAT = 1
MOST_ITEMS = 200
MOST_TEXT = 10_000
MOST_TITLE = 120
SIZE_MM = (10.0, 1000.0)
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}\Z")
_HASH = re.compile(r"(?:[0-9a-f]{64})?\Z")
_CHOICES: Mapping[str, tuple[Any, ...]] = {
    "side": SIDES, "weight": WEIGHTS, "align": ALIGNS, "turn": TURNS, "shape": SHAPES,
}  # fmt: skip
_RANGES = {
    "size_pt": (1.0, 600.0), "min_pt": (1.0, 600.0), "lines": (1, 40),
    "spacing_percent": (50.0, 400.0), "radius_mm": (0.0, 200.0), "line_mm": (0.0, 50.0),
}  # fmt: skip
_PATTERNS = {"colour": _COLOUR, "picture": _HASH}
_EDGE_MM, LEAST_MM = 2000.0, 0.05


class DocumentFlawKind(StrEnum):
    """What is wrong with a part of a document."""

    NEWER = "newer"
    UNKNOWN_KIND = "unknown kind"
    UNKNOWN_KEY = "unknown key"
    BAD_VALUE = "bad value"
    NO_BOX = "no box"
    TOO_LONG = "too long"
    TOO_MANY = "too many"


class DocumentFlaw(NamedTuple):
    """A part of a document that is passed over: which item, what, and the word it is about."""

    item: str
    flaw: DocumentFlawKind
    word: str


class NoTemplateError(ValueError):
    """A text is no template; its message says why, in a word of the document."""


class Read(NamedTuple):
    """A template and what of its document was passed over."""

    template: Template
    flaws: tuple[DocumentFlaw, ...]


def read_document(name: str, text: str) -> Read:
    """Read a template from its document.

    Raises:
        NoTemplateError: it is no JSON, or has no size.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NoTemplateError("it is no JSON") from error
    if not isinstance(data, dict):
        raise NoTemplateError("it is no JSON object")
    size = [_number(data.get(key)) for key in ("w_mm", "h_mm")]
    if any(length is None or not SIZE_MM[0] <= length <= SIZE_MM[1] for length in size):
        raise NoTemplateError("it has no size (w_mm and h_mm, 10 to 1000 mm)")
    flaws: list[DocumentFlaw] = []
    revision = data.get("format", FORMAT)
    if not isinstance(revision, int) or revision > FORMAT:
        flaws.append(DocumentFlaw("", DocumentFlawKind.NEWER, str(revision)[:20]))
        revision = FORMAT + 1
    listed = data.get("items", [])
    if not isinstance(listed, list):
        raise NoTemplateError("its items are no list")
    if len(listed) > MOST_ITEMS:
        flaws.append(DocumentFlaw("", DocumentFlawKind.TOO_MANY, str(len(listed))))
    items = tuple(_items(listed[:MOST_ITEMS], flaws))
    known = {"format", "title", "w_mm", "h_mm", "use", "media", "folds_mm", "items"}
    flaws += [
        DocumentFlaw("", DocumentFlawKind.UNKNOWN_KEY, str(key)[:60]) for key in data.keys() - known
    ]
    use = data.get("use", Use.BADGE.value)
    title = _whole(data["title"]) if isinstance(data.get("title"), str) else ""
    template = Template(
        name,
        title.strip()[:MOST_TITLE] or name,
        float(size[0] or 0),
        float(size[1] or 0),
        items,
        Use(use) if isinstance(use, str) and use in set(Use) else Use.BADGE,
        tuple(_folds(data.get("folds_mm"))),
        revision,
        _whole(str(data.get("media", "")))[:MOST_TITLE],
    )
    return Read(template, tuple(flaws))


def write_document(template: Template) -> str:
    """Write a template so that a line is an item and only what is said stands there."""
    head: dict[str, Any] = {"format": FORMAT, "title": template.title}
    if template.use is not Use.BADGE:
        head["use"] = template.use.value
    if template.media:
        head["media"] = template.media
    head |= {"w_mm": _plain(template.w_mm), "h_mm": _plain(template.h_mm)}
    if template.folds_mm:
        head["folds_mm"] = [_plain(fold) for fold in template.folds_mm]
    lines = [f"  {_json(key)}: {_json(value)}," for key, value in head.items()]
    items = ",\n".join(f"    {_json(item_to_dict(item))}" for item in template.items)
    body = f"\n{items}\n  " if items else ""
    return "\n".join(["{", *lines, f'  "items": [{body}]', "}"]) + "\n"


def item_to_dict(item: AnyItem) -> dict[str, Any]:
    """Write an item as its document holds it."""
    data: dict[str, Any] = {"kind": kind_name(item), "name": item.name}
    data["box"] = [_plain(value) for value in item.box]
    for field in fields(item):
        value = getattr(item, field.name)
        if field.name not in data and value != field.default:
            data[field.name] = _plain(value) if isinstance(value, float) else value
    return data


def item_from_dict(data: Any, flaws: list[DocumentFlaw]) -> AnyItem | None:
    """Read an item; what is wrong in it is added to the flaws, None where nothing is left."""
    if not isinstance(data, dict):
        flaws.append(DocumentFlaw("", DocumentFlawKind.UNKNOWN_KIND, str(data)[:60]))
        return None
    word = str(data.get("kind"))[:60]
    kind = KINDS.get(word)
    name = _whole(str(data.get("name") or word))[:60]
    if kind is None:
        flaws.append(DocumentFlaw(name, DocumentFlawKind.UNKNOWN_KIND, word))
        return None
    box = _box(data.get("box"))
    if box is None:
        flaws.append(DocumentFlaw(name, DocumentFlawKind.NO_BOX, ""))
        return None
    values: dict[str, Any] = {"name": name, "box": box}
    known = {field.name: field for field in fields(kind)}
    for key, value in data.items():
        if key in {"kind", "name", "box"}:
            continue
        if key not in known:
            flaws.append(DocumentFlaw(name, DocumentFlawKind.UNKNOWN_KEY, str(key)[:60]))
            continue
        sound = _sound(key, value, known[key].default)
        if sound is None:
            flaws.append(DocumentFlaw(name, DocumentFlawKind.BAD_VALUE, str(key)))
            continue
        if isinstance(sound, str) and len(sound) > MOST_TEXT:
            flaws.append(DocumentFlaw(name, DocumentFlawKind.TOO_LONG, str(key)))
            sound = sound[:MOST_TEXT]
        values[key] = sound
    if "text" in known and "text" not in values:
        values["text"] = ""
    return kind(**values)


def _items(listed: list[Any], flaws: list[DocumentFlaw]) -> Iterator[AnyItem]:
    for data in listed:
        item = item_from_dict(data, flaws)
        if item is not None:
            yield item


def _sound(key: str, value: Any, default: Any) -> Any:
    """Give a value as its key wants it, None where it makes no sense."""
    if key in _CHOICES:
        return value if value in _CHOICES[key] else None
    if key in _RANGES:
        return _in_range(key, value, default)
    if isinstance(default, bool):
        return value if isinstance(value, bool) else None
    return _text(key, value)


def _in_range(key: str, value: Any, default: Any) -> Any:
    low, high = _RANGES[key]
    number = _number(value)
    if number is None or not low <= number <= high:
        return None
    return int(number) if isinstance(default, int) else number


def _text(key: str, value: Any) -> str | None:
    if isinstance(value, list) and all(isinstance(line, str) for line in value):
        value = "\n".join(value)
    if not isinstance(value, str):
        return None
    pattern = _PATTERNS.get(key)
    return _whole(value) if pattern is None or pattern.match(value) else None


def _whole(text: str) -> str:
    """Put a mark for halves of characters, which no file takes."""
    return text.encode("utf-8", "replace").decode()


def _box(value: Any) -> Box | None:
    if not isinstance(value, list) or len(value) != 4:
        return None
    numbers = [_number(part) for part in value]
    x, y, w, h = (number if number is not None else math.nan for number in numbers)
    is_sound = (
        all(abs(number) <= _EDGE_MM for number in (x, y, w, h)) and w >= LEAST_MM and h >= LEAST_MM
    )
    return Box(x, y, w, h) if is_sound else None


def _folds(value: Any) -> Iterator[float]:
    for part in value if isinstance(value, list) else []:
        if (number := _number(part)) is not None:
            yield number


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def _plain(value: float) -> float | int:
    """Write a number without digits that say nothing."""
    rounded = round(value, 3)
    return int(rounded) if rounded == int(rounded) else rounded


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
