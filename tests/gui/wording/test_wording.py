"""Every verdict, problem and failure has plain words."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from desktop.domain import failures as t
from desktop.domain.attendees.fields import IMPORT_FIELDS
from desktop.domain.attendees.finding import Why
from desktop.domain.attendees.registration import Direction, Status
from desktop.domain.checkin import outcomes as d
from desktop.domain.checkin.code_flaws import CodeFlaw
from desktop.domain.checkin.outcomes import Authority
from desktop.domain.checkin.validity import Standing, Validity
from desktop.domain.checks import Fault
from desktop.domain.printing.printer_faults import PrinterFault
from desktop.domain.programme.programme import Session
from desktop.domain.programme.questions import Fault as AnswerFault
from desktop.domain.programme.questions import Question
from desktop.gui.wording import failures
from desktop.gui.wording.attendees import desk_notes, standing, status_word, why_found
from desktop.gui.wording.causes import cause_text, describe_answer_fault, describe_fault
from desktop.gui.wording.checkin import describe, recent_line, tone_of
from desktop.gui.wording.failures import describe_failure
from desktop.gui.wording.printing import reason_text
from desktop.gui.wording.shapes import Tone
from desktop.gui.wording.transfer import describe_problem, describe_result, field_label
from desktop.gui.wording.whereabouts import inside_line, spot_line
from desktop.store.queries.verdicts import VerdictRow
from desktop.workflows.checkin.desk import RecentRow
from desktop.workflows.checkin.verdict import Verdict
from desktop.workflows.checkin.whereabouts import UNSEEN, Spot
from desktop.workflows.transfer.guest_list import Problem, ProblemKind
from desktop.workflows.transfer.progress import Progress
from tests.support.builders import EIGHT, MINUTE, NINE, attendee, inside, person, point

SESSION = Session("s1", "p1", "W1", "workshop", "Hospital evacuation", "Room 2")

OUTCOMES: list[tuple[d.Outcome, Tone]] = [
    (d.Admitted(attendee(), point(), NINE), Tone.YES),
    (d.Admitted(attendee(), point(), NINE, again=True), Tone.YES),
    (d.CheckedOut(attendee(), point(), NINE), Tone.OUT),
    (d.AlreadyIn(attendee(), EIGHT, "Desk B", "Main entrance"), Tone.LOOK),
    (d.NotIn(attendee(), None), Tone.LOOK),
    (d.NotIn(attendee(), EIGHT), Tone.LOOK),
    (d.NotConfirmed(attendee(), Status.PENDING), Tone.LOOK),
    (d.Cancelled(attendee()), Tone.NO),
    (d.Replaced(attendee(), "badge", EIGHT), Tone.NO),
    (d.Replaced(attendee(), "ticket", EIGHT), Tone.NO),
    (d.WrongProgramme(None, "Spring panel"), Tone.NO),
    (d.UnknownCode("x" * 300), Tone.NO),
    (d.Found(attendee()), Tone.CALM),
    (d.Admitted(attendee(), point(), NINE, left=inside(place="bus")), Tone.YES),
    (d.NoReentry(attendee(), EIGHT, "Desk B", is_daily=True), Tone.NO),
    (d.NoReentry(attendee(), EIGHT, "Desk B", is_daily=False), Tone.NO),
    (d.NotIn(attendee(), None, inside(place="bus")), Tone.LOOK),
    (d.UsedUp(attendee(), 3, d.Per.IN_ALL, EIGHT, "Desk B"), Tone.NO),
    (d.UsedUp(attendee(), 2, d.Per.DAY, EIGHT, "Desk B"), Tone.NO),
    (d.UsedUp(attendee(), 2, d.Per.DAYS, EIGHT, "Desk B"), Tone.NO),
    (d.NotValid(attendee(), Standing.NOT_YET, Validity("2026-12-02")), Tone.NO),
    (d.NotValid(attendee(), Standing.OVER, Validity("", "2026-12-02T10:00")), Tone.NO),
    (d.NotValid(attendee(), Standing.UNREAD, Validity("w" * 300)), Tone.NO),
    (d.SeatsHeld(attendee(), SESSION, 4, 12, "2026-11-18T10:10"), Tone.LOOK),
    (d.NotToday(attendee(), "2026-11-19T08:00"), Tone.NO),
    (d.NotToday(attendee(), ""), Tone.NO),
    (d.Unready(attendee(), "hours"), Tone.NO),
    (d.WrongWay(attendee(), Direction.IN), Tone.LOOK),
    (d.WrongWay(attendee(), Direction.OUT), Tone.LOOK),
    (d.NotBooked(attendee(), SESSION), Tone.LOOK),
    (d.NotBooked(attendee(), SESSION, (SESSION,)), Tone.LOOK),
    (d.OnWaitingList(attendee()), Tone.LOOK),
    (d.WaitsForSession(attendee(), SESSION), Tone.LOOK),
    (d.NotForType(attendee(), ("Speaker",)), Tone.NO),
    (d.BookedElsewhere(attendee(), SESSION, SESSION), Tone.LOOK),
    *((d.Unready(attendee(), what), Tone.NO) for what in ("session", "question", "place hours")),
    (d.Full(attendee(), d.Crowd(40, 40)), Tone.NO),
    (d.TooEarly(attendee(), "2026-11-18T08:30"), Tone.LOOK),
    (d.Closed(attendee(), "2026-11-18T10:30"), Tone.NO),
    (d.Blocked(attendee(), ""), Tone.NO),
    (d.Unpaid(attendee(), "120 USD"), Tone.LOOK),
    (d.NeedsAnswer(attendee(), (Question("q", "p1", "Photo consent"),)), Tone.LOOK),
    (d.Ambiguous("x" * 300, (attendee(), attendee(id="r2"))), Tone.LOOK),
    *((d.Malformed("x" * 300, flaw), Tone.NO) for flaw in CodeFlaw),
]


def test_no_outcome_is_without_words() -> None:
    assert {type(outcome) for outcome, _tone in OUTCOMES} == set(get_args(d.Outcome))


@pytest.mark.parametrize(("outcome", "tone"), OUTCOMES)
def test_each_outcome_has_a_tone_two_words_and_a_sentence(outcome: d.Outcome, tone: Tone) -> None:
    banner = describe(Verdict(outcome, NINE))
    assert banner.tone is tone
    assert 1 <= len(banner.headline.split()) <= 3
    assert banner.sentence.endswith(".")
    assert "{" not in banner.sentence + banner.aside
    assert len(banner.aside) < 100
    if tone is not Tone.CALM:
        assert tone_of(outcome.slug) is tone


def test_a_refusal_says_who_where_when_and_what_to_do() -> None:
    outcome = d.AlreadyIn(attendee(), EIGHT, "Desk B", "Main entrance")
    sentence = describe(Verdict(outcome, NINE, may=Authority.DESK)).sentence
    assert "Desk B" in sentence
    assert "Main entrance" in sentence
    assert "Let in again, or call a lead" in sentence


def test_yesterday_is_said_with_its_date() -> None:
    outcome = d.AlreadyIn(attendee(), EIGHT, "Desk B", "Main entrance")
    assert "Nov" in describe(Verdict(outcome, EIGHT + 30 * 60 * MINUTE)).sentence


FAILURES = [
    kind
    for kind in vars(t).values()
    if isinstance(kind, type)
    and issubclass(kind, t.EnvironmentFailure)
    and kind is not t.EnvironmentFailure
]


def documented_facts(kind: type[t.EnvironmentFailure]) -> dict[str, str]:
    """Give each fact that a failure says it has, with a value that can be found again."""
    told = (kind.__doc__ or "").partition("Facts: ")[2].strip().rstrip(".")
    if told == "as above":
        told = "code, near, known"
    assert told, kind
    return {name: f"<{name}>" for name in told.split(", ")}


@pytest.mark.parametrize("kind", FAILURES)
def test_each_failure_has_a_title_a_sentence_and_no_gaps(
    kind: type[t.EnvironmentFailure], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the sentence needs is among the facts that the failure documents."""

    def no_gap(_facts: object, name: str) -> str:
        raise AssertionError(f"{kind.__name__} says nothing of {name}")

    monkeypatch.setattr(failures._Facts, "__missing__", no_gap)
    facts = documented_facts(kind)
    text = describe_failure(kind(**facts))
    assert text.title
    assert text.sentence != describe_failure(t.EnvironmentFailure()).sentence
    assert "{" not in text.line
    if kind is not t.WorkStopped:
        assert any(value in text.line for value in facts.values())


