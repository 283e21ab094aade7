"""`manage.py import_figures FILE --by NAME`: figures from a file, compared, then entered whole."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from goals.models import Plan
from indicators import importing
from indicators.actions import WritesRefused
from indicators.import_table import FileRefused
from indicators.import_words import KINDS, kind_words, line_words, outcome
from indicators.importing import Busy, Preview
from indicators.management.commands.import_plan import shell_language
from indicators.workbook_sheets import LANGUAGES
from releases.standing import released_figures

STOPS = ("refused", "conflict", "asks")


class Command(BaseCommand):
    help = "Enter the figures of a CSV, XLSX or ODS file: all of them, or none."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--by", help="name of the account that answers for the figures")
        parser.add_argument("--plan", help="code of the plan; needed where there are several")
        parser.add_argument("--reason", default="", help="why all odd figures are right")
        parser.add_argument("--dry-run", action="store_true", help="compare all, save nothing")
        parser.add_argument(
            "--lang", choices=LANGUAGES, default=shell_language(), help="language of what is said"
        )

    def handle(self, *_args: Any, file: Path, lang: str, **options: Any) -> None:
        with override(lang):
            try:
                self._import(file, options)
            except (Busy, FileRefused, WritesRefused) as refusal:
                said = refusal.messages if isinstance(refusal, WritesRefused) else [str(refusal)]
                raise CommandError(
                    "\n".join([_("Nothing was saved: %(file)s.") % {"file": file.name}, *said])
                ) from refusal

    @transaction.atomic
    def _import(self, file: Path, options: dict[str, Any]) -> None:
        by, plan = _person(options["by"]), _plan(options["plan"])
        self._progress(_("Reading %(file)s …") % {"file": file.name})
        kept = importing.keep(_content(file), name=file.name, plan=plan, by=by)
        if options["reason"]:
            importing.answer(kept, {"all": {"warning_reason": options["reason"]}}, by=by)
        self._progress(_("Comparing …"))
        released = released_figures(plan.code)
        preview = importing.preview(kept, released=released)
        self._say(preview)
        stands_in_the_way = [line for line in preview.lines if line.kind in STOPS]
        if stands_in_the_way:
            raise CommandError(
                _("Nothing was saved. To mend in %(file)s: %(count)d.")
                % {"file": file.name, "count": len(stands_in_the_way)}
            )
        if options["dry_run"]:
            transaction.set_rollback(True)
            self.stdout.write(_("This was a dry run: nothing was saved."))
            return
        self._progress(_("Saving …"))
        entered = importing.enter(kept, by=by, released=released)
        self.stdout.write(_("Imported: %s.") % outcome(entered))

    def _progress(self, words: str) -> None:
        """Only for somebody who waits at a terminal."""
        if sys.stderr.isatty():
            self.stderr.write(words, self.style.NOTICE)

    def _say(self, preview: Preview) -> None:
        """How many of each kind; the rows that stand in the way, each with its reasons."""
        for kind in KINDS:
            if count := preview.counts[kind]:
                self.stdout.write(f"{kind_words(kind)}: {count:,}")
        if preview.without_value:
            said = _("rows without a value, left alone: %(count)d")
            self.stdout.write(said % {"count": len(preview.without_value)})
        for words in (line_words(line) for line in preview.lines if line.kind in STOPS):
            for heading, sentence in words.refused:
                place = _("row %(row)d") % {"row": words.row}
                self.stderr.write(": ".join(filter(None, (place, heading, sentence))))


def _person(name: str | None) -> User:
    person = User.objects.filter(username=name, is_active=True).first()
    if person is None:
        raise CommandError(_("Say with --by whose account answers for the figures."))
    if not person.has_perms(["indicators.add_figure", "indicators.change_figure"]):
        raise CommandError(_("The account %(name)s may not enter figures.") % {"name": name})
    return person


def _plan(code: str | None) -> Plan:
    plans = list(Plan.objects.filter(code=code) if code else Plan.objects.all()[:2])
    if code and not plans:
        raise CommandError(_("No plan is called %(code)s.") % {"code": code})
    if len(plans) != 1:
        raise CommandError(_("Say with --plan for which plan the figures are."))
    return plans[0]


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise CommandError(f"{file}: {error.strerror}.") from error
