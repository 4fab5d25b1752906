"""Where in a file the table stands: titles, headers of two lines, several parts, none at all."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from desktop.domain.failures import NotATable
from desktop.files.transfer.guests import Guest, ProblemKind
from desktop.workflows.transfer.guest_list import GuestList, open_guest_list


def opened(tmp_path: Path, text: str, **said: object) -> GuestList:
    path = tmp_path / "list.csv"
    path.write_text(text, "utf-8")
    return open_guest_list(path, **said)  # type: ignore[arg-type]


def people(guests: GuestList) -> list[str]:
    """Name the guests, and with `!` why a row is none."""
    return [
        row.features.name if isinstance(row, Guest) else f"!{row.reason}" for row in guests.rows()
    ]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Name,Email\nNoa Levi,noa@x.org\n", 1),
        ("\n\n\nName,Email\nNoa Levi,noa@x.org\n", 4),
        ("Guest list\nPrinted: 01/12/2026 10:00,by Dan\n\nName,Email\nNoa Levi,noa@x.org\n", 4),
        ("Event:,Mission\nDate:,01/12/2026\nName,Email\nNoa Levi,noa@x.org\n", 3),
        ("Name:,Spring mission\nEmail:,office@x.org\nName,Email\nNoa Levi,noa@x.org\n", 3),
        ("Name,Spring mission\nPhone,0501234567\nName,Email,Phone\nNoa Levi,n@x.org,1\n", 3),
        ("Lista; gości\nImię i nazwisko;Adres e-mail\nNoa Levi;noa@x.org\n", 2),
        ("Name,Email,2026-12-01,2026-12-02\nNoa Levi,noa@x.org,x,\n", 1),
    ],
)
def test_the_header_is_found_below_what_stands_above_it(
    tmp_path: Path, text: str, row: int
) -> None:
    guests = opened(tmp_path, text)
    assert guests.table.header_row == row
    assert people(guests) == ["Noa Levi"]


@pytest.mark.parametrize(
    ("text", "mapping"),
    [
        (
            "First,Last,E-mail\nName,Name,Address\nNoa,Levi,noa@x.org\n",
            {"first_name": "First: Name", "last_name": "Last: Name", "email": "E-mail: Address"},
        ),
        (
            "Attendee,,Emergency contact,\nName,Phone,Name,Phone\nNoa Levi,0501234,Ruth,0502345\n",
            {"full_name": "Attendee: Name", "phone": "Attendee: Phone"},
        ),
        (
            "Respondent ID,Contact,,\n,First Name,Last Name,Email Address\n7,Noa,Levi,n@x.org\n",
            {
                "external_id": "Respondent ID",
                "first_name": "Contact: First Name",
                "last_name": "Contact: Last Name",
                "email": "Contact: Email Address",
            },
        ),
        (
            'Q1,Q2\nYour full name,Your email\n"{""ImportId"":""QID1""}","{""ImportId"":""QID2""}"'
            "\nNoa Levi,noa@x.org\n",
            {"full_name": "Your full name", "email": "Your email"},
        ),
        (
            "Name,Email,Phone\n(required),(required),(optional)\nNoa Levi,n@x.org,0501234567\n",
            {"full_name": "Name", "email": "Email", "phone": "Phone"},
        ),
    ],
)
def test_a_header_of_several_lines_is_one(
    tmp_path: Path, text: str, mapping: dict[str, str]
) -> None:
    guests = opened(tmp_path, text)
    assert guests.named_mapping == mapping
    assert people(guests) == ["Noa Levi"]


def test_a_second_line_that_may_be_a_guest_is_told_and_not_lost_silently(tmp_path: Path) -> None:
    text = "Name,Email,Phone\nשם,דואל,טלפון\nנועה לוי,noa@x.org,0501234567\n"
    guests = opened(tmp_path, text)
    assert people(guests) == ["!nobody", "נועה לוי"]
    assert guests.overview().problems[0].detail == "שם דואל טלפון"


@pytest.mark.parametrize(
    "text",
    [
        "Noa ,Ben-David,@noabd\nDan,Levi,\n",
        "Noa Levi,Guest,Registered\nDan Cohen,Participant,Registered\n",
        "Noa Levi,Guest\nDan Cohen,Participant\n",
        "Noa Levi,noa@x.org,0501234567\nDan Cohen,dan@x.org,0521234567\n",
        "Noa Levi\nDan Cohen\n",
    ],
)
def test_where_no_row_names_the_columns_they_have_numbers_and_nobody_is_lost(
    tmp_path: Path, text: str
) -> None:
    guests = opened(tmp_path, text)
    width = len(text.splitlines()[0].split(","))
    assert guests.table.header_row == 0
    assert guests.table.headers == tuple(f"#{n}" for n in range(1, width + 1))
    assert not guests.has_names
    named = guests.mapped({"full_name": "#1"})
    assert [name.split()[0] for name in people(named)] == ["Noa", "Dan"]


def test_a_header_in_a_language_that_nobody_knows_is_told_by_the_cells_below(
    tmp_path: Path,
) -> None:
    guests = opened(tmp_path, "სახელი,ელფოსტა\nNoa,noa@x.org\nDan,dan@x.org\n")
    assert guests.table.header_row == 1
    assert guests.named_mapping == {"email": "ელფოსტა"}


def test_a_row_that_somebody_points_at_is_the_header(tmp_path: Path) -> None:
    text = "Alpha,Beta\nNoa,Levi\n"
    assert opened(tmp_path, text).table.header_row == 0
    assert opened(tmp_path, text, header_row=1).table.headers == ("Alpha", "Beta")
    known = opened(tmp_path, "Name,Email\nNoa,noa@x.org\n", header_row=0)
    assert known.table.headers == ("#1", "#2")
    assert people(known.mapped({"full_name": "#1"})) == ["Name", "Noa"]
    notes = "".join(f"Note {n}\n" for n in range(50))
    late = f"{notes}Name,Email\nNoa,noa@x.org\n"
    assert people(opened(tmp_path, late, header_row=51)) == ["Noa"]


def test_a_row_that_is_not_there_is_no_header(tmp_path: Path) -> None:
    with pytest.raises(NotATable) as caught:
        opened(tmp_path, "Name,Email\nNoa,noa@x.org\n", header_row=9)
    assert caught.value.facts["reason"] == "no such row"


def test_columns_that_somebody_names_tell_the_header(tmp_path: Path) -> None:
    text = "List of all,,\nAlpha,Beta,Gamma\nNoa,Levi,x\n"
    assert opened(tmp_path, text, names=["Alpha", "Beta"]).table.header_row == 2


def test_all_parts_of_a_report_are_read(tmp_path: Path) -> None:
    text = (
        "Report\n\nPanelists\nName,Email\nNoa Levi,noa@x.org\n\nAttendees\n"
        "First name,Last name,Email,Phone\nDan,Cohen,dan@x.org,0501234567\n\nTotal,2\n"
    )
    guests = opened(tmp_path, text)
    assert people(guests) == ["Noa Levi", "Dan Cohen", "!nobody"]
    assert guests.table.headers == ("Name", "Email", "First name", "Last name", "Phone")
    assert [(part.first, part.last) for part in guests.table.sections] == [(5, 6), (9, 0)]


def test_a_header_that_each_page_repeats_is_no_guest(tmp_path: Path) -> None:
    crowd = "".join(f"Guest {n},g{n}@x.org\n" for n in range(60))
    text = f"Name,Email\n{crowd}Page 2 of 2,\nName,Email\nNoa,noa@x.org\n"
    guests = people(opened(tmp_path, text))
    assert (len(guests), guests[-1]) == (61, "Noa")


@pytest.mark.parametrize(
    "row",
    [
        "Total,2,", "Grand total: 2,,", "TOTAL (2),,", "Summe,2,", 'סה"כ,2,', "Итого,2,", "合計,2,",
        "Generated by Example on 01/12/2026,,", "Printed 01/12/2026 by Dan,,", "Page 2 of 3,,",
        "* Guests marked with a star are VIP and sit in row A,,", "© 2026 Example Tickets Ltd,,",
    ],
)  # fmt: skip
def test_a_row_that_sums_up_or_remarks_is_nobody(tmp_path: Path, row: str) -> None:
    guests = opened(tmp_path, f"Name,Seats,Email\nNoa Levi,2,noa@x.org\n{row}\n")
    assert people(guests) == ["Noa Levi", "!nobody"]
    (told,) = (p for p in guests.overview().problems if p.reason is ProblemKind.NOBODY)
    assert told.is_row_out
    assert told.row == 3


@pytest.mark.parametrize(
    "row", ["Total,2,total@x.org", "Mr. Total,,", "Page Turner,,", "Summer Printed,,", "Sum Ting,,"]
)
def test_a_person_with_such_a_name_comes_in(tmp_path: Path, row: str) -> None:
    guests = opened(tmp_path, f"Name,Seats,Email\nNoa Levi,2,noa@x.org\n{row}\n")
    assert people(guests)[1] == row.split(",", maxsplit=1)[0]


def test_the_delimiter_is_the_one_under_which_there_is_a_header(tmp_path: Path) -> None:
    text = (
        "1. Zusammenfassung\nTitel\tPreise\n2. Teilnehmer\nName\tErster Beitritt\tE-Mail\n"
        "Noa Levi\t06.10.26, 18:01:00\tnoa@x.org\nDan Cohen\t06.10.26, 18:05:00\tdan@x.org\n"
    )
    guests = opened(tmp_path, text)
    assert guests.table.delimiter == "\t"
    assert people(guests) == ["Noa Levi", "Dan Cohen"]


def test_names_are_turned_where_the_whole_column_has_the_last_one_first(tmp_path: Path) -> None:
    guests = opened(tmp_path, 'Name,Email\n"Levi, Noa (Guest)",n@x.org\n"Cohen, Dan",d@x.org\n')
    assert people(guests) == ["Noa Levi", "Dan Cohen"]
    few = opened(tmp_path, 'Name,Email\n"Smith, PhD",n@x.org\nDan Cohen,d@x.org\n')
    assert people(few) == ["Smith, PhD", "Dan Cohen"]


def test_a_row_for_several_people_is_told_and_makes_as_many_guests_if_wanted(
    tmp_path: Path,
) -> None:
    guests = opened(tmp_path, "Ticket ID,Name,Email,Qty\n7,Noa Levi,noa@x.org,3\n8,Dan,d@x.org,1\n")
    assert people(guests) == ["Noa Levi", "Dan"]
    (told,) = guests.overview().problems
    assert (told.row, told.column, told.reason, told.detail) == (
        2, "Qty", ProblemKind.MORE_SEATS, "3",
    )  # fmt: skip
    split = guests.with_seats(True)
    assert people(split) == ["Noa Levi", "Noa Levi +1", "Noa Levi +2", "Dan"]
    rows = [row for row in split.rows() if isinstance(row, Guest)]
    assert [row.features.external_id for row in rows] == ["7", "7-2", "7-3", "8"]
    assert [row.person.get("email", "") for row in rows] == ["noa@x.org", "", "", "d@x.org"]
    assert split.overview().problems == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (r'"Noa \"Nunu\" Levi","says \"hi\", then goes"', 'Noa "Nunu" Levi'),
        (r'"Noa ""Nunu"" Levi","says ""hi"", then goes"', 'Noa "Nunu" Levi'),
        ('"Noa","C:\\"', "Noa"),
    ],
)
def test_quotation_marks_are_doubled_or_have_a_backslash(
    tmp_path: Path, text: str, names: str
) -> None:
    guests = opened(tmp_path, f"Name,Notes\n{text}\nDan Levi,fine\n")
    assert people(guests) == [names, "Dan Levi"]


@pytest.mark.parametrize(
    ("text", "mapping"),
    [
        (
            "Name,Email,Guest Name\nNoa Levi,noa@x.org,Dan Levi\nEli Biton,eli@x.org,\n",
            {"full_name": "Name", "email": "Email"},
        ),
        (
            "First Name,Last Name,Email,Guest Name\nNoa,Levi,noa@x.org,Dan Levi\n",
            {"first_name": "First Name", "last_name": "Last Name", "email": "Email"},
        ),
        ("Guest Name,Email\nNoa Levi,noa@x.org\n", {"full_name": "Guest Name", "email": "Email"}),
        ("Name,Sponsor email\nNoa Levi,sponsor@x.org\n", {"full_name": "Name"}),
        ("Name,Inviter email\nNoa Levi,host@x.org\n", {"full_name": "Name"}),
        (
            "Guest Name,Room Type,Check-in,Check-out\nNoa Levi,DBL,14/05/2026,17/05/2026\n",
            {"full_name": "Guest Name"},
        ),
        (
            "Name,Email,Online check-in done\nNoa Levi,noa@x.org,Yes\n",
            {"full_name": "Name", "email": "Email"},
        ),
        ("Name,Attendance\nNoa Levi,Yes\nDan Levi,No\n", {"full_name": "Name"}),
        (
            "Name,Attendance\nNoa Levi,Present\nDan Levi,Absent\n",
            {"full_name": "Name", "checked_in": "Attendance"},
        ),
        ("Name,IP Country\nNoa Levi,France\n", {"full_name": "Name"}),
    ],
)
def test_what_is_another_person_or_may_be_an_answer_is_not_taken(
    tmp_path: Path, text: str, mapping: dict[str, str]
) -> None:
    assert opened(tmp_path, text).named_mapping == mapping


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Name,Email,Name,Email\nNoa,noa@x.org,Dan,dan@x.org\n", ["Name (2)"]),
        ("Name,Email,Guest Name\nNoa,noa@x.org,Dan\n", ["Guest Name"]),
        ("Voornaam,Tussenvoegsel,Achternaam\nJan,van der,Berg\n", ["Tussenvoegsel"]),
        ("Name,Buyer name\nNoa,Dan\n", []),
    ],
)
def test_names_of_further_people_that_are_not_read_are_named(
    tmp_path: Path, text: str, named: list[str]
) -> None:
    assert opened(tmp_path, text).other_names == named


def test_a_cell_alone_in_its_row_is_told(tmp_path: Path) -> None:
    text = "Name,Email,Phone\nTable 1,,\nNoa,noa@x.org,0501234567\nDan,dan@x.org,0521234567\n"
    (told,) = opened(tmp_path, text).overview().problems
    assert (told.row, told.reason, told.is_row_out) == (2, ProblemKind.ALONE, False)
    bare = opened(tmp_path, "Name,Email,Phone\nNoa,,\nDan,,\n")
    assert bare.overview().problems == ()


@pytest.mark.parametrize(
    "header",
    ["Number of guests", "Aantal personen", "Liczba osób", "Cantidad de personas", "כמה אורחים",
     "Количество мест", "Anzahl Personen", "# of tickets", "Quantidade de ingressos"],
)  # fmt: skip
def test_a_count_of_people_is_known_in_many_languages(tmp_path: Path, header: str) -> None:
    guests = opened(tmp_path, f"Name,Email,{header}\nNoa,noa@x.org,2\n")
    assert people(guests.with_seats(True)) == ["Noa", "Noa +1"]


@pytest.mark.parametrize("header", ["Table number", "Phone number", "Seat number", "Children"])
def test_other_numbers_are_no_seats(tmp_path: Path, header: str) -> None:
    guests = opened(tmp_path, f"Name,Email,{header}\nNoa,noa@x.org,2\n")
    assert people(guests.with_seats(True)) == ["Noa"]


def test_the_last_part_of_a_webinar_report_is_read_under_its_own_header(tmp_path: Path) -> None:
    text = (
        "Attendee Details,\nAttended,User Name (Original Name),Email,Join Time,Leave Time\n"
        "Yes,Noa Levi,noa@x.org,9:00,10:00\nOther Attended,\n"
        "User Name,Join Time,Leave Time\n15045551234,9:01,9:30\n"
    )
    guests = opened(tmp_path, text)
    assert people(guests) == ["Noa Levi", "15045551234"]


def test_names_stay_where_only_half_of_them_have_a_comma(tmp_path: Path) -> None:
    guests = opened(tmp_path, 'Name,Email\n"Levi, Noa",n@x.org\nDan Cohen,d@x.org\n')
    assert people(guests) == ["Levi, Noa", "Dan Cohen"]


def test_a_hidden_sheet_is_not_taken_however_good_its_header_is(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    visible = book.active
    assert visible is not None
    visible.title = "Guests"
    hidden = book.create_sheet("Old")
    hidden.sheet_state = "hidden"
    visible.append(["Name", "Email"])
    visible.append(["Noa", "noa@x.org"])
    hidden.append(["First name", "Last name", "Email", "Phone", "Status", "Ticket type"])
    hidden.append(["Dan", "Levi", "dan@x.org", "0501234567", "Registered", "Guest"])
    book.save(tmp_path / "sheets.xlsx")
    table = open_guest_list(tmp_path / "sheets.xlsx").table
    assert (table.worksheet, table.hidden, table.others) == ("Guests", frozenset({"Old"}), ())
