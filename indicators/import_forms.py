"""The forms of an import: the file, and the answers that its figures need."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goals.languages import active_language
from goals.models import Plan
from indicators.import_columns import KINDS
from indicators.import_writes import ANSWERS, Answers
from indicators.languages import choose

ALL = "all"
_SENT = re.compile(rf"for-({ALL}|[0-9]{{1,6}}(?:-[0-9]{{4}})?)-({'|'.join(ANSWERS)})")


class SendForm(forms.Form):
    """A file for a plan."""

    plan = forms.ModelChoiceField(
        label=_("Plan"), queryset=Plan.objects.all(), to_field_name="code", empty_label=None
    )
    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "CSV (UTF-8 or GB18030), Excel workbook (.xlsx) or ODS: at most 5 MB and 20,000 rows. "
            "Nothing is saved before you have seen what changes."
        ),
        max_length=200,
        widget=forms.FileInput({"accept": ".csv,.xlsx,.ods,.txt"}),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("Nothing is written in this file."),
        },
    )


class AnswerForm(forms.Form):
    """Why an odd figure is right, and why a published one changes; for one figure or for all."""

    warning_reason = forms.CharField(
        label=_("Why it is right"), required=False, max_length=300, strip=True
    )
    revision_kind = forms.ChoiceField(label=_("Kind of revision"), required=False)
    revision_reason_en = forms.CharField(
        label=_("Reason (English)"), required=False, max_length=300
    )
    revision_reason_zh = forms.CharField(
        label=_("Reason (Chinese)"), required=False, max_length=300
    )

    def __init__(
        self, data: Any = None, *, key: str, answers: Answers, asks: Iterable[str] = ANSWERS
    ) -> None:
        super().__init__(data, prefix=f"for-{key}", initial=dict(answers.get(key, {})))
        lang = active_language()
        for name in set(self.fields) - set(asks):
            del self.fields[name]
        if "revision_kind" in self.fields:
            kinds = [(code, choose(lang, *words)) for code, words in KINDS.items()]
            self.fields["revision_kind"].choices = [("", "—"), *kinds]  # type: ignore[attr-defined]


def sent_answers(data: Mapping[str, Any]) -> dict[str, AnswerForm]:
    """A bound form for each figure that the page asked about, by its place in the file."""
    asked: dict[str, set[str]] = defaultdict(set)
    for name in data:
        if found := _SENT.fullmatch(name):
            asked[found[1]].add(found[2])
    return {key: AnswerForm(data, key=key, answers={}, asks=asks) for key, asks in asked.items()}
