"""The templates of badges, tickets, cards and lists: those that ship, and the store's own.

A template that was changed here goes before the shipped one of the same name, on all desks.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from desktop.domain.badges.badge_document import (
    NoTemplateError,
    Read,
    read_document,
    write_document,
)
from desktop.domain.badges.badge_template import PictureItem, Template, Use
from desktop.domain.failures import Cause, FileUnreadable, NewerTemplate, NoSuchTemplate, NoTemplate
from desktop.domain.journal.bodies import SET, set_draft
from desktop.domain.journal.entry import SubjectType, subject_of
from desktop.domain.journal.fold import order
from desktop.files import resources
from desktop.files.writing.ordinary import require_ordinary
from desktop.files.writing.whole_file import whole_file
from desktop.store.store import Store
from desktop.workflows.changes import Changes
from desktop.workflows.ports import Clock
from desktop.workflows.shared_ids import shared_or_new

FOLDER, ENDING = "badges", ".json"
DEFAULT_TEMPLATE = "two-script"
TICKET_TEMPLATE, PHONE_TEMPLATE = "ticket", "ticket-phone"
MOST_BYTES = 2_000_000


@dataclass(frozen=True, slots=True)
class TemplateEntry:
    """A template in the list: its id and title, what it is for, whether it was changed here."""

    id: str
    title: str
    use: Use
    is_shipped: bool
    is_changed: bool
    template: Template


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a template: when it was saved (ms UTC), at which desk, and its document."""

    at_ms: int
    desk: str
    document: str


def template_named(name: str) -> Template:
    """Find a shipped template by its name.

    Raises:
        NoSuchTemplate: there is none.
    """
    if name not in _shipped_names():
        raise NoSuchTemplate(name=name, known=list(_shipped_names()))
    return _shipped(name).template


