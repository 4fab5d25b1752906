"""A bounded part of scripts/torture: kills and power losses, and that a loss would be seen."""

from __future__ import annotations

import shutil
import sys

import pytest

from scripts.kills import kill_again_and_again
from scripts.power_loss import take_the_power

KILLS, LOSSES = 16, 100
linux = pytest.mark.skipif(sys.platform != "linux", reason="signals and preloading of Linux")
compiles = pytest.mark.skipif(shutil.which("cc") is None, reason="the recorder is a piece of C")


@linux
def test_nothing_acknowledged_is_lost_by_kills() -> None:
    result = kill_again_and_again(KILLS, seed=25)
    assert result.faults == []
    assert sum(result.kills.values()) + result.missed == KILLS
    assert sum(result.kills.values()) > KILLS // 4


@linux
@compiles
def test_nothing_acknowledged_is_lost_by_power_losses() -> None:
    lost = take_the_power(LOSSES, seed=25)
    assert lost.faults == []
    assert lost.points >= LOSSES
    assert lost.acknowledged > 100


@linux
@compiles
def test_a_disk_that_lies_about_what_is_safe_is_seen_to_lose() -> None:
    assert take_the_power(LOSSES, seed=25, heeds_syncs=False).faults != []
