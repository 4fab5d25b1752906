"""What is asked at a roll call: to begin one, how somebody is injured, who told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.rollcall.marks import MarkState, Triage
from desktop.gui.widgets.dialogs import Dialog
from desktop.gui.widgets.form_fields import ChoiceField, LineField
from desktop.gui.widgets.labels import label
from desktop.gui.wording.rollcall.words import state_name, triage_name
from desktop.workflows.rollcall.rollcalls import Noted

WIDTH_PX = 480


class BeginDialog(Dialog):
    """Asks once: drill or real, of whom, and on which printer the list comes out."""

    begun = Signal(bool, bool, str)

    def __init__(
        self, programme: str, printers: Sequence[str], printer: str, parent: QWidget
    ) -> None:
        """Ask about a programme, by its title."""
        super().__init__(self.tr("Begin a roll call"), parent)
        self.fit(WIDTH_PX)
        text = self.tr(
            "Everybody who is inside now goes on a list, on all desks. The list is saved here at "
            "once, and you mark people as they are found."
        )
        self.content.addWidget(label(text, "quiet", wraps=True))
        scopes = {"": programme, "all": self.tr("everybody at the venue, of all programmes")}
        self.scope = ChoiceField(self.tr("Who is looked for"), scopes)
        names = {"": self.tr("on no printer"), **{name: name for name in printers}}
        self.printer = ChoiceField(self.tr("Print the list"), names)
        self.printer.set_value(printer if printer in names else "")
        self.content.addWidget(self.scope)
        self.content.addWidget(self.printer)
        self.add_button(self.tr("Cancel"), key="Esc").clicked.connect(self.reject)
        drill, real = self.tr("Drill"), self.tr("Real: evacuate")
        self.drill = self.add_action(drill, lambda: self._begin(is_drill=True), "", "Alt+D")
        self.real = self.add_action(real, lambda: self._begin(is_drill=False), "risk", "Alt+E")

    def _begin(self, *, is_drill: bool) -> None:
        self.accept()
        self.begun.emit(is_drill, bool(self.scope.value()), self.printer.value())


class NoteDialog(Dialog):
    """Asks what is noted with a mark; all of it may stay empty."""

    noted = Signal(object)

    def __init__(self, state: MarkState, who: str, parent: QWidget) -> None:
        """Ask about somebody, or several."""
        super().__init__(state_name(state), parent)
        self.fit(WIDTH_PX)
        self.content.addWidget(label(who, "formLabel", wraps=True))
        self._state = state
        self.triage = ChoiceField(self.tr("Triage"), _triages(self.tr("not said")))
        self.note = LineField(self.tr("Note"))
        asked = {
            MarkState.OFF_SITE: self.tr("Who said so"),
            MarkState.MISSING: self.tr("Reported by"),
        }
        self.told_by = LineField(asked.get(state, ""))
        fields: tuple[QWidget, ...] = (self.told_by, self.note)
        if state is MarkState.INJURED:
            fields = (self.triage, self.note)
        for field in fields:
            self.content.addWidget(field)
        self.button = self.add_save(self._save)

    def _save(self) -> None:
        is_injured = self._state is MarkState.INJURED
        triage = self.triage.value() if is_injured else ""
        told_by = "" if is_injured else self.told_by.value()
        self.accept()
        self.noted.emit(Noted(triage, self.note.value(), told_by))


def _triages(unsaid: str) -> Mapping[str, str]:
    return {"": unsaid, **{triage.value: triage_name(triage.value) for triage in Triage}}
