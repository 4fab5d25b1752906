"""Credits in words: rules, doubts, and the tables of sessions and people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktop.domain.programme.programme import CreditRule, Programme, Session
from desktop.domain.reports.certificate import Certificate
from desktop.domain.reports.credits import Credit, Doubt, late_min
from desktop.domain.reports.sheet import Report, Table
from desktop.gui.wording.moments import clock_seconds, clock_time, now_ms, wall
from desktop.gui.wording.translation import is_mirrored, tr
from desktop.workflows.reports.certificates import amount_text
from desktop.workflows.reports.credits import CreditReport, CreditRow, SessionCredit
from desktop.workflows.reports.registers import missing_questions, register_table


def rule_names() -> dict[str, str]:
    """Name each rule, by its slug."""
    return {
        CreditRule.ENTER.value: tr("entered in time"),
        CreditRule.SHARE.value: tr("share of the time"),
        CreditRule.MINUTES.value: tr("minutes present"),
    }


def rule_words(session: Session) -> str:
    """Say what earns the credit of a session."""
    if session.credit_rule == CreditRule.SHARE:
        return tr("present for {share} % of it, by exits").format(share=session.credit_least)
    if session.credit_rule == CreditRule.MINUTES:
        return tr("present for {count} minutes, by exits").format(count=session.credit_least)
    told = tr("entered no later than {count} minutes after it begins")
    return told.format(count=late_min(session))


def doubt_words(doubt: Doubt) -> str:
    """Say why somebody has to look."""
    return {
        Doubt.NO_TIMES: tr("the session has no times"),
        Doubt.NO_TYPE: tr("the session has no credit type"),
        Doubt.NO_HOURS: tr("the session has no hours of credit"),
        Doubt.NO_RULE: tr("the session's rule cannot be read"),
        Doubt.LATE: tr("came too late"),
        Doubt.GAP: tr("was out in between"),
        Doubt.MISSED_EXIT: tr("no exit was scanned"),
        Doubt.LEFT_EARLY: tr("left before the end"),
        Doubt.CLOCKS: tr("times of the desks do not fit together"),
        Doubt.CHANGED: tr("the session has changed since it was decided"),
    }[doubt]


def state_words(credit: Credit) -> str:
    """Say how a credit stands: earned, not, open, or decided by somebody."""
    if credit.decided and not credit.is_open:
        return tr("decided by {name}").format(name=credit.decided.by)
    if credit.is_open:
        return tr("to decide")
    return tr("earned") if credit.awarded else tr("not earned")


def session_words(of: SessionCredit) -> str:
    """Say what a session gives, or what it lacks."""
    if of.flaws:
        return ", ".join(doubt_words(flaw) for flaw in of.flaws)
    assert of.type is not None
    return f"{amount_text(of.full, of.type)}: {rule_words(of.session)}"


def sessions_table(report: CreditReport) -> Table:
    """Give each session: who came, what it gives, and how many earned it."""
    rows = []
    for of in report.sessions:
        own = [row for row in report.rows if row.of.session.id == of.session.id]
        earned = sum(1 for row in own if row.credit.awarded and not row.credit.is_open)
        is_open = sum(row.credit.is_open for row in own)
        gives = session_words(of) if of.is_for_credit else tr("not for credit")
        came = sum(row.credit.entered_ms is not None for row in own)
        rows.append((of.session.code, of.session.title, gives, came, earned, is_open))
    headers = (
        tr("Code"), tr("Session"), tr("Credit"), tr("Came"), tr("Earned"), tr("To decide"),
    )  # fmt: skip
    return Table("sessions", tr("Sessions"), headers, tuple(rows), "", (1, 3, 5, 1, 1, 1.3))


def people_table(rows: Sequence[CreditRow], title: str) -> Table:
    """Give people and sessions: when they came and left, what they get and why."""
    made = tuple(
        (
            row.attendee.name, row.of.session.code, row.of.session.title,
            _time(row, row.credit.entered_ms), _time(row, row.credit.left_ms),
            row.credit.awarded, row.of.type.unit if row.of.type else "",
            state_words(row.credit),
            ", ".join(doubt_words(doubt) for doubt in row.credit.doubts),
            row.credit.decided.note if row.credit.decided else "",
        )
        for row in rows
    )  # fmt: skip
    headers = (
        tr("Name"), tr("Code"), tr("Session"), tr("Entered"), tr("Left"), tr("Credit"), tr("Unit"),
        tr("State"), tr("To look at"), tr("Note"),
    )  # fmt: skip
    return Table("credits", title, headers, made, "", (3, 1, 3, 1.3, 1.2, 1.1, 1.3, 2, 3, 2))


def nothing_to_show(report: CreditReport, *, is_open: bool) -> str:
    """Say why there is no row, and what comes first."""
    if not any(of.is_for_credit for of in report.sessions):
        return tr(
            "No session earns a credit yet. Give it hours and a credit type in its form (Ctrl+3)."
        )
    if is_open and report.rows:
        return tr("Nothing is to be decided.")
    return tr("Nobody has come to a session yet.")


def credits_report(report: CreditReport) -> Report:
    """Give all credits: by session, those to decide first, and everybody."""
    tables = [
        sessions_table(report),
        people_table(report.rows, tr("Everybody who came, or was decided")),
    ]
    if report.open:
        tables.insert(1, people_table(report.open, tr("To decide"))._replace(name="open"))
    return _report(tr("Credits"), report.programme, tuple(tables))


def register_report(report: CreditReport, name: str) -> Report:
    """Give the register for an accreditor."""
    table = register_table(report, name, rule_names())
    notes = []
    if report.open:
        told = tr("{count} credits are still to be decided, and stand on no register.")
        notes.append(told.format(count=len(report.open)))
    lacking = missing_questions(report)
    if lacking:
        asked = ", ".join(question_words(key) for key in lacking)
        notes.append(tr("No question of the programme asks for: {names}.").format(names=asked))
    return _report(tr("Register of credits"), report.programme,
                   (table._replace(note=" ".join(notes)),))  # fmt: skip


def certificates_table(certificates: Sequence[Certificate]) -> Table:
    """Give who gets a certificate, and for how much."""
    rows = tuple(
        (each.name, each.second_name, each.licence, len(each.activities), "; ".join(each.totals))
        for each in certificates
    )
    headers = (tr("Name"), tr("Second name"), tr("Licence"), tr("Sessions"), tr("Credit"))
    return Table("certificates", tr("Certificates"), headers, rows, "", (3, 3, 2, 1, 5))


def question_words(key: str) -> str:
    """Name what a register asks of a person."""
    names: Mapping[str, str] = {
        "licence_number": tr("licence number"),
        "licence_state": tr("licence state or country"),
        "credentials": tr("credentials"),
        "birth_month_day": tr("month and day of birth"),
    }
    return names.get(key, key)


def _report(title: str, programme: Programme, tables: tuple[Table, ...]) -> Report:
    head = programme.title or programme.code
    dates = f" • {programme.dates}" if programme.dates else ""
    told = tr("as of {time}").format(time=clock_seconds(now_ms()))
    return Report(title, f"{head}{dates}", (), (), tables, told, is_mirrored())


def _time(row: CreditRow, at_ms: int | None) -> str:
    """Write a time of day, with its day where that is not the session's."""
    if at_ms is None:
        return ""
    day = wall(at_ms).date().isoformat()
    is_same = day == row.of.session.starts_at[:10]
    return clock_time(at_ms) if is_same else f"{day} {clock_time(at_ms)}"
