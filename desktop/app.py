"""Wires everything; the only file that knows all rooms, and the outer door of the program."""

from __future__ import annotations

import logging
import os
import secrets
import sys
import time
from collections.abc import Callable
from functools import cache
from importlib import import_module
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import platformdirs

from desktop.cli.commands import muster
from desktop.cli.words import COMMAND
from desktop.devices.painting.late_painter import LatePainter
from desktop.domain.children import CHECK_STORE, READ_SHEET
from desktop.domain.failures import EnvironmentFailure
from desktop.domain.key_text import KEY_BYTES
from desktop.files.resources import RESOURCES

if TYPE_CHECKING:
    from PySide6.QtCore import QCoreApplication

    from desktop.cli.wiring import (
        BackupWords,
        IncidentWords,
        ReportWords,
        RollCallWords,
        Wiring,
        Words,
    )
    from desktop.devices.painting.badge_paint import PdfBadgePainter
    from desktop.devices.printing.printers import PrinterRegistry
    from desktop.domain.sync.hub_address import HubAddress
    from desktop.workflows.opening import FrontDesk
    from desktop.workflows.upkeep.rescue import Rescue

NAME = "muster"
LOG_BYTES = 1_000_000
log = logging.getLogger(NAME)
# What another Muster starts this one for.
_CHILDREN = {
    READ_SHEET: "desktop.files.tables.spreadsheet_child",
    CHECK_STORE: "desktop.store.projections.check_child",
}


def main(arguments: list[str] | None = None) -> None:
    """Run Muster and leave with 0 on success, 1 when refused with a sentence, 2 on wrong usage."""
    _use_utf8()
    given = sys.argv[1:] if arguments is None else arguments
    if given[:1] and given[0] in _CHILDREN:
        sys.exit(import_module(_CHILDREN[given[0]]).main(*given[1:]))
    try:
        muster(args=given, prog_name=COMMAND, obj=_wire)
    except EnvironmentFailure as failure:
        print(_failure_sentence(failure), file=sys.stderr)  # noqa: T201
        sys.exit(1)
    except OSError as error:
        print(_output_sentence(error), file=sys.stderr)  # noqa: T201
        _give_up_output()
        sys.exit(1)
    except Exception:
        _start_log()
        log.exception("unexpected")
        print(_crash_sentence(), file=sys.stderr)  # noqa: T201
        sys.exit(1)


def key_file() -> Path:
    """Tell where the key lies on a computer without a keyring: outside the data folder."""
    return platformdirs.user_config_path(f"{NAME}-key", appauthor=False) / "store.key"


def data_folder() -> Path:
    """Tell where stores lie by default."""
    return platformdirs.user_data_path(NAME, appauthor=False)


def log_file() -> Path:
    """Tell where the log of unexpected failures lies."""
    return platformdirs.user_log_path(NAME, appauthor=False) / "muster.log"


def has_screen() -> bool:
    """Tell whether a window can be opened."""
    if sys.platform != "linux":
        return True
    offscreen = os.environ.get("QT_QPA_PLATFORM") in {"offscreen", "minimal"}
    return offscreen or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


class OffscreenBadgePainter(LatePainter):
    """Paints badges without a screen; Qt's graphics are loaded when the first badge is due."""

    def __init__(self) -> None:
        """Load nothing yet."""
        super().__init__(_painter)


@cache
def _painter() -> PdfBadgePainter:
    ready_graphics()
    from desktop.devices.painting.badge_paint import PdfBadgePainter  # noqa: PLC0415

    return PdfBadgePainter()


class LatePrinters:
    """Reaches printers; what paints for them is loaded when the first one is needed."""

    def __getattr__(self, name: str) -> Any:
        """Hand on to the registry of printers."""
        return getattr(_printer_registry(), name)


@cache
def _printer_registry() -> PrinterRegistry:
    ready_graphics()
    from desktop.devices.printing.printers import PrinterRegistry  # noqa: PLC0415

    return PrinterRegistry()


@cache
def ready_graphics() -> QCoreApplication:
    """Start Qt's graphics without a screen, with the typeface, unless a window has done so."""
    from PySide6.QtGui import QGuiApplication  # noqa: PLC0415

    from desktop.devices.painting.fonts import hint_alike, load_fonts  # noqa: PLC0415

    application = QGuiApplication.instance()
    if application is None:
        hint_alike(RESOURCES / "fonts")
        application = QGuiApplication([NAME, "-platform", "offscreen"])
        load_fonts(RESOURCES / "fonts")
    return application


