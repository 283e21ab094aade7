"""The forms of a release's steps: its words, its approval, and whatever stops it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from indicators.report_types import Text
from releases.models import Release, SignOffName


class WordsForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in its stubs only
    """Title and note of a draft, and what it corrects; the title in both languages."""

    class Meta:
        model = Release
        fields = [
            *("title_en", "title_zh", "note_en", "note_zh"),
            *("corrects", "correction_en", "correction_zh"),
        ]
        widgets = {
            name: forms.Textarea({"rows": 2})
            for name in ("note_en", "note_zh", "correction_en", "correction_zh")
        }

    @property
    def words_fields(self) -> list[forms.BoundField]:
        return [each for each in self.visible_fields() if each not in self.correction_fields]

    @property
    def correction_fields(self) -> list[forms.BoundField]:
        """What only a correction fills in."""
        return [self[name] for name in ("corrects", "correction_en", "correction_zh")]

    @property
    def is_correction(self) -> bool:
        """Whether any of these says something, or has an error."""
        return any(each.value() or each.errors for each in self.correction_fields)

    def words(self) -> dict[str, Any]:
        """As the write door takes them."""
        return {
            "title": self._text("title"),
            "note": self._text("note"),
            "corrects": self.cleaned_data["corrects"],
            "correction": self._text("correction"),
        }

    def _text(self, name: str) -> Text:
        said = self.cleaned_data
        return {"en": said[f"{name}_en"], "zh-hans": said[f"{name}_zh"]}


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
        help_text=_(
            "Time zone Asia/Shanghai. Empty: at once. Until this minute the release can be "
            "cancelled, after it only withdrawn or corrected by a new one."
        ),
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

    def __init__(self, data: Any = None, *, digest: str, warnings: int = 0) -> None:
        super().__init__(data, initial={"digest": digest})
        seen = ngettext(
            "I have seen the content with digest %(digest)s… and the %(count)d warning",
            "I have seen the content with digest %(digest)s… and the %(count)d warnings",
            warnings,
        )
        if not warnings:
            seen = str(_("I have seen the content with digest %(digest)s…"))
        self.fields["seen"].label = seen % {"digest": digest[:8], "count": warnings}


def reason_form(label: Any, missing: Any) -> type[forms.Form]:
    """A form that asks why; `missing` is what it says to whoever does not."""

    class ReasonForm(forms.Form):
        reason = forms.CharField(
            label=label,
            max_length=2000,
            widget=forms.Textarea({"rows": 2}),
            error_messages={"required": missing},
        )

    return ReasonForm


CancelForm = reason_form(_("Reason"), _("Say why the release is cancelled."))
SendBackForm = reason_form(_("What has to change"), _("Say what has to change."))


class WithdrawForm(forms.Form):
    """Why a public release goes; one language is enough, the tick makes sure."""

    reason_en = forms.CharField(
        label=_("Reason, public (English)"),
        required=False,
        max_length=600,
        widget=forms.Textarea({"rows": 2}),
    )
    reason_zh = forms.CharField(
        label=_("Reason, public (Chinese)"),
        required=False,
        max_length=600,
        widget=forms.Textarea({"rows": 2}),
    )
    sure = forms.BooleanField(
        label=_("Take it away for good; the release before it stands again"),
        error_messages={"required": _("Tick that you mean it: this cannot be undone.")},
    )

    @property
    def reason(self) -> Text:
        said = self.cleaned_data
        return {"en": said["reason_en"], "zh-hans": said["reason_zh"]}


class CommentForm(forms.Form):
    """A comment to the whole release, or to the change `key`."""

    key = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Comment"),
        max_length=2000,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": _("Write the comment first.")},
    )


class SignOffForm(forms.Form):
    """Which check is signed, of which content."""

    name = forms.ModelChoiceField(SignOffName.objects.all(), widget=forms.HiddenInput)
    digest = forms.CharField(widget=forms.HiddenInput)
