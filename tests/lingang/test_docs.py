"""What the docs say of settings and commands is what there is."""

import re
from pathlib import Path

from indicators.import_columns import HEADINGS
from indicators.workbook_sheets import SHEETS, choices, is_needed

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = (ROOT / "docs" / "deploy.md").read_text()


def test_every_setting_is_documented_and_no_other() -> None:
    code = (ROOT / "lingang" / "settings.py").read_text()
    read = set(re.findall(r'(?:env\.\w+|_database)\(\s*"([A-Z_]+)"', code))
    read |= set(re.findall(r'"(DATABASE_\w+)"', code))
    documented = set(re.findall(r"^\| `([A-Z_]+)` \|", DEPLOY, flags=re.MULTILINE))
    assert documented == read - {"LINGANG_PROCESS"}


def test_make_commands_of_the_readme_exist() -> None:
    named = set(re.findall(r"make (\w+)", (ROOT / "README.md").read_text()))
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), flags=re.MULTILINE))
    assert named <= targets
    assert {"run", "test", "lint", "audit"} <= named


def test_every_dependency_is_locked_with_a_hash_and_no_address() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        lock = (ROOT / name).read_text()
        packages = re.split(r"\n(?=[a-z])", lock)
        assert all("--hash=sha256:" in package for package in packages)
        assert "://" not in lock
        assert "--index-url" not in lock


def test_columns_of_a_plans_workbook_are_documented_as_they_are() -> None:
    text = (ROOT / "docs" / "plan-workbook.md").read_text()
    written = dict(re.findall(r"^\| `(\w+)` \| ([\w*, ]+) \|$", text, flags=re.MULTILINE))
    for sheet in SHEETS:
        assert written[sheet.name] == ", ".join(
            f"**{column}**" if is_needed(sheet, column) else column for column in sheet.columns
        )
        for column in sheet.columns:
            if allowed := choices(sheet, column):
                said = re.search(rf"^\| `{column}` \| (.*) \|$", text, flags=re.MULTILINE)
                assert said is not None
                assert all(word in said[1] for word in allowed)


def test_columns_of_a_file_of_figures_are_documented_as_they_are() -> None:
    text = (ROOT / "docs" / "figure-files.md").read_text()
    written = re.findall(r"^\| `(\w+)` \| (.*) \| (.*) \|$", text, flags=re.MULTILINE)
    assert written == [(name, each["en"], each["zh-hans"]) for name, each in HEADINGS.items()]
