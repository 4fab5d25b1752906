"""Ids and the small doors that lead nowhere."""

from __future__ import annotations

import time
from uuid import UUID

import pytest

from desktop.domain.attendees.mail import SmtpServer
from desktop.domain.failures import MailServerRefused
from desktop.workflows.ports import directly, never, new_id, no_mailer, system_clock

NOW = 1_795_000_000_000


def counter(id_: str) -> int:
    """Read the counter of an id: the twelve bits after its version."""
    return UUID(id_).int >> 64 & 0xFFF


def test_ids_of_one_millisecond_count_from_nought_and_keep_their_order() -> None:
    ids = [new_id(NOW + 1) for _ in range(5)]
    assert [counter(id_) for id_ in ids] == [0, 1, 2, 3, 4]
    assert ids == sorted(ids)
    assert [counter(new_id(NOW + 2)), counter(new_id(NOW + 2))] == [0, 1]
    assert all(UUID(id_).version == 7 and UUID(id_).variant == UUID(ids[0]).variant for id_ in ids)


def test_after_four_thousand_ids_of_one_millisecond_the_counter_begins_anew() -> None:
    ids = [new_id(NOW + 3) for _ in range(4097)]
    assert (counter(ids[4095]), counter(ids[4096])) == (4095, 0)
    assert len(set(ids)) == 4097


def test_ids_are_random_in_all_their_other_bits() -> None:
    tails = [UUID(new_id(NOW + number)).int & (1 << 62) - 1 for number in range(10, 74)]
    assert len(set(tails)) == 64
    assert any(tail >> 61 for tail in tails)


def test_the_systems_clock_is_in_milliseconds() -> None:
    assert abs(system_clock() - time.time() * 1000) < 60_000


def test_nobody_stops_and_work_is_done_at_once() -> None:
    assert never() is False
    assert directly(lambda: 7) == 7


def test_no_mail_goes_out_where_none_is_set_up() -> None:
    with pytest.raises(MailServerRefused):
        no_mailer(SmtpServer("mail.example.org", 25, "me@example.org"), "")
