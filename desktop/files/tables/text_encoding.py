"""Which encoding a text file is written in: BOM, NUL pattern, strict UTF-8, then by letters.

Old code pages are told apart by a measure of how likely their letters are beside each other. Where
two of them are nearly as likely and read differently, both are named: somebody has to look.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from desktop.files.tables.letters import SCRIPTS, worth_of

SAMPLE_BYTES = 64 * 1024
# A stray NUL is no sign; in Hebrew UTF-16 every comma, space and line end has one.
LEAST_SHARE_OF_NULS = 0.04
SEQUENCES_FOR_A_STRAY = 4
# Of two readings the better one must be better by so much for each letter that differs.
SURE_MARGIN = 0.3
# Of another script no word looks right by chance for long.
SURE_MARGIN_OF_SCRIPT = 0.12
# So many bytes that are no ASCII tell as much as all of them.
_MOST_WEIGHED = 4_000
_TWO_BYTES = frozenset({"HAN", "KANA", "HANGUL"})
# What Western offices write beside letters; the latter also between two of them.
_SIGNS, _WITHIN_WORDS = frozenset("–—…•™®©°€£§½¼¾×“”‘’„«»·²³±\xa0"), frozenset("–—’·")
_CELLS = re.compile(r"[ ,;|\t\r\n]+")
# What the first two bytes of a letter in UTF-8 look like in a Western or Hebrew code page.
_LIKE_TWICE = re.compile(
    "[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u2122]|[\u05b2\u05b3\u05f3]"
)


class Encoding(NamedTuple):
    """How letters are written: a Python codec, and whether a byte order mark stands in front.

    `strays` is the code page of bytes that are no UTF-8 in a file that otherwise is. `is_twice`
    tells that UTF-8 was taken for a code page and encoded once more. `rivals` are codecs that are
    nearly as likely and read differently.
    """

    name: str
    has_bom: bool = False
    strays: str = ""
    is_twice: bool = False
    rivals: tuple[str, ...] = ()

    @property
    def codec(self) -> str:
        """The codec that also takes the mark away."""
        return "utf-8-sig" if self.name == "utf-8" and self.has_bom else self.name

    @property
    def errors(self) -> str:
        """What is done with bytes that the codec does not know, as Python names it."""
        return _handler(self.strays) if self.strays else "replace"

    def decode(self, data: bytes) -> str:
        """Read bytes; one that is cut at the end is passed over."""
        text = codecs.getincrementaldecoder(self.codec)(self.errors).decode(data)
        return once(text) if self.is_twice else text


_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def detect(sample: bytes, *, is_whole: bool = True) -> Encoding:
    """Tell the encoding of a file from its first bytes.

    Args:
        sample: the beginning of the file.
        is_whole: whether that is all of it; else a character cut at the end is forgiven.
    """
    for mark, name in _MARKS:
        if sample.startswith(mark):
            return Encoding(name, has_bom=True)._replace(is_twice=_is_twice(sample, name))
    if wide := _by_nul_pattern(sample):
        return Encoding(wide)
    if _is_utf8(sample, is_whole=is_whole):
        return Encoding("utf-8", is_twice=_is_twice(sample, "utf-8"))
    if _is_nearly_utf8(sample):
        strange = (line for line in sample.splitlines() if not _is_utf8(line, is_whole=True))
        best, rivals = _by_letters(b"\n".join(strange))
        return Encoding("utf-8", strays=best if SCRIPTS[best] not in _TWO_BYTES else "cp1252")
    best, rivals = _by_letters(sample)
    return Encoding(best, rivals=rivals)


def choose(sample: bytes, name: str) -> Encoding:
    """Take the encoding that somebody named.

    Raises:
        LookupError: Python has no codec of that name for text.
    """
    known = codecs.lookup(name)
    if not known._is_text_encoding:
        raise LookupError(name)
    has_bom = known.name == "utf-8" and sample.startswith(codecs.BOM_UTF8)
    return Encoding(_plain_name(known.name), has_bom=has_bom)


def once(text: str) -> str:
    """Undo that UTF-8 was taken for a Western or Hebrew code page; other text stays as it is."""
    if text.isascii() or not _LIKE_TWICE.search(text):
        return text
    for codec in ("cp1252", "cp1255"):
        data = _encoded(text, codec)
        if data is None:
            continue
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            continue
    return text


def _encoded(text: str, codec: str) -> bytes | None:
    """Write letters in a code page, its empty places as they stand; nothing if it lacks one."""
    data = bytearray()
    for c in text:
        try:
            data += c.encode(codec)
        except UnicodeEncodeError:
            if not "\x80" <= c <= "\x9f":
                return None
            data.append(ord(c))
    return bytes(data)


def _plain_name(name: str) -> str:
    return {"iso8859-8": "cp1255", "gbk": "gb18030", "gb2312": "gb18030"}.get(name, name)


def _by_nul_pattern(sample: bytes) -> str | None:
    """Spot UTF-16 without a mark: only there do commas and line ends have a NUL beside them."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if even + odd < max(2, len(sample) * LEAST_SHARE_OF_NULS):
        return None
    return "utf-16-le" if odd >= even else "utf-16-be"


