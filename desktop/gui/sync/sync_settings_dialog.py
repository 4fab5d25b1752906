"""How this desk exchanges with others: a hub, a folder, and flat files for other systems."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.domain.sync.hub_address import hub_address
from desktop.gui.widgets.dialogs import Dialog, pick_folder
from desktop.gui.widgets.form_fields import ChoiceField, Form, LineField
from desktop.gui.widgets.labels import label
from desktop.gui.wording.sync import minutes_names
from desktop.workflows.sync.sync_settings import SyncSettings

WIDTH_PX = 680


class SyncSettingsDialog(Dialog):
    """One form; nothing changes before Save. A password is never shown again."""

    saved = Signal(object, str)

    def __init__(self, settings: SyncSettings, parent: QWidget) -> None:
        """Show how this desk exchanges now."""
        super().__init__(self.tr("How to exchange"), parent)
        self.fit(WIDTH_PX)
        hub = LineField(self.tr("Hub"), "postgresql://door@hub.example.org/muster")
        password = LineField(self.tr("Password of the hub"), self.tr("kept in the keyring"))
        password.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.hub_form = self._form(("hub", hub), ("password", password))
        self.folder_form = self._form(
            ("folder", LineField(self.tr("Stick, share or synced folder"))),
            ("folder_minutes", ChoiceField(self.tr("Exchange"), minutes_names())),
        )
        self.export_form = self._form(
            ("export_folder", LineField(self.tr("Folder that another system watches"))),
            ("export_minutes", ChoiceField(self.tr("Export what changed"), minutes_names())),
        )
        texts = settings.as_texts()
        for title, hint, form in (
            (self.tr("Through a hub"),
             self.tr("A PostgreSQL database that all desks reach: news within a second."),
             self.hub_form),
            (self.tr("By files"),
             self.tr("For desks that cannot reach each other; nothing is lost if it comes late."),
             self.folder_form),
            (self.tr("For other systems"),
             self.tr("Attendees, movements and sessions as CSV."), self.export_form),
        ):  # fmt: skip
            self.content.addWidget(label(title, "paneTitle"))
            self.content.addWidget(label(hint, "quiet", wraps=True))
            self.content.addWidget(form)
            form.set_values({name: texts.get(name, "") for name in form.values()})
        self.content.addStretch(1)
        self.add_button(self.tr("Folder…")).clicked.connect(lambda: self._choose("folder"))
        self.add_button(self.tr("Export folder…")).clicked.connect(
            lambda: self._choose("export_folder")
        )
        self.add_save(self.save)

    def save(self) -> None:
        """Hand on what is chosen; an address that is none is said beside its field."""
        values = self.hub_form.values() | self.folder_form.values() | self.export_form.values()
        password = values.pop("password")
        if values["hub"]:
            try:
                address = hub_address(values["hub"])
            except ValueError:
                sentence = self.tr("Write it as postgresql://USER@HOST/DATABASE.")
                self.hub_form.show_faults({"hub": sentence})
                return
            values["hub"], password = address.url, password or address.password
        self.accept()
        self.saved.emit(SyncSettings.from_texts(values), password)

    def _form(self, *fields: tuple[str, LineField | ChoiceField]) -> Form:
        form = Form(2)
        for name, field in fields:
            form.add(name, field)
        return form

    def _choose(self, name: str) -> None:
        form = self.folder_form if name == "folder" else self.export_form
        if folder := pick_folder(self, self.tr("Choose a folder")):
            form.set_values({**form.values(), name: str(folder)})
