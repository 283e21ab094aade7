"""What is wrong with a figure by itself: what the form and the database refuse, without queries."""

from collections.abc import Iterable, Iterator

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from indicators.models import Figure
from indicators.numbers import is_bounded

Fault = tuple[str, str]  # field ("" for the figure as a whole), sentence

_MESSAGES = {each.name: each.violation_error_message for each in Figure._meta.constraints}
_CODES = {
    "covers": Figure.Covers,
    "obs_status": Figure.ObsStatus,
    "break_kind": Figure.BreakKind,
    "revision_kind": Figure.RevisionKind,
}
_TEXTS = {
    name: getattr(Figure._meta.get_field(name), "max_length", 0) or 0
    for name in (
        "note_en",
        "note_zh",
        "warning_reason",
        "revision_reason_en",
        "revision_reason_zh",
    )
}
_MAY_BE_EMPTY = {"break_kind", "revision_kind"}


def message(constraint: str) -> str:
    """What the database's constraint refuses, kindly."""
    return str(_MESSAGES[constraint])


def faults(row: Figure, *, sources: Iterable[int]) -> Iterator[Fault]:
    """Everything that is wrong with a row whose series, indicator and plan are at hand."""
    yield from _codes(row)
    yield from _day(row)
    yield from _value(row)
    yield from _texts(row)
    if row.source_id is not None and row.source_id not in sources:
        yield "source", _("This source no longer exists. Choose another one.")
    try:
        row.clean()
    except ValidationError as error:
        for field, sentences in error.message_dict.items():
            yield from ((field, each) for each in sentences)


def _codes(row: Figure) -> Iterator[Fault]:
    for name, codes in _CODES.items():
        value = getattr(row, name)
        if value not in codes.values and not (value == "" and name in _MAY_BE_EMPTY):
            known = ", ".join(codes.values)
            yield (
                name,
                _("“%(value)s” is not one of: %(known)s.")
                % {
                    "value": str(value)[:20],
                    "known": known,
                },
            )


def _day(row: Figure) -> Iterator[Fault]:
    if (row.covers == Figure.Covers.YEAR) != (row.as_of is None):
        yield "as_of", message("figure_day_fits_coverage")
    elif row.as_of is not None and row.as_of.year != row.year:
        yield "as_of", message("figure_day_in_year")


def _value(row: Figure) -> Iterator[Fault]:
    if not is_bounded(row.value):
        yield "value", _("A value has at most 18 digits before the point and 6 after it.")


def _texts(row: Figure) -> Iterator[Fault]:
    for name, longest in _TEXTS.items():
        text = getattr(row, name)
        if "\x00" in text:
            yield name, _("There is a character in it that cannot be kept. Type it again.")
        elif len(text) > longest:
            yield (
                name,
                _("%(length)d characters; there is room for %(longest)d.")
                % {
                    "length": len(text),
                    "longest": longest,
                },
            )
