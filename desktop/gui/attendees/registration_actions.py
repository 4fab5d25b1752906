"""What is done to people from the page of attendees and from the desk, and its dialogs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.domain.attendees.names import names_typed
from desktop.domain.attendees.registration import Attendee, Direction, Status
from desktop.domain.checkin import outcomes as d
from desktop.domain.programme.programme import Programme, Session
from desktop.gui.attendees.actions import Action, BulkAction, PersonAction
from desktop.gui.attendees.attendees_desk import AttendeesDesk
from desktop.gui.attendees.choose_dialogs import AnswersDialog, SessionDialog, TextDialog
from desktop.gui.attendees.delegation_dialog import DelegationDialog
from desktop.gui.attendees.merge_dialog import MergeDialog
from desktop.gui.attendees.person_dialog import PersonDialog
from desktop.gui.attendees.services import AttendeesServices
from desktop.gui.frame.room import Frame
from desktop.gui.widgets.camera_dialog import CameraDialog
from desktop.gui.widgets.crop_dialog import Crop, CropDialog
from desktop.gui.widgets.dialogs import ConfirmDialog, LinesDialog, pick_open
from desktop.gui.wording.attendees import cancel_words
from desktop.gui.wording.checkin import describe
from desktop.workflows.attendees.delegations import Group
from desktop.workflows.attendees.registry import Details
from desktop.workflows.attendees.sessions import Seats
from desktop.workflows.checkin.verdict import Station, Verdict

# Of so many who were not let in each is named in the notice; more stand in a list.
MOST_NAMED = 6


class RegistrationActions(QObject):
    """Opens the right dialog and hands its answer to the store."""

    badges_asked = Signal(object)
    tickets_asked = Signal(object)
    person_wanted = Signal(str)
    registered = Signal(object, bool)

    def __init__(
        self,
        frame: Frame,
        services: AttendeesServices,
        desk: AttendeesDesk,
    ) -> None:
        """Act for the page of attendees, and for whoever asks."""
        super().__init__(frame.dialogs.window)
        self._jobs = frame.jobs
        self._services = services
        self._theme = frame.theme
        self._desk = desk
        self._station = frame.station
        self._window = frame.dialogs.window
        self._show = frame.dialogs.show

    def new_person(self, programme: Programme, typed: str = "", *, checks_in: bool = False) -> None:
        """Open the form of somebody new, with the name that was looked for in vain."""
        dialog = self._open_form(programme, None)
        dialog.begin_with(names_typed(typed))
        dialog.say_what_follows(checks_in=checks_in)

    def edit(self, registration: str) -> None:
        """Open the form of somebody."""
        self._jobs.run(lambda: self._services.registry.details(registration), self._edit)

    def for_one(self, action: Action, details: Details) -> None:
        """Do one of the things that the pane of a person offers."""
        attendee = details.attendee
        if isinstance(action, BulkAction):
            self.for_many(action, [attendee.id])
            return
        work: dict[PersonAction, Callable[[], None]] = {
            PersonAction.EDIT: lambda: self._edit(details),
            PersonAction.IN_OR_OUT: lambda: self._in_or_out(attendee),
            PersonAction.MERGE: lambda: self._merge(details),
            PersonAction.UNMERGE: lambda: self._unmerge(details),
            PersonAction.PHOTO: lambda: self._photo(attendee),
            PersonAction.CAMERA: lambda: self._camera(attendee),
            PersonAction.GROUP: lambda: self.open_groups(attendee),
            PersonAction.PAID: lambda: self.set_paid(attendee),
            PersonAction.MESSAGE: lambda: self.leave_message(attendee),
            PersonAction.BOOK: lambda: self._book([attendee.id], details.sessions, attendee),
            PersonAction.TOLD: lambda: self._desk.do(
                lambda: self._services.registry.set_told(attendee.id),
                self.tr("{name} was told.").format(name=attendee.name),
            ),
        }
        work[action]()

    def for_many(self, action: BulkAction, ids: Sequence[str]) -> None:
        """Do something to everybody who is ticked."""
        programme = self._desk.programme
        if programme is None or not ids:
            return
        work: dict[BulkAction, Callable[[], None]] = {
            BulkAction.CHECK_IN: lambda: self._check_in(ids),
            BulkAction.BOOK: lambda: self._book_many(ids, programme),
            BulkAction.TYPE: lambda: self._ask_type(ids, programme),
            BulkAction.DELEGATION: lambda: self._ask_delegation(ids, programme),
            BulkAction.BADGE: lambda: self.badges_asked.emit(ids),
            BulkAction.TICKET: lambda: self.tickets_asked.emit(ids),
            BulkAction.CONFIRM: lambda: self._desk.set_status(ids, Status.REGISTERED),
            BulkAction.CANCEL: lambda: self._ask_cancel(ids),
            BulkAction.BLOCK: lambda: self._ask_reason(ids),
        }
        work[action]()

    def set_paid(self, attendee: Attendee, then: Callable[[], None] | None = None) -> None:
        """Note that the desk took the money."""

        def work() -> None:
            self._services.registry.set_paid(attendee.id)

        sentence = self.tr("{name} has paid.").format(name=attendee.name)
        if then is None:
            self._desk.do(work, sentence)
        else:
            self._jobs.run(work, lambda _done: then())

    def leave_message(self, attendee: Attendee) -> None:
        """Ask for a message that is to be given to somebody at the desk."""
        title = self.tr("Message for {name}").format(name=attendee.name)
        dialog = TextDialog(title, self.tr("Shown with the verdict until it is given"), (),
                            self._window)  # fmt: skip
        dialog.field.set_value(attendee.registration.message)
        dialog.given.connect(lambda text: self._desk.set_field([attendee.id], "message", text))
        self._show(dialog)

    def settle(self, outcome: d.Outcome, pick: Callable[[str], None]) -> None:
        """Do what a verdict waits for, then let the person in."""
        match outcome:
            case d.Unpaid(attendee=attendee):
                self.set_paid(attendee, lambda: pick(attendee.id))
            case d.NeedsAnswer(attendee=attendee, questions=asked):
                dialog = AnswersDialog(attendee, asked, self._theme, self._window)
                dialog.answered.connect(
                    lambda answers: self._keep_answers(
                        attendee, answers, dialog.form.photos(), pick
                    )
                )
                self._show(dialog)
            case _:
                return

    def open_groups(self, attendee: Attendee) -> None:
        """Show who belongs to somebody."""
        self._jobs.run(
            lambda: self._services.delegations.groups_of(attendee),
            lambda groups: self._show_groups(attendee, groups),
        )

    def _keep_answers(
        self,
        attendee: Attendee,
        answers: Mapping[str, str],
        photos: dict[str, bytes],
        pick: Callable[[str], None],
    ) -> None:
        services = self._services

        def work() -> None:
            ready = {
                id_: services.photos.prepare_bytes(content, "camera")
                for id_, content in photos.items()
                if content
            }
            services.registry.answer(attendee.id, answers, ready)

        self._jobs.run(work, lambda _done: pick(attendee.id))

    def _show_groups(self, attendee: Attendee, groups: Sequence[Group]) -> None:
        if not groups:
            sentence = self.tr(
                "{name} belongs to no order, delegation or organisation with others."
            )
            self._desk.done.emit(sentence.format(name=attendee.name), "look")
            return
        dialog = DelegationDialog(groups, self._window)
        dialog.asked.connect(self.for_many)
        self._show(dialog)

    def _open_form(self, programme: Programme, details: Details | None) -> PersonDialog:
        dialog = PersonDialog(
            self._jobs, self._services, programme, self._theme, self._window, details
        )
        dialog.saved.connect(self._on_saved)
        dialog.twin_chosen.connect(lambda twin: self.person_wanted.emit(twin.id))
        self._show(dialog)
        return dialog

    def _on_saved(self, attendee: Attendee, is_badge_wanted: bool) -> None:
        sentence = self.tr("{name} is saved.")
        if attendee.registration.status is Status.WAITLISTED:
            sentence = self.tr("{name} is saved, on the waiting list: the programme is full.")
        tone = "look" if attendee.registration.status is Status.WAITLISTED else "yes"
        self._desk.done.emit(sentence.format(name=attendee.name), tone)
        self.person_wanted.emit(attendee.id)
        self.registered.emit(attendee, is_badge_wanted)

    def _edit(self, details: Details) -> None:
        work = self._services.planning
        programme = details.attendee.registration.programme

        def show(found: Programme) -> None:
            self._open_form(found, details)

        self._jobs.run(lambda: work.plan(programme).programme, show)

    def _merge(self, details: Details) -> None:
        if self._desk.programme is None:
            return
        dialog = MergeDialog(
            self._jobs, self._services, self._desk.programme, details.attendee, self._theme,
            self._window,
        )  # fmt: skip
        dialog.asked.connect(self._on_merge)
        self._show(dialog)

    def _on_merge(self, kept: Attendee, gone: Attendee) -> None:
        self._desk.do(
            lambda: self._services.merging.merge(kept.id, gone.id),
            self.tr("{gone} is merged into {kept}. Ctrl+Z undoes it.").format(
                gone=gone.name, kept=kept.name
            ),
        )
        self.person_wanted.emit(kept.id)

    def _unmerge(self, details: Details) -> None:
        merges = [
            row.entry for row in details.history if row.entry.kind == "merge" and not row.is_undone
        ]
        if merges:
            entry = merges[0]
            self._desk.do(
                lambda: self._services.merging.unmerge(entry),
                self.tr("The merged records are two again."),
            )

    def _photo(self, attendee: Attendee) -> None:
        kinds = self.tr("Pictures") + " (*.jpg *.jpeg *.png *.webp *.bmp)"
        if chosen := pick_open(self._window, self.tr("Photo"), kinds):
            self.cut_photo(attendee, chosen)

    def cut_photo(self, attendee: Attendee, path: Path) -> None:
        """Show a picture file, to be cut to the face."""
        photos = self._services.photos
        self._jobs.run(
            lambda: photos.prepare_whole(path),
            lambda content: self._open_crop(attendee, content),
        )

    def _open_crop(self, attendee: Attendee, content: bytes) -> None:
        dialog = CropDialog(attendee.name, content, self._window)

        def keep(whole: bytes, crop: Crop | None) -> None:
            def work() -> None:
                picture = self._services.photos.prepare_bytes(whole, attendee.name, crop)
                self._services.registry.set_photo(attendee.id, picture)

            self._desk.do(work, self.tr("{name} has a photo now.").format(name=attendee.name))

        dialog.cut.connect(keep)
        self._show(dialog)

    def _camera(self, attendee: Attendee) -> None:
        dialog = CameraDialog(attendee.name, self._window)
        dialog.taken.connect(
            lambda content: QTimer.singleShot(0, self, lambda: self._open_crop(attendee, content))
        )
        self._show(dialog)

    def _book(
        self, ids: Sequence[str], sessions: Sequence[Session], attendee: Attendee | None
    ) -> None:
        programme = self._desk.programme
        if programme is None:
            return
        if not sessions:
            self._desk.done.emit(
                self.tr("There are no sessions yet: make them on Programme."), "look"
            )
            return
        mine = attendee.registration.booked + attendee.registration.waiting if attendee else ()
        title = attendee.name if attendee else self.tr("Book {count} people").format(count=len(ids))

        def show(seats: Mapping[str, Seats]) -> None:
            above = self._window
            dialog = SessionDialog(title, sessions, seats, mine, self._theme, above, len(ids))
            dialog.booked.connect(lambda session: self._desk.book(ids, session))
            dialog.taken_out.connect(lambda session: self._desk.take_out(ids, session))
            self._show(dialog)

        self._jobs.run(lambda: self._services.sessions.seats(programme), show)

    def _ask_cancel(self, ids: Sequence[str]) -> None:
        """Cancel one at once, which Ctrl+Z takes back; many after a click on their number."""
        cancel = partial(self._desk.set_status, ids, Status.CANCELLED)
        if len(ids) == 1:
            cancel()
            return
        title, sentence, words = cancel_words(len(ids))
        dialog = ConfirmDialog(title, sentence, words, self._window)
        dialog.confirmed.connect(cancel)
        self._show(dialog)

    def _ask_reason(self, ids: Sequence[str]) -> None:
        title = self.tr("Block {count}").format(count=len(ids))
        dialog = TextDialog(
            title, self.tr("Reason that the desk sees"), (), self._window,
            is_needed=True, count=len(ids),
        )  # fmt: skip
        dialog.given.connect(lambda text: self._desk.set_status(ids, Status.BLOCKED, text))
        self._show(dialog)

    def _book_many(self, ids: Sequence[str], programme: Programme) -> None:
        work = self._services.programmes
        self._jobs.run(
            lambda: work.sessions(programme), lambda sessions: self._book(ids, sessions, None)
        )

    def _ask_type(self, ids: Sequence[str], programme: Programme) -> None:
        types = partial(self._services.attendees.ticket_types, programme.id)
        self._jobs.run(
            types, lambda known: self._ask_field(ids, "ticket_type", self.tr("Type"), known)
        )

    def _ask_delegation(self, ids: Sequence[str], programme: Programme) -> None:
        named = partial(self._services.delegations.named, programme)
        self._jobs.run(
            named, lambda known: self._ask_field(ids, "delegation", self.tr("Delegation"), known)
        )

    def _ask_field(self, ids: Sequence[str], name: str, title: str, choices: list[str]) -> None:
        field = self.tr("For {count} people").format(count=len(ids))
        dialog = TextDialog(title, field, choices, self._window, count=len(ids))
        dialog.given.connect(lambda text: self._desk.set_field(ids, name, text))
        self._show(dialog)

    def _in_or_out(self, attendee: Attendee) -> None:
        """Check somebody in at the point where the desk stands; who is inside is checked out."""
        if (station := self._station.station) is None:
            return
        services = self._services

        def work() -> Sequence[Verdict]:
            here = services.registry.details(attendee.id).attendee.registration.presence
            way = Direction.OUT if here else Direction.IN
            place = Station(station.programme, station.point, way)
            return [services.desk.pick(place, attendee.id)]

        self._jobs.run(work, self._say_verdicts)

    def _check_in(self, ids: Sequence[str]) -> None:
        """Check people in at the point where the desk stands; nobody is checked out by it."""
        if station := self._station.station:
            there = Station(station.programme, station.point, Direction.IN)
            self._jobs.run(lambda: self._services.desk.pick_all(there, ids), self._say_verdicts)

    def _say_verdicts(self, verdicts: Sequence[Verdict]) -> None:
        if len(verdicts) == 1:
            attendee = d.attendee_of(verdicts[0].outcome)
            name = attendee.name if attendee else ""
            banner = describe(verdicts[0])
            self._desk.done.emit(f"{name}: {banner.sentence}", banner.tone.value)
            return
        admitted = sum(isinstance(verdict.outcome, d.Admitted) for verdict in verdicts)
        sentence = self.tr("{count} checked in.").format(count=admitted)
        others = [
            f"{who.name} ({describe(verdict).headline})"
            for verdict in verdicts
            if not isinstance(verdict.outcome, d.Admitted)
            and (who := d.attendee_of(verdict.outcome))
        ]
        if len(others) > MOST_NAMED:
            # A sentence of so many names is read by nobody, and nobody is left out.
            title = self.tr("Not checked in: {count}").format(count=len(others))
            self._show(LinesDialog(title, others, self._window))
        elif others:
            sentence += " " + self.tr("Not: {names}.").format(names=", ".join(others))
        self._desk.done.emit(sentence, "look" if others else "yes")