def _wire() -> Wiring:
    from desktop.cli.wiring import Wiring  # noqa: PLC0415

    folder = data_folder()
    return Wiring(
        open_front_desk=open_front_desk,
        show_window=_show_window,
        show_practice=_show_practice,
        has_screen=has_screen,
        words=_words,
        read_codes=_read_codes,
        hub_password=_hub_password,
        rescue=_rescue,
        default_store=folder / "muster.db",
        sample_store=folder / "sample.db",
    )


def _words() -> Words:
    from desktop.cli.wiring import Words  # noqa: PLC0415
    from desktop.gui.wording import badges, lists  # noqa: PLC0415
    from desktop.gui.wording.checkin import describe  # noqa: PLC0415
    from desktop.gui.wording.disagreements import dispute_sentence  # noqa: PLC0415
    from desktop.gui.wording.moments import show_times_of  # noqa: PLC0415
    from desktop.gui.wording.printing import job_sentence  # noqa: PLC0415
    from desktop.gui.wording.programme import sessions_taken_whole  # noqa: PLC0415
    from desktop.gui.wording.sync import copied_line, flaw_sentence  # noqa: PLC0415
    from desktop.gui.wording.transfer import (  # noqa: PLC0415
        describe_problem,
        describe_result,
        photos_taken_whole,
    )
    from desktop.workflows.wall_clock import zone_of  # noqa: PLC0415

    return Words(
        show_times_of=lambda programme: show_times_of(zone_of(programme)),
        verdict_sentence=lambda verdict: describe(verdict).sentence,
        problem_sentence=describe_problem,
        result_sentence=describe_result,
        doubt_sentence=lists.doubt_sentence,
        status_sentence=lists.status_line,
        choice_sentence=lists.choice_sentence,
        missing_sentence=lists.missing_sentence,
        layout_sentences=lists.layout_sentences,
        job_sentence=job_sentence,
        flaw_sentence=flaw_sentence,
        dispute_sentence=lambda dispute: dispute_sentence(dispute, int(time.time() * 1000)),
        copied_sentence=copied_line,
        left_sentence=badges.left_line,
        sessions_sentence=sessions_taken_whole,
        photos_sentence=photos_taken_whole,
        honest_sentences=badges.honest_lines,
        small_code_sentence=badges.small_code_line,
        rollcall_words=_rollcall_words(),
        incident_words=_incident_words(),
        report_words=_report_words(),
        backup_words=_backup_words(),
    )


def _backup_words() -> BackupWords:
    from desktop.cli.wiring import BackupWords  # noqa: PLC0415
    from desktop.gui.wording import backups as b  # noqa: PLC0415

    return BackupWords(b.backup_line, b.plan_lines, b.restored_line, b.salvaged_lines)


def _rollcall_words() -> RollCallWords:
    from desktop.cli.wiring import RollCallWords  # noqa: PLC0415
    from desktop.gui.wording.rollcall import papers  # noqa: PLC0415
    from desktop.gui.wording.rollcall.words import last_seen, state_name  # noqa: PLC0415

    return RollCallWords(
        state_name, last_seen, papers.whole_list, papers.missing_list, papers.report_list
    )


def _incident_words() -> IncidentWords:
    from desktop.cli.wiring import IncidentWords  # noqa: PLC0415
    from desktop.domain.attendees.fields import ICS211_COLUMNS, ICS214_COLUMNS  # noqa: PLC0415
    from desktop.gui.wording.rollcall import ics  # noqa: PLC0415

    forms = (ics.ics211_form, ics.ics214_form)
    return IncidentWords(*forms, ics.ics211_rows, ics.ics214_rows, ICS211_COLUMNS, ICS214_COLUMNS)


def _report_words() -> ReportWords:
    from desktop.cli.wiring import ReportWords  # noqa: PLC0415
    from desktop.gui.wording.reports import credits, day, lists, year  # noqa: PLC0415
    from desktop.workflows.reports.files import ReportFiles  # noqa: PLC0415

    return ReportWords(
        day.day_report,
        lists.absent_report,
        lists.sessions_report,
        credits.credits_report,
        credits.register_report,
        credits.certificates_table,
        year.year_report,
        lambda out, report: ReportFiles(out.parent, OffscreenBadgePainter()).write(out, report),
    )


