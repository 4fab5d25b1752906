"""What stands in the cells of an export: states, times, names and sessions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from desktop.domain.attendees.registration import Status
from desktop.domain.checkin.codes import Reading
from desktop.domain.failures import WorkStopped
from desktop.domain.programme.programme import Programme, Session
from desktop.domain.programme.questions import Question
from desktop.workflows.attendees.registry import RegistrationForm
from desktop.workflows.opening import FrontDesk
from desktop.workflows.transfer.export import attendee_values, iso_time, status_of
from tests.support.builders import EIGHT, attendee, inside, person, read_csv
from tests.support.fakes import FakeClock
from tests.support.reception import Reception

TRIAGE = Session(id="s1", programme="p1", code="W1", kind="", title="Triage")
TRAUMA = Session(id="s2", programme="p1", code="W2", kind="", title="Trauma")


@pytest.fixture
def desk(front_desk: FrontDesk, niperm: Programme, clock: FakeClock) -> Reception:
    return Reception(front_desk, niperm, clock)


@pytest.mark.parametrize(
    ("own", "word"),
    [
        ({}, "registered"),
        ({"presence": inside()}, "checked_in"),
        ({"presence": inside(), "last_out_ms": EIGHT}, "checked_in"),
        ({"last_out_ms": EIGHT}, "checked_out"),
        ({"status_word": "Gold"}, "registered"),
        ({"status_word": "Gold", "presence": inside()}, "checked_in"),
        ({"status": Status.CANCELLED}, "cancelled"),
        ({"status": Status.CANCELLED, "presence": inside()}, "cancelled"),
        ({"status": Status.CANCELLED, "last_out_ms": EIGHT}, "cancelled"),
        ({"status": Status.PENDING, "status_word": "Gold"}, "Gold"),
    ],
)
def test_one_word_says_where_somebody_stands(own: dict[str, Any], word: str) -> None:
    assert status_of(attendee(**own)) == word


def test_times_are_iso_to_the_millisecond_or_nothing() -> None:
    assert iso_time(1_793_527_200_123) == "2026-11-01T10:00:00.123Z"
    assert iso_time(0) == "1970-01-01T00:00:00.000Z"
    assert iso_time(None) == ""


def test_a_full_name_stands_as_it_was_given_and_else_is_made_of_two() -> None:
    whole = person(first_name="", last_name="", full_name="Dr. Noa Ben-David")
    assert attendee_values(attendee(whole))["full_name"] == "Dr. Noa Ben-David"
    assert attendee_values(attendee(person()))["full_name"] == "Noa Ben-David"
    assert attendee_values(attendee(person(last_name="")))["full_name"] == "Noa"


def test_who_is_inside_has_not_left() -> None:
    left = attendee_values(attendee(first_in_ms=EIGHT, last_out_ms=EIGHT))
    assert (left["checked_in_at"], left["checked_out_at"]) == ("2026-11-18T11:06:40.000Z",) * 2
    back = attendee_values(attendee(first_in_ms=EIGHT, last_out_ms=EIGHT, presence=inside()))
    assert (back["checked_in_at"], back["checked_out_at"]) == ("2026-11-18T11:06:40.000Z", "")


@pytest.mark.parametrize(
    ("own", "booked", "waiting"),
    [
        ({"sessions": "Triage | Opening"}, "Triage | Opening", ""),
        ({"sessions": "Triage", "booked": ("s1",)}, "Triage", ""),
        ({"sessions": "W1 | Opening", "booked": ("s2",), "unbooked": ("s1",)}, "W2; Opening", ""),
        ({"booked": ("s1", "s2")}, "W1; W2", ""),
        ({"waiting": ("s2",), "booked": ("s1",)}, "W1", "W2"),
        ({}, "", ""),
    ],
)  # fmt: skip
def test_sessions_stand_in_the_lists_words_while_they_say_the_truth(
    own: dict[str, Any], booked: str, waiting: str
) -> None:
    values = attendee_values(attendee(**own), [TRIAGE, TRAUMA])
    assert (values["sessions"], values["sessions_waiting"]) == (booked, waiting)


def test_answers_are_columns_but_signatures_are_not(desk: Reception, tmp_path: Path) -> None:
    planning, programme = desk.front_desk.planning, desk.programme
    for question in (
        Question("", programme.id, "Diet?", position=1),
        Question("", programme.id, "Sign here", kind="signature", position=2),
    ):
        assert planning.save_question(programme, question) == {}
    diet = next(q for q in desk.front_desk.programmes.questions(programme) if q.text == "Diet?")
    form = RegistrationForm({"full_name": "Noa Cohen"}, {}, {diet.id: "vegan"})
    desk.front_desk.registry.register(programme, form)
    desk.register("Dan Levi")
    desk.front_desk.export.attendees(programme, tmp_path / "a.csv")
    noa, dan = read_csv(tmp_path / "a.csv")
    assert (noa["question: Diet?"], dan["question: Diet?"]) == ("vegan", "")
    assert [column for column in noa if column.startswith("question: ")] == ["question: Diet?"]


def test_check_ins_name_who_was_met_and_leave_blank_who_is_unknown(
    desk: Reception, tmp_path: Path
) -> None:
    noa = desk.register("Noa Cohen", email="n@x.org")
    for code in (noa.registration.ticket_code, "nobody"):
        desk.clock.advance(1000)
        desk.front_desk.desk.scan(desk.station(), Reading(code))
    desk.front_desk.export.checkins(desk.programme, tmp_path / "c.csv")
    met, unknown = read_csv(tmp_path / "c.csv")
    assert (met["full_name"], met["email"], met["point"]) == (
        "Noa Cohen", "n@x.org", "Main entrance",
    )  # fmt: skip
    assert (met["at"], met["undone_at"]) == ("2026-11-18T11:06:42.000Z", "")
    assert (unknown["full_name"], unknown["outcome"]) == ("", "unknown_code")


def test_a_stopped_export_leaves_no_file(desk: Reception, tmp_path: Path) -> None:
    desk.register("Noa Cohen")
    export, target = desk.front_desk.export, tmp_path / "out.csv"
    for write in (export.attendees, export.checkins):
        with pytest.raises(WorkStopped) as stopped:
            write(desk.programme, target, is_stopped=lambda: True)
        assert stopped.value.facts["done"] == 0
        assert not target.exists()
