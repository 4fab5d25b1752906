"""Roll calls in words: the head, the states, the band on every page, and the lists on paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from desktop.domain.failures import EnvironmentFailure
from desktop.domain.rollcall.board import (
    Apart,
    Board,
    Figures,
    Listed,
)
from desktop.domain.rollcall.marks import Mark, MarkState, Triage, is_missing
from desktop.domain.rollcall.rollcall import EVERYBODY, OneRollCall
from desktop.gui.wording.failures import describe_failure
from desktop.gui.wording.moments import clock_time, moment
from desktop.gui.wording.shapes import Line
from desktop.gui.wording.translation import tr

SHARES = (50, 90, 100)
TONES: Mapping[MarkState | None, str] = {
    MarkState.SAFE: "yes",
    MarkState.INJURED: "look",
    MarkState.OFF_SITE: "calm",
    MarkState.MISSING: "no",
    None: "no",
}


def state_name(state: MarkState | None) -> str:
    """Name how somebody is."""
    return {
        MarkState.SAFE: tr("Safe"),
        MarkState.INJURED: tr("Injured"),
        MarkState.OFF_SITE: tr("Off site"),
        MarkState.MISSING: tr("Reported missing"),
        None: tr("Without a mark"),
    }[state]


def triage_name(triage: str) -> str:
    """Name a triage colour; nothing for none."""
    names = {
        Triage.RED: tr("red: at once"),
        Triage.YELLOW: tr("yellow: soon"),
        Triage.GREEN: tr("green: can walk"),
        Triage.BLACK: tr("black: dead"),
    }
    return names.get(Triage(triage), "") if triage in tuple(Triage) else triage


def apart_name(apart: Apart) -> str:
    """Say why somebody may not have been inside."""
    return {
        Apart.EARLIER_DAY: tr("in since an earlier day, not seen leaving"),
        Apart.NOWHERE: tr("met at a place that is not known any more"),
        Apart.SESSION_OVER: tr("at a site or on a bus whose session is over"),
    }[apart]


def head_title(rollcall: OneRollCall) -> str:
    """Say what it is."""
    if not rollcall.is_open:
        return tr("Roll call closed")
    return tr("Roll call: drill") if rollcall.is_drill else tr("Roll call: building evacuated")


def head_aside(rollcall: OneRollCall, scope: str, *, is_saved: bool, now_ms: int) -> str:
    """Say since when, by which desk, of whom, and whether its list lies on the disk."""
    begun = tr("opened {time} by {desk}").format(
        time=moment(rollcall.begun_ms, now_ms), desk=rollcall.desk
    )
    closed = ""
    if not rollcall.is_open:
        closed = tr("closed {time} by {desk}").format(
            time=moment(rollcall.closed_ms, now_ms), desk=rollcall.closed_by
        )
    kind = tr("drill") if rollcall.is_drill else tr("real")
    saved = tr("list saved") if is_saved else ""
    return " • ".join(part for part in (saved, begun, closed, kind, scope) if part)


def scope_name(programme: str, titles: Mapping[str, str]) -> str:
    """Name whom it looks for: the people of a programme, or everybody at the venue."""
    if programme == EVERYBODY:
        return tr("everybody at the venue")
    return titles.get(programme, tr("another programme"))


def elapsed(span_ms: int) -> str:
    """Write minutes and seconds, with hours where there are any."""
    seconds = max(0, span_ms) // 1000
    hours, minutes = seconds // 3600, seconds // 60 % 60
    tail = f"{minutes:02}:{seconds % 60:02}"
    return f"{hours}:{tail}" if hours else tail


def band_text(
    rollcall: OneRollCall, missing: int | None, now_ms: int, *, is_saved: bool = False
) -> str:
    """Say on every page that a roll call is open."""
    text = (
        tr("Drill: roll call since {time}") if rollcall.is_drill else tr("ROLL CALL since {time}")
    )
    said = text.format(time=moment(rollcall.begun_ms, now_ms))
    parts = [said]
    if missing is not None:
        parts.append(tr("{count} not accounted for").format(count=missing))
    if is_saved:
        parts.append(tr("list saved"))
    return " • ".join(parts)


def of_inside(figures: Figures) -> str:
    """Say of how many, and who is listed beside them."""
    parts = [tr("of {count} inside when the roll call opened").format(count=figures.inside)]
    if figures.apart:
        parts.append(tr("{count} unclear").format(count=figures.apart))
    if figures.found:
        parts.append(tr("{count} found beside them").format(count=figures.found))
    return " • ".join(parts)


def last_seen(one: Listed, board: Board) -> str:
    """Say where somebody was met last and when, and the door they came through since."""
    if not one.met.place:
        return tr("was not inside")
    where = one.place_name or tr("place not known")
    told = f"{where} • {moment(one.met.since_ms, board.rollcall.begun_ms)}"
    if door := board.moved.get(one.id):
        return tr("{where}, since then at {door}").format(where=told, door=door)
    return told


def companions_line(one: Listed, board: Board) -> str:
    """Say whom somebody came with, and which session they were in."""
    parts = []
    if one.delegation:
        others = [
            other
            for other in board.people
            if other.delegation == one.delegation and other.id != one.id
        ]
        missing = sum(is_missing(board.state_of(other.id)) for other in others)
        text = tr("{delegation}: {missing} of {count} others not accounted for")
        parts.append(
            text.format(delegation=one.delegation, missing=missing, count=len(others))
            if others
            else one.delegation
        )
    parts += [one.session_title] if one.session_title else []
    return " • ".join(parts)


def outcome_line(inside: int, times: Sequence[int | None]) -> str:
    """Say of a roll call how many were inside, and when half, nine tenths and all were found."""
    told = [tr("{count} inside").format(count=inside)]
    for share, took in zip(SHARES, times, strict=True):
        told.append(f"{share} %: {elapsed(took) if took is not None else tr('not reached')}")
    return " • ".join(told)


def mark_words(mark: Mark | None) -> str:
    """Say what was noted with a mark."""
    if mark is None:
        return ""
    told = ""
    if mark.told_by:
        reported = (
            tr("reported by {name}") if mark.state is MarkState.MISSING else tr("says {name}")
        )
        told = reported.format(name=mark.told_by)
    where = ", ".join(part for part in (mark.at, mark.marshal) if part)
    parts = (triage_name(mark.triage), mark.note, told, where, clock_time(mark.at_ms))
    return " • ".join(part for part in parts if part)


def goes_on(rollcall: OneRollCall, now_ms: int) -> str:
    """Say that what was begun is one that was open, with the list of then."""
    text = tr(
        "This roll call is open since {time} and goes on with the list of then. "
        "For a new list close it first."
    )
    return text.format(time=moment(rollcall.begun_ms, now_ms))


def not_printed(failure: EnvironmentFailure, path: Path) -> str:
    """Say why a list was not printed, and where it lies all the same."""
    saved = tr("The list is saved here: {path}").format(path=path)
    return f"{describe_failure(failure).line} {saved}"


def marked_line(count: int, name: str, state: MarkState) -> str:
    """Say who was marked."""
    if count == 1:
        return f"{name}: {state_name(state)}"
    return tr("{count} people: {state}").format(count=count, state=state_name(state))


def stays_injured(mark: Mark, name: str) -> str:
    """Say that somebody who is injured is not made safe by a scan."""
    text = tr("{name} is marked injured ({what}). If that is wrong, press Enter on the name.")
    return text.format(name=name, what=mark_words(mark))


def unsure_badge(names: Sequence[str]) -> str:
    """Say that a badge is an old one, or several people's."""
    if not names:
        return tr("Nobody has this code. Type the name, or add who it is as found.")
    text = tr("Not sure whose badge this is: {names}. Press Enter on the name that is right.")
    return text.format(names=", ".join(names))


def nobody_listed(*, is_all_safe: bool, text: str) -> str:
    """Say why the list is empty."""
    if text:
        return tr("Nobody of that name is known here. Alt+A adds “{name}” as found.").format(
            name=text
        )
    if is_all_safe:
        return tr("Everybody is accounted for.")
    return tr("Nobody was inside, by the movements that are known here. Mark whoever you find.")


def past_line(rollcall: OneRollCall, titles: Mapping[str, str], outcome: str, now_ms: int) -> Line:
    """Write a roll call as a line of those that there were, with what came of it."""
    kind = tr("Drill") if rollcall.is_drill else tr("Real")
    until = tr("open") if rollcall.is_open else elapsed(rollcall.closed_ms - rollcall.begun_ms)
    title = f"{kind} • {moment(rollcall.begun_ms, now_ms)}"
    scope = scope_name(rollcall.programme, titles)
    below = " • ".join(part for part in (outcome, scope, rollcall.desk) if part)
    tone = "no" if rollcall.is_open else ("calm" if rollcall.is_drill else "look")
    return Line(title, "", below, until, tone, rollcall.id)
