"""The form of a paper of one's own: its page, labels, margins and gaps."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.badges.media import OWN, ROLL, SHEET, Media, fits_its_page
from desktop.gui.widgets.dialogs import Dialog
from desktop.gui.widgets.form_fields import ChoiceField, Form, LineField
from desktop.gui.widgets.labels import label

WIDTH_PX = 560
MOST_LABELS = 200
_NUMBERS = ("page_w_mm", "page_h_mm", "label_w_mm", "label_h_mm", "left_mm", "top_mm",
            "pitch_x_mm", "pitch_y_mm")  # fmt: skip


class PaperForm(Dialog):
    """All lengths in millimetres, as the maker of the labels gives them or a ruler says."""

    saved = Signal(object)

    def __init__(self, like: Media | None, parent: QWidget) -> None:
        """Open the form of a new paper, with the measures of another one to begin with."""
        super().__init__(self.tr("Paper of our own"), parent)
        self.fit(WIDTH_PX)
        kinds = {SHEET: self.tr("sheet"), ROLL: self.tr("roll of labels")}
        self.form = Form(2)
        for name, field in (
            ("code", LineField(self.tr("Name"), self.tr("Badges from the print shop"))),
            ("kind", ChoiceField(self.tr("Kind"), kinds)),
            ("page_w_mm", LineField(self.tr("Page: width"))),
            ("page_h_mm", LineField(self.tr("Page: height (0: endless roll)"))),
            ("label_w_mm", LineField(self.tr("Label: width"))),
            ("label_h_mm", LineField(self.tr("Label: height (0: endless roll)"))),
            ("cols", LineField(self.tr("Labels across"))),
            ("rows", LineField(self.tr("Labels down"))),
            ("left_mm", LineField(self.tr("First label from the left"))),
            ("top_mm", LineField(self.tr("First label from the top"))),
            ("pitch_x_mm", LineField(self.tr("From label to label across"))),
            ("pitch_y_mm", LineField(self.tr("From label to label down"))),
        ):
            self.form.add(name, field)
        if like:
            values: dict[str, Any] = {name: f"{getattr(like, name):g}" for name in _NUMBERS}
            values |= {"kind": like.kind, "cols": str(like.cols), "rows": str(like.rows)}
            values["code"] = like.code if like.vendor == OWN else ""
            self.form.set_values(values)
        self.content.addWidget(self.form)
        hint = self.tr("All lengths in millimetres. All desks have this paper then.")
        self.content.addWidget(label(hint, "quiet", wraps=True))
        self.content.addStretch(1)
        self.add_save(self.save)

    def save(self) -> None:
        """Hand on the paper, if its labels lie on its page."""
        typed = self.form.values()
        numbers = {name: _number(typed[name]) for name in _NUMBERS}
        counts = {name: _count(typed[name]) for name in ("cols", "rows")}
        sentence = self.tr("Write a number.")
        faults = {name: sentence for name, value in {**numbers, **counts}.items() if value is None}
        if not typed["code"]:
            faults["code"] = self.tr("This is needed.")
        if not faults:
            lengths: dict[str, Any] = {name: value or 0.0 for name, value in numbers.items()}
            media = Media(OWN, typed["code"], typed["kind"], cols=counts["cols"] or 1,
                          rows=counts["rows"] or 1, **lengths)  # fmt: skip
            if fits_its_page(media):
                self.accept()
                self.saved.emit(media)
                return
            faults["label_w_mm"] = self.tr(
                "The labels do not lie on the page, or on top of each other. Measure again."
            )
        self.form.show_faults(faults)


def _number(text: str) -> float | None:
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        return None
    return value if 0 <= value <= 10_000 else None


def _count(text: str) -> int | None:
    return int(text) if text.isdecimal() and 1 <= int(text) <= MOST_LABELS else None
