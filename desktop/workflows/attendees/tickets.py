"""Each registration's ticket: as a file, as a mail merge, or by mail."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from pathlib import Path
from time import monotonic, sleep
from typing import Any, NamedTuple

from desktop.domain.attendees import mail
from desktop.domain.attendees.fields import TICKET_COLUMNS
from desktop.domain.attendees.mail import Letter, MailState, MailTemplate
from desktop.domain.attendees.registration import Attendee
from desktop.domain.checkin.codes import grouped
from desktop.domain.failures import (
    MailServerBusy,
    MailServerRefused,
    NothingToPrint,
    RecipientRefused,
)
from desktop.domain.journal.bodies import SET
from desktop.domain.journal.entry import Draft, SubjectType, subject_of
from desktop.domain.programme.programme import Programme
from desktop.files import resources
from desktop.files.tables.csv_write import write_csv
from desktop.files.writing.targets import require_replaceable
from desktop.files.writing.whole_file import whole_file
from desktop.store.engine.slices import OnStore
from desktop.store.store import Store
from desktop.workflows.attendees.mail_run import MailOrder, MailRun
from desktop.workflows.attendees.ticket_letters import (
    Kind,
    Page,
    TicketKit,
    TicketLetters,
    file_name,
)
from desktop.workflows.badges.badge_templates import TemplateRepository
from desktop.workflows.ports import (
    BadgePainter,
    Clock,
    Mailer,
    OpenMailer,
    directly,
    never,
)

PREVIEWED = 3
LIST_NAME = "tickets.csv"
# How long a server that takes no more for a while is waited for, time after time.
PAUSES_S = (60.0, 300.0, 900.0)
LOOK_S = 0.2


@dataclass(frozen=True, slots=True)
class Ready:
    """Who could get a ticket by mail: how many are due, and why the others are not."""

    due: int
    sent: int
    uncertain: int
    without_email: int
    came_back: int = 0


class Preview(NamedTuple):
    """A letter before it is sent, and the page that its reader sees first, where one is shown."""

    letter: Letter
    page: Page | None


class CameBack(NamedTuple):
    """Whose mail came back, and addresses to which none was sent."""

    names: tuple[str, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mailed:
    """What came of sending: counts, who was refused and why, and whether it was stopped."""

    sent: int
    refused: tuple[tuple[str, str], ...]
    is_stopped: bool = False


class Tickets:
    """Makes tickets and sends them; what was sent is in the journal, so never twice."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        painter: BadgePainter,
        open_mailer: OpenMailer,
        templates: TemplateRepository,
    ) -> None:
        """Work on this store, paint with this painter, send by this mailer."""
        self._store = store
        self._clock = clock
        self._open_mailer = open_mailer
        self._letters = TicketLetters(store, painter, templates)

    @staticmethod
    def default_mail() -> MailTemplate:
        """Give the words that ship with Muster."""
        return MailTemplate(**resources.read_json("mail", "ticket.json"))

    def write_files(
        self,
        programme: Programme,
        folder: Path,
        kind: Kind,
        chosen: Sequence[str] = (),
        on_store: OnStore = directly,
        on_progress: Callable[[int], None] = lambda _done: None,
        is_stopped: Callable[[], bool] = never,
    ) -> int:
        """Write one file for each ticket, and a list of them for a mail merge.

        Tickets that are there already are replaced, each as a whole; a file that Muster did not
        write is not. Tells how many there are.

        Raises:
            NothingToPrint, FileUnwritable, FileThere: no list was made; some files may be there.
        """
        rows: list[tuple[str, ...]] = []
        taken: set[str] = set()
        require_replaceable(folder / LIST_NAME)
        kit = on_store(lambda: self._letters.kit(programme))
        for attendee in self._people(programme, chosen, on_store):
            if is_stopped():
                break
            name = file_name(attendee, kind, taken)
            require_replaceable(folder / name)
            with whole_file(folder / name) as draft:
                self._letters.paint(draft, attendee, kind, kit)
            person, own = attendee.person, attendee.registration
            rows.append(
                (person.name, person.hebrew_name, person.email, own.ticket_type, name,
                 grouped(own.ticket_code))
            )  # fmt: skip
            on_progress(len(rows))
        if not rows:
            raise NothingToPrint(programme=programme.title)
        write_csv(folder / LIST_NAME, TICKET_COLUMNS, rows)
        return len(rows)

    def ready(
        self,
        programme: Programme,
        chosen: Sequence[str] = (),
        on_store: OnStore = directly,
    ) -> Ready:
        """Count who would get a mail now, and who would not."""
        due = sent = uncertain = without = back = 0
        for attendee in self._people(programme, chosen, on_store):
            state = mail.state_of(attendee)
            if state is MailState.SENT:
                sent += 1
            elif not attendee.person.email:
                without += 1
            elif mail.has_come_back(attendee):
                back += 1
            elif state is MailState.SENDING:
                uncertain += 1
            else:
                due += 1
        return Ready(due, sent, uncertain, without, back)

    def send(
        self,
        order: MailOrder,
        on_store: OnStore = directly,
        on_progress: Callable[[int], None] = lambda _done: None,
        is_stopped: Callable[[], bool] = never,
        on_wait: Callable[[int], None] = lambda _until_ms: None,
    ) -> Mailed:
        """Send the tickets that are due, one after the other.

        Before each mail the store notes that it is being sent, after it that it was. Whoever
        was noted before a break is left out of the next run, unless `again` is asked for. A
        server that takes no more for a while is waited for some times; `on_wait` is told until
        when, in milliseconds UTC.

        Raises:
            MailServerBusy: it takes no more after all pauses either; what was sent is noted.
            MailServerRefused: the server is gone; what was sent is noted.
        """
        run = MailRun(order, on_store, on_progress, on_wait, is_stopped)
        run.kit = on_store(lambda: self._letters.kit(order.programme))
        due = self._due(order, on_store)
        waiting: list[Attendee] = []
        busy: MailServerBusy | None = None
        pauses = iter(PAUSES_S)
        while True:
            done = run.sent + len(run.refused)
            try:
                with self._open_mailer(order.server, order.password) as mailer:
                    self._send_some(mailer, chain(waiting, due), run)
                return Mailed(run.sent, tuple(run.refused), is_stopped=run.was_stopped)
            except MailServerBusy as failure:
                # Nobody has this letter: it is the first one after the pause.
                waiting, busy = list(run.held), failure
                pause = next(pauses, None)
                if pause is None or not self._wait(pause, run):
                    break
            except MailServerRefused as failure:
                # Some servers close the line after a refusal: the others go by a new one.
                is_going_on = run.sent + len(run.refused) > done
                if not (failure.facts.get("is_certain") and is_going_on):
                    raise
                waiting = list(run.held)
        if run.was_stopped or busy is None:
            return Mailed(run.sent, tuple(run.refused), is_stopped=True)
        raise busy

    def _send_some(self, mailer: Mailer, people: Iterable[Attendee], run: MailRun) -> None:
        """Send letters until all are out, somebody stops it, or the server takes no more."""
        for listed in people:
            if run.is_over():
                return
            # In a pause somebody may have cancelled, or have got the ticket from another desk.
            attendee = run.on_store(partial(self._now, listed.id))
            if not (attendee and mail.gets_ticket(attendee)):
                continue
            if not _is_due(attendee, again=run.order.again):
                continue
            assert run.kit is not None
            letter = self._letter(run.order.template, attendee, run.kit)
            run.on_store(partial(self._note, attendee, MailState.SENDING.value))
            run.held = (attendee,)
            try:
                mailer.send(letter)
            except RecipientRefused as failure:
                reason = str(failure.facts["reason"])
                run.refused.append((attendee.name, reason))
                run.on_store(partial(self._note, attendee, f"{MailState.FAILED}: {reason}"[:300]))
            except (MailServerBusy, MailServerRefused) as failure:
                if isinstance(failure, MailServerBusy) or failure.facts.get("is_certain"):
                    run.on_store(partial(self._note, attendee, MailState.NONE.value))
                raise
            else:
                run.on_store(partial(self._note, attendee, MailState.SENT.value))
                run.sent += 1
                run.on_progress(run.sent)
                if run.order.per_minute and not self._pause(run):
                    return
            run.held = ()

    def _wait(self, seconds: float, run: MailRun) -> bool:
        """Wait for a server, and tell until when; False where somebody stops it meanwhile."""
        run.on_wait(self._clock() + int(seconds * 1000))
        return self._pause(run, seconds)

    @staticmethod
    def _pause(run: MailRun, seconds: float = 0.0) -> bool:
        """Wait, or as long as so many mails a minute need; False where somebody stops it."""
        end = monotonic() + (seconds or 60 / run.order.per_minute)
        while (left := end - monotonic()) > 0:
            if run.is_over():
                return False
            sleep(min(left, LOOK_S))
        return not run.is_over()

    def test_letter(self, order: MailOrder, to: str, on_store: OnStore = directly) -> None:
        """Send one ticket of the programme to the organizer.

        Raises:
            NothingToPrint, MailServerRefused: it could not be sent.
        """
        first = self.preview(order, 1, on_store)
        if not first:
            raise NothingToPrint(programme=order.programme.title)
        with self._open_mailer(order.server, order.password) as mailer:
            try:
                mailer.send(first[0].letter._replace(to=to))
            except (RecipientRefused, MailServerBusy) as failure:
                raise MailServerRefused(host=to, reason=failure.facts["reason"]) from failure

    def preview(
        self, order: MailOrder, count: int = PREVIEWED, on_store: OnStore = directly
    ) -> list[Preview]:
        """Show the letters of the first people who are due, or of anybody where nobody is."""
        kit = on_store(lambda: self._letters.kit(order.programme))
        people = list(islice(self._due(order, on_store), count))
        people = people or list(
            islice(self._people(order.programme, order.chosen, on_store), count)
        )
        return [
            Preview(self._letter(order.template, attendee, kit), self._first_page(attendee, kit))
            for attendee in people
        ]

    def came_back(self, programme: Programme, text: str) -> CameBack:
        """Mark whose mail came back, by the addresses in a text, such as a pasted notice.

        They are due again when their address is another one.
        """
        addresses = mail.addresses_in(text)
        with self._store.read():
            holders = {
                known.registration: known.email
                for known in self._store.registrations.known_by_email(programme.id, addresses)
                if not known.is_merged_away
            }
            people = self._store.registrations.by_ids(list(holders))
        mailed = [a for a in people if mail.state_of(a) is not MailState.NONE]
        for attendee in mailed:
            self._note(attendee, mail.came_back_state(attendee.person.email))
        found = {attendee.person.email.casefold() for attendee in mailed}
        unknown = tuple(address for address in addresses if address not in found)
        return CameBack(tuple(attendee.name for attendee in mailed), unknown)

    def _now(self, registration: str) -> Attendee | None:
        """Read somebody again, with how far the mail came."""
        return self._store.registrations.by_id(registration)

    def _letter(self, template: MailTemplate, attendee: Attendee, kit: TicketKit) -> Letter:
        return self._letters.letter(template, attendee, kit)

    def _first_page(self, attendee: Attendee, kit: TicketKit) -> Page | None:
        return kit.pages(attendee)[0]

    def _due(self, order: MailOrder, on_store: OnStore) -> Iterator[Attendee]:
        people = self._people(order.programme, order.chosen, on_store)
        return (attendee for attendee in people if _is_due(attendee, again=order.again))

    def _people(
        self, programme: Programme, chosen: Sequence[str], on_store: OnStore
    ) -> Iterator[Attendee]:
        if chosen:
            attendees = on_store(lambda: self._store.registrations.by_ids(list(chosen)))
            yield from filter(mail.gets_ticket, attendees)
            return
        after, is_end = 0, False
        while not is_end:
            read = partial(self._store.registrations.page, programme.id, after)
            after, page = on_store(read)
            is_end = not page
            yield from filter(mail.gets_ticket, page)

    def _note(self, attendee: Attendee, state: str) -> None:
        now = self._clock()
        body = self._state_body(state, now)
        subject = subject_of(SubjectType.REGISTRATION, attendee.id)
        draft = Draft(SET, subject, attendee.registration.programme, body)
        with self._store.write():
            self._store.append([draft], now)

    @staticmethod
    def _state_body(state: str, now_ms: int) -> dict[str, Any]:
        """Write how far the mail came."""
        return {"mail_state": state} | ({"mailed_ms": now_ms} if state == MailState.SENT else {})


def _is_due(attendee: Attendee, *, again: bool) -> bool:
    state = mail.state_of(attendee)
    if mail.has_come_back(attendee):
        return False
    is_open = state in (MailState.NONE, MailState.FAILED)
    return bool(attendee.person.email) and (is_open or (again and state is MailState.SENDING))
