"""What was promised: plans, goals, commitments with evidence; and the sources all rooms cite."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from goals import rules
from goals.history import tracked
from goals.languages import active_language

CODE = RegexValidator(
    r"^[a-z0-9]+(-[a-z0-9]+)*$",
    _("Use small letters, digits and single hyphens, for instance “industrial-output”."),
)
YEARS = [MinValueValidator(1900), MaxValueValidator(2200)]


def localized(row: models.Model, field: str) -> str:
    """The row's bilingual text in the active language; the other side where this one is empty."""
    sides = [str(getattr(row, f"{field}_en")), str(getattr(row, f"{field}_zh"))]
    if active_language() == "zh-hans":
        sides.reverse()
    return sides[0] or sides[1]


class Tracked(models.Model):
    """A row that people edit: who changed it last, when, and how often it was changed."""

    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("last changed by"),
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )

    class Meta:
        abstract = True

    def clean_delete(self) -> None:
        """Raise `ValidationError` where the row has to stay."""


@tracked
class Source(Tracked):
    """A publication: who says what, where, when. A mirror is a copy on another site."""

    class Kind(models.TextChoices):
        OFFICIAL = "official", _("official")
        PRESS = "press", _("press")
        MIRROR = "mirror", _("mirror (a copy; the original was not seen)")

    key = models.CharField(
        _("key"),
        max_length=60,
        unique=True,
        validators=[CODE],
        help_text=_("A short name for lists and files, for instance “xinhua-2024-08”."),
    )
    publisher_en = models.CharField(_("publisher (English)"), max_length=200, blank=True)
    publisher_zh = models.CharField(_("publisher (Chinese)"), max_length=200, blank=True)
    title_en = models.CharField(_("title (English)"), max_length=300, blank=True)
    title_zh = models.CharField(_("title (Chinese)"), max_length=300, blank=True)
    url = models.URLField(
        _("address"),
        max_length=500,
        blank=True,
        help_text=_("Only http or https. A mirror's address stays here and is never published."),
    )
    published_on = models.CharField(
        _("published on"),
        max_length=10,
        blank=True,
        validators=[
            RegexValidator(
                r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$",
                _("Write 2024-08-27, or 2024-08 or 2024 where the day or month is not known."),
            )
        ],
        help_text=_("As exactly as it is known: 2024-08-27, 2024-08 or 2024."),
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.OFFICIAL)

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["-published_on", "key"]
        constraints = [
            models.CheckConstraint(
                name="source_has_publisher",
                condition=~Q(publisher_en="") | ~Q(publisher_zh=""),
                violation_error_message=_("Name the publisher in at least one language."),
            ),
            models.CheckConstraint(
                name="source_address_is_http",
                condition=Q(url="") | Q(url__regex=r"^https?://"),
                violation_error_message=_("An address starts with http:// or https://."),
            ),
            models.CheckConstraint(
                name="source_kind_known",
                condition=Q(kind__in=["official", "press", "mirror"]),
                violation_error_message=_("Choose official, press or mirror."),
            ),
        ]

    def __str__(self) -> str:
        return " · ".join(
            part
            for part in (localized(self, "publisher"), localized(self, "title"), self.published_on)
            if part
        )


@tracked
class Plan(Tracked):
    """A plan with its period. Figures may stand for the years it declares, and for no others."""

    code = models.CharField(_("code"), max_length=40, unique=True, validators=[CODE])
    name_en = models.CharField(_("name (English)"), max_length=200)
    name_zh = models.CharField(_("name (Chinese)"), max_length=200)
    summary_en = models.TextField(_("summary (English)"), max_length=2000)
    summary_zh = models.TextField(_("summary (Chinese)"), max_length=2000)
    baseline_year = models.PositiveSmallIntegerField(_("baseline year"), validators=YEARS)
    start_year = models.PositiveSmallIntegerField(_("first year"), validators=YEARS)
    end_year = models.PositiveSmallIntegerField(_("last year"), validators=YEARS)
    first_figure_year = models.PositiveSmallIntegerField(
        _("figures from"), validators=YEARS, help_text=_("The first year a figure may stand for.")
    )
    last_figure_year = models.PositiveSmallIntegerField(
        _("figures up to"), validators=YEARS, help_text=_("The last year a figure may stand for.")
    )
    source = models.ForeignKey(
        Source, verbose_name=_("source"), on_delete=models.PROTECT, related_name="plans"
    )

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        ordering = ["-start_year", "code"]
        constraints = [
            models.CheckConstraint(
                name="plan_years_in_order",
                condition=Q(
                    first_figure_year__lte=F("baseline_year"),
                    baseline_year__lt=F("start_year"),
                    start_year__lte=F("end_year"),
                    end_year__lte=F("last_figure_year"),
                ),
                violation_error_message=_(
                    "The years must stand in order: "
                    "figures from ≤ baseline < first year ≤ last year ≤ figures up to."
                ),
            ),
        ]

    def __str__(self) -> str:
        return localized(self, "name")

    def clean(self) -> None:
        """Years that figures and targets lean on stay where those are right."""
        first, last, baseline = self.first_figure_year, self.last_figure_year, self.baseline_year
        if not self.pk or None in (first, last, baseline):
            return
        outside = Q(series__figures__year__lt=first) | Q(series__figures__year__gt=last)
        if self.indicators.filter(outside).exists():
            raise ValidationError(_("Figures stand for years outside the years given here."))
        if self.indicators.filter(targets__year__lte=baseline).exists():
            raise ValidationError(
                {"baseline_year": _("A target falls due in this year, or before it.")}
            )


