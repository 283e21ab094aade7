"""A QR code as one SVG path, so that a page needs no style and no picture for it."""

from dataclasses import dataclass

import segno

QUIET = 4  # modules of white around the code, as the standard asks


@dataclass(frozen=True, kw_only=True)
class QrCode:
    """`path` draws the dark modules, one unit each, in a square of `size` with its quiet zone."""

    address: str
    size: int
    path: str


def qr_code(address: str) -> QrCode:
    """The code that opens `address`; a quarter of it may be lost in a fold or under a stamp."""
    rows = [list(row) for row in segno.make_qr(address, error="q", boost_error=False).matrix]
    bars = (
        f"M{x + QUIET} {y + QUIET}h{length}v1h-{length}z"
        for y, row in enumerate(rows)
        for x, length in _runs(row)
    )
    return QrCode(address=address, size=len(rows) + 2 * QUIET, path="".join(bars))


def _runs(row: list[int]) -> list[tuple[int, int]]:
    """Where dark modules begin in a row, and how many follow one another."""
    runs: list[tuple[int, int]] = []
    for x, dark in enumerate(row):
        if dark and x and row[x - 1]:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        elif dark:
            runs.append((x, 1))
    return runs
