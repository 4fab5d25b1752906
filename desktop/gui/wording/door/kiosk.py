"""What the kiosk says, in two languages at once: guests of both countries stand before it."""

from __future__ import annotations

from typing import NamedTuple

from desktop.domain.checkin import outcomes as d
from desktop.gui.wording.shapes import Tone
from desktop.gui.wording.translation import tr


class Both(NamedTuple):
    """One sentence in the program's language and in Hebrew."""

    text: str
    hebrew: str


class Answer(NamedTuple):
    """What a guest reads in the end: the tone, a headline and a sentence, each in both."""

    tone: Tone
    headline: Both
    sentence: Both


def welcome(title: str, title_hebrew: str) -> Both:
    """Greet."""
    return Both(tr("Welcome to {title}").format(title=title), title_hebrew or "ברוכים הבאים")


def how_to_begin() -> Both:
    """Say what to do."""
    return Both(
        tr("Scan your ticket or badge, or type your full name"),
        "סרקו את הכרטיס או התג, או הקלידו שם מלא",
    )


def field_labels() -> tuple[str, str, str]:
    """Say what belongs into the field, in the order of `languages`."""
    text, hebrew = tr("Your full name"), "השם המלא"
    return f"{text} / {hebrew}", text, hebrew


def languages() -> tuple[str, str, str]:
    """Name what a guest may read: both languages, or one of them alone."""
    return f"{tr('English')} + עברית", tr("English"), "עברית"


def space_key() -> str:
    """Name the key that parts names."""
    return f"{tr('Space')} / רווח"


def erase_key() -> str:
    """Name the key that takes a letter back."""
    return f"{tr('Delete')} / מחיקה"


def enter_key() -> str:
    """Name the key that ends a name."""
    return f"{tr('Go on')} / המשך"


def is_it_you() -> Both:
    """Ask to confirm."""
    return Both(tr("Is this you?"), "האם זה השם שלך?")


def yes_words() -> str:
    """Name the button that confirms."""
    return f"{tr('Yes, that is me')} / כן, זה השם שלי"


def no_words() -> str:
    """Name the button that begins again."""
    return f"{tr('No')} / לא"


def not_recognised() -> Answer:
    """Send to the desk without a reason, which would tell of other people."""
    return Answer(Tone.LOOK, _desk(), _desk_sentence())


def answer_to(outcome: d.Outcome) -> Answer:
    """Tell a guest whether they are in; everything else is said at the desk."""
    if isinstance(outcome, d.Admitted):
        return Answer(
            Tone.YES,
            Both(tr("You are checked in"), "הצ׳ק־אין בוצע"),
            Both(tr("Welcome! Your badge is at the desk."), "ברוכים הבאים! התג מחכה בדלפק."),
        )
    if isinstance(outcome, d.AlreadyIn):
        return Answer(
            Tone.YES,
            Both(tr("You are checked in already"), "הצ׳ק־אין כבר בוצע"),
            Both(tr("No need to do it again."), "אין צורך לבצע שוב."),
        )
    return Answer(Tone.LOOK, _desk(), _desk_sentence())


def not_saved() -> Answer:
    """Say that nothing was saved."""
    return Answer(Tone.NO, _desk(), _desk_sentence())


def _desk() -> Both:
    return Both(tr("Please come to the desk"), "נא לגשת לדלפק")


def _desk_sentence() -> Both:
    return Both(tr("Somebody there will help you at once."), "שם ישמחו לעזור לך מיד.")
