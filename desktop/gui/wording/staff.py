"""The words of the settings, of PINs, and of the reasons why somebody is let in all the same."""

from __future__ import annotations

from desktop.domain.staff.staff import Right
from desktop.gui.wording.translation import tr
from desktop.workflows.staff.desk_settings import OFF, ON

_MINUTES = (2, 5, 10, 30)


def right_name(right: Right) -> str:
    """Name what can be kept to leads."""
    names = {
        Right.SETTINGS: tr("The settings of this computer"),
        Right.EXPORT: tr("Export"),
        Right.DELETION: tr("Removing sessions, places, points, questions, organisations"),
        Right.OVERRIDES: tr("All exceptions at the door"),
    }
    return names[right]


def sound_names() -> dict[str, str]:
    """Name the choices of sound."""
    return {ON: tr("for yes, look and no"), OFF: tr("none")}


def lock_names() -> dict[str, str]:
    """Name the choices of locking."""
    named = {"0": tr("never")}
    return named | {
        str(count): tr("after {count} minutes without keys").format(count=count)
        for count in _MINUTES
    }


def wrong_pin(wait_ms: int) -> str:
    """Say that a PIN was not right, and how long the next try has to wait."""
    if wait_ms >= 120_000:
        minutes = -(-wait_ms // 60_000)
        return tr("Too many wrong PINs. Try again in {count} minutes.").format(count=minutes)
    if wait_ms:
        seconds = -(-wait_ms // 1000)
        return tr("Too many wrong PINs. Try again in {count} s.").format(count=seconds)
    return tr("This is not the PIN. Try again.")


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
