"""The desk on the screen: the rail, and beside it the head, the page, and the foot or a notice."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.programme.programme import Programme
from desktop.gui.frame.page import AtHand, FooterKey, Page, PageSpec
from desktop.gui.widgets.theme import Theme
from desktop.gui.window.footer import Footer
from desktop.gui.window.notice_bar import NoticeBar
from desktop.gui.window.rail import Rail
from desktop.gui.wording.translation import in_direction


class Desk(QWidget):
    """Shows one page at a time."""

    def __init__(
        self, specs: Sequence[PageSpec], pages: Sequence[Page], notice: NoticeBar, theme: Theme
    ) -> None:
        """Lay out pages in the order of the rail."""
        super().__init__()
        self._pages = pages
        self._kept = ""
        # The pages that say something of their own at the foot.
        self._said: frozenset[int] = frozenset()
        self.rail = Rail(theme)
        self.stack = QStackedWidget()
        self.footer = Footer()
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        keys = [spec.key for spec in specs]
        # The place in the rail of each page; one that stands under another has that one's.
        self._places = [keys.index(spec.under or spec.key) for spec in specs]
        self._before = 0
        for spec, page in zip(specs, pages, strict=True):
            if not spec.under:
                self.rail.add_page(spec.icon, spec.name, spec.tone)
            self.stack.addWidget(page.widget)
            if page.bar_above:
                right.addWidget(page.bar_above)
        right.addWidget(self.stack, 1)
        right.addWidget(notice)
        right.addWidget(self.footer)
        notice.turned.connect(self.footer.setHidden)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(right, 1)
        self.show_page(0)

    @property
    def number(self) -> int:
        """The number of the page that is shown."""
        return self.stack.currentIndex()

    @property
    def place(self) -> int:
        """The number of the page whose place in the rail is marked."""
        return self._places[self.number]

    @property
    def before(self) -> int:
        """The number of the page that was shown before."""
        return self._before

    @property
    def page(self) -> Page:
        """The page that is shown."""
        return self._pages[self.number]

    def set_programme(self, programme: Programme | None) -> None:
        """Let all pages work on another programme."""
        for page in self._pages:
            page.set_programme(programme)

    def use_programme(self, programme: Programme | None) -> None:
        """Let all pages use what was changed of the programme."""
        if programme:
            for page in self._pages:
                page.use_programme(programme)

    def take_back_letters(self) -> None:
        """Take back on all pages what a scanner's burst typed before it was known for one."""
        for page in self._pages:
            page.take_back_letters()

    def at_hand(self) -> AtHand:
        """Give what the page that is shown has at hand."""
        return self.page.at_hand()

    def page_keys(self) -> Sequence[FooterKey]:
        """Give the keys of the page that is shown."""
        return self.page.help_keys()

    def show_page(self, number: int) -> None:
        """Show a page with its head and its keys."""
        if number != self.number:
            self._before = self.number
        self.stack.setCurrentIndex(number)
        self.rail.mark(number if self._places[number] == number else None)
        for other, page in enumerate(self._pages):
            if page.bar_above:
                page.bar_above.setVisible(other == number)
        self.say_at_foot(number, "")

    def say_kept(self, text: str) -> None:
        """Say how old the newest backup is, beside that everything is saved."""
        self._kept = text
        if self.number not in self._said:
            self.say_at_foot(self.number, "")

    def say_at_foot(self, number: int, text: str) -> None:
        """Say something of a page that is shown; without a text, that everything is saved."""
        self._said = self._said | {number} if text else self._said - {number}
        if number == self.number:
            saved = QCoreApplication.translate("", "All changes saved on this computer")
            kept = " · ".join(filter(None, (saved, self._kept)))
            sentence = in_direction(text, self.layoutDirection()) if text else kept
            self.footer.state.setText(sentence)
            # A page of several parts has other keys for each.
            self.footer.show_keys(self._pages[number].footer_keys())
