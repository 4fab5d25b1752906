"""Photographs the pages and dialogs of the weeks before: attendees, programme, partners."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
from PySide6.QtCore import Qt

from desktop.domain.attendees.attendee_filter import Column, Filter
from desktop.domain.attendees.registration import Status
from desktop.domain.programme.questions import Asked, Kind, Question
from desktop.gui.attendees.actions import PersonAction
from desktop.gui.attendees.tickets_dialog import MAIL
from desktop.gui.programme.programme_page import FACTS, PLACES, QUESTIONS, SESSIONS
from desktop.gui.transfer.import_page import ImportPage
from desktop.gui.widgets.theme import DARK, LIGHT
from desktop.gui.wording.badges import left_line
from desktop.workflows.attendees.registry import RegistrationForm
from desktop.workflows.attendees.ticket_letters import Kind as TicketKind
from desktop.workflows.badges.unfinished_files import Left, LeftFile
from desktop.workflows.reports import platform_sample as platform
from desktop.workflows.transfer.guest_list import open_guest_list
from scripts.screenshots_of_desk import LONG_NAMES, Photographer, take_all
from tests.support.window import ATTENDEES, CHECK_IN, DIRECTORY, PROGRAMME

PARTNERS = (
    "Partnership,Community,Country,Organisation,Kind,Community in Hebrew\n"
    "New Orleans – Rosh HaAyin,New Orleans,United States,Ochsner Health System,hospital,\n"
    "New Orleans – Rosh HaAyin,Rosh HaAyin,Israel,Galilee Field Hospital,hospital,ראש העין\n"
    "Boston – Haifa,Boston,United States,Example Medical Center,hospital,\n"
    "Boston – Haifa,Haifa,Israel,Emergency Authority,authority,חיפה\n"
    "South East – Hadera Eiron,Hadera,Israel,,,חדרה\n"
)
LONGEST = "maximiliana"


class Album(Photographer):
    """Pictures of pages with few words."""

    def page(self, number: int, name: str) -> None:
        """Show a page and keep it."""
        self.window.show_page(number)
        self.wait(700)
        self.keep(name)

    def search(self, text: str, name: str = "") -> None:
        """Type into the search of the attendees."""
        self.window.attendees.search.setText(text)
        self.window.attendees.relist()
        self.wait(700)
        if name:
            self.keep(name)

    def dialog(self, name: str) -> Any:
        """Keep the dialog that is open, and give it."""
        self.wait(700)
        self.keep(name, self.window.dialog)
        return self.window.dialog

    def shut(self) -> None:
        """Close the dialog that is open."""
        if self.window.dialog:
            self.window.dialog.reject()
        self.wait(200)

    def ask(self, action: PersonAction) -> None:
        """Ask for one of the things that the pane of a person offers."""
        self.window.attendees._ask(action)
        self.wait(500)


def photograph_day(folder: Path, work: Path) -> None:
    """All pages and dialogs in the light theme."""
    album = Album(folder, LIGHT, work)
    album.open_window()
    album.page(ATTENDEES, "attendees-empty")
    album.page(PROGRAMME, "programme-empty")
    album.page(DIRECTORY, "partners-empty")
    album.window.close()
    album.on_store(album.morning)
    album.open_window("NIPERM")
    photograph_attendees(album)
    keep_ticket(album, folder)
    photograph_programme(album, work)
    photograph_states(album)
    photograph_import(album, work)
    photograph_long_names(album, work)
    photograph_judgement(album, work)
    album.close()


def photograph_attendees(album: Album) -> None:
    """The table, its searches and filters, and the dialogs of a person."""
    window = album.window
    album.page(ATTENDEES, "attendees")
    album.search("coh", "attendees-search")
    album.search("fvi", "attendees-other-keyboard")
    album.search("kohen", "attendees-sounds-like")
    album.search("")
    window.attendees.filters.choose(
        Filter(((Column.COUNTRY, ("Israel",)), (Column.TYPE, ("Volunteer",))))
    )
    album.wait(600)
    for row in range(3):
        window.attendees.model.tick(row, is_on=True)
    album.wait(300)
    album.keep("attendees-selected")
    window.attendees.model.tick_all(is_on=False)
    window.attendees.filters.choose(Filter())
    album.search("zzzz", "attendees-nobody")
    album.search("assaf cohen")
    window.open_person_form()
    album.wait(500)
    form: Any = window.dialog
    form.form.set_values({"first_name": "Assaf", "last_name": "Cohen", "email": "assaf(at)example"})
    album.wait(700)
    form.save()
    album.dialog("person-new")
    album.shut()
    for action, name in (
        (PersonAction.EDIT, "edit"),
        (PersonAction.BOOK, "book"),
        (PersonAction.MERGE, "merge"),
        (PersonAction.GROUP, "delegation"),
    ):
        album.ask(action)
        album.dialog(f"person-{name}")
        album.shut()
    window.open_tickets(())
    album.wait(500)
    tickets: Any = window.dialog
    tickets.ways.choose(MAIL)
    tickets.form.set_values({"host": "smtp.example.org", "sender": "niperm@example.org"})
    album.dialog("tickets")
    album.shut()


def keep_ticket(album: Album, folder: Path) -> None:
    """Keep a ticket as it is mailed, as a picture."""

    def write() -> None:
        programme = album.front_desk.programmes.named("NIPERM")
        chosen = [album.front_desk.desk.find(programme, "assaf cohen")[0].id]
        with TemporaryDirectory() as work:
            album.front_desk.tickets.write_files(programme, Path(work), TicketKind.PNG, chosen)
            (picture,) = Path(work).glob("*.png")
            shutil.copy(picture, folder / "ticket.png")

    album.on_store(write)


def photograph_programme(album: Album, work: Path) -> None:
    """The programme's four tabs with their forms, and the partners."""
    window = album.window
    path = work / "partners.csv"
    path.write_text(PARTNERS, "utf-8")
    window.show_page(DIRECTORY)
    window.directory_page.import_file(path)
    album.wait(600)
    window.notice.hide()
    album.keep("partners")
    page = window.programme_page
    window.show_page(PROGRAMME)
    ask_consent(album)
    page.refresh()
    album.wait(400)
    for number, name in (
        (FACTS, "facts"), (SESSIONS, "sessions"), (PLACES, "places"), (QUESTIONS, "questions"),
    ):  # fmt: skip
        page.tabs.choose(number)
        album.wait(300)
        album.keep(f"programme-{name}")
    page.tabs.choose(SESSIONS)
    page.open_marked()
    album.wait(300)
    form: Any = window.dialog
    form.form.set_values({"capacity": "many", "ends_at": "2026-01-01 08:00"})
    form.save()
    album.dialog("session-form")
    album.shut()


