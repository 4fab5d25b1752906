"""Every verdict, problem and trouble has plain words."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.domain import decision as d
from desktop.domain import trouble as t
from desktop.domain.fields import IMPORT_FIELDS
from desktop.domain.registration import Status
from desktop.gui.wording.imports import describe_problem, describe_result, field_label
from desktop.gui.wording.people import desk_notes, standing
from desktop.gui.wording.troubles import describe_trouble
from desktop.gui.wording.verdicts import Tone, describe, recent_line, tone_of
from desktop.store.verdicts import VerdictRow
from desktop.workflows.desk import RecentRow, Verdict
from desktop.workflows.guest_list import Problem, Reason
from desktop.workflows.import_list import Progress
from tests.support.builders import EIGHT, MINUTE, NINE, attendee, inside, person, point

OUTCOMES = [
    (d.Admitted(attendee(), point(), NINE), Tone.YES),
    (d.Admitted(attendee(), point(), NINE, again=True), Tone.YES),
    (d.CheckedOut(attendee(), point(), NINE), Tone.YES),
    (d.AlreadyIn(attendee(), EIGHT, "Desk B", "Main entrance"), Tone.LOOK),
    (d.NotIn(attendee(), None), Tone.LOOK),
    (d.NotIn(attendee(), EIGHT), Tone.LOOK),
    (d.NotConfirmed(attendee(), Status.WAITLISTED), Tone.LOOK),
    (d.Cancelled(attendee()), Tone.NO),
    (d.Replaced(attendee(), "badge", EIGHT), Tone.NO),
    (d.Replaced(attendee(), "ticket", EIGHT), Tone.NO),
    (d.WrongProgramme(None, "Spring panel"), Tone.NO),
    (d.UnknownCode("x" * 300), Tone.NO),
    (d.Found(attendee()), Tone.CALM),
]


@pytest.mark.parametrize(("outcome", "tone"), OUTCOMES)
def test_each_outcome_has_a_tone_two_words_and_a_sentence(outcome: d.Outcome, tone: Tone) -> None:
    banner = describe(Verdict(outcome, NINE))
    assert banner.tone is tone
    assert 1 <= len(banner.headline.split()) <= 3
    assert banner.sentence.endswith(".")
    assert "{" not in banner.sentence + banner.aside
    assert len(banner.aside) < 100
    if tone is not Tone.CALM:
        assert tone_of(outcome.word) is tone


def test_a_refusal_says_who_where_when_and_what_to_do() -> None:
    outcome = d.AlreadyIn(attendee(), EIGHT, "Desk B", "Main entrance")
    sentence = describe(Verdict(outcome, NINE)).sentence
    assert "Desk B" in sentence
    assert "Main entrance" in sentence
    assert "Let in again, or call a lead" in sentence


def test_yesterday_is_said_with_its_date() -> None:
    outcome = d.AlreadyIn(attendee(), EIGHT, "Desk B", "Main entrance")
    assert "Nov" in describe(Verdict(outcome, EIGHT + 30 * 60 * MINUTE)).sentence


TROUBLES = [
    kind
    for kind in vars(t).values()
    if isinstance(kind, type) and issubclass(kind, t.Trouble) and kind is not t.Trouble
]


@pytest.mark.parametrize("kind", TROUBLES)
def test_each_trouble_has_a_title_a_sentence_and_no_gaps(kind: type[t.Trouble]) -> None:
    facts = dict.fromkeys(
        ("path", "reason", "code", "known", "name", "column", "columns", "field", "fields"), "X"
    )
    text = describe_trouble(kind(**facts))
    assert text.title
    assert text.sentence != describe_trouble(t.Trouble()).sentence
    assert "{" not in text.line


@pytest.mark.parametrize("reason", Reason)
def test_each_problem_has_a_sentence(reason: Reason) -> None:
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
