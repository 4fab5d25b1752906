"""The command line: the same workflows without a window."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import click

from desktop.cli import answers
from desktop.cli.badge_commands import BADGE_COMMANDS
from desktop.cli.demo import run_headless
from desktop.cli.invocation import (
    FILE,
    TEXT,
    Invocation,
    in_programme,
    may_replace,
    read_code,
    read_name,
    with_invocation,
)
from desktop.cli.sync_commands import SYNC_COMMANDS
from desktop.cli.wiring import Wiring
from desktop.cli.words import COMMAND, tr
from desktop.domain.attendees.fields import IMPORT_FIELDS
from desktop.domain.attendees.registration import Direction
from desktop.domain.checkin.codes import Reading
from desktop.domain.programme.programme import DEFAULT_POINT
from desktop.workflows.checkin.verdict import Station
from desktop.workflows.outputs import require_target
from desktop.workflows.ports import system_clock
from desktop.workflows.transfer.guest_list import GuestList, Overview, open_guest_list

PROBLEMS_SHOWN = 50
# Nobody scans meanwhile, so a transaction may be long: a third of the time of single slices.
ROWS_AT_ONCE = 20_000
ANSWERS_BETWEEN_TIDYING = 100


def _read_mapping(
    _context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]
) -> dict[str, str]:
    """Take FIELD=COLUMN apart; the field must be one that Muster has."""
    mapping = {}
    for value in values:
        field, equals, column = value.partition("=")
        if not equals or field not in IMPORT_FIELDS:
            known = ", ".join(IMPORT_FIELDS)
            raise click.BadParameter(tr("write FIELD=COLUMN, with one of: {}").format(known))
        mapping[field] = column
    return mapping


def _read_moment(
    _context: click.Context, _parameter: click.Parameter, value: str | None
) -> int | None:
    """Take a moment in ISO form, of this computer's time where it names no zone."""
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(value)
        if not 2000 <= moment.year <= 2100:
            raise ValueError(value)
        return int(moment.timestamp() * 1000)
    except (ValueError, OverflowError) as error:
        raise click.BadParameter(tr("write a moment such as 2026-12-02T08:30")) from error


@click.group(invoke_without_command=True)
@click.option("--store", type=FILE, metavar="PATH", help="The store to work on.")
@click.version_option(package_name="muster", version="0.1.0", prog_name="Muster")
@click.pass_context
def muster(context: click.Context, store: Path | None) -> None:
    """Muster, the front desk for programmes. Without a command it opens its window."""
    wiring: Wiring = context.obj
    context.obj = Invocation(wiring, store)
    if context.invoked_subcommand is None:
        _need_screen(wiring)
        context.exit(wiring.show_window(store or wiring.default_store, False))


@muster.command("import")
@click.argument("file", type=FILE)
@click.option(
    "--programme",
    "code",
    metavar="CODE",
    callback=read_code,
    help="Its code; in an empty store it is made.",
)
@click.option(
    "--map",
    "mapping",
    type=TEXT,
    multiple=True,
    metavar="FIELD=COLUMN",
    callback=_read_mapping,
    help="Set a column by hand.",
)
@click.option(
    "--sheet", type=TEXT, default="", metavar="NAME", help="Which sheet of a spreadsheet."
)
@click.option("--problems", type=FILE, metavar="OUT.csv", help="Save the bad rows.")
@click.option("--new", "is_new", is_flag=True, help="The code is a new programme's.")
@click.option("--dry-run", is_flag=True, help="Only look; prints one JSON object.")
@may_replace
@with_invocation
def import_(
    session: Invocation,
    /,
    file: Path,
    code: str | None,
    mapping: dict[str, str],
    sheet: str,
    problems: Path | None,
    dry_run: bool,
    **ticked: bool,
) -> None:
    """Import a guest list (CSV, XLSX, ODS) into a programme."""
    if not dry_run and not code:
        raise click.UsageError(tr("--programme CODE is missing."))
    guests = open_guest_list(file, sheet).mapped(mapping)
    if problems:
        require_target(problems, is_forced=ticked["is_forced"], but_not=(file,))
    if dry_run:
        overview = guests.overview()
        _save_problems(session, guests, overview, problems)
        answers.say_json(answers.overview(guests, overview, session.wiring.problem_sentence))
        return
    guests.require_names()
    front_desk = session.open()
    if not guests.has_guests and front_desk.programmes.find(code or "") is None:
        raise click.ClickException(tr("No row of {} could be imported.").format(file))
    programme, is_made = front_desk.programmes.meant_by(code or "", is_new=ticked["is_new"])
    if ticked["is_new"] and not is_made:
        told = tr("There is a programme {} already; leave out --new to import into it.")
        raise click.ClickException(told.format(programme.code))
    if is_made:
        click.echo(tr("Made the programme {}.").format(programme.code), err=True)
    run = front_desk.importing(programme, guests)
    if unfinished := run.left_unfinished():
        click.echo(
            tr("An earlier import of this file stopped after {} rows; going on.").format(
                unfinished.done
            ),
            err=True,
        )
    result = run.run(rows_at_once=ROWS_AT_ONCE)
    overview = Overview(result.rows, result.problems)
    _save_problems(session, guests, overview, problems)
    _list_problems(session, overview)
    click.echo(session.wiring.result_sentence(result))
    if result.rows and not result.taken:
        raise click.ClickException(tr("No row of {} could be imported.").format(file))


