"""The plan and its published figures, as files: both languages, and nothing but the sources."""

import csv
import datetime
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent.parent / "fixtures" / "14fyp"
CJK = re.compile(r"[\u4e00-\u9fff]")
CJK_PUNCTUATION = re.compile(r"[\u3001\u3002\uff01-\uff5e]")
DECIMAL = re.compile(r"(0|[1-9][0-9]{0,17})(\.[0-9]{1,6})?")
COLUMNS = ["indicator", "series", "year", "covers", "as_of", "value", "obs_status", "break_kind"]
COLUMNS += ["source", "note_en", "note_zh"]

# Typed by hand from the list of what was found published, "-" for an empty cell:
# indicator, series, year, covers, as_of, value, status, break.
PUBLISHED = """
industrial-output all-industry 2020 year - 170300000000 D -
industrial-output all-industry 2021 year - 255000000000 D definition
industrial-output above-designated-size 2021 to_date 2021-08-31 146430000000 P -
industrial-output above-designated-size 2023 year - 433300000000 U -
industrial-output above-designated-size 2024 year - 423000000000 P revised-base
high-tech-enterprises stock 2019 at_date 2019-08-20 254 D -
high-tech-enterprises stock 2024 at_date 2024-08-27 1493 D -
innovation-platforms all-platforms 2021 at_date 2021-08-16 5 P -
innovation-platforms all-platforms 2024 at_date 2024-03-26 16 D -
clusters-100bn clusters 2021 year - 1 P -
clusters-100bn clusters 2024 at_date 2024-06-14 2 P -
cluster-output new-energy-vehicles 2023 year - 300000000000 E -
cluster-output new-energy-vehicles 2024 year - 320000000000 U -
cluster-output high-end-equipment 2023 year - 100000000000 U -
industry-scale integrated-circuits 2024 year - 40000000000 F -
innovation-cases cases 2020 at_date 2020-08-13 32 A -
innovation-cases cases 2022 at_date 2022-08-23 87 A -
innovation-cases cases 2023 at_date 2023-08-22 102 A -
"""


