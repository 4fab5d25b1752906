"""The store's schema as numbered steps; append only, never edited after a release."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.store.engine.engine import Database, Migrations
from desktop.store.engine.later_schemas import (
    BLOBS_2,
    CHECKIN_POINTS_3,
    HANDS_6,
    MAKERS_7,
    MANNER_11,
    PAIRS_10,
    POLICIES_9,
    PRINTING_4,
    PROJECTIONS_OF_0005,
    READINGS_8,
    ROLLCALL_12,
    ROLLCALL_TYPES,
    SEARCH_2,
    SYNC_5,
    VERDICTS_2,
    fill_loose_keys,
    fill_pairs,
    were_spoken_of,
)
from desktop.store.engine.reading_schema import READING_14
from desktop.store.engine.report_schema import REPORTS_13, fill_reports, knows_reports

migrations = Migrations("muster")

# The name under which a store remembers that its projections are to be made anew.
REBUILD = "rebuild"


def apply(db: Database) -> None:
    """Bring a store to the newest schema."""
    migrations.apply(db)


def are_pending(db: Database) -> bool:
    """Tell whether a store has an older schema, or none yet."""
    return bool(migrations.pending(db))


def is_newer(db: Database) -> bool:
    """Tell whether a store was written by a Muster that knows more steps than this one."""
    known = {step.name for step in migrations._migrations}
    return any(step.name not in known for step in migrations.applied(db))


def has_content(db: Database) -> bool:
    """Tell whether a store was ever brought to any schema; a new one has nothing to lose."""
    return bool(migrations.applied(db))


_JOURNAL = (
    """CREATE TABLE journal (
        desk TEXT NOT NULL, n INTEGER NOT NULL CHECK (n > 0), clock INTEGER NOT NULL,
        actor TEXT NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL, programme TEXT NOT NULL,
        body TEXT NOT NULL, seen TEXT NOT NULL, chain BLOB NOT NULL CHECK (length(chain) = 32),
        PRIMARY KEY (desk, n)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX journal_by_subject ON journal (subject)",
    """CREATE TRIGGER journal_is_never_changed BEFORE UPDATE ON journal
        BEGIN SELECT RAISE(ABORT, 'journal entries are immutable'); END""",
    """CREATE TRIGGER journal_is_never_cut BEFORE DELETE ON journal
        BEGIN SELECT RAISE(ABORT, 'journal entries are immutable'); END""",
    "CREATE TABLE local (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
)

