"""Why something failed or a field is wrong, in plain words.

What a system or server says itself stands as it is.
"""

from __future__ import annotations

from desktop.domain.checks import Fault
from desktop.domain.failures import Cause
from desktop.domain.programme.questions import Fault as AnswerFault
from desktop.gui.wording.translation import tr


def cause_text(reason: str) -> str:
    """Word a cause that Muster told; give any other reason as it came."""
    return {**_of_files(), **_of_others()}.get(reason, reason)


def _of_files() -> dict[str, str]:
    """Word what is with a file."""
    return {
        Cause.TOO_LARGE: tr("it is too large"),
        Cause.TOO_MANY_PIXELS: tr("it has too many pixels"),
        Cause.NO_PICTURE: tr("it is no picture that can be read"),
        Cause.HEIC: tr(
            "it is a HEIC or AVIF picture, as phones keep them, and cannot be read here; send it "
            "as JPEG (iPhone: Settings, Camera, Formats, Most Compatible)"
        ),
        Cause.NO_CALENDAR: tr("it is no calendar, or is damaged"),
        Cause.SEVERAL_CALENDARS: tr(
            "the archive holds several calendars; unpack it and choose one of them"
        ),
        Cause.NO_EVENTS: tr("it has no events"),
        Cause.NO_SPREADSHEET: tr("it is no spreadsheet, so it has no sheets"),
        Cause.NO_PLAIN_TEXT: tr("it is no text in UTF-8"),
        Cause.NO_FILE: tr("it is a folder or a device"),
        Cause.NO_ORDINARY_FILE: tr("it is a folder, a pipe or a device, not an ordinary file"),
        Cause.NAME_NOT_UTF8: tr(
            "its name, or that of a folder it lies in, is not written in UTF-8"
        ),
        Cause.NO_SUCH_SHEET: tr("it has no such sheet with rows"),
        Cause.PROTECTED: tr("it is protected with a password; save it without one"),
        Cause.DAMAGED: tr("it is damaged; export it again"),
        Cause.UNKNOWN_ENCODING: tr("no encoding of that name is known, such as cp1252 or utf-8"),
        Cause.DISK_TOOK_PART: tr("the disk did not take the whole file"),
        Cause.NOT_PAINTED: tr("it cannot be painted"),
        Cause.NO_PERMISSION: tr("no permission"),
        Cause.NO_STORE: tr("not a Muster store"),
        Cause.TOO_MANY_ROWS: tr("a spreadsheet takes 1,048,575 rows; save it as CSV"),
        Cause.TOO_LONG_A_TEXT: tr(
            "a text is longer than the 32,766 letters that a spreadsheet takes; save it as CSV"
        ),
    }


def _of_others() -> dict[str, str]:
    """Word what is with hubs, mail and printers."""
    return {
        Cause.NEWER_HUB: tr("a newer Muster made it"),
        Cause.NOT_ADMITTED: tr("its owner has not admitted this role (command: admit)"),
        Cause.HUB_BUSY: tr("somebody is at work in its tables; try again in a moment"),
        Cause.NO_MAIL: tr("mail is not set up in this program"),
        Cause.HUNG_UP: tr("it hung up"),
        Cause.BAD_ADDRESS: tr("this is no address that mail can go to"),
        Cause.APP_PASSWORD: tr(
            "Google takes no ordinary password here: make an app password (Google account, "
            "Security, 2-step verification, App passwords) and use that"
        ),
        Cause.NO_PASSWORDS: tr(
            "Microsoft takes no passwords from programs any more: use another server, or write "
            "the tickets as files and send them from Outlook by a mail merge"
        ),
        Cause.NO_PRINTERS: tr("there are no printers here"),
        Cause.LABELS_ONLY: tr("it prints labels, and a list needs sheets of paper"),
    }


def describe_fault(fault: Fault) -> str:
    """Say what is wrong with a field, and what would be right."""
    sentences = {
        Fault.NO_NAME: tr("A name is needed, in either script."),
        Fault.MISSING: tr("This is needed."),
        Fault.BAD_EMAIL: tr("This is no email address; one looks like name@example.org."),
        Fault.BAD_PHONE: tr("This is no phone number."),
        Fault.BAD_AMOUNT: tr("Write an amount with its currency, such as 120 USD."),
        Fault.TOO_LONG: tr("This is too long."),
        Fault.NOT_A_DATE: tr(
            "Write the day so that it can be read in one way only: 2 Dec 2026 or 2026-12-02."
        ),
        Fault.NOT_A_TIME: tr("Write day and time, such as 2 Dec 2026 9:00."),
        Fault.ENDS_EARLY: tr("The end lies before the beginning."),
        Fault.NOT_A_COUNT: tr("Write a number of people, or leave it empty for no limit."),
        Fault.NOT_HOURS: tr("Write hours, such as 1.5."),
        Fault.UNKNOWN_ZONE: tr("There is no such time zone; one is Asia/Jerusalem."),
        Fault.BAD_PIN: tr(
            "A PIN has six digits or more, not in a row, or is a word of six letters."
        ),
        Fault.NOT_MINUTES: tr("Write minutes, such as 30, or leave it empty."),
        Fault.NOT_A_CLOCK: tr("Write a time of day, such as 8:30."),
        Fault.NOT_DAYS: tr("Write weekdays or days, such as Tue, Thu or 2 Dec 2026."),
        Fault.NOT_TYPE_DAYS: tr(
            "Write a type and its days on each line, such as Day ticket = 2026-12-02."
        ),
        Fault.NOT_A_YEAR: tr("Write a year, such as 2026."),
        Fault.NOT_A_NUMBER: tr("Write a number, such as 12 or 2.5."),
        Fault.TOO_SMALL: tr("This is less than the least number."),
        Fault.NO_ZONE: tr(
            "The programme has no time zone, so this time cannot be told: choose one under Facts."
        ),
        Fault.TWICE: tr("It stands there twice."),
        Fault.CUT_OFF: tr("The file is cut off within it."),
        Fault.REPEATS: tr(
            "Its rule for repeating cannot be read, repeats far too often, or has no end while the "
            "programme has no days (Facts)."
        ),
        Fault.OUTSIDE: tr("None of its times is within the programme's days."),
        Fault.TAKEN: tr("Another one has this already."),
    }
    return sentences[fault]


def describe_answer_fault(fault: AnswerFault) -> str:
    """Say what is wrong with an answer."""
    sentences = {
        AnswerFault.MISSING: tr("An answer is needed."),
        AnswerFault.NOT_A_CHOICE: tr("Choose one of the answers."),
        AnswerFault.NOT_A_DATE: tr(
            "Write the day so that it can be read in one way only: 2 Dec 2026 or 2026-12-02."
        ),
        AnswerFault.NOT_A_NUMBER: tr("Write a number, such as 12 or 2.5."),
        AnswerFault.TOO_SMALL: tr("This number is too small."),
        AnswerFault.TOO_LARGE: tr("This number is too large."),
        AnswerFault.NOT_AGREED: tr("Nobody comes in without agreeing."),
        AnswerFault.TOO_LONG: tr("This is too long."),
    }
    return sentences[fault]
