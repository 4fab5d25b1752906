"""CSV files appear whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.domain.failures import FileUnwritable
from desktop.files.tables.csv_write import write_csv


def test_the_file_opens_in_spreadsheets(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    assert write_csv(target, ["name"], [["נועה"], ["=1"]]) == 2
    assert target.read_bytes() == "\ufeffname\r\nנועה\r\n'=1\r\n".encode()


def test_a_failure_leaves_the_older_file_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    target.write_text("before", "utf-8")

    def rows() -> Iterator[list[str]]:
        yield ["a"]
        raise LookupError

    with pytest.raises(LookupError):
        write_csv(target, ["name"], rows())
    assert target.read_text("utf-8") == "before"
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_that_is_not_there_is_a_failure(tmp_path: Path) -> None:
    with pytest.raises(FileUnwritable):
        write_csv(tmp_path / "nowhere" / "out.csv", ["name"], [])


def test_only_the_user_can_read_what_is_written(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    write_csv(target, ["code"], [["1"]])
    assert target.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("name", [".", "", "sub"])
def test_a_folder_is_no_file(tmp_path: Path, name: str) -> None:
    (tmp_path / "sub").mkdir()
    with pytest.raises(FileUnwritable):
        write_csv(tmp_path / name, ["name"], [])
