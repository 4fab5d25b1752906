"""What a row may change of somebody who is known, and how slices settle."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.domain.attendees.listed import listed, note_of
from desktop.domain.attendees.matching import Features, Known
from desktop.workflows.transfer.guest_list import Guest
from desktop.workflows.transfer.import_rules import (
    RowChanges,
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
    known = current({"full_name": "Noa Levi"}, notes="by hand", listed=listed("ours", said_by(row)))
    assert row_changes(row, known) == RowChanges({}, {})


def test_only_what_the_list_says_otherwise_than_before_changes() -> None:
    before = guest(full_name="Noa Cohen", title="Dr", notes="vegan", external_id="1")
    known = current(
        {"full_name": "Noa Levi", "title": "Prof"}, notes="by hand", external_id="2",
        listed=listed("ours", said_by(before)),
    )  # fmt: skip
    after = guest(full_name="Noa Cohen", title="RN", notes="no nuts", external_id="1")
    changes = row_changes(after, known)
    assert (changes.own, changes.person) == ({"notes": "no nuts"}, {"title": "RN"})
    assert changes.note == note_of("ours", said_by(after), ["notes", "title"])


def test_a_column_more_is_news_of_its_own_and_one_less_is_none() -> None:
    before = guest(full_name="Noa Cohen", title="RN")
    known = current({"full_name": "Noa Levi"}, notes="old", listed=listed("ours", said_by(before)))
    changes = row_changes(guest(full_name="Noa Cohen", notes="new"), known)
    assert (changes.own, changes.person) == ({"notes": "new"}, {})


def test_another_system_changes_fields_but_is_no_source_and_clears_nothing() -> None:
    row = guest(full_name="Noa Cohen", title="", notes="new", external_id="9", source="theirs")
    person = {"full_name": "Noa Cohen", "title": "Dr"}
    changes = row_changes(row, current(person, notes="old", external_id="1"))
    assert (changes.own, changes.person) == ({"notes": "new"}, {})


def test_a_blank_clears_only_the_lists_own_word() -> None:
    before, after = guest(full_name="Noa", notes="vegan"), guest(full_name="Noa", notes="")
    memory = listed("ours", said_by(before))
    own_word = current({"full_name": "Noa"}, notes="vegan", listed=memory)
    assert row_changes(after, own_word).own == {"notes": ""}
    other_word = current({"full_name": "Noa"}, notes="no nuts", listed=memory)
    assert row_changes(after, other_word).own == {}
    assert row_changes(after, other_word).note == "ours=no--------"


def test_who_was_registered_by_hand_gets_the_source_of_the_list() -> None:
    row = guest(full_name="Noa Cohen", external_id="9")
    known = current({"full_name": "Noa Cohen"}, source="", external_id="")
    assert row_changes(row, known).own == {"source": "ours", "external_id": "9"}


def test_what_a_hand_decided_and_a_list_says_otherwise_is_a_choice() -> None:
    row = guest(full_name="Noa Cohen", notes="vegan", title="RN")
    known = current({"full_name": "Noa Cohen", "title": "Dr"}, notes="by hand")
    known.registration["person"] = "p1"
    known.by_hand, known.id = frozenset({"notes", "title"}), "r1"
    changes = row_changes(row, known)
    assert [(c.field, c.ours, c.theirs, c.subject) for c in changes.choices] == [
        ("notes", "by hand", "vegan", "registration:r1"), ("title", "Dr", "RN", "person:p1"),
    ]  # fmt: skip
    assert (changes.own, changes.person) == ({"notes": "vegan"}, {"title": "RN"})


def test_a_whole_name_that_only_joins_the_halves_is_no_news() -> None:
    halves = {"first_name": "Noa", "last_name": "Cohen"}
    assert row_changes(guest(full_name="Noa Cohen"), current(halves)).person == {}


@pytest.mark.parametrize(
    ("status", "word", "now", "is_inside", "expected"),
    [
        ("cancelled", "", "registered", False, {"status": "cancelled", "status_word": ""}),
        ("pending", "Moon", "registered", False, {"status": "pending", "status_word": "Moon"}),
        ("pending", "Moon", "registered", True, {}),
        ("cancelled", "", "registered", True, {"status": "cancelled", "status_word": ""}),
        ("", "", "registered", False, {}),
        ("", "", "cancelled", False, {"status": "pending", "status_word": ""}),
    ],
)
def test_a_status_that_is_not_understood_or_went_blank_opens_no_door(
    status: str, word: str, now: str, *, is_inside: bool, expected: dict[str, str]
) -> None:
    row = guest(full_name="Noa Cohen")
    row.registration.update(status=status, status_word=word)
    before = {"full_name": "Noa Cohen", "status": "waitlisted"}
    known = current({"full_name": "Noa Cohen"}, status=now, listed=listed("ours", before))
    known.is_inside = is_inside
    assert row_changes(row, known).own == expected


@pytest.mark.parametrize(
    ("text", "paid", "has_remainder", "amount"),
    [("80", "50", False, "80"), ("30", "50", True, "80"), ("30", "", True, "30")],
)
def test_a_balance_is_what_is_left_beside_what_was_paid(
    text: str, paid: str, *, has_remainder: bool, amount: str
) -> None:
    row = guest(full_name="Noa Cohen")
    row.registration["amount_due"] = text
    known = current({"full_name": "Noa Cohen"}, amount_due="50", paid_amount=paid)
    changes = row_changes(row, known, has_remainder=has_remainder)
    assert changes.own["amount_due"] == amount


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
    changes = row_changes(row, current({"full_name": "Noa Cohen"}, ticket_code=code))
    assert changes.own.get("ticket_code") == new_code


def test_no_code_voids_none() -> None:
    assert "ticket_code" not in row_changes(guest(full_name="Noa Cohen"), current({})).own


@pytest.mark.parametrize(
    ("said_ms", "known_ms", "new_ms"), [(5, None, 5), (5, 4, 5), (5, 5, None), (None, 4, None)]
)
def test_a_payment_is_taken_over_where_it_is_new(
    said_ms: int | None, known_ms: int | None, new_ms: int | None
) -> None:
    row = guest(paid_ms=said_ms, full_name="Noa Cohen")
    changes = row_changes(row, current({"full_name": "Noa Cohen"}, paid_ms=known_ms))
    assert changes.own.get("paid_ms") == new_ms


@pytest.mark.parametrize(
    ("name", "email", "phone", "is_other"),
    [
        ("Ruth Katz", "ruth@x.org", "", True),
        ("Noa Cohen-Levi", "ruth@x.org", "", False),
        ("Ruth Katz", "noa@x.org", "", False),
        ("Ruth Katz", "", "", False),
        ("Ruth Katz", "ruth@x.org", "050", False),
        ("Ruth Katz", "", "052", True),
    ],
)
def test_somebody_else_has_another_name_and_nothing_else_in_common(
    name: str, email: str, phone: str, *, is_other: bool
) -> None:
    known = Known("r1", "p1", "Noa Cohen", "cohen noa", "noa@x.org", "050", "", "", "", "", "")
    row = guest(full_name=name, email=email)
    row = row._replace(features=row.features._replace(phone=phone))
    assert is_somebody_else(row, known) is is_other


def test_nobody_is_somebody_else_whose_email_was_not_known() -> None:
    known = Known("r1", "p1", "Noa Cohen", "cohen noa", "", "", "", "", "", "", "")
    assert not is_somebody_else(guest(full_name="Ruth Katz", email="ruth@x.org"), known)
