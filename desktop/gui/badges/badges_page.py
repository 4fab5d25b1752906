"""The page of badges: a designer over the templates, with the honest check beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.domain.badges.badge_document import Read
from desktop.domain.badges.badge_template import FRONT, PictureItem, Template, Use
from desktop.domain.badges.badge_values import Values
from desktop.domain.badges.media import Media
from desktop.domain.programme.programme import Programme
from desktop.gui.badges.badge_canvas import BadgeCanvas
from desktop.gui.badges.badge_checks import BadgeChecksView
from desktop.gui.badges.badge_draft import BadgeDraft
from desktop.gui.badges.badge_fields import NumberField
from desktop.gui.badges.badge_head import BadgeHead, CanvasBar
from desktop.gui.badges.badge_items import new_item
from desktop.gui.badges.badge_preview import BadgePreview
from desktop.gui.badges.badge_properties import BadgeProperties
from desktop.gui.badges.badge_sides import BadgeSides
from desktop.gui.badges.canvas_keys import handle_key
from desktop.gui.badges.kept_drafts import DRAFTS, KeptDrafts
from desktop.gui.badges.services import BadgesServices
from desktop.gui.badges.template_shelf import TemplateShelf
from desktop.gui.frame.page import AtHand, FooterKey, PlainPage
from desktop.gui.printing.paper_form import PaperForm
from desktop.gui.widgets.dialogs import pick_open
from desktop.gui.widgets.jobs import Jobs
from desktop.gui.widgets.theme import Theme
from desktop.gui.wording.badges import field_names
from desktop.workflows.badges.badge_templates import DEFAULT_TEMPLATE, TemplateEntry
from desktop.workflows.badges.papers import DEFAULT_MEDIA

KEEP_MS = 800
PROPERTIES_PX, SMALL_PANE_PX = 296, 252
SIDE_PX, SMALL_SIDE_PX = 216, 172
SMALL_PX = 1120


class BadgesPage(PlainPage):
    """Where organizers draw what is printed."""

    print_asked = Signal(str)
    unsaved_print_asked = Signal()

    def __init__(self, jobs: Jobs, services: BadgesServices, theme: Theme) -> None:
        """Lay out the page for a store."""
        super().__init__()
        self._jobs = jobs
        self._services = services
        self.programme: Programme | None = None
        self._papers: Sequence[Media] = ()
        self.drafts = KeptDrafts(jobs, services)
        self._wanted = DEFAULT_TEMPLATE
        self.draft = BadgeDraft()
        self.canvas = BadgeCanvas(self.draft, theme)
        self.sides = BadgeSides(self.draft, theme)
        self.properties = BadgeProperties(self.draft, theme)
        self.sides.layers.canvas_key = partial(handle_key, self.draft, self.canvas.zoom)
        self.preview = BadgePreview(jobs, services, theme)
        self.checks = BadgeChecksView(jobs, services)
        self.head = BadgeHead()
        self.bar = CanvasBar(self.preview, theme)
        self.shelf = TemplateShelf(jobs, services, self.draft, self.head, self)
        self._keep_later = QTimer(self)
        self._keep_later.setSingleShot(True)
        self._keep_later.setInterval(KEEP_MS)
        self._keep_later.timeout.connect(self._keep_draft)
        self._build()
        self._connect()

    def set_programme(self, programme: Programme | None) -> None:
        """Draw for the people of a programme."""
        self.programme = programme
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Read the templates and papers, and the draft that was left."""
        services = self._services
        self._jobs.run(
            lambda: (
                services.templates.all(),
                services.papers.all(),
                services.settings(DRAFTS),
            ),
            self._on_read,
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the canvas most of a small window."""
        super().resizeEvent(event)
        is_small = self.width() < SMALL_PX
        self.sides.setFixedWidth(SMALL_SIDE_PX if is_small else SIDE_PX)
        self._pane.setFixedWidth(SMALL_PANE_PX if is_small else PROPERTIES_PX)

    def focus_field(self) -> None:
        """Bring the focus to the canvas."""
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def undo(self) -> bool:
        """Take back the newest change of the drawing."""
        self.draft.stack.undo()
        return True

    def footer_keys(self) -> Sequence[FooterKey]:
        """Give the keys of the canvas."""
        return (
            ("N", self.tr("Next item")),
            ("← ↑ → ↓", self.tr("Move")),
            ("Ctrl Z", self.tr("Undo")),
            ("Ctrl S", self.tr("Save")),
            ("Ctrl P", self.tr("Print")),
            ("Ctrl J", self.tr("Printing")),
        )

    def key_actions(self) -> Mapping[str, Callable[[], None]]:
        """Print by what is on the canvas."""
        return {"Ctrl+P": self.ask_print}

    def at_hand(self) -> AtHand:
        """Offer what is on the canvas."""
        return AtHand(self.draft.template.name)

    def stop(self) -> None:
        """Keep what was drawn and begin nothing more."""
        # A stack that goes with the window says that it is clean, to nobody any more.
        self.draft.stack.blockSignals(True)
        self.checks.stop()
        if self._keep_later.isActive():
            self._keep_later.stop()
            self._keep_draft()

    def take_back_letters(self) -> None:
        """Undo what a scanner's burst typed into the drawing."""
        self.draft.take_back()

    def ask_print(self) -> None:
        """Print by this template; what is not saved is a question first."""
        self._commit_field()
        if self.draft.is_changed and self.draft.template.revision == 1:
            self.unsaved_print_asked.emit()
        else:
            self.print_saved()

    def print_saved(self) -> None:
        """Print by the template of all desks."""
        self.print_asked.emit(self.draft.template.name)

    def open_template(self, name: str) -> None:
        """Work on another template; what was drawn on this one is kept."""
        self._keep_draft()
        self._wanted = name
        templates = self._services.templates
        self._jobs.run(lambda: templates.read(name), self._on_template)

    def save(self, then: Callable[[], None] | None = None) -> None:
        """Keep the drawing as the template of all desks, and go on."""
        self._commit_field()
        template, templates = self.draft.template, self._services.templates

        def on_saved(saved: Template) -> None:
            self._on_saved(saved)
            if then:
                then()

        self.shelf.guard(lambda: self._jobs.run(lambda: templates.save(template), on_saved))

    def add_item(self, kind: str) -> None:
        """Put something new in the middle of the badge."""
        if kind == "picture":
            self._choose_picture(is_new=True)
            return
        self.draft.add(new_item(kind, self.draft.template))
        self.focus_field()

    def set_picture(self, path: Path, *, is_new: bool) -> None:
        """Show a picture file, in a new item or in the selected one."""
        templates = self._services.templates
        self._jobs.run(
            lambda: templates.add_picture(path),
            lambda name: self._on_picture(name, path.stem, is_new=is_new),
        )

    def open_paper(self) -> PaperForm:
        """Open the form of a paper of one's own, beginning with the one that is shown."""
        form = PaperForm(self.media, self)
        form.saved.connect(self._save_paper)
        form.open()
        return form

    def _save_paper(self, media: Media) -> None:
        papers = self._services.papers

        def work() -> Sequence[Media]:
            papers.save(media)
            return papers.all()

        self._jobs.run(work, lambda papers: self._on_papers(papers, media.code))

    def _remove_paper(self) -> None:
        papers, media = self._services.papers, self.media
        if media is None:
            return

        def work() -> Sequence[Media]:
            papers.remove(media)
            return papers.all()

        self._jobs.run(work, lambda papers: self._on_papers(papers, DEFAULT_MEDIA))

    def _on_papers(self, papers: Sequence[Media], code: str) -> None:
        """Draw for a paper that was just made, or for the usual one where it was removed."""
        self._papers = papers
        self.head.show_papers(papers)
        wanted = code.upper()
        for media in papers:
            if wanted in {name.upper() for name in (media.code, *media.names)}:
                self.choose_paper(media)
                break
        self._show_head()

    def choose_paper(self, media: Media) -> None:
        """Draw for another paper."""
        code = sorted(media.names)[0] if media.names else media.code
        template = replace(self.draft.template, media=media.code if media.per_page else code)
        self.draft.change(template, self.tr("Paper"))

    @property
    def media(self) -> Media | None:
        """The paper that the template is drawn for."""
        wanted = (self.draft.template.media or DEFAULT_MEDIA).upper()
        for media in self._papers:
            if wanted in {name.upper() for name in (media.code, *media.names)}:
                return media
        return self._papers[0] if self._papers else None

    def _build(self) -> None:
        pane = self._pane = QFrame()
        pane.setObjectName("pane")
        inner = QWidget()
        inner.setObjectName("paneContent")
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(18)
        column.addWidget(self.properties)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setObjectName("paneScroll")
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        holder = QVBoxLayout(pane)
        holder.setContentsMargins(0, 0, 0, 0)
        holder.setSpacing(0)
        holder.addWidget(scroll, 1)
        holder.addWidget(self.checks)
        pane.setFixedWidth(PROPERTIES_PX)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.bar)
        middle.addWidget(self.canvas, 1)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.sides)
        body.addLayout(middle, 1)
        body.addWidget(pane)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self.head)
        page.addLayout(body, 1)

    def _connect(self) -> None:
        self.draft.changed.connect(self._on_changed)
        self.draft.stack.cleanChanged.connect(self._on_clean)
        self.sides.add_panel.asked.connect(self.add_item)
        self.properties.picture_asked.connect(lambda: self._choose_picture(is_new=False))
        self.preview.shown.connect(self._on_person)
        self.bar.side_chosen.connect(self.draft.show_side)
        self.bar.zoom_asked.connect(self.canvas.zoom)
        self.bar.undo_asked.connect(self.draft.stack.undo)
        self.bar.redo_asked.connect(self.draft.stack.redo)
        head = self.head
        head.template_chosen.connect(self.open_template)
        head.paper_chosen.connect(lambda row: self.choose_paper(self._papers[row]))
        head.save_asked.connect(self.save)
        head.print_asked.connect(self.ask_print)
        head.paper_asked.connect(self.open_paper)
        head.paper_removed.connect(self._remove_paper)
        self.shelf.message.connect(self.message)
        self.shelf.opened.connect(self.open_template)
        self.shelf.removed.connect(self.drafts.forget)
        self.shelf.changed.connect(self._show_head)
        save = QShortcut(QKeySequence("Ctrl+S"), self)
        save.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        save.activated.connect(self.save)

    def _on_read(
        self, news: tuple[Sequence[TemplateEntry], Sequence[Media], dict[str, str]]
    ) -> None:
        self.shelf.entries, self._papers, kept = news
        self.drafts.use(kept)
        self.head.show_papers(self._papers)
        self._show_head()
        templates, wanted = self._services.templates, self._wanted
        self._jobs.run(lambda: templates.read(wanted), self._on_read_again)

    def _on_read_again(self, read: Read) -> None:
        """Go on with what is drawn, unless another desk has saved the template meanwhile."""
        is_same = read.template.name == self.draft.template.name
        if is_same and (self.draft.is_changed or read.template == self.draft.template):
            self._on_changed()
            self.preview.set_programme(self.programme, self.draft.template)
        else:
            self._on_template(read)

    def _on_template(self, read: Read) -> None:
        if read.template.name != self._wanted:
            self._wanted = read.template.name
        self.checks.show_flaws(self.shelf.flaws_of(read))
        self.draft.open(read.template)
        if left := self.drafts.left_of(read.template.name):
            self.draft.change(left, self.tr("Left unsaved"), frozenset())
        self.bar.show_side(FRONT)
        self.canvas.zoom(0)
        self._show_head()
        self.preview.set_programme(self.programme, self.draft.template)

    def _commit_field(self) -> None:
        """Take what stands in a number field and was not entered yet."""
        holder = self.focusWidget()
        parent = holder.parentWidget() if holder else None
        if isinstance(parent, NumberField):
            parent.commit()

    def _on_changed(self) -> None:
        template = self.draft.template
        self.bar.show_side(self.draft.side)
        self._show_head()
        self.bar.show_state(
            self.draft.stack, has_back=template.has_back or template.use is Use.BADGE
        )
        self._keep_later.start()
        if media := self.media:
            self.checks.check(self.programme, template, media)

    @Slot(bool)
    def _on_clean(self, _is_clean: bool) -> None:
        self._show_head()

    def _on_person(self, values: Values, pictures: Mapping[str, bytes], code: str) -> None:
        # While there is nobody, each field shows what it is.
        self.canvas.show_person(values or field_names(), pictures, code)

    def _show_head(self) -> None:
        self.head.show_templates(self.shelf.entries, self.draft.template)
        self.head.show_state(self.draft.template, self.media, is_changed=self.draft.is_changed)

    def _keep_draft(self) -> None:
        self.drafts.keep(self.draft.template, is_changed=self.draft.is_changed)

    def _on_saved(self, template: Template) -> None:
        if template == self.draft.template:
            self.draft.stack.setClean()
        self._keep_draft()
        words = self.tr("{title} is saved. All desks print by it.").format(title=template.title)
        self.message.emit(words, "yes")
        self.shelf.read()

    def _on_picture(self, name: str, title: str, *, is_new: bool) -> None:
        if is_new:
            item = new_item("picture", self.draft.template)
            assert isinstance(item, PictureItem)
            self.draft.add(replace(item, picture=name, name=title[:60] or item.name))
        else:
            self.draft.change_selected(
                lambda item: replace(item, picture=name) if isinstance(item, PictureItem) else item,
                self.tr("Picture"),
            )
        self.preview.renew(self.draft.template)

    def _choose_picture(self, *, is_new: bool) -> None:
        kinds = self.tr("Pictures") + " (*.png *.jpg *.jpeg *.webp *.bmp *.gif *.tif *.tiff)"
        if chosen := pick_open(self, self.tr("Picture or logo"), kinds):
            self.set_picture(chosen, is_new=is_new)
