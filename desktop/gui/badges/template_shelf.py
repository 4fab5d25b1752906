"""What is done with templates as a whole: new, copied, from files, older versions, taken out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.badges.badge_document import DocumentFlaw, Read, read_document
from desktop.domain.badges.badge_template import Template
from desktop.gui.badges.badge_draft import BadgeDraft
from desktop.gui.badges.badge_head import BadgeHead
from desktop.gui.badges.services import BadgesServices
from desktop.gui.widgets.dialogs import Guard, pick_open, pick_save, run_at_once
from desktop.gui.widgets.jobs import Jobs
from desktop.workflows.badges.badge_templates import DEFAULT_TEMPLATE, TemplateEntry, Version
from desktop.workflows.badges.papers import DEFAULT_MEDIA

NEW_MM = (101.6, 76.2)


class TemplateShelf(QObject):
    """Keeps the list of templates and opens what was put into it."""

    opened = Signal(str)
    removed = Signal(str)
    changed = Signal()
    message = Signal(str, str)

    def __init__(
        self,
        jobs: Jobs,
        services: BadgesServices,
        draft: BadgeDraft,
        head: BadgeHead,
        parent: QWidget,
    ) -> None:
        """Work for a page."""
        super().__init__(parent)
        self._jobs = jobs
        self._templates = services.templates
        self._draft = draft
        self._head = head
        self._page = parent
        self.guard: Guard = run_at_once
        self.entries: Sequence[TemplateEntry] = ()
        # Keeping an imported template leaves out what was not understood, but it is told.
        self._imported: tuple[str, Sequence[DocumentFlaw]] = ("", ())
        for asked, act in (
            (head.new_asked, self.begin_new),
            (head.copy_asked, self.save_copy),
            (head.import_asked, self._choose_import),
            (head.export_asked, self._choose_export),
            (head.remove_asked, self.remove),
            (head.history_asked, self._read_history),
            (head.version_chosen, self.take_version),
        ):
            asked.connect(act)

    def flaws_of(self, read: Read) -> Sequence[DocumentFlaw]:
        """Say what was passed over of a template, also when it was taken in from a file."""
        name, flaws = self._imported
        return flaws if name == read.template.name else read.flaws

    def read(self) -> None:
        """Read the list again."""
        self._jobs.run(self._templates.all, self._on_entries)

    def save_copy(self) -> None:
        """Keep the drawing as a template of its own."""
        title = self.tr("{title}, copy").format(title=self._draft.template.title)
        self._save_as(self._draft.template, title)

    def begin_new(self) -> None:
        """Begin a template without anything on it."""
        title = self.tr("New template")
        self._save_as(Template("", title, *NEW_MM, media=DEFAULT_MEDIA), title)

    def remove(self) -> None:
        """Take out the template, or go back to the one that shipped."""
        name, templates = self._draft.template.name, self._templates
        is_shipped = any(entry.id == name and entry.is_shipped for entry in self.entries)
        after = name if is_shipped else DEFAULT_TEMPLATE
        self.guard(
            lambda: self._jobs.run(
                lambda: templates.remove(name), lambda _done: self._on_removed(name, after)
            )
        )

    def import_file(self, path: Path) -> None:
        """Take in a template from a file."""
        self._jobs.run(lambda: self._templates.import_file(path), self._on_imported)

    def export_file(self, path: Path) -> None:
        """Write the template to a file."""
        template = self._draft.template
        sentence = self.tr("Saved: {path}").format(path=path)
        self._jobs.run(
            lambda: self._templates.export_file(template, path),
            lambda _done: self.message.emit(sentence, "yes"),
        )

    def take_version(self, version: Version) -> None:
        """Bring an older version onto the canvas, as a step that can be undone."""
        template = read_document(self._draft.template.name, version.document).template
        self._draft.change(template, self.tr("Older version"), frozenset())

    def _save_as(self, template: Template, title: str) -> None:
        self._jobs.run(lambda: self._templates.save_as(template, title), self._on_saved_as)

    def _on_saved_as(self, template: Template) -> None:
        self.message.emit(self.tr("{title} is saved.").format(title=template.title), "yes")
        self.read()
        self.opened.emit(template.name)

    def _on_imported(self, read: Read) -> None:
        self._imported = (read.template.name, read.flaws)
        self._on_saved_as(read.template)

    def _on_removed(self, name: str, after: str) -> None:
        sentence = self.tr("Removed. Ctrl+Z on the page of attendees brings it back.")
        self.message.emit(sentence, "yes")
        self._draft.stack.setClean()
        self.removed.emit(name)
        self.read()
        self.opened.emit(after)

    def _on_entries(self, entries: Sequence[TemplateEntry]) -> None:
        self.entries = entries
        self.changed.emit()

    def _read_history(self) -> None:
        name = self._draft.template.name
        self._jobs.run(lambda: self._templates.history(name), self._head.show_history)

    def _choose_import(self) -> None:
        if chosen := pick_open(self._page, self.tr("Import a template"), "Muster (*.json)"):
            self.import_file(chosen)

    def _choose_export(self) -> None:
        name = f"{self._draft.template.title[:40]}.json".replace("/", "-")
        if target := pick_save(self._page, self.tr("Export the template"), name, "Muster (*.json)"):
            self.export_file(target)
