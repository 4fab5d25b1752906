"""Puts a verdict into the words of the journal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from desktop.domain.attendees.registration import Attendee
from desktop.domain.checkin import outcomes
from desktop.domain.checkin import outcomes as d
from desktop.domain.journal.bodies import MOVE, OVERRIDE, REFUSE, named_in
from desktop.domain.journal.entry import Draft, Entry, EntryId, SubjectType, subject_of
from desktop.workflows.checkin.verdict import Override, Station
from desktop.workflows.ports import new_id

MAX_KEPT_CODE = 120
# What a movement's detail says.
AGAIN, ALL_THE_SAME = "again", "all the same"


def verdict_draft(station: Station, outcome: d.Outcome, now_ms: int) -> Draft:
    """Put a verdict into the words of the journal."""
    body: dict[str, Any] = {
        "outcome": outcome.slug,
        "direction": station.direction.value,
        "point": station.point.name,
    }
    attendee = outcomes.attendee_of(outcome)
    if isinstance(outcome, d.Admitted | d.CheckedOut):
        return _about(outcome.attendee, station, MOVE, body | _movement(outcome))
    if isinstance(outcome, d.UnknownCode | d.Malformed | d.Ambiguous):
        body["detail"] = outcome.code[:MAX_KEPT_CODE]
    if isinstance(outcome, d.WrongProgramme):
        body["detail"] = outcome.title
    if attendee is None or isinstance(outcome, d.WrongProgramme):
        subject = subject_of(SubjectType.REFUSAL, new_id(now_ms))
        return Draft(REFUSE, subject, station.programme.id, body)
    return _about(attendee, station, REFUSE, body)


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


def override_draft(
    station: Station, outcome: d.Passage, passed: Sequence[Override], verdict: EntryId
) -> Draft:
    """Write down what was passed over, why, which leads were called, and for which verdict."""
    over = [override for override in passed if override.slug in outcome.overrode]
    body = {
        "over": [override.slug for override in over],
        "reason": "; ".join(dict.fromkeys(override.reason for override in over if override.reason)),
        "leads": sorted({override.lead for override in over if override.lead}),
        "point": station.point.name,
        "verdict": {"desk": verdict.desk, "n": verdict.number},
    }
    subject = subject_of(SubjectType.REGISTRATION, outcome.attendee.id)
    return Draft(OVERRIDE, subject, station.programme.id, body)


def overridden_verdict(entry: Entry) -> EntryId:
    """Say for which verdict an override was; older ones stand just before theirs."""
    return named_in(entry.body.get("verdict")) or EntryId(entry.desk, entry.number + 1)


def _about(attendee: Attendee, station: Station, kind: str, body: dict[str, Any]) -> Draft:
    return Draft(
        kind, subject_of(SubjectType.REGISTRATION, attendee.id), station.programme.id, body
    )
