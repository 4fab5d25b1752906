"""The questions of a programme as fields of a form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QPushButton, QVBoxLayout, QWidget

from desktop.domain.attendees.type_words import is_one_of
from desktop.domain.programme.questions import NO, YES, Kind, Question, check
from desktop.gui.widgets.day_field import DayField
from desktop.gui.widgets.form_fields import ChoiceField, FormField, LineField
from desktop.gui.widgets.labels import label
from desktop.gui.widgets.photo_field import PhotoField
from desktop.gui.widgets.signature_pad import SignatureEditor, SignaturePad
from desktop.gui.widgets.theme import Theme
from desktop.gui.wording.causes import describe_answer_fault
from desktop.gui.wording.translation import tr


class AgreeField(FormField):
    """A box to tick, below the text that is agreed to."""

    def __init__(self, question: Question) -> None:
        """Ask one question; a consent in its full wording."""
        self.box = QCheckBox()
        is_consent = question.is_consent
        self.box.setText(self.tr("I agree") if is_consent else self.tr("Yes"))
        super().__init__(title_of(question), self.box)
        self.box.toggled.connect(lambda _on: self.changed.emit())

    def value(self) -> str:
        """Give yes, or nothing: an empty box is no answer."""
        return YES if self.box.isChecked() else ""

    def set_value(self, text: str) -> None:
        """Tick the box."""
        self.box.setChecked(text == YES)


class SignatureField(FormField):
    """A place to sign."""

    def __init__(self, question: Question, theme: Theme) -> None:
        """Ask for a signature."""
        self.pad = SignaturePad(theme)
        super().__init__(title_of(question), SignatureEditor(self.pad))
        self._kept = ""
        clear = QPushButton(self.tr("Sign again"))
        clear.setAutoDefault(False)
        clear.clicked.connect(self.pad.clear)
        layout = self.layout()
        assert layout is not None
        layout.addWidget(clear)
        layout.setAlignment(clear, Qt.AlignmentFlag.AlignLeading)
        self.pad.changed.connect(self.changed)

    def value(self) -> str:
        """Give the strokes, or those that were given before."""
        return self.pad.value() or self._kept

    def set_value(self, text: str) -> None:
        """Keep a signature that was given before."""
        self._kept = text


class QuestionForm(QWidget):
    """Some questions below each other, those answered before filled in."""

    def __init__(
        self, questions: Sequence[Question], theme: Theme, *, takes_photos: bool = False
    ) -> None:
        """Ask these questions; photos only where somebody stands before the camera."""
        super().__init__()
        questions = [
            question for question in questions if takes_photos or question.kind != Kind.PHOTO
        ]
        self.questions = questions
        self.fields: dict[str, FormField] = {}
        self._wordings: dict[str, QWidget] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for question in questions:
            if question.wording:
                wording = label(question.wording, "quiet", wraps=True)
                self._wordings[question.id] = wording
                column.addWidget(wording)
            field = _field(question, theme)
            self.fields[question.id] = field
            column.addWidget(field)

    def ask_type(self, ticket_type: str) -> None:
        """Ask only what people of this type are asked; answers that are there stay."""
        for question in self.questions:
            is_asked = is_one_of(ticket_type, question.type_list)
            self.fields[question.id].setVisible(is_asked)
            if question.id in self._wordings:
                self._wordings[question.id].setVisible(is_asked)

    def values(self) -> dict[str, str]:
        """Give the answers by question."""
        return {id_: field.value() for id_, field in self.fields.items()}

    def photos(self) -> dict[str, bytes]:
        """Give the photos that were taken, by question."""
        fields = self.fields.items()
        return {id_: field.content for id_, field in fields if isinstance(field, PhotoField)}

    def set_values(self, answers: Mapping[str, str]) -> None:
        """Show answers that were given before."""
        for id_, text in answers.items():
            if id_ in self.fields:
                self.fields[id_].set_value(text)

    def is_valid(self) -> bool:
        """Say beside each answer what is wrong; tell whether all can be taken."""
        is_good = True
        for question in self.questions:
            field = self.fields[question.id]
            if field.isHidden():
                continue
            fault = check(question, field.value())
            field.show_fault(describe_answer_fault(fault) if fault else "")
            if fault and is_good:
                field.editor.setFocus()
                is_good = False
        return is_good


def title_of(question: Question) -> str:
    """Write a question in both languages, with a star where it must be answered."""
    star = " *" if question.is_required else ""
    text = " / ".join(filter(None, (question.text, question.text_hebrew)))
    return f"{text}{star}"


def _field(question: Question, theme: Theme) -> FormField:
    match question.kind:
        case Kind.CHOICE:
            choices = {"": ""} | {text: text for text in question.choice_list}
            return ChoiceField(title_of(question), choices)
        case Kind.YES_NO if question.is_consent:
            return AgreeField(question)
        case Kind.YES_NO:
            return ChoiceField(title_of(question), yes_no_choices())
        case Kind.SIGNATURE:
            return SignatureField(question, theme)
        case Kind.PHOTO:
            return PhotoField(title_of(question))
        case kind:
            made = DayField if kind == Kind.DATE else LineField
            return made(title_of(question))


def yes_no_choices() -> dict[str, str]:
    """Offer yes and no, and neither."""
    return {"": "", YES: tr("Yes"), NO: tr("No")}
