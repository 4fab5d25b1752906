"""The command line as a program sees it: exit codes, JSON lines, files."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from desktop.domain.checkin.codes import make_code
from desktop.domain.sync.hub_address import HubAddress
from tests.cli.conftest import Muster
from tests.support.builders import read_csv, write_csv


def lines(text: str) -> list[Any]:
    return [json.loads(line) for line in text.splitlines()]


def test_the_whole_job_without_a_window(muster: Muster, guests: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    done = muster("import", guests, "--programme", "NIPERM", "--problems", bad)
    assert "2 new" in done.stdout
    assert "Row 4, column Name" in done.stderr
    assert "keyring" in done.stderr
    assert read_csv(bad)[0]["Email"] == "dan@example.org"

    done = muster("checkin", "--programme", "NIPERM", "T-1", "T-1", "nobody")
    assert "keyring" not in done.stderr
    first, again, unknown = lines(done.stdout)
    assert set(first) == {
        "code", "outcome", "attendee", "at", "point", "direction", "may", "facts", "read",
        "keyboard", "sentence",
    }  # fmt: skip
    assert (again["may"], again["facts"]["desk"]) == ("desk", "Desk A")
    assert (first["code"], first["outcome"]) == ("T-1", "admitted")
    assert first["attendee"]["full_name"] == "Noa Ben-David"
    assert again["outcome"] == "already_in"
    assert (unknown["outcome"], unknown["attendee"]) == ("unknown_code", None)

    out = muster("checkin", "--programme", "NIPERM", "--direction", "out", "T-1")
    assert lines(out.stdout)[0]["outcome"] == "checked_out"

    pdf = tmp_path / "badges.pdf"
    assert "2 badges" in muster("badges", "--programme", "NIPERM", "--out", pdf).stdout
    assert pdf.read_bytes().startswith(b"%PDF")
    refused = muster(
        "badges", "--programme", "NIPERM", "--out", pdf, "--only", "not-printed", code=1
    )
    assert refused.stderr.strip()

    attendees, checkins = tmp_path / "a.csv", tmp_path / "c.csv"
    muster("export", "attendees", "--programme", "NIPERM", "--out", attendees, "--with-codes")
    muster("export", "checkins", "--programme", "NIPERM", "--out", checkins)
    assert [row["code"] for row in read_csv(attendees)] == ["T-1", "T-2"]
    assert len(read_csv(checkins)) == 4

    assert "נועה כהן" in muster("find", "כהן", "--programme", "NIPERM").stdout
    found, _alike = json.loads(muster("find", "noa", "--programme", "niperm", "--json").stdout)
    assert found["full_name"] == "Noa Ben-David"
    assert "NIPERM" in muster("programmes").stdout
    assert "sound" in muster("verify").stdout

    plain = tmp_path / "plain.db"
    muster("store", "plain-copy", plain)
    with closing(sqlite3.connect(plain)) as copy:
        assert copy.execute("SELECT count(*) FROM journal").fetchone()[0] > 6
        assert copy.execute("SELECT count(*) FROM registrations").fetchone() == (2,)


def test_a_dry_run_prints_one_json_object_and_makes_no_store(muster: Muster, guests: Path) -> None:
    found = json.loads(muster("import", guests, "--programme", "NIPERM", "--dry-run").stdout)
    assert found["encoding"] == "utf-8"
    assert found["delimiter"] == ","
    assert found["rows"] == 3
    assert found["mapping"] == {
        "full_name": "Name",
        "email": "Email",
        "organization": "Company",
        "qr_code": "Barcode",
        "status": "Status",
    }
    (problem,) = found["problems"]
    assert (problem["row"], problem["column"]) == (4, "Name")
    assert problem["reason"]
    assert not muster.store.exists()


def test_a_column_is_mapped_by_hand(muster: Muster, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "odd.csv", [["Alpha", "Beta"], ["Noa", "N-1"]])
    assert "No row of" in muster("import", path, "--programme", "X", code=1).stderr
    muster("import", path, "--programme", "X", "--map", "full_name=Alpha", "--map", "qr_code=Beta")
    assert lines(muster("checkin", "--programme", "X", "N-1").stdout)[0]["outcome"] == "admitted"
    muster("import", path, "--programme", "X", "--map", "nonsense", code=2)
    muster("import", path, "--programme", "X", "--map", "colour=Alpha", code=2)
    gone = muster("import", path, "--programme", "X", "--map", "email=Gamma", code=1)
    assert "Alpha, Beta" in gone.stderr


def test_codes_come_from_standard_input(filled: Muster) -> None:
    done = filled(
        "checkin",
        "--programme",
        "NIPERM",
        "-",
        stdin="T-1\n\nT-2\r\n\udcff".encode("utf-8", "replace").decode(),
    )
    assert [line["outcome"] for line in lines(done.stdout)][:2] == ["admitted", "admitted"]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["checkin", "--programme", "NOPE", "1"], 1, "NIPERM"),
        (["import", "nothing.csv", "--programme", "A"], 1, "nothing.csv"),
        (["export", "attendees", "--programme", "NIPERM", "--out", "/no/where/a.csv"], 1, "where"),
        (["badges", "--programme", "NIPERM", "--out", "b.pdf", "--media", "77"], 1, "77"),
        (["badges", "--programme", "NIPERM", "--out", "b.pdf", "--template", "x"], 1, "two-script"),
        (["checkin", "--programme", "NIPERM"], 2, "Usage"),
        (["import", "x.csv"], 2, "--programme"),
        (["store", "plain-copy", "."], 1, "folder"),
        (["programmes", "--programme", "x"], 2, "No such option"),
        (["checkin", "--programme", " ", "1"], 2, "short printable word"),
        (["nonsense"], 2, "nonsense"),
        (["export", "checkins", "--programme", "NIPERM", "--out", "a.xls"], 2, "FILE.xlsx"),
        (["export", "people", "--programme", "NIPERM", "--out", "a"], 2, "people"),
        ([], 1, "no screen"),
    ],
)
def test_refusals_have_a_sentence_and_an_exit_code(
    filled: Muster, arguments: list[str], code: int, words: str
) -> None:
    assert words in filled(*arguments, code=code).stderr


def test_a_store_in_use_is_refused_with_a_sentence(filled: Muster) -> None:
    with subprocess.Popen(
        filled.command("checkin", "--programme", "NIPERM", "-"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=filled.environment,
    ) as first:
        assert first.stdin
        assert first.stdout
        first.stdin.write(b"T-1\n")
        first.stdin.flush()
        first.stdout.readline()
        assert "Another Muster" in filled("programmes", code=1).stderr
        first.stdin.close()
        first.wait()


def test_a_kill_in_the_middle_loses_no_line_that_was_answered(
    muster: Muster, tmp_path: Path
) -> None:
    codes = [f"T-{n:04d}" for n in range(400)]
    rows = [["Name", "Barcode"], *([f"Guest {n}", code] for n, code in enumerate(codes))]
    muster("import", write_csv(tmp_path / "many.csv", rows), "--programme", "NIPERM")
    answered = []
    with subprocess.Popen(
        muster.command("checkin", "--programme", "NIPERM", "-"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=muster.environment,
    ) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write("\n".join([*codes, ""]).encode())
        process.stdin.flush()
        for _ in range(150):
            answered.append(json.loads(process.stdout.readline()))
        os.kill(process.pid, signal.SIGKILL)
        answered += [json.loads(line) for line in process.stdout if line.endswith(b"\n")]
    assert [line["outcome"] for line in answered] == ["admitted"] * len(answered)
    muster(
        "export", "attendees", "--programme", "NIPERM", "--out", tmp_path / "a.csv", "--with-codes"
    )
    inside = {row["code"] for row in read_csv(tmp_path / "a.csv") if row["status"] == "checked_in"}
    assert {line["code"] for line in answered} <= inside
    assert "sound" in muster("verify").stdout


def test_the_sample_does_the_main_job_headless(muster: Muster, tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    done = muster("demo", "--headless", folder)
    for word in ("480 new", "admitted", "already_in", "unknown_code", "0 differences"):
        assert word in done.stdout
    for name in ("badges.pdf", "attendees.csv", "checkins.csv"):
        assert str(folder / name) in done.stdout
        assert (folder / name).stat().st_size > 500


def test_a_code_marked_for_nobody_is_answered_as_fast_as_any(filled: Muster) -> None:
    done = filled("checkin", "--programme", "NIPERM", make_code(9, 9), "x" * 5000, "<b>", "=1+1")
    words = [line["outcome"] for line in lines(done.stdout)]
    assert words == ["unknown_code", "malformed", "unknown_code", "unknown_code"]


def test_nothing_is_imported_where_the_problems_cannot_be_saved(
    muster: Muster, guests: Path
) -> None:
    muster("import", guests, "--programme", "N", "--problems", "/no/where/x.csv", code=1)
    assert "No programmes" in muster("programmes").stdout


def test_a_plain_copy_replaces_no_other_file(filled: Muster, guests: Path) -> None:
    before = guests.read_bytes()
    filled("store", "plain-copy", guests, code=1)
    assert guests.read_bytes() == before


def test_an_answer_that_cannot_be_written_out_is_said_to_be_saved(filled: Muster) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            filled.command("checkin", "--programme", "NIPERM", "T-1"),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            env=filled.environment,
            check=False,
        )
    assert done.returncode == 1
    assert "saved" in done.stderr
    again = filled("checkin", "--programme", "NIPERM", "T-1")
    assert lines(again.stdout)[0]["outcome"] == "already_in"


def test_a_list_of_which_only_codes_were_refused_was_taken(muster: Muster, tmp_path: Path) -> None:
    header = ["ID", "Name", "Barcode", "Status"]
    first = [header, ["1", "Ann Lee", "X1", ""], ["2", "Ben Katz", "X2", ""]]
    muster("import", write_csv(tmp_path / "a.csv", first), "--programme", "N")
    newer = [header, ["2", "Ben Katz", "X1", "Cancelled"]]
    done = muster("import", write_csv(tmp_path / "b.csv", newer), "--programme", "N")
    assert "1 changed" in done.stdout
    assert lines(muster("checkin", "--programme", "N", "X2").stdout)[0]["outcome"] == "cancelled"


def test_a_queue_is_walked_at_a_moment_that_is_named(filled: Muster) -> None:
    done = filled(
        "checkin", "--programme", "NIPERM", "--at", "2099-12-02T08:30", "--point", "Garden", "T-1"
    )
    (line,) = lines(done.stdout)
    assert line["outcome"] == "admitted"
    assert line["at"].startswith("2099-12-0")
    assert (line["point"], line["direction"], line["may"]) == ("Garden", "in", "")


@pytest.mark.parametrize("moment", ["tomorrow", "9999-12-30T23:59", "1999-01-01T00:00", ""])
def test_what_is_no_moment_is_wrong_usage(filled: Muster, moment: str) -> None:
    done = filled("checkin", "--programme", "NIPERM", "--at", moment, "T-1", code=2)
    assert "2026-12-02T08:30" in done.stderr
    assert "Traceback" not in done.stderr


def test_two_stores_filled_apart_have_one_hash_after_a_folder(tmp_path: Path) -> None:
    one, other = Muster(tmp_path / "one"), Muster(tmp_path / "other")
    other.environment = one.environment
    stick = tmp_path / "stick"
    stick.mkdir()
    first = write_csv(tmp_path / "a.csv", [["Name", "Code"], ["Noa Cohen", "T-1"]])
    second = write_csv(tmp_path / "b.csv", [["Name", "Code"], ["Dan Levi", "T-2"]])
    one("import", first, "--programme", "NIPERM")
    other("import", second, "--programme", "NIPERM")
    one("checkin", "--programme", "NIPERM", "T-1")
    for muster in (one, other, one):
        muster("sync", stick)
    hashes = {muster("verify", "--hash").stdout for muster in (one, other)}
    assert len(hashes) == 1
    for muster in (one, other):
        assert "sound" in muster("verify").stdout
        (answer,) = map(json.loads, muster("programmes", "--json").stdout.splitlines())
        assert [(row["inside"], row["expected"]) for row in answer] == [(1, 2)]
    said = json.loads(other("sync", stick, "--json").stdout)
    assert (said["sent"], said["received"], said["flaws"]) == (0, 0, [])


def test_desks_agree_through_a_hub_and_say_where_they_do_not(
    tmp_path: Path, hub: HubAddress
) -> None:
    one, other = Muster(tmp_path / "one"), Muster(tmp_path / "other")
    other.environment = one.environment
    guests = write_csv(tmp_path / "a.csv", [["Name", "Code"], ["Noa Cohen", "T-1"]])
    one("import", guests, "--programme", "NIPERM")
    for muster in (one, other):
        muster("sync", hub.url)
    for muster in (one, other):
        muster("checkin", "--programme", "NIPERM", "T-1")
    for muster in (one, other, one):
        muster("sync", hub.url)
    assert one("verify", "--hash").stdout == other("verify", "--hash").stdout
    said = one("conflicts").stdout
    assert "Noa Cohen" in said
    assert "Desk A" in said
    assert "Desk B" in said
    (found,) = json.loads(other("conflicts", "--json").stdout)
    assert found["kind"] == "twice_in"


@pytest.mark.parametrize(
    ("arguments", "code", "word"),
    [
        (["sync", "/no/where"], 1, "exchanging"),
        (["sync", "postgresql://127.0.0.1:9/x"], 1, "does not answer"),
        (["sync", "postgresql://h:port/x"], 2, "postgresql://USER@HOST"),
        (["admit", "postgresql://127.0.0.1:9/x", "door"], 2, "--programme"),
        (["export-flat", "people", "--programme", "N", "--out", "a"], 2, "people"),
    ],
)
def test_sync_refuses_with_a_sentence(
    tmp_path: Path, arguments: list[str], code: int, word: str
) -> None:
    assert word in Muster(tmp_path)(*arguments, code=code).stderr
