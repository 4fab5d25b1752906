"""Self check-in: recognises only who shows a code or types a whole name, and shows nobody else."""

from __future__ import annotations

from desktop.domain.attendees.finding import Why
from desktop.domain.attendees.registration import NOT_EXPECTED, Attendee
from desktop.domain.badges.badge_template import Use
from desktop.domain.checkin.codes import Reading
from desktop.domain.checkin.readings import Step
from desktop.domain.programme.programme import Programme
from desktop.domain.spelling import normalise
from desktop.store.store import Store
from desktop.workflows.badges.badge_templates import TemplateRepository
from desktop.workflows.checkin.ticket_lookup import look_up

# Two words are a whole name; one would let anybody look up who is registered.
LEAST_WORDS = 2
_LOOKED_AT = 50


class Kiosk:
    """What a guest does without a volunteer."""

    def __init__(self, store: Store, templates: TemplateRepository) -> None:
        """Read from this store."""
        self._store = store
        self._templates = templates

    def logo(self) -> bytes:
        """Give the picture that stands on the badges; empty where there is none.

        Of several templates the first that has one counts, in the order in which they are listed.
        """
        for entry in self._templates.all():
            if entry.use is Use.BADGE and (pictures := self._templates.pictures(entry.template)):
                return next(iter(pictures.values()))
        return b""

    def recognise(self, programme: Programme, reading: Reading) -> Attendee | None:
        """Find the one guest whom a code or a whole name means; None sends to the desk.

        Two guests of one name are nobody here: a guest must not learn of the other one.
        """
        with self._store.read():
            return self._by_code(programme, reading) or self._by_name(programme, reading.text)

    def _by_code(self, programme: Programme, reading: Reading) -> Attendee | None:
        shown = look_up(self._store, programme, reading)
        if Step.NUMBER in shown.steps and reading.is_typed:
            # Numbers are easily guessed, and a name may be nobody else's to learn.
            return None
        of_here = [
            holder.attendee
            for holder in shown.holders
            if holder.attendee.registration.programme == programme.id
            and (shown.is_loose or holder.retired_ms is None)
        ]
        is_void = all(holder.retired_ms is not None for holder in shown.holders)
        people = {attendee.id: attendee for attendee in of_here}
        return next(iter(people.values())) if len(people) == 1 and not is_void else None

    def _by_name(self, programme: Programme, text: str) -> Attendee | None:
        typed = sorted(normalise(text).split())
        if len(typed) < LEAST_WORDS:
            return None
        hits = self._store.search.find(programme.id, text, _LOOKED_AT)
        if len(hits) == _LOOKED_AT and hits[-1].why is Why.NAME:
            # Behind the last of so many there may be another guest of that name.
            return None
        people = self._store.registrations.by_rows([hit.number for hit in hits])
        same = [attendee for attendee in people if typed in _whole_names(attendee)]
        expected = [
            attendee for attendee in same if attendee.registration.status not in NOT_EXPECTED
        ]
        return expected[0] if len(same) == 1 and expected else None


def _whole_names(attendee: Attendee) -> list[list[str]]:
    """Give the words of somebody's names, in either script and whatever order."""
    names = {attendee.person.name, attendee.person.second_name, attendee.person.hebrew_name}
    return [sorted(normalise(name).split()) for name in names if name]
