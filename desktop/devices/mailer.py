"""Sends mail through the organizer's own SMTP server."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from email.utils import formatdate, make_msgid
from types import TracebackType

from desktop.domain.attendees.mail import Letter, SmtpServer
from desktop.domain.checks import EMAIL
from desktop.domain.failures import Cause, MailServerBusy, MailServerRefused, RecipientRefused

TIMEOUT_S = 30
# Rate limits and full servers (RFC 5321, 4.2.3; RFC 4954 for 454): later they take the same letter.
_CLOSING = frozenset({421})
_FOR_A_WHILE = _CLOSING | {450, 451, 452, 454}
_GO_ON = 354
_GOOGLE = ("gmail.com", "googlemail.com", "google.com")
_MICROSOFT = ("outlook.com", "office365.com", "office.com", "hotmail.com", "live.com")


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
            MailServerBusy: it takes nobody for a while.
            MailServerRefused: it cannot be reached, or does not let in.
        """
        server = self._server
        try:
            self._line = self._connect()
            if server.user:
                self._line.login(server.user, self._password)
        except (OSError, smtplib.SMTPException, ValueError) as error:
            self._hang_up()
            reason = _login_reason(server.host, error)
            if isinstance(error, smtplib.SMTPResponseException) and error.smtp_code in _CLOSING:
                raise MailServerBusy(host=server.host, reason=reason) from error
            raise MailServerRefused(host=server.host, reason=reason) from error
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
            MailServerBusy: the server takes no more for a while, nor this one.
            MailServerRefused: the connection is gone; nobody knows about this letter, unless the
                failure says that it is certain.
        """
        assert self._line is not None
        line, host = self._line, self._server.host
        if not EMAIL.match(letter.to):
            # The library would find some address in it, and write to that.
            raise RecipientRefused(email=letter.to, reason=Cause.BAD_ADDRESS)
        try:
            message = _message(letter, self._server.sender)
        except (ValueError, IndexError, LookupError, TypeError, AttributeError) as error:
            # What an address parser of the library says of an odd one is not for people.
            raise RecipientRefused(email=letter.to, reason=Cause.BAD_ADDRESS) from error
        under_way = _Watch(line)
        try:
            line.send_message(message, self._server.sender, [letter.to])
        except smtplib.SMTPNotSupportedError as error:
            raise RecipientRefused(email=letter.to, reason=_reason(error)) from error
        except (smtplib.SMTPRecipientsRefused, smtplib.SMTPResponseException) as error:
            # What a server says of one mailbox, full or unknown for now, is about that person.
            is_of_one = isinstance(error, smtplib.SMTPRecipientsRefused)
            if _codes(error) & (_CLOSING if is_of_one else _FOR_A_WHILE):
                raise MailServerBusy(host=host, reason=_reason(error)) from error
            if isinstance(error, smtplib.SMTPSenderRefused | smtplib.SMTPHeloError):
                reason = _reason(error)
                raise MailServerRefused(host=host, reason=reason, is_certain=True) from error
            raise RecipientRefused(email=letter.to, reason=_reason(error)) from error
        except UnicodeEncodeError as error:
            raise RecipientRefused(email=letter.to, reason=Cause.BAD_ADDRESS) from error
        except (OSError, smtplib.SMTPException) as error:
            is_certain = not under_way.has_begun
            reason = _reason(error)
            raise MailServerRefused(host=host, reason=reason, is_certain=is_certain) from error
        finally:
            under_way.end()

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


class _Watch:
    """Notes whether the letter itself was begun: before that the server cannot have it."""

    def __init__(self, line: smtplib.SMTP) -> None:
        self._line, self._ask = line, line.getreply
        self.has_begun = False
        line.getreply = self._listen  # type: ignore[method-assign]

    def end(self) -> None:
        """Watch no longer."""
        self._line.getreply = self._ask  # type: ignore[method-assign]

    def _listen(self) -> tuple[int, bytes]:
        answer = self._ask()
        self.has_begun = self.has_begun or answer[0] == _GO_ON
        return answer


CALENDAR_NAME = "sessions.ics"


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
    if letter.calendar:
        message.add_attachment(
            letter.calendar, maintype="text", subtype="calendar", filename=CALENDAR_NAME
        )
    return message


def _login_reason(host: str, error: Exception) -> str:
    """Say why a server does not let in; two large ones want something else than a password."""
    if isinstance(error, smtplib.SMTPAuthenticationError):
        if host.endswith(_GOOGLE):
            return Cause.APP_PASSWORD
        if host.endswith(_MICROSOFT):
            return Cause.NO_PASSWORDS
    return _reason(error)


def _codes(error: smtplib.SMTPRecipientsRefused | smtplib.SMTPResponseException) -> set[int]:
    if isinstance(error, smtplib.SMTPResponseException):
        return {error.smtp_code}
    return {code for code, _text in error.recipients.values()}


def _reason(error: Exception) -> str:
    """Say in one line what the server said."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        error = next(iter(_answers(error)), error)
    if isinstance(error, smtplib.SMTPResponseException):
        answer = error.smtp_error
        text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else str(answer)
        return f"{error.smtp_code} {' '.join(text.split())}"
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return Cause.HUNG_UP
    return " ".join(str(error).split()) or type(error).__name__


def _answers(error: smtplib.SMTPRecipientsRefused) -> list[Exception]:
    return [smtplib.SMTPResponseException(code, text) for code, text in error.recipients.values()]
