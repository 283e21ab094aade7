"""The worked table of `docs/method.md`, judged row by row, and what it does not show."""

import datetime
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from indicators import progress, standing
from indicators.progress import (
    METHOD_VERSION,
    PACE_CODES,
    VERDICT_ORDER,
    judge,
    position,
)
from indicators.report_types import Figure, Target, Verdict

METHOD = Path(__file__).parents[2] / "docs" / "method.md"
HEADER = "| case | as_of | line | verdict | share done | share of time |"

VALUE = r"-?[0-9][0-9,]*(?:\.[0-9]+)?(?:\^[0-9]+)?"
FIGURE = rf"({VALUE})(?: (at_date|to_date) ([0-9-]+))?(?: \(([A-Z])\))?( new series)?"
FIGURES = re.compile(rf"([0-9]{{4}})(?: to ([0-9]{{4}}))?: {FIGURE}")
BASE = re.compile(rf"base (?:([0-9]{{4}}): )?{FIGURE}")
ONE_BOUND = re.compile(
    rf"(at least|more than|at most|less than|about) ({VALUE})(?: with ([0-9]+) %)?"
)
RANGE = re.compile(rf"(rise to|fall to|within) ({VALUE}) to ({VALUE})(?: with ([0-9]+) %)?")


@dataclass(frozen=True)
class Row:
    case: str
    as_of: str
    line: str
    verdict: str
    share_done: str
    share_time: str


def worked_table() -> list[Row]:
    _, _, rest = METHOD.read_text(encoding="utf-8").partition(HEADER)
    lines = rest.partition("\n\n")[0].strip().splitlines()[1:]
    return [Row(*(cell.strip() for cell in line.strip("|").split("|"))) for line in lines]


def number(text: str) -> Decimal:
    base, _, power = text.replace(",", "").partition("^")
    return Decimal(base) ** int(power or 1)


def figure(year: int, parts: tuple[str | None, ...]) -> Figure:
    value, covers, day, status, starts = parts
    return Figure(
        year=year,
        value=number(value or ""),
        covers=covers or "year",
        as_of=datetime.date.fromisoformat(day) if day else None,
        obs_status=status or "A",
        break_kind="definition" if starts else "",
    )


def figures(clause: str) -> list[Figure] | None:
    """The figures that a clause names, or None for a clause about something else."""
    if clause == "no figures":
        return []
    match = FIGURES.fullmatch(clause)
    if match is None:
        return None
    first, last, *parts = match.groups()
    return [figure(year, tuple(parts)) for year in range(int(first), int(last or first) + 1)]


def target_clause(clause: str) -> dict[str, Any] | None:
    """What a clause says of the target, or None for a clause about something else."""
    if match := re.fullmatch(r"by ([0-9]{4})", clause):
        return {"year": int(match[1])}
    if match := ONE_BOUND.fullmatch(clause):
        fall = match[1] in ("at most", "less than")
        said = {"aim": "fall" if fall else "rise", "strict": match[1] in ("more than", "less than")}
        bounds = {"lower": None, "upper": None, "upper" if fall else "lower": number(match[2])}
        return said | bounds | {"tolerance": Decimal(match[3] or 0) / 100}
    if match := RANGE.fullmatch(clause):
        bounds = {"lower": number(match[2]), "upper": number(match[3])}
        tolerance = Decimal(match[4] or 0) / 100
        return {"aim": match[1].removesuffix(" to"), "tolerance": tolerance} | bounds
    return None


