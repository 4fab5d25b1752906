"""What people read of how a list is judged: its words, what is open, who is missing, choices."""

from __future__ import annotations

from typing import NamedTuple

from desktop.domain.attendees.status_words import CHECKED_IN
from desktop.gui.wording.attendees import status_word
from desktop.gui.wording.transfer import field_label
from desktop.gui.wording.translation import tr
from desktop.workflows.transfer.doubts import Doubt, DoubtfulLetters, OpenDates, OtherList
from desktop.workflows.transfer.guest_list import GuestList, StatusWord
from desktop.workflows.transfer.import_rules import Choice
from desktop.workflows.transfer.letters import Letters
from desktop.workflows.transfer.progress import Progress

WORDS_NAMED = 5


class Note(NamedTuple):
    """A line of the table below a list: row, column and sentence, each as text."""

    row: str
    column: str
    text: str


def meaning_text(meaning: str) -> str:
    """Say what a word for a status is taken for."""
    return tr("Checked in") if meaning == CHECKED_IN else status_word(meaning)


def status_line(word: StatusWord) -> str:
    """Say of a word in how many rows it stands and what it was taken for."""
    if not word.is_known:
        sentence = tr("“{word}” in {rows}: not understood, so not confirmed")
    else:
        sentence = tr("“{word}” in {rows}: {meaning}")
    meaning = meaning_text(word.meaning).lower()
    return sentence.format(word=word.word, rows=rows_text(word.rows), meaning=meaning)


def doubt_sentence(doubt: Doubt) -> str:
    """Say what a list leaves open, as a question."""
    if isinstance(doubt, OtherList):
        return tr(
            "This list has the columns of “{name}”, but only {known} of its people are known from "
            "there. Is it another list, or a new event?"
        ).format(name=doubt.name, known=f"{doubt.known}/{doubt.looked_at}")
    if isinstance(doubt, OpenDates):
        return tr("Is 3/4/2026 in March or in April? The dates in {columns} do not tell.").format(
            columns=", ".join(f"“{column}”" for column in doubt.columns)
        )
    if isinstance(doubt, DoubtfulLetters):
        return letters_question(doubt.letters)
    rows = sum(word.rows for word in doubt.words)
    named = ", ".join(
        tr("“{word}” ({rows})").format(word=word.word, rows=word.rows)
        for word in doubt.words[:WORDS_NAMED]
    )
    more = len(doubt.words) - WORDS_NAMED
    named = f"{named}, +{more}" if more > 0 else named
    return tr(
        "The status of {count} of {rows} people is not understood: {words}. May they come?"
    ).format(count=rows, rows=doubt.rows, words=named)


def letters_question(letters: Letters) -> str:
    """Ask by a name which way of writing letters is the right one."""
    ways = [(letters.encoding, letters.names), *letters.others]
    named = tr(" or ").join(
        tr("“{name}” ({encoding})").format(name=names[0], encoding=encoding_name(codec))
        for codec, names in ways[:WORDS_NAMED]
    )
    return tr("How are the letters meant: {ways}?").format(ways=named)


def letters_sentence(letters: Letters) -> str:
    """Say how letters are read, with names that show whether that is right."""
    names = ", ".join(letters.names)
    if letters.is_twice:
        return tr("The letters were encoded twice; they are read as: {names}").format(names=names)
    if letters.is_mixed:
        return tr("The letters are written in two ways; they are read as: {names}").format(
            names=names
        )
    return tr("Letters read as {encoding}: {names}").format(
        encoding=encoding_name(letters.encoding), names=names
    )


