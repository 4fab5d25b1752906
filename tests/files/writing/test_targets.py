"""Where files may be written, judged by what lies there."""

from __future__ import annotations

import os
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from desktop.devices.painting.list_paint import paint_list
from desktop.domain.attendees.fields import ATTENDEE_COLUMNS, CHECKIN_COLUMNS, PROBLEM_COLUMNS
from desktop.domain.failures import FileThere, FileUnwritable
from desktop.domain.printing.printed_list import ListColumn, PrintedList
from desktop.files.tables.csv_write import write_csv
from desktop.files.writing import drafts
from desktop.files.writing import whole_file as whole_file_module
from desktop.files.writing.targets import is_own_file, require_replaceable, require_writable
from desktop.files.writing.whole_file import whole_file
from desktop.workflows.opening import FrontDesk


def refusal(target: Path, *but_not: Path) -> str:
    """Try to write, see that what lies there is as it was, and give the reason."""
    before = target.read_bytes() if target.is_file() else b""
    with pytest.raises(FileUnwritable) as refused, whole_file(target, but_not) as draft:
        draft.write_text("new", "ascii")
    assert (target.read_bytes() if target.is_file() else b"") == before
    return str(refused.value.facts["reason"])


class TestStores:
    """No file is written over a store, open or closed, under whatever name."""

    def test_an_open_store(self, front_desk: FrontDesk) -> None:
        assert refusal(front_desk.path) == "it is a store or another database"

    def test_a_closed_store_of_any_name(self, front_desk: FrontDesk, tmp_path: Path) -> None:
        front_desk.close()
        other = front_desk.path.rename(tmp_path / "guests.csv")
        assert refusal(other) == "it looks like an encrypted store"
        with other.open("r+b") as file:
            file.truncate(5_000)
        assert refusal(other) == "it looks like an encrypted store"

    @pytest.mark.parametrize("ending", ["-wal", "-shm", "-journal"])
    def test_what_belongs_to_a_store(self, front_desk: FrontDesk, ending: str) -> None:
        beside = front_desk.path.with_name(front_desk.path.name + ending)
        assert refusal(beside) == "it belongs to a store"

    def test_a_plain_database_of_any_program(self, tmp_path: Path) -> None:
        path = tmp_path / "history.pdf"
        with closing(sqlite3.connect(path)) as database:
            database.execute("CREATE TABLE visits (url TEXT)")
            database.commit()
        assert refusal(path) == "it is a store or another database"

    @pytest.mark.parametrize("way", [Path.symlink_to, Path.hardlink_to])
    def test_a_store_behind_a_link(
        self, front_desk: FrontDesk, tmp_path: Path, way: Callable[[Path, Path], None]
    ) -> None:
        front_desk.close()
        link = tmp_path / "out.csv"
        way(link, front_desk.path)
        assert refusal(link) == "it looks like an encrypted store"


def test_the_key_of_stores_is_not_replaced(front_desk: FrontDesk, key_file: Path) -> None:
    assert refusal(key_file) == "it is a key that opens stores"


def test_a_copy_of_a_key_is_not_replaced_either(tmp_path: Path) -> None:
    copy = tmp_path / "badges.pdf"
    copy.write_text("\ufeff  " + "0123456789ABCDEF" * 4 + "\r\n\0", "utf-8")
    assert refusal(copy) == "it is a key that opens stores"


def test_the_list_that_is_read_is_not_replaced(tmp_path: Path) -> None:
    source = tmp_path / "src.csv"
    source.write_text("Name\nNoa\n", "utf-8")
    link = tmp_path / "same.csv"
    link.symlink_to(source)
    assert refusal(link, source) == "it is the file that is read"
    assert refusal(source, tmp_path / "gone.csv", source) == "it is the file that is read"


