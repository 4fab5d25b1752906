"""Commands of the desk: check people in, find them, export, and look after the store."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from desktop.cli import answers
from desktop.cli.invocation import (
    FILE,
    TEXT,
    Invocation,
    in_programme,
    may_replace,
    read_moment,
    read_name,
    with_invocation,
)
from desktop.cli.words import COMMAND, tr
from desktop.domain.attendees.registration import Direction
from desktop.domain.checkin.codes import Reading
from desktop.domain.programme.programme import DEFAULT_POINT
from desktop.workflows.checkin.verdict import Station
from desktop.workflows.outputs import require_target
from desktop.workflows.ports import system_clock

ANSWERS_BETWEEN_TIDYING = 100
# Endings that promise a spreadsheet of a kind that is not written.
_OTHER_SHEETS = frozenset({".xls", ".xlsm", ".xlsb", ".ods", ".numbers"})


@click.command()
@in_programme
@click.option(
    "--point",
    type=TEXT,
    default=DEFAULT_POINT,
    show_default=True,
    metavar="NAME",
    callback=read_name,
)
@click.option(
    "--direction",
    type=click.Choice([direction.value for direction in Direction]),
    default=Direction.IN.value,
)
@click.option(
    "--at",
    "at_ms",
    metavar="TIME",
    callback=read_moment,
    help="As if it were this moment, such as 2026-12-02T08:30; for tests.",
)
@click.option("--new", "is_new", is_flag=True, help="The name is a new point's.")
@click.argument("codes", type=TEXT, nargs=-1, metavar="[CODE… | -]")
@with_invocation
def checkin(
    session: Invocation,
    code: str,
    point: str,
    is_new: bool,
    direction: str,
    at_ms: int | None,
    codes: tuple[str, ...],
) -> None:
    """Check people in or out by their codes; one JSON object a line, after the commit."""
    if not codes:
        raise click.UsageError(tr("Give codes, or - to read them from standard input."))
    front_desk = session.open(system_clock if at_ms is None else lambda: at_ms)
    programme = front_desk.programmes.named(code)
    session.words.show_times_of(programme)
    where, is_made = front_desk.programmes.point_meant_by(programme, point, is_new=is_new)
    if is_made:
        click.echo(tr("Made the check-in point {}.").format(where.name), err=True)
    station = Station(programme, where, Direction(direction))
    for number, text in enumerate(_codes(codes), start=1):
        verdict = front_desk.desk.scan(station, Reading(text))
        sentence = session.words.verdict_sentence(verdict)
        answers.say_json(answers.verdict(text, station, verdict, sentence))
        if number % ANSWERS_BETWEEN_TIDYING == 0:
            front_desk.tidy()


@click.command()
@click.argument("what", type=click.Choice(["attendees", "checkins"]))
@in_programme
@click.option("--out", type=FILE, required=True, metavar="FILE.csv|.xlsx")
@click.option("--with-codes", is_flag=True, help="Attendees: add the codes; keep such files safe.")
@may_replace
@with_invocation
def export(
    session: Invocation,
    what: str,
    code: str,
    out: Path,
    with_codes: bool,
    is_forced: bool,
) -> None:
    """Export attendees or check-ins as CSV, or as a spreadsheet by the ending .xlsx."""
    if with_codes and what != "attendees":
        raise click.UsageError(tr("--with-codes goes with attendees."))
    if out.suffix.casefold() in _OTHER_SHEETS:
        raise click.UsageError(tr("--out: a table is written as FILE.csv or FILE.xlsx."))
    require_target(out, is_forced=is_forced)
    front_desk = session.open()
    programme = front_desk.programmes.named(code)
    if what == "attendees":
        count = front_desk.export.attendees(programme, out, with_codes=with_codes)
    else:
        count = front_desk.export.checkins(programme, out)
    click.echo(tr("{count} rows: {path}").format(count=count, path=out))


@click.command()
@click.argument("text", type=TEXT)
@in_programme
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array.")
@with_invocation
def find(session: Invocation, text: str, code: str, as_json: bool) -> None:
    """Find people by the beginnings of their names, in either script."""
    front_desk = session.open()
    people = front_desk.desk.find(front_desk.programmes.named(code), text)
    if as_json:
        answers.say_json([answers.attendee(attendee) for attendee in people])
        return
    for attendee in people:
        click.echo(answers.attendee_line(attendee))
    if not people:
        click.echo(tr("Nobody found."))


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array.")
@with_invocation
def programmes(session: Invocation, as_json: bool) -> None:
    """List the programmes of the store."""
    rows = session.open().programmes.summaries()
    if as_json:
        answers.say_json([answers.programme(*row) for row in rows])
        return
    for row in rows:
        click.echo(answers.programme_line(*row))
    if not rows:
        click.echo(tr("No programmes yet. Import a guest list, or try: {} demo").format(COMMAND))


@click.command()
@click.option("--hash", "with_hash", is_flag=True, help="Print a sum of all that screens show.")
@with_invocation
def verify(session: Invocation, with_hash: bool) -> None:
    """Check the file, the journal's chains, and that all figures follow from the journal.

    Desks that have the same entries have the same --hash.
    """
    front_desk = session.open()
    if with_hash:
        click.echo(front_desk.syncing.state_hash())
        return
    differences = front_desk.verify()
    for difference in differences:
        click.echo(f"{difference.where}: {difference.what}")
    if differences:
        raise click.ClickException(tr("{} differences found.").format(len(differences)))
    click.echo(tr("The store is sound: file, chains and projections agree."))


def _codes(codes: tuple[str, ...]) -> Iterator[str]:
    if codes != ("-",):
        yield from (code for code in codes if code.strip())
        return
    for line in iter(sys.stdin.buffer.readline, b""):
        if text := line.decode("utf-8", "replace").strip("\r\n"):
            yield text
