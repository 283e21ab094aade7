"""How far we are: indicators with series, targets and figures, and what the units say of them."""

from decimal import Decimal
from functools import partial

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Case, F, Func, Q, Value, When
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from goals.history import tracked
from goals.models import CODE, YEARS, Goal, Plan, Source, Tracked, localized
from indicators import rules

LIMIT = Decimal(10) ** 18
# The columns of a figure that say why it is not what was published.
REVISION = ("revision_kind", "revision_reason_en", "revision_reason_zh")


def bounded(field: str) -> Q:
    # NaN sorts above every number in PostgreSQL, so the upper bound refuses it as well.
    return Q(**{f"{field}__gt": -LIMIT, f"{field}__lt": LIMIT})


def is_whole(value: Decimal) -> bool:
    """Whether nothing stands after the point; what is no number at all is said elsewhere."""
    return not value.is_finite() or value == value.to_integral_value()


@tracked
class Indicator(Tracked):
    """One thing that is counted for a goal, with its unit and how its values are to be read."""

    class Nature(models.TextChoices):
        FLOW = "flow", _("flow: accrues over a year")
        STOCK = "stock", _("stock: stands on a day")
        RUNNING_TOTAL = "running_total", _("running total: only ever grows")

    class Measure(models.TextChoices):
        MONEY = "money", _("money (yuan)")
        COUNT = "count", _("count (whole numbers)")
        SHARE = "share", _("share (per cent)")
        AMOUNT = "amount", _("other amount")

    class InputUnit(models.TextChoices):
        ONE = "one", _("the unit itself")
        WAN = "wan", _("万 (10,000)")
        YI = "yi", _("亿 (100 million)")
        PERCENT = "percent", _("per cent")

    class Path(models.TextChoices):
        LINEAR = "linear", _("straight line")
        COMPOUND = "compound", _("constant growth rate")

    plan = models.ForeignKey(
        Plan, verbose_name=_("plan"), on_delete=models.PROTECT, related_name="indicators"
    )
    goal = models.ForeignKey(
        Goal, verbose_name=_("goal"), on_delete=models.PROTECT, related_name="indicators"
    )
    order = models.PositiveSmallIntegerField(_("order"), default=1)
    code = models.CharField(_("code"), max_length=60, validators=[CODE])
    name_en = models.CharField(_("name (English)"), max_length=120)
    name_zh = models.CharField(_("name (Chinese)"), max_length=120)
    definition_en = models.TextField(
        _("definition (English)"),
        max_length=2000,
        help_text=_("What is counted and what is not; which table of which yearbook holds it."),
    )
    definition_zh = models.TextField(_("definition (Chinese)"), max_length=2000)
    nature = models.CharField(_("nature"), max_length=15, choices=Nature)
    from_zero = models.BooleanField(
        _("starts at 0 with the plan"),
        default=False,
        help_text=_("Only for a running total that counts from the end of the baseline year."),
    )
    measure = models.CharField(_("measure"), max_length=10, choices=Measure)
    unit = models.CharField(
        _("unit code"), max_length=20, help_text=_("For programs, for instance CNY or enterprise.")
    )
    unit_name_en = models.CharField(
        _("unit (English)"), max_length=40, help_text=_("As after a number: “enterprises”.")
    )
    unit_name_zh = models.CharField(
        _("unit (Chinese)"), max_length=20, help_text=_("As after a number: “家”.")
    )
    input_unit = models.CharField(
        _("input unit"),
        max_length=10,
        choices=InputUnit,
        default=InputUnit.ONE,
        help_text=_("What a bare number means: with 亿, “6000” is 600 billion."),
    )
    decimals = models.PositiveSmallIntegerField(
        _("decimals"), default=0, validators=[MaxValueValidator(6)]
    )
    path = models.CharField(_("expected path"), max_length=10, choices=Path, default=Path.LINEAR)
    responsible_unit_en = models.CharField(
        _("responsible unit (English)"), max_length=120, blank=True
    )
    responsible_unit_zh = models.CharField(
        _("responsible unit (Chinese)"), max_length=120, blank=True
    )

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ["plan", "goal__number", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="indicator_code_once_a_plan",
                fields=["plan", "code"],
                violation_error_message=_("This plan has an indicator with this code already."),
            ),
            models.CheckConstraint(
                name="indicator_from_zero_is_running_total",
                condition=Q(from_zero=False) | Q(nature="running_total"),
                violation_error_message=_("Only a running total can start at 0 with the plan."),
            ),
            models.CheckConstraint(
                name="indicator_choices_known",
                condition=Q(
                    nature__in=["flow", "stock", "running_total"],
                    measure__in=["money", "count", "share", "amount"],
                    input_unit__in=["one", "wan", "yi", "percent"],
                    path__in=["linear", "compound"],
                ),
                violation_error_message=_(
                    "Choose nature, measure, input unit and path from the lists."
                ),
            ),
            models.CheckConstraint(
                name="indicator_percent_is_share",
                condition=Q(measure="share", input_unit="percent")
                | (~Q(measure="share") & ~Q(input_unit="percent")),
                violation_error_message=_("A share is typed in per cent, and nothing else is."),
            ),
        ]
        triggers = [rules.INDICATOR_PLAN]

    def __str__(self) -> str:
        return localized(self, "name")

    def clean(self) -> None:
        if self.goal_id and self.plan_id and self.goal.plan_id != self.plan_id:
            raise ValidationError({"goal": _("This goal belongs to another plan.")})
        if self.pk:
            self._clean_against_figures()

    def _clean_against_figures(self) -> None:
        figures = Figure.objects.filter(series__indicator=self.pk)
        if self.nature == self.Nature.FLOW and figures.filter(covers="at_date").exists():
            raise ValidationError(
                {
                    "nature": _(
                        "Figures of this indicator stand on a day, as those of a flow do not."
                    )
                }
            )
        whole = Func(F("value"), function="trunc", output_field=models.DecimalField())
        if self.measure == self.Measure.COUNT and figures.exclude(value=whole).exists():
            raise ValidationError(
                {"measure": _("Figures of this indicator are no whole numbers, as counts are.")}
            )


