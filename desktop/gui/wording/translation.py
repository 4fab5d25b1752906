"""Translation of sentences that no widget owns."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

# lupdate files a bare tr("…") under the empty context, so that is where it is looked up.
NO_CONTEXT = ""


def tr(text: str) -> str:
    """Translate a sentence into the language of the desk."""
    return QCoreApplication.translate(NO_CONTEXT, text)
