"""What a badge does not say as it was given is said: no name changes without a word."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Muster
from tests.support.builders import write_csv


@pytest.fixture
def far(muster: Muster, tmp_path: Path) -> Muster:
    rows = [["First Name", "Last Name"], ["小明", "王"], ["राजेश", "श्रीवास्तव"], ["Noa", "Cohen"]]
    muster("import", write_csv(tmp_path / "far.csv", rows), "--programme", "NIPERM")
    return muster


def test_names_that_no_shipped_face_has_are_written_in_latin_letters_and_listed(
    far: Muster, tmp_path: Path
) -> None:
    out = tmp_path / "badges.pdf"
    done = far("badges", "--programme", "NIPERM", "--out", out)
    assert done.stdout.splitlines()[1:] == [
        "Written in Latin letters, because no typeface here has theirs: 小明 王 (XiaoMing Wang)"
    ]
    assert "qt" not in done.stderr.lower()
    assert out.exists()


def test_a_name_that_loses_letters_is_refused_unless_it_is_wanted(
    far: Muster, tmp_path: Path
) -> None:
    rows = [["First Name", "Last Name"], ["Dan \ue000", "Levi"]]
    far("import", write_csv(tmp_path / "lost.csv", rows), "--programme", "NIPERM",
        "--source", "lost")  # fmt: skip
    out = tmp_path / "badges.pdf"
    done = far("badges", "--programme", "NIPERM", "--out", out, code=1)
    assert "1 badges would be cut or lose letters: Dan \ue000 Levi." in done.stderr
    assert not out.exists()
    again = far("badges", "--programme", "NIPERM", "--out", out, "--anyway").stdout
    assert "Cut, or with letters lost: Dan \ue000 Levi" in again
    assert out.exists()
    assert "sound" in far("verify").stdout


def test_a_code_that_will_be_too_small_is_said_before(far: Muster, tmp_path: Path) -> None:
    wanted = ("badges", "--programme", "NIPERM", "--only", "all", "--reason", "damaged", "--out")
    small = far(*wanted, tmp_path / "a.pdf", "--media", "DK-11219")
    assert "QR code is too small for this paper: " in small.stderr
    usual = far(*wanted, tmp_path / "b.pdf", "--media", "5392")
    assert "too small" not in usual.stderr


def test_a_printer_gets_no_badge_that_is_cut_unless_it_is_wanted(
    far: Muster, tmp_path: Path
) -> None:
    rows = [["First Name", "Last Name"], ["Dan \ue000", "Levi"]]
    far("import", write_csv(tmp_path / "lost.csv", rows), "--programme", "NIPERM",
        "--source", "lost")  # fmt: skip
    wanted = ("badges", "--programme", "NIPERM", "--printer", "PDF folder")
    assert "would be cut or lose letters: Dan \ue000 Levi." in far(*wanted, code=1).stderr
    assert "queue" not in far("queue").stdout
    done = far(*wanted, "--anyway").stdout
    assert "Cut, or with letters lost: Dan \ue000 Levi" in done
    assert "小明 王 (XiaoMing Wang)" in done
