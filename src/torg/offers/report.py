"""What became of a feed: counted while it runs, and told as text or JSON."""

from pathlib import Path
from typing import Literal, TextIO

import msgspec
from msgspec import Struct, field

from torg.offers.feed_rows import Finding

MOST_FINDINGS = 10_000
"""Refused rows, and as many warnings, that a report keeps; the rest are counted and written to the caller's file."""

ImportState = Literal["running", "completed", "broken_off", "failed"]


class Counts(Struct):
    """Rows of the feed by what became of them, and the offers that they changed."""

    read: int = 0
    created: int = 0
    """Kept, with an article number that this seller did not sell before."""
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    """Articles taken away: said so by the feed, or no longer in it."""
    refused: int = 0
    warned: int = 0
    """Warnings about rows that were kept."""
    offers_created: int = 0
    offers_changed: int = 0
    offers_withdrawn: int = 0
    products_created: int = 0

    @property
    def kept(self) -> int:
        """Rows whose item is for sale now."""
        return self.created + self.changed + self.unchanged

    def add(self, other: "Counts") -> None:
        """Add another count to this one."""
        for name in self.__struct_fields__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


class ImportReport(Struct, frozen=True, omit_defaults=True):
    """What one import did."""

    seller: str
    source: str
    run: int
    state: ImportState
    read: int
    kept: int
    counts: Counts
    seconds: float
    broken_off: str | None = None
    """Why the feed could not be read to its end; nothing was taken away then."""
    removal_refused: int | None = None
    """So many articles are no longer in the feed, more than half of them, and were left for sale."""
    refusals: list[Finding] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)

    def as_json(self) -> bytes:
        """Give the report as JSON."""
        return msgspec.json.encode(self)


class Findings:
    """Refusals and warnings as they come: the first thousands in memory, every refusal in the caller's file."""

    def __init__(self, refused_file: Path | None = None) -> None:
        """Collect, and write each refusal as a line of JSON to `refused_file`, which is made anew."""
        self.refusals: list[Finding] = []
        self.warnings: list[Finding] = []
        self._path = refused_file
        self._file: TextIO | None = None

    def refuse(self, finding: Finding) -> None:
        """Keep a refusal."""
        if len(self.refusals) < MOST_FINDINGS:
            self.refusals.append(finding)
        if self._path is not None:
            if self._file is None:
                self._file = self._path.open("w", encoding="utf-8")
            self._file.write(msgspec.json.encode(finding).decode() + "\n")

    def warn(self, finding: Finding) -> None:
        """Keep a warning."""
        if len(self.warnings) < MOST_FINDINGS:
            self.warnings.append(finding)

    def close(self) -> None:
        """Finish the caller's file; it is there, empty, when nothing was refused."""
        if self._file is not None:
            self._file.close()
            self._file = None
        elif self._path is not None:
            self._path.write_text("", encoding="utf-8")


def render_report(report: ImportReport, *, most: int = 20) -> str:
    """Tell the report to a person: the counts, then the first `most` refusals and warnings, each with its line."""
    counts = report.counts
    lines = [
        f"{report.source} of {report.seller}: {_STATES[report.state]}",
        (
            f"  {report.read} rows read, {report.kept} kept "
            f"({counts.created} new, {counts.changed} changed, {counts.unchanged} unchanged), "
            f"{counts.removed} removed, {counts.refused} refused, {counts.warned} warnings"
        ),
        (
            f"  {counts.products_created} new products; offers: {counts.offers_created} new, "
            f"{counts.offers_changed} changed, {counts.offers_withdrawn} withdrawn"
        ),
    ]
    if report.seconds > 0:
        lines.append(f"  {report.seconds:.1f} s, {report.read / report.seconds:,.0f} rows/s")
    if report.broken_off:
        lines.append(f"  The feed broke off: {report.broken_off}. Nothing was removed.")
    if report.removal_refused is not None:
        lines.append(
            f"  {report.removal_refused} articles are no longer in the feed. That is more than half of them, so they "
            "were left for sale; import again with force to take them away."
        )
    lines += _told("Refused", report.refusals, counts.refused, most)
    lines += _told("Warnings", report.warnings, counts.warned, most)
    return "\n".join(lines)


_STATES: dict[ImportState, str] = {
    "running": "under way",
    "completed": "imported",
    "broken_off": "imported as far as it went",
    "failed": "failed",
}


def _told(heading: str, findings: list[Finding], count: int, most: int) -> list[str]:
    if not count:
        return []
    lines = [f"{heading}:"]
    for finding in findings[:most]:
        place = "" if finding.line is None else f"line {finding.line}, "
        item = "" if finding.sku is None else f"{finding.sku}, "
        value = f" {finding.value!r}" if finding.value else ""
        lines.append(f"  {place}{item}{finding.field}{value}: {finding.reason}")
    if count > min(most, len(findings)):
        lines.append(f"  and {count - min(most, len(findings))} more")
    return lines