def arguments(case: str, as_of: str) -> dict[str, Any]:
    """What to judge. Fails on a clause that is not understood."""
    target: dict[str, Any] = {"year": 2025, "aim": "rise", "lower": Decimal(100)}
    read: dict[str, Any] = {
        "figures": [],
        "baseline": Figure(year=2020, value=Decimal(0)),
        "running_total": False,
        "as_of": datetime.date.fromisoformat(as_of),
    }
    for clause in re.split("[;,] ", case):
        if (named := figures(clause)) is not None:
            read["figures"] += named
        elif (said := target_clause(clause)) is not None:
            target |= said
        elif match := BASE.fullmatch(clause):
            year, *parts = match.groups()
            read["baseline"] = figure(int(year or 2020), tuple(parts))
        elif clause == "no baseline":
            read["baseline"] = None
        elif clause == "no target":
            target = {}
        elif clause == "running total":
            read["running_total"] = True
        elif clause == "compound":
            read["path"] = "compound"
        else:
            pytest.fail(f"{clause!r} is not understood")
    return read | {"target": Target(**target) if target else None}


NAMES = {
    "tracked": "Tracked",
    "no_figure": "No figure",
    "awaiting": "Awaiting the T figure",
    "met_early": "Met early, in {since}",
    "met": "Met",
    "missed": "Missed",
    "holding": "At the target level since {since}",
    "outside": "Outside the range",
    "not_assessed": "Not assessed",
    "moving_away": "Moving away",
    "ahead": "Ahead",
    "on_track": "On track",
    "behind": "Behind",
    "far_behind": "Far behind",
}
NEARER = {True: ", nearer than at the baseline", False: ", further than at the baseline", None: ""}


def in_words(verdict: Verdict) -> str:
    """A verdict as the table writes it: reason and marks in brackets, in the order of the page."""
    name = NAMES[verdict.code].format(since=verdict.since) + NEARER[verdict.nearer]
    if verdict.shortfall is not None:
        distance = f"{verdict.shortfall.normalize():f}"
        name += f", by {distance}" if verdict.shortfall else ", exactly at the bound"
    reason = (verdict.reason or "").replace("_", " ")
    said = (
        reason.replace("needs positive", "needs values above 0"),
        "provisional" if verdict.provisional else "",
        "within tolerance" if verdict.within_tolerance else "",
        f"{verdict.beyond} the range" if verdict.beyond else "",
        f"met late, in {verdict.met_late}" if verdict.met_late else "",
        f"series redefined in {verdict.redefined}" if verdict.redefined else "",
        "out of date" if verdict.out_of_date else "",
    )
    marks = ", ".join(filter(None, said))
    return f"{name} ({marks})" if marks else name


def as_printed(share: Decimal | None, printed: str) -> str:
    """A share with as many places as the table prints for it."""
    if share is None:
        return "none"
    places = len(printed.partition(".")[2])
    return str(share.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


ROWS = worked_table()


def test_worked_table_has_every_row() -> None:
    assert len(ROWS) == 153


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.case} @ {row.as_of}")
def test_worked_table_computes(row: Row) -> None:
    verdict = judge(**arguments(row.case, row.as_of)).verdict
    assert (
        Row(
            row.case,
            row.as_of,
            str(verdict.rule),
            in_words(verdict),
            as_printed(verdict.share_done, row.share_done),
            as_printed(verdict.share_time, row.share_time),
        )
        == row
    )


def test_worked_table_reaches_every_verdict_and_every_line() -> None:
    verdicts = [judge(**arguments(row.case, row.as_of)).verdict for row in ROWS]
    assert {verdict.code for verdict in verdicts} == set(VERDICT_ORDER)
    assert {verdict.rule for verdict in verdicts} == set(range(1, 18))


def test_method_page_names_version_and_order() -> None:
    text = METHOD.read_text(encoding="utf-8")
    assert re.findall(r"^Method version (\S+)\.", text, re.MULTILINE) == [METHOD_VERSION]
    listed = re.findall("`([a-z_]+)`", text.partition("least favourable first:")[2].split(".")[0])
    assert tuple(listed) == VERDICT_ORDER


def test_pace_codes_are_those_of_a_course_being_run() -> None:
    assert sorted(PACE_CODES) == ["ahead", "behind", "far_behind", "moving_away", "on_track"]


