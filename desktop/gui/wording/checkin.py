"""The words of the door: what is said after a scan, why not, and who may let in all the same."""

from __future__ import annotations

from dataclasses import replace

from desktop.domain.attendees.registration import IMPORTED, Attendee, Status
from desktop.domain.checkin import outcomes as d
from desktop.domain.failures import EnvironmentFailure
from desktop.gui.wording.attendees import status_word
from desktop.gui.wording.codes import (
    describe_code,
    describe_reading,
    reading_aside,
    shortened,
)
from desktop.gui.wording.door.obstacles import describe_obstacle
from desktop.gui.wording.failures import describe_failure
from desktop.gui.wording.moments import clock_seconds, day_text, moment
from desktop.gui.wording.shapes import Banner, Tone
from desktop.gui.wording.translation import tr
from desktop.workflows.checkin.desk import RecentRow, UndoResult
from desktop.workflows.checkin.verdict import Verdict
from desktop.workflows.checkin.verdict_drafts import AGAIN, ALL_THE_SAME

_MOVED = frozenset({d.Admitted.slug, d.CheckedOut.slug})
_ABOUT_CODES = frozenset({d.UnknownCode.slug, d.Malformed.slug, d.Ambiguous.slug})
_LOOK = frozenset(
    kind.slug
    for kind in (
        d.WaitsForSession, d.AlreadyIn, d.NotIn, d.WrongWay, d.NotConfirmed, d.OnWaitingList,
        d.NotBooked, d.BookedElsewhere, d.SeatsHeld, d.TooEarly, d.Unpaid, d.NeedsAnswer,
        d.Ambiguous,
    )
)  # fmt: skip


def describe(verdict: Verdict) -> Banner:
    """Turn a verdict into what the volunteer reads, with how a code was read."""
    banner = _describe_outcome(verdict)
    if verdict.other_badge:
        by = tr("By the badge of {title}.").format(title=verdict.other_badge)
        aside = f"{banner.aside}\n{verdict.other_badge}" if banner.is_clear else banner.aside
        banner = replace(banner, sentence=f"{banner.sentence} {by}", aside=aside)
    if not verdict.steps:
        return banner
    how = describe_reading(verdict.steps, verdict.layout)
    # A clear verdict has no sentence on screen: the band says it.
    aside = f"{banner.aside}\n{reading_aside(verdict.steps)}".strip()
    return replace(
        banner,
        sentence=f"{banner.sentence} {how}",
        aside=aside if banner.is_clear else banner.aside,
    )


def _describe_outcome(verdict: Verdict) -> Banner:
    match verdict.outcome:
        case d.Admitted() as admitted:
            return _describe_admission(admitted, verdict.at_ms)
        case d.CheckedOut() as gone:
            facts = {"time": clock_seconds(verdict.at_ms), "point": gone.point.name}
            sentence = tr("Checked out at {time}, {point}.").format(**facts)
            return Banner(
                Tone.OUT, tr("Checked out"), tr("{time}\n{point}").format(**facts), sentence
            )
        case d.Found(attendee=attendee):
            return _describe_found(attendee, verdict.at_ms)
        case d.Replaced() | d.WrongProgramme() | d.Ambiguous() as refused:
            return describe_code(refused, verdict.at_ms)
        case d.UnknownCode() | d.Malformed() as unknown:
            return describe_code(unknown, verdict.at_ms)
        case obstacle:
            return describe_obstacle(obstacle, verdict.may, verdict.at_ms)


def _describe_found(attendee: Attendee, now_ms: int) -> Banner:
    """Say whether somebody who was only looked up is in, since when and where, and what next."""
    own = attendee.registration
    nothing = tr("Nothing was changed; to let in or out choose Check in or Check out (F12).")
    state = "" if own.status is Status.REGISTERED else status_word(own.status) + ". "
    if own.presence is not None:
        facts = {"since": moment(own.presence.since_ms, now_ms), "point": own.presence.point}
        sentence = tr("In since {since}, {point}.").format(**facts)
        aside = tr("since {since}\n{point}").format(**facts)
        return Banner(Tone.CALM, tr("Is in"), aside, f"{state}{sentence} {nothing}")
    sentence = tr("Has not come in yet.")
    if own.last_out_ms is not None:
        sentence = tr("Left at {left}.").format(left=moment(own.last_out_ms, now_ms))
    return Banner(Tone.CALM, tr("Is not in"), "", f"{state}{sentence} {nothing}")


