"""A desk of NIPERM and the lists of one system that come to it, for all tests of attendees."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from desktop.domain.journal.bodies import SET
from desktop.domain.journal.entry import Draft, SubjectType, subject_of
from desktop.domain.programme.programme import Programme
from desktop.workflows.opening import FrontDesk
from desktop.workflows.transfer.guest_list import open_guest_list
from tests.support.builders import write_csv
from tests.support.fakes import FakeClock
from tests.support.reception import Reception

HEADER = ["Name", "Email", "Sessions", "Status", "Notes", "Attendee number"]


class Lists:
    """Imports rows under the same header, as one system's exports."""

    def __init__(self, desk: Reception, folder: Path) -> None:
        self._desk = desk
        self._path = folder / "list.csv"

    def take(self, *rows: list[str]) -> tuple[int, int, int]:
        self._desk.clock.advance(1000)
        guests = open_guest_list(write_csv(self._path, [HEADER, *rows]))
        done = self._desk.front_desk.importing(self._desk.programme, guests).run()
        return done.new, done.changed, done.unchanged


@pytest.fixture
def desk(front_desk: FrontDesk, niperm: Programme, clock: FakeClock) -> Reception:
    return Reception(front_desk, niperm, clock)


@pytest.fixture
def lists(desk: Reception, tmp_path: Path) -> Lists:
    return Lists(desk, tmp_path)


def crowd(desk: Reception, **own: Any) -> None:
    """Register 501 people at once, more than a page: Guest 000 to 500, each with a clinic."""
    drafts = []
    for number in range(501):
        person = subject_of(SubjectType.PERSON, f"p{number}")
        body = {"full_name": f"Guest {number:03d}", "organization": f"Clinic {number:03d}",
                "email": f"g{number}@example.org"}  # fmt: skip
        drafts.append(Draft(SET, person, "", body))
        registration = subject_of(SubjectType.REGISTRATION, f"r{number}")
        fields = {"person": f"p{number}", "ticket_code": f"C{number}", **own}
        drafts.append(Draft(SET, registration, desk.programme.id, fields))
    with desk.front_desk._store.write():
        desk.front_desk._store.append(drafts, desk.clock())
