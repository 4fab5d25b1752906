"""What desks disagree about, in words: what it is, what each side did, and the keys that settle."""

from __future__ import annotations

from typing import NamedTuple

from desktop.domain.attendees.registration import Status
from desktop.domain.journal.conflict import ConflictKind
from desktop.domain.journal.conflicts import TAKEN_OUT
from desktop.gui.wording.moments import moment
from desktop.gui.wording.shapes import Line
from desktop.gui.wording.transfer import field_label
from desktop.gui.wording.translation import tr
from desktop.workflows.sync.dispute import Dispute, DisputeSide

MOST_SIDES = 4


def kind_title(kind: ConflictKind) -> str:
    """Name what desks disagree about, in two words."""
    return {
        ConflictKind.TWICE_IN: tr("Let in twice"),
        ConflictKind.EDITED: tr("Two values"),
        ConflictKind.RETIRED_USED: tr("Old code used"),
        ConflictKind.BARRED_IN: tr("Barred, let in"),
        ConflictKind.GONE_USED: tr("Taken back, used"),
        ConflictKind.REMOVED_USED: tr("Removed, used"),
        ConflictKind.TWO_PEOPLE: tr("Whose ticket?"),
        ConflictKind.TWINS: tr("Same person?"),
        ConflictKind.NUMBER_TWICE: tr("One number twice"),
        ConflictKind.CODE_TWICE: tr("One code twice"),
        ConflictKind.MADE_TWICE: tr("Made twice"),
        ConflictKind.MERGED_BOTH: tr("Merged both ways"),
        ConflictKind.OVERFULL: tr("Overfull"),
        ConflictKind.FORKED: tr("Two computers"),
    }[kind]


def dispute_line(dispute: Dispute) -> str:
    """Say what it is about in one line."""
    if dispute.kind is ConflictKind.EDITED:
        return f"{dispute.about}: {_field(dispute.key)}" if dispute.about else _field(dispute.key)
    if dispute.kind is ConflictKind.OVERFULL:
        sentence = tr("{title}: {count} too many")
        return sentence.format(title=dispute.about, count=dispute.extra)
    if dispute.kind is ConflictKind.NUMBER_TWICE:
        return tr("{name}: number {number}").format(name=dispute.about, number=dispute.key)
    if dispute.kind is ConflictKind.CODE_TWICE:
        return tr("{name}: code {code}").format(name=dispute.about, code=dispute.key)
    return dispute.about


def dispute_sentence(dispute: Dispute, now_ms: int) -> str:
    """Say all of it in one line, both sides included."""
    sides = "; ".join(side_line(dispute, side, now_ms) for side in dispute.sides)
    return f"{kind_title(dispute.kind)}: {dispute_line(dispute)}. {sides}"


def side_line(dispute: Dispute, side: DisputeSide, now_ms: int) -> str:
    """Say what one desk did, when, and who was there."""
    what = _side_words(dispute, side)
    by = f"{side.desk}, {side.who}" if side.who else side.desk
    return f"{what} — {by}, {moment(side.at_ms, now_ms)}"


def _side_words(dispute: Dispute, side: DisputeSide) -> str:
    """Word what one side did."""
    if dispute.kind is ConflictKind.EDITED:
        return f"“{side.what}”" if side.what else tr("emptied")
    if dispute.kind is ConflictKind.BARRED_IN:
        return _barred_words(side)
    if dispute.kind in (ConflictKind.GONE_USED, ConflictKind.REMOVED_USED):
        return _gone_words(side)
    if dispute.kind is ConflictKind.RETIRED_USED and side.what in ("print", "set"):
        return tr("made the code void")
    if not side.what:
        is_of_person = dispute.kind in (ConflictKind.TWO_PEOPLE, ConflictKind.NUMBER_TWICE)
        return tr("nobody who is here") if is_of_person else tr("registered")
    text = _words()[dispute.kind].format(what=side.what)
    return f"{text}, {_statuses()[side.status]}" if side.status in _statuses() else text