def ask_consent(album: Album) -> None:
    """Make a waiver that is asked at the door."""

    def make() -> None:
        programme = album.front_desk.programmes.named("NIPERM")
        for kind, text, hebrew, wording in (
            (Kind.YES_NO, "Photo consent", "אישור צילום", "I agree that photos of me are shown."),
            (Kind.SIGNATURE, "Waiver for site visits", "כתב ויתור", "I take part at my own risk."),
        ):
            question = Question(
                "", programme.id, text, hebrew, kind=kind, asked=Asked.CHECKIN, required="yes",
                wording=wording,
            )  # fmt: skip
            album.front_desk.planning.save_question(programme, question)

    album.on_store(make)


def photograph_states(album: Album) -> None:
    """Verdicts about people who need an answer, owe money, or are blocked."""
    window = album.window
    window.show_page(CHECK_IN)
    programme = album.front_desk.programmes.named

    def register(name: str, own: dict[str, str]) -> str:
        def work() -> str:
            form = RegistrationForm({"full_name": name, "organization": "Touro Infirmary"}, own, {})
            made, _ = album.front_desk.registry.register(programme("NIPERM"), form)
            return made.id

        return album.on_store(work)

    asked = register("Lena Fischer", {})
    window.checkin_desk.pick(asked)
    album.wait(500)
    album.keep("checkin-needs-answer")
    window.page.settle()
    album.dialog("checkin-answers")
    album.shut()
    unpaid = register("Jules Moreau", {"amount_due": "120 USD"})
    window.checkin_desk.pick(unpaid)
    album.wait(500)
    album.keep("checkin-unpaid")
    blocked = register("Petra Nowak", {})
    registry = album.front_desk.registry
    album.on_store(lambda: registry.set_status([blocked], Status.BLOCKED, "Call Dana first."))
    window.checkin_desk.pick(blocked)
    album.wait(500)
    album.keep("checkin-blocked")


