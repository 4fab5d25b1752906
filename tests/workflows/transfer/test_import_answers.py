"""Answers that come in with our own export."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from desktop.domain.programme.programme import Programme
from desktop.domain.programme.questions import Question
from desktop.workflows.opening import FrontDesk
from desktop.workflows.transfer.guest_list import open_guest_list
from desktop.workflows.transfer.progress import Progress
from tests.support.builders import write_csv
from tests.support.fakes import FakeClock
from tests.support.reception import Reception


@pytest.fixture
def desk(front_desk: FrontDesk, niperm: Programme, clock: FakeClock) -> Reception:
    made = Reception(front_desk, niperm, clock)
    asked = Question("", niperm.id, "Drink?", kind="choice", choices="Tea\nCoffee")
    assert front_desk.planning.save_question(niperm, asked) == {}
    return made


def take(desk: Reception, folder: Path, answer: str) -> Progress:
    """Import our own export again, with another answer in its last column."""
    desk.front_desk.export.attendees(desk.programme, folder / "ours.csv")
    text = (folder / "ours.csv").read_text("utf-8-sig")
    header, *rows = csv.reader(text.splitlines())
    newer = write_csv(folder / "newer.csv", [header, *([*row[:-1], answer] for row in rows)])
    return desk.front_desk.importing(desk.programme, open_guest_list(newer)).run()


def test_an_answer_is_taken_and_one_that_was_given_stays(desk: Reception, tmp_path: Path) -> None:
    noa = desk.register("Noa Cohen")
    take(desk, tmp_path, "Tea")
    known = desk.front_desk.registry.details(noa.id).answers
    assert [answer.value for answer in known.values()] == ["Tea"]
    take(desk, tmp_path, "Coffee")
    known = desk.front_desk.registry.details(noa.id).answers
    assert [answer.value for answer in known.values()] == ["Tea"]


def test_an_answer_that_cannot_be_given_is_not_taken(desk: Reception, tmp_path: Path) -> None:
    noa = desk.register("Noa Cohen")
    take(desk, tmp_path, "Beer")
    assert not desk.front_desk.registry.details(noa.id).answers
