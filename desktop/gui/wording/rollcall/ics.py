"""The incident's forms: ICS 211 and ICS 214, by the blocks of FEMA's public forms.

The blocks keep the English of the forms, in every language of the desk: whoever reads them, an
incident's planning section, knows them by that. What only a person knows is a line.
"""

from __future__ import annotations

from collections.abc import Sequence

from desktop.domain.printing.printed_form import Block, FormTable, PrintedForm
from desktop.domain.printing.printed_list import ListColumn
from desktop.domain.programme.programme import Programme
from desktop.domain.rollcall.marks import GRAVITY, MarkState
from desktop.domain.staff.staff import LEAD, Staff
from desktop.gui.wording.checkin import answer_words
from desktop.gui.wording.moments import wall
from desktop.gui.wording.rollcall.words import state_name
from desktop.gui.wording.translation import tr
from desktop.workflows.rollcall.incident import Activity, CheckedIn, Happened, Said

_BLANK_211, _BLANK_STAFF, _BLANK_214 = 8, 4, 8


def ics211_form(
    programme: Programme, people: Sequence[CheckedIn], said: Said, now_ms: int
) -> PrintedForm:
    """Write the Incident Check-In List, one line a person."""
    begins = programme.starts_on or (_day(people[0].at_ms) if people else "")
    head = (
        (
            Block("1. Incident Name", said.incident or programme.title, 2.2),
            Block("2. Incident Number", said.number or programme.code, 1),
            Block("3. Check-In Location (Base, Staging Area, ICP, Helibase, Other)",
                  said.location or programme.place, 2),
            Block("4. Start Date/Time", begins, 1.2),
        ),
    )  # fmt: skip
    columns = (
        ListColumn("5. State", 0.06),
        ListColumn("5. Agency", 0.1),
        ListColumn("5. Category / Kind / Type", 0.05),
        ListColumn("5. Resource Name", 0.13),
        ListColumn("ST or TF", 0.03),
        ListColumn("6. Order Request #", 0.05),
        ListColumn("7. Date/Time Check-In", 0.07),
        ListColumn("8. Leader's Name", 0.07),
        ListColumn("9. Total Personnel", 0.04),
        ListColumn("10. Incident Contact Information", 0.1),
        ListColumn("11. Home Unit or Agency", 0.07),
        ListColumn("12. Departure Point, Date, Time", 0.05),
        ListColumn("13. Method of Travel", 0.04),
        ListColumn("14. Incident Assignment", 0.06),
        ListColumn("15. Other Qualifications", 0.05),
        ListColumn("16. Data Provided to RESL", 0.03),
    )
    table = FormTable(
        "Check-In Information (use reverse of form for remarks or comments)",
        columns,
        tuple(_row_211(each) for each in people),
        _BLANK_211,
    )
    return PrintedForm(
        "INCIDENT CHECK-IN LIST (ICS 211)", head, (table,), (_signed(17, said, now_ms),), True
    )


def ics211_rows(people: Sequence[CheckedIn]) -> list[tuple[str, ...]]:
    """Give the same as rows of a table."""
    return [
        (row[0], row[1], row[3], row[5], row[6], row[7], row[8], row[9], row[10], row[11], row[12],
         row[13], row[14], row[15])
        for row in map(_row_211, people)
    ]  # fmt: skip