@tracked
class Series(Tracked):
    """A line of an indicator's figures. At most one is the headline, the one that is judged."""

    class Role(models.TextChoices):
        HEADLINE = "headline", _("headline: judged")
        OTHER_DEFINITION = "other_definition", _("other definition: shown, never judged")
        BREAKDOWN = "breakdown", _("breakdown: a part")

    indicator = models.ForeignKey(
        Indicator, verbose_name=_("indicator"), on_delete=models.PROTECT, related_name="series"
    )
    order = models.PositiveSmallIntegerField(_("order"), default=1)
    code = models.CharField(_("code"), max_length=60, validators=[CODE])
    name_en = models.CharField(_("name (English)"), max_length=120)
    name_zh = models.CharField(_("name (Chinese)"), max_length=120)
    role = models.CharField(_("role"), max_length=20, choices=Role)

    class Meta:
        verbose_name = _("series")
        verbose_name_plural = _("series")
        ordering = ["indicator", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="series_code_once_an_indicator",
                fields=["indicator", "code"],
                violation_error_message=_("This indicator has a series with this code already."),
            ),
            models.UniqueConstraint(
                name="series_one_headline_an_indicator",
                fields=["indicator"],
                condition=Q(role="headline"),
                violation_error_message=_(
                    "This indicator has a headline series already. "
                    "Give one of the two another role."
                ),
            ),
            models.CheckConstraint(
                name="series_role_known",
                condition=Q(role__in=["headline", "other_definition", "breakdown"]),
                violation_error_message=_("Choose the role from the list."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} · {localized(self, 'name')}"


@tracked
class Target(Tracked):
    """What was promised for the end of a year. Values in base units (yuan, enterprises, …)."""

    class Aim(models.TextChoices):
        RISE = "rise", _("rise: at least the lower bound")
        FALL = "fall", _("fall: at most the upper bound")
        WITHIN = "within", _("stay within both bounds")

    indicator = models.ForeignKey(
        Indicator, verbose_name=_("indicator"), on_delete=models.PROTECT, related_name="targets"
    )
    year = models.PositiveSmallIntegerField(_("due by the end of"), validators=YEARS)
    aim = models.CharField(_("aim"), max_length=10, choices=Aim)
    lower = models.DecimalField(
        _("lower bound"), max_digits=24, decimal_places=6, null=True, blank=True
    )
    upper = models.DecimalField(
        _("upper bound"), max_digits=24, decimal_places=6, null=True, blank=True
    )
    strict = models.BooleanField(
        _("more than / less than"),
        default=False,
        help_text=_("Tick where reaching the bound exactly is not enough."),
    )
    tolerance = models.DecimalField(
        _("tolerance"),
        max_digits=7,
        decimal_places=6,
        default=Decimal(0),
        validators=[MinValueValidator(0)],
        help_text=_("For “about”: a share of the bound, 0.05 for 5 %."),
    )
    note_en = models.TextField(_("note (English)"), max_length=600, blank=True)
    note_zh = models.TextField(_("note (Chinese)"), max_length=600, blank=True)

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        ordering = ["indicator", "year"]
        constraints = [
            models.UniqueConstraint(
                name="target_once_a_year",
                fields=["indicator", "year"],
                violation_error_message=_("This indicator has a target for this year already."),
            ),
            models.CheckConstraint(
                name="target_has_its_bound",
                condition=Q(aim="rise", lower__isnull=False)
                | Q(aim="fall", upper__isnull=False)
                | Q(aim="within", lower__isnull=False, upper__isnull=False),
                violation_error_message=_(
                    "A rise needs a lower bound, a fall an upper bound, a range both."
                ),
            ),
            models.CheckConstraint(
                name="target_bounds_in_order",
                condition=Q(lower__isnull=True) | Q(upper__isnull=True) | Q(lower__lte=F("upper")),
                violation_error_message=_("The lower bound must not be above the upper one."),
            ),
            models.CheckConstraint(
                name="target_bounds_finite",
                condition=(Q(lower__isnull=True) | bounded("lower"))
                & (Q(upper__isnull=True) | bounded("upper")),
                violation_error_message=_("A bound has at most 18 digits before the point."),
            ),
            models.CheckConstraint(
                name="target_tolerance_is_share",
                condition=Q(tolerance__gte=0, tolerance__lt=1),
                violation_error_message=_("A tolerance is a share from 0 up to, not including, 1."),
            ),
            models.CheckConstraint(
                name="target_strict_or_tolerant",
                condition=Q(strict=False) | (Q(tolerance=0) & ~Q(aim="within")),
                violation_error_message=_(
                    "“More than” goes with neither a tolerance nor a range to stay within."
                ),
            ),
        ]
        triggers = [rules.TARGET_AFTER_BASELINE]

    def __str__(self) -> str:
        return f"{self.indicator} · {self.year}"

    def clean(self) -> None:
        if self.indicator_id and self.year and self.year <= self.indicator.plan.baseline_year:
            raise ValidationError(
                {
                    "year": _("A target falls due after the baseline year %(year)d.")
                    % {"year": self.indicator.plan.baseline_year}
                }
            )


FULL_YEAR_POSITION = Case(
    When(
        covers="year",
        then=Func(
            F("year"), Value(12), Value(31), function="make_date", output_field=models.DateField()
        ),
    ),
    default=F("as_of"),
    output_field=models.DateField(),
)


@tracked
class Figure(Tracked):
    """One published value: where it stands in time, what may be done with it, and who says so."""

    class Covers(models.TextChoices):
        YEAR = "year", _("full year")
        AT_DATE = "at_date", _("on a day")
        TO_DATE = "to_date", _("1 January to a day")

    class ObsStatus(models.TextChoices):
        """Codes of SDMX CL_OBS_STATUS; A, P and E may be judged, the others are only shown."""

        NORMAL = "A", _("A · final")
        PROVISIONAL = "P", _("P · provisional")
        ESTIMATE = "E", _("E · estimate")
        FORECAST = "F", _("F · forecast")
        DEFINITION = "D", _("D · definition differs")
        UNRELIABLE = "U", _("U · low reliability")

    class BreakKind(models.TextChoices):
        DEFINITION = "definition", _("new definition")
        REVISED_BASE = "revised-base", _("revised base")

    class RevisionKind(models.TextChoices):
        SOURCE = "source", _("revised by the source")
        ERROR = "error", _("our error, corrected")
        DEFINITION = "definition", _("definition changed")

    series = models.ForeignKey(
        Series, verbose_name=_("series"), on_delete=models.PROTECT, related_name="figures"
    )
    year = models.PositiveSmallIntegerField(_("year"), validators=YEARS)
    covers = models.CharField(_("covers"), max_length=10, choices=Covers, default=Covers.YEAR)
    as_of = models.DateField(
        _("as of"),
        null=True,
        blank=True,
        help_text=_("The day the figure stands for; empty for a full year."),
    )
    value = models.DecimalField(_("value"), max_digits=24, decimal_places=6)
    obs_status = models.CharField(
        _("status"), max_length=1, choices=ObsStatus, default=ObsStatus.NORMAL
    )
    break_kind = models.CharField(
        _("series break"),
        max_length=15,
        choices=BreakKind,
        blank=True,
        help_text=_("Set where this figure starts a new series; nothing is compared across it."),
    )
    source = models.ForeignKey(
        Source,
        verbose_name=_("source"),
        on_delete=models.PROTECT,
        related_name="figures",
        null=True,
        blank=True,
    )
    note_en = models.TextField(_("note (English)"), max_length=600, blank=True)
    note_zh = models.TextField(_("note (Chinese)"), max_length=600, blank=True)
    # Defaults in the database too: the product's last version still writes while this one starts.
    warning_reason = models.CharField(
        _("why it is right"),
        max_length=300,
        blank=True,
        default="",
        db_default="",
        help_text=_("Only reviewers and colleagues read it; it is never published."),
    )
    revision_kind = models.CharField(
        _("kind of revision"),
        max_length=10,
        choices=RevisionKind,
        blank=True,
        default="",
        db_default="",
    )
    revision_reason_en = models.CharField(
        _("reason (English)"), max_length=300, blank=True, default="", db_default=""
    )
    revision_reason_zh = models.CharField(
        _("reason (Chinese)"), max_length=300, blank=True, default="", db_default=""
    )

    class Meta:
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        ordering = ["series", "-year", "-as_of", "pk"]
        constraints = [
            models.UniqueConstraint(
                "series",
                FULL_YEAR_POSITION,
                name="figure_once_a_position",
                violation_error_message=_(
                    "This series has a figure at this position already. Change that one; a figure "
                    "as of 31 December is the full-year figure."
                ),
            ),
            models.CheckConstraint(
                name="figure_day_fits_coverage",
                condition=Q(covers="year", as_of__isnull=True)
                | Q(covers__in=["at_date", "to_date"], as_of__isnull=False),
                violation_error_message=_(
                    "A full-year figure has no day; the other two need the day they stand for."
                ),
            ),
            models.CheckConstraint(
                name="figure_day_in_year",
                condition=Q(as_of__isnull=True) | Q(year=ExtractYear("as_of")),
                violation_error_message=_("The day must lie in the figure's year."),
            ),
            models.CheckConstraint(
                name="figure_value_finite",
                condition=bounded("value"),
                violation_error_message=_("A value has at most 18 digits before the point."),
            ),
            models.CheckConstraint(
                name="figure_codes_known",
                condition=Q(
                    obs_status__in=["A", "P", "E", "F", "D", "U"],
                    break_kind__in=["", "definition", "revised-base"],
                ),
                violation_error_message=_("Choose status and series break from the lists."),
            ),
            models.CheckConstraint(
                name="figure_revision_says_why",
                condition=Q(revision_kind="", revision_reason_en="", revision_reason_zh="")
                | (
                    Q(revision_kind__in=["source", "error", "definition"])
                    & (~Q(revision_reason_en="") | ~Q(revision_reason_zh=""))
                ),
                violation_error_message=_(
                    "A revision needs its kind, and its reason in at least one language."
                ),
            ),
        ]
        indexes = [models.Index(fields=["year"], name="figure_year")]
        triggers = [rules.FIGURE_FITS]

    def __str__(self) -> str:
        return f"{self.series} · {self.as_of or self.year}"

    def clean(self) -> None:
        if not self.series_id or not self.year:
            return
        indicator = self.series.indicator
        errors: dict[str, object] = {}
        plan = indicator.plan
        if not plan.first_figure_year <= self.year <= plan.last_figure_year:
            errors["year"] = _("This plan takes figures for %(first)d to %(last)d.") % {
                "first": plan.first_figure_year,
                "last": plan.last_figure_year,
            }
        if indicator.nature == Indicator.Nature.FLOW and self.covers == self.Covers.AT_DATE:
            errors["covers"] = _(
                "A flow accrues over time: choose the full year, or 1 January to a day."
            )
        counted = indicator.measure == Indicator.Measure.COUNT
        if counted and isinstance(self.value, Decimal) and not is_whole(self.value):
            errors["value"] = _("A count is a whole number.")
        if errors:
            raise ValidationError(errors)


@tracked
class Commentary(Tracked):
    """Why an indicator stands where it stands: the cause, and the next step, for one year."""

    indicator = models.ForeignKey(
        Indicator, verbose_name=_("indicator"), on_delete=models.PROTECT, related_name="commentary"
    )
    year = models.PositiveSmallIntegerField(_("year"), validators=YEARS)
    cause_en = models.CharField(_("cause (English)"), max_length=200, blank=True)
    cause_zh = models.CharField(_("cause (Chinese)"), max_length=200, blank=True)
    next_step_en = models.CharField(_("next step (English)"), max_length=200, blank=True)
    next_step_zh = models.CharField(_("next step (Chinese)"), max_length=200, blank=True)
    written_on = models.DateField(_("written on"))

    class Meta:
        verbose_name = _("commentary")
        verbose_name_plural = _("commentaries")
        ordering = ["indicator", "-year"]
        constraints = [
            models.UniqueConstraint(
                name="commentary_once_a_year",
                fields=["indicator", "year"],
                violation_error_message=_("This indicator has a commentary for this year already."),
            ),
            models.CheckConstraint(
                name="commentary_says_cause",
                condition=~Q(cause_en="") | ~Q(cause_zh=""),
                violation_error_message=_("Write the cause in at least one language."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} · {self.year}"


class SheetDraft(models.Model):
    """What somebody has typed into a plan's sheet of figures and not yet saved, right or wrong.

    `cells`: texts by cell and field (`indicators.grid`). No history: it is nobody else's business.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="+")
    cells = models.JSONField(default=dict)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("draft of the sheet")
        verbose_name_plural = _("drafts of the sheet")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                name="sheet_draft_once_a_person_and_plan", fields=["user", "plan"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.plan}"


@partial(tracked, exclude=["body", "seen", "answers"])
class ImportedFile(models.Model):
    """A file of figures that was sent: its name, hash, who and when stay; its content until done.

    `seen`: the versions of the figures that it was compared with, by their place. `answers`: what
    was typed beside it, reasons and kinds of revision.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting for a decision")
        ENTERED = "entered", _("imported")
        DISCARDED = "discarded", _("discarded")

    plan = models.ForeignKey(
        Plan, verbose_name=_("plan"), on_delete=models.PROTECT, related_name="imported_files"
    )
    name = models.CharField(_("file"), max_length=200)
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    size = models.PositiveIntegerField(_("bytes"))
    body = models.BinaryField(null=True, editable=False)
    seen = models.JSONField(default=dict, editable=False)
    answers = models.JSONField(default=dict, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("sent by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    sent_at = models.DateTimeField(_("sent"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
    )
    decided_at = models.DateTimeField(_("decided"), null=True)
    new = models.PositiveIntegerField(_("new figures"), default=0)
    changed = models.PositiveIntegerField(_("changed figures"), default=0)
    unchanged = models.PositiveIntegerField(_("unchanged figures"), default=0)

    class Meta:
        verbose_name = _("imported file")
        verbose_name_plural = _("imported files")
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="file_waits_once",
                fields=["plan", "sha256"],
                condition=Q(state="waiting"),
            ),
            models.CheckConstraint(
                name="file_state_known",
                condition=Q(state__in=["waiting", "entered", "discarded"]),
            ),
            models.CheckConstraint(
                name="file_is_kept_until_decided",
                condition=Q(
                    state="waiting",
                    body__isnull=False,
                    decided_by__isnull=True,
                    decided_at__isnull=True,
                )
                | Q(
                    state__in=["entered", "discarded"],
                    body__isnull=True,
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                ),
            ),
        ]
        triggers = [rules.DECIDED_FILE_STAYS]

    def __str__(self) -> str:
        return self.name


@tracked
class Suggestion(Tracked):
    """Another value for a figure, proposed by somebody who leaves the figure alone.

    `seen_value`: what the figure said then. Whoever answered it changed the row last.
    """

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("a suggestion", "open")
        TAKEN = "taken", _("taken")
        DECLINED = "declined", _("declined")

    figure = models.ForeignKey(
        Figure,
        verbose_name=_("figure"),
        on_delete=models.SET_NULL,
        related_name="suggestions",
        null=True,
        editable=False,
    )
    seen_value = models.DecimalField(
        _("value then"), max_digits=24, decimal_places=6, editable=False
    )
    value = models.DecimalField(_("suggested value"), max_digits=24, decimal_places=6)
    reason = models.CharField(_("reason"), max_length=600)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("suggested by"),
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    made_at = models.DateTimeField(_("suggested"), auto_now_add=True)
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.OPEN, editable=False
    )
    answer = models.CharField(_("answer"), max_length=600, blank=True, editable=False)

    class Meta:
        verbose_name = _("suggestion")
        verbose_name_plural = _("suggestions")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="suggestion_values_finite",
                condition=bounded("value") & bounded("seen_value"),
                violation_error_message=_("A value has at most 18 digits before the point."),
            ),
            models.CheckConstraint(
                name="suggestion_says_why",
                condition=~Q(reason="") & (~Q(state="declined") | ~Q(answer="")),
                violation_error_message=_("Say why."),
            ),
            models.CheckConstraint(
                name="suggestion_answered_by_another",
                condition=Q(state="open") | ~Q(made_by=F("updated_by")),
                violation_error_message=_("Somebody else answers a suggestion."),
            ),
            models.CheckConstraint(
                name="suggestion_state_known",
                condition=Q(state__in=["open", "taken", "declined"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.figure or '—'} → {self.value.normalize():f}"


@tracked
class DueDate(Tracked):
    """The day by which the figures for a year are to be in: the deadline of a yearly round."""

    plan = models.ForeignKey(
        Plan, verbose_name=_("plan"), on_delete=models.PROTECT, related_name="due_dates"
    )
    year = models.PositiveSmallIntegerField(_("figures for"), validators=YEARS)
    due_on = models.DateField(_("due on"), help_text=_("A day after the year has ended."))
    note_en = models.CharField(_("note (English)"), max_length=200, blank=True)
    note_zh = models.CharField(_("note (Chinese)"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("due date")
        verbose_name_plural = _("due dates")
        ordering = ["plan", "-year"]
        constraints = [
            models.UniqueConstraint(
                name="due_date_once_a_year",
                fields=["plan", "year"],
                violation_error_message=_("This plan has a due date for this year already."),
            ),
            models.CheckConstraint(
                name="due_date_after_its_year",
                condition=Q(year__lt=ExtractYear("due_on")),
                violation_error_message=_("The figures for a year are due after it has ended."),
            ),
        ]
        triggers = [rules.DUE_DATE_FITS]

    def __str__(self) -> str:
        return f"{self.year}: {self.due_on}"

    def clean(self) -> None:
        plan = self.plan if self.plan_id else None
        if plan is None or not self.year:
            return
        if not plan.first_figure_year <= self.year <= plan.last_figure_year:
            raise ValidationError(
                {
                    "year": _("This plan takes figures for %(first)d to %(last)d.")
                    % {"first": plan.first_figure_year, "last": plan.last_figure_year}
                }
            )
