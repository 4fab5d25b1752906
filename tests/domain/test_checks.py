"""What is wrong with a form, field by field."""

from __future__ import annotations

import pytest

from desktop.domain.checks import (
    MAX_NAME,
    MAX_TEXT,
    Fault,
    check_amount,
    check_person,
    check_programme,
    check_session,
)

NOA = {"first_name": "Noa", "last_name": "Cohen"}


@pytest.mark.parametrize(
    ("fields", "faults"),
    [
        (NOA, {}),
        ({"full_name_hebrew": "נועה כהן"}, {}),
        ({"first_name": "  "}, {"first_name": Fault.NO_NAME}),
        ({**NOA, "email": "noa@example.org", "phone": "+972 50 123"}, {}),
        ({**NOA, "email": "noa at example"}, {"email": Fault.BAD_EMAIL}),
        ({**NOA, "phone": "call me"}, {"phone": Fault.BAD_PHONE}),
        ({**NOA, "first_name": "N" * (MAX_NAME + 1)}, {"first_name": Fault.TOO_LONG}),
        ({**NOA, "first_name": "N" * MAX_NAME}, {}),
        ({**NOA, "needs": "n" * (MAX_TEXT + 1)}, {"needs": Fault.TOO_LONG}),
        ({**NOA, "needs": "n" * MAX_TEXT}, {}),
    ],
)
def test_a_person_has_a_name_and_what_can_be_reached(
    fields: dict[str, str], faults: dict[str, Fault]
) -> None:
    assert check_person(fields) == faults


@pytest.mark.parametrize(
    "text",
    [
        "",
        "120 USD",
        "$120",
        "350.00 ILS",
        "₪350",
        "120,50 €",
        "US$ 20",
        "kr. 5",
        "S/. 20",
        "50 US $",
        "NIS: 50",
    ],
)
def test_amounts_that_people_write(text: str) -> None:
    assert check_amount(text) is None


@pytest.mark.parametrize(
    "text", ["a lot", "12 - 5", "USD", "1,,2", "12-", "-12", "−12", "+5", "1,200"]
)
def test_what_is_no_amount(text: str) -> None:
    assert check_amount(text) is Fault.BAD_AMOUNT


@pytest.mark.parametrize(
    ("fields", "faults"),
    [
        ({"code": "NIPERM"}, {}),
        ({"code": " "}, {"code": Fault.MISSING}),
        ({"starts_on": "2026-12-02", "ends_on": "2026-12-02"}, {}),
        ({"starts_on": "2026-12-02", "ends_on": "2026-12-01"}, {"ends_on": Fault.ENDS_EARLY}),
        ({"starts_on": "2 December", "ends_on": "2026-12-01"}, {"starts_on": Fault.NOT_A_DATE}),
        ({"ends_on": "2026-12-01"}, {}),
        ({"registration_opens": "2026-12-02", "registration_closes": "2026-12-01"},
         {"registration_closes": Fault.ENDS_EARLY}),
        ({"registration_closes": "soon"}, {"registration_closes": Fault.NOT_A_DATE}),
        ({"capacity": "300"}, {}),
        ({"capacity": "9999999"}, {}),
        ({"capacity": "10000000"}, {"capacity": Fault.NOT_A_COUNT}),
        ({"capacity": "-3"}, {"capacity": Fault.NOT_A_COUNT}),
        ({"budget": "much"}, {"budget": Fault.BAD_AMOUNT}),
        ({"budget": "about 500"}, {"budget": Fault.BAD_AMOUNT}),
        ({"budget": "$500 EUR"}, {"budget": Fault.BAD_AMOUNT}),
        ({"budget": "25000 USD"}, {}),
        ({"budget": "25,000"}, {}),
    ],
)  # fmt: skip
def test_a_programme_has_a_code_and_ends_after_it_begins(
    fields: dict[str, str], faults: dict[str, Fault]
) -> None:
    assert check_programme({"code": "NIPERM", **fields}) == faults


@pytest.mark.parametrize(
    ("fields", "faults"),
    [
        ({}, {}),
        ({"code": "", "title": " "}, {"code": Fault.MISSING, "title": Fault.MISSING}),
        ({"starts_at": "2026-12-02T09:00", "ends_at": "2026-12-02T10:30"}, {}),
        ({"starts_at": "2026-12-02T09:00", "ends_at": "2026-12-02T09:00"}, {}),
        ({"starts_at": "2026-12-02T09:00", "ends_at": "2026-12-02T08:59"},
         {"ends_at": Fault.ENDS_EARLY}),
        ({"starts_at": "2026-12-02", "ends_at": "2026-12-01T08:00"},
         {"starts_at": Fault.NOT_A_TIME}),
        ({"starts_at": "nine"}, {"starts_at": Fault.NOT_A_TIME}),
        ({"ends_at": "2026-12-02T10:30"}, {}),
        ({"credit_hours": "1.5"}, {}),
        ({"credit_hours": "1,5"}, {}),
        ({"credit_hours": "1.555"}, {"credit_hours": Fault.NOT_HOURS}),
        ({"credit_hours": "one"}, {"credit_hours": Fault.NOT_HOURS}),
        ({"capacity": "many"}, {"capacity": Fault.NOT_A_COUNT}),
    ],
)  # fmt: skip
def test_a_session_has_a_code_a_title_and_times(
    fields: dict[str, str], faults: dict[str, Fault]
) -> None:
    assert check_session({"code": "W1", "title": "Workshop", **fields}) == faults
