"""Commands about credits: what everybody earned, certificates, registers, decisions."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from pathlib import Path

import click

from desktop.cli.invocation import (
    TEXT,
    Invocation,
    in_programme,
    may_replace,
    with_invocation,
)
from desktop.cli.report_commands import OF_TABLES, OpenReports, require_kind, to_file
from desktop.cli.words import tr
from desktop.domain.checkin.codes import Reading
from desktop.workflows.reports.certificates import LANGUAGES, certificates_of
from desktop.workflows.reports.files import CSV, PDF
from desktop.workflows.reports.registers import DEFAULT_REGISTER, register_names


@click.command("credits")
@in_programme
@to_file
@may_replace
@with_invocation
def credits(session: Invocation, code: str, out: Path, is_forced: bool) -> None:
    """What everybody earned by which session, and what a person must decide."""
    require_kind(out, OF_TABLES, is_forced)
    desk = OpenReports.at(session, code)
    report = desk.front_desk.credits.report(desk.programme)
    desk.write(out, session.words.report_words.credits(report))
    if report.open:
        told = tr("{count} credits are to be decided first: `report decide`.")
        click.echo(told.format(count=len(report.open)), err=True)


@click.command("register")
@in_programme
@click.option("--columns", type=click.Choice(list(register_names())), default=DEFAULT_REGISTER,
              show_default=True, help="Whose columns.")  # fmt: skip
@to_file
@may_replace
@with_invocation
def register(session: Invocation, code: str, columns: str, out: Path, is_forced: bool) -> None:
    """The register for an accreditor: one row a person and activity."""
    require_kind(out, OF_TABLES, is_forced)
    desk = OpenReports.at(session, code)
    report = desk.front_desk.credits.report(desk.programme)
    made = session.words.report_words.register(report, columns)
    desk.write(out, made)
    for note in (table.note for table in made.tables):
        if note:
            click.echo(note, err=True)


@click.command("certificates")
@in_programme
@click.option("--lang", type=click.Choice(["both", *LANGUAGES]), default="both",
              show_default=True, help="In which words.")  # fmt: skip
@click.option("--each", is_flag=True, help="A PDF for each person, into the folder --out.")
@to_file
@may_replace
@with_invocation
def certificates(
    session: Invocation, code: str, lang: str, each: bool, out: Path, is_forced: bool
) -> None:
    """Certificates of attendance as PDF: one file, or one for each person."""
    if not each:
        require_kind(out, (PDF, CSV), is_forced)
    desk = OpenReports.at(session, code)
    report = desk.front_desk.credits.report(desk.programme)
    issued = desk.front_desk.day_reports.today(desk.programme)
    languages = LANGUAGES if lang == "both" else (lang,)
    made = certificates_of(report, issued, languages)
    if not made:
        raise click.ClickException(tr("Nobody has earned a credit yet; nothing is written."))
    if each:
        desk.front_desk.certificate_files.write_each(out, made)
    elif out.suffix.casefold() == CSV:
        table = session.words.report_words.certificates(made)
        desk.front_desk.report_files.write_tables(out, [table])
    else:
        desk.front_desk.certificate_files.write(out, made)
    click.echo(tr("{count} certificates: {path}").format(count=len(made), path=out))


@click.command("decide")
@in_programme
@click.argument("session_code", type=TEXT, metavar="SESSION")
@click.argument("badge", type=TEXT, metavar="CODE")
@click.argument("awarded", type=TEXT, metavar="AMOUNT")
@click.option("--note", type=TEXT, default="", metavar="TEXT", help="Why.")
@with_invocation
def decide(
    session: Invocation, code: str, session_code: str, badge: str, awarded: str, note: str
) -> None:
    """Decide somebody's credit for a session, by the code of a badge or ticket; or `rule`."""
    desk = OpenReports.at(session, code)
    credits_ = desk.front_desk.credits
    found = [
        each for each in credits_.sessions(desk.programme) if each.session.code == session_code
    ]
    if not found:
        raise click.ClickException(tr("There is no session {}.").format(session_code))
    if len(found) > 1:
        told = tr("{count} sessions have the code {code}; nothing is decided.")
        raise click.ClickException(told.format(count=len(found), code=session_code))
    shown = desk.front_desk.rollcalls.whose(desk.programme, Reading(badge))
    if len(shown.people) != 1 or not shown.is_sure:
        raise click.ClickException(
            tr("Not sure whose code {} is; nothing is decided.").format(badge)
        )
    refused = credits_.decide(shown.people[0].id, found[0], _read_amount(awarded), note)
    if refused and refused.is_elsewhere:
        told = tr("{name} is not registered in this programme; nothing is decided.")
        raise click.ClickException(told.format(name=shown.people[0].name))
    if refused:
        told = tr("Not decided: give 0 to {full}, in steps of {step}.")
        raise click.ClickException(told.format(full=refused.full, step=refused.step))
    click.echo(tr("Decided: {name}").format(name=shown.people[0].name))


def _read_amount(text: str) -> Decimal | None:
    if text == "rule":
        return None
    try:
        amount = Decimal(text)
    except InvalidOperation as error:
        raise click.UsageError(tr("AMOUNT: write a number such as 1.5, or `rule`.")) from error
    if not amount.is_finite():
        raise click.UsageError(tr("AMOUNT: write a number such as 1.5, or `rule`."))
    return amount


CREDIT_COMMANDS = (credits, register, certificates, decide)
