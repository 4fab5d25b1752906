"""Commands about badges: to a file or a printer, the printers, and their queue."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

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
from desktop.domain.badges.badge_template import Template, Use
from desktop.domain.printing.printing import JobState, JobSummary, ReprintReason
from desktop.workflows.badges.badge_order import BadgeOrder, Only, Sort
from desktop.workflows.badges.badge_templates import DEFAULT_TEMPLATE
from desktop.workflows.badges.papers import DEFAULT_MEDIA
from desktop.workflows.opening import FrontDesk
from desktop.workflows.outputs import require_target

LOOK_S, PATIENCE_S = 0.3, 30.0
_STUCK = frozenset({JobState.FAILED, JobState.UNCERTAIN})


def _values(kind: type[Only] | type[Sort] | type[ReprintReason]) -> click.Choice[str]:
    return click.Choice([choice.value for choice in kind])


@click.command()
@in_programme
@click.option("--out", type=FILE, metavar="FILE.pdf", help="Make a PDF.")
@click.option("--printer", type=TEXT, metavar="NAME", help="Print, and wait until all are out.")
@click.option(
    "--media", type=TEXT, default="", metavar="CODE", help="The paper; else the template's own."
)
@click.option("--template", type=TEXT, default=DEFAULT_TEMPLATE, show_default=True, metavar="NAME")
@click.option("--only", type=_values(Only), default=Only.ALL.value, show_default=True)
@click.option("--sort", type=_values(Sort), default=Sort.NAME.value, show_default=True)
@click.option(
    "--start-at",
    default=1,
    show_default=True,
    metavar="N",
    type=click.IntRange(1, 1000),
    help="The first free label of the first sheet.",
)
@click.option(
    "--reason",
    type=_values(ReprintReason),
    help="Why people get a second badge, which voids the first; 'damaged' keeps its code.",
)
@click.option("--unconfirmed", is_flag=True, help="Also for people who are not confirmed.")
@click.option("--per-type", is_flag=True, help="A file for each ticket type.")
@click.option("--no-marks", is_flag=True, help="Without crop marks.")
@click.option("--anyway", is_flag=True, help="Also badges that are cut or lose letters.")
@may_replace
@with_invocation
def badges(
    session: Invocation,
    /,
    code: str,
    out: Path | None,
    printer: str | None,
    media: str,
    template: str,
    start_at: int,
    is_forced: bool,
    **chosen: Any,
) -> None:
    """Make badges, tickets, cards or lists. A second badge voids the first one's code."""
    if (out is None) == (printer is None):
        raise click.UsageError(tr("Give either --out FILE.pdf or --printer NAME."))
    if printer is not None and chosen["per_type"]:
        raise click.UsageError(tr("--per-type goes with --out."))
    # Of files for each type none has this name; each is judged when it is known.
    if out is not None and not chosen["per_type"]:
        require_target(out, is_forced=is_forced)
    front_desk = session.open()
    layout = front_desk.templates.named(template)
    paper = front_desk.papers.named(media or _media_of(layout))
    if start_at > paper.per_page:
        sentence = tr("--start-at: this paper has {} labels a sheet.")
        raise click.UsageError(sentence.format(paper.per_page))
    only = Only(chosen["only"])
    order = BadgeOrder(
        front_desk.programmes.named(code),
        layout,
        paper,
        only,
        sort=Sort(chosen["sort"]),
        start_at=start_at - 1,
        has_marks=not chosen["no_marks"] and layout.use is not Use.LIST,
        reason=_reason(chosen["reason"], only),
        is_one_per_type=chosen["per_type"],
        with_unconfirmed=chosen["unconfirmed"],
    )
    _say_unconfirmed(front_desk, order)
    if sentence := session.words.small_code_sentence(layout, paper):
        click.echo(sentence, err=True)
    if chosen["reason"] is None and only is Only.ALL:
        front_desk.badges.require_reason(order)
    if out is not None:
        is_anyway = chosen["anyway"]
        _to_file(session, front_desk, order, out, is_forced=is_forced, is_anyway=is_anyway)
    else:
        _to_printer(session, front_desk, order, printer or "", is_anyway=chosen["anyway"])


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array.")
@with_invocation
def printers(session: Invocation, as_json: bool) -> None:
    """List the printers that this computer can use."""
    front_desk = session.open()
    known = front_desk.printers.take_in(front_desk.printers.find())
    if as_json:
        answers.say_json([printer.to_dict() for printer in known])
        return
    for printer in known:
        click.echo(f"{printer.name}  ({printer.kind.value}: {printer.address})")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array.")
