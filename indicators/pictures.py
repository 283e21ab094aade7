"""SVG documents as PNG pictures, with the letters that this machine has."""

from functools import cache
from typing import Any

import resvg_py
from django.conf import settings

from indicators.languages import choose


def png(svg: str, *, lang: str, zoom: int = 1) -> bytes | None:
    """The document as a picture; None where this machine has no letters of the language."""
    return _drawn(svg, zoom=zoom) if can_write(lang) else None


def can_write(lang: str) -> bool:
    """Whether some font here has letters of the language."""
    return _has_letters(lang, settings.PICTURE_FONTS)


@cache
def _has_letters(lang: str, _folder: str) -> bool:
    """Whether a letter of the language looks different from one that no font has."""
    return _letter(choose(lang, "g", "港")) != _letter("\U0010fffd")


def _letter(letter: str) -> bytes:
    return _drawn(
        '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24">'
        f'<text y="20" font-size="20" font-family="sans-serif">{letter}</text></svg>'
    )


def _drawn(svg: str, *, zoom: int = 1) -> bytes:
    """With the fonts of the folder that a setting names, else with the machine's own."""
    fonts: dict[str, Any] = {}
    if settings.PICTURE_FONTS:
        fonts = {"skip_system_fonts": True, "font_dirs": [settings.PICTURE_FONTS]}
    return resvg_py.svg_to_bytes(svg_string=svg, zoom=zoom, **fonts)
