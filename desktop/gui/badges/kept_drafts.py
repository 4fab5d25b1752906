"""What was drawn and not saved, template by template; it stays on this computer."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.domain.badges.badge_document import read_document, write_document
from desktop.domain.badges.badge_template import Template
from desktop.gui.badges.services import BadgesServices
from desktop.gui.widgets.jobs import Jobs

DRAFTS = "badge-drafts"


class KeptDrafts:
    """Keeps drawings in the settings of this computer, so that nothing is lost."""

    def __init__(self, jobs: Jobs, services: BadgesServices) -> None:
        """Know of none yet."""
        self._jobs = jobs
        self._services = services
        self._kept: dict[str, str] = {}

    def use(self, kept: Mapping[str, str]) -> None:
        """Take what the settings say."""
        self._kept = dict(kept)

    def left_of(self, name: str) -> Template | None:
        """Give what was left unsaved of a template."""
        kept = self._kept.get(name)
        return read_document(name, kept).template if kept else None

    def keep(self, template: Template, *, is_changed: bool) -> None:
        """Keep a drawing that is not saved yet; one that is saved is let go."""
        before = dict(self._kept)
        if is_changed:
            self._kept[template.name] = write_document(template)
        else:
            self._kept.pop(template.name, None)
        if self._kept != before:
            self._write()

    def forget(self, name: str) -> None:
        """Drop what was not saved of a template that is gone."""
        if self._kept.pop(name, None) is not None:
            self._write()

    def _write(self) -> None:
        kept, services = dict(self._kept), self._services
        self._jobs.run(lambda: services.keep_settings(DRAFTS, kept), lambda _done: None)