def open_front_desk(
    path: Path,
    clock: Callable[[], int] | None = None,
    tell: Callable[[int, int], None] = lambda _done, _total: None,
) -> FrontDesk:
    """Open a store with the real painter, and the real clock unless another one is given.

    What an older store needs is told as it goes on: entries that are done, of how many.
    """
    from desktop.devices.mailer import SmtpMailer  # noqa: PLC0415
    from desktop.files.sync.desk_marks import DeskMarks  # noqa: PLC0415
    from desktop.workflows.opening import FrontDesk  # noqa: PLC0415
    from desktop.workflows.ports import system_clock  # noqa: PLC0415

    painter = OffscreenBadgePainter()
    own_clock = clock or system_clock
    opened = (path, key_file(), own_clock, painter, SmtpMailer, LatePrinters(), DeskMarks())
    return FrontDesk.open(*opened, tell)


def _rescue(path: Path) -> Rescue:
    from desktop.workflows.ports import system_clock  # noqa: PLC0415
    from desktop.workflows.upkeep.rescue import Rescue  # noqa: PLC0415

    return Rescue(path, key_file(), system_clock)


def _hub_password(address: HubAddress) -> str:
    """Give the password of a hub's address, or the one that the keyring has for it."""
    if address.password:
        return address.password
    from desktop.devices.passwords import HUB, kept_password  # noqa: PLC0415

    return kept_password(address.account, HUB)


def _read_codes(path: Path, page: int) -> list[str]:
    ready_graphics()
    from desktop.devices.scanning.qr_read import read_pdf_page  # noqa: PLC0415

    return read_pdf_page(path, page)


def _show_window(store: Path, is_sample: bool) -> int:
    from desktop.gui.window.start import run_window  # noqa: PLC0415

    _start_log()
    return run_window(
        RESOURCES,
        lambda tell: open_front_desk(store, tell=tell),
        is_sample=is_sample,
        log=log,
        rescue=_rescue(store),
    )


def _show_practice() -> int:
    """Show a window on a store that is gone when it closes; it reaches no printer and no mail."""
    from desktop.gui.window.start import run_window  # noqa: PLC0415
    from desktop.workflows.opening import FrontDesk  # noqa: PLC0415
    from desktop.workflows.ports import system_clock  # noqa: PLC0415

    _start_log()
    with TemporaryDirectory(prefix=f"{NAME}-practice-") as folder:
        store, key = Path(folder) / "practice.db", Path(folder) / "store.key"
        # There already, so that none is made in this user's keyring.
        key.write_text(secrets.token_hex(KEY_BYTES), "ascii")
        painter = OffscreenBadgePainter()
        return run_window(
            RESOURCES,
            lambda _tell: FrontDesk.open(store, key, system_clock, painter),
            log=log,
            is_practice=True,
        )


class PrivateLog(RotatingFileHandler):
    """A log that only this user can read, whatever the folder lets others do."""

    def _open(self) -> TextIOWrapper:
        handle = os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        return TextIOWrapper(os.fdopen(handle, "ab"), self.encoding, self.errors)


def _start_log() -> None:
    """Log to a file of bounded size; where that cannot be, the program goes on without."""
    try:
        log_file().parent.mkdir(parents=True, exist_ok=True)
        handler = PrivateLog(
            log_file(),
            maxBytes=LOG_BYTES,
            backupCount=2,
            encoding="utf-8",
            errors="backslashreplace",
        )
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log.addHandler(handler)
    log.propagate = False


def _use_utf8() -> None:
    """Names in Hebrew must come out whatever the terminal's own encoding."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _output_sentence(error: OSError) -> str:
    from PySide6.QtCore import QCoreApplication  # noqa: PLC0415

    return QCoreApplication.translate(
        "", "The answer could not be written out ({}). What was done is saved."
    ).format(error.strerror or error)


def _give_up_output() -> None:
    """Send what is still to be written nowhere: Python would fail on it again at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _failure_sentence(failure: EnvironmentFailure) -> str:
    from desktop.gui.wording.failures import describe_failure  # noqa: PLC0415

    return describe_failure(failure).line


def _crash_sentence() -> str:
    from PySide6.QtCore import QCoreApplication  # noqa: PLC0415

    return QCoreApplication.translate(
        "", "Something went wrong inside Muster. What was saved is safe. Details: {}"
    ).format(log_file())
