"""Cleans single cells of guest lists of what spreadsheets, forms and address books put around."""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import NamedTuple

from desktop.domain.attendees.blanks import LONGEST_BLANK, blank_in, is_blank
from desktop.domain.checks import EMAIL, LEAST_PHONE_DIGITS

# Control characters, and marks that would turn the direction of what stands around.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
_ENTITY = re.compile(
    r"&(?:#\d{1,6}|#[xX][0-9a-fA-F]{1,5}|amp|quot|apos|lt|gt|nbsp"
    r"|[A-Za-z]{1,2}(?:acute|grave|circ|uml|tilde|cedil|ring|slash|caron|lig));"
)
# How spreadsheets are told to leave a number alone: ="050…".
_QUOTED = re.compile(r'="(.*)"\Z', re.DOTALL)
_SCHEME = re.compile(r"(?:mailto|smtp|tel|phone|p)\s*:\s*", re.IGNORECASE)
# What a link to write a mail has behind the address.
_QUERY = re.compile(r"\?(?:subject|body|cc|bcc)=\S*.*", re.IGNORECASE)
_ANGLED = re.compile(r"<\s*([^<>]{3,320})\s*>")
_BETWEEN = re.compile(r"[\s,;/|<>()\[\]\"']+")
_AROUND_AT = re.compile(r"\s*@\s*")
_PLAIN_PHONE = re.compile(r"\+?\d[\d ()-]{2,20}\Z")
_WHOLE_NUMBER = re.compile(r"\+?\d+\.0\Z")
# What a spreadsheet makes of a long number that it takes for a quantity.
DAMAGED = re.compile(r"\s*\d(?:[.,]\d+)?[eE]\+\d+\s*\Z")
# No address is longer, and no phone number.
_MOST_LETTERS = 320


class Cleaned(NamedTuple):
    """A cell's value, and what of it could not be taken; nothing where all was."""

    value: str
    left: str = ""


def tidy(cell: str) -> str:
    """Take a cell without control characters, spaces around, or what only its writer needed."""
    if cell.isalnum():
        return cell
    text = cell.strip(" \t\r\n\u00a0\ufeff\u200b\u200e\u200f")
    if not text.isprintable():
        text = _CONTROL.sub("", text)
    if "&" in text:
        text = _ENTITY.sub(lambda match: html.unescape(match.group()), text)
    if text.startswith('="') and (match := _QUOTED.match(text)):
        text = match.group(1).replace('""', '"').strip()
    return text


def line_of(cell: str) -> str:
    """Take a cell as one line: a badge or a list would stumble over a break in it."""
    if cell.isalnum():
        return cell
    text = tidy(cell)
    return text if text.isprintable() and "  " not in text else " ".join(text.split())


@lru_cache(maxsize=32_768)
def said(cell: str) -> str:
    """Take a cell, or nothing where it says nothing; most repeat over the rows of a list."""
    text = tidy(cell)
    return "" if len(text) <= LONGEST_BLANK and is_blank(text) else text


@lru_cache(maxsize=32_768)
def said_line(cell: str) -> str:
    """Take a cell as one line, or nothing where it says nothing."""
    text = line_of(cell)
    return "" if len(text) <= LONGEST_BLANK and is_blank(text) else text


@lru_cache(maxsize=1_024)
def country_of(cell: str) -> str:
    """Take a country; `NA` is one."""
    text = line_of(cell)
    return "" if blank_in("country", text) else text


def clean_email(text: str) -> Cleaned:
    """Find the address in a cell such as `Noa <noa@x.org>`; of two the first one is taken."""
    if len(text) > _MOST_LETTERS:
        return Cleaned("", text[:80])
    if EMAIL.match(text) and ":" not in text and text[0] not in "'\"":
        return Cleaned(text)
    if is_blank(text):
        return Cleaned("")
    bare = _QUERY.sub("", _SCHEME.sub(" ", text))
    pieces = [*_ANGLED.findall(bare), *_BETWEEN.split(bare)]
    pieces += _BETWEEN.split(_AROUND_AT.sub("@", bare))
    found = dict.fromkeys(piece for word in pieces if EMAIL.match(piece := word.strip(".,:;'\"")))
    addresses = list({piece.casefold(): piece for piece in reversed(found)}.values())[::-1]
    if not addresses:
        return Cleaned("", text)
    return Cleaned(addresses[0], ", ".join(addresses[1:]))


def clean_phone(text: str) -> Cleaned:
    """Take a number without a form's or a spreadsheet's marks; a damaged one is left out."""
    if _PLAIN_PHONE.match(text):
        return Cleaned(text)
    if is_blank(text):
        return Cleaned("")
    number = text.lstrip("'’`=").strip().rstrip(";,")
    if ":" in number:
        number = _SCHEME.sub("", number, count=1)
    if _WHOLE_NUMBER.match(number):
        number = number[:-2]
    is_number = sum(map(str.isdigit, number)) >= LEAST_PHONE_DIGITS
    if not is_number or DAMAGED.match(number) or number.startswith("#"):
        return Cleaned("", text)
    return Cleaned(number)
