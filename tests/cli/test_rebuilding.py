"""An older store is brought up by the command that opens it, which says so."""

from __future__ import annotations

import pytest

from desktop.cli.invocation import LONG_REBUILDING, _Rebuilding


def test_what_takes_a_while_is_said_once(capsys: pytest.CaptureFixture[str]) -> None:
    rebuilding = _Rebuilding()
    rebuilding.tell(5_000, LONG_REBUILDING + 5_000)
    rebuilding.tell(10_000, LONG_REBUILDING + 20_000)
    assert capsys.readouterr().err == "This store is older: its figures are made anew, once…\n"


def test_a_moment_is_not_worth_a_word(capsys: pytest.CaptureFixture[str]) -> None:
    _Rebuilding().tell(1, LONG_REBUILDING)
    assert capsys.readouterr().err == ""
