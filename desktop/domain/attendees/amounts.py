"""Amounts of money as lists and desks write them: what is still due of them."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from desktop.domain.attendees.blanks import is_blank
from desktop.domain.spelling import normalise

# A currency is letters or a sign, before or behind: a dash or a plus is none of them.
_CURRENCY = r"[^\d+\-−–,.;*\s][^\d+\-−–,;*]{0,6}|"
_NUMBER = r"\d{1,3}(?:[.,' \u00a0\u202f]\d{3})+(?:[.,]\d{1,2})?|\d{1,9}(?:[.,]\d{1,2})?"
_AMOUNT = re.compile(rf"({_CURRENCY})\s*({_NUMBER})\s*({_CURRENCY})\Z")
_CENTS = re.compile(r"[.,](\d{1,2})\Z")
_SIGNS = {"$": "usd", "us$": "usd", "€": "eur", "₪": "ils", "nis": "ils", "£": "gbp", 'ש"ח': "ils",
          "ש״ח": "ils"}  # fmt: skip


# Excel's accounting nought, a nought with a minus, and credits, which nobody owes.
_NO_DEBT = re.compile(
    r"\s*(?:"
    r"[^\d\s(]{0,4}\s*-\s*"
    r"|-?\s*[^\d\s]{0,4}\s*0+(?:[.,]0*)?(?:,?-)?\s*\D{0,5}"
    r"|[-−]\s*\D{0,4}\d.*"
    r"|\(\s*\D{0,4}\d[\d.,' ]*\D{0,4}\)"
    r")\s*\Z"
)
_FREE = frozenset(
    map(
        normalise,
        ("free", "gratis", "paid", "complimentary", "no charge", "comp", "waived", "included",
         "kostenlos", "bezahlt", "gratuit", "payé", "gratuito", "pagado", "pago", "бесплатно",
         "оплачено", "חינם", "שולם", "betaald", "betald"),
    )
)  # fmt: skip


class Amount(NamedTuple):
    """A sum with what stands before and behind it, such as `$` or ` ILS`."""

    value: Decimal
    before: str
    behind: str

    @property
    def currency(self) -> str:
        """What it is counted in; nothing where nobody said."""
        sign = (self.before or self.behind).strip().casefold()
        return _SIGNS.get(sign, sign)

    @property
    def text(self) -> str:
        """Write it as it was written."""
        digits = f"{self.value:f}"
        gap = " " if self.behind and self.behind[0].isalpha() else ""
        lead = " " if self.before and self.before[-1].isalpha() else ""
        return f"{self.before}{lead}{digits}{gap}{self.behind}"


@lru_cache(maxsize=4096)
def read_amount(text: str) -> Amount | None:
    """Read a sum such as `$1,200`, `350.00 ILS` or `25,00`; None where it cannot be told."""
    match = _AMOUNT.match(text.strip())
    if match is None:
        return None
    before, digits, behind = match.groups()
    cents = _CENTS.search(digits)
    whole = digits[: cents.start()] if cents else digits
    figures = re.sub(r"\D", "", whole)
    value = Decimal(f"{figures}.{cents.group(1)}" if cents else figures)
    return Amount(value, before.strip(), behind.strip())


def is_nothing(text: str) -> bool:
    """Tell whether an amount is none at all, such as `0.00`."""
    if is_blank(text) or _NO_DEBT.match(text) or normalise(text) in _FREE:
        return True
    amount = read_amount(text)
    return amount is not None and not amount.value


def still_due(total: str, paid: str) -> str:
    """Say what is left to pay of a total; all of it where the two cannot be reckoned together."""
    if is_nothing(total) or total.strip() == paid.strip():
        return ""
    whole, part = read_amount(total), read_amount(paid)
    if whole is None or part is None or not _are_alike(whole, part):
        return total
    rest = whole.value - part.value
    return whole._replace(value=rest).text if rest > 0 else ""


def together(rest: str, paid: str) -> str:
    """Say what is due in all, where a list tells what is left beside what was paid here."""
    left, part = read_amount(rest), read_amount(paid)
    if left is None or part is None or not _are_alike(left, part):
        return rest
    return left._replace(value=left.value + part.value).text


def _are_alike(amount: Amount, other: Amount) -> bool:
    return not amount.currency or not other.currency or amount.currency == other.currency
