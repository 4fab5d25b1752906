"""Registers of credits for an accreditor: which columns there are is data (`registers.json`)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo
from typing import Any

from desktop.domain.programme.programme import Programme
from desktop.domain.reports.sheet import Cell, Table
from desktop.files import resources
from desktop.workflows.reports.credits import CreditReport, CreditRow
from desktop.workflows.wall_clock import zone_of

DEFAULT_REGISTER = "generic"
_QUESTIONS = "questions"
_BIRTH = "birth_month_day"
_MONTH_DAY = re.compile(r"([0-9]{1,2})\s*[-./]\s*([0-9]{1,2})\Z")


def register_names() -> Sequence[str]:
    """List the registers that there are."""
    return [name for name in _data() if name != _QUESTIONS]


def register_table(report: CreditReport, name: str, rule: Mapping[str, str]) -> Table:
    """Give a register: one row a person and activity that earned something.

    Args:
        report: the credits of a programme.
        name: which register.
        rule: what each rule is called, by the slug of a session's rule.
    """
    columns = _data()[name]["columns"]
    keys = [key for key, _header in columns]
    asked = _asked(report)
    zone = zone_of(report.programme)
    rows = []
    for row in report.rows:
        if row.credit.awarded and not row.credit.is_open:
            known = _cells(row, report.programme, zone, rule) | _answered(row, report, asked)
            rows.append(tuple(known.get(key, "") for key in keys))
    return Table("register", _data()[name]["name"], tuple(h for _key, h in columns), tuple(rows))


def missing_questions(report: CreditReport) -> tuple[str, ...]:
    """Name what a register needs that no question of the programme asks."""
    asked = _asked(report)
    return tuple(key for key in _data()[_QUESTIONS] if key not in asked)


def licence_questions() -> dict[str, tuple[str, str]]:
    """Give the questions that a register needs, by what they are about: in English and Hebrew."""
    known: Mapping[str, Sequence[str]] = _data()[_QUESTIONS]
    return {key: (words[0].capitalize(), words[-1]) for key, words in known.items()}


def _cells(
    row: CreditRow, programme: Programme, zone: tzinfo | None, rule: Mapping[str, str]
) -> dict[str, Cell]:
    session, person, credit = row.of.session, row.attendee.person, row.credit
    decided, type_ = credit.decided, row.of.type
    whole = row.of.span.minutes if row.of.span else None
    share = f"{credit.proved / whole * 100:.0f}" if whole and credit.left_ms else ""
    return {
        "programme": programme.code, "session": session.code, "title": session.title,
        "date": session.starts_at[:10], "start": session.starts_at[11:16],
        "end": session.ends_at[11:16], "place": row.of.place,
        "completed_on": session.ends_at[:10],
        "credit_type": type_.name if type_ else "", "credit_hours": session.credit_hours,
        "first_name": person.first_name or person.name, "last_name": person.last_name,
        "email": person.email,
        "entered_at": _clock(credit.entered_ms, zone), "left_at": _clock(credit.left_ms, zone),
        "minutes_present": f"{credit.proved:.0f}" if credit.left_ms else "",
        "share_present": share, "rule": rule.get(session.credit_rule, session.credit_rule),
        "awarded": credit.awarded, "decided_by": decided.by if decided else "",
        "note": decided.note if decided else "",
    }  # fmt: skip


def _answered(row: CreditRow, report: CreditReport, asked: Mapping[str, str]) -> dict[str, Cell]:
    told: dict[str, Cell] = {
        key: report.answers.get((row.attendee.id, question), "") for key, question in asked.items()
    }
    month, day = month_and_day(f"{told.get(_BIRTH, '')}")
    return told | {"birth_month": month, "birth_day": day}


def month_and_day(text: str) -> tuple[str, str]:
    """Read month and day of birth, the month first; nothing where it can be neither."""
    parts = _MONTH_DAY.match(text.strip())
    if parts is None or not (1 <= int(parts[1]) <= 12 and 1 <= int(parts[2]) <= 31):
        return "", ""
    return f"{int(parts[1])}", f"{int(parts[2])}"


def _asked(report: CreditReport) -> dict[str, str]:
    """Find which question of the programme asks for what a register needs, by its words."""
    known: Mapping[str, Sequence[str]] = _data()[_QUESTIONS]
    found: dict[str, str] = {}
    for id_, text in report.questions.items():
        bare = text.strip().rstrip(":?").casefold()
        for key, words in known.items():
            if bare in words:
                found.setdefault(key, id_)
    return found


def _clock(at_ms: int | None, zone: tzinfo | None) -> str:
    if at_ms is None:
        return ""
    return datetime.fromtimestamp(at_ms / 1000, zone).strftime("%Y-%m-%d %H:%M")


def _data() -> Any:
    return resources.read_json("reports", "registers.json")


def answer_of(report: CreditReport, registration: str, key: str) -> str:
    """Give what somebody answered to the question that a register needs; nothing where none did."""
    return report.answers.get((registration, _asked(report).get(key, "")), "")
