"""A plan's folder into rows: the real one whole, a broken one not at all."""

from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from goals.models import Commitment, Goal, Plan, Source, Tracked
from indicators import entries, loading
from indicators.models import Figure, Indicator, Series, Target
from tests import making

pytestmark = pytest.mark.django_db

PLAN = """
[plan]
code = "small"
name_en = "The plan"
name_zh = "规划"
summary_en = "What is to be reached."
summary_zh = "目标。"
baseline_year = 2020
start_year = 2021
end_year = 2025
first_figure_year = 2015
last_figure_year = 2035
source = "plan-text"

[[goals]]
number = 1
slug = "core"
title_en = "Core technologies"
title_zh = "关键核心技术"
summary_en = "A promise."
summary_zh = "一项承诺。"

[[goals.commitments]]
wording_en = "Open up."
wording_zh = "扩大开放。"
due_year = 2025

[[goals.indicators]]
code = "projects"
name_en = "Projects"
name_zh = "项目数"
definition_en = "Projects as they stand."
definition_zh = "现有项目数。"
nature = "stock"
unit = "project"
unit_name_en = "projects"
unit_name_zh = "项"
measure = "count"

[[goals.indicators.series]]
code = "all"
name_en = "All of them"
name_zh = "总数"
role = "headline"

[[goals.indicators.targets]]
year = 2025
aim = "rise"
lower = "100"
tolerance = "0.05"
"""

SOURCES = """
[[sources]]
key = "plan-text"
publisher_en = "The administration"

[[sources]]
key = "daily"
publisher_zh = "临港日报"
kind = "press"
"""

FIGURES = """\
indicator,series,year,covers,as_of,value,obs_status,break_kind,source,note_en,note_zh
projects,all,2020,year,,3,A,,,,
projects,all,2023,at_date,2023-06-30,63,P,definition,daily,"Counted in June, for once.",六月统计。
"""


def folder(path: Path, **files: str | bytes | None) -> Path:
    """A small plan's folder; `files` (plan, sources, figures) are put in, None leaves one out."""
    written: dict[str, str | bytes | None] = {"plan": PLAN, "sources": SOURCES, "figures": FIGURES}
    for name, content in (written | files).items():
        ending = "csv" if name == "figures" else "toml"
        if content is not None:
            body = content.encode() if isinstance(content, str) else content
            (path / f"{name}.{ending}").write_bytes(body)
    return path


def rows() -> list[int]:
    kinds: list[type[Tracked]] = [Source, Plan, Goal, Commitment, Indicator, Series, Target, Figure]
    return [kind._default_manager.count() for kind in kinds]


def test_real_plan_is_loaded_whole() -> None:
    administrator = making.person("administrator")
    loaded = loading.load(making.REAL_PLAN, by=administrator)
    assert loaded == entries.Loaded(
        plan=Plan.objects.get(code="14fyp"),
        sources=14,
        goals=5,
        commitments=7,
        indicators=8,
        series=16,
        targets=6,
        figures=18,
        replaced=False,
    )
    # sources, plan, goals, commitments, indicators, series, targets, figures
    assert rows() == [14, 1, 5, 7, 8, 16, 6, 18]
    assert set(Figure.objects.values_list("updated_by", "version")) == {(administrator.pk, 1)}


def test_small_plan_is_loaded_as_it_is_written(tmp_path: Path) -> None:
    loading.load(folder(tmp_path), by=making.person("administrator"))
    assert rows() == [2, 1, 1, 1, 1, 1, 1, 2]
    assert Target.objects.values_list("lower", "upper", "tolerance").get() == (
        Decimal(100),
        None,
        Decimal("0.05"),
    )
    newest = Figure.objects.get(year=2023)
    assert (newest.value, newest.obs_status, newest.break_kind, newest.note_en) == (
        Decimal(63),
        "P",
        "definition",
        "Counted in June, for once.",
    )
    assert newest.source is not None
    assert (newest.source.key, Figure.objects.get(year=2020).source) == ("daily", None)


