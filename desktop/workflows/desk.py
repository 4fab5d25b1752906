"""The desk at work: scan, pick by name, let in all the same, undo, look at Recent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.domain import decision as d
from desktop.domain.codes import Reading, candidates
from desktop.domain.entry import Draft, EntryId, subject_of
from desktop.domain.finding import Why
from desktop.domain.fold import MOVE, REFUSE, UNDO
from desktop.domain.programme import Point, Programme
from desktop.domain.questions import Asked, asked_at
from desktop.domain.registration import Attendee, CodeHolder, Direction
from desktop.store.store import Store
from desktop.store.verdicts import VerdictRow
from desktop.workflows.ports import Clock, new_id

MAX_KEPT_CODE = 120
RECENT = 50
SEARCH_LIMIT = 50


@dataclass(frozen=True, slots=True)
class Place:
    """Where the desk stands and which way people go."""

    programme: Programme
    point: Point
    direction: Direction = Direction.IN


@dataclass(frozen=True, slots=True)
class Verdict:
    """An outcome that is safely in the journal (`entry`), or was only looked up (None)."""

    outcome: d.Outcome
    at_ms: int
    entry: EntryId | None = None


@dataclass(frozen=True, slots=True)
class RecentRow:
    """One line of Recent."""

    verdict: VerdictRow
    name: str


@dataclass(frozen=True, slots=True)
class Match:
    """Somebody whom a search found, why, and the word that fitted if it was not the typed one."""

    attendee: Attendee
    why: Why
    word: str = ""

    @property
    def id(self) -> str:
        """The registration's id."""
        return self.attendee.id

    @property
    def is_sure(self) -> bool:
        """Whether what was typed stands in the person's own data, so that Enter may mean them."""
        return self.why in _SURE


