"""Who gets a seat, who waits, and who moves up."""

from __future__ import annotations

import pytest

from desktop.domain.programme.booking import BookingState, booking_field, bookings_body
from desktop.domain.programme.waiting_list import Waiting, moving_up, state_for

NOA, DAN, GAL = Waiting(1_000, "noa"), Waiting(2_000, "dan"), Waiting(2_000, "gal")


@pytest.mark.parametrize(
    ("capacity", "taken", "waiting", "state"),
    [
        (0, 500, 0, "booked"),
        (2, 0, 0, "booked"),
        (2, 1, 0, "booked"),
        (2, 2, 0, "waiting"),
        (2, 3, 0, "waiting"),
        (2, 1, 1, "waiting"),
        (0, 0, 1, "booked"),
    ],
)
def test_the_next_one_gets_a_seat_where_one_is_free_and_nobody_waits(
    capacity: int, taken: int, waiting: int, state: str
) -> None:
    assert state_for(capacity, taken, waiting) == state


@pytest.mark.parametrize(
    ("capacity", "taken", "names"),
    [
        (0, 9, ["noa", "dan", "gal"]),
        (5, 5, []),
        (5, 6, []),
        (5, 4, ["noa"]),
        (5, 3, ["noa", "dan"]),
        (5, 0, ["noa", "dan", "gal"]),
    ],
)
def test_the_longest_waiting_move_up_and_of_one_moment_all_desks_take_the_same(
    capacity: int, taken: int, names: list[str]
) -> None:
    lucky = moving_up(capacity, taken, [GAL, DAN, NOA])
    assert [waiting.registration for waiting in lucky] == names


def test_bookings_are_fields_of_a_registration_by_their_session() -> None:
    assert booking_field("s1") == "booking:s1"
    assert bookings_body(["s1", "s2"], BookingState.TAKEN_OUT, 8) == {
        "booking:s1": {"state": "no", "at_ms": 8},
        "booking:s2": {"state": "no", "at_ms": 8},
    }
