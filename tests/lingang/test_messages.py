from pathlib import Path

import pytest

from lingang import messages

CODE = """
from django.utils.translation import gettext as _, gettext_lazy, ngettext, pgettext
_("One")
gettext_lazy("Two")
ngettext("%(count)d figure", "%(count)d figures", 3)
pgettext("of a plan", "State")
"not a message"
"""
TEMPLATE = """{% load i18n %}<a title="{% translate "Three" %}">
{% blocktranslate with name=row.name trimmed %}
  Four of {{ name }}
{% endblocktranslate %}</a>"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "goals").mkdir()
    (tmp_path / "goals" / "models.py").write_text(CODE)
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text(TEMPLATE)
    return tmp_path


def fill_in(root: Path, **other: str) -> None:
    """Translate every message as its own words in brackets, or as told."""
    path = root / messages.CATALOGUE
    head, *entries = path.read_text().split("\n\n")
    for number, entry in enumerate(entries):
        words = entry.partition('msgid "')[2].partition('"')[0]
        filled = f'"【{other.get(words, words)}】"'
        entries[number] = entry.replace('msgstr ""', f"msgstr {filled}").replace(
            'msgstr[0] ""', f"msgstr[0] {filled}"
        )
    path.write_text("\n\n".join([head, *entries]))


def test_extract_finds_code_and_templates(root: Path) -> None:
    found = {
        message.id if isinstance(message.id, str) else message.id[0]
        for message in messages.used(root)
    }
    assert found == {"", "One", "Two", "Three", "%(count)d figure", "State", "Four of %(name)s"}


def test_update_counts_what_is_left_to_translate(root: Path) -> None:
    assert messages.update(root) == 6
    fill_in(root)
    assert messages.update(root) == 0


def test_faults_of_a_complete_catalogue_are_none(root: Path) -> None:
    messages.update(root)
    fill_in(root)
    assert messages.faults(root) == []


def test_faults_name_what_is_not_translated(root: Path) -> None:
    messages.update(root)
    fill_in(root)
    path = root / messages.CATALOGUE
    path.write_text(path.read_text().replace('"【One】"', '""'))
    assert messages.faults(root) == ["not translated: “One” (goals/models.py)"]


def test_faults_name_what_is_doubted(root: Path) -> None:
    messages.update(root)
    fill_in(root)
    path = root / messages.CATALOGUE
    path.write_text(path.read_text().replace('msgid "One"', '#, fuzzy\nmsgid "One"'))
    assert messages.faults(root) == ["not translated: “One” (goals/models.py)"]


def test_faults_name_new_and_unused_messages(root: Path) -> None:
    messages.update(root)
    fill_in(root)
    (root / "goals" / "models.py").write_text(CODE.replace('_("One")', '_("New")'))
    assert messages.faults(root) == [
        "not in the catalogue: “New” (goals/models.py)",
        "not used any more: “One” (goals/models.py)",
    ]


def test_faults_name_a_lost_placeholder(root: Path) -> None:
    messages.update(root)
    fill_in(root, **{"Four of %(name)s": "Four of %(nam)s"})
    assert messages.faults(root) == [
        "unknown named placeholder 'nam': “Four of %(name)s” (templates/page.html)"
    ]


def test_update_keeps_the_file_as_it_is_when_nothing_changed(root: Path) -> None:
    messages.update(root)
    fill_in(root)
    messages.update(root)
    before = (root / messages.CATALOGUE).read_text()
    messages.update(root)
    assert (root / messages.CATALOGUE).read_text() == before


def test_compile_makes_what_gettext_reads(root: Path) -> None:
    import gettext

    messages.update(root)
    fill_in(root)
    messages.compile_catalogue(root)
    with (root / messages.CATALOGUE).with_suffix(".mo").open("rb") as file:
        chinese = gettext.GNUTranslations(file)
    assert chinese.gettext("One") == "【One】"
    assert chinese.ngettext("%(count)d figure", "%(count)d figures", 2) == "【%(count)d figure】"
    assert chinese.pgettext("of a plan", "State") == "【State】"
