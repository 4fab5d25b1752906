"""Whose ticket is shown: handed lists and codes, and all the people who may not be meant.

`shown.json` holds what scanners and tickets sent, whom it means ("" is nobody, "?" a question)
and by which steps; each line was written by hand.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from desktop.domain.checkin import outcomes as d
from desktop.domain.checkin.code_flaws import CodeFlaw
from desktop.domain.checkin.codes import Reading, is_whole, make_code
from desktop.domain.checkin.looks import Likeness, Look
from desktop.domain.checkin.readings import Step
from desktop.domain.journal.entry import Draft, SubjectType, subject_of
from desktop.domain.programme.programme import Programme
from desktop.workflows.checkin.verdict import Verdict
from desktop.workflows.opening import FrontDesk
from desktop.workflows.transfer.guest_list import ProblemKind, open_guest_list
from desktop.workflows.transfer.try_ticket import try_ticket
from tests.conftest import Importer
from tests.support.builders import write_csv
from tests.support.fakes import FakeClock
from tests.support.reception import Reception

SCAN = Path(__file__).parents[2] / "fixtures" / "scan"
CASES: list[dict[str, Any]] = json.loads((SCAN / "shown.json").read_text("utf-8"))
SHOWN = [(case["list"], *shown) for case in CASES for shown in case["shown"]]


@pytest.fixture
def desk(front_desk: FrontDesk, niperm: Programme, clock: FakeClock) -> Reception:
    return Reception(front_desk, niperm, clock)


def look(desk: Reception, reading: Reading | str) -> Verdict:
    shown = Reading(reading) if isinstance(reading, str) else reading
    return desk.front_desk.desk.scan(desk.station(), shown, only_look=True)


def whom(verdict: Verdict) -> str:
    if isinstance(verdict.outcome, d.Ambiguous):
        return "?"
    return verdict.outcome.attendee.name if isinstance(verdict.outcome, d.Found) else ""


def code_list(folder: Path, *codes: str, name: str = "list.csv") -> Path:
    names = ("Noa Cohen", "Dan Levi", "Rina Peretz", "Omer Katz")
    rows = [[who, code] for who, code in zip(names, codes, strict=False)]
    return write_csv(folder / name, [["Name", "Barcode"], *rows])


def give_code(desk: Reception, name: str, code: str) -> None:
    (attendee,) = desk.front_desk.desk.find(desk.programme, name)
    subject = subject_of(SubjectType.REGISTRATION, attendee.id)
    with desk.front_desk._store.write():
        draft = Draft("set", subject, desk.programme.id, {"ticket_code": code})
        desk.front_desk._store.append([draft], desk.clock())


@pytest.mark.parametrize(("file", "shown", "name", "steps"), SHOWN)
def test_what_was_handed_means_the_right_person(
    desk: Reception, import_file: Importer, file: str, shown: str, name: str, steps: list[str]
) -> None:
    import_file(SCAN / file)
    verdict = look(desk, shown)
    assert (whom(verdict), list(verdict.steps)) == (name, steps)


@pytest.mark.parametrize(("file", "shown", "name", "steps"), SHOWN)
def test_a_ticket_that_is_tried_on_the_list_means_the_same_person(
    file: str, shown: str, name: str, steps: list[str]
) -> None:
    tried = try_ticket(open_guest_list(SCAN / file), Reading(shown))
    expected = {"": 0, "?": 2}.get(name, 1)
    if name == "" and "security_code=zz" in shown:
        # On a list nobody is let in: that the number stands there is worth to know.
        expected = 1
    assert len(tried.names) == expected
    if expected == 1 and name:
        assert (tried.names, list(tried.steps)) == ((name,), steps)


def test_a_looser_reading_lets_in_and_is_said(
    desk: Reception, import_file: Importer, tmp_path: Path
) -> None:
    import_file(code_list(tmp_path, "A-7K2QX"))
    verdict = desk.front_desk.desk.scan(desk.station(), Reading("]Q1a7k2qx"))
    assert isinstance(verdict.outcome, d.Admitted)
    assert verdict.steps == (Step.WRAPPING, Step.CASE, Step.SPACING)
    assert verdict.entry is not None
    with desk.front_desk._store.read():
        entry = desk.front_desk._store.journal.entry(verdict.entry)
    assert entry.body["code"] == "A-7K2QX"


@pytest.mark.parametrize(
    ("codes", "shown"),
    [
        (("AB-1234", "AB1-234"), "AB1234"),
        (("0012345", "12345"), "012345"),
        (("https://luma.com/check-in/evt-A?pk=g-Xy9", "https://luma.com/check-in/evt-B?pk=g-Xy9"),
         "g-Xy9"),
        (("AbCd1234", "aBcD1234"), "ABCD1234"),
        (("codeab-y1", "codeab-z1"), "CODEAB-Y1"),
        # A part of the link is one's ticket, another part is another's.
        (("AB12CD34", "EF56GH78"), "https://example.org/AB12CD34/EF56GH78"),
    ],
)  # fmt: skip
def test_what_fits_two_people_is_a_question(
    desk: Reception, import_file: Importer, tmp_path: Path, codes: tuple[str, ...], shown: str
) -> None:
    import_file(code_list(tmp_path, *codes))
    outcome = desk.front_desk.desk.scan(desk.station(), Reading(shown)).outcome
    assert isinstance(outcome, d.Ambiguous)
    assert {who.name for who in outcome.people} == {"Noa Cohen", "Dan Levi"}
    assert desk.inside() == 0
    assert desk.front_desk.kiosk.recognise(desk.programme, Reading(shown)) is None


def test_the_exact_code_comes_before_whatever_else_it_fits(
    desk: Reception, import_file: Importer, tmp_path: Path
) -> None:
    import_file(code_list(tmp_path, "AB-1234", "AB1234", "ab1234"))
    for code, name in (("AB-1234", "Noa Cohen"), ("AB1234", "Dan Levi"), ("ab1234", "Rina Peretz")):
        verdict = look(desk, code)
        assert (whom(verdict), verdict.steps) == (name, ())


def test_of_two_whom_it_fits_the_one_whose_code_still_counts_is_not_chosen(
    desk: Reception, import_file: Importer, tmp_path: Path
) -> None:
    """Exactly the same code would be the other's; a likeness is not enough to tell."""
    import_file(code_list(tmp_path, "AB-1234", "AB1-234"))
    give_code(desk, "Noa Cohen", "NEW-1")
    assert isinstance(look(desk, "AB-1234").outcome, d.Replaced)
    assert whom(look(desk, "AB1234")) == "?"