def test_folder_may_begin_its_figures_with_a_byte_order_mark(tmp_path: Path) -> None:
    marked = folder(tmp_path, figures=b"\xef\xbb\xbf" + FIGURES.encode())
    assert loading.load(marked, by=making.person("administrator")).figures == 2


def test_bound_of_0_is_a_bound(tmp_path: Path) -> None:
    plan = PLAN.replace('aim = "rise"\nlower = "100"', 'aim = "fall"\nlower = 0\nupper = "0"')
    loading.load(folder(tmp_path, plan=plan), by=making.person("administrator"))
    assert Target.objects.values_list("lower", "upper").get() == (Decimal(0), Decimal(0))


def test_indicator_without_series_is_counted_too(tmp_path: Path) -> None:
    plan = PLAN.split("[[goals.indicators.series]]")[0]
    figures = FIGURES.splitlines()[0]
    loaded = loading.load(
        folder(tmp_path, plan=plan, figures=figures), by=making.person("administrator")
    )
    assert (loaded.goals, loaded.indicators, loaded.figures) == (1, 1, 0)


BROKEN: list[tuple[str, str, str, str]] = [
    # Files as such
    ("plan", 'code = "small"', 'code = "small', "plan.toml: Illegal character '\\n' (at line 3,"),
    ("sources", "[[sources]]", "[[sources", "sources.toml: Expected ']]' at the end of an array"),
    ("plan", "[plan]", "[scheme]", "plan.toml, [plan]: nothing is called 'plan'."),
    ("plan", "[[goals", "[[aims", "plan.toml: [[goals]] is missing, or no list of tables."),
    ("sources", "[[sources]]", "[[origins]]", "sources.toml: [[sources]] is missing, or no list"),
    (
        "plan",
        "[[goals.commitments]]",
        "[goals.commitments]",
        "plan.toml, goal 1: [[commitments]] is",
    ),
    ("figures", "projects,all,2020", '"projects,all,2020', "figures.csv, line 3: ',' expected"),
    ("figures", "3,A,,,,", "3,A,,", "figures.csv, line 2: more or fewer cells than the header."),
    ("figures", "3,A,,,,", "3,A,,,,,,", "figures.csv, line 2: more or fewer cells than the"),
    ("figures", "obs_status", "status", "figures.csv, line 2: nothing is called 'obs_status'."),
    # Names that lead nowhere
    (
        "plan",
        'source = "plan-text"',
        'source = "lost"',
        "plan.toml, [plan]: nothing is called 'lost'.",
    ),
    (
        "plan",
        'source = "plan-text"',
        "",
        "plan.toml, [plan]: source: This field cannot be null. Fill it in.",
    ),
    ("figures", "daily", "weekly", "figures.csv, line 3: nothing is called 'weekly'."),
    (
        "figures",
        "projects,all,2020",
        "projects,some,2020",
        "figures.csv, line 2: nothing is called ('projects', 'some').",
    ),
    ("sources", 'key = "daily"', "", "sources.toml, source 2: key: This field cannot be blank."),
    # Fields that nobody knows
    ("plan", 'code = "small"', 'code = "small"\ncolour = 1', "plan.toml, [plan]: Plan() got unexp"),
    ("plan", "number = 1", "number = 1\ncolour = 1", "plan.toml, goal 1: Goal() got unexpected"),
    ("plan", 'nature = "stock"', "colour = 1", "plan.toml, projects: Indicator() got unexpected"),
    ("plan", 'role = "headline"', "colour = 1", "plan.toml, projects, series all: Series() got"),
    ("plan", 'aim = "rise"', "colour = 1", "plan.toml, projects, target 2025: Target() got un"),
    (
        "plan",
        'wording_en = "Open up."',
        "colour = 1",
        "plan.toml, goal 1, commitment 1: Commitment",
    ),
    ("sources", 'kind = "press"', "colour = 1", "sources.toml, source 2 (daily): Source() got un"),
    # What the models refuse
    ("plan", "end_year = 2025", "end_year = 2020", "plan.toml, [plan]: __all__: The years must"),
    ("plan", 'title_zh = "关键核心技术"', "", "plan.toml, goal 1: title_zh: This field cannot be"),
    ("plan", "due_year = 2025", "", "plan.toml, goal 1, commitment 1: due_year: This field cannot"),
    ("plan", 'nature = "stock"', 'nature = "level"', "plan.toml, projects: nature: Value 'level'"),
    ("plan", 'code = "projects"', "", "plan.toml, goal 1, indicator 1: code: This field cannot be"),
    ("plan", 'role = "headline"', 'role = "main"', "plan.toml, projects, series all: role: Value"),
    (
        "plan",
        'lower = "100"',
        "",
        "plan.toml, projects, target 2025: __all__: A rise needs a lower",
    ),
    (
        "plan",
        'lower = "100"',
        'lower = "many"',
        "plan.toml, projects, target 2025: a number is not",
    ),
    (
        "plan",
        'tolerance = "0.05"',
        'tolerance = "1"',
        "plan.toml, projects, target 2025: __all__: A",
    ),
    (
        "plan",
        "year = 2025\naim",
        "year = 2020\naim",
        "plan.toml, projects, target 2020: year: A ta",
    ),
    ("sources", 'kind = "press"', 'kind = "blog"', "sources.toml, source 2 (daily): kind: Value"),
    ("sources", '"daily"', '"plan-text"', "sources.toml, source 2 (plan-text): key: Source with"),
    # Figures
    ("figures", ",3,A", ",three,A", "figures.csv, line 2: a number is not written as one."),
    ("figures", ",3,A", ",NaN,A", "figures.csv, line 2: value: “NaN” value must be a decimal"),
    ("figures", ",3,A", ",3.5,A", "figures.csv, line 2: value: A count is a whole number."),
    ("figures", ",3,A", ",1e1000000,A", "figures.csv, line 2: value: Ensure that there are no"),
    (
        "figures",
        ",3,A",
        ",3,Z",
        "figures.csv, line 2: obs_status: Value 'Z' is not a valid choice.",
    ),
    ("figures", "all,2020", "all,MMXX", "figures.csv, line 2: invalid literal for int() with"),
    ("figures", "all,2020", "all,2014", "figures.csv, line 2: year: This plan takes figures for"),
    ("figures", "2023-06-30", "30.6.2023", "figures.csv, line 3: Invalid isoformat string: '30.6"),
    ("figures", "2023-06-30", "2022-06-30", "figures.csv, line 3: __all__: The day must lie in"),
    ("figures", "2023,at_date,2023-06-30", "2020,year,", "figures.csv, line 3: __all__: This ser"),
]