def read_toml(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


PLAN_FILE = read_toml("plan.toml")
PLAN: dict[str, Any] = PLAN_FILE["plan"]
GOALS: list[dict[str, Any]] = PLAN_FILE["goals"]
COMMITMENTS = [c for goal in GOALS for c in goal.get("commitments", [])]
INDICATORS: dict[str, dict[str, Any]] = {
    i["code"]: i for goal in GOALS for i in goal.get("indicators", [])
}
TARGETS = {code: i["targets"][0] for code, i in INDICATORS.items() if "targets" in i}
SOURCES: dict[str, dict[str, Any]] = {s["key"]: s for s in read_toml("sources.toml")["sources"]}
with (FOLDER / "figures.csv").open(encoding="utf-8", newline="") as lines:
    READER = csv.DictReader(lines)
    FIGURES = list(READER)
    HEADER = READER.fieldnames


def texts(node: Any) -> Iterator[tuple[str, str, str]]:
    """Every bilingual pair under `node`: field, English, Chinese; KeyError if one is absent."""
    if isinstance(node, list):
        for item in node:
            yield from texts(item)
    elif isinstance(node, dict):
        stems = {key[:-3] for key in node if key.endswith(("_en", "_zh"))}
        yield from ((stem, node[f"{stem}_en"], node[f"{stem}_zh"]) for stem in sorted(stems))
        for value in node.values():
            yield from texts(value)


def all_texts() -> list[tuple[str, str, str]]:
    return list(texts([PLAN_FILE, list(SOURCES.values()), FIGURES]))


def position(figure: dict[str, str]) -> Fraction:
    """Where a figure stands, in years: a full year at its end, a day by its place in the year."""
    if figure["covers"] == "year":
        return Fraction(int(figure["year"]) + 1)
    day = datetime.date.fromisoformat(figure["as_of"])
    days = datetime.date(day.year, 12, 31).timetuple().tm_yday
    return day.year + Fraction(day.timetuple().tm_yday, days)


def test_plan_runs_from_2021_to_2025_and_takes_figures_for_2015_to_2035() -> None:
    years = ["baseline_year", "start_year", "end_year", "first_figure_year", "last_figure_year"]
    assert [PLAN[year] for year in years] == [2020, 2021, 2025, 2015, 2035]
    assert (PLAN["code"], PLAN["source"]) == ("14fyp", "plan-2021")


def test_plan_has_five_goals_seven_commitments_eight_indicators_six_targets() -> None:
    counted = (len(GOALS), len(COMMITMENTS), len(INDICATORS), len(TARGETS))
    assert counted == (5, 7, 8, 6)
    assert sum(len(goal.get("indicators", [])) for goal in GOALS) == 8
    assert [len(i.get("targets", [])) for i in INDICATORS.values()] == [1, 1, 1, 1, 1, 1, 0, 0]


def test_goals_hold_their_commitments_and_indicators_in_order() -> None:
    held = [
        (
            goal["number"],
            goal["slug"],
            len(goal.get("commitments", [])),
            [i["code"] for i in goal.get("indicators", [])],
        )
        for goal in GOALS
    ]
    assert held == [
        (1, "core-technologies", 2, ["rd-projects"]),
        (2, "world-class-enterprises", 0, ["high-tech-enterprises", "innovation-platforms"]),
        (
            3,
            "industry-scale",
            0,
            ["industry-scale", "industrial-output", "clusters-100bn", "cluster-output"],
        ),
        (4, "yangtze-river-delta", 3, []),
        (5, "free-trade-zone", 2, ["innovation-cases"]),
    ]


def test_commitments_are_open_and_due_in_2025() -> None:
    assert {(c["state"], c["due_year"], c["strand"]) for c in COMMITMENTS} == {("open", 2025, "")}


def test_targets_are_the_six_the_plan_sets() -> None:
    fields = ["year", "aim", "lower", "upper", "strict", "tolerance"]
    assert {code: tuple(t[field] for field in fields) for code, t in TARGETS.items()} == {
        "rd-projects": (2025, "rise", "100", "", False, "0"),
        "high-tech-enterprises": (2025, "rise", "1000", "", True, "0"),
        "innovation-platforms": (2025, "rise", "30", "", True, "0"),
        "industry-scale": (2025, "rise", "600000000000", "", False, "0.05"),
        "industrial-output": (2025, "rise", "500000000000", "", False, "0"),
        "clusters-100bn": (2025, "rise", "3", "5", False, "0"),
    }


def test_indicators_say_how_their_values_are_counted() -> None:
    fields = "nature from_zero unit measure input_unit decimals path unit_name_en unit_name_zh"
    counted = {code: tuple(i[f] for f in fields.split()) for code, i in INDICATORS.items()}
    count = ("count", "one", 0, "linear")
    money = ("CNY", "money", "yi", 2, "linear", "yuan", "元")
    assert counted == {
        "rd-projects": ("running_total", True, "project", *count, "projects", "项"),
        "high-tech-enterprises": (
            "running_total",
            True,
            "enterprise",
            *count,
            "enterprises",
            "家",
        ),
        "innovation-platforms": ("running_total", True, "platform", *count, "platforms", "个"),
        "industry-scale": ("flow", False, *money),
        "industrial-output": ("flow", False, *money),
        "clusters-100bn": ("stock", False, "cluster", *count, "clusters", "个"),
        "cluster-output": ("flow", False, *money),
        "innovation-cases": ("running_total", False, "case", *count, "cases", "项"),
    }


def test_headlines_are_the_series_the_targets_count() -> None:
    roles = {(code, s["code"]): s["role"] for code, i in INDICATORS.items() for s in i["series"]}
    assert len(roles) == sum(len(i["series"]) for i in INDICATORS.values()) == 16
    assert {key for key, role in roles.items() if role == "headline"} == {
        ("rd-projects", "total"),
        ("high-tech-enterprises", "added"),
        ("innovation-platforms", "all-platforms"),
        ("industry-scale", "total"),
        ("industrial-output", "above-designated-size"),
        ("clusters-100bn", "clusters"),
        ("innovation-cases", "cases"),
    }
    assert {key for key, role in roles.items() if role == "other_definition"} == {
        ("high-tech-enterprises", "stock"),
        ("industrial-output", "all-industry"),
    }
    assert Counter(roles.values())["breakdown"] == 7


def test_no_responsible_unit_is_invented() -> None:
    units = {(i["responsible_unit_en"], i["responsible_unit_zh"]) for i in INDICATORS.values()}
    assert units == {("", "")}


def test_every_text_stands_in_both_languages() -> None:
    empty = [
        (field, en, zh)
        for field, en, zh in all_texts()
        if field != "responsible_unit" and not (en.strip() and zh.strip())
    ]
    assert empty == []
    # plan 2, goals 5×2, commitments 7, indicators 8×4, series 16, targets 6, sources 14×2, notes 18
    assert len(all_texts()) == 119


def test_every_text_is_in_its_own_language() -> None:
    mixed = [
        (field, en, zh)
        for field, en, zh in all_texts()
        if CJK.search(en) or CJK_PUNCTUATION.search(en) or (zh and not CJK.search(zh))
    ]
    # The one publisher that has no Chinese name.
    assert mixed == [("publisher", "Cambridge Network", "Cambridge Network")]


def test_texts_shown_to_the_public_hold_no_address() -> None:
    shown = [text for _, en, zh in all_texts() for text in (en, zh)]
    assert [text for text in shown if re.search(r"https?:|www\.|\.(com|cn|net)\b", text)] == []


def test_sources_are_fourteen_documents_each_used() -> None:
    used = {figure["source"] for figure in FIGURES} | {PLAN["source"]}
    assert len(read_toml("sources.toml")["sources"]) == len(SOURCES) == 14
    assert used == set(SOURCES)
    addresses = [s["url"] for s in SOURCES.values() if s["url"]]
    assert len(addresses) == len(set(addresses)) == 13


def test_sources_are_of_a_known_kind_and_mirrors_keep_their_address() -> None:
    kinds = Counter(s["kind"] for s in SOURCES.values())
    assert kinds == {"official": 2, "press": 5, "mirror": 7}
    assert [key for key, s in SOURCES.items() if not s["url"]] == ["xinhua-2024-08"]
    assert SOURCES["plan-2021"]["kind"] == "official"
    assert not [s for s in SOURCES.values() if "mirror" in s["publisher_en"].lower()]


def test_sources_were_published_on_real_days_or_in_a_year() -> None:
    vague = {}
    for key, source in SOURCES.items():
        try:
            datetime.date.fromisoformat(source["published_on"])
        except ValueError:
            vague[key] = source["published_on"]
    assert vague == {"cambridge-network-2022": "2022"}


def test_figures_are_the_eighteen_published_and_no_other() -> None:
    listed = PUBLISHED.strip().splitlines()
    read = [" ".join(figure[column] or "-" for column in COLUMNS[:8]) for figure in FIGURES]
    assert HEADER == COLUMNS
    assert len(listed) == 18
    assert sorted(read) == sorted(listed)


def test_figures_name_a_series_that_exists() -> None:
    known = {(code, s["code"]) for code, i in INDICATORS.items() for s in i["series"]}
    assert {(f["indicator"], f["series"]) for f in FIGURES} - known == set()


def test_figures_cite_the_document_they_come_from() -> None:
    cited = Counter(figure["source"] for figure in FIGURES)
    assert cited == {
        "plan-text-2021": 1,
        "cailian-2022-01": 1,
        "pudong-times-2021-10": 1,
        "china-news-2024-06": 4,
        "china-news-2025-02": 1,
        "xinhua-2024-08": 3,
        "eastday-2021-08": 1,
        "china-news-2024-03": 1,
        "cambridge-network-2022": 1,
        "jiefang-2024-08": 1,
        "eastday-2020-08": 1,
        "china-daily-2022-08": 1,
        "peoples-daily-2023-08": 1,
    }


def test_numbers_are_exact_decimals() -> None:
    numbers = [figure["value"] for figure in FIGURES]
    numbers += [t[field] for t in TARGETS.values() for field in ("lower", "upper", "tolerance")]
    assert [n for n in numbers if n and not DECIMAL.fullmatch(n)] == []
    # 1,428.03 billion of output, 760 billion of single industries, and 1,992 things counted
    assert sum(Decimal(figure["value"]) for figure in FIGURES) == Decimal("2188030001992")


def test_flows_are_never_at_a_date() -> None:
    flows = {code for code, i in INDICATORS.items() if i["nature"] == "flow"}
    covers = {f["covers"] for f in FIGURES if f["indicator"] in flows}
    assert covers == {"year", "to_date"}
    levels = {f["covers"] for f in FIGURES if f["indicator"] not in flows}
    assert levels == {"year", "at_date"}


def test_figures_of_a_series_stand_at_different_positions() -> None:
    taken = Counter((f["indicator"], f["series"], position(f)) for f in FIGURES)
    assert [place for place, times in taken.items() if times > 1] == []


def test_figures_stand_within_the_years_of_the_plan() -> None:
    years = {int(f["year"]) for f in FIGURES}
    assert (min(years), max(years)) == (2019, 2024)
    assert years <= set(range(PLAN["first_figure_year"], PLAN["last_figure_year"] + 1))


def test_a_day_is_given_just_where_a_figure_needs_one() -> None:
    for figure in FIGURES:
        if figure["covers"] == "year":
            assert figure["as_of"] == ""
        else:
            day = datetime.date.fromisoformat(figure["as_of"])
            assert day.year == int(figure["year"])


def test_notes_say_as_reported_on_where_the_day_is_the_report_s() -> None:
    said = []
    for figure in FIGURES:
        if figure["as_of"] and figure["as_of"] == SOURCES[figure["source"]]["published_on"]:
            day = datetime.date.fromisoformat(figure["as_of"])
            assert f"s reported on {day.day} {day:%B} {day.year}" in figure["note_en"]
            assert f"据{day.year}年{day.month}月{day.day}日报道" in figure["note_zh"]
            said.append(figure["as_of"])
    assert sorted(said) == [
        "2020-08-13",
        "2021-08-16",
        "2022-08-23",
        "2023-08-22",
        "2024-03-26",
        "2024-06-14",
        "2024-08-27",
    ]