def photograph_import(album: Album, work: Path) -> None:
    """The import of a spreadsheet with several sheets."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Delegates"
    for row in (
        ["First name", "Last name", "שם מלא", "E-mail", "Hospital", "Checked in at"],
        ["Noa", "Levi", "נועה לוי", "noa@example.org", "Touro Infirmary", "13/2/2026 09:30"],
        ["Dan", "Katz", "דן כץ", "dan(at)example.org", "Tulane", ""],
    ):
        sheet.append(row)
    book.create_sheet("Volunteers").append(["Name", "Email"])
    path = work / "guests.xlsx"
    book.save(path)
    page = open_list(album, path, "NIPERM")
    album.keep("import-spreadsheet")
    page.head.reading.click()
    album.wait(600)
    album.keep("import-reading", album.window.dialog)
    album.shut()
    page.code.setText("NI PERM")
    page.start_button.click()
    album.wait(800)
    album.keep("import-new-programme")
    page.leave()
    told = (Left.FINISHED, Left.WAITS, Left.TAKEN_BACK)
    left = (LeftFile(Path("/media/stick/badges.pdf"), 469, left) for left in told)
    album.window.notice.notify("\n".join(map(left_line, left)), "look")
    album.wait(300)
    album.keep("badges-left")
    album.window.notice.hide()


LISTED = """Attendee #,Name,Email,Status,Phone
1,Noa Cohen,noa@example.org,Attending,0501234567
2,Dan Levi,dan@example.org,Attending,0521234567
3,רות כץ,ruth@example.org,Attending,0531234567
4,Avigail Ben-Shoshan-Rosenthal,avigail@example.org,Attending,0541234567
5,Tal Oz,tal@example.org,Attending,
"""
NEWER = """Attendee #,Name,Email,Status,Phone,T-shirt
1,Noa Cohen,noa@example.org,Cancelled by attendee,0501234567,M
2,Dan Levi,dan@example.org,Attending,call me,L
3,רות כץ,ruth@example.org,ממתינה לאישור,0531234567,S
4,Avigail Ben-Shoshan-Rosenthal,avigail@example.org,Quarantined until the medical board decides,,M
"""


def photograph_judgement(album: Album, work: Path) -> None:
    """A newer list beside hands: its words, what is open, choices, and who is missing."""
    path = work / "guests.csv"
    path.write_text(LISTED, "utf-8")

    def decide() -> None:
        programme, _is_new = album.front_desk.programmes.meant_by("JUDGED", is_new=True)
        album.front_desk.importing(programme, open_guest_list(path)).run()
        (noa,) = album.front_desk.desk.find(programme, "noa cohen")
        album.front_desk.registry.set_status([noa.id], Status.BLOCKED, "ticket stolen")

    album.on_store(decide)
    path.write_text(NEWER, "utf-8")
    album.window.resize(1360, 850)
    page = open_list(album, path, "JUDGED")
    album.keep("import-words")
    for width, height in ((1024, 700), (1366, 768), (1920, 1080)):
        album.window.resize(width, height)
        album.wait(300)
        album.keep(f"import-words-{width}")
    album.window.resize(1360, 850)
    page.start()
    album.wait(1000)
    album.keep("import-judged")
    page.leave()
    rows = "".join(f"{n},Guest {n},g{n}@example.org,Group A,\n" for n in range(20, 45))
    path.write_text(LISTED.splitlines()[0] + "\n" + rows, "utf-8")
    page = open_list(album, path, "JUDGED")
    album.keep("import-asked")
    page.leave()
    path.write_bytes("Name,Email\nJan Dvořák,jan@example.org\n".encode("cp1250"))
    page = open_list(album, path, "JUDGED")
    album.keep("import-letters")
    page.open_file(path.with_name("nothing.csv"))
    album.wait(600)
    # Where the file was looked for on this computer is nobody's business.
    page.file.path.setText("nothing.csv")
    page.file.say("nothing.csv cannot be read: No such file or directory.")
    album.keep("import-fault")
    page.leave()


def open_list(album: Album, path: Path, code: str) -> ImportPage:
    """Open the page of a list on a file, for a programme."""
    album.window.open_import()
    album.wait(300)
    (page,) = album.window.findChildren(ImportPage)
    page.code.setText(code)
    page.open_file(path)
    album.wait(1500)
    return page


def photograph_long_names(album: Album, work: Path) -> None:
    """Long names in two scripts, the mirrored window, and the smallest one."""
    path = work / "long.csv"
    path.write_text(LONG_NAMES, "utf-8")

    def bring_in() -> None:
        programme = album.front_desk.programmes.named("NIPERM")
        album.front_desk.importing(programme, open_guest_list(path)).run()

    album.on_store(bring_in)
    window = album.window
    window.show_page(ATTENDEES)
    album.search(LONGEST, "attendees-long-names")
    album.search("כהן")
    album._application.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    album.wait(400)
    album.keep("attendees-mirrored")
    album._application.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    window.resize(window.minimumSize())
    album.wait(500)
    album.keep("attendees-small")


def photograph_night(folder: Path, work: Path) -> None:
    """The page of attendees in the dark theme."""
    album = Album(folder, DARK, work)
    album.on_store(album.morning)
    album.open_window("NIPERM")
    album.window.show_page(ATTENDEES)
    album.search("coh", "attendees-dark")
    album.close()


def photograph_platform(folder: Path, work: Path) -> None:
    """The table over everybody of the platform."""
    album = Album(folder, LIGHT, work)
    album.on_store(lambda: platform.PlatformSample(album.front_desk._store).fill())
    album.open_window("P003")
    album.window.show_page(ATTENDEES)
    album.window.attendees.head.scope.choose(1)
    album.wait(1500)
    table = album.window.attendees.table
    table.scrollTo(album.window.attendees.model.index(150_000, 1))
    album.wait(900)
    album.keep("attendees-300000")
    album.close()


if __name__ == "__main__":
    take_all(photograph_day, photograph_night, photograph_platform)
