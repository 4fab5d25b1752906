"""The facts of a programme as a form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal

from desktop.domain.badges.han import Han
from desktop.domain.programme.partnership import Partnership
from desktop.domain.reports.year import LEFT_OUT
from desktop.gui.programme.session_transfer import zone_of_computer
from desktop.gui.widgets.day_field import DayField
from desktop.gui.widgets.form_fields import ChoiceField, FoldedForm, FormField, LineField, TextField
from desktop.workflows.programme.credit_types import areas_of_work


class ProgrammeForm(FoldedForm):
    """Titles, code, dates and place; behind a button money, partnership and partners."""

    entered = Signal()

    def __init__(self, zones: Sequence[str]) -> None:
        """Make an empty form that completes these names of time zones."""
        super().__init__(3)
        self._zones = zones
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

    def begin_new(self) -> None:
        """Begin with empty fields, but for the time zone of this computer."""
        self.set_values(dict.fromkeys(self.fields, ""))
        self.fields["time_zone"].set_value(zone_of_computer(self._zones))

    def _add_fields(self, zones: Sequence[str]) -> None:
        day = self.tr("2 Dec 2026")
        first = (
            ("title", LineField(self.tr("Title"))),
            ("title_hebrew", LineField(self.tr("Title in Hebrew"))),
            ("code", LineField(self.tr("Short code"), "NIPERM")),
            ("starts_on", DayField(self.tr("First day"), day)),
            ("ends_on", DayField(self.tr("Last day"), day)),
            ("place", LineField(self.tr("Place"))),
            ("time_zone", LineField(self.tr("Time zone"), "Asia/Jerusalem", zones)),
        )
        rest = (
            ("capacity", LineField(self.tr("Capacity"), self.tr("no limit"))),
            ("contact", LineField(self.tr("Contact"))),
            ("registration_opens", DayField(self.tr("Registration opens"), day)),
            ("registration_closes", DayField(self.tr("Registration closes"), day)),
            ("budget", LineField(self.tr("Budget"), "25000 USD")),
            ("partnership", ChoiceField(self.tr("Partnership"), {"": ""})),
            ("area", LineField(self.tr("Area of work"), self.tr("Education"), areas_of_work())),
            ("topics", LineField(self.tr("Topics"))),
            ("host", LineField(self.tr("Host organisation"))),
            ("platform", LineField(self.tr("Platform"))),
            ("empties_at", LineField(self.tr("The venue empties at"), "04:00")),
            ("held_min", LineField(self.tr("Booked seats are kept, minutes"), "10")),
        )
        han = {
            "": self.tr("as in mainland China"),
            Han.TAIWAN: self.tr("as in Taiwan"),
            Han.HONG_KONG: self.tr("as in Hong Kong"),
            Han.JAPAN: self.tr("as in Japan"),
            Han.KOREA: self.tr("as in Korea"),
        }
        self._add_all(first)
        self.fold()
        self._add_all(rest)
        counted = {"": self.tr("counts"), LEFT_OUT: self.tr("left out, others may not see it")}
        self.add("counted", ChoiceField(self.tr("In the platform's year"), counted))
        self.add("han", ChoiceField(self.tr("Chinese characters, where no country tells"), han))
        self.add("partners", TextField(self.tr("Partner organisations")), is_wide=True)
        days = TextField(
            self.tr("Tickets for some days only, one type a line"),
            self.tr("Day ticket = 2026-12-02"),
        )
        self.add("ticket_days", days, is_wide=True)

    def _add_all(self, fields: Iterable[tuple[str, FormField]]) -> None:
        for name, field in fields:
            self.add(name, field)
            if isinstance(field, LineField):
                field.line.returnPressed.connect(self.entered)
