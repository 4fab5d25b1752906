"""A form over the selected item: each field shows a value and changes it as one step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.badges.badge_template import QrItem
from desktop.domain.badges.box import Box
from desktop.gui.badges.badge_draft import BadgeDraft
from desktop.gui.badges.badge_fields import ColourField, NumberField
from desktop.gui.widgets.buttons import Segments
from desktop.gui.widgets.choice_box import ChoiceBox
from desktop.gui.widgets.labels import label
from desktop.gui.widgets.theme import Theme

ICON_PX = 18


class ItemForm(QWidget):
    """Binds fields to the draft; `show_values` is called whenever the draft changed."""

    def __init__(self, draft: BadgeDraft, theme: Theme) -> None:
        """Work on this draft, without fields yet."""
        super().__init__()
        self._draft = draft
        self._theme = theme
        self._shows: list[Callable[[], None]] = []
        self._step = 0

    def show_values(self) -> None:
        """Show what the draft holds."""
        for show in self._shows:
            show()

    def _only(self) -> Any:
        """Give the one selected item; while another one is being selected, any."""
        return self._draft.selection[0]

    def _of_template(self, name: str) -> Any:
        return getattr(self._draft.template, name)

    def _side_of_box(self, part: str) -> float:
        return float(getattr(self._only().box, part))

    def _value(self, name: str) -> Callable[[], Any]:
        return lambda: getattr(self._only(), name)

    def _set(self, name: str) -> Callable[[Any], None]:
        """Give a function that changes a field; edits of one field in a row are one step."""

        def change(value: Any) -> None:
            if len(self._draft.selected) == 1 and getattr(self._only(), name) != value:
                self._draft.change_selected(
                    lambda item: replace(item, **{name: value}),
                    self.tr("Change"),
                    joint=("field", self._step, name),
                )

        return change

    def _set_number(self, name: str) -> Callable[[float], None]:
        change = self._set(name)
        return lambda value: change(int(value) if name == "lines" else value)

    def _set_box(self, part: str) -> Callable[[float], None]:
        change = self._set("box")

        def move(value: float) -> None:
            box: Box = self._only().box
            if part in ("w_mm", "h_mm") and isinstance(self._only(), QrItem):
                change(box._replace(w_mm=value, h_mm=value))
            else:
                change(box._replace(**{part: value}))

        return move

    def _set_template(self, name: str) -> Callable[[Any], None]:
        def change(value: Any) -> None:
            if name == "title" and not str(value).strip():
                return
            template = replace(self._draft.template, **{name: value})
            self._draft.change(template, self.tr("Change"), joint=("template", self._step, name))

        return change

    def _bind_text(
        self, line: QLineEdit, value: Callable[[], Any], change: Callable[[Any], None]
    ) -> None:
        def show() -> None:
            text = str(value())
            if line.text() != text:
                line.setText(text)

        self._shows.append(show)
        line.textEdited.connect(change)

    def _bind_area(self, area: QPlainTextEdit, name: str) -> None:
        def show() -> None:
            value = str(self._value(name)())
            if area.toPlainText() != value:
                area.blockSignals(True)
                area.setPlainText(value)
                area.blockSignals(False)

        self._shows.append(show)
        change = self._set(name)
        area.textChanged.connect(lambda: change(area.toPlainText()))

    def _bind_check(self, box: QCheckBox, name: str) -> None:
        def show() -> None:
            box.blockSignals(True)
            box.setChecked(bool(self._value(name)()))
            box.blockSignals(False)

        self._shows.append(show)
        box.toggled.connect(self._set(name))

    @staticmethod
    def _combo(names: Mapping[str, str]) -> QComboBox:
        box = ChoiceBox()
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for value, name in names.items():
            box.addItem(name, value)
        return box

    def _bind_combo(
        self, box: QComboBox, value: Callable[[], Any], change: Callable[[Any], None]
    ) -> None:
        self._shows.append(lambda: box.setCurrentIndex(box.findData(value())))
        box.activated.connect(lambda _n: change(box.currentData()))

    def _bind_number(
        self, field: NumberField, value: Callable[[], float], change: Callable[[float], None]
    ) -> None:
        self._shows.append(lambda: field.show_value(float(value())))
        field.edited.connect(change)

    def _bind_colour(self, field: ColourField, name: str) -> None:
        self._shows.append(lambda: field.show_value(str(self._value(name)())))
        field.edited.connect(self._set(name))

    def _bind_segments(self, segments: Segments, values: tuple[str, ...], name: str) -> None:
        change = self._set(name)

        def show() -> None:
            button = segments.group.button(values.index(self._value(name)()))
            button.setChecked(True)

        self._shows.append(show)
        segments.group.idClicked.connect(lambda number: change(values[number]))

    def _icon_button(self, icon: str, words: str, act: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        button.setObjectName("iconButton")
        button.setIcon(self._theme.icon(icon, "ink"))
        button.setIconSize(QSize(ICON_PX, ICON_PX))
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.clicked.connect(lambda _on=False: act())
        return button

    @staticmethod
    def _grid(column: QVBoxLayout) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        column.addLayout(grid)
        return grid

    def _titled(self, column: QVBoxLayout, title: str, field: QWidget) -> None:
        field.setAccessibleName(title)
        inner = QVBoxLayout()
        inner.addWidget(field)
        self._titled_layout(column, title, inner)

    @staticmethod
    def _titled_layout(column: QVBoxLayout, title: str, layout: QLayout) -> None:
        inner = QVBoxLayout()
        inner.setSpacing(4)
        inner.addWidget(label(title, "formLabel"))
        inner.addLayout(layout)
        column.addLayout(inner)
