"""The settings of this computer: its desk, sounds, locking, scanner, and what is kept to leads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from desktop.domain.staff.staff import Right
from desktop.gui.widgets.dialogs import Dialog
from desktop.gui.widgets.form_fields import ChoiceField, Form, LineField
from desktop.gui.widgets.labels import label
from desktop.gui.wording.staff import lock_names, right_name, sound_names
from desktop.workflows.staff.desk_settings import DeskSettings

WIDTH_PX = 620


class SettingsDialog(Dialog):
    """One form; nothing changes before Save."""

    saved = Signal(object, object)
    people_asked = Signal()

    def __init__(
        self,
        settings: DeskSettings,
        kept: frozenset[Right],
        ports: Mapping[str, str],
        parent: QWidget,
        *,
        may_keep: bool,
        backups: Sequence[str] = (),
    ) -> None:
        """Show the settings, and how it stands with backups.

        `ports` are the serial ports by what they are called.
        """
        super().__init__(self.tr("Settings"), parent)
        self.fit(WIDTH_PX)
        self.form = Form(2)
        scanners = {"": self.tr("as a keyboard")} | dict(ports)
        for name, field in (
            ("name", LineField(self.tr("This desk is called"))),
            ("sounds", ChoiceField(self.tr("Sounds"), sound_names())),
            ("lock_min", ChoiceField(self.tr("Lock by itself"), lock_names())),
            ("serial_port", ChoiceField(self.tr("The scanner is connected"), scanners)),
        ):
            self.form.add(name, field)
        self.form.set_values(settings.as_texts())
        self.content.addWidget(self.form)
        self.content.addWidget(label(self.tr("Kept to leads"), "paneTitle"))
        self.boxes = {right: QCheckBox(right_name(right)) for right in Right}
        for right, box in self.boxes.items():
            box.setChecked(right in kept)
            box.setEnabled(may_keep)
            self.content.addWidget(box)
        if not may_keep:
            sentence = self.tr("Only a lead changes this, once there is one with a PIN.")
            self.content.addWidget(label(sentence, "quiet", wraps=True))
        self.content.addWidget(label(self.tr("Backups"), "paneTitle"))
        self.backups = label("\n".join(backups), "quiet", wraps=True)
        self.content.addWidget(self.backups)
        self.content.addStretch(1)
        people = self.add_button(self.tr("People at the desks…"))
        people.clicked.connect(self.people_asked)
        self.add_save(self.save)

    def save(self) -> None:
        """Hand on what is chosen."""
        values = self.form.values()
        if not values["name"]:
            self.form.show_faults({"name": self.tr("This is needed.")})
            return
        kept = frozenset(right for right, box in self.boxes.items() if box.isChecked())
        self.accept()
        self.saved.emit(DeskSettings.from_texts(values), kept)
