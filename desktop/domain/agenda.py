"""Which sessions a registration is booked for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from desktop.domain.programme import Session
from desktop.domain.registration import Registration

_PARTS = re.compile(r"\s*[;,|\n]\s*")


def booked(registration: Registration, sessions: Sequence[Session]) -> list[Session]:
    """List the sessions that a registration names by code or title, in the order of the day."""
    named = {part.casefold() for part in _PARTS.split(registration.sessions) if part}
    return [
        session
        for session in sessions
        if session.code.casefold() in named or session.title.casefold() in named
    ]


def on_day(sessions: Sequence[Session], day: str) -> list[Session]:
    """Keep the sessions that start on an ISO day."""
    return [session for session in sessions if session.starts_at.startswith(day)]
