"""The forms that values are typed into: read as people write them, refused kindly."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from goals.admin_forms import TrackedForm
from goals.languages import active_language
from indicators.actions import (
    FigureWrite,
    Released,
    examine,
)
from indicators.admin_words import Unit, example, input_words, shown, unit_of
from indicators.amounts import typed
from indicators.examining import place_of
from indicators.figure_checks import message
from indicators.languages import choose
from indicators.models import REVISION, Figure, Indicator, Series, Target
from indicators.numbers import NumberRefused, read
from indicators.reports import figure as as_report
from releases.standing import released_figures

REASONS = ("warning_reason", *REVISION)
WRITTEN = (
    "year",
    "covers",
    "as_of",
    "value",
    "obs_status",
    "break_kind",
    "note_en",
    "note_zh",
    *REASONS,
)
VALUE_ATTRS = {"autocomplete": "off", "inputmode": "text", "spellcheck": "false", "size": "24"}


def read_as(text: str, unit: Unit) -> Decimal:
    """What was typed, in base units; raises a `ValidationError` in the reader's language."""
    try:
        return read(text, measure=unit.measure, input_unit=unit.input_unit, decimals=unit.decimals)
    except NumberRefused as refusal:
        reason = refusal.reason["en" if active_language() == "en" else "zh-hans"]
        raise forms.ValidationError(reason, code=refusal.code) from refusal


class ValueField(forms.CharField):
    """A number as people write it. The form reads it, once it knows the indicator's unit."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs=VALUE_ATTRS), **kwargs)


class SeriesIterator(forms.models.ModelChoiceIterator):  # type: ignore[type-arg]  # in stubs only
    """Series under the names of their indicators."""

    def __iter__(self) -> Iterator[Any]:
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        for indicator, series in groupby(self.queryset, key=lambda each: each.indicator):
            yield (str(indicator), [self.choice(each) for each in series])


class SeriesSelect(forms.Select):
    """Each option carries what a bare number means for it, for the hint beside the value."""

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        if value:
            unit = unit_of(value.instance.indicator)
            option["attrs"]["data-hint"] = example(unit, active_language())
        return option


class SeriesField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in its stubs only
    iterator = SeriesIterator

    def label_from_instance(self, obj: Series) -> str:
        lang = active_language()
        name = obj.name_en if lang == "en" else obj.name_zh
        unit = input_words(unit_of(obj.indicator), lang)
        return f"{name or obj.code}" + choose(lang, f" ({unit})", f"（{unit}）")


class FigureForm(TrackedForm):
    """One figure. Its value is typed in any way that `indicators.numbers` reads."""

    series = SeriesField(
        label=_("Series"), queryset=Series.objects.none(), widget=SeriesSelect, empty_label="—"
    )
    value = ValueField(
        label=_("Value"),
        help_text=_("As published: 4230亿, 423 billion, ¥423bn, 1,493 or 12.5%."),
    )

    class Meta:
        model = Figure
        fields = [
            "series",
            "year",
            "covers",
            "as_of",
            "value",
            "obs_status",
            "break_kind",
            "source",
            "note_en",
            "note_zh",
            *REASONS,
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "series" in self.fields:  # not where the figure is only looked at
            self.fields["series"].queryset = Series.objects.select_related(  # type: ignore[attr-defined]
                "indicator__plan", "indicator__goal"
            ).order_by(
                "indicator__plan", "indicator__goal__number", "indicator__order", "order", "pk"
            )
        if self.instance.pk:
            unit = unit_of(self.instance.series.indicator)
            self.initial["value"] = typed(self.instance.value, unit)
            if "value" in self.fields:
                self.fields["value"].help_text += f" {example(unit, active_language())}"
            if self._stands_as_published():  # the last revision's reason is none for the next one
                self.initial.update(dict.fromkeys(REVISION, ""))

    def clean(self) -> dict[str, Any] | None:
        series, text = self.cleaned_data.get("series"), self.cleaned_data.get("value")
        if series and text is not None:
            if {"series", "value"} & set(self.changed_data):
                _read_into(self, "value", unit_of(series.indicator))
            else:
                self.cleaned_data["value"] = self.instance.value
        return super().clean()

    def _post_clean(self) -> None:
        """Where all is read and right by itself, the write door says what stands in the way.

        Two of the table's constraints it says better: it knows what stands there, and at which
        field a reason is missing.
        """
        super()._post_clean()  # type: ignore[misc]  # Django's own step of `full_clean`
        better_said = {message("figure_once_a_position"), message("figure_revision_says_why")}
        at_fields = set(self.errors) - {NON_FIELD_ERRORS}
        if not at_fields and better_said.issuperset(self.non_field_errors()):
            self.errors.pop(NON_FIELD_ERRORS, None)
            self._ask_the_door()

    def _ask_the_door(self) -> None:
        [finding] = examine([self.write()], released=self._released())
        if finding.old is not None and not self.instance.pk:
            self.add_error(None, message("figure_once_a_position"))
            self.add_error(None, _stands_there(finding.old))
            return
        for refusal in finding.refusals:
            self.add_error(refusal.field or None, refusal.sentence)
            if refusal.current is not None:
                self.add_error(None, _stands_there(refusal.current))

    def write(self) -> FigureWrite:
        """What was typed, for the write door."""
        typed = self.cleaned_data
        source = typed.get("source")
        return FigureWrite(
            pk=self.instance.pk,
            seen=typed.get("seen"),
            series=typed["series"].pk,
            source=source.pk if source else None,
            **{name: typed[name] for name in WRITTEN},
        )

    def _released(self) -> Released:
        return released_figures(self.instance.series.indicator.plan.code)

    def _stands_as_published(self) -> bool:
        published = self._released().get(place_of(self.instance))
        return published is not None and published.revision == as_report(self.instance).revision


def _stands_there(row: Figure) -> str:
    return format_html(
        '<a href="{}">{}</a>',
        reverse("admin:indicators_figure_change", args=[row.pk]),
        _("Open the figure that stands there: %s")
        % shown(row.value, unit_of(row.series.indicator), active_language()),
    )


class TargetForm(TrackedForm):
    """One target; its bounds are typed like figures."""

    lower = ValueField(label=_("Lower bound"), required=False)
    upper = ValueField(label=_("Upper bound"), required=False)

    class Meta:
        model = Target
        fields = [
            "indicator",
            "year",
            "aim",
            "lower",
            "upper",
            "strict",
            "tolerance",
            "note_en",
            "note_zh",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            unit = unit_of(self.instance.indicator)
            for side in ("lower", "upper"):
                bound = getattr(self.instance, side)
                self.initial[side] = "" if bound is None else typed(bound, unit)

    def clean(self) -> dict[str, Any] | None:
        indicator: Indicator | None = self.cleaned_data.get("indicator")
        for side in ("lower", "upper"):
            if not self.cleaned_data.get(side):
                self.cleaned_data[side] = None
            elif self.instance.pk and side not in self.changed_data:
                self.cleaned_data[side] = getattr(self.instance, side)
            elif indicator is not None:
                _read_into(self, side, unit_of(indicator))
        return super().clean()


def _read_into(form: forms.BaseForm, name: str, unit: Unit) -> None:
    """Replace the typed text by its value, or say at the field why it cannot be read."""
    try:
        form.cleaned_data[name] = read_as(form.cleaned_data[name], unit)
    except forms.ValidationError as refusal:
        form.add_error(name, refusal)
