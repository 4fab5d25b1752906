"""Words in headers that tell columns apart which look alike: who may come, owes, was asked."""

from __future__ import annotations

from collections.abc import Mapping

# A reply that was asked for: none at all means that somebody is only invited.
REPLIES = ("rsvp", "response", "reply", "will you come", "will you attend", "are you coming",
    "reponse", "antwort", "respuesta", "risposta", "resposta", "antwoord", "svar", "ответ",
    "אישור הגעה", "האם תגיע", "האם תגיעו", "מגיע", "מגיעים")  # fmt: skip

# What is left to pay, whatever was paid before.
REMAINDERS = (
    "remaining balance", "pendiente", "restant", "balance", "balance due", "outstanding",
    "remaining", "still to pay", "open amount", "left to pay", "יתרה", "יתרה לתשלום",
    "offener betrag", "restbetrag", "solde", "reste", "saldo", "restante", "остаток", "resterend",
    "kvar",
)  # fmt: skip

# Words in a header that may say whether somebody may come.
STANDING = (
    "waiting", "allowed", "enabled", "disabled", "blacklist", "clearance", "vetted", "deceased",
    "decision", "going", "situacao", "teilnahme", "anmeldung", "abgesagt", "abgemeldet", "absage",
    "anulado", "ungultig", "desiste", "inscription", "inscricao", "заявки", "участие", "מגיע",
    "betaalstatus", "betalningsstatus", "pago", "оплаты", "come", "coming", "attend", "attending",
    "status", "rsvp", "approved", "approval", "cancelled", "canceled", "cancellation", "refund",
    "refunded", "paid", "payment", "blocked", "banned", "void", "voided", "suspended", "confirmed",
    "confirmation", "waitlist", "waitlisted", "active", "valid", "declined", "rejected",
    "withdrawn", "statut", "statuts", "bezahlt", "storniert", "bestatigt", "gesperrt", "paye",
    "annule", "pagado", "cancelado", "pagato", "annullato", "статус", "оплата", "отмена", "סטטוס",
    "מצב", "אושר", "מאושר", "שולם", "תשלום", "בוטל", "ביטול", "חסום", "membership", "eligible",
    "admit", "deleted", "revoked", "expired", "zahlung", "paiement",
)  # fmt: skip
NO_STANDING = (
    "purchaser", "buyer", "payer", "marital", "email", "mail", "vaccination", "visa", "method",
    "type", "amount", "date", "time", "id", "number", "home", "us", "province", "country", "price",
    "currency", "gateway", "city", "address", "billing", "shipping", "printed", "note", "notes",
    "check", "checkin", "familial", "civil", "employment", "health", "tax", "provider", "sent",
    "link", "url", "fee", "total", "reason", "by",
)  # fmt: skip

# Words that make a header mean something else than the field it seems to name.
NOT_WITH: Mapping[str, tuple[str, ...]] = {
    "first_name": ("last", "family", "surname", "משפחה"),
    "last_name": ("first", "given", "פרטי"),
    "full_name": ("first", "last", "given", "family", "seat", "event", "company",
        "organization", "organisation", "ticket", "session", "file", "hotel", "card", "group",
        "team", "table", "city", "street", "bank", "list", "product", "school", "user", "tier",
        "domain", "program", "programme", "ארגון", "הארגון",
        "מוסד", "המוסד", "חברה", "החברה", "פרטי", "משפחה"),
    "email": ("sent", "status", "verified", "bounced", "opened", "marketing", "permission"),
    "phone": ("country code", "extension", "model", "type"),
    "organization": ("email", "mail", "phone", "website", "size", "industry", "address", "city",
        "type", "home", "country", "id", "zip", "role", "position", "title", "street", "tax",
        "billing", "shipping", "buyer", "contact", "person"),
    "title": ("waiting", "list", "rank", "event", "session", "ticket", "page", "paper", "id",
        "number"),
    "ticket_type": ("email", "e mail", "mail", "phone", "address", "relation", "website", "event",
        "contact", "account", "id", "price", "quantity", "number", "url", "count"),
    "status": ("province", "region", "id", "marital", "email", "home", "payment method",
        "vaccination", "dinner", "lunch",
        "breakfast", "meal", "gala", "reception", "bus", "shuttle", "car", "train", "flight",
        "tour", "abroad", "hotel", "party", "shabbat", "workshop", "session", "panel", "visit",
        "by", "from", "with", "friday", "saturday", "sunday", "monday", "tuesday", "wednesday",
        "thursday", "day",
        "night", "evening", "children", "guest", "spouse", "online", "virtually", "ארוחה", "הסעה"),
    "qr_code": ("voucher", "zip", "postal", "country", "order", "discount", "access", "scanned",
        "printed", "type", "format"),
    "external_id": ("order", "event", "ticket type", "session", "list"),
    "order_ref": ("attendee", "date", "type", "total", "status", "item", "time"),
    "country": ("billing", "shipping", "code", "organization", "phone", "ticket", "passport",
        "birth"),
    "community": ("guidelines", "rules", "country", "state", "province", "zip", "address",
        "mailing", "ip", "postal", "helper"),
    "diet": ("price", "paid", "time", "ticket", "count"),
    "notes": ("id",),
    "registered_at": ("expiration", "expires", "expiry", "event start", "event end", "birth",
        "check", "modified", "updated", "refund"),
    "checked_in_at": ("by", "count", "hotel", "list"),
    "checked_in": ("conferma", "confirma", "confirmacao", "confirmacion", "تاكيد", "potwierdzenie",
        "подтверждение", "bestatigung", "rsvp", "will", "plan", "by", "count", "hotel", "number",
        "code", "date", "time", "luggage"),
    "checked_out_at": ("by", "hotel"),
    "sessions": ("attended", "count", "number"),
}  # fmt: skip
