"""Credits from a real store: rules of sessions, decisions with their authors, registers."""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal
from pathlib import Path

import pytest

from desktop.domain.attendees.registration import Attendee, Direction
from desktop.domain.programme.programme import Session
from desktop.domain.programme.questions import Question
from desktop.domain.reports.credits import Doubt
from desktop.workflows.opening import FrontDesk
from desktop.workflows.reports.certificates import certificates_of
from desktop.workflows.reports.credits import CreditRow, NotDecided, SessionCredit
from desktop.workflows.reports.registers import (
    licence_questions,
    missing_questions,
    month_and_day,
    register_names,
    register_table,
)
from tests.support.fakes import FakeClock, RecordingPainter
from tests.support.reception import Reception

# 2026-11-18, 08:00 UTC.
EIGHT = 1_794_988_800_000
MIN = 60_000
RULES = {"enter": "entered in time", "share": "share of the time"}


class Hall(Reception):
    """A desk at the door of one workshop, from 09:00 to 10:30."""

    def open(self, **credit: str) -> None:
        told = {"credit_hours": "1.5", "credit_type": "ama", **credit}
        self.workshop = self.session(
            "W1", starts_at="2026-11-18T09:00", ends_at="2026-11-18T10:30", place="Room 1", **told
        )
        self.door = self.point("Room 1 door", session=self.workshop.id)

    def come(self, name: str, minute: int, leave: int | None = None) -> Attendee:
        """Let somebody in so many minutes after nine, and out again."""
        one = self.register(name)
        self.clock.now_ms = EIGHT + (60 + minute) * MIN - 1_000
        assert self.scan(self.door, one).outcome.slug == "admitted"
        if leave is not None:
            self.clock.now_ms = EIGHT + (60 + leave) * MIN - 1_000
            self.scan(self.door, one, Direction.OUT)
        return one

    def row(self, who: Attendee) -> CreditRow:
        report = self.front_desk.credits.report(self.programme)
        (row,) = [row for row in report.rows if row.attendee.id == who.id]
        return row

    def of(self) -> SessionCredit:
        (of,) = self.front_desk.credits.sessions(self.programme)
        return of

    def change(self, **typed: str) -> None:
        known = {f.name: str(getattr(self.workshop, f.name)) for f in fields(self.workshop)}
        saved = self.front_desk.planning.save_session(
            self.programme, self.workshop.id, known | typed
        )
        assert isinstance(saved, Session), saved
        self.workshop = saved


@pytest.fixture
def hall(front_desk: FrontDesk, clock: FakeClock) -> Hall:
    clock.now_ms = EIGHT
    programme = front_desk.programmes.find_or_make(
        "NIPERM", title="Emergency medicine", time_zone="UTC", starts_on="2026-11-18",
        ends_on="2026-11-18", host="The Federation", place="New Orleans",
    )  # fmt: skip
    made = Hall(front_desk, programme, clock)
    made.open()
    return made


def test_whoever_entered_in_time_earns_the_session(hall: Hall) -> None:
    early, late = hall.come("Noa Cohen", -5), hall.come("Uri Levi", 20)
    assert hall.row(early).credit.awarded == Decimal("1.50")
    assert hall.row(late).credit.awarded == 0
    assert hall.row(late).credit.doubts == (Doubt.LATE,)


def test_a_tolerance_is_the_sessions_own(hall: Hall) -> None:
    late = hall.come("Uri Levi", 20)
    hall.change(credit_late="20")
    assert hall.row(late).credit.awarded == Decimal("1.50")


def test_a_way_in_that_is_taken_back_earns_nothing(hall: Hall) -> None:
    hall.come("Noa Cohen", -5)
    hall.front_desk.desk.undo(hall.programme)
    assert hall.front_desk.credits.report(hall.programme).rows == ()


def test_a_missed_exit_is_a_question_that_a_person_answers(hall: Hall) -> None:
    hall.change(credit_rule="share", credit_least="80")
    noa = hall.come("Noa Cohen", 0)
    uri = hall.come("Uri Levi", 5, leave=89)
    report = hall.front_desk.credits.report(hall.programme)
    assert [row.attendee.name for row in report.open] == ["Noa Cohen"]
    assert list(report.of_person()) == [uri.id]
    hall.front_desk._store.actor = "Rina"
    assert hall.front_desk.credits.decide(noa.id, hall.of(), Decimal("1.25"), "was seen") is None
    decided = hall.row(noa).credit
    assert (decided.awarded, decided.is_open) == (Decimal("1.25"), False)
    assert decided.decided is not None
    assert (decided.decided.by, decided.decided.note) == ("Rina", "was seen")
    assert hall.front_desk.verify() == []


