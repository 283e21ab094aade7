"""A plan's folder into rows: `plan.toml`, `sources.toml` and `figures.csv`, all or nothing."""

import csv
import datetime
import tomllib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction

from goals import actions
from goals.models import Commitment, Goal, Plan, Source, Tracked
from indicators.models import Figure, Indicator, Series, Target

Table = dict[str, Any]
Row = TypeVar("Row", bound=Tracked)


class LoadRefused(Exception):  # noqa: N818 (a refusal with its reason)
    """The folder cannot be loaded; says which file, which entry and why. Nothing was written."""


class Loaded(NamedTuple):
    """How many rows of the kinds that readers know were written."""

    plan: Plan
    goals: int
    indicators: int
    figures: int


@transaction.atomic
def load(folder: Path, *, by: User) -> Loaded:
    """Write the plan in `folder` with its figures as `by`. Raises `LoadRefused`."""
    tables = _read_toml(folder / "plan.toml")
    listed = _read_toml(folder / "sources.toml")
    rows = _read_csv(folder / "figures.csv")
    sources = {
        source.key: source
        for number, entry in enumerate(_tables(listed, "sources", "sources.toml"), start=1)
        for source in [_load_source(entry, by, f"sources.toml, source {number}")]
    }
    plan = _load_plan(tables, sources, by)
    series: dict[tuple[str, str], Series] = {}
    goals = _tables(tables, "goals", "plan.toml")
    for entry in goals:
        series |= _load_goal(plan, entry, by)
    for line, row in rows:
        _load_figure(row, series, sources, by, f"figures.csv, line {line}")
    indicators = Indicator.objects.filter(plan=plan).count()
    return Loaded(plan=plan, goals=len(goals), indicators=indicators, figures=len(rows))


def _load_source(entry: Table, by: User, where: str) -> Source:
    with _saying(f"{where} ({entry['key']})" if "key" in entry else where):
        return _saved(Source(**entry), by)


def _load_plan(tables: Table, sources: dict[str, Source], by: User) -> Plan:
    with _saying("plan.toml, [plan]"):
        head = dict(tables["plan"])
        source = sources[head.pop("source")]
        return _saved(Plan(source=source, **head), by)


def _load_goal(plan: Plan, entry: Table, by: User) -> dict[tuple[str, str], Series]:
    where = f"plan.toml, goal {entry.get('number')}"
    commitments = _tables(entry, "commitments", where, optional=True)
    indicators = _tables(entry, "indicators", where, optional=True)
    with _saying(where):
        goal = _saved(Goal(plan=plan, **_own(entry, "commitments", "indicators")), by)
    for order, commitment in enumerate(commitments, start=1):
        with _saying(f"{where}, commitment {order}"):
            _saved(Commitment(goal=goal, order=order, **commitment), by)
    return {
        (indicator.code, series.code): series
        for order, table in enumerate(indicators, start=1)
        for indicator, made in [_load_indicator(goal, order, table, by)]
        for series in made
    }


def _load_indicator(
    goal: Goal, order: int, entry: Table, by: User
) -> tuple[Indicator, list[Series]]:
    where = f"plan.toml, {entry.get('code', f'goal {goal.number}, indicator {order}')}"
    series, targets = (_tables(entry, key, where, optional=True) for key in ("series", "targets"))
    with _saying(where):
        own = _own(entry, "series", "targets")
        indicator = _saved(Indicator(plan=goal.plan, goal=goal, order=order, **own), by)
    for target in targets:
        with _saying(f"{where}, target {target.get('year')}"):
            bounds = {key: _bound(target.get(key, "")) for key in ("lower", "upper")}
            tolerance = Decimal(target.get("tolerance", "0"))
            own = _own(target, "lower", "upper", "tolerance")
            _saved(Target(indicator=indicator, **bounds, tolerance=tolerance, **own), by)
    return indicator, [
        _load_series(indicator, number, each, by, where)
        for number, each in enumerate(series, start=1)
    ]


def _load_series(indicator: Indicator, order: int, entry: Table, by: User, where: str) -> Series:
    with _saying(f"{where}, series {entry.get('code', order)}"):
        return _saved(Series(indicator=indicator, order=order, **entry), by)


def _load_figure(
    row: dict[str, str],
    series: dict[tuple[str, str], Series],
    sources: dict[str, Source],
    by: User,
    where: str,
) -> None:
    with _saying(where):
        figure = Figure(
            series=series[row["indicator"], row["series"]],
            year=int(row["year"]),
            covers=row["covers"],
            as_of=datetime.date.fromisoformat(row["as_of"]) if row["as_of"] else None,
            value=Decimal(row["value"]),
            obs_status=row["obs_status"],
            break_kind=row["break_kind"],
            source=sources[row["source"]] if row["source"] else None,
            note_en=row["note_en"],
            note_zh=row["note_zh"],
        )
        _saved(figure, by)


def _own(entry: Table, *others: str) -> Table:
    """The entry's own fields, without the tables in it and what is read apart."""
    return {key: value for key, value in entry.items() if key not in others}


def _bound(written: str) -> Decimal | None:
    return None if written == "" else Decimal(written)


def _saved(row: Row, by: User) -> Row:
    actions.save(row, by=by, way="command")
    return row


def _sentences(error: ValidationError) -> Iterable[str]:
    if hasattr(error, "error_dict"):
        return (f"{field}: {' '.join(said)}" for field, said in error.message_dict.items())
    return error.messages


@contextmanager
def _saying(where: str) -> Iterator[None]:
    """Turn whatever is wrong with the entry `where` into a refusal that names it."""
    try:
        yield
    except ValidationError as error:
        raise LoadRefused(f"{where}: {' '.join(_sentences(error))}") from error
    except KeyError as error:
        raise LoadRefused(f"{where}: nothing is called {error}.") from error
    except InvalidOperation as error:
        raise LoadRefused(f"{where}: a number is not written as one.") from error
    except (AttributeError, TypeError, ValueError) as error:
        raise LoadRefused(f"{where}: {error}.") from error


def _tables(of: Table, key: str, where: str, *, optional: bool = False) -> list[Table]:
    """The list of tables called `key`."""
    tables = of.get(key, [] if optional else None)
    if isinstance(tables, list) and all(isinstance(each, dict) for each in tables):
        return tables
    raise LoadRefused(f"{where}: [[{key}]] is missing, or no list of tables.")


def _read_toml(path: Path) -> Table:
    with _reading(path):
        return tomllib.loads(path.read_text("utf-8"))


def _read_csv(path: Path) -> list[tuple[int, dict[str, str]]]:
    """The rows with the number of the line that each ends on."""
    with _reading(path), path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        try:
            rows = [(reader.line_num, row) for row in reader]
        except csv.Error as error:
            raise LoadRefused(f"{path.name}, line {reader.reader.line_num}: {error}.") from error
    for line, row in rows:
        if None in row or None in row.values():
            raise LoadRefused(f"{path.name}, line {line}: more or fewer cells than the header.")
    return rows


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise LoadRefused(f"{path.name} in {path.parent}: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise LoadRefused(f"{path.name} is not written in UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise LoadRefused(f"{path.name}: {error}.") from error