class TemplateRepository:
    """All templates of this store."""

    def __init__(self, store: Store, clock: Clock, changes: Changes) -> None:
        """Work on this store."""
        self._store = store
        self._clock = clock
        self._changes = changes

    def all(self) -> list[TemplateEntry]:
        """List all templates: the shipped ones in their order, then own ones by title."""
        with self._store.read():
            kept = {id_: document for id_, _title, document in
                    self._store.badge_documents.templates()}  # fmt: skip
        entries = []
        for name in (*_shipped_names(), *(id_ for id_ in kept if id_ not in _shipped_names())):
            is_shipped = name in _shipped_names()
            try:
                template = self._read(name, kept[name]).template if name in kept else (
                    _shipped(name).template
                )  # fmt: skip
            except NoTemplate:
                # A newer desk wrote it in a way that this Muster cannot read at all.
                continue
            own = (template.title, template.use, is_shipped, name in kept, template)
            entries.append(TemplateEntry(name, *own))
        return entries

    def named(self, name: str) -> Template:
        """Find a template by its id or its title.

        Raises:
            NoSuchTemplate: there is none.
        """
        return self.read(name).template

    def read(self, name: str) -> Read:
        """Find a template, with what of its document had to be passed over.

        Raises:
            NoSuchTemplate: there is none.
        """
        with self._store.read():
            document = self._store.badge_documents.template(name)
        if document is not None:
            return self._read(name, document)
        if name in _shipped_names():
            return _shipped(name)
        by_title = [entry for entry in self.all() if entry.title.casefold() == name.casefold()]
        if len(by_title) == 1 and by_title[0].id != name:
            return self.read(by_title[0].id)
        raise NoSuchTemplate(name=name, known=[entry.id for entry in self.all()])

    def save(self, template: Template) -> Template:
        """Keep a template under its id, for all desks.

        Raises:
            NewerTemplate: a newer Muster made it, and saving would lose what only that knows.
        """
        if template.revision > 1:
            raise NewerTemplate(name=template.title)
        with self._changes.step("template") as write:
            body = {"title": template.title, "document": write_document(template)}
            write([set_draft(SubjectType.TEMPLATE, template.name, "", body)])
        return template

    def save_as(self, template: Template, title: str) -> Template:
        """Keep a copy of a template under a title of its own."""
        taken = {entry.title.casefold() for entry in self.all()}
        free, number = title.strip(), 2
        while free.casefold() in taken:
            free, number = f"{title.strip()} {number}", number + 1
        with self._store.read():
            id_ = shared_or_new(self._store, SubjectType.TEMPLATE, (free,), self._clock())
        return self.save(replace(template, name=id_, title=free, revision=1))

    def remove(self, name: str) -> None:
        """Take out an own template, or go back to the shipped one of that name."""
        with self._changes.step("removed") as write:
            write([set_draft(SubjectType.TEMPLATE, name, "", {"removed": True})])

    def history(self, name: str) -> list[Version]:
        """List the versions that were saved of a template, the newest first."""
        with self._store.read():
            names = self._store.desk_names()
            entries = self._store.journal.of_subject(subject_of(SubjectType.TEMPLATE, name))
        entries.sort(key=order, reverse=True)
        return [Version(entry.at_ms, names.get(entry.desk, entry.desk), str(entry.body["document"]))
                for entry in entries if entry.kind == SET and "document" in entry.body]  # fmt: skip

    def version(self, name: str, version: Version) -> Template:
        """Read an older version of a template."""
        return self._read(name, version.document).template

    def import_file(self, path: Path) -> Read:
        """Take in a template from a file, under an id of its own.

        Raises:
            FileUnreadable, NoTemplate: it cannot be read, or is no template.
        """
        try:
            require_ordinary(path)
            if path.stat().st_size > MOST_BYTES:
                raise NoTemplate(name=path.name, reason=Cause.TOO_LARGE)
            text = path.read_bytes().decode("utf-8-sig")
        except OSError as error:
            raise FileUnreadable(path=path, reason=error.strerror or str(error)) from error
        except UnicodeDecodeError as error:
            raise NoTemplate(name=path.name, reason=Cause.NO_PLAIN_TEXT) from error
        read = self._read(path.stem, text, path.name)
        kept = self.save_as(read.template, read.template.title)
        return Read(kept, read.flaws)

    def export_file(self, template: Template, path: Path) -> None:
        """Write a template's document to a file.

        Raises:
            FileUnwritable: the folder or the disk does not take it.
        """
        with whole_file(path) as draft:
            draft.write_text(write_document(template), "utf-8")

    def add_picture(self, path: Path) -> str:
        """Keep a picture or logo for templates; gives its name in documents.

        Raises:
            PictureUnreadable: it cannot be used.
        """
        from desktop.files.attendees.photos import prepare_picture  # noqa: PLC0415

        content = prepare_picture(path)
        with self._store.write():
            return self._store.blobs.put(content)

    def pictures(self, template: Template) -> dict[str, bytes]:
        """Give the pictures that a template shows, as far as this store has them."""
        names = {item.picture for item in template.items if isinstance(item, PictureItem)}
        with self._store.read():
            pictures = {name: self._store.blobs.get(name) for name in names if name}
        return {name: content for name, content in pictures.items() if content}

    def missing_pictures(self, template: Template) -> list[str]:
        """Name the items whose picture this store does not have."""
        known = self.pictures(template)
        return [item.name for item in template.items
                if isinstance(item, PictureItem) and item.picture not in known]  # fmt: skip

    @staticmethod
    def _read(name: str, text: str, shown: str = "") -> Read:
        try:
            return read_document(name, text)
        except NoTemplateError as error:
            raise NoTemplate(name=shown or name, reason=str(error)) from error


@cache
def _shipped_names() -> tuple[str, ...]:
    """Name the shipped templates: the default one first, badges before the rest."""
    names = resources.names(FOLDER, ENDING)
    order = list(Use)
    return tuple(
        sorted(names, key=lambda name: (name != DEFAULT_TEMPLATE,
                                        order.index(_shipped(name).template.use), name))
    )  # fmt: skip


@cache
def _shipped(name: str) -> Read:
    return read_document(name, resources.read_text(FOLDER, f"{name}{ENDING}"))
