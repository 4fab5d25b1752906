"""What Windows shows people as the name of a time zone, which Outlook and Exchange write, too.

Source: Microsoft, "Default Time Zones" (the `Display` text of each zone in the registry), those of
the countries that programmes come from; after a change of the law the cities stay the same.
"""

from __future__ import annotations

import re

_OFFSET = re.compile(r"\((?:UTC|GMT)[^)]*\)\s*", re.IGNORECASE)
_SHOWN = """
Coordinated Universal Time=UTC
Hawaii=Pacific/Honolulu
Alaska=America/Anchorage
Pacific Time (US & Canada)=America/Los_Angeles
Arizona=America/Phoenix
Mountain Time (US & Canada)=America/Denver
Central Time (US & Canada)=America/Chicago
Central America=America/Guatemala
Guadalajara, Mexico City, Monterrey=America/Mexico_City
Saskatchewan=America/Regina
Eastern Time (US & Canada)=America/New_York
Indiana (East)=America/Indiana/Indianapolis
Bogota, Lima, Quito, Rio Branco=America/Bogota
Bogota, Lima, Quito=America/Bogota
Atlantic Time (Canada)=America/Halifax
Caracas=America/Caracas
Santiago=America/Santiago
Newfoundland=America/St_Johns
Brasilia=America/Sao_Paulo
City of Buenos Aires=America/Argentina/Buenos_Aires
Buenos Aires=America/Argentina/Buenos_Aires
Montevideo=America/Montevideo
Dublin, Edinburgh, Lisbon, London=Europe/London
Greenwich Mean Time : Dublin, Edinburgh, Lisbon, London=Europe/London
Monrovia, Reykjavik=Atlantic/Reykjavik
Casablanca=Africa/Casablanca
Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna=Europe/Berlin
Belgrade, Bratislava, Budapest, Ljubljana, Prague=Europe/Budapest
Brussels, Copenhagen, Madrid, Paris=Europe/Paris
Sarajevo, Skopje, Warsaw, Zagreb=Europe/Warsaw
West Central Africa=Africa/Lagos
Athens, Bucharest=Europe/Bucharest
Athens, Bucharest, Istanbul=Europe/Bucharest
Beirut=Asia/Beirut
Cairo=Africa/Cairo
Chisinau=Europe/Chisinau
Damascus=Asia/Damascus
Harare, Pretoria=Africa/Johannesburg
Helsinki, Kyiv, Riga, Sofia, Tallinn, Vilnius=Europe/Kyiv
Helsinki, Kiev, Riga, Sofia, Tallinn, Vilnius=Europe/Kyiv
Jerusalem=Asia/Jerusalem
Amman=Asia/Amman
Baghdad=Asia/Baghdad
Istanbul=Europe/Istanbul
Kuwait, Riyadh=Asia/Riyadh
Minsk=Europe/Minsk
Moscow, St. Petersburg=Europe/Moscow
Moscow, St. Petersburg, Volgograd=Europe/Moscow
Nairobi=Africa/Nairobi
Tehran=Asia/Tehran
Abu Dhabi, Muscat=Asia/Dubai
Baku=Asia/Baku
Tbilisi=Asia/Tbilisi
Yerevan=Asia/Yerevan
Kabul=Asia/Kabul
Tashkent=Asia/Tashkent
Ashgabat, Tashkent=Asia/Tashkent
Islamabad, Karachi=Asia/Karachi
Chennai, Kolkata, Mumbai, New Delhi=Asia/Kolkata
Sri Jayawardenepura=Asia/Colombo
Kathmandu=Asia/Kathmandu
Astana=Asia/Almaty
Dhaka=Asia/Dhaka
Yangon (Rangoon)=Asia/Yangon
Bangkok, Hanoi, Jakarta=Asia/Bangkok
Beijing, Chongqing, Hong Kong, Urumqi=Asia/Shanghai
Kuala Lumpur, Singapore=Asia/Singapore
Perth=Australia/Perth
Taipei=Asia/Taipei
Osaka, Sapporo, Tokyo=Asia/Tokyo
Seoul=Asia/Seoul
Adelaide=Australia/Adelaide
Darwin=Australia/Darwin
Brisbane=Australia/Brisbane
Canberra, Melbourne, Sydney=Australia/Sydney
Hobart=Australia/Hobart
Auckland, Wellington=Pacific/Auckland
"""
_BY_NAME = {
    shown.casefold(): zone
    for line in _SHOWN.strip().splitlines()
    for shown, _is, zone in [line.rpartition("=")]
}


def zone_shown_as(name: str) -> str:
    """Give the zone database's name of what Windows shows; nothing where it is none of these."""
    return _BY_NAME.get(_OFFSET.sub("", name, count=1).strip().casefold(), "")
