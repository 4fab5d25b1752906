"""The store's schema as numbered steps; append only, never edited after a release."""

from __future__ import annotations

from pathlib import Path

from desktop.store.engine import Database, Migrations

migrations = Migrations("muster")


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


def keep_copy_before(db: Database, path: Path) -> None:
    """Copy a store with content before its schema changes, encrypted with the same key."""
    if not migrations.applied(db):
        return
    copy = path.with_name(f"{path.stem}-before-{migrations.pending(db)[0].name}{path.suffix}")
    copy.unlink(missing_ok=True)
    db.execute("VACUUM INTO ?", [str(copy)])


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
