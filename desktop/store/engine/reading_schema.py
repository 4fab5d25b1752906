"""The schema by which nothing that is read while people are scanned grows with the store."""

from __future__ import annotations

from desktop.domain.journal.bodies import MARK, OVERRIDE, RESOLVE, UNDO

# Of these kinds there are few: their index costs a scan nothing.
RARE_KINDS = f"kind IN ('{MARK}', '{OVERRIDE}', '{RESOLVE}', '{UNDO}')"
READING_14 = (
    "CREATE INDEX registrations_by_programme ON registrations (programme)",
    "CREATE INDEX people_by_community ON people (community) WHERE community <> ''",
    "CREATE INDEX people_with_photo ON people (photo) WHERE photo <> ''",
    "CREATE INDEX answers_naming_bytes ON answers (value) WHERE length(value) = 64",
    f"CREATE INDEX journal_of_rare_kinds ON journal (programme, kind) WHERE {RARE_KINDS}",
)
