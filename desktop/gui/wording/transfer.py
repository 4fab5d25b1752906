"""What people read about a guest list: problems by row, and what an import did."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

from desktop.domain.attendees.mail import Letter
from desktop.gui.wording.causes import cause_text
from desktop.gui.wording.translation import tr
from desktop.workflows.attendees.photos import PhotosTaken
from desktop.workflows.attendees.tickets import CameBack
from desktop.workflows.transfer.guest_list import GuestList, Overview, Problem, ProblemKind
from desktop.workflows.transfer.progress import Progress

_PHOTOS_NAMED = 6


def describe_problem(problem: Problem) -> str:
    """Say why a row stays out, in a sentence that helps to mend it."""
    sentences = _of_cells() | _of_rows() | _of_codes()
    return sentences[problem.reason].format(detail=problem.detail)


def _of_cells() -> dict[ProblemKind, str]:
    """Word what one cell got wrong, or says of somebody who is known."""
    return {
        ProblemKind.NO_NAME: tr("There is no name in this row."),
        ProblemKind.BAD_EMAIL: tr("“{detail}” is not an email address; it was left out."),
        ProblemKind.SECOND_EMAIL: tr("A second address was left out: {detail}."),
        ProblemKind.BAD_PHONE: tr("“{detail}” is not a phone number; it was left out."),
        ProblemKind.NO_REAL_NAME: tr("“{detail}” was taken for no name."),
        ProblemKind.TIME_UNREAD: tr(
            "“{detail}” is neither a time that can be read nor a yes, so nothing was made of it."
        ),
        ProblemKind.LIKE_BARRED: tr(
            "{detail} was blocked or cancelled here by hand, and this may be the same person: not "
            "confirmed."
        ),
        ProblemKind.CAME_BARRED: tr(
            "The list has {detail} checked in, who was blocked or cancelled here by hand; nothing "
            "was made of it."
        ),
        ProblemKind.SAID_TWICE: tr(
            "{detail} stands in this file twice, with different states; the later one was taken."
        ),
    }


def _of_rows() -> dict[ProblemKind, str]:
    """Word what is with a whole row."""
    return {
        ProblemKind.OF_MERGED: tr(
            "This ticket was merged into another one of {detail}, so the list's word on it was not "
            "taken."
        ),
        ProblemKind.NOT_THERE: tr(
            "One column says that they came, this one says “{detail}”; they were not checked in."
        ),
        ProblemKind.TOO_MANY_CELLS: tr(
            "The row has more cells than there are columns (“{detail}”): a delimiter inside a "
            "text needs quotation marks."
        ),
        ProblemKind.TOO_LONG: tr("The text is too long ({detail} characters)."),
        ProblemKind.UNREADABLE: tr("“{detail}” has letters that cannot be read in this encoding."),
        ProblemKind.REPEATED: tr(
            "{detail} stands in this file already, and nothing tells the two apart. Add an email, "
            "a phone or a number to both rows."
        ),
        ProblemKind.TAKEN_OUT: tr(
            "{detail} was taken out here by hand after an earlier list, so the row was not taken. "
            "If they are to come, register them by hand."
        ),
        ProblemKind.NOBODY: tr("“{detail}” is about nobody."),
        ProblemKind.ALONE: tr(
            "“{detail}” stands alone in its row: it came in as a guest, and may be a title."
        ),
        ProblemKind.MORE_SEATS: tr("This row stands for {detail} people; one guest was made."),
        ProblemKind.COPIED: tr(
            "This row was copied from another one and only in part typed over ({detail}): nobody "
            "can say whose it is. Empty its muster_id, and write all names and the email."
        ),
    }


def _of_codes() -> dict[ProblemKind, str]:
    """Word what is with a ticket, a code or a number."""
    return {
        ProblemKind.CODE_DAMAGED: tr(
            "A spreadsheet turned this code into {detail}, so the ticket will not scan. Format "
            "the column as text and export again."
        ),
        ProblemKind.CODE_TOO_LONG: tr(
            "The code “{detail}…” is longer than 500 letters, so the ticket will not scan; the "
            "guest got one of Muster's own."
        ),
        ProblemKind.PASSED: tr("This ticket passes on: {detail}."),
        ProblemKind.NUMBER_DAMAGED: tr(
            "A spreadsheet turned this number into {detail}; it was left out. Format the column as "
            "text and export again."
        ),
        ProblemKind.MENDED: tr("The letters of this cell were damaged; it was read as “{detail}”."),
        ProblemKind.CODE_OF_OTHER: tr(
            "This code is one of Muster's for another programme ({detail}); it was left out."
        ),
        ProblemKind.CODE_TAKEN: tr("This code already belongs to {detail}."),
        ProblemKind.CODE_KEPT: tr(
            "This code already belongs to {detail}, so it was left as it was; the rest of the row "
            "was taken."
        ),
    }


def describe_result(progress: Progress) -> str:
    """Say what an import did, in one sentence with figures."""
    counts = tr("{new} new, {changed} changed, {unchanged} as before").format(
        new=progress.new, changed=progress.changed, unchanged=progress.unchanged
    )
    if not progress.rows and not progress.is_stopped:
        return tr("The list has no rows below its header.")
    line = ", ".join([counts, *_asides(progress)])
    if progress.is_stopped:
        return tr("Stopped after {rows} rows: {line}. Import the file again to go on.").format(
            rows=progress.rows, line=line
        )
    return f"{line}."


def _asides(progress: Progress) -> list[str]:
    """Say what was not taken, and what is left for a person."""
    cells = len(progress.problems) - progress.left_out
    told = (
        (progress.left_out, tr("1 row left out"), tr("{count} rows left out")),
        (cells, tr("1 cell left out"), tr("{count} cells left out")),
        (
            len(progress.choices),
            tr("1 decided otherwise by hand"),
            tr("{count} decided otherwise by hand"),
        ),
        (len(progress.missing), tr("1 no longer listed"), tr("{count} no longer listed")),
    )
    return [one if count == 1 else many.format(count=count) for count, one, many in told if count]


def field_label(name: str) -> str:
    """Call a field of a guest list what people call it."""
    labels = {
        "first_name": tr("First name"),
        "last_name": tr("Last name"),
        "full_name": tr("Full name"),
        "first_name_hebrew": tr("First name in Hebrew"),
        "last_name_hebrew": tr("Last name in Hebrew"),
        "full_name_hebrew": tr("Full name in Hebrew"),
        "nickname": tr("Nickname"),
        "delegation": tr("Delegation"),
        "amount_due": tr("Amount due"),
        "paid_at": tr("Paid at"),
        "is_cancelled": tr("Cancelled: yes or no"),
        "is_blocked": tr("Blocked: yes or no"),
        "is_paid": tr("Paid: yes or no"),
        "is_approved": tr("Approved: yes or no"),
        "block_reason": tr("Blocked because"),
        "sessions_waiting": tr("Sessions waited for"),
        "email": tr("Email"),
        "phone": tr("Phone"),
        "organization": tr("Organisation"),
        "title": tr("Job title"),
        "country": tr("Country"),
        "community": tr("Community"),
        "diet": tr("Meals and diet"),
        "needs": tr("Special needs"),
        "external_id": tr("Attendee number"),
        "order_ref": tr("Order number"),
        "ticket_type": tr("Ticket type"),
        "tags": tr("Tags"),
        "notes": tr("Notes"),
        "attention": tr("Special attention"),
        "sessions": tr("Sessions"),
        "registered_at": tr("Registered at"),
        "valid_from": tr("Valid from"),
        "valid_until": tr("Valid until"),
        "status": tr("Status"),
        "qr_code": tr("Ticket code"),
        "checked_in": tr("Checked in: yes or no"),
        "checked_in_at": tr("Checked in at"),
        "checked_out_at": tr("Checked out at"),
    }
    return labels[name]


def file_facts(guests: GuestList, overview: Overview) -> str:
    """Say how a file is written and how much of it is good."""
    if guests.table.worksheet:
        facts = tr("{rows} rows • sheet “{sheet}”").format(
            rows=overview.rows, sheet=guests.table.worksheet
        )
        return facts + _bad_rows(overview)
    delimiters = {",": tr("comma"), ";": tr("semicolon"), "\t": tr("tab"), "|": tr("bar")}
    facts = tr("{rows} rows • {encoding}, {delimiter} between cells").format(
        rows=overview.rows,
        encoding=guests.table.encoding.name.upper(),
        delimiter=delimiters[guests.table.delimiter],
    )
    return facts + _bad_rows(overview)


def _bad_rows(overview: Overview) -> str:
    count = overview.left_out
    if not count:
        return ""
    return " • " + tr("{count} rows cannot be imported").format(count=count)


def saved_text(target: Path) -> str:
    """Say where a file was saved."""
    return tr("Saved: {}").format(target)


def problem_line(problem: Problem) -> str:
    """Say why a row or cell stays out, and of a whole row that it does."""
    sentence = describe_problem(problem)
    return tr("Left out: {reason}").format(reason=sentence) if problem.is_row_out else sentence


class LetterParts(NamedTuple):
    """What stands above a letter, and what is attached to it."""

    head: str
    attached: str


def letter_parts(letter: Letter, number: int, count: int) -> LetterParts:
    """Say to whom a letter goes, what it is about, and what hangs on it."""
    head = tr("{number} of {count} · To: {to}\nSubject: {subject}").format(
        number=number, count=count, to=letter.to, subject=letter.subject
    )
    attached = tr("Attached: {file}").format(file=letter.file_name)
    if letter.sessions:
        titles = ", ".join(letter.sessions)
        attached += "; " + tr("sessions.ics with {titles}").format(titles=titles)
    return LetterParts(head, attached)


def came_back_line(back: CameBack) -> str:
    """Say whose mail is marked as come back, and which addresses are nobody's here."""
    named = ", ".join(back.names[:_PHOTOS_NAMED])
    if (more := len(back.names) - _PHOTOS_NAMED) > 0:
        named = tr("{names} and {count} more").format(names=named, count=more)
    parts = [tr("Marked: {names}.").format(names=named) if named else tr("Nobody was marked.")]
    if back.unknown:
        sentence = tr("No ticket was mailed to {addresses}.")
        parts.append(sentence.format(addresses=", ".join(back.unknown[:_PHOTOS_NAMED])))
    return " ".join(parts)


def photos_taken_whole(photos: PhotosTaken) -> str:
    """Say it with each file that was left out by its name."""
    return photos_taken_line(photos, sys.maxsize)


def photos_taken_line(photos: PhotosTaken, most: int = _PHOTOS_NAMED) -> str:
    """Say what came of a folder of photos, and which files were left out and why.

    Args:
        photos: what came of it.
        most: so many of a kind are named.
    """
    parts = [tr("{count} photos taken.").format(count=photos.taken)]
    why = [
        tr("{name} ({reason})").format(name=name, reason=cause_text(reason))
        for name, reason in photos.unreadable
    ]
    for names, sentence in (
        (photos.nobody, tr("Nobody has this name: {names}.")),
        (photos.several, tr("Several people have this name: {names}.")),
        (why, tr("Cannot be used: {names}.")),
        (photos.again, tr("Another picture of the same person came first: {names}.")),
        (photos.others, tr("No pictures: {names}.")),
        (photos.folders, tr("Folders inside, not looked into: {names}.")),
    ):
        if names:
            more = len(names) - most
            named = ", ".join(names[:most])
            if more > 0:
                named = tr("{names} and {count} more").format(names=named, count=more)
            parts.append(sentence.format(names=named))
    return " ".join(parts)
