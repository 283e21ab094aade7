"""Small true rows for tests, with a history; releases go through their own doors.

Every maker fills in what a test does not care about and takes the rest by name:
`figure(series(), 2024, "63", obs_status="P")`. People are named after their role, and asking for
the same one twice gives the same account.
"""

import datetime
import itertools
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import pghistory
from django.contrib.auth.models import Group, User

from goals import actions
from goals.models import Commitment, Evidence, Goal, Plan, Source, Tracked
from indicators import loading, suggestions
from indicators.models import (
    Commentary,
    DueDate,
    Figure,
    ImportedFile,
    Indicator,
    Series,
    Suggestion,
    Target,
)
from releases import actions as releasing
from releases.models import Release, SignOffName

Row = TypeVar("Row", bound=Tracked)

REAL_PLAN = Path(__file__).parent.parent / "fixtures" / "14fyp"
SHANGHAI = ZoneInfo("Asia/Shanghai")
# A release's usual moment, long past whatever the clock says, and one that no clock has reached.
AT = datetime.datetime(2024, 3, 1, 9, 30, tzinfo=SHANGHAI)
FUTURE = datetime.datetime(2100, 1, 4, 9, 30, tzinfo=SHANGHAI)

authors: dict[str, User] = {}  # emptied before each test

_numbers = itertools.count(1)


def person(role: str = "analyst", name: str = "", *, password: str = "") -> User:
    """An account with the rights of `role`, called `name` or after the role."""
    user, made = User.objects.get_or_create(
        username=name or role, defaults={"is_staff": role != "official"}
    )
    if made:
        user.set_password(password or None)
        user.save()
        user.groups.add(Group.objects.get(name=role))
    return user


def save(row: Row, by: User | None = None) -> Row:
    """Through the write door, with everything it checks."""
    actions.save(row, by=by or person("administrator"), way="command")
    return row


def _new(row: Row, by: User | None = None) -> Row:
    """A new row, as the write door leaves it.

    The database checks it as ever; `full_clean`, a dozen queries a row, is left out for speed.
    """
    row.updated_by = by or _author("administrator")
    with pghistory.context(user=row.updated_by_id, way="command", reason=""):
        row.save(force_insert=True)
    return row


def _author(role: str) -> User:
    """Who wrote a row, looked up once a test: only the row's columns come of it."""
    if role not in authors:
        authors[role] = person(role)
    return authors[role]


def source(key: str = "", *, by: User | None = None, **fields: Any) -> Source:
    fields = {
        "publisher_en": "Lin-gang Daily",
        "publisher_zh": "临港日报",
        "title_en": "A report",
        "title_zh": "一则报道",
        "url": "https://news.example.org/report",
        "published_on": "2024-02-20",
        "kind": "press",
    } | fields
    return _new(Source(key=key or f"source-{next(_numbers)}", **fields), by)


def plan(code: str = "14fyp", **fields: Any) -> Plan:
    """A plan for 2021 to 2025 with the baseline year 2020 and figures for 2015 to 2035."""
    fields = {
        "name_en": "The plan",
        "name_zh": "规划",
        "summary_en": "What is to be reached by 2025.",
        "summary_zh": "到2025年的目标。",
        "baseline_year": 2020,
        "start_year": 2021,
        "end_year": 2025,
        "first_figure_year": 2015,
        "last_figure_year": 2035,
    } | fields
    if "source" not in fields:
        fields["source"] = source(f"{code}-text", kind="official")
    return _new(Plan(code=code, **fields))


def goal(of: Plan | None = None, number: int = 1, **fields: Any) -> Goal:
    fields = {
        "slug": f"goal-{number}",
        "title_en": f"Goal {number}",
        "title_zh": f"目标{number}",
        "summary_en": "A promise.",
        "summary_zh": "一项承诺。",
    } | fields
    return _new(Goal(plan=of or plan(), number=number, **fields))


def commitment(of: Goal | None = None, **fields: Any) -> Commitment:
    fields = {"wording_en": "Open up.", "wording_zh": "扩大开放。", "due_year": 2025} | fields
    return _new(Commitment(goal=of or goal(), **fields))


def evidence(of: Commitment, on: str = "2024-02-01", **fields: Any) -> Evidence:
    fields = {"statement_en": "It was opened.", "statement_zh": "已开放。"} | fields
    if "source" not in fields:
        fields["source"] = source()
    return _new(Evidence(commitment=of, on=datetime.date.fromisoformat(on), **fields))


def indicator(of: Goal | None = None, code: str = "projects", **fields: Any) -> Indicator:
    """A stock of countable things; `**MONEY` makes it a sum in yuan, typed in 亿."""
    of = of or goal()
    fields = {
        "name_en": "Projects",
        "name_zh": "项目数",
        "definition_en": "Projects as they stand.",
        "definition_zh": "现有项目数。",
        "nature": "stock",
        "measure": "count",
        "unit": "project",
        "unit_name_en": "projects",
        "unit_name_zh": "项",
    } | fields
    return _new(Indicator(plan=of.plan, goal=of, code=code, **fields))


