"""States by the stems of their words: each word known, and no two against each other."""

from __future__ import annotations

import pytest

from desktop.domain.attendees.registration import Status
from desktop.domain.attendees.status_stems import ATTENDED, NOT_ATTENDED, read_stems
from desktop.domain.attendees.status_words import read_status
from desktop.domain.spelling import normalise

MEANINGS = {
    Status.CANCELLED: (
        "Cancelled by attendee", "Canceled (refunded)", "Cancelled - no refund", "Annulée",
        "Remboursé", "Abgemeldet", "Abgemeldete", "Geannuleerd", "Avbokad", "Annullata", "Отменён",
        "Anulada", "Reembolsado", "בוטל על ידי המשתתף", "הוחזר", "Invitation Declined", "Rejected",
        "Expirée", "Desinscrit", "Rimborsato", "Terugbetaald", "Återbetalad", "Recusada", "Regrets",
    ),
    Status.REGISTERED: (
        "Confirmed by host", "Confirmée", "Approvato", "Genehmigt", "Inscrito", "Iscritta",
        "Aangemeld", "Bekräftad", "Подтверждена", "Оплачено", "מאושרות", "Invitation accepted",
        "Payment received", "Betald", "Pagada", "Aprovado", "Registration confirmed",
    ),
    Status.PENDING: (
        "Payment failed", "Paiement refusé", "Zahlung fehlgeschlagen", "Payment expired",
        "En attente de paiement", "Em espera", "In attesa di pagamento", "Nicht bezahlt",
        "Non payé", "Не оплачен", "לא אושרה", "Ej betald", "Abandoned", "Draft", "Niet bevestigd",
    ),
    Status.WAITLISTED: (
        "On waitlist", "Waitlisted - pending", "Warteliste", "Liste d’attente", "Lista de espera",
        "Lista d'attesa", "Wachtlijst", "Väntelista", "Лист ожидания", "ברשימת המתנה",
    ),
    Status.BLOCKED: ("suspended", "Blocked by admin", "Gesperrt", "Bloqueada", "Заблокирован"),
    Status.INVITED: ("Eingeladen", "Invitada", "Uitgenodigd", "Inbjuden", "Приглашена", "הוזמנה"),
}  # fmt: skip
NOT_UNDERSTOOD = (
    "Not cancelled", "No longer waitlisted", "Partially paid", "Pending refund", "Refund rejected",
    "Cancellation requested", "Pending from waitlist", "Confirmation sent", "Registration",
    "Approval", "placed", "VIP", "Group A", "Confirmed VIP", "Duplicate", "Unsubscribed",
    "Paid, cancelled", "Teilweise bezahlt", "Nicht storniert", "Pas annulé", "No cancelado",
    "לא בוטל", "Не отменён", "Inte avbokad", "Niet geannuleerd", "Non annullato", "Não cancelado",
    "formerly registered", "cancelled unless confirmed", "0", "1", "Block A",
    "attending virtually", "a b c d e f g h i j k", "✓✓", "De-registered", "in-active", "in valid",
    "a-confirmed", "Confirmed?", "Registered (?)", "❌ Confirmed", "⏳ Registered",
    "R\u0336egistered", "¬Paid", "Absent", "Confirmed absent",
    "De-registered by email", "in active ticket", "in-valid payment",
)  # fmt: skip


@pytest.mark.parametrize(
    ("word", "status"),
    [(word, status) for status, words in MEANINGS.items() for word in words],
)
def test_a_word_means_its_status(word: str, status: Status) -> None:
    assert read_status(word) == (status, False, "")


@pytest.mark.parametrize("word", NOT_UNDERSTOOD)
def test_what_is_negated_or_contradicts_itself_is_not_understood(word: str) -> None:
    assert read_status(word) == (Status.PENDING, False, word)


@pytest.mark.parametrize(
    ("word", "meaning"),
    [
        ("checked in", ATTENDED), ("eingecheckt", ATTENDED), ("registered scanned", ATTENDED),
        ("absent", NOT_ATTENDED), ("no show", NOT_ATTENDED), ("registered absent", None),
        ("registered present", Status.REGISTERED),
        ("cancelled present", None), ("", None),
    ],
)  # fmt: skip
def test_who_came_and_who_did_not(word: str, meaning: str | None) -> None:
    assert read_stems(normalise(word)) == meaning
