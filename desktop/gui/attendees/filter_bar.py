"""Filters as chips that combine, and filters that were saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QInputDialog, QMenu, QPushButton, QWidget

from desktop.domain.attendees.attendee_filter import Column, Counted, Filter, PresenceFilter
from desktop.domain.programme.programme import Session
from desktop.domain.programme.questions import Question
from desktop.gui.attendees.services import AttendeesServices
from desktop.gui.widgets.flow_layout import FlowLayout
from desktop.gui.widgets.jobs import Jobs
from desktop.gui.wording.attendees import column_name, presence_name, value_name
from desktop.workflows.attendees.attendee_list import SavedFilter

CHIP_PX = 30
MOST_LETTERS = 28
_CHIPS = (
    Column.TYPE,
    Column.COUNTRY,
    Column.ORGANISATION,
    Column.COMMUNITY,
    Column.STATUS,
)


class Chip(QPushButton):
    """A rounded button: off it offers a choice, on it says what is chosen and clears it."""

    def __init__(self, name: str) -> None:
        """Name a filter."""
        super().__init__(name)
        self.setProperty("kind", "chip")
        self.setFixedHeight(CHIP_PX)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._name = name
        self.chosen = ""

    def show_choice(self, text: str) -> None:
        """Say what is chosen, or nothing."""
        self.chosen = text
        short = text if len(text) <= MOST_LETTERS else f"{text[:MOST_LETTERS]}…"
        self.setText(f"{short}  ×" if text else self._name)
        self.setAccessibleName(f"{self._name}: {text}" if text else self._name)
        self.setProperty("on", "true" if text else "false")
        self.style().unpolish(self)
        self.style().polish(self)
        self.updateGeometry()


class FilterBar(QWidget):
    """The chips of the page of attendees."""

    changed = Signal()

    def __init__(self, jobs: Jobs, services: AttendeesServices) -> None:
        """Offer filters for nobody yet."""
        super().__init__()
        self._jobs = jobs
        self._services = services
        self._programme = ""
        self._sessions: Sequence[Session] = ()
        self._consents: Sequence[Question] = ()
        self._saved: Sequence[SavedFilter] = ()
        self.chosen = Filter()
        self._menu = QMenu(self)
        self.chips: dict[str, Chip] = {}
        self._flow = FlowLayout(self, 8)
        for column in _CHIPS:
            self._add(column.value, column_name(column), partial(self._ask_values, column))
        self._add("session", self.tr("Session"), self._offer_sessions)
        self._add("presence", self.tr("In or out"), self._offer_presence)
        self._add("missing", self.tr("Missing waiver"), self._offer_consents)
        self._add("told", self.tr("Got a place"), self._choose_told)
        self._add("saved", self.tr("Saved filters"), self._offer_saved)

    def set_programme(
        self,
        programme: str,
        sessions: Sequence[Session],
        questions: Sequence[Question],
        saved: Sequence[SavedFilter],
    ) -> None:
        """Filter the people of a programme; nothing for all programmes together."""
        self._programme = programme
        self._sessions = sessions
        self._consents = [
            question for question in questions if question.is_consent or question.is_required
        ]
        self._saved = saved
        self.choose(Filter())

    def choose(self, chosen: Filter) -> None:
        """Show and use another filter."""
        self.chosen = chosen
        for column in _CHIPS:
            texts = [value_name(column, text) or "–" for text in chosen.texts(column)]
            self.chips[column.value].show_choice(", ".join(texts))
        titles = {session.id: session.title for session in self._sessions}
        asked = {question.id: question.text for question in self._consents}
        presence = chosen.presence
        self.chips["session"].show_choice(titles.get(chosen.session, chosen.session))
        self.chips["presence"].show_choice(
            presence_name(presence) if presence is not PresenceFilter.ANY else ""
        )
        missing = [asked.get(id_, id_) for id_ in chosen.missing]
        self.chips["missing"].show_choice(
            self.tr("Missing: {text}").format(text=", ".join(missing)) if missing else ""
        )
        self.chips["told"].show_choice(self.tr("Got a place") if chosen.is_to_be_told else "")
        self.chips["session"].setVisible(bool(self._sessions))
        self.chips["missing"].setVisible(bool(self._consents))
        self.chips["saved"].setVisible(bool(self._programme))
        self._flow.invalidate()
        self.changed.emit()

    def _add(self, name: str, title: str, offer: Callable[[], None]) -> None:
        chip = Chip(title)
        chip.clicked.connect(lambda _on=False: self._on_clicked(name, offer))
        self.chips[name] = chip
        self._flow.addWidget(chip)

    def _on_clicked(self, name: str, offer: Callable[[], None]) -> None:
        if self.chips[name].chosen:
            self.choose(self._without(name))
        else:
            offer()

    def _without(self, name: str) -> Filter:
        cleared: dict[str, Any] = {
            "session": {"session": ""},
            "presence": {"presence": PresenceFilter.ANY},
            "missing": {"missing": ()},
            "told": {"is_to_be_told": False},
        }
        if name in cleared:
            return replace(self.chosen, **cleared[name])
        return self.chosen.with_texts(Column(name), ())

    def _ask_values(self, column: Column) -> None:
        programme = self._programme
        self._jobs.run_beside(
            lambda: self._services.attendees.values(programme, column, self._jobs.on_store),
            lambda values: self._offer_values(column, values),
        )

    def _offer_values(self, column: Column, values: Sequence[Counted]) -> None:
        self._menu.clear()
        for value in values:
            words = value_name(column, value.text) or self.tr("(none)")
            chosen = self.chosen.with_texts(column, (value.text,))
            self._offer(f"{_plain(words)}   {value.people}", chosen)
        self._pop_up(column.value)

    def _offer_sessions(self) -> None:
        self._menu.clear()
        for session in self._sessions:
            title = f"{session.starts_at[11:16]} {session.title}".strip()
            self._offer(_plain(title), replace(self.chosen, session=session.id))
        self._pop_up("session")

    def _offer_presence(self) -> None:
        self._menu.clear()
        for presence in (PresenceFilter.IN, PresenceFilter.NOT_IN, PresenceFilter.NEVER_IN):
            self._offer(presence_name(presence), replace(self.chosen, presence=presence))
        self._pop_up("presence")

    def _offer_consents(self) -> None:
        self._menu.clear()
        for question in self._consents:
            self._offer(_plain(question.text), replace(self.chosen, missing=(question.id,)))
        self._pop_up("missing")

    def _choose_told(self) -> None:
        self.choose(replace(self.chosen, is_to_be_told=True))

    def _offer_saved(self) -> None:
        self._menu.clear()
        for filter_ in self._saved:
            self._offer(_plain(filter_.name), filter_.chosen)
        if self._saved:
            self._menu.addSeparator()
        save = QAction(self.tr("Save these filters…"), self._menu)
        save.setEnabled(not self.chosen.is_empty)
        save.triggered.connect(self._on_save)
        self._menu.addAction(save)
        for filter_ in self._saved:
            text = self.tr("Remove “{name}”").format(name=filter_.name)
            remove = QAction(_plain(text), self._menu)
            remove.triggered.connect(lambda _on=False, saved=filter_: self._remove(saved))
            self._menu.addAction(remove)
        self._pop_up("saved")

    def _on_save(self) -> None:
        name, is_given = QInputDialog.getText(
            self, self.tr("Save these filters"), self.tr("Name of the filter")
        )
        if is_given and name.strip():
            self.save_as(name.strip())

    def save_as(self, name: str) -> None:
        """Keep the chosen filters under a name."""
        programme, chosen = self._programme, self.chosen
        self._change_saved(lambda: self._services.attendees.save(programme, name, chosen))

    def _remove(self, saved: SavedFilter) -> None:
        programme = self._programme
        self._change_saved(lambda: self._services.attendees.remove(programme, saved))

    def _change_saved(self, work: Callable[[], None]) -> None:
        programme, attendees = self._programme, self._services.attendees

        def change() -> Sequence[SavedFilter]:
            work()
            return attendees.saved(programme)

        self._jobs.run(change, self._on_saved)

    def _on_saved(self, saved: Sequence[SavedFilter]) -> None:
        self._saved = saved

    def _offer(self, text: str, chosen: Filter) -> None:
        action = QAction(text, self._menu)
        action.triggered.connect(lambda _on=False: self.choose(chosen))
        self._menu.addAction(action)

    def _pop_up(self, name: str) -> None:
        chip = self.chips[name]
        self._menu.popup(chip.mapToGlobal(chip.rect().bottomLeft()))


def _plain(text: str) -> str:
    """Keep an ampersand in a name from becoming a menu's key."""
    return text.replace("&", "&&")
