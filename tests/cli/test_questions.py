"""What the command line does not do without being told to: overwrite, make, void."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Muster
from tests.support.builders import read_csv, write_csv

DIE = """
import os, sys
from desktop.files.writing import whole_file
whole_file.put_in_place = lambda *_paths: os.kill(os.getpid(), 9)
from desktop.app import main
main(sys.argv[1:])
"""


def programmes(muster: Muster) -> list[str]:
    return [line.split("\t")[0] for line in muster("programmes").stdout.splitlines()]


class TestOverwriting:
    """Files that must not be lost, given as the place for another one."""

    def test_an_export_onto_the_store_is_refused(self, filled: Muster) -> None:
        for force in ((), ("--force",)):
            done = filled("export", "attendees", "--programme", "NIPERM",
                          "--out", filled.store, *force, code=1)  # fmt: skip
            assert "it looks like an encrypted store" in done.stderr
        assert "sound" in filled("verify").stdout

    @pytest.mark.parametrize(
        "command",
        [("export-flat", "movements", "--programme", "NIPERM", "--out"), ("store", "plain-copy"),
         ("badges", "--programme", "NIPERM", "--out")],
    )  # fmt: skip
    def test_every_command_spares_the_key(self, filled: Muster, command: tuple[str, ...]) -> None:
        (key,) = Path(filled.environment["XDG_CONFIG_HOME"]).rglob("store.key")
        before = key.read_bytes()
        done = filled(*command, key, "--force", code=1)
        assert "it is a key that opens stores" in done.stderr
        assert key.read_bytes() == before
        assert "sound" in filled("verify").stdout

    def test_the_problems_of_a_list_do_not_replace_the_list(
        self, muster: Muster, guests: Path
    ) -> None:
        before = guests.read_bytes()
        for extra in (("--force",), ("--dry-run",), ()):
            done = muster("import", guests, "--programme", "NIPERM", "--problems", guests, *extra,
                          code=1)  # fmt: skip
            assert "it is the file that is read" in done.stderr
        assert guests.read_bytes() == before
        assert not muster.store.exists()

    @pytest.mark.skipif(os.name != "posix", reason="devices have names on POSIX only")
    def test_standard_output_is_no_file(self, filled: Muster) -> None:
        done = filled("export", "attendees", "--programme", "NIPERM", "--out", "/dev/stdout",
                      "--force", code=1)  # fmt: skip
        assert "a device" in done.stderr

    def test_another_file_is_replaced_only_by_force(self, filled: Muster, tmp_path: Path) -> None:
        notes = tmp_path / "notes.csv"
        notes.write_text("my own notes", "ascii")
        command = ("export", "attendees", "--programme", "NIPERM", "--out", notes)
        done = filled(*command, code=1)
        assert "Muster did not write it" in done.stderr
        assert notes.read_text("ascii") == "my own notes"
        filled(*command, "--force")
        assert len(read_csv(notes)) == 2
        filled(*command)

    def test_files_of_each_type_are_judged_one_by_one(self, filled: Muster, tmp_path: Path) -> None:
        theirs = tmp_path / "badges-other.pdf"
        theirs.write_bytes(b"%PDF of somebody else")
        command = ("badges", "--programme", "NIPERM", "--out", tmp_path / "badges.pdf")
        done = filled(*command, "--per-type", code=1)
        assert "badges-other.pdf is there already" in done.stderr
        assert theirs.read_bytes() == b"%PDF of somebody else"
        filled(*command, "--per-type", "--force")
        assert theirs.read_bytes().startswith(b"%PDF-")

    @pytest.mark.parametrize("name", ["badges.pdf", "attendees.csv", "checkins.csv"])
    def test_the_sample_replaces_nobody_s_file(
        self, muster: Muster, tmp_path: Path, name: str
    ) -> None:
        theirs = tmp_path / "out" / name
        theirs.parent.mkdir()
        theirs.write_text("mine", "ascii")
        command = [sys.executable, str(ROOT / "main.py"), "demo", "--headless", str(theirs.parent)]
        done = subprocess.run(
            command, env=muster.environment, capture_output=True, encoding="utf-8", check=False
        )
        assert done.returncode == 1
        assert f"{name} is there already" in done.stderr
        assert theirs.read_text("ascii") == "mine"
        assert [path.name for path in theirs.parent.iterdir()] == [name]

    def test_the_sample_goes_into_no_store_of_others(self, muster: Muster, guests: Path) -> None:
        muster("import", guests, "--programme", "REAL")
        done = muster("demo", "--headless", muster.store.parent / "out", code=1)
        assert "has programmes of its own: REAL" in done.stderr
        assert programmes(muster) == ["REAL"]

    @pytest.mark.parametrize(
        "command",
        [("sync", ""), ("sync", " "), ("store", "plain-copy", ""), ("demo", "--headless", ""),
         ("export", "attendees", "--programme", "NIPERM", "--out", "")],
    )  # fmt: skip
    def test_a_name_that_is_empty_is_no_folder(
        self, filled: Muster, command: tuple[str, ...]
    ) -> None:
        assert "a name is missing" in filled(*command, code=2).stderr

    def test_an_exchange_leaves_somebody_s_file_alone_as_it_says(
        self, filled: Muster, tmp_path: Path
    ) -> None:
        first, folder = tmp_path / "first", tmp_path / "folder"
        first.mkdir()
        folder.mkdir()
        filled("sync", first)
        (journal,) = first.glob("muster-journal-*.csv")
        mine = folder / "mine.csv"
        mine.write_text("my own list\n1\n", "ascii")
        (folder / journal.name).symlink_to(mine)
        for _again in range(2):
            assert "it was left alone" in filled("sync", folder).stderr
            assert mine.read_text("ascii") == "my own list\n1\n"


class TestNewNames:
    """A code or a name that nobody knows may be a slip of the keyboard."""

    def test_in_an_empty_store_the_programme_is_made_and_said(
        self, muster: Muster, guests: Path
    ) -> None:
        done = muster("import", guests, "--programme", "NIPERM")
        assert "Made the programme NIPERM." in done.stderr
        assert "Made" not in muster("import", guests, "--programme", "niperm").stderr

    @pytest.mark.parametrize(
        "typed", ["NI PERM", "NIPREM", "NIPERM2026", "ni-perm", "NPERM", "ＮＩＰＥＲＭ"]
    )
    def test_a_slip_makes_no_second_programme(
        self, filled: Muster, guests: Path, typed: str
    ) -> None:
        done = filled("import", guests, "--programme", typed, code=1)
        assert f"There is no programme “{typed}” here." in done.stderr
        assert "Did you mean NIPERM?" in done.stderr
        assert "--new" in done.stderr
        assert programmes(filled) == ["NIPERM"]

    def test_a_code_that_is_like_no_other_is_a_question_too(
        self, filled: Muster, guests: Path
    ) -> None:
        done = filled("import", guests, "--programme", "GALILEE", code=1)
        assert "Programmes here: NIPERM." in done.stderr
        assert "Did you mean" not in done.stderr
        done = filled("import", guests, "--programme", "GALILEE", "--new")
        assert "Made the programme GALILEE." in done.stderr
        assert sorted(programmes(filled)) == ["GALILEE", "NIPERM"]

    def test_spaces_around_a_code_make_no_other_one(self, filled: Muster, guests: Path) -> None:
        filled("import", guests, "--programme", " NIPERM ")
        assert programmes(filled) == ["NIPERM"]
        done = filled("import", guests, "--programme", "NIPERM ", "--new", code=1)
        assert "There is a programme NIPERM already" in done.stderr

    def test_a_list_without_a_good_row_makes_no_programme(
        self, muster: Muster, tmp_path: Path
    ) -> None:
        bad = write_csv(tmp_path / "bad.csv", [["Name", "Email"], ["", "noa@example.org"]])
        done = muster("import", bad, "--programme", "NIPREM", code=1)
        assert "Made" not in done.stderr
        assert "No programmes yet" in muster("programmes").stdout

    @pytest.mark.parametrize("name", ["", " ", "a\nb", "\x1b[31mred", "x" * 5_000])
    def test_a_door_has_a_name_that_can_be_shown(self, filled: Muster, name: str) -> None:
        done = filled("checkin", "--programme", "NIPERM", "--point", name, "T-1", code=2)
        assert "a name is a few printable words" in done.stderr

    def test_a_slip_in_a_door_s_name_makes_no_second_door(self, filled: Muster) -> None:
        command = ("checkin", "--programme", "NIPERM", "T-1", "--point")
        done = filled(*command, "Main entrnce", code=1)
        assert "“Main entrance”" in done.stderr
        assert done.stdout == ""
        assert "Made the check-in point Bus 1." in filled(*command, "Bus 1").stderr
        assert "Made the check-in point Bus 2." in filled(*command, "Bus 2").stderr
        assert "Made" in filled(*command, "Hall A").stderr
        assert "Made" in filled(*command, "Hall B").stderr
        assert "Made" not in filled(*command, "main entrance").stderr
        assert "Made" in filled(*command, "Main entrances", "--new").stderr


class TestSecondBadges:
    """A badge that counts is voided only for a reason."""

    def test_badges_twice_are_a_question(self, filled: Muster, tmp_path: Path) -> None:
        pdf = tmp_path / "badges.pdf"
        command = ("badges", "--programme", "NIPERM", "--out", pdf)
        filled(*command)
        paper = pdf.read_bytes()
        done = filled(*command, code=1)
        assert "2 of these people have a badge already" in done.stderr
        assert "--reason lost" in done.stderr
        assert pdf.read_bytes() == paper
        assert "older badges" in filled(*command, "--reason", "lost").stdout

    def test_who_has_none_needs_no_reason(self, filled: Muster, tmp_path: Path) -> None:
        command = ("badges", "--programme", "NIPERM", "--out", tmp_path / "badges.pdf")
        filled(*command)
        more = write_csv(tmp_path / "more.csv", [["Name", "Email"], ["Gal Oz", "g@example.org"]])
        filled("import", more, "--programme", "NIPERM")
        assert "1 badges" in filled(*command, "--only", "not-printed").stdout

    def test_that_a_badge_is_out_of_date_is_a_reason(self, filled: Muster, tmp_path: Path) -> None:
        command = ("badges", "--programme", "NIPERM", "--out", tmp_path / "badges.pdf")
        filled(*command)
        newer = write_csv(
            tmp_path / "guests.csv",
            [["Name", "Email", "Company", "Barcode", "Status"],
             ["Noa Ben-David", "noa@example.org", "Ochsner", "T-1", ""]],
        )  # fmt: skip
        filled("import", newer, "--programme", "NIPERM")
        assert "1 badges" in filled(*command, "--only", "changed").stdout


def test_a_kill_between_note_and_place_is_mended_at_the_next_start(
    filled: Muster, tmp_path: Path
) -> None:
    pdf = tmp_path / "out" / "badges.pdf"
    pdf.parent.mkdir()
    command = ["--store", filled.store, "badges", "--programme", "NIPERM", "--out", pdf]
    killed = subprocess.run(
        [sys.executable, "-c", DIE, *map(str, command)], cwd=ROOT, env=filled.environment,
        capture_output=True, check=False,
    )  # fmt: skip
    assert killed.returncode == -9
    assert [path.suffix for path in pdf.parent.iterdir()] == [".part"]
    done = filled("programmes")
    assert f"Muster was stopped while it made {pdf}. The file is whole now" in done.stderr
    assert [path.name for path in pdf.parent.iterdir()] == ["badges.pdf"]
    assert filled("programmes").stderr == ""


def test_a_kill_while_a_list_is_written_leaves_nothing_behind(
    filled: Muster, tmp_path: Path
) -> None:
    out = tmp_path / "stick" / "attendees.csv"
    out.parent.mkdir()
    command = ["--store", filled.store, "export", "attendees", "--programme", "NIPERM",
               "--out", out]  # fmt: skip
    subprocess.run(
        [sys.executable, "-c", DIE, *map(str, command)], cwd=ROOT, env=filled.environment,
        capture_output=True, check=False,
    )  # fmt: skip
    (draft,) = out.parent.iterdir()
    assert draft.name.startswith(".muster-")
    filled("programmes")
    assert list(out.parent.iterdir()) == []
