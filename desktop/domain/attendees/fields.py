"""The fields of a guest list: what import recognises and export writes, by one set of names."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.domain.attendees.person import GUEST_FIELDS

NAME_FIELDS = GUEST_FIELDS[:6]
REGISTRATION_FIELDS = (
    "external_id",
    "order_ref",
    "delegation",
    "amount_due",
    "ticket_type",
    "tags",
    "notes",
    "attention",
    "sessions",
    "registered_at",
    "valid_from",
    "valid_until",
)
REGISTERED_AT = "registered_at"
VALID_FROM, VALID_UNTIL = "valid_from", "valid_until"
STATUS = "status"
CODE = "qr_code"
IS_CANCELLED = "is_cancelled"
IS_BLOCKED = "is_blocked"
IS_PAID = "is_paid"
IS_APPROVED = "is_approved"
PAID_AT = "paid_at"
BLOCK_REASON = "block_reason"
SESSIONS_WAITING = "sessions_waiting"
CHECKED_IN = "checked_in"
CHECKED_IN_AT = "checked_in_at"
CHECKED_OUT_AT = "checked_out_at"

IMPORT_FIELDS = (
    *GUEST_FIELDS,
    *REGISTRATION_FIELDS,
    STATUS,
    IS_CANCELLED,
    IS_BLOCKED,
    IS_PAID,
    IS_APPROVED,
    BLOCK_REASON,
    PAID_AT,
    SESSIONS_WAITING,
    CODE,
    CHECKED_IN,
    CHECKED_IN_AT,
    CHECKED_OUT_AT,
)

ATTENDEE_COLUMNS = (
    "external_id",
    "order_ref",
    "full_name",
    "first_name",
    "last_name",
    "full_name_hebrew",
    "first_name_hebrew",
    "last_name_hebrew",
    "nickname",
    "email",
    "phone",
    "organization",
    "title",
    "country",
    "community",
    "ticket_type",
    "status",
    "tags",
    "delegation",
    "diet",
    "needs",
    "attention",
    "notes",
    "sessions",
    "sessions_waiting",
    "amount_due",
    "paid_at",
    "block_reason",
    "registered_at",
    "checked_in_at",
    "checked_out_at",
    "badge_printed_at",
)
CODE_COLUMNS = ("code", "badge_code")
VALID_COLUMNS = (VALID_FROM, VALID_UNTIL)
# Who a row was written for: it is known again whatever a spreadsheet makes of its numbers. No
# other system calls a column so; many have a `registration_id`.
ID_COLUMN = "muster_id"
CHECKIN_COLUMNS = (
    "at",
    "outcome",
    "direction",
    "point",
    "desk",
    "detail",
    "full_name",
    "full_name_hebrew",
    "email",
    "organization",
    "external_id",
    "undone_at",
)
# A column for each question of the programme follows the others.
QUESTION_PREFIX = "question: "
# Flat files for other systems; docs/export-columns.md tells what they mean.
FLAT_ATTENDEE_COLUMNS = (
    "registration_id",
    "person_id",
    *ATTENDEE_COLUMNS,
    *CODE_COLUMNS,
    "removed",
    *VALID_COLUMNS,
)
MOVEMENT_COLUMNS = ("movement_id", "at", "direction", "registration_id", "person_id", "full_name",
                    "point", "place", "session_id", "desk", "detail", "undone_at")  # fmt: skip
SESSION_COLUMNS = ("session_id", "code", "title", "kind", "place", "starts_at", "ends_at",
                   "capacity", "booked", "waiting", "inside", "removed")  # fmt: skip
TICKET_COLUMNS = ("full_name", "full_name_hebrew", "email", "ticket_type", "file", "code")
# Every mark of a roll call, and the incident's forms as tables.
ROLLCALL_COLUMNS = (
    "at", "seconds_after", "name", "name_second", "organization", "last_place", "state", "triage",
    "note", "told_by", "assembly_point", "marshal", "desk", "actor", "came_in_late", "taken_back",
    "replaced",
)  # fmt: skip
ICS211_COLUMNS = (
    "state", "agency", "resource", "order_request", "checked_in", "leader", "personnel",
    "contact", "home_unit", "departure", "travel", "assignment", "qualifications", "data_provided",
)  # fmt: skip
ICS214_COLUMNS = ("date_time", "notable_activity")
# Rows that an import left out carry them beside the guest list's own columns.
PROBLEM_COLUMNS = ("Problem in row", "Problem in column", "Problem")
# Older Musters wrote no days of validity, and no ids.
OWN_HEADERS = frozenset({
    ATTENDEE_COLUMNS,
    (*ATTENDEE_COLUMNS, *CODE_COLUMNS),
    (*ATTENDEE_COLUMNS, *VALID_COLUMNS),
    (*ATTENDEE_COLUMNS, *CODE_COLUMNS, *VALID_COLUMNS),
    (*ATTENDEE_COLUMNS, *VALID_COLUMNS, ID_COLUMN),
    (*ATTENDEE_COLUMNS, *CODE_COLUMNS, *VALID_COLUMNS, ID_COLUMN),
    CHECKIN_COLUMNS,
})  # fmt: skip
# With ids a file is ours in whatever order its columns stand, and however many were taken out.
_KNOWN_COLUMNS = frozenset((*ATTENDEE_COLUMNS, *CODE_COLUMNS, *VALID_COLUMNS, ID_COLUMN))
_OLDER_FLAT = FLAT_ATTENDEE_COLUMNS[: -len(VALID_COLUMNS)]


def is_own(headers: tuple[str, ...]) -> bool:
    """Tell whether Muster wrote a file under this header."""
    plain = tuple(header for header in headers if not header.startswith(QUESTION_PREFIX))
    return plain in OWN_HEADERS or (ID_COLUMN in plain and _KNOWN_COLUMNS.issuperset(plain))


# Several tables of a report in one file begin so; of one table these columns tell it.
REPORT_BEGINS = ("report", "column 1")
_REPORT_SIGNS = (
    frozenset({"Second name", "Ticket type", "Delegation", "Community"}),
    frozenset({"Code", "Session", "Came", "In now", "Booked", "Fits"}),
    frozenset({"Second name", "Licence", "Sessions", "Credit"}),
    frozenset({"Session code", "Rule applied", "Credit awarded"}),
    frozenset({"Activity ID", "Completion Date", "Credit Amount"}),
)


def is_written_by_muster(headers: Sequence[str]) -> bool:
    """Tell by its header whether Muster wrote a file of any kind, so that it may replace it."""
    plain = tuple(header for header in headers if not header.startswith(QUESTION_PREFIX))
    others = (
        FLAT_ATTENDEE_COLUMNS, _OLDER_FLAT, MOVEMENT_COLUMNS, SESSION_COLUMNS, TICKET_COLUMNS,
        ROLLCALL_COLUMNS, ICS211_COLUMNS, ICS214_COLUMNS,
    )  # fmt: skip
    if plain in OWN_HEADERS or plain in others or plain[-3:] == PROBLEM_COLUMNS:
        return True
    return plain[:2] == REPORT_BEGINS or any(signs.issubset(plain) for signs in _REPORT_SIGNS)
