"""What one room asks or tells another, without knowing who listens."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class RoomSignals(QObject):
    """One object for all rooms; whoever can do something connects to it."""

    # Asked: of the room that can do it.
    import_asked = Signal()
    export_asked = Signal()
    practice_asked = Signal()
    # People whose badges are to be printed; nobody for those of the whole programme.
    badges_asked = Signal(object)
    # The name of the template by which everybody's badges are to be printed.
    template_print_asked = Signal(str)
    # The programme, and whose badge is to be printed before everything else.
    badge_due = Signal(object, object)
    tickets_asked = Signal(object)
    # Everybody's certificates, as files or by mail.
    certificates_asked = Signal()
    # The table of those who pass a filter.
    people_asked = Signal(object)
    person_form_asked = Signal()
    edit_asked = Signal(str)
    group_asked = Signal(object)
    # An outcome that waits for something, and what goes on with the registration afterwards.
    settle_asked = Signal(object, object)
    # The manifest of a place whose people are to be checked in elsewhere, and that they were.
    hand_over_asked = Signal(object)
    handed_over = Signal()
    kiosk_asked = Signal()
    kiosk_leave_asked = Signal()
    # A page that stands under another one in the rail; back to where somebody came from; and the
    # page that it stands under.
    page_asked = Signal(object)
    back_asked = Signal()
    above_asked = Signal()
    work_stop_asked = Signal()

    # Told: to whoever cares.
    scan_began = Signal()
    scanned = Signal(object)
    touched = Signal()
    verdict_given = Signal(object)
    # Somebody was registered here, and whether a badge is wanted.
    registered = Signal(object, bool)
    # A movement was taken back on the page of the door.
    movement_taken_back = Signal()
    # What was done last at this desk was taken back.
    taken_back = Signal()
    dialog_closed = Signal()
    help_shown = Signal()
    # A disagreement with another desk was settled here.
    settled = Signal()
    # Other desks changed something; whether the plan is among it.
    news = Signal(bool)
    desk_named = Signal(str, object)
    printer_seen = Signal(object)
    hub_seen = Signal(object)
    # Files that were dropped onto the window, as paths.
    files_dropped = Signal(object)
    # How old the newest backup is, for the foot.
    backup_seen = Signal(str)
    # What is to be done with the store while it is closed; the window closes and opens again.
    reopen_asked = Signal(object)
    # Long work that goes on behind all pages: its words, how much is done, of how much. No words
    # where it has ended.
    work_shown = Signal(str, int, int)
