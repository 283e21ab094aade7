"""The laws of `docs/method.md`, tried on generated cases; the same cases on every run."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from indicators.progress import VERDICT_ORDER, Judgement, judge, position
from indicators.report_types import Figure, Target, Verdict

LAWS = settings(
    max_examples=600,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)

# How favourable a verdict is; what is the same number is neither better nor worse.
FAVOUR = {
    "not_assessed": 0,
    "no_figure": 0,
    "awaiting": 0,
    "missed": 1,
    "moving_away": 2,
    "far_behind": 3,
    "behind": 4,
    "on_track": 5,
    "ahead": 6,
    "met": 7,
    "met_early": 7,
    "holding": 7,
}
REASONS = {
    None,
    "none_found",
    "other_basis",
    "no_baseline",
    "series_break",
    "slipped",
    "target_equals_baseline",
    "compound_needs_positive",
    "too_early",
}
NUMBERS_OF_A_VERDICT = (
    "shortfall",
    "change",
    "share_done",
    "share_time",
    "gap",
    "pace",
    "completion",
    "needed_a_year",
    "so_far_a_year",
)


@dataclass(frozen=True)
class Case:
    """The arguments of `judge`."""

    figures: tuple[Figure, ...]
    baseline: Figure | None
    target: Target | None
    running_total: bool
    path: str
    as_of: datetime.date

    def judgement(self) -> Judgement:
        return judge(
            figures=self.figures,
            baseline=self.baseline,
            target=self.target,
            running_total=self.running_total,
            path=self.path,
            as_of=self.as_of,
        )

    def verdict(self) -> Verdict:
        return self.judgement().verdict


# Cases come from a seeded generator: drawn choice by choice, most would be near copies of a few,
# and the rarer verdicts would hardly be reached. A falsified law still prints its whole case.


def number(random: Random) -> Decimal:
    """Small, so that values meet, equal and miss a bound often."""
    if random.random() < 0.8:
        return Decimal(random.randint(-4, 24))
    return Decimal(random.randint(-120, 240)) / 10


def any_number(random: Random) -> Decimal:
    """As large, as fine and as close to another as a value may be."""
    fine = Decimal(random.randint(1 - 10**24, 10**24 - 1)) / 10**6
    largest, smallest = Decimal("999999999999999999.999999"), Decimal("0.000001")
    return random.choice([fine, number(random), largest, -largest, smallest, -smallest])


def a_figure(random: Random, years: range, value: Decimal, statuses: str) -> Figure:
    year = random.choice(years)
    covers = random.choice(["year", "year", "year", "year", "at_date", "at_date", "to_date"])
    day = datetime.date(year, *random.choice([(1, 31), (3, 26), (6, 30), (10, 1), (12, 31)]))
    return Figure(
        year=year,
        value=value,
        covers=covers,
        as_of=None if covers == "year" else day,
        obs_status=random.choice(statuses),
        break_kind="definition" if random.random() < 0.1 else "",
    )


def a_target(random: Random, low: Decimal, high: Decimal) -> Target:
    aim = random.choice(["rise", "rise", "fall", "fall", "within"])
    both = aim == "within" or random.random() < 0.25
    strict = aim != "within" and random.random() < 0.4
    return Target(
        year=random.choice([2022, 2024, 2025, 2033]),
        aim=aim,
        lower=low if both or aim == "rise" else None,
        upper=high if both or aim == "fall" else None,
        strict=strict,
        tolerance=Decimal(0) if strict else Decimal(random.choice(["0", "0", "0.05", "0.5"])),
    )


def a_case(random: Random, value: Callable[[Random], Decimal] = number) -> Case:
    """A valid case with a target: no two figures at a position, due after the baseline's year."""
    low, high = sorted((value(random), value(random)))
    target = a_target(random, low, high)
    years = range(2019, target.year + 2)
    found = [
        a_figure(random, years, value(random), "AAAAAAAAAAAAPEDUF")
        for _ in range(random.randint(0, 6))
    ]
    start = a_figure(random, range(2020, 2021), value(random), "AAAAAAAAAPED")
    return Case(
        figures=tuple({position(figure): figure for figure in found}.values()),
        baseline=start if random.random() < 0.85 else None,
        target=target,
        running_total=random.random() < 0.4,
        path=random.choice(["linear", "compound"]),
        as_of=datetime.date(target.year + random.randint(-4, 1), 12, random.randint(30, 31)),
    )