def test_a_decision_can_be_taken_back_by_key_or_left_to_the_rule(hall: Hall) -> None:
    noa = hall.come("Noa Cohen", 20)
    credits = hall.front_desk.credits
    credits.decide(noa.id, hall.of(), Decimal("1.5"), "")
    assert hall.row(noa).credit.awarded == Decimal("1.5")
    hall.front_desk.changes.undo()
    assert hall.row(noa).credit.awarded == 0
    credits.decide(noa.id, hall.of(), Decimal("0.5"), "")
    credits.decide(noa.id, hall.of(), None, "")
    assert (hall.row(noa).credit.awarded, hall.row(noa).credit.decided) == (Decimal(0), None)
    assert hall.front_desk.verify() == []


@pytest.mark.parametrize("amount", ["1.75", "-0.25", "0.3"])
def test_no_more_than_the_session_gives_and_in_its_steps(hall: Hall, amount: str) -> None:
    noa = hall.come("Noa Cohen", 20)
    refused = hall.front_desk.credits.decide(noa.id, hall.of(), Decimal(amount), "")
    assert refused == NotDecided(Decimal("1.50"), Decimal("0.25"))
    assert hall.row(noa).credit.decided is None


def test_whoever_was_not_met_can_be_given_a_credit(hall: Hall) -> None:
    """The scanner was broken, and the sign-in sheet has the name."""
    noa = hall.register("Noa Cohen")
    hall.front_desk.credits.decide(noa.id, hall.of(), Decimal("1.5"), "sign-in sheet")
    assert hall.row(noa).credit.awarded == Decimal("1.5")


@pytest.mark.parametrize(
    ("typed", "flaw"),
    [
        ({"credit_type": ""}, Doubt.NO_TYPE),
        ({"credit_hours": ""}, Doubt.NO_HOURS),
        ({"starts_at": "", "ends_at": ""}, Doubt.NO_TIMES),
    ],
)
def test_a_session_that_lacks_something_gives_no_credit_and_says_so(
    hall: Hall, typed: dict[str, str], flaw: Doubt
) -> None:
    noa = hall.come("Noa Cohen", -5)
    hall.change(**typed)
    assert hall.of().flaws == (flaw,)
    assert hall.row(noa).credit.awarded == 0


def test_a_decision_stays_with_a_record_that_became_part_of_another(hall: Hall) -> None:
    kept, twin = hall.come("Noa Cohen", 20), hall.register("Noa Cohen", email="noa@x.org")
    hall.front_desk.credits.decide(twin.id, hall.of(), Decimal("1.5"), "sign-in sheet")
    hall.front_desk.merging.merge(kept.id, twin.id)
    (row,) = hall.front_desk.credits.report(hall.programme).rows
    assert (row.attendee.id, row.credit.awarded) == (kept.id, Decimal("1.5"))
    assert hall.front_desk.verify() == []


@pytest.mark.parametrize("last", ["kept", "twin"])
def test_of_two_decisions_about_records_that_became_one_the_last_counts(
    hall: Hall, last: str
) -> None:
    kept, twin = hall.come("Noa Cohen", 20), hall.register("Noa Cohen", email="noa@x.org")
    order = [twin, kept] if last == "kept" else [kept, twin]
    for who, amount in zip(order, (Decimal("0.5"), Decimal("1.25")), strict=True):
        hall.clock.advance(MIN)
        hall.front_desk.credits.decide(who.id, hall.of(), amount, "")
    hall.front_desk.merging.merge(kept.id, twin.id)
    assert hall.row(kept).credit.awarded == Decimal("1.25")


def test_nothing_is_decided_about_who_is_in_another_programme(hall: Hall) -> None:
    of = hall.of()
    other = hall.front_desk.programmes.find_or_make("OTHER", time_zone="UTC")
    away = Reception(hall.front_desk, other, hall.clock).register("Noa Cohen")
    refused = hall.front_desk.credits.decide(away.id, of, Decimal("1.5"), "")
    assert isinstance(refused, NotDecided)
    assert refused.is_elsewhere
    assert hall.front_desk.credits.report(hall.programme).rows == ()


@pytest.mark.parametrize(
    "typed", [{"credit_hours": "1"}, {"credit_type": "nursing"}, {"credit_hours": "0.75"}]
)
def test_a_decision_is_asked_again_when_the_session_gives_something_else(
    hall: Hall, typed: dict[str, str]
) -> None:
    noa = hall.come("Noa Cohen", 20)
    hall.front_desk.credits.decide(noa.id, hall.of(), Decimal("1.25"), "was there")
    hall.change(**typed)
    credit = hall.row(noa).credit
    assert (credit.awarded, credit.is_open) == (Decimal(0), True)
    assert Doubt.CHANGED in credit.doubts


