"""The main job on the sample programme without a window, each step said in a line."""

from __future__ import annotations

from pathlib import Path

import click

from desktop.cli.invocation import Invocation
from desktop.cli.words import tr
from desktop.domain.checkin.codes import Reading, make_code
from desktop.domain.failures import FileUnwritable
from desktop.workflows.badges.badge_order import BadgeOrder
from desktop.workflows.badges.badge_templates import DEFAULT_TEMPLATE
from desktop.workflows.badges.papers import DEFAULT_MEDIA
from desktop.workflows.checkin.verdict import Station
from desktop.workflows.opening import FrontDesk
from desktop.workflows.outputs import require_target
from desktop.workflows.ports import system_clock
from desktop.workflows.sample import SAMPLE_CODE, make_sample_programme, sample_guest_list

PAGES_READ = 2
BADGES, ATTENDEES, CHECKINS = OUTPUTS = ("badges.pdf", "attendees.csv", "checkins.csv")
PLATFORM = "platform.db"
STRANGE_CODE = make_code(1, 1)


def run_headless(session: Invocation, folder: Path) -> None:
    """Import, print badges, check in from the printed pages, undo, export, verify."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileUnwritable(path=folder, reason=error.strerror or str(error)) from error
    for name in OUTPUTS:
        require_target(folder / name)
    front_desk = session.wiring.open_front_desk(session.store or folder / "sample.db", system_clock)
    others = [
        programme.code for programme in front_desk.programmes.all() if programme.code != SAMPLE_CODE
    ]
    if others:
        front_desk.close()
        told = tr("{} has programmes of its own: {}. The sample does not go there.")
        raise click.ClickException(told.format(front_desk.path, ", ".join(others)))
    _say(tr("Store, encrypted: {}"), front_desk.path)
    if front_desk.new_key_file:
        _say(tr("Key, in a file because there is no keyring: {}"), front_desk.new_key_file)
    try:
        station = _fill(session, front_desk)
        badges = _print_badges(front_desk, station, folder / BADGES)
        _check_in(session, front_desk, station, badges)
        _export(front_desk, station, folder)
        differences = front_desk.verify()
        _say(tr("Verified: {} differences between journal and figures"), len(differences))
    finally:
        front_desk.close()


def make_platform(session: Invocation) -> None:
    """Make a store the size of the platform, into one that is empty."""
    path = session.store or session.wiring.sample_store.with_name(PLATFORM)
    front_desk = session.wiring.open_front_desk(path, system_clock)
    click.get_current_context().call_on_close(front_desk.close)
    if front_desk.programmes.all():
        told = tr("{} has programmes already. The platform needs an empty store.")
        raise click.ClickException(told.format(path))
    front_desk.fill_platform(lambda people: click.echo(tr("{} people").format(people), err=True))
    report = front_desk.year_reports.report()
    figures, budget = report.figures, report.figures.budgets["usd"]
    _say(tr("Platform: {}"), path)
    facts = (
        (tr("Partnerships"), figures.partnerships), (tr("Communities"), figures.communities),
        (tr("Programmes"), figures.programmes), (tr("Participants"), figures.people),
        (tr("Volunteers in committees"), figures.volunteers), (tr("Budget, USD"), budget),
    )  # fmt: skip
    for name, count in facts:
        _say("{}: {}", name, count)


def _fill(session: Invocation, front_desk: FrontDesk) -> Station:
    programme = make_sample_programme(front_desk.programmes, system_clock)
    sessions = front_desk.programmes.sessions(programme)
    _say(tr("Programme {}: {}, {} sessions"), programme.code, programme.title, len(sessions))
    guests = sample_guest_list()
    result = front_desk.importing(programme, guests).run()
    _say(tr("Imported {}: {}"), guests.table.path, session.words.result_sentence(result))
    return Station(programme, front_desk.programmes.points(programme)[0])


def _print_badges(front_desk: FrontDesk, station: Station, target: Path) -> Path:
    media = front_desk.papers.named(DEFAULT_MEDIA)
    template = front_desk.templates.named(DEFAULT_TEMPLATE)
    printed = front_desk.badges.run(BadgeOrder(station.programme, template, media), target)
    _say(tr("Badges: {} on {} pages: {}"), printed.badges, printed.pages, printed.target)
    return target


def _check_in(session: Invocation, front_desk: FrontDesk, station: Station, badges: Path) -> None:
    """Scan badges from the first pages as a camera would, one twice, and an unknown code."""
    codes = [code for page in range(PAGES_READ) for code in session.wiring.read_codes(badges, page)]
    _say(tr("Read {} QR codes from the first {} pages"), len(codes), PAGES_READ)
    for code in [*codes, codes[0], STRANGE_CODE]:
        verdict = front_desk.desk.scan(station, Reading(code))
        about = getattr(verdict.outcome, "attendee", None)
        name = about.name if about else code
        click.echo(
            f"  {verdict.outcome.slug:<12} {name}: {session.words.verdict_sentence(verdict)}"
        )
    undone = front_desk.desk.undo(station.programme)
    if undone and undone.attendee:
        _say(tr("Undone: {}"), undone.attendee.name)
    counts = front_desk.desk.counts(station.programme, 1, 60_000)
    _say(tr("Inside: {} of {}"), counts.inside, counts.expected)


def _export(front_desk: FrontDesk, station: Station, folder: Path) -> None:
    attendees, checkins = folder / ATTENDEES, folder / CHECKINS
    count = front_desk.export.attendees(station.programme, attendees)
    _say(tr("Exported {} attendees: {}"), count, attendees)
    count = front_desk.export.checkins(station.programme, checkins)
    _say(tr("Exported {} check-ins: {}"), count, checkins)


def _say(sentence: str, *facts: object) -> None:
    click.echo(sentence.format(*facts))
