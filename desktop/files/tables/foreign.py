"""Files that people take for a list and that are none: each is called what it is."""

from __future__ import annotations

_BINARY = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8", "picture"),
    (b"GIF8", "picture"),
    (b"7z\xbc\xaf", "archive"),
    (b"Rar!", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"SQLite format 3", "database"),
)
# How such texts begin, in small letters.
_TEXTS = (
    ("begin:vcard", "contact cards"),
    ("begin:vcalendar", "calendar"),
    ("{\\rtf", "document"),
    ("from: ", "mail"),
    ("received: ", "mail"),
)
_XML_SHEET = "urn:schemas-microsoft-com:office:spreadsheet"


def binary_kind(sample: bytes) -> str:
    """Say what a file of bytes is, by how it begins; nothing where that tells nothing."""
    return next((kind for mark, kind in _BINARY if sample.startswith(mark)), "")


def text_kind(text: str) -> str:
    """Say what a text is that holds no rows and cells; nothing where it may hold some."""
    begun = text.lstrip("\ufeff \r\n\t")[:4_000]
    small = begun.casefold()
    for mark, kind in _TEXTS:
        if small.startswith(mark):
            return kind
    if small.startswith("mime-version:") and "text/html" in small:
        return "web page"
    if begun.startswith("<"):
        if _XML_SHEET in small:
            return "XML spreadsheet"
        return "web page" if "<html" in small or "<!doctype html" in small else "XML"
    is_json = begun.startswith(("[{", "{")) or (begun.startswith("[") and '"' in begun[:80])
    if is_json and ('":' in begun or '" :' in begun):
        return "JSON"
    return ""
