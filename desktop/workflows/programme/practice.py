"""A programme of invented guests to practise with, in a store of its own.

Its number leaves no remainder by 1000, which no other programme's does, so that every desk
knows its tickets and badges for what they are.
"""

from __future__ import annotations

from datetime import datetime

from desktop.domain.attendees.registration import Attendee, Status
from desktop.domain.programme.programme import Programme
from desktop.workflows.attendees.registry import RegistrationForm, Registry
from desktop.workflows.ports import Clock
from desktop.workflows.programme.programmes import ProgrammeRepository

# Given name, family name, in Hebrew, organisation, and what is different about them.
_GUESTS: tuple[tuple[str, str, str, str, str, dict[str, str]], ...] = (
    ("Noa", "Example", "נועה", "לדוגמה", "Sample Medical Center", {}),
    ("Dalia", "Sample", "דליה", "", "Practice Hospital", {}),
    ("Dalila", "Sampson", "", "", "Practice Hospital", {}),
    ("Carl", "Cancelled", "", "", "Sample Fire Department", {"status": Status.CANCELLED.value}),
    ("Bo", "Blocked", "", "", "", {"status": Status.BLOCKED.value, "block_reason": "practice"}),
    ("Mina", "Trial", "מינה", "", "Trial Ambulance", {"notes": "Hebrew interpreter headset"}),
    ("Avi", "Trial", "אבי", "", "Trial Ambulance", {}),
    ("Ruth", "Test", "רות", "", "Trial Ambulance", {}),
    ("Louis", "Test", "", "", "Sample Medical Center", {}),
    ("Grace", "Demo", "", "", "Sample University", {}),
)


def fill_practice(
    programmes: ProgrammeRepository, registry: Registry, clock: Clock
) -> tuple[Programme, list[Attendee]]:
    """Make the programme and register its guests, in the order of `_GUESTS`."""
    today = datetime.fromtimestamp(clock() / 1000).date().isoformat()
    title = "Practice: nobody here is real"
    programme = programmes.make_practice(title=title, starts_on=today, ends_on=today)
    return programme, [_register(registry, programme, *guest) for guest in _GUESTS]


def _register(
    registry: Registry,
    programme: Programme,
    first: str,
    last: str,
    first_hebrew: str,
    last_hebrew: str,
    organization: str,
    own: dict[str, str],
) -> Attendee:
    person = {
        "first_name": first,
        "last_name": last,
        "first_name_hebrew": first_hebrew,
        "last_name_hebrew": last_hebrew,
        "organization": organization,
    }
    form = RegistrationForm(person, {"ticket_type": "Delegate", **own}, {})
    return registry.register(programme, form)[0]
