"""What commands answer, as JSON for programs and as lines for people."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

import click

from desktop.domain.attendees.registration import Attendee, Presence
from desktop.domain.checkin.looks import Likeness
from desktop.domain.checkin.outcomes import Authority, Crowd, Outcome, attendee_of
from desktop.domain.programme.programme import Programme, Session
from desktop.domain.programme.questions import Question
from desktop.workflows.transfer.export import attendee_values, iso_time, status_of

if TYPE_CHECKING:
    from desktop.domain.printing.printing import JobSummary
    from desktop.domain.rollcall.board import Board, Listed
    from desktop.workflows.checkin.verdict import Station, Verdict
    from desktop.workflows.sync.dispute import Dispute
    from desktop.workflows.sync.syncing import SyncReport
    from desktop.workflows.transfer.doubts import Doubt
    from desktop.workflows.transfer.guest_list import GuestList, Overview, Problem

_SHOWN = (
    "full_name",
    "full_name_hebrew",
    "organization",
    "title",
    "country",
    "ticket_type",
    "email",
    "phone",
)


def say_json(data: Any) -> None:
    """Print one JSON value on one line; `echo` flushes, so it is out when this returns."""
    click.echo(json.dumps(data, ensure_ascii=False))


def verdict(code: str, station: Station, given: Verdict, sentence: str) -> dict[str, Any]:
    """Answer one scanned code: the outcome, its facts, and who may let in all the same."""
    about = attendee_of(given.outcome)
    return {
        "code": code,
        "outcome": given.outcome.slug,
        "attendee": attendee(about) if about else None,
        "at": iso_time(given.at_ms),
        "point": station.point.name,
        "direction": station.direction.value,
        "may": "" if given.may is Authority.NOBODY else given.may.name.casefold(),
        "facts": facts(given.outcome),
        "read": [step.value for step in given.steps],
        "keyboard": given.layout,
        "sentence": sentence,
    }


def facts(outcome: Outcome) -> dict[str, Any]:
    """Give what an outcome is about, beside the person: times, desks, counts, titles."""
    told: dict[str, Any] = {}
    for field in fields(outcome):
        value = getattr(outcome, field.name)
        if field.name in ("attendee", "people", "point", "code") or value in (None, "", (), False):
            continue
        if field.name.endswith("_ms"):
            told[field.name.removesuffix("_ms")] = iso_time(value)
        else:
            told[field.name] = _plain(value)
    return told


def _plain(value: Any) -> Any:
    """Put a fact into JSON: titles of sessions, words of questions, counts of a crowd."""
    match value:
        case Session(title=title):
            return title
        case Question(text=text):
            return text
        case Presence(since_ms=since, point=point):
            return {"since": iso_time(since), "point": point}
        case Likeness() | Crowd():
            return asdict(value)
        case tuple():
            return [_plain(part) for part in value]
        case _:
            return value


def attendee(attendee: Attendee) -> dict[str, Any]:
    """Describe an attendee, without codes."""
    values = attendee_values(attendee)
    shown = {
        "id": attendee.id,
        **{name: values[name] for name in _SHOWN},
        "status": status_of(attendee),
    }
    return shown | {"full_name": attendee.name, "full_name_hebrew": attendee.person.hebrew_name}


def attendee_line(attendee: Attendee) -> str:
    """Describe an attendee in one line."""
    parts = (
        attendee.name,
        attendee.person.second_name,
        attendee.person.organization,
        status_of(attendee),
    )
    return "\t".join(part for part in parts if part)


def programme(programme: Programme, inside: int, expected: int) -> dict[str, Any]:
    """Describe a programme."""
    return {
        "code": programme.code,
        "title": programme.title,
        "starts_on": programme.starts_on,
        "ends_on": programme.ends_on,
        "place": programme.place,
        "inside": inside,
        "expected": expected,
    }


def programme_line(programme: Programme, inside: int, expected: int) -> str:
    """Describe a programme in one line."""
    days = f"{programme.starts_on} … {programme.ends_on}" if programme.starts_on else ""
    return "\t".join(filter(None, (programme.code, programme.title, days, f"{inside}/{expected}")))


def overview(
    guests: GuestList,
    seen: Overview,
    sentence: Callable[[Problem], str],
    doubt_sentence: Callable[[Doubt], str],
) -> dict[str, Any]:
    """Describe a guest list that was only looked at."""
    from desktop.workflows.transfer.doubts import doubts_about  # noqa: PLC0415
    from desktop.workflows.transfer.sources import SourceGuess  # noqa: PLC0415

    table = guests.table
    return {
        "file": str(table.path),
        "encoding": table.encoding.name,
        "bom": table.encoding.has_bom,
        "delimiter": table.delimiter,
        "sheet": table.worksheet,
        "header_row": table.header_row,
        "headers": list(table.headers),
        "mapping": guests.named_mapping,
        "rows": seen.rows,
        "problems": [
            {
                "row": problem.row,
                "column": problem.column,
                "reason": sentence(problem),
                "kind": problem.reason.value,
                "row_left_out": problem.is_row_out,
            }
            for problem in seen.problems
        ],
        "statuses": [word._asdict() for word in guests.status_words()],
        "letters": list(guests.letters.names) if guests.letters else [],
        "not_read": guests.overlooked,
        "doubts": [
            doubt_sentence(doubt) for doubt in doubts_about(guests, SourceGuess(guests.kind))
        ],
    }


def rollcall(board: Board, people: Sequence[Listed]) -> dict[str, Any]:
    """Answer a roll call: its figures, and people with how they are."""
    from desktop.domain.rollcall.board import figures_of  # noqa: PLC0415

    one = board.rollcall
    return {
        "begun_at": iso_time(one.begun_ms),
        "closed_at": iso_time(one.closed_ms) if one.closed_ms else None,
        "is_drill": one.is_drill,
        **figures_of(board)._asdict(),
        "missing": figures_of(board).missing,
        "people": [_listed(each, board) for each in people],
    }


def _listed(one: Listed, board: Board) -> dict[str, Any]:
    mark = board.mark_of(one.id)
    return {
        "id": one.id,
        "name": one.name,
        "name_second": one.second_name,
        "organization": one.organization,
        "phone": one.phone,
        "place": one.place_name,
        "since": iso_time(one.met.since_ms) if one.met.since_ms else None,
        "unclear": one.apart.value if one.apart else None,
        "state": mark.state.value if mark else None,
        "triage": mark.triage if mark else "",
        "note": mark.note if mark else "",
        "told_by": mark.told_by if mark else "",
        "assembly_point": mark.at if mark else "",
    }


def job(job: JobSummary) -> dict[str, Any]:
    """Answer one print job; counts are of badges."""
    return {
        "id": job.id,
        "title": job.title,
        "printer": job.printer,
        "state": job.state.value,
        "reason": job.reason,
        "badges": job.badges,
        "printed": job.printed,
        "made_at": iso_time(job.made_ms),
    }


def exchanged(report: SyncReport, disputes: int) -> dict[str, Any]:
    """Answer an exchange with other desks; entries are counted."""
    return {
        "sent": report.sent,
        "received": report.received,
        "photos": report.photos,
        "conflicts": disputes,
        "hub_is_old": report.is_hub_old,
        "flaws": [flaw._asdict() for flaw in report.flaws],
    }


def dispute(dispute: Dispute) -> dict[str, Any]:
    """Answer one disagreement with its sides."""
    return {
        "kind": dispute.kind.value,
        "about": dispute.about,
        "subject": dispute.subject,
        "key": dispute.key,
        "programme": dispute.programme,
        "is_sure": dispute.is_sure,
        "sides": [
            {"desk": side.desk, "at": iso_time(side.at_ms), "who": side.who, "what": side.what}
            for side in dispute.sides
        ],
    }
