"""Certificates by a real mail server: each once, with its PDF, and as files with a list."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from desktop.devices.mailer import SmtpMailer
from desktop.devices.painting.badge_paint import PdfBadgePainter
from desktop.domain.failures import MailServerRefused, NothingToPrint
from desktop.domain.programme.programme import Programme, Session
from desktop.gui.widgets.theme import Theme
from desktop.workflows.attendees.mail_run import MailOrder
from desktop.workflows.attendees.registry import RegistrationForm
from desktop.workflows.attendees.ticket_letters import Kind
from desktop.workflows.opening import FrontDesk
from tests.support.builders import read_csv
from tests.support.fakes import FakeClock
from tests.support.mailbox import Mailbox, open_mailbox


@pytest.fixture
def office(theme: Theme, store_path: Path, key_file: Path, clock: FakeClock) -> Iterator[FrontDesk]:
    opened = FrontDesk.open(store_path, key_file, clock, PdfBadgePainter(), SmtpMailer)
    yield opened
    opened.close()


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with open_mailbox() as opened:
        yield opened


@pytest.fixture
def programme(office: FrontDesk) -> Programme:
    """Three earned a credit, one of them without an address; a fourth did not."""
    here = office.programmes.find_or_make("NIPERM", title="NIPERM 2026", time_zone="UTC")
    typed = {
        "code": "W1",
        "title": "Triage",
        "starts_at": "2026-11-18T09:00",
        "ends_at": "2026-11-18T10:30",
        "credit_hours": "1.5",
        "credit_type": "ama",
    }
    assert isinstance(office.planning.save_session(here, "", typed), Session)
    (of,) = office.credits.sessions(here)
    for name, email in (("Noa Cohen", "noa@x.org"), ("Uri Levi", "uri@x.org"), ("Dan Paz", ""),
                        ("Rina Katz", "rina@x.org")):  # fmt: skip
        form = RegistrationForm({"full_name": name, "email": email}, {}, {})
        who = office.registry.register(here, form)[0]
        if name != "Rina Katz":
            office.credits.decide(who.id, of, of.full, "sign-in sheet")
    return here


def order(office: FrontDesk, programme: Programme, mailbox: Mailbox) -> MailOrder:
    return MailOrder(programme, office.certificate_mail.default_mail(), mailbox.server)


def test_each_gets_the_own_certificate_and_only_once(
    office: FrontDesk, programme: Programme, mailbox: Mailbox
) -> None:
    post = office.certificate_mail
    ready = post.ready(programme)
    assert (ready.due, ready.without_email) == (2, 1)
    assert post.send(order(office, programme, mailbox)).sent == 2
    assert post.send(order(office, programme, mailbox)).sent == 0
    assert sorted(letter["To"] for letter in mailbox.letters) == ["noa@x.org", "uri@x.org"]
    letter = next(each for each in mailbox.letters if each["To"] == "noa@x.org")
    (attached,) = letter.iter_attachments()
    text = PdfDocument(attached.get_content())[0].get_textpage().get_text_range()
    assert "Noa Cohen" in text
    assert "1.5 AMA PRA Category 1 Credit" in text
    assert post.ready(programme).sent == 2
    # A ticket is another mail: nothing was said of it.
    assert office.tickets.ready(programme).due == 3
    assert office.verify() == []


def test_a_break_is_taken_up_where_it_was(
    office: FrontDesk, programme: Programme, mailbox: Mailbox
) -> None:
    mailbox.hangs_up_after = 1
    with pytest.raises(MailServerRefused):
        office.certificate_mail.send(order(office, programme, mailbox))
    ready = office.certificate_mail.ready(programme)
    assert (ready.sent, ready.uncertain, ready.due) == (1, 1, 0)


def test_as_files_with_a_list_for_a_mail_merge(
    office: FrontDesk, programme: Programme, tmp_path: Path
) -> None:
    assert office.certificate_mail.write_files(programme, tmp_path, Kind.PDF) == 3
    rows = read_csv(tmp_path / "certificates.csv")
    assert [row["email"] for row in rows] == ["", "noa@x.org", "uri@x.org"]
    assert all((tmp_path / row["certificate_file"]).exists() for row in rows)
    assert rows[0]["credit"] == "1.5 AMA PRA Category 1 Credit™"


def test_nobody_earned_anything(office: FrontDesk, tmp_path: Path) -> None:
    bare = office.programmes.find_or_make("BARE", title="Bare")
    with pytest.raises(NothingToPrint):
        office.certificate_mail.write_files(bare, tmp_path, Kind.PDF)
    assert office.certificate_mail.ready(bare).due == 0
