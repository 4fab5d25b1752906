"""Tickets as files and the letters of one run: names, progress, stops, and who is counted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desktop.domain.attendees.mail import Letter, MailTemplate, SmtpServer
from desktop.domain.failures import MailServerRefused, NothingToPrint, RecipientRefused
from desktop.domain.programme.programme import Programme
from desktop.workflows.attendees.mail_run import MailOrder
from desktop.workflows.attendees.registry import RegistrationForm
from desktop.workflows.attendees.ticket_letters import Kind
from desktop.workflows.attendees.tickets import Mailed, Ready
from desktop.workflows.opening import FrontDesk
from tests.support.builders import read_csv
from tests.support.fakes import FakeClock, RecordingPainter
from tests.support.reception import Reception
from tests.workflows.attendees.conftest import crowd

SERVER = SmtpServer("mail.example.org", 25, "niperm@example.org")
WORDS = MailTemplate("Ticket: {programme}", "Dear {name}, {programme}", "{name}, {programme}")


class Postbox:
    """Keeps letters; refuses some addresses."""

    def __init__(self) -> None:
        self.letters: list[Letter] = []
        self.refused: dict[str, str] = {}

    def send(self, letter: Letter) -> None:
        if letter.to in self.refused:
            raise RecipientRefused(recipient=letter.to, reason=self.refused[letter.to])
        self.letters.append(letter)

    @contextmanager
    def __call__(self, _server: SmtpServer, _password: str) -> Iterator[Postbox]:
        yield self


@pytest.fixture
def postbox() -> Postbox:
    return Postbox()


@pytest.fixture
def painter() -> RecordingPainter:
    return RecordingPainter()


@pytest.fixture
def front_desk(
    store_path: Path, key_file: Path, clock: FakeClock, painter: RecordingPainter, postbox: Postbox
) -> Iterator[FrontDesk]:
    opened = FrontDesk.open(store_path, key_file, clock, painter, postbox)
    yield opened
    opened.close()


def order(programme: Programme, *chosen: str, again: bool = False) -> MailOrder:
    return MailOrder(programme, WORDS, SERVER, chosen=chosen, again=again)


def recipients(postbox: Postbox) -> list[str]:
    return [letter.to for letter in postbox.letters]


def files(desk: Reception, folder: Path) -> list[str]:
    desk.front_desk.tickets.write_files(desk.programme, folder, Kind.PDF)
    return [row["file"] for row in read_csv(folder / "tickets.csv")]


def test_a_file_is_named_after_the_person_and_the_number_or_the_end_of_the_code(
    desk: Reception, tmp_path: Path
) -> None:
    desk.register("Noa Cohen", external_id="77")
    dan = desk.register("Dan Levi")
    end = dan.registration.ticket_code[-6:]
    assert files(desk, tmp_path) == ["Noa Cohen 77.pdf", f"Dan Levi {end}.pdf"]


def test_files_of_one_name_are_numbered_whatever_the_case(desk: Reception, tmp_path: Path) -> None:
    for name in ("Noa Cohen", "NOA Cohen", "Noa  COHEN"):
        desk.register(name, external_id="7")
    assert files(desk, tmp_path) == ["Noa Cohen 7.pdf", "NOA Cohen 7 (2).pdf",
                                     "Noa COHEN 7 (3).pdf"]  # fmt: skip


def test_a_long_name_is_cut_and_a_name_of_signs_is_a_ticket(
    desk: Reception, tmp_path: Path
) -> None:
    desk.register("N" * 200)
    desk.register("***", external_id="///")
    assert files(desk, tmp_path) == ["N" * 80 + ".pdf", "ticket.pdf"]


def test_a_ticket_as_pdf_is_no_picture_and_shows_the_code(
    desk: Reception, painter: RecordingPainter, tmp_path: Path
) -> None:
    noa = desk.register("Noa Cohen", external_id="7")
    desk.front_desk.tickets.write_files(desk.programme, tmp_path, Kind.PDF)
    assert (tmp_path / "Noa Cohen 7.pdf").read_text("utf-8") == "pages"
    badge, _paper = painter.badges
    assert noa.registration.ticket_code in repr(badge)
    desk.front_desk.tickets.write_files(desk.programme, tmp_path, Kind.PNG)
    assert (tmp_path / "Noa Cohen 7.png").read_bytes() == b"picture"


def test_files_are_written_of_the_chosen_only(desk: Reception, tmp_path: Path) -> None:
    desk.register("Noa Cohen")
    dan = desk.register("Dan Levi", external_id="8")
    told: list[int] = []
    written = desk.front_desk.tickets.write_files(
        desk.programme, tmp_path, Kind.PDF, [dan.id], on_progress=told.append
    )
    assert (written, told) == (1, [1])
    assert [row["file"] for row in read_csv(tmp_path / "tickets.csv")] == ["Dan Levi 8.pdf"]


def test_what_was_written_before_a_stop_is_in_the_list(desk: Reception, tmp_path: Path) -> None:
    for name in ("Noa Cohen", "Dan Levi", "Ruth Katz"):
        desk.register(name)
    told: list[int] = []
    written = desk.front_desk.tickets.write_files(
        desk.programme, tmp_path, Kind.PDF,
        on_progress=told.append, is_stopped=lambda: len(told) == 2,
    )  # fmt: skip
    assert (written, len(read_csv(tmp_path / "tickets.csv"))) == (2, 2)


def test_who_could_get_a_mail_is_counted(desk: Reception, postbox: Postbox) -> None:
    for name in ("a", "b", "c", "d"):
        desk.register(f"Guest {name}", email=f"{name}@example.org")
    without = desk.register("Guest e")
    desk.register("Guest f")
    ready = desk.front_desk.tickets.ready
    assert ready(desk.programme) == Ready(due=4, sent=0, uncertain=0, without_email=2)
    assert ready(desk.programme, [without.id]) == Ready(0, 0, 0, 1)
    postbox.refused = {"b@example.org": "no such mailbox"}
    told: list[int] = []
    done = desk.front_desk.tickets.send(
        order(desk.programme), on_progress=told.append, is_stopped=lambda: len(told) == 2
    )
    refused = (("Guest b", "no such mailbox"),)
    assert (done, told) == (Mailed(2, refused, is_stopped=True), [1, 2])
    assert recipients(postbox) == ["a@example.org", "c@example.org"]
    assert ready(desk.programme) == Ready(due=2, sent=2, uncertain=0, without_email=2)
    rest = desk.front_desk.tickets.send(order(desk.programme))
    assert (rest.sent, rest.refused, rest.is_stopped) == (1, refused, False)


def test_only_who_is_uncertain_or_due_is_sent_to_again(desk: Reception, postbox: Postbox) -> None:
    noa = desk.register("Noa Cohen", email="noa@example.org")
    dan = desk.register("Dan Levi", email="dan@example.org")
    ruth = desk.register("Ruth Katz")
    desk.front_desk.tickets.send(order(desk.programme, noa.id))
    assert desk.now(noa).registration.mailed_ms == desk.clock()
    for attendee in (dan, ruth):
        desk.front_desk.tickets._note(attendee, "sending")
    assert desk.now(dan).registration.mailed_ms is None
    assert desk.front_desk.tickets.ready(desk.programme) == Ready(0, 1, 1, 1)
    by_default = MailOrder(desk.programme, WORDS, SERVER)
    assert desk.front_desk.tickets.send(by_default).sent == 0
    assert desk.front_desk.tickets.send(order(desk.programme, again=True)).sent == 1
    assert recipients(postbox) == ["noa@example.org", "dan@example.org"]


def test_a_long_refusal_is_cut_where_it_is_kept(desk: Reception, postbox: Postbox) -> None:
    noa = desk.register("Noa Cohen", email="noa@example.org")
    postbox.refused = {"noa@example.org": "x" * 400}
    desk.front_desk.tickets.send(order(desk.programme))
    assert desk.now(noa).registration.mail_state == "failed: " + "x" * 292


def test_a_letter_speaks_both_languages_each_with_its_own_title(
    front_desk: FrontDesk, clock: FakeClock, postbox: Postbox
) -> None:
    programme = front_desk.programmes.find_or_make(
        "NIPERM", title="NIPERM 2026", title_hebrew="ניפרם"
    )
    person = {"full_name": "Noa Cohen", "full_name_hebrew": "נועה כהן", "email": "noa@example.org"}
    own = {"external_id": "7"}
    front_desk.registry.register(programme, RegistrationForm(person, own, {}))
    front_desk.tickets.send(order(programme))
    (letter,) = postbox.letters
    assert letter.subject == "Ticket: NIPERM 2026"
    assert letter.text == "Dear Noa Cohen, NIPERM 2026\n\n———\n\nנועה כהן, ניפרם"
    assert letter.file_name == "Noa Cohen 7.pdf"
    assert letter.ticket == b"pages"


def test_a_test_letter_goes_to_the_organizer_and_counts_for_nobody(
    desk: Reception, postbox: Postbox
) -> None:
    with pytest.raises(NothingToPrint):
        desk.front_desk.tickets.test_letter(order(desk.programme), "me@example.org")
    desk.register("Noa Cohen", email="noa@example.org")
    desk.front_desk.tickets.test_letter(order(desk.programme), "me@example.org")
    assert recipients(postbox) == ["me@example.org"]
    assert desk.front_desk.tickets.ready(desk.programme).due == 1
    postbox.refused = {"me@example.org": "who?"}
    with pytest.raises(MailServerRefused):
        desk.front_desk.tickets.test_letter(order(desk.programme), "me@example.org")


def test_nobody_of_a_crowd_is_left_out(desk: Reception) -> None:
    crowd(desk)
    assert desk.front_desk.tickets.ready(desk.programme).due == 501
