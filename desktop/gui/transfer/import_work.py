"""What an import does behind its page: look at a file, foretell, take in, try a ticket."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Signal

from desktop.domain.checkin.codes import Reading
from desktop.domain.failures import EnvironmentFailure, NewProgramme
from desktop.domain.programme.programme import Programme
from desktop.domain.upkeep.backup import Occasion
from desktop.gui.transfer.services import TransferServices
from desktop.gui.widgets.jobs import Jobs, Stop
from desktop.workflows.transfer.guest_list import GuestList
from desktop.workflows.transfer.import_list import GuestListImport
from desktop.workflows.transfer.judging import JudgedList
from desktop.workflows.transfer.progress import Progress
from desktop.workflows.transfer.sources import ListSource
from desktop.workflows.transfer.try_ticket import TicketTry, try_ticket


class LookedList(NamedTuple):
    """A list as it is read in a programme, the programme's sources, and an import cut off."""

    judged: JudgedList
    sources: list[ListSource]
    unfinished: int | None


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be taken in: the list, the code of its programme, and its source by name."""

    guests: GuestList
    code: str
    source: str = ""
    is_new: bool = False
    keeps_mapping: bool = field(default=False)


class ImportWork(QObject):
    """One look, and one import, at a time; an answer that is no longer wanted is dropped."""

    looked = Signal(object)
    foretold = Signal(object)
    progressed = Signal(object)
    # The programme, what came of it, and the registrations that the list is about.
    ended = Signal(object, object, object)
    asked = Signal(object)
    failed = Signal(object)
    tried = Signal(object)

    def __init__(self, jobs: Jobs, services: TransferServices) -> None:
        """Work on an open store."""
        super().__init__()
        self._jobs = jobs
        self._services = services
        self._look: Stop | None = None
        self._import: Stop | None = None
        self._run: GuestListImport | None = None

    @property
    def is_looking(self) -> bool:
        """Whether a file is being looked at."""
        return self._look is not None

    @property
    def is_taking(self) -> bool:
        """Whether a list is being taken in."""
        return self._import is not None

    @property
    def run(self) -> GuestListImport | None:
        """The import that was begun last."""
        return self._run

    def look(self, open_list: Callable[[], GuestList], code: str, source: str) -> None:
        """Read a whole file in the files lane, and judge it in a programme."""
        on_store, services = self._jobs.on_store, self._services

        def work(_tell: Any, is_stopped: Callable[[], bool]) -> LookedList:
            guests = open_list()
            # The file is walked through here and not in the store's lane.
            guests.surveyed(is_stopped)
            judged = on_store(lambda: services.judged(code, guests, source))
            sources = on_store(lambda: services.list_sources(code))
            return LookedList(
                judged, sources, on_store(lambda: services.left_unfinished(code, guests))
            )

        self._begin_look(work, self.looked.emit)

    def foretell(self, guests: GuestList, code: str) -> None:
        """Tell what an import would do, while nothing is written."""
        on_store, services = self._jobs.on_store, self._services

        def work(_tell: Any, is_stopped: Callable[[], bool]) -> Progress:
            return services.foreseen(code, guests, on_store, lambda _progress: None, is_stopped)

        self._begin_look(work, self.foretold.emit)

    def open_kept(self, guests: GuestList) -> GuestList:
        """Use the mapping that was kept for a list's source; called in the files lane."""
        return self._jobs.on_store(lambda: self._services.with_kept_mapping(guests))

    def stop_looking(self) -> None:
        """Forget the file that is looked at."""
        if self._look:
            self._look.ask()
            self._look = None

    def take_in(self, order: Order) -> None:
        """Import; ask instead where the code may be a slip of the keyboard."""
        self.stop_looking()
        services, on_store = self._services, self._jobs.on_store

        def work(tell: Callable[[Progress], None], is_stopped: Callable[[], bool]) -> Any:
            try:
                programme, _is_made = on_store(
                    lambda: services.programmes.meant_by(order.code, is_new=order.is_new)
                )
            except NewProgramme as question:
                return question
            if order.keeps_mapping:
                on_store(lambda: services.keep_mapping(order.guests))
            services.backups.make_before(Occasion.IMPORT, self._jobs.beside(is_stopped))
            self._run = services.importing(programme, order.guests, order.source)
            return programme, self._run.run(on_store, tell, is_stopped)

        self._import = self._jobs.run_long(
            work, self._on_taken, self.progressed.emit, self._on_failed
        )

    def stop_taking(self) -> None:
        """Ask the import to end at its next slice; what is in stays in."""
        if self._import:
            self._import.ask()

    def cancel_missing(self, count: int, then: Callable[[], None]) -> None:
        """Cancel who is no longer on the list that was taken in last."""
        if run := self._run:
            self._jobs.run(lambda: run.cancel_missing(count), lambda _done: then())

    def try_ticket(self, guests: GuestList, reading: Reading) -> None:
        """Look up whom a shown ticket fits."""

        def work(_tell: Any, is_stopped: Callable[[], bool]) -> TicketTry:
            return try_ticket(guests, reading, is_stopped)

        self._jobs.run_long(work, self.tried.emit, lambda _news: None, self.failed.emit)

    def _begin_look(self, work: Any, tell: Callable[[Any], None]) -> None:
        self.stop_looking()
        mine: list[Stop] = []

        def answer(result: Any) -> None:
            if self._look is mine[0]:
                self._look = None
                tell(result)

        def fail(failure: EnvironmentFailure) -> None:
            if self._look is mine[0]:
                self._look = None
                self.failed.emit(failure)

        mine.append(self._jobs.run_long(work, answer, lambda _news: None, fail))
        self._look = mine[0]

    def _on_taken(self, done: tuple[Programme, Progress] | NewProgramme) -> None:
        self._import = None
        if isinstance(done, NewProgramme):
            self.asked.emit(done)
            return
        programme, progress = done
        self.ended.emit(programme, progress, list(self._run.met) if self._run else [])

    def _on_failed(self, failure: EnvironmentFailure) -> None:
        self._import = None
        self.failed.emit(failure)
