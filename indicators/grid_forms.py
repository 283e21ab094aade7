"""What is posted from the sheet: its cells, and what is set for several of them at once."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from goals.models import Source
from indicators.grid import FIELDS, SEEN, Sheet, Typed
from indicators.models import Figure

NONE = "none"
_NAME = re.compile(r"(\d{1,18}-\d{4}(?:-part)?)\.([a-z_]+)")
_LEAVE = ("", _("leave as it is"))


class SetForm(forms.Form):
    """What is set for every selected cell; what is left empty stays as it is in each."""

    obs_status = forms.ChoiceField(label=_("Status"), choices=[_LEAVE, *Figure.ObsStatus.choices])
    covers = forms.ChoiceField(
        label=_("Covers"),
        choices=[_LEAVE, ("year", _("full year")), ("day", _("up to a day, or on it:"))],
    )
    as_of = forms.CharField(
        label=_("Day"), widget=forms.TextInput({"placeholder": "08-31", "size": 8})
    )
    source = forms.ChoiceField(label=_("Source"))
    break_kind = forms.ChoiceField(
        label=_("Series break"), choices=[_LEAVE, (NONE, _("none")), *Figure.BreakKind.choices]
    )
    note_en = forms.CharField(label=_("Note (English)"))
    note_zh = forms.CharField(label=_("Note (Chinese)"))
    warning_reason = forms.CharField(label=_("Why it is right, for the reviewer"))
    revision_kind = forms.ChoiceField(
        label=_("Kind of revision"), choices=[_LEAVE, *Figure.RevisionKind.choices]
    )
    revision_reason_en = forms.CharField(label=_("Reason (English), published"))
    revision_reason_zh = forms.CharField(label=_("Reason (Chinese), published"))

    use_required_attribute = False

    def __init__(self, data: Any = None, *, sources: Iterable[Source]) -> None:
        super().__init__(data, prefix="set", label_suffix="")
        choices = [_LEAVE, (NONE, _("no source")), *((str(each.pk), str(each)) for each in sources)]
        field: Any = self.fields["source"]
        field.choices = choices
        for each in self.fields.values():
            each.required = False
            each.widget.attrs["autocomplete"] = "off"

    def chosen(self) -> dict[str, str]:
        """Fields with the text that they are given; a choice that is none of them is left out."""
        self.full_clean()
        said = {name: text for name, text in self.cleaned_data.items() if text}
        if said.pop("covers", "") == "year":
            said["as_of"] = ""
        return {name: "" if text == NONE else text for name, text in said.items()}


def fitting(sheet: Sheet, key: str, chosen: dict[str, str]) -> dict[str, str]:
    """What can be set for the cell: the full year of a flow has no day, a part of it needs one."""
    line, place = sheet.places[key]
    day = chosen.get("as_of")
    fits = day is None or len(line.parts) == 1 or bool(day) == place.part
    return chosen if fits else {name: text for name, text in chosen.items() if name != "as_of"}


def posted_cells(data: QueryDict) -> Typed:
    """The cells that were typed in, by key and field, each with the version its page had read.

    `shown` is what the page showed of them: a value that came back as it was drawn was not typed.
    """
    shown = _shown(data.get("shown", ""))
    cells: Typed = defaultdict(dict)
    for name in data:
        found = _NAME.fullmatch(name)
        if found and found[2] in FIELDS:
            cells[found[1]][found[2]] = str(data[name])
    for key, fields in cells.items():
        before = shown.get(key, {"value": ""})
        if "value" in fields and fields["value"] == before.get("value"):
            del fields["value"]
        if fields:
            fields[SEEN] = str(before.get(SEEN, ""))
    return {key: fields for key, fields in cells.items() if fields}


def _shown(text: str) -> dict[str, dict[str, Any]]:
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    if not isinstance(found, dict):
        return {}
    return {key: each for key, each in found.items() if isinstance(each, dict)}
