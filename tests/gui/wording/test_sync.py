"""Other desks in words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from desktop.domain.journal.conflict import ConflictKind
from desktop.domain.journal.entry import EntryId
from desktop.domain.journal.journal_flaws import FlawKind, JournalFlaw
from desktop.domain.sync.sync_state import LinkState, SyncState
from desktop.gui.wording.disagreements import dispute_sentence, ways_of
from desktop.gui.wording.sync import clock_words, flaw_sentence, link_sentence, sync_pill
from desktop.workflows.sync.dispute import Dispute, DisputeSide
from tests.support.builders import EIGHT

MINUTE, HOUR = 60_000, 3_600_000


@pytest.mark.parametrize(
    ("state", "text", "tone"),
    [
        (SyncState(), "", "calm"),
        (SyncState(LinkState.LIVE, desks_live=3), "3 desks live", "yes"),
        (SyncState(LinkState.LIVE, desks_live=1, waiting=2), "1 desk live • 2 to send", "yes"),
        (SyncState(LinkState.LIVE), "Hub live, no other desk", "yes"),
        (SyncState(LinkState.AWAY, waiting=12), "No hub, works on • 12 to send", "look"),
        (SyncState(LinkState.REFUSED), "Hub refuses", "look"),
    ],
)
def test_the_pill_says_how_it_stands(state: SyncState, text: str, tone: str) -> None:
    assert sync_pill(state, EIGHT) == (text, tone)


@pytest.mark.parametrize(
    ("silent_s", "text", "tone"),
    [
        (0, "3 desks live", "yes"),
        (29, "3 desks live", "yes"),
        (30, "3 desks live • heard 30 s ago", "look"),
        (150, "3 desks live • heard 2 min ago", "look"),
    ],
)
def test_the_pill_tells_how_old_is_what_was_last_heard(silent_s: int, text: str, tone: str) -> None:
    state = SyncState(LinkState.LIVE, desks_live=3, heard_ms=EIGHT)
    assert sync_pill(state, EIGHT + silent_s * 1000) == (text, tone)


def test_since_when_the_hub_is_away_is_said() -> None:
    text, tone = sync_pill(SyncState(LinkState.AWAY, waiting=1, heard_ms=EIGHT), EIGHT)
    assert text.startswith("No hub since ")
    assert text.endswith(" • 1 to send")
    assert tone == "look"


def test_this_computers_own_clock_is_said_with_its_amount() -> None:
    state = SyncState(LinkState.LIVE, hub="h/m", heard_ms=EIGHT, clock_off_ms=2 * HOUR)
    assert "clock 2 h 0 min ahead" in link_sentence(state, EIGHT)


def test_a_hub_that_may_be_brought_up_to_date_is_said_while_it_is_live() -> None:
    state = SyncState(LinkState.LIVE, hub="h/m", heard_ms=EIGHT, is_hub_old=True)
    assert link_sentence(state, EIGHT).endswith(
        ". The hub is of an older Muster; its owner brings it up to date (command: admit "
        "--upgrade). Until then all works as before."
    )
    off = replace(state, clock_off_ms=2 * HOUR)
    assert "clock 2 h 0 min ahead of the hub's. The hub is of an older" in link_sentence(off, EIGHT)
    away = replace(state, link=LinkState.AWAY, reason="gone")
    assert "older Muster" not in link_sentence(away, EIGHT)
    assert "older Muster" not in link_sentence(replace(state, is_hub_old=False), EIGHT)


@pytest.mark.parametrize("kind", list(FlawKind))
def test_every_flaw_names_the_file(kind: FlawKind) -> None:
    said = flaw_sentence(JournalFlaw(kind, "a.csv", 3, "4–6"))
    assert "a.csv" in said
    assert "{" not in said


@pytest.mark.parametrize("link", list(LinkState))
def test_every_state_is_a_sentence(link: LinkState) -> None:
    state = SyncState(link, hub="hub.example.org/m", reason="refused", heard_ms=EIGHT)
    said = link_sentence(state, EIGHT)
    assert "{" not in said
    assert len(said) > 10


@pytest.mark.parametrize("kind", list(ConflictKind))
def test_every_disagreement_has_words_and_a_key(kind: ConflictKind) -> None:
    sides = tuple(DisputeSide(desk, EIGHT, "Ruth", "Gate", EntryId(desk, 1)) for desk in ("A", "B"))
    own = (kind, "registration:r1", "p1", "phone")
    dispute = Dispute(*own, "Noa <b>Levi</b>", sides, ("r1", "r2"))
    said = dispute_sentence(dispute, EIGHT)
    assert "Noa <b>Levi</b>" in said
    ways = ways_of(dispute)
    assert ways
    assert len({way.key for way in ways}) == len(ways)
    # No scanner presses Ctrl or Alt, so a scan can settle nothing.
    assert all(way.key.startswith(("Ctrl", "Alt")) for way in ways)


@pytest.mark.parametrize(
    ("off_ms", "said"),
    [
        (None, ""),
        (30_000, ""),
        (5 * MINUTE, "clock 5 min ahead"),
        (-3 * HOUR - 10 * MINUTE, "clock 3 h 10 min behind"),
    ],
)
def test_a_clock_that_is_off_is_said_with_its_amount(off_ms: int | None, said: str) -> None:
    assert clock_words(off_ms) == said


@pytest.mark.parametrize("kind", list(ConflictKind))
def test_every_disagreement_stands_in_the_docs(kind: ConflictKind) -> None:
    text = (Path(__file__).parents[3] / "docs" / "disagreements.md").read_text("utf-8")
    assert f"(`{kind.value}`)" in text
