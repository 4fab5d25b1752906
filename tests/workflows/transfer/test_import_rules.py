"""What a row may change of somebody who is known, and how slices settle."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.domain.attendees.listed import listed
from desktop.domain.attendees.matching import Features, Known
from desktop.workflows.transfer.guest_list import Guest
from desktop.workflows.transfer.import_rules import (
    field_changes,
    fitting,
    is_somebody_else,
    row_changes,
    said_by,
)
from desktop.workflows.transfer.known_people import Current

OURS = "010010000000000000000000002"


def guest(code: str = "", paid_ms: int | None = None, **said: str) -> Guest:
    """Make a row of the system `ours`; `notes` and `source` are said of the registration."""
    own = {str(name): said.pop(name) for name in ("notes", "external_id") if name in said}
    own["source"] = said.pop("source", "ours")
    name, email = said.get("full_name", ""), said.get("email", "")
    features = Features(name, name.casefold(), email, "", "", "", own["source"], code, "")
    return Guest(2, said, own, features, code, False, None, None, paid_ms, [])


def current(person: dict[str, Any], **own: Any) -> Current:
    return Current(person, {"source": "ours", "ticket_code": "T-1", **own}, has_moved=False)


@pytest.mark.parametrize(
    ("size", "took_ms", "following"),
    [
        (20, 12.0, 20),
        (20, 24.0, 15),
        (20, 6.0, 30),
        (20, 0.1, 100),
        (8, 1.0, 52),
        (8, 0.1, 52),
        (80, 1_000.0, 40),
        (5, 1_000.0, 5),
    ],
)
def test_slices_go_half_way_to_what_takes_twelve_milliseconds(
    size: int, took_ms: float, following: int
) -> None:
    assert fitting(size, took_ms) == following


def test_a_field_changes_where_it_differs_and_a_blank_only_where_it_may_clear() -> None:
    before = {"notes": "old", "tags": "vip", "diet": "vegan"}
    after = {"notes": "new", "tags": "vip", "diet": "", "title": ""}
    assert field_changes(before, after, may_clear=False) == {"notes": "new"}
    assert field_changes(before, after, may_clear=True) == {"notes": "new", "diet": ""}


def test_the_same_row_of_the_same_list_changes_nothing_that_a_hand_changed() -> None:
    row = guest(full_name="Noa Cohen", notes="vegan")
    known = current({"full_name": "Noa Levi"}, notes="by hand", listed=listed(said_by(row)))
    assert row_changes(row, known) == ({}, {})


def test_only_what_the_list_says_otherwise_than_before_changes() -> None:
    before = guest(full_name="Noa Cohen", title="Dr", notes="vegan", external_id="1")
    known = current(
        {"full_name": "Noa Levi", "title": "Prof"}, notes="by hand", external_id="2",
        listed=listed(said_by(before)),
    )  # fmt: skip
    after = guest(full_name="Noa Cohen", title="RN", notes="no nuts", external_id="1")
    own, person = row_changes(after, known)
    assert own == {"notes": "no nuts", "listed": listed(said_by(after))}
    assert person == {"title": "RN"}


def test_what_a_list_said_with_other_columns_does_not_count() -> None:
    before = guest(full_name="Noa Cohen")
    known = current({"full_name": "Noa Levi"}, notes="old", listed=listed(said_by(before)))
    row = guest(full_name="Noa Cohen", notes="new")
    assert row_changes(row, known) == (
        {"notes": "new", "listed": listed(said_by(row))}, {"full_name": "Noa Cohen"},
    )  # fmt: skip


def test_another_system_changes_fields_but_is_no_source_and_clears_nothing() -> None:
    row = guest(full_name="Noa Cohen", title="", notes="new", external_id="9", source="theirs")
    known = current(
        {"full_name": "Noa Cohen", "title": "Dr"}, notes="old", external_id="1",
        listed=listed(said_by(row)),
    )  # fmt: skip
    assert row_changes(row, known) == ({"notes": "new"}, {})


def test_who_was_registered_by_hand_gets_the_source_of_the_list() -> None:
    row = guest(full_name="Noa Cohen", external_id="9")
    known = current({"full_name": "Noa Cohen"}, source="", external_id="")
    assert row_changes(row, known) == ({"source": "ours", "external_id": "9"}, {})


def test_a_row_that_was_never_summed_up_is_summed_up_only_when_it_changes_something() -> None:
    row = guest(full_name="Noa Cohen")
    assert row_changes(row, current({"full_name": "Noa Cohen"})) == ({}, {})
    own, person = row_changes(row, current({"full_name": "Noa Levi"}))
    assert (own, person) == ({"listed": listed(said_by(row))}, {"full_name": "Noa Cohen"})
    other_columns = guest(full_name="Noa Cohen", title="")
    known = current({"full_name": "Noa Cohen"}, listed=listed(said_by(row)))
    assert row_changes(other_columns, known) == ({"listed": listed(said_by(other_columns))}, {})


@pytest.mark.parametrize(
    ("code", "source", "new_code"),
    [
        ("T-1", "ours", "T-2"),
        ("T-1", "theirs", None),
        (OURS, "theirs", "T-2"),
        ("T-2", "ours", None),
    ],
)
def test_a_new_code_voids_one_of_the_same_system_or_of_ours(
    code: str, source: str, new_code: str | None
) -> None:
    row = guest(code="T-2", full_name="Noa Cohen", source=source)
    own, _person = row_changes(row, current({"full_name": "Noa Cohen"}, ticket_code=code))
    assert own.get("ticket_code") == new_code


def test_no_code_voids_none() -> None:
    own, _person = row_changes(guest(full_name="Noa Cohen"), current({}))
    assert "ticket_code" not in own


@pytest.mark.parametrize(
    ("said_ms", "known_ms", "new_ms"), [(5, None, 5), (5, 4, 5), (5, 5, None), (None, 4, None)]
)
def test_a_payment_is_taken_over_where_it_is_new(
    said_ms: int | None, known_ms: int | None, new_ms: int | None
) -> None:
    row = guest(paid_ms=said_ms, full_name="Noa Cohen")
    own, _person = row_changes(row, current({"full_name": "Noa Cohen"}, paid_ms=known_ms))
    assert own.get("paid_ms") == new_ms


@pytest.mark.parametrize(
    ("name", "email", "is_other"),
    [
        ("Ruth Katz", "ruth@x.org", True),
        ("Noa Cohen-Levi", "ruth@x.org", False),
        ("Ruth Katz", "noa@x.org", False),
        ("Ruth Katz", "", False),
    ],
)
def test_somebody_else_has_another_name_and_another_email(
    name: str, email: str, *, is_other: bool
) -> None:
    known = Known("r1", "p1", "Noa Cohen", "cohen noa", "noa@x.org", "", "", "", "", "", "")
    assert is_somebody_else(guest(full_name=name, email=email), known) is is_other


def test_nobody_is_somebody_else_whose_email_was_not_known() -> None:
    known = Known("r1", "p1", "Noa Cohen", "cohen noa", "", "", "", "", "", "", "")
    assert not is_somebody_else(guest(full_name="Ruth Katz", email="ruth@x.org"), known)
