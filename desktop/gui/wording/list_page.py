"""What people read on the page of a guest list: before it is taken in, meanwhile and after."""

from __future__ import annotations

from desktop.domain.attendees.registration import Status
from desktop.domain.attendees.status_words import CHECKED_IN
from desktop.gui.wording.attendees import status_word
from desktop.gui.wording.codes import describe_reading
from desktop.gui.wording.lists import (
    WORDS_NAMED,
    choice_sentence,
    encoding_name,
    no_header_text,
    part_text,
)
from desktop.gui.wording.translation import tr
from desktop.workflows.transfer.guest_list import FileKind, GuestList
from desktop.workflows.transfer.progress import Progress
from desktop.workflows.transfer.try_ticket import TicketTry


def standing_text(meaning: str) -> tuple[str, str]:
    """Say what a status means at the door, with its tone."""
    if meaning in (Status.CANCELLED, Status.BLOCKED):
        return tr("stays out"), "no"
    if meaning == Status.WAITLISTED:
        return tr("waits"), "look"
    if meaning in (Status.PENDING, Status.INVITED):
        return tr("ask the desk"), "look"
    return (tr("has come"), "yes") if meaning == CHECKED_IN else (tr("may enter"), "yes")


def take_in_text(count: int | None) -> str:
    """Say on the button what it does; how many is not known while the list is walked through."""
    if count is None:
        return tr("Take the list in")
    return (
        tr("Take in 1 person") if count == 1 else tr("Take in {count} people").format(count=count)
    )


def people_text(count: int) -> str:
    """Count the rows of a list beside its name."""
    return tr("1 row") if count == 1 else tr("{count} rows").format(count=f"{count:,}")


def counts_of(progress: Progress) -> list[tuple[str, str, str]]:
    """Give the figures of a list beside what is here: number, word and tone."""
    told = (
        (progress.new, tr("new"), "yes"),
        (progress.changed, tr("changed"), ""),
        (progress.unchanged, tr("as before"), ""),
        (len(progress.missing), tr("missing here"), "look"),
        (progress.left_out, tr("left out"), "no"),
    )
    return [(f"{count:,}", word, tone if count else "") for count, word, tone in told]


def hands_lines(progress: Progress) -> tuple[str, str]:
    """Say how many things that a hand decided stay, and name the first ones."""
    count = len(progress.choices)
    title = (
        tr("1 was decided by hand and stays")
        if count == 1
        else tr("{count} were decided by hand and stay").format(count=count)
    )
    return title, " • ".join(map(choice_sentence, progress.choices[:2]))


def missing_lines(progress: Progress) -> tuple[str, str]:
    """Say how many of the last list are not in this one, and what becomes of them."""
    count = len(progress.missing)
    title = (
        tr("1 of an earlier list is not in this one")
        if count == 1
        else tr("{count} of earlier lists are not in this one").format(count=count)
    )
    kept = tr("They keep their registration until you decide")
    return title, f"{kept}. {part_text()}" if progress.is_part else kept


def written_text(guests: GuestList) -> str:
    """Say how a file is written, in a few words."""
    table = guests.table
    if table.kind is FileKind.SPREADSHEET:
        how = tr("sheet “{sheet}”").format(sheet=table.worksheet)
    elif table.kind is FileKind.WEB_PAGE:
        how = tr("web page")
    else:
        delimiters = {",": tr("comma"), ";": tr("semicolon"), "\t": tr("tab"), "|": tr("bar")}
        encoding = encoding_name(table.encoding.name)
        how = f"{encoding} • {delimiters[table.delimiter]}"
    return f"{how} • {header_text(table.header_row)}"


def header_text(row: int) -> str:
    """Say which row names the columns."""
    return tr("header in row {row}").format(row=row) if row else tr("no header")


def understood_text(guests: GuestList) -> str:
    """Say how many columns are understood."""
    columns = [header for header in guests.table.headers if header]
    return tr("{known} of {count} columns understood").format(
        known=len(guests.mapping), count=max(len(columns), len(guests.mapping))
    )


