"""The journal's entry: one immutable thing that a desk did."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, NamedTuple

Body = Mapping[str, Any]
# Desk, number, clock, actor, kind, subject and programme of an entry.
Identity = tuple[str, int, int, str, str, str, str]

CLOCK_COUNTER_BITS = 16
# In `seen`, beside the desks: the author's wall time in milliseconds, where the hybrid clock was
# ahead of it because some desk's clock is.
WALL = "@"
WALL_APART_MS = 1_000
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)
_READ = json.JSONDecoder().decode
FIRST_CHAIN = b"\0" * 32


class SubjectType(StrEnum):
    """What entries speak of. A newer Muster may know more: those are kept, and mean nothing."""

    PERSON = "person"
    REGISTRATION = "registration"
    REFUSAL = "refusal"
    PROGRAMME = "programme"
    SESSION = "session"
    POINT = "point"
    PLACE = "place"
    QUESTION = "question"
    PARTNERSHIP = "partnership"
    COMMUNITY = "community"
    ORGANISATION = "organisation"
    DESK = "desk"
    STAFF = "staff"
    FILTER = "filter"
    MAPPING = "mapping"
    TEMPLATE = "template"
    PAPER = "paper"
    ROLLCALL = "rollcall"
    MARK = "mark"
    MEMBERSHIP = "membership"


class EntryId(NamedTuple):
    """Names an entry for ever: the desk that wrote it and its running number there."""

    desk: str
    number: int


class Draft(NamedTuple):
    """What a workflow wants written; the journal adds who, when and the chain."""

    kind: str
    subject: str
    programme: str
    body: Body


class Entry(NamedTuple):
    """One immutable entry of the journal.

    `clock` is a hybrid logical clock: wall milliseconds shifted by 16 bits plus a counter.
    `seen` names, for each other desk that has entries about the subject, the newest of them
    that the author had; under `@` it has the author's wall time where the clock is ahead of it.
    """

    desk: str
    number: int
    clock: int
    actor: str
    kind: str
    subject: str
    programme: str
    body: Body
    seen: Mapping[str, int]
    chain: bytes

    @property
    def id(self) -> EntryId:
        """The identity by which an entry is applied once only."""
        return EntryId(self.desk, self.number)

    @property
    def at_ms(self) -> int:
        """Wall time of writing, in milliseconds since 1970 UTC, by the author's own clock."""
        return self.seen.get(WALL, self.order_ms)

    @property
    def order_ms(self) -> int:
        """The time by which entries are ordered: never behind what the author had seen."""
        return self.clock >> CLOCK_COUNTER_BITS


class StoredEntry(NamedTuple):
    """An entry as a store, a file and a hub hold it: `body` and `seen` are JSON, as chained."""

    desk: str
    number: int
    clock: int
    actor: str
    kind: str
    subject: str
    programme: str
    body: str
    seen: str
    chain: bytes

    @property
    def id(self) -> EntryId:
        """The identity by which an entry is applied once only."""
        return EntryId(self.desk, self.number)

    @property
    def identity(self) -> Identity:
        """What stands beside body and seen under the chain."""
        return (
            self.desk, self.number, self.clock, self.actor, self.kind, self.subject, self.programme,
        )  # fmt: skip

    def follows(self, previous: bytes) -> bool:
        """Tell whether its chain follows from that of its desk's entry before it."""
        return chain_after(previous, self.identity, self.body, self.seen) == self.chain

    def opened(self) -> Entry:
        """Read what it says."""
        seen = _READ(self.seen) if self.seen != "{}" else {}
        return Entry(*self.identity, _READ(self.body), seen, self.chain)


class SealedEntry(NamedTuple):
    """An entry of which a hub shows this desk the chain only."""

    desk: str
    number: int
    chain: bytes


def subject_of(type_: SubjectType, id_: str) -> str:
    """Write a subject as the journal holds it, such as `person:0190…`."""
    return f"{type_}:{id_}"


def split_subject(subject: str) -> tuple[str, str]:
    """Take a subject apart into its type and its id."""
    type_, _, id_ = subject.partition(":")
    return type_, id_


def next_clock(newest_seen: int, wall_ms: int) -> int:
    """Advance the hybrid clock: wall time where it is ahead, else one tick past all seen."""
    return max(newest_seen + 1, wall_ms << CLOCK_COUNTER_BITS)


def canonical(value: Mapping[str, Any]) -> str:
    """Write a body so that equal bodies have equal text."""
    return _ENCODER.encode(value)


def chain_after(
    previous: bytes,
    identity: Identity,
    body_text: str,
    seen_text: str,
) -> bytes:
    """Hash an entry over its desk's previous one, so that a cut or altered journal shows.

    Args:
        previous: chain of the desk's entry number - 1, or 32 zero bytes before the first.
        identity: desk, number, clock, actor, kind, subject, programme.
        body_text: the body as stored; JSON escapes the separator, so fields cannot run together.
        seen_text: the seen map as stored.
    """
    text = "\x1f".join((*map(str, identity), body_text, seen_text))
    return hashlib.sha256(previous + text.encode("utf-8", "surrogatepass")).digest()
