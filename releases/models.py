"""What was said when: releases, and the documents frozen in them."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from goals.history import tracked
from goals.models import Plan, Tracked, localized
from releases import rules

SHA256 = RegexValidator(r"^[0-9a-f]{64}$")
# The body's SHA-256 in hex, by PostgreSQL's own functions.
HASHED = Func(
    Func("body", function="sha256", output_field=models.BinaryField()),
    Value("hex"),
    function="encode",
    output_field=models.CharField(),
)


@tracked
class SignOffName(Tracked):
    """A check that somebody has to sign before a release may be approved."""

    name_en = models.CharField(_("name (English)"), max_length=80)
    name_zh = models.CharField(_("name (Chinese)"), max_length=80)
    required = models.BooleanField(
        _("required"),
        default=True,
        help_text=_("No release is approved without it. Untick it to keep the name only."),
    )

    class Meta:
        verbose_name = _("sign-off")
        verbose_name_plural = _("sign-offs")
        ordering = ["pk"]

    def __str__(self) -> str:
        return localized(self, "name")


@tracked
class Release(models.Model):
    """A step-by-step record: draft, submitted (frozen), approved by somebody else.

    Or stopped: cancelled, sent back to be drafted again, withdrawn once it was public.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        SUBMITTED = "submitted", _("submitted")
        APPROVED = "approved", _("approved")
        CANCELLED = "cancelled", _("cancelled")
        RETURNED = "returned", _("sent back")
        WITHDRAWN = "withdrawn", _("withdrawn")

    plan = models.ForeignKey(
        Plan, verbose_name=_("plan"), on_delete=models.PROTECT, related_name="releases"
    )
    # The public door may read this app's tables alone, so the plan's code stands here as well.
    plan_code = models.CharField(max_length=40, editable=False)
    number = models.PositiveIntegerField(_("number"), editable=False)
    title_en = models.CharField(_("title (English)"), max_length=200)
    title_zh = models.CharField(_("title (Chinese)"), max_length=200)
    note_en = models.TextField(_("note (English)"), max_length=2000, blank=True)
    note_zh = models.TextField(_("note (Chinese)"), max_length=2000, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.DRAFT, editable=False
    )

    # Defaults in the database too: the product's last version still writes while this one starts.
    corrects = models.PositiveIntegerField(
        _("corrects release"),
        null=True,
        blank=True,
        help_text=_("The number of the release with the error; empty where this corrects none."),
    )
    correction_en = models.CharField(
        _("what is corrected and why (English)"),
        max_length=600,
        blank=True,
        default="",
        db_default="",
    )
    correction_zh = models.CharField(
        _("what is corrected and why (Chinese)"),
        max_length=600,
        blank=True,
        default="",
        db_default="",
    )
    # Keys of changes that stay out, as `releases.holding` names them.
    held = ArrayField(models.CharField(max_length=300), default=list, db_default=[], editable=False)
    again_of = models.ForeignKey(
        "self",
        verbose_name=_("drafted again after"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        editable=False,
    )

    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("drafted by"),
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    drafted_at = models.DateTimeField(_("drafted"), editable=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("submitted by"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        editable=False,
    )
    submitted_at = models.DateTimeField(_("submitted"), null=True, editable=False)
    judged_on = models.DateField(_("judged on"), null=True, editable=False)
    author_ids = ArrayField(models.BigIntegerField(), default=list, editable=False)
    method_version = models.CharField(
        _("method, version"), max_length=20, blank=True, editable=False
    )
    product_version = models.CharField(
        _("product, version"), max_length=40, blank=True, editable=False
    )
    digest = models.CharField(_("digest"), max_length=64, blank=True, editable=False)
    previous_digest = models.CharField(
        _("digest of the release before"), max_length=64, blank=True, editable=False
    )

    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("approved by"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        editable=False,
    )
    approved_at = models.DateTimeField(_("approved"), null=True, editable=False)
    approval_comment = models.TextField(_("comment"), max_length=2000, blank=True, editable=False)
    publish_at = models.DateTimeField(_("public from"), null=True, editable=False)

    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("stopped by"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        editable=False,
    )
    cancelled_at = models.DateTimeField(_("stopped"), null=True, editable=False)
    cancel_reason = models.TextField(_("reason"), max_length=2000, blank=True, editable=False)

    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("withdrawn by"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        editable=False,
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, editable=False)
    withdrawal_en = models.CharField(
        _("why it was withdrawn (English)"),
        max_length=600,
        blank=True,
        default="",
        db_default="",
        editable=False,
    )
    withdrawal_zh = models.CharField(
        _("why it was withdrawn (Chinese)"),
        max_length=600,
        blank=True,
        default="",
        db_default="",
        editable=False,
    )

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        ordering = ["plan_code", "-number"]
        permissions = [
            ("view_desk", "Can read the desk: working figures"),
            ("draft_release", "Can draft and submit a release"),
            ("approve_release", "Can approve, schedule and cancel a release"),
            ("view_history", "Can read history and release records"),
        ]
        constraints = [
            models.UniqueConstraint(name="release_number_once_a_plan", fields=["plan", "number"]),
            models.UniqueConstraint(
                name="release_one_open_a_plan",
                fields=["plan"],
                condition=Q(state__in=["draft", "submitted"]),
                violation_error_message=_(
                    "This plan has an open release already. "
                    "Submit, approve or cancel that one first."
                ),
            ),
            models.CheckConstraint(
                name="release_state_known",
                condition=Q(
                    state__in=[
                        *("draft", "submitted", "approved"),
                        *("cancelled", "returned", "withdrawn"),
                    ]
                ),
            ),
            models.CheckConstraint(
                name="release_frozen_whole",
                condition=Q(state__in=["draft", "cancelled"])
                | (
                    ~Q(digest="")
                    & Q(
                        submitted_by__isnull=False,
                        submitted_at__isnull=False,
                        judged_on__isnull=False,
                    )
                ),
            ),
            models.CheckConstraint(
                name="release_approved_whole",
                condition=~Q(state__in=["approved", "withdrawn"])
                | Q(approved_by__isnull=False, approved_at__isnull=False, publish_at__isnull=False),
            ),
            models.CheckConstraint(
                name="release_approver_is_not_author",
                condition=Q(approved_by__isnull=True)
                | (
                    ~Q(approved_by=F("drafted_by"))
                    & ~Q(approved_by=F("submitted_by"))
                    & ~Q(author_ids__contains=[F("approved_by")])
                ),
                violation_error_message=_(
                    "Whoever drafted, submitted or changed something in a release "
                    "cannot approve it."
                ),
            ),
            models.CheckConstraint(
                name="release_cancelled_whole",
                condition=~Q(state__in=["cancelled", "returned"])
                | (~Q(cancel_reason="") & Q(cancelled_by__isnull=False)),
                violation_error_message=_("Say why the release is stopped."),
            ),
            models.CheckConstraint(
                name="release_withdrawn_whole",
                condition=Q(withdrawn_by__isnull=True, withdrawn_at__isnull=True)
                & Q(withdrawal_en="", withdrawal_zh="")
                & ~Q(state="withdrawn")
                | Q(state="withdrawn", withdrawn_by__isnull=False, withdrawn_at__isnull=False)
                & (~Q(withdrawal_en="") | ~Q(withdrawal_zh="")),
                violation_error_message=_("Say in at least one language why it is withdrawn."),
            ),
            models.CheckConstraint(
                name="release_corrects_an_earlier_one",
                condition=Q(corrects__isnull=True, correction_en="", correction_zh="")
                | Q(corrects__isnull=False, corrects__lt=F("number"))
                & (~Q(correction_en="") | ~Q(correction_zh="")),
                violation_error_message=_(
                    "A correction names the earlier release and says, in at least one language, "
                    "what was wrong."
                ),
            ),
        ]
        triggers = [rules.RELEASE_STARTS_AS_DRAFT, rules.RELEASE_STEPS, rules.NEVER_DELETED]

    def __str__(self) -> str:
        return f"{self.number} · {localized(self, 'title')}"


class Document(models.Model):
    """The bytes of a frozen report, named by their SHA-256. Stored once, never changed."""

    sha256 = models.CharField(max_length=64, primary_key=True, validators=[SHA256])
    body = models.BinaryField()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = [
            models.CheckConstraint(name="document_named_by_its_hash", condition=Q(sha256=HASHED)),
        ]
        triggers = [rules.NEVER_CHANGED]

    def __str__(self) -> str:
        return self.sha256


class ReleaseEntry(models.Model):
    """Which document has which name in a release: `plan`, `method`, `indicators/<code>`."""

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="entries")
    name = models.CharField(max_length=100)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="entries")

    class Meta:
        verbose_name = _("release entry")
        verbose_name_plural = _("release entries")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(name="entry_name_once_a_release", fields=["release", "name"]),
        ]
        triggers = [rules.ENTRY_IN_DRAFT, rules.NEVER_CHANGED]

    def __str__(self) -> str:
        return self.name


