"""The words of limits: how many, how often, when, and until when a ticket is valid."""

from __future__ import annotations

from desktop.domain.checkin import outcomes as d
from desktop.domain.checkin.validity import Standing
from desktop.gui.wording.moments import moment, wall_moment, wall_span
from desktop.gui.wording.shapes import Banner, Tone
from desktop.gui.wording.translation import tr

# Of a list's own word so much is shown; nobody reads more at a door.
MOST_LETTERS = 60
Limit = d.Full | d.SeatsHeld | d.UsedUp | d.NotValid | d.TooEarly | d.Closed | d.NotToday


def describe_limit(outcome: Limit, step: str, now_ms: int) -> Banner:
    """Put a limit into words, with who may let in all the same as the next step."""
    match outcome:
        case d.UsedUp():
            return _describe_used(outcome, step, now_ms)
        case d.NotValid():
            return _describe_validity(outcome, step)
        case d.Full() | d.SeatsHeld():
            return _describe_room(outcome, step, now_ms)
        case _:
            return _describe_shut(outcome, step, now_ms)


def _describe_used(outcome: d.UsedUp, step: str, now_ms: int) -> Banner:
    sentence = {
        d.Per.IN_ALL: tr("Entries here: {most} of {most} used."),
        d.Per.DAY: tr("Entries today: {most} of {most} used."),
        d.Per.DAYS: tr("Days here: {most} of {most} used."),
    }[outcome.per].format(most=outcome.most)
    last = moment(outcome.last_ms, now_ms)
    aside = tr("last {since}\n{desk}").format(since=last, desk=outcome.desk)
    text = tr("{sentence} The last time: {since} at {desk}.")
    text = text.format(sentence=sentence, since=last, desk=outcome.desk)
    return Banner(Tone.NO, tr("Used up"), aside, f"{text} {step}")


def _describe_validity(outcome: d.NotValid, step: str) -> Banner:
    begins, ends = outcome.validity
    own = outcome.attendee.registration.ticket_type or tr("This ticket")
    if outcome.standing is Standing.UNREAD:
        said = " – ".join(filter(None, dict.fromkeys((begins, ends))))
        said = said if len(said) <= MOST_LETTERS else said[: MOST_LETTERS - 1] + "…"
        text = tr("Nobody can read when it is valid: “{said}”.").format(said=said)
        return Banner(Tone.NO, tr("Ticket unclear"), said, f"{text} {step}")
    if outcome.standing is Standing.NOT_YET:
        when = wall_span(begins)
        text = tr("{ticket} is valid from {when}.").format(ticket=own, when=when)
        aside = tr("from {when}").format(when=when)
        return Banner(Tone.NO, tr("Not valid yet"), aside, f"{text} {step}")
    when = wall_span(ends)
    text = tr("{ticket} was valid until {when}.").format(ticket=own, when=when)
    aside = tr("until {when}").format(when=when)
    return Banner(Tone.NO, tr("No longer valid"), aside, f"{text} {step}")


def _describe_room(outcome: d.Full | d.SeatsHeld, step: str, now_ms: int) -> Banner:
    if isinstance(outcome, d.SeatsHeld):
        facts = {"held": outcome.held, "until": wall_moment(outcome.until, now_ms)}
        sentence = tr(
            "Not booked, and the seats that are left are kept until {until} for {held} who booked."
        ).format(**facts)
        aside = tr("kept until {until}").format(**facts)
        return Banner(Tone.LOOK, tr("Seats are kept"), aside, f"{sentence} {step}")
    facts = {"inside": outcome.crowd.inside, "capacity": outcome.crowd.capacity}
    count = tr("{inside} of {capacity}").format(**facts)
    sentence = tr("{inside} are inside, and {capacity} fit.").format(**facts)
    return Banner(Tone.NO, tr("Full"), count, f"{sentence} {step}")


def _describe_shut(outcome: d.TooEarly | d.Closed | d.NotToday, step: str, now_ms: int) -> Banner:
    if isinstance(outcome, d.NotToday):
        sentence, aside = tr("This point is not open today, and on no later day."), ""
        if outcome.opens_at:
            at = wall_moment(outcome.opens_at, now_ms)
            sentence = tr("This point is not open today; it opens {time}.").format(time=at)
            aside = tr("opens {time}").format(time=at)
        return Banner(Tone.NO, tr("Not today"), aside, f"{sentence} {step}")
    if isinstance(outcome, d.TooEarly):
        at = wall_moment(outcome.opens_at, now_ms)
        sentence = tr("This point opens at {time}.").format(time=at)
        aside = tr("opens {time}").format(time=at)
        return Banner(Tone.LOOK, tr("Too early"), aside, f"{sentence} {step}")
    at = wall_moment(outcome.closed_at, now_ms)
    sentence = tr("This point closed at {time}.").format(time=at)
    return Banner(Tone.NO, tr("Closed"), tr("since {time}").format(time=at), f"{sentence} {step}")
