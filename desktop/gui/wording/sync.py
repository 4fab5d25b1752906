"""Other desks in words: the pill, how it stands with them, and flaws of files."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.domain.journal.journal_flaws import FlawKind, JournalFlaw
from desktop.domain.sync.sync_state import (
    CLOCK_TOLERANCE_MS,
    LIVE_WITHIN_MS,
    LinkState,
    SyncState,
)
from desktop.gui.wording.causes import cause_text
from desktop.gui.wording.moments import clock_time, moment
from desktop.gui.wording.shapes import Line, Pill
from desktop.gui.wording.translation import tr
from desktop.workflows.sync.syncing import DeskSeen, SyncReport
from desktop.workflows.transfer.flat_export import Flat

MINUTE_MS, HOUR_MS = 60_000, 3_600_000
# Twice the time between two signs of life of a hub.
SILENT_MS = 30_000


def sync_pill(state: SyncState, now_ms: int) -> Pill:
    """Say in the top bar how this desk stands with the others; alone it needs no word.

    A hub that should be heard from every 15 s and is not is no longer called live without a word.
    """
    waiting = tr("{count} to send").format(count=state.waiting)
    if state.link is LinkState.OFF:
        return Pill()
    if state.link is LinkState.CONNECTING:
        return Pill(tr("Looking for the hub…"), "calm")
    if state.link is LinkState.LIVE:
        sentence = _live(state.desks_live)
        silent_ms = now_ms - state.heard_ms if state.heard_ms else 0
        sentence += _silence(silent_ms)
        text = f"{sentence} • {waiting}" if state.waiting else sentence
        return Pill(text, "yes" if silent_ms < SILENT_MS else "look")
    sentence = tr("Hub refuses") if state.link is LinkState.REFUSED else _away(state.heard_ms)
    return Pill(f"{sentence} • {waiting}" if state.waiting else sentence, "look")


def _silence(silent_ms: int) -> str:
    """Say since when nothing was heard, where that is longer than usual."""
    if silent_ms < SILENT_MS:
        return ""
    heard = tr("heard {seconds} s ago") if silent_ms < MINUTE_MS else tr("heard {minutes} min ago")
    return " • " + heard.format(seconds=silent_ms // 1000, minutes=silent_ms // MINUTE_MS)


def _away(heard_ms: int) -> str:
    if not heard_ms:
        return tr("No hub, works on")
    return tr("No hub since {time}").format(time=clock_time(heard_ms))


def _live(desks: int) -> str:
    if desks == 0:
        return tr("Hub live, no other desk")
    return tr("1 desk live") if desks == 1 else tr("{count} desks live").format(count=desks)


def link_sentence(state: SyncState, now_ms: int, *, is_alone: bool = True) -> str:
    """Say in one sentence how this desk stands with the hub, and what to do."""
    if state.link is LinkState.OFF and not is_alone:
        return tr("This desk has no hub; it hears from the others when files are exchanged.")
    heard = moment(state.heard_ms, now_ms) if state.heard_ms else tr("never")
    texts = {
        LinkState.OFF: tr("This desk works alone. All it writes is safe on this computer."),
        LinkState.CONNECTING: tr("Looking for {hub}…"),
        LinkState.LIVE: tr("In step with {hub}, last heard from {heard}."),
        LinkState.AWAY: tr(
            "{hub} does not answer ({reason}), last heard from {heard}. This desk works on and "
            "sends its news by itself when the hub is back."
        ),
        LinkState.REFUSED: tr(
            "{hub} does not let this desk in: {reason}. Check the address, the password and, over "
            "a network, the certificate."
        ),
    }
    sentence = texts[state.link].format(hub=state.hub, reason=cause_text(state.reason), heard=heard)
    return " ".join([sentence, *_live_advice(state)]) if state.link is LinkState.LIVE else sentence


def _live_advice(state: SyncState) -> Iterator[str]:
    """Say what is to be set right while this desk is in step with its hub."""
    if off := clock_words(state.clock_off_ms):
        own = tr("Set this computer right: its {clock_is_off} of the hub's.")
        yield own.format(clock_is_off=off)
    if state.is_hub_old:
        yield tr(
            "The hub is of an older Muster; its owner brings it up to date (command: admit "
            "--upgrade). Until then all works as before."
        )


def _flaws_of_files() -> dict[FlawKind, str]:
    """Word what is wrong with a file as a whole."""
    return {
        FlawKind.FOREIGN: tr("{where} is no journal file of Muster; it was left alone."),
        FlawKind.RENAMED: tr(
            "{where} was renamed; its entries were read. The next exchange writes them again under "
            "their own name."
        ),
        FlawKind.RESAVED: tr(
            "{where} was saved again by a spreadsheet, which changes numbers and dates; nothing of "
            "it was taken. Whoever has its entries writes it again at the next exchange."
        ),
        FlawKind.AHEAD: tr(
            "{where}: the clock there was {detail} days ahead as {entries} entries were written. "
            "They count as the latest; set that desk's clock right."
        ),
        FlawKind.TRUNCATED: tr(
            "{where} was cut off. {entries} entries in it were good. The desk that wrote it mends "
            "it at its next exchange."
        ),
        FlawKind.BAD_ROWS: tr("{where}: {entries} rows are no entries; the others were read."),
        FlawKind.MISCOUNTED: tr("{where} has {entries} entries, but says that it has {detail}."),
    }


def _flaws_of_entries() -> dict[FlawKind, str]:
    """Word what keeps entries or photos from being taken."""
    return {
        FlawKind.ALTERED: tr(
            "{where}: {entries} entries were altered after they were written and are not applied. "
            "Ask the desk that wrote them to exchange again."
        ),
        FlawKind.FORKED: tr(
            "{where}: {entries} entries say otherwise than those known here: two computers wrote "
            "as one desk. Both were kept; let the copied computer exchange once, or choose on the "
            "page Sync which stands."
        ),
        FlawKind.WAITS: tr(
            "{where}: {entries} entries wait for earlier ones of the same desk that have not come."
        ),
        FlawKind.UNREADABLE: tr(
            "{where}: {entries} entries cannot be understood. Perhaps a newer Muster wrote them."
        ),
        FlawKind.PHOTO: tr("{where} is not the photo that its name says; it was left out."),
        FlawKind.NOT_READ: tr("{where} could not be read: {detail}."),
        FlawKind.STUCK: tr(
            "What {where} has of {detail} does not follow from its entry {entries} as it is known "
            "here: two computers wrote as one desk, or it was altered. Here that desk's journal is "
            "set aside; all others go on. What the hub has, a new store gets that joins there."
        ),
        FlawKind.NEWER: tr(
            "{where}: {detail} goes on after its entry {entries} in a way that this Muster does "
            "not understand. Update Muster here; all other desks go on."
        ),
    }


def flaw_sentence(flaw: JournalFlaw) -> str:
    """Say what is wrong with a file or with entries, and what to do."""
    texts = _flaws_of_files() | _flaws_of_entries()
    text = texts[flaw.kind].format(
        where=flaw.where, entries=flaw.entries, detail=cause_text(flaw.detail)
    )
    is_range = flaw.kind in (FlawKind.WAITS, FlawKind.ALTERED, FlawKind.FORKED) and flaw.detail
    return tr("{text} (entries {range})").format(text=text, range=flaw.detail) if is_range else text


def clock_words(off_ms: int | None) -> str:
    """Say how far a clock is off; nothing where it is right, or where nobody knows."""
    if off_ms is None or abs(off_ms) < CLOCK_TOLERANCE_MS:
        return ""
    size = abs(off_ms)
    if size >= HOUR_MS:
        amount = tr("{hours} h {minutes} min").format(
            hours=size // HOUR_MS, minutes=size % HOUR_MS // MINUTE_MS
        )
    else:
        amount = tr("{minutes} min").format(minutes=size // MINUTE_MS)
    return (tr("clock {amount} ahead") if off_ms > 0 else tr("clock {amount} behind")).format(
        amount=amount
    )


def desk_line(desk: DeskSeen, now_ms: int, *, is_linked: bool) -> Line:
    """Put a desk into a line: its clock if it is off, its entries, when it was heard from."""
    counted = tr("{count} entries").format(count=f"{desk.entries:,}")
    heard = ""
    if not desk.is_own:
        heard = (
            tr("heard {moment}").format(moment=moment(desk.heard_ms, now_ms))
            if desk.heard_ms
            else tr("heard by files only")
        )
    clock = clock_words(desk.clock_off_ms)
    # A wrong clock is what matters of a desk; the column is too narrow for more beside it.
    below = clock or " • ".join(part for part in (counted, heard) if part)
    if desk.is_own:
        return Line(desk.name, "", below, tr("this desk"), "accent", desk.desk)
    if clock:
        return Line(desk.name, "", below, tr("wrong clock"), "look", desk.desk)
    is_recent = desk.heard_ms is not None and now_ms - desk.heard_ms < LIVE_WITHIN_MS
    is_live = is_linked and is_recent
    return Line(desk.name, "", below, tr("live") if is_live else "", "yes", desk.desk)


def title_line(disputes: int, *, is_alone: bool) -> str:
    """Say above the list how many disagreements there are."""
    if is_alone:
        return tr("One desk")
    if disputes == 0:
        return tr("All desks agree")
    if disputes == 1:
        return tr("1 thing to look at")
    return tr("{count} things to look at").format(count=disputes)


def nothing_disputed(*, is_alone: bool) -> str:
    """Teach what belongs here, where there is nothing."""
    if is_alone:
        return tr(
            "Other desks join by a stick or shared folder, by one file, or through a hub. Exchange "
            "(Ctrl U) here, then there: both have everything, and go on alone or together."
        )
    return tr(
        "Nobody was let in twice, no value was written two ways, and nobody is here as two people."
    )


def settled_line(*, is_final: bool) -> str:
    """Say that it is settled, and how to take that back."""
    if is_final:
        return tr("Taken back; the other desks will know. To let somebody in again, scan again.")
    return tr("Settled; the other desks will know. Ctrl+Z takes it back.")


def copied_line(name: str) -> str:
    """Say that a store was found to be a copy as it was opened."""
    return tr(
        "This store is a copy of another desk's, restored or cloned. It goes on as a desk of its "
        "own, “{name}”; what the other one wrote since comes with the next exchange."
    ).format(name=name)


def exchanged_line(report: SyncReport) -> str:
    """Say what an exchange brought."""
    sentence = tr("{sent} entries sent, {received} received.").format(
        sent=report.sent, received=report.received
    )
    if report.is_copy:
        sentence += " " + tr(
            "This store was a copy of another desk's; it is a desk of its own now."
        )
    return sentence


def minutes_names() -> dict[str, str]:
    """Name the choices of how often something goes on by itself."""
    sentence = tr("every {count} minutes")
    return {"0": tr("by hand")} | {
        str(count): sentence.format(count=count) for count in (1, 5, 15, 60)
    }


def flat_title(kind: Flat) -> str:
    """Name a flat file for other systems."""
    return {
        Flat.ATTENDEES: tr("Attendees with ids"),
        Flat.MOVEMENTS: tr("Movements: every way in and out"),
        Flat.SESSIONS: tr("Sessions with their counts"),
    }[kind]