def a_case_on_the_way(random: Random) -> Case:
    """A case with a usable baseline and full-year figures from about there to about the goal."""
    start, goal = random.choice([(0, 20), (1, 20), (20, 20)])
    first, last = random.choice([(start, goal), (goal, start)])
    rises, year = first <= last, random.choice([2025, 2033])
    found = [
        Figure(year=each, value=Decimal(random.randint(-1, 21)), obs_status=random.choice("AP"))
        for each in random.sample(range(2021, year), random.randint(1, 3))
    ]
    target = Target(
        year=year,
        aim="rise" if rises else "fall",
        lower=Decimal(last) if rises else None,
        upper=None if rises else Decimal(last),
        strict=random.random() < 0.5,
    )
    return Case(
        figures=tuple(found),
        baseline=Figure(year=2020, value=Decimal(first)),
        target=target,
        running_total=random.random() < 0.4,
        path=random.choice(["linear", "compound"]),
        as_of=datetime.date(year, 12, 31),
    )


def any_case(random: Random) -> Case:
    make = random.choice([a_case, a_case_on_the_way])
    return make(random)


def tracked_or_not(random: Random) -> Case:
    case = any_case(random)
    return case if random.random() < 0.95 else replace(case, target=None)


SEEDS = st.integers(0, 2**63)
NUMBERS = SEEDS.map(lambda seed: number(Random(seed)))
TARGETED = SEEDS.map(lambda seed: any_case(Random(seed)))
LARGE = SEEDS.map(lambda seed: a_case(Random(seed), any_number))
CASES = SEEDS.map(lambda seed: tracked_or_not(Random(seed)))


def figures_of(years: range, statuses: str) -> st.SearchStrategy[Figure]:
    def made(seed: int) -> Figure:
        random = Random(seed)
        return a_figure(random, years, number(random), statuses)

    return SEEDS.map(made)


def with_values(case: Case, changed: Callable[[Decimal], Decimal]) -> Case:
    """The case with every value and bound changed in the same way."""

    def of(figure: Figure) -> Figure:
        return replace(figure, value=changed(figure.value))

    target = case.target
    if target is not None:
        lower = None if target.lower is None else changed(target.lower)
        upper = None if target.upper is None else changed(target.upper)
        target = replace(target, lower=lower, upper=upper)
    return replace(
        case,
        figures=tuple(map(of, case.figures)),
        baseline=None if case.baseline is None else of(case.baseline),
        target=target,
    )


def without_amounts(verdict: Verdict) -> Verdict:
    """A verdict without the numbers that are in the values' own unit, or depend on their zero."""
    return replace(
        verdict,
        completion=None,
        shortfall=None,
        change=None,
        needed_a_year=None,
        so_far_a_year=None,
    )


@LAWS
@given(TARGETED, NUMBERS)
def test_better_latest_value_is_never_judged_less_favourably(case: Case, value: Decimal) -> None:
    worse = case.judgement()
    assume(case.target is not None and case.target.aim != "within" and worse.latest is not None)
    assert case.target is not None
    assert worse.latest is not None
    gain = abs(value) + 1 if case.target.aim == "rise" else -abs(value) - 1
    latest = replace(worse.latest, value=worse.latest.value + gain)
    others = (figure for figure in case.figures if figure is not worse.latest)
    better = replace(case, figures=(*others, latest)).verdict()
    assume(not {worse.verdict.code, better.code} & {"not_assessed", "awaiting"})
    assert FAVOUR[better.code] >= FAVOUR[worse.verdict.code]


