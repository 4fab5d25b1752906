"""The ten steps of practice: what to do, by which ticket, and when it is done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop.domain.attendees.registration import Attendee
from desktop.domain.checkin import outcomes as d
from desktop.domain.checkin.codes import make_code
from desktop.domain.checkin.practice import PRACTICE_NUMBER
from desktop.gui.wording.translation import tr
from desktop.workflows.checkin.verdict import Verdict

TAKEN_BACK, REGISTERED, HELPED = "taken back", "registered", "helped"
# A code that nobody in the practice has: it is on no list.
STRANGE_CODE = make_code(PRACTICE_NUMBER, 1)

# A verdict, or one of the words above.
Happening = Verdict | str


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do; `code` is a ticket that is shown to be scanned, if there is one."""

    words: str
    is_done: Callable[[Happening], bool]
    code: str = ""


def steps(guests: Sequence[Attendee]) -> list[Step]:
    """Make the steps with the tickets of the practice's guests.

    Args:
        guests: as `fill_practice` registered them: Noa, Dalia, Dalila, Carl and more.
    """
    return [*_who_comes(guests), *_what_else(guests)]


def _who_comes(guests: Sequence[Attendee]) -> list[Step]:
    """Let people in: by a ticket, by a name, not twice, and not the wrong one."""
    noa, dalia, dalila = guests[:3]
    of_noa = noa.registration.ticket_code
    return [
        Step(
            tr("A guest shows this ticket. Scan it, or press Scan here."),
            _is(d.Admitted, noa), of_noa,
        ),
        Step(
            tr("Scan the same ticket again: amber, because she is in. Nothing to be done."),
            _is(d.AlreadyIn, noa), of_noa,
        ),
        Step(
            tr("Dalia has no ticket with her. Type dal, choose one with ↓ and press Enter."),
            lambda what: _is(d.Admitted, dalia)(what) or _is(d.Admitted, dalila)(what),
        ),
        Step(
            tr("Suppose it was the other one: take it back with Ctrl Z."),
            lambda what: what == TAKEN_BACK,
        ),
    ]  # fmt: skip


def _what_else(guests: Sequence[Attendee]) -> list[Step]:
    """Meet what is not let in, who is on no list, and who leaves."""
    noa, carl = guests[0], guests[3]
    of_noa = noa.registration.ticket_code
    return [
        Step(
            tr("This ticket was cancelled. Scan it: red. The sentence says what to do."),
            _is(d.Cancelled, carl), carl.registration.ticket_code,
        ),
        Step(
            tr("This ticket is on no list. Scan it, and read what it looks like."),
            lambda what: isinstance(what, Verdict) and isinstance(what.outcome, d.UnknownCode),
            STRANGE_CODE,
        ),
        Step(
            tr("Somebody came without being registered. F4, any name, then Enter."),
            lambda what: what == REGISTERED,
        ),
        Step(
            tr("Noa leaves: F12, then scan her ticket. Blue, with an arrow."),
            _is(d.CheckedOut, noa), of_noa,
        ),
        Step(
            tr("Only look: choose Look up above, and scan her ticket. Nothing changes."),
            _is(d.Found, noa), of_noa,
        ),
        Step(
            tr("F1 has all of this on one page. Open it once."),
            lambda what: what == HELPED,
        ),
    ]  # fmt: skip


class Tour:
    """Goes from step to step as they are done."""

    def __init__(self, to_do: Sequence[Step]) -> None:
        """Begin with the first step."""
        self._to_do = to_do
        self.number = 0

    @property
    def step(self) -> Step | None:
        """What is to be done now; None when all is done."""
        return self._to_do[self.number] if self.number < len(self._to_do) else None

    @property
    def count(self) -> int:
        """How many steps there are."""
        return len(self._to_do)

    def take(self, what: Happening) -> bool:
        """Take what happened; tell whether it was what the step is about."""
        is_done = self.step is not None and self.step.is_done(what)
        self.number += is_done
        return is_done

    def skip(self) -> None:
        """Leave a step out."""
        self.number += self.step is not None


def _is(outcome: type[object], who: Attendee) -> Callable[[Happening], bool]:
    def is_done(what: Happening) -> bool:
        if not isinstance(what, Verdict) or not isinstance(what.outcome, outcome):
            return False
        about = d.attendee_of(what.outcome)
        return about is not None and about.id == who.id

    return is_done