@pytest.mark.parametrize(("file", "right", "wrong", "sentence"), BROKEN)
def test_broken_folder_is_refused_by_name_and_writes_nothing(
    tmp_path: Path, file: str, right: str, wrong: str, sentence: str
) -> None:
    sound = {"plan": PLAN, "sources": SOURCES, "figures": FIGURES}[file]
    assert right in sound
    files: dict[str, Any] = {file: sound.replace(right, wrong)}
    with pytest.raises(entries.LoadRefused) as refusal:
        loading.load(folder(tmp_path, **files), by=making.person("administrator"))
    assert str(refusal.value)[: len(sentence)] == sentence
    assert rows() == [0] * 8


@pytest.mark.parametrize("file", ["plan.toml", "sources.toml", "figures.csv"])
def test_folder_without_one_of_its_files_is_refused(tmp_path: Path, file: str) -> None:
    with pytest.raises(entries.LoadRefused) as refusal:
        loading.load(
            folder(tmp_path, **{file.split(".")[0]: None}), by=making.person("administrator")
        )
    assert str(refusal.value) == f"{file} in {tmp_path}: No such file or directory."


@pytest.mark.parametrize("file", ["plan.toml", "sources.toml", "figures.csv"])
def test_file_in_another_encoding_is_refused(tmp_path: Path, file: str) -> None:
    name = file.split(".")[0]
    sound = {"plan": PLAN, "sources": SOURCES, "figures": FIGURES}[name]
    with pytest.raises(entries.LoadRefused) as refusal:
        loading.load(
            folder(tmp_path, **{name: sound.encode("gb18030")}), by=making.person("administrator")
        )
    assert str(refusal.value) == f"{file}: not written in UTF-8."


