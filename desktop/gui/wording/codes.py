"""The words about codes: what is the matter with one, how it was read, what it looks like."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.domain.checkin import outcomes as d
from desktop.domain.checkin.code_flaws import CodeFlaw
from desktop.domain.checkin.looks import Likeness, Look
from desktop.domain.checkin.readings import Step
from desktop.gui.wording.moments import moment
from desktop.gui.wording.shapes import Banner, Tone
from desktop.gui.wording.translation import tr

MAX_SHOWN_CODE = 60
_NAMED = 3


def describe_code(outcome: d.CodeProblem, now_ms: int) -> Banner:
    """Put into words what is the matter with a code."""
    match outcome:
        case d.Replaced():
            return _describe_replaced(outcome, now_ms)
        case d.WrongProgramme(title=title):
            sentence = tr("This code is for {title}. Send the person to that desk.")
            return Banner(Tone.NO, tr("Wrong programme"), title, sentence.format(title=title))
        case d.Ambiguous(code=code, people=people):
            names = ", ".join(attendee.name for attendee in people[:_NAMED])
            sentence = tr("Several people have this code: {names}. Ask for the name and type it.")
            return Banner(
                Tone.LOOK, tr("Several people"), shortened(code), sentence.format(names=names)
            )
        case d.UnknownCode(code=code, like=like):
            sentence = tr("Nobody here has this code. Scan again, or type the name.")
            if like is not None:
                sentence = _likeness_sentence(like)
            return Banner(Tone.NO, tr("Unknown code"), shortened(code), sentence)
        case d.Malformed(code=code, flaw=flaw):
            return Banner(Tone.NO, tr("Not a code"), shortened(code), _flaw_sentence(flaw))


def shortened(code: str) -> str:
    """Cut a code to what there is room for."""
    return code if len(code) <= MAX_SHOWN_CODE else f"{code[:MAX_SHOWN_CODE]}…"


def _flaw_sentence(flaw: CodeFlaw) -> str:
    sentences = {
        CodeFlaw.CUT: tr("This is only a part of a code. Scan it once more, slowly."),
        CodeFlaw.MISREAD: tr(
            "The code was misread: its check digits do not fit. Scan it once more."
        ),
        CodeFlaw.TWO: tr("Two codes came at once. Scan them one after the other."),
        CodeFlaw.TOO_LONG: tr(
            "This is far too long for a code. Scan the code on the badge or ticket."
        ),
        CodeFlaw.NO_TEXT: tr("This is no code that can be read. Scan again, or type the name."),
    }
    return sentences[flaw]


def _describe_replaced(outcome: d.Replaced, now_ms: int) -> Banner:
    facts = {"time": moment(outcome.retired_ms, now_ms)}
    sentence = (
        tr("A newer badge was printed at {time}; this one no longer counts.")
        if outcome.use == "badge"
        else tr("A newer ticket took its place at {time}; this one no longer counts.")
    ).format(**facts)
    step = tr("Ask for the newer one, or type the name.")
    aside = tr("since {time}").format(**facts)
    headline = tr("Old badge") if outcome.use == "badge" else tr("Old ticket")
    return Banner(Tone.NO, headline, aside, f"{sentence} {step}")


def describe_reading(steps: Sequence[Step], layout: str) -> str:
    """Say how a code was read that did not come exactly as a list has it; else nothing."""
    if not steps:
        return ""
    keyboard = tr("through another country's keyboard")
    if layout:
        keyboard = tr("through a keyboard for {layout}").format(layout=_layout_name(layout))
    ways = {
        Step.JOINED: tr("in two pieces"),
        Step.WRAPPING: tr("without what stands around it"),
        Step.KEYBOARD: keyboard,
        Step.LINK: tr("by a link"),
        Step.DATA: tr("by the ticket's data"),
        Step.PAIR: tr("by one part of it"),
        Step.CASE: tr("in other capitals"),
        Step.SPACING: tr("with other spaces or hyphens"),
        Step.ZEROS: tr("with other zeros in front"),
        Step.NUMBER: tr("as the number on the list"),
    }
    how = ", ".join(ways[step] for step in steps)
    return tr("The code was read {how}.").format(how=how)


def reading_aside(steps: Sequence[Step]) -> str:
    """Say in the band, in a few words, what a code was read by; its first step is the chief one."""
    words = {
        Step.JOINED: tr("read in two pieces"),
        Step.WRAPPING: tr("read without prefix"),
        Step.KEYBOARD: tr("read by its keys"),
        Step.LINK: tr("read by its link"),
        Step.DATA: tr("read by its data"),
        Step.PAIR: tr("read by one part"),
        Step.CASE: tr("in other capitals"),
        Step.SPACING: tr("in other groups"),
        Step.ZEROS: tr("with other zeros"),
        Step.NUMBER: tr("by the list's number"),
    }
    return words[steps[0]] if steps else ""


def _likeness_sentence(like: Likeness) -> str:
    """Say what a code looks like that nobody has, and what to do."""
    detail = shortened(like.detail)
    if like.look is Look.RETYPED:
        return tr(
            "It came through a keyboard for {layout}, and nobody here has it however it is read. "
            "Type the name, or set this computer to the keyboard of the scanner."
        ).format(layout=_layout_name(like.detail))
    sentences = {
        Look.OURS: tr(
            "A code of Muster that is not known here: a badge of another year, or printed at a "
            "desk that has not synchronised. Scan again, or type the name."
        ),
        Look.PRACTICE: tr(
            "A ticket for practising: it lets in nobody here. Ask for the real one, or type the "
            "name."
        ),
        Look.LINK: tr(
            "A link of {detail} that is on no list here. Type the name; an organizer can take in "
            "the list of {detail} with its ticket codes."
        ),
        Look.CONTACT: tr("A contact card of {detail}, not a ticket. Type the name."),
        Look.NETWORK: tr("The key to a wireless network, not a ticket. Ask for the ticket."),
        Look.EMAIL: tr("An email address, not a ticket. Type the name, or {detail}."),
        Look.PHONE: tr("A phone number, not a ticket. Type the name, or the number."),
        Look.PRODUCT: tr("The bar code of a product, or a ticket of another list. Type the name."),
        Look.DATA: tr("Data of another program that is on no list here. Type the name."),
        Look.NAME: tr("A name, not a code: type {detail} to look for it."),
    }
    if like.look is Look.CONTACT and not detail:
        return tr("A contact card, not a ticket. Type the name.")
    return sentences[like.look].format(detail=detail)


def _layout_name(layout: str) -> str:
    names = {
        "US": tr("US"), "UK": tr("UK"), "German": tr("German"), "Swiss": tr("Swiss"),
        "Swiss French": tr("Swiss French"), "French": tr("French"), "Belgian": tr("Belgian"),
        "Spanish": tr("Spanish"), "Portuguese": tr("Portuguese"), "Italian": tr("Italian"),
        "Danish": tr("Danish"), "Norwegian": tr("Norwegian"), "Swedish": tr("Swedish"),
        "Polish typewriter": tr("Polish typewriter"), "Czech": tr("Czech"),
        "Czech QWERTY": tr("Czech QWERTY"), "Slovak": tr("Slovak"),
        "Slovak QWERTY": tr("Slovak QWERTY"), "Hungarian": tr("Hungarian"),
        "Turkish Q": tr("Turkish Q"), "Russian": tr("Russian"), "Ukrainian": tr("Ukrainian"),
        "Greek": tr("Greek"), "Hebrew": tr("Hebrew"), "Arabic": tr("Arabic"),
        "Arabic digits": tr("Arabic digits"), "Arabic azerty": tr("Arabic azerty"),
        "Lithuanian": tr("Lithuanian"), "Armenian": tr("Armenian"),
        "Armenian phonetic": tr("Armenian phonetic"), "Armenian Eastern": tr("Armenian Eastern"),
        "Armenian Western": tr("Armenian Western"), "Dvorak": tr("Dvorak"),
        "Latin American": tr("Latin American"), "Brazilian": tr("Brazilian"), "Dutch": tr("Dutch"),
        "Canadian": tr("Canadian"), "Croatian": tr("Croatian"), "Estonian": tr("Estonian"),
        "Icelandic": tr("Icelandic"), "Bulgarian": tr("Bulgarian"),
        "Bulgarian phonetic": tr("Bulgarian phonetic"), "Serbian": tr("Serbian"),
        "Macedonian": tr("Macedonian"), "Georgian": tr("Georgian"),
        "Lithuanian (Windows)": tr("Lithuanian (Windows)"),
    }  # fmt: skip
    return names.get(layout, layout)


def trying_text(programme: str) -> str:
    """Say what trying a ticket on a programme is."""
    sentence = tr(
        "Scan a ticket of {programme}, show it to the camera (F8), or type its code. "
        "Nobody is let in by it."
    )
    return sentence.format(programme=programme)


def scan_first_text() -> str:
    """Say that a badge is of whom the page is about, and where many are printed."""
    return tr("Scan somebody first, or choose a name. Many badges at once: Print badges (Ctrl+P).")
