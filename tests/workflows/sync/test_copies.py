"""A store that was copied or restored is noticed as it is opened."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from desktop.files.sync.desk_marks import DeskMarks, machine_name
from desktop.workflows.attendees.registry import RegistrationForm
from desktop.workflows.opening import FrontDesk
from tests.support.builders import EIGHT
from tests.support.fakes import FakeClock, RecordingPainter


class Computer:
    """A computer with a name and a memory of its own; the key of the store is on all of them."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder = folder / name
        self.folder.mkdir()
        self.key = folder / "store.key"
        self.marks = DeskMarks(self.folder / "desks", name)

    def open(self, path: Path | None = None) -> FrontDesk:
        path = path or self.folder / "muster.db"
        clock, painter = FakeClock(EIGHT), RecordingPainter()
        return FrontDesk.open(path, self.key, clock, painter, marks=self.marks)


@pytest.fixture
def laptop(tmp_path: Path) -> Computer:
    return Computer(tmp_path, "laptop")


def register(front_desk: FrontDesk, name: str) -> None:
    programme = front_desk.programmes.find_or_make("NIPERM")
    front_desk.registry.register(programme, RegistrationForm({"full_name": name}, {}, {}))


def begin(computer: Computer) -> str:
    """Make a store with somebody in it; give its desk."""
    front_desk = computer.open()
    register(front_desk, "Noa Levi")
    desk = front_desk._store.desk
    front_desk.close()
    return desk


def opened_as(computer: Computer, path: Path | None = None) -> tuple[str, bool, str]:
    front_desk = computer.open(path)
    told = front_desk._store.desk, front_desk.was_copied, front_desk.desk.name
    assert front_desk.verify() == []
    front_desk.close()
    return told


def test_an_ordinary_start_is_no_copy(laptop: Computer) -> None:
    desk = begin(laptop)
    assert opened_as(laptop) == opened_as(laptop) == (desk, False, "Desk A")


def test_a_store_that_another_computer_wrote_is_a_copy(laptop: Computer, tmp_path: Path) -> None:
    desk = begin(laptop)
    other = Computer(tmp_path, "other laptop")
    shutil.copy(laptop.folder / "muster.db", other.folder / "muster.db")
    copied, was_copied, name = opened_as(other)
    assert (copied != desk, was_copied, name) == (True, True, "Desk A (2)")
    assert opened_as(other) == (copied, False, "Desk A (2)")
    assert opened_as(laptop) == (desk, False, "Desk A")


def test_a_restored_backup_is_a_copy(laptop: Computer) -> None:
    desk = begin(laptop)
    backup = laptop.folder / "backup.db"
    shutil.copy(laptop.folder / "muster.db", backup)
    front_desk = laptop.open()
    register(front_desk, "Dan Levi")
    front_desk.close()
    backup.replace(laptop.folder / "muster.db")
    restored, was_copied, name = opened_as(laptop)
    assert (restored != desk, was_copied, name) == (True, True, "Desk A (2)")


def test_of_two_files_here_the_one_that_fell_behind_is_a_copy(laptop: Computer) -> None:
    desk = begin(laptop)
    beside = laptop.folder / "beside.db"
    shutil.copy(laptop.folder / "muster.db", beside)
    front_desk = laptop.open(beside)
    register(front_desk, "Dan Levi")
    front_desk.close()
    assert opened_as(laptop, beside) == (desk, False, "Desk A")
    other, was_copied, name = opened_as(laptop)
    assert (other != desk, was_copied, name) == (True, True, "Desk A (2)")


def test_a_store_that_was_moved_or_renamed_is_none(laptop: Computer) -> None:
    desk = begin(laptop)
    moved = laptop.folder / "niperm.db"
    (laptop.folder / "muster.db").rename(moved)
    assert opened_as(laptop, moved) == (desk, False, "Desk A")


def test_a_computer_that_remembers_nothing_says_nothing(laptop: Computer, tmp_path: Path) -> None:
    desk = begin(laptop)
    forgetful = Computer(tmp_path, "forgetful")
    forgetful.marks = DeskMarks(forgetful.folder / "no" / "folder", "")
    (forgetful.folder / "no").write_text("a file in the folder's place")
    path = laptop.folder / "muster.db"
    assert opened_as(forgetful, path) == (desk, False, "Desk A")


@pytest.mark.parametrize("text", ["", "{", "[]", '{"newest": "many"}', "null"])
def test_a_damaged_mark_is_none(laptop: Computer, text: str) -> None:
    desk = begin(laptop)
    (laptop.folder / "desks" / f"{desk}.json").write_text(text)
    assert laptop.marks.newest(desk) == 0
    assert opened_as(laptop) == (desk, False, "Desk A")
    # The name of the desk, a programme with its entrance, and two for a person.
    assert laptop.marks.newest(desk) == 5


def test_this_computer_has_one_name_that_does_not_tell_which_it_is() -> None:
    name = machine_name()
    assert name == machine_name()
    assert name == "" or len(name) == 16
