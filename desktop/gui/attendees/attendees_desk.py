"""Between the page of attendees and the store: lists, pages, one person, things done to many."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from desktop.domain.attendees.attendee_filter import Filter, Order
from desktop.domain.attendees.registration import Status
from desktop.domain.programme.programme import Programme, Session
from desktop.domain.programme.questions import Question
from desktop.gui.attendees.services import AttendeesServices
from desktop.gui.widgets.jobs import Jobs
from desktop.gui.wording.attendees import booked_line, moved_line
from desktop.workflows.attendees.attendee_list import ListedAttendees, SavedFilter
from desktop.workflows.attendees.registry import Details
from desktop.workflows.attendees.waiting_lists import MovedUp


class Choices(NamedTuple):
    """What the filters of a programme offer."""

    sessions: Sequence[Session]
    questions: Sequence[Question]
    saved: Sequence[SavedFilter]


class AttendeesDesk(QObject):
    """Asks through the lane and tells when it is answered."""

    stood = Signal(object)
    listed = Signal(object)
    page_read = Signal(int, object, object)
    person_read = Signal(object)
    done = Signal(str, str)

    def __init__(self, jobs: Jobs, services: AttendeesServices) -> None:
        """Work on an open store."""
        super().__init__()
        self._jobs = jobs
        self._services = services
        self._asked = 0
        self._person = ""
        self.programme: Programme | None = None
        self.is_everywhere = False

    @property
    def scope(self) -> str:
        """The programme whose people are listed; nothing for all programmes together."""
        return "" if self.is_everywhere or self.programme is None else self.programme.id

    def set_programme(self, programme: Programme | None) -> None:
        """Work with the people of a programme, and read what its filters offer."""
        self.programme = programme
        if programme is None:
            return
        services, scope = self._services, self.scope

        def read() -> Choices:
            return Choices(
                services.programmes.sessions(programme) if scope else [],
                services.programmes.questions(programme) if scope else [],
                services.attendees.saved(scope) if scope else [],
            )

        self._jobs.run(read, self.stood.emit)

    def find_people(self, text: str, chosen: Filter, order: Order) -> None:
        """List people; only the answer to the newest question counts."""
        if self.programme is None:
            return
        self._asked += 1
        number, scope = self._asked, self.scope

        def answer(result: ListedAttendees) -> None:
            if number == self._asked:
                self.listed.emit(result)

        listed, on_store = self._services.attendees.listed, self._jobs.on_store
        if text.strip() and chosen.is_empty:
            self._jobs.run(lambda: listed(scope, text, chosen, order), answer)
        else:
            self._jobs.run_beside(lambda: listed(scope, text, chosen, order, on_store), answer)

    def read_page(self, page: int, numbers: Sequence[int]) -> None:
        """Read the people who came on screen."""
        self._jobs.run(
            lambda: self._services.attendees.page(numbers),
            lambda people: self.page_read.emit(page, numbers, people),
        )

    def read_person(self, registration: str, then: Callable[[Details], None] | None = None) -> None:
        """Read all about one person; only the newest question is answered.

        Whoever is gone (the registration was taken back) is answered by nothing.
        """
        self._person = registration

        def answer(details: Details | None) -> None:
            if registration == self._person:
                self.person_read.emit(details)
            if then and details:
                then(details)

        self._jobs.run(lambda: self._services.registry.find_details(registration), answer)

    def find_number(self, registration: str, then: Callable[[int], None]) -> None:
        """Find the number by which the table knows a registration, then go on."""
        self._jobs.run(lambda: self._services.attendees.number(registration), then)

    def with_ids(self, numbers: Sequence[int], then: Callable[[list[str]], None]) -> None:
        """Find the ids of many people, then go on."""
        self._jobs.run(lambda: self._services.attendees.ids(numbers), then)

    def book(self, ids: Sequence[str], session: Session) -> None:
        """Book people into a session."""
        self._run(lambda: booked_line(self._services.sessions.book(ids, session)))

    def take_out(self, ids: Sequence[str], session: Session) -> None:
        """Take people out of a session."""

        def work() -> str:
            moved = self._services.sessions.take_out(ids, session)
            sentence = self.tr("{count} taken out: {title}.").format(
                count=len(ids), title=session.title
            )
            return f"{sentence} {moved_line(moved)}".strip()

        self._run(work)

    def set_status(self, ids: Sequence[str], status: Status, reason: str = "") -> None:
        """Confirm, cancel or block people; waiting people move up."""
        words = {
            Status.CANCELLED: self.tr("{count} cancelled."),
            Status.BLOCKED: self.tr("{count} blocked."),
            Status.REGISTERED: self.tr("{count} registered."),
        }

        def work() -> str:
            moved: list[MovedUp] = self._services.registry.set_status(ids, status, reason)
            sentence = words.get(status, self.tr("{count} changed.")).format(count=len(ids))
            return f"{sentence} {moved_line(moved)}".strip()

        self._run(work)

    def set_field(self, ids: Sequence[str], name: str, text: str) -> None:
        """Give many people the same type or delegation."""

        def work() -> str:
            self._services.registry.set_field(ids, name, text)
            return self.tr("{count} changed.").format(count=len(ids))

        self._run(work)

    def do(self, work: Callable[[], object], sentence: str) -> None:
        """Do something else to a person and say that it is done."""

        def and_say() -> str:
            work()
            return sentence

        self._run(and_say)

    def _run(self, work: Callable[[], str]) -> None:
        self._jobs.run(work, lambda sentence: self.done.emit(sentence, "yes"))
