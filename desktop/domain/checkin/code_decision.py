"""What happens when a code is shown: whose it is, and then what the door decides about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from desktop.domain.attendees.likeness import are_one_person
from desktop.domain.attendees.registration import Attendee, CodeHolder, Direction, Status
from desktop.domain.checkin.code_flaws import CodeFlaw
from desktop.domain.checkin.decision import decide
from desktop.domain.checkin.outcomes import (
    Admitted,
    Ambiguous,
    Malformed,
    Outcome,
    Replaced,
    UnknownCode,
    Unpaid,
    WrongProgramme,
)
from desktop.domain.checkin.request import CheckinRequest, Visit
from desktop.domain.programme.programme import Programme


def decide_code(
    request: CheckinRequest,
    code: str,
    holders: Sequence[CodeHolder],
    hinted: Programme | None = None,
    flaw: CodeFlaw | None = None,
    visits: Sequence[Visit] = (),
    *,
    is_loose: bool = False,
) -> Outcome:
    """Say what happens when this code is shown.

    Args:
        request: where, which way and when.
        code: the code as it was read.
        holders: whose code it may be.
        hinted: the other programme of this store that the code is marked for, if any.
        flaw: why the text can be no code, if nobody has it.
        visits: earlier admissions of its holder, where the point's policy asks for them.
        is_loose: whether the code was not shown exactly so; of several whom it fits nobody is
            chosen then, not even where it counts for one of them only.
    """
    if not holders:
        if flaw:
            return Malformed(code, flaw)
        return WrongProgramme(None, hinted.title) if hinted else UnknownCode(code)
    meant = meant_here(holders, request.programme)
    if meant[0].attendee.registration.programme != request.programme.id:
        return _of_elsewhere(meant)
    # What is void in one record and good in another one is the other one's.
    if not is_loose:
        meant = [holder for holder in meant if holder.retired_ms is None] or meant
    if len({holder.attendee.id for holder in meant}) > 1:
        return _of_several(request, code, meant, visits)
    holder = min(meant, key=lambda holder: holder.retired_ms is not None)
    # Whoever leaves may do so with an old badge.
    if holder.retired_ms is not None and request.direction is Direction.IN:
        return Replaced(holder.attendee, holder.use, holder.retired_ms)
    return decide(request, holder.attendee, visits)


def _of_several(
    request: CheckinRequest, code: str, holders: Sequence[CodeHolder], visits: Sequence[Visit]
) -> Outcome:
    """Decide where a code stands in several records: of one person, or of several."""
    people = tuple({holder.attendee.id: holder.attendee for holder in holders}.values())
    if are_records_of_one(holders):
        return _decide_for_records(request, people, visits)
    return Ambiguous(code, people)


def are_records_of_one(holders: Sequence[CodeHolder]) -> bool:
    """Tell whether all who have a code are one person: one name, and one email or phone.

    All of the records are registered, and the code is good in each.
    """
    first = holders[0].attendee
    return all(
        holder.retired_ms is None
        and holder.attendee.registration.status is Status.REGISTERED
        and are_one_person(first.person, holder.attendee.person)
        for holder in holders
    )


def _decide_for_records(
    request: CheckinRequest, records: Sequence[Attendee], visits: Sequence[Visit]
) -> Outcome:
    """Decide for a person with several records, the same at every desk.

    Who is inside by one of them is inside; money that one of them owes is owed.
    """
    ordered = sorted(records, key=lambda who: (who.registration.presence is None, who.id))
    outcomes = [decide(request, who, visits) for who in ordered]
    if ordered[0].registration.presence is not None:
        return outcomes[0]
    unpaid = next((outcome for outcome in outcomes if isinstance(outcome, Unpaid)), None)
    admitted = next((outcome for outcome in outcomes if isinstance(outcome, Admitted)), None)
    if unpaid or not admitted:
        return unpaid or outcomes[0]
    return replace(admitted, records=len(records))


def _of_elsewhere(holders: Sequence[CodeHolder]) -> WrongProgramme:
    """Name the other programmes of a code, and its person where it has only one."""
    people = {holder.attendee.id: holder.attendee for holder in holders}
    titles = ", ".join(dict.fromkeys(holder.programme_title for holder in holders))
    return WrongProgramme(next(iter(people.values())) if len(people) == 1 else None, titles)


def meant_here(holders: Sequence[CodeHolder], programme: Programme) -> Sequence[CodeHolder]:
    """Keep the holders of this programme, where there are any."""
    here = [holder for holder in holders if holder.attendee.registration.programme == programme.id]
    return here or holders
