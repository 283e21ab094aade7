"""The form behind every row that people edit: who saves second sees both values, loses neither."""

from collections.abc import Iterable
from typing import Any, ClassVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from goals.actions import Conflict
from goals.models import Tracked


class SeenField(forms.IntegerField):
    """The version that was read, carried along; it alone never makes a form count as changed."""

    widget = forms.HiddenInput

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


class TrackedForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in its stubs only
    """Refuses to overwrite a row that somebody else saved since it was read (`goals.actions`).

    It locks nothing: the write door looks again, under its locks, and what it refuses comes back.
    """

    # What the write door refused although this form had let it pass; set for one request.
    refused: ClassVar[list[str]] = []

    seen = SeenField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["seen"].required = True
            self.initial["seen"] = self.instance.version

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        seen = self.cleaned_data.get("seen")
        if self.instance.pk and seen is not None and self.has_changed():
            self._refuse_if_stale(seen)
        return cleaned

    def full_clean(self) -> None:
        """Django's checks; what the write door refused stands below them, unless said already."""
        super().full_clean()
        for sentence in self.refused:
            if sentence not in self.non_field_errors():
                self.add_error(None, sentence)

    def _refuse_if_stale(self, seen: int) -> None:
        rows = type(self.instance)._default_manager.select_related("updated_by")
        current = rows.filter(pk=self.instance.pk).first()
        if current is None or current.version == seen:
            return  # what is gone, the write door refuses
        self.add_error(None, Conflict(current))
        for name, saved in self._differences(current):
            self.add_error(name, _("Saved by now: %s") % saved)
        # Having seen both, the next save may overwrite.
        data = cast(QueryDict, self.data).copy()
        data[self.add_prefix("seen")] = str(current.version)
        self.data = data

    def _differences(self, current: Tracked) -> Iterable[tuple[str, str]]:
        """Fields whose saved value is not the typed one, with the saved one in words."""
        saved = type(self)(instance=current, prefix=self.prefix)
        for name, field in saved.fields.items():
            value = saved.get_initial_for_field(field, name)
            if name in self.fields and field.has_changed(value, self[name].data):
                yield name, _in_words(field, value)


def _in_words(field: forms.Field, value: Any) -> str:
    if isinstance(field, forms.ModelChoiceField):
        rows = field.queryset.filter(pk=value) if field.queryset is not None else []
        return str(next(iter(rows), _("empty")))
    if isinstance(field, forms.ChoiceField):
        return str(dict(_flat(field.choices)).get(str(value), value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    shown = field.widget.format_value(field.prepare_value(value))
    return str(shown) if shown not in (None, "") else _("empty")


def _flat(choices: Any) -> Iterable[tuple[str, Any]]:
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from _flat(label)
        else:
            yield str(value), label


def sentences(error: Exception) -> list[str]:
    """What an error of the write door says, for people; a race that only the database saw, too."""
    if isinstance(error, ValidationError):
        return list(error.messages)
    return [
        _("Somebody else saved at the same moment; nothing was written. Look again, then save.")
    ]
