"""The world failing, as opposed to a normal no: one short family, worded in one place."""

from __future__ import annotations

from enum import StrEnum


class Cause(StrEnum):
    """Why something failed, where Muster can tell; a fact that is worded elsewhere.

    What the system, a server or a printer says in its own words stands in its place as it is.
    """

    TOO_LARGE = "too large"
    TOO_MANY_PIXELS = "too many pixels"
    NO_PICTURE = "no picture"
    HEIC = "heic"
    NO_CALENDAR = "no calendar"
    SEVERAL_CALENDARS = "several calendars"
    NO_EVENTS = "no events"
    NO_SPREADSHEET = "no spreadsheet"
    NO_PLAIN_TEXT = "no plain text"
    NO_FILE = "no file"
    NO_ORDINARY_FILE = "no ordinary file"
    NAME_NOT_UTF8 = "name not in utf-8"
    NO_SUCH_SHEET = "no such sheet"
    PROTECTED = "protected"
    DAMAGED = "damaged"
    UNKNOWN_ENCODING = "unknown encoding"
    DISK_TOOK_PART = "disk took part"
    NOT_PAINTED = "not painted"
    NO_PERMISSION = "no permission"
    NO_STORE = "no store"
    NEWER_HUB = "newer hub"
    NOT_ADMITTED = "not admitted"
    HUB_BUSY = "hub busy"
    NO_MAIL = "no mail"
    HUNG_UP = "hung up"
    BAD_ADDRESS = "bad address"
    APP_PASSWORD = "app password"
    NO_PASSWORDS = "no passwords"
    NO_PRINTERS = "no printers"
    LABELS_ONLY = "labels only"
    TOO_MANY_ROWS = "too many rows"
    TOO_LONG_A_TEXT = "too long a text"


class EnvironmentFailure(Exception):
    """Something outside Muster stops the work; `facts` are what the sentence needs."""

    def __init__(self, **facts: object) -> None:
        """Keep the facts by name."""
        super().__init__(", ".join(f"{name}={value}" for name, value in facts.items()))
        self.facts = facts


class StoreBusy(EnvironmentFailure):
    """Another Muster holds the store. Facts: path."""


class StoreUnreadable(EnvironmentFailure):
    """The store is damaged, or is no store of Muster's. Facts: path, reason."""


class CheckBroken(EnvironmentFailure):
    """The check of a store ended before it was through. Facts: path."""


class StoreEmptied(EnvironmentFailure):
    """A file that is too short for any store lies where the store should. Facts: path, size."""


class StoreGone(EnvironmentFailure):
    """No store is where one was: its backups are there. Facts: path."""


class StoreIsBackup(EnvironmentFailure):
    """A backup is to be opened as a store, which would change it. Facts: path."""


class NoRoomForBackup(EnvironmentFailure):
    """A backup would leave the disk too little room for the desk itself. Facts: path."""


class SecondFolderGone(EnvironmentFailure):
    """The folder that copies of backups go to is not there. Facts: path."""


class SeveralBackups(EnvironmentFailure):
    """A folder has the backups of several desks, and nobody said whose. Facts: path, names."""


class RestoreStale(EnvironmentFailure):
    """A store was written after it was said what would be lost of it. Facts: path."""


class StoreThere(EnvironmentFailure):
    """A store is there where a new one is to be made. Facts: path."""


class NothingRead(EnvironmentFailure):
    """Nothing at all could be read, so no store was made of it. Facts: path."""


class NoBackup(EnvironmentFailure):
    """There is no sound backup, or none from so early. Facts: path."""


class BackupFlawed(EnvironmentFailure):
    """A backup that was just made is not sound. Facts: path, what."""


class StoreReadOnly(EnvironmentFailure):
    """The store, or the folder that it needs, may not be written to. Facts: path, reason."""


class StoreNotReached(EnvironmentFailure):
    """The disk or the system does not give the store's file. Facts: path, reason."""


class KeyDamaged(EnvironmentFailure):
    """The file that should hold the key of stores holds something else. Facts: path."""


class KeyMissing(EnvironmentFailure):
    """No key of this user opens the store. Facts: path."""


class NewerStore(EnvironmentFailure):
    """A newer Muster wrote the store. Facts: path."""


