"""A chart as a file of its own: an SVG document that needs no page, and the same as a PNG.

The drawing is the page's own template, and its look the page's own style sheet: the rules of
`static/css/charts.css` that paint, with the colours of `static/css/tokens.css` filled in.
"""

import re
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from indicators import pictures
from indicators.chart_sentences import chart_description
from indicators.chart_sheet import sheet
from indicators.languages import choose, say
from indicators.report_types import IndicatorReport

PIXELS = 2  # of a PNG for each unit of the drawing

# Before the tokens' own, for whose Chinese fonts an English apostrophe is as wide as a character
_LATIN = "Inter, 'Segoe UI', Arial, 'Liberation Sans', 'Noto Sans', 'DejaVu Sans', "

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_AT_RULE = re.compile(r"@[^{]+\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_TOKEN = re.compile(r"--([\w-]+):\s*([^;]+);")
_PAINT = {
    "fill",
    "font-weight",
    "paint-order",
    "stroke",
    "stroke-dasharray",
    "stroke-linecap",
    "stroke-width",
}
_OWN = """.ground { fill: var(--paper) }
.chart .sheet-name { font-weight: 700 }
.chart .sheet-title { font-weight: 600 }
.chart .sheet-words { fill: var(--ink-2) }
"""


def standalone(
    report: IndicatorReport,
    *,
    lang: str,
    size: str,
    credit: tuple[str, ...] = (),
) -> str | None:
    """The indicator's chart as an SVG document; None where there is nothing to draw.

    `size`: of `chart_parts.STYLES`. `credit`: lines for the foot, under the sources, such as
    plan, release and address. Its width and height stand in its root element.
    """
    found = sheet(report, lang=lang, size=size, credit=credit)
    if found is None:
        return None
    context = {
        "sheet": found,
        "name": say(report.name, lang),
        "description": chart_description(report, lang),
        "html_language": choose(lang, "en", "zh-Hans"),
        "font": font(lang),
        "style": style(),
    }
    return render_to_string("components/chart_file.html", context)


@cache
def tokens() -> dict[str, str]:
    """Every colour and size by its name, as the style sheet of tokens has it for light pages."""
    return dict(_TOKEN.findall(_AT_RULE.sub("", _read("css/tokens.css"))))


def font(lang: str) -> str:
    """The families that a picture in this language asks for, in order."""
    return choose(lang, _LATIN, "") + tokens()["font"].replace('"', "'")


@cache
def style() -> SafeString:
    """The element that holds every rule."""
    rules = _RULE.findall(_AT_RULE.sub("", _read("css/charts.css")))
    painting = (f"{name.strip()} {{{body}}}" for name, body in rules if _paints(body))
    found = tokens()
    css = re.sub(r"var\(--([\w-]+)\)", lambda each: found[each[1]], "\n".join([*painting, _OWN]))
    return mark_safe(f"<style>\n{css}</style>")  # noqa: S308 (our own style sheets)


def _paints(body: str) -> bool:
    names = {line.partition(":")[0].strip() for line in body.split(";") if line.strip()}
    return names <= _PAINT


def _read(name: str) -> str:
    path = finders.find(name)
    if not isinstance(path, str):
        raise FileNotFoundError(name)
    return _COMMENT.sub("", Path(path).read_text(encoding="utf-8"))


def png(svg: str, *, lang: str) -> bytes | None:
    """The document as a picture; None where this machine has no letters of the language."""
    return pictures.png(svg, lang=lang, zoom=PIXELS)
