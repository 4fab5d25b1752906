"""Templates as text: what is wrong is named, and the badge still prints."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.badges.badge_document import (
    DocumentFlawKind,
    NoTemplateError,
    read_document,
    write_document,
)
from desktop.domain.badges.badge_layout import Text, lay_out
from desktop.domain.badges.badge_template import QrItem, Template, TextItem
from desktop.domain.badges.box import Box
from desktop.files import resources
from tests.support.builders import attendee, programme

TEXT = {"kind": "text", "name": "Name", "box": [0, 0, 50, 10], "text": "{full_name}"}
SHIPPED = resources.names("badges", ".json")


def document(*items: Any, **more: Any) -> str:
    return json.dumps({"format": 1, "title": "T", "w_mm": 80, "h_mm": 50, "items": items} | more)


def flaws(*items: Any, **more: Any) -> list[tuple[str, DocumentFlawKind, str]]:
    read = read_document("t", document(*items, **more)).flaws
    return [(flaw.item, flaw.flaw, flaw.word) for flaw in read]


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_template_comes_back_as_it_was_written(name: str) -> None:
    text = resources.read_text("badges", f"{name}.json")
    read = read_document(name, text)
    assert read.flaws == ()
    assert write_document(read.template) == text


def test_a_newer_template_is_told_and_what_is_known_of_it_prints() -> None:
    hologram = {"kind": "hologram", "name": "Seal", "box": [0, 0, 9, 9]}
    read = read_document("t", document(TEXT, hologram, format=2))
    assert [
        (document_flaw.item, document_flaw.flaw, document_flaw.word) for document_flaw in read.flaws
    ] == [
        ("", DocumentFlawKind.NEWER, "2"),
        ("Seal", DocumentFlawKind.UNKNOWN_KIND, "hologram"),
    ]
    assert read.template.revision > 1
    badge = lay_out(read.template, Box(0, 0, 80, 50), attendee(), programme(), "1")
    assert [one.text for one in badge.items if isinstance(one, Text)] == ["Noa Ben-David"]


def test_an_unknown_key_names_its_item() -> None:
    assert flaws(TEXT | {"glow": 3}) == [("Name", DocumentFlawKind.UNKNOWN_KEY, "glow")]


@pytest.mark.parametrize(
    ("key", "value"),
    [("colour", "red"), ("size_pt", -1), ("size_pt", "big"), ("align", "left"), ("turn", 45),
     ("capitals", "yes"), ("text", 7), ("lines", 0), ("side", "top"), ("size_pt", True)],
)  # fmt: skip
def test_a_value_that_makes_no_sense_is_told_and_the_usual_one_taken(key: str, value: Any) -> None:
    assert flaws(TEXT | {key: value}) == [("Name", DocumentFlawKind.BAD_VALUE, key)]


def test_text_of_megabytes_is_cut_and_told() -> None:
    read = read_document("t", document(TEXT | {"text": "x" * 20_000}))
    assert read.flaws[0].flaw is DocumentFlawKind.TOO_LONG
    item = read.template.items[0]
    assert isinstance(item, TextItem)
    assert len(item.text) == 10_000


@pytest.mark.parametrize("box", [None, [1, 2, 3], [0, 0, 0, 5], [0, 0, "a", 5], [0, 0, 1e9, 5]])
def test_an_item_without_a_sound_place_is_left_out(box: Any) -> None:
    read = read_document("t", document(TEXT | {"box": box}))
    assert read.template.items == ()
    assert read.flaws[0].flaw is DocumentFlawKind.NO_BOX


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{", "null", '{"w_mm": 80}', '{"w_mm": NaN, "h_mm": 5}',
     '{"w_mm": 80, "h_mm": 50, "items": 3}', "[" * 100_000],
)  # fmt: skip
def test_what_is_no_template_at_all_is_refused(text: str) -> None:
    with pytest.raises(NoTemplateError):
        read_document("t", text)


@pytest.mark.parametrize(
    "more",
    [{"use": []}, {"use": {}}, {"folds_mm": [10**400, "x"]}, {"title": "\ud800"}, {"media": []}],
)
def test_odd_values_of_the_head_are_passed_over(more: dict[str, Any]) -> None:
    read = read_document("t", document(TEXT, **more))
    assert write_document(read.template).encode("utf-8")


def test_a_number_of_four_hundred_digits_is_no_size() -> None:
    with pytest.raises(NoTemplateError):
        read_document("t", document(w_mm=10**400))
    assert flaws(TEXT | {"box": [0, 0, 10**400, 5]})[0][1] is DocumentFlawKind.NO_BOX


_ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=12,
)  # fmt: skip
_KEYS = st.sampled_from(["kind", "name", "box", "text", "colour", "size_pt", "when", "turn", "x"])


@given(st.lists(st.dictionaries(_KEYS, _ANYTHING, max_size=7), max_size=5), _ANYTHING)
def test_whatever_stands_in_a_document_it_is_read_and_laid_out(items: Any, title: Any) -> None:
    read = read_document("t", document(*items, title=title))
    lay_out(read.template, Box(0, 0, 80, 50), attendee(), programme(), "1")
    assert read_document("t", write_document(read.template)).template.items == (read.template.items)


def test_only_what_differs_from_the_usual_is_written() -> None:
    template = Template("t", "T", 80, 50, (QrItem(name="QR", box=Box(1, 2, 15.5, 15.5)),))
    line = '{"kind": "qr", "name": "QR", "box": [1, 2, 15.5, 15.5]}'
    assert line in write_document(template)
