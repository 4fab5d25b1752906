"""What people read when the world fails: a title, a sentence and what to do."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from desktop.domain import failures as t
from desktop.gui.wording.causes import cause_text
from desktop.gui.wording.lists import doubt_sentence
from desktop.gui.wording.shapes import FailureText
from desktop.gui.wording.store_failures import STORE_TEXTS
from desktop.gui.wording.translation import tr


def describe_failure(failure: t.EnvironmentFailure) -> FailureText:
    """Turn a failure into what people read."""
    facts = {name: _plain(value) for name, value in failure.facts.items()}
    if "reason" in facts:
        facts["reason"] = cause_text(facts["reason"])
    text = _TEXTS[type(failure)]() if type(failure) in _TEXTS else _unknown()
    if isinstance(failure, t.NoSuchProgramme) and failure.facts.get("near"):
        text = replace(text, sentence=text.sentence + " " + tr("Did you mean {near}?"))
    if isinstance(failure, t.ListUnclear):
        doubts = failure.facts["doubts"]
        if isinstance(doubts, tuple):
            facts["doubts"] = " ".join(map(doubt_sentence, doubts))
    if isinstance(failure, t.NotATable):
        text = _not_a_table(str(failure.facts["reason"]))
    if isinstance(failure, t.NoNameColumn):
        text = _no_name_column(has_header=failure.facts.get("header_row") != 0)
    return FailureText(
        text.title, text.sentence.format_map(_Facts(facts)), text.remedy.format_map(_Facts(facts))
    )


class _Facts(dict[str, str]):
    """Facts of a failure; one that is missing is left out of its sentence."""

    def __missing__(self, key: str) -> str:
        return ""


def _plain(value: Any) -> str:
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value)) or tr("none")
    return str(value)


def _unknown() -> FailureText:
    return FailureText(tr("Something is in the way"), tr("The work could not be done."), "")


def _folder_unreachable() -> FailureText:
    return FailureText(
        tr("Folder not there"),
        tr("{path} cannot be used for exchanging: {reason}."),
        tr("Plug the stick in, or choose another folder. What was read until now is saved."),
    )


def _hub_unreachable() -> FailureText:
    return FailureText(
        tr("Hub not reached"),
        tr("The hub {hub} does not answer: {reason}."),
        tr("Everything is saved here; try again when the network is back."),
    )


def _hub_refused() -> FailureText:
    return FailureText(
        tr("Hub refuses"),
        tr("The hub {hub} does not let this desk in: {reason}."),
        tr("Check the address, the password and, over a network, the certificate."),
    )


def _hub_not_owned() -> FailureText:
    return FailureText(
        tr("Only the owner may"),
        tr("Only the role that owns the hub {hub} may bring it up to date; nothing was changed."),
        tr("Ask its owner, or write the owner's name into the address: postgresql://OWNER@…"),
    )


def _no_such_role() -> FailureText:
    return FailureText(
        tr("No such role"),
        tr("The hub's database has no role “{role}” that this is about; nothing was changed."),
        tr("Roles that may be meant: {near}. Capital letters count; CREATE ROLE makes a new one."),
    )


def _file_unreadable() -> FailureText:
    return FailureText(
        tr("File cannot be read"),
        tr("{path} cannot be read: {reason}."),
        tr("Choose another file, or export it again; check that you may open it."),
    )


def _picture_unreadable() -> FailureText:
    return FailureText(
        tr("Picture cannot be used"),
        tr("{path} cannot be used: {reason}."),
        tr("Choose another picture: JPEG or PNG, as a camera or a phone makes them."),
    )


def _file_unwritable() -> FailureText:
    return FailureText(
        tr("File cannot be written"),
        tr("{path} cannot be written: {reason}."),
        tr("Choose another folder or name; nothing was left half-written."),
    )


def _file_there() -> FailureText:
    return FailureText(
        tr("Another file is there"),
        tr("{path} is there already, and Muster did not write it."),
        tr("Choose another name or folder; on the command line --force replaces it."),
    )


def _not_a_table(reason: str = "") -> FailureText:
    kinds = _kinds_of_files()
    if reason in kinds:
        return FailureText(
            tr("Not a guest list"),
            tr("{path} is {kind}, not a table.").replace("{kind}", kinds[reason]),
            tr("Export the guest list as CSV or XLSX and choose that file."),
        )
    if reason == "columns":
        return FailureText(
            tr("Columns not found"),
            tr("{path} has none of the columns that are needed: {columns}."),
            tr("Give its columns these names, then import it again."),
        )
    if reason == "wide":
        return FailureText(
            tr("Not a guest list"),
            tr("{path} has {columns} columns, far more than a guest list."),
            tr("Export it again with the columns that you need, or open it and look."),
        )
    if reason == "no such row":
        return FailureText(
            tr("No such row"),
            tr("{path} has no row {columns}, or it is empty."),
            tr("Say the number of the row that names the columns; 0 for none."),
        )
    if reason == "empty":
        return FailureText(
            tr("Empty file"), tr("{path} is empty."), tr("Export the guest list again.")
        )
    return FailureText(
        tr("Not a guest list"),
        tr("{path} holds no table of text."),
        tr("Export the guest list as CSV or XLSX and choose that file."),
    )


def _kinds_of_files() -> dict[str, str]:
    return {
        "PDF": tr("a PDF"),
        "picture": tr("a picture"),
        "archive": tr("an archive without a list in it that can be read"),
        "database": tr("a database"),
        "contact cards": tr("a file of contact cards (VCF)"),
        "calendar": tr("a calendar (ICS)"),
        "document": tr("a text document"),
        "mail": tr("a mail"),
        "web page": tr("a web page"),
        "XML": tr("an XML file"),
        "XML spreadsheet": tr("a spreadsheet of 2003 (XML)"),
        "JSON": tr("a JSON file"),
    }


def _no_name_column(*, has_header: bool = True) -> FailureText:
    if not has_header:
        return FailureText(
            tr("No header found"),
            tr("No row of {path} names its columns, so they have numbers: {columns}."),
            tr("Say which one holds the name, such as --map first_name=#1, or say --header-row."),
        )
    return FailureText(
        tr("No names found"),
        tr("No column of {path} looks like names. Its columns are: {columns}."),
        tr("Say which column holds the name, such as --map full_name=COLUMN."),
    )


def _unknown_column() -> FailureText:
    return FailureText(
        tr("No such column"),
        tr("The file has no column “{column}”."),
        tr("Its columns are: {columns}."),
    )


def _unknown_field() -> FailureText:
    return FailureText(
        tr("No such field"),
        tr("Muster has no field “{field}”."),
        tr("Its fields are: {fields}."),
    )


def _no_such_programme() -> FailureText:
    return FailureText(
        tr("No such programme"),
        tr("There is no programme “{code}”."),
        tr("Programmes here: {known}."),
    )


def _new_programme() -> FailureText:
    return FailureText(
        tr("A new programme?"),
        tr("There is no programme “{code}” here. Programmes here: {known}."),
        tr("If a new one is meant, say so with --new."),
    )


def _list_unclear() -> FailureText:
    return FailureText(
        tr("The list leaves something open"),
        tr("{doubts}"),
        tr("Nothing was imported."),
    )


def _other_count() -> FailureText:
    return FailureText(
        tr("Not so many"),
        tr("Missing from the list: {count}, not {told}. Nobody was cancelled."),
        tr("Look at who they are, then give that number."),
    )


def _new_point() -> FailureText:
    return FailureText(
        tr("A new check-in point?"),
        tr("There is no check-in point “{name}”, but “{near}”. Points here: {known}."),
        tr("If a new one is meant, say so with --new."),
    )


def _unfit_badges() -> FailureText:
    return FailureText(
        tr("Badges that are not whole"),
        tr("{count} badges would be cut or lose letters: {names}."),
        tr("Mend the names or the template; or print them as they are with --anyway."),
    )


def _second_badges() -> FailureText:
    return FailureText(
        tr("A second badge?"),
        tr("{count} of these people have a badge already, and a new one would void it."),
        tr(
            "Say why with --reason lost, damaged, changed or other; or make only those that are "
            "due with --only not-printed or --only changed."
        ),
    )


def _no_such_template() -> FailureText:
    return FailureText(
        tr("No such template"),
        tr("There is no badge template “{name}”."),
        tr("Templates: {known}."),
    )


def _no_such_media() -> FailureText:
    return FailureText(
        tr("No such badge paper"),
        tr("There is no badge paper “{name}”."),
        tr("Known: {known}."),
    )


def _mail_server_refused() -> FailureText:
    return FailureText(
        tr("Mail server refuses"),
        tr("{host} does not take mail: {reason}."),
        tr(
            "Check server, port, user and password. What was sent is noted, and no mail goes twice."
        ),
    )


def _mail_server_busy() -> FailureText:
    return FailureText(
        tr("Mail server takes no more for now"),
        tr("{host} takes no more mails for a while: {reason}."),
        tr("What was sent is noted. Send the others later, or fewer mails a minute."),
    )


def _recipient_refused() -> FailureText:
    return FailureText(
        tr("Mail refused"), tr("{email} was refused: {reason}."), tr("Check the address.")
    )


def _nothing_to_print() -> FailureText:
    return FailureText(
        tr("Nothing to print"),
        tr("Nobody in {programme} is left to print for."),
        tr("Choose other people, or import a guest list first."),
    )


def _work_stopped() -> FailureText:
    return FailureText(tr("Stopped"), tr("Stopped as you asked. No file was made."), "")


def _no_template() -> FailureText:
    return FailureText(
        tr("No template"),
        tr("“{name}” is no badge template: {reason}."),
        tr("Choose a file that Muster wrote, or one made as docs/badge-templates.md says."),
    )


def _newer_template() -> FailureText:
    return FailureText(
        tr("Made by a newer Muster"),
        tr("A newer Muster made “{name}”; saving it here would lose parts of it."),
        tr("It prints as it is. Save a copy under another name, or update Muster."),
    )


def _no_such_printer() -> FailureText:
    return FailureText(
        tr("No such printer"),
        tr("There is no printer “{name}” here."),
        tr("Printers: {known}."),
    )


def _printer_refused() -> FailureText:
    return FailureText(
        tr("The printer refuses"),
        tr("{printer} took nothing: {reason}."),
        tr("Look at the printer, then retry, or move the job to another one."),
    )


_TEXTS = {
    **STORE_TEXTS,
    t.NoTemplate: _no_template,
    t.NewerTemplate: _newer_template,
    t.NoSuchPrinter: _no_such_printer,
    t.PrinterRefused: _printer_refused,
    t.PrinterWaits: _printer_refused,
    t.FolderUnreachable: _folder_unreachable,
    t.HubUnreachable: _hub_unreachable,
    t.HubRefused: _hub_refused,
    t.HubNotOwned: _hub_not_owned,
    t.NoSuchRole: _no_such_role,
    t.FileUnreadable: _file_unreadable,
    t.FileUnwritable: _file_unwritable,
    t.FileThere: _file_there,
    t.PictureUnreadable: _picture_unreadable,
    t.NotATable: _not_a_table,
    t.NoNameColumn: _no_name_column,
    t.UnknownColumn: _unknown_column,
    t.UnknownField: _unknown_field,
    t.NoSuchProgramme: _no_such_programme,
    t.NewProgramme: _new_programme,
    t.NewPoint: _new_point,
    t.ListUnclear: _list_unclear,
    t.OtherCount: _other_count,
    t.SecondBadges: _second_badges,
    t.UnfitBadges: _unfit_badges,
    t.NoSuchTemplate: _no_such_template,
    t.NoSuchMedia: _no_such_media,
    t.MailServerRefused: _mail_server_refused,
    t.MailServerBusy: _mail_server_busy,
    t.RecipientRefused: _recipient_refused,
    t.NothingToPrint: _nothing_to_print,
    t.WorkStopped: _work_stopped,
}