def tried_sentence(verdict: Verdict) -> tuple[str, str]:
    """Say whom a ticket fits that was tried before the doors open; with its tone."""
    banner = describe(verdict)
    if not isinstance(verdict.outcome, d.Found):
        return f"{banner.headline}: {banner.sentence}", banner.tone.value
    attendee = verdict.outcome.attendee
    own = attendee.registration
    facts = {"name": attendee.name, "status": status_word(own.status).lower()}
    sentence = tr("Fits {name}, {status}.").format(**facts)
    how = describe_reading(verdict.steps, verdict.layout)
    is_good = own.status is Status.REGISTERED
    return f"{sentence} {how}".rstrip(), "yes" if is_good else "look"


def _describe_admission(outcome: d.Admitted, now_ms: int) -> Banner:
    facts = {"time": clock_seconds(now_ms), "point": outcome.point.name}
    aside = tr("{time}\n{point}").format(**facts)
    if outcome.crowd:
        # Whoever just went in is one more than were inside.
        count = {"inside": outcome.crowd.inside + 1, "capacity": outcome.crowd.capacity}
        sentence = tr("Let in, but {inside} are inside now and {capacity} fit.").format(**count)
        aside = tr("{inside} of {capacity}").format(**count)
        return Banner(Tone.LOOK, tr("In, but full"), aside, sentence)
    if outcome.again:
        sentence = tr("Let in again at {time}, {point}.").format(**facts)
        return Banner(Tone.YES, tr("Checked in again"), aside, sentence)
    sentence = tr("Checked in at {time}, {point}.").format(**facts)
    if outcome.left and outcome.left.point:
        sentence += " " + tr("Left {point}.").format(point=outcome.left.point)
    if outcome.unseen:
        since = tr("In since {since} at {point}, and never seen leaving.")
        if outcome.unseen.desk == IMPORTED:
            since = tr("The imported list has this person in since {since}.")
        facts = {"since": moment(outcome.unseen.since_ms, now_ms), "point": outcome.unseen.point}
        sentence += " " + since.format(**facts)
        return Banner(Tone.YES, tr("Welcome back"), aside, sentence)
    if outcome.begins:
        when = tr("This programme begins on {day}: is it the right one?")
        sentence += " " + when.format(day=day_text(outcome.begins))
        return Banner(Tone.LOOK, tr("Checked in early"), aside, sentence)
    if outcome.records > 1:
        sentence += " " + tr("Two records of this person have the code; see the page Sync.")
    return Banner(Tone.YES, tr("Checked in"), aside, sentence)


def describe_undo(undone: UndoResult) -> Banner:
    """Turn an undo into what the volunteer reads."""
    if undone.attendee is None or undone.row.outcome not in _MOVED:
        sentence = tr("The answer was taken back. It had let nobody in or out.")
        return Banner(Tone.CALM, tr("Undone"), "", sentence)
    if undone.count > 1:
        sentence = tr("{count} people who came together were taken back together, {name} last.")
        facts = {"count": str(undone.count), "name": undone.attendee.name}
        return Banner(Tone.CALM, tr("Undone"), "", sentence.format(**facts))
    facts = {"name": undone.attendee.name}
    sentence = (
        tr("{name} is in again: the check-out was taken back.")
        if undone.row.outcome == d.CheckedOut.slug
        else tr("{name} is not in: the check-in was taken back.")
    ).format(**facts)
    presence = undone.attendee.registration.presence
    if undone.row.outcome == d.Admitted.slug and presence:
        facts["point"] = presence.point
        sentence = tr(
            "The last check-in was taken back. {name} is still in, as before: {point}."
        ).format(**facts)
    return Banner(Tone.CALM, tr("Undone"), "", sentence)


def describe_step(line: str) -> Banner:
    """Say that something was taken back that was no movement."""
    return Banner(Tone.CALM, tr("Undone"), "", line)


