"""The command that imports a guest list: it refuses what is not clear, and names what answers."""

from __future__ import annotations

from pathlib import Path
from typing import TypedDict, Unpack

import click

from desktop.cli import answers
from desktop.cli.invocation import FILE, TEXT, Invocation, may_replace, read_code, with_invocation
from desktop.cli.words import tr
from desktop.domain.attendees.fields import IMPORT_FIELDS
from desktop.domain.attendees.registration import Status
from desktop.domain.attendees.status_words import CHECKED_IN
from desktop.domain.programme.programme import Programme
from desktop.domain.upkeep.backup import Occasion
from desktop.workflows.opening import FrontDesk
from desktop.workflows.outputs import require_target
from desktop.workflows.transfer.doubts import Doubt, DoubtfulLetters, OpenDates, OtherList
from desktop.workflows.transfer.guest_list import GuestList, Overview, open_guest_list, word_key
from desktop.workflows.transfer.import_list import GuestListImport
from desktop.workflows.transfer.progress import Progress

LINES_SHOWN = 50
# Nobody scans meanwhile, so a transaction may be long: a third of the time of single slices.
ROWS_AT_ONCE = 20_000
MEANINGS = (
    Status.REGISTERED, Status.PENDING, Status.WAITLISTED, Status.INVITED, Status.CANCELLED,
    Status.BLOCKED, CHECKED_IN,
)  # fmt: skip
_DAYS = {"day-first": True, "month-first": False}


class _Answers(TypedDict):
    """What was said on the command line, beside the file and its programme."""

    mapping: dict[str, str]
    sheet: str
    encoding: str
    seats: bool
    header_row: int | None
    statuses: dict[str, str]
    dates: str | None
    source: str
    cancel_missing: int | None
    problems: Path | None
    dry_run: bool
    is_new: bool
    is_forced: bool


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


def _read_statuses(
    _context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]
) -> dict[str, str]:
    """Take WORD=STATUS apart; a star is every word that is not understood."""
    statuses = {}
    for value in values:
        word, equals, meaning = value.rpartition("=")
        if not equals or not word.strip() or meaning.strip() not in MEANINGS:
            known = ", ".join(MEANINGS)
            raise click.BadParameter(tr("write WORD=STATUS, with one of: {}").format(known))
        statuses[word_key(word) if word != "*" else word] = meaning.strip()
    return statuses


@click.command("import")
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
    "--status",
    "statuses",
    type=TEXT,
    multiple=True,
    metavar="WORD=STATUS",
    callback=_read_statuses,
    help="Say what a word for a status means; * is every word that is not understood.",
)
@click.option("--dates", type=click.Choice([*_DAYS]), help="How 3/4/2026 is read.")
@click.option(
    "--source", type=TEXT, default="", metavar="NAME", help="Which system and list it is."
)
@click.option(
    "--cancel-missing",
    type=click.IntRange(min=1),
    metavar="COUNT",
    help="Cancel so many people who are no longer on the list.",
)
@click.option(
    "--sheet", type=TEXT, default="", metavar="NAME", help="Which sheet of a spreadsheet."
)
@click.option(
    "--header-row",
    type=click.IntRange(min=0),
    metavar="ROW",
    help="Which row names the columns; 0 for none, they are #1, #2, ...",
)
@click.option(
    "--encoding", type=TEXT, default="", metavar="NAME", help="How its letters are written."
)
@click.option("--seats", is_flag=True, help="Make a guest for each that a row stands for.")
@click.option("--problems", type=FILE, metavar="OUT.csv", help="Save the bad rows.")
@click.option("--new", "is_new", is_flag=True, help="The code is a new programme's.")
@click.option("--dry-run", is_flag=True, help="Only look; prints one JSON object.")
@may_replace
@with_invocation
def import_(session: Invocation, /, file: Path, code: str | None, **said: Unpack[_Answers]) -> None:
    """Import a guest list (CSV, XLSX, ODS) into a programme."""
    if not said["dry_run"] and not code:
        raise click.UsageError(tr("--programme CODE is missing."))
    guests = _open(file, said)
    if said["problems"]:
        require_target(said["problems"], is_forced=said["is_forced"], but_not=(file,))
    if said["dry_run"]:
        _look(session, guests, said["problems"])
        return
    guests.require_names()
    front_desk = session.open()
    if not guests.has_guests and front_desk.programmes.find(code or "") is None:
        raise click.ClickException(tr("No row of {} could be imported.").format(file))
    if doubts := front_desk.judged(code or "", guests, said["source"]).doubts:
        raise click.ClickException(_refusal(session, doubts))
    programme = _programme(front_desk, code or "", is_new=said["is_new"])
    front_desk.backups.make_before(Occasion.IMPORT)
    run = front_desk.importing(programme, guests, said["source"])
    result = _run(session, run, said)
    click.echo(session.words.result_sentence(result))
    if result.rows and not result.taken:
        raise click.ClickException(tr("No row of {} could be imported.").format(file))
    if said["cancel_missing"]:
        run.cancel_missing(said["cancel_missing"])
        click.echo(tr("{} cancelled.").format(said["cancel_missing"]))


