"""The honest check beside the canvas: what would go wrong, before it is printed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QVBoxLayout

from desktop.domain.badges.badge_document import DocumentFlaw
from desktop.domain.badges.badge_template import Template
from desktop.domain.badges.media import Media
from desktop.domain.failures import EnvironmentFailure, WorkStopped
from desktop.domain.programme.programme import Programme
from desktop.gui.badges.services import BadgesServices
from desktop.gui.widgets.jobs import Jobs, Stop
from desktop.gui.widgets.labels import label
from desktop.gui.widgets.theme import set_tone
from desktop.gui.wording.badges import check_lines, flaw_text, nobody_yet
from desktop.workflows.badges.badge_checks import BadgeCheck

PAUSE_MS = 350
MOST_LINES = 7


class BadgeChecksView(QFrame):
    """Looks at everybody's badge a moment after each change."""

    def __init__(self, jobs: Jobs, services: BadgesServices) -> None:
        """Check nothing yet."""
        super().__init__()
        self.setObjectName("paneFoot")
        self._jobs = jobs
        self._services = services
        self._asked: tuple[Programme | None, Template, Media] | None = None
        self._flaws: Sequence[DocumentFlaw] = ()
        self._missing: Sequence[str] = ()
        self._stop: Stop | None = None
        self.lines: list[tuple[str, str]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 12, 16, 14)
        self._column.setSpacing(6)
        self._column.addWidget(label(self.tr("Check"), "formLabel"))
        self._rows = [label("", "checkLine", wraps=True) for _n in range(MOST_LINES)]
        for row in self._rows:
            row.hide()
            self._column.addWidget(row)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._run)

    def check(self, programme: Programme | None, template: Template, media: Media) -> None:
        """Check again, when nothing has changed for a moment."""
        self._asked = (programme, template, media)
        if self._stop:
            self._stop.ask()
        self._pause.start()

    def stop(self) -> None:
        """Check no longer."""
        self._pause.stop()
        if self._stop:
            self._stop.ask()

    def show_flaws(self, flaws: Sequence[DocumentFlaw]) -> None:
        """Say what of the template's document was passed over."""
        self._flaws = flaws

    def _run(self) -> None:
        if self._asked is None:
            return
        programme, template, media = self._asked
        checks, on_store = self._services.badge_checks, self._jobs.on_store
        templates = self._services.templates

        def work(_tell: object, is_stopped: object) -> tuple[BadgeCheck, list[str]]:
            missing = on_store(lambda: templates.missing_pictures(template))
            check = checks.run(
                programme,
                template,
                media,
                on_store,
                is_stopped=is_stopped,  # type: ignore[arg-type]
            )
            return check, missing

        self._stop = self._jobs.run_long(work, self._show, lambda _n: None, self._on_failed)

    def _on_failed(self, failure: EnvironmentFailure) -> None:
        if not isinstance(failure, WorkStopped):
            self._jobs.failed.emit(failure)

    def _show(self, news: tuple[BadgeCheck, list[str]]) -> None:
        self._stop = None
        check, missing = news
        sentence = self.tr("{item}: its picture is missing here; choose another one")
        self.lines = [("no", flaw_text(flaw)) for flaw in self._flaws]
        self.lines += [("no", sentence.format(item=name)) for name in missing]
        self.lines += check_lines(check)
        if not check.people:
            self.lines.append(("calm", nobody_yet()))
        if len(self.lines) > MOST_LINES:
            more = self.tr("and {count} more").format(count=len(self.lines) - MOST_LINES + 1)
            self.lines = [*self.lines[: MOST_LINES - 1], ("look", more)]
        for n, row in enumerate(self._rows):
            row.setVisible(n < len(self.lines))
            if n < len(self.lines):
                tone, text = self.lines[n]
                row.setText(text)
                set_tone(row, tone)
