"""The read door over working rows: rows → judging → reports, in a fixed number of queries."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Model, OuterRef, Prefetch, Q, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import JSONObject

from goals.history import event_model_of
from goals.models import Commitment, Evidence, Goal, Plan, Source
from indicators import models, progress
from indicators import report_types as types
from indicators.judging import NOT_JUDGED, judged


@dataclass(frozen=True, kw_only=True)
class LivePlan:
    """The working figures of a plan, judged: for signed-in readers, and for freezing."""

    plan: types.PlanReport
    indicators: dict[str, types.IndicatorReport]


def live(plan_code: str, *, as_of: datetime.date) -> LivePlan | None:
    """Everything of one plan, judged as on `as_of`; None where there is no such plan. 9 queries."""
    plan = Plan.objects.select_related("source").filter(code=plan_code).first()
    if plan is None:
        return None
    reports = {row.code: indicator_report(row, as_of=as_of) for row in _indicators(plan)}
    return LivePlan(plan=_plan_report(plan, reports.values()), indicators=reports)


def choices() -> tuple[types.PlanChoice, ...]:
    """Every plan there is, the latest first; none beside only one. 1 query."""
    codes = ArrayAgg("indicators__code", filter=Q(indicators__isnull=False), default=[])
    rows = list(Plan.objects.annotate(codes=codes).order_by("-start_year", "code"))
    return tuple(
        types.PlanChoice(
            code=row.code,
            name=text(row, "name"),
            start_year=row.start_year,
            end_year=row.end_year,
            indicators=frozenset(row.codes),
        )
        for row in rows
        if len(rows) > 1
    )


def _indicators(plan: Plan) -> Iterable[models.Indicator]:
    figures = models.Figure.objects.select_related("source")
    series = models.Series.objects.order_by("order", "pk")
    return (
        models.Indicator.objects.filter(plan=plan)
        .annotate(withdrawn=ArraySubquery(_withdrawals()))
        .select_related("goal", "plan")
        .order_by("goal__number", "order", "pk")
        .prefetch_related(
            Prefetch("series", series.prefetch_related(Prefetch("figures", figures))),
            Prefetch("targets", models.Target.objects.order_by("year")),
            Prefetch("commentary", models.Commentary.objects.order_by("-year")),
        )
    )


def _withdrawals() -> QuerySet[Any]:
    """Why published figures of an indicator went, oldest first: from the history of each."""
    events = event_model_of(models.Figure)._default_manager.filter(
        pgh_label="delete",
        pgh_context__has_key="revision_kind",
        series__indicator=OuterRef("pk"),
    )
    why = {name: KeyTextTransform(name, "pgh_context") for name in models.REVISION}
    place = JSONObject(series="series__code", year="year", covers="covers", as_of="as_of", **why)
    return events.order_by("pgh_id").values(said=place)  # type: ignore[no-any-return]


def indicator_report(row: Any, *, as_of: datetime.date) -> types.IndicatorReport:
    """One indicator's report from its prefetched rows, judged as on `as_of`."""
    unjudged = types.IndicatorReport(
        plan=row.plan.code,
        code=row.code,
        goal=row.goal.number,
        name=text(row, "name"),
        definition=text(row, "definition"),
        nature=row.nature,
        from_zero=row.from_zero,
        unit=row.unit,
        unit_name=text(row, "unit_name"),
        measure=row.measure,
        input_unit=row.input_unit,
        decimals=row.decimals,
        path=row.path,
        baseline_year=row.plan.baseline_year,
        responsible_unit=optional_text(row, "responsible_unit"),
        verdict=NOT_JUDGED,
        commentary=next((_commentary(each) for each in row.commentary.all()), None),
        series=tuple(_series(each) for each in row.series.all()),
        withdrawn=_withdrawn(row.withdrawn),
    )
    targets = [_target(each) for each in row.targets.all()]
    return judged(unjudged, targets=targets, as_of=as_of)