class HeldChange(models.Model):
    """A change that a submitted release left out, as it stood then: for its record alone.

    `said`: name, what, old, new; each a text in both languages or null.
    """

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="held_changes")
    key = models.CharField(max_length=300)
    said = models.JSONField()

    class Meta:
        verbose_name = _("change held back")
        verbose_name_plural = _("changes held back")
        ordering = ["pk"]
        triggers = [rules.ENTRY_IN_DRAFT, rules.NEVER_CHANGED]

    def __str__(self) -> str:
        return self.key


class ReleaseComment(models.Model):
    """What somebody said of a release, or of one change in it (`key`). Kept in the record."""

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="comments")
    key = models.CharField(max_length=300, blank=True)
    text = models.TextField(_("comment"), max_length=2000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="comment_says_something",
                condition=~Q(text=""),
                violation_error_message=_("Write the comment first."),
            ),
        ]
        triggers = [rules.NEVER_CHANGED]

    def __str__(self) -> str:
        return self.text[:80]


class SignOff(models.Model):
    """A named check, signed for one frozen release by somebody without a hand in it."""

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="sign_offs")
    name = models.ForeignKey(SignOffName, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("sign-off of a release")
        verbose_name_plural = _("sign-offs of releases")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="sign_off_once_a_release",
                fields=["release", "name"],
                violation_error_message=_("This is signed already."),
            ),
        ]
        triggers = [rules.SIGNED_WHILE_SUBMITTED, rules.NEVER_CHANGED]

    def __str__(self) -> str:
        return str(self.name)


class Receipt(models.Model):
    """When a release was first found among what the public sees, through the public's own door."""

    release = models.OneToOneField(Release, on_delete=models.PROTECT, related_name="receipt")
    found_at = models.DateTimeField(_("found public"))

    class Meta:
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")
        triggers = [rules.NEVER_CHANGED]

    def __str__(self) -> str:
        return f"{self.found_at:%Y-%m-%d %H:%M:%S}"


class CommentaryWaiver(models.Model):
    """Why a release was submitted although commentary on a missed or lagging target was wanted."""

    release = models.ForeignKey(
        Release, on_delete=models.PROTECT, related_name="commentary_waivers"
    )
    reason = models.TextField(_("reason"), max_length=2000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("release without commentary")
        verbose_name_plural = _("releases without commentary")
        constraints = [
            models.CheckConstraint(name="commentary_waiver_says_why", condition=~Q(reason="")),
        ]
        triggers = [rules.NEVER_CHANGED]

    def __str__(self) -> str:
        return f"{self.release}: {self.reason}"
