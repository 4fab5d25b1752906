"""Asks what somebody gets for a session, and why."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.gui.widgets.dialogs import Dialog
from desktop.gui.widgets.form_fields import ChoiceField, Form, LineField
from desktop.gui.widgets.labels import label
from desktop.gui.wording.moments import clock_time
from desktop.gui.wording.reports.credits import doubt_words, session_words
from desktop.gui.wording.translation import tr
from desktop.workflows.reports.certificates import amount_text
from desktop.workflows.reports.credits import CreditRow

_RULE = "rule"


def _key(amount: Decimal) -> str:
    return f"{amount.normalize():f}"


class DecideDialog(Dialog):
    """One credit: what is known, the amounts that there are, and a note."""

    # The amount, None where the rule is to count, and the note.
    decided = Signal(object, str)

    def __init__(self, row: CreditRow, parent: QWidget) -> None:
        """Show what is known of it."""
        super().__init__(row.attendee.name, parent)
        credit, type_ = row.credit, row.of.type
        assert type_ is not None
        told = [session_words(row.of), *(doubt_words(doubt) for doubt in credit.doubts)]
        if credit.entered_ms is not None:
            told.append(tr("entered {time}").format(time=clock_time(credit.entered_ms)))
        if credit.left_ms is not None:
            told.append(tr("left {time}").format(time=clock_time(credit.left_ms)))
        title = row.of.session.title or row.of.session.code
        self.content.addWidget(label(title, "cardTitle", wraps=True))
        self.content.addWidget(label(" • ".join(told), "place", wraps=True))
        amounts = {_RULE: tr("as the rule says")}
        steps = int(row.of.full / type_.step)
        # A long list of tiny steps is none to choose from: quarters of the whole then.
        parts = range(steps + 1) if steps <= 40 else (0, steps // 4, steps // 2, steps)
        amounts |= {_key(n * type_.step): amount_text(n * type_.step, type_) for n in parts}
        self.form = Form()
        self.form.add("amount", ChoiceField(tr("Credit"), amounts))
        self.form.add("note", LineField(tr("Why"), tr("was seen until the end")))
        self.content.addWidget(self.form)
        self.form.set_values(
            {"amount": _key(row.of.full), "note": credit.decided.note if credit.decided else ""}
        )
        self.add_save(self._on_save)

    def _on_save(self) -> None:
        typed = self.form.values()
        amount = None if typed["amount"] == _RULE else Decimal(typed["amount"])
        self.accept()
        self.decided.emit(amount, typed["note"])
