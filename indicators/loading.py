"""A plan's folder into rows: `plan.toml`, `sources.toml` and `figures.csv`, all or nothing."""

import csv
import datetime
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User

from goals.models import Commitment, Goal, Plan, Source
from indicators import entries
from indicators.entries import Entry, Loaded, LoadRefused, Problem
from indicators.models import Figure, Indicator, Series, Target

Table = dict[str, Any]


def load(folder: Path, *, by: User) -> Loaded:
    """Write the plan in `folder` with its figures as `by`. Raises `entries.LoadRefused`."""
    tables = _read_toml(folder / "plan.toml")
    listed = _read_toml(folder / "sources.toml")
    rows = _read_csv(folder / "figures.csv")
    read = [
        *_sources(listed),
        *_plan(tables),
        *(_figure(row, f"figures.csv, line {line}") for line, row in rows),
    ]
    return entries.write(read, by=by, way="command")


def _sources(listed: Table) -> Iterator[Entry]:
    for number, entry in enumerate(_tables(listed, "sources", "sources.toml"), start=1):
        where = f"sources.toml, source {number}"
        where = f"{where} ({entry['key']})" if "key" in entry else where
        yield Entry(kind=Source, where=where, fields=entry)


def _plan(tables: Table) -> Iterator[Entry]:
    goals = _tables(tables, "goals", "plan.toml")
    with _saying("plan.toml, [plan]"):
        own = dict(tables["plan"])
    yield Entry(kind=Plan, where="plan.toml, [plan]", fields=own)
    for goal in goals:
        yield from _goal(goal)


def _goal(entry: Table) -> Iterator[Entry]:
    number = entry.get("number")
    where = f"plan.toml, goal {number}"
    commitments = _tables(entry, "commitments", where, optional=True)
    indicators = _tables(entry, "indicators", where, optional=True)
    yield Entry(kind=Goal, where=where, fields=_own(entry, "commitments", "indicators"))
    for order, commitment in enumerate(commitments, start=1):
        fields = {**commitment, "goal": number}
        yield Entry(kind=Commitment, where=f"{where}, commitment {order}", fields=fields)
    for order, indicator in enumerate(indicators, start=1):
        yield from _indicator(indicator, number, f"goal {number}, indicator {order}")


def _indicator(entry: Table, goal: Any, place: str) -> Iterator[Entry]:
    code = entry.get("code")
    where = f"plan.toml, {code or place}"
    series, targets = (_tables(entry, key, where, optional=True) for key in ("series", "targets"))
    own = {**_own(entry, "series", "targets"), "goal": goal}
    yield Entry(kind=Indicator, where=where, fields=own)
    for target in targets:
        yield _target({**target, "indicator": code}, f"{where}, target {target.get('year')}")
    for order, line in enumerate(series, start=1):
        fields = {**line, "indicator": code}
        yield Entry(kind=Series, where=f"{where}, series {line.get('code', order)}", fields=fields)


def _target(entry: Table, where: str) -> Entry:
    with _saying(where):
        bounds = {key: _bound(entry.get(key, "")) for key in ("lower", "upper")}
        numbers = {**bounds, "tolerance": Decimal(entry.get("tolerance", "0"))}
    return Entry(kind=Target, where=where, fields={**entry, **numbers})


def _figure(row: dict[str, str], where: str) -> Entry:
    with _saying(where):
        fields = {
            "series": (row["indicator"], row["series"]),
            "year": int(row["year"]),
            "covers": row["covers"],
            "as_of": datetime.date.fromisoformat(row["as_of"]) if row["as_of"] else None,
            "value": Decimal(row["value"]),
            "obs_status": row["obs_status"],
            "break_kind": row["break_kind"],
            "source": row["source"] or None,
            "note_en": row["note_en"],
            "note_zh": row["note_zh"],
        }
    return Entry(kind=Figure, where=where, fields=fields)


def _own(entry: Table, *others: str) -> Table:
    """The entry's own fields, without the tables in it."""
    return {key: value for key, value in entry.items() if key not in others}


def _bound(written: str) -> Decimal | None:
    return None if written == "" else Decimal(written)


@contextmanager
def _saying(where: str) -> Iterator[None]:
    """Turn whatever cannot be read of the entry `where` into a refusal that names it."""
    try:
        yield
    except KeyError as error:
        raise _refusal(where, f"nothing is called {error}.") from error
    except InvalidOperation as error:
        raise _refusal(where, "a number is not written as one.") from error
    except (TypeError, ValueError) as error:
        raise _refusal(where, f"{error}.") from error


def _refusal(where: str, sentence: str) -> LoadRefused:
    return LoadRefused([Problem(where, sentence)])


def _tables(of: Table, key: str, where: str, *, optional: bool = False) -> list[Table]:
    """The list of tables called `key`."""
    tables = of.get(key, [] if optional else None)
    if isinstance(tables, list) and all(isinstance(each, dict) for each in tables):
        return tables
    raise _refusal(where, f"[[{key}]] is missing, or no list of tables.")


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
            raise _refusal(f"{path.name}, line {reader.reader.line_num}", f"{error}.") from error
    for line, row in rows:
        if None in row or None in row.values():
            raise _refusal(f"{path.name}, line {line}", "more or fewer cells than the header.")
    return rows


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _refusal(f"{path.name} in {path.parent}", f"{error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise _refusal(path.name, "not written in UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise _refusal(path.name, f"{error}.") from error
