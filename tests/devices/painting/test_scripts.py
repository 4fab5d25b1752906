"""Badges in the scripts of the world: no letter is a box, and one word has one typeface."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QTextLayout

from desktop.devices.painting import faces
from desktop.devices.painting.badge_text import face_of
from desktop.devices.painting.faces import cjk_family, drawn
from desktop.devices.painting.fonts import load_fonts
from desktop.domain.badges.han import Han
from desktop.files.resources import RESOURCES
from desktop.gui.widgets.theme import Theme

# A name each, as people of that script write theirs.
NAMES = {
    "latin": "Łukasz Żółć",
    "vietnamese": "Nguyễn Thị Phương Thảo",
    "greek": "Αλέξανδρος Παπαδόπουλος",
    "cyrillic": "Юрій Щербаков",
    "hebrew": "שָׂרָה כהן",
    "arabic": "محمد عبد الرحمن",
    "devanagari": "राजेश श्रीवास्तव",
    "bengali": "রবীন্দ্রনাথ ঠাকুর",
    "gurmukhi": "ਹਰਪ੍ਰੀਤ ਸਿੰਘ",
    "gujarati": "નરેન્દ્ર પટેલ",
    "odia": "ସୁବ୍ରତ ପଟ୍ଟନାୟକ",
    "tamil": "தமிழ்ச்செல்வி முருகன்",
    "telugu": "వెంకటేశ్వర రావు",
    "kannada": "ಶ್ರೀನಿವಾಸ ಮೂರ್ತಿ",
    "malayalam": "ശ്രീകുമാർ നായർ",
    "sinhala": "ශ්‍රී ලංකා",
    "thai": "สมชาย ใจดีมีสุข",
    "lao": "ສົມສັກ ແກ້ວ",
    "khmer": "សុខា ចាន់",
    "burmese": "အောင်ဆန်း",
    "tibetan": "བསྟན་འཛིན།",
    "amharic": "አበበ ቢቂላ",
    "georgian": "გიორგი ბერიძე",
    "armenian": "Հայկ Պետրոսյան",
    "syriac": "ܐܦܪܝܡ",
    "thaana": "މުހައްމަދު",
    "cherokee": "ᏎᏉᏯ",
    "inuktitut": "ᐃᓄᒃ ᑎᑎᕋᖅ",
    "emoji": "Zoë 🎉",
    "mixed": "שרה (Sarah) כהן-Levy",
    "greek and hebrew": "Νίκος נועה",
}


def runs(text: str) -> list[tuple[str, list[int]]]:
    """Shape a text as a badge does; give the family and the glyphs of each part."""
    layout = QTextLayout(text, face_of("bold", 20, 100, drawn(text).families)[0])
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(1e9)
    layout.endLayout()
    return [(run.rawFont().familyName(), list(run.glyphIndexes())) for run in layout.glyphRuns()]


@pytest.mark.parametrize("script", NAMES)
def test_no_letter_is_a_box_and_nothing_is_rewritten(theme: Theme, script: str) -> None:
    text = NAMES[script]
    found = drawn(text)
    assert (found.text, found.is_rewritten, found.lost) == (text, False, "")
    parts = runs(text)
    assert parts
    assert all(0 not in glyphs for _family, glyphs in parts)
    assert {family for family, _glyphs in parts} <= set(found.families)


@pytest.mark.parametrize("script", [name for name in NAMES if name not in {"emoji", "mixed"}])
def test_one_word_has_one_typeface(theme: Theme, script: str) -> None:
    for word in re.findall(r"\S+", NAMES[script]):
        assert len({family for family, _glyphs in runs(word)}) == 1, word


@pytest.mark.parametrize(
    ("text", "latin"),
    [("王小明", "WangXiaoMing"), ("さくら", "sakura"), ("민준", "MinJun"), ("Dan 王", "Dan Wang")],
)
def test_what_no_shipped_face_has_is_written_in_latin_letters(
    theme: Theme, text: str, latin: str
) -> None:
    found = drawn(text)
    assert (found.text, found.is_rewritten, found.lost) == (latin, True, "")


def test_what_cannot_be_rewritten_either_is_named(theme: Theme) -> None:
    found = drawn("Dan \ue000")
    assert (found.is_rewritten, found.lost) == (False, "\ue000")


def test_joiners_marks_and_variations_are_no_letters(theme: Theme) -> None:
    assert drawn("a\u200d\u200e\ufe0f b\u00a0c").lost == ""


@pytest.mark.parametrize(
    ("letter", "text", "han", "family"),
    [
        ("直", "直子", None, "Noto Sans CJK SC"),
        ("直", "直子", Han.JAPAN, "Noto Sans CJK JP"),
        ("直", "直子", Han.TAIWAN, "Noto Sans CJK TC"),
        ("直", "直ひ", Han.CHINA, "Noto Sans CJK JP"),
        ("金", "金 민수", None, "Noto Sans CJK KR"),
        ("ひ", "ひ", Han.KOREA, "Noto Sans CJK JP"),
        ("直", "直ㄅ", None, "Noto Sans CJK TC"),
    ],
)
def test_a_chinese_character_is_written_as_its_own_letters_or_the_country_tell(
    letter: str, text: str, han: Han | None, family: str
) -> None:
    assert cjk_family(letter, text, han) == family


def test_what_was_remembered_before_the_typefaces_came_is_forgotten(theme: Theme) -> None:
    faces._family_of.cache_clear()
    faces._known_families.clear()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(faces, "_is_there", lambda _family: False)
        faces._has.cache_clear()
        assert drawn("Ω before").is_rewritten
    load_fonts(RESOURCES / "fonts")
    assert not drawn("Ω before").is_rewritten
