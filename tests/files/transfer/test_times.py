"""Times as exports write them."""

from __future__ import annotations

import pytest

from desktop.files.transfer.times import read_time


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2026-09-20T10:00:00.000Z", "2026-09-20T10:00:00+00:00"),
        ("2026/05/28 7:01:33 PM GMT+2", "2026-05-28T17:01:33+00:00"),
        ("2026-05-28 19:01 UTC", "2026-05-28T19:01:00+00:00"),
        ("2026-05-28 19:01:00+03:00", "2026-05-28T16:01:00+00:00"),
    ],
)
def test_times_with_a_zone(text: str, iso: str) -> None:
    found = read_time(text)
    assert found is not None
    assert found.isoformat() == iso


@pytest.mark.parametrize("text", ["11/29/24 22:28", "29.11.2024 22:28", "2024-11-29 22:28"])
def test_times_without_a_zone_are_the_computers_own(text: str) -> None:
    found = read_time(text)
    assert found is not None
    assert found.astimezone().strftime("%Y-%m-%d %H:%M") == "2024-11-29 22:28"


@pytest.mark.parametrize("text", ["", "yes", "tomorrow", "99/99/9999"])
def test_what_is_no_time_is_none(text: str) -> None:
    assert read_time(text) is None