def encoding_name(codec: str) -> str:
    """Call an encoding what people may know it by."""
    names = {
        "utf-8": tr("UTF-8"),
        "utf-16": tr("UTF-16"),
        "utf-16-le": tr("UTF-16"),
        "utf-16-be": tr("UTF-16"),
        "cp1252": tr("Western"),
        "cp1250": tr("Central European"),
        "cp1254": tr("Turkish"),
        "cp1257": tr("Baltic"),
        "cp1255": tr("Hebrew"),
        "cp862": tr("Hebrew of DOS"),
        "cp1251": tr("Cyrillic"),
        "cp866": tr("Cyrillic of DOS"),
        "koi8_r": tr("Cyrillic KOI8"),
        "mac_cyrillic": tr("Cyrillic of Macs"),
        "cp1256": tr("Arabic"),
        "cp1253": tr("Greek"),
        "cp874": tr("Thai"),
        "mac_roman": tr("Western of Macs"),
        "cp850": tr("Western of DOS"),
        "cp852": tr("Central European of DOS"),
        "iso8859_2": tr("Central European ISO"),
        "iso8859_7": tr("Greek ISO"),
        "cp737": tr("Greek of DOS"),
        "koi8_u": tr("Ukrainian KOI8"),
        "iso8859_5": tr("Cyrillic ISO"),
        "iso8859_6": tr("Arabic ISO"),
        "euc_jp": tr("Japanese EUC"),
        "gb18030": tr("Chinese GB"),
        "big5": tr("Chinese Big5"),
        "cp932": tr("Japanese"),
        "cp949": tr("Korean"),
    }
    return names.get(codec, codec.upper())


def judgement_lines(guests: GuestList, progress: Progress) -> list[Note]:
    """List what an import left to a person: choices, who is missing, columns not read."""
    lines = [
        Note(str(choice.row), field_label(choice.field), choice_sentence(choice))
        for choice in progress.choices
    ]
    lines += [
        Note("", "", tr("{name} is no longer on this list and was kept.").format(name=person.name))
        for person in progress.missing
    ]
    return lines + layout_lines(guests)


def layout_lines(guests: GuestList) -> list[Note]:
    """List what to know of how a file is laid out and written."""
    return [Note("", "", sentence) for sentence in layout_sentences(guests)]


def layout_sentences(guests: GuestList) -> list[str]:
    """Say what to know of how a file is laid out and written."""
    sentences = []
    if not guests.table.header_row:
        sentences.append(no_header_text())
    if guests.letters:
        sentences.append(letters_sentence(guests.letters))
    if guests.table.others:
        sheets = ", ".join(f"“{sheet}”" for sheet in guests.table.others)
        sentences.append(tr("Further sheets hold people and are not read: {}.").format(sheets))
    if names := guests.other_names:
        named = ", ".join(f"“{column}”" for column in names)
        sentences.append(tr("Names in these columns are not read: {}.").format(named))
    if columns := guests.overlooked:
        sentences.append(overlooked_sentence(columns))
    return sentences


def no_header_text() -> str:
    """Say that no row names the columns."""
    return tr("No row names the columns, so the first row is a guest and columns have numbers.")


def choice_sentence(choice: Choice) -> str:
    """Say what a hand decided and what the list says instead."""
    return tr("{name}, {field}: {ours} was decided by hand, the list says {theirs}").format(
        name=choice.name,
        field=field_label(choice.field).lower(),
        ours=_value(choice.field, choice.ours),
        theirs=_value(choice.field, choice.theirs),
    )


def missing_sentence(progress: Progress) -> str:
    """Say how many people are no longer on the list; nothing where all are."""
    count = len(progress.missing)
    if not count:
        return ""
    if count == 1:
        sentence = tr("1 person is no longer on this list and was kept.")
    else:
        sentence = tr("{count} people are no longer on this list and were kept.")
    sentence = sentence.format(count=count)
    if progress.is_part:
        sentence += " " + part_text()
    return sentence


def part_text() -> str:
    """Say that a list looks like only a part of what it was."""
    return tr("This looks like a part, or another list.")


def overlooked_sentence(columns: list[str]) -> str:
    """Name columns that may say who comes and that were not read."""
    named = ", ".join(f"“{column}”" for column in columns)
    return tr("Not read, though it may say who may come: {columns}.").format(columns=named)


def _value(field: str, value: str) -> str:
    if not value:
        return tr("nothing")
    return status_word(value).lower() if field == "status" else f"“{value}”"


def unknown_text() -> str:
    """Say of a word that it was not understood."""
    return tr("not understood")


def rows_text(count: int) -> str:
    """Count rows."""
    return tr("1 row") if count == 1 else tr("{count} rows").format(count=count)
