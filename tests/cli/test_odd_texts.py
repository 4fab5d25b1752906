"""Scans, lists and names that no person types: none of them ends a command."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Muster
from tests.support.builders import read_csv, write_csv

ODD_CODES = [r"\u0000", r"x\u0000n1", "\\u0000\"", r"\u0000\\", r"\ud800", "\ufffd", "\x1b[31m",
             "%s%n", "{0}", "${HOME}"]  # fmt: skip


def test_odd_codes_are_answered_one_by_one(filled: Muster) -> None:
    done = filled("checkin", "--programme", "NIPERM", "-", stdin="\n".join([*ODD_CODES, "T-1"]))
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["code"] for one in told] == [*ODD_CODES, "T-1"]
    assert told[-1]["outcome"] == "admitted"
    assert {one["outcome"] for one in told[:-1]} <= {"unknown_code", "malformed"}
    assert "sound" in filled("verify").stdout


def test_odd_codes_in_a_list_come_in_and_go_out_unchanged(muster: Muster, tmp_path: Path) -> None:
    rows = [["Name", "Email", "Barcode"]]
    codes = [r"\u0000", r"x\u0000n1", r"y\u0000" + '"']
    rows += [[f"Guest {n}", f"g{n}@example.org", code] for n, code in enumerate(codes)]
    muster("import", write_csv(tmp_path / "l.csv", rows), "--programme", "NIPERM")
    out = tmp_path / "out.csv"
    muster("export", "attendees", "--programme", "NIPERM", "--with-codes", "--out", out)
    assert {row["code"] for row in read_csv(out)} == set(codes)


@pytest.mark.skipif(os.name != "posix", reason="names are bytes on POSIX only")
def test_a_name_that_is_no_utf8_is_a_name(muster: Muster, tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path)
    guests = folder + b"/gu\xe9sts.csv"
    Path(os.fsdecode(guests)).write_bytes(b"Name,Email\nNoa,noa@example.org\nDan,oops\n")

    def run(*words: str | bytes) -> subprocess.CompletedProcess[bytes]:
        command: list[str | bytes] = [*muster.command(), *words]
        return subprocess.run(command, env=muster.environment, capture_output=True, check=False)

    done = run("import", guests, "--programme", "NIPERM", "--problems", folder + b"/b\xe9d.csv")
    assert done.returncode == 0, done.stderr
    assert Path(os.fsdecode(folder + b"/b\xe9d.csv")).exists()
    fine: list[tuple[str | bytes, ...]] = [
        ("find", b"N\xe9", "--programme", "NIPERM"),
        ("checkin", "--programme", "NIPERM", b"T\xe9"),
        ("export", "attendees", "--programme", "NIPERM", "--out", folder + b"/o\xe9.csv"),
        ("sync", folder + b"/\xe9.muster"),
        ("badges", "--programme", "NIPERM", "--out", folder + b"/b\xe9.pdf"),
    ]
    for words in fine:
        done = run(*words)
        assert done.returncode == 0, done.stderr
    refused: list[tuple[str | bytes, ...]] = [
        ("badges", "--programme", "NIPERM", "--template", b"\xe9", "--out", folder + b"/x.pdf"),
        ("demo", "--headless", folder + b"/d\xe9mo"),
    ]
    for words in refused:
        done = run(*words)
        assert done.returncode == 1
        assert b"Something went wrong" not in done.stderr
        assert done.stderr.strip()
