"""The facts of a programme as a form."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from desktop.domain.programme.partnership import Partnership
from desktop.gui.widgets.day_field import DayField
from desktop.gui.widgets.form_fields import ChoiceField, Form, LineField, TextField


class ProgrammeForm(Form):
    """Code, titles, dates, place, money, partnership and partners."""

    entered = Signal()

    def __init__(self, zones: Sequence[str]) -> None:
        """Make an empty form that completes these names of time zones."""
        super().__init__(3)
        self._add_fields(zones)

    def offer_partnerships(self, partnerships: Sequence[Partnership], chosen: str) -> None:
        """Offer these partnerships, one of them chosen by its id."""
        field = self.fields["partnership"]
        assert isinstance(field, ChoiceField)
        field.box.clear()
        field.box.addItem("", "")
        for partnership in partnerships:
            field.box.addItem(partnership.name, partnership.id)
        field.set_value(chosen)

    def _add_fields(self, zones: Sequence[str]) -> None:
        day = self.tr("2 Dec 2026")
        texts = (
            ("code", LineField(self.tr("Short code"), "NIPERM")),
            ("title", LineField(self.tr("Title"))),
            ("title_hebrew", LineField(self.tr("Title in Hebrew"))),
            ("place", LineField(self.tr("Place"))),
            ("starts_on", DayField(self.tr("First day"), day)),
            ("ends_on", DayField(self.tr("Last day"), day)),
            ("time_zone", LineField(self.tr("Time zone"), "Asia/Jerusalem", zones)),
            ("capacity", LineField(self.tr("Capacity"), self.tr("no limit"))),
            ("registration_opens", DayField(self.tr("Registration opens"), day)),
            ("registration_closes", DayField(self.tr("Registration closes"), day)),
            ("contact", LineField(self.tr("Contact"))),
            ("budget", LineField(self.tr("Budget"), "25000 USD")),
            ("partnership", ChoiceField(self.tr("Partnership"), {"": ""})),
            ("topics", LineField(self.tr("Topics"))),
            ("host", LineField(self.tr("Host organisation"))),
            ("platform", LineField(self.tr("Platform"))),
        )
        for name, field in texts:
            self.add(name, field)
            if isinstance(field, LineField):
                field.line.returnPressed.connect(self.entered)
        self.add("partners", TextField(self.tr("Partner organisations")), is_wide=True)
