"""The keys of the canvas."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from desktop.domain.badges.badge_template import AnyItem
from desktop.gui.badges.badge_draft import BadgeDraft

STEP_MM, LARGE_STEP_MM, SMALL_STEP_MM = 0.5, 5.0, 0.1
ZOOM_STEP = 1.2
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


# Shows the badge larger or smaller by a factor; 0 fits it into the window.
Zoom = Callable[[float], None]


def handle_key(draft: BadgeDraft, zoom: Zoom, event: QKeyEvent) -> bool:
    """Do what a key is for; tell whether it is for anything."""
    key = Qt.Key(event.key())
    if key in _ARROWS and draft.selected:
        dx, dy = _ARROWS[key]
        step = _step(event)
        draft.nudge(dx * step, dy * step)
        return True
    if key is Qt.Key.Key_Tab or key is Qt.Key.Key_Backtab:
        return False
    if key in (Qt.Key.Key_N, Qt.Key.Key_B) and not event.modifiers():
        _select_next(draft, 1 if key is Qt.Key.Key_N else -1)
        return True
    for standard, act in _standard(draft, zoom):
        if event.matches(standard):
            act()
            return True
    plain = _plain(draft, zoom).get((key, event.modifiers()))
    if plain is not None:
        plain()
    return plain is not None


def _step(event: QKeyEvent) -> float:
    if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
        return LARGE_STEP_MM
    is_small = event.modifiers() & Qt.KeyboardModifier.AltModifier
    return SMALL_STEP_MM if is_small else STEP_MM


def _standard(
    draft: BadgeDraft, zoom: Zoom
) -> list[tuple[QKeySequence.StandardKey, Callable[[], None]]]:
    keys = QKeySequence.StandardKey
    return [
        (keys.Delete, draft.remove),
        (keys.Copy, draft.copy),
        (keys.Cut, draft.cut),
        (keys.Paste, draft.paste),
        (keys.SelectAll, draft.select_all),
        (keys.Redo, draft.stack.redo),
        (keys.ZoomIn, lambda: zoom(ZOOM_STEP)),
        (keys.ZoomOut, lambda: zoom(1 / ZOOM_STEP)),
    ]


def _plain(
    draft: BadgeDraft, zoom: Zoom
) -> dict[tuple[Qt.Key, Qt.KeyboardModifier], Callable[[], None]]:
    control, none = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
    return {
        (Qt.Key.Key_Backspace, none): draft.remove,
        (Qt.Key.Key_D, control): draft.duplicate,
        (Qt.Key.Key_0, control): lambda: zoom(0),
        (Qt.Key.Key_Equal, control): lambda: zoom(ZOOM_STEP),
        (Qt.Key.Key_Y, control): draft.stack.redo,
        (Qt.Key.Key_PageUp, none): lambda: draft.raise_selected(1),
        (Qt.Key.Key_PageDown, none): lambda: draft.raise_selected(-1),
        (Qt.Key.Key_Escape, none): lambda: draft.select(frozenset()),
    }


def _select_next(draft: BadgeDraft, by: int) -> None:
    """Select the next item of the side that is shown, round and round."""
    known: list[tuple[int, AnyItem]] = [
        (n, item) for n, item in enumerate(draft.items) if item.side == draft.side
    ]
    if not known:
        return
    numbers = [n for n, _one in known]
    current = max(draft.selected, default=-1)
    at = numbers.index(current) + by if current in numbers else 0
    draft.select(frozenset({numbers[at % len(numbers)]}))