def ticket_sentence(tried: TicketTry) -> tuple[str, str]:
    """Say whom a ticket that was tried fits, or which column would fit; with its tone."""
    if len(tried.names) == 1:
        sentence = tr("Fits 1 of {rows}: {name}").format(
            rows=f"{tried.rows:,}", name=tried.names[0] or tr("no name")
        )
        how = describe_reading(tried.steps, tried.layout)
        if tried.status in ("", Status.REGISTERED):
            return f"{sentence}. {how}" if how else sentence, "yes"
        return f"{sentence}, {status_word(tried.status).lower()}", "look"
    if tried.names:
        sentence = tr("Fits {count} of {rows}, so the door would have to ask: {names}")
        names = ", ".join(tried.names[:WORDS_NAMED])
        return sentence.format(count=len(tried.names), rows=tried.rows, names=names), "look"
    if tried.column:
        sentence = tr("It stands in the column “{column}”: say that this is the ticket code.")
        return sentence.format(column=tried.column), "look"
    return tr("“{code}” stands nowhere in this list.").format(code=tried.code[:40]), "no"


def letters_choice(codec: str, name: str) -> str:
    """Offer a way of reading letters by a name as it would be."""
    return tr("“{name}” ({encoding})").format(name=name, encoding=encoding_name(codec))


def taking_text(file: str, progress: Progress, total: int) -> str:
    """Say at the foot how far a list is taken in."""
    sentence = tr("Taking in {file}: {done} of {total}")
    return sentence.format(file=file, done=f"{progress.rows:,}", total=f"{total:,}")


def unfinished_text(files: list[str]) -> str:
    """Say that an import was cut off, and how it goes on."""
    return tr("The import of {file} was cut off. Open the file again (Ctrl+I): it goes on.").format(
        file=files[0]
    )


def goes_on_text(rows: int) -> str:
    """Say that an import of the same file stopped, and goes on."""
    sentence = tr("An import of this file stopped after {rows} rows. It goes on from there.")
    return sentence.format(rows=f"{rows:,}")


def no_names_text(guests: GuestList) -> str:
    """Ask which column holds the names."""
    question = tr("Say below which column holds the name.")
    return f"{no_header_text()} {question}" if not guests.table.header_row else question


def unknown_words_text(count: int) -> str:
    """Count the words for a status that are not understood; nothing where all are."""
    if not count:
        return ""
    return (
        tr("1 not understood") if count == 1 else tr("{count} not understood").format(count=count)
    )


def cancelled_text(count: int) -> str:
    """Say that people were cancelled."""
    return tr("1 cancelled.") if count == 1 else tr("{count} cancelled.").format(count=count)


def cancel_missing_text(count: int) -> str:
    """Offer to cancel who is missing, with their number."""
    return tr("Cancel who is missing ({count})").format(count=count)


def take_into_text(code: str) -> str:
    """Offer to take a list into a programme that is there."""
    return tr("Take in to {code}").format(code=code)


def found_source_text(name: str) -> str:
    """Say of which earlier list a list was found to be the next."""
    return tr("As found: {name}").format(name=name) if name else tr("Which list: as found")


def looking_text() -> str:
    """Say that a list is still walked through."""
    return tr("looking…")


def taken_text(programme: str, result: str) -> str:
    """Say that a list was taken in, where, and what came of it."""
    return tr("Taken in to {programme}: {result}").format(programme=programme, result=result)


def one_file_text(file: str) -> str:
    """Say that of several files one was opened."""
    return tr("One list at a time: {file} was opened.").format(file=file)


def not_ready_text(*, has_list: bool, has_code: bool) -> str:
    """Say why a list cannot be taken in yet."""
    if not has_list:
        return tr("Say first which file it is.")
    if not has_code:
        return tr("Say below which programme they come to: a short code, such as NIPERM.")
    return tr("Nothing is taken in yet; what is open is asked above the columns.")


def reading_text(file: str) -> str:
    """Say that a file is being read."""
    return tr("reading {file}…").format(file=file)


def no_rows_text() -> str:
    """Say that a list is empty below its header."""
    return tr("The list has no rows below its header.")


def nothing_to_try_text() -> str:
    """Say that a ticket can be tried on a list that is open only."""
    return tr("A ticket is tried on a list that is open and not taken in yet.")


def trying_text() -> str:
    """Say what trying a ticket on an open list is."""
    return tr("Scan a ticket of this event, show it to the camera (F8), or type its code. "
              "Nothing is taken in.")  # fmt: skip
