"""Commands that are loaded when they are named: the list of them is true, and costs little."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from desktop.app import main
from desktop.cli.commands import COMMANDS
from desktop.cli.late_commands import LateCommand

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("sqlite_utils", "sqlcipher3", "keyring", "desktop.workflows.opening", "PySide6.QtGui")
# What only a few commands need.
RARE = ("xlsxwriter", "icalendar", "PIL", "qrcode", "psycopg", "psutil", "PySide6.QtGui",
        "desktop.gui.wording", "desktop.files.programme.ics")  # fmt: skip
LOADED = """
import sys
from desktop.app import main
try:
    main(sys.argv[1:])
finally:
    print("LOADED", *sys.modules)
"""


def loaded_by(*words: str, home: str = "") -> set[str]:
    env = os.environ | ({"HOME": home, "XDG_CONFIG_HOME": home} if home else {})
    told = subprocess.run(
        [sys.executable, "-c", LOADED, *words],
        capture_output=True, encoding="utf-8", check=False, cwd=ROOT, env=env,
    )  # fmt: skip
    assert "LOADED " in told.stdout, told.stderr
    return set(told.stdout.rpartition("LOADED ")[2].split())


@pytest.mark.parametrize("late", COMMANDS, ids=lambda late: str(late.name))
def test_a_command_is_introduced_by_its_own_words(late: LateCommand) -> None:
    command = late.load()
    assert command.name == late.name
    assert not isinstance(command, LateCommand)
    assert late.help == " ".join(str(command.help).split("\n\n")[0].split())


def test_help_lists_all_of_them(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    told = capsys.readouterr().out
    assert "  checkin      Check people in or out by their codes;" in told
    assert "  store        Look after the store: backups, restoring, copies." in told
    assert len(COMMANDS) == 20


def test_what_is_misspelt_is_guessed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["chekin"])
    assert "Did you mean 'checkin'?" in capsys.readouterr().err


def test_help_loads_nothing_of_the_store_or_of_windows() -> None:
    loaded = loaded_by("--help")
    assert not {name for name in HEAVY if name in loaded}
    assert "desktop.cli.sync_commands" not in loaded


def test_the_help_of_a_command_needs_no_store() -> None:
    assert not {name for name in ("sqlite_utils", "keyring") if name in loaded_by("demo", "--help")}


def test_a_plain_command_loads_what_it_needs(tmp_path: Path) -> None:
    loaded = loaded_by("--store", str(tmp_path / "small.db"), "programmes", home=str(tmp_path))
    assert "sqlite_utils" in loaded
    assert not {name for name in RARE if name in loaded}


def test_a_stand_in_does_nothing_by_itself() -> None:
    (find,) = (late for late in COMMANDS if late.name == "find")
    assert not find.params
    assert isinstance(find.load(), click.Command)
    assert find.load().params
