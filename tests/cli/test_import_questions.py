"""What a list leaves open: the command line refuses, writes nothing, and names what answers."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl

from tests.cli.conftest import Muster
from tests.support.builders import read_csv, write_csv

HEADER = ["Attendee #", "Name", "Email", "Status"]


def crowd(*numbers: int, status: str = "Attending") -> list[list[str]]:
    return [[str(n), f"Guest {n}", f"g{n}@x.org", status] for n in numbers]


def exported(muster: Muster, folder: Path) -> dict[str, str]:
    target = folder / "out.csv"
    muster("export", "attendees", "--programme", "NIPERM", "--out", target)
    return {row["full_name"]: row["status"] for row in read_csv(target)}


def test_unknown_words_are_refused_with_their_counts_until_somebody_says_what_they_mean(
    muster: Muster, tmp_path: Path
) -> None:
    rows = [*crowd(*range(12), status="VIP"), *crowd(12, status="Moon")]
    path = write_csv(tmp_path / "list.csv", [HEADER, *rows])
    refused = muster("import", path, "--programme", "NIPERM", code=1)
    assert "“VIP” (12), “Moon” (1)" in refused.stderr
    assert "--status 'VIP=registered'" in refused.stderr
    assert "Nothing was imported." in refused.stderr
    assert "No programmes yet" in muster("programmes").stdout
    answers = ("--status", "VIP=registered", "--status", "*=pending")
    done = muster("import", path, "--programme", "NIPERM", *answers)
    assert "“VIP” in 12 rows: registered" in done.stderr
    people = exported(muster, tmp_path)
    assert (people["Guest 0"], people["Guest 12"]) == ("registered", "Moon")
    wrong = muster("import", path, "--programme", "NIPERM", "--status", "VIP=fine", code=2)
    assert "WORD=STATUS" in wrong.stderr


def test_dates_and_another_list_are_questions_with_an_option_each(
    muster: Muster, tmp_path: Path
) -> None:
    first = write_csv(tmp_path / "first.csv", [HEADER, *crowd(*range(1, 6))])
    muster("import", first, "--programme", "NIPERM")
    rows = [[*row, "3/4/2026 9:00"] for row in crowd(*range(11, 16))]
    other = write_csv(tmp_path / "other.csv", [[*HEADER, "Check-in time"], *rows])
    refused = muster("import", other, "--programme", "NIPERM", code=1)
    assert "columns of “first.csv”, but only 0/5" in refused.stderr
    assert "--source 'first.csv'" in refused.stderr
    assert "Is 3/4/2026 in March or in April?" in refused.stderr
    assert "--dates day-first or --dates month-first" in refused.stderr
    assert len(exported(muster, tmp_path)) == 5
    answers = ("--source", "Second form", "--dates", "day-first")
    assert "5 new" in muster("import", other, "--programme", "NIPERM", *answers).stdout
    assert exported(muster, tmp_path)["Guest 11"] == "checked_in"


def test_who_is_missing_is_named_and_cancelled_by_the_right_number_only(
    muster: Muster, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    write_csv(path, [HEADER, *crowd(*range(1, 5))])
    muster("import", path, "--programme", "NIPERM")
    write_csv(path, [HEADER, *crowd(*range(1, 4))])
    done = muster("import", path, "--programme", "NIPERM")
    assert "1 person is no longer on this list and was kept." in done.stderr
    assert "This looks like a part, or another list." in done.stderr
    assert "Guest 4 4" in done.stderr
    wrong = muster("import", path, "--programme", "NIPERM", "--cancel-missing", "2", code=1)
    assert "Missing from the list: 1, not 2." in wrong.stderr
    assert exported(muster, tmp_path)["Guest 4"] == "registered"
    muster("import", path, "--programme", "NIPERM", "--cancel-missing", "1")
    assert exported(muster, tmp_path)["Guest 4"] == "cancelled"


def test_a_dry_run_tells_how_the_list_is_judged(muster: Muster, tmp_path: Path) -> None:
    rows = [[*row, "no"] for row in crowd(*range(15), status="VIP")]
    rows[0][2] = "oops"
    path = write_csv(tmp_path / "list.csv", [[*HEADER, "On waiting list"], *rows])
    seen = json.loads(muster("import", path, "--dry-run").stdout)
    assert seen["statuses"] == [
        {"word": "VIP", "rows": 15, "meaning": "pending", "is_known": False},
    ]
    assert seen["not_read"] == ["On waiting list"]
    assert len(seen["doubts"]) == 1
    assert [(p["kind"], p["row_left_out"]) for p in seen["problems"]] == [("bad_email", False)]


def test_seats_are_split_only_where_a_column_counts_people(muster: Muster, tmp_path: Path) -> None:
    plain = write_csv(tmp_path / "plain.csv", [["Name", "Email"], ["Noa", "noa@x.org"]])
    told = muster("import", plain, "--programme", "X", "--seats", code=1)
    assert "No column tells for how many people" in told.stderr
    rows = [["Name", "Email", "Qty"], ["Noa", "noa@x.org", "3"]]
    told = muster("import", write_csv(tmp_path / "seats.csv", rows), "--programme", "X", "--seats")
    assert told.stdout.startswith("3 new")


def test_further_sheets_and_columns_of_names_are_said(muster: Muster, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.title = "Bus 1"
    for sheet, name in ((first, "Noa"), (book.create_sheet("Bus 2"), "Dan")):
        sheet.append(["Name", "Email", "Guest Name"])
        sheet.append([name, f"{name}@x.org", "Eli"])
    book.save(tmp_path / "buses.xlsx")
    told = muster("import", tmp_path / "buses.xlsx", "--programme", "X")
    assert "Further sheets hold people and are not read: “Bus 2”." in told.stderr
    assert "Names in these columns are not read: “Guest Name”." in told.stderr


def test_a_list_without_a_header_says_how_columns_are_named(muster: Muster, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "bare.csv", [["Noa", "Levi"], ["Dan", "Cohen"]])
    told = muster("import", path, "--programme", "X", code=1)
    assert "--map first_name=#1" in told.stderr
    mapping = ("--map", "first_name=#1", "--map", "last_name=#2")
    told = muster("import", path, "--programme", "X", *mapping)
    assert told.stdout.startswith("2 new")
    assert "No row names the columns" in told.stderr


def test_letters_that_may_be_two_things_are_refused_and_named(
    muster: Muster, tmp_path: Path
) -> None:
    path = tmp_path / "czech.csv"
    path.write_bytes("Name,Email\nJan Dvořák,jan@x.org\n".encode("cp1250"))
    told = muster("import", path, "--programme", "X", code=1)
    assert "“Jan Dvořák” (Central European)" in told.stderr
    assert "--encoding cp1250 or --encoding cp1252" in told.stderr
    told = muster("import", path, "--programme", "X", "--encoding", "cp1250")
    assert told.stdout.startswith("1 new")
    assert (
        "no encoding of that name"
        in muster("import", path, "--programme", "X", "--encoding", "klingon", code=1).stderr
    )
