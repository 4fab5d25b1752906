"""Sends mail through the organizer's own SMTP server."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from email.utils import formatdate, make_msgid
from types import TracebackType

from desktop.domain.attendees.mail import Letter, SmtpServer
from desktop.domain.failures import MailServerRefused, RecipientRefused

TIMEOUT_S = 30


class SmtpMailer:
    """One connection to one server; opened for a batch and closed after it."""

    def __init__(self, server: SmtpServer, password: str) -> None:
        """Know the server; nothing is sent yet."""
        self._server = server
        self._password = password
        self._line: smtplib.SMTP | None = None

    def __enter__(self) -> SmtpMailer:
        """Connect and log in.

        Raises:
            MailServerRefused: it cannot be reached, or does not let in.
        """
        server = self._server
        try:
            self._line = self._connect()
            if server.user:
                self._line.login(server.user, self._password)
        except (OSError, smtplib.SMTPException, ValueError) as error:
            self._hang_up()
            raise MailServerRefused(host=server.host, reason=_reason(error)) from error
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Say goodbye."""
        self._hang_up()

    def send(self, letter: Letter) -> None:
        """Hand one letter to the server; it is accepted when this returns.

        Raises:
            RecipientRefused: this one cannot be sent; the others may.
            MailServerRefused: the connection is gone; nobody knows about this letter.
        """
        assert self._line is not None
        message = _message(letter, self._server.sender)
        try:
            self._line.send_message(message, self._server.sender, [letter.to])
        except (
            smtplib.SMTPRecipientsRefused,
            smtplib.SMTPDataError,
            smtplib.SMTPNotSupportedError,
            UnicodeEncodeError,
        ) as error:
            raise RecipientRefused(email=letter.to, reason=_reason(error)) from error
        except (OSError, smtplib.SMTPException) as error:
            host = self._server.host
            raise MailServerRefused(host=host, reason=_reason(error)) from error

    def _connect(self) -> smtplib.SMTP:
        server = self._server
        context = ssl.create_default_context()
        if server.security == "tls":
            return smtplib.SMTP_SSL(server.host, server.port, timeout=TIMEOUT_S, context=context)
        line = smtplib.SMTP(server.host, server.port, timeout=TIMEOUT_S)
        if server.security == "starttls":
            line.starttls(context=context)
        return line

    def _hang_up(self) -> None:
        line, self._line = self._line, None
        if line is not None:
            try:
                line.quit()
            except (OSError, smtplib.SMTPException):
                line.close()


def _message(letter: Letter, sender: str) -> EmailMessage:
    message = EmailMessage(policy=SMTP_POLICY)
    message["From"] = sender
    message["To"] = letter.to
    message["Subject"] = " ".join(letter.subject.split())
    message["Date"] = formatdate(localtime=True)
    message["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2] or "localhost")
    message.set_content(letter.text)
    message.add_attachment(
        letter.ticket, maintype="application", subtype="pdf", filename=letter.file_name
    )
    return message


def _reason(error: Exception) -> str:
    """Say in one line what the server said."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        error = next(iter(_answers(error)), error)
    if isinstance(error, smtplib.SMTPResponseException):
        answer = error.smtp_error
        text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else str(answer)
        return f"{error.smtp_code} {' '.join(text.split())}"
    return " ".join(str(error).split()) or type(error).__name__


def _answers(error: smtplib.SMTPRecipientsRefused) -> list[Exception]:
    return [smtplib.SMTPResponseException(code, text) for code, text in error.recipients.values()]
