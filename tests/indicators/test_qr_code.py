"""The QR code drawn is the code of its address: read back module by module."""

import re

import segno

from indicators.qr_code import QUIET, qr_code

ADDRESS = "https://lingang.example/en/plans/14fyp/releases/1/"


def test_every_dark_module_is_drawn_once_within_a_quiet_zone() -> None:
    code = qr_code(ADDRESS)
    drawn = [
        (int(x) + offset, int(y))
        for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", code.path)
        for offset in range(int(length))
    ]
    matrix = segno.make_qr(ADDRESS, error="q", boost_error=False).matrix
    dark = {(x + 4, y + 4) for y, row in enumerate(matrix) for x, on in enumerate(row) if on}
    assert QUIET == 4
    assert (len(drawn), set(drawn)) == (len(dark), dark)
    assert code.size == len(matrix) + 8


def test_the_path_is_nothing_but_a_path() -> None:
    assert re.fullmatch(r"(M\d+ \d+h\d+v1h-\d+z)+", qr_code(ADDRESS).path)