def _open(file: Path, said: _Answers) -> GuestList:
    guests = open_guest_list(
        file,
        said["sheet"],
        encoding=said["encoding"],
        header_row=said["header_row"],
        names=[name for name in said["mapping"].values() if not name.startswith("#")],
    ).mapped(said["mapping"])
    if said["seats"] and guests.seats_column is None:
        raise click.ClickException(tr("No column tells for how many people a row stands."))
    guests = guests.taking(said["statuses"]).with_seats(said["seats"])
    return guests.with_days(_DAYS[said["dates"]]) if said["dates"] else guests


def _look(session: Invocation, guests: GuestList, problems: Path | None) -> None:
    overview = guests.overview()
    _save_problems(session, guests, overview, problems)
    answers.say_json(
        answers.overview(
            guests, overview, session.words.problem_sentence, session.words.doubt_sentence
        )
    )


def _refusal(session: Invocation, doubts: tuple[Doubt, ...]) -> str:
    """Say what is not clear, with the option that answers each."""
    lines = [f"{session.words.doubt_sentence(doubt)}\n  {_option(doubt)}" for doubt in doubts]
    return "\n".join([*lines, tr("Nothing was imported.")])


def _option(doubt: Doubt) -> str:
    if isinstance(doubt, OtherList):
        return tr(
            "The same list: --source '{name}'. Another one for the same people: --source and a "
            "name of its own. A new event: another --programme."
        ).format(name=doubt.name)
    if isinstance(doubt, OpenDates):
        return tr("Say --dates day-first or --dates month-first.")
    if isinstance(doubt, DoubtfulLetters):
        ways = [doubt.letters.encoding, *(codec for codec, _names in doubt.letters.others)]
        return tr("Say it: {}.").format(" or ".join(f"--encoding {codec}" for codec in ways))
    words = " ".join(f"--status '{word.word}=registered'" for word in doubt.words[:3])
    return tr(
        "Say what they mean, such as {words}, or --status '*=pending' for all that are not "
        "understood. If the column is no status: --map status="
    ).format(words=words)


def _programme(front_desk: FrontDesk, code: str, *, is_new: bool) -> Programme:
    programme, is_made = front_desk.programmes.meant_by(code, is_new=is_new)
    if is_new and not is_made:
        told = tr("There is a programme {} already; leave out --new to import into it.")
        raise click.ClickException(told.format(programme.code))
    if is_made:
        click.echo(tr("Made the programme {}.").format(programme.code), err=True)
    return programme


def _run(session: Invocation, run: GuestListImport, said: _Answers) -> Progress:
    if unfinished := run.left_unfinished():
        click.echo(
            tr("An earlier import of this file stopped after {} rows; going on.").format(
                unfinished.done
            ),
            err=True,
        )
    result = run.run(rows_at_once=ROWS_AT_ONCE)
    overview = Overview(result.rows, result.problems)
    _save_problems(session, run.guests, overview, said["problems"])
    _list_problems(session, overview)
    _list_judgement(session, run.guests, result, is_told=bool(said["cancel_missing"]))
    return result


def _list_judgement(
    session: Invocation, guests: GuestList, result: Progress, *, is_told: bool
) -> None:
    """Say how the list was judged: its words, what a hand decided otherwise, who is missing."""
    words = session.words
    _say_some([words.status_sentence(word) for word in guests.status_words()])
    for sentence in words.layout_sentences(guests):
        click.echo(sentence, err=True)
    _say_some([words.choice_sentence(choice) for choice in result.choices])
    if result.choices:
        click.echo(
            tr("Nothing was done about these. To settle: page Sync, or conflicts."), err=True
        )
    if result.missing:
        click.echo(words.missing_sentence(result), err=True)
        _say_some([f"{person.name} {person.number}".strip() for person in result.missing])
        option = tr("To cancel them: --cancel-missing {}").format(len(result.missing))
        if not is_told:
            click.echo(option, err=True)


def _say_some(lines: list[str]) -> None:
    for line in lines[:LINES_SHOWN]:
        click.echo(f"  {line}", err=True)
    if len(lines) > LINES_SHOWN:
        click.echo(tr("  … and {} more.").format(len(lines) - LINES_SHOWN), err=True)


def _save_problems(
    session: Invocation, guests: GuestList, overview: Overview, target: Path | None
) -> None:
    if target:
        sentences = [session.words.problem_sentence(problem) for problem in overview.problems]
        guests.save_problems(target, overview.problems, sentences)


def _list_problems(session: Invocation, overview: Overview) -> None:
    for problem in overview.problems[:LINES_SHOWN]:
        sentence = session.words.problem_sentence(problem)
        line = (
            tr("Row {row}, column {column}: {sentence}")
            if problem.column
            else tr("Row {row}: {sentence}")
        )
        click.echo(line.format(row=problem.row, column=problem.column, sentence=sentence), err=True)
    hidden = len(overview.problems) - LINES_SHOWN
    if hidden > 0:
        click.echo(tr("… and {} more; --problems OUT.csv saves all.").format(hidden), err=True)
