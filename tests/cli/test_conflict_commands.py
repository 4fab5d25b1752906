"""Two organizers at the command line: what is listed, and what one word settles."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Muster

NAMES = "First Name,Last Name\n" + "".join(f"Noa{n},Levi\n" for n in range(6))


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Muster, Muster]:
    made = []
    for name in ("one", "other"):
        home = tmp_path / name
        (home / "data").mkdir(parents=True)
        made.append(Muster(home))
    return made[0], made[1]


def test_what_is_sure_is_settled_by_one_word(pair: tuple[Muster, Muster], tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_text(NAMES, "utf-8")
    folder = tmp_path / "new"
    for muster in pair:
        muster("import", "--programme", "NIPERM", path)
    for muster in (*pair, pair[0]):
        muster("sync", folder)
    listed = json.loads(pair[0]("conflicts", "--json").stdout)
    assert [dispute["kind"] for dispute in listed] == ["twins"] * 6
    assert listed[0]["is_sure"] is True
    done = pair[0]("conflicts", "--settle-sure", "--programme", "NIPERM")
    assert done.stdout == "All desks agree.\n"
    assert done.stderr == "6 settled.\n"
    for muster in pair:
        muster("sync", folder)
    assert pair[1]("conflicts").stdout == "All desks agree.\n"
    hashes = {muster("verify", "--hash").stdout for muster in pair}
    assert len(hashes) == 1


def test_a_copied_store_is_told_as_it_is_opened(
    pair: tuple[Muster, Muster], tmp_path: Path
) -> None:
    path = tmp_path / "names.csv"
    path.write_text(NAMES, "utf-8")
    muster = pair[0]
    muster("import", "--programme", "NIPERM", path)
    backup = muster.store.read_bytes()
    muster("import", "--programme", "OTHER", "--new", path)
    muster.store.write_bytes(backup)
    told = muster("programmes")
    assert "This store is a copy of another desk's" in told.stderr
    assert "“Desk A (2)”" in told.stderr
    assert muster("programmes").stderr == ""
    assert muster("verify").stdout
