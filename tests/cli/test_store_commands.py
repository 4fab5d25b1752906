"""Backups, restoring and salvaging from the command line, as after a bad morning."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop.domain.staff.staff import Right
from desktop.workflows.opening import FrontDesk
from desktop.workflows.ports import system_clock
from tests.cli.conftest import Muster
from tests.support.builders import write_csv
from tests.support.fakes import RecordingPainter

PEOPLE = [["Name", "Barcode"], *([f"Noa Guest{number}", f"T-{number}"] for number in range(1, 41))]


@pytest.fixture
def filled(muster: Muster, tmp_path: Path) -> Muster:
    """Give a store with forty people and one backup, and a scan since."""
    guests = tmp_path / "guests.csv"
    write_csv(guests, PEOPLE)
    muster("import", guests, "--programme", "NIPERM")
    muster("store", "backup")
    muster("checkin", "--programme", "NIPERM", "T-1")
    return muster


def shelf(muster: Muster) -> Path:
    return muster.store.with_name("m.db backups")


def outcome(muster: Muster, code: str) -> str:
    done = muster("checkin", "--programme", "NIPERM", code)
    return str(json.loads(done.stdout)["outcome"])


def test_a_backup_is_made_and_listed(filled: Muster) -> None:
    (line,) = filled("store", "backups").stdout.splitlines()
    assert line.endswith("by hand, sound")
    assert len(list(shelf(filled).iterdir())) == 1


def test_a_wrecked_store_says_what_to_do_and_comes_back(filled: Muster) -> None:
    with filled.store.open("r+b") as file:
        file.write(b"\x5a" * 8192)
    refused = filled("programmes", code=1)
    assert "bring a backup back, or take out of it what still reads" in refused.stderr
    asked = filled("store", "restore", stdin="n\n", code=1)
    assert "nobody knows what was written since" in asked.stdout
    assert filled("programmes", code=1)
    done = filled("store", "restore", "--yes")
    assert "This desk is now Desk A (2)." in done.stdout
    first = filled("programmes")
    assert "This store was brought back from the backup of" in first.stderr
    assert filled("programmes").stderr == ""
    # The scan came after the backup.
    assert outcome(filled, "T-1") == "admitted"
    assert outcome(filled, "T-1") == "already_in"
    assert "sound" in filled("verify").stdout


def test_what_would_be_lost_is_told_first(filled: Muster) -> None:
    asked = filled("store", "restore", stdin="n\n", code=1)
    assert "check-ins and check-outs 1, badges 0" in asked.stdout
    assert outcome(filled, "T-1") == "already_in"


def test_a_store_that_is_gone_is_not_begun_anew_by_any_command(filled: Muster) -> None:
    filled.store.unlink()
    assert "backups of it are" in filled("programmes", code=1).stderr
    assert not filled.store.exists()
    filled("store", "restore", "--yes")
    assert outcome(filled, "T-2") == "admitted"


def test_a_new_one_begins_where_somebody_says_so(filled: Muster) -> None:
    filled.store.unlink()
    filled("store", "begin")
    assert "No programmes yet" in filled("programmes").stdout


def test_what_still_reads_goes_into_a_new_store(filled: Muster, tmp_path: Path) -> None:
    with filled.store.open("r+b") as file:
        file.write(b"\x5a" * 8192)
    new = tmp_path / "new.db"
    done = filled("store", "salvage", new)
    assert "0 entries read in the store" in done.stdout
    assert "The new store:" in done.stdout
    filled.store = new
    assert "0/40" in filled("programmes").stdout
    assert "nothing is written over it" in filled("store", "salvage", new, code=1).stderr


def test_without_any_backup_it_says_so(muster: Muster) -> None:
    assert "No backups yet" in muster("store", "backups").stdout
    assert "There is no sound backup" in muster("store", "restore", "--yes", code=1).stderr
    assert not muster.store.exists()


def test_a_second_folder_is_kept_for_the_next_ones(filled: Muster, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    assert "Copied to" in filled("store", "backup", "--second", stick).stdout
    assert len(list(stick.rglob("*.db"))) == 1
    for file in sorted(stick.rglob("*"), reverse=True):
        file.rmdir() if file.is_dir() else file.unlink()
    stick.rmdir()
    outcome(filled, "T-3")
    refused = filled("store", "backup", code=1)
    assert str(stick) in refused.stderr
    assert not stick.exists()
    assert refused.stdout.rstrip().endswith("by hand, sound")


def test_an_import_into_a_full_store_keeps_a_backup_first(filled: Muster, tmp_path: Path) -> None:
    for file in shelf(filled).iterdir():
        file.unlink()
    more = tmp_path / "more.csv"
    write_csv(more, [["Name", "Email"], ["Dan More", "dan@example.org"]])
    filled("import", more, "--programme", "NIPERM")
    (line,) = filled("store", "backups").stdout.splitlines()
    assert line.endswith("before an import, sound")


@pytest.fixture
def kept(filled: Muster) -> Muster:
    """Keep everything to leads at this desk; Maya is one."""
    (key,) = Path(filled.environment["XDG_CONFIG_HOME"]).rglob("store.key")
    desk = FrontDesk.open(filled.store, key, system_clock, RecordingPainter())
    desk.staffing.save("", "Maya Cohen", "lead", "135790")
    desk.staffing.keep_to_leads(set(Right))
    desk.close()
    return filled


def lead_says(muster: Muster, pin: str, *arguments: object, code: int = 0) -> str:
    done = muster("--lead", "maya cohen", *arguments, stdin=f"{pin}\n", code=code)
    return done.stdout + done.stderr


@pytest.mark.parametrize("command", ["export", "export-flat", "plain-copy", "second"])
def test_what_is_kept_to_leads_needs_one_on_the_command_line(
    kept: Muster, tmp_path: Path, command: str
) -> None:
    out = tmp_path / "out.csv"
    (tmp_path / "stick").mkdir()
    line = {
        "export": ("export", "attendees", "--programme", "NIPERM", "--out", out),
        "export-flat": ("export-flat", "attendees", "--programme", "NIPERM", "--out", out),
        "plain-copy": ("store", "plain-copy", out),
        "second": ("store", "backup", "--second", tmp_path / "stick"),
    }[command]
    refused = kept(*line, code=1)
    assert "--lead NAME" in refused.stderr
    assert not out.exists()
    assert "is no lead here, or this is not their PIN" in lead_says(kept, "246813", *line, code=1)
    assert not out.exists()
    lead_says(kept, "135790", *line)
    assert out.exists() or any((tmp_path / "stick").rglob("*.db"))


def test_codes_may_follow_the_pin(kept: Muster) -> None:
    said = lead_says(kept, "135790\nT-7", "checkin", "--programme", "NIPERM", "-")
    assert json.loads(said)["outcome"] == "admitted"
