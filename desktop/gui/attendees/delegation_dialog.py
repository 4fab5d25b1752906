"""People who belong together: a list to untick, and what to do with all of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from desktop.domain.attendees.registration import Attendee
from desktop.gui.attendees.actions import BulkAction
from desktop.gui.widgets.choice_box import ChoiceBox
from desktop.gui.widgets.dialogs import Dialog
from desktop.gui.wording.attendees import standing
from desktop.workflows.attendees.delegations import Bond, Group

SIZE_PX = (660, 640)


class DelegationDialog(Dialog):
    """Check in, badge or book everybody of one order, bus or organisation."""

    asked = Signal(object, object)

    def __init__(self, groups: Sequence[Group], parent: QWidget) -> None:
        """Show the groups that somebody belongs to, the closest first."""
        super().__init__(parent.tr("People who belong together"), parent)
        self._groups = groups
        self.fit(*SIZE_PX)
        self.choice = ChoiceBox()
        for group in groups:
            self.choice.addItem(self._title(group))
        self.choice.currentIndexChanged.connect(self._show_group)
        self.list = QListWidget()
        self.list.itemChanged.connect(lambda _item: self._show_count())
        self.content.addWidget(self.choice)
        self.content.addWidget(self.list, 1)
        close = self.add_button(self.tr("Close"), key="Esc")
        close.clicked.connect(self.reject)
        for text, action in (
            (self.tr("Book…"), "book"),
            (self.tr("Delegation…"), BulkAction.DELEGATION),
            (self.tr("Badges…"), BulkAction.BADGE),
        ):
            button = self.add_button(text)
            button.clicked.connect(lambda _on=False, action=action: self._ask(action))
        self.all_button = self.add_button(self.tr("Check in all"), "main", "Enter")
        self.all_button.clicked.connect(lambda _on=False: self._ask(BulkAction.CHECK_IN))
        self._show_group(0)

    def chosen(self) -> list[str]:
        """Give who is still ticked, as registrations' ids."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return [
            str(item.data(Qt.ItemDataRole.UserRole))
            for item in items
            if item.checkState() is Qt.CheckState.Checked
        ]

    def _ask(self, action: BulkAction) -> None:
        ids = self.chosen()
        if ids:
            self.accept()
            self.asked.emit(action, ids)

    def _show_group(self, number: int) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        members = self._groups[number].members if self._groups else ()
        for member in members:
            self.list.addItem(_item(member))
        self.list.blockSignals(False)
        self._show_count()

    def _show_count(self) -> None:
        count = len(self.chosen())
        self.all_button.set_words(self.tr("Check in {count}").format(count=count))
        self.all_button.set_pressed_by_enter(is_pressed=count == 1)
        self.all_button.setEnabled(count > 0)

    def _title(self, group: Group) -> str:
        names = {
            Bond.DELEGATION: self.tr("Delegation {name}"),
            Bond.ORDER: self.tr("Order {name}"),
            Bond.ORGANISATION: self.tr("Organisation {name}"),
        }
        title = names[group.bond].format(name=group.name)
        return self.tr("{title}: {count} people").format(title=title, count=len(group.members))


def _item(attendee: Attendee) -> QListWidgetItem:
    person = attendee.person
    parts = (person.name, person.second_name, person.organization, standing(attendee).text)
    item = QListWidgetItem("   ".join(part for part in parts if part))
    item.setData(Qt.ItemDataRole.UserRole, attendee.id)
    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
    item.setCheckState(Qt.CheckState.Checked)
    return item
