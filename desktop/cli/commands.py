"""The command line: the same workflows without a window."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import click

from desktop.cli import answers
from desktop.cli.demo import run_headless
from desktop.cli.wiring import Wiring
from desktop.cli.words import tr
from desktop.domain.codes import Reading
from desktop.domain.fields import IMPORT_FIELDS
from desktop.domain.programme import DEFAULT_POINT
from desktop.domain.registration import Direction
from desktop.workflows.badges import (
    DEFAULT_MEDIA,
    DEFAULT_TEMPLATE,
    BadgeOrder,
    Only,
    media_named,
    template_named,
)
from desktop.workflows.desk import Place
from desktop.workflows.guest_list import GuestList, Overview, open_guest_list, require_writable
from desktop.workflows.opening import FrontDesk
from desktop.workflows.ports import Clock, system_clock

PROBLEMS_SHOWN = 50
# Nobody scans meanwhile, so a transaction may be long: a third of the time of single slices.
ROWS_AT_ONCE = 20_000
ANSWERS_BETWEEN_TIDYING = 100
_FILE = click.Path(path_type=Path)


@dataclass(frozen=True, slots=True)
class Session:
    """One run of Muster: its wiring and the store that was asked for."""

    wiring: Wiring
    store: Path | None

    def open(self, clock: Clock = system_clock) -> FrontDesk:
        """Open the store, and say once where a new key file lies."""
        path = self.store or self.wiring.default_store
        front_desk = self.wiring.open_front_desk(path, clock)
        click.get_current_context().call_on_close(front_desk.close)
        if front_desk.new_key_file:
            say_key_file(front_desk.new_key_file)
        return front_desk


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


def _read_code(
    _context: click.Context, _parameter: click.Parameter, value: str | None
) -> str | None:
    """Take a programme's code; bytes that are no text of this system are wrong usage."""
    if value is not None and (not value.strip() or not value.isprintable()):
        raise click.BadParameter(tr("a code is a short printable word"))
    return value


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


_in_programme = click.option(
    "--programme",
    "code",
    required=True,
    metavar="CODE",
    callback=_read_code,
    help="The programme's short code.",
)
_session = click.make_pass_decorator(Session)


@click.group(invoke_without_command=True)
@click.option("--store", type=_FILE, metavar="PATH", help="The store to work on.")
@click.version_option(package_name="muster", version="0.1.0", prog_name="Muster")
@click.pass_context
def muster(context: click.Context, store: Path | None) -> None:
    """Muster, the front desk for programmes. Without a command it opens its window."""
    wiring: Wiring = context.obj
    context.obj = Session(wiring, store)
    if context.invoked_subcommand is None:
        _need_screen(wiring)
        context.exit(wiring.show_window(store or wiring.default_store, False))


@muster.command("import")
@click.argument("file", type=_FILE)
@click.option(
    "--programme",
    "code",
    metavar="CODE",
    callback=_read_code,
    help="Made if it does not exist yet.",
)
@click.option(
    "--map",
    "mapping",
    multiple=True,
    metavar="FIELD=COLUMN",
    callback=_read_mapping,
    help="Set a column by hand.",
)
@click.option("--sheet", default="", metavar="NAME", help="Which sheet of a spreadsheet.")
@click.option("--problems", type=_FILE, metavar="OUT.csv", help="Save the bad rows.")
@click.option("--dry-run", is_flag=True, help="Only look; prints one JSON object.")
@_session
def import_(
    session: Session,
    file: Path,
    code: str | None,
    mapping: dict[str, str],
    sheet: str,
    problems: Path | None,
    dry_run: bool,
) -> None:
    """Import a guest list (CSV, XLSX, ODS) into a programme."""
    if not dry_run and not code:
        raise click.UsageError(tr("--programme CODE is missing."))
    guests = open_guest_list(file, sheet).mapped(mapping)
    if dry_run:
        overview = guests.overview()
        _save_problems(session, guests, overview, problems)
        answers.say_json(answers.overview(guests, overview, session.wiring.problem_sentence))
        return
    guests.require_names()
    if problems:
        require_writable(problems)
    front_desk = session.open()
    programme = front_desk.programmes.find_or_make(code or "")
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
@_in_programme
@click.option("--point", default=DEFAULT_POINT, show_default=True, metavar="NAME")
@click.option(
    "--direction", type=click.Choice([one.value for one in Direction]), default=Direction.IN.value
)
@click.option(
    "--at",
    "at_ms",
    metavar="TIME",
    callback=_read_moment,
    help="As if it were this moment, such as 2026-12-02T08:30; for tests.",
)
@click.argument("codes", nargs=-1, metavar="[CODE… | -]")
@_session
def checkin(
    session: Session,
    code: str,
    point: str,
    direction: str,
    at_ms: int | None,
    codes: tuple[str, ...],
) -> None:
    """Check people in or out by their codes; one JSON object a line, after the commit."""
    if not codes:
        raise click.UsageError(tr("Give codes, or - to read them from standard input."))
    front_desk = session.open(system_clock if at_ms is None else lambda: at_ms)
    programme = front_desk.programmes.named(code)
    where = front_desk.programmes.find_or_make_point(programme, point)
    place = Place(programme, where, Direction(direction))
    for number, text in enumerate(_codes(codes), start=1):
        verdict = front_desk.desk.scan(place, Reading(text))
        sentence = session.wiring.verdict_sentence(verdict)
        answers.say_json(answers.verdict(text, place, verdict, sentence))
        if number % ANSWERS_BETWEEN_TIDYING == 0:
            front_desk.tidy()