@pytest.mark.parametrize("reason", ProblemKind)
def test_each_problem_has_a_sentence(reason: ProblemKind) -> None:
    assert describe_problem(Problem(5, "Email", reason, "x@", ())).endswith(".")


def test_each_field_has_a_name_of_its_own() -> None:
    names = [field_label(name) for name in IMPORT_FIELDS]
    assert len(set(names)) == len(names)


def test_a_stopped_import_says_how_to_go_on() -> None:
    assert "go on" in describe_result(Progress(rows=500, is_stopped=True))


def test_what_the_desk_must_know_puts_urgent_things_first() -> None:
    who = attendee(person(diet="Kosher meal"), attention="yes", status_word="Quarantined")
    notes = desk_notes(who)
    assert [note.is_urgent for note in notes] == [True, True, False]


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ({}, "Registered"),
        ({"presence": inside()}, "In"),
        ({"last_out_ms": EIGHT}, "Out"),
        ({"status": Status.CANCELLED, "presence": inside()}, "Cancelled"),
        ({"status": Status.WAITLISTED}, "Waiting list"),
    ],
)
def test_where_somebody_stands(fields: dict[str, Any], word: str) -> None:
    assert standing(attendee(**fields)).text.startswith(word)


def test_recent_says_what_was_undone() -> None:
    row = VerdictRow("a", 1, EIGHT, "admitted", "in", "Main", "Desk A", "", NINE, "r1")
    assert "undone" in recent_line(RecentRow(row, "Noa"), NINE)


