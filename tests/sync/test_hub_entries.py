"""Entries at a hub: what is taken there, what is read, and what is told of it."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import closing

import psycopg
import pytest

from desktop.domain.sync.hub_address import HubAddress
from desktop.sync.hub import Cursor, Hub, Pushed, open_hub
from tests.sync.foreign_entries import entries_of

PATIENCE_S = 30.0


@pytest.fixture
def link(hub: HubAddress) -> Iterator[Hub]:
    with open_hub(hub, "") as opened:
        yield opened


@pytest.fixture
def raw(hub: HubAddress, link: Hub) -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    """A connection past all rules, to a hub that has its schema."""
    with psycopg.connect(hub.url, autocommit=True) as opened:
        yield opened


@pytest.fixture
def wake() -> Iterator[socket.socket]:
    """A wake that nobody calls."""
    ours, theirs = socket.socketpair()
    with closing(ours), closing(theirs):
        yield ours


def test_an_empty_hub_has_nothing_to_read(link: Hub) -> None:
    assert link.pull(Cursor(), 10) == ([], Cursor("0", 0))
    assert link.heads() == {}
    assert link.pull_desk("far", 0, 10) == []
    assert link.chain("far", 1) is None
    assert link.photo("a") is None


def test_what_is_pushed_is_there_for_others_at_once(
    link: Hub, raw: psycopg.Connection[tuple[object, ...]]
) -> None:
    entries = entries_of("far", 3)
    assert link.push("far", entries) == Pushed(new=3, forked=0)
    numbers = raw.execute("SELECT desk, n, chain FROM muster.entries ORDER BY n").fetchall()
    assert numbers == [("far", n, entries[n - 1].chain) for n in (1, 2, 3)]
    assert link.heads() == {"far": 3}
    assert link.chain("far", 2) == entries[1].chain


def test_what_the_hub_has_already_is_passed_over(link: Hub) -> None:
    entries = entries_of("far", 5)
    link.push("far", entries[:3])
    assert link.push("far", entries[:3]) == Pushed(new=0, forked=0)
    assert link.push("far", entries[1:5]) == Pushed(new=2, forked=0)
    assert link.heads() == {"far": 5}


def test_where_it_has_one_otherwise_it_takes_none(link: Hub) -> None:
    link.push("far", entries_of("far", 3))
    assert link.push("far", entries_of("far", 5, name="Ghost")).forked == 3
    assert link.heads() == {"far": 3}
    assert link.pull_desk("far", 0, 10) == entries_of("far", 3)


def test_pages_follow_each_other_to_the_end(link: Hub) -> None:
    far, near = entries_of("far", 3), entries_of("near", 2)
    link.push("far", far)
    link.push("near", near)
    first, after_first = link.pull(Cursor(), 2)
    second, after_second = link.pull(after_first, 2)
    third, after_third = link.pull(after_second, 2)
    assert (first, second, third) == (far[:2], [far[2], near[0]], near[1:])
    assert link.pull(after_third, 2) == ([], after_third)
    assert link.pull(after_first, 10)[0] == [far[2], *near]


def test_a_cursor_names_the_transaction_and_the_number_of_the_last_that_was_read(
    link: Hub, raw: psycopg.Connection[tuple[object, ...]]
) -> None:
    link.push("far", entries_of("far", 3))
    (last,) = raw.execute("SELECT x::text, seq FROM muster.entries WHERE n = 3").fetchall()
    assert link.pull(Cursor(), 10)[1] == last


@pytest.mark.parametrize(
    ("after", "limit", "numbers"),
    [(0, 10, [1, 2, 3, 4]), (1, 2, [2, 3]), (3, 10, [4]), (4, 10, [])],
)
def test_one_desk_s_entries_are_read_in_their_order(
    link: Hub, after: int, limit: int, numbers: list[int]
) -> None:
    link.push("near", entries_of("near", 2))
    link.push("far", entries_of("far", 4))
    assert [entry.number for entry in link.pull_desk("far", after, limit)] == numbers


def test_entries_about_some_people_are_read_by_them(link: Hub) -> None:
    far = entries_of("far", 3)
    link.push("far", far)
    assert link.of_subjects(["person:far3", "person:far1", "person:nobody"]) == [far[0], far[2]]
    assert link.of_subjects([]) == []


@pytest.mark.parametrize(
    ("missing", "head"),
    [([], 6), ([3], 2), ([1], 0), ([2, 4], 1), ([6], 5), ([1, 2, 3, 4, 5], 0)],
)
def test_a_journal_reaches_up_to_its_first_gap(
    link: Hub, raw: psycopg.Connection[tuple[object, ...]], missing: list[int], head: int
) -> None:
    """What comes after a gap counts for nothing, so that whoever has the rest sends it."""
    link.push("far", entries_of("far", 6))
    link.push("near", entries_of("near", 2))
    raw.execute("DELETE FROM muster.entries WHERE desk = 'far' AND n = ANY(%s)", (missing,))
    assert link.heads() == {"far": head, "near": 2}


def test_a_cursor_of_the_hub_s_future_is_known(
    link: Hub, raw: psycopg.Connection[tuple[object, ...]]
) -> None:
    link.push("far", entries_of("far", 1))
    newest = link.pull(Cursor(), 10)[1]
    assert not link.is_before(Cursor())
    assert not link.is_before(newest)
    assert link.is_before(Cursor(str(int(newest.transaction_id) + 1_000_000), 0))


def test_photos_are_asked_for_by_name(link: Hub) -> None:
    content = b"\xff\xd8 a picture"
    name = "7b620021d96ad2c03db948838c2653d86ff15442e43b9bbbd362c80ee21ae8a2"
    assert link.lacks([name, "b"]) == [name, "b"]
    link.keep_photo(name, content)
    link.keep_photo("b", content)
    assert link.lacks([name, "b"]) == ["b"]
    assert link.photo(name) == content
    assert link.photo("b") is None


def test_a_notice_names_the_desk_and_its_newest_entry(
    hub: HubAddress, link: Hub, wake: socket.socket
) -> None:
    with open_hub(hub, "") as other:
        other.push("far", entries_of("far", 3))
    assert link.wait(PATIENCE_S, wake) == {"far": 3}
    assert link.wait(0.0, wake) == {}
    with open_hub(hub, "") as other:
        other.push("far", entries_of("far", 3))
    assert link.wait(0.0, wake) == {}


@pytest.mark.parametrize(
    ("payloads", "heard"),
    [
        (["far 5", "far 3"], {"far": 5}),
        (["far 3", "far 5", "near 2"], {"far": 5, "near": 2}),
        (["far 7", "far"], {"far": 7}),
        (["far 999999999999999999"], {"far": 999_999_999_999_999_999}),
        (["far 1000000000000000000"], {"far": 0}),
        (["far 0"], {"far": 0}),
    ],
)
def test_of_several_notices_the_furthest_counts(
    link: Hub,
    raw: psycopg.Connection[tuple[object, ...]],
    wake: socket.socket,
    payloads: list[str],
    heard: dict[str, int],
) -> None:
    with raw.transaction():
        for payload in payloads:
            raw.execute("SELECT pg_notify('muster_news', %s)", (payload,))
    assert link.wait(PATIENCE_S, wake) == heard


def test_a_notice_that_came_meanwhile_is_told_without_waiting(
    link: Hub, raw: psycopg.Connection[tuple[object, ...]], wake: socket.socket
) -> None:
    raw.execute("SELECT pg_notify('muster_news', 'far 4')")
    link.heads()
    assert link.wait(PATIENCE_S, wake) == {"far": 4}


def test_a_wake_ends_the_waiting_without_news(link: Hub) -> None:
    ours, theirs = socket.socketpair()
    with closing(ours), closing(theirs):
        theirs.send(b"!")
        assert link.wait(PATIENCE_S, ours) == {}
