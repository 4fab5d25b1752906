"""Lists of many systems, each with its right reading: columns, words, who is in, what is left out.

`tests/fixtures/lists/readings.json` was held against each file by a person. A status of which the
word is not understood ends in `?`, somebody who came in ends in `in`.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from desktop.domain.programme.programme import Programme
from desktop.workflows.opening import FrontDesk
from desktop.workflows.transfer.guest_list import GuestList, open_guest_list
from desktop.workflows.transfer.progress import Progress
from tests.conftest import EXPORTS

LISTS = EXPORTS.parent / "lists"
READINGS: list[dict[str, Any]] = json.loads((LISTS / "readings.json").read_text("utf-8"))
# The only list with a doubt has dates as US systems write them.
MONTH_FIRST = False


def take(front_desk: FrontDesk, programme: Programme, guests: GuestList) -> Progress:
    return front_desk.importing(programme, guests.with_days(MONTH_FIRST)).run()


def standing(front_desk: FrontDesk, programme: Programme) -> list[list[str]]:
    people = front_desk._store.registrations.page(programme.id, 0)[1]
    return [
        [
            attendee.name,
            attendee.registration.status.value
            + (" ?" if attendee.registration.status_word else "")
            + (" in" if attendee.registration.met else ""),
        ]
        for attendee in people
    ]


@pytest.mark.parametrize("reading", READINGS, ids=lambda reading: reading["file"])
def test_a_list_is_read_as_it_is_meant(
    front_desk: FrontDesk, niperm: Programme, reading: dict[str, Any]
) -> None:
    guests = open_guest_list(LISTS / reading["file"])
    table = guests.table
    assert table.header_row == reading.get("header_row", 1)
    assert table.worksheet == reading.get("sheet", "")
    assert table.encoding.name == reading.get("encoding", "utf-8")
    assert list(guests.letters.names if guests.letters else ()) == reading.get("letters", [])
    assert guests.named_mapping == reading["mapping"]
    assert guests.overlooked == reading.get("overlooked", [])
    if not guests.has_names:
        assert "people" not in reading
        return
    words = {word.word: word.meaning if word.is_known else "?" for word in guests.status_words()}
    assert words == reading.get("statuses", {})
    asked = [type(doubt).__name__ for doubt in front_desk.judged("NIPERM", guests).doubts]
    assert asked == reading.get("asked", [])
    done = take(front_desk, niperm, guests)
    problems = [
        [p.row, p.column, p.reason.value, "row" if p.is_row_out else "cell"] for p in done.problems
    ]
    assert standing(front_desk, niperm) == reading["people"]
    assert problems == reading.get("problems", [])


@pytest.mark.parametrize("reading", READINGS, ids=lambda reading: reading["file"])
def test_the_same_list_again_changes_nobody(
    front_desk: FrontDesk, niperm: Programme, reading: dict[str, Any]
) -> None:
    guests = open_guest_list(LISTS / reading["file"])
    if not guests.has_names:
        return
    take(front_desk, niperm, guests)
    before = standing(front_desk, niperm)
    again = take(front_desk, niperm, guests)
    assert (again.new, again.choices, again.missing) == (0, (), ())
    assert standing(front_desk, niperm) == before
    assert front_desk.verify() == []