@pytest.mark.skipif(os.name != "posix", reason="devices have names on POSIX only")
class TestDevices:
    """Nothing that is not an ordinary file is replaced, also by root."""

    @pytest.mark.parametrize("name", ["/dev/null", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
    def test_a_device(self, name: str) -> None:
        with pytest.raises(FileUnwritable) as refused:
            require_writable(Path(name))
        assert "device" in str(refused.value.facts["reason"])
        assert Path("/dev/null").is_char_device()

    def test_a_link_to_a_device(self, tmp_path: Path) -> None:
        link = tmp_path / "out.csv"
        link.symlink_to("/dev/null")
        with pytest.raises(FileUnwritable):
            require_writable(link)
        assert Path("/dev/null").is_char_device()

    def test_a_pipe(self, tmp_path: Path) -> None:
        pipe = tmp_path / "pipe.csv"
        os.mkfifo(pipe)
        with pytest.raises(FileUnwritable) as refused:
            require_writable(pipe)
        assert refused.value.facts["reason"] == "it is a device, not an ordinary file"
        assert pipe.is_fifo()

    def test_links_that_lead_round(self, tmp_path: Path) -> None:
        path, other = tmp_path / "one", tmp_path / "other"
        path.symlink_to(other)
        other.symlink_to(path)
        with pytest.raises(FileUnwritable):
            require_writable(path)


def test_a_link_stays_and_its_file_is_written(tmp_path: Path) -> None:
    real = tmp_path / "shared" / "list.csv"
    real.parent.mkdir()
    real.write_text("old", "ascii")
    link = tmp_path / "list.csv"
    link.symlink_to(real)
    with whole_file(link) as draft:
        assert draft.parent == real.parent
        draft.write_text("new", "ascii")
    assert link.is_symlink()
    assert real.read_text("ascii") == "new"


class TestOwnFiles:
    """What Muster wrote is replaced without a question; all other files are not."""

    @pytest.mark.parametrize(
        "headers",
        [ATTENDEE_COLUMNS, CHECKIN_COLUMNS, (*ATTENDEE_COLUMNS, 'question: Bus, or "walk"?'),
         ("Name", "Problem in row", *PROBLEM_COLUMNS)],
    )  # fmt: skip
    def test_our_lists(self, tmp_path: Path, headers: tuple[str, ...]) -> None:
        path = tmp_path / "list.csv"
        write_csv(path, headers, [["x"] * len(headers)])
        require_replaceable(path)

    def test_our_papers(self, tmp_path: Path, qapp: QApplication) -> None:
        path = tmp_path / "list.pdf"
        paint_list(path, PrintedList("Bus 2", "NIPERM", (ListColumn("Name", 1.0),), ()))
        require_replaceable(path)

    def test_our_pictures(self, tmp_path: Path, qapp: QApplication) -> None:
        path = tmp_path / "ticket.png"
        picture = QImage(20, 20, QImage.Format.Format_RGB32)
        assert picture.save(str(path), "PNG")  # type: ignore[call-overload]
        assert not is_own_file(path)
        picture.setText("Software", "Muster")
        assert picture.save(str(path), "PNG")  # type: ignore[call-overload]
        assert is_own_file(path)

    def test_an_empty_file_has_nothing_to_lose(self, tmp_path: Path) -> None:
        path = tmp_path / "empty.csv"
        path.touch()
        require_replaceable(path)

    @pytest.mark.parametrize(
        "content",
        [b"Name,Email\nNoa,noa@example.org\n", b"%PDF-1.4\n/Creator (Muster Ltd)\n", b"PK\x03\x04",
         b"\0", b"\xff" * 5000, b'"never closed', b"about Muster\n", b"x" * 70_000,
         b"Name,Note\nNoa,see -//Muster// calendar\n", b"PRODID:-//Muster//Front desk//EN\n",
         b"tar of badges\0\0%PDF-1.4\n/Creator (\xfe\xff" + "Muster".encode("utf-16-be") + b")"],
    )  # fmt: skip
    def test_other_files_are_a_question(self, tmp_path: Path, content: bytes) -> None:
        path = tmp_path / "theirs.csv"
        path.write_bytes(content)
        with pytest.raises(FileThere):
            require_replaceable(path)
        assert path.read_bytes() == content

    def test_after_a_yes_an_ordinary_file_is_replaced(self, tmp_path: Path) -> None:
        path = tmp_path / "theirs.csv"
        path.write_bytes(b"Name,Email\n")
        with whole_file(path) as draft:
            draft.write_bytes(b"ours")
        assert path.read_bytes() == b"ours"

    def test_packed_files_of_whole_pages_are_no_stores(self, tmp_path: Path) -> None:
        path = tmp_path / "photos.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("x", os.urandom(20_000))
        path.write_bytes(path.read_bytes()[:16384])
        assert require_writable(path) == path


def forge(draft: Path, meant: Path | None = None, device: int | None = None) -> None:
    """Note a draft as if a process wrote it that is gone."""
    disk = draft.parent.stat().st_dev if device is None else device
    drafts._note_of(draft).write_text(f"{2**22 + 1} 1.0 {disk}\n{meant or draft}\n", "utf-8")


class TestDrafts:
    """What a killed program left is swept, and nothing else."""

    def test_a_draft_has_nobody_s_name(self, tmp_path: Path) -> None:
        with whole_file(tmp_path / "Noa Cohen.pdf") as draft:
            assert "Noa" not in draft.name
            assert draft.stat().st_mode & 0o777 == 0o600

    def test_a_name_as_long_as_a_disk_takes_is_written(self, tmp_path: Path) -> None:
        target = tmp_path / ("a" * 251 + ".csv")
        with whole_file(target) as draft:
            draft.write_text("whole", "ascii")
        assert target.read_text("ascii") == "whole"

    def test_the_draft_of_a_program_that_is_gone_is_swept(self, tmp_path: Path) -> None:
        draft = drafts.new_draft(tmp_path / "list.csv")
        note = drafts._note_of(draft)
        forge(draft)
        drafts.sweep_noted()
        assert not draft.exists()
        assert not note.exists()

    def test_a_draft_that_is_being_written_is_let_be(self, tmp_path: Path) -> None:
        with whole_file(tmp_path / "list.csv") as draft:
            drafts.sweep_noted()
            assert draft.exists()
            draft.write_text("whole", "ascii")
        assert (tmp_path / "list.csv").read_text("ascii") == "whole"
        assert not drafts._note_of(draft).exists()

    def test_a_stick_that_is_out_waits(self, tmp_path: Path) -> None:
        stick = tmp_path / "stick"
        stick.mkdir()
        draft = drafts.new_draft(stick / "list.csv")
        note = drafts._note_of(draft)
        forge(draft)
        away = stick.rename(tmp_path / "away")
        drafts.sweep_noted()
        assert note.exists()
        away.rename(stick)
        drafts.sweep_noted()
        assert not draft.exists()

    def test_a_note_never_removes_another_file(self, tmp_path: Path) -> None:
        precious = tmp_path / "list.csv"
        precious.write_text("precious", "ascii")
        draft = drafts.new_draft(tmp_path / "other.csv")
        forge(draft, precious)
        drafts.sweep_noted()
        assert precious.read_text("ascii") == "precious"
        drafts.remove_draft(draft)

    def test_old_drafts_of_other_computers_are_swept_from_a_shared_folder(
        self, tmp_path: Path
    ) -> None:
        old, new = (tmp_path / f".muster-{n:012x}.part" for n in (1, 2))
        other = tmp_path / ".theirs.part"
        for path in (old, new, other):
            path.touch()
        for path in (old, other):
            os.utime(path, (1_000_000, 1_000_000))
        drafts.sweep_folder(tmp_path)
        assert [path.exists() for path in (old, new, other)] == [False, True, True]

    def test_another_stick_at_the_same_path_does_not_answer_for_the_first(
        self, tmp_path: Path
    ) -> None:
        draft = drafts.new_draft(tmp_path / "list.csv")
        forge(draft, device=12345)
        away = draft.rename(tmp_path / "away")
        drafts.sweep_noted()
        assert drafts._note_of(draft).exists()
        away.rename(draft)
        drafts.sweep_noted()
        assert not draft.exists()

    def test_a_stick_that_is_pulled_out_meanwhile_is_swept_when_it_is_back(
        self, tmp_path: Path
    ) -> None:
        stick = tmp_path / "stick"
        stick.mkdir()
        with pytest.raises(FileUnwritable), whole_file(stick / "list.csv") as draft:
            draft.write_text("half", "ascii")
            away = stick.rename(tmp_path / "away")
        note = drafts._note_of(draft)
        assert note.exists()
        away.rename(stick)
        forge(draft)
        drafts.sweep_noted()
        assert list(stick.iterdir()) == []

    def test_what_somebody_else_answers_for_is_not_swept(self, tmp_path: Path) -> None:
        draft = drafts.new_draft(tmp_path / "list.csv")
        forge(draft)
        drafts.hold(draft)
        drafts.sweep_noted()
        assert draft.exists()
        drafts.release(draft)
        drafts.sweep_noted()
        assert not draft.exists()

    def test_no_note_is_left_of_a_draft_that_could_not_be_made(self, tmp_path: Path) -> None:
        with pytest.raises(OSError):
            drafts.new_draft(tmp_path / "gone" / "list.csv")
        names = [note.read_text("utf-8") for note in drafts._notes_folder().glob("*")]
        assert not any(str(tmp_path) in name for name in names)

    def test_a_folder_that_cannot_be_synced_does_not_undo_a_file_that_is_there(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Some file systems answer EINVAL; a stick pulled out just after answers EIO."""

        def refuse(_folder: Path) -> None:
            raise OSError(22, "Invalid argument")

        monkeypatch.setattr(whole_file_module, "_sync_folder", refuse)
        with whole_file(tmp_path / "list.csv") as draft:
            draft.write_text("whole", "ascii")
        assert (tmp_path / "list.csv").read_text("ascii") == "whole"


def test_a_plain_copy_replaces_an_older_one_and_no_other_database(
    front_desk: FrontDesk, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    front_desk.plain_copy(copy)
    first = copy.stat().st_mtime_ns
    front_desk.plain_copy(copy)
    assert copy.stat().st_mtime_ns > first
    require_replaceable(copy, is_copy=True)
    assert refusal(copy) == "it is a store or another database"
    theirs = tmp_path / "theirs.db"
    with closing(sqlite3.connect(theirs)) as database:
        database.execute("CREATE TABLE t (x)")
        database.commit()
    with pytest.raises(FileUnwritable):
        front_desk.plain_copy(theirs)
