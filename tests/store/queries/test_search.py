"""Search by the beginnings of names."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.domain.programme.programme import Programme
from desktop.workflows.opening import FrontDesk
from tests.conftest import Importer
from tests.support.builders import write_csv

PEOPLE = [
    ["First Name", "Last Name", "שם פרטי", "שם משפחה", "Email"],
    ["Noa", "Ben-David", "נועה", "בן־דוד", "noa@example.org"],
    ["José", "O'Brien-Łukasz", "", "", "jose@example.org"],
    ["Rachel", "Cohen-Katz", "רחל", "כהן־כץ", "rachel@example.org"],
    ["Dalia", "Cohen", "דליה", "כהן", "dalia@example.org"],
]


@pytest.fixture
def names(import_file: Importer, tmp_path: Path) -> None:
    import_file(write_csv(tmp_path / "people.csv", PEOPLE))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("no", ["Noa Ben-David"]),
        ("BEN DAV", ["Noa Ben-David"]),
        ("david noa", ["Noa Ben-David"]),
        ("jose obr", ["José O'Brien-Łukasz"]),
        ("lukasz", ["José O'Brien-Łukasz"]),
        ("נוע", ["Noa Ben-David"]),
        ("כהנ", ["Dalia Cohen", "Rachel Cohen-Katz"]),
        ("כץ רחל", ["Rachel Cohen-Katz"]),
        ("katz", ["Rachel Cohen-Katz"]),
        ("cohen", ["Dalia Cohen", "Rachel Cohen-Katz"]),
        ("xyz", []),
        ("'; DROP TABLE people;--", []),
        ("   ", []),
    ],
)
def test_people_are_found_as_they_are_typed(
    names: None, front_desk: FrontDesk, niperm: Programme, typed: str, found: list[str]
) -> None:
    assert sorted(attendee.name for attendee in front_desk.desk.find(niperm, typed)) == found


def test_other_programmes_are_not_searched(names: None, front_desk: FrontDesk) -> None:
    other = front_desk.programmes.find_or_make("SPRING")
    assert front_desk.desk.find(other, "noa") == []


def test_a_corrected_name_is_found_and_the_old_one_is_not(
    names: None,
    front_desk: FrontDesk,
    niperm: Programme,
    import_file: Importer,
    tmp_path: Path,
) -> None:
    corrected = [PEOPLE[0], ["Noah", *PEOPLE[1][1:]]]
    import_file(write_csv(tmp_path / "newer.csv", corrected))
    assert [attendee.name for attendee in front_desk.desk.find(niperm, "noah")] == [
        "Noah Ben-David"
    ]
    assert len(front_desk.desk.find(niperm, "ben")) == 1
    assert front_desk.verify() == []


def test_two_hebrew_words_are_found_among_many_alike(
    front_desk: FrontDesk, niperm: Programme, import_file: Importer, tmp_path: Path
) -> None:
    rows = [["First Name", "Last Name", "שם פרטי", "שם משפחה", "Email"]]
    rows += [["Dan", f"Abrahami{n}", "דן", "אברהמי", f"d{n}@example.org"] for n in range(1300)]
    rows.append(["Noa", "Abrahami", "נועה", "אברהמי", "noa@example.org"])
    import_file(write_csv(tmp_path / "many.csv", rows))
    assert [attendee.name for attendee in front_desk.desk.find(niperm, "אברהמי נוע")] == [
        "Noa Abrahami"
    ]
