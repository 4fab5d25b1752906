"""What guest lists call the states of a registration, in the words of many systems."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from desktop.domain.attendees.registration import Status
from desktop.domain.spelling import normalise

CHECKED_IN = "checked_in"
CHECKED_OUT = "checked_out"

_WORDS: Mapping[str, tuple[str, ...]] = {
    Status.REGISTERED: (
        "registered", "attending", "approved", "confirmed", "complete", "completed", "paid",
        "active", "valid", "going", "accepted", "yes", "ok", "booked", "issued", "enrolled",
        "success", "successful", "processed", "free", "order complete", "payment complete",
        "not checked in", "absent", "no show", "did not attend", "rsvp yes", "checked out",
        "רשום", "רשומה", "נרשם", "נרשמה", "מאושר", "מאושרת", "אושר", "מגיע", "מגיעה", "כן", "שולם",
        "פעיל", "bestatigt", "bezahlt", "angemeldet", "inscrit", "confirme", "confirmado",
        "pagado", "asiste", "participe", "nimmt teil", "iscritto", "confermato", "אגיע",
        "подтвержден", "зарегистрирован", "оплачен",
    ),
    CHECKED_IN: (
        "checked in", "checkedin", "attended", "arrived", "present", "scanned", "used",
        "redeemed", "נכנס", "נכנסה", "הגיע", "הגיעה", "נוכח", "נוכחת", "eingecheckt", "anwesend",
    ),
    Status.PENDING: (
        "pending", "pending approval", "awaiting payment", "awaiting approval", "unpaid",
        "unconfirmed", "unapproved", "tentative", "maybe", "reserved", "incomplete", "on hold",
        "not paid", "payment pending", "in progress", "awaiting moderation", "moderation",
        "ממתין", "ממתינה", "ממתין לאישור", "ממתין לתשלום", "לא שולם", "אולי", "ausstehend",
        "offen", "en attente", "pendiente", "ожидает",
    ),
    Status.WAITLISTED: (
        "waitlist", "waitlisted", "waiting list", "wait list", "waiting", "רשימת המתנה",
        "בהמתנה", "warteliste", "liste d attente", "lista de espera",
    ),
    Status.BLOCKED: ("blocked", "banned", "barred", "חסום", "חסומה", "gesperrt"),
    Status.INVITED: ("invited", "invitation sent", "no reply", "no response", "not replied",
        "מוזמן", "מוזמנת", "הוזמן", "הוזמנה", "eingeladen", "invite", "invitado"),
    Status.CANCELLED: (
        "cancelled", "canceled", "not attending", "refunded", "deleted", "declined", "rejected",
        "withdrawn", "void", "voided", "expired", "no", "not going", "transferred", "inactive",
        "invalid", "revoked",
        "cancelada", "annullato", "annullata", "refund", "partially refunded", "wc cancelled",
        "cancelled by organiser", "cancelled by organizer", "declined no reason", "can t go",
        "cant go", "cannot attend", "ne participe pas", "no asiste", "nimmt nicht teil",
        "chargeback", "charged back", "לא אגיע", "לא מגיעים", "remboursé", "erstattet",
        "denied", "denied by host", "refused", "removed",
        "failed", "rsvp no", "abgesagt", "storniert", "annule",
        "cancelado", "отменен", "מבוטל", "מבוטלת", "בוטל", "בוטלה", "ביטל", "ביטלה", "לא מגיע",
        "לא מגיעה", "לא", "סורב", "נדחה",
    ),
}  # fmt: skip
_BY_WORD = {normalise(word): status for status, words in _WORDS.items() for word in words}

_YES = ("yes", "y", "true", "1", "x", "✓", "✔", "checked in", "כן", "ja", "oui", "si")
_NO = ("", "no", "n", "false", "0", "none", "לא", "nein", "non", "not checked in")
_ANSWERS = {normalise(word) or word: True for word in _YES} | {
    normalise(word) or word: False for word in _NO
}


class StatusReading(NamedTuple):
    """What a status cell says: the status, whether the person is in, and the unknown word."""

    status: Status
    is_in: bool = False
    unknown: str = ""


def read_status(cell: str) -> StatusReading:
    """Read a status cell; a word nobody told us is kept for the desk to see."""
    if not cell:
        return StatusReading(Status.REGISTERED)
    status = _BY_WORD.get(normalise(cell.replace("_", " ")))
    if status is None:
        return StatusReading(Status.REGISTERED, unknown=cell)
    if status == CHECKED_IN:
        return StatusReading(Status.REGISTERED, is_in=True)
    return StatusReading(Status(status))


def read_yes_no(cell: str) -> bool | None:
    """Read a yes or no in the words that systems write; None where it is neither."""
    return _ANSWERS.get(normalise(cell) or cell.strip())
