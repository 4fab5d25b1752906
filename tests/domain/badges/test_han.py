"""Chinese characters are written as in the person's country."""

from __future__ import annotations

import pytest

from desktop.domain.badges.badge_layout import Text, lay_out_values
from desktop.domain.badges.badge_values import FIELDS, MANNER
from desktop.domain.badges.box import Box
from desktop.domain.badges.han import Han, han_of
from desktop.workflows.badges.badge_templates import template_named


@pytest.mark.parametrize(
    ("country", "han"),
    [
        ("Japan", Han.JAPAN),
        ("JP", Han.JAPAN),
        ("日本", Han.JAPAN),
        ("יפן", Han.JAPAN),
        ("South Korea", Han.KOREA),
        ("Korea, Republic of", Han.KOREA),
        ("대한민국", Han.KOREA),
        ("Taiwan", Han.TAIWAN),
        ("台灣", Han.TAIWAN),
        ("Hong Kong", Han.HONG_KONG),
        ("Macao", Han.HONG_KONG),
        ("P.R.C.", None),
        ("PRC", Han.CHINA),
        ("China", Han.CHINA),
        ("People's Republic of China", Han.CHINA),
        ("Singapore", Han.CHINA),
        ("Israel", None),
        ("United States", None),
        ("", None),
    ],
)
def test_a_country_tells_in_which_manner(country: str, han: Han | None) -> None:
    assert han_of(country) is han


@pytest.mark.parametrize(
    ("country", "of_programme", "han"),
    [
        ("", "JP", Han.JAPAN),
        ("Israel", "TC", Han.TAIWAN),
        ("Korea", "JP", Han.KOREA),
        ("", "", None),
        ("", "as on Mars", None),
    ],
)
def test_where_no_country_tells_the_programme_does(
    country: str, of_programme: str, han: Han | None
) -> None:
    values = dict.fromkeys(FIELDS, "") | {
        "given_name": "直子", "country": country, MANNER: of_programme
    }  # fmt: skip
    badge = lay_out_values(template_named("two-script"), Box(0, 0, 100, 75), values, "1" * 27)
    assert {item.han for item in badge.items if isinstance(item, Text)} == {han}


def test_each_text_of_a_badge_knows_the_persons_manner() -> None:
    values = dict.fromkeys(FIELDS, "") | {"given_name": "直子", "country": "Japan"}
    badge = lay_out_values(template_named("two-script"), Box(0, 0, 100, 75), values, "1" * 27)
    texts = [item for item in badge.items if isinstance(item, Text)]
    assert texts
    assert {item.han for item in texts} == {Han.JAPAN}
