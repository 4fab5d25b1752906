"""Several badge files that a killed program left at once: each is judged by what lies there."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.domain.journal.entry import Draft, Entry, SubjectType, subject_of
from desktop.domain.printing.printing import ReprintReason
from desktop.domain.programme.programme import Programme
from desktop.files.writing.fingerprint import fingerprint_of
from desktop.workflows.badges.badges import print_draft
from desktop.workflows.badges.unfinished_files import Left, LeftFile, UnfinishedFiles
from desktop.workflows.opening import FrontDesk
from tests.support.fakes import FakeClock
from tests.support.reception import Reception


class Shelf:
    """A folder for badge files, and notes of files that were never put into it."""

    def __init__(self, desk: Reception, folder: Path) -> None:
        self.desk = desk
        self.folder = folder
        self.unfinished: UnfinishedFiles = desk.front_desk.unfinished

    def path(self, name: str) -> Path:
        return self.folder / f"{name}.pdf"

    def leave(self, name: str, content: str = "badges") -> Path:
        """Note the badge of somebody in a file, and leave its draft beside the place."""
        who = self.desk.register(f"{name} Levi")
        draft = self.folder / f".muster-{name}.part"
        draft.write_text(content, "ascii")
        store = self.desk.front_desk._store
        with store.write():
            entries = store.append([self.print_of(who.id, name)], self.desk.clock())
            self.note(name, draft, entries)
        return draft

    def note(self, name: str, draft: Path, entries: list[Entry]) -> None:
        self.unfinished.note(name, self.path(name), draft, fingerprint_of(draft), entries)

    def settle(self) -> list[LeftFile]:
        self.unfinished.settle()
        return sorted(self.unfinished.take_news(), key=lambda left: left.path)

    def badge_of(self, name: str) -> str:
        (who,) = self.desk.front_desk.desk.find(self.desk.programme, name)
        return who.registration.badge_code

    def print_of(self, registration: str, code: str) -> Draft:
        programme = self.desk.programme.id
        return print_draft(programme, registration, code, "", ReprintReason.OTHER)


@pytest.fixture
def shelf(front_desk: FrontDesk, niperm: Programme, clock: FakeClock, tmp_path: Path) -> Shelf:
    folder = tmp_path / "out"
    folder.mkdir()
    return Shelf(Reception(front_desk, niperm, clock), folder)


def test_each_file_is_brought_to_its_own_end(shelf: Shelf) -> None:
    for name in ("Avi", "Ben", "Carmel"):
        shelf.leave(name)
    (shelf.folder / ".muster-Ben.part").unlink()
    assert shelf.settle() == [
        LeftFile(shelf.path("Avi"), 1, Left.FINISHED),
        LeftFile(shelf.path("Ben"), 1, Left.TAKEN_BACK),
        LeftFile(shelf.path("Carmel"), 1, Left.FINISHED),
    ]
    assert [shelf.badge_of(name) for name in ("Avi", "Ben", "Carmel")] == ["Avi", "", "Carmel"]
    assert sorted(path.name for path in shelf.folder.iterdir()) == ["Avi.pdf", "Carmel.pdf"]
    assert shelf.settle() == []


def test_only_prints_are_taken_back_whatever_was_written_between(shelf: Shelf) -> None:
    people = [shelf.desk.register(f"{name} Levi") for name in ("Avi", "Ben")]
    first, last = (shelf.print_of(who.id, who.person.first_name) for who in people)
    subject = subject_of(SubjectType.REGISTRATION, people[0].id)
    note = Draft("set", subject, shelf.desk.programme.id, {"notes": "comes late"})
    draft = shelf.folder / ".muster-both.part"
    draft.write_text("badges", "ascii")
    store = shelf.desk.front_desk._store
    with store.write():
        shelf.note("both", draft, store.append([first, note, last], shelf.desk.clock()))
    draft.unlink()
    assert [left.left for left in shelf.settle()] == [Left.TAKEN_BACK]
    assert [shelf.badge_of(name) for name in ("Avi", "Ben")] == ["", ""]
    assert shelf.desk.now(people[0]).registration.notes == "comes late"


def test_a_file_in_the_place_of_one_of_two_moves_that_one_beside(shelf: Shelf) -> None:
    shelf.leave("Avi")
    shelf.leave("Ben")
    shelf.path("Ben").write_text("my own notes", "ascii")
    beside = shelf.folder / "Ben (2).pdf"
    assert [(left.path, left.left) for left in shelf.settle()] == [
        (shelf.path("Avi"), Left.FINISHED),
        (beside, Left.FINISHED),
    ]
    assert shelf.path("Ben").read_text("ascii") == "my own notes"


def test_the_file_that_was_to_be_replaced_is_replaced(shelf: Shelf) -> None:
    shelf.path("Avi").write_text("older badges", "ascii")
    shelf.leave("Avi", "newer badges")
    assert shelf.settle() == [LeftFile(shelf.path("Avi"), 1, Left.FINISHED)]
    assert shelf.path("Avi").read_text("ascii") == "newer badges"
    assert [path.name for path in shelf.folder.iterdir()] == ["Avi.pdf"]


def test_a_folder_that_is_away_is_told_once_for_each_file(shelf: Shelf) -> None:
    shelf.leave("Avi")
    away = shelf.folder.rename(shelf.folder.with_name("away"))
    assert [left.left for left in shelf.settle()] == [Left.WAITS]
    away.rename(shelf.folder)
    shelf.leave("Ben")
    away = shelf.folder.rename(shelf.folder.with_name("away"))
    assert [(left.path, left.left) for left in shelf.settle()] == [(shelf.path("Ben"), Left.WAITS)]
    away.rename(shelf.folder)
    assert [left.left for left in shelf.settle()] == [Left.FINISHED, Left.FINISHED]
