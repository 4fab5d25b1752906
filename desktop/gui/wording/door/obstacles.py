"""The words of verdicts that let nobody through, each with what can be done."""

from __future__ import annotations

from desktop.domain.attendees.registration import IMPORTED, Direction, Status
from desktop.domain.checkin import outcomes as d
from desktop.domain.checkin.outcomes import Authority
from desktop.gui.wording.door.limits import MOST_LETTERS, describe_limit
from desktop.gui.wording.moments import moment
from desktop.gui.wording.shapes import Banner, Tone
from desktop.gui.wording.translation import tr


def next_step(may: Authority) -> str:
    """Say who may let the person in all the same."""
    steps = {
        Authority.DESK: tr("Let in anyway, or call a lead."),
        Authority.LEAD: tr("Only a lead may let in: call one."),
        Authority.NOBODY: tr("Do not let in; call a lead."),
    }
    return steps[may]


def describe_obstacle(outcome: d.Obstacle, may: Authority, now_ms: int) -> Banner:
    """Put into words what keeps somebody from going through."""
    match outcome:
        case d.AlreadyIn() | d.NoReentry() as before:
            return _describe_before(before, may, now_ms)
        case d.NotIn() | d.WrongWay() as way:
            return _describe_way(way, now_ms)
        case (
            d.Full() | d.SeatsHeld() | d.UsedUp() | d.NotValid() | d.TooEarly() | d.Closed()
            | d.NotToday()
        ) as limit:  # fmt: skip
            return describe_limit(limit, next_step(may), now_ms)
        case d.Cancelled() | d.Blocked() | d.NotConfirmed() as state:
            return _describe_state(state, may)
        case d.Unpaid() | d.NeedsAnswer() as due:
            return _describe_due(due, may)
        case barred:
            return _describe_barred(barred, may)


def _describe_before(outcome: d.AlreadyIn | d.NoReentry, may: Authority, now_ms: int) -> Banner:
    if isinstance(outcome, d.NoReentry):
        facts = {"since": moment(outcome.came_ms, now_ms), "desk": outcome.desk}
        rule = tr("Once a day") if outcome.is_daily else tr("Only once")
        sentence = tr("Came in at {since} at {desk}, and this point lets nobody in twice.")
        if outcome.is_daily:
            sentence = tr("Came in at {since} at {desk}; this point lets in once a day.")
        aside = tr("came in {since}\n{desk}").format(**facts)
        return Banner(Tone.NO, rule, aside, f"{sentence.format(**facts)} {next_step(may)}")
    since = moment(outcome.since_ms, now_ms)
    if outcome.desk == IMPORTED:
        sentence = tr("The imported list has this person in since {since}. Let in, or call a lead.")
        aside = tr("since {since}\nby the imported list").format(since=since)
        return Banner(Tone.LOOK, tr("Already in"), aside, sentence.format(since=since))
    facts = {"since": since, "desk": outcome.desk, "point": outcome.point}
    step = tr("Let in again, or call a lead.") if may is Authority.DESK else next_step(may)
    sentence = tr("Already in since {since} at {desk}, {point}.").format(**facts)
    aside = tr("since {since}\n{desk}, {point}").format(**facts)
    return Banner(Tone.LOOK, tr("Already in"), aside, f"{sentence} {step}")


def _describe_way(outcome: d.NotIn | d.WrongWay, now_ms: int) -> Banner:
    if isinstance(outcome, d.WrongWay):
        is_in = outcome.direction is Direction.IN
        sentence = (
            tr("This point is for the way out only. Choose Check out, or another point.")
            if is_in
            else tr("This point is for the way in only. Choose Check in, or another point.")
        )
        return Banner(Tone.LOOK, tr("Other way"), "", sentence)
    if outcome.elsewhere is not None:
        facts = {
            "since": moment(outcome.elsewhere.since_ms, now_ms), "point": outcome.elsewhere.point
        }  # fmt: skip
        sentence = tr(
            "Not here, but in since {since} at {point}. Check out all the same, or leave."
        )
        aside = tr("in at {point}\nsince {since}").format(**facts)
        return Banner(Tone.LOOK, tr("Is elsewhere"), aside, sentence.format(**facts))
    if outcome.left_ms is None:
        sentence = tr(
            "Was not seen coming in. To let in, choose Check in; who slipped in is checked out "
            "all the same by F5."
        )
        return Banner(Tone.LOOK, tr("Not in"), tr("was not seen coming in"), sentence)
    left = moment(outcome.left_ms, now_ms)
    return Banner(
        Tone.LOOK,
        tr("Already out"),
        tr("left at {left}").format(left=left),
        tr("Left at {left} and has not come in since.").format(left=left),
    )


