"""Templates, papers and what is wrong with badges, in words."""

from __future__ import annotations

from desktop.domain.badges.badge_check import Weak, WeakSpot, check_template
from desktop.domain.badges.badge_document import DocumentFlaw
from desktop.domain.badges.badge_document import DocumentFlawKind as Kind
from desktop.domain.badges.badge_template import AnyItem, Template, Use, kind_name
from desktop.domain.badges.media import Media
from desktop.gui.wording.moments import moment
from desktop.gui.wording.translation import tr
from desktop.workflows.badges.badge_checks import BadgeCheck
from desktop.workflows.badges.badge_order import Sort
from desktop.workflows.badges.badge_templates import Version
from desktop.workflows.badges.honest import Honest, Lack
from desktop.workflows.badges.unfinished_files import Left, LeftFile

MOST_NAMED = 3
MM_PER_INCH = 25.4


def sort_names() -> dict[str, str]:
    """Name the orders in which badges come out."""
    return {
        Sort.NAME.value: tr("name"),
        Sort.TYPE.value: tr("ticket type"),
        Sort.BUS.value: tr("bus"),
        Sort.DELEGATION.value: tr("delegation"),
    }


def use_names() -> dict[str, str]:
    """Name what templates are for."""
    return {
        Use.BADGE.value: tr("badge"),
        Use.TICKET.value: tr("ticket"),
        Use.CARD.value: tr("table card"),
        Use.CERTIFICATE.value: tr("certificate"),
        Use.LIST.value: tr("list"),
    }


def paper_name(media: Media) -> str:
    """Name a paper as people look for it: maker, number, size of a label, labels a sheet."""
    first = media.code.split(" (")[0]
    # A roll is known by the size of its labels, of which the printer reaches a little less.
    w_mm, h_mm = media.label_w_mm, media.label_h_mm
    if media.is_roll and media.per_page == 1:
        w_mm, h_mm = media.page_w_mm, media.page_h_mm
    size = f"{w_mm:g} × {h_mm:g} mm"
    if media.is_continuous:
        size = tr("{width} mm, endless").format(width=f"{w_mm:g}")
    maker = {"own": tr("own"), "Plain": tr("plain paper")}.get(media.vendor, media.vendor)
    name = f"{maker} {first} · {size}"
    if media.per_page > 1:
        name += " · " + tr("{count} a sheet").format(count=media.per_page)
    return name


def field_names() -> dict[str, str]:
    """Name the fields that a template may show."""
    return {
        "given_name": tr("Given name"),
        "family_name": tr("Family name"),
        "full_name": tr("Full name"),
        "hebrew_name": tr("Name in Hebrew"),
        "nickname": tr("Nickname"),
        "title": tr("Title or position"),
        "organization": tr("Organisation"),
        "country": tr("Country"),
        "community": tr("Community"),
        "ticket_type": tr("Ticket type"),
        "delegation": tr("Delegation"),
        "bus": tr("Bus"),
        "sessions": tr("Booked sessions"),
        "credit_hours": tr("Credit hours"),
        "diet": tr("Diet"),
        "needs": tr("Needs"),
        "tags": tr("Tags"),
        "phone": tr("Phone"),
        "initials": tr("Initials"),
        "external_id": tr("Attendee number"),
        "order_ref": tr("Order"),
        "ticket_code_spaced": tr("Ticket code"),
        "programme_code": tr("Programme's code"),
        "programme_title": tr("Programme"),
        "programme_title_hebrew": tr("Programme in Hebrew"),
        "programme_dates": tr("Dates"),
        "programme_place": tr("Place"),
        "programme_host": tr("Host"),
        "today": tr("Today's date"),
        "photo": tr("Photo"),
        "message": tr("Message"),
    }


def kind_title(kind: str) -> str:
    """Name a kind of item."""
    return {
        "text": tr("Text or field"),
        "qr": tr("QR code"),
        "photo": tr("Photo"),
        "picture": tr("Picture or logo"),
        "shape": tr("Shape"),
        "band": tr("Band by type"),
    }.get(kind, kind)


def item_title(item: AnyItem) -> str:
    """Name an item in the list of layers."""
    name = item.name or kind_title(kind_name(item))
    return tr("{name} (back)").format(name=name) if item.side == "back" else name


def weight_names() -> dict[str, str]:
    """Name the weights of the typeface."""
    return {
        "regular": "Rubik Regular",
        "medium": "Rubik Medium",
        "semibold": "Rubik SemiBold",
        "bold": "Rubik Bold",
    }