@pytest.mark.parametrize("fault", list(Fault))
def test_each_fault_of_a_field_has_a_sentence(fault: Fault) -> None:
    assert describe_fault(fault).endswith(".")


@pytest.mark.parametrize("fault", list(AnswerFault))
def test_each_fault_of_an_answer_has_a_sentence(fault: AnswerFault) -> None:
    assert describe_answer_fault(fault).endswith(".")


@pytest.mark.parametrize("why", [why for why in Why if why is not Why.NAME])
def test_each_reason_of_a_search_is_said(why: Why) -> None:
    assert why_found(why, "cohen")


def test_a_name_that_looks_like_code_stands_as_it_is() -> None:
    assert "<b>" in why_found(Why.SOUND, "<b>")


@pytest.mark.parametrize("status", list(Status))
def test_each_state_of_a_registration_has_a_word(status: Status) -> None:
    assert status_word(status.value) != status.value


@pytest.mark.parametrize(
    "outcome",
    [
        d.Blocked(attendee(), "police"),
        d.Unpaid(attendee(), "120 USD"),
        d.NeedsAnswer(attendee(), (Question("q", "p1", "Photo consent"),)),
    ],
)
def test_what_holds_somebody_up_says_what_to_do(outcome: d.Outcome) -> None:
    banner = describe(Verdict(outcome, EIGHT))
    fact = {"blocked": "police", "unpaid": "120 USD", "needs_answer": "Photo consent"}
    assert fact[outcome.slug] in banner.sentence
    assert "_" not in recent_line(RecentRow(refusal(outcome.slug), "Noa"), EIGHT)


def refusal(word: str) -> VerdictRow:
    return VerdictRow("a", 1, EIGHT, word, "in", "Main entrance", "Desk A", "", None, "r1")


@pytest.mark.parametrize("cause", t.Cause)
def test_each_cause_has_words_of_its_own(cause: t.Cause) -> None:
    assert cause_text(cause)
    assert len(list(t.Cause)) == len({cause_text(other) for other in t.Cause})


def test_what_the_system_says_itself_stands_as_it_came() -> None:
    assert cause_text("Permission denied") == "Permission denied"
    assert cause_text("too large") == "it is too large"
    assert describe_failure(t.FileUnreadable(path="a.csv", reason=t.Cause.TOO_LARGE)).sentence == (
        "a.csv cannot be read: it is too large."
    )


@pytest.mark.parametrize("fault", PrinterFault)
def test_each_fault_of_a_printer_has_a_sentence(fault: PrinterFault) -> None:
    assert reason_text(fault) not in ("", fault.value)


def test_a_spooler_speaks_for_itself() -> None:
    assert reason_text("media-empty-error") == "media-empty-error"
    assert reason_text("takes no jobs") == "it takes no jobs"
    assert reason_text("") == ""


def test_what_people_typed_is_never_taken_for_a_cause() -> None:
    text = describe_failure(t.NoSuchProgramme(code="no file", known=["NIPERM"]))
    assert "“no file”" in text.sentence


def test_a_check_in_days_before_the_programme_asks_whether_it_is_the_right_one() -> None:
    early = d.Admitted(attendee(), point(), NINE, begins="2026-12-02")
    banner = describe(Verdict(early, NINE))
    assert (banner.tone, banner.headline) == (Tone.LOOK, "Checked in early")
    assert banner.sentence.endswith(
        "This programme begins on Wednesday 2 December: is it the right one?"
    )


def test_who_was_never_seen_leaving_is_welcomed_back() -> None:
    back = d.Admitted(attendee(), point(), NINE, unseen=inside())
    banner = describe(Verdict(back, NINE))
    assert (banner.tone, banner.headline) == (Tone.YES, "Welcome back")
    assert "and never seen leaving" in banner.sentence


def test_who_was_never_seen_leaving_has_a_line_of_their_own() -> None:
    line = spot_line(Spot(UNSEEN, "", UNSEEN, 0, 2, 0))
    assert (line.title, line.below, line.end) == (
        "Not seen leaving",
        "on an earlier day, and not since",
        "2",
    )
    gone = attendee(unseen=inside(EIGHT))
    seen = inside_line(gone, is_booked=True)
    assert seen.end.startswith("Seen ")
    assert seen.tone == "look"
