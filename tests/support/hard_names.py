"""Twenty-four names that badges fail on: long, short, hyphenated, in all scripts, mixed."""

from __future__ import annotations

from typing import NamedTuple

from desktop.domain.attendees.person import Person


class HardName(NamedTuple):
    """A name in one or two scripts."""

    first: str
    last: str = ""
    hebrew_first: str = ""
    hebrew_last: str = ""

    def person(self) -> Person:
        """Make somebody of that name."""
        return Person(
            "n1",
            self.first,
            self.last,
            first_name_hebrew=self.hebrew_first,
            last_name_hebrew=self.hebrew_last,
            organization="בית חולים (Example) 12",
            title="Dr. med. (hon.)",
            country="Israel",
        )


HARD_NAMES = (
    HardName("Noa", "Ben-David", "נועה", "בן־דוד"),
    HardName("Li", "O"),
    HardName("שי"),
    HardName("Maximiliana-Josephine Alexandra", "von Hohenzollern-Sigmaringen und Battenberg"),
    HardName("Wolfeschlegelsteinhausenbergerdorff"),
    HardName("Anne-Sophie", "Dupont-Beaumarchais de la Rochefoucauld"),
    HardName("José", "O'Brien-Núñez"),
    HardName("Þórunn", "Ægisdóttir"),
    HardName("Đorđe", "Žižić-Ćosić"),
    HardName("İbrahim", "Şahinoğlu"),
    HardName("Ștefăniță", "Brâncoveanu-Cantacuzino"),
    HardName("Zoë", "Łukaszewicz-Świątek"),
    HardName("שָׁלוֹם", "כֹּהֵן"),
    HardName("מקסימיליאנה־ג׳וזפין אלכסנדרה", "פון הוהנצולרן־זיגמרינגן"),
    HardName("Moshe", "Levi", "משה", "לוי (צ׳יקו)"),
    HardName("יצחק (Izzy)", "רבין-Cohen 3"),
    HardName("Dr. 007", "Bond (MI6)"),
    HardName("محمد", "عبد الرحمن"),
    HardName("فاطمة الزهراء", "بن عبد العزيز آل سعود"),
    HardName("Елизавета", "Достоевская-Преображенская"),
    HardName("Юлия", "Щукина", "יוליה", "שצ׳וקינה"),
    HardName("A"),
    HardName("<b>Ron</b>", "{family_name} & Söhne"),
    HardName("MARIA DE LOS ANGELES GUADALUPE", "FERNANDEZ DE CORDOBA Y ALVAREZ DE TOLEDO"),
)
