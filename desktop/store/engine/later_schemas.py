"""The statements of the later steps of the schema; never edited after a release."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.domain.checkin.codes import match_key
from desktop.domain.checkin.readings import loose_key_beside
from desktop.store.engine.engine import Database

SEARCH_2 = (
    "CREATE TABLE labels (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT",
    # What the table of attendees sorts and filters by, in rows so narrow that 300,000 are
    # walked through in a blink; texts that repeat are numbers of labels.
    """CREATE TABLE roster (
        programme INTEGER NOT NULL, sort_key TEXT NOT NULL, registration INTEGER NOT NULL,
        type INTEGER NOT NULL, country INTEGER NOT NULL, organization INTEGER NOT NULL,
        community INTEGER NOT NULL, status INTEGER NOT NULL,
        PRIMARY KEY (programme, sort_key, registration)
    ) STRICT, WITHOUT ROWID""",
    """CREATE INDEX roster_by_organization ON roster (organization, programme)
        WHERE organization <> 0""",
    """CREATE TABLE name_words (
        programme INTEGER NOT NULL, word TEXT NOT NULL, registration INTEGER NOT NULL,
        others TEXT NOT NULL, PRIMARY KEY (programme, word, registration)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE label_words (
        word TEXT NOT NULL, label INTEGER NOT NULL, PRIMARY KEY (word, label)
    ) STRICT, WITHOUT ROWID""",
    "CREATE TABLE words (word TEXT PRIMARY KEY) STRICT, WITHOUT ROWID",
    """CREATE TABLE word_keys (
        key TEXT NOT NULL, word TEXT NOT NULL, PRIMARY KEY (key, word)
    ) STRICT, WITHOUT ROWID""",
)

VERDICTS_2 = """CREATE TABLE verdicts (
    desk TEXT NOT NULL, n INTEGER NOT NULL, programme TEXT NOT NULL, registration TEXT,
    at_ms INTEGER NOT NULL, outcome TEXT NOT NULL, direction TEXT NOT NULL,
    point TEXT NOT NULL, detail TEXT NOT NULL, undone_ms INTEGER,
    PRIMARY KEY (programme, at_ms, desk, n)
) STRICT, WITHOUT ROWID"""

BLOBS_2 = "CREATE TABLE blobs (hash TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT"
CHECKIN_POINTS_3 = (
    *(
        f"ALTER TABLE points ADD COLUMN {name} TEXT NOT NULL DEFAULT '{default}'"
        for name, default in (
            ("session", ""), ("direction", "both"), ("types", ""), ("only_booked", ""),
            ("opens_min", ""), ("closes_min", ""), ("closes_from", "ends"),
            ("reentry", "after_leaving"), ("capacity_rule", "refuse"), ("asks", ""),
            ("prints", ""), ("overrides", ""),
        )
    ),
    "ALTER TABLE points ADD COLUMN capacity INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE places ADD COLUMN capacity INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE presences ADD COLUMN since_session TEXT",
    "UPDATE presences SET since_session = '' WHERE inside IS NOT NULL",
    """CREATE INDEX presences_inside ON presences (programme, inside, since_session)
        WHERE inside IS NOT NULL""",
    "ALTER TABLE registrations ADD COLUMN message TEXT NOT NULL DEFAULT ''",
    """CREATE TABLE staff (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, pin TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
)  # fmt: skip

PRINTING_4 = (
    "ALTER TABLE registrations ADD COLUMN printed_look TEXT NOT NULL DEFAULT ''",
    """CREATE TABLE templates (
        id TEXT PRIMARY KEY, title TEXT NOT NULL, document TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE papers (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, geometry TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    # The queue of this computer's printers; it is in no journal.
    """CREATE TABLE print_jobs (
        id TEXT PRIMARY KEY, programme TEXT NOT NULL, title TEXT NOT NULL, printer TEXT NOT NULL,
        setup TEXT NOT NULL, made_ms INTEGER NOT NULL, is_urgent INTEGER NOT NULL,
        is_paused INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE print_parts (
        job TEXT NOT NULL REFERENCES print_jobs (id), number INTEGER NOT NULL,
        copies TEXT NOT NULL, badges INTEGER NOT NULL, first_label INTEGER NOT NULL,
        state TEXT NOT NULL, ticket TEXT NOT NULL, reason TEXT NOT NULL,
        PRIMARY KEY (job, number)
    ) STRICT, WITHOUT ROWID""",
    """CREATE INDEX print_parts_open ON print_parts (state)
        WHERE state IN ('waiting', 'sending', 'sent')""",
)


SYNC_5 = (
    # Entries of other desks that cannot be applied yet, or at all: kept, shown, never lost.
    """CREATE TABLE parked (
        desk TEXT NOT NULL, n INTEGER NOT NULL, chain BLOB NOT NULL, clock INTEGER NOT NULL,
        actor TEXT NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL, programme TEXT NOT NULL,
        body TEXT NOT NULL, seen TEXT NOT NULL, reason TEXT NOT NULL, source TEXT NOT NULL,
        PRIMARY KEY (desk, n, chain)
    ) STRICT, WITHOUT ROWID""",
    # Entries that a hub does not show to this desk: their chain goes on without their content.
    """CREATE TABLE sealed (
        desk TEXT NOT NULL, n INTEGER NOT NULL, chain BLOB NOT NULL, PRIMARY KEY (desk, n)
    ) STRICT, WITHOUT ROWID""",
    # What this computer knows of others: when they were heard from, how wrong their clocks are.
    """CREATE TABLE peers (
        desk TEXT PRIMARY KEY, heard_ms INTEGER NOT NULL, clock_off_ms INTEGER
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE conflicts (
        subject TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL, programme TEXT NOT NULL,
        sides TEXT NOT NULL, PRIMARY KEY (subject, kind, key)
    ) STRICT, WITHOUT ROWID""",
)


PROJECTIONS_OF_0005 = (
    "desks", "programmes", "sessions", "points", "places", "questions", "partnerships",
    "communities", "organisations", "mappings", "filters", "staff", "templates", "papers",
    "people", "registrations", "presences", "codes", "bookings", "answers", "labels", "roster",
    "name_words", "label_words", "words", "word_keys", "verdicts", "conflicts",
)  # fmt: skip
HANDS_6 = (
    "ALTER TABLE registrations ADD COLUMN paid_amount TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE registrations ADD COLUMN by_hand TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE people ADD COLUMN by_hand TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE mappings ADD COLUMN headers TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE mappings ADD COLUMN statuses TEXT NOT NULL DEFAULT ''",
    "CREATE INDEX people_by_hand ON people (id) WHERE by_hand <> ''",
    """CREATE INDEX registrations_by_source ON registrations (programme, source)
        WHERE source <> ''""",
)
MAKERS_7 = (
    "ALTER TABLE registrations ADD COLUMN makers TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE registrations ADD COLUMN phone_key TEXT NOT NULL DEFAULT ''",
    "CREATE INDEX registrations_by_makers ON registrations (programme, makers)",
    """CREATE INDEX registrations_by_phone ON registrations (programme, phone_key)
        WHERE phone_key <> ''""",
)
READINGS_8 = (
    # Most stores hold Muster's own codes alone, which have no looser form.
    "ALTER TABLE codes ADD COLUMN loose_key TEXT NOT NULL DEFAULT ''",
    "CREATE INDEX codes_by_loose_key ON codes (loose_key) WHERE loose_key <> ''",
)

# Who is where, counted as movements come in: reading a count takes as long for 20,000 people as for
# 20. The clock is applied when the counts are read.
_COUNT = """INSERT INTO crowds VALUES ({0}.programme, {0}.inside, coalesce({0}.since_session, ''),
        {0}.since_ms / 60000, {1})
    ON CONFLICT (programme, place, session, minute) DO UPDATE SET people = people + {1}"""
_NOBODY = """DELETE FROM crowds WHERE programme = OLD.programme AND place = OLD.inside
    AND session = coalesce(OLD.since_session, '') AND minute = OLD.since_ms / 60000
    AND people = 0"""
_COMES, _LEAVES = _COUNT.format("NEW", 1), _COUNT.format("OLD", -1)
POLICIES_9 = (
    *(
        f"ALTER TABLE {table} ADD COLUMN {name} TEXT NOT NULL DEFAULT ''"
        for table, names in (
            ("programmes", ("empties_at", "held_min", "ticket_days")),
            ("points", ("opens_at", "closes_at", "on_days", "unconfirmed")),
            ("questions", ("types", "least", "most")),
            ("registrations", ("valid_from", "valid_until")),
        )
        for name in names
    ),
    *(
        f"ALTER TABLE points ADD COLUMN {name} INTEGER NOT NULL DEFAULT 0"
        for name in ("most_times", "most_a_day", "most_days")
    ),
    """CREATE TABLE crowds (
        programme TEXT NOT NULL, place TEXT NOT NULL, session TEXT NOT NULL,
        minute INTEGER NOT NULL, people INTEGER NOT NULL,
        PRIMARY KEY (programme, place, session, minute)
    ) STRICT, WITHOUT ROWID""",
    f"""CREATE TRIGGER presences_begin AFTER INSERT ON presences WHEN NEW.inside IS NOT NULL
        BEGIN {_COMES}; END""",
    f"""CREATE TRIGGER presences_end AFTER DELETE ON presences WHEN OLD.inside IS NOT NULL
        BEGIN {_LEAVES}; {_NOBODY}; END""",
    f"""CREATE TRIGGER presences_leave AFTER UPDATE ON presences WHEN OLD.inside IS NOT NULL
        BEGIN {_LEAVES}; {_NOBODY}; END""",
    f"""CREATE TRIGGER presences_come AFTER UPDATE ON presences WHEN NEW.inside IS NOT NULL
        BEGIN {_COMES}; END""",
)
PAIRS_10 = (
    # Two words of a name lead to who has both, however many people have either.
    """CREATE TABLE name_pairs (
        programme INTEGER NOT NULL, word TEXT NOT NULL, other TEXT NOT NULL,
        registration INTEGER NOT NULL, PRIMARY KEY (programme, word, other, registration)
    ) STRICT, WITHOUT ROWID""",
)
MANNER_11 = ("ALTER TABLE programmes ADD COLUMN han TEXT NOT NULL DEFAULT ''",)
# Empty as they are made: no entry of these kinds was understood before.
ROLLCALL_TYPES = ("rollcall", "mark")
ROLLCALL_12 = (
    """CREATE TABLE rollcalls (
        id TEXT PRIMARY KEY, programme TEXT NOT NULL, begun_ms INTEGER NOT NULL,
        drill TEXT NOT NULL, desk TEXT NOT NULL, closed_ms INTEGER NOT NULL,
        closed_by TEXT NOT NULL, erase_ms INTEGER NOT NULL, known TEXT NOT NULL,
        heard TEXT NOT NULL, first_closed_ms INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID""",
    # The marks that count: those of somebody that no later one replaces.
    """CREATE TABLE marks (
        rollcall TEXT NOT NULL, who TEXT NOT NULL, desk TEXT NOT NULL, n INTEGER NOT NULL,
        programme TEXT NOT NULL, state TEXT NOT NULL, at_ms INTEGER NOT NULL,
        actor TEXT NOT NULL, triage TEXT NOT NULL, note TEXT NOT NULL, told_by TEXT NOT NULL,
        at TEXT NOT NULL, marshal TEXT NOT NULL, name TEXT NOT NULL,
        replaces TEXT NOT NULL, since_ms INTEGER NOT NULL, PRIMARY KEY (rollcall, who, desk, n)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX marks_by_who ON marks (who)",
    """CREATE INDEX registrations_by_merged ON registrations (merged_into)
        WHERE merged_into <> ''""",
)


def were_spoken_of(db: Database, types: Iterable[str]) -> bool:
    """Tell whether a newer desk sent entries about subjects that this store did not understand."""
    spoken = "SELECT 1 FROM journal WHERE subject >= ? AND subject < ? LIMIT 1"
    return any(db.execute(spoken, (f"{type_}:", f"{type_};")).fetchone() for type_ in types)


def fill_loose_keys(db: Database) -> None:
    """Give each code that a store holds its looser key."""
    rows = db.conn.execute("SELECT DISTINCT code FROM codes").fetchall()
    keys = ((loose_key_beside(code), code) for (code,) in rows)
    filled = [(key, code) for key, code in keys if key]
    update = "UPDATE codes SET loose_key = ? WHERE code_key = ? AND code = ?"
    db.conn.executemany(update, [(key, match_key(code), code) for key, code in filled])


def fill_pairs(db: Database) -> None:
    """Pair the words of each name that a store's index holds."""
    query = "SELECT programme, word, registration, others FROM name_words WHERE others <> ''"
    rows = db.conn.execute(query).fetchall()
    pairs = sorted(
        (programme, word, other, registration)
        for programme, word, registration, others in rows
        for other in others.split()
    )
    db.conn.executemany("INSERT INTO name_pairs VALUES (?,?,?,?)", pairs)
