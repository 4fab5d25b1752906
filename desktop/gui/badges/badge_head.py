"""The head of the Badges page, and the bar above its canvas."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QMenu, QToolButton

from desktop.domain.badges.badge_template import BACK, FRONT, Template
from desktop.domain.badges.media import OWN, Media
from desktop.gui.badges.badge_preview import BadgePreview
from desktop.gui.widgets.buttons import KeyButton, Segments
from desktop.gui.widgets.choice_box import ChoiceBox
from desktop.gui.widgets.labels import label
from desktop.gui.widgets.template_picture import show_pictures
from desktop.gui.widgets.theme import Theme, set_tone
from desktop.gui.wording.badges import paper_name, version_line
from desktop.gui.wording.moments import now_ms
from desktop.workflows.badges.badge_templates import TemplateEntry, Version

HEAD_PX, BAR_PX = 60, 48
ICON_PX = 18
ZOOM_STEP = 1.2
VERSIONS_SHOWN = 15


class BadgeHead(QFrame):
    """Which template and paper, and what is done with them."""

    template_chosen = Signal(str)
    paper_chosen = Signal(int)
    version_chosen = Signal(object)
    new_asked = Signal()
    copy_asked = Signal()
    import_asked = Signal()
    export_asked = Signal()
    remove_asked = Signal()
    history_asked = Signal()
    paper_asked = Signal()
    paper_removed = Signal()
    save_asked = Signal()
    print_asked = Signal()

    def __init__(self) -> None:
        """Offer nothing yet."""
        super().__init__()
        self.setObjectName("pageHead")
        self.setFixedHeight(HEAD_PX)
        self.templates, self.papers = ChoiceBox(), ChoiceBox()
        for box, letters in ((self.templates, 17), (self.papers, 15)):
            box.setMinimumContentsLength(letters)
            policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            box.setSizeAdjustPolicy(policy)
        self._entries: Sequence[TemplateEntry] = ()
        self.templates.flying_out.connect(self._show_pictures)
        self.templates.setAccessibleName(self.tr("Template"))
        self.papers.setAccessibleName(self.tr("Paper"))
        self.state = label("", "pill")
        self.more = KeyButton("⋯", is_narrow=True)
        self.more.setAccessibleName(self.tr("More about templates"))
        self.save_button = KeyButton(self.tr("Save"), "Ctrl S", is_narrow=True)
        self.print_button = KeyButton(self.tr("Print…"), "Ctrl P", "main", is_narrow=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(22, 0, 22, 0)
        row.setSpacing(10)
        row.addWidget(label(self.tr("Badges"), "pageTitle"))
        row.addWidget(self.templates, 3)
        row.addWidget(self.more)
        row.addWidget(self.papers, 3)
        row.addStretch(1)
        row.addWidget(self.state)
        row.addWidget(self.save_button)
        row.addWidget(self.print_button)
        self._menu = self._build_menu()
        self.templates.activated.connect(
            lambda row: self.template_chosen.emit(self.templates.itemData(row))
        )
        self.papers.activated.connect(self.paper_chosen)
        self.save_button.clicked.connect(lambda _on=False: self.save_asked.emit())
        self.print_button.clicked.connect(lambda _on=False: self.print_asked.emit())
        self.more.clicked.connect(lambda _on=False: self._show_menu())

    def show_templates(self, entries: Sequence[TemplateEntry], chosen: Template) -> None:
        """Offer these templates, one of them chosen."""
        self._entries = entries
        known = [(self.templates.itemData(n), self.templates.itemText(n))
                 for n in range(self.templates.count())]  # fmt: skip
        wanted = [(entry.id, entry.title) for entry in entries]
        if known != wanted:
            self.templates.clear()
            for id_, title in wanted:
                self.templates.addItem(title, id_)
        self.templates.setCurrentIndex(self.templates.findData(chosen.name))
        is_shipped = any(entry.id == chosen.name and entry.is_shipped for entry in entries)
        is_changed = any(entry.id == chosen.name and entry.is_changed for entry in entries)
        self._remove.setText(
            self.tr("Back to the shipped template") if is_shipped else self.tr("Remove")
        )
        self._remove.setEnabled(is_changed)

    def _show_pictures(self) -> None:
        show_pictures(self.templates, (entry.template for entry in self._entries))

    def show_papers(self, papers: Sequence[Media]) -> None:
        """Offer these papers."""
        self.papers.clear()
        for media in papers:
            self.papers.addItem(paper_name(media), media.code)

    def show_state(self, template: Template, media: Media | None, *, is_changed: bool) -> None:
        """Show the template's paper, and whether it is saved."""
        if media:
            self.papers.setCurrentIndex(self.papers.findData(media.code))
            self._remove_paper.setEnabled(media.vendor == OWN)
        is_newer = template.revision > 1
        if is_newer:
            text, tone = self.tr("made by a newer Muster"), "look"
        elif is_changed:
            text, tone = self.tr("not saved yet"), "look"
        else:
            text, tone = self.tr("saved"), "yes"
        self.state.setText(text)
        set_tone(self.state, tone)
        self.save_button.setEnabled(is_changed and not is_newer)

    def show_history(self, versions: Sequence[Version]) -> None:
        """Offer older versions."""
        self._versions.clear()
        now = now_ms()
        for version in versions[:VERSIONS_SHOWN]:
            text = version_line(version, now)
            self._versions.addAction(text, partial(self.version_chosen.emit, version))
        if not versions:
            self._versions.addAction(self.tr("It was not changed here yet")).setEnabled(False)

    def _build_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(self.tr("New template"), self.new_asked.emit)
        menu.addAction(self.tr("Save a copy"), self.copy_asked.emit)
        menu.addSeparator()
        menu.addAction(self.tr("Import from a file…"), self.import_asked.emit)
        menu.addAction(self.tr("Export to a file…"), self.export_asked.emit)
        self._versions = menu.addMenu(self.tr("Older versions"))
        menu.addSeparator()
        menu.addAction(self.tr("Paper of our own…"), self.paper_asked.emit)
        self._remove_paper = menu.addAction(self.tr("Remove this paper"), self.paper_removed.emit)
        menu.addSeparator()
        self._remove = menu.addAction(self.tr("Remove"), self.remove_asked.emit)
        menu.aboutToShow.connect(self.history_asked)
        return menu

    def _show_menu(self) -> None:
        self._menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))


