"""Which files may be written."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.domain.failures import FileThere, FileUnwritable
from desktop.workflows.opening import FrontDesk
from desktop.workflows.outputs import require_target


def test_a_strange_file_is_replaced_only_when_somebody_says_so(tmp_path: Path) -> None:
    target = tmp_path / "notes.csv"
    require_target(target)
    target.write_text("mine", "utf-8")
    with pytest.raises(FileThere):
        require_target(target)
    require_target(target, is_forced=True)


def test_what_is_read_is_never_written_over(tmp_path: Path) -> None:
    target = tmp_path / "list.csv"
    target.write_text("Name", "utf-8")
    with pytest.raises(FileUnwritable):
        require_target(target, is_forced=True, but_not=[target])


def test_only_a_plain_copy_may_replace_an_older_one(front_desk: FrontDesk, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    front_desk.plain_copy(target)
    require_target(target, is_copy=True)
    with pytest.raises((FileUnwritable, FileThere)):
        require_target(target)
