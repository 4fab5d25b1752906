"""How Muster is started and set up: main.py, scripts/muster, and what is missing."""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

ROOT = Path(__file__).resolve().parents[1]


def run(command: list[str], folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=folder, capture_output=True, encoding="utf-8", check=False,
        env={**os.environ, **environment},
    )  # fmt: skip


@pytest.fixture
def computer(tmp_path: Path) -> Path:
    """Give a folder of commands that stand for a computer with no packages and no root rights."""
    commands = tmp_path / "bin"
    commands.mkdir()
    for name, answer in {"id": "echo 1000", "dpkg-query": "exit 1", "apt-get": "exit 7"}.items():
        command = commands / name
        command.write_text(f"#!/bin/sh\n{answer}\n", "ascii")
        command.chmod(0o755)
    return commands


def source(computer: Path, words: str) -> subprocess.CompletedProcess[str]:
    line = f'. "{ROOT}/scripts/setup.sh"; {words}'
    path = f"{computer}{os.pathsep}{os.environ['PATH']}"
    return run(["bash", "-euo", "pipefail", "-c", line], ROOT, PATH=path)


def test_main_without_its_libraries_says_what_to_run() -> None:
    """`-S` hides all installed libraries, as on a computer where nothing was set up."""
    told = run([sys.executable, "-S", str(ROOT / "main.py"), "demo"], ROOT)
    assert told.returncode == 1
    assert "scripts/muster sets up what is missing" in told.stderr
    assert "Traceback" not in told.stderr
    assert len(told.stderr.splitlines()) == 1


@pytest.mark.parametrize("script", ["main.py", "scripts/muster", "scripts/run", "scripts/test"])
def test_what_people_start_is_executable(script: str) -> None:
    assert os.access(ROOT / script, os.X_OK)
    assert (ROOT / script).read_text("utf-8").startswith("#!/usr/bin/env ")


def test_main_is_read_by_old_pythons_too() -> None:
    """What it says to them must not stumble over their grammar: 3.6 had no `match`, no `:=`."""
    ast.parse((ROOT / "main.py").read_text("utf-8"), feature_version=(3, 6))


def test_a_relative_path_is_meant_from_where_the_caller_stands(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(["First name", "Last name", "Email"])
    page.append(["נועה", "כהן", "noa@example.org"])
    folder = tmp_path / "lists"
    folder.mkdir()
    book.save(folder / "good.xlsx")
    command = [sys.executable, str(ROOT / "main.py"), "--store", "s.db", "import", "good.xlsx"]
    told = run([*command, "--programme", "NIPERM"], folder, HOME=str(tmp_path))
    assert told.returncode == 0, told.stderr
    assert "1 new" in told.stdout
    assert (folder / "s.db").exists()


def test_a_packaged_muster_reads_sheets_as_its_own_child(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(["Name", "שם"])
    book.save(tmp_path / "good.xlsx")
    asked = [sys.executable, str(ROOT / "main.py"), "--read-sheet", "good.xlsx"]
    told = run([*asked, "Sheet"], tmp_path)
    assert told.stdout.splitlines() == ["1,Name,שם"]
    assert json.loads(run([*asked, "", "look"], tmp_path).stdout) == {
        "sheets": ["Sheet"],
        "hidden": [],
        "first": {"Sheet": [[1, ["Name", "שם"]]]},
    }


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash on this system")
class TestSetUp:
    """scripts/setup.sh on computers that are made up."""

    def test_all_that_is_missing_is_named_in_one_line(self, computer: Path) -> None:
        told = source(computer, "need xvfb; want 'real printers' cups; set_up")
        assert told.returncode == 1
        (line,) = told.stderr.splitlines()
        names = line.split("--no-install-recommends ")[1].split()
        assert {"xvfb", "cups", "ca-certificates", "libegl1", "libpulse0", "libcups2"} <= set(names)
        assert len(names) == len(set(names))
        assert "Installing" not in told.stderr

    def test_what_can_be_done_without_stops_nobody(self, computer: Path) -> None:
        told = source(
            computer, "want 'real printers' cups; want 'a camera' libpulse0; install_packages"
        )
        assert told.returncode == 0
        (line,) = told.stderr.splitlines()
        assert line.startswith("Going on without real printers, a camera.")
        assert line.endswith("--no-install-recommends cups libpulse0 ")

    def test_nothing_is_said_where_nothing_is_missing(self, computer: Path) -> None:
        (computer / "dpkg-query").write_text("#!/bin/sh\necho 'install ok installed;'\n", "ascii")
        told = source(computer, "need xvfb; want 'real printers' cups; install_packages; echo on")
        assert (told.stdout, told.stderr) == ("on\n", "")

    def test_a_python_that_is_too_old_or_too_new_is_none(self, computer: Path) -> None:
        for name in ("python3", "python3.11", "python3.12", "python3.13", "python3.14", "python"):
            shutil.copy(computer / "dpkg-query", computer / name)
        told = source(computer, "require_python")
        assert told.returncode == 1
        assert told.stderr == (
            "Muster needs one of the Pythons 3.11 3.12 3.13 3.14, with venv; "
            "this system has none of them.\n"
        )

    def test_the_caller_s_folder_is_kept(self, tmp_path: Path) -> None:
        line = f'. "{ROOT}/scripts/setup.sh"; echo "$CALLED_FROM"; pwd'
        told = run(["bash", "-c", line], tmp_path)
        assert told.stdout.splitlines() == [str(tmp_path), str(ROOT)]
