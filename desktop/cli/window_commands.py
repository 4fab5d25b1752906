"""Commands that open a window, or do without one what it would show."""

from __future__ import annotations

from pathlib import Path

import click

from desktop.cli.invocation import FILE, Invocation, with_invocation
from desktop.cli.wiring import Wiring
from desktop.cli.words import COMMAND, tr


@click.command()
@with_invocation
def practice(session: Invocation) -> None:
    """Open a window with invented guests to practise with; nothing of it is kept."""
    need_screen(session.wiring)
    click.get_current_context().exit(session.wiring.show_practice())


@click.command()
@click.option("--headless", type=FILE, metavar="DIR", help="Do the main job without a window.")
@click.option("--platform", is_flag=True, help="Make a store the size of the platform instead.")
@with_invocation
def demo(session: Invocation, headless: Path | None, platform: bool) -> None:
    """Open Muster on the sample programme."""
    if platform and headless:
        raise click.UsageError(tr("--platform makes a store and opens nothing."))
    if platform:
        from desktop.cli.demo import make_platform  # noqa: PLC0415

        make_platform(session)
        return
    if headless:
        from desktop.cli.demo import run_headless  # noqa: PLC0415

        run_headless(session, headless)
        return
    need_screen(session.wiring)
    wiring = session.wiring
    click.get_current_context().exit(wiring.show_window(session.store or wiring.sample_store, True))


def need_screen(wiring: Wiring) -> None:
    """Leave with a sentence where no window can be opened."""
    if not wiring.has_screen():
        raise click.ClickException(
            tr("There is no screen to open a window on. Try: {} demo --headless DIR").format(
                COMMAND
            )
        )
