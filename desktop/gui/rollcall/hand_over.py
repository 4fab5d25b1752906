"""Hands the list of a bus over to another point: all aboard, or those who are ticked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from desktop.domain.attendees.registration import Attendee
from desktop.domain.programme.programme import Point, PointWay, Programme
from desktop.gui.frame.room import Frame
from desktop.gui.rollcall.services import RollCallServices
from desktop.gui.widgets.dialogs import Dialog
from desktop.gui.widgets.form_fields import ChoiceField
from desktop.gui.wording.translation import tr
from desktop.workflows.checkin.whereabouts import Manifest

SIZE_PX = (520, 560)
_ID = int(Qt.ItemDataRole.UserRole)


class HandOverDialog(Dialog):
    """Lists who is there, all of them ticked, and asks which point takes them over."""

    handed = Signal(str, object)

    def __init__(
        self, title: str, people: Sequence[Attendee], points: Sequence[Point], parent: QWidget
    ) -> None:
        """Offer these people and points."""
        super().__init__(title, parent)
        self.fit(*SIZE_PX)
        self.point = ChoiceField(
            self.tr("They are checked in at"), {point.id: point.name for point in points}
        )
        self.people = QListWidget()
        for attendee in people:
            item = QListWidgetItem(f"{attendee.name}  {attendee.person.phone}".strip())
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            item.setData(_ID, attendee.id)
            self.people.addItem(item)
        self.content.addWidget(self.point)
        self.content.addWidget(self.people, 1)
        self.add_button(self.tr("Cancel"), key="Esc").clicked.connect(self.reject)
        self.button = self.add_button("", "main")
        self.button.clicked.connect(lambda _on=False: self._hand())
        self.people.itemChanged.connect(lambda _item: self._count())
        self._count()

    @property
    def ticked(self) -> list[str]:
        """The ids of those who are ticked."""
        items = (self.people.item(row) for row in range(self.people.count()))
        return [item.data(_ID) for item in items if item.checkState() is Qt.CheckState.Checked]

    def _count(self) -> None:
        count = len(self.ticked)
        self.button.set_words(self.tr("Hand {count} over").format(count=count))
        self.button.setEnabled(bool(count) and bool(self.point.value()))

    def _hand(self) -> None:
        self.accept()
        self.handed.emit(self.point.value(), self.ticked)


def ask_hand_over(frame: Frame, services: RollCallServices, manifest: Manifest | None) -> None:
    """Ask to whom the people of a place are handed over."""
    programme = frame.station.needed()
    if programme is None or manifest is None or not manifest.inside:
        frame.dialogs.notify(tr("Nobody is there to be handed over."), "look")
        return
    spot = manifest.spot
    points = [
        point
        for point in frame.station.points
        if point.place != spot.place and point.direction != PointWay.OUT
    ]
    title = tr("Hand over: {place}").format(place=spot.name)
    dialog = HandOverDialog(title, manifest.inside, points, frame.dialogs.window)

    def hand(point: str, ids: list[str]) -> None:
        to = next(each for each in points if each.id == point)
        _hand(frame, services, programme, manifest, to, ids)

    dialog.handed.connect(hand)
    frame.dialogs.show(dialog)


def _hand(
    frame: Frame,
    services: RollCallServices,
    programme: Programme,
    manifest: Manifest,
    to: Point,
    ids: Sequence[str],
) -> None:
    sentence = tr("{count} are handed over to {point}. Ctrl+Z takes it back.")

    def done(count: int) -> None:
        frame.dialogs.notify(sentence.format(count=count, point=to.name), "yes")
        frame.signals.handed_over.emit()

    work = services.whereabouts
    frame.jobs.run(lambda: work.hand_over(programme, manifest.spot, to, ids), done)
