"""Small doors to what lies outside: the clock, the badge painter, and words for people."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol, TypeVar

from desktop.domain.badge_layout import Badge
from desktop.domain.ids import uuid7
from desktop.domain.listing import Listing
from desktop.domain.mail import Letter, SmtpServer
from desktop.domain.media import Media
from desktop.domain.trouble import MailServerRefused

T = TypeVar("T")

OnStore = Callable[[Callable[[], T]], T]
Clock = Callable[[], int]


class Postman(Protocol):
    """Hands letters to a mail server."""

    def send(self, letter: Letter) -> None:
        """Send one; raises RecipientRefused or MailServerRefused."""


class OpenPostman(Protocol):
    """Connects to a mail server for a batch of letters."""

    def __call__(
        self, server: SmtpServer, password: str, /
    ) -> AbstractContextManager[Postman, bool | None]:
        """Give the open connection; raises MailServerRefused."""


def no_postman(server: SmtpServer, _password: str) -> AbstractContextManager[Postman, bool | None]:
    """Stand where no mail can be sent, and say so."""
    raise MailServerRefused(host=server.host, reason="mail is not set up in this program")


class BadgePainter(Protocol):
    """Paints badges, tickets and lists."""

    def paint_list(self, target: Path, listing: Listing) -> int:
        """Write a list as PDF and tell how many pages it has."""

    def paint_picture(self, target: Path, media: Media, badge: Badge, dpi: int) -> None:
        """Write one badge as a PNG."""

    def paint_pdf(self, target: Path, media: Media, badges: Iterator[Badge]) -> int:
        """Write a PDF of these badges and tell how many pages it has."""


def system_clock() -> int:
    """Give the wall time in milliseconds since 1970 UTC."""
    return time.time_ns() // 1_000_000


def directly(work: Callable[[], T]) -> T:
    """Do work that touches the store in the caller's own thread, where nobody else scans."""
    return work()


_newest_id = [0, 0]


def new_id(wall_ms: int) -> str:
    """Make an id for a new subject; ids of one millisecond keep the order of their making.

    The counter of RFC 9562 section 6.2 (method 1) takes the first twelve of the random bits.
    """
    _newest_id[1] = _newest_id[1] + 1 if wall_ms == _newest_id[0] else 0
    _newest_id[0] = wall_ms
    return uuid7(wall_ms, (_newest_id[1] & 0xFFF) << 62 | secrets.randbits(62))


def never() -> bool:
    """Answer that nobody asked to stop."""
    return False
