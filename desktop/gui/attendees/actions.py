"""What can be done to people from the page of attendees."""

from __future__ import annotations

from enum import Enum, auto


class PersonAction(Enum):
    """Something that is done to the one person beside the table."""

    EDIT = auto()
    IN_OR_OUT = auto()
    MERGE = auto()
    UNMERGE = auto()
    PHOTO = auto()
    CAMERA = auto()
    GROUP = auto()
    PAID = auto()
    MESSAGE = auto()
    TOLD = auto()
    BOOK = auto()


class BulkAction(Enum):
    """Something that is done to one person or to many."""

    CHECK_IN = auto()
    BOOK = auto()
    TYPE = auto()
    DELEGATION = auto()
    BADGE = auto()
    TICKET = auto()
    CONFIRM = auto()
    CANCEL = auto()
    BLOCK = auto()


Action = PersonAction | BulkAction
