"""Puts a verdict into the words of the journal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from desktop.domain.attendees.registration import Attendee
from desktop.domain.checkin import outcomes
from desktop.domain.checkin import outcomes as d
from desktop.domain.journal.entry import Draft, subject_of
from desktop.domain.journal.fold import MOVE, OVERRIDE, REFUSE
from desktop.workflows.checkin.verdict import Override, Place
from desktop.workflows.ports import new_id

MAX_KEPT_CODE = 120
# What a movement's detail says.
AGAIN, ALL_THE_SAME = "again", "all the same"


def verdict_draft(place: Place, outcome: d.Outcome, now_ms: int) -> Draft:
    """Put a verdict into the words of the journal."""
    body: dict[str, Any] = {
        "outcome": outcome.word,
        "direction": place.direction.value,
        "point": place.point.name,
    }
    attendee = outcomes.attendee_of(outcome)
    if isinstance(outcome, d.Admitted | d.CheckedOut):
        return _about(outcome.attendee, place, MOVE, body | _movement(outcome))
    if isinstance(outcome, d.UnknownCode | d.Malformed | d.Ambiguous):
        body["detail"] = outcome.code[:MAX_KEPT_CODE]
    if isinstance(outcome, d.WrongProgramme):
        body["detail"] = outcome.title
    if attendee is None or isinstance(outcome, d.WrongProgramme):
        subject = subject_of("refusal", new_id(now_ms))
        return Draft(REFUSE, subject, place.programme.id, body)
    return _about(attendee, place, REFUSE, body)


def _movement(outcome: d.Passage) -> dict[str, str]:
    """Say where somebody went, leaving out what goes without saying."""
    is_again = isinstance(outcome, d.Admitted) and outcome.again
    body = {
        "place": outcome.point.place,
        "session": outcome.point.session,
        "to": outcome.to if isinstance(outcome, d.CheckedOut) else "",
        "detail": AGAIN if is_again else ALL_THE_SAME if outcome.overrode else "",
    }
    return {name: text for name, text in body.items() if text}


def override_draft(place: Place, outcome: d.Passage, passed: Sequence[Override]) -> Draft:
    """Write down what was passed over, why, and which leads were called."""
    over = [one for one in passed if one.word in outcome.overrode]
    body = {
        "over": [one.word for one in over],
        "reason": "; ".join(dict.fromkeys(one.reason for one in over if one.reason)),
        "leads": sorted({one.lead for one in over if one.lead}),
        "point": place.point.name,
    }
    subject = subject_of("registration", outcome.attendee.id)
    return Draft(OVERRIDE, subject, place.programme.id, body)


def _about(attendee: Attendee, place: Place, kind: str, body: dict[str, Any]) -> Draft:
    return Draft(kind, subject_of("registration", attendee.id), place.programme.id, body)
