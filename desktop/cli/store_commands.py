"""Commands that look after the store: backups, bringing one back, taking out what reads, copies."""

from __future__ import annotations

from pathlib import Path

import click

from desktop.cli.invocation import FILE, Invocation, may_replace, read_moment, with_invocation
from desktop.cli.words import COMMAND, tr
from desktop.domain.upkeep.backup import Occasion
from desktop.workflows.outputs import require_target

from_folder = click.option(
    "--from",
    "folder",
    type=FILE,
    metavar="FOLDER",
    help="Where the backups lie, if not beside the store.",
)


@click.group()
def store() -> None:
    """Look after the store: backups, restoring, copies."""


@store.command("plain-copy")
@click.argument("out", type=FILE)
@may_replace
@with_invocation
def plain_copy(session: Invocation, out: Path, is_forced: bool) -> None:
    """Write an ordinary, unencrypted SQLite file for other tools."""
    require_target(out, is_forced=is_forced, is_copy=True)
    session.open().plain_copy(out)
    click.echo(tr("Not encrypted, keep it safe: {}").format(out))


@store.command()
@click.option(
    "--second",
    "folder",
    type=FILE,
    metavar="FOLDER",
    help="A folder on another disk that gets a copy, from now on.",
)
@click.option("--no-second", "has_none", is_flag=True, help="No other folder, from now on.")
@with_invocation
def backup(session: Invocation, folder: Path | None, has_none: bool) -> None:
    """Make a backup now, check it, and keep it by hours, days and weeks."""
    if folder and has_none:
        raise click.UsageError(tr("Give --second or --no-second."))
    backups = session.open().backups
    if folder or has_none:
        backups.choose_second_folder(str(folder.absolute()) if folder else "")
    made = backups.make(Occasion.HAND)
    listed = next(each for each in backups.listed() if each.number == made.number)
    click.echo(session.words.backup_words.line(listed))
    if backups.second_folder and backups.copy_to_second():
        click.echo(tr("Copied to {}").format(backups.second_folder))
    if failure := backups.news.second_failure:
        raise failure


@store.command()
@from_folder
@with_invocation
def backups(session: Invocation, folder: Path | None) -> None:
    """List the backups, the newest first."""
    found = session.rescue().backups(folder)
    for each in found:
        click.echo(session.words.backup_words.line(each))
    if not found:
        click.echo(tr("No backups yet. To make one: {} store backup").format(COMMAND))


@store.command()
@click.option(
    "--at",
    "at_ms",
    metavar="TIME",
    callback=read_moment,
    help="The newest backup of that moment or before, such as 2026-12-02T08:30.",
)
@from_folder
@click.option("--yes", "is_sure", is_flag=True, help="Do it without asking.")
@with_invocation
def restore(session: Invocation, at_ms: int | None, folder: Path | None, is_sure: bool) -> None:
    """Bring a backup back; the store that is there is kept beside it."""
    rescue = session.rescue()
    plan = rescue.plan(at_ms, folder)
    for line in session.words.backup_words.plan(plan):
        click.echo(line)
    if not is_sure:
        click.confirm(tr("Bring it back?"), abort=True)
    done = rescue.restore(plan)
    if done.aside:
        click.echo(tr("The store that was there: {}").format(done.aside))
    click.echo(tr("Brought back. This desk is now {}.").format(done.desk_name))


@store.command()
@click.argument("out", type=FILE, metavar="NEW.db")
@click.option(
    "--journal",
    "folders",
    type=FILE,
    metavar="FOLDER",
    multiple=True,
    help="A folder by which desks exchange; may be given several times.",
)
@click.option(
    "--past-gaps",
    "takes_past_gaps",
    is_flag=True,
    help="Let entries behind missing ones take effect, where no other desk has those.",
)
@with_invocation
def salvage(
    session: Invocation, out: Path, folders: tuple[Path, ...], takes_past_gaps: bool
) -> None:
    """Make a new store of all that still reads; the damaged one stays as it is."""
    found = session.rescue().salvage(out, folders, takes_past_gaps=takes_past_gaps)
    for line in session.words.backup_words.salvaged(found):
        click.echo(line)
    click.echo(tr("The new store: {}").format(out))


@store.command()
@with_invocation
def begin(session: Invocation) -> None:
    """Begin a new store where only backups of an older one are."""
    session.rescue().begin()
    click.echo(tr("A new store begins: {}").format(session.store_path))
