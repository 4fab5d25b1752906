"""The partnership directory: partnerships, their communities on both sides, organisations."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.programme.partnership import Community, Organisation, Partnership
from desktop.domain.spelling import normalise
from desktop.gui.frame.dialog_host import DialogHost
from desktop.gui.frame.page import FooterKey, PlainPage
from desktop.gui.programme.members_dialog import MembersDialog
from desktop.gui.programme.planning_keys import planning_keys, tab_keys
from desktop.gui.programme.services import ProgrammeServices
from desktop.gui.widgets.buttons import KeyButton, Segments
from desktop.gui.widgets.dialogs import Dialog, Guard, pick_open, run_at_once
from desktop.gui.widgets.form_fields import ChoiceField, Form, LineField
from desktop.gui.widgets.jobs import Jobs
from desktop.gui.widgets.labels import label
from desktop.gui.widgets.person_list import LineView, result_delegate
from desktop.gui.widgets.search_field import SearchField
from desktop.gui.widgets.theme import Theme
from desktop.gui.wording.programme import members_taken
from desktop.gui.wording.shapes import Line
from desktop.workflows.programme.directory import DirectoryContents, Imported, Subject
from desktop.workflows.programme.members import MembersTaken, names_members

HEAD_PX = 60
PARTNERSHIPS, COMMUNITIES, ORGANISATIONS = range(3)
_RECORDS: tuple[Any, ...] = (Partnership, Community, Organisation)


class DirectoryPage(PlainPage):
    """Who pairs with whom across the platform."""

    def __init__(
        self, jobs: Jobs, services: ProgrammeServices, theme: Theme, dialogs: DialogHost
    ) -> None:
        """Lay out the page for a store."""
        super().__init__()
        self._jobs = jobs
        self._services = services
        self._dialogs = dialogs
        self._theme = theme
        self.guard: Guard = run_at_once
        self.listing = DirectoryContents((), (), (), {})
        self._shown: list[Subject] = []
        self.search = SearchField()
        self.search.setPlaceholderText(self.tr("Part of a name"))
        self.search.textChanged.connect(lambda _text: self._show_list())
        self.list = LineView("programmes", result_delegate(theme), takes_focus=True)
        self.search.left_downwards.connect(self.list.setFocus)
        self.list.activated.connect(lambda _index: self.open_marked())
        self._build()

    def refresh(self) -> None:
        """Read the directory again."""
        read, on_store = self._services.directory.contents, self._jobs.on_store
        self._jobs.run_beside(lambda: read(on_store), self._on_listing)

    def footer_keys(self) -> Sequence[FooterKey]:
        """Give the keys of planning."""
        return planning_keys()

    def key_actions(self) -> Mapping[str, Callable[[], None]]:
        """Give the keys that turn to another tab, and that of members."""
        return {**tab_keys(self.tabs), "Alt+M": self.open_members}

    def focus_field(self) -> None:
        """Bring the focus to the search."""
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def add(self) -> None:
        """Open the form of a new one."""
        self._open(_RECORDS[self.tabs.chosen]("", ""))

    def open_marked(self) -> None:
        """Open the form of the marked one."""
        if subject := self._marked():
            self._open(subject)

    def open_members(self) -> None:
        """Show who serves in the marked committee or organisation."""
        subject = self._marked()
        if isinstance(subject, Organisation):
            members = self._services.members
            dialog = MembersDialog(self._jobs, members, subject, self._theme, self.window())
            self._dialogs.show(dialog)
        else:
            told = self.tr("Choose an organisation first: members serve in committees and others.")
            self.message.emit(told, "look")

    def _on_members(self, taken: MembersTaken) -> None:
        self.message.emit(members_taken(taken), "look" if taken.unknown or taken.unclear else "yes")

    def remove_marked(self) -> None:
        """Take the marked one out; Ctrl+Z brings it back."""
        if subject := self._marked():
            self.guard(lambda: self._remove(subject))

    def _remove(self, subject: Subject) -> None:
        work = self._services.directory
        self._jobs.run(lambda: work.remove(subject), lambda _done: self._on_removed())

    def import_file(self, path: Path) -> None:
        """Read the directory from a CSV file, or who serves where if that is what it says."""
        directory, members = self._services.directory, self._services.members
        self._jobs.run(
            lambda: members.import_csv(path) if names_members(path) else directory.import_csv(path),
            self._on_imported,
        )

    def _build(self) -> None:
        head = QFrame()
        head.setObjectName("pageHead")
        head.setFixedHeight(HEAD_PX)
        self._count = label("", "pageCount")
        names = [self.tr("Partnerships"), self.tr("Communities"), self.tr("Organisations")]
        self.tabs = Segments(names)
        self.tabs.group.idClicked.connect(lambda _number: self._show_list())
        top = QHBoxLayout(head)
        top.setContentsMargins(22, 0, 22, 0)
        top.setSpacing(12)
        top.addWidget(label(self.tr("Partners"), "pageTitle"))
        top.addWidget(self._count)
        top.addStretch(1)
        top.addWidget(self.tabs)
        actions = QHBoxLayout()
        actions.setSpacing(10)
        self.search.setFixedWidth(260)
        actions.addWidget(self.search)
        for text, key, kind, done in (
            (self.tr("New"), "", "main", self.add),
            (self.tr("Remove"), "Del", "risk", self.remove_marked),
            (self.tr("Members…"), "Alt M", "", self.open_members),
            (self.tr("Import CSV…"), "", "", self._choose_import),
        ):
            button = KeyButton(text, key, kind)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _on=False, done=done: done())
            actions.addWidget(button)
        actions.addStretch(1)
        self._empty = label("", "emptyText", wraps=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inner = QVBoxLayout()
        inner.setContentsMargins(22, 18, 22, 18)
        inner.setSpacing(12)
        inner.addLayout(actions)
        inner.addWidget(self._empty)
        inner.addWidget(self.list, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addLayout(inner, 1)

    def _on_listing(self, listing: DirectoryContents) -> None:
        self.listing = listing
        counts = (len(listing.partnerships), len(listing.communities), len(listing.organisations))
        text = self.tr("{0} partnerships, {1} communities, {2} organisations")
        self._count.setText(text.format(*(f"{count:,}" for count in counts)))
        self._show_list()

    def _show_list(self) -> None:
        rows: Sequence[Subject] = (
            self.listing.partnerships,
            self.listing.communities,
            self.listing.organisations,
        )[self.tabs.chosen]
        wanted = normalise(self.search.text())
        self._shown = [row for row in rows if wanted in normalise(f"{row.name} {row.name_hebrew}")]
        self.list.lines.set_lines([self._line(subject) for subject in self._shown])
        if self._shown:
            self.list.setCurrentIndex(self.list.lines.index(0))
        self.list.setVisible(bool(self._shown))
        self._empty.setVisible(not self._shown)
        self._empty.setText(
            self.tr("Nothing has this name.")
            if wanted
            else self.tr(
                "Partnerships link communities of two sides; organisations belong to communities. "
                "Import a CSV with the columns Partnership, Community, Country and Organisation, "
                "or one of members with Committee, Name, Email, Role, From and Until."
            )
        )

    def _line(self, subject: Subject) -> Line:
        match subject:
            case Partnership():
                mine = [c for c in self.listing.communities if c.partnership == subject.id]
                sides: dict[str, list[str]] = {}
                for community in mine:
                    sides.setdefault(community.country or "–", []).append(community.name)
                below = "   ↔   ".join(
                    f"{side}: {', '.join(names[:4])}" + ("…" if len(names) > 4 else "")
                    for side, names in sorted(sides.items())
                )
                chip = self.tr("{count} communities").format(count=len(mine))
                return Line(subject.name, subject.name_hebrew, below, chip, "", subject.id)
            case Community():
                people = self.listing.people.get(subject.name, 0)
                names = {
                    partnership.id: partnership.name for partnership in self.listing.partnerships
                }
                parts = (subject.country, names.get(subject.partnership, ""))
                chip = self.tr("{count} people").format(count=f"{people:,}")
                below = " • ".join(filter(None, parts))
                return Line(subject.name, subject.name_hebrew, below, chip, "", subject.id)
            case Organisation():
                places = {community.id: community.name for community in self.listing.communities}
                below = places.get(subject.community, "")
                return Line(subject.name, subject.name_hebrew, below, subject.kind, "", subject.id)

    def _marked(self) -> Subject | None:
        row = self.list.currentIndex().row()
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def _open(self, subject: Subject) -> None:
        dialog = DirectoryDialog(self._jobs, self._services, self.listing, subject, self.window())
        dialog.saved.connect(self.refresh)
        self._dialogs.show(dialog)

    def _on_removed(self) -> None:
        self.refresh()
        self.message.emit(self.tr("Removed. Ctrl+Z brings it back."), "yes")

    def _on_imported(self, done: Imported | MembersTaken) -> None:
        self.refresh()
        if isinstance(done, MembersTaken):
            self._on_members(done)
            return
        sentence = self.tr("{made} new, {changed} changed.").format(
            made=done.made, changed=done.changed
        )
        if done.empty_rows:
            rows = ", ".join(map(str, done.empty_rows[:8]))
            sentence += " " + self.tr("Rows that name nothing: {rows}.").format(rows=rows)
        self.message.emit(sentence, "look" if done.empty_rows else "yes")

    def _choose_import(self) -> None:
        kinds = "CSV (*.csv *.txt *.tsv)"
        if chosen := pick_open(self, self.tr("Import the directory"), kinds):
            self.import_file(chosen)


class DirectoryDialog(Dialog):
    """The form of a partnership, community or organisation."""

    saved = Signal()

    def __init__(
        self,
        jobs: Jobs,
        services: ProgrammeServices,
        listing: DirectoryContents,
        subject: Subject,
        parent: QWidget,
    ) -> None:
        """Open the form of one that is known, or of a new one."""
        super().__init__(subject.name or parent.tr("New"), parent)
        self._jobs = jobs
        self._services = services
        self._subject = subject
        self.form = Form(1)
        self.form.add("name", LineField(self.tr("Name")))
        self.form.add("name_hebrew", LineField(self.tr("Name in Hebrew")))
        none = {"": ""}
        if isinstance(subject, Partnership):
            self.form.add("contact", LineField(self.tr("Contact")))
        elif isinstance(subject, Community):
            self.form.add("country", LineField(self.tr("Country")))
            names = none | {
                partnership.id: partnership.name for partnership in listing.partnerships
            }
            self.form.add("partnership", ChoiceField(self.tr("Partnership"), names))
        else:
            self.form.add("kind", LineField(self.tr("Kind"), self.tr("hospital")))
            names = none | {community.id: community.name for community in listing.communities}
            self.form.add("community", ChoiceField(self.tr("Community"), names))
        self.form.set_values({name: str(getattr(subject, name)) for name in self.form.fields})
        self.content.addWidget(self.form)
        self.content.addStretch(1)
        self.add_save(self.save)
        self.form.fields["name"].editor.setFocus()

    def save(self) -> None:
        """Write it."""
        typed: dict[str, Any] = dict(self.form.values())
        if not typed["name"]:
            self.form.show_faults({"name": self.tr("This is needed.")})
            return
        changed = replace(self._subject, **typed)
        self._jobs.run(lambda: self._services.directory.save(changed), self._on_saved)

    def _on_saved(self, saved: Subject | None) -> None:
        if saved is None:
            self.form.show_faults({"name": self.tr("Another one has this name already.")})
            return
        self.accept()
        self.saved.emit()
