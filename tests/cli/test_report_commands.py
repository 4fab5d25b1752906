"""Reports without a window: each kind in each way, and a wrong pair that says which there are."""

from __future__ import annotations

import csv
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PIL import Image

from tests.cli.conftest import ROOT, Muster
from tests.support.pdf_text import text_of_pages

HERE = ("--programme", "NIPERM")


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def codes(muster: Muster, folder: Path) -> list[str]:
    path = folder / "codes.csv"
    muster("export", "attendees", *HERE, "--out", path, "--with-codes")
    head, *lines = rows(path)
    return [line[head.index("code")].replace(" ", "") for line in lines]


def figure(path: Path, name: str) -> str:
    return next(line[2] for line in rows(path) if line[:2] == ["figures", name])


def test_a_day_is_written_in_each_way_and_again(filled: Muster, tmp_path: Path) -> None:
    people = codes(filled, tmp_path)
    filled("checkin", *HERE, *people[:1])
    for ending in ("csv", "xlsx", "pdf", "svg", "png"):
        for _again in range(2):
            filled("report", "day", *HERE, "--day", "today", "--out", tmp_path / f"day.{ending}")
    assert figure(tmp_path / "day.csv", "Arrived") == "1"
    assert figure(tmp_path / "day.csv", "Expected") == str(len(people))
    book = load_workbook(tmp_path / "day.xlsx")
    assert book["figures"]["B3"].value == 1
    assert "Report of the day" in text_of_pages(tmp_path / "day.pdf")[0]
    assert "Arrivals" in (tmp_path / "day.svg").read_text("utf-8")
    with Image.open(tmp_path / "day.png") as picture:
        assert picture.size == (1920, 840)


def test_whoever_did_not_come_is_listed_by_name(filled: Muster, tmp_path: Path) -> None:
    people = codes(filled, tmp_path)
    filled("checkin", *HERE, people[0])
    out = tmp_path / "noshow.csv"
    filled("report", "noshow", *HERE, "--out", out)
    filled("report", "noshow", *HERE, "--out", out)
    head, *lines = rows(out)
    assert head[:3] == ["Name", "Second name", "Organisation"]
    assert len(lines) == len(people) - 1


@pytest.mark.parametrize(
    ("what", "ending", "kinds"),
    [
        ("noshow", "svg", "csv, xlsx, pdf"),
        ("certificates", "xlsx", "pdf, csv"),
        ("day", "docx", "csv, xlsx, pdf, svg, png"),
    ],
)
def test_a_wrong_pair_says_which_there_are(
    filled: Muster, tmp_path: Path, what: str, ending: str, kinds: str
) -> None:
    said = filled("report", what, *HERE, "--out", tmp_path / f"x.{ending}", code=2).stderr
    assert f"this report is written as {kinds}; x.{ending} is none of them." in said
    assert not (tmp_path / f"x.{ending}").exists()


@pytest.mark.parametrize("day", ["tomorrow", "1800-01-01"])
def test_a_day_that_is_none_is_asked_for(filled: Muster, tmp_path: Path, day: str) -> None:
    said = filled("report", "day", *HERE, "--day", day, "--out", tmp_path / "d.csv", code=2)
    assert "--day: write 2026-12-02, today or all." in said.stderr


def test_a_file_of_somebody_else_is_not_replaced(filled: Muster, tmp_path: Path) -> None:
    out = tmp_path / "mine.csv"
    out.write_text("name,email\nNoa,noa@x.org\n", "utf-8")
    filled("report", "day", *HERE, "--out", out, code=1)
    assert "noa@x.org" in out.read_text("utf-8")
    filled("report", "day", *HERE, "--out", out, "--force")
    assert rows(out)[0][0] == "report"


def test_nobody_earned_anything_is_said(filled: Muster, tmp_path: Path) -> None:
    out = tmp_path / "c.pdf"
    said = filled("report", "certificates", *HERE, "--out", out, code=1).stderr
    assert "Nobody has earned a credit yet; nothing is written." in said
    assert not out.exists()


def test_a_credit_is_decided_and_stands_on_register_and_certificate(
    filled: Muster, tmp_path: Path
) -> None:
    plan = tmp_path / "sessions.csv"
    plan.write_text(
        "Code,Title,Date,Start,End,Credit hours,Credit type\n"
        "W9,Triage,2026-12-02,09:00,10:30,1.5,ama\n"
        "W8,No type,2026-12-02,11:00,12:00,1,\n",
        "utf-8",
    )
    filled("sessions", "import", *HERE, plan)
    code = codes(filled, tmp_path)[0]
    told = filled("report", "decide", *HERE, "W9", code, "9", code=1).stderr
    assert "Not decided: give 0 to 1.50, in steps of 0.25." in told
    filled("report", "decide", *HERE, "W9", code, "1.25", "--note", "sign-in sheet")
    filled("report", "decide", *HERE, "W8", code, "1", code=1)
    out = tmp_path / "register.csv"
    said = filled("report", "register", *HERE, "--out", out).stderr
    assert "No question of the programme asks for: licence number" in said
    head, line = rows(out)
    assert line[head.index("Credit awarded")] == "1.25"
    assert line[head.index("Note")] == "sign-in sheet"
    filled("report", "register", *HERE, "--columns", "pars", "--out", tmp_path / "pars.xlsx")
    filled("report", "certificates", *HERE, "--out", tmp_path / "c.pdf")
    (page,) = text_of_pages(tmp_path / "c.pdf")
    assert "Certificate of attendance" in page
    assert "1.25 AMA PRA Category 1 Credit" in page
    filled("report", "credits", *HERE, "--out", tmp_path / "credits.csv")
    assert any("the session has no credit type" in cell
               for line in rows(tmp_path / "credits.csv") for cell in line)  # fmt: skip


def test_a_year_of_two_stores_says_how_people_were_united(filled: Muster, tmp_path: Path) -> None:
    out, copy = tmp_path / "year.csv", tmp_path / "copy.db"
    filled("report", "year", "--out", out)
    assert figure(out, "Programmes") == "0"
    (gap,) = [line for line in rows(out) if line[0] == "gaps"][1:]
    assert gap[1:3] == ["NIPERM", "no first day, so in no year"]
    shutil.copy(filled.store, copy)
    both = ("report", "year", "--store", filled.store, "--store", copy, "--out", out)
    said = run_alone(filled, *both)
    assert said.returncode == 0, said.stderr
    # One of the three on the list has no name, and stays out.
    told = "2 stores: 2 people united by id, 0 by email with name, 0 possible doubles"
    assert told in said.stderr
    missing = run_alone(filled, "report", "year", "--store", tmp_path / "no.db", "--out", out)
    assert (missing.returncode, "There is no store at" in missing.stderr) == (1, True)
    assert filled(*both, code=2).stderr.endswith("not both.\n")
    for year in ("２０２６", "1899", "02026", "202", "next"):
        refused = filled("report", "year", "--year", year, "--out", out, code=2)
        assert "write four digits" in refused.stderr, year


def run_alone(muster: Muster, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run a command that names its stores itself."""
    line = [sys.executable, str(ROOT / "main.py"), *map(str, arguments)]
    return subprocess.run(
        line, capture_output=True, text=True, encoding="utf-8", env=muster.environment, check=False
    )
