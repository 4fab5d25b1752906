"""The facts of a programme as a form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Signal

from desktop.domain.programme.partnership import Partnership
from desktop.gui.widgets.buttons import KeyButton
from desktop.gui.widgets.day_field import DayField
from desktop.gui.widgets.form_fields import ChoiceField, Form, FormField, LineField, TextField


class ProgrammeForm(Form):
    """Titles, code, dates and place; behind a button money, partnership and partners."""

    entered = Signal()

    def __init__(self, zones: Sequence[str]) -> None:
        """Make an empty form that completes these names of time zones."""
        super().__init__(3)
        self._is_more = False
        self._rest: list[str] = []
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
        first = (
            ("title", LineField(self.tr("Title"))),
            ("title_hebrew", LineField(self.tr("Title in Hebrew"))),
            ("code", LineField(self.tr("Short code"), "NIPERM")),
            ("starts_on", DayField(self.tr("First day"), day)),
            ("ends_on", DayField(self.tr("Last day"), day)),
            ("place", LineField(self.tr("Place"))),
        )
        rest = (
            ("time_zone", LineField(self.tr("Time zone"), "Asia/Jerusalem", zones)),
            ("capacity", LineField(self.tr("Capacity"), self.tr("no limit"))),
            ("contact", LineField(self.tr("Contact"))),
            ("registration_opens", DayField(self.tr("Registration opens"), day)),
            ("registration_closes", DayField(self.tr("Registration closes"), day)),
            ("budget", LineField(self.tr("Budget"), "25000 USD")),
            ("partnership", ChoiceField(self.tr("Partnership"), {"": ""})),
            ("topics", LineField(self.tr("Topics"))),
            ("host", LineField(self.tr("Host organisation"))),
            ("platform", LineField(self.tr("Platform"))),
        )
        self._add_all(first)
        self.more = KeyButton(self.tr("More…"), is_narrow=True)
        self.more.clicked.connect(lambda _on=False: self.show_more(is_shown=not self._is_more))
        self.add_part(self.more)
        self._add_all(rest)
        self.add("partners", TextField(self.tr("Partner organisations")), is_wide=True)
        self._rest = [*dict(rest), "partners"]
        self.show_more(is_shown=False)

    def show_more(self, *, is_shown: bool) -> None:
        """Show or leave out what few programmes need."""
        self._is_more = is_shown
        self.more.set_words(self.tr("Less") if is_shown else self.tr("More…"))
        for name in self._rest:
            self.fields[name].setVisible(is_shown)

    def show_faults(self, faults: Mapping[str, str]) -> None:
        """Say what is wrong beside each field; none stays out of sight."""
        if not faults.keys().isdisjoint(self._rest):
            self.show_more(is_shown=True)
        super().show_faults(faults)

    def _add_all(self, fields: Iterable[tuple[str, FormField]]) -> None:
        for name, field in fields:
            self.add(name, field)
            if isinstance(field, LineField):
                field.line.returnPressed.connect(self.entered)
