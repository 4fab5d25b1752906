"""What takes too long for every test run: near codes by the hundred thousand.

Prints what was tried and every fault; ends with 1 where there is one.
"""

from __future__ import annotations

import sys
import time

import click

from tests.domain.checkin.test_near_codes import wrong_fits

TEXTS = 100_000


@click.command()
@click.option("--texts", default=TEXTS, show_default=True, help="How many texts are shown.")
@click.option("--seed", default=18, show_default=True)
def torture(texts: int, seed: int) -> None:
    """Show random texts and near codes; tell whom a looser reading would wrongly let in."""
    began = time.monotonic()
    wrong = wrong_fits(texts, seed)
    seconds = time.monotonic() - began
    click.echo(f"{texts:,} random texts and near codes, seed {seed}: {len(wrong)} wrong fits, "
               f"{seconds:.0f} s")  # fmt: skip
    for shown, code in wrong[:20]:
        click.echo(f"  {shown!r} fits {code!r}")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    torture()