def _words() -> dict[ConflictKind, str]:
    return {
        ConflictKind.TWICE_IN: tr("let in at {what}"),
        ConflictKind.RETIRED_USED: tr("let in by it at {what}"),
        ConflictKind.TWO_PEOPLE: "{what}",
        ConflictKind.NUMBER_TWICE: "{what}",
        ConflictKind.CODE_TWICE: "{what}",
        ConflictKind.TWINS: tr("registered: {what}"),
        ConflictKind.MADE_TWICE: tr("made “{what}”"),
        ConflictKind.MERGED_BOTH: tr("put away: {what}"),
        ConflictKind.OVERFULL: tr("booked {what}"),
        ConflictKind.FORKED: tr("{what} entries"),
    }


def _barred_words(side: DisputeSide) -> str:
    """Word what kept somebody out, or where they were let in."""
    statuses = _statuses()
    if side.what in statuses:
        return statuses[side.what]
    return tr("let in at {point}").format(point=side.what)


def _statuses() -> dict[str, str]:
    """Name what keeps somebody out."""
    return {
        Status.BLOCKED: tr("blocked"),
        Status.CANCELLED: tr("cancelled"),
        Status.PENDING: tr("not confirmed"),
        Status.WAITLISTED: tr("put on the waiting list"),
        Status.INVITED: tr("set to invited only"),
        TAKEN_OUT: tr("taken out of the session"),
    }


def _gone_words(side: DisputeSide) -> str:
    """Word what was taken back or removed, and how it was used."""
    words = {
        "undo": tr("taken back"),
        "removed": tr("removed"),
        "set": tr("changed"),
        "print": tr("badge printed"),
    }
    return words.get(side.what) or tr("used: {what}").format(what=side.what)


def advice(kind: ConflictKind) -> str:
    """Say what is so now, and what may be done."""
    return {
        ConflictKind.TWICE_IN: tr(
            "Counted inside once. Was it one person with one badge? Then all is well."
        ),
        ConflictKind.EDITED: tr("The last one counts until somebody chooses."),
        ConflictKind.RETIRED_USED: tr(
            "The old badge opened a door before that desk knew. See who wears it."
        ),
        ConflictKind.BARRED_IN: tr(
            "The status stands, and they are inside. See to them, or take the let-in back."
        ),
        ConflictKind.GONE_USED: tr(
            "The registration is gone, and nobody is counted. Bring it back if they are there."
        ),
        ConflictKind.REMOVED_USED: tr(
            "It is removed, and what others did with it counts nowhere. Bring it back, or tell "
            "those people."
        ),
        ConflictKind.TWO_PEOPLE: tr(
            "The last one counts until somebody chooses. Is it one person, make the records one."
        ),
        ConflictKind.TWINS: tr(
            "Two desks registered somebody of this name or one like it, with one email or phone."
        ),
        ConflictKind.NUMBER_TWICE: tr(
            "One list gives this ticket number to two people. Perhaps the ticket was handed over."
        ),
        ConflictKind.MERGED_BOTH: tr(
            "Two desks made these records one, each the other way round: nobody is shown until one "
            "of them stays."
        ),
        ConflictKind.CODE_TWICE: tr(
            "This code lets nobody in by itself, because two people have it. Who does not keep it "
            "gets a new one."
        ),
        ConflictKind.MADE_TWICE: tr(
            "Both are there. What hangs on the one that goes passes to the one that stays."
        ),
        ConflictKind.FORKED: tr(
            "A store was copied, and both went on as one desk. Nothing is lost: one of them may "
            "stand, or both as two desks."
        ),
        ConflictKind.OVERFULL: tr(
            "Two desks gave away the last places. The last booked are shown."
        ),
    }[kind]


def _field(name: str) -> str:
    known = {
        "status": tr("Status"),
        "photo": tr("Photo"),
        "document": tr("Drawing"),
        "pin": tr("PIN"),
    }
    if name in known:
        return known[name]
    if name.startswith("booking:"):
        return tr("Booking of a session")
    if name.startswith("answer:"):
        return tr("Answer to a question")
    try:
        return field_label(name)
    except KeyError:
        return name.replace("_", " ").capitalize()


class Way(NamedTuple):
    """A way to settle: what it does (`side` where it means one), its words, and its key."""

    how: str
    text: str
    key: str
    side: int = 0


