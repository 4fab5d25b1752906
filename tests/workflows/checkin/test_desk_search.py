"""Finding people at the desk: by what, why, and in which order."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from desktop.domain.attendees.finding import Why
from desktop.domain.checkin.codes import Reading
from desktop.domain.programme.programme import Programme
from desktop.workflows.opening import FrontDesk
from tests.conftest import Importer
from tests.support.builders import write_csv
from tests.support.fakes import FakeClock
from tests.support.reception import Reception


@pytest.fixture
def desk(front_desk: FrontDesk, niperm: Programme, clock: FakeClock) -> Reception:
    return Reception(front_desk, niperm, clock)


def test_a_name_is_sure_and_what_only_sounds_like_it_is_not(desk: Reception) -> None:
    cohen = desk.register("Noa Cohen")
    (match,) = desk.front_desk.desk.search(desk.programme, "cohen")
    assert (match.id, match.why, match.is_sure) == (cohen.id, Why.NAME, True)
    (match,) = desk.front_desk.desk.search(desk.programme, "kohen")
    assert (match.id, match.why, match.is_sure) == (cohen.id, Why.SOUND, False)


def test_a_search_shows_fifty_people_and_no_more(
    front_desk: FrontDesk, niperm: Programme, import_file: Importer, tmp_path: Path
) -> None:
    rows = [["Name"], *([f"Guest{number:02d} Levi"] for number in range(51))]
    import_file(write_csv(tmp_path / "list.csv", rows))
    names = [attendee.name for attendee in front_desk.desk.find(niperm, "levi")]
    assert len(names) == 50
    assert names[0] == "Guest00 Levi"
    assert len(front_desk.desk.find(niperm, "levi", 2)) == 2


def test_people_come_in_the_order_in_which_they_were_asked_for(desk: Reception) -> None:
    noa, dan = desk.register("Noa Cohen"), desk.register("Dan Levi")
    people = desk.front_desk.desk.people([noa.id, "nobody", dan.id])
    assert [attendee.name for attendee in people] == ["Noa Cohen", "Dan Levi"]
    people = desk.front_desk.desk.people([dan.id, noa.id])
    assert [attendee.name for attendee in people] == ["Dan Levi", "Noa Cohen"]


def test_a_typed_code_is_known_also_through_a_hebrew_keyboard(
    desk: Reception, import_file: Importer, tmp_path: Path
) -> None:
    import_file(write_csv(tmp_path / "list.csv", [["Name", "Barcode"], ["Noa Cohen", "T-1"]]))
    knows = partial(desk.front_desk.desk.knows, desk.programme)
    assert knows(Reading("T-1"))
    assert knows(Reading("t-1"))
    assert knows(Reading("א-1"))
    assert not knows(Reading("T-2"))


def test_the_desk_knows_its_name(desk: Reception) -> None:
    assert desk.front_desk.desk.name == "Desk A"