def test_of_two_codes_of_one_person_the_nearer_one_is_said(
    desk: Reception, import_file: Importer, tmp_path: Path
) -> None:
    import_file(code_list(tmp_path, "AB-123456"))
    give_code(desk, "Noa Cohen", "AB123456")
    verdict = look(desk, "ab123456")
    assert (whom(verdict), verdict.steps) == ("Noa Cohen", (Step.CASE,))


def test_a_void_code_is_void_however_it_is_read(
    desk: Reception, import_file: Importer, tmp_path: Path
) -> None:
    import_file(code_list(tmp_path, "OLD-1234"))
    give_code(desk, "Noa Cohen", "NEW-5678")
    for shown in ("OLD-1234", "]Q1old1234"):
        assert isinstance(look(desk, shown).outcome, d.Replaced)
        assert desk.front_desk.kiosk.recognise(desk.programme, Reading(shown)) is None


def test_somebody_here_comes_before_somebody_of_another_programme(
    desk: Reception, import_file: Importer, tmp_path: Path
) -> None:
    spring = desk.front_desk.programmes.find_or_make("SPRING", title="Spring panel")
    away = open_guest_list(code_list(tmp_path, "AB-1234", name="away.csv"))
    desk.front_desk.importing(spring, away).run()
    outcome = look(desk, "ab1234").outcome
    assert isinstance(outcome, d.WrongProgramme)
    assert outcome.title == "Spring panel"
    import_file(code_list(tmp_path, "X-1", "AB1-234"))
    assert whom(look(desk, "ab1234")) == "Dan Levi"


