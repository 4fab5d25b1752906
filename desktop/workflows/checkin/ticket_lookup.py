"""Whose ticket is shown: the exact code first, then whatever it may have been.

One function for the window, the kiosk, the camera, a serial scanner and `checkin -`. A looser
reading counts where it fits one registration of the programme; where it fits several, nobody is
chosen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop.domain.attendees.registration import Attendee, CodeHolder
from desktop.domain.checkin import codes
from desktop.domain.checkin.code_flaws import CodeFlaw, flaw_of
from desktop.domain.checkin.codes import Reading
from desktop.domain.checkin.readings import (
    LEAST_NUMBER,
    Looser,
    Step,
    Version,
    exact_texts,
    step_around,
)
from desktop.domain.programme.programme import Programme
from desktop.store.store import Store


@dataclass(frozen=True, slots=True)
class Shown:
    """Whose a code is that was shown, and how it was read.

    `code` is the code as the store holds it, else as it came; `steps` lead from what came to it,
    none for the exact code, and `layout` is that of the keyboard it came through, where known.
    Where it `is_loose`, several holders are a question whatever tells them apart. `number` is the
    programme (modulo 1000) that a code of ours is marked for, `other_badge` the title of another
    programme whose badge somebody showed who is registered here, too.
    """

    code: str
    holders: Sequence[CodeHolder] = ()
    steps: tuple[Step, ...] = ()
    layout: str = ""
    is_loose: bool = False
    flaw: CodeFlaw | None = None
    number: int | None = None
    other_badge: str = ""

    @property
    def is_void(self) -> bool:
        """Whether a newer ticket or badge took the place of this one wherever it is known."""
        return all(holder.retired_ms is not None for holder in self.holders)

    def as_badge_of(self, title: str) -> Shown:
        """Give the same as a badge of another programme, which is no code of this one."""
        return replace(self, holders=(), other_badge=title)

    @property
    def as_code(self) -> str:
        """The stored code that was shown; empty where somebody was found by another number."""
        return "" if Step.NUMBER in self.steps or not self.holders else self.code


def look_up(store: Store, programme: Programme, reading: Reading) -> Shown:
    """Find whose ticket it is, inside the caller's transaction."""
    alone = _look_up(store, programme, reading)
    if reading.before is None:
        return alone
    joined = _look_up(store, programme, reading.joined())
    if not _is_of(joined, programme):
        # After a piece of a scan this is likely the end of one: alone it counts only as it is.
        is_end = len(reading.before.text) > 1 and alone.is_loose
        return Shown(alone.code, flaw=CodeFlaw.CUT) if is_end else alone
    steps = (Step.JOINED, *joined.steps)
    if not _is_of(alone, programme):
        return replace(joined, steps=steps)
    return replace(joined, holders=[*joined.holders, *alone.holders], steps=steps, is_loose=True)


def _is_of(shown: Shown, programme: Programme) -> bool:
    return any(_is_here(holder, programme) for holder in shown.holders)


def _is_here(holder: CodeHolder, programme: Programme) -> bool:
    return holder.attendee.registration.programme == programme.id


def _look_up(store: Store, programme: Programme, reading: Reading) -> Shown:
    came = codes.clean(reading.text)
    if codes.has_two(came) or len(reading.text) > codes.MAX_FOREIGN_LENGTH:
        return Shown(came, flaw=flaw_of(reading))
    own = codes.own_codes(reading)
    inside = _own(store, own, came)
    if inside and not inside.steps:
        return inside
    if found := _exactly(store, programme, exact_texts(reading)):
        return found
    looser = Looser(reading)
    readings = [
        inside,
        _loosely(store, programme, looser),
        _numbered(store, programme, [Version(came)]),
    ]
    found = _together(programme, [one for one in readings if one])
    if found := found or _numbered(store, programme, looser.versions):
        return found
    if len(own) == 1:
        return Shown(own[0], number=codes.programme_hint(own[0]))
    return Shown(came, flaw=flaw_of(reading))


def _together(programme: Programme, found: Sequence[Shown]) -> Shown | None:
    """Take the surest of several readings; whom another one means here makes it a question.

    Where the surest is of another programme, a less sure one lets nobody in here.
    """
    if not found:
        return None
    first, *others = found
    if not _is_of(first, programme):
        return first
    known = {holder.attendee.id for holder in first.holders}
    more = [
        holder
        for other in others
        for holder in other.holders
        if _is_here(holder, programme) and holder.attendee.id not in known
    ]
    return replace(first, holders=[*first.holders, *more], is_loose=True) if more else first


def _own(store: Store, own: Sequence[str], came: str) -> Shown | None:
    """Look our own codes up that stand in a text; two that are somebody's are a question."""
    found = [(code, holder) for code in own for holder in _holders(store, code)]
    if not found:
        return None
    code = found[0][0]
    steps = () if code == came else (step_around(code, came),)
    return Shown(code, [holder for _code, holder in found], steps)


def _exactly(store: Store, programme: Programme, texts: Sequence[str]) -> Shown | None:
    """Look a text up as it came; a person whose code the keys themselves say makes a question."""
    came, *pressed = texts
    holders = _holders(store, came) if came else ()
    if not holders:
        return None
    others = [holder for text in pressed for holder in _holders(store, text)]
    others = [holder for holder in others if _is_here(holder, programme)]
    is_loose = bool({holder.attendee.id for holder in others} - {h.attendee.id for h in holders})
    return Shown(came, [*holders, *others] if is_loose else holders, is_loose=is_loose)


def _holders(store: Store, code: str) -> list[CodeHolder]:
    return [holder for own, holder in store.registrations.holders(code) if own == code]


def _loosely(store: Store, programme: Programme, looser: Looser) -> Shown | None:
    """Look up what a code may have been; who has it elsewhere is meant where it is nearer."""
    found = [
        (fit, code, holder)
        for code, holder in store.registrations.holders_by_keys(looser.keys)
        if (fit := looser.fit(code)) is not None
    ]
    if not found:
        return None
    here = [one for one in found if _is_here(one[2], programme)]
    nearest = min(len(fit.steps) for fit, _code, _holder in found)
    if here and min(len(fit.steps) for fit, _code, _holder in here) == nearest:
        found = here
    else:
        found = [one for one in found if not _is_here(one[2], programme)]
    fit, code, _holder = min(found, key=lambda one: len(one[0].steps))
    holders = [holder for _fit, _code, holder in found]
    return Shown(code, holders, fit.steps, fit.layout, is_loose=True)


def _numbered(store: Store, programme: Programme, versions: Sequence[Version]) -> Shown | None:
    """Look for somebody's number in the system that the list came from, where no code fits.

    A text that calls something else its ticket is not theirs.
    """
    numbers = {version.text: version for version in versions if len(version.text) >= LEAST_NUMBER}
    found = [
        (attendee, numbers[attendee.registration.external_id])
        for attendee in store.registrations.numbered(programme.id, list(numbers))
    ]
    found = [(attendee, version) for attendee, version in found if _is_theirs(attendee, version)]
    if not found:
        return None
    version = found[0][1]
    holders = [CodeHolder(attendee, programme.title, "ticket") for attendee, _version in found]
    steps = (*version.steps, Step.NUMBER)
    return Shown(version.text, holders, steps, version.layout, is_loose=True)


def _is_theirs(attendee: Attendee, version: Version) -> bool:
    """Tell whether nothing beside a number says that the ticket is another one."""
    whole, own = version.whole, attendee.registration.ticket_code
    if whole is None:
        return True
    has_other = bool(own) and not codes.is_whole(own)
    return not whole.says_other(version.text) and not (whole.is_signed and has_other)