@muster.command()
@_in_programme
@click.option("--out", type=_FILE, required=True, metavar="FILE.pdf")
@click.option("--media", default=DEFAULT_MEDIA, show_default=True, metavar="CODE")
@click.option("--template", default=DEFAULT_TEMPLATE, show_default=True, metavar="NAME")
@click.option("--only", type=click.Choice([one.value for one in Only]), default=Only.ALL.value)
@_session
def badges(session: Session, code: str, out: Path, media: str, template: str, only: str) -> None:
    """Make badges as PDF. A badge that is made again voids the older one's code."""
    paper, layout = media_named(media), template_named(template)
    front_desk = session.open()
    programme = front_desk.programmes.named(code)
    order = BadgeOrder(programme, out, paper, layout, Only(only))
    printed = front_desk.badges.run(order)
    line = tr("{badges} badges on {pages} pages: {path}").format(
        badges=printed.badges, pages=printed.pages, path=printed.target
    )
    if printed.replaced:
        line += tr(" ({} older badges no longer count)").format(printed.replaced)
    click.echo(line)


@muster.command()
@click.argument("what", type=click.Choice(["attendees", "checkins"]))
@_in_programme
@click.option("--out", type=_FILE, required=True, metavar="FILE.csv")
@click.option("--with-codes", is_flag=True, help="Attendees: add the codes; keep such files safe.")
@_session
def export(
    session: Session,
    what: str,
    code: str,
    out: Path,
    with_codes: bool,
) -> None:
    """Export attendees or check-ins as CSV."""
    if with_codes and what != "attendees":
        raise click.UsageError(tr("--with-codes goes with attendees."))
    front_desk = session.open()
    programme = front_desk.programmes.named(code)
    if what == "attendees":
        count = front_desk.export.attendees(programme, out, with_codes=with_codes)
    else:
        count = front_desk.export.checkins(programme, out)
    click.echo(tr("{count} rows: {path}").format(count=count, path=out))


@muster.command()
@click.argument("text")
@_in_programme
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array.")
@_session
def find(session: Session, text: str, code: str, as_json: bool) -> None:
    """Find people by the beginnings of their names, in either script."""
    front_desk = session.open()
    people = front_desk.desk.find(front_desk.programmes.named(code), text)
    if as_json:
        answers.say_json([answers.attendee(one) for one in people])
        return
    for one in people:
        click.echo(answers.attendee_line(one))
    if not people:
        click.echo(tr("Nobody found."))


@muster.command()
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array.")
@_session
def programmes(session: Session, as_json: bool) -> None:
    """List the programmes of the store."""
    rows = session.open().programmes.summaries()
    if as_json:
        answers.say_json([answers.programme(*row) for row in rows])
        return
    for row in rows:
        click.echo(answers.programme_line(*row))
    if not rows:
        click.echo(tr("No programmes yet. Import a guest list, or try: main.py demo"))


@muster.command()
@_session
def verify(session: Session) -> None:
    """Check the file, the journal's chains, and that all figures follow from the journal."""
    differences = session.open().verify()
    for one in differences:
        click.echo(f"{one.where}: {one.what}")
    if differences:
        raise click.ClickException(tr("{} differences found.").format(len(differences)))
    click.echo(tr("The store is sound: file, chains and projections agree."))


@muster.group()
def store() -> None:
    """Look after the store."""


@store.command("plain-copy")
@click.argument("out", type=_FILE)
@_session
def plain_copy(session: Session, out: Path) -> None:
    """Write an ordinary, unencrypted SQLite file for other tools."""
    session.open().plain_copy(out)
    click.echo(tr("Not encrypted, keep it safe: {}").format(out))


@muster.command()
@click.option("--headless", type=_FILE, metavar="DIR", help="Do the main job without a window.")
@_session
def demo(session: Session, headless: Path | None) -> None:
    """Open Muster on the sample programme."""
    if headless:
        run_headless(session.wiring, session.store, headless)
        return
    _need_screen(session.wiring)
    wiring = session.wiring
    click.get_current_context().exit(wiring.show_window(session.store or wiring.sample_store, True))


def say_key_file(path: Path) -> None:
    """Say, once, that the key lies in a file because there is no keyring."""
    click.echo(
        tr(
            "This computer has no keyring, so the key that opens your stores lies in {}. "
            "Keep a copy of it in a safe place."
        ).format(path),
        err=True,
    )


def _need_screen(wiring: Wiring) -> None:
    if not wiring.has_screen():
        raise click.ClickException(
            tr("There is no screen to open a window on. Try: main.py demo --headless DIR")
        )


def _codes(codes: tuple[str, ...]) -> Iterator[str]:
    if codes != ("-",):
        yield from (code for code in codes if code.strip())
        return
    for line in iter(sys.stdin.buffer.readline, b""):
        if text := line.decode("utf-8", "replace").strip("\r\n"):
            yield text


def _save_problems(
    session: Session, guests: GuestList, overview: Overview, target: Path | None
) -> None:
    if target:
        sentences = [session.wiring.problem_sentence(one) for one in overview.problems]
        guests.save_problems(target, overview.problems, sentences)


def _list_problems(session: Session, overview: Overview) -> None:
    for one in overview.problems[:PROBLEMS_SHOWN]:
        sentence = session.wiring.problem_sentence(one)
        line = (
            tr("Row {row}, column {column}: {sentence}")
            if one.column
            else tr("Row {row}: {sentence}")
        )
        click.echo(line.format(row=one.row, column=one.column, sentence=sentence), err=True)
    hidden = len(overview.problems) - PROBLEMS_SHOWN
    if hidden > 0:
        click.echo(tr("… and {} more; --problems OUT.csv saves all.").format(hidden), err=True)
