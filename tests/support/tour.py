"""Asks every query of a store once, with values that fit it: for plans and for pieces of time."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple

from desktop.domain.attendees.attendee_filter import Column, Filter, Order
from desktop.domain.journal.entry import EntryId
from desktop.store.engine.slices import here
from desktop.store.store import Store

# What writes, or is asked with what only its own workflow has.
NO_QUERY = frozenset({
    "blobs.put", "forks.follow", "intake.adopt_forked", "intake.take", "journal.append",
    "journal.by_subject", "journal.forget_heads", "journal.pass_over", "journal.take", "peers.hear",
    "print_jobs.add", "print_jobs.change", "print_jobs.forget", "print_jobs.set_state",
    "runs.advance", "runs.settle", "runs.start", "presence_now.crowds",
})  # fmt: skip


class Asked(NamedTuple):
    """A query by its name, and what asks it."""

    name: str
    ask: Callable[[], object]


def tour(store: Store, values: Mapping[str, Any]) -> Iterator[Asked]:
    """Give every query of a store's parts.

    Args:
        store: an open store.
        values: what to ask by, under the names of parameters; `part.method.name` goes before.

    Raises:
        KeyError: a query asks for something that no value is given for.
    """
    for part, queries in sorted(vars(store).items()):
        if not type(queries).__module__.startswith("desktop.store.") or part.startswith("_"):
            continue
        for name, method in inspect.getmembers(queries, inspect.ismethod):
            where = f"{part}.{name}"
            if not name.startswith("_") and where not in NO_QUERY:
                for suffix, given in _given(where, method, values):
                    yield Asked(where + suffix, partial(_ask, method, given))


def _given(
    where: str, method: Callable[..., object], values: Mapping[str, Any]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give the arguments of a query; of those that span programmes, also over all of them."""
    names = inspect.signature(method).parameters
    given = {
        name: values[f"{where}.{name}"] if f"{where}.{name}" in values else values[name]
        for name in names
    }
    yield "", given
    if f"{where}.everywhere" in values:
        yield " everywhere", given | {"programme": ""}


def _ask(method: Callable[..., object], given: Mapping[str, Any]) -> object:
    answer = method(**given)
    # What is handed out bit by bit is read for a page, not for the whole store.
    if isinstance(answer, Iterator):
        return [answer for _number, answer in zip(range(500), answer, strict=False)]
    return answer


def values_of(store: Store, programme: str) -> dict[str, Any]:
    """Choose what to ask a store by, in a programme that has people."""
    one = store.registrations.page(programme, 0)[1][0]
    sessions = [session.id for session in store.programmes.sessions(programme)] or ["none"]
    everywhere = ("roster.numbers", "roster.values", "search.find")
    return {
        "programme": programme, "session": sessions[0], "sessions": sessions, "limit": 50,
        "id_": one.id, "registration": one.id, "registrations": [one.id], "ids": [one.id],
        "person": one.person.id, "subject": f"registration:{one.id}",
        "subjects": [f"registration:{one.id}"], "source": one.registration.source,
        "desk": store.desk, "before_ms": 2**52, "since_ms": 0, "at_ms": 2**52, "bin_ms": 60_000,
        "type_": "session", "number": 1, "places": ["venue"], "place": "venue", "after": 0,
        "organisation": "none", "code": one.registration.ticket_code, "codes": ["none"],
        "emails": [one.person.email], "email": one.person.email, "name_key": one.person.name,
        "name": "none", "questions": ["none"], "question": "none", "until": None,
        "mark": {store.desk: 2**40},
        "point": "none", "besides": "none", "entry": None, "most": 50, "job": "none",
        "numbers": [1, 2, 3], "states": ["registered"], "only_unprinted": True, "keys": ["none"],
        "column": "delegation", "value": "none", "rollcalls": ["none"], "rollcall": "none",
        "who": one.id, "on_store": here, "kinds": ["override"], "wanted": Filter(),
        "order": Order(), "size": 50,
        "beginning": one.person.organization[:3], "text": one.name, "among": None, "hash": "none",
        "only_without_email": True, "fingerprint": "none",
        **{f"{name}.everywhere": True for name in everywhere},
        **{f"journal.{name}.id_": EntryId(store.desk, 1) for name in ("chain_of", "entry", "find")},
        "intake.is_unreadable.id_": EntryId(store.desk, 1),
        "verdicts.undone_ms.id_": EntryId(store.desk, 1), "verdicts.page.after": None,
        "day_report.guests.after": ("", 0), "day_report.passages.after": (0, "", 0),
        "credits.attended.after": "", "rollcalls.marks.after": "", "rollcalls.met_before.after": "",
        "registrations.numbered.numbers": ["1"], "roster.values.column": Column.ORGANISATION,
        "programmes.by_id.id_": programme, "conflicts.title_of.id_": sessions[0],
        "badge_documents.template.id_": "none", "print_jobs.job.id_": "none",
        "members.people.ids": [one.person.id], "registrations.person.id_": one.person.id,
    }  # fmt: skip
