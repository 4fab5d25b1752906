"""What the parts of a ticket are called by the systems that make links and data, and what not."""

from __future__ import annotations

# The surest first: the secret of The Events Calendar is `security_code`, the id of Luma `pk`.
SECRETS = (
    "securitycode", "secret", "ticketsecret", "token", "tickettoken", "hash", "tickethash",
    "hmac", "signature", "sig",
)  # fmt: skip
IDS = (
    "code", "ticketcode", "pk", "qr", "qrcode", "qrdata", "barcode", "ticketid", "ticketuuid",
    "ticketnumber", "ticketno", "ticket", "tickets", "tid", "attendeeid", "attendee", "guestid",
    "guest", "guestkey", "registrationid", "registration", "regid", "participantid",
    "participant", "badgeid", "badge", "publicid", "shortid", "uuid", "guid",
)  # fmt: skip
# These may be of anything.
VAGUE_IDS = ("uid", "id", "key")
VAGUE = (*VAGUE_IDS, "reference", "ref", "c", "t", "k", "v", "q")
TICKETS = (*SECRETS, *IDS, *VAGUE)
# After one of these a part of a path is a ticket, however short.
BEFORE_TICKETS = frozenset((
    "t", "ticket", "tickets", "eticket", "checkin", "attendee", "attendees", "guest", "guests",
    "registration", "registrations", "badge", "badges", "qr", "qrcode", "scan", "barcode", "pass",
    "passes", "admission",
))  # fmt: skip
_TRACKING = ("utm", "fbclid", "gclid", "mccid", "mceid", "lang", "locale", "source", "campaign")
_OF_EVENT = (
    "event", "programme", "program", "order", "invoice", "cart", "booking", "session", "series",
    "organizer", "organiser", "org", "venue", "user", "account", "profile", "item", "product",
    "shop", "affiliate", "aff", "partner", "promo", "coupon", "discount", "price", "amount",
    "time", "date", "name", "email", "mail", "phone",
)  # fmt: skip
# Alone these are of an event or a person; as beginnings of a word they are not.
_ALONE = frozenset(("e", "o", "u", "p", "s"))


def plain(name: str) -> str:
    """Write a name without signs and capitals: `Security_Code` is `securitycode`."""
    return "".join(filter(str.isalnum, name)).casefold()


def is_tracking(name: str) -> bool:
    """Tell whether a plain name says only where somebody came from."""
    return name.startswith(_TRACKING)


def is_of_event(name: str) -> bool:
    """Tell whether a plain name is of an event, an order or a person, and not of a ticket."""
    return name in _ALONE or name.startswith(_OF_EVENT)
