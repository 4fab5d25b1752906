"""The room of lists: guest lists in, exports out."""

from __future__ import annotations

from desktop.domain.staff.staff import Right
from desktop.gui.frame.room import Command, Frame, Room
from desktop.gui.transfer.export_dialog import ExportDialog
from desktop.gui.transfer.import_dialog import ImportDialog
from desktop.gui.transfer.services import TransferServices
from desktop.gui.wording.translation import tr


def transfer_room(frame: Frame, services: TransferServices) -> Room:
    """Open the dialogs of lists for whoever asks; export may be kept to leads."""

    def open_import() -> None:
        code = frame.station.programme.code if frame.station.programme else ""
        dialog = ImportDialog(frame.jobs, services, code, frame.dialogs.window)
        dialog.imported.connect(frame.station.set_programme)
        frame.dialogs.show(dialog)

    def open_export() -> None:
        if programme := frame.station.needed():
            above = frame.dialogs.window
            frame.dialogs.show(ExportDialog(frame.jobs, services, programme, above))

    def ask_export() -> None:
        frame.guard.with_right(Right.EXPORT, open_export)

    frame.signals.import_asked.connect(open_import)
    frame.signals.export_asked.connect(ask_export)
    return Room(
        commands=(
            Command(10, tr("Import a guest list…"), "Ctrl+I", open_import, 1, "upload",
                    tr("Import")),
            Command(12, tr("Export CSV…"), "Ctrl+E", ask_export, 3, "download", tr("Export")),
        ),
    )  # fmt: skip
