"""Badges as data."""

from __future__ import annotations

import pytest

from desktop.domain.badges.badge_layout import Qr, Text, lay_out, settled_boxes
from desktop.domain.badges.badge_values import badge_values
from desktop.domain.badges.box import Box, around
from desktop.workflows.badges.badge_templates import template_named
from desktop.workflows.badges.papers import all_media, media_named
from tests.support.builders import attendee, person, programme

CODE = "0" * 27


def texts(who: object) -> list[str]:
    template = template_named("two-script")
    badge = lay_out(template, Box(0, 0, 101.6, 76.2), who, programme(), CODE)  # type: ignore[arg-type]
    return [item.text for item in badge.items if isinstance(item, Text)]


def test_a_badge_shows_both_names_and_the_role() -> None:
    who = person(first_name_hebrew="נועה", last_name_hebrew="בן־דוד", country="Israel")
    shown = texts(attendee(who, ticket_type="Delegate"))
    assert {"Noa", "Ben-David", "נועה בן־דוד", "Israel", "DELEGATE"} <= set(shown)


def test_a_name_in_one_script_stands_once() -> None:
    who = person(first_name="נועה", last_name="כהן")
    shown = texts(attendee(who))
    assert shown.count("נועה") == 1
    assert "נועה כהן" not in shown


def test_a_smaller_label_gets_the_same_badge_smaller() -> None:
    template = template_named("two-script")
    badge = lay_out(template, Box(0, 0, 80, 50), attendee(), programme(), CODE)
    qr = next(item for item in badge.items if isinstance(item, Qr))
    assert qr.box.w_mm == pytest.approx(qr.box.h_mm)
    assert qr.box.x_mm >= 0
    assert qr.box.y_mm + qr.box.h_mm <= 50


def test_every_media_keeps_its_labels_on_the_page() -> None:
    for media in all_media():
        for index in range(media.per_page):
            box = media.box(index)
            assert box.x_mm + box.w_mm <= media.page_w_mm + 0.6, media.code
            assert box.y_mm + box.h_mm <= media.page_h_mm + 0.6, media.code


@pytest.mark.parametrize("name", ["5392", "5395", "8395", "l7163", "DK-1202", "30857"])
def test_media_is_known_by_any_of_its_codes(name: str) -> None:
    assert media_named(name).label_w_mm > 0


def test_avery_5392_lies_as_its_table_says() -> None:
    media = media_named("5392")
    assert media.box(0) == Box(6.35, 25.4, 101.6, 76.2)
    assert media.box(5) == Box(6.35 + 101.6, 25.4 + 2 * 76.2, 101.6, 76.2)


def test_items_of_a_stack_take_the_room_of_those_that_stay_empty() -> None:
    template = template_named("two-script")
    names = [n for n, item in enumerate(template.items) if item.stack == "names"]
    both = badge_values(attendee(person(first_name_hebrew="נועה")), programme())
    one = badge_values(attendee(), programme())
    whole, shared = settled_boxes(template, both), settled_boxes(template, one)
    assert [whole[n] for n in names] == [template.items[n].box for n in names]
    assert names[2] not in shared
    room = around(whole[n] for n in names)
    left = [shared[n] for n in names[:2]]
    assert all(box.h_mm > whole[n].h_mm for n, box in zip(names, left, strict=False))
    assert left[0].bottom == pytest.approx(left[1].y_mm)
    middle = (left[0].y_mm + left[1].bottom) / 2
    assert middle == pytest.approx(room.middle[1])
