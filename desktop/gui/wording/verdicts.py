"""What the volunteer reads after a scan: two words, a sentence, and the next step."""

from __future__ import annotations

from desktop.domain.checkin import outcomes as d
from desktop.domain.trouble import Trouble
from desktop.gui.wording.banner import Banner, Tone
from desktop.gui.wording.moments import clock_seconds, moment
from desktop.gui.wording.refusals import describe_code, describe_obstacle, shortened
from desktop.gui.wording.translation import tr
from desktop.gui.wording.troubles import describe_trouble
from desktop.workflows.checkin.desk import RecentRow, Undone
from desktop.workflows.checkin.verdict import Verdict
from desktop.workflows.checkin.verdict_drafts import AGAIN, ALL_THE_SAME

_MOVED = frozenset({d.Admitted.word, d.CheckedOut.word})
_ABOUT_CODES = frozenset({d.UnknownCode.word, d.Malformed.word, d.Ambiguous.word})
_LOOK = frozenset(
    kind.word
    for kind in (
        d.WaitsForSession, d.AlreadyIn, d.NotIn, d.WrongWay, d.NotConfirmed, d.OnWaitingList,
        d.NotBooked, d.TooEarly, d.Unpaid, d.NeedsAnswer, d.Ambiguous,
    )
)  # fmt: skip


def describe(verdict: Verdict) -> Banner:
    """Turn a verdict into what the volunteer reads."""
    match verdict.outcome:
        case d.Admitted() as admitted:
            return _describe_admission(admitted, verdict.at_ms)
        case d.CheckedOut() as gone:
            facts = {"time": clock_seconds(verdict.at_ms), "point": gone.point.name}
            sentence = tr("Checked out at {time}, {point}.").format(**facts)
            return Banner(
                Tone.YES, tr("Checked out"), tr("{time}\n{point}").format(**facts), sentence
            )
        case d.Found():
            sentence = tr("Only looked up. Nothing was changed.")
            return Banner(Tone.CALM, tr("Found"), "", sentence)
        case d.Replaced() | d.WrongProgramme() | d.Ambiguous() as refused:
            return describe_code(refused, verdict.at_ms)
        case d.UnknownCode() | d.Malformed() as unknown:
            return describe_code(unknown, verdict.at_ms)
        case obstacle:
            return describe_obstacle(obstacle, verdict.may, verdict.at_ms)


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
        left = tr("Left {point}.").format(point=outcome.left.point)
        sentence = f"{sentence} {left}"
    return Banner(Tone.YES, tr("Checked in"), aside, sentence)


def describe_undo(undone: Undone) -> Banner:
    """Turn an undo into what the volunteer reads."""
    if undone.attendee is None or undone.row.outcome not in _MOVED:
        sentence = tr("The answer was taken back. It had let nobody in or out.")
        return Banner(Tone.CALM, tr("Undone"), "", sentence)
    facts = {"name": undone.attendee.name}
    sentence = (
        tr("{name} is in again: the check-out was taken back.")
        if undone.row.outcome == d.CheckedOut.word
        else tr("{name} is not in: the check-in was taken back.")
    ).format(**facts)
    presence = undone.attendee.registration.presence
    if undone.row.outcome == d.Admitted.word and presence:
        facts["point"] = presence.point
        sentence = tr(
            "The last check-in was taken back. {name} is still in, as before: {point}."
        ).format(**facts)
    return Banner(Tone.CALM, tr("Undone"), "", sentence)


def describe_nothing_to_undo() -> Banner:
    """Say that there is nothing to take back."""
    sentence = tr("This desk has checked nobody in or out that could be taken back.")
    return Banner(Tone.CALM, tr("Nothing to undo"), "", sentence)


def describe_failure(trouble: Trouble) -> Banner:
    """Say that an answer could not be saved, and what to do."""
    text = describe_trouble(trouble)
    return Banner(Tone.NO, tr("Not saved"), text.title, text.line)


def describe_nobody(text: str) -> Banner:
    """Say that no name begins like this."""
    sentence = tr("Nobody here is called “{text}”. Try fewer letters, or the other name.")
    return Banner(Tone.CALM, tr("Nobody found"), "", sentence.format(text=shortened(text)))


def tone_of(outcome: str) -> Tone:
    """Give the colour of a verdict by its word in the journal."""
    if outcome in _MOVED:
        return Tone.YES
    return Tone.LOOK if outcome in _LOOK else Tone.NO


def recent_line(row: RecentRow, now_ms: int) -> str:
    """Say in a few words what Recent shows below a name."""
    words = {
        d.Admitted.word: tr("checked in"),
        d.CheckedOut.word: tr("checked out"),
        d.AlreadyIn.word: tr("was already in"),
        d.NotIn.word: tr("was not in"),
        d.NotConfirmed.word: tr("not confirmed"),
        d.NoReentry.word: tr("no second entry"),
        d.WrongWay.word: tr("the other way"),
        d.NotBooked.word: tr("not booked"),
        d.OnWaitingList.word: tr("on the waiting list"),
        d.WaitsForSession.word: tr("on the session's waiting list"),
        d.NotForType.word: tr("other ticket type"),
        d.Full.word: tr("full"),
        d.TooEarly.word: tr("too early"),
        d.Closed.word: tr("closed"),
        d.Ambiguous.word: tr("code of several people"),
        d.Malformed.word: tr("not a code"),
        d.Unpaid.word: tr("unpaid"),
        d.NeedsAnswer.word: tr("needs an answer"),
        d.Blocked.word: tr("blocked"),
        d.Cancelled.word: tr("cancelled"),
        d.Replaced.word: tr("old badge or ticket"),
        d.WrongProgramme.word: tr("wrong programme"),
        d.UnknownCode.word: tr("not let in"),
    }
    line = words.get(row.verdict.outcome, row.verdict.outcome)
    details = {AGAIN: tr("checked in again"), ALL_THE_SAME: tr("let in all the same")}
    if row.verdict.outcome == d.Admitted.word:
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
    if row.verdict.outcome == d.WrongProgramme.word:
        return tr("Another programme's code")
    if row.verdict.outcome == d.Malformed.word:
        return tr("Not a code")
    return tr("Unknown code")
