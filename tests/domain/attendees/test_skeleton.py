"""The consonants of a name: how long it takes to hear them."""

from __future__ import annotations

import pytest

from desktop.domain.attendees.skeleton import MOST_KEYS, skeletons


@pytest.mark.parametrize("word", ["ja" * 100, "חי" * 100, "וי" * 100, "yj" * 100, "ch" * 100])
def test_a_word_that_repeats_is_heard_in_a_blink(word: str) -> None:
    assert 1 <= len(skeletons(word)) <= MOST_KEYS