def _plan_report(plan: Plan, reports: Iterable[types.IndicatorReport]) -> types.PlanReport:
    by_goal: dict[int, list[types.IndicatorReport]] = defaultdict(list)
    for report in reports:
        by_goal[report.goal].append(report)
    goals = Goal.objects.filter(plan=plan).order_by("number")
    evidence = Evidence.objects.select_related("source").order_by("on", "pk")
    commitments = Commitment.objects.order_by("order", "pk").prefetch_related(
        Prefetch("evidence", evidence)
    )
    return types.PlanReport(
        code=plan.code,
        name=text(plan, "name"),
        summary=text(plan, "summary"),
        baseline_year=plan.baseline_year,
        start_year=plan.start_year,
        end_year=plan.end_year,
        source=cited(plan.source),
        goals=tuple(
            _goal(goal, by_goal[goal.number])
            for goal in goals.prefetch_related(Prefetch("commitments", commitments))
        ),
        verdicts=tuple(
            types.VerdictLine(
                indicator=report.code,
                goal=number,
                targeted=report.target is not None,
                code=report.verdict.code,
                reason=report.verdict.reason,
            )
            for number in sorted(by_goal)
            for report in by_goal[number]
        ),
    )


def _goal(goal: Goal, reports: list[types.IndicatorReport]) -> types.GoalReport:
    return types.GoalReport(
        number=goal.number,
        slug=goal.slug,
        title=text(goal, "title"),
        summary=text(goal, "summary"),
        commitments=tuple(_commitment(each) for each in goal.commitments.all()),
        indicators=tuple(report.code for report in reports),
    )


def _commitment(row: Commitment) -> types.Commitment:
    return types.Commitment(
        wording=text(row, "wording"),
        state=row.state,
        due_year=row.due_year,
        strand=row.strand,
        evidence=tuple(
            types.Evidence(on=each.on, statement=text(each, "statement"), source=cited(each.source))
            for each in row.evidence.all()
        ),
    )


def _series(row: models.Series) -> types.Series:
    figures = [figure(each) for each in row.figures.all()]
    return types.Series(
        code=row.code,
        name=text(row, "name"),
        role=row.role,
        headline=row.role == models.Series.Role.HEADLINE,
        figures=tuple(sorted(figures, key=progress.position)),
    )


def figure(row: models.Figure) -> types.Figure:
    """A row as reports hold it; its source has to be there already."""
    return types.Figure(
        year=row.year,
        value=plain(row.value),
        covers=row.covers,
        as_of=row.as_of,
        obs_status=row.obs_status,
        break_kind=row.break_kind,
        source=cited(row.source) if row.source else None,
        note=optional_text(row, "note"),
        revision=_revision(row),
    )


def _withdrawn(gone: Iterable[Mapping[str, Any]]) -> tuple[types.Withdrawn, ...]:
    """Each place once, with the last reason given for it."""
    found = {}
    for each in gone:
        day = datetime.date.fromisoformat(each["as_of"]) if each["as_of"] else None
        place = (each["series"], each["year"], each["covers"], day)
        reason: types.Text = {
            "en": each["revision_reason_en"] or "",
            "zh-hans": each["revision_reason_zh"] or "",
        }
        found[place] = types.Withdrawn(
            series=each["series"],
            year=each["year"],
            covers=each["covers"],
            as_of=day,
            revision=types.Revision(kind=each["revision_kind"], reason=reason),
        )
    return tuple(found.values())


def _revision(row: models.Figure) -> types.Revision | None:
    if not row.revision_kind:
        return None
    return types.Revision(kind=row.revision_kind, reason=text(row, "revision_reason"))


def _target(row: models.Target) -> types.Target:
    return types.Target(
        year=row.year,
        aim=row.aim,
        lower=None if row.lower is None else plain(row.lower),
        upper=None if row.upper is None else plain(row.upper),
        strict=row.strict,
        tolerance=plain(row.tolerance),
        note=optional_text(row, "note"),
    )


def _commentary(row: models.Commentary) -> types.Commentary:
    return types.Commentary(
        year=row.year,
        cause=text(row, "cause"),
        next_step=text(row, "next_step"),
        written_on=row.written_on,
    )


def cited(row: Source) -> types.Source:
    """A source as reports name it: a mirror without its address."""
    mirror = row.kind == Source.Kind.MIRROR
    return types.Source(
        publisher=text(row, "publisher"),
        title=text(row, "title"),
        url=None if mirror or not row.url else row.url,
        published_on=row.published_on,
        kind=row.kind,
    )


def plain(value: Decimal) -> Decimal:
    """The same number without trailing zeros or exponent: 423000000000, 0.05."""
    whole = value.to_integral_value()
    return whole.quantize(Decimal(1)) if value == whole else value.normalize()


def text(row: Model, field: str) -> types.Text:
    return {"en": getattr(row, f"{field}_en"), "zh-hans": getattr(row, f"{field}_zh")}


def optional_text(row: Model, field: str) -> types.Text | None:
    both = text(row, field)
    return both if both["en"] or both["zh-hans"] else None
