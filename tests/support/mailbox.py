"""A real SMTP server on this machine that keeps what it is given."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller

from desktop.domain.attendees.mail import SmtpServer


class Mailbox:
    """Takes mails; refuses some addresses, and may hang up after a number of mails."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.refused: set[str] = set()
        self.hangs_up_after = 1_000_000
        # Answers to MAIL FROM and to RCPT TO, one after the other; none is a yes.
        self.at_mail: list[str] = []
        self.at_rcpt: list[str] = []
        self.server = SmtpServer("127.0.0.1", 0, "niperm@example.org", security="none")

    async def handle_MAIL(  # noqa: N802
        self, _server: Any, _session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if self.at_mail and (answer := self.at_mail.pop(0)):
            return answer
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(  # noqa: N802  (aiosmtpd's name)
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if self.at_rcpt and (answer := self.at_rcpt.pop(0)):
            return answer
        if address in self.refused:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        if len(self.letters) >= self.hangs_up_after:
            server.transport.close()
            return "421 gone"
        message = message_from_bytes(envelope.content, policy=default)
        assert isinstance(message, EmailMessage)
        self.letters.append(message)
        return "250 OK"


@contextmanager
def open_mailbox() -> Iterator[Mailbox]:
    """Run the server on a free port while the test goes on."""
    mailbox = Mailbox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    controller = Controller(mailbox, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        mailbox.server = SmtpServer("127.0.0.1", port, "niperm@example.org", security="none")
        yield mailbox
    finally:
        controller.stop()
