"""A ticket's letter: a page for the phone, one's own sessions, a look before, and mails back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from icalendar import Calendar

from desktop.devices.mailer import SmtpMailer
from desktop.devices.painting.badge_paint import PdfBadgePainter
from desktop.devices.scanning.qr_read import read_pdf_page
from desktop.domain.attendees.mail import MailTemplate, addresses_in
from desktop.domain.attendees.registration import Attendee
from desktop.domain.programme.programme import Programme
from desktop.gui.widgets.theme import Theme
from desktop.gui.wording.transfer import came_back_line, letter_parts
from desktop.workflows.attendees.mail_run import MailOrder
from desktop.workflows.attendees.registry import RegistrationForm
from desktop.workflows.opening import FrontDesk
from tests.support.fakes import FakeClock
from tests.support.mailbox import Mailbox, open_mailbox

WORDS = MailTemplate("Ticket: {programme}", "Dear {name}", "שלום {name}")


@pytest.fixture
def office(theme: Theme, store_path: Path, key_file: Path, clock: FakeClock) -> Iterator[FrontDesk]:
    opened = FrontDesk.open(store_path, key_file, clock, PdfBadgePainter(), SmtpMailer)
    yield opened
    opened.close()


@pytest.fixture
def programme(office: FrontDesk) -> Programme:
    zone = "America/Chicago"
    made = office.programmes.find_or_make("NIPERM", title="NIPERM 2026", time_zone=zone)
    for code, title, at in (
        ("W1", "Triage, hands on", "2026-12-02T09:00"),
        ("W2", "Site visit", "2026-12-03T13:30"),
        ("W3", "Whenever", ""),
    ):
        typed = {"code": code, "title": title, "starts_at": at}
        assert not isinstance(office.planning.save_session(made, "", typed), dict)
    return made


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with open_mailbox() as opened:
        yield opened


def register(
    office: FrontDesk, programme: Programme, name: str, email: str, *codes: str
) -> Attendee:
    person = {"full_name": name, "email": email}
    noa = office.registry.register(programme, RegistrationForm(person, {}, {}))[0]
    for session in office.programmes.sessions(programme):
        if session.code in codes:
            office.sessions.book([noa.id], session)
    return noa


def order(programme: Programme, mailbox: Mailbox) -> MailOrder:
    return MailOrder(programme, WORDS, mailbox.server)


def attachments(letter: object) -> dict[str, bytes]:
    return {part.get_filename(): part.get_payload(decode=True)
            for part in letter.iter_attachments()}  # type: ignore[attr-defined]  # fmt: skip


def test_the_first_page_is_as_large_as_a_phone_and_the_second_is_for_paper(
    office: FrontDesk, programme: Programme, mailbox: Mailbox, tmp_path: Path
) -> None:
    noa = register(office, programme, "Noa Cohen", "noa@example.org")
    office.tickets.send(order(programme, mailbox))
    (content,) = attachments(mailbox.letters[0]).values()
    path = tmp_path / "ticket.pdf"
    path.write_bytes(content)
    document = pypdfium2.PdfDocument(path)
    sizes = [[round(points * 25.4 / 72) for points in page.get_size()] for page in document]
    assert sizes == [[74, 132], [148, 105]]
    for page in (0, 1):
        assert read_pdf_page(path, page) == [noa.registration.ticket_code]


def test_the_sessions_that_somebody_booked_come_as_a_calendar_in_the_programmes_time(
    office: FrontDesk, programme: Programme, mailbox: Mailbox
) -> None:
    register(office, programme, "Noa Cohen", "noa@example.org", "W1", "W3")
    register(office, programme, "Dan Levi", "dan@example.org")
    office.tickets.send(order(programme, mailbox))
    by_person = {letter["To"]: attachments(letter) for letter in mailbox.letters}
    assert list(by_person["dan@example.org"]) == [
        name for name in by_person["dan@example.org"] if name.endswith(".pdf")
    ]
    calendar = Calendar.from_ical(by_person["noa@example.org"]["sessions.ics"])
    (event,) = calendar.walk("VEVENT")
    assert event["SUMMARY"] == "Triage, hands on"
    assert event.start.isoformat() == "2026-12-02T09:00:00-06:00"  # type: ignore[attr-defined]


def test_three_letters_are_seen_before_any_is_sent(
    office: FrontDesk, programme: Programme, mailbox: Mailbox
) -> None:
    for number in range(5):
        register(office, programme, f"Guest {number}", f"g{number}@example.org", "W2")
    letters = office.tickets.preview(order(programme, mailbox))
    assert [seen.letter.to for seen in letters] == [f"g{number}@example.org" for number in range(3)]
    parts = letter_parts(letters[0].letter, 1, 3)
    assert parts.head == "1 of 3 · To: g0@example.org\nSubject: Ticket: NIPERM 2026"
    assert parts.attached.endswith("; sessions.ics with Site visit")
    page = letters[0].page
    assert page is not None
    assert page.media.page_w_mm == 74
    assert mailbox.letters == []
    assert office.tickets.ready(programme).due == 5


NOTICE = """This is the mail system at host mx.example.net.
<noa@example.org>: host mail.example.org said: 550 5.1.1 No such user 'NOA@example.org'
Final-Recipient: rfc822; nobody@example.org
"""


def test_who_came_back_gets_no_mail_until_the_address_is_another_one(
    office: FrontDesk, programme: Programme, mailbox: Mailbox
) -> None:
    noa = register(office, programme, "Noa Cohen", "Noa@Example.org")
    register(office, programme, "Dan Levi", "dan@example.org")
    office.tickets.send(order(programme, mailbox))
    back = office.tickets.came_back(programme, NOTICE)
    assert (back.names, back.unknown) == (("Noa Cohen",), ("nobody@example.org",))
    assert came_back_line(back) == "Marked: Noa Cohen. No ticket was mailed to nobody@example.org."
    ready = office.tickets.ready(programme)
    assert (ready.due, ready.sent, ready.came_back) == (0, 1, 1)
    assert office.tickets.send(order(programme, mailbox)).sent == 0
    office.registry.change(noa.id, RegistrationForm({"email": "noa@example.com"}, {}, {}))
    assert office.tickets.ready(programme).due == 1
    assert office.tickets.send(order(programme, mailbox)).sent == 1
    assert [letter["To"] for letter in mailbox.letters][-1] == "noa@example.com"
    assert office.tickets.ready(programme).came_back == 0
    assert office.verify() == []


def test_an_address_without_a_mail_is_nobody_who_came_back(
    office: FrontDesk, programme: Programme
) -> None:
    register(office, programme, "Noa Cohen", "noa@example.org")
    back = office.tickets.came_back(programme, "noa@example.org")
    assert (back.names, back.unknown) == ((), ("noa@example.org",))
    assert office.tickets.ready(programme).due == 1
    assert came_back_line(office.tickets.came_back(programme, "no address")) == "Nobody was marked."


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("<Noa@Example.org>: 550", ["noa@example.org"]),
        ("mailto:a.b+c@x-y.co.il; a.b+c@x-y.co.il.", ["a.b+c@x-y.co.il"]),
        ("rfc822;dan@example.org (expanded from <all@example.org>)",
         ["dan@example.org", "all@example.org"]),
        ("'נועה' \"noa@דוגמה.ישראל\"", ["noa@דוגמה.ישראל"]),
        ("@ a@ @b user at example.org", []),
        ("rfc822; o'brien@example.org", ["o'brien@example.org"]),
        ("said: no such user 'NOA@example.org'", ["noa@example.org"]),
        ("From: tal@example.org\nI am away until Monday.", []),
        ("Final-Recipient: rfc822; a@example.org\nAction: delayed\n\nFinal-Recipient: rfc822; "
         "b@example.org\nAction: failed", ["b@example.org"]),
        ("y" * 2_000_000 + " @", []),
        ("y" * 2_000_000 + "@", []),
        ("a@" * 1_000_000, []),
    ],
)  # fmt: skip
def test_addresses_are_found_in_whatever_was_pasted(text: str, addresses: list[str]) -> None:
    assert addresses_in(text) == addresses
