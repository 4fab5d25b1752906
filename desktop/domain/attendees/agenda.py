"""Which sessions a registration is booked for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from desktop.domain.attendees.registration import Registration
from desktop.domain.programme.programme import Session
from desktop.domain.spelling import normalise

_PARTS = re.compile(r"\s*[;,|\n]\s*")


def booked(registration: Registration, sessions: Sequence[Session]) -> list[Session]:
    """List the sessions that a registration is booked for, in the order of the day.

    What the guest list names by code or title counts until the session is booked, put on the
    waiting list, or taken out here.
    """
    here = {*registration.booked, *registration.waiting, *registration.unbooked}
    named = {session.id for session in named_in(registration.sessions, sessions)} - here
    return [
        session for session in sessions if session.id in registration.booked or session.id in named
    ]


def named_in(text: str, sessions: Sequence[Session]) -> list[Session]:
    """List the sessions that a guest list's text names by code or title."""
    named = {normalise(part) for part in split_sessions(text)} - {""}
    if not named:
        return []
    return [
        session
        for session in sessions
        if normalise(session.code) in named or normalise(session.title) in named
    ]


def split_sessions(text: str) -> list[str]:
    """Part a guest list's text into what may be sessions."""
    return [part for part in _PARTS.split(text) if part]


def unknown_sessions(text: str, sessions: Sequence[Session]) -> list[str]:
    """List what a guest list's text names that is no session here."""
    known = {normalise(word) for session in sessions for word in (session.code, session.title)}
    return [part for part in split_sessions(text) if normalise(part) not in known]


def on_day(sessions: Sequence[Session], day: str) -> list[Session]:
    """Keep the sessions that start on an ISO day."""
    return [session for session in sessions if session.starts_at.startswith(day)]