def ics214_form(
    programme: Programme,
    staff: Sequence[Staff],
    activities: Sequence[Activity],
    said: Said,
    now_ms: int,
) -> PrintedForm:
    """Write the Activity Log."""
    lead = next((one.name for one in staff if one.role == LEAD), "")
    head = (
        (
            Block("1. Incident Name", said.incident or programme.title, 1),
            Block("2. Operational Period: Date From / To",
                  f"{_day(said.since_ms)} / {_day(said.until_ms)}", 0.6),
            Block("Time From / To", f"{_time(said.since_ms)} / {_time(said.until_ms)}", 0.4),
        ),
        (
            Block("3. Name", said.name or lead, 1),
            Block("4. ICS Position", said.position, 1),
            Block("5. Home Agency (and Unit)", said.agency or programme.host, 1),
        ),
    )  # fmt: skip
    thirds = (ListColumn("Name", 0.4), ListColumn("ICS Position", 0.25),
              ListColumn("Home Agency (and Unit)", 0.35))  # fmt: skip
    people = tuple((one.name, _role(one), "") for one in staff)
    log = (ListColumn("Date/Time", 0.16), ListColumn("Notable Activities", 0.84))
    tables = (
        FormTable("6. Resources Assigned", thirds, people, _BLANK_STAFF),
        FormTable("7. Activity Log", log, tuple(ics214_rows(activities)), _BLANK_214),
    )
    return PrintedForm("ACTIVITY LOG (ICS 214)", head, tables, (_signed(8, said, now_ms),))


def ics214_rows(activities: Sequence[Activity]) -> list[tuple[str, str]]:
    """Give the log as rows of a table."""
    return [(_moment(each.at_ms), activity_text(each)) for each in activities]


def activity_text(activity: Activity) -> str:
    """Say what happened in one sentence."""
    who = activity.who or tr("somebody")
    texts = {
        Happened.REFUSED: tr("{where}: {who}, {what}"),
        Happened.OVERRIDDEN: tr("{where}: {who} let in by a lead, over: {what}"),
        Happened.SETTLED: tr("{where}: a disagreement between desks was settled ({who})"),
        Happened.OPENED: tr("{where}: point opened"),
        Happened.SHUT: tr("{where}: point closed"),
        Happened.BEGUN: tr("{where}: roll call opened ({what})"),
        Happened.CLOSED: tr("{where}: roll call closed ({what})"),
        Happened.MARKED: tr("Roll call, {where}: {who}, {what}"),
    }
    what = activity.what
    if activity.kind is Happened.REFUSED:
        what = answer_words(what)
    elif activity.kind is Happened.OVERRIDDEN:
        what = ", ".join(answer_words(slug) for slug in what.split(", "))
    elif activity.kind is Happened.MARKED and what in GRAVITY:
        what = state_name(MarkState(what))
    elif activity.kind in (Happened.BEGUN, Happened.CLOSED):
        what = tr("drill") if what == "drill" else tr("real")
    text = texts[activity.kind].format(where=activity.where, who=who, what=what)
    return f"{text}: {activity.reason}" if activity.reason else text


def _row_211(each: CheckedIn) -> tuple[str, ...]:
    person, own = each.attendee.person, each.attendee.registration
    name = " / ".join(part for part in (person.name, person.second_name) if part)
    vehicles = ", ".join(dict.fromkeys(one.vehicle for one in each.sessions if one.vehicle))
    titles = ", ".join(one.code or one.title for one in each.sessions)
    return (
        person.community or person.country, person.organization, "", name, "", own.order_ref,
        _moment(each.at_ms), own.delegation, "1", person.phone or person.email,
        person.organization, "", vehicles, titles or own.ticket_type, person.title, "",
    )  # fmt: skip


def _signed(number: int, said: Said, now_ms: int) -> tuple[Block, ...]:
    return (
        Block(f"{number}. Prepared by: Name", said.name, 1.2),
        Block("Position/Title", said.position, 1),
        Block("Signature", "", 1),
        Block("Date/Time", _moment(now_ms), 0.8),
    )


def _role(one: Staff) -> str:
    return tr("lead") if one.role == LEAD else tr("desk staff")


def _moment(at_ms: int) -> str:
    return f"{wall(at_ms):%Y-%m-%d %H%M}"


def _day(at_ms: int) -> str:
    return f"{wall(at_ms):%Y-%m-%d}" if at_ms else ""


def _time(at_ms: int) -> str:
    return f"{wall(at_ms):%H%M}" if at_ms else ""