MONEY: dict[str, Any] = {
    "nature": "flow",
    "measure": "money",
    "unit": "CNY",
    "unit_name_en": "yuan",
    "unit_name_zh": "元",
    "input_unit": "yi",
    "decimals": 2,
}


def series(of: Indicator | None = None, code: str = "all", **fields: Any) -> Series:
    """The headline series, unless `role` says otherwise."""
    fields = {"name_en": "All of them", "name_zh": "总数", "role": "headline"} | fields
    return _new(Series(indicator=of or indicator(), code=code, **fields))


def target(of: Indicator, lower: str | None = "100", **fields: Any) -> Target:
    """At least 100 by the end of 2025, unless told otherwise."""
    fields = {"year": 2025, "aim": "rise"} | fields
    return _new(Target(indicator=of, lower=lower and Decimal(lower), **fields))


def figure(
    of: Series, year: int, value: str, *, day: str = "", by: User | None = None, **fields: Any
) -> Figure:
    """A full-year figure as an analyst enters it, or with `day` one that stands on that day."""
    if day:
        fields = {"covers": "at_date", "as_of": datetime.date.fromisoformat(day)} | fields
    row = Figure(series=of, year=year, value=Decimal(value), **fields)
    return _new(row, by or _author("analyst"))


def revise(value: str, *, year: int = 2023, by: User | None = None, **fields: Any) -> Figure:
    """Another value for the first figure of the year, as an analyst corrects it."""
    row = Figure.objects.filter(year=year).earliest("pk")
    row.value = Decimal(value)
    for name, said in fields.items():
        setattr(row, name, said)
    return save(row, by or person("analyst"))


def commentary(of: Indicator, year: int = 2023, **fields: Any) -> Commentary:
    fields = {
        "cause_en": "Funds came late.",
        "cause_zh": "资金到位较晚。",
        "next_step_en": "Ten more are to start.",
        "next_step_zh": "再启动10项。",
        "written_on": datetime.date(2024, 2, 1),
    } | fields
    return _new(Commentary(indicator=of, year=year, **fields), _author("analyst"))


def due_date(of: Plan, year: int = 2025, on: str = "2026-03-31", **fields: Any) -> DueDate:
    due_on = datetime.date.fromisoformat(on)
    return _new(DueDate(plan=of, year=year, due_on=due_on, **fields), person("analyst"))


def imported_file(of: Plan) -> ImportedFile:
    """A file of figures that waits for its sender's decision."""
    return ImportedFile.objects.create(
        plan=of,
        name="figures.csv",
        sha256="0" * 64,
        size=4,
        body=b"year",
        sent_by=person("analyst"),
        sent_at=AT,
    )


def whole_plan(*, indicators: int = 1, code: str = "14fyp") -> Plan:
    """A plan with as many goals as indicators, and with a row of every kind for each of them."""
    made = plan(code)
    for number in range(1, indicators + 1):
        each = goal(made, number)
        evidence(commitment(each))
        counted = indicator(each, f"projects-{number}")
        line = series(counted)
        target(counted)
        figure(line, 2020, "0", source=source())
        figure(line, 2023, "63", source=source(), note_en="Counted in December.")
        commentary(counted)
    return made


def real_plan() -> Plan:
    """The plan and its published figures, as the product brings them."""
    return loading.load(REAL_PLAN, by=person("administrator")).plan


def suggestion(of: Figure, value: str = "61", *, by: User | None = None) -> Suggestion:
    """Another value, as a reviewer who only spots a mistake proposes it."""
    return suggestions.suggest(
        of, by=by or person("reviewer"), value=Decimal(value), reason="Misprint: see page 3."
    )


def sign_off_name(**fields: Any) -> SignOffName:
    """A check that every release needs from now on."""
    fields = {"name_en": "Confidentiality review", "name_zh": "保密审查"} | fields
    return _new(SignOffName(**fields))


def draft(of: Plan, *, at: datetime.datetime = AT, by: User | None = None) -> Release:
    return releasing.draft(
        of,
        by=by or person("analyst"),
        at=at,
        title={"en": "A release", "zh-hans": "一次发布"},
        note={"en": "New figures.", "zh-hans": "新数据。"},
    )


def submit(of: Release, *, at: datetime.datetime = AT, by: User | None = None) -> Release:
    return releasing.submit(of, by=by or person("analyst"), at=at)


def approve(
    of: Release,
    *,
    at: datetime.datetime = AT,
    publish_at: datetime.datetime | None = None,
    by: User | None = None,
) -> Release:
    """Approved at `at`, public from `publish_at` (from `at` on where it is None)."""
    return releasing.approve(
        of, by=by or person("reviewer"), at=at, seen_digest=of.digest, publish_at=publish_at
    )


def publish(
    of: Plan, *, at: datetime.datetime = AT, publish_at: datetime.datetime | None = None
) -> Release:
    """The plan's next release from draft to approval, as of `at`."""
    return approve(submit(draft(of, at=at), at=at), at=at, publish_at=publish_at)
