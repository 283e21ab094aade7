"""The Chinese of everything that code and templates say in English, without GNU gettext.

python -m lingang.messages extract   bring the catalogue up to date; then fill in what is empty
python -m lingang.messages check     fail unless the catalogue is complete
python -m lingang.messages compile   make the file that the site reads
"""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
CODE = ("goals", "indicators", "releases", "lingang")
CATALOGUE = Path("locale", "zh_Hans", "LC_MESSAGES", "django.po")
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
COMMENT = "Translators:"


def used(root: Path = ROOT) -> Catalog:
    """Every message of the code and the templates under `root`, with the files that say it."""
    catalogue = _empty()
    for path, source in _sources(root):
        found = extract(
            "python", io.BytesIO(source.encode()), KEYWORDS, [COMMENT], {"encoding": "utf-8"}
        )
        for _line, message, comments, context in found:
            catalogue.add(
                message,
                locations=[(path.as_posix(), 0)],
                auto_comments=comments,
                context=context,
            )
    return catalogue


def _sources(root: Path) -> Iterator[tuple[Path, str]]:
    """Files with their text as Python: templates have everything but their messages blanked out."""
    for room in CODE:
        for path in sorted((root / room).rglob("*.py")):
            yield path.relative_to(root), path.read_text(encoding="utf-8")
    for path in sorted((root / "templates").rglob("*.html")):
        yield path.relative_to(root), templatize(path.read_text(encoding="utf-8"))


def kept(root: Path = ROOT) -> Catalog:
    """The catalogue as it stands; an empty one where there is none."""
    path = root / CATALOGUE
    if not path.exists():
        return _empty()
    with path.open("rb") as file:
        return read_po(file, locale="zh_Hans")


def _empty() -> Catalog:
    catalogue = Catalog(
        locale="zh_Hans",
        project="lingang",
        version="1",
        header_comment="# Simplified Chinese of what the site's code and templates say in English.",
        charset="utf-8",
        fuzzy=False,
    )
    catalogue.msgid_bugs_address = catalogue.last_translator = catalogue.language_team = ""
    return catalogue


def update(root: Path = ROOT) -> int:
    """Add new messages to the catalogue, drop unused ones; gives how many lack their Chinese."""
    catalogue = kept(root)
    template = used(root)
    template.creation_date = catalogue.creation_date  # only what changed is to change
    catalogue.update(template, no_fuzzy_matching=True)
    path = root / CATALOGUE
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(
            file, catalogue, width=100, sort_output=True, ignore_obsolete=True, include_lineno=False
        )
    return sum(not translated(message) for message in catalogue if message.id)


def faults(root: Path = ROOT) -> list[str]:
    """Why the catalogue is not complete: a line for each message missing, empty or wrong."""
    template, catalogue = used(root), kept(root)
    lines = []
    for message in template:
        have = catalogue.get(_id(message), message.context)
        if message.id and have is None:
            lines.append(f"not in the catalogue: {_where(message)}")
        elif message.id and have is not None and not translated(have):
            lines.append(f"not translated: {_where(message)}")
        elif have is not None:
            lines += [f"{error}: {_where(message)}" for error in have.check(catalogue)]
    lines += [
        f"not used any more: {_where(message)}"
        for message in catalogue
        if message.id and template.get(_id(message), message.context) is None
    ]
    return lines


def translated(message: Message) -> bool:
    """Whether every form of a message has its Chinese, and nobody doubts it."""
    forms = message.string if isinstance(message.string, tuple) else (message.string,)
    return all(forms) and not message.fuzzy


def compile_catalogue(root: Path = ROOT) -> None:
    """Make the file that Django reads, where it is older than the catalogue."""
    source = root / CATALOGUE
    target = source.with_suffix(".mo")
    if not source.exists() or (target.exists() and target.stat().st_mtime > source.stat().st_mtime):
        return
    ready = target.with_suffix(".mo.new")
    with ready.open("wb") as file:
        write_mo(file, kept(root))
    ready.replace(target)


def _id(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _where(message: Message) -> str:
    files = ", ".join(sorted({name for name, _line in message.locations})) or "nowhere"
    return f"“{_id(message)}” ({files})"


def main(arguments: list[str]) -> int:
    match arguments:
        case ["extract"]:
            print(f"{CATALOGUE}: {update()} to translate")
        case ["compile"]:
            compile_catalogue()
        case ["check"]:
            lines = faults()
            print("\n".join(lines) or "messages: complete")
            return int(bool(lines))
        case _:
            print(__doc__)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
