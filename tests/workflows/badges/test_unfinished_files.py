"""Badge files at which Muster was killed: between the note in the journal and the place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.domain.checkin.codes import Reading
from desktop.domain.checkin.outcomes import Admitted
from desktop.domain.failures import FileUnwritable
from desktop.files.writing import whole_file
from desktop.workflows.attendees.registry import RegistrationForm
from desktop.workflows.badges.badge_order import BadgeOrder
from desktop.workflows.badges.badge_templates import DEFAULT_TEMPLATE
from desktop.workflows.badges.papers import DEFAULT_MEDIA
from desktop.workflows.badges.unfinished_files import Left, LeftFile, UnfinishedFiles
from desktop.workflows.checkin.verdict import Station
from desktop.workflows.opening import FrontDesk
from tests.support.fakes import FakeClock, RecordingPainter


class Killed(BaseException):
    """Stands where the power went."""


class Office:
    """A desk that makes badges of two people, and can be killed and opened again."""

    def __init__(self, folder: Path, clock: FakeClock) -> None:
        self._clock = clock
        self.told: list[LeftFile] = []
        self._paths = (folder / "m.db", folder / "store.key")
        self.target = folder / "out" / "badges.pdf"
        self.target.parent.mkdir()
        self.open()
        self.niperm = self.desk.programmes.find_or_make("NIPERM")
        for name in ("Noa", "Dan"):
            form = RegistrationForm({"first_name": name, "last_name": "Levi"}, {}, {})
            self.desk.registry.register(self.niperm, form)

    def open(self) -> None:
        self.desk = FrontDesk.open(*self._paths, self._clock, RecordingPainter())

    def open_again(self) -> list[Left]:
        self.desk.close()
        self.open()
        self.told = self.desk.unfinished.take_news()
        return [left.left for left in self.told]

    def make(self) -> None:
        template = self.desk.templates.named(DEFAULT_TEMPLATE)
        media = self.desk.papers.named(DEFAULT_MEDIA)
        self._clock.advance(60_000)
        self.desk.badges.run(BadgeOrder(self.niperm, template, media), self.target)

    def codes(self) -> list[str]:
        attendees = self.desk.desk.find(self.niperm, "levi")
        return sorted(attendee.registration.badge_code for attendee in attendees)

    def outcome(self, code: str) -> type:
        where = self.desk.programmes.points(self.niperm)[0]
        return type(self.desk.desk.scan(Station(self.niperm, where), Reading(code)).outcome)

    def drafts(self) -> list[Path]:
        return list(self.target.parent.glob(".muster-*.part"))


@pytest.fixture
def office(tmp_path: Path, clock: FakeClock) -> Iterator[Office]:
    made = Office(tmp_path, clock)
    yield made
    made.desk.close()


@pytest.fixture
def kill(monkeypatch: pytest.MonkeyPatch) -> Callable[[Office], None]:
    """Kill the program after the note, before the file is in its place; its draft stays."""

    def make_and_die(office: Office) -> None:
        def die(*_paths: Path) -> None:
            raise Killed

        with monkeypatch.context() as patch:
            patch.setattr(whole_file, "put_in_place", die)
            patch.setattr(whole_file, "remove_draft", lambda _draft: None)
            with pytest.raises(Killed):
                office.make()

    return make_and_die


def test_a_file_that_was_only_to_be_moved_is_moved(
    office: Office, kill: Callable[[Office], None]
) -> None:
    kill(office)
    noted = office.codes()
    (draft,) = office.drafts()
    content = draft.read_bytes()
    assert office.open_again() == [Left.FINISHED]
    assert office.told == [LeftFile(office.target, 2, Left.FINISHED)]
    assert office.target.read_bytes() == content
    assert (office.codes(), office.drafts()) == (noted, [])
    assert office.outcome(noted[0]) is Admitted
    assert office.open_again() == []


def test_a_file_that_is_in_its_place_is_finished(
    office: Office, kill: Callable[[Office], None]
) -> None:
    kill(office)
    noted = office.codes()
    office.drafts()[0].rename(office.target)
    assert office.open_again() == [Left.FINISHED]
    assert office.codes() == noted


def test_badges_that_nobody_can_have_are_taken_back_and_older_ones_live_again(
    office: Office, kill: Callable[[Office], None]
) -> None:
    office.make()
    paper = office.codes()
    kill(office)
    assert office.codes() != paper
    office.drafts()[0].unlink()
    assert office.open_again() == [Left.TAKEN_BACK]
    assert office.codes() == paper
    assert [office.outcome(code) for code in paper] == [Admitted, Admitted]
    assert office.desk.verify() == []


def test_a_draft_that_the_power_cut_is_not_believed(
    office: Office, kill: Callable[[Office], None]
) -> None:
    office.make()
    paper, file = office.codes(), office.target.read_bytes()
    kill(office)
    (draft,) = office.drafts()
    draft.write_bytes(draft.read_bytes()[:-1])
    assert office.open_again() == [Left.TAKEN_BACK]
    assert (office.codes(), office.drafts()) == (paper, [])
    assert office.target.read_bytes() == file


def test_a_stick_that_is_out_waits_and_nothing_is_taken_back(
    office: Office, kill: Callable[[Office], None]
) -> None:
    kill(office)
    noted = office.codes()
    away = office.target.parent.rename(office.target.parent.with_name("away"))
    assert office.open_again() == [Left.WAITS]
    office.desk.unfinished.settle()
    assert office.desk.unfinished.take_news() == []
    assert office.codes() == noted
    away.rename(office.target.parent)
    office.desk.unfinished.settle()
    assert [left.left for left in office.desk.unfinished.take_news()] == [Left.FINISHED]
    assert office.target.exists()


@pytest.mark.parametrize("content", [[], ["holiday.jpg"]])
def test_another_disk_in_the_place_of_a_stick_is_no_proof(
    office: Office, kill: Callable[[Office], None], content: list[str]
) -> None:
    """Where a stick was, some systems leave an empty folder, or another stick is put in."""
    kill(office)
    office.drafts()[0].unlink()
    for name in content:
        (office.target.parent / name).touch()
    notes = office.desk._store.setting(office.desk._store.UNFINISHED)
    with office.desk._store.write():
        device = office.target.parent.stat().st_dev
        altered = notes.replace(f'"device": {device}', '"device": 12345')
        office.desk._store.keep_setting(office.desk._store.UNFINISHED, altered)
    assert altered != notes
    assert office.open_again() == [Left.WAITS]


def test_somebody_s_own_file_in_the_place_stays(
    office: Office, kill: Callable[[Office], None]
) -> None:
    kill(office)
    office.target.write_text("my own notes", "ascii")
    assert office.open_again() == [Left.FINISHED]
    assert office.target.read_text("ascii") == "my own notes"
    beside = office.target.with_name("badges (2).pdf")
    assert beside.exists()
    assert [left.path for left in office.told] == [beside]


def test_a_kill_after_the_move_beside_is_no_loss(
    office: Office, kill: Callable[[Office], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    kill(office)
    noted = office.codes()
    office.target.write_text("my own notes", "ascii")
    office.desk.close()

    def die(*_told: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(UnfinishedFiles, "_write_forgotten", die)
        with pytest.raises(Killed):
            office.open()
    office.open()
    assert [left.left for left in office.desk.unfinished.take_news()] == [Left.FINISHED]
    assert office.codes() == noted


def test_an_older_draft_does_not_replace_newer_badges(
    office: Office, kill: Callable[[Office], None]
) -> None:
    """The stick was out at the start, and the badges were made again when it was back."""
    kill(office)
    away = office.target.parent.rename(office.target.parent.with_name("away"))
    assert office.open_again() == [Left.WAITS]
    away.rename(office.target.parent)
    office.make()
    newer, paper = office.codes(), office.target.read_bytes()
    assert office.open_again() == []
    assert office.target.read_bytes() == paper
    assert (office.codes(), office.drafts()) == (newer, [])
    assert [path.name for path in office.target.parent.iterdir()] == ["badges.pdf"]


def test_another_file_of_ours_in_the_place_stays_beside(
    office: Office, kill: Callable[[Office], None]
) -> None:
    office.make()
    kill(office)
    other = b"%PDF-1.4 /Creator (\xfe\xff" + "Muster".encode("utf-16-be") + b")"
    office.target.write_bytes(other)
    assert office.open_again() == [Left.FINISHED]
    assert office.target.read_bytes() == other
    assert office.target.with_name("badges (2).pdf").exists()


def test_a_file_that_this_program_is_moving_right_now_is_not_left(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An exchange with a stick may end while badges are being made."""

    def look_meanwhile(draft: Path, place: Path) -> None:
        office.desk.unfinished.settle()
        assert draft.exists()
        draft.rename(place)

    monkeypatch.setattr(whole_file, "put_in_place", look_meanwhile)
    office.make()
    assert office.desk.unfinished.take_news() == []
    assert office.open_again() == []


def test_a_folder_that_takes_nothing_after_the_note_takes_the_badges_back(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_paths: Path) -> None:
        raise OSError("the stick is full")

    monkeypatch.setattr(whole_file, "put_in_place", refuse)
    with pytest.raises(FileUnwritable):
        office.make()
    assert office.codes() == ["", ""]
    assert office.open_again() == []


def test_an_exchange_looks_at_what_was_left(
    office: Office, kill: Callable[[Office], None], tmp_path: Path
) -> None:
    kill(office)
    folder = tmp_path / "exchange"
    folder.mkdir()
    office.desk.syncing.with_folder(folder)
    assert office.target.exists()