def _describe_odd(outcome: d.BookedElsewhere | d.Unready, may: Authority) -> Banner:
    step = next_step(may)
    if isinstance(outcome, d.BookedElsewhere):
        other = outcome.instead
        facts = {"title": other.title, "place": other.vehicle or other.place or tr("another room")}
        sentence = tr("Booked for {title} now, {place}.").format(**facts)
        return Banner(Tone.LOOK, tr("Booked elsewhere"), facts["place"], f"{sentence} {step}")
    known = {
        "session": tr("The session of this point was removed."),
        "place": tr("The place of this point was removed."),
        "question": tr("A question that this point asks was removed."),
        "times": tr("This point counts minutes from a time that its session does not have."),
        "hours": tr("Nobody can read the hours or days of this point."),
    }
    missing = " ".join(known[name] for name in outcome.missing.split())
    mend = tr("Mend the point on Programme (Ctrl+3), or move the desk to another one.")
    return Banner(Tone.NO, tr("Door not ready"), "", f"{missing} {mend} {step}")


def _describe_barred(
    outcome: d.NotBooked
    | d.OnWaitingList
    | d.WaitsForSession
    | d.NotForType
    | d.BookedElsewhere
    | d.Unready,
    may: Authority,
) -> Banner:
    if isinstance(outcome, d.BookedElsewhere | d.Unready):
        return _describe_odd(outcome, may)
    step = next_step(may)
    if isinstance(outcome, d.NotForType):
        allowed = ", ".join(outcome.allowed)
        own = outcome.attendee.registration.ticket_type or tr("no type")
        sentence = tr("This point is for {allowed}; this person is {own}.")
        text = sentence.format(allowed=allowed, own=own)
        return Banner(Tone.NO, tr("Other type"), own, f"{text} {step}")
    if isinstance(outcome, d.OnWaitingList):
        sentence = tr("On the waiting list; no place is confirmed.")
        return Banner(Tone.LOOK, tr("Waiting list"), "", f"{sentence} {step}")
    title = outcome.session.title
    if isinstance(outcome, d.WaitsForSession):
        sentence = tr("On the waiting list of {title}; no place is confirmed.")
        text = sentence.format(title=title)
        return Banner(Tone.LOOK, tr("Waiting list"), title, f"{text} {step}")
    text = tr("Not booked for {title}.").format(title=title)
    if outcome.instead:
        other = outcome.instead[0]
        where = tr("Booked at this time: {title}, {place}.")
        text += " " + where.format(title=other.title, place=other.vehicle or other.place)
    aside = outcome.instead[0].title if outcome.instead else ""
    return Banner(Tone.LOOK, tr("Not booked"), aside, f"{text} {step}")


def _describe_state(outcome: d.Cancelled | d.Blocked | d.NotConfirmed, may: Authority) -> Banner:
    if isinstance(outcome, d.Cancelled):
        sentence = tr("This registration was cancelled. Do not let in; call a lead.")
        return Banner(Tone.NO, tr("Cancelled"), "", sentence)
    if isinstance(outcome, d.Blocked):
        reason = outcome.reason or tr("The organizers give no reason.")
        sentence = tr("Do not let in; call a lead. {reason}").format(reason=reason)
        return Banner(Tone.NO, tr("Blocked"), "", sentence)
    if word := outcome.attendee.registration.status_word:
        word = word if len(word) <= MOST_LETTERS else word[: MOST_LETTERS - 1] + "…"
        reason = tr("The list says “{word}”, which is no word for registered.").format(word=word)
        aside = tr("the list says: {word}").format(word=word)
    elif outcome.status is Status.INVITED:
        reason, aside = tr("Invited, but never registered."), tr("only invited")
    else:
        reason, aside = tr("The registration is not confirmed yet (pending)."), tr("pending")
    return Banner(Tone.LOOK, tr("Not confirmed"), aside, f"{reason} {next_step(may)}")


def _describe_due(outcome: d.Unpaid | d.NeedsAnswer, may: Authority) -> Banner:
    """Say what can be settled at the desk."""
    if isinstance(outcome, d.Unpaid):
        own = outcome.attendee.registration
        sentence = tr("{amount} is still to be paid. Take it and press F7.")
        if own.paid_ms is not None:
            sentence = tr(
                "{amount} is still to be paid: paid {paid}, the list says {total}. Take it and "
                "press F7."
            )
        sentence = sentence.format(
            amount=outcome.amount, paid=own.paid_amount, total=own.amount_due
        )
        step = tr("Or let in anyway.") if may is Authority.DESK else next_step(may)
        return Banner(Tone.LOOK, tr("Unpaid"), outcome.amount, f"{sentence} {step}")
    asked = "; ".join(question.text for question in outcome.questions)
    sentence = tr("Press F7 to answer: {questions}.").format(questions=asked)
    return Banner(Tone.LOOK, tr("Needs an answer"), "", sentence)