@click.option(
    "--go-on", is_flag=True, help="Print what is left or failed, and wait until it is out."
)
@with_invocation
def queue(session: Invocation, as_json: bool, go_on: bool) -> None:
    """List the print jobs of this computer, the newest first."""
    front_desk = session.open()
    jobs = front_desk.queue.jobs()
    if go_on:
        for job in jobs:
            front_desk.queue.retry_failed(job.id)
        waited = [_wait(session, front_desk, job.id) for job in jobs if job.is_open]
        jobs = front_desk.queue.jobs()
        if any(job.is_open for job in waited):
            for job in waited:
                click.echo(session.words.job_sentence(job))
            raise click.ClickException(_left())
    if as_json:
        answers.say_json([answers.job(job) for job in jobs])
        return
    for job in jobs:
        click.echo(session.words.job_sentence(job))
    if not jobs:
        click.echo(tr("Nothing was printed here yet."))


def _reason(given: str | None, only: Only) -> ReprintReason:
    """Take the reason that is given; that a badge is out of date is one by itself."""
    if given is not None:
        return ReprintReason(given)
    return ReprintReason.CHANGED if only is Only.CHANGED else ReprintReason.OTHER


def _say_unconfirmed(front_desk: FrontDesk, order: BadgeOrder) -> None:
    """Say who gets no badge because nobody confirmed them."""
    count = front_desk.badges.counts(order.programme).unconfirmed
    if not count or order.with_unconfirmed or not order.is_badge:
        return
    told = tr("{count} people are not confirmed and get no badge; --unconfirmed makes theirs, too.")
    if count == 1:
        told = tr("1 person is not confirmed and gets no badge; --unconfirmed makes theirs, too.")
    click.echo(told.format(count=count), err=True)


def _media_of(template: Template) -> str:
    return template.media or DEFAULT_MEDIA


def _to_file(
    session: Invocation,
    front_desk: FrontDesk,
    order: BadgeOrder,
    out: Path,
    *,
    is_forced: bool,
    is_anyway: bool,
) -> None:
    printed = front_desk.badges.run(order, out, is_forced=is_forced, is_anyway=is_anyway)
    words = (
        tr("{badges} badges on {pages} pages: {path}")
        if order.is_badge
        else tr("{badges} on {pages} pages: {path}")
    )
    line = words.format(
        badges=printed.badges,
        pages=printed.pages,
        path=", ".join(str(target) for target in printed.targets),
    )
    if printed.replaced:
        line += tr(" ({} older badges no longer count)").format(printed.replaced)
    click.echo(line)
    for sentence in session.words.honest_sentences(printed.honest):
        click.echo(sentence)


def _to_printer(
    session: Invocation, front_desk: FrontDesk, order: BadgeOrder, name: str, *, is_anyway: bool
) -> None:
    """Queue the badges, and go on until they are out or somebody has to look."""
    front_desk.printers.take_in(front_desk.printers.find())
    printer = front_desk.printers.named(name)
    honest = front_desk.badges.ahead.look(order).honest
    if not is_anyway:
        honest.require_whole()
    for sentence in session.words.honest_sentences(honest):
        click.echo(sentence)
    title = f"{order.template.title}, {order.programme.code}"
    added = front_desk.queue.add(order, printer, title)
    click.echo(tr("{badges} in the queue, on {sheets} sheets or labels.").format(
        badges=added.badges, sheets=added.sheets))  # fmt: skip
    job = _wait(session, front_desk, added.id)
    click.echo(session.words.job_sentence(job))
    if job.is_open:
        raise click.ClickException(_left())


def _left() -> str:
    return tr("Not all badges came out. What is left waits in the queue: queue --go-on prints it.")


def _wait(session: Invocation, front_desk: FrontDesk, id_: str) -> JobSummary:
    """Go on while anything comes out; say what is waited for, and not for ever."""
    shown, rounds, before = "", 0, -1
    while True:
        front_desk.queue.pump()
        job = next(job for job in front_desk.queue.jobs() if job.id == id_)
        rounds = 0 if job.printed != before else rounds + 1
        before = job.printed
        if not job.is_open or job.state in _STUCK or rounds * LOOK_S > PATIENCE_S:
            return job
        if job.reason != shown:
            shown = job.reason
            click.echo(session.words.job_sentence(job), err=True)
        time.sleep(LOOK_S)
