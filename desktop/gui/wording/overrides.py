"""Reasons for letting somebody through all the same, as desks give them."""

from __future__ import annotations

from desktop.gui.wording.translation import tr


def default_reason() -> str:
    """Say what stands in the journal where the desk itself may decide, with one key."""
    return tr("the desk decided")


def lead_reasons() -> list[str]:
    """Offer the reasons that leads give most; any other may be typed."""
    return [
        tr("Checked with the organizers"),
        tr("Known to the lead in person"),
        tr("Settled on paper"),
        tr("Emergency"),
    ]


def wrong_pin(wait_ms: int) -> str:
    """Say that a PIN was not right, and how long the next try has to wait."""
    if wait_ms:
        seconds = -(-wait_ms // 1000)
        return tr("Too many wrong PINs. Try again in {count} s.").format(count=seconds)
    return tr("This is not the PIN. Try again.")
