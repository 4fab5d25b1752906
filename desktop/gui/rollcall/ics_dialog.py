"""Asks what only a person knows of an incident, and writes its forms."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.attendees.fields import ICS211_COLUMNS, ICS214_COLUMNS
from desktop.domain.programme.programme import Programme
from desktop.gui.frame.room import Frame
from desktop.gui.rollcall.services import RollCallServices
from desktop.gui.widgets.dialogs import Dialog, pick_save
from desktop.gui.widgets.form_fields import ChoiceField, LineField
from desktop.gui.wording.moments import now_ms, wall
from desktop.gui.wording.rollcall import ics
from desktop.gui.wording.translation import tr
from desktop.workflows.rollcall.incident import Said

SETTINGS = "ics"
WIDTH_PX = 560
DAY_MS = 24 * 60 * 60 * 1000
CHECK_INS, ACTIVITIES = "ics211", "ics214"


class IcsDialog(Dialog):
    """The blocks that only a person can know; they are kept for the next form."""

    wanted = Signal(str, str)

    def __init__(self, kept: Mapping[str, str], since: str, until: str, parent: QWidget) -> None:
        """Show what was said the last time, and a period."""
        super().__init__(self.tr("Incident forms"), parent)
        self.fit(WIDTH_PX)
        self.form = ChoiceField(self.tr("Form"), {
            CHECK_INS: self.tr("ICS 211, Incident Check-In List"),
            ACTIVITIES: self.tr("ICS 214, Activity Log"),
        })  # fmt: skip
        self.content.addWidget(self.form)
        self.fields = {
            "incident": LineField(self.tr("Incident name"), self.tr("the programme's title")),
            "number": LineField(self.tr("Incident number"), self.tr("the programme's code")),
            "location": LineField(self.tr("Check-in location"), self.tr("the programme's place")),
            "name": LineField(self.tr("Prepared by")),
            "position": LineField(self.tr("Position")),
            "agency": LineField(self.tr("Home agency")),
        }
        self.since = LineField(self.tr("Activity log from"), since)
        self.until = LineField(self.tr("Activity log to"), until)
        for name, field in self.fields.items():
            field.set_value(kept.get(name, ""))
            self.content.addWidget(field)
        self.since.set_value(since)
        self.until.set_value(until)
        self.content.addWidget(self.since)
        self.content.addWidget(self.until)
        self.add_button(self.tr("Cancel"), key="Esc").clicked.connect(self.reject)
        self.csv = self.add_action(self.tr("As CSV…"), lambda: self._want(".csv"))
        self.pdf = self.add_action(self.tr("As PDF…"), lambda: self._want(".pdf"), "main")

    def said(self) -> Said | None:
        """Give what is said; None, with a sentence at the field, where a time cannot be read."""
        moments = []
        for field in (self.since, self.until):
            moment = _read(field.value())
            fault = self.tr("Write a moment such as 2026-12-02 08:30.")
            field.show_fault("" if moment else fault)
            moments.append(moment)
        if not all(moments):
            return None
        values = {name: field.value() for name, field in self.fields.items()}
        return Said(**values, since_ms=moments[0] or 0, until_ms=moments[1] or 0)

    def _want(self, ending: str) -> None:
        self.wanted.emit(self.form.value(), ending)


def open_ics(frame: Frame, services: RollCallServices) -> None:
    """Ask for the incident's blocks, and write the form that is wanted."""
    programme = frame.station.needed()
    if programme is None:
        return
    now = now_ms()
    since, until = (f"{wall(at):%Y-%m-%d %H:%M}" for at in (now - DAY_MS, now))
    kept = services.kept_settings(SETTINGS)
    dialog = IcsDialog(kept, since, until, frame.dialogs.window)

    def write(form: str, ending: str) -> None:
        said = dialog.said()
        if said is None:
            return
        name = f"{form}-{programme.code}{ending}"
        target = pick_save(dialog, tr("Save the form"), name, f"*{ending}")
        if target is None:
            return
        dialog.accept()
        _keep(frame, services, said)
        sentence = tr("Saved: {path}").format(path=target)
        frame.jobs.run_beside(
            lambda: _write(frame, services, programme, form, said, target),
            lambda _done: frame.dialogs.notify(sentence, "yes"),
        )

    dialog.wanted.connect(write)
    frame.dialogs.show(dialog)


def _keep(frame: Frame, services: RollCallServices, said: Said) -> None:
    times = ("since_ms", "until_ms")
    values = {name: str(value) for name, value in said._asdict().items() if name not in times}
    frame.jobs.run(lambda: services.keep_settings(SETTINGS, values), lambda _done: None)


def _write(
    frame: Frame,
    services: RollCallServices,
    programme: Programme,
    form: str,
    said: Said,
    target: Path,
) -> None:
    incident, on_store, now = services.incident, frame.jobs.on_store, now_ms()
    is_table = target.suffix.casefold() == ".csv"
    if form == CHECK_INS:
        people = incident.checked_in(programme, on_store)
        if is_table:
            incident.write(target, ICS211_COLUMNS, ics.ics211_rows(people))
        else:
            services.paint_form(target, ics.ics211_form(programme, people, said, now))
        return
    activities = incident.activities(programme, said.since_ms, said.until_ms, on_store)
    if is_table:
        incident.write(target, ICS214_COLUMNS, ics.ics214_rows(activities))
    else:
        staff = on_store(incident.staff)
        services.paint_form(target, ics.ics214_form(programme, staff, activities, said, now))


def _read(text: str) -> int | None:
    """Read a moment of the clock that is shown, in milliseconds UTC."""
    try:
        then = datetime.fromisoformat(text)
        return int(then.timestamp() * 1000) if then.tzinfo else _on_wall(then)
    except (ValueError, OverflowError):
        return None


def _on_wall(then: datetime) -> int:
    guess = int(then.timestamp() * 1000)
    off = then - wall(guess)
    return guess + int(off.total_seconds() * 1000)
