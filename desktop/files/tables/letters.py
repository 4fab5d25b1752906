"""How likely letters are in lists of people, to tell apart the code pages of old programs."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache

# Letters of Latin names by how often they stand there; those that are in no group are rare.
_LATIN: Mapping[float, str] = {
    0.9: "éáíóñöäüèçåãú",
    0.8: "ëàâêôøśłąęčšžğışćż",
    0.7: "āēīņķļģ",
    0.6: "ïîæßòìùýřńěůőűźňțșăūėįų",
    0.4: "õ",
    0.25: "ûœÿťďđþðľĺŕţōċ",
}
_WORTH = {letter: worth for worth, letters in _LATIN.items() for letter in letters}
_VOWELS = frozenset("aeiouyæøœıаеиоуыэюяієαεηιουω")
# The commonest family names, syllables of names, and words of headers.
_HAN = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁"
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉小文志建国海红梅兰宇欣怡佳子浩然思雨晓东"
    "姓名手机电话邮箱单位公司职位备注序号性别部门城市票类型状态时间签到编号参会报名人员地址国家中"
    "張劉陳楊黃趙吳孫馬鄭謝許鄧馮韓蕭葉蔣蘇呂電話郵箱單職備註號別門類狀態時間簽編參會報員國"
    "氏名前様佐藤鈴木高橋田中伊渡辺山本村小林加吉会社所属部署役職住登録番受付参者大学医院科京北島"
)
_HANGUL = frozenset(
    "김이박최정강조윤장임한오서신권황안송류홍전고문손양배백허유남심노하곽성차주우구민"
    "름화회사연락처메일소속직책번호등록상태참가자비고준지현수영진은혜미경동훈재석희선아윤하"
)
_CYRILLIC = frozenset("оеаинтсрвлкмдпуяьы")
# As in João, Zoë, Anaïs.
_BESIDE_VOWELS = frozenset("ãõëïü")
# After these vowels no other one stands above.
_THAI_ENDS = frozenset("ะาำเแโใไ")
_KANA = ("HIRAGANA", "KATAKANA")
SCRIPTS: Mapping[str, str] = {
    "cp1252": "LATIN", "cp1250": "LATIN", "mac_roman": "LATIN", "cp850": "LATIN",
    "cp852": "LATIN", "cp1254": "LATIN", "cp1257": "LATIN", "cp1255": "HEBREW",
    "cp862": "HEBREW", "cp1251": "CYRILLIC", "cp866": "CYRILLIC", "koi8_r": "CYRILLIC",
    "mac_cyrillic": "CYRILLIC", "cp1256": "ARABIC", "cp1253": "GREEK", "cp874": "THAI",
    "iso8859_2": "LATIN", "iso8859_7": "GREEK", "cp737": "GREEK", "koi8_u": "CYRILLIC",
    "iso8859_5": "CYRILLIC", "iso8859_6": "ARABIC", "euc_jp": "KANA", "gb18030": "HAN",
    "big5": "HAN", "cp932": "KANA", "cp949": "HANGUL",
}  # fmt: skip


# So much less likely is a code page that few programs write, whatever its letters.
_RARE: Mapping[str, float] = {
    "iso8859_2": 0.05, "iso8859_7": 0.15, "koi8_u": 0.05, "iso8859_5": 0.15, "iso8859_6": 0.1,
    "cp737": 0.1, "cp1257": 0.2, "cp1254": 0.1, "cp1253": 0.15,
    "mac_cyrillic": 0.2, "cp874": 0.1, "cp852": 0.1,
}  # fmt: skip


def worth_of(c: str, before: str, after: str, codec: str) -> float:
    """Rate a letter between its neighbours, from 1 (as in names) to -10 (no letter at all)."""
    return _worth_in(c, before, after, SCRIPTS[codec]) - _RARE.get(codec, 0.0)


def _worth_in(c: str, before: str, after: str, script: str) -> float:
    if c == "\ufffd" or unicodedata.category(c) in {"Cc", "Cn", "Co"}:
        return -10.0
    if script in {"HAN", "KANA", "HANGUL", "THAI"}:
        return _worth_of_east(c, before, after, script)
    if not c.isalpha():
        return _worth_of_mark(c, before, after, script)
    if not _name(c).startswith(script):
        return -2.0
    if script == "LATIN":
        return _worth_of_accent(c, before, after)
    return _worth_of_own(c, before, after)


@lru_cache(maxsize=4096)
def _name(c: str) -> str:
    return unicodedata.name(c, "")


def _worth_of_mark(c: str, before: str, after: str, script: str) -> float:
    """Niqqud stands on a Hebrew letter, an apostrophe between letters, other signs beside none."""
    if script == "HEBREW" and c in "\u200e\u200f":
        return -2.0 if _is_in_word(before, after) else 1.0
    if script == "HEBREW" and "\u0591" <= c <= "\u05c7":
        return 1.0 if "\u0591" <= before <= "\u05ea" else -2.0
    if unicodedata.category(c) in {"Sc", "So", "Sk", "Lm", "Sm"}:
        return -0.8
    if c in "’‘" and before.isalpha() and after.isalpha():
        return 0.9
    return -0.8 if before.isalpha() and after.isalpha() else -0.1


def _worth_of_accent(c: str, before: str, after: str) -> float:
    """An accented letter stands beside plain ones; a run of them is another script's word."""
    if before and not before.isascii() and before.isalpha() and not after.isascii():
        return -1.0
    if c.isupper() and before.isalpha() and (before.islower() or after.islower()):
        return -1.0
    if c.islower() and after.isupper():
        return -0.5
    worth = _WORTH.get(c.lower(), 0.05)
    if c.islower() and not before.isalpha() and after.isalpha():
        worth -= 0.2
    return worth - _out_of_tune(before, c, after)


