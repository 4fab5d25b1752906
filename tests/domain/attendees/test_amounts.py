"""What is due of an amount of money, and what is left when something was paid."""

from __future__ import annotations

from decimal import Decimal

import pytest

from desktop.domain.attendees.amounts import is_nothing, read_amount, still_due, together


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("80", "80", ""), ("$80", "80", "usd"), ("80 USD", "80", "usd"),
        ("1,200.50", "1200.50", ""),
        ("1.234,50", "1234.50", ""), ("€1 200", "1200", "eur"), ("₪120", "120", "ils"),
        ("120 NIS", "120", "ils"), ("25,00", "25.00", ""), ("1,200", "1200", ""),
        ("0.00", "0.00", ""), ("12.5 GBP", "12.5", "gbp"),
    ],
)  # fmt: skip
def test_amounts_are_read_with_their_currency(text: str, value: str, currency: str) -> None:
    amount = read_amount(text)
    assert amount is not None
    assert (amount.value, amount.currency) == (Decimal(value), currency)


@pytest.mark.parametrize("text", ["", "-5", "12 34 56 7", "1.2.3", "$", "see invoice"])
def test_what_is_no_amount_is_none(text: str) -> None:
    assert read_amount(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "", "0", "0.00", "$0.00", "0,00 €", "0 ILS", "-", "$ -", "0,-", "-0.00", "Free", "gratis",
        "paid", "שולם", "-50", "(50.00)", "N/A",
    ],
)  # fmt: skip
def test_nothing_is_no_debt(text: str) -> None:
    assert is_nothing(text)
    assert still_due(text, "") == ""


@pytest.mark.parametrize(
    ("total", "paid", "due"),
    [("80", "80.00", ""),
        ("80", "50", "30"), ("$80.00", "$50", "$30.00"), ("80 USD", "$50", "30 USD"),
        ("80", "80", ""), ("50", "80", ""), ("80 USD", "50 EUR", "80 USD"), ("80", "", "80"),
        ("see invoice", "", "see invoice"), ("see invoice", "see invoice", ""),
        ("see invoice", "50", "see invoice"), ("80", "50 USD", "30"),
    ],
)  # fmt: skip
def test_what_was_paid_is_taken_off(total: str, paid: str, due: str) -> None:
    assert still_due(total, paid) == due


@pytest.mark.parametrize(
    ("rest", "paid", "total"),
    [("30", "50", "80"), ("$30", "$50", "$80"), ("30 USD", "50 EUR", "30 USD"), ("?", "50", "?")],
)
def test_what_is_left_and_what_was_paid_are_due_together(rest: str, paid: str, total: str) -> None:
    assert together(rest, paid) == total


@pytest.mark.parametrize(
    ("text", "written"),
    [("25€", "25€"), ("$ 1,200", "$1200"), ("350.00 ILS", "350.00 ILS"), ("USD 50", "USD 50")],
)
def test_an_amount_is_written_as_it_stood_without_the_marks_of_thousands(
    text: str, written: str
) -> None:
    amount = read_amount(text)
    assert amount
    assert amount.text == written
