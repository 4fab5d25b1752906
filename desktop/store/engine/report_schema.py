"""The tables that reports need: seats counted, what was printed and passed over, credits, terms.

As in `later_schemas`: never edited after a release.
"""

from __future__ import annotations

from desktop.domain.attendees.registration import Direction
from desktop.domain.journal.bodies import MOVE, OVERRIDE, PRINT, UNDO
from desktop.domain.journal.entry import Entry, StoredEntry, SubjectType, split_subject
from desktop.domain.journal.fold import undone_by
from desktop.store.engine.engine import Database
from desktop.store.engine.later_schemas import were_spoken_of

_SEATS = """INSERT INTO seats VALUES ({0}.session, {0}.state, {1})
    ON CONFLICT (session, state) DO UPDATE SET people = people + {1}"""
_TAKES, _GIVES = _SEATS.format("NEW", 1), _SEATS.format("OLD", -1)
_NO_SEATS = "DELETE FROM seats WHERE session = OLD.session AND state = OLD.state AND people = 0"
CAME = "came"
_CAME, _WENT = (
    _SEATS.format(row, by).replace(f"{row}.state", f"'{CAME}'")
    for row, by in (("NEW", 1), ("OLD", -1))
)
_NOBODY_CAME = f"DELETE FROM seats WHERE session = OLD.session AND state = '{CAME}' AND people = 0"
_TYPES = ("membership",)
# Fields that a newer desk may have sent already.
_FIELDS = ("area", "counted", "credit_type", "credit_rule", "credit_least", "credit_late")
REPORTS_13 = (
    "ALTER TABLE programmes ADD COLUMN area TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE programmes ADD COLUMN counted TEXT NOT NULL DEFAULT ''",
    *(
        f"ALTER TABLE sessions ADD COLUMN {name} TEXT NOT NULL DEFAULT '{default}'"
        for name, default in (
            ("credit_type", ""), ("credit_rule", "enter"), ("credit_least", ""),
            ("credit_late", ""),
        )
    ),
    """CREATE TABLE memberships (
        id TEXT PRIMARY KEY, person TEXT NOT NULL, organisation TEXT NOT NULL,
        role TEXT NOT NULL, from_year TEXT NOT NULL, until_year TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    # Who has a place in a session, or waits for one, counted as bookings come in: a session of
    # 300,000 is read as quickly as one of ten.
    """CREATE TABLE seats (
        session TEXT NOT NULL, state TEXT NOT NULL, people INTEGER NOT NULL,
        PRIMARY KEY (session, state)
    ) STRICT, WITHOUT ROWID""",
    f"CREATE TRIGGER bookings_made AFTER INSERT ON bookings BEGIN {_TAKES}; END",
    f"""CREATE TRIGGER bookings_gone AFTER DELETE ON bookings
        BEGIN {_GIVES}; {_NO_SEATS}; END""",
    f"""CREATE TRIGGER bookings_changed AFTER UPDATE ON bookings
        BEGIN {_GIVES}; {_NO_SEATS}; {_TAKES}; END""",
    # Who came in for a session, ever; counted beside its places, as `came`.
    """CREATE TABLE attended (
        session TEXT NOT NULL, registration TEXT NOT NULL, PRIMARY KEY (session, registration)
    ) STRICT, WITHOUT ROWID""",
    f"CREATE TRIGGER attended_made AFTER INSERT ON attended BEGIN {_CAME}; END",
    f"""CREATE TRIGGER attended_gone AFTER DELETE ON attended
        BEGIN {_WENT}; {_NOBODY_CAME}; END""",
    # What was printed and passed over, by time: the journal is read by subject.
    """CREATE TABLE printings (
        programme TEXT NOT NULL, at_ms INTEGER NOT NULL, desk TEXT NOT NULL, n INTEGER NOT NULL,
        registration TEXT NOT NULL, undone_ms INTEGER, PRIMARY KEY (programme, at_ms, desk, n)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE overrides (
        programme TEXT NOT NULL, at_ms INTEGER NOT NULL, desk TEXT NOT NULL, n INTEGER NOT NULL,
        registration TEXT NOT NULL, point TEXT NOT NULL, over TEXT NOT NULL,
        reason TEXT NOT NULL, undone_ms INTEGER, PRIMARY KEY (programme, at_ms, desk, n)
    ) STRICT, WITHOUT ROWID""",
    # What somebody decided about the credit of a session.
    """CREATE TABLE credits_decided (
        session TEXT NOT NULL, registration INTEGER NOT NULL, awarded TEXT NOT NULL,
        note TEXT NOT NULL, decided_by TEXT NOT NULL, at_ms INTEGER NOT NULL,
        type TEXT NOT NULL, PRIMARY KEY (session, registration)
    ) STRICT, WITHOUT ROWID""",
)  # fmt: skip
PRINTING = "INSERT OR REPLACE INTO printings VALUES (?,?,?,?,?,?)"
OVERRIDDEN = "INSERT OR REPLACE INTO overrides VALUES (?,?,?,?,?,?,?,?,?)"
# A registration whose making was taken back is nowhere, and so is one that was merged.
_ATTENDED = """
    INSERT OR IGNORE INTO attended SELECT ?, id FROM registrations
    WHERE id = ? AND merged_into = ''
"""
_TOLD = """
    SELECT desk, n, clock, actor, kind, subject, programme, body, seen, chain FROM journal
    WHERE kind IN (?, ?, ?) OR (kind = ? AND body ->> 'session' <> '')
"""


def doing_row(entry: Entry, undone_ms: int | None) -> tuple[str, tuple[object, ...]] | None:
    """Make the row of what was printed or passed over, with its statement; None for all else.

    Args:
        entry: an entry of any kind.
        undone_ms: when it was taken back, in milliseconds UTC.
    """
    type_, registration = split_subject(entry.subject)
    if type_ != SubjectType.REGISTRATION or entry.kind not in (PRINT, OVERRIDE):
        return None
    when = (entry.programme, entry.at_ms, entry.desk, entry.number, registration)
    if entry.kind == PRINT:
        return PRINTING, (*when, undone_ms)
    body = entry.body
    over = body.get("over")
    # An older desk may have written it in whatever shape: nothing is folded from it.
    slugs = " ".join(map(str, over)) if isinstance(over, list) else ""
    told = (str(body.get("point", "")), slugs, str(body.get("reason", "")))
    return OVERRIDDEN, (*when, *told, undone_ms)


def knows_reports(db: Database) -> bool:
    """Tell whether newer desks sent what these tables hold before the store had them."""
    said = ['%"credit:%', *(f'%"{name}":%' for name in _FIELDS)]
    likes = " OR ".join("body LIKE ?" for _each in said)
    query = f"SELECT 1 FROM journal WHERE kind = 'set' AND ({likes}) LIMIT 1"
    return were_spoken_of(db, _TYPES) or db.conn.execute(query, said).fetchone() is not None


def fill_reports(db: Database) -> None:
    """Count the bookings that a store holds, and tell what was printed and passed over."""
    counted = "SELECT session, state, count(*) FROM bookings GROUP BY session, state"
    db.conn.execute(f"INSERT INTO seats {counted}")
    rows = db.conn.execute(_TOLD, (PRINT, OVERRIDE, UNDO, MOVE)).fetchall()
    entries = [StoredEntry(*row).opened() for row in rows]
    undone = undone_by(sorted(entries, key=lambda entry: (entry.clock, entry.desk, entry.number)))
    for entry in entries:
        if made := doing_row(entry, undone.get(entry.id)):
            db.conn.execute(*made)
        is_in = entry.kind == MOVE and entry.body["direction"] == Direction.IN
        if is_in and entry.id not in undone:
            who = split_subject(entry.subject)[1]
            db.conn.execute(_ATTENDED, (entry.body["session"], who))
