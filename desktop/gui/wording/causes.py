"""Why something failed, in plain words; what a system or server says itself stands as it is."""

from __future__ import annotations

from desktop.domain.failures import Cause
from desktop.gui.wording.translation import tr


def cause_text(reason: str) -> str:
    """Word a cause that Muster told; give any other reason as it came."""
    texts: dict[str, str] = {
        Cause.TOO_LARGE: tr("it is too large"),
        Cause.TOO_MANY_PIXELS: tr("it has too many pixels"),
        Cause.NO_PICTURE: tr("it is no picture that can be read"),
        Cause.NO_CALENDAR: tr("it is no calendar, or is damaged"),
        Cause.NO_EVENTS: tr("it has no events"),
        Cause.NO_SPREADSHEET: tr("it is no spreadsheet, so it has no sheets"),
        Cause.NO_PLAIN_TEXT: tr("it is no text in UTF-8"),
        Cause.NO_FILE: tr("it is a folder or a device"),
        Cause.NO_ORDINARY_FILE: tr("it is a folder, a pipe or a device, not an ordinary file"),
        Cause.NAME_NOT_UTF8: tr(
            "its name, or that of a folder it lies in, is not written in UTF-8"
        ),
        Cause.NO_SUCH_SHEET: tr("it has no such sheet with rows"),
        Cause.PROTECTED: tr("it is protected with a password; save it without one"),
        Cause.DAMAGED: tr("it is damaged; export it again"),
        Cause.UNKNOWN_ENCODING: tr("no encoding of that name is known, such as cp1252 or utf-8"),
        Cause.DISK_TOOK_PART: tr("the disk did not take the whole file"),
        Cause.NOT_PAINTED: tr("it cannot be painted"),
        Cause.NO_PERMISSION: tr("no permission"),
        Cause.NO_STORE: tr("not a Muster store"),
        Cause.NEWER_HUB: tr("a newer Muster made it"),
        Cause.NOT_ADMITTED: tr("its owner has not admitted this role (command: admit)"),
        Cause.HUB_BUSY: tr("somebody is at work in its tables; try again in a moment"),
        Cause.NO_MAIL: tr("mail is not set up in this program"),
        Cause.NO_PRINTERS: tr("there are no printers here"),
    }
    return texts.get(reason, reason)
