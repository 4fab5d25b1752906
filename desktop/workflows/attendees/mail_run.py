"""One run of sending: what is to be sent, through which server, and how far it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from desktop.domain.attendees.mail import MailTemplate, SmtpServer
from desktop.domain.attendees.registration import Attendee
from desktop.domain.programme.programme import Programme
from desktop.store.engine.slices import OnStore
from desktop.workflows.attendees.ticket_letters import TicketKit


@dataclass(frozen=True, slots=True)
class MailOrder:
    """Which tickets to send, by which words, through which server.

    `chosen` are registrations' ids, none for everybody. `again` sends also to those for whom an
    earlier run broke off in the middle, so that nobody knows whether they have it. `per_minute`
    limits how many go out in a minute (0: as many as the server takes).
    """

    programme: Programme
    template: MailTemplate
    server: SmtpServer
    password: str = ""
    chosen: tuple[str, ...] = ()
    again: bool = False
    per_minute: int = 0


@dataclass(slots=True)
class MailRun:
    """One run of sending: how far it is, and whom it asks."""

    order: MailOrder
    on_store: OnStore
    on_progress: Callable[[int], None]
    on_wait: Callable[[int], None]
    is_stopped: Callable[[], bool]
    kit: TicketKit | None = None
    sent: int = 0
    refused: list[tuple[str, str]] = field(default_factory=list)
    held: tuple[Attendee, ...] = ()
    was_stopped: bool = False

    def is_over(self) -> bool:
        """Tell whether somebody stopped it."""
        self.was_stopped = self.was_stopped or self.is_stopped()
        return self.was_stopped
