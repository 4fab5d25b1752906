"""The template on the canvas: every change is a step that can be undone."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication, QUndoCommand, QUndoStack

from desktop.domain.badges.badge_document import DocumentFlaw, item_from_dict, item_to_dict
from desktop.domain.badges.badge_geometry import Align, align, distribute
from desktop.domain.badges.badge_template import FRONT, AnyItem, Template
from desktop.domain.badges.box import Box

CLIPBOARD = "application/x-muster-badge-items"
PASTED_MM = 3.0
MOST_STEPS = 200
MOST_PASTED = 200_000
# What steps in a row must share to become one: what was done, and in which gesture; nothing joins.
Joint = tuple[object, ...]
_MAY_JOIN = 1


class _Step(QUndoCommand):
    """A change from one template to another; steps of one kind in a row are one."""

    def __init__(self, draft: BadgeDraft, before: State, after: State, name: str, joint: Joint):
        super().__init__(name)
        self._draft = draft
        self._before, self._after = before, after
        self._joint = joint

    def id(self) -> int:
        return _MAY_JOIN if self._joint else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        assert isinstance(other, _Step)
        if other._joint != self._joint:
            return False
        self._after = other._after
        return True

    def undo(self) -> None:
        self._draft.put(self._before)

    def redo(self) -> None:
        self._draft.put(self._after)


State = tuple[Template, frozenset[int]]


class BadgeDraft(QObject):
    """A template, what is selected of it, and the way back."""

    changed = Signal()
    selection_changed = Signal()

    def __init__(self) -> None:
        """Begin with an empty badge."""
        super().__init__()
        self.template = Template("", "", 101.6, 76.2)
        self.selected: frozenset[int] = frozenset()
        self.side = FRONT
        self.stack = QUndoStack(self)
        self.stack.setUndoLimit(MOST_STEPS)
        self._remembered: tuple[Template, frozenset[int], int] | None = None
        self._gesture = 0
        self._selection = 0

    @property
    def is_changed(self) -> bool:
        """Whether there is something to save."""
        return not self.stack.isClean()

    @property
    def items(self) -> tuple[AnyItem, ...]:
        """All items from back to front."""
        return self.template.items

    @property
    def selection(self) -> list[AnyItem]:
        """The selected items."""
        return [self.items[n] for n in sorted(self.selected) if n < len(self.items)]

    def open(self, template: Template) -> None:
        """Begin to work on a template; what was done before cannot be undone any more."""
        self.stack.clear()
        self.side = FRONT
        self.put((template, frozenset()))

    def put(self, state: State) -> None:
        """Show a state, as undo and redo do."""
        before = self.selected
        self.template, self.selected = state
        sides = {item.side for item in self.selection}
        if len(sides) == 1:
            self.side = sides.pop()
        self.changed.emit()
        if before != self.selected:
            self._selection += 1
            self.selection_changed.emit()

    def remember(self) -> None:
        """Keep the drawing as it is before a burst of keys that may be a scanner's."""
        self._remembered = (self.template, self.selected, self.stack.index())

    def take_back(self) -> None:
        """Undo what was done since it was last remembered, once."""
        if self._remembered is None:
            return
        template, selected, index = self._remembered
        self._remembered = None
        self.stack.setIndex(index)
        if self.template != template:
            self.put((template, selected))

    def select(self, indices: frozenset[int]) -> None:
        """Select other items."""
        if indices != self.selected:
            self.selected = indices
            self._selection += 1
            self.selection_changed.emit()

    def select_all(self) -> None:
        """Select everything on the side that is shown."""
        self.select(frozenset(n for n, item in enumerate(self.items) if item.side == self.side))

    def show_side(self, side: str) -> None:
        """Show the front or the back."""
        self.side = side
        self.select(frozenset())
        self.changed.emit()

    def change(
        self,
        template: Template,
        name: str,
        selected: frozenset[int] | None = None,
        *,
        joint: Joint = (),
    ) -> None:
        """Make a step; those in a row that share a `joint` become one."""
        if template == self.template:
            return
        before = (self.template, self.selected)
        after = (template, self.selected if selected is None else selected)
        self.stack.push(_Step(self, before, after, name, joint))

    def begin_gesture(self) -> int:
        """Give a number for what is done without a pause: one drag, the fields of one selection."""
        self._gesture += 1
        return self._gesture

    def change_selected(
        self, change: Callable[[AnyItem], AnyItem], name: str, *, joint: Joint = ()
    ) -> None:
        """Change all selected items."""
        self.change(self.template.changed(self.selected, change), name, joint=joint)

    def place(self, boxes: dict[int, Box], name: str, *, joint: Joint = ()) -> None:
        """Put items somewhere else."""
        template = self.template
        for index, box in boxes.items():
            template = template.with_item(index, replace(template.items[index], box=box))
        self.change(template, name, joint=joint)

    def nudge(self, dx: float, dy: float) -> None:
        """Move what is selected a little."""
        self.change_selected(
            lambda item: replace(item, box=item.box.moved(dx, dy)),
            self.tr("Nudge"),
            joint=("nudge", self._selection),
        )

    def add(self, item: AnyItem) -> None:
        """Put an item on top of the others."""
        named = replace(item, name=self.template.free_name(item.name), side=self.side)
        self._append([named], self.tr("Add"))

    def remove(self) -> None:
        """Take away what is selected."""
        rest = tuple(item for n, item in enumerate(self.items) if n not in self.selected)
        self.change(replace(self.template, items=rest), self.tr("Remove"), frozenset())

    def duplicate(self) -> None:
        """Put a copy of what is selected beside it."""
        self._append(self._shifted(self.selection), self.tr("Duplicate"))

    def copy(self) -> None:
        """Put what is selected into the clipboard, for this and other templates."""
        if self.selected:
            text = json.dumps([item_to_dict(item) for item in self.selection], ensure_ascii=False)
            data = QMimeData()
            data.setData(CLIPBOARD, text.encode())
            QGuiApplication.clipboard().setMimeData(data)

    def cut(self) -> None:
        """Copy what is selected and take it away."""
        self.copy()
        self.remove()

    def paste(self) -> None:
        """Add what the clipboard has of badges; anything else in it changes nothing."""
        data = QGuiApplication.clipboard().mimeData()
        if data is None or not data.hasFormat(CLIPBOARD):
            return
        raw = bytes(data.data(CLIPBOARD).data())
        if len(raw) > MOST_PASTED:
            return
        try:
            listed = json.loads(raw)
        except ValueError:
            return
        flaws: list[DocumentFlaw] = []
        items = [item_from_dict(data, flaws) for data in listed if isinstance(data, dict)]
        self._append(self._shifted([item for item in items if item]), self.tr("Paste"))

    def raise_selected(self, by: int) -> None:
        """Move the one selected item before or behind its neighbour."""
        if len(self.selected) != 1:
            return
        (index,) = self.selected
        self.move_layer(index, index + by)

    def move_layer(self, index: int, to: int) -> None:
        """Put a layer somewhere else in the order of painting."""
        if not 0 <= to < len(self.items):
            return
        items = list(self.items)
        items.insert(to, items.pop(index))
        self.change(replace(self.template, items=tuple(items)), self.tr("Layer"), frozenset({to}))

    def reorder(self, order: Sequence[int]) -> None:
        """Put the layers into another order, from back to front, by their numbers."""
        items = tuple(self.items[n] for n in order)
        selected = frozenset(order.index(n) for n in self.selected)
        self.change(replace(self.template, items=items), self.tr("Layer"), selected)

    def align(self, how: Align) -> None:
        """Align what is selected with each other, or a single item with the badge."""
        indices = sorted(self.selected)
        page = Box(0, 0, self.template.w_mm, self.template.h_mm)
        boxes = align([self.items[n].box for n in indices], how, page)
        self.place(dict(zip(indices, boxes, strict=True)), self.tr("Align"))

    def distribute(self, *, is_upright: bool) -> None:
        """Make the gaps between what is selected equal."""
        indices = sorted(self.selected)
        boxes = distribute([self.items[n].box for n in indices], is_upright=is_upright)
        self.place(dict(zip(indices, boxes, strict=True)), self.tr("Distribute"))

    def _shifted(self, items: Sequence[AnyItem]) -> list[AnyItem]:
        return [replace(item, box=item.box.moved(PASTED_MM, PASTED_MM), side=self.side)
                for item in items]  # fmt: skip

    def _append(self, items: Sequence[AnyItem], name: str) -> None:
        template = self.template
        for item in items:
            named = replace(item, name=template.free_name(item.name))
            template = replace(template, items=(*template.items, named))
        count = len(self.items)
        selected = frozenset(range(count, count + len(items)))
        self.change(template, name, selected)