@LAWS
@given(CASES, st.sampled_from(["0.001", "0.5", "3", "100000000"]).map(Decimal))
def test_multiplying_every_value_changes_no_verdict(case: Case, factor: Decimal) -> None:
    multiplied = with_values(case, lambda value: value * factor)
    before, after = case.verdict(), multiplied.verdict()
    assert without_amounts(after) == without_amounts(before)
    assert after.completion == before.completion


@LAWS
@given(CASES, NUMBERS)
def test_adding_to_every_value_changes_no_verdict(case: Case, constant: Decimal) -> None:
    exact = case.target and replace(case.target, tolerance=Decimal(0))
    case = replace(case, path="linear", target=exact)
    moved = with_values(case, lambda value: value + constant)
    before, after = case.verdict(), moved.verdict()
    assert replace(after, completion=None) == replace(before, completion=None)


@LAWS
@given(CASES)
def test_mirroring_every_value_changes_no_verdict(case: Case) -> None:
    case = replace(case, path="linear", running_total=False)
    mirrored = with_values(case, lambda value: -value)
    if mirrored.target is not None:
        target = replace(
            mirrored.target,
            aim={"rise": "fall", "fall": "rise"}.get(mirrored.target.aim, "within"),
            lower=mirrored.target.upper,
            upper=mirrored.target.lower,
        )
        mirrored = replace(mirrored, target=target)
    before, after = without_amounts(case.verdict()), without_amounts(mirrored.verdict())
    sides = {"above": "below", "below": "above", None: None}
    assert replace(after, beyond=sides[after.beyond]) == before


@LAWS
@given(CASES, figures_of(range(2018, 2036), "DUF"))
def test_figure_that_is_not_judged_leaves_the_code(case: Case, figure: Figure) -> None:
    more = replace(case, figures=(*case.figures, replace(figure, break_kind="")))
    assert more.verdict().code == case.verdict().code


@LAWS
@given(TARGETED, figures_of(range(2034, 2037), "AAPEDUF"))
def test_figure_after_the_targets_year_leaves_the_verdict(case: Case, figure: Figure) -> None:
    assert case.target is not None
    target = replace(case.target, year=2033)
    case = replace(case, target=target)
    assume(position(figure) not in set(map(position, case.figures)))
    more = replace(case, figures=(*case.figures, figure)).verdict()
    assert replace(more, met_late=None) == replace(case.verdict(), met_late=None)


@LAWS
@given(CASES, st.randoms(use_true_random=False))
def test_order_of_the_figures_does_not_matter(case: Case, shuffler: Random) -> None:
    shuffled = list(case.figures)
    shuffler.shuffle(shuffled)
    assert replace(case, figures=tuple(shuffled)).judgement() == case.judgement()


@LAWS
@given(CASES)
def test_baseline_may_stand_among_the_figures_or_not(case: Case) -> None:
    assume(case.baseline is not None)
    assert case.baseline is not None
    among = [f for f in case.figures if position(f) != position(case.baseline)]
    alone = replace(case, figures=tuple(among))
    both = replace(case, figures=(case.baseline, *among))
    assert both.judgement() == alone.judgement()


@LAWS
@given(LARGE)
def test_every_case_ends_in_a_verdict(case: Case) -> None:
    verdict = case.verdict()
    assert verdict.code in VERDICT_ORDER
    numbers = [getattr(verdict, name) for name in NUMBERS_OF_A_VERDICT]
    assert all(each is None or each.as_tuple().exponent == -6 for each in numbers)


def test_generated_cases_reach_every_verdict() -> None:
    codes, reasons, rules = set(), set(), set()

    @settings(LAWS, max_examples=1500)
    @given(CASES)
    def judge_all(case: Case) -> None:
        verdict = case.verdict()
        codes.add(verdict.code)
        reasons.add(verdict.reason)
        rules.add(verdict.rule)

    judge_all()
    assert codes == set(VERDICT_ORDER)
    assert reasons == REASONS
    assert rules == set(range(1, 18))
