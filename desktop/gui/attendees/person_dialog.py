"""The form of a person: somebody new (F4, Ctrl+N), or somebody known (F2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.devices.scanning.camera import Camera
from desktop.domain.attendees.fields import VALID_COLUMNS
from desktop.domain.attendees.registration import Attendee, Status
from desktop.domain.failures import EnvironmentFailure
from desktop.domain.programme.programme import Programme
from desktop.domain.programme.questions import Asked, Question, asked_at
from desktop.gui.attendees.question_form import QuestionForm
from desktop.gui.attendees.services import AttendeesServices
from desktop.gui.widgets.camera_dialog import CameraDialog
from desktop.gui.widgets.crop_dialog import Crop, CropDialog
from desktop.gui.widgets.day_field import DayField
from desktop.gui.widgets.dialogs import Dialog
from desktop.gui.widgets.form_fields import ChoiceField, Form, LineField, TextField
from desktop.gui.widgets.jobs import Jobs
from desktop.gui.widgets.labels import label
from desktop.gui.widgets.theme import Theme
from desktop.gui.wording.attendees import status_word, twin_line
from desktop.gui.wording.causes import describe_fault
from desktop.gui.wording.failures import describe_failure
from desktop.gui.wording.moments import iso_day
from desktop.gui.wording.transfer import field_label
from desktop.workflows.attendees.registry import Details, RegistrationForm
from desktop.workflows.attendees.twins import TwinSign

SIZE_PX = (760, 760)
NEW_HEIGHT_PX = 600
TWIN_PAUSE_MS = 250
_NAMES = ("first_name", "last_name", "first_name_hebrew", "last_name_hebrew")
_SHORT = (*_NAMES, "organization", "community", "email", "phone")
_LONG = ("full_name", "nickname", "title", "country", "diet", "needs")
_PICTURES = "*.jpg *.jpeg *.png *.webp *.bmp"


class PersonDialog(Dialog):
    """One form; what is wrong stands beside the field, and a likely twin above all."""

    saved = Signal(object, bool)
    twin_chosen = Signal(object)

    def __init__(
        self,
        jobs: Jobs,
        services: AttendeesServices,
        programme: Programme,
        theme: Theme,
        parent: QWidget,
        details: Details | None = None,
    ) -> None:
        """Open the form of somebody known, or an empty one."""
        title = self.tr("Edit {name}") if details else self.tr("New attendee")
        super().__init__(title.format(name=details.attendee.name if details else ""), parent)
        self._jobs = jobs
        self._services = services
        self._programme = programme
        self._theme = theme
        self._details = details
        self._twins: Sequence[TwinSign] = ()
        self._is_twin_seen = False
        self._is_badge_wanted = False
        self._photo: Path | None = None
        self._crop: Crop | None = None
        self._shot = b""
        self._known_person = ""
        self.form = Form(2)
        self.questions = QuestionForm((), theme)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TWIN_PAUSE_MS)
        self._pause.timeout.connect(self._look_for_twins)
        self.fit(SIZE_PX[0], SIZE_PX[1] if details else NEW_HEIGHT_PX)
        self._build()
        self._jobs.run_beside(self._read_choices, self._on_choices)
        if details is None:
            self._say_if_closed()

    def save(self, *, with_badge: bool = False) -> None:
        """Check the form and write it."""
        self._is_badge_wanted = with_badge
        form = self._form_as_typed()
        faults = form.faults()
        self.form.show_faults({name: describe_fault(fault) for name, fault in faults.items()})
        if faults or not self.questions.is_valid():
            self.say(self.tr("Please look at the fields with a red line."), "fault")
            return
        if self._details is None and not self._is_twin_seen:
            self._pause.stop()
            self._save.setEnabled(False)
            twins, programme = self._services.twins, self._programme
            self._jobs.run(
                lambda: twins.find(programme, form.person),
                lambda twins: self._on_last_look(form, twins),
            )
            return
        self._write(form)

    def _on_last_look(self, form: RegistrationForm, twins: Sequence[TwinSign]) -> None:
        """Write, unless somebody who may be the same stands there now."""
        self._save.setEnabled(True)
        self._on_twins(twins)
        if not twins:
            self._write(form)
            return
        self._is_twin_seen = True
        self._save.set_words(self.tr("Register all the same"))
        self.say(self.tr("Look at the yellow line first: is it the same person?"), "fault")

    def _say_if_closed(self) -> None:
        """Remind the desk of the days of registration; it may register all the same."""
        today, programme = iso_day(), self._programme
        if programme.registration_closes and today > programme.registration_closes:
            sentence = self.tr("Registration closed on {day}; you may register all the same.")
            self.say(sentence.format(day=programme.registration_closes), "fault")
        elif programme.registration_opens and today < programme.registration_opens:
            sentence = self.tr("Registration opens on {day}; you may register all the same.")
            self.say(sentence.format(day=programme.registration_opens), "fault")

    def take_photo(self, path: Path) -> None:
        """Keep a picture file for the person, to be written with the form."""
        self._photo, self._shot, self._crop = path, b"", None
        self._photo_name.setText(path.name)

    def take_shot(self, content: bytes) -> None:
        """Keep what the camera took, to be written with the form."""
        self._photo, self._shot, self._crop = None, content, None
        self._photo_name.setText(self.tr("a photo from the camera"))
        self._open_crop(content, self._photo_name.text())

    def cut_photo(self, path: Path) -> None:
        """Show a picture file above the form, to be cut to the face."""
        self.take_photo(path)
        photos = self._services.photos
        self._jobs.run(
            lambda: photos.prepare_whole(path),
            lambda content: self._open_crop(content, path.name),
            self._on_failed,
        )

    def _open_crop(self, content: bytes, name: str) -> None:
        dialog = CropDialog(self.tr("Photo"), content, self)
        dialog.cut.connect(lambda whole, crop: self._keep_part(whole, crop, name))
        dialog.open()

    def _keep_part(self, whole: bytes, crop: Crop | None, name: str) -> None:
        self._photo, self._shot, self._crop = None, whole, crop
        self._photo_name.setText(name)

    def open_camera(self, camera: Camera | None = None) -> None:
        """Take a photo with the camera, above the form."""
        dialog = CameraDialog(self.tr("Photo"), self, camera)
        dialog.taken.connect(self.take_shot)
        dialog.open()

    def _write(self, form: RegistrationForm) -> None:
        registry, photo, shot = self._services.registry, self._photo, self._shot
        crop = self._crop
        photos = self._services.photos

        def work() -> tuple[Attendee, bool]:
            picture = photos.prepare(photo) if photo else None
            if shot:
                picture = photos.prepare_bytes(shot, "camera", crop)
            if self._details:
                changed = registry.change(self._details.attendee.id, form)
                written, is_waiting = changed, False
            else:
                written, is_waiting = registry.register(self._programme, form, self._known_person)
            if picture:
                written = registry.set_photo(written.id, picture)
            return written, is_waiting

        self._save.setEnabled(False)
        self._jobs.run(work, self._on_written, self._on_failed)

    def _on_written(self, written: tuple[Attendee, bool]) -> None:
        attendee, _is_waiting = written
        self.accept()
        self.saved.emit(attendee, self._is_badge_wanted)

    def _on_failed(self, failure: EnvironmentFailure) -> None:
        self._save.setEnabled(True)
        self.say(describe_failure(failure).line, "fault")

    def _build(self) -> None:
        self.content.addWidget(self._build_twin())
        holder = QWidget()
        holder.setObjectName("formContent")
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(0, 0, 12, 0)
        self._column.setSpacing(12)
        self._column.addWidget(self.form)
        self._column.addWidget(self.questions)
        self._column.addStretch(1)
        scroll = QScrollArea()
        scroll.setObjectName("form")
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(holder)
        self.content.addWidget(scroll, 1)
        self._build_fields()
        self._build_buttons()

    def _build_fields(self) -> None:
        for name in _SHORT:
            self.form.add(name, LineField(field_label(name)))
        self.form.add("ticket_type", ChoiceField(self.tr("Type"), {}, is_open=True))
        states = (Status.REGISTERED, Status.PENDING, Status.WAITLISTED, Status.INVITED,
                  Status.CANCELLED, Status.BLOCKED)  # fmt: skip
        names = {state.value: status_word(state.value) for state in states}
        self.form.add("amount_due", LineField(field_label("amount_due"), "120 USD"))
        if self._details:
            self.form.add("status", ChoiceField(self.tr("Status"), names))
            self.form.add("delegation", LineField(field_label("delegation")))
            for name in _LONG:
                self.form.add(name, LineField(field_label(name)))
            for name in VALID_COLUMNS:
                hint = self.tr("any day")
                self.form.add(name, DayField(field_label(name), hint, may_have_time=True))
            self.form.add("block_reason", LineField(field_label("block_reason")))
            self.form.add("tags", LineField(field_label("tags")))
            self.form.add("attention", LineField(field_label("attention")))
            self.form.add("notes", TextField(field_label("notes")), is_wide=True)
        self._build_photo()
        for name in (*_NAMES, "email", "phone"):
            self.form.fields[name].changed.connect(self._pause.start)
        kind = self.form.fields["ticket_type"]
        kind.changed.connect(lambda: self.questions.ask_type(kind.value()))
        if self._details:
            self._show(self._details)
        self.form.fields["first_name"].editor.setFocus()

    def _build_photo(self) -> None:
        self._photo_name = label(self.tr("no new photo"), "quiet")
        choose = QPushButton(self.tr("Photo from a file…"))
        choose.setAutoDefault(False)
        choose.clicked.connect(self._choose_photo)
        shoot = QPushButton(self.tr("Camera…"))
        shoot.setAutoDefault(False)
        shoot.clicked.connect(lambda _on=False: self.open_camera())
        row = QHBoxLayout()
        row.addWidget(choose)
        row.addWidget(shoot)
        row.addWidget(self._photo_name, 1)
        self._column.insertLayout(1, row)

    def _build_buttons(self) -> None:
        cancel = self.add_button(self.tr("Cancel"), key="Esc")
        cancel.clicked.connect(lambda _on=False: self.leave())
        self.keeps_typed = True
        if self._details is None:
            both = self.add_button(self.tr("Register and print badge"), key="Ctrl P")
            both.clicked.connect(lambda _on=False: self.save(with_badge=True))
            key = QShortcut(QKeySequence("Ctrl+P"), self)
            key.activated.connect(lambda: self.save(with_badge=True))
        text = self.tr("Save") if self._details else self.tr("Register")
        self._save = self.add_button(text, "main", "Enter")
        self._save.setDefault(True)
        self._save.clicked.connect(lambda _on=False: self.save())

    def begin_with(self, names: Mapping[str, str]) -> None:
        """Begin with a name that was typed before; whoever types now replaces it."""
        self.form.set_values(names)
        for name in names:
            line = self.form.fields[name].editor
            if isinstance(line, QLineEdit) and line.text():
                line.setFocus()
                line.selectAll()
                return

    def say_what_follows(self, *, checks_in: bool) -> None:
        """Say on the button that whoever is registered comes in at once."""
        if checks_in:
            self._save.set_words(self.tr("Register and check in"))

    def _build_twin(self) -> QFrame:
        self.twin = QFrame()
        self.twin.setObjectName("twin")
        self._twin_text = label("", "", wraps=True)
        use = QPushButton(self.tr("It is this one"))
        use.setAutoDefault(False)
        use.clicked.connect(self._use_twin)
        row = QHBoxLayout(self.twin)
        row.setContentsMargins(14, 8, 8, 8)
        row.addWidget(self._twin_text, 1)
        row.addWidget(use)
        self.twin.hide()
        return self.twin

    def _read_choices(self) -> tuple[Sequence[str], Sequence[str], Sequence[str], Sequence[str]]:
        attendee_list, on_store = self._services.attendees, self._jobs.on_store
        return (
            on_store(lambda: attendee_list.organisations_like("", limit=2000)),
            on_store(attendee_list.communities),
            attendee_list.ticket_types(self._programme.id, on_store),
            on_store(lambda: self._services.delegations.named(self._programme)),
        )

    def _on_choices(self, choices: tuple[Sequence[str], ...]) -> None:
        organisations, communities, types, delegations = choices
        for name, texts in (
            ("organization", organisations), ("community", communities),
            ("delegation", delegations),
        ):  # fmt: skip
            field = self.form.fields.get(name)
            if isinstance(field, LineField):
                field.complete_from(texts)
        kind = self.form.fields["ticket_type"]
        assert isinstance(kind, ChoiceField)
        before = kind.value()
        for text in types:
            if kind.box.findText(text) < 0:
                kind.box.addItem(text, text)
        kind.set_value(before or (types[0] if types and not self._details else before))
        if self._details is None:
            self._jobs.run(
                lambda: self._services.programmes.questions(self._programme), self._on_questions
            )

    def _on_questions(self, questions: Sequence[Question]) -> None:
        asked = asked_at(questions, Asked.REGISTRATION)
        self._replace_questions(QuestionForm(asked, self._theme))

    def _replace_questions(self, form: QuestionForm) -> None:
        self._column.replaceWidget(self.questions, form)
        self.questions.deleteLater()
        self.questions = form
        form.ask_type(self.form.fields["ticket_type"].value())

    def _show(self, details: Details) -> None:
        person, own = details.attendee.person, details.attendee.registration
        values = {
            name: str(getattr(person, name, "") or getattr(own, name, "") or "")
            for name in self.form.fields
        }
        values["status"] = own.status.value
        self.form.set_values(values)
        form = QuestionForm(asked_at(details.questions, Asked.REGISTRATION), self._theme)
        form.set_values({id_: answer.value for id_, answer in details.answers.items()})
        self._replace_questions(form)

    def _form_as_typed(self) -> RegistrationForm:
        values = self.form.values()
        person = {name: values[name] for name in (*_SHORT, *_LONG) if name in values}
        own = {name: text for name, text in values.items() if name not in person}
        return RegistrationForm(person, own, self.questions.values())

    def _look_for_twins(self) -> None:
        if self._details is None:
            fields = self._form_as_typed().person
            self._jobs.run(
                lambda: self._services.twins.find(self._programme, fields), self._on_twins
            )

    def _on_twins(self, twins: Sequence[TwinSign]) -> None:
        self._twins = twins
        self.twin.setVisible(bool(twins))
        if twins:
            self._twin_text.setText(twin_line(twins[0]))

    def _use_twin(self) -> None:
        """Go to who is here already, or take over a person of another programme."""
        twin = self._twins[0]
        if twin.is_here:
            self.reject()
            self.twin_chosen.emit(twin.attendee)
            return
        person = twin.attendee.person
        self._known_person = person.id
        self._is_twin_seen = True
        self.form.set_values({name: getattr(person, name) for name in _SHORT})
        self.say(self.tr("Known from another programme: registers the same person."), "good")

    def _choose_photo(self) -> None:
        if path := self.ask_open(self.tr("Photo"), self.tr("Pictures") + f" ({_PICTURES})"):
            self.cut_photo(path)
