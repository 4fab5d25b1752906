"""Which part of the window listens to which: the connections that need no more than a line."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from desktop.domain.staff.staff import Right
from desktop.gui.window.pages import CHECK_IN, SYNC
from desktop.gui.wording.moments import now_ms
from desktop.gui.wording.sync import sync_pill
from desktop.gui.wording.translation import tr
from desktop.workflows.lanes import Priority

if TYPE_CHECKING:
    from desktop.gui.window.main_window import MainWindow


def wire_all(window: MainWindow) -> None:
    """Connect everything."""
    for wire in (wire_door, wire_badges, wire_attendees, wire_staff, wire_sync):
        wire(window)


def wire_door(window: MainWindow) -> None:
    """Let the check-in page ask for what happens above it."""
    page = window.page
    page.badge_asked.connect(window.open_badges)
    page.import_asked.connect(window.open_import)
    page.undo_asked.connect(window.undo)
    page.settle_asked.connect(
        lambda verdict: window.actions_on_people.settle(
            verdict.outcome, lambda _id: window.checkin_desk.go_on(verdict)
        )
    )
    page.group_asked.connect(window.actions_on_people.open_groups)
    window.stood.connect(window.screens.renew)
    window.checkin_desk.verdict_given.connect(window.staff.sound)
    window.programme_page.choose_asked.connect(window.open_programmes)


def wire_badges(window: MainWindow) -> None:
    """Let badges come from the door, the kiosk and the designer to the printers."""
    page, printing = window.badges_page, window.printing
    window.screens.kiosk.admitted.connect(window.door.print_badge)
    window.door.badge_due.connect(printing.print_badge)
    window.queue_action.triggered.connect(printing.open_queue)
    printing.changed.connect(window.queue_went_on)
    printing.looked.connect(window.top_bar.show_printer)
    page.print_asked.connect(lambda name: window.open_print(template=name))
    window.scanner.began.connect(page.remember)


def wire_attendees(window: MainWindow) -> None:
    """Let the table of attendees ask for what happens above it; all pages speak in one place."""
    attendees, people = window.attendees, window.actions_on_people
    attendees.import_asked.connect(window.open_import)
    attendees.export_asked.connect(window.open_export)
    attendees.new_asked.connect(window.open_person_form)
    attendees.asked.connect(people.for_one)
    attendees.bulk_asked.connect(people.for_many)
    for page in (
        attendees,
        window.programme_page,
        window.directory_page,
        window.places_page,
        window.badges_page,
        window.sync_page,
    ):
        page.message.connect(window.notice.tell)


def wire_staff(window: MainWindow) -> None:
    """Let what may be kept to leads ask for one: removing, policies, what all desks print by."""
    staff = window.staff
    window.settings_action.triggered.connect(staff.open_settings)
    window.people_action.triggered.connect(staff.open_people)
    window.kiosk_action.triggered.connect(staff.start_kiosk)
    removal = partial(staff.with_right, Right.DELETION)
    window.programme_page.guard = window.directory_page.guard = removal
    window.programme_page.guard_policy = partial(staff.with_right, Right.OVERRIDES)
    window.badges_page.shelf.guard = partial(staff.with_right, Right.SETTINGS)


def wire_sync(window: MainWindow) -> None:
    """Let the pill and the page of other desks say how it stands, and news be shown."""
    page, sync = window.sync_page, window.sync
    page.exchange_asked.connect(sync.exchange)
    page.settings_asked.connect(sync.open_settings)
    page.settled.connect(window.checkin_desk.refresh)
    for signal in (window.stood, page.settled, sync.news):
        signal.connect(lambda *_told: _count_disputes(window))
    sync.state_changed.connect(page.show_state)
    sync.state_changed.connect(lambda state: window.top_bar.show_sync(sync_pill(state, now_ms())))
    sync.file_flaws.connect(page.show_file_flaws)
    sync.news.connect(partial(_show_news, window))


def _count_disputes(window: MainWindow) -> None:
    """Say on the rail how many disagreements somebody has to look at."""

    def show(count: int) -> None:
        words = tr("Sync • {count}").format(count=count) if count else tr("Sync")
        window.rail.pages.button(SYNC).setText(words)

    window.jobs.run(window.front_desk.disputes.count, show, priority=Priority.LAST)


def _show_news(window: MainWindow, has_plan: bool) -> None:
    """Show what came from other desks; whoever stands at the door keeps the verdict."""
    if window.programme is None:
        window.read_programmes()
    elif has_plan:
        window.jobs.run(window.front_desk.staffing.renew, lambda _done: None)
        window.read_plan(window.programme)
    window.checkin_desk.refresh()
    if window.current_page != CHECK_IN:
        window.refresh_page()