@muster.command()
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
    callback=_read_moment,
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
    where, is_made = front_desk.programmes.point_meant_by(programme, point, is_new=is_new)
    if is_made:
        click.echo(tr("Made the check-in point {}.").format(where.name), err=True)
    station = Station(programme, where, Direction(direction))
    for number, text in enumerate(_codes(codes), start=1):
        verdict = front_desk.desk.scan(station, Reading(text))
        sentence = session.wiring.verdict_sentence(verdict)
        answers.say_json(answers.verdict(text, station, verdict, sentence))
        if number % ANSWERS_BETWEEN_TIDYING == 0:
            front_desk.tidy()


@muster.command()
@click.argument("what", type=click.Choice(["attendees", "checkins"]))
@in_programme
@click.option("--out", type=FILE, required=True, metavar="FILE.csv")
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
    """Export attendees or check-ins as CSV."""
    if with_codes and what != "attendees":
        raise click.UsageError(tr("--with-codes goes with attendees."))
    require_target(out, is_forced=is_forced)
    front_desk = session.open()
    programme = front_desk.programmes.named(code)
    if what == "attendees":
        count = front_desk.export.attendees(programme, out, with_codes=with_codes)
    else:
        count = front_desk.export.checkins(programme, out)
    click.echo(tr("{count} rows: {path}").format(count=count, path=out))


@muster.command()
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


@muster.command()
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


@muster.command()
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


@muster.group()
def store() -> None:
    """Look after the store."""


@store.command("plain-copy")
@click.argument("out", type=FILE)
@may_replace
@with_invocation
def plain_copy(session: Invocation, out: Path, is_forced: bool) -> None:
    """Write an ordinary, unencrypted SQLite file for other tools."""
    require_target(out, is_forced=is_forced, is_copy=True)
    session.open().plain_copy(out)
    click.echo(tr("Not encrypted, keep it safe: {}").format(out))


@muster.command()
@click.option("--headless", type=FILE, metavar="DIR", help="Do the main job without a window.")
@with_invocation
def demo(session: Invocation, headless: Path | None) -> None:
    """Open Muster on the sample programme."""
    if headless:
        run_headless(session.wiring, session.store, headless)
        return
    _need_screen(session.wiring)
    wiring = session.wiring
    click.get_current_context().exit(wiring.show_window(session.store or wiring.sample_store, True))


def _need_screen(wiring: Wiring) -> None:
    if not wiring.has_screen():
        raise click.ClickException(
            tr("There is no screen to open a window on. Try: {} demo --headless DIR").format(
                COMMAND
            )
        )


def _codes(codes: tuple[str, ...]) -> Iterator[str]:
    if codes != ("-",):
        yield from (code for code in codes if code.strip())
        return
    for line in iter(sys.stdin.buffer.readline, b""):
        if text := line.decode("utf-8", "replace").strip("\r\n"):
            yield text


def _save_problems(
    session: Invocation, guests: GuestList, overview: Overview, target: Path | None
) -> None:
    if target:
        sentences = [session.wiring.problem_sentence(problem) for problem in overview.problems]
        guests.save_problems(target, overview.problems, sentences)


def _list_problems(session: Invocation, overview: Overview) -> None:
    for problem in overview.problems[:PROBLEMS_SHOWN]:
        sentence = session.wiring.problem_sentence(problem)
        line = (
            tr("Row {row}, column {column}: {sentence}")
            if problem.column
            else tr("Row {row}: {sentence}")
        )
        click.echo(line.format(row=problem.row, column=problem.column, sentence=sentence), err=True)
    hidden = len(overview.problems) - PROBLEMS_SHOWN
    if hidden > 0:
        click.echo(tr("… and {} more; --problems OUT.csv saves all.").format(hidden), err=True)


for _command in (*BADGE_COMMANDS, *SYNC_COMMANDS):
    muster.add_command(_command)
