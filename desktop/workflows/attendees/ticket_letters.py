"""A ticket as a file, and the letter that brings it: pages, text, and one's own sessions."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from desktop.domain.attendees import mail
from desktop.domain.attendees.agenda import booked
from desktop.domain.attendees.mail import Letter, MailTemplate
from desktop.domain.attendees.registration import Attendee
from desktop.domain.badges.badge_layout import Badge, lay_out_values
from desktop.domain.badges.badge_template import Template
from desktop.domain.badges.badge_values import badge_values
from desktop.domain.badges.box import Box
from desktop.domain.badges.media import Media, single
from desktop.domain.programme.programme import Programme, Session
from desktop.store.store import Store
from desktop.workflows.badges.badge_templates import (
    PHONE_TEMPLATE,
    TICKET_TEMPLATE,
    TemplateRepository,
)
from desktop.workflows.ports import BadgePainter

PICTURE_DPI = 200
MAX_STEM = 80
_UNSAFE = re.compile(r"[^\w .@-]+")


class Kind(StrEnum):
    """What a ticket is written as."""

    PDF = "pdf"
    PNG = "png"


class Page(NamedTuple):
    """A page of a ticket."""

    media: Media
    badge: Badge


@dataclass(frozen=True, slots=True)
class TicketKit:
    """What all tickets of a programme need: its templates and sessions, read once."""

    programme: Programme
    phone: Template
    paper: Template
    sessions: Sequence[Session]

    def pages(self, attendee: Attendee) -> list[Page]:
        """Lay out a ticket: first the page for a phone, then the one that is printed."""
        return [self._page(template, attendee) for template in (self.phone, self.paper)]

    def _page(self, template: Template, attendee: Attendee) -> Page:
        media = single(template.w_mm, template.h_mm, "ticket")
        box = Box(0, 0, media.label_w_mm, media.label_h_mm)
        values = badge_values(attendee, self.programme)
        code = attendee.registration.ticket_code
        return Page(media, lay_out_values(template, box, values, code))


class TicketLetters:
    """Makes tickets and the letters around them."""

    def __init__(self, store: Store, painter: BadgePainter, templates: TemplateRepository) -> None:
        """Read from this store and paint with this painter."""
        self._store = store
        self._painter = painter
        self._templates = templates

    def kit(self, programme: Programme) -> TicketKit:
        """Read what all tickets of a programme need."""
        with self._store.read():
            sessions = self._store.programmes.sessions(programme.id)
        named = self._templates.named
        return TicketKit(programme, named(PHONE_TEMPLATE), named(TICKET_TEMPLATE), sessions)

    def paint(self, target: Path, attendee: Attendee, kind: Kind, kit: TicketKit) -> None:
        """Write a ticket: both pages as PDF, or the one for paper as a picture."""
        pages = kit.pages(attendee)
        if kind is Kind.PDF:
            self._painter.paint_pages(target, pages)
        else:
            self._painter.paint_picture(target, *pages[-1], PICTURE_DPI)

    def letter(self, template: MailTemplate, attendee: Attendee, kit: TicketKit) -> Letter:
        """Write the letter that brings somebody's ticket and sessions."""
        programme = kit.programme
        from desktop.files.programme.ics import as_calendar  # noqa: PLC0415

        english = mail.mail_values(attendee, programme, in_hebrew=False)
        hebrew = mail.mail_values(attendee, programme, in_hebrew=True)
        texts = (mail.fill(template.text, english), mail.fill(template.text_hebrew, hebrew))
        with tempfile.TemporaryDirectory(prefix="muster-ticket-") as folder:
            path = Path(folder) / "ticket.pdf"
            self.paint(path, attendee, Kind.PDF, kit)
            content = path.read_bytes()
        own = [session for session in booked(attendee.registration, kit.sessions)
               if session.starts_at]  # fmt: skip
        return Letter(
            attendee.person.email,
            mail.fill(template.subject, english),
            "\n\n———\n\n".join(text for text in texts if text),
            file_name(attendee, Kind.PDF, set()),
            content,
            as_calendar(programme, own) if own else b"",
            tuple(session.title for session in own),
        )


def file_name(attendee: Attendee, kind: Kind, taken: set[str]) -> str:
    """Name a file after the person, so that any file system takes it and none is lost."""
    own = attendee.registration
    number = own.external_id or own.ticket_code[-6:]
    stem = _UNSAFE.sub(" ", f"{attendee.name} {number}")
    stem = " ".join(stem.split()).strip(". ")[:MAX_STEM] or "ticket"
    name, count = stem, 2
    while name.casefold() in taken:
        name, count = f"{stem} ({count})", count + 1
    taken.add(name.casefold())
    return f"{name}.{kind.value}"
