"""The statements of the later steps of the schema; never edited after a release."""

from __future__ import annotations

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