def check_lines(check: BadgeCheck) -> list[tuple[str, str]]:
    """Write what a check found as tone and sentence, the worst first."""
    lines = [("look" if spot.weak is Weak.NO_QR else "no", weak_text(spot)) for spot in check.weak]
    for item, lack in check.misfits.items():
        sentence = tr("{item} does not fit for {names}")
        lines.append(("no", sentence.format(item=item, names=_names(lack))))
    for item, lack in check.rewritten.items():
        sentence = tr("{item} is written in Latin letters for {names}")
        lines.append(("look", sentence.format(item=item, names=_names(lack))))
    if check.people and not check.misfits:
        fits = tr("All {count} names fit").format(count=f"{check.people:,}")
        lines.append(("yes", fits))
    fields = field_names()
    for name, lack in check.lacking.items():
        if lack.count == check.people:
            text = tr("Nobody has: {field}").format(field=fields.get(name, name))
        else:
            sentence = tr("{count} without: {field}")
            text = sentence.format(count=f"{lack.count:,}", field=fields.get(name, name))
        lines.append(("look", text))
    return lines


def nobody_yet() -> str:
    """Teach what belongs on the canvas while there is nobody."""
    return tr("Nobody is registered yet. Import a guest list (Ctrl+I) to see names on the badge.")


def weak_text(spot: WeakSpot) -> str:
    """Say what may go wrong with an item."""
    return {
        Weak.QR_SMALL: tr("{item} is too small for this paper: {word} mm a module. Make it larger"),
        Weak.QR_CROWDED: tr("{item} needs quiet around it; {word} is too near"),
        Weak.QR_AT_EDGE: tr("{item} needs quiet around it; move it away from the edge"),
        Weak.NO_QR: tr("There is no QR code: nobody can be scanned by this"),
        Weak.SHRUNK: tr("The badge is larger than this paper: it prints at {word} %"),
        Weak.OUTSIDE: tr("{item} lies outside and will not show"),
        Weak.UNKNOWN_FIELD: tr("{item}: there is no field {{{word}}}; it stays empty"),
        Weak.BAD_CONDITION: tr("{item}: the condition “{word}” cannot be read; it always shows"),
    }[spot.weak].format(item=spot.item, word=spot.word)


def small_code_line(template: Template, media: Media) -> str:
    """Say that the code will be too small to be read on a paper; nothing where it is not."""
    spots = check_template(template, media)
    small = next((spot for spot in spots if spot.weak is Weak.QR_SMALL), None)
    return f"{weak_text(small)}." if small else ""


def flaw_text(flaw: DocumentFlaw) -> str:
    """Say what of a template's document is passed over."""
    item = flaw.item or tr("The template")
    return {
        Kind.NEWER: tr("A newer Muster made this template; what is new in it is left out"),
        Kind.UNKNOWN_KIND: tr("{item} is of a kind unknown here (“{word}”); it is left out"),
        Kind.UNKNOWN_KEY: tr("{item}: “{word}” is unknown here and is left out"),
        Kind.BAD_VALUE: tr("{item}: the value of “{word}” makes no sense; the usual one is taken"),
        Kind.NO_BOX: tr("{item} has no place on the badge; it is left out"),
        Kind.TOO_LONG: tr("{item}: “{word}” is far too long; its beginning is taken"),
        Kind.TOO_MANY: tr("The template has {word} items; the first 200 are taken"),
    }[flaw.flaw].format(item=item, word=flaw.word)


def version_line(version: Version, now_ms: int) -> str:
    """Name an older version of a template."""
    return f"{moment(version.at_ms, now_ms)} · {version.desk}"


def _names(lack: Lack) -> str:
    named = ", ".join(lack.names[:MOST_NAMED])
    rest = lack.count - min(lack.count, MOST_NAMED)
    return tr("{names} and {count} more").format(names=named, count=rest) if rest else named


def left_line(left: LeftFile) -> str:
    """Say what became of a badge file that Muster was stopped at."""
    told = {
        Left.FINISHED: tr(
            "Muster was stopped while it made {path}. The file is whole now, and its {count} "
            "badges count."
        ),
        Left.WAITS: tr(
            "Muster was stopped while it made {path}, and its folder cannot be reached now. When "
            "it can be, Muster looks whether the {count} badges came out; until then they count."
        ),
        Left.TAKEN_BACK: tr(
            "Muster was stopped while it made {path}, and the file is not there. Its {count} "
            "badges do not count, older ones do again: make them once more."
        ),
    }
    return told[left.left].format(path=left.path, count=left.badges)


def honest_lines(honest: Honest) -> list[str]:
    """Say whose badges do not say what was given: nothing is printed otherwise without a word."""
    lines = []
    for lack, sentence in (
        (honest.rewritten, tr("Written in Latin letters, because no typeface here has theirs: {}")),
        (honest.unfit, tr("Cut, or with letters lost: {}")),
    ):
        if lack.count:
            names = ", ".join(lack.names)
            if (more := lack.count - len(lack.names)) > 0:
                names = tr("{names} and {count} more").format(names=names, count=more)
            lines.append(sentence.format(names))
    return lines
