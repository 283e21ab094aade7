"""The forms that values are typed into: read as people write them, refused kindly."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goals.admin_forms import TrackedForm
from goals.languages import active_language
from indicators.admin_words import Unit, example, input_words, unit_of
from indicators.amounts import typed
from indicators.languages import choose
from indicators.models import Figure, Indicator, Series, Target
from indicators.numbers import NumberRefused, read

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

    def clean(self) -> dict[str, Any] | None:
        series, text = self.cleaned_data.get("series"), self.cleaned_data.get("value")
        if series and text is not None:
            if {"series", "value"} & set(self.changed_data):
                _read_into(self, "value", unit_of(series.indicator))
            else:
                self.cleaned_data["value"] = self.instance.value
        return super().clean()


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
