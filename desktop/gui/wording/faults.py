"""What stands beside a field that is wrong, in plain words."""

from __future__ import annotations

from desktop.domain.checks import Fault
from desktop.domain.programme.questions import Fault as AnswerFault
from desktop.gui.wording.translation import tr


def describe_fault(fault: Fault) -> str:
    """Say what is wrong with a field, and what would be right."""
    sentences = {
        Fault.NO_NAME: tr("A name is needed, in either script."),
        Fault.MISSING: tr("This is needed."),
        Fault.BAD_EMAIL: tr("This is no email address; one looks like name@example.org."),
        Fault.BAD_PHONE: tr("This is no phone number."),
        Fault.BAD_AMOUNT: tr("Write an amount with its currency, such as 120 USD."),
        Fault.TOO_LONG: tr("This is too long."),
        Fault.NOT_A_DATE: tr("Write the day as year-month-day, such as 2026-12-02."),
        Fault.NOT_A_TIME: tr("Write day and time, such as 2026-12-02 09:00."),
        Fault.ENDS_EARLY: tr("The end lies before the beginning."),
        Fault.NOT_A_COUNT: tr("Write a number of people, or leave it empty for no limit."),
        Fault.NOT_HOURS: tr("Write hours, such as 1.5."),
        Fault.UNKNOWN_ZONE: tr("There is no such time zone; one is Asia/Jerusalem."),
        Fault.BAD_PIN: tr("A PIN has four to eight digits."),
        Fault.NOT_MINUTES: tr("Write minutes, such as 30, or leave it empty."),
        Fault.TAKEN: tr("Another one has this already."),
    }
    return sentences[fault]


def describe_answer_fault(fault: AnswerFault) -> str:
    """Say what is wrong with an answer."""
    sentences = {
        AnswerFault.MISSING: tr("An answer is needed."),
        AnswerFault.NOT_A_CHOICE: tr("Choose one of the answers."),
        AnswerFault.NOT_A_DATE: tr("Write the day as year-month-day, such as 2026-12-02."),
        AnswerFault.NOT_AGREED: tr("Nobody comes in without agreeing."),
        AnswerFault.TOO_LONG: tr("This is too long."),
    }
    return sentences[fault]
