"""The room of other desks: how it stands with them, exchange, and what they disagree on."""

from __future__ import annotations

from desktop.domain.sync.sync_state import SyncState
from desktop.gui.frame.page import PageSpec
from desktop.gui.frame.room import Frame, Room
from desktop.gui.sync.services import SyncServices
from desktop.gui.sync.sync_control import SyncControl
from desktop.gui.sync.sync_page import SyncPage
from desktop.gui.wording.moments import now_ms
from desktop.gui.wording.sync import sync_pill
from desktop.gui.wording.translation import tr
from desktop.workflows.lanes import Priority


def sync_room(frame: Frame, services: SyncServices) -> Room:
    """Make the page of other desks, and keep in step with them."""
    page = SyncPage(frame.jobs, services, frame.theme)
    control = SyncControl(frame, services)
    signals, station = frame.signals, frame.station

    def count_disputes() -> None:
        """Say in the rail how many disagreements somebody has to look at."""

        def show(count: int) -> None:
            words = tr("Sync • {count}").format(count=count) if count else tr("Sync")
            page.named.emit(words)

        frame.jobs.run(services.disputes.count, show, priority=Priority.LAST)

    def tell_news(has_plan: bool) -> None:
        """Let everybody show what came from other desks."""
        if station.programme is None:
            station.read()
        elif has_plan:
            frame.jobs.run(services.staffing.renew, lambda _done: None)
            station.renew()
        signals.news.emit(has_plan)

    def show_state(state: SyncState) -> None:
        page.show_state(state)
        signals.hub_seen.emit(sync_pill(state, now_ms()))

    page.exchange_asked.connect(control.exchange)
    page.settings_asked.connect(control.open_settings)
    for signal in (station.stood, station.renewed, page.settled, control.news):
        signal.connect(lambda *_told: count_disputes())
    page.settled.connect(signals.settled)
    control.state_changed.connect(show_state)
    control.file_flaws.connect(page.show_file_flaws)
    control.news.connect(tell_news)
    return Room(
        pages=(PageSpec(tr("Sync"), "refresh-cw", "Ctrl+7", lambda: page),),
        begin=control.begin,
        stop=control.stop,
    )
