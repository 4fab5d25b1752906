"""All columns that say whether somebody may come, the strictest first."""

from __future__ import annotations

import pytest

from desktop.domain.attendees.registration import Status
from desktop.files.transfer.row_status import (
    RowStatus,
    read_row_status,
    read_word,
    with_extra,
    word_key,
)


def read(cells: dict[str, str], *, asks: bool = False) -> RowStatus:
    return read_row_status(
        lambda name: cells.get(name, ""),
        {},
        {name: name for name in cells if name != "status"},
        asks_for_reply=asks,
    )


@pytest.mark.parametrize(
    ("cells", "status", "word"),
    [
        ({}, "", ""),
        ({"status": "Attending"}, "registered", ""),
        ({"status": "Moon"}, "pending", "Moon"),
        ({"status": "-"}, "", ""),
        ({"is_cancelled": "2026-05-01"}, "cancelled", ""),
        ({"is_cancelled": "3/4/2026"}, "cancelled", ""),
        ({"is_cancelled": "Refunded"}, "cancelled", ""),
        ({"is_cancelled": "No"}, "", ""),
        ({"is_cancelled": "by phone"}, "pending", "is_cancelled: by phone"),
        ({"is_blocked": "yes"}, "blocked", ""),
        ({"is_blocked": "stolen"}, "pending", "is_blocked: stolen"),
        ({"is_paid": "Yes"}, "", ""),
        ({"is_paid": "2026-05-01"}, "", ""),
        ({"is_paid": "paid"}, "", ""),
        ({"is_paid": "No"}, "pending", ""),
        ({"is_paid": ""}, "pending", ""),
        ({"is_paid": "half"}, "pending", "is_paid: half"),
        ({"is_approved": "No"}, "pending", ""),
        ({"is_approved": "yes"}, "", ""),
        ({"is_cancelled": "0.00"}, "", ""),
        ({"status": "Attending", "is_cancelled": "yes"}, "cancelled", ""),
        ({"status": "Blocked", "is_cancelled": "yes"}, "blocked", ""),
        ({"status": "Attending", "is_paid": "no"}, "pending", ""),
        ({"status": "Cancelled", "is_paid": "no"}, "cancelled", ""),
    ],
)
def test_the_strictest_column_counts(cells: dict[str, str], status: str, word: str) -> None:
    assert read(cells) == RowStatus(status, word)


def test_who_did_not_reply_is_only_invited() -> None:
    assert read({"status": ""}, asks=True) == RowStatus("invited")
    assert read({"status": "Yes"}, asks=True) == RowStatus("registered")


def test_a_status_tells_who_is_in() -> None:
    assert read({"status": "Checked in"}) == RowStatus("registered", is_in=True)
    assert read({"status": "Checked in", "is_cancelled": "yes"}) == RowStatus(
        "cancelled", is_in=True
    )


def test_a_further_column_of_states_opens_no_door() -> None:
    registered = RowStatus("registered")
    assert with_extra(registered, [("Order", "Completed"), ("Pay", "-")], {}) == registered
    refunded = with_extra(registered, [("Order", "Refunded")], {})
    assert refunded == RowStatus("pending", "Order: Refunded")
    assert with_extra(RowStatus(), [("Order", "Moon")], {}) == RowStatus("pending", "Order: Moon")
    cancelled = RowStatus("cancelled")
    assert with_extra(cancelled, [("Order", "Moon")], {}) == cancelled


def test_words_mean_what_somebody_said() -> None:
    chosen = {word_key("VIP_Guest"): "registered", "*": "pending", word_key("Going"): "cancelled"}
    assert read_word("vip guest", chosen) == (Status.REGISTERED, False, "")
    assert read_word("Moon", chosen) == (Status.PENDING, False, "Moon")
    assert read_word("Going", chosen).status is Status.CANCELLED
    assert read_word("Attending", chosen).status is Status.REGISTERED
    assert read_word("here", {"here": "checked_in"}) == (Status.REGISTERED, True, "")
    assert read_word("Moon", {"*": "registered"}) == (Status.REGISTERED, False, "")
