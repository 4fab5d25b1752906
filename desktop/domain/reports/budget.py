"""Sums of money in a known currency: the letters of ISO 4217, without metals and tests."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from desktop.domain.attendees.amounts import read_amount

_CODES = """
    aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bhd bif bmd bnd bob brl bsd btn bwp byn
    bzd cad cdf chf clp cny cop crc cup cve czk djf dkk dop dzd egp ern etb eur fjd fkp gbp gel ghs
    gip gmd gnf gtq gyd hkd hnl htg huf idr ils inr iqd irr isk jmd jod jpy kes kgs khr kmf kpw krw
    kwd kyd kzt lak lbp lkr lrd lsl lyd mad mdl mga mkd mmk mnt mop mru mur mvr mwk mxn myr mzn nad
    ngn nio nok npr nzd omr pab pen pgk php pkr pln pyg qar ron rsd rub rwf sar sbd scr sdg sek sgd
    shp sle sos srd ssp stn svc syp szl thb tjs tmt tnd top try ttd twd tzs uah ugx usd uyu uzs ved
    ves vnd vuv wst xaf xcd xof xpf yer zar zmw zwg
"""
CURRENCIES = frozenset(_CODES.split())


class Money(NamedTuple):
    """An amount and what it is counted in (`usd`)."""

    value: Decimal
    currency: str


def read_money(text: str) -> Money | None:
    """Read a sum of one known currency; None where amount or currency cannot be told.

    A word such as `about` is no currency, and two currencies are none that is known.
    """
    amount = read_amount(text)
    if amount is None or (amount.before and amount.behind) or amount.currency not in CURRENCIES:
        return None
    return Money(amount.value, amount.currency)
