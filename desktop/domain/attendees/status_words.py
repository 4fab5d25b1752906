"""What guest lists call the states of a registration, in the words of many systems.

A word that is not understood is not confirmed: the desk sees it and decides. So a word counts
only as a whole, or where each part of it is known and no two of them contradict each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from desktop.domain.attendees.blanks import is_blank, is_blank_status
from desktop.domain.attendees.registration import Status
from desktop.domain.attendees.status_stems import ATTENDED, NOT_ATTENDED, read_stems
from desktop.domain.spelling import doubtful_signs, normalise

CHECKED_IN = "checked_in"
CHECKED_OUT = "checked_out"

_WORDS: Mapping[str, tuple[str, ...]] = {
    Status.REGISTERED: (
        "registered", "attending", "approved", "confirmed", "complete", "completed", "paid",
        "active", "valid", "going", "accepted", "yes", "ok", "booked", "issued", "enrolled",
        "success", "successful", "processed", "free", "order complete", "payment complete",
        "not checked in", "no show", "did not attend", "rsvp yes", "checked out",
        "acquired", "not present", "not arrived", "not scanned", "noshow",
        "רשום", "רשומה", "נרשם", "נרשמה", "מאושר", "מאושרת", "אושר", "מגיע", "מגיעה", "כן", "שולם",
        "פעיל", "bestatigt", "bezahlt", "angemeldet", "inscrit", "confirme", "confirmado",
        "coming", "will attend", "i ll be there", "ill be there", "paid in full", "complimentary",
        "ja", "oui", "si", "sim", "да", "zugesagt", "zusage", "kommt", "je participe", "asistire",
        "asistira", "vou", "partecipa", "partecipero", "придет", "приду", "komt", "kommer",
        "deltar", "מגיעים", "אישר הגעה", "אישרה הגעה", "יגיע", "תגיע", "משתתף", "משתתפת", "present",
        "presente", "présent", "présente", "anwesend", "aanwezig", "närvarande", "נוכח", "נוכחת",
        "pagado", "asiste", "participe", "nimmt teil", "iscritto", "confermato", "אגיע",
        "подтвержден", "зарегистрирован", "оплачен",
    ),
    CHECKED_IN: (
        "checked in", "checkedin", "attended", "arrived", "scanned", "used",
        "redeemed", "נכנס", "נכנסה", "הגיע", "הגיעה", "eingecheckt",
    ),
    Status.PENDING: (
        "pending", "pending approval", "awaiting payment", "awaiting approval", "unpaid",
        "unconfirmed", "unapproved", "tentative", "maybe", "reserved", "incomplete", "on hold",
        "not paid", "payment pending", "not confirmed", "not approved", "to be paid",
        "pre reserved", "in progress", "awaiting moderation", "moderation", "ממתין", "ממתינה",
        "ממתין לאישור", "ממתין לתשלום", "לא שולם", "אולי", "ausstehend", "offen", "en attente",
        "pendiente", "ожидает",
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
        "invalid", "revoked", "cancelada", "annullato", "annullata", "refund", "wc cancelled",
        "cancelled by organiser", "cancelled by organizer", "declined no reason", "can t go",
        "cant go", "cannot attend", "ne participe pas", "no asiste", "nimmt nicht teil",
        "nein", "non", "nao", "нет", "nee", "nej", "absage", "kommt nicht", "komme nicht",
        "ne vient pas", "désisté", "désistée", "baja", "no asistira", "no asistire",
        "non partecipa", "не придет", "komt niet", "kommer inte", "inställd", "makulerad",
        "לא יגיע", "לא תגיע", "ביטול", "can t come", "cant come", "can t make it", "cant make it",
        "won t attend", "wont attend", "dropped", "fully refunded",
        "chargeback", "charged back", "released", "invalidated", "לא אגיע", "לא מגיעים",
        "remboursé", "erstattet", "denied", "denied by host", "refused", "removed", "failed",
        "rsvp no", "abgesagt", "storniert", "annule", "cancelado", "отменен", "מבוטל", "מבוטלת",
        "בוטל", "בוטלה", "ביטל", "ביטלה", "לא מגיע", "לא מגיעה", "לא", "סורב", "נדחה",
    ),
}  # fmt: skip
_BY_WORD = {normalise(word): status for status, words in _WORDS.items() for word in words}

_YES = ("yes", "y", "true", "1", "x", "✓", "✔", "√", "☑", "✅", "checked in", "כן", "ja", "oui",
        "si", "sim", "да", "t", "on")  # fmt: skip
_NO = ("no", "n", "false", "0", "לא", "nein", "non", "nao", "nej", "nee", "нет", "f", "off",
       "not checked in", "✗", "✘", "❌", "☐")  # fmt: skip
_ANSWERS = {normalise(word) or word: True for word in _YES} | {
    normalise(word) or word: False for word in _NO
}


class StatusReading(NamedTuple):
    """What a status cell says: the status, whether the person is in, and the unknown word."""

    status: Status
    is_in: bool = False
    unknown: str = ""


@lru_cache(maxsize=16_384)
def read_status(cell: str) -> StatusReading:
    """Read a status cell; a word nobody told us is not confirmed, and kept for the desk to see."""
    if is_blank_status(cell):
        return StatusReading(Status.REGISTERED)
    status = _meaning(cell)
    if status is None or status == NOT_ATTENDED:
        # `Absent` may say that they will not come, or that they did not.
        return StatusReading(Status.PENDING, unknown=cell)
    if status in (CHECKED_IN, ATTENDED):
        return StatusReading(Status.REGISTERED, is_in=True)
    return StatusReading(Status(status))


@lru_cache(maxsize=16_384)
def read_yes_no(cell: str) -> bool | None:
    """Read a yes or no in the words that systems write; None where it is neither."""
    if is_blank(cell):
        return False
    if len(cell.strip()) > 1 and doubtful_signs(cell):
        return None
    return _ANSWERS.get(normalise(cell) or cell.strip())


@lru_cache(maxsize=16_384)
def read_attendance(cell: str) -> bool | None:
    """Read whether somebody came: yes or no, or `Present` and `Absent`; None for anything else."""
    answer = read_yes_no(cell)
    if answer is not None:
        return answer
    if says_absent(cell):
        return False
    is_present = normalise(cell) in _PRESENT and not doubtful_signs(cell)
    return True if is_present or _meaning(cell) in (CHECKED_IN, ATTENDED) else None


def says_absent(cell: str) -> bool:
    """Tell whether a word says that somebody did not come."""
    text = normalise(cell.replace("_", " "))
    return text in _ABSENT or _meaning(cell) == NOT_ATTENDED


def _meaning(cell: str) -> str | None:
    """Give what a word means: a status, in or not come; None where that is not certain."""
    if doubtful_signs(cell):
        return None
    text = normalise(cell.replace("_", " "))
    return _BY_WORD.get(text) or read_stems(text)


_PRESENT = frozenset(
    map(
        normalise,
        ("present", "presente", "presentes", "présent", "présente", "anwesend", "aanwezig",
         "närvarande", "присутствует", "присутствовал", "נוכח", "נוכחת"),
    )
)  # fmt: skip
_ABSENT = frozenset(
    map(
        normalise,
        ("not checked in", "absent", "absente", "abwesend", "afwezig", "frånvarande", "ausente",
         "assente", "отсутствует", "נעדר", "נעדרת", "no show", "noshow", "did not attend",
         "not present", "not arrived", "not scanned", "not attended", "unused", "not used",
         "not redeemed",
         "לא הגיע", "לא הגיעה", "לא נכנס", "לא נכח"),
    )
)  # fmt: skip
