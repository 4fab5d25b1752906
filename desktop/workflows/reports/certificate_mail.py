"""Certificates by mail, as tickets go: each once, to be taken up again after a break."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from desktop.domain.attendees import mail
from desktop.domain.attendees.mail import Letter, MailTemplate
from desktop.domain.attendees.registration import Attendee
from desktop.domain.failures import NothingToPrint
from desktop.domain.journal.entry import SubjectType, subject_of
from desktop.domain.journal.fold import fold
from desktop.domain.programme.programme import Programme
from desktop.domain.reports.certificate import Certificate
from desktop.files import resources
from desktop.files.tables.csv_write import write_csv
from desktop.files.writing.targets import require_replaceable
from desktop.files.writing.whole_file import whole_file
from desktop.store.engine.slices import OnStore
from desktop.store.store import Store
from desktop.workflows.attendees.ticket_letters import Kind, Page, TicketKit, file_name
from desktop.workflows.attendees.tickets import Tickets
from desktop.workflows.badges.badge_templates import TemplateRepository
from desktop.workflows.ports import BadgePainter, Clock, OpenMailer, directly, never
from desktop.workflows.reports.certificates import certificates_of
from desktop.workflows.reports.credits import Credits
from desktop.workflows.wall_clock import wall_day

LIST_NAME = "certificates.csv"
COLUMNS = ("name", "second_name", "email", "credit", "certificate_file")
# A field of the registration: how far the mail with the certificate came.
STATE = "certificate_state"


class CertificateMail(Tickets):
    """Makes and sends the certificates of whoever earned something."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        painter: BadgePainter,
        open_mailer: OpenMailer,
        templates: TemplateRepository,
        credits: Credits,
    ) -> None:
        """Send what the credits say."""
        super().__init__(store, clock, painter, open_mailer, templates)
        self._painter = painter
        self._credits = credits
        self._known: dict[str, Certificate] = {}

    @staticmethod
    def default_mail() -> MailTemplate:
        """Give the words that ship with Muster."""
        return MailTemplate(**resources.read_json("mail", "certificate.json"))

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
        """Write one PDF for each certificate, and a list of them for a mail merge.

        Raises:
            NothingToPrint, FileUnwritable, FileThere: no list was made; some files may be there.
        """
        rows: list[tuple[str, ...]] = []
        taken: set[str] = set()
        require_replaceable(folder / LIST_NAME)
        for attendee in self._people(programme, chosen, on_store):
            if is_stopped():
                break
            name, certificate = file_name(attendee, Kind.PDF, taken), self._known[attendee.id]
            require_replaceable(folder / name)
            with whole_file(folder / name) as draft:
                self._painter.paint_certificates(draft, [certificate])
            credit = "; ".join(certificate.totals)
            rows.append((attendee.name, attendee.person.second_name, attendee.person.email,
                         credit, name))  # fmt: skip
            on_progress(len(rows))
        if not rows:
            raise NothingToPrint(programme=programme.title)
        write_csv(folder / LIST_NAME, COLUMNS, rows)
        return len(rows)

    def _people(
        self, programme: Programme, chosen: Sequence[str], on_store: OnStore
    ) -> Iterator[Attendee]:
        report = self._credits.report(programme, on_store)
        issued = wall_day(programme, self._clock())
        self._known = {one.registration: one for one in certificates_of(report, issued)}
        for id_ in self._known if not chosen else [each for each in chosen if each in self._known]:
            attendee = on_store(lambda id_=id_: self._now(id_))  # type: ignore[misc]
            if attendee and mail.gets_ticket(attendee):
                yield attendee

    def _now(self, registration: str) -> Attendee | None:
        attendee = self._store.registrations.by_id(registration)
        if attendee is None:
            return None
        entries = self._store.journal.of_subject(subject_of(SubjectType.REGISTRATION, registration))
        state = str(fold(entries).fields.get(STATE, ""))
        return replace(attendee, registration=replace(attendee.registration, mail_state=state))

    def _letter(self, template: MailTemplate, attendee: Attendee, kit: TicketKit) -> Letter:
        programme = kit.programme
        english = mail.mail_values(attendee, programme, in_hebrew=False)
        hebrew = mail.mail_values(attendee, programme, in_hebrew=True)
        texts = (mail.fill(template.text, english), mail.fill(template.text_hebrew, hebrew))
        with tempfile.TemporaryDirectory(prefix="muster-certificate-") as folder:
            path = Path(folder) / "certificate.pdf"
            self._painter.paint_certificates(path, [self._known[attendee.id]])
            content = path.read_bytes()
        return Letter(
            attendee.person.email,
            mail.fill(template.subject, english),
            "\n\n———\n\n".join(text for text in texts if text),
            file_name(attendee, Kind.PDF, set()),
            content,
        )

    def _first_page(self, attendee: Attendee, kit: TicketKit) -> Page | None:
        return None

    @staticmethod
    def _state_body(state: str, now_ms: int) -> dict[str, Any]:
        return {STATE: state}
