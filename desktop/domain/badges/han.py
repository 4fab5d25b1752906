"""In which manner Chinese characters are written: one sign has other strokes in other countries."""

from __future__ import annotations

from enum import StrEnum

from desktop.domain.spelling import normalise


class Han(StrEnum):
    """A manner, by the ending of its typeface (Unicode Han Unification; Noto Sans CJK)."""

    CHINA = "SC"
    TAIWAN = "TC"
    HONG_KONG = "HK"
    JAPAN = "JP"
    KOREA = "KR"


# As lists name the countries: in words, in their own, by ISO 3166.
_COUNTRIES = {
    Han.CHINA: "china|peoples republic of china|prc|cn|chn|singapore|sg|sgp|malaysia|my|mys|"
    "中国|中國|סין",
    Han.TAIWAN: "taiwan|republic of china|roc|tw|twn|台灣|台湾|臺灣|טאיוואן|טיוואן",
    Han.HONG_KONG: "hong kong|hongkong|hk|hkg|hong kong sar|macau|macao|mo|mac|香港|澳門|הונג קונג",
    Han.JAPAN: "japan|jp|jpn|nippon|日本|יפן",
    Han.KOREA: "korea|south korea|republic of korea|korea republic of|kr|kor|north korea|"
    "대한민국|한국|דרום קוריאה|קוריאה",
}
_BY_NAME = {normalise(name): han for han, names in _COUNTRIES.items() for name in names.split("|")}


def manner_of(country: str, of_programme: str) -> Han | None:
    """Tell how somebody's name is written: as in their country, else as the programme says.

    Args:
        country: as the list names it.
        of_programme: the programme's own manner; what no version of Muster knows says nothing.
    """
    known = of_programme if of_programme in Han._value2member_map_ else ""
    return han_of(country) or (Han(known) if known else None)


def han_of(country: str) -> Han | None:
    """Tell by somebody's country how their name is written; None where it does not tell."""
    return _BY_NAME.get(normalise(country))
