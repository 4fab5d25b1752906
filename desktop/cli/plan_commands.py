"""Commands that fill a programme from files: its sessions, and photos of its people."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from desktop.cli.invocation import FILE, TEXT, Invocation, in_programme, with_invocation
from desktop.cli.words import tr


@click.group()
def sessions() -> None:
    """The sessions of a programme."""


@sessions.command("import")
@click.argument("file", type=FILE)
@in_programme
@click.option("--dry-run", is_flag=True, help="Only say what would be done.")
@click.option(
    "--time-zone",
    "zone",
    type=TEXT,
    default="",
    metavar="ZONE",
    help="Where the programme is, such as Asia/Jerusalem; kept, if it has none yet.",
)
@with_invocation
def import_sessions(session: Invocation, code: str, file: Path, dry_run: bool, zone: str) -> None:
    """Take sessions over from a calendar (.ics) or a table (CSV, XLSX, ODS)."""
    front_desk = session.open()
    programme = front_desk.programmes.named(code)
    planning = front_desk.planning
    if zone and zone not in planning.zones():
        raise click.UsageError(tr("There is no such time zone; one is Asia/Jerusalem."))
    if zone and programme.time_zone not in ("", zone):
        told = tr("The programme is in {}; change it in the window.")
        raise click.ClickException(told.format(programme.time_zone))
    if zone and not programme.time_zone and not dry_run:
        planning.save_zone(programme, zone)
    programme = replace(programme, time_zone=programme.time_zone or zone)
    rows = planning.read_sessions(programme, file)
    if dry_run:
        taken = planning.foresee_sessions(programme, rows)
        click.echo(tr("Nothing is changed. It would be:"))
    else:
        taken = planning.take_sessions(programme, rows)
        front_desk.sessions.book_named(programme)
    click.echo(session.words.sessions_sentence(taken))
    if taken.bad and len(taken.bad) == len(rows):
        raise click.ClickException(tr("No session of {} could be taken over.").format(file))


@click.group()
def photos() -> None:
    """Photos of people."""


@photos.command("import")
@click.argument("folder", type=FILE)
@in_programme
@click.option("--dry-run", is_flag=True, help="Only say what would be done.")
@with_invocation
def import_photos(session: Invocation, code: str, folder: Path, dry_run: bool) -> None:
    """Give each person the picture of a folder that is named after them.

    A file is named after an email, an attendee number, an order, a ticket code or a full name.
    """
    front_desk = session.open()
    programme = front_desk.programmes.named(code)
    if dry_run:
        click.echo(tr("Nothing is changed. It would be:"))
    taken = front_desk.photos.from_folder(programme, folder, only_look=dry_run)
    click.echo(session.words.photos_sentence(taken))
    if not taken.taken:
        raise click.ClickException(tr("No photo of {} could be taken over.").format(folder))
