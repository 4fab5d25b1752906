"""A ticket's mail as data: the template in two languages, and how far it came."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from desktop.domain.attendees.registration import NOT_EXPECTED, Attendee
from desktop.domain.programme.programme import Programme

PLACEHOLDERS = ("name", "programme", "dates", "place", "type")
_NAMED = re.compile(r"\{(\w+)\}")
_CAME_BACK = "came back from "
# In the notices of mail servers an address stands between brackets, quotes or signs.
# Lengths as RFC 5321 limits them, so that no text takes long.
_ADDRESS = re.compile(
    r"(?<![^\s<>\"(),;:\[\]=])[^\s<>\"(),;:\[\]=@]{1,66}@[^\s<>\"'(),;:\[\]=@]{0,255}\w(?!@)"
)
_FROM = re.compile(r"\s*(?:from|sender|reply-to|return-path|x-[\w-]+)\s*:", re.IGNORECASE)
# A part of a notice that tells of something else than a failure (RFC 3464, 2.3.3).
_PARTS = re.compile(r"\n[ \t]*\r?\n")
_NO_FAILURE = re.compile(r"^\s*action\s*:\s*(?:delayed|delivered|relayed|expanded)", re.I | re.M)


class MailState(StrEnum):
    """How far a mail came; `sending` in a later run means that nobody knows."""

    NONE = ""
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class MailTemplate:
    """Subject and text in both languages, with names in braces."""

    subject: str
    text: str
    text_hebrew: str


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """The organizer's own server. `security` is `starttls`, `tls` or `none`."""

    host: str
    port: int
    sender: str
    user: str = ""
    security: str = "starttls"


class Letter(NamedTuple):
    """One mail with one ticket, and with a calendar of the sessions that its reader booked."""

    to: str
    subject: str
    text: str
    file_name: str
    ticket: bytes
    calendar: bytes = b""
    sessions: tuple[str, ...] = ()


def state_of(attendee: Attendee) -> MailState:
    """Say how far the mail of somebody came."""
    text = attendee.registration.mail_state
    known = {state.value: state for state in MailState}
    return known.get(text.partition(":")[0], MailState.NONE)


def came_back_state(email: str) -> str:
    """Write that a mail came back from an address."""
    return f"{MailState.FAILED}: {_CAME_BACK}{email}"


def has_come_back(attendee: Attendee) -> bool:
    """Tell whether the mail to the address that somebody has now came back."""
    _state, _sign, reason = attendee.registration.mail_state.partition(": ")
    address = reason.removeprefix(_CAME_BACK)
    is_back = reason.startswith(_CAME_BACK)
    return is_back and address.casefold() == attendee.person.email.casefold()


def addresses_in(text: str) -> list[str]:
    """Give the mail addresses that a text says did not take a mail, each once, in small letters.

    Whom it comes from is not meant, nor whom a server tells of that waits or delivered.
    """
    parts = (part for part in _PARTS.split(text) if not _NO_FAILURE.search(part))
    lines = (line for part in parts for line in part.splitlines() if not _FROM.match(line))
    found = (match.strip("'").casefold() for line in lines for match in _ADDRESS.findall(line))
    return list(dict.fromkeys(address for address in found if not address.startswith("@")))


def gets_ticket(attendee: Attendee) -> bool:
    """Tell whether somebody is to have a ticket at all."""
    return attendee.registration.status not in NOT_EXPECTED


def unknown_names(template: MailTemplate) -> list[str]:
    """List the names in braces that stand for nothing."""
    spoken = f"{template.subject} {template.text} {template.text_hebrew}"
    return [name for name in _NAMED.findall(spoken) if name not in PLACEHOLDERS]


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put values in place of names in braces; what is unknown stays as it is."""
    return _NAMED.sub(lambda match: values.get(match.group(1), match.group()), text)


def mail_values(attendee: Attendee, programme: Programme, *, in_hebrew: bool) -> dict[str, str]:
    """Collect what a template may name, in one language where there are two."""
    person = attendee.person
    return {
        "name": person.hebrew_name if in_hebrew and person.hebrew_name else person.name,
        "programme": programme.title_hebrew if in_hebrew and programme.title_hebrew
        else programme.title,
        "dates": programme.dates,
        "place": programme.place,
        "type": attendee.registration.ticket_type,
    }  # fmt: skip
