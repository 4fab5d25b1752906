"""Certificates of attendance: one for each person who earned something."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from desktop.domain.failures import FileUnwritable
from desktop.domain.reports.certificate import Activity, Certificate
from desktop.domain.reports.credits import CreditType
from desktop.files import resources
from desktop.files.writing.whole_file import free_beside, whole_file
from desktop.workflows.ports import BadgePainter
from desktop.workflows.reports.credits import CreditReport, CreditRow
from desktop.workflows.reports.registers import answer_of

LANGUAGES = ("en", "he")
# What some file system does not take in a name.
_UNSAFE, _MOST_BYTES = re.compile(r'[\\/:*?"<>|\x00-\x1f]'), 200


def certificates_of(
    report: CreditReport, issued: str, languages: Sequence[str] = LANGUAGES
) -> list[Certificate]:
    """Make everybody's certificate, by name; whoever earned nothing, or is open, has none.

    Args:
        report: the credits of a programme.
        issued: the ISO day that stands on them.
        languages: which words they have; the first one leads.
    """
    known: Mapping[str, Mapping[str, str]] = resources.read_json("reports", "certificate.json")
    words = {language: known[language] for language in languages}
    made = [_certificate(report, rows, issued, words) for rows in report.of_person().values()]
    return sorted(made, key=lambda each: (each.name, each.registration))


class CertificateFiles:
    """Writes certificates as PDF."""

    def __init__(self, painter: BadgePainter) -> None:
        """Paint with this painter."""
        self._painter = painter

    def write(self, target: Path, certificates: Sequence[Certificate]) -> int:
        """Write all into one file, and tell how many pages it has.

        Raises:
            FileUnwritable: the folder or the disk does not take it.
        """
        with whole_file(target) as draft:
            return self._painter.paint_certificates(draft, certificates)

    def write_each(self, folder: Path, certificates: Sequence[Certificate]) -> list[Path]:
        """Write a file for each person into a folder; none is replaced.

        Raises:
            FileUnwritable: the folder or the disk does not take it.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise FileUnwritable(path=folder, reason=error.strerror or str(error)) from error
        written = []
        for each in certificates:
            target = free_beside(folder / f"{_stem(each.name) or each.registration}.pdf")
            self.write(target, [each])
            written.append(target)
        return written


def _stem(name: str) -> str:
    """Make a file's name of somebody's: file systems count bytes, and a Hebrew letter has two."""
    safe = " ".join(_UNSAFE.sub(" ", name).split())
    return safe.encode()[:_MOST_BYTES].decode(errors="ignore").strip(". ")


def amount_text(amount: Decimal, type_: CreditType) -> str:
    """Write an amount of credit, such as 1.5 AMA PRA Category 1 Credit™."""
    return f"{amount.normalize():f} {type_.name}"


def _certificate(
    report: CreditReport,
    rows: Sequence[CreditRow],
    issued: str,
    words: Mapping[str, Mapping[str, str]],
) -> Certificate:
    programme, one = report.programme, rows[0].attendee
    totals: dict[CreditType, Decimal] = {}
    activities = []
    for row in rows:
        type_, session = row.of.type, row.of.session
        assert type_ is not None
        totals[type_] = totals.get(type_, Decimal(0)) + row.credit.awarded
        begin, end = session.starts_at.replace("T", " "), session.ends_at[11:16]
        credit = amount_text(row.credit.awarded, type_)
        activities.append(Activity(session.title or session.code, f"{begin} – {end}", credit))
    licence = (answer_of(report, one.id, key) for key in ("licence_number", "licence_state"))
    return Certificate(
        one.id, one.name, one.person.second_name, ", ".join(part for part in licence if part),
        programme.title, programme.title_hebrew, programme.dates, programme.place,
        programme.host or programme.platform, tuple(activities),
        tuple(amount_text(amount, type_) for type_, amount in totals.items()), issued, words,
    )  # fmt: skip