class CanvasBar(QFrame):
    """Side, undo, whose badge, and zoom."""

    side_chosen = Signal(str)
    zoom_asked = Signal(float)
    undo_asked = Signal()
    redo_asked = Signal()

    def __init__(self, preview: BadgePreview, theme: Theme) -> None:
        """Stand above a canvas."""
        super().__init__()
        self.setObjectName("canvasBar")
        self.setFixedHeight(BAR_PX)
        self.sides = Segments([self.tr("Front"), self.tr("Back")])
        self.sides.group.idClicked.connect(lambda n: self.side_chosen.emit(BACK if n else FRONT))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(4)
        row.addWidget(self.sides)
        self.undo_button = self._add(row, theme, "undo-2", self.tr("Undo (Ctrl+Z)"))
        self.redo_button = self._add(row, theme, "redo-2", self.tr("Redo (Ctrl+Y)"))
        self.undo_button.clicked.connect(lambda _on=False: self.undo_asked.emit())
        self.redo_button.clicked.connect(lambda _on=False: self.redo_asked.emit())
        row.addStretch(1)
        row.addWidget(preview)
        row.addStretch(1)
        for icon, factor, words in (
            ("zoom-out", 1 / ZOOM_STEP, self.tr("Smaller (Ctrl+-)")),
            ("zoom-in", ZOOM_STEP, self.tr("Larger (Ctrl++)")),
        ):
            button = self._add(row, theme, icon, words)
            button.clicked.connect(lambda _on=False, f=factor: self.zoom_asked.emit(f))
        fit = QToolButton()
        fit.setObjectName("iconButton")
        fit.setText(self.tr("Fit"))
        fit.setToolTip(self.tr("Fit into the window (Ctrl+0)"))
        fit.clicked.connect(lambda _on=False: self.zoom_asked.emit(0.0))
        row.addWidget(fit)

    def show_side(self, side: str) -> None:
        """Show which side is on the canvas."""
        self.sides.group.button(1 if side == BACK else 0).setChecked(True)

    def show_state(self, stack: QUndoStack, *, has_back: bool) -> None:
        """Offer what can be undone, and the back where there may be one."""
        self.undo_button.setEnabled(stack.canUndo())
        self.redo_button.setEnabled(stack.canRedo())
        self.sides.setVisible(has_back)

    @staticmethod
    def _add(row: QHBoxLayout, theme: Theme, icon: str, words: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName("iconButton")
        button.setIcon(theme.icon(icon, "ink"))
        button.setIconSize(QSize(ICON_PX, ICON_PX))
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row.addWidget(button)
        return button
