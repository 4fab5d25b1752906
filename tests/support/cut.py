"""Finds what is cut or covered on the screen, as somebody who looks would."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QWidget,
)


def faults_in(window: QWidget) -> list[str]:
    """List each text that has not the room it needs, and each widget that covers another."""
    # What was just shown has not told the layouts its size yet.
    QApplication.processEvents()
    return [*_cut(window), *_covered(window)]


def _cut(window: QWidget) -> Iterator[str]:
    for each in _shown(window):
        if isinstance(each, QLabel) and each.text() and each.pixmap().isNull():
            if each.wordWrap():
                if each.height() < each.heightForWidth(each.width()):
                    yield f"cut below: {each.text()[:60]!r}"
            elif each.width() < each.sizeHint().width():
                yield f"cut: {each.text()[:60]!r}"
        elif isinstance(each, QPushButton | QToolButton) and each.text():
            words = max(each.text().splitlines(), key=len)
            if each.fontMetrics().horizontalAdvance(words) > each.width():
                yield f"cut button: {words[:60]!r}"
        elif isinstance(each, QComboBox) and not each.isEditable() and not each.toolTip():
            # Where dots stand the whole choice is told by the tip.
            arrow = 30
            if each.fontMetrics().horizontalAdvance(each.currentText()) > each.width() - arrow:
                yield f"cut choice: {each.currentText()[:60]!r}"
        elif isinstance(each, QLineEdit) and each.placeholderText() and not each.text():
            room = each.width() - 16
            if each.fontMetrics().horizontalAdvance(each.placeholderText()) > room:
                yield f"cut hint: {each.placeholderText()[:60]!r}"


def _covered(window: QWidget) -> Iterator[str]:
    for parent in [window, *_shown(window)]:
        children = [
            child
            for child in parent.children()
            if isinstance(child, QWidget) and child.isVisible() and not child.isWindow()
        ]
        if isinstance(parent, QAbstractScrollArea | QComboBox | QLineEdit) or _is_viewport(parent):
            continue
        for child in children:
            if not parent.rect().contains(child.geometry()) and child.size().isValid():
                yield f"leaves its place: {_name(child)} in {_name(parent)}"
        for one, other in combinations(children, 2):
            if one.geometry().intersects(other.geometry()):
                yield f"covered: {_name(one)} and {_name(other)}"


def _shown(window: QWidget) -> list[QWidget]:
    """List what is seen of a window: not what has been scrolled away."""
    return [
        each
        for each in window.findChildren(QWidget)
        if each.isVisible() and each.window() is window and not _is_scrolled_away(each)
    ]


def _is_scrolled_away(widget: QWidget) -> bool:
    area = widget.parentWidget()
    while area is not None and not _is_viewport(area):
        area = area.parentWidget()
    if area is None:
        return False
    place = QRect(widget.mapTo(area, QPoint(0, 0)), widget.size())
    return not area.rect().intersects(place)


def _is_viewport(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    return isinstance(parent, QAbstractScrollArea) and parent.viewport() is widget


def _name(widget: QWidget) -> str:
    words = getattr(widget, "text", lambda: "")() or widget.accessibleName() or widget.objectName()
    return f"{type(widget).__name__} {str(words)[:30]!r}"