_SURE = frozenset({Why.NAME, Why.PHONE, Why.EMAIL, Why.CODE, Why.NUMBER})


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back, and of whom."""

    attendee: Attendee
    row: VerdictRow


@dataclass(frozen=True, slots=True)
class Counts:
    """How many are inside, how many expected, and arrivals in bins of time, oldest first."""

    inside: int
    expected: int
    arrivals: tuple[int, ...]


class Desk:
    """What a volunteer does, each in one transaction."""

    def __init__(self, store: Store, clock: Clock) -> None:
        """Work on this store."""
        self._store = store
        self._clock = clock

    @property
    def name(self) -> str:
        """What people call this desk."""
        with self._store.read():
            return self._store.desk_name()

    def scan(self, place: Place, reading: Reading, *, only_look: bool = False) -> Verdict:
        """Handle one code shown at the point; the verdict is on the disk when this returns."""
        if only_look:
            with self._store.read():
                return self._seen(self._decide_code(place, reading))
        with self._store.write():
            return self._settle(place, self._decide_code(place, reading))

    def pick(
        self, place: Place, registration: str, *, by_desk: bool = False, only_look: bool = False
    ) -> Verdict:
        """Handle somebody whom the desk chose by name, or lets in all the same."""
        if only_look:
            with self._store.read():
                return Verdict(d.Found(self._attendee(registration)), self._clock())
        with self._store.write():
            return self._settle(place, self._decide(place, registration, by_desk=by_desk))

    def pick_all(self, place: Place, registrations: Sequence[str]) -> list[Verdict]:
        """Handle people who come together, in one transaction."""
        with self._store.write():
            return [self._settle(place, self._decide(place, one)) for one in registrations]

    def people(self, registrations: Sequence[str]) -> list[Attendee]:
        """Find people by their registrations' ids, in that order."""
        with self._store.read():
            found = {one.id: one for one in self._store.registrations.by_ids(registrations)}
        return [found[id_] for id_ in registrations if id_ in found]

    def knows(self, reading: Reading) -> bool:
        """Tell whether a typed text is anybody's code."""
        with self._store.read():
            texts = candidates(reading).texts
            return any(self._store.registrations.holders(text) for text in texts)

    def find(self, programme: Programme, text: str, limit: int = SEARCH_LIMIT) -> list[Attendee]:
        """Find people by whatever they are asked for."""
        return [match.attendee for match in self.search(programme, text, limit)]

    def search(self, programme: Programme, text: str, limit: int = SEARCH_LIMIT) -> list[Match]:
        """Find people by whatever they are asked for; each comes with the reason."""
        with self._store.read():
            hits = self._store.search.find(programme.id, text, limit)
            people = self._store.registrations.by_rows([hit.number for hit in hits])
            return [Match(one, hit.why, hit.word) for one, hit in zip(people, hits, strict=True)]

    def newest_movement_ms(self, programme: Programme) -> int:
        """Tell when this desk's newest living movement was (milliseconds UTC); 0 for none."""
        with self._store.read():
            rows = self._store.verdicts.recent(programme.id, self._store.desk, RECENT)
        living = (one.at_ms for one in rows if one.outcome in _MOVED and one.undone_ms is None)
        return next(living, 0)

    def undo(self, programme: Programme) -> Undone | None:
        """Take back this desk's newest living movement; None where there is none."""
        with self._store.write():
            for row in self._store.verdicts.recent(programme.id, self._store.desk, RECENT):
                if row.outcome in _MOVED and row.undone_ms is None and row.registration:
                    return self._undo(programme, row, row.registration)
        return None

    def recent(self, programme: Programme) -> Sequence[RecentRow]:
        """List this desk's newest answers, newest first."""
        with self._store.read():
            found = self._store.verdicts.recent(programme.id, self._store.desk, RECENT)
            return [RecentRow(row, self._name_of(row.registration)) for row in found]

    def counts(self, programme: Programme, bins: int, bin_ms: int) -> Counts:
        """Count who is inside, and arrivals in the last `bins` times `bin_ms` milliseconds."""
        newest = self._clock() // bin_ms
        since = (newest - bins + 1) * bin_ms
        with self._store.read():
            inside, expected = self._store.registrations.count(programme.id)
            found = dict(self._store.verdicts.arrivals(programme.id, since, bin_ms))
        return Counts(inside, expected, tuple(found.get(n, 0) for n in range(bins)))

    def _question(self, place: Place, *, by_desk: bool = False) -> d.Question:
        asks = tuple(asked_at(self._store.programmes.questions(place.programme.id), Asked.CHECKIN))
        now = self._clock()
        return d.Question(place.programme, place.point, place.direction, now, by_desk, asks)

    def _decide(self, place: Place, registration: str, *, by_desk: bool = False) -> d.Outcome:
        attendee = self._attendee(registration)
        programme = attendee.registration.programme
        if programme != place.programme.id:
            other = self._store.programmes.by_id(programme)
            return d.WrongProgramme(attendee, other.title if other else "")
        return d.decide(self._question(place, by_desk=by_desk), attendee)

    def _decide_code(self, place: Place, reading: Reading) -> d.Outcome:
        meant = candidates(reading)
        code, holder = self._holder(place.programme, meant.texts)
        hinted = None
        if holder is None and meant.programme_hint is not None:
            hinted = self._hinted(place.programme, meant.programme_hint)
        return d.decide_code(self._question(place), code, holder, hinted)

    def _holder(self, programme: Programme, texts: Sequence[str]) -> tuple[str, CodeHolder | None]:
        """Find whose code it is: exactly as written first, then whatever the case of letters."""
        for text in texts:
            found = self._store.registrations.holders(text) if text else ()
            exact = [holder for code, holder in found if code == text]
            holders = exact or [holder for _code, holder in found]
            here = [one for one in holders if one.attendee.registration.programme == programme.id]
            people = {one.attendee.registration.id for one in here or holders}
            if len(people) == 1:
                return text, min(here or holders, key=lambda one: one.retired_ms is not None)
        return texts[0], None

    def _hinted(self, here: Programme, number: int) -> Programme | None:
        if number == here.number % 1000:
            return None
        others = self._store.programmes.by_hint(number)
        return others[0] if len(others) == 1 else None

    def _settle(self, place: Place, outcome: d.Outcome) -> Verdict:
        """Write a verdict into the journal."""
        now = self._clock()
        entry = self._store.append([_draft(place, outcome, now)], now)[0]
        return Verdict(outcome, now, entry.id)

    def _seen(self, outcome: d.Outcome) -> Verdict:
        attendee = d.attendee_of(outcome)
        is_of_here = not isinstance(outcome, d.WrongProgramme | d.Replaced)
        found = d.Found(attendee) if attendee and is_of_here else outcome
        return Verdict(found, self._clock())

    def _undo(self, programme: Programme, row: VerdictRow, registration: str) -> Undone:
        subject = subject_of("registration", registration)
        body = {"desk": row.desk_id, "n": row.n}
        self._store.append([Draft(UNDO, subject, programme.id, body)], self._clock())
        return Undone(self._attendee(registration), row)

    def _attendee(self, registration: str) -> Attendee:
        found = self._store.registrations.by_id(registration)
        if found is None:
            raise LookupError(registration)
        return found

    def _name_of(self, registration: str | None) -> str:
        found = self._store.registrations.by_id(registration) if registration else None
        return found.name if found else ""


_MOVED = frozenset({d.Admitted.word, d.CheckedOut.word})


def _draft(place: Place, outcome: d.Outcome, now_ms: int) -> Draft:
    """Put a verdict into the words of the journal."""
    body = {
        "outcome": outcome.word,
        "direction": place.direction.value,
        "point": place.point.name,
    }
    attendee = d.attendee_of(outcome)
    if isinstance(outcome, d.Admitted | d.CheckedOut):
        body["place"] = place.point.place
        if isinstance(outcome, d.Admitted) and outcome.again:
            body["detail"] = "again"
        return _about(outcome.attendee, place, MOVE, body)
    if isinstance(outcome, d.UnknownCode):
        body["detail"] = outcome.code[:MAX_KEPT_CODE]
    if isinstance(outcome, d.WrongProgramme):
        body["detail"] = outcome.title
    if attendee is None or isinstance(outcome, d.WrongProgramme):
        subject = subject_of("refusal", new_id(now_ms))
        return Draft(REFUSE, subject, place.programme.id, body)
    return _about(attendee, place, REFUSE, body)


def _about(attendee: Attendee, place: Place, kind: str, body: dict[str, str]) -> Draft:
    return Draft(kind, subject_of("registration", attendee.id), place.programme.id, body)
