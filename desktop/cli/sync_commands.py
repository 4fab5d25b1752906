"""Commands about other desks: exchanging, disagreements, and who may see what at a hub."""

from __future__ import annotations

from collections.abc import Sequence
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
from desktop.cli.words import COMMAND, tr
from desktop.domain.programme.programme import Programme
from desktop.domain.sync.hub_address import HubAddress, hub_address, is_hub
from desktop.domain.upkeep.backup import Occasion
from desktop.workflows.opening import FrontDesk
from desktop.workflows.outputs import require_target
from desktop.workflows.sync.syncing import SyncReport
from desktop.workflows.transfer.flat_export import Flat


def _read_hub(
    _context: click.Context, _parameter: click.Parameter, value: str
) -> HubAddress | Path:
    """Take a hub's address, or the path of a folder or file."""
    if not value.strip():
        raise click.BadParameter(tr("a name is missing"))
    if not is_hub(value):
        return Path(value)
    try:
        return hub_address(value)
    except ValueError as error:
        sentence = tr("write postgresql://USER@HOST/DATABASE")
        raise click.BadParameter(sentence) from error


@click.command()
@click.argument("target", callback=_read_hub, metavar="FOLDER|FILE.muster|postgresql://…")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON object.")
@with_invocation
def sync(session: Invocation, target: HubAddress | Path, as_json: bool) -> None:
    """Exchange with other desks: by a folder, by one file, or through a hub.

    A new desk joins in the same way, with an empty store. A hub's password comes from its address,
    the system's keyring or ~/.pgpass.
    """
    front_desk = session.open()
    if isinstance(target, HubAddress):
        password = session.wiring.hub_password(target)
        _keep_before_joining(front_desk)
        report = front_desk.syncing.with_hub(target, password)
    else:
        _keep_before_joining(front_desk)
        report = front_desk.syncing.with_folder(target, makes_folder=True)
    session.say_left(front_desk)
    _say(session, front_desk, report, as_json=as_json)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array.")
@click.option("--settle-sure", is_flag=True, help="Make one of records that are surely one.")
@click.option(
    "--programme", "code", type=TEXT, default="", metavar="CODE", help="Only of this one."
)
@with_invocation
def conflicts(session: Invocation, as_json: bool, settle_sure: bool, code: str) -> None:
    """List where desks disagree; they are settled on the page Sync.

    --settle-sure settles what needs nobody's eye first: two records with one name and one email,
    phone or ticket number, or two of the same row of one list.
    """
    front_desk = session.open()
    chosen = front_desk.programmes.named(code) if code else None
    if settle_sure:
        _settle_sure(front_desk, [chosen] if chosen else front_desk.programmes.all())
    listed = front_desk.disputes
    disputes = listed.listed_for(chosen.id) if chosen else listed.all()
    if as_json:
        answers.say_json([answers.dispute(dispute) for dispute in disputes])
        return
    for dispute in disputes:
        click.echo(session.words.dispute_sentence(dispute))
    if not disputes:
        click.echo(tr("All desks agree."))


def _keep_before_joining(front_desk: FrontDesk) -> None:
    """Make a backup before the first entries of others come in."""
    if front_desk.syncing.is_alone():
        front_desk.backups.make_before(Occasion.JOIN)


def _settle_sure(front_desk: FrontDesk, programmes: Sequence[Programme]) -> None:
    count = sum(
        front_desk.disputes.settle_all_sure(front_desk.disputes.sure(programme.id))
        for programme in programmes
    )
    click.echo(tr("{count} settled.").format(count=count), err=True)


@click.command()
@click.argument("hub", callback=_read_hub, metavar="postgresql://…")
@click.argument("role", type=TEXT, required=False)
@click.option("--all", "is_all", is_flag=True, help="All programmes.")
@click.option("--programme", "code", type=TEXT, default="", metavar="CODE")
@click.option("--dismiss", is_flag=True, help="Take it back.")
@click.option("--upgrade", is_flag=True, help="Bring a hub of an older Muster up to date.")
@with_invocation
def admit(
    session: Invocation,
    hub: HubAddress | Path,
    role: str | None,
    is_all: bool,
    code: str,
    dismiss: bool,
    upgrade: bool,
) -> None:
    """Let a role of the hub's database see a programme, as the owner of the hub.

    With --upgrade alone, bring the hub itself up to date; older desks work on beside it.
    """
    if upgrade:
        if not isinstance(hub, HubAddress) or role is not None or is_all or code or dismiss:
            raise click.UsageError(tr("Give a hub's address and --upgrade, and nothing else."))
        _upgrade(session, hub)
        return
    if not isinstance(hub, HubAddress) or role is None or is_all == bool(code):
        raise click.UsageError(tr("Give a hub's address, a role, and --programme CODE or --all."))
    front_desk = session.open()
    programme = None if is_all else front_desk.programmes.named(code)
    password = session.wiring.hub_password(hub)
    is_hub_old = front_desk.syncing.admit(hub, password, role, programme, is_dismissed=dismiss)
    sentence = tr("{role} sees {what} no more.") if dismiss else tr("{role} may see {what} now.")
    click.echo(sentence.format(role=role, what=programme.title if programme else tr("everything")))
    if is_hub_old:
        _say_hub_is_old()


@click.command("export-flat")
@click.argument("what", type=click.Choice([flat.value for flat in Flat]))
@in_programme
@click.option("--out", type=FILE, required=True, metavar="FILE.csv")
@click.option("--changed", is_flag=True, help="Only what changed since the last one.")
@may_replace
@with_invocation
def export_flat(
    session: Invocation, what: str, code: str, out: Path, changed: bool, is_forced: bool
) -> None:
    """Write attendees, movements or sessions for another system (docs/export-columns.md)."""
    require_target(out, is_forced=is_forced)
    front_desk = session.open()
    programme = front_desk.programmes.named(code)
    count = front_desk.flat_export.write(Flat(what), programme, out, only_changed=changed)
    click.echo(tr("{count} rows: {path}").format(count=count, path=out))


def _say(session: Invocation, front_desk: FrontDesk, report: SyncReport, *, as_json: bool) -> None:
    if as_json:
        disputes = len(front_desk.disputes.all())
        answers.say_json(answers.exchanged(report, disputes))
        return
    click.echo(
        tr("{sent} entries sent, {received} received.").format(
            sent=report.sent, received=report.received
        )
    )
    if report.is_hub_old:
        _say_hub_is_old()
    for flaw in report.flaws:
        click.echo(session.words.flaw_sentence(flaw), err=True)
    if count := len(front_desk.disputes.all()):
        click.echo(
            tr("{count} disagreements to look at: {command} conflicts").format(
                count=count, command=COMMAND
            ),
            err=True,
        )


def _upgrade(session: Invocation, hub: HubAddress) -> None:
    front_desk = session.open()
    done = front_desk.syncing.upgrade_hub(hub, session.wiring.hub_password(hub))
    sentence = (
        tr("The hub was brought from version {before} to version {after}.")
        if done.after > done.before
        else tr("The hub is up to date: version {after}.")
    )
    click.echo(sentence.format(before=done.before, after=done.after))
    if done.older_desks:
        click.echo(
            tr("These desks have an older Muster; they work on beside it: {desks}").format(
                desks=", ".join(done.older_desks)
            ),
            err=True,
        )


def _say_hub_is_old() -> None:
    click.echo(
        tr(
            "This hub is of an older Muster. Its owner brings it up to date by: "
            "{command} admit postgresql://… --upgrade"
        ).format(command=COMMAND),
        err=True,
    )
