"""Cards as PNG: drawn by their template with the charts' own style, turned into a picture here."""

import re
from functools import cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from indicators import pictures
from indicators.cards import Card
from indicators.chart_file import font, style, tokens
from indicators.languages import choose

# Chart rules come with their style sheet; these are the card's own, in the same tokens.
_CSS = """.edge, .mark-fill, .disc { fill: var(--blue) }
.mark { fill: none; stroke: var(--blue); stroke-width: 4.5 }
.disc-number { fill: var(--on-blue); font-weight: 700 }
.ink { fill: var(--ink) }
.soft { fill: var(--ink-2) }
.strong { fill: var(--ink); font-weight: 700 }
.open { fill: var(--ink-2); font-weight: 400 }
.chart .wide-box { stroke-width: 5 }
.chart .slot-none .wide-box { stroke-width: 4; stroke-dasharray: 12 8 }
.chart .slot-open .promise { fill: var(--blue) }
.chart .slot-missed .promise { fill: var(--ink) }
.chart .slot-met .promise { fill: var(--on-blue) }
.pill text { fill: var(--ink); font-weight: 700 }
.pill rect, .pill path { fill: none; stroke: var(--ink-2); stroke-width: 2 }
.pill-tracked rect { stroke: none }
.pill-none_found rect, .pill-other_basis rect, .pill-not_assessed rect { stroke-dasharray: 8 6 }
.pill-awaiting path { stroke: var(--blue); stroke-width: 4 }
.pill-awaiting text, .pill-on_track text { fill: var(--blue) }
.pill-on_track rect { fill: var(--blue-soft); stroke: none }
.pill-behind rect { fill: var(--orange-soft); stroke: none }
.pill-behind text { fill: var(--orange-ink) }
.pill-met rect, .pill-met_early rect, .pill-holding rect, .pill-ahead rect {
  fill: var(--blue); stroke: none }
.pill-met text, .pill-met_early text, .pill-holding text, .pill-ahead text { fill: var(--on-blue) }
.pill-missed rect, .pill-outside rect, .pill-far_behind rect, .pill-moving_away rect {
  fill: var(--orange); stroke: none }
.pill-missed text, .pill-outside text, .pill-far_behind text, .pill-moving_away text {
  fill: var(--on-orange) }
"""


def svg(card: Card, *, lang: str) -> str:
    """The card as an SVG document."""
    context = {
        "card": card,
        "html_language": choose(lang, "en", "zh-Hans"),
        "font": font(lang),
        "style": _style(),
    }
    return render_to_string("cards/card.svg", context)


def png(card: Card, *, lang: str) -> bytes | None:
    """The card as a picture; None where this machine has no letters of the language."""
    return pictures.png(svg(card, lang=lang), lang=lang)


@cache
def _style() -> SafeString:
    found = tokens()
    css = re.sub(r"var\(--([\w-]+)\)", lambda each: found[each[1]], _CSS)
    return style() + mark_safe(f"<style>\n{css}</style>")  # noqa: S308 (our own rules)
