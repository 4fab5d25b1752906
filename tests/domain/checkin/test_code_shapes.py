"""What a ticket's text is made of: wrappings, links, data and pairs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.checkin.code_shapes import Shape, parts_of, unwrapped

UUID = "7d2c2f0a-1111-4222-8333-abcdefabcdef"


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("\\000026AB12", ["AB12"]),
        ("]Q1AB12", ["AB12"]),
        ("]q1AB12", ["AB12"]),
        ("]C1AB12", ["AB12"]),
        ("]d1AB12", ["AB12"]),
        ("]E0012345678905", ["012345678905"]),
        ("]Q2\\000026AB12", ["\\000026AB12", "AB12"]),
        ("*90011111111111*", ["90011111111111"]),
        ("\"AB12\"", ["AB12"]),
        ("<AB12>", ["AB12"]),
        ("A90011111111111B", ["90011111111111"]),
        ("AB12", []),
        ("*AB12", []),
        ("\\00026AB12", []),
        ("]Q1", []),
        ("A123B", []),
    ],
)  # fmt: skip
def test_what_scanners_put_around_a_code_is_taken_off(text: str, inner: list[str]) -> None:
    assert unwrapped(text) == tuple(inner)


@pytest.mark.parametrize(
    ("text", "shape", "main"),
    [
        ("https://luma.com/check-in/evt-Ab1?pk=g-Xy9", Shape.LINK, "g-Xy9"),
        ("http://www.luma.com/check-in/evt-Ab1?pk=g-Xy9/", Shape.LINK, "g-Xy9"),
        ("luma.com/check-in/evt-Ab1?pk=g-Xy9", Shape.LINK, "g-Xy9"),
        ("https://example.org/?event_qr_code=1&ticket_id=5501&event_id=12&security_code=ab12cd",
         Shape.LINK, "ab12cd"),
        ("https://example.org/t/AB12CD34", Shape.LINK, "AB12CD34"),
        ("https://example.org/t/AB12CD34/", Shape.LINK, "AB12CD34"),
        ("https://example.org/t/AB12CD34?utm_source=mail&lang=en", Shape.LINK, "AB12CD34"),
        ("https://example.org/t/AB12CD34?ref=mail", Shape.LINK, "AB12CD34"),
        ("https://example.org/e?x=rs8a3p67", Shape.LINK, "rs8a3p67"),
        ("https://example.org/#/ticket/AB12CD34", Shape.LINK, "AB12CD34"),
        ("https://example.org/#ticket?code=AB12", Shape.LINK, "AB12"),
        ("https://example.org/about", Shape.LINK, ""),
        ("https://example.org/e?a=rs8a3p67&b=rs8a3p68", Shape.LINK, ""),
        ('{"id": 5501, "security_code": "ab12cd"}', Shape.DATA, "ab12cd"),
        ('{"ticket": {"code": "AB12"}, "event": {"id": 77123}}', Shape.DATA, "AB12"),
        ('["AB12CD34"]', Shape.DATA, "AB12CD34"),
        ("id=5501&security_code=ab12cd", Shape.PAIR, "ab12cd"),
        ("Code: AB12; Name: Noa", Shape.PAIR, "AB12"),
        (f"{UUID}/9f8e7d6c5b4a", Shape.PAIR, UUID),
        ("abcdefghij123456/9f8e", Shape.PAIR, "abcdefghij123456"),
        ("AB12CD34|xyz", Shape.PAIR, "AB12CD34"),
    ],
)  # fmt: skip
def test_the_part_that_makes_the_ticket_is_found(text: str, shape: Shape, main: str) -> None:
    parts = parts_of(text)
    assert parts is not None
    assert (parts.shape, parts.main) == (shape, main)


@pytest.mark.parametrize(
    "text",
    ["AB-12/cd", "AB-12_cd/34:ef", "T-0001", "", "kfnd gffg yw4t", "A:B", "{not json", "a.b",
     "01001 00000 00000", "Noa Cohen", "https://", "12/34", "name=Noa"],
)  # fmt: skip
def test_a_plain_code_has_no_parts(text: str) -> None:
    assert parts_of(text) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://luma.com/check-in/evt-Ab1?pk=g-Xy9", "https://luma.com/check-in/evt-Zz?pk=g-Xy9"),
        ("https://luma.com/check-in/evt-Ab1?pk=g-Xy9", "https://other.org/check-in/evt-Ab1?pk=g-Xy9"),
        (f"{UUID}/9f8e7d6c5b4a", f"{UUID}/000000000000"),
        ('{"id": "AB1234", "security_code": "a1"}', '{"id": "AB1234", "security_code": "a2"}'),
    ],
)  # fmt: skip
def test_two_tickets_contradict_each_other(one: str, other: str) -> None:
    first, second = parts_of(one), parts_of(other)
    assert first is not None
    assert second is not None
    assert first.contradicts(second)
    assert second.contradicts(first)
    assert not first.contradicts(first)


def test_a_link_of_either_host_of_luma_is_one() -> None:
    one = parts_of("https://lu.ma/check-in/evt-Ab1?pk=g-Xy9")
    other = parts_of("HTTPS://WWW.LUMA.COM/CHECK-IN/EVT-AB1?PK=G-XY9&UTM_SOURCE=MAIL")
    assert one is not None
    assert other is not None
    assert not one.contradicts(other)


@given(st.text(max_size=600))
def test_any_text_is_parted_without_a_fault(text: str) -> None:
    unwrapped(text)
    if parts := parts_of(text):
        assert all(parts.tickets)
        assert not parts.contradicts(parts)


@pytest.mark.parametrize(
    "text",
    ["[" * 400, '{"a":' * 90, "http://[::1", "http://" + "a" * 480, "=" * 500, "&" * 500,
     "http://x.org/" + "/a1b2c3" * 60, '{"id":' + "9" * 450 + "}"],
)  # fmt: skip
def test_hostile_texts_are_parted_without_a_fault(text: str) -> None:
    unwrapped(text)
    parts_of(text)