def test_plan_that_is_there_already_is_refused(tmp_path: Path) -> None:
    loading.load(folder(tmp_path), by=making.person("administrator"))
    with pytest.raises(entries.LoadRefused) as refusal:
        loading.load(tmp_path, by=making.person("administrator"))
    assert str(refusal.value) == (
        "plan.toml, [plan]: code: A plan with this code has figures, evidence, commentaries or "
        "releases already. Change it in the admin, or give this plan a code of its own."
    )
    assert rows() == [2, 1, 1, 1, 1, 1, 1, 2]


def test_plan_that_nothing_hangs_on_gives_way_to_its_next_version(tmp_path: Path) -> None:
    administrator = making.person("administrator")
    figures = FIGURES.splitlines()[0]
    first = loading.load(folder(tmp_path, figures=figures), by=administrator)
    second = loading.load(
        folder(tmp_path, figures=figures, plan=PLAN.replace('"Projects"', '"All projects"')),
        by=administrator,
    )
    assert (first.replaced, second.replaced) == (False, True)
    assert rows() == [2, 1, 1, 1, 1, 1, 1, 0]
    assert Indicator.objects.get().name_en == "All projects"


def test_source_that_stands_already_is_used_again_where_its_words_are_the_same(
    tmp_path: Path,
) -> None:
    administrator = making.person("administrator")
    loading.load(folder(tmp_path), by=administrator)
    other = {"plan": PLAN.replace('"small"', '"other"'), "figures": FIGURES}
    loading.load(folder(tmp_path, **other), by=administrator)
    assert Source.objects.count() == 2
    sources = SOURCES.replace("临港日报", "临港晚报")
    third = {"plan": PLAN.replace('"small"', '"third"'), "sources": sources}
    with pytest.raises(entries.LoadRefused) as refusal:
        loading.load(folder(tmp_path, **third), by=administrator)
    assert str(refusal.value) == (
        "sources.toml, source 2 (daily): publisher_zh: The source “daily” stands already and says "
        "“临港日报” here. Write the same, or give this one a key of its own."
    )


def test_everything_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    plan = (
        PLAN.replace('source = "plan-text"', 'source = "lost"')
        .replace('title_zh = "关键核心技术"', "")
        .replace('role = "headline"', 'role = "main"')
        .replace('aim = "rise"', 'aim = "up"')
    )
    with pytest.raises(entries.LoadRefused) as refusal:
        loading.load(folder(tmp_path, plan=plan), by=making.person("administrator"))
    assert [str(each) for each in refusal.value.problems] == [
        "plan.toml, [plan]: nothing is called 'lost'. Known: plan-text, daily.",
        "plan.toml, goal 1: title_zh: This field cannot be blank. Fill it in.",
        (
            "plan.toml, projects, series all: role: Value 'main' is not a valid choice. "
            "Write one of: headline, other_definition, breakdown."
        ),
        (
            "plan.toml, projects, target 2025: aim: Value 'up' is not a valid choice. "
            "Write one of: rise, fall, within."
        ),
    ]
    assert rows() == [0] * 8


# The command


def test_load_plan_says_what_it_loaded(tmp_path: Path) -> None:
    making.person("administrator")
    said = StringIO()
    call_command("load_plan", str(folder(tmp_path)), by="administrator", stdout=said)
    assert said.getvalue() == "small: 1 goals, 1 indicators, 2 figures.\n"


def test_load_plan_needs_an_account_that_answers_for_it(tmp_path: Path) -> None:
    with pytest.raises(CommandError) as refusal:
        call_command("load_plan", str(folder(tmp_path)), by="nobody")
    assert str(refusal.value) == "No account is called nobody."


def test_load_plan_repeats_the_refusal(tmp_path: Path) -> None:
    making.person("administrator")
    with pytest.raises(CommandError) as refusal:
        call_command("load_plan", str(folder(tmp_path, plan=None)), by="administrator")
    assert str(refusal.value) == f"plan.toml in {tmp_path}: No such file or directory."
