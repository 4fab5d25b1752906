"""The end side of the Badges page: properties of what is selected."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.badges.badge_geometry import Align
from desktop.domain.badges.badge_template import (
    BACK,
    ELLIPSE,
    FRONT,
    RECTANGLE,
    TURNS,
    AnyItem,
    BandItem,
    PhotoItem,
    PictureItem,
    QrItem,
    ShapeItem,
    TextItem,
    Use,
)
from desktop.gui.badges.badge_draft import BadgeDraft
from desktop.gui.badges.badge_fields import ColourField, NumberField
from desktop.gui.badges.badge_form import ItemForm
from desktop.gui.widgets.buttons import Segments
from desktop.gui.widgets.choice_box import ChoiceBox
from desktop.gui.widgets.labels import label
from desktop.gui.widgets.theme import Theme
from desktop.gui.wording.badges import field_names, kind_title, use_names, weight_names

TEXT_PX = 74
ICON_PX = 18
_ALIGNS = ("start", "centre", "end")
_BOX = ("x_mm", "y_mm", "w_mm", "h_mm")
_ALIGN_ICONS = {
    Align.LEFT: "align-start-vertical",
    Align.CENTRE: "align-center-vertical",
    Align.RIGHT: "align-end-vertical",
    Align.TOP: "align-start-horizontal",
    Align.MIDDLE: "align-center-horizontal",
    Align.BOTTOM: "align-end-horizontal",
}


class BadgeProperties(ItemForm):
    """Shows what is selected and changes it; the form is made anew for another kind of item."""

    picture_asked = Signal()

    def __init__(self, draft: BadgeDraft, theme: Theme) -> None:
        """Work on this draft."""
        super().__init__(draft, theme)
        self._form: QWidget | None = None
        self._form_for: object = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        draft.changed.connect(self._refresh)
        draft.selection_changed.connect(self._on_selection)

    def _on_selection(self) -> None:
        self._step = self._draft.begin_gesture()
        self._refresh()

    def _refresh(self) -> None:
        """Make the form of what is selected, or show its values anew."""
        items = self._draft.selection
        wanted: object = type(items[0]) if len(items) == 1 else len(items) > 1
        if self._form is None or wanted != self._form_for:
            self._form_for = wanted
            self._make_form(items)
        self.show_values()

    def _make_form(self, items: list[AnyItem]) -> None:
        if self._form:
            self._column.removeWidget(self._form)
            self._form.hide()
            self._form.deleteLater()
        self._shows = []
        self._form = QWidget()
        column = QVBoxLayout(self._form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        if not items:
            self._build_template(column)
        elif len(items) > 1:
            self._build_many(column)
        else:
            self._build_item(column, items[0])
        self._column.addWidget(self._form)

    def _build_template(self, column: QVBoxLayout) -> None:
        title = QLineEdit()
        title.setMaxLength(100)
        self._titled(column, self.tr("Template"), title)
        self._bind_text(title, lambda: self._draft.template.title, self._set_template("title"))
        grid = self._grid(column)
        for n, (name, letter, words) in enumerate(
            (("w_mm", "W", self.tr("Width")), ("h_mm", "H", self.tr("Height")))
        ):
            field = NumberField(letter, "mm", 10, 1000, words)
            grid.addWidget(field, 0, n)
            self._bind_number(
                field,
                partial(self._of_template, name),
                self._set_template(name),
            )
        uses = self._combo(use_names())
        self._titled(column, self.tr("Made for"), uses)
        change_use = self._set_template("use")
        self._bind_combo(
            uses, lambda: self._draft.template.use.value, lambda value: change_use(Use(value))
        )
        hint = self.tr(
            "Click an item to change it. Arrow keys move it, Shift by 5 mm, Alt by 0.1 mm. "
            "Ctrl+C, Ctrl+V, Ctrl+D, Del and Ctrl+Z do what they do everywhere."
        )
        column.addWidget(label(hint, "quiet", wraps=True))

    def _build_many(self, column: QVBoxLayout) -> None:
        count = label("", "paneTitle")
        self._shows.append(
            lambda: count.setText(self.tr("{count} items").format(count=len(self._draft.selected)))
        )
        column.addWidget(count)
        self._build_align(column)
        row = QHBoxLayout()
        for icon, is_upright, words in (
            ("align-horizontal-distribute-center", False, self.tr("Equal gaps across")),
            ("align-vertical-distribute-center", True, self.tr("Equal gaps down")),
        ):
            row.addWidget(
                self._icon_button(
                    icon,
                    words,
                    partial(self._draft.distribute, is_upright=is_upright),
                )
            )
        row.addStretch(1)
        self._titled_layout(column, self.tr("Distribute"), row)

    def _build_item(self, column: QVBoxLayout, item: AnyItem) -> None:
        name = QLineEdit()
        name.setMaxLength(60)
        name.setAccessibleName(self.tr("Name of the layer"))
        self._titled(column, kind_title(_kind_of(item)), name)
        self._bind_text(name, self._value("name"), self._set("name"))
        if isinstance(item, TextItem):
            self._build_text(column)
        self._build_place(column)
        if isinstance(item, TextItem):
            self._build_type(column)
        elif isinstance(item, ShapeItem | PhotoItem):
            self._build_shape(column, item)
        elif isinstance(item, BandItem):
            self._build_band(column)
        elif isinstance(item, PictureItem):
            button = QPushButton(self.tr("Choose a picture…"))
            button.clicked.connect(self.picture_asked)
            column.addWidget(button)
        self._build_when(column)
        self._build_align(column)

    def _build_text(self, column: QVBoxLayout) -> None:
        text = QPlainTextEdit()
        text.setFixedHeight(TEXT_PX)
        text.setTabChangesFocus(True)
        text.setAccessibleName(self.tr("Text"))
        fields = QToolButton()
        fields.setObjectName("fieldMenu")
        fields.setText(self.tr("Insert a field ▾"))
        fields.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(fields)
        for field, words in field_names().items():
            menu.addAction(words, partial(text.insertPlainText, f"{{{field}}}"))
        fields.setMenu(menu)
        column.addWidget(text)
        column.addWidget(fields)
        self._bind_area(text, "text")

    def _build_place(self, column: QVBoxLayout) -> None:
        grid = self._grid(column)
        words = (self.tr("From the left"), self.tr("From the top"), self.tr("Width"),
                 self.tr("Height"))  # fmt: skip
        for n, (part, letter, name) in enumerate(zip(_BOX, "XYWH", words, strict=True)):
            low = 1 if n > 1 else -1000
            field = NumberField(letter, "mm", low, 2000, name)
            grid.addWidget(field, n // 2, n % 2)
            self._bind_number(field, partial(self._side_of_box, part), self._set_box(part))

    def _build_type(self, column: QVBoxLayout) -> None:
        weight = self._combo(weight_names())
        self._titled(column, self.tr("Type"), weight)
        self._bind_combo(weight, self._value("weight"), self._set("weight"))
        grid = self._grid(column)
        for n, (name, letter, unit, low, high, words) in enumerate(
            (
                ("size_pt", self.tr("Size"), "pt", 2, 600, self.tr("Size of the letters")),
                ("min_pt", self.tr("Least"), "pt", 1, 600, self.tr("Smallest size, then wrap")),
                ("lines", self.tr("Lines"), "", 1, 40, self.tr("Lines before it shrinks")),
                ("spacing_percent", self.tr("Wide"), "%", 50, 400, self.tr("Letter spacing")),
            )
        ):
            field = NumberField(letter, unit, low, high, words, 0 if name == "lines" else 1)
            grid.addWidget(field, n // 2, n % 2)
            self._bind_number(field, self._value(name), self._set_number(name))
        sides = Segments([self.tr("Start"), self.tr("Centre"), self.tr("End")])
        column.addWidget(sides)
        self._bind_segments(sides, _ALIGNS, "align")
        row = QHBoxLayout()
        colour = ColourField(self.tr("Colour"))
        self._bind_colour(colour, "colour")
        capitals = QCheckBox(self.tr("CAPITALS"))
        self._bind_check(capitals, "capitals")
        row.addWidget(colour, 1)
        row.addWidget(capitals)
        self._titled_layout(column, self.tr("Colour"), row)

    def _build_shape(self, column: QVBoxLayout, item: AnyItem) -> None:
        form = Segments([self.tr("Rectangle"), self.tr("Ellipse")])
        self._titled(column, self.tr("Form"), form)
        self._bind_segments(form, (RECTANGLE, ELLIPSE), "shape")
        grid = self._grid(column)
        parts = [("radius_mm", "R", self.tr("Radius of the corners"))]
        if isinstance(item, ShapeItem):
            parts.append(("line_mm", "L", self.tr("Outline only, this wide; 0 fills")))
        for n, (name, letter, words) in enumerate(parts):
            field = NumberField(letter, "mm", 0, 200 if n == 0 else 50, words)
            grid.addWidget(field, 0, n)
            self._bind_number(field, self._value(name), self._set_number(name))
        if isinstance(item, ShapeItem):
            colour = ColourField(self.tr("Colour"))
            self._titled(column, self.tr("Colour"), colour)
            self._bind_colour(colour, "colour")

    def _build_band(self, column: QVBoxLayout) -> None:
        field = self._combo(field_names())
        self._titled(column, self.tr("Its colour follows"), field)
        self._bind_combo(field, self._value("field"), self._set("field"))
        colours = QPlainTextEdit()
        colours.setFixedHeight(TEXT_PX + 30)
        colours.setTabChangesFocus(True)
        colours.setPlaceholderText("Speaker = #7A3E9D")
        self._titled(column, self.tr("Colours, one a line"), colours)
        self._bind_area(colours, "colours")
        other = ColourField(self.tr("All others"))
        self._titled(column, self.tr("All others"), other)
        self._bind_colour(other, "colour")

    def _build_when(self, column: QVBoxLayout) -> None:
        when = ChoiceBox()
        when.setEditable(True)
        when.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        when.setCompleter(None)  # type: ignore[arg-type]
        when.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for text in ("", "hebrew_name filled", "hebrew_name empty", "bus filled", "photo filled",
                     "ticket_type is Speaker", "ticket_type is not Delegate"):  # fmt: skip
            when.addItem(text)
        line = when.lineEdit()
        assert line is not None
        line.setPlaceholderText(self.tr("always"))
        line.setMaxLength(120)
        self._titled(column, self.tr("Show when"), when)
        self._bind_text(line, self._value("when"), self._set("when"))
        change = self._set("when")
        when.activated.connect(lambda _n: change(when.currentText()))
        stack = QLineEdit()
        stack.setMaxLength(40)
        stack.setPlaceholderText(self.tr("none"))
        stack.setToolTip(self.tr("Items of one stack take the room of those that stay empty."))
        self._titled(column, self.tr("Shares its room in stack"), stack)
        self._bind_text(stack, self._value("stack"), self._set("stack"))
        row = QHBoxLayout()
        sides = Segments([self.tr("Front"), self.tr("Back")])
        self._bind_segments(sides, (FRONT, BACK), "side")
        turn = self._combo({str(degrees): f"{degrees}°" for degrees in TURNS})
        change_turn = self._set("turn")
        self._bind_combo(turn, lambda: str(self._value("turn")()), lambda v: change_turn(int(v)))
        row.addWidget(sides)
        row.addWidget(turn, 1)
        self._titled_layout(column, self.tr("Side and turn"), row)

    def _build_align(self, column: QVBoxLayout) -> None:
        words = {
            Align.LEFT: self.tr("Left edges"), Align.CENTRE: self.tr("Centres"),
            Align.RIGHT: self.tr("Right edges"), Align.TOP: self.tr("Upper edges"),
            Align.MIDDLE: self.tr("Middles"), Align.BOTTOM: self.tr("Lower edges"),
        }  # fmt: skip
        row = QHBoxLayout()
        row.setSpacing(2)
        for how, icon in _ALIGN_ICONS.items():
            row.addWidget(self._icon_button(icon, words[how], partial(self._draft.align, how)))
        row.addStretch(1)
        self._titled_layout(column, self.tr("Align"), row)


def _kind_of(item: AnyItem) -> str:
    kinds: dict[type, str] = {
        TextItem: "text", QrItem: "qr", ShapeItem: "shape", BandItem: "band",
        PictureItem: "picture", PhotoItem: "photo",
    }  # fmt: skip
    return kinds[type(item)]