def test_keys_that_say_another_persons_code_make_a_question(
    desk: Reception, import_file: Importer, tmp_path: Path
) -> None:
    """On a German computer `yes-1z` may be a wrongly set scanner's `zes-1y`, or be right."""
    import_file(code_list(tmp_path, "code1z", "code1y"))
    keys = (54, 32, 40, 26, 10, 29)
    assert whom(look(desk, Reading("code1z", keys, "linux"))) == "?"
    assert whom(look(desk, Reading("code1z"))) == "Noa Cohen"
    assert whom(look(desk, Reading("code1z", (*keys[:5], 52), "linux"))) == "Noa Cohen"


def test_the_keys_tell_two_codes_apart_that_caps_lock_makes_one(
    desk: Reception, import_file: Importer
) -> None:
    import_file(SCAN / "codes.csv")
    keys = (38, 56, 40, 54, 26, 41, 10, 11, 12, 13, 14, 15)
    small = Reading("ABCDEF123456", keys, "linux", (False,) * 12)
    assert whom(look(desk, small)) == "?"
    assert whom(look(desk, Reading("abcdef123456", keys, "linux", (False,) * 12))) == "Eve Upp"


def test_a_number_is_not_theirs_who_have_another_secret(
    desk: Reception, import_file: Importer, tmp_path: Path
) -> None:
    rows = [["Name", "Ticket ID", "Security code"], ["Noa Cohen", "550112", "ab12cd34"]]
    import_file(write_csv(tmp_path / "list.csv", rows))
    assert whom(look(desk, "550112")) == "Noa Cohen"
    assert whom(look(desk, "https://e.org/?ticket_id=550112&security_code=ab12cd34")) == "Noa Cohen"
    assert whom(look(desk, "https://e.org/?ticket_id=550112&security_code=forged12")) == ""
    assert whom(look(desk, "550112/forged")) == ""


def test_a_number_that_is_typed_shows_nobody_in_the_kiosk(
    desk: Reception, import_file: Importer, tmp_path: Path
) -> None:
    rows = [["Name", "Attendee ID"], ["Noa Cohen", "550112"], ["Dan Levi", "1234"]]
    import_file(write_csv(tmp_path / "list.csv", rows))
    recognise = desk.front_desk.kiosk.recognise
    assert recognise(desk.programme, Reading("550112", is_typed=True)) is None
    found = recognise(desk.programme, Reading("550112"))
    assert found is not None
    assert found.name == "Noa Cohen"
    assert recognise(desk.programme, Reading("1234")) is None


def test_a_scan_in_two_pieces_is_one(
    desk: Reception, import_file: Importer, tmp_path: Path
) -> None:
    code = make_code(desk.programme.number, 77)
    import_file(code_list(tmp_path, code, "EVT-2013-00042"))
    for whole, name in ((code, "Noa Cohen"), ("EVT-2013-00042", "Dan Levi")):
        cut = Reading(whole[6:], before=Reading(whole[:6]))
        verdict = look(desk, cut)
        assert (whom(verdict), verdict.steps) == (name, (Step.JOINED,))


def test_a_piece_that_is_somebody_elses_code_is_a_question(
    desk: Reception, import_file: Importer, tmp_path: Path
) -> None:
    import_file(code_list(tmp_path, "T-100200", "100200"))
    assert whom(look(desk, Reading("100200", before=Reading("T-")))) == "?"
    give_code(desk, "Dan Levi", "NEW-1")
    assert whom(look(desk, Reading("100200", before=Reading("T-")))) == "?"


