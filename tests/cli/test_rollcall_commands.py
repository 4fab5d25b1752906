"""Roll calls and the incident's forms without a window."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Muster
from tests.support.pdf_text import text_of_pages

HERE = ("--programme", "NIPERM")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def codes(muster: Muster, folder: Path) -> list[str]:
    path = folder / "codes.csv"
    muster("export", "attendees", *HERE, "--out", path, "--with-codes")
    return [row["code"].replace(" ", "") for row in rows(path)]


def test_a_drill_from_begin_to_report(filled: Muster, tmp_path: Path) -> None:
    people = codes(filled, tmp_path)
    filled("checkin", *HERE, *people)
    begun = filled("rollcall", "begin", *HERE, "--drill").stdout
    count = len(people)
    first, second = begun.splitlines()
    assert first == f"Roll call begun: {count} inside."
    saved = Path(second.removeprefix("List saved: "))
    assert "DRILL" in "\n".join(text_of_pages(saved))
    filled("rollcall", "mark", "safe", people[0], *HERE, "--at", "North gate", "--marshal", "Rina")
    filled("rollcall", "mark", "injured", people[1], *HERE, "--triage", "red", "--note", "leg")
    kept = filled("rollcall", "mark", "safe", people[1], *HERE, code=1)
    assert "1 stay injured" in kept.stderr
    filled("rollcall", "mark", "off_site", "--found", "=cmd", *HERE, "--told-by", "Dan")
    told = json.loads(filled("rollcall", "list", *HERE, "--json").stdout)
    assert (told["inside"], told["safe"], told["injured"], told["off_site"]) == (count, 1, 1, 1)
    assert (told["missing"], told["found"], told["is_drill"]) == (count - 2, 1, True)
    closed = filled("rollcall", "close", *HERE)
    assert closed.stdout == f"Closed. Not accounted for: {count - 2}, unclear: 0.\n"
    assert "Roll call of NIPERM: drill, begun " in closed.stderr
    out = tmp_path / "report.csv"
    assert filled("rollcall", "report", *HERE, "--out", out).stdout.startswith("3 marks: ")
    written = rows(out)
    assert [(row["state"], row["triage"], row["assembly_point"]) for row in written] == [
        ("safe", "", "North gate"), ("injured", "red", ""), ("off_site", "", ""),
    ]  # fmt: skip
    assert written[2]["name"] == "'=cmd"
    filled("rollcall", "report", *HERE, "--out", out)
    paper = tmp_path / "report.pdf"
    filled("rollcall", "report", *HERE, "--out", paper)
    assert "Every mark" in "\n".join(text_of_pages(paper))
    assert "sound" in filled("verify").stdout


def test_what_is_not_sure_marks_nobody(filled: Muster) -> None:
    filled("rollcall", "begin", *HERE, "--real")
    said = filled("rollcall", "mark", "safe", "nobody-has-this", *HERE, code=1).stderr
    assert "Nobody has the code nobody-has-this; nobody was marked." in said
    filled("rollcall", "mark", "safe", *HERE, code=2)
    filled("rollcall", "begin", *HERE, code=2)


def test_the_real_one_is_meant_before_a_drill_of_everybody_and_an_open_one_before_a_closed_one(
    filled: Muster, tmp_path: Path
) -> None:
    people = codes(filled, tmp_path)
    filled("checkin", *HERE, *people)
    filled("rollcall", "begin", *HERE, "--real")
    filled("rollcall", "begin", *HERE, "--drill", "--everybody")
    again = filled("rollcall", "begin", *HERE, "--real")
    assert again.stdout.startswith(
        f"This roll call is open already, and goes on: {len(people)} were inside.\n"
    )
    marked = filled("rollcall", "mark", "safe", people[0], *HERE)
    assert "Roll call of NIPERM: real" in marked.stderr
    told = json.loads(filled("rollcall", "list", *HERE, "--json").stdout)
    assert (told["is_drill"], told["safe"]) == (False, 1)
    filled("rollcall", "close", *HERE)
    drill = json.loads(filled("rollcall", "list", *HERE, "--json").stdout)
    assert (drill["is_drill"], drill["safe"]) == (True, 1)


def test_a_list_that_cannot_be_saved_leaves_the_roll_call_begun_and_says_so(
    filled: Muster,
) -> None:
    (filled.store.parent / "roll calls").write_text("a file")
    done = filled("rollcall", "begin", *HERE, "--real", code=1)
    assert done.stdout.startswith("Roll call begun: ")
    assert "roll calls" in done.stderr
    assert json.loads(filled("rollcall", "list", *HERE, "--json").stdout)["closed_at"] is None


@pytest.mark.parametrize("command", ["list", "close"])
def test_without_a_roll_call_that_is_said(filled: Muster, command: str) -> None:
    said = filled("rollcall", command, *HERE, code=1).stderr
    assert "There is no " in said
    assert "roll call of this programme." in said


def test_what_is_said_of_a_mark_must_fit_it_and_is_marked_by_nobody_else(filled: Muster) -> None:
    """A name without letters, and triage of somebody who is safe, are questions."""
    filled("rollcall", "begin", *HERE, "--drill")
    for odd in (("--found", " . "), ("--found", "Dan", "--triage", "red")):
        said = filled("rollcall", "mark", "safe", *HERE, *odd, code=2).stderr
        assert "Give codes, or --found NAME." in said or "--triage is said of" in said
    assert json.loads(filled("rollcall", "list", *HERE, "--json").stdout)["found"] == 0
    filled("rollcall", "close", *HERE)
    said = filled("rollcall", "mark", "safe", *HERE, "--found", "Dan", code=1).stderr
    assert "There is no open roll call of this programme." in said


def test_the_forms_of_an_incident(filled: Muster, tmp_path: Path) -> None:
    people = codes(filled, tmp_path)
    filled("checkin", *HERE, *people)
    check_ins, log = tmp_path / "211.pdf", tmp_path / "214.csv"
    told = filled("report", "ics211", *HERE, "--out", check_ins, "--name", "Rina").stdout
    assert told.startswith(f"{len(people)} people: ")
    text = "\n".join(text_of_pages(check_ins))
    for word in ("ICS 211", "17. Prepared by: Name", "Rina", "Page 1 of 1"):
        assert word in text
    filled("rollcall", "begin", *HERE, "--drill")
    filled("report", "ics214", *HERE, "--out", log)
    assert [row["notable_activity"] for row in rows(log)] == [
        "Main entrance: point opened", "Desk A: roll call opened (drill)",
    ]  # fmt: skip
    filled("report", "ics214", *HERE, "--out", tmp_path / "x.doc", code=2)
    filled("report", "ics214", *HERE, "--out", log, "--from", "yesterday", code=2)
    filled("report", "ics214", *HERE, "--out", log, "--from", "2027-01-01", "--to", "2026-01-01",
           code=2)  # fmt: skip
    filled("report", "ics214", *HERE, "--out", log)