def _is_utf8(sample: bytes, *, is_whole: bool) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample, final=is_whole)
    except UnicodeDecodeError:
        return False
    return True


def _is_twice(sample: bytes, name: str) -> bool:
    """Tell whether all letters of a file were encoded twice."""
    # A letter's second byte may look like a space that does not break.
    words = [w for w in _CELLS.split(sample.decode(name, "ignore")) if not w.isascii()]
    return bool(words) and sum(once(word) != word for word in words) > 0.9 * len(words)


def _is_nearly_utf8(sample: bytes) -> bool:
    """Tell whether some lines are UTF-8 and others not, or a byte strayed into it.

    No legacy text has so many whole sequences, or a line of more than one that is made of them.
    """
    letters = [c for c in sample.decode("utf-8", "replace") if not c.isascii()]
    strays = letters.count("\ufffd")
    if len(letters) - strays >= SEQUENCES_FOR_A_STRAY * max(1, strays):
        return True
    lines = [line for line in sample.splitlines() if not line.isascii()]
    whole = [line for line in lines if _is_utf8(line, is_whole=True)]
    if not whole:
        return False
    # Two letters of a code page that look like one of UTF-8 make no likely word.
    text = " ".join(line.decode("utf-8") for line in whole)
    return _mean_worth(text, "cp1252") > 0 or _mean_worth(text, "cp1255") > 0


def _by_letters(sample: bytes) -> tuple[str, tuple[str, ...]]:
    """Choose the code page with the likeliest letters, and name those that are nearly as likely."""
    weighed = _non_ascii_part(sample)
    if _are_signs(weighed):
        return "cp1252", ()
    texts = {name: weighed.decode(name, "replace") for name in SCRIPTS}
    rated = sorted(SCRIPTS, key=lambda name: -_total_worth(texts[name], name))
    best = rated[0]
    rivals = [name for name in rated[1:] if _is_near(texts[best], texts[name], best, name)]
    return best, tuple(rivals)


def _are_signs(weighed: bytes) -> bool:
    """Tell whether all that is beyond ASCII are single signs of Western offices: – ’ € °."""
    text = f" {weighed.decode('cp1252', 'replace')} "
    odd = [(a, c, b) for a, c, b in zip(text, text[1:], text[2:], strict=False) if c > "\x7f"]
    are_alone = sum(a.isascii() and b.isascii() for a, _c, b in odd) > 0.5 * len(odd)
    return are_alone and all(
        c in _SIGNS and (c in _WITHIN_WORDS or not (a.isalpha() and b.isalpha())) for a, c, b in odd
    )


def _non_ascii_part(sample: bytes) -> bytes:
    """Keep the words that have letters beyond ASCII, up to so many such letters."""
    kept: list[bytes] = []
    count = 0
    for line in sample.splitlines():
        high = sum(byte > 127 for byte in line)
        if high:
            kept.append(line)
            count += high
        if count > _MOST_WEIGHED:
            break
    return b"\n".join(kept)


def _total_worth(text: str, codec: str) -> float:
    times = 2 if SCRIPTS[codec] in _TWO_BYTES else 1
    return times * sum(_worths(text, codec))


def _mean_worth(text: str, codec: str) -> float:
    worths = _worths(text, codec)
    return sum(worths) / len(worths) if worths else 0.0


def _worths(text: str, codec: str) -> Sequence[float]:
    spaced = f" {text} "
    around = zip(spaced, spaced[1:], spaced[2:], strict=False)
    return [worth_of(c, before, after, codec) for before, c, after in around if not c.isascii()]


def _is_near(best: str, other: str, best_name: str, name: str) -> bool:
    """Tell whether another reading is nearly as likely where it differs at all."""
    if best == other:
        return False
    is_same_script = SCRIPTS[best_name] == SCRIPTS[name]
    margin = SURE_MARGIN if is_same_script else SURE_MARGIN_OF_SCRIPT
    if len(best) != len(other):
        gap = _total_worth(best, best_name) - _total_worth(other, name)
        count = sum(not c.isascii() for c in best)
        is_likely = _mean_worth(other, name) > 0
        return is_likely and gap < margin * count
    gaps = [
        worth_of(c, a, b, best_name) - worth_of(d, e, g, name)
        for (a, c, b), (e, d, g) in zip(_triples(best), _triples(other), strict=True)
        if c != d
    ]
    return sum(gaps) / len(gaps) < margin


def _triples(text: str) -> list[tuple[str, str, str]]:
    spaced = f" {text} "
    return list(zip(spaced, spaced[1:], spaced[2:], strict=False))


@lru_cache(maxsize=32)
def _handler(codec: str) -> str:
    """Teach Python to read single bytes by a code page where they are no UTF-8."""
    name = f"muster-{codec}"

    def read(error: UnicodeError) -> tuple[str, int]:
        assert isinstance(error, UnicodeDecodeError)
        return error.object[error.start : error.end].decode(codec, "replace"), error.end

    codecs.register_error(name, read)
    return name