def describe_nothing_to_undo() -> Banner:
    """Say that there is nothing to take back."""
    return Banner(Tone.CALM, tr("Nothing to undo"), "", nothing_to_undo_line())


def nothing_to_undo_line() -> str:
    """Say why Ctrl+Z does nothing, and where older things are taken back."""
    return tr(
        "Nothing was done here since Muster was opened. What was done before is in Recent (Ctrl+R)."
    )


def failure_banner(failure: EnvironmentFailure) -> Banner:
    """Say that an answer could not be saved, and what to do."""
    text = describe_failure(failure)
    return Banner(Tone.NO, tr("Not saved"), text.title, text.line)


def describe_nobody(text: str) -> Banner:
    """Say that no name begins like this."""
    sentence = tr(
        "Nobody here is called “{text}”. Try fewer letters, or the other name. Somebody new: "
        "register as walk-in (F4), the name goes along."
    )
    return Banner(Tone.CALM, tr("Nobody found"), "", sentence.format(text=shortened(text)))


def tone_of(outcome: str) -> Tone:
    """Give the colour of a verdict by its word in the journal."""
    if outcome in _MOVED:
        return Tone.OUT if outcome == d.CheckedOut.slug else Tone.YES
    return Tone.LOOK if outcome in _LOOK else Tone.NO


def answer_words(slug: str) -> str:
    """Say in a few words what was answered."""
    words = {
        d.Admitted.slug: tr("checked in"),
        d.CheckedOut.slug: tr("checked out"),
        d.AlreadyIn.slug: tr("was already in"),
        d.NotIn.slug: tr("was not in"),
        d.NotConfirmed.slug: tr("not confirmed"),
        d.NoReentry.slug: tr("no second entry"),
        d.WrongWay.slug: tr("the other way"),
        d.NotBooked.slug: tr("not booked"),
        d.OnWaitingList.slug: tr("on the waiting list"),
        d.WaitsForSession.slug: tr("on the session's waiting list"),
        d.NotForType.slug: tr("other ticket type"),
        d.BookedElsewhere.slug: tr("booked elsewhere"),
        d.Unready.slug: tr("door not ready"),
        d.NotValid.slug: tr("ticket not valid now"),
        d.UsedUp.slug: tr("came as often as allowed"),
        d.SeatsHeld.slug: tr("seats are kept"),
        d.NotToday.slug: tr("not open today"),
        d.Full.slug: tr("full"),
        d.TooEarly.slug: tr("too early"),
        d.Closed.slug: tr("closed"),
        d.Ambiguous.slug: tr("code of several people"),
        d.Malformed.slug: tr("not a code"),
        d.Unpaid.slug: tr("unpaid"),
        d.NeedsAnswer.slug: tr("needs an answer"),
        d.Blocked.slug: tr("blocked"),
        d.Cancelled.slug: tr("cancelled"),
        d.Replaced.slug: tr("old badge or ticket"),
        d.WrongProgramme.slug: tr("wrong programme"),
        d.UnknownCode.slug: tr("not let in"),
    }
    return words.get(slug, slug)


def recent_line(row: RecentRow, now_ms: int) -> str:
    """Say in a few words what Recent shows below a name."""
    line = answer_words(row.verdict.outcome)
    details = {AGAIN: tr("checked in again"), ALL_THE_SAME: tr("let in all the same")}
    if row.verdict.outcome == d.Admitted.slug:
        line = details.get(row.verdict.detail, line)
    if row.verdict.outcome in _ABOUT_CODES and row.verdict.detail:
        line = f"{line} • {shortened(row.verdict.detail)}"
    if row.verdict.undone_ms is not None:
        when = moment(row.verdict.undone_ms, now_ms)
        line = tr("{line} • undone {when}").format(line=line, when=when)
    return line


def recent_name(row: RecentRow) -> str:
    """Name whom a line of Recent is about, or what was scanned."""
    if row.name:
        return row.name
    if row.verdict.outcome == d.WrongProgramme.slug:
        return tr("Another programme's code")
    if row.verdict.outcome == d.Malformed.slug:
        return tr("Not a code")
    return tr("Unknown code")
