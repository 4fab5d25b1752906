"""What people read about backups: how old the newest is, what would be lost, what was salvaged."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QLocale

from desktop.domain.upkeep.backup import Backup, BackupState, Occasion
from desktop.domain.upkeep.losses import Gap, Since
from desktop.gui.wording.failures import describe_failure
from desktop.gui.wording.moments import moment, now_ms
from desktop.gui.wording.sync import flaw_sentence
from desktop.gui.wording.translation import tr
from desktop.workflows.upkeep.backups import BackupNews
from desktop.workflows.upkeep.rescue import RestorePlan, Salvaged

MINUTE_MS, HOUR_MS, DAY_MS = 60_000, 3_600_000, 86_400_000
# From here on the age is said with a warning: two hours' work could be lost.
OLD_MS = 2 * HOUR_MS
MOST_GAPS = 5


def occasion_name(occasion: Occasion) -> str:
    """Say why a backup was made."""
    return {
        Occasion.START: tr("when Muster was opened"),
        Occasion.HOUR: tr("hourly"),
        Occasion.MIGRATION: tr("before an update"),
        Occasion.IMPORT: tr("before an import"),
        Occasion.JOIN: tr("before joining desks"),
        Occasion.HAND: tr("by hand"),
    }[occasion]


def state_name(state: BackupState) -> str:
    """Say what is known of a backup."""
    return {
        BackupState.SOUND: tr("sound"),
        BackupState.FLAWED: tr("not sound"),
    }[state]


def age(made_ms: int, at_ms: int) -> str:
    """Say how long ago a backup was made; its moment, where the clock was set back since."""
    ago = at_ms - made_ms
    if ago < 0 or ago >= 2 * DAY_MS:
        return moment(made_ms, at_ms)
    if ago < MINUTE_MS:
        return tr("just now")
    if ago < HOUR_MS:
        return tr("{} min ago").format(ago // MINUTE_MS)
    return tr("{} h ago").format(ago // HOUR_MS)


def size(size_bytes: int) -> str:
    """Write how large a file is."""
    return str(QLocale().formattedDataSize(size_bytes, 1))


def backup_line(backup: Backup) -> str:
    """Write a backup in one line."""
    return tr("{when}: {entries} entries, {size}, {why}, {state}").format(
        when=moment(backup.made_ms, now_ms()),
        entries=QLocale().toString(backup.entries),
        size=size(backup.size_bytes),
        why=occasion_name(backup.occasion),
        state=state_name(backup.state),
    )


def foot_line(news: BackupNews) -> str:
    """Say at the foot of the window how old the newest backup is; nothing before the first."""
    if news.newest is None:
        return ""
    return tr("backup {}").format(age(news.newest.made_ms, now_ms()))


def status_lines(news: BackupNews) -> list[str]:
    """Say how it stands with backups, and what stands in their way."""
    lines = []
    if news.newest:
        lines.append(tr("The newest sound backup: {}.").format(age(news.newest.made_ms, now_ms())))
    else:
        lines.append(tr("There is no backup yet. One is made as soon as something was written."))
    for failure in (news.failure, news.second_failure):
        if failure:
            lines.append(describe_failure(failure).line)
    return lines


def since_line(since: Since | None) -> str:
    """Say what would be lost by going back to a backup."""
    if since is None:
        return tr(
            "The store cannot be read, so nobody knows what was written since. What other desks "
            "have of it comes back by exchange."
        )
    if not since.entries or since.since_ms is None:
        return tr("Nothing was written since: nothing would be lost.")
    return tr(
        "Written since {when}, and not in the backup: check-ins and check-outs {movements}, "
        "badges {prints}, other changes {others}. What other desks have of it comes back by "
        "exchange; the rest stays in the file that is kept beside."
    ).format(
        when=moment(since.since_ms, now_ms()),
        movements=since.movements,
        prints=since.prints,
        others=since.others,
    )


def kept_beside_line() -> str:
    """Say what restoring leaves of the store that is there."""
    return tr(
        "The store that is there now is kept beside it, and this desk goes on as a new one with "
        "its own numbers."
    )


def no_backups_line() -> str:
    """Say that no backup is there, and what else may help."""
    return tr(
        "No backup of this store is here. If backups went to another disk, choose its folder."
    )


def second_line(folder: str) -> str:
    """Say where copies of backups go."""
    if not folder:
        return tr(
            "They lie on this computer's disk only. A second folder protects against its loss."
        )
    return tr("Copies go to {}").format(folder)


def plan_lines(plan: RestorePlan) -> list[str]:
    """Say what restoring would do."""
    return [
        tr("The backup of {}").format(backup_line(plan.backup)),
        since_line(plan.since),
        kept_beside_line(),
    ]


def restored_line(made_ms: int, desk: str) -> str:
    """Say that a store was brought back, when it is opened first."""
    return tr(
        "This store was brought back from the backup of {when}. The desk goes on as {desk}."
    ).format(when=moment(made_ms, now_ms()), desk=desk)


def salvaged_lines(found: Salvaged) -> list[str]:
    """Say what was taken out of a damaged store, and what is missing."""
    lines = [
        tr(
            "{store} entries read in the store; {backups} came from a backup, {files} from "
            "journal files. {blobs} photos and pictures."
        ).format(store=found.of_store, backups=found.of_backups, files=found.of_files,
                 blobs=found.blobs)
    ]  # fmt: skip
    lines += [describe_failure(failure).sentence for failure in found.failures]
    lines += [flaw_sentence(flaw) for flaw in found.flaws[:MOST_GAPS]]
    if found.unread:
        lines.append(tr("Parts of the store do not read: they were passed over."))
    if not found.gaps:
        lines.append(
            tr(
                "Nothing is missing in between. Whether something came behind the last entry that "
                "was read, nobody knows."
            )
        )
        return lines
    lines += [_gap_line(gap, found.names) for gap in found.gaps[:MOST_GAPS]]
    if len(found.gaps) > MOST_GAPS:
        lines.append(tr("and {} more gaps").format(len(found.gaps) - MOST_GAPS))
    lines.append(
        tr(
            "{} entries stand behind what is missing, and wait for it. Exchange with the other "
            "desks: whoever has the missing ones brings them."
        ).format(found.past_gaps)
    )
    return lines


def _gap_line(gap: Gap, names: Mapping[str, str]) -> str:
    return tr("Missing of {desk}: entries {first} to {last} ({count})").format(
        desk=names.get(gap.desk, gap.desk), first=gap.first, last=gap.last, count=gap.entries
    )
