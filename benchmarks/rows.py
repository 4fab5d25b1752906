"""One benchmark as rows of the table of results."""

from __future__ import annotations

import sys

from benchmarks import bench_badges, bench_import, bench_scan

BADGE_LIMIT_MS = 1.5


def scan_rows() -> None:
    """Scan to durable verdict at two sizes."""
    for people in (3_000, 300_000):
        found = bench_scan.run(people)
        median = found.scan.median_ms / found.disk.median_ms
        late = found.scan.p99_ms / found.disk.p99_ms
        _row(
            f"scan to durable verdict, median, {people:,} people",
            f"{found.scan.median_ms:.2f} ms",
            f"{found.disk.median_ms:.2f} ms (4 KiB write + fdatasync)",
            f"{median:.2f}",
            "≤ 2.5",
        )
        _row(
            f"scan to durable verdict, 99th percentile, {people:,} people",
            f"{found.scan.p99_ms:.2f} ms",
            f"{found.disk.p99_ms:.2f} ms (99th percentile of the same)",
            f"{late:.2f}",
            "",
        )


def badge_rows() -> None:
    """Badges to PDF."""
    best, median = bench_badges.run()
    for name, value in (("best", best), ("median", median)):
        _row(
            f"one badge of 1,000 to PDF, {name} of {bench_badges.ROUNDS} rounds",
            f"{value:.2f} ms",
            f"{BADGE_LIMIT_MS} ms (fixed)",
            f"{value / BADGE_LIMIT_MS:.2f}",
            "≤ 1",
        )


def import_rows() -> None:
    """A large guest list."""
    muster_s, shell_s = bench_import.run()
    _row(
        f"import of {bench_import.ROWS:,} rows x 20 columns",
        f"{muster_s:.1f} s",
        f"{shell_s:.1f} s (sqlite3 shell .import, 7 indexes)",
        f"{muster_s / shell_s:.2f}",
        "≤ 4",
    )


def _row(*cells: str) -> None:
    print("| " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    {"scan": scan_rows, "badges": badge_rows, "import": import_rows}[sys.argv[1]]()
