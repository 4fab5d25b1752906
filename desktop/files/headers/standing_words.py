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
    "admit", "deleted", "revoked", "expired", "zahlung", "paiement", "attendance", "present",
    "presence", "asistencia", "anwesend", "נוכחות", "presenza", "presenca", "presencia", "obecnosc",
    "aanwezig", "aanwezigheid", "narvarande", "narvaro", "tilstede", "anwesenheit", "الحضور",
    "出欠", "출석", "lasnaolo", "dochazka", "jelenlet",
)  # fmt: skip
NO_STANDING = (
    "purchaser", "buyer", "payer", "marital", "email", "mail", "vaccination", "visa", "method",
    "type", "amount", "date", "time", "id", "number", "home", "us", "province", "country", "price",
    "currency", "gateway", "city", "address", "billing", "shipping", "printed", "note", "notes",
    "check", "checkin", "familial", "civil", "employment", "health", "tax", "provider", "sent",
    "link", "url", "fee", "total", "reason", "by",
)  # fmt: skip

# Until when somebody may come, unless it is of a document.
VALIDITY = ("valid", "validity", "validite", "valable", "valide", "validez", "validade", "gultig",
    "gultigkeit", "geldig", "wazny", "действителен", "תוקף", "בתוקף", "תקף", "expires", "expiry",
    "expiration")  # fmt: skip
OF_DOCUMENTS = ("passport", "visa", "card", "licence", "license", "certificate", "vaccination",
    "email", "mail", "insurance", "dbs", "id", "דרכון")  # fmt: skip

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
    "organization": ("status", "committee", "organiser", "organizer", "organising", "organizing",
        "email", "mail", "phone", "website", "size", "industry", "address", "city", "type", "home",
        "country", "id", "zip", "role", "position", "title", "street", "tax",
        "billing", "shipping", "buyer", "contact", "person"),
    "title": ("waiting", "list", "rank", "event", "session", "ticket", "page", "paper", "id",
        "number"),
    "ticket_type": ("email", "e mail", "mail", "phone", "address", "relation", "website", "event",
        "contact", "account", "id", "price", "quantity", "number", "url", "count"),
    "status": ("province", "region", "id", "marital", "email", "home", "payment method",
        "vaccination", "dinner", "lunch", "breakfast", "meal", "gala", "reception", "bus",
        "shuttle", "car", "train", "flight", "tour", "abroad", "hotel", "party", "shabbat",
        "workshop", "session", "panel", "visit", "by", "from", "with", "friday", "saturday",
        "sunday", "monday", "tuesday", "wednesday", "thursday", "day",
        "night", "evening", "children", "guest", "spouse", "online", "virtually", "ארוחה", "הסעה"),
    "qr_code": ("voucher", "zip", "postal", "country", "order", "discount", "access", "scanned",
        "printed", "type", "format"),
    "external_id": ("order", "event", "ticket type", "session", "list"),
    "order_ref": ("attendee", "date", "type", "total", "status", "item", "time"),
    "country": ("ip", "billing", "shipping", "code", "organization", "phone", "ticket", "passport",
        "birth"),
    "community": ("guidelines", "rules", "country", "state", "province", "zip", "address",
        "mailing", "ip", "postal", "helper"),
    "diet": ("price", "paid", "time", "ticket", "count"),
    "notes": ("id",),
    "registered_at": ("expiration", "expires", "expiry", "event start", "event end", "birth",
        "check", "modified", "updated", "refund"),
    "checked_in_at": ("by", "count", "hotel", "list"),
    "checked_in": ("online", "mobile", "web", "conferma", "confirma", "confirmacao",
        "confirmacion", "تاكيد", "potwierdzenie",
        "подтверждение", "bestatigung", "rsvp", "will", "plan", "by", "count", "hotel", "number",
        "code", "date", "time", "luggage"),
    "checked_out_at": ("by", "hotel"),
    "sessions": ("attended", "count", "number"),
}  # fmt: skip

# Beside one of the latter the former is a part of an address.
REGIONS = ("region", "אזור", "regione", "region name")
OF_ADDRESSES = ("ip", "ip address", "latitude", "longitude", "zip", "postal code", "postcode",
    "zipcode", "zip code", "cc", "gmtoff", "street", "address", "city", "state", "timezone",
    "country code", "מיקוד", "רחוב")  # fmt: skip

# Beside these check-in is a stay in a hotel.
OF_STAYS = ("nights", "number of nights", "room",
    "room type", "room number", "hotel", "לילות", "חדר", "zimmer", "nachte", "chambre", "nuits",
    "habitacion", "noches", "camera", "notti")  # fmt: skip
COMPANIONS = ("guest name", "guest full name", "name of guest", "guest email", "guest e mail")
OWN_HEADERS: Mapping[str, tuple[str, ...]] = {
    "full_name": ("name", "full name", "your name", "your full name", "attendee name",
        "participant name", "registrant name"),
    "email": ("email", "email address", "e mail", "your email", "attendee email",
        "participant email", "registrant email"),
}  # fmt: skip
# Whether somebody is there, or says that they will be, these do not tell by themselves.
PRESENCE_NOUNS = ("attendance", "present", "presence", "asistencia", "anwesend", "anwesenheit",
    "presenza", "נוכחות", "נוכח", "присутствие")  # fmt: skip

# A part of a name between first and last.
INFIXES = ("tussenvoegsel", "tussenvoegsels", "infix", "voorvoegsel", "middle name", "middle names",
    "second name", "middle initial")  # fmt: skip
