"""The code serves any plan: what the plan at hand is called and which years it has are data."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CODE = ["goals", "indicators", "releases", "lingang"]
PLAN = tomllib.loads((ROOT / "fixtures" / "14fyp" / "plan.toml").read_text())["plan"]
KNOWN = re.compile(
    r"(?<![\w#.])("
    + "|".join(str(value) for key, value in PLAN.items() if key == "code" or key.endswith("_year"))
    + r")(?!\w)"
)
# The product's own name, which SITE_NAME replaces.
ALLOWED = {("lingang/settings.py", "Lin-gang 2025"), ("lingang/settings.py", "临港 2025")}


def documented(tree: ast.AST) -> Iterator[int]:
    """The docstrings, by identity: examples in words are no knowledge."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield id(node.value)


def constants(source: str) -> list[str]:
    """Every number and text that a module works with; neither comments nor docstrings."""
    tree = ast.parse(source)
    words = set(documented(tree))
    return [
        str(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and id(node) not in words
    ]


def known_in(path: Path) -> list[tuple[str, str]]:
    text = path.read_text()
    parts = constants(text) if path.suffix == ".py" else [text]
    name = str(path.relative_to(ROOT))
    return [(name, part[:80]) for part in parts if KNOWN.search(part)]


def files() -> list[Path]:
    modules = [path for room in CODE for path in (ROOT / room).rglob("*.py")]
    drawn = [path for room in ("templates", "static") for path in (ROOT / room).rglob("*.*")]
    texts = [path for path in drawn if path.suffix in {".html", ".css", ".js", ".svg", ".txt"}]
    apart = {"migrations", "styleguide"}  # written by Django; invented plans, as fixtures are
    return [path for path in [*modules, *texts] if not apart & set(path.parts)]


def test_no_code_knows_the_plans_code_or_years() -> None:
    assert len(files()) > 100
    found = {each for path in files() for each in known_in(path)}
    assert found - ALLOWED == set()


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("YEAR = 2025", ["2025"]),
        ("PATH = 'fixtures/14fyp'", ["fixtures/14fyp"]),
        ("TITLE = 'Goals for 2025'", ["Goals for 2025"]),
        ("TITLE = f'Goals for {year}'", []),
        ("LEAST = 12025", []),
        ('"""As in 2025."""', []),
        ("at = 1  # as in 2025", []),
    ],
)
def test_what_counts_as_knowing(source: str, found: list[str]) -> None:
    assert [each for each in constants(source) if KNOWN.search(each)] == found
