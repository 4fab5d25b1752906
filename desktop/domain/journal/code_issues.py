"""Which codes of a registration are good: a code is void only by whoever knew of it.

Two desks that issue codes for one registration without having heard of each other void nothing:
both codes were handed out, and both open the door. Who issues another code having seen the first
one takes it back; who did not see that happen cannot bring it back by issuing the old one again.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from desktop.domain.journal.authority import had_seen
from desktop.domain.journal.bodies import MERGE
from desktop.domain.journal.entry import Entry


@dataclass(slots=True)
class CodeIssues:
    """The codes of one use, ticket or badge, issued in the order on which all desks agree.

    `issued` has the entries that issued each code, `void` the entry that took its place.
    """

    issued: dict[str, list[Entry]] = field(default_factory=dict)
    void: dict[str, Entry] = field(default_factory=dict)

    def issue(self, code: str, entry: Entry) -> None:
        """Take in that an entry issued a code; a record that was merged brings its own along."""
        if entry.kind == MERGE:
            self.issued.setdefault(code, []).append(entry)
            return
        for other, issues in self.issued.items():
            is_good = other != code and other not in self.void
            if is_good and any(had_seen(entry, issue) for issue in issues):
                self.void[other] = entry
        if code in self.void and had_seen(entry, self.void[code]):
            del self.void[code]
        self.issued.setdefault(code, []).append(entry)

    @property
    def good(self) -> list[str]:
        """The codes that open a door, the first issued first."""
        return [code for code in self.issued if code not in self.void]
