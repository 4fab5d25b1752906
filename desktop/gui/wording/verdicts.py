"""What the volunteer reads after a scan: two words, a sentence, and the next step."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop.domain import decision as d
from desktop.domain.registration import IMPORTED, Status
from desktop.domain.trouble import Trouble
from desktop.gui.wording.moments import clock_seconds, moment
from desktop.gui.wording.translation import tr
from desktop.gui.wording.troubles import describe_trouble
from desktop.workflows.desk import RecentRow, Undone, Verdict

MAX_SHOWN_CODE = 60


class Tone(StrEnum):
    """The colour of a verdict: yes, look, no; calm where nothing was asked."""

    YES = "yes"
    LOOK = "look"
    NO = "no"
    CALM = "calm"


@dataclass(frozen=True, slots=True)
class Banner:
    """The verdict in words: headline in the band, an aside beside it, and what to do."""

    tone: Tone
    headline: str
    aside: str
    sentence: str


def describe(verdict: Verdict) -> Banner:
    """Turn a verdict into what the volunteer reads."""
    now = verdict.at_ms
    match verdict.outcome:
        case d.Admitted() | d.CheckedOut() as passed:
            banner = _describe_passage(passed, now)
        case d.AlreadyIn() as inside:
            banner = _describe_already_in(inside, now)
        case d.NotIn(left_ms=left):
            banner = _describe_not_in(left, now)
        case d.Cancelled():
            sentence = tr("This registration was cancelled. Do not let in; call a lead.")
            banner = Banner(Tone.NO, tr("Cancelled"), "", sentence)
        case d.NotConfirmed(status=status):
            banner = _describe_not_confirmed(status)
        case d.Blocked() | d.Unpaid() | d.NeedsAnswer() as held:
            banner = _describe_held(held)
        case d.Found():
            sentence = tr("Only looked up. Nothing was changed.")
            banner = Banner(Tone.CALM, tr("Found"), "", sentence)
        case d.Replaced() | d.WrongProgramme() | d.UnknownCode() as refused:
            banner = _describe_code(refused, now)
    return banner


def _describe_already_in(outcome: d.AlreadyIn, now_ms: int) -> Banner:
    if outcome.desk == IMPORTED:
        return _describe_imported(outcome, now_ms)
    facts = {
        "since": moment(outcome.since_ms, now_ms),
        "desk": outcome.desk,
        "point": outcome.point,
    }
    sentence = tr("Already in since {since} at {desk}, {point}. Let in again, or call a lead.")
    return Banner(
        Tone.LOOK,
        tr("Already in"),
        tr("since {since}\n{desk}, {point}").format(**facts),
        sentence.format(**facts),
    )


def _describe_imported(outcome: d.AlreadyIn, now_ms: int) -> Banner:
    """Another system met the person; this desk did not."""
    facts = {"since": moment(outcome.since_ms, now_ms)}
    sentence = tr("The imported list has this person in since {since}. Let in, or call a lead.")
    aside = tr("since {since}\nby the imported list").format(**facts)
    return Banner(Tone.LOOK, tr("Already in"), aside, sentence.format(**facts))


def _describe_passage(outcome: d.Admitted | d.CheckedOut, now_ms: int) -> Banner:
    facts = {"time": clock_seconds(now_ms), "point": outcome.point.name}
    aside = tr("{time}\n{point}").format(**facts)
    if isinstance(outcome, d.CheckedOut):
        sentence = tr("Checked out at {time}, {point}.").format(**facts)
        return Banner(Tone.YES, tr("Checked out"), aside, sentence)
    if outcome.again:
        sentence = tr("Let in again at {time}, {point}.").format(**facts)
        return Banner(Tone.YES, tr("Checked in again"), aside, sentence)
    return Banner(
        Tone.YES,
        tr("Checked in"),
        aside,
        tr("Checked in at {time}, {point}.").format(**facts),
    )


def _describe_not_in(left_ms: int | None, now_ms: int) -> Banner:
    if left_ms is None:
        sentence = tr("Has not come in yet, so cannot check out. To let in, choose Check in.")
        return Banner(Tone.LOOK, tr("Not in"), tr("has not come in yet"), sentence)
    left = moment(left_ms, now_ms)
    return Banner(
        Tone.LOOK,
        tr("Already out"),
        tr("left at {left}").format(left=left),
        tr("Left at {left} and has not come in since.").format(left=left),
    )


def _describe_held(outcome: d.Blocked | d.Unpaid | d.NeedsAnswer) -> Banner:
    """Say what the organizers want to be settled before somebody goes in."""
    if isinstance(outcome, d.Blocked):
        reason = outcome.reason or tr("The organizers give no reason.")
        sentence = tr("Do not let in; call a lead. {reason}").format(reason=reason)
        return Banner(Tone.NO, tr("Blocked"), "", sentence)
    if isinstance(outcome, d.Unpaid):
        sentence = tr("{amount} is still to be paid. Take it and press F7, or let in anyway.")
        return Banner(
            Tone.LOOK, tr("Unpaid"), outcome.amount, sentence.format(amount=outcome.amount)
        )
    asked = "; ".join(one.text for one in outcome.questions)
    sentence = tr("Press F7 to answer: {questions}").format(questions=asked)
    return Banner(Tone.LOOK, tr("Needs an answer"), "", sentence)


def _describe_not_confirmed(status: Status) -> Banner:
    reasons = {
        Status.PENDING: tr("The registration is not confirmed yet (pending)."),
        Status.WAITLISTED: tr("On the waiting list; no place is confirmed."),
        Status.INVITED: tr("Invited, but never registered."),
    }
    asides = {
        Status.PENDING: tr("pending"),
        Status.WAITLISTED: tr("waiting list"),
        Status.INVITED: tr("only invited"),
    }
    step = tr("Let in anyway, or call a lead.")
    return Banner(Tone.LOOK, tr("Not confirmed"), asides[status], f"{reasons[status]} {step}")


def _describe_code(outcome: d.Replaced | d.WrongProgramme | d.UnknownCode, now_ms: int) -> Banner:
    match outcome:
        case d.Replaced(use=use, retired_ms=retired):
            facts = {"time": moment(retired, now_ms)}
            sentence = (
                tr("A newer badge was printed at {time}; this one no longer counts.")
                if use == "badge"
                else tr("A newer ticket took its place at {time}; this one no longer counts.")
            ).format(**facts)
            step = tr("Ask for the newer one, or type the name.")
            aside = tr("since {time}").format(**facts)
            headline = tr("Old badge") if use == "badge" else tr("Old ticket")
            return Banner(Tone.NO, headline, aside, f"{sentence} {step}")
        case d.WrongProgramme(title=title):
            sentence = tr("This code is for {title}. Send the person to that desk.")
            return Banner(Tone.NO, tr("Wrong programme"), title, sentence.format(title=title))
        case d.UnknownCode(code=code):
            shown = code if len(code) <= MAX_SHOWN_CODE else f"{code[:MAX_SHOWN_CODE]}…"
            sentence = tr("Nobody here has this code. Scan again, or type the name.")
            return Banner(Tone.NO, tr("Unknown code"), shown, sentence)


def describe_undo(undone: Undone) -> Banner:
    """Turn an undo into what the volunteer reads."""
    facts = {"name": undone.attendee.name}
    sentence = (
        tr("{name} is in again: the check-out was taken back.")
        if undone.row.outcome == d.CheckedOut.word
        else tr("{name} is not in: the check-in was taken back.")
    ).format(**facts)
    if undone.row.outcome == d.Admitted.word and undone.attendee.registration.presence:
        sentence = tr("{name} is still in: only the last check-in was taken back.").format(**facts)
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
    shown = text if len(text) <= MAX_SHOWN_CODE else f"{text[:MAX_SHOWN_CODE]}…"
    return Banner(Tone.CALM, tr("Nobody found"), "", sentence.format(text=shown))


def tone_of(outcome: str) -> Tone:
    """Give the colour of a verdict by its word in the journal."""
    if outcome in {d.Admitted.word, d.CheckedOut.word}:
        return Tone.YES
    if outcome in {d.AlreadyIn.word, d.NotIn.word, d.NotConfirmed.word, d.Unpaid.word}:
        return Tone.LOOK
    if outcome == d.NeedsAnswer.word:
        return Tone.LOOK
    return Tone.NO


def recent_line(row: RecentRow, now_ms: int) -> str:
    """Say in a few words what Recent shows below a name."""
    words = {
        d.Admitted.word: tr("checked in"),
        d.CheckedOut.word: tr("checked out"),
        d.AlreadyIn.word: tr("was already in"),
        d.NotIn.word: tr("was not in"),
        d.NotConfirmed.word: tr("not confirmed"),
        d.Unpaid.word: tr("unpaid"),
        d.NeedsAnswer.word: tr("needs an answer"),
        d.Blocked.word: tr("blocked"),
        d.Cancelled.word: tr("cancelled"),
        d.Replaced.word: tr("old badge or ticket"),
        d.WrongProgramme.word: tr("wrong programme"),
        d.UnknownCode.word: tr("not let in"),
    }
    line = words.get(row.verdict.outcome, row.verdict.outcome)
    if row.verdict.detail == "again":
        line = tr("checked in again")
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
    return tr("Unknown code")
