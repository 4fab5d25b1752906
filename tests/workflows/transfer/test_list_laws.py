"""Whatever the order of the columns, what stands beside them and what says nothing in them."""

from __future__ import annotations

import csv
import random
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.workflows.transfer.guest_list import Guest, open_guest_list

PLACEHOLDERS = (
    "", "-", "--", "—", "N/A", "n/a", "null", "NULL", "none", "nil", "NaT", "Not yet", "0000-00-00",
    "0000-00-00 00:00:00", "1970-01-01", "1970-01-01T00:00:00Z", "00:00:00", ".", "[]", "#N/A",
)  # fmt: skip
UNREADABLE = ("Desk A", "9:05", "tomorrow", "yes?", "half", "32.13.2026", "Mar")
UNKNOWN = (
    "VIP", "Group A", "Not cancelled", "Partially paid", "Confirmed?", "De-registered", "placed",
    "Pending refund", "no longer waitlisted", "Block A", "❌ Confirmed", "Unsubscribed", "42",
)  # fmt: skip
EXTRA = (
    "T-shirt size",
    "Shoe",
    "How did you hear of us?",
    "Parent's email",
    "Total",
    "Emergency phone",
)
FIELDS = ("First Name", "Last Name", "Email", "Check-in time", "Checked in", "Cancelled", "Status")
KNOWN_YES = ("Attending", "Approved", "Confirmed", "Paid")

rows = st.lists(
    st.tuples(
        st.sampled_from(PLACEHOLDERS + UNREADABLE),
        st.sampled_from((*PLACEHOLDERS, "No", "ABSENT", *UNREADABLE)),
        st.sampled_from((*PLACEHOLDERS, "No", "0", "false")),
        st.sampled_from(UNKNOWN + KNOWN_YES),
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(rows, st.lists(st.sampled_from(EXTRA), unique=True, max_size=4), st.integers(0, 10_000))
def test_nobody_is_in_or_cancelled_or_confirmed_by_what_says_nothing_certain(
    told: list[tuple[str, str, str, str]], extra: list[str], seed: int
) -> None:
    rng = random.Random(seed)
    header = [*FIELDS, *extra]
    rng.shuffle(header)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "list.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(header)
            # People about whom all is certain, so that the columns are recognised.
            for number in range(3):
                known = dict(zip(FIELDS, ("Noa", f"C{number}", f"n{number}@x.org",
                                          "2026-11-01 09:00", "Yes", "Yes", "Attending"),
                                 strict=True))  # fmt: skip
                writer.writerow([known.get(name, "x") for name in header])
            for number, (came_at, came, cancelled, status) in enumerate(told):
                cells = dict(zip(FIELDS, ("Dan", f"L{number}", f"d{number}@x.org", came_at, came,
                                          cancelled, status), strict=True))  # fmt: skip
                writer.writerow([cells.get(name, "yes") for name in header])
        read = [row for row in open_guest_list(path).rows() if isinstance(row, Guest)]
    assert len(read) == 3 + len(told)
    certain, uncertain = read[:3], read[3:]
    assert all(guest.is_in and guest.registration["status"] == "cancelled" for guest in certain)
    for guest, (_came_at, _came, _cancelled, status) in zip(uncertain, told, strict=True):
        assert not guest.is_in
        expected = "registered" if status in KNOWN_YES else "pending"
        assert guest.registration["status"] == expected, guest
        assert guest.registration["status_word"] == ("" if status in KNOWN_YES else status)


@pytest.mark.parametrize("field", ["Check-in time", "Checked in", "Cancelled"])
@pytest.mark.parametrize("cell", PLACEHOLDERS)
def test_a_column_of_placeholders_alone_says_nothing(tmp_path: Path, field: str, cell: str) -> None:
    path = tmp_path / "list.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["Name", field], *([f"Guest {n}", cell] for n in range(30))])
    read = [row for row in open_guest_list(path).rows() if isinstance(row, Guest)]
    assert len(read) == 30
    assert not any(guest.is_in or guest.registration.get("status") for guest in read)