@tracked
class Goal(Tracked):
    """One of a plan's goals, in words."""

    plan = models.ForeignKey(
        Plan, verbose_name=_("plan"), on_delete=models.PROTECT, related_name="goals"
    )
    number = models.PositiveSmallIntegerField(
        _("number"), validators=[MinValueValidator(1), MaxValueValidator(99)]
    )
    slug = models.CharField(_("short name"), max_length=60, validators=[CODE])
    title_en = models.CharField(_("title (English)"), max_length=120)
    title_zh = models.CharField(_("title (Chinese)"), max_length=120)
    summary_en = models.TextField(_("promise (English)"), max_length=1000)
    summary_zh = models.TextField(_("promise (Chinese)"), max_length=1000)

    class Meta:
        verbose_name = _("goal")
        verbose_name_plural = _("goals")
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(
                name="goal_number_once_a_plan",
                fields=["plan", "number"],
                violation_error_message=_("This plan has a goal with this number already."),
            ),
            models.UniqueConstraint(
                name="goal_slug_once_a_plan",
                fields=["plan", "slug"],
                violation_error_message=_("This plan has a goal with this short name already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} · {localized(self, 'title')}"

    def clean(self) -> None:
        if self.pk and self.plan_id and self.indicators.exclude(plan=self.plan_id).exists():
            raise ValidationError(
                {"plan": _("The indicators of this goal belong to another plan.")}
            )


@tracked
class Commitment(Tracked):
    """A promise without a number; delivered only with dated evidence."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        DELIVERED = "delivered", _("delivered")
        DROPPED = "dropped", _("dropped")

    class Strand(models.TextChoices):
        INVESTMENT = "investment", _("investment")
        TRADE = "trade", _("trade")
        CAPITAL = "capital", _("capital")
        TRANSPORT = "transport", _("transport")
        EMPLOYMENT = "employment", _("employment")

    goal = models.ForeignKey(
        Goal, verbose_name=_("goal"), on_delete=models.PROTECT, related_name="commitments"
    )
    order = models.PositiveSmallIntegerField(_("order"), default=1)
    strand = models.CharField(_("strand"), max_length=12, choices=Strand, blank=True)
    wording_en = models.TextField(_("wording (English)"), max_length=600)
    wording_zh = models.TextField(_("wording (Chinese)"), max_length=600)
    due_year = models.PositiveSmallIntegerField(_("due by the end of"), validators=YEARS)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)

    class Meta:
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        ordering = ["goal", "order", "pk"]
        constraints = [
            models.CheckConstraint(
                name="commitment_state_known",
                condition=Q(state__in=["open", "delivered", "dropped"]),
                violation_error_message=_("Choose open, delivered or dropped."),
            ),
        ]
        triggers = [rules.DELIVERED_HAS_EVIDENCE]

    def __str__(self) -> str:
        return localized(self, "wording")[:80]

    def clean(self) -> None:
        if self.state == self.State.DELIVERED and not (self.pk and self.evidence.exists()):
            raise ValidationError(
                {"state": _("Delivered needs evidence: add a dated statement first.")}
            )


@tracked
class Evidence(Tracked):
    """A dated statement with its source that bears on a commitment."""

    commitment = models.ForeignKey(
        Commitment,
        verbose_name=_("commitment"),
        on_delete=models.PROTECT,
        related_name="evidence",
    )
    on = models.DateField(_("date"))
    statement_en = models.TextField(_("statement (English)"), max_length=600, blank=True)
    statement_zh = models.TextField(_("statement (Chinese)"), max_length=600, blank=True)
    source = models.ForeignKey(
        Source, verbose_name=_("source"), on_delete=models.PROTECT, related_name="evidence"
    )

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["commitment", "on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="evidence_has_statement",
                condition=~Q(statement_en="") | ~Q(statement_zh=""),
                violation_error_message=_("Write the statement in at least one language."),
            ),
        ]
        triggers = [rules.EVIDENCE_STAYS]

    def __str__(self) -> str:
        return f"{self.on}: {localized(self, 'statement')[:60]}"

    def clean(self) -> None:
        before = Evidence.objects.filter(pk=self.pk).exclude(commitment=self.commitment_id).first()
        if before is not None:
            before.clean_delete()

    def clean_delete(self) -> None:
        others = Evidence.objects.filter(commitment=self.commitment_id).exclude(pk=self.pk)
        if self.commitment.state == Commitment.State.DELIVERED and not others.exists():
            raise ValidationError(
                _("This is the only evidence that the commitment was delivered: reopen it first.")
            )
