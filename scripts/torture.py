"""What takes too long for every test run: near codes, kills and power losses by the thousand.

Prints what was tried and every fault; ends with 1 where there is one.
"""

from __future__ import annotations

import sys
import time

import click

from scripts.kills import kill_again_and_again
from scripts.power_loss import take_the_power
from tests.domain.checkin.test_near_codes import wrong_fits

TEXTS, KILLS, LOSSES = 100_000, 1_000, 10_000
CONTROL = 200
MOST_SHOWN = 20


@click.command()
@click.option("--texts", default=TEXTS, show_default=True, help="How many texts are shown.")
@click.option("--kills", default=KILLS, show_default=True, help="How many Musters are killed.")
@click.option("--losses", default=LOSSES, show_default=True, help="How often the power goes.")
@click.option("--seed", default=18, show_default=True)
def torture(texts: int, kills: int, losses: int, seed: int) -> None:
    """Show near codes, kill Muster at its work, and take the power away while it writes."""
    faults = [*_near_codes(texts, seed), *_kills(kills, seed), *_losses(losses, seed)]
    for fault in faults[:MOST_SHOWN]:
        click.echo(f"  {fault}")
    sys.exit(1 if faults else 0)


def _near_codes(texts: int, seed: int) -> list[str]:
    if not texts:
        return []
    began = time.monotonic()
    wrong = wrong_fits(texts, seed)
    click.echo(f"{texts:,} random texts and near codes, seed {seed}: {len(wrong)} wrong fits, "
               f"{time.monotonic() - began:.0f} s")  # fmt: skip
    return [f"{shown!r} fits {code!r}" for shown, code in wrong]


def _kills(kills: int, seed: int) -> list[str]:
    if not kills:
        return []
    began = time.monotonic()
    result = kill_again_and_again(kills, seed)
    each = ", ".join(f"{name} {count}" for name, count in sorted(result.kills.items()))
    click.echo(
        f"{sum(result.kills.values()):,} kills ({each}), {result.missed} were over before: "
        f"{result.acknowledged:,} scans acknowledged, {len(result.faults)} faults, "
        f"{time.monotonic() - began:.0f} s"
    )
    return result.faults


def _losses(losses: int, seed: int) -> list[str]:
    """Take the power away; and once more on a disk that lies, where losses must be found."""
    if not losses:
        return []
    began = time.monotonic()
    lost = take_the_power(losses, seed)
    control = take_the_power(CONTROL, seed, heeds_syncs=False)
    click.echo(
        f"{lost.points:,} power losses, {lost.acknowledged} answers acknowledged by the end: "
        f"{len(lost.faults)} faults, {time.monotonic() - began:.0f} s; on a disk that lies about "
        f"what is safe: {len(control.faults)} faults at {control.points} points"
    )
    blind = [] if control.faults else ["a disk that lies is not noticed: nothing was proved"]
    return lost.faults + blind


if __name__ == "__main__":
    torture()
