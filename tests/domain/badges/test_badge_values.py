"""What braces become, and when an item shows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.domain.badges.badge_values import (
    FIELDS,
    MANNER,
    badge_values,
    colour_for,
    fill,
    holds,
    look_of,
    unknown_names,
)
from desktop.domain.programme.programme import Session
from tests.support.builders import attendee, person, programme

SESSIONS = {
    "s1": Session("s1", "p1", "W1", "workshop", "Triage", "Room 2", "2026-12-02T09:00", "",
                  credit_hours="1.5", vehicle="Bus 2"),
    "s2": Session("s2", "p1", "W2", "workshop", "Opening", "Hall", "2026-12-01T18:00", "",
                  credit_hours="2"),
}  # fmt: skip


def test_every_field_has_a_value() -> None:
    assert set(badge_values(attendee(), programme())) == {*FIELDS, MANNER}


def test_booked_sessions_stand_in_their_order_with_bus_and_hours() -> None:
    values = badge_values(attendee(booked=("s1", "s2", "gone")), programme(), SESSIONS)
    assert values["sessions"].splitlines() == [
        "01.12. 18:00  Opening  Hall",
        "02.12. 09:00  Triage  Room 2",
    ]
    assert (values["bus"], values["credit_hours"]) == ("Bus 2", "3.5")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("{given_name} {family_name}", "Noa Ben-David"),
        ("{hebrew_name}", ""),
        ("Bus {bus} · {country}", "Israel"),
        ("Bus {bus}", ""),
        ("{hebrew_name}\n{given_name}", "Noa"),
        ("Plain", "Plain"),
        ("{nobody}", ""),
        ("{given_name} {nobody}!", "Noa !"),
        ("{__class__} {0.real} {given_name!r}", ""),
        ("{}", "{}"),
        ("100 % {country}", "100 % Israel"),
    ],
)
def test_text_is_filled_and_what_stays_empty_goes(text: str, shown: str) -> None:
    values = badge_values(attendee(person(country="Israel")), programme())
    assert fill(text, values) == shown


def test_a_name_that_looks_like_a_field_is_a_name() -> None:
    values = badge_values(attendee(person(first_name="{ticket_code_spaced}")), programme())
    assert fill("{given_name}", values) == "{ticket_code_spaced}"


def test_unknown_fields_are_named() -> None:
    assert unknown_names("{given_name} {shoe_size} {__class__}") == ["shoe_size", "__class__"]


@pytest.mark.parametrize(
    ("condition", "shows"),
    [("", True), ("country filled", True), ("country empty", False), ("bus empty", True),
     ("country is israel", True), ("country is Jordan", False), ("country is not Jordan", True),
     ("ticket_type is", True), ("shoe_size filled", True), ("drop table", True)],
)  # fmt: skip
def test_conditions_hide_items_and_nonsense_hides_nothing(condition: str, shows: bool) -> None:
    values = badge_values(attendee(person(country="Israel")), programme())
    assert holds(condition, values) is shows


def test_a_band_takes_the_colour_of_its_type() -> None:
    colours = "Speaker = #7A3E9D\nStaff=#B25E00\nbroken\nGuest = blue"
    assert colour_for("speaker", colours, "#000000") == "#7A3E9D"
    assert colour_for("Staff", colours, "#000000") == "#B25E00"
    assert colour_for("Guest", colours, "#000000") == "#000000"


def test_the_look_changes_with_what_a_badge_says_and_with_nothing_else() -> None:
    def look(**fields: str) -> str:
        return look_of(badge_values(attendee(person(**fields)), programme()))

    assert look() == look(phone="1", email="a@example.org")
    assert len({look(), look(last_name="Levi"), look(organization="X"), look(photo="a")}) == 4


def test_somebody_who_moved_to_another_bus_has_an_old_badge() -> None:
    on_bus = attendee(booked=("s1",))
    before = look_of(badge_values(on_bus, programme(), SESSIONS))
    moved = {**SESSIONS, "s1": replace(SESSIONS["s1"], vehicle="Bus 3")}
    assert look_of(badge_values(on_bus, programme(), moved)) != before
