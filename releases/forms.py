"""The forms of a release's steps: its words, its approval, its cancellation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from indicators.report_types import Text
from releases.models import Release


class WordsForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in its stubs only
    """Title and note of a draft; the title in both languages."""

    class Meta:
        model = Release
        fields = ["title_en", "title_zh", "note_en", "note_zh"]
        widgets = {"note_en": forms.Textarea({"rows": 3}), "note_zh": forms.Textarea({"rows": 3})}

    @property
    def title(self) -> Text:
        return {"en": self.cleaned_data["title_en"], "zh-hans": self.cleaned_data["title_zh"]}

    @property
    def note(self) -> Text:
        return {"en": self.cleaned_data["note_en"], "zh-hans": self.cleaned_data["note_zh"]}


class DraftForm(WordsForm):
    """The same for a release that is to be opened, with its plan."""

    class Meta(WordsForm.Meta):
        fields = ["plan", *WordsForm.Meta.fields]


class SubmitForm(forms.Form):
    """Submission; where commentary is wanted, why the release goes out without it."""

    without_commentary = forms.CharField(
        label=_("Why it is submitted without this commentary"),
        help_text=_("Empty where it has been written. The reviewer reads it; it stays internal."),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 2}),
    )


class ApproveForm(forms.Form):
    """Names the content that was seen, and the minute from which the public sees it."""

    digest = forms.CharField(widget=forms.HiddenInput)
    publish_at = forms.DateTimeField(
        label=_("Public from (Beijing time)"),
        help_text=_("Empty: at once. Until this minute the release can be cancelled."),
        required=False,
        widget=forms.DateTimeInput(
            {"type": "datetime-local", "step": "60"}, format="%Y-%m-%dT%H:%M"
        ),
        error_messages={"invalid": _("Write day and time as 2027-03-15 09:30.")},
    )
    comment = forms.CharField(
        label=_("Comment (goes into the record)"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
    )
    seen = forms.BooleanField(
        error_messages={"required": _("Tick that you have seen this content.")}
    )

    def __init__(self, data: Any = None, *, digest: str) -> None:
        super().__init__(data, initial={"digest": digest})
        self.fields["seen"].label = _("I have seen the content with digest %s…") % digest[:8]


class CancelForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": _("Say why the release is cancelled.")},
    )