def ways_of(dispute: Dispute) -> list[Way]:
    """Name the ways to settle a disagreement, the usual one first."""
    sides = range(len(dispute.sides))[:MOST_SIDES]
    if dispute.kind is ConflictKind.EDITED:
        sentence = tr("Keep {number}")
        return [Way("keep", sentence.format(number=n + 1), f"Alt {n + 1}", n) for n in sides]
    if dispute.kind in _BY_TWO:
        return _ways_of_two(dispute)
    if dispute.kind is ConflictKind.OVERFULL:
        return [
            Way("accept", tr("All may stay"), "Ctrl Enter"),
            Way("wait", tr("The last wait"), "Alt W"),
        ]
    back = tr("Take back {number}")
    undone = [
        Way("take_back", back.format(number=n + 1), f"Alt {n + 1}", n)
        for n in sides
        if _is_way_in(dispute, dispute.sides[n])
    ]
    return [Way("accept", tr("Seen to, all is well"), "Ctrl Enter"), *undone]


# Of two records, people, parts or writings one may stand.
_BY_TWO = {
    ConflictKind.TWINS, ConflictKind.TWO_PEOPLE, ConflictKind.NUMBER_TWICE, ConflictKind.CODE_TWICE,
    ConflictKind.MADE_TWICE, ConflictKind.MERGED_BOTH, ConflictKind.FORKED, ConflictKind.GONE_USED,
    ConflictKind.REMOVED_USED,
}  # fmt: skip


def _ways_of_two(dispute: Dispute) -> list[Way]:
    """Name the ways where two things were made of one, or one was taken out."""
    all_sure = [Way("settle_sure", tr("Merge all that are sure"), "Alt Shift M")]
    kept = [Way("keep", tr("Keep {number}").format(number=n + 1), f"Alt {n + 1}", n)
            for n in range(len(dispute.sides))[:MOST_SIDES]]  # fmt: skip
    both = {
        ConflictKind.TWINS: tr("Two people"),
        ConflictKind.NUMBER_TWICE: tr("Two people"),
        ConflictKind.CODE_TWICE: tr("Both, ask for the name"),
        ConflictKind.MADE_TWICE: tr("Both stay"),
        ConflictKind.FORKED: tr("Both, as two desks"),
        ConflictKind.GONE_USED: tr("It stays gone"),
        ConflictKind.REMOVED_USED: tr("It stays removed"),
    }
    accept = [Way("accept", both.get(dispute.kind, ""), "Ctrl Enter")]
    if dispute.kind is ConflictKind.TWINS:
        return [Way("merge", tr("One person"), "Alt M"), *accept, *all_sure]
    if dispute.kind is ConflictKind.TWO_PEOPLE:
        return [Way("merge_people", tr("One person"), "Alt M"), *kept, *all_sure]
    if dispute.kind in (ConflictKind.GONE_USED, ConflictKind.REMOVED_USED):
        return [Way("bring_back", tr("Bring it back"), "Alt B"), *accept]
    how = {
        ConflictKind.NUMBER_TWICE: "keep_ticket",
        ConflictKind.CODE_TWICE: "keep_code",
        ConflictKind.MADE_TWICE: "keep_part",
        ConflictKind.FORKED: "keep_writing",
        ConflictKind.MERGED_BOTH: "keep_record",
    }[dispute.kind]
    if dispute.kind is ConflictKind.MERGED_BOTH:
        return [way._replace(how=how) for way in kept]
    return [*(way._replace(how=how) for way in kept), *accept]


def _is_way_in(dispute: Dispute, side: DisputeSide) -> bool:
    """Tell whether a side let somebody in, which can be taken back."""
    if dispute.kind is ConflictKind.BARRED_IN:
        return side.what not in {*Status, TAKEN_OUT}
    return side.what not in ("print", "set")


def dispute_list_line(dispute: Dispute) -> Line:
    """Put a disagreement into a line."""
    desks = ", ".join(dict.fromkeys(side.desk for side in dispute.sides))
    is_grave = dispute.kind in (ConflictKind.RETIRED_USED, ConflictKind.BARRED_IN)
    tone = "no" if is_grave else "look"
    return Line(dispute_line(dispute), "", desks, kind_title(dispute.kind), tone, dispute.subject)
