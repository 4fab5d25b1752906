"""The schema by which nothing that is read while people are scanned grows with the store."""

from __future__ import annotations

from desktop.domain.journal.bodies import MARK, OVERRIDE, RESOLVE, UNDO

# Of these kinds there are few: their index costs a scan nothing.
RARE_KINDS = f"kind IN ('{MARK}', '{OVERRIDE}', '{RESOLVE}', '{UNDO}')"
_COUNT = """INSERT INTO headcounts VALUES ({0}.programme, {0}.status, {1}, {1} * ({0}.prints = 0))
    ON CONFLICT (programme, status) DO UPDATE
    SET people = people + {1}, unprinted = unprinted + {1} * ({0}.prints = 0)"""
_TAKES, _GIVES = _COUNT.format("NEW", 1), _COUNT.format("OLD", -1)
_NOBODY = """DELETE FROM headcounts
    WHERE programme = OLD.programme AND status = OLD.status AND people = 0"""
READING_14 = (
    "CREATE INDEX registrations_by_programme ON registrations (programme)",
    "CREATE INDEX people_by_community ON people (community) WHERE community <> ''",
    "CREATE INDEX people_with_photo ON people (photo) WHERE photo <> ''",
    "CREATE INDEX answers_naming_bytes ON answers (value) WHERE length(value) = 64",
    f"CREATE INDEX journal_of_rare_kinds ON journal (programme, kind) WHERE {RARE_KINDS}",
    # How many stand where with a programme, and how many of them have no badge, counted as
    # registrations change: a programme of 300,000 is counted as quickly as one of ten.
    """CREATE TABLE headcounts (
        programme TEXT NOT NULL, status TEXT NOT NULL, people INTEGER NOT NULL,
        unprinted INTEGER NOT NULL, PRIMARY KEY (programme, status)
    ) STRICT, WITHOUT ROWID""",
    """INSERT INTO headcounts SELECT programme, status, count(*), count(*) FILTER (WHERE prints = 0)
        FROM registrations GROUP BY programme, status""",
    f"CREATE TRIGGER registrations_made AFTER INSERT ON registrations BEGIN {_TAKES}; END",
    f"""CREATE TRIGGER registrations_gone AFTER DELETE ON registrations
        BEGIN {_GIVES}; {_NOBODY}; END""",
    f"""CREATE TRIGGER registrations_changed
        AFTER UPDATE OF programme, status, prints ON registrations
        WHEN OLD.status <> NEW.status OR OLD.programme <> NEW.programme
            OR (OLD.prints = 0) <> (NEW.prints = 0)
        BEGIN {_GIVES}; {_NOBODY}; {_TAKES}; END""",
)