def judged(case: str, as_of: str = "2024-03-01") -> Verdict:
    return judge(**arguments(case, as_of)).verdict


def test_numbers_beside_a_pace_verdict() -> None:
    verdict = judged("running total, more than 30; 2024: 16 at_date 2024-03-26", "2024-06-01")
    assert verdict.completion == Decimal("0.533333")
    assert verdict.share_done == Decimal("0.533333")
    assert verdict.share_time == Decimal("0.646995")  # (3 + 86 / 366) / 5
    assert verdict.gap == Decimal("-0.113661")
    assert verdict.pace == Decimal("0.824324")
    assert verdict.needed_a_year == Decimal("7.931889")  # 14 in the 646 days that are left
    assert verdict.so_far_a_year == Decimal("4.945946")
    assert verdict.change == 16


def test_numbers_of_a_fall() -> None:
    verdict = judged("at most 10, base 20; 2023: 14")
    assert verdict.completion is None
    assert verdict.needed_a_year == -2
    assert verdict.so_far_a_year == -2
    assert verdict.change == -6


def test_numbers_within_a_range() -> None:
    verdict = judged("within 1 to 3, base 5; 2023: 3.5")
    assert (verdict.share_done, verdict.share_time, verdict.gap, verdict.pace) == (None,) * 4
    assert (verdict.completion, verdict.needed_a_year) == (None, None)
    assert verdict.so_far_a_year == Decimal("-0.5")


def test_yearly_rates_end_with_the_targets_year() -> None:
    assert judged("2024: 63", "2025-12-31").needed_a_year == 37
    assert judged("2024: 63", "2025-12-31").so_far_a_year == Decimal("15.75")
    assert judged("2024: 63", "2026-01-01").needed_a_year is None
    assert judged("2024: 63", "2026-01-01").so_far_a_year is None


def test_needed_rate_stands_without_a_baseline_and_change_does_not() -> None:
    verdict = judged("no baseline; 2023: 63")
    assert (verdict.needed_a_year, verdict.so_far_a_year) == (Decimal("18.5"), None)
    assert (verdict.change, verdict.completion) == (None, Decimal("0.63"))


def test_nothing_is_computed_across_a_series_break() -> None:
    verdict = judged("base 50; 2021: 70 new series, 2023: 90")
    assert (verdict.change, verdict.so_far_a_year, verdict.share_done) == (None, None, None)
    assert verdict.completion == Decimal("0.9")


def test_without_a_target_only_the_change_is_computed() -> None:
    judgement = judge(**arguments("no target, base 2020: 32; 2022: 87, 2023: 102", "2024-03-01"))
    assert judgement.verdict == Verdict(code="tracked", rule=1, change=Decimal(70))
    assert judgement.latest == Figure(year=2023, value=Decimal(102))


@pytest.mark.parametrize(
    ("case", "completion"),
    [
        ("at least 0, base -9; 2023: 5", None),
        ("at least 1, base -9; 2023: -1", None),
        ("at least 8, base -9; 2023: 0", Decimal(0)),
        ("at least 1, base -9; 2023: 0.5", Decimal("0.5")),
        ("2026: 120", None),
    ],
)
def test_completion_needs_a_goal_above_zero_and_a_value_not_below(
    case: str, completion: Decimal | None
) -> None:
    assert judged(case).completion == completion


def test_compound_share_without_a_logarithm_keeps_the_share_of_time() -> None:
    verdict = judged("compound, at least 400, base 0; 2022: 150")
    assert (verdict.gap, verdict.pace) == (None, None)
    assert verdict.share_time == Decimal("0.4")


def test_comparisons_come_before_rounding() -> None:
    verdict = judged("at least 10000000; 2024: 7599999", "2025-03-01")
    assert verdict.share_done == Decimal("0.760000")
    assert verdict.code == "behind"


