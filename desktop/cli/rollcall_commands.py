"""Commands for an emergency: roll calls, and the incident's forms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import click

from desktop.cli import answers
from desktop.cli.invocation import (
    FILE,
    TEXT,
    Invocation,
    in_programme,
    may_replace,
    with_invocation,
)
from desktop.cli.words import tr
from desktop.domain.checkin.codes import Reading
from desktop.domain.programme.programme import Programme
from desktop.domain.rollcall.board import Board, figures_of, missing_first
from desktop.domain.rollcall.marks import GRAVITY, MarkState, Triage
from desktop.domain.rollcall.rollcall import EVERYBODY, OneRollCall
from desktop.workflows.opening import FrontDesk
from desktop.workflows.outputs import require_target
from desktop.workflows.ports import system_clock
from desktop.workflows.rollcall.incident import Said
from desktop.workflows.rollcall.rollcalls import Noted, one_line
from desktop.workflows.transfer.export import iso_time
from desktop.workflows.wall_clock import zone_of

_CSV, _PDF = ".csv", ".pdf"
_DAY_MS = 24 * 60 * 60 * 1000


@dataclass(frozen=True, slots=True)
class _Desk:
    """An open store at a programme, with the words for people."""

    session: Invocation
    front_desk: FrontDesk
    programme: Programme

    @property
    def title(self) -> str:
        return self.programme.title or self.programme.code

    def newest(self, *, only_open: bool) -> OneRollCall:
        """Give the one that is meant, and say which: open before closed, real before drill.

        The programme's own goes before everybody's, the newest before older ones.
        """
        scopes = (self.programme.id, EVERYBODY)
        known = [one for one in self.front_desk.rollcalls.all() if one.programme in scopes]
        known = [one for one in known if one.is_open or not only_open]
        if not known:
            none = tr("There is no open roll call of this programme.")
            raise click.ClickException(
                none if only_open else tr("There is no roll call of this programme.")
            )
        known.sort(key=lambda one: (
            not one.is_open, one.is_open and one.is_drill,
            one.is_open and one.programme == EVERYBODY, -one.begun_ms,
        ))  # fmt: skip
        self.name(known[0])
        return known[0]

    def name(self, rollcall: OneRollCall) -> None:
        """Say which roll call a command is about."""
        is_everybody = rollcall.programme == EVERYBODY
        scope = tr("everybody at the venue") if is_everybody else self.programme.code
        kind = tr("drill") if rollcall.is_drill else tr("real")
        how = tr("open") if rollcall.is_open else tr("closed")
        told = tr("Roll call of {scope}: {kind}, begun {when}, {how}.")
        when = iso_time(rollcall.begun_ms)
        click.echo(told.format(scope=scope, kind=kind, when=when, how=how), err=True)

    def board(self, rollcall: OneRollCall) -> Board:
        return self.front_desk.boards.board(rollcall)


def _open(session: Invocation, code: str) -> _Desk:
    front_desk = session.open()
    programme = front_desk.programmes.named(code)
    session.words.show_times_of(programme)
    return _Desk(session, front_desk, programme)


@click.group()
def rollcall() -> None:
    """A roll call: who was inside, and who has been seen since."""


@rollcall.command("begin")
@in_programme
@click.option("--drill/--real", "is_drill", default=None, help="Say which it is.")
@click.option("--everybody", is_flag=True, help="Everybody at the venue, of all programmes.")
@with_invocation
def begin(session: Invocation, code: str, is_drill: bool | None, everybody: bool) -> None:
    """Begin a roll call of whoever is inside, and save the list."""
    if is_drill is None:
        raise click.UsageError(tr("Say --drill or --real."))
    desk = _open(session, code)
    scope = None if everybody else desk.programme
    calls = desk.front_desk.rollcalls
    known = {id_ for one in calls.open_now() for id_ in one.ids}
    board = desk.board(calls.begin(scope, is_drill=is_drill))
    told = tr("Roll call begun: {count} inside.")
    if board.rollcall.ids & known:
        told = tr("This roll call is open already, and goes on: {count} were inside.")
    click.echo(told.format(count=figures_of(board).inside))
    listing = session.words.rollcall_words.whole(board, desk.title, system_clock())
    name = f"{iso_time(board.rollcall.begun_ms)[:19].replace(':', '-')} inside.pdf"
    saved = desk.front_desk.list_papers.save(listing, name)
    click.echo(tr("List saved: {path}").format(path=saved.path))


@rollcall.command("mark")
@in_programme
@click.argument("state", type=click.Choice([state.value for state in GRAVITY]))
@click.argument("codes", type=TEXT, nargs=-1, metavar="[CODE…]")
@click.option("--found", type=TEXT, metavar="NAME", help="Somebody who is not known here.")
@click.option("--triage", type=click.Choice([colour.value for colour in Triage]))
@click.option("--note", type=TEXT, default="", metavar="TEXT")
@click.option("--told-by", type=TEXT, default="", metavar="NAME", help="Who said or reported it.")
@click.option("--at", type=TEXT, default="", metavar="NAME", help="The assembly point.")
@click.option("--marshal", type=TEXT, default="", metavar="NAME")
@click.option("--correct", is_flag=True, help="What was marked before is wrong.")
@with_invocation
def mark(
    session: Invocation,
    /,
    code: str,
    state: str,
    codes: tuple[str, ...],
    found: str | None,
    correct: bool,
    **noted: str | None,
) -> None:
    """Mark people at the open roll call by the codes of their badges or tickets."""
    found = one_line(found or "")
    has_name = any(sign.isalpha() for sign in found)
    if not has_name and (found or not codes):
        raise click.UsageError(tr("Give codes, or --found NAME."))
    if noted["triage"] and state != MarkState.INJURED:
        raise click.UsageError(tr("--triage is said of who is injured."))
    desk = _open(session, code)
    rollcall_, calls = desk.newest(only_open=True), desk.front_desk.rollcalls
    how, told = MarkState(state), Noted(**{name: text or "" for name, text in noted.items()})
    people = [_whose(desk, text) for text in codes]
    marked = calls.mark(rollcall_, people, how, told, is_correction=correct)
    if found:
        calls.found(rollcall_, found, how, told)
    click.echo(tr("{count} marked.").format(count=len(marked.done) + bool(found)))
    if marked.kept:
        raise click.ClickException(
            tr("{count} stay injured. If that is wrong, say --correct.").format(
                count=len(marked.kept)
            )
        )


def _whose(desk: _Desk, text: str) -> str:
    shown = desk.front_desk.rollcalls.whose(desk.programme, Reading(text))
    if not shown.people:
        raise click.ClickException(tr("Nobody has the code {}; nobody was marked.").format(text))
    if not shown.is_sure:
        names = ", ".join(one.name for one in shown.people)
        told = tr("Not sure whose code {} is: {}. Nobody was marked.")
        raise click.ClickException(told.format(text, names))
    return shown.people[0].id


@rollcall.command("list")
@in_programme
@click.option("--all", "with_all", is_flag=True, help="Everybody, not only who is missing.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON object.")
@with_invocation
def list_(session: Invocation, code: str, with_all: bool, as_json: bool) -> None:
    """List who is not accounted for at the newest roll call, reported ones first."""
    desk = _open(session, code)
    board = desk.board(desk.newest(only_open=False))
    everybody = board.everybody
    people = everybody if with_all else missing_first(everybody, board)
    if as_json:
        answers.say_json(answers.rollcall(board, people))
        return
    words = session.words.rollcall_words
    for one in people:
        state = board.state_of(one.id)
        parts = (words.state(state), one.name, one.second_name, words.last_seen(one, board),
                 one.organization, one.phone)  # fmt: skip
        click.echo("\t".join(part for part in parts if part))
    figures = figures_of(board)
    told = tr("{missing} of {inside} not accounted for, {apart} unclear.")
    click.echo(
        told.format(missing=figures.missing, inside=figures.inside, apart=figures.apart), err=True
    )


@rollcall.command("close")
@in_programme
@with_invocation
def close(session: Invocation, code: str) -> None:
    """Close the open roll call; whoever has no mark stays not accounted for."""
    desk = _open(session, code)
    board = desk.board(desk.newest(only_open=True))
    desk.front_desk.rollcalls.close(board.rollcall)
    figures = figures_of(board)
    told = tr("Closed. Not accounted for: {count}, unclear: {apart}.")
    click.echo(told.format(count=figures.missing, apart=figures.apart))


@rollcall.command("report")
@in_programme
@click.option("--out", type=FILE, required=True, metavar="FILE.pdf|.csv")
@may_replace
@with_invocation
def report_(session: Invocation, code: str, out: Path, is_forced: bool) -> None:
    """Write the report of the newest roll call: figures as PDF, every mark as CSV."""
    _require_kind(out)
    require_target(out, is_forced=is_forced)
    desk = _open(session, code)
    board = desk.board(desk.newest(only_open=False))
    records = desk.front_desk.records.of(board)
    if out.suffix.casefold() == _CSV:
        desk.front_desk.records.write(out, board, records)
    else:
        words = session.words.rollcall_words
        listing = words.report(board, desk.title, records, system_clock())
        desk.front_desk.paint_list(out, listing)
    click.echo(tr("{count} marks: {path}").format(count=len(records), path=out))


def _form(name: str, text: str) -> Callable[[Callable[..., None]], click.Command]:
    """Give what both forms are asked by."""

    def decorate(function: Callable[..., None]) -> click.Command:
        for option in reversed((
            click.option("--out", type=FILE, required=True, metavar="FILE.pdf|.csv"),
            click.option("--incident", type=TEXT, default="", metavar="NAME"),
            click.option("--number", type=TEXT, default="", metavar="NUMBER"),
            click.option("--location", type=TEXT, default="", metavar="TEXT"),
            click.option("--from", "since", type=TEXT, default="", metavar="TIME"),
            click.option("--to", "until", type=TEXT, default="", metavar="TIME"),
            click.option("--name", type=TEXT, default="", metavar="NAME",
                         help="Who prepares it."),
            click.option("--position", type=TEXT, default="", metavar="TEXT"),
            click.option("--agency", type=TEXT, default="", metavar="TEXT"),
            may_replace,
        )):  # fmt: skip
            function = option(function)
        return click.command(name, help=text)(in_programme(with_invocation(function)))

    return decorate


def _write_211(session: Invocation, code: str, out: Path, is_forced: bool, **said: str) -> None:
    desk, told = _begin_form(session, code, out, is_forced, said)
    words, now = session.words.incident_words, system_clock()
    people = desk.front_desk.incident.checked_in(desk.programme)
    if out.suffix.casefold() == _CSV:
        desk.front_desk.incident.write(out, words.check_in_headers, words.check_in_rows(people))
    else:
        form = words.check_in_list(desk.programme, people, told, now)
        desk.front_desk.paint_form(out, form)
    click.echo(tr("{count} people: {path}").format(count=len(people), path=out))


def _write_214(session: Invocation, code: str, out: Path, is_forced: bool, **said: str) -> None:
    desk, told = _begin_form(session, code, out, is_forced, said)
    words, now, incident = session.words.incident_words, system_clock(), desk.front_desk.incident
    activities = incident.activities(desk.programme, told.since_ms, told.until_ms)
    if out.suffix.casefold() == _CSV:
        incident.write(out, words.activity_headers, words.activity_rows(activities))
    else:
        form = words.activity_log(desk.programme, incident.staff(), activities, told, now)
        desk.front_desk.paint_form(out, form)
    click.echo(tr("{count} activities: {path}").format(count=len(activities), path=out))


def _begin_form(
    session: Invocation, code: str, out: Path, is_forced: bool, said: dict[str, str]
) -> tuple[_Desk, Said]:
    """Judge the target, and keep what was said for the next form."""
    _require_kind(out)
    texts = said.pop("since"), said.pop("until")
    require_target(out, is_forced=is_forced)
    desk = _open(session, code)
    since, until = (_moment(desk.programme, text) for text in texts)
    until = until or system_clock()
    since = since or until - _DAY_MS
    if since >= until:
        raise click.UsageError(tr("--from is not before --to."))
    known = desk.front_desk.settings("ics")
    kept = {name: value or known.get(name, "") for name, value in said.items()}
    if kept != known:
        desk.front_desk.keep_settings("ics", kept)
    return desk, Said(**kept, since_ms=since, until_ms=until)


def _moment(programme: Programme, text: str) -> int:
    """Read a moment of the programme's own clock, where it names no zone."""
    if not text:
        return 0
    try:
        then = datetime.fromisoformat(text)
        then = then if then.tzinfo else then.replace(tzinfo=zone_of(programme))
        return int(then.timestamp() * 1000)
    except (ValueError, OverflowError) as error:
        raise click.UsageError(tr("write a moment such as 2026-12-02T08:30")) from error


def _require_kind(out: Path) -> None:
    if out.suffix.casefold() not in (_CSV, _PDF):
        raise click.UsageError(tr("--out: write FILE.pdf or FILE.csv."))


INCIDENT_FORMS = (
    _form("ics211", "The Incident Check-In List (ICS 211).")(_write_211),
    _form("ics214", "The Activity Log (ICS 214).")(_write_214),
)