def test_an_entry_on_an_earlier_day_is_none_for_the_session(hall: Hall) -> None:
    """Somebody tried the door the evening before and was never seen leaving."""
    noa = hall.come("Noa Cohen", -24 * 60 + 10 * 60)
    credit = hall.row(noa).credit
    assert (credit.awarded, credit.entered_ms) == (Decimal(0), None)


@pytest.mark.parametrize(
    ("told", "read"),
    [
        ("04-17", ("4", "17")), ("4/7", ("4", "7")), ("12.31", ("12", "31")),
        ("17-04", ("", "")), ("17 April", ("", "")), ("1984-04-17", ("", "")), ("", ("", "")),
        ("٠٤-١٧", ("", "")), ("0-5", ("", "")), ("02-32", ("", "")),
    ],
)  # fmt: skip
def test_month_and_day_of_birth_are_those_or_nothing(told: str, read: tuple[str, str]) -> None:
    assert month_and_day(told) == read


def test_a_register_has_a_row_for_each_who_earned_something(hall: Hall) -> None:
    for key in ("licence_number", "licence_state"):
        text, hebrew = licence_questions()[key]
        question = Question("", hall.programme.id, text, hebrew)
        assert hall.front_desk.planning.save_question(hall.programme, question) == {}
    noa = hall.come("Noa Cohen", -5)
    hall.come("Uri Levi", 20)
    number, state = hall.front_desk.programmes.questions(hall.programme)
    hall.front_desk.registry.answer(noa.id, {number.id: "MD-123", state.id: "LA"})
    report = hall.front_desk.credits.report(hall.programme)
    table = register_table(report, "generic", RULES)
    (row,) = (dict(zip(table.headers, cells, strict=True)) for cells in table.rows)
    assert row == {
        "Programme code": "NIPERM", "Session code": "W1", "Title": "Workshop W1",
        "Date": "2026-11-18", "Start": "09:00", "End": "10:30", "Place": "Room 1",
        "Credit type": "AMA PRA Category 1 Credit™", "Credit hours": "1.5", "First name": "Noa",
        "Last name": "Cohen", "Credentials": "", "Licence number": "MD-123",
        "Licence state or country": "LA", "Email": "", "Entered at": "2026-11-18 08:55",
        "Left at": "", "Minutes present": "", "Share present": "",
        "Rule applied": "entered in time", "Credit awarded": Decimal("1.50"), "Decided by": "",
        "Note": "",
    }  # fmt: skip
    assert missing_questions(report) == ("credentials", "birth_month_day")


def test_every_register_that_ships_can_be_written(hall: Hall) -> None:
    hall.come("Noa Cohen", -5)
    report = hall.front_desk.credits.report(hall.programme)
    for name in register_names():
        table = register_table(report, name, RULES)
        assert len(table.rows) == 1
        assert len(table.rows[0]) == len(table.headers)


def test_a_certificate_names_learner_activity_provider_and_credit(
    hall: Hall, painter: RecordingPainter, tmp_path: Path
) -> None:
    hall.come("Noa Cohen", -5)
    hall.come("Uri Levi", 20)
    report = hall.front_desk.credits.report(hall.programme)
    (one,) = certificates_of(report, "2026-11-19")
    assert (one.name, one.programme, one.provider, one.place) == (
        "Noa Cohen", "Emergency medicine", "The Federation", "New Orleans",
    )  # fmt: skip
    assert one.activities[0].when == "2026-11-18 09:00 – 10:30"
    assert one.totals == ("1.5 AMA PRA Category 1 Credit™",)
    assert list(one.words) == ["en", "he"]
    files = hall.front_desk.certificate_files
    assert files.write(tmp_path / "all.pdf", [one]) == 1
    written = files.write_each(tmp_path / "each", [one, one._replace(name="A/B: <x>")])
    assert [path.name for path in written] == ["Noa Cohen.pdf", "A B x.pdf"]
    assert painter.certificates[0].name == "Noa Cohen"


@pytest.mark.parametrize(("name", "stem"), [("נ" * 300, "נ" * 100), ("x" * 300, "x" * 200)])
def test_a_long_name_makes_a_name_that_file_systems_take(
    hall: Hall, tmp_path: Path, name: str, stem: str
) -> None:
    """They count bytes, 255 at most, and a Hebrew letter has two."""
    hall.come("Noa Cohen", -5)
    (one,) = certificates_of(hall.front_desk.credits.report(hall.programme), "2026-11-19")
    twice = [one._replace(name=name)] * 2
    written = hall.front_desk.certificate_files.write_each(tmp_path, twice)
    assert written[0].stem == stem
    assert len({path.name for path in written}) == 2
