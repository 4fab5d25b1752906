"""Print jobs and printers in words."""

from __future__ import annotations

from pathlib import Path

from desktop.domain.printing.printer_faults import PrinterFault
from desktop.domain.printing.printing import (
    JobState,
    JobSummary,
    Printer,
    PrinterKind,
    ReprintReason,
)
from desktop.gui.wording.causes import cause_text
from desktop.gui.wording.moments import moment
from desktop.gui.wording.shapes import Line, Pill
from desktop.gui.wording.translation import tr
from desktop.workflows.badges.honest import Honest

_TONES = {
    JobState.WAITING: "calm",
    JobState.PAUSED: "look",
    JobState.PRINTING: "calm",
    JobState.PRINTED: "yes",
    JobState.UNTOLD: "yes",
    JobState.FAILED: "no",
    JobState.UNCERTAIN: "look",
    JobState.CANCELLED: "calm",
}


def state_word(state: JobState) -> str:
    """Name what a job shows."""
    return {
        JobState.WAITING: tr("waiting"),
        JobState.PAUSED: tr("paused"),
        JobState.PRINTING: tr("printing"),
        JobState.PRINTED: tr("printed"),
        JobState.UNTOLD: tr("sent"),
        JobState.FAILED: tr("failed"),
        JobState.UNCERTAIN: tr("please look"),
        JobState.CANCELLED: tr("cancelled"),
    }[state]


def printer_pill(printer: Printer, status_text: str) -> Pill:
    """Say whether a desk's printer is ready or why not; a folder needs no watching."""
    if printer.kind is PrinterKind.FOLDER:
        return Pill()
    if status_text:
        sentence = tr("{printer}: {reason}")
        return Pill(sentence.format(printer=printer.name, reason=reason_text(status_text)), "look")
    return Pill(tr("Printer ready • {printer}").format(printer=printer.name), "yes")


def reason_text(reason: str) -> str:
    """Say in plain words what a printer or spooler gave as a reason."""
    known: dict[str, str] = {
        PrinterFault.NO_ANSWER: tr("the printer does not answer"),
        PrinterFault.REFUSES_CONNECTION: tr("the printer does not answer"),
        PrinterFault.NO_ROUTE: tr("the printer is not in the network"),
        PrinterFault.NO_DEVICE: tr("what its address names is no printer"),
        PrinterFault.TAKES_NO_JOBS: tr("it takes no jobs"),
        PrinterFault.STOPPED: tr("it is stopped"),
        PrinterFault.PAUSED: tr("the printer is paused; press its button"),
        PrinterFault.BUSY: tr("the printer is busy"),
        PrinterFault.IN_USE: tr("the printer is in use"),
        PrinterFault.HEAD_OPEN: tr("the printer is open"),
        PrinterFault.TOO_HOT: tr("the print head is too hot; it goes on by itself"),
        PrinterFault.TOO_COLD: tr("the print head is too cold; it goes on by itself"),
        PrinterFault.PAPER_OUT: tr("the labels are used up"),
        PrinterFault.ROLL_ENDED: tr("the roll is used up"),
        PrinterFault.WRONG_ROLL: tr("another roll is in the printer"),
        PrinterFault.UNKNOWN_ROLL: tr(
            "a Brother QL has no roll of this size; choose its roll from the list of papers"
        ),
        PrinterFault.ROLL_TOO_WIDE: tr(
            "this roll is too wide for the printer; it takes a QL-1050 or one of the QL-1100s"
        ),
        PrinterFault.TOO_LONG: tr("the label is longer than this printer can print"),
        PrinterFault.NO_RED: tr(
            "this model does not print the black and red roll; a QL-800, QL-810W or QL-820NWB does"
        ),
        PrinterFault.RIBBON_OUT: tr("the ribbon is used up"),
        PrinterFault.PAPER_JAM: tr("the paper is jammed"),
        PrinterFault.CUTTER_JAMMED: tr("the cutter is jammed"),
        PrinterFault.FAN_FAILED: tr("its fan does not turn; switch it off and on"),
        PrinterFault.CONNECTION_ERROR: tr("the connection to it is disturbed"),
        PrinterFault.SYSTEM_ERROR: tr("the printer reports an error; switch it off and on"),
        PrinterFault.UNKNOWN_ERROR: tr("the printer reports an error; look at its display"),
        PrinterFault.CANCELLED: tr("it was cancelled at the printer"),
        PrinterFault.GONE: tr("the printer is not set up here any more"),
        PrinterFault.LEFT_THERE: tr("the first printer did not give it back"),
    }
    return known.get(reason) or cause_text(reason)


def job_news(job: JobSummary) -> str:
    """Say how far a job is, and what to do where it cannot go on by itself."""
    reason = reason_text(job.reason)
    refused = _sentence(reason or tr("the printer refused it"))
    seen = f"{_sentence(reason)}. " if reason else ""
    sentence = {
        JobState.FAILED: tr("{done} out. {refused}. Retry, or move it to another printer."),
        JobState.UNCERTAIN: seen
        + tr("One badge may be out or not. Look at the printer: press Came out, or Retry."),
        JobState.UNTOLD: tr("{done} sent; this printer does not tell when they are out."),
        JobState.PAUSED: tr("{done} out; the rest waits until you go on."),
        JobState.CANCELLED: tr("{done} out; the rest was given up."),
    }.get(job.state, tr("{done} out."))
    if reason and job.state in (JobState.WAITING, JobState.PRINTING):
        sentence = tr("{done} out; waiting: {reason}.")
    done = tr("{printed} of {badges}").format(printed=job.printed, badges=job.badges)
    return sentence.format(done=done, refused=refused, reason=reason)


