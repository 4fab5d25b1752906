"""A ticket's mail: in the language that somebody has, and never to whom nobody expects."""

from __future__ import annotations

import pytest

from desktop.domain.attendees.mail import (
    MailState,
    MailTemplate,
    fill,
    gets_ticket,
    mail_values,
    state_of,
    unknown_names,
)
from desktop.domain.attendees.registration import Status
from desktop.domain.programme.programme import Programme
from tests.support.builders import attendee, person

WEEK = Programme(
    "p1", "NIPERM", 1, title="Emergency Week", title_hebrew="שבוע חירום", place="Touro"
)
NOA = person(first_name="Noa", last_name="Cohen", first_name_hebrew="נועה",
             last_name_hebrew="כהן")  # fmt: skip


def test_each_language_has_its_name_and_title_where_there_is_one() -> None:
    english = mail_values(attendee(NOA), WEEK, in_hebrew=False)
    hebrew = mail_values(attendee(NOA), WEEK, in_hebrew=True)
    assert (english["name"], english["programme"]) == ("Noa Cohen", "Emergency Week")
    assert (hebrew["name"], hebrew["programme"]) == ("נועה כהן", "שבוע חירום")
    assert english["place"] == hebrew["place"] == "Touro"


def test_without_hebrew_the_other_name_and_title_stand_in_both() -> None:
    plain = attendee(person(first_name="Dan", last_name="Levi"))
    values = mail_values(plain, Programme("p1", "NIPERM", 1, title="Week"), in_hebrew=True)
    assert (values["name"], values["programme"]) == ("Dan Levi", "Week")


def test_names_in_braces_are_filled_and_unknown_ones_stay() -> None:
    assert fill("Dear {name}, {thing}", {"name": "Noa"}) == "Dear Noa, {thing}"
    template = MailTemplate("{programme}", "{name} {nmae}", "{dates} {טעות}")
    assert unknown_names(template) == ["nmae", "טעות"]


@pytest.mark.parametrize(
    ("said", "state"),
    [("", MailState.NONE), ("sent", MailState.SENT), ("failed: no such box", MailState.FAILED),
     ("sending", MailState.SENDING), ("newer word", MailState.NONE)],
)  # fmt: skip
def test_how_far_a_mail_came(said: str, state: MailState) -> None:
    assert state_of(attendee(mail_state=said)) is state


@pytest.mark.parametrize(
    ("status", "gets_one"),
    [(Status.REGISTERED, True), (Status.CANCELLED, False), (Status.BLOCKED, False)],
)
def test_nobody_gets_a_ticket_who_is_not_expected(status: Status, gets_one: bool) -> None:
    assert gets_ticket(attendee(status=status)) is gets_one