_PLACES = (
    "CREATE TABLE desks (id TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT, WITHOUT ROWID",
    """CREATE TABLE programmes (
        "row" INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, code TEXT NOT NULL,
        number INTEGER NOT NULL, title TEXT NOT NULL, title_hebrew TEXT NOT NULL,
        starts_on TEXT NOT NULL, ends_on TEXT NOT NULL, place TEXT NOT NULL, host TEXT NOT NULL,
        platform TEXT NOT NULL, partners TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX programmes_by_code ON programmes (code)",
    """CREATE TABLE sessions (
        id TEXT PRIMARY KEY, programme TEXT NOT NULL, code TEXT NOT NULL, kind TEXT NOT NULL,
        title TEXT NOT NULL, place TEXT NOT NULL, starts_at TEXT NOT NULL, ends_at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX sessions_by_programme ON sessions (programme, starts_at)",
    """CREATE TABLE points (
        id TEXT PRIMARY KEY, programme TEXT NOT NULL, name TEXT NOT NULL, place TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
)

_PEOPLE = (
    """CREATE TABLE people (
        id TEXT PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL,
        full_name TEXT NOT NULL, first_name_hebrew TEXT NOT NULL, last_name_hebrew TEXT NOT NULL,
        full_name_hebrew TEXT NOT NULL, email TEXT NOT NULL, phone TEXT NOT NULL,
        organization TEXT NOT NULL, title TEXT NOT NULL, country TEXT NOT NULL,
        community TEXT NOT NULL, diet TEXT NOT NULL, needs TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX people_by_email ON people (email COLLATE NOCASE) WHERE email <> ''",
    """CREATE TABLE registrations (
        "row" INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, programme TEXT NOT NULL,
        person TEXT NOT NULL,
        status TEXT NOT NULL, status_word TEXT NOT NULL, ticket_type TEXT NOT NULL,
        external_id TEXT NOT NULL, source TEXT NOT NULL, order_ref TEXT NOT NULL,
        notes TEXT NOT NULL, attention TEXT NOT NULL, tags TEXT NOT NULL,
        registered_at TEXT NOT NULL, sessions TEXT NOT NULL,
        ticket_code TEXT NOT NULL, badge_code TEXT NOT NULL,
        printed_ms INTEGER, prints INTEGER NOT NULL,
        name_key TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX registrations_by_person ON registrations (person)",
    "CREATE INDEX registrations_by_status ON registrations (programme, status)",
    "CREATE INDEX registrations_by_name ON registrations (programme, name_key)",
    """CREATE INDEX registrations_by_external_id ON registrations (programme, external_id)
        WHERE external_id <> ''""",
    # Apart from registrations: a scan then touches small rows in few pages.
    """CREATE TABLE presences (
        programme TEXT NOT NULL, registration TEXT NOT NULL, inside TEXT, since_ms INTEGER,
        since_desk TEXT, since_point TEXT, first_in_ms INTEGER, last_out_ms INTEGER,
        PRIMARY KEY (programme, registration)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE codes (
        code_key TEXT NOT NULL, code TEXT NOT NULL, registration TEXT NOT NULL,
        usage TEXT NOT NULL, retired_ms INTEGER, PRIMARY KEY (code_key, code, registration)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE name_words (
        programme INTEGER NOT NULL, word TEXT NOT NULL, registration INTEGER NOT NULL,
        PRIMARY KEY (programme, word, registration)
    ) STRICT, WITHOUT ROWID""",
)

_WORK = (
    """CREATE TABLE verdicts (
        desk TEXT NOT NULL, n INTEGER NOT NULL, programme TEXT NOT NULL, registration TEXT,
        at_ms INTEGER NOT NULL, outcome TEXT NOT NULL, direction TEXT NOT NULL,
        point TEXT NOT NULL, detail TEXT NOT NULL, undone_ms INTEGER,
        PRIMARY KEY (programme, at_ms, desk, n)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE runs (
        id TEXT PRIMARY KEY, kind TEXT NOT NULL, programme TEXT NOT NULL, file TEXT NOT NULL,
        fingerprint TEXT NOT NULL, state TEXT NOT NULL, done INTEGER NOT NULL,
        started_ms INTEGER NOT NULL, changed_ms INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID""",
)


@migrations(name="0001_journal_and_projections")
def journal_and_projections(db: Database) -> None:
    """Make the journal, its projections, and what only this computer needs to know."""
    for statement in (*_JOURNAL, *_PLACES, *_PEOPLE, *_WORK):
        db.execute(statement)


_PROJECTIONS_OF_0001 = (
    "desks", "programmes", "sessions", "points", "people", "registrations", "presences", "codes",
    "name_words", "verdicts",
)  # fmt: skip

_PLACES_2 = (
    "CREATE TABLE desks (id TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT, WITHOUT ROWID",
    """CREATE TABLE programmes (
        "row" INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, code TEXT NOT NULL,
        number INTEGER NOT NULL, title TEXT NOT NULL, title_hebrew TEXT NOT NULL,
        starts_on TEXT NOT NULL, ends_on TEXT NOT NULL, place TEXT NOT NULL, host TEXT NOT NULL,
        platform TEXT NOT NULL, partners TEXT NOT NULL, time_zone TEXT NOT NULL,
        contact TEXT NOT NULL, registration_opens TEXT NOT NULL, registration_closes TEXT NOT NULL,
        capacity INTEGER NOT NULL, budget TEXT NOT NULL, partnership TEXT NOT NULL,
        topics TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX programmes_by_code ON programmes (code)",
    """CREATE TABLE sessions (
        id TEXT PRIMARY KEY, programme TEXT NOT NULL, code TEXT NOT NULL, kind TEXT NOT NULL,
        title TEXT NOT NULL, place TEXT NOT NULL, starts_at TEXT NOT NULL, ends_at TEXT NOT NULL,
        capacity INTEGER NOT NULL, booking TEXT NOT NULL, credit_hours TEXT NOT NULL,
        vehicle TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX sessions_by_programme ON sessions (programme, starts_at)",
    """CREATE TABLE points (
        id TEXT PRIMARY KEY, programme TEXT NOT NULL, name TEXT NOT NULL, place TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE places (
        id TEXT PRIMARY KEY, programme TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL,
        parent TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE questions (
        id TEXT PRIMARY KEY, programme TEXT NOT NULL, text TEXT NOT NULL,
        text_hebrew TEXT NOT NULL, kind TEXT NOT NULL, choices TEXT NOT NULL, asked TEXT NOT NULL,
        required TEXT NOT NULL, wording TEXT NOT NULL, position INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE partnerships (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, name_hebrew TEXT NOT NULL, contact TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE communities (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, name_hebrew TEXT NOT NULL, country TEXT NOT NULL,
        partnership TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE organisations (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, name_hebrew TEXT NOT NULL, kind TEXT NOT NULL,
        community TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE mappings (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, columns TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE filters (
        id TEXT PRIMARY KEY, programme TEXT NOT NULL, name TEXT NOT NULL, chosen TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
)

_PEOPLE_2 = (
    """CREATE TABLE people (
        id TEXT PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL,
        full_name TEXT NOT NULL, first_name_hebrew TEXT NOT NULL, last_name_hebrew TEXT NOT NULL,
        full_name_hebrew TEXT NOT NULL, email TEXT NOT NULL, phone TEXT NOT NULL,
        organization TEXT NOT NULL, title TEXT NOT NULL, country TEXT NOT NULL,
        community TEXT NOT NULL, diet TEXT NOT NULL, needs TEXT NOT NULL, nickname TEXT NOT NULL,
        photo TEXT NOT NULL, merged_into TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX people_by_email ON people (email COLLATE NOCASE) WHERE email <> ''",
    """CREATE TABLE registrations (
        "row" INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, programme TEXT NOT NULL,
        person TEXT NOT NULL,
        status TEXT NOT NULL, status_word TEXT NOT NULL, ticket_type TEXT NOT NULL,
        external_id TEXT NOT NULL, source TEXT NOT NULL, order_ref TEXT NOT NULL,
        notes TEXT NOT NULL, attention TEXT NOT NULL, tags TEXT NOT NULL,
        registered_at TEXT NOT NULL, sessions TEXT NOT NULL,
        ticket_code TEXT NOT NULL, badge_code TEXT NOT NULL,
        printed_ms INTEGER, prints INTEGER NOT NULL,
        booked TEXT NOT NULL, waiting TEXT NOT NULL, unbooked TEXT NOT NULL,
        answered TEXT NOT NULL, delegation TEXT NOT NULL, block_reason TEXT NOT NULL,
        amount_due TEXT NOT NULL, paid_ms INTEGER, waiting_since_ms INTEGER, moved_up_ms INTEGER,
        moved_up_for TEXT NOT NULL, told_ms INTEGER,
        mail_state TEXT NOT NULL, mailed_ms INTEGER, origin TEXT NOT NULL,
        merged_into TEXT NOT NULL, listed TEXT NOT NULL,
        name_key TEXT NOT NULL, sort_key TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX registrations_by_person ON registrations (person)",
    "CREATE INDEX registrations_by_status ON registrations (programme, status)",
    "CREATE INDEX registrations_by_name ON registrations (programme, name_key)",
    """CREATE INDEX registrations_by_external_id ON registrations (programme, external_id)
        WHERE external_id <> ''""",
    """CREATE INDEX registrations_by_order ON registrations (programme, order_ref)
        WHERE order_ref <> ''""",
    """CREATE INDEX registrations_by_delegation ON registrations (programme, delegation)
        WHERE delegation <> ''""",
    """CREATE INDEX registrations_to_tell ON registrations (programme, moved_up_ms)
        WHERE moved_up_ms IS NOT NULL""",
    # Apart from registrations: a scan then touches small rows in few pages.
    """CREATE TABLE presences (
        programme TEXT NOT NULL, registration TEXT NOT NULL, inside TEXT, since_ms INTEGER,
        since_desk TEXT, since_point TEXT, first_in_ms INTEGER, last_out_ms INTEGER,
        PRIMARY KEY (programme, registration)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE codes (
        code_key TEXT NOT NULL, code TEXT NOT NULL, registration TEXT NOT NULL,
        usage TEXT NOT NULL, retired_ms INTEGER, tail TEXT NOT NULL,
        PRIMARY KEY (code_key, code, registration)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX codes_by_tail ON codes (tail)",
    """CREATE TABLE bookings (
        session TEXT NOT NULL, registration INTEGER NOT NULL, state TEXT NOT NULL,
        since_ms INTEGER NOT NULL, PRIMARY KEY (session, registration)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE answers (
        question TEXT NOT NULL, registration INTEGER NOT NULL, value TEXT NOT NULL,
        at_ms INTEGER NOT NULL, wording TEXT NOT NULL, PRIMARY KEY (question, registration)
    ) STRICT, WITHOUT ROWID""",
)


@migrations(name="0002_registration")
def registration(db: Database) -> None:
    """Make room for places, bookings, answers, the directory, the roster and wider search.

    All projections are dropped and made anew from the journal when the store is opened.
    """
    for table in _PROJECTIONS_OF_0001:
        db.execute(f"DROP TABLE {table}")
    for statement in (*_PLACES_2, *_PEOPLE_2, *SEARCH_2, VERDICTS_2, BLOBS_2):
        db.execute(statement)
    db.execute("INSERT OR REPLACE INTO local VALUES (?, '1')", [REBUILD])


@migrations(name="0003_checkin_points")
def checkin_points(db: Database) -> None:
    """Make room for the policies of check-in points, messages for people, and staff.

    What is new has the values that the fold gives for entries which never spoke of it, so
    nothing is made anew.
    """
    for statement in CHECKIN_POINTS_3:
        db.execute(statement)


@migrations(name="0004_printing")
def printing(db: Database) -> None:
    """Make room for badge templates, own papers, and the queue of printers."""
    for statement in PRINTING_4:
        db.execute(statement)


@migrations(name="0005_sync")
def sync(db: Database) -> None:
    """Make room for entries of other desks that wait, for conflicts, and for who is heard from."""
    for statement in SYNC_5:
        db.execute(statement)


@migrations(name="0006_hands")
def hands(db: Database) -> None:
    """Make room for what was decided by hand, for amounts that were paid, and for lists' words.

    A list's value no longer beats a hand's, so all projections are made anew from the journal.
    """
    _make_anew(db, HANDS_6)


@migrations(name="0007_makers")
def makers(db: Database) -> None:
    """Make room for which desks made a registration, so that possible twins are found quickly.

    Codes that were issued apart stay good, and more disagreements are listed: all projections are
    made anew from the journal.
    """
    _make_anew(db, MAKERS_7)


@migrations(name="0008_readings")
def readings(db: Database) -> None:
    """Make room for what all forms of a code share, by which a looser reading finds it."""
    for statement in READINGS_8:
        db.execute(statement)
    fill_loose_keys(db)


@migrations(name="0009_policies")
def policies(db: Database) -> None:
    """Make room for what organizers want of doors, and count who is where as people move.

    Entries of newer desks may speak of it already, so all projections are made anew.
    """
    _make_anew(db, POLICIES_9)


@migrations(name="0010_pairs")
def pairs(db: Database) -> None:
    """Make room for which words stand beside each other in names, and fill it from the index."""
    for statement in PAIRS_10:
        db.execute(statement)
    fill_pairs(db)


@migrations(name="0011_manner")
def manner(db: Database) -> None:
    """Make room for the manner of Chinese characters; no entry spoke of it before."""
    for statement in MANNER_11:
        db.execute(statement)


@migrations(name="0012_rollcall")
def rollcall(db: Database) -> None:
    """Make room for roll calls and their marks, and for those that newer desks sent already.

    What an older Muster kept without understanding it is made from the journal.
    """
    for statement in ROLLCALL_12:
        db.execute(statement)
    if were_spoken_of(db, ROLLCALL_TYPES):
        _make_anew(db, ("DELETE FROM name_pairs",))


@migrations(name="0013_reports")
def reports(db: Database) -> None:
    """Make room for what reports count, and for what newer desks sent of it already."""
    for statement in REPORTS_13:
        db.execute(statement)
    if knows_reports(db):
        _make_anew(db, (f"DELETE FROM {table}" for table in ("name_pairs", "rollcalls", "marks")))
    fill_reports(db)


@migrations(name="0014_reading")
def reading(db: Database) -> None:
    """Index what was looked for along whole tables; no figure changes by it."""
    for statement in READING_14:
        db.execute(statement)


def _make_anew(db: Database, statements: Iterable[str]) -> None:
    """Empty the projections of the fifth schema, change them, and have them made anew."""
    for table in PROJECTIONS_OF_0005:
        db.execute(f"DELETE FROM {table}")
    for statement in statements:
        db.execute(statement)
    db.execute("INSERT OR REPLACE INTO local VALUES (?, '1')", [REBUILD])