def job_line(job: JobSummary, now_ms: int) -> Line:
    """Write a job as a line of the queue."""
    head = f"{job.printer} · {moment(job.made_ms, now_ms)} · {job_news(job)}"
    return Line(job.title, "", head, state_word(job.state), _TONES[job.state], job.id)


def job_sentence(job: JobSummary) -> str:
    """Write a job on one line, for the command line."""
    return f"{job.title}, {job.printer}: {state_word(job.state)}. {job_news(job)}"


def queued_line(badges: int, sheets: int) -> str:
    """Say what was put into the queue."""
    if badges == 1:
        return tr("One badge is in the queue. Ctrl+J shows how far it is.")
    if sheets == 1:
        return tr("{badges} are in the queue. Ctrl+J shows how far they are.").format(badges=badges)
    sentence = tr("{badges} are in the queue, on {sheets} sheets or labels. Ctrl+J shows how far.")
    return sentence.format(badges=badges, sheets=sheets)


def printer_line(printer: Printer, status_text: str | None, *, is_chosen: bool) -> Line:
    """Write a printer as a line; without a status text nobody has asked it yet."""
    is_folder = printer.kind is PrinterKind.FOLDER
    address = Path(printer.address).name if is_folder else printer.address
    parts = [kind_text(printer.kind), address]
    if printer.media:
        parts.append(printer.media)
    if printer.labels_left is not None:
        parts.append(labels_text(printer.labels_left))
    state, tone = (reason_text(status_text), "no") if status_text else (tr("ready"), "yes")
    if status_text is None:
        state, tone = tr("asking…"), "calm"
    if printer.is_paused:
        state, tone = tr("paused"), "look"
    title = f"{printer.name}  ✓" if is_chosen else printer.name
    return Line(title, "", " · ".join(parts), state, tone, printer.name)


def kind_text(kind: PrinterKind) -> str:
    """Name how a printer is reached."""
    return {
        PrinterKind.SYSTEM: tr("printer of this computer"),
        PrinterKind.ZPL: tr("Zebra in the network (ZPL)"),
        PrinterKind.BROTHER: tr("Brother QL (raster)"),
        PrinterKind.FOLDER: tr("PDF files in a folder"),
    }[kind]


def labels_text(left: int) -> str:
    """Say how many labels are left on a roll."""
    return tr("{count} labels left").format(count=left)


def reasons() -> dict[str, str]:
    """Name the reasons of a second badge, with what they mean for the first one."""
    return {
        ReprintReason.LOST.value: tr("lost: the old badge stops working"),
        ReprintReason.DAMAGED.value: tr("damaged: the same code again"),
        ReprintReason.CHANGED.value: tr("name or type changed: the old one stops working"),
        ReprintReason.OTHER.value: tr("another reason: the old one stops working"),
    }


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:].rstrip(".")


def unconfirmed_text(count: int) -> str:
    """Ask whether people get a badge, too, whom nobody confirmed."""
    if count == 1:
        return tr("Also for 1 who is not confirmed")
    return tr("Also for {count} who are not confirmed").format(count=count)


def print_words(count: int, sheets: int, *, is_badge: bool) -> str:
    """Name on the button how many it prints, and on how many sheets where they share one.

    For one person it goes without saying.
    """
    if count <= 1:
        return tr("Print")
    words = tr("Print {count} badges") if is_badge else tr("Print for {count}")
    words = words.format(count=f"{count:,}")
    if not 0 < sheets < count:
        return words
    on = tr("one sheet") if sheets == 1 else tr("{sheets} sheets").format(sheets=f"{sheets:,}")
    return f"{words} · {on}"


def printer_hint(printer: Printer, status_text: str | None) -> str:
    """Say beside a printer's name whether it is ready; without a status text nobody knows yet."""
    if printer.kind is PrinterKind.FOLDER:
        return ""
    if printer.is_paused:
        return tr("paused")
    if status_text is None:
        return tr("asking…")
    return reason_text(status_text) if status_text else tr("ready")


def fullest_text(name: str) -> str:
    """Name whose badge has the least room to spare."""
    return tr("Least room: {name}").format(name=name)


def cut_question(honest: Honest) -> tuple[str, str, str]:
    """Ask before badges are printed that are not whole: title, sentence, button."""
    count = honest.unfit.count
    names = ", ".join(honest.unfit.names)
    if (more := count - len(honest.unfit.names)) > 0:
        names = tr("{names} and {count} more").format(names=names, count=more)
    sentence = tr(
        "Texts of these badges are cut or lose letters: {names}. Make the field larger on Badges, "
        "or shorten what it says; or print them as they are."
    )
    button = tr("Print it as it is") if count == 1 else tr("Print all as they are")
    return tr("Not everything fits"), sentence.format(names=names), button


def print_warning(voided: int, printer: Printer | None, total: int) -> str:
    """Say which badges stop working, and whether the labels on the roll suffice."""
    parts = []
    if voided:
        sentence = tr(
            "{count} of them have a badge already, or one in the queue; "
            "the older ones stop working."
        )
        parts.append(sentence.format(count=voided))
    if printer and printer.labels_left is not None and printer.labels_left < total:
        labels = labels_text(printer.labels_left)
        parts.append(tr("{printer}: only {labels}.").format(printer=printer.name, labels=labels))
    return " ".join(parts)
