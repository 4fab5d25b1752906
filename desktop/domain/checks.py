"""What can be wrong with what somebody typed into a field; worded for people elsewhere."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum

from desktop.domain.attendees.amounts import read_amount
from desktop.domain.programme.programme import CreditRule
from desktop.domain.reports.budget import read_money

EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>.]{2,}\Z")
MAX_NAME = 200
MAX_TEXT = 20_000
LEAST_PHONE_DIGITS = 3
# A currency is letters or a sign, before or behind: a dash or a plus is none of them.
_CURRENCY = r"[^\d+\-−–,;*]{0,6}"
_AMOUNT = re.compile(rf"{_CURRENCY}\s*\d{{1,9}}(?:[.,]\d{{1,2}})?\s*{_CURRENCY}\Z")
_NAMES = ("first_name", "last_name", "full_name", "first_name_hebrew", "last_name_hebrew",
          "full_name_hebrew")  # fmt: skip


class Fault(StrEnum):
    """Why a value cannot be taken."""

    NO_NAME = "no_name"
    MISSING = "missing"
    BAD_EMAIL = "bad_email"
    BAD_PHONE = "bad_phone"
    BAD_AMOUNT = "bad_amount"
    TOO_LONG = "too_long"
    NOT_A_DATE = "not_a_date"
    NOT_A_TIME = "not_a_time"
    ENDS_EARLY = "ends_early"
    NOT_A_COUNT = "not_a_count"
    NOT_HOURS = "not_hours"
    UNKNOWN_ZONE = "unknown_zone"
    TAKEN = "taken"
    BAD_PIN = "bad_pin"
    NOT_MINUTES = "not_minutes"
    NOT_A_CLOCK = "not_a_clock"
    NOT_DAYS = "not_days"
    NOT_TYPE_DAYS = "not_type_days"
    NOT_A_NUMBER = "not_a_number"
    TOO_SMALL = "too_small"
    NO_ZONE = "no_zone"
    TWICE = "twice"
    CUT_OFF = "cut_off"
    REPEATS = "repeats"
    OUTSIDE = "outside"
    NOT_A_YEAR = "not_a_year"


Faults = dict[str, Fault]


def check_person(fields: Mapping[str, str]) -> Faults:
    """Find what is wrong with the fields of a person; the name in either script is needed."""
    get = fields.get
    faults: Faults = {}
    if not any(get(name, "").strip() for name in _NAMES):
        faults["first_name"] = Fault.NO_NAME
    if get("email") and not EMAIL.match(fields["email"]):
        faults["email"] = Fault.BAD_EMAIL
    phone = get("phone", "")
    if phone and sum(c.isdigit() for c in phone) < LEAST_PHONE_DIGITS:
        faults["phone"] = Fault.BAD_PHONE
    for name, text in fields.items():
        if len(text) > (MAX_NAME if name in _NAMES else MAX_TEXT):
            faults[name] = Fault.TOO_LONG
    return faults


def check_amount(text: str) -> Fault | None:
    """Find what is wrong with an amount of money, such as `$120` or `350.00 ILS`."""
    return Fault.BAD_AMOUNT if text and not _AMOUNT.match(text.strip()) else None


def check_programme(fields: Mapping[str, str]) -> Faults:
    """Find what is wrong with the fields of a programme, all of them texts as typed."""
    faults: Faults = {}
    if not fields.get("code", "").strip():
        faults["code"] = Fault.MISSING
    for name in ("starts_on", "ends_on", "registration_opens", "registration_closes"):
        if not _is_date(fields.get(name, "")):
            faults[name] = Fault.NOT_A_DATE
    for begin, end in (("starts_on", "ends_on"), ("registration_opens", "registration_closes")):
        if not {begin, end} & faults.keys() and _is_before(fields, end, begin):
            faults[end] = Fault.ENDS_EARLY
    faults |= _check_count(fields)
    if not _is_budget(fields.get("budget", "").strip()):
        faults["budget"] = Fault.BAD_AMOUNT
    return faults


def check_session(fields: Mapping[str, str]) -> Faults:
    """Find what is wrong with the fields of a session, all of them texts as typed."""
    faults: Faults = {}
    for name in ("code", "title"):
        if not fields.get(name, "").strip():
            faults[name] = Fault.MISSING
    for name in ("starts_at", "ends_at"):
        if not _is_time(fields.get(name, "")):
            faults[name] = Fault.NOT_A_TIME
    if not {"starts_at", "ends_at"} & faults.keys() and _is_before(fields, "ends_at", "starts_at"):
        faults["ends_at"] = Fault.ENDS_EARLY
    faults |= _check_count(fields)
    hours = fields.get("credit_hours", "").replace(",", ".")
    if hours and not re.fullmatch(r"\d{1,3}(\.\d{1,2})?", hours):
        faults["credit_hours"] = Fault.NOT_HOURS
    return faults | _check_credit(fields)


def _is_budget(text: str) -> bool:
    """Tell whether a year can add it up: a sum of a known currency, a bare number, or nothing."""
    amount = read_amount(text)
    is_bare = amount is not None and not amount.currency
    return not text or is_bare or read_money(text) is not None


def _check_credit(fields: Mapping[str, str]) -> Faults:
    """Find what is wrong with the rule of a credit: a share or minutes is needed by some rules."""
    faults: Faults = {}
    late, least = (fields.get(name, "").strip() for name in ("credit_late", "credit_least"))
    if late and not (late.isdecimal() and len(late) <= 4):
        faults["credit_late"] = Fault.NOT_MINUTES
    limits: Mapping[str, int] = {CreditRule.SHARE: 100, CreditRule.MINUTES: 24 * 60}
    most = limits.get(fields.get("credit_rule", ""), 0)
    if not most:
        return faults
    if not least:
        faults["credit_least"] = Fault.MISSING
    elif not (least.isdecimal() and 0 < int(least) <= most):
        faults["credit_least"] = Fault.NOT_A_NUMBER
    return faults


def _check_count(fields: Mapping[str, str]) -> Faults:
    text = fields.get("capacity", "").strip()
    is_count = not text or (text.isdecimal() and len(text) <= 7)
    return {} if is_count else {"capacity": Fault.NOT_A_COUNT}


def _is_before(fields: Mapping[str, str], earlier: str, other: str) -> bool:
    return bool(fields.get(earlier) and fields.get(other)) and fields[earlier] < fields[other]


def _is_date(text: str) -> bool:
    return not text or _can(date.fromisoformat, text)


def _is_time(text: str) -> bool:
    return not text or (_can(datetime.fromisoformat, text) and "T" in text)


def _can(read: object, text: str) -> bool:
    try:
        read(text)  # type: ignore[operator]
    except ValueError:
        return False
    return True
