"""The page of a programme: its facts, sessions, places and questions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.checks import Fault
from desktop.domain.programme.programme import Point, Programme
from desktop.gui.frame.dialog_host import DialogHost
from desktop.gui.frame.page import FooterKey, PlainPage
from desktop.gui.programme.plan_forms import KINDS, PlanItem, form_for
from desktop.gui.programme.plan_list import PlanAction, PlanHead, PlanList
from desktop.gui.programme.planning_keys import planning_keys, tab_keys
from desktop.gui.programme.programme_form import ProgrammeForm
from desktop.gui.programme.services import ProgrammeServices
from desktop.gui.programme.session_transfer import SessionTransfer
from desktop.gui.programme.sessions_view import SessionsView
from desktop.gui.widgets.buttons import KeyButton
from desktop.gui.widgets.dialogs import Guard, run_at_once
from desktop.gui.widgets.jobs import Jobs
from desktop.gui.widgets.person_list import LineView, result_delegate
from desktop.gui.widgets.theme import Theme
from desktop.gui.wording.causes import describe_fault
from desktop.gui.wording.programme import (
    empty_tab,
    place_lines,
    plan_tabs,
    point_lines,
    question_line,
    session_line,
    why_it_stays,
)
from desktop.workflows.programme.directory import DirectoryContents
from desktop.workflows.programme.planning import Plan

FACTS, SESSIONS, PLACES, QUESTIONS, POINTS = range(5)
_KINDS: dict[int, type[PlanItem]] = dict(zip(range(1, 5), KINDS, strict=True))
FORM_WIDTH_PX = 1160


class ProgrammePage(PlainPage):
    """Where organizers plan."""

    saved = Signal(object)
    choose_asked = Signal()

    def __init__(
        self, jobs: Jobs, services: ProgrammeServices, theme: Theme, dialogs: DialogHost
    ) -> None:
        """Lay out the page for a store."""
        super().__init__()
        self._jobs = jobs
        self._services = services
        self._theme = theme
        self._dialogs = dialogs
        self.guard: Guard = run_at_once
        self.guard_policy: Guard = run_at_once
        self.plan: Plan | None = None
        self.programme: Programme | None = None
        self.form = ProgrammeForm(services.planning.zones())
        self.form.entered.connect(self.save)
        self._loaded: dict[str, str] = {}
        # What was just saved: it is to be seen.
        self._wanted = ""
        self._left: Programme | None = None
        self._plan_lists: dict[int, PlanList] = {}
        self.lists = {
            number: LineView("programmes", result_delegate(theme), takes_focus=True)
            for number in (SESSIONS, PLACES, QUESTIONS, POINTS)
        }
        self.sessions = SessionsView(theme, self.lists[SESSIONS])
        self.transfer = SessionTransfer(jobs, services, dialogs, self)
        self.transfer.taken.connect(self._on_saved)
        self.transfer.message.connect(self.message)
        self._build()

    def set_programme(self, programme: Programme | None) -> None:
        """Show a programme, or an empty form for the first one."""
        self.programme = programme
        read, on_store = self._services.directory.contents, self._jobs.on_store
        self._jobs.run_beside(lambda: read(on_store), self._on_directory)
        if programme is None:
            self.plan = None
            self._head.title.setText(self.tr("New programme"))
            self._head.say_counts("")
            self.form.begin_new()
            self.tabs.choose(FACTS)
            self._loaded = self.form.values()
            self.tabs.hide()
            return
        self._left = None
        self._show_new_button()
        self.tabs.show()
        self.refresh()

    def refresh(self) -> None:
        """Read the plan again."""
        if self.programme:
            id_ = self.programme.id
            self._jobs.run(lambda: self._services.planning.plan(id_), self._show_plan)

    def footer_keys(self) -> Sequence[FooterKey]:
        """Give the keys of planning."""
        return planning_keys()

    def key_actions(self) -> Mapping[str, Callable[[], None]]:
        """Give what this page does by keys of its own."""
        return {
            "Ctrl+B": self._show_booked,
            "Ctrl+N": self._add_here,
            **tab_keys(self.tabs),
        }

    def focus_field(self) -> None:
        """Bring the focus to where the page is worked from."""
        number = self.tabs.chosen
        if number == SESSIONS:
            self.sessions.focus_field()
            return
        target = self.lists.get(number) or self.form.fields["title"].editor
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin_new(self) -> None:
        """Empty the form for another programme, or go back to the one that was left."""
        left = self._left
        if self.programme is None and left is not None:
            self.set_programme(left)
        else:
            before = self.programme
            self.set_programme(None)
            self._left = before
            self._show_new_button()
        self.focus_field()

    def _show_new_button(self) -> None:
        text = self.tr("New programme")
        if self.programme is None and self._left is not None:
            text = self.tr("Back to {code}").format(code=self._left.code)
        self._head.new_button.set_words(text)

    def save(self) -> None:
        """Write the facts of the programme."""
        typed = self.form.values()
        id_, work = self.programme.id if self.programme else "", self._services.planning
        self._jobs.run(lambda: work.save_programme(id_, typed), self._on_programme)

    def add(self) -> None:
        """Open the form of a new session, place or question."""
        self._open_form(None)

    def open_marked(self) -> None:
        """Open the form of the marked session, place or question."""
        if item := self._marked():
            self._open_form(item)

    def remove_marked(self) -> None:
        """Take the marked session, place or question out; Ctrl+Z brings it back."""
        item, programme = self._marked(), self.programme
        if item is not None and programme is not None:
            self.guard(lambda: self._remove(programme, item))

    def _remove(self, programme: Programme, item: PlanItem) -> None:
        points, planning = self._services.points, self._services.planning

        def work() -> bool:
            if isinstance(item, Point):
                return points.remove(programme, item)
            return planning.remove(programme, item)

        self._jobs.run(work, lambda is_done: self._on_removed(is_done, item))

    def make_doors(self) -> None:
        """Make a check-in point for every session that has none."""
        if programme := self.programme:
            points = self._services.points
            self._jobs.run(lambda: points.for_sessions(programme), self._on_doors_made)

    def _build(self) -> None:
        self._stack = QStackedWidget()
        self._stack.addWidget(self._build_facts())
        for number in (SESSIONS, PLACES, QUESTIONS, POINTS):
            self._stack.addWidget(self._build_list(number))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._build_head())
        column.addWidget(self._stack, 1)

    def _build_head(self) -> PlanHead:
        self._head = PlanHead(plan_tabs())
        self.tabs = self._head.tabs
        self.tabs.group.idClicked.connect(self._on_tab)
        self._head.choose_asked.connect(self.choose_asked)
        self._head.new_asked.connect(self.begin_new)
        return self._head

    def _build_facts(self) -> QScrollArea:
        save = KeyButton(self.tr("Save"), "Enter", "main")
        save.clicked.connect(lambda _on=False: self.save())
        holder = QWidget()
        holder.setObjectName("formContent")
        inner = QWidget()
        inner.setMaximumWidth(FORM_WIDTH_PX)
        column = QVBoxLayout(inner)
        column.setContentsMargins(22, 20, 22, 24)
        column.setSpacing(16)
        column.addWidget(self.form)
        column.addWidget(save, 0, Qt.AlignmentFlag.AlignLeading)
        column.addStretch(1)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(inner, 1)
        row.addStretch(0)
        scroll = QScrollArea()
        scroll.setObjectName("form")
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(holder)
        return scroll

    def _build_list(self, number: int) -> PlanList:
        view = self.lists[number]
        view.activated.connect(lambda _index: self.open_marked())
        shown = self.sessions if number == SESSIONS else view
        words = empty_tab(number)
        made = self._plan_lists[number] = PlanList(shown, self._list_actions(number), *words)
        return made

    def _list_actions(self, number: int) -> list[PlanAction]:
        new = {
            SESSIONS: self.tr("New session"),
            PLACES: self.tr("New place"),
            QUESTIONS: self.tr("New question"),
            POINTS: self.tr("New point"),
        }
        actions = [
            PlanAction(new[number], "Ctrl N", "main", self.add),
            PlanAction(self.tr("Remove"), "Del", "risk", self.remove_marked),
        ]
        if number == SESSIONS:
            actions += [
                PlanAction(self.tr("Import .ics or CSV…"), "", "", self._choose_import),
                PlanAction(self.tr("Export .ics…"), "", "", self._choose_export),
            ]
        if number == POINTS:
            actions += [PlanAction(self.tr("A door for every session"), "", "", self.make_doors)]
        return actions

    def _on_tab(self, number: int) -> None:
        self._stack.setCurrentIndex(number)
        self.focus_field()

    def _show_plan(self, plan: Plan) -> None:
        self.plan = plan
        programme = self.programme = plan.programme
        self._head.title.setText(programme.code)
        self._head.say_counts(
            self.tr("{expected} expected, {inside} inside").format(
                expected=f"{plan.expected:,}", inside=f"{plan.inside:,}"
            )
        )
        values = {name: str(getattr(programme, name)) for name in self.form.fields}
        values["capacity"] = str(programme.capacity or "")
        if self.form.values() == self._loaded or values["code"] != self._loaded.get("code"):
            self.form.set_values(values)
            self.form.show_faults({})
            self._loaded = self.form.values()
        clashing = {clash.session.id for clash in plan.clashes} | {
            clash.other.id for clash in plan.clashes
        }
        for number, lines in (
            (SESSIONS, [session_line(s, plan.seats, clashing) for s in plan.sessions]),
            (PLACES, place_lines(plan.places)),
            (QUESTIONS, [question_line(question) for question in plan.questions]),
            (POINTS, point_lines(plan)),
        ):
            self._plan_lists[number].show_state(is_empty=not lines)
            ids, row = [line.id for line in lines], self.lists[number].currentIndex().row()
            row = ids.index(self._wanted) if self._wanted in ids else row
            self.lists[number].lines.set_lines(lines)
            index = self.lists[number].lines.index(min(max(row, 0), len(lines) - 1))
            self.lists[number].setCurrentIndex(index)
        self.sessions.show_plan(plan, self._wanted)
        self._wanted = ""

    def _add_here(self) -> None:
        self.begin_new() if self.tabs.chosen == FACTS else self.add()

    def _show_booked(self) -> None:
        if self.tabs.chosen == SESSIONS:
            self.sessions.pane.people.click()

    def _marked(self) -> PlanItem | None:
        number, plan = self.tabs.chosen, self.plan
        if plan is None or number not in self.lists:
            return None
        rows: dict[int, Sequence[PlanItem]] = {
            SESSIONS: plan.sessions,
            PLACES: [branch.place for branch in plan.places],
            QUESTIONS: plan.questions,
            POINTS: plan.points,
        }
        items, row = rows[number], self.lists[number].currentIndex().row()
        return items[row] if 0 <= row < len(items) else None

    def _open_form(self, item: PlanItem | None) -> None:
        plan, kind = self.plan, _KINDS[self.tabs.chosen]
        if plan is None:
            return

        def show() -> None:
            dialog = form_for(kind, item, self._jobs, self._services, plan, self.window())
            dialog.saved.connect(self._on_saved)
            self._dialogs.show(dialog)

        (self.guard_policy if kind is Point else run_at_once)(show)

    def _on_programme(self, result: Programme | Mapping[str, Fault]) -> None:
        if isinstance(result, Programme):
            self.form.show_faults({})
            self._loaded = self.form.values()
            self._left = None
            self.programme = result
            self.saved.emit(result)
            self.message.emit(self.tr("{code} is saved.").format(code=result.code), "yes")
            work = self._services.planning
            self._jobs.run(lambda: work.unmatched_types(result), self._on_unmatched)
        else:
            self.form.show_faults({name: describe_fault(fault) for name, fault in result.items()})

    def _on_unmatched(self, types: Sequence[str]) -> None:
        if types:
            sentence = self.tr("Saved. Nobody has the ticket type {types}: is it spelled so?")
            self.message.emit(sentence.format(types=", ".join(types)), "look")

    def _on_saved(self, made: str = "") -> None:
        self._wanted = made
        self.refresh()
        if programme := self.programme:
            work = self._services.sessions
            self._jobs.run(lambda: work.book_named(programme), lambda _count: None)
            self.saved.emit(programme)

    def _on_removed(self, is_done: bool, item: PlanItem) -> None:
        if is_done:
            self.refresh()
            self.saved.emit(self.programme)
            self.message.emit(self.tr("Removed. Ctrl+Z brings it back."), "yes")
        else:
            self.message.emit(why_it_stays(item), "look")

    def _on_doors_made(self, count: int) -> None:
        self._on_saved()
        sentence = self.tr("{count} points made, each open from 30 minutes before its session.")
        self.message.emit(sentence.format(count=count), "yes" if count else "look")

    def _choose_import(self) -> None:
        if programme := self.programme:
            self.transfer.choose_import(programme)

    def _choose_export(self) -> None:
        if plan := self.plan:
            self.transfer.choose_export(plan.programme, plan.sessions)

    def _on_directory(self, listing: DirectoryContents) -> None:
        own = self.programme
        self.form.offer_partnerships(listing.partnerships, own.partnership if own else "")
