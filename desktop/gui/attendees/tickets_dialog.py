"""Tickets: as files for a mail merge, or sent by the organizer's own server."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QLineEdit,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.devices.passwords import keep_password, kept_password
from desktop.domain.attendees.mail import MailTemplate, SmtpServer, unknown_names
from desktop.domain.checks import EMAIL, Fault
from desktop.domain.programme.programme import Programme
from desktop.gui.attendees.mail_dialogs import CameBackDialog, LettersDialog, Post, ticket_post
from desktop.gui.attendees.services import AttendeesServices
from desktop.gui.widgets.buttons import Segments
from desktop.gui.widgets.dialogs import WorkDialog, pick_folder
from desktop.gui.widgets.form_fields import ChoiceField, Form, LineField, TextField
from desktop.gui.widgets.jobs import Jobs
from desktop.gui.widgets.labels import label
from desktop.gui.wording.causes import describe_fault
from desktop.gui.wording.moments import clock_time
from desktop.gui.wording.transfer import came_back_line
from desktop.workflows.attendees.mail_run import MailOrder
from desktop.workflows.attendees.ticket_letters import Kind
from desktop.workflows.attendees.tickets import CameBack, Mailed, Preview, Ready

SIZE_PX = (760, 760)
FILES, MAIL = range(2)
_NAMED = 4
_WORDS = ("subject", "text", "text_hebrew")
_SERVER = ("host", "port", "security", "user", "sender")


class TicketsDialog(WorkDialog):
    """One dialog for everybody's tickets, or for some people's."""

    def __init__(
        self,
        jobs: Jobs,
        services: AttendeesServices,
        programme: Programme,
        chosen: Sequence[str],
        parent: QWidget,
        post: Post | None = None,
    ) -> None:
        """Offer tickets of a programme, or other post; of these registrations, if there are any."""
        self._post = post or ticket_post()
        super().__init__(self._post.title, jobs, parent)
        self._services = services
        self._tickets = services.certificate_mail if self._post.is_certificate else services.tickets
        self._programme = programme
        self._chosen = tuple(chosen)
        self._total = 0
        self.fit(*SIZE_PX)
        self._build()
        self._read()

    def write_files(self, folder: Path, kind: Kind) -> None:
        """Write the tickets into a folder."""
        on_store, tickets = self.jobs.on_store, self._tickets
        self.begin(
            lambda on_progress, is_stopped: tickets.write_files(
                self._programme, folder, kind, self._chosen, on_store, on_progress, is_stopped
            ),
            lambda count: self.say(
                self._post.written.format(count=count, folder=folder),
                "good",
            ),
            self._show_progress,
        )

    def _show_progress(self, done: int) -> None:
        self.progress.show_progress(done, self._total)

    def send(self) -> None:
        """Check the form and send what is due."""
        order = self._order()
        if order is None:
            return
        on_store, tickets = self.jobs.on_store, self._tickets
        self._keep(order)
        self.begin(
            lambda on_progress, is_stopped: tickets.send(
                order,
                on_store,
                lambda done: on_progress((done, 0)),
                is_stopped,
                lambda until_ms: on_progress((0, until_ms)),
            ),
            self._on_sent,
            self._show_mailed,
        )

    def _show_mailed(self, news: tuple[int, int]) -> None:
        """Show how many are out, or until when the server is waited for."""
        done, until_ms = news
        if until_ms:
            text = self.tr("The server takes no more for now: it goes on at {time}.")
            self.say(text.format(time=clock_time(until_ms)), "fault")
            return
        self.say("")
        self._show_progress(done)

    def send_test(self) -> None:
        """Send one ticket to the organizer."""
        order = self._order()
        if order is None:
            return
        to = order.server.sender
        tickets = self._tickets
        self.begin(
            lambda _on_progress, _is_stopped: tickets.test_letter(order, to, self.jobs.on_store),
            lambda _done: self.say(self.tr("A test went to {to}.").format(to=to), "good"),
        )

    def preview(self) -> None:
        """Show the first letters as they will be sent."""
        order = self._order()
        if order is None:
            return
        tickets, on_store = self._tickets, self.jobs.on_store
        self.begin(
            lambda _on_progress, _is_stopped: tickets.preview(order, on_store=on_store),
            self._show_letters,
        )

    def _show_letters(self, letters: Sequence[Preview]) -> None:
        if letters:
            LettersDialog(letters, self).open()
        else:
            self.say(self._post.nobody, "fault")

    def ask_came_back(self) -> None:
        """Ask for the addresses whose mail came back."""
        dialog = CameBackDialog(self)
        dialog.given.connect(self._mark_came_back)
        dialog.open()

    def _mark_came_back(self, text: str) -> None:
        tickets = self._tickets

        def show(back: CameBack) -> None:
            self.say(came_back_line(back), "good" if back.names else "fault")
            self._again_ready()

        self.jobs.run(lambda: tickets.came_back(self._programme, text), show)

    def show_state(self) -> None:
        """Show the buttons of the chosen way."""
        is_mail = self.ways.chosen == MAIL
        for button in self._file_buttons:
            button.setVisible(not is_mail and button not in self._hidden)
            button.setEnabled(not self.is_busy)
        for button in self._mail_buttons:
            button.setVisible(is_mail)
            button.setEnabled(not self.is_busy)

    def _build(self) -> None:
        self.ways = Segments([self.tr("As files"), self.tr("By mail")])
        self.ways.group.idClicked.connect(self._on_way)
        self.content.addWidget(self.ways)
        self.facts = label("", "quiet", wraps=True)
        self.content.addWidget(self.facts)
        self._stack = QStackedWidget()
        files = label(
            self._post.files,
            "",
            wraps=True,
        )
        files.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._stack.addWidget(files)
        self._stack.addWidget(self._build_mail())
        self.content.addWidget(self._stack, 1)
        self.content.addWidget(self.progress)
        close = self.add_button(self.tr("Close"), key="Esc")
        close.clicked.connect(self.reject)
        back = self.add_button(self.tr("Came back…"))
        back.clicked.connect(lambda _on=False: self.ask_came_back())
        letters = self.add_button(self.tr("Look at 3…"))
        letters.clicked.connect(lambda _on=False: self.preview())
        test = self.add_button(self.tr("Test to myself"))
        test.clicked.connect(lambda _on=False: self.send_test())
        self.send_button = self.add_button(self.tr("Send"), "main")
        self.send_button.clicked.connect(lambda _on=False: self.send())
        pictures = self.add_button(self.tr("PNG files…"))
        pictures.clicked.connect(lambda _on=False: self._choose(Kind.PNG))
        pages = self.add_button(self.tr("PDF files…"), "main")
        pages.clicked.connect(lambda _on=False: self._choose(Kind.PDF))
        self._file_buttons = (pictures, pages)
        self._hidden = (pictures,) if self._post.is_certificate else ()
        self._mail_buttons = (back, letters, test, self.send_button)
        self.show_state()

    def _build_mail(self) -> QScrollArea:
        self.form = Form(2)
        password = LineField(self.tr("Password"))
        password.line.setEchoMode(QLineEdit.EchoMode.Password)
        security = {
            "starttls": self.tr("STARTTLS (port 587)"),
            "tls": self.tr("TLS (port 465)"),
            "none": self.tr("none, on this network only"),
        }
        for name, field in (
            ("host", LineField(self.tr("Mail server"), "smtp.example.org")),
            ("port", LineField(self.tr("Port"), "587")),
            ("security", ChoiceField(self.tr("Security"), security)),
            ("sender", LineField(self.tr("Sender"), "niperm@example.org")),
            ("user", LineField(self.tr("User"))),
            ("password", password),
            ("per_minute", LineField(self.tr("Mails a minute"), self.tr("as the server takes"))),
        ):
            self.form.add(name, field)
        names = "{name} {programme} {dates} {place} {type}"
        self.form.add("subject", LineField(self.tr("Subject"), names), is_wide=True)
        self.form.add("text", TextField(self.tr("Text in English")), is_wide=True)
        self.form.add("text_hebrew", TextField(self.tr("Text in Hebrew")), is_wide=True)
        self.again = QCheckBox(
            self.tr("Also to those for whom an earlier run broke off: they may have it twice")
        )
        holder = QWidget()
        holder.setObjectName("formContent")
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 12, 0)
        column.addWidget(self.form)
        column.addWidget(self.again)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setObjectName("form")
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(holder)
        return scroll

    def _read(self) -> None:
        """Count who is due, and fill in what was used the last time."""
        on_store, services = self.jobs.on_store, self._services

        def work(_on_progress: object, _is_stopped: object) -> tuple[Ready, dict[str, str], str]:
            ready = self._tickets.ready(self._programme, self._chosen, on_store)
            kept = on_store(lambda: self._kept(services))
            return ready, kept, kept_password(kept.get("user", ""))

        self.begin(work, self._on_read)

    def _kept(self, services: AttendeesServices) -> dict[str, str]:
        """Give the server as it was kept, and the words that go with this post."""
        server = services.settings("mail")
        if not self._post.is_certificate:
            return server
        plain = {name: text for name, text in server.items() if name not in _WORDS}
        return plain | services.settings(self._post.settings)

    def _on_read(self, news: tuple[Ready, dict[str, str], str]) -> None:
        ready, kept, password = news
        words = self._tickets.default_mail()
        usual = {
            "port": "587",
            "security": "starttls",
            "sender": self._programme.contact if EMAIL.match(self._programme.contact) else "",
            "subject": words.subject,
            "text": words.text,
            "text_hebrew": words.text_hebrew,
        }
        self.form.set_values(usual | kept | {"password": password})
        self._show_ready(ready)

    def _show_ready(self, ready: Ready) -> None:
        self._total = ready.due
        parts = [self.tr("{count} to send").format(count=ready.due)]
        for count, sentence in (
            (ready.sent, self.tr("{count} sent already")),
            (ready.uncertain, self.tr("{count} uncertain after a break")),
            (ready.without_email, self.tr("{count} without an email")),
            (ready.came_back, self.tr("{count} came back: they need another address")),
        ):
            if count:
                parts.append(sentence.format(count=count))
        self.facts.setText(" • ".join(parts))
        self.send_button.set_words(self.tr("Send {count}").format(count=ready.due))
        self.again.setVisible(ready.uncertain > 0)

    def _order(self) -> MailOrder | None:
        values = self.form.values()
        faults = {}
        if not values["host"]:
            faults["host"] = describe_fault(Fault.MISSING)
        if not values["port"].isdecimal() or not 0 < int(values["port"]) < 65_536:
            faults["port"] = self.tr("Write a number, such as 587.")
        if (rate := values["per_minute"]) and not (rate.isdecimal() and 0 < int(rate) <= 6000):
            faults["per_minute"] = self.tr("Write a number, such as 30, or leave it empty.")
        if not EMAIL.match(values["sender"]):
            faults["sender"] = describe_fault(Fault.BAD_EMAIL)
        template = MailTemplate(values["subject"], values["text"], values["text_hebrew"])
        if not template.subject:
            faults["subject"] = describe_fault(Fault.MISSING)
        if unknown := unknown_names(template):
            text = self.tr("Nothing is known as {names}.")
            faults["text"] = text.format(names=", ".join(unknown))
        self.form.show_faults(faults)
        if faults:
            self.say(self.tr("Please look at the fields with a red line."), "fault")
            return None
        server = SmtpServer(
            values["host"], int(values["port"]), values["sender"], values["user"],
            values["security"],
        )  # fmt: skip
        return MailOrder(
            self._programme, template, server, values["password"], self._chosen,
            self.again.isChecked(), int(values["per_minute"] or 0),
        )  # fmt: skip

    def _keep(self, order: MailOrder) -> None:
        values = self.form.values()
        names = (*_SERVER, "per_minute", "subject", "text", "text_hebrew")
        kept = {name: values[name] for name in names}
        keep_password(order.server.user, order.password)
        self.jobs.run(
            lambda: self._services.keep_settings(self._post.settings, kept), lambda _done: None
        )

    def _on_sent(self, done: Mailed) -> None:
        sentence = self.tr("{count} sent.").format(count=done.sent)
        if done.is_stopped:
            sentence += " " + self.tr("Stopped; Send goes on with the others.")
        for name, reason in done.refused[:_NAMED]:
            sentence += " " + self.tr("Refused: {name} ({reason}).").format(
                name=name, reason=reason
            )
        self._again_ready()
        self.say(sentence, "fault" if done.refused else "good")

    def _again_ready(self) -> None:
        on_store, tickets = self.jobs.on_store, self._tickets
        self.jobs.run_long(
            lambda _p, _s: tickets.ready(self._programme, self._chosen, on_store),
            self._show_ready,
            lambda _news: None,
        )

    def _on_way(self, number: int) -> None:
        self._stack.setCurrentIndex(number)
        self.show_state()

    def _choose(self, kind: Kind) -> None:
        if chosen := pick_folder(self, self._post.folder):
            self.write_files(chosen, kind)