def test_the_end_of_a_code_alone_counts_only_exactly(
    desk: Reception, import_file: Importer, tmp_path: Path
) -> None:
    import_file(code_list(tmp_path, "AB-1234", "EVT-2013-00042"))
    assert whom(look(desk, Reading("AB-1234", before=Reading("xx")))) == "Noa Cohen"
    assert whom(look(desk, Reading("ab1234", before=Reading("x")))) == "Noa Cohen"
    cut = look(desk, Reading("ab1234", before=Reading("xx"))).outcome
    assert isinstance(cut, d.Malformed)
    assert cut.flaw is CodeFlaw.CUT


def test_two_codes_at_once_let_in_nobody(
    desk: Reception, import_file: Importer, tmp_path: Path
) -> None:
    one, other = make_code(1, 5), make_code(1, 6)
    import_file(code_list(tmp_path, one, other))
    outcome = look(desk, one + other).outcome
    assert isinstance(outcome, d.Malformed)
    assert outcome.flaw is CodeFlaw.TWO


@pytest.mark.parametrize("around", ["]Q1{}", "*{}*", "https://e.org/b/{}", "{}{}", "(01){}"])
def test_our_code_is_found_in_whatever_stands_around_it(desk: Reception, around: str) -> None:
    noa = desk.register("Noa Cohen")
    code = noa.registration.ticket_code
    assert is_whole(code)
    assert whom(look(desk, around.format(code, code))) == "Noa Cohen"
    grouped = " ".join(code[place : place + 5] for place in range(0, 27, 5))
    assert whom(look(desk, grouped)) == "Noa Cohen"


def test_an_unknown_code_says_what_it_looks_like(desk: Reception) -> None:
    outcome = look(desk, "https://luma.com/check-in/evt-1?pk=g-1").outcome
    assert outcome == d.UnknownCode(
        "https://luma.com/check-in/evt-1?pk=g-1", Likeness(Look.LINK, "Luma")
    )


def numbered_list(folder: Path, *rows: tuple[str, str, str]) -> Path:
    return write_csv(
        folder / "list.csv", [["Name", "Attendee number", "Ticket code"], *map(list, rows)]
    )


@pytest.mark.parametrize(
    "shown",
    [
        '{"code":"WRONG-99","id":10022}',
        '{"order":{"id":10022},"code":"WRONG-99"}',
        '{"event":{"id":"10022"}}',
        "https://x.org/?code=WRONG99&id=10022",
        "https://x.org/t/10022?qr=WRONG-999",
        "https://evil.com/order/10022",
        "10022|WRONG-99",
    ],
)
def test_a_number_beside_another_ticket_is_nobodys(
    desk: Reception, import_file: Importer, tmp_path: Path, shown: str
) -> None:
    import_file(numbered_list(tmp_path, ("Bob Stone", "10022", "BBBB-8888")))
    assert whom(look(desk, "10022")) == "Bob Stone"
    assert whom(look(desk, shown)) == ""


def test_somebodys_exact_number_and_anothers_looser_code_are_a_question(
    desk: Reception, import_file: Importer, tmp_path: Path
) -> None:
    rows = (("Bob Stone", "10022", "BBBB-8888"), ("Cy Low", "777", "0010022"))
    import_file(numbered_list(tmp_path, *rows))
    assert whom(look(desk, "10022")) == "?"
    assert whom(look(desk, "0010022")) == "Cy Low"