class KeptToLeads(EnvironmentFailure):
    """Something is kept to leads, and none has come. Facts: right."""


class NoSuchLead(EnvironmentFailure):
    """Nobody of that name is a lead, or the PIN was not theirs. Facts: name, wait_s."""


class DiskFull(EnvironmentFailure):
    """No room to write. Facts: path."""


class FileUnreadable(EnvironmentFailure):
    """A file cannot be read. Facts: path, reason."""


class FileUnwritable(EnvironmentFailure):
    """A file cannot be written. Facts: path, reason."""


class FileThere(EnvironmentFailure):
    """Another file is there, and nobody said that it may be replaced. Facts: path."""


class PictureUnreadable(EnvironmentFailure):
    """A picture cannot be used. Facts: path, reason."""


class NotATable(EnvironmentFailure):
    """A file holds no rows under a header that Muster can use. Facts: path, reason."""


class NoNameColumn(EnvironmentFailure):
    """No column of a file was recognised as holding names. Facts: path, columns, header_row."""


class UnknownColumn(EnvironmentFailure):
    """A mapping names a column that the file has not. Facts: column, columns."""


class UnknownField(EnvironmentFailure):
    """A mapping names a field that Muster has not. Facts: field, fields."""


class NoSuchProgramme(EnvironmentFailure):
    """No programme has that code. Facts: code, near, known."""


class NewProgramme(NoSuchProgramme):
    """A programme would be made, and nobody said that a new one is meant. Facts: as above."""


class ListUnclear(EnvironmentFailure):
    """A guest list leaves something open, and nothing of it was written. Facts: path, doubts."""


class OtherCount(EnvironmentFailure):
    """Not so many people are missing from a list as was said. Facts: count, told."""


class NewPoint(EnvironmentFailure):
    """A check-in point would be made beside one of nearly that name. Facts: name, near, known."""


class SecondBadges(EnvironmentFailure):
    """People have a badge that a new one would void, and no reason was given. Facts: count."""


class UnfitBadges(EnvironmentFailure):
    """Texts of some people would be cut, or lose letters. Facts: count, names."""


class NoSuchTemplate(EnvironmentFailure):
    """No badge template has that name. Facts: name, known."""


class NoSuchMedia(EnvironmentFailure):
    """No badge media has that code. Facts: name, known."""


class MailServerRefused(EnvironmentFailure):
    """The mail server cannot be reached, or refuses.

    One more fact, `is_certain`, is there where it did not take the letter that was to be sent.
    Facts: host, reason.
    """


class MailServerBusy(EnvironmentFailure):
    """The mail server takes no more mails for a while, nor this one. Facts: host, reason."""


class RecipientRefused(EnvironmentFailure):
    """The mail server does not take one mail. Facts: email, reason."""


class NothingToPrint(EnvironmentFailure):
    """Nobody is left to print a badge for. Facts: programme."""


class WorkStopped(EnvironmentFailure):
    """The person stopped a piece of work. Facts: done."""


class FolderUnreachable(EnvironmentFailure):
    """A folder for exchanging with other desks is not there. Facts: path, reason."""


class HubUnreachable(EnvironmentFailure):
    """The hub does not answer. Facts: hub, reason."""


class HubRefused(EnvironmentFailure):
    """The hub does not let this desk in, or is none. Facts: hub, reason."""


class HubNotOwned(EnvironmentFailure):
    """Only the role that owns a hub may do it, and this is another one. Facts: hub."""


class NoSuchRole(EnvironmentFailure):
    """A hub's database has no such role, or it was not admitted. Facts: role, near."""


class NoTemplate(EnvironmentFailure):
    """A file or an entry is no badge template. Facts: name, reason."""


class NewerTemplate(EnvironmentFailure):
    """A newer Muster made the template; saving it here would lose parts of it. Facts: name."""


class NoSuchPrinter(EnvironmentFailure):
    """No printer has that name. Facts: name, known."""


class PrinterRefused(EnvironmentFailure):
    """A printer or its spooler took nothing of what it was given. Facts: printer, reason."""


class PrinterWaits(EnvironmentFailure):
    """A printer can take nothing now and may later. Facts: printer, reason."""
