"""Tickets as files and by mail, through a real server on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from desktop.devices.mailer import SmtpMailer
from desktop.devices.painting.badge_paint import PdfBadgePainter
from desktop.devices.scanning.qr_read import read_pdf_page
from desktop.domain.attendees.mail import MailTemplate, SmtpServer, unknown_names
from desktop.domain.attendees.registration import Attendee, Status
from desktop.domain.failures import MailServerBusy, MailServerRefused, NothingToPrint
from desktop.domain.journal.bodies import set_draft
from desktop.domain.journal.entry import SubjectType
from desktop.domain.programme.programme import Programme
from desktop.gui.widgets.theme import Theme
from desktop.workflows.attendees import tickets
from desktop.workflows.attendees.mail_run import MailOrder
from desktop.workflows.attendees.registry import RegistrationForm
from desktop.workflows.attendees.ticket_letters import Kind
from desktop.workflows.opening import FrontDesk
from tests.support.builders import read_csv
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
    return office.programmes.find_or_make(
        "NIPERM", title="NIPERM 2026", title_hebrew="ניפרם", starts_on="2026-12-02", place="Touro"
    )


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with open_mailbox() as opened:
        yield opened


def register(office: FrontDesk, programme: Programme, name: str, email: str = "") -> Attendee:
    person = {"full_name": name, "email": email}
    return office.registry.register(programme, RegistrationForm(person, {}, {}))[0]


def order(programme: Programme, mailbox: Mailbox, *, again: bool = False) -> MailOrder:
    return MailOrder(programme, WORDS, mailbox.server, again=again)


def test_each_ticket_is_a_file_that_scans_and_stands_in_the_list(
    office: FrontDesk, programme: Programme, tmp_path: Path
) -> None:
    people = [register(office, programme, "Noa Cohen", "noa@example.org"),
              register(office, programme, "a/b:c*?<נועה>")]  # fmt: skip
    assert office.tickets.write_files(programme, tmp_path, Kind.PDF) == 2
    rows = read_csv(tmp_path / "tickets.csv")
    assert [row["email"] for row in rows] == ["noa@example.org", ""]
    for row, attendee in zip(rows, people, strict=True):
        assert row["code"].replace("-", "") == attendee.registration.ticket_code
        assert row["code"].count("-") == 5
        assert read_pdf_page(tmp_path / row["file"], 0) == [attendee.registration.ticket_code]


def test_a_ticket_as_a_picture_scans_too(
    office: FrontDesk, programme: Programme, tmp_path: Path
) -> None:
    from zxingcpp import read_barcodes  # noqa: PLC0415

    noa = register(office, programme, "Noa Cohen")
    office.tickets.write_files(programme, tmp_path, Kind.PNG)
    (row,) = read_csv(tmp_path / "tickets.csv")
    picture = QImage(str(tmp_path / row["file"]))
    assert (picture.width(), picture.height()) == (1165, 827)
    (barcode,) = read_barcodes(picture)
    assert barcode.text == noa.registration.ticket_code


def test_a_mail_has_both_languages_and_the_ticket(
    office: FrontDesk, programme: Programme, mailbox: Mailbox, tmp_path: Path
) -> None:
    noa = register(office, programme, "Noa Cohen", "noa@example.org")
    done = office.tickets.send(order(programme, mailbox))
    assert (done.sent, done.refused) == (1, ())
    (letter,) = mailbox.letters
    assert letter["To"] == "noa@example.org"
    assert letter["Subject"] == "Ticket: NIPERM 2026"
    body = letter.get_body()
    assert body is not None
    assert "Dear Noa Cohen" in body.get_content()
    assert "שלום Noa Cohen" in body.get_content()
    (ticket,) = letter.iter_attachments()
    path = tmp_path / "ticket.pdf"
    path.write_bytes(ticket.get_payload(decode=True))  # type: ignore[arg-type]
    assert read_pdf_page(path, 0) == [noa.registration.ticket_code]


def test_nobody_gets_a_second_mail(
    office: FrontDesk, programme: Programme, mailbox: Mailbox
) -> None:
    register(office, programme, "Noa Cohen", "noa@example.org")
    office.tickets.send(order(programme, mailbox))
    assert office.tickets.send(order(programme, mailbox)).sent == 0
    register(office, programme, "Dan Levi", "dan@example.org")
    assert office.tickets.send(order(programme, mailbox)).sent == 1
    assert [letter["To"] for letter in mailbox.letters] == ["noa@example.org", "dan@example.org"]
    assert office.verify() == []


def test_after_a_break_the_others_get_theirs_and_the_uncertain_one_waits_to_be_asked_for(
    office: FrontDesk, programme: Programme, mailbox: Mailbox
) -> None:
    for name in "abcd":
        register(office, programme, f"Guest {name}", f"{name}@example.org")
    mailbox.hangs_up_after = 2
    with pytest.raises(MailServerRefused):
        office.tickets.send(order(programme, mailbox))
    ready = office.tickets.ready(programme)
    assert (ready.sent, ready.uncertain, ready.due) == (2, 1, 1)
    mailbox.hangs_up_after = 100
    assert office.tickets.send(order(programme, mailbox)).sent == 1
    assert office.tickets.send(order(programme, mailbox, again=True)).sent == 1
    told = [letter["To"] for letter in mailbox.letters]
    assert sorted(told) == [f"{name}@example.org" for name in "abcd"]


def test_a_refused_address_is_named_and_the_others_go_out(
    office: FrontDesk, programme: Programme, mailbox: Mailbox
) -> None:
    register(office, programme, "Noa Cohen", "gone@example.org")
    register(office, programme, "Dan Levi", "dan@example.org")
    mailbox.refused = {"gone@example.org"}
    done = office.tickets.send(order(programme, mailbox))
    assert done.sent == 1
    assert done.refused == (("Noa Cohen", "550 no such mailbox"),)
    mailbox.refused = set()
    assert office.tickets.send(order(programme, mailbox)).sent == 1


def test_who_cancelled_gets_no_ticket(
    office: FrontDesk, programme: Programme, mailbox: Mailbox, tmp_path: Path
) -> None:
    noa = register(office, programme, "Noa Cohen", "noa@example.org")
    office.registry.set_status([noa.id], Status.CANCELLED)
    assert office.tickets.send(order(programme, mailbox)).sent == 0
    with pytest.raises(NothingToPrint):
        office.tickets.write_files(programme, tmp_path, Kind.PDF)


def test_a_server_that_is_not_there_is_named(office: FrontDesk, programme: Programme) -> None:
    register(office, programme, "Noa Cohen", "noa@example.org")
    nowhere = SmtpServer("127.0.0.1", 1, "niperm@example.org", security="none")
    with pytest.raises(MailServerRefused) as refused:
        office.tickets.send(MailOrder(programme, WORDS, nowhere))
    assert refused.value.facts["host"] == "127.0.0.1"
    assert office.tickets.ready(programme).due == 1


def test_a_name_in_braces_that_means_nothing_is_found() -> None:
    assert unknown_names(MailTemplate("{name}", "{nmae}", "")) == ["nmae"]


@pytest.mark.parametrize("address", ["b@[1.2.30", "a@b@c.org", "@", "x@\u2028y.org", "a b@c.org"])
def test_an_odd_address_stops_no_other(
    office: FrontDesk, programme: Programme, mailbox: Mailbox, address: str
) -> None:
    first = register(office, programme, "Noa Cohen", "noa@example.org")
    register(office, programme, "Dan Levi", "dan@example.org")
    with office._store.write():
        draft = set_draft(SubjectType.PERSON, first.person.id, "", {"email": address})
        office._store.append([draft], office._clock())
    done = office.tickets.send(order(programme, mailbox))
    assert done.sent == 1
    assert [name for name, _reason in done.refused] == ["Noa Cohen"]
    assert office.tickets.ready(programme).uncertain == 0


@pytest.mark.parametrize(
    ("stage", "answer"),
    [
        ("at_mail", "421 too many mails"), ("at_mail", "451 slow down"), ("at_mail", "452 full"),
        ("at_rcpt", "421 too many mails"),
    ],
)  # fmt: skip
def test_a_rate_limit_is_waited_for_and_nobody_is_uncertain(
    office: FrontDesk,
    programme: Programme,
    mailbox: Mailbox,
    monkeypatch: pytest.MonkeyPatch,
    stage: str,
    answer: str,
) -> None:
    monkeypatch.setattr(tickets, "PAUSES_S", (0.01, 0.01))
    for name in "abc":
        register(office, programme, f"Guest {name}", f"{name}@example.org")
    setattr(mailbox, stage, ["", answer, answer])
    until: list[int] = []
    done = office.tickets.send(order(programme, mailbox), on_wait=until.append)
    assert (done.sent, done.refused, len(until)) == (3, (), 2)
    assert [letter["To"] for letter in mailbox.letters] == [f"{n}@example.org" for n in "abc"]
    assert office.tickets.ready(programme).sent == 3


def test_a_server_that_stays_busy_is_named_and_nobody_is_uncertain(
    office: FrontDesk,
    programme: Programme,
    mailbox: Mailbox,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tickets, "PAUSES_S", (0.01,))
    for name in "ab":
        register(office, programme, f"Guest {name}", f"{name}@example.org")
    mailbox.at_mail = ["", "421 enough", "421 enough"]
    with pytest.raises(MailServerBusy) as busy:
        office.tickets.send(order(programme, mailbox))
    assert busy.value.facts["reason"] == "421 enough"
    ready = office.tickets.ready(programme)
    assert (ready.sent, ready.uncertain, ready.due) == (1, 0, 1)


def test_who_waits_for_a_server_may_stop(
    office: FrontDesk, programme: Programme, mailbox: Mailbox
) -> None:
    register(office, programme, "Noa Cohen", "noa@example.org")
    mailbox.at_mail = ["421 enough"]
    waits: list[int] = []
    done = office.tickets.send(
        order(programme, mailbox), on_wait=waits.append, is_stopped=lambda: bool(waits)
    )
    assert (done.sent, done.is_stopped) == (0, True)
    assert office.tickets.ready(programme).due == 1


def test_a_refused_sender_ends_the_run_and_nobody_is_uncertain(
    office: FrontDesk, programme: Programme, mailbox: Mailbox
) -> None:
    register(office, programme, "Noa Cohen", "noa@example.org")
    mailbox.at_mail = ["550 not you"]
    with pytest.raises(MailServerRefused):
        office.tickets.send(order(programme, mailbox))
    ready = office.tickets.ready(programme)
    assert (ready.uncertain, ready.due) == (0, 1)


@pytest.mark.parametrize("answer", ["450 domain not found", "452 inbox out of storage"])
def test_a_mailbox_that_takes_nothing_for_now_stops_no_other(
    office: FrontDesk, programme: Programme, mailbox: Mailbox, answer: str
) -> None:
    for name in "abc":
        register(office, programme, f"Guest {name}", f"{name}@example.org")
    mailbox.at_rcpt = [answer]
    done = office.tickets.send(order(programme, mailbox))
    assert (done.sent, done.refused) == (2, (("Guest a", answer),))
    ready = office.tickets.ready(programme)
    assert (ready.sent, ready.uncertain, ready.due) == (2, 0, 1)


def test_who_cancels_in_a_pause_gets_no_ticket(
    office: FrontDesk, programme: Programme, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tickets, "PAUSES_S", (0.01,))
    people = [register(office, programme, f"Guest {n}", f"{n}@example.org") for n in "ab"]
    mailbox.at_mail = ["421 enough"]

    def cancel(_until_ms: int) -> None:
        office.registry.set_status([people[0].id], Status.CANCELLED)

    done = office.tickets.send(order(programme, mailbox), on_wait=cancel)
    assert done.sent == 1
    assert [letter["To"] for letter in mailbox.letters] == ["b@example.org"]
