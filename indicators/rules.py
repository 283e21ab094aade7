"""Invariants that span tables, kept by triggers; a model's `clean()` says each in kinder words."""

import pgtrigger


def _refuse_unless(name: str, lookup: str, refused: str, message: str) -> pgtrigger.Trigger:
    """A trigger that looks up `parent` and raises a check violation when `refused` holds."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        declare=[("parent", "RECORD")],
        func=(
            f"SELECT {lookup}; IF {refused} THEN "
            f"RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = '{message}'; END IF; "
            "RETURN NEW;"
        ),
    )


INDICATOR_PLAN = _refuse_unless(
    "indicator_plan_is_its_goals",
    "goal.plan_id INTO parent FROM goals_goal goal WHERE goal.id = NEW.goal_id",
    "parent.plan_id <> NEW.plan_id",
    "the goal belongs to another plan",
)

TARGET_AFTER_BASELINE = _refuse_unless(
    "target_after_baseline",
    "plan.baseline_year INTO parent FROM indicators_indicator indicator"
    " JOIN goals_plan plan ON plan.id = indicator.plan_id WHERE indicator.id = NEW.indicator_id",
    "NEW.year <= parent.baseline_year",
    "a target falls due after the baseline year",
)

FIGURE_FITS = _refuse_unless(
    "figure_fits_its_indicator",
    "indicator.nature, indicator.measure, plan.first_figure_year, plan.last_figure_year INTO parent"
    " FROM indicators_series series"
    " JOIN indicators_indicator indicator ON indicator.id = series.indicator_id"
    " JOIN goals_plan plan ON plan.id = indicator.plan_id WHERE series.id = NEW.series_id",
    "NEW.year NOT BETWEEN parent.first_figure_year AND parent.last_figure_year"
    " OR (parent.nature = 'flow' AND NEW.covers = 'at_date')"
    " OR (parent.measure = 'count' AND NEW.value <> trunc(NEW.value))",
    "the figure does not fit its indicator: year, coverage or whole number",
)

DUE_DATE_FITS = _refuse_unless(
    "due_date_fits_its_plan",
    "plan.first_figure_year, plan.last_figure_year INTO parent FROM goals_plan plan"
    " WHERE plan.id = NEW.plan_id",
    "NEW.year NOT BETWEEN parent.first_figure_year AND parent.last_figure_year",
    "the plan takes no figures for this year",
)

DECIDED_FILE_STAYS = pgtrigger.Trigger(
    name="decided_file_stays",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    condition=pgtrigger.Q(old__state__in=["entered", "discarded"]),
    func="""
    RAISE EXCEPTION USING ERRCODE = 'check_violation',
        MESSAGE = 'the record of an imported file stays';
    """,
)