def _out_of_tune(before: str, c: str, after: str) -> float:
    """Find a vowel between vowels, or a consonant between consonants, less likely."""
    if c in _BESIDE_VOWELS or not (before.isalpha() and after.isalpha()):
        return 0.0
    kinds = {_base(letter) in _VOWELS for letter in (before, c, after)}
    return 0.4 if len(kinds) == 1 else 0.0


def _worth_of_own(c: str, before: str, after: str) -> float:
    """A letter of a script of its own stands among such; its words do not end in capitals."""
    if _is_in_word(before, after):
        return -1.0
    if c.isupper() and before.isalpha():
        return -1.0 if before.islower() else 0.6
    if c.islower() and not before.isalpha() and after.isupper():
        return -1.0
    if (c == "ς" and after.isalpha()) or (c == "σ" and not after.isalpha()):
        # One sigma ends words, the other never does.
        return -1.0
    if "\u0370" <= c <= "\u04ff":
        is_common = c < "\u0400" or c.lower() in _CYRILLIC
        return (1.0 if is_common else 0.6) - _out_of_tune(before, c, after)
    return 1.0


def _worth_of_thai(c: str, before: str) -> float:
    """A vowel or tone above stands on a consonant."""
    if not _name(c).startswith("THAI"):
        return -1.0
    if unicodedata.category(c) == "Mn":
        return 1.0 if "\u0e01" <= before <= "\u0e4e" and before not in _THAI_ENDS else -2.0
    return 0.8 if c.isalpha() else -1.0


def _is_in_word(before: str, after: str) -> bool:
    return any(letter.isascii() and letter.isalpha() for letter in (before, after))


def _worth_of_east(c: str, before: str, after: str, script: str) -> float:
    """Rate a sign by whether names and headers hold it; none stands in a Latin word."""
    if _is_in_word(before, after):
        return -1.0
    return _worth_of_thai(c, before) if script == "THAI" else _worth_of_sign(c, script)


def _worth_of_sign(c: str, script: str) -> float:
    name = _name(c)
    if name.startswith("HALFWIDTH") or unicodedata.category(c) in {"So", "Sm", "Sk"}:
        return -1.0
    if script == "HANGUL":
        return 1.0 if c in _HANGUL else 0.5 if name.startswith("HANGUL") else -0.6
    if script == "KANA" and name.startswith(_KANA):
        return 1.0
    if c in _HAN:
        return 1.0
    return 0.2 if name.startswith("CJK UNIFIED") else -0.6


@lru_cache(maxsize=4096)
def _base(c: str) -> str:
    return unicodedata.normalize("NFD", c.casefold())[:1] or c