@pytest.mark.parametrize(
    ("here", "there", "shown"),
    [
        ("KZ-777771", "KY-777771", "*KY-777771*"),
        ("AB-123456", "ab123456", "]Q1ab123456"),
        ("AB-123456", "ab123456", '{"id":"ab123456"}'),
        ("AB-123456", "ab123456", "https://q.org/?code=ab123456"),
    ],
)
def test_a_ticket_that_is_nearer_to_one_of_another_programme_is_that_ones(
    desk: Reception, import_file: Importer, tmp_path: Path, here: str, there: str, shown: str
) -> None:
    spring = desk.front_desk.programmes.find_or_make("SPRING", title="Spring panel")
    away = open_guest_list(code_list(tmp_path, there, name="away.csv"))
    desk.front_desk.importing(spring, away).run()
    import_file(code_list(tmp_path, "X-1", here))
    assert isinstance(look(desk, shown).outcome, d.WrongProgramme)
    assert whom(look(desk, here)) == "Dan Levi"


def test_a_surer_reading_of_another_programme_lets_in_nobody_here(
    desk: Reception, import_file: Importer, tmp_path: Path
) -> None:
    spring = desk.front_desk.programmes.find_or_make("SPRING", title="Spring panel")
    own = make_code(spring.number, 5)
    away = open_guest_list(code_list(tmp_path, own, "abc-12345", name="away.csv"))
    desk.front_desk.importing(spring, away).run()
    import_file(numbered_list(tmp_path, ("Bob Stone", "ABC-12345", "AAA-11111")))
    for shown in (f'{{"a":"{own}","ticket":"AAA-11111"}}', "ABC-12345"):
        assert isinstance(look(desk, shown).outcome, d.WrongProgramme), shown


def test_data_that_names_two_guests_is_a_question(
    desk: Reception, import_file: Importer, tmp_path: Path
) -> None:
    import_file(code_list(tmp_path, "100234", "T2024Y", "1201", "1202"))
    for shown in (
        '{"tickets":["100234","T2024Y"]}',
        '{"attendee":{"code":"100234"},"guest":{"code":"T2024Y"}}',
        '{"id":"100234","id":"T2024Y"}',
        "[1201,1202]",
        '{"ticket":{"id":1201},"attendee":{"id":1202}}',
    ):
        assert whom(look(desk, shown)) == "?", shown


def test_our_code_beside_anothers_ticket_is_a_question(
    desk: Reception, import_file: Importer, tmp_path: Path
) -> None:
    own = make_code(1, 5)
    import_file(code_list(tmp_path, own, "AAA-11111"))
    assert whom(look(desk, f'{{"a":"{own}","ticket":"AAA-11111"}}')) == "?"
    grouped = " ".join(own[place : place + 9] for place in (0, 9, 18))
    other = make_code(1, 6)
    two = f"{grouped} {' '.join(other[place : place + 9] for place in (0, 9, 18))}"
    assert look(desk, grouped).steps == (Step.SPACING,)
    outcome = look(desk, two).outcome
    assert isinstance(outcome, d.Malformed)
    assert outcome.flaw is CodeFlaw.TWO


def test_how_our_code_was_found_is_said(desk: Reception) -> None:
    code = desk.register("Noa Cohen").registration.ticket_code
    for shown, step in (
        (f"https://e.org/b/{code}", Step.LINK),
        (f'{{"badge":"{code}"}}', Step.DATA),
        (f"]Q1{code}", Step.WRAPPING),
        (code.translate(str.maketrans("1234567890", "&é\"'(-è_çà")), Step.KEYBOARD),
    ):
        assert look(desk, shown).steps == (step,), shown


def test_a_code_of_five_hundred_letters_is_whole_and_a_longer_one_is_none(
    desk: Reception, import_file: Importer, tmp_path: Path
) -> None:
    whole = "J" * 487 + "SIG-REAL-0001"
    done = import_file(code_list(tmp_path, whole, f"{whole}2", f"{whole}3"))
    assert whom(look(desk, whole)) == "Noa Cohen"
    forged = look(desk, f"{whole}9").outcome
    assert isinstance(forged, d.Malformed)
    assert forged.flaw is CodeFlaw.TOO_LONG
    assert [problem.reason for problem in done.problems] == [ProblemKind.CODE_TOO_LONG] * 2
    assert done.new == 3
