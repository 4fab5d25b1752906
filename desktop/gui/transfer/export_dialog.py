"""The dialog that exports attendees or check-ins, as a spreadsheet or as CSV."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QRadioButton, QWidget

from desktop.domain.programme.programme import Programme
from desktop.gui.transfer.services import TransferServices
from desktop.gui.widgets.dialogs import WorkDialog
from desktop.gui.widgets.jobs import Jobs
from desktop.gui.widgets.labels import label
from desktop.gui.wording.sync import flat_title
from desktop.workflows.transfer.flat_export import Flat

WIDTH_PX = 560


class ExportDialog(WorkDialog):
    """The truth of a programme as a file for spreadsheets."""

    def __init__(
        self, jobs: Jobs, services: TransferServices, programme: Programme, parent: QWidget
    ) -> None:
        """Offer to export a programme."""
        super().__init__(self.tr("Export"), jobs, parent)
        self._services = services
        self._programme = programme
        self.fit(WIDTH_PX)
        self._build()

    def save_to(self, target: Path) -> None:
        """Export what is chosen on screen."""
        export, on_store, programme = self._services.export, self.jobs.on_store, self._programme
        if flat := self._flat:
            only_changed, files = self.changed.isChecked(), self._services.flat_export

            def work(_on_progress: object, is_stopped: Callable[[], bool]) -> int:
                return files.write(
                    flat,
                    programme,
                    target,
                    only_changed=only_changed,
                    on_store=on_store,
                    is_stopped=is_stopped,
                )
        elif self.attendees.isChecked():
            with_codes = self.codes.isChecked()

            def work(_on_progress: object, is_stopped: Callable[[], bool]) -> int:
                return export.attendees(
                    programme,
                    target,
                    with_codes=with_codes,
                    on_store=on_store,
                    is_stopped=is_stopped,
                )
        else:

            def work(_on_progress: object, is_stopped: Callable[[], bool]) -> int:
                return export.checkins(programme, target, on_store=on_store, is_stopped=is_stopped)

        self.begin(work, lambda count: self._on_saved(count, target))

    def show_state(self) -> None:
        """Let one export end before the next."""
        self.save_button.setEnabled(not self.is_busy)
        # What other systems read is CSV by its columns.
        self.sheet_button.setEnabled(not self.is_busy and self._flat is None)

    def _build(self) -> None:
        self.attendees = QRadioButton(self.tr("Attendees: everybody with status and times"))
        self.attendees.setChecked(True)
        self.codes = QCheckBox(self.tr("With the codes of tickets and badges"))
        self.checkins = QRadioButton(self.tr("Check-ins: every answer a desk gave"))
        self.attendees.toggled.connect(self.codes.setEnabled)
        for part in (self.attendees, self.codes, self.checkins):
            self.content.addWidget(part)
        self.content.addWidget(label(self.tr("For other systems"), "paneTitle"))
        self.flats = {kind: QRadioButton(flat_title(kind)) for kind in Flat}
        self.changed = QCheckBox(self.tr("Only what changed since the last one"))
        for choice in self.flats.values():
            self.content.addWidget(choice)
            choice.toggled.connect(lambda _on: self.show_state())
        self.content.addWidget(self.changed)
        note = self.tr(
            "XLSX keeps every number, phone and date as it is; CSV is for other programs. Whoever "
            "has the codes can get in."
        )
        self.content.addWidget(label(note, "quiet", wraps=True))
        self.content.addStretch(1)
        self.close_button = self.add_button(self.tr("Close"), key="Esc")
        self.close_button.clicked.connect(self.reject)
        self.save_button = self.add_button(self.tr("Save CSV…"))
        self.save_button.clicked.connect(lambda _on=False: self._on_save("csv"))
        self.sheet_button = self.add_button(self.tr("Save XLSX…"), "main")
        self.sheet_button.clicked.connect(lambda _on=False: self._on_save("xlsx"))

    @property
    def _flat(self) -> Flat | None:
        return next((kind for kind, box in self.flats.items() if box.isChecked()), None)

    def _on_save(self, ending: str) -> None:
        what = "attendees" if self.attendees.isChecked() else "checkins"
        if flat := self._flat:
            what = f"flat-{flat.value}"
        name, kind = f"{what}-{self._programme.code}.{ending}", ending.upper()
        title = self.tr("Save {kind}").format(kind=kind)
        target = self.ask_save(title, name, f"{kind} (*.{ending})")
        if target is None:
            return
        named = target if target.suffix else target.with_name(f"{target.name}.{ending}")
        if named != target and named.exists():
            # Nobody was asked about the file with the ending that was left out.
            sentence = self.tr("{path} is there already. Choose it to replace it, or another name.")
            self.say(sentence.format(path=named), "fault")
        else:
            self.save_to(named)

    def _on_saved(self, count: int, target: Path) -> None:
        self.say(self.tr("{count} rows: {path}").format(count=count, path=target), "good")
