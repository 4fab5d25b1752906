"""Words in headers that tell whether a column says who may come, who owes, who was asked."""

from __future__ import annotations

# A reply that was asked for: none at all means that somebody is only invited.
REPLIES = ("rsvp", "response", "reply", "will you come", "will you attend", "are you coming",
    "reponse", "antwort", "respuesta", "risposta", "resposta", "antwoord", "svar", "ответ",
    "אישור הגעה", "האם תגיע", "האם תגיעו", "מגיע", "מגיעים")  # fmt: skip

# What is left to pay, whatever was paid before.
REMAINDERS = ("balance", "balance due", "outstanding", "remaining", "still to pay", "open amount",
    "left to pay", "יתרה", "יתרה לתשלום", "offener betrag", "restbetrag", "solde", "reste", "saldo",
    "restante", "остаток", "resterend", "kvar")  # fmt: skip

# Words in a header that may say whether somebody may come.
STANDING = (
    "come", "coming", "attend", "attending",
    "status", "rsvp", "approved", "approval", "cancelled", "canceled", "cancellation",
    "refund", "refunded", "paid", "payment", "blocked", "banned", "void", "voided", "suspended",
    "confirmed", "confirmation", "waitlist", "waitlisted", "active", "valid", "declined",
    "rejected", "withdrawn", "statut", "statuts", "bezahlt",
    "storniert", "bestatigt", "gesperrt", "paye", "annule", "pagado", "cancelado", "pagato",
    "annullato", "статус", "оплата", "отмена", "סטטוס", "מצב", "אושר", "מאושר", "שולם", "תשלום",
    "בוטל", "ביטול", "חסום", "membership", "eligible", "admit", "deleted", "revoked", "expired",
    "zahlung", "paiement",
)  # fmt: skip
NO_STANDING = (
    "purchaser", "buyer", "payer",
    "marital", "email", "mail", "vaccination", "visa", "method", "type", "amount", "date", "time",
    "id", "number", "home", "us", "province", "country", "price", "currency", "gateway", "city",
    "address", "billing", "shipping", "printed", "note", "notes", "check", "checkin", "familial",
    "civil", "employment", "health", "tax", "provider", "sent", "link", "url", "fee", "total",
    "reason", "by",
)  # fmt: skip
