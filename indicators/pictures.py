"""SVG documents as PNG pictures, with the letters that this machine has."""

from functools import cache
from typing import Any

import resvg_py
from django.conf import settings

from indicators.languages import choose

# What a folder of fonts may hold, Chinese first. Letters that the first one found lacks are taken
# from any other font in the folder.
FAMILIES = (
    *("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN"),
    *("WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Microsoft YaHei", "SimHei", "PingFang SC"),
    *("Inter", "Noto Sans", "Arial", "Liberation Sans", "DejaVu Sans"),
)


def png(svg: str, *, lang: str, zoom: int = 1) -> bytes | None:
    """The document as a picture; None where this machine has no letters of the language."""
    return _drawn(svg, zoom=zoom) if can_write(lang) else None


def can_write(lang: str) -> bool:
    """Whether some font here has letters of the language."""
    return _has_letters(lang, settings.PICTURE_FONTS)


@cache
def _has_letters(lang: str, _folder: str) -> bool:
    """Whether a letter of the language looks different from one that no font has."""
    letter, nobodys = (_letter(each) for each in (choose(lang, "g", "港"), "\U0010fffd"))
    return _drawn(letter) != _drawn(nobodys)


def _letter(letter: str, family: str = "sans-serif") -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24">'
        f'<text y="20" font-size="20" font-family="{family}">{letter}</text></svg>'
    )


def _drawn(svg: str, *, zoom: int = 1) -> bytes:
    """With the fonts of the folder that a setting names, else with the machine's own."""
    fonts: dict[str, Any] = {}
    if settings.PICTURE_FONTS:
        fonts = _of_folder(settings.PICTURE_FONTS)
        fonts["sans_serif_family"] = _family(settings.PICTURE_FONTS)
    return resvg_py.svg_to_bytes(svg_string=svg, zoom=zoom, **fonts)


def _of_folder(folder: str) -> dict[str, Any]:
    return {"skip_system_fonts": True, "font_dirs": [folder]}


@cache
def _family(folder: str) -> str | None:
    """The first of `FAMILIES` in the folder: one that makes a letter leave a trace."""
    blank, *traces = (
        resvg_py.svg_to_bytes(svg_string=_letter(letter, family), **_of_folder(folder))
        for letter, family in (("", "sans-serif"), *(("g", each) for each in FAMILIES))
    )
    found = (family for family, trace in zip(FAMILIES, traces, strict=True) if trace != blank)
    return next(found, None)
