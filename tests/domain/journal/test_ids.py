"""Identifiers as RFC 9562 writes them."""

from __future__ import annotations

from desktop.domain.journal.ids import shared_id, uuid7


def test_the_example_of_the_rfc() -> None:
    """RFC 9562, appendix A.6."""
    randomness = 0xCC3 << 62 | 0x18C4DC0C0C07398F
    assert uuid7(1645557742000, randomness) == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"


def test_the_least_and_the_largest() -> None:
    assert uuid7(0, 0) == "00000000-0000-7000-8000-000000000000"
    assert uuid7(2**48 - 1, 2**74 - 1) == "ffffffff-ffff-7fff-bfff-ffffffffffff"


def test_what_is_called_alike_has_one_id_on_all_desks() -> None:
    one = shared_id("programme", "NIPERM")
    assert one == shared_id("programme", "  niperm ")
    assert one != shared_id("programme", "NIPERM 2")
    assert one != shared_id("point", "NIPERM")
    assert one == "00000000-0000-7652-a07c-fb0d37263d22"
    assert shared_id("point", "ab", "c") != shared_id("point", "a", "bc")


def test_the_order_decides_what_sorts_first() -> None:
    first, second = shared_id("point", "Z", order=1), shared_id("point", "A", order=2)
    assert first < second
    assert first.startswith("00000000-0001-7")
