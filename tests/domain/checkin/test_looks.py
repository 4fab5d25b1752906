"""What a code looks like that nobody has."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.checkin.codes import Reading, make_code
from desktop.domain.checkin.looks import Likeness, Look, is_product, likeness_of


def looked(text: str) -> Likeness | None:
    return likeness_of(Reading(text), text)


@pytest.mark.parametrize(
    ("text", "likeness"),
    [
        (make_code(3, 5), Likeness(Look.OURS)),
        ("https://luma.com/check-in/evt-1?pk=g-1", Likeness(Look.LINK, "Luma")),
        ("HTTPS://LU.MA/check-in/evt-1?pk=g-1", Likeness(Look.LINK, "Luma")),
        ("https://www.eventbrite.com/e/1", Likeness(Look.LINK, "Eventbrite")),
        ("https://niperm.pretix.eu/t/1", Likeness(Look.LINK, "pretix")),
        ("https://notpretix.eu/t/1", Likeness(Look.LINK, "notpretix.eu")),
        ("https://example.org/t/1", Likeness(Look.LINK, "example.org")),
        ("]Q1https://example.org/t/1", Likeness(Look.LINK, "example.org")),
        ("BEGIN:VCARD\nVERSION:3.0\nFN:Noa Cohen\nEND:VCARD", Likeness(Look.CONTACT, "Noa Cohen")),
        ("MECARD:N:Cohen,Noa;TEL:123;;", Likeness(Look.CONTACT, "Cohen,Noa")),
        ("WIFI:S:Guest;T:WPA;P:secret;;", Likeness(Look.NETWORK)),
        ("noa@example.org", Likeness(Look.EMAIL, "noa@example.org")),
        ("mailto:noa@example.org", Likeness(Look.EMAIL, "noa@example.org")),
        ("+972 50-123-4567", Likeness(Look.PHONE)),
        ("4006381333931", Likeness(Look.PRODUCT)),
        ("036000291452", Likeness(Look.PRODUCT)),
        ('{"id": 1}', Likeness(Look.DATA)),
        ("Noa Ben-David", Likeness(Look.NAME, "Noa Ben-David")),
        ("נועה בן-דוד", Likeness(Look.NAME, "נועה בן-דוד")),
        ("ыв34е", Likeness(Look.RETYPED, "Russian")),
        ("T-0001", None),
        ("4006381333932", None),
        ("kfndgffgyw4tdg", None),
        ("", None),
    ],
)
def test_a_text_looks_like_what_it_is(text: str, likeness: Likeness | None) -> None:
    assert looked(text) == likeness


def test_a_product_has_the_check_digit_of_gs1() -> None:
    assert is_product("73513537")
    assert is_product("614141123452")
    assert is_product("10614141123459")
    assert not is_product("614141123453")
    assert not is_product("7351353")


@given(st.text(max_size=600))
def test_any_text_looks_like_something_or_nothing(text: str) -> None:
    looked(text)