@pytest.mark.parametrize(
    ("value", "share_done"),
    [("1", "0.000001"), ("0.98", "0.000000"), ("-1", "-0.000001"), ("-0.98", "0.000000")],
)
def test_shares_round_half_up_and_zero_has_no_sign(value: str, share_done: str) -> None:
    assert str(judged(f"at least 2000000; 2023: {value}").share_done) == share_done


def test_largest_values_are_judged_exactly_in_any_decimal_context() -> None:
    most = "999999999999999999.999999"
    level = f"at least {most}, base -{most}; 2025: -999999999999999999.999998"
    compound = f"compound, at least {most}, base 0.000001; 2023: 0.000002"
    given = [arguments(case, "2026-11-23") for case in (level, compound)]
    with localcontext(prec=3):
        verdict, growing = (judge(**each).verdict for each in given)
    assert verdict.shortfall == Decimal("1999999999999999999.999997")
    assert verdict.change == Decimal("0.000001")
    assert growing.share_done == Decimal("0.012543")  # ln 2 / ln (10 ** 24 - 1)


@pytest.mark.parametrize(
    ("case", "as_of", "over"),
    [
        ("2025: 101", "2025-11-20", True),
        ("2024: 63", "2025-12-31", False),
        ("2024: 63", "2026-01-01", True),
        ("running total, at most 100; 2024: 110", "2025-06-01", False),
        ("no figures", "2025-12-31", False),
        ("no figures", "2026-01-01", True),
        ("2025: 101 (D)", "2025-11-20", False),
    ],
)
def test_over_is_the_full_year_figure_or_the_end_of_the_year(
    case: str, as_of: str, over: bool
) -> None:
    assert judged(case, as_of).over is over


def test_judgement_names_the_figures_it_rests_on() -> None:
    start = Figure(year=2020, value=Decimal(20), obs_status="D")
    latest = Figure(year=2023, value=Decimal(63))
    target = Target(year=2025, aim="rise", lower=Decimal(100))
    after = Figure(year=2026, value=Decimal(120))
    judgement = judge(
        figures=[start, after, latest],
        baseline=start,
        target=target,
        running_total=False,
        as_of=datetime.date(2024, 3, 1),
    )
    assert (judgement.latest, judgement.baseline) == (latest, None)


def test_target_that_is_not_valid_is_not_judged() -> None:
    with pytest.raises(ValueError, match="not a valid target: not_after_baseline"):
        judged("by 2020; 2023: 63")


def test_path_that_is_not_known_is_not_judged() -> None:
    with pytest.raises(ValueError, match="not a path: straight"):
        judge(**arguments("2023: 63", "2024-03-01") | {"path": "straight"})


def looks(count: int, monkeypatch: pytest.MonkeyPatch) -> int:
    """How often judging places a figure in time, for `count` figures of which half start anew."""
    seen: list[Figure] = []

    def watched(figure: Figure) -> Fraction:
        seen.append(figure)
        return position(figure)

    days = [datetime.date(2021, 1, 1) + datetime.timedelta(days=number) for number in range(count)]
    figures = [
        Figure(
            year=day.year,
            as_of=day,
            covers="at_date",
            value=Decimal(101),
            break_kind="definition" if number < count // 2 else "",
        )
        for number, day in enumerate(days)
    ]
    with monkeypatch.context() as patch:
        patch.setattr(progress, "position", watched)
        patch.setattr(standing, "position", watched)
        progress.judge(
            figures=figures,
            baseline=Figure(year=2020, value=Decimal(0)),
            target=Target(year=2025, aim="rise", lower=Decimal(100)),
            running_total=False,
            as_of=datetime.date(2024, 3, 1),
        )
    return len(seen)


def test_work_grows_in_a_straight_line_with_figures_and_breaks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    few, some, many = (looks(count, monkeypatch) for count in (100, 200, 400))
    assert many - some == 2 * (some - few)
