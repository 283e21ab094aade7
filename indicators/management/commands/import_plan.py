"""`manage.py import_plan FILE.xlsx --by NAME`: a whole plan from a workbook, or the workbook."""

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from goals.models import Plan
from indicators import workbook_making, workbooks
from indicators.entries import Loaded, LoadRefused
from indicators.workbook_sheets import LANGUAGES


class Command(BaseCommand):
    help = "Load a plan from a workbook (docs/plan-workbook.md), or write the workbook to fill in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.xlsx")
        parser.add_argument("--by", help="name of the account that answers for the plan")
        parser.add_argument("--dry-run", action="store_true", help="check all, save nothing")
        parser.add_argument("--template", action="store_true", help="write the workbook to fill in")
        parser.add_argument(
            "--from", dest="code", help="with --template: the code of a plan to put into it"
        )
        parser.add_argument(
            "--lang", choices=LANGUAGES, default=shell_language(), help="language of what is said"
        )

    def handle(self, *_args: Any, file: Path, lang: str, **options: Any) -> None:
        with override(lang):
            if options["template"]:
                self._write(file, options["code"])
            else:
                self._load(file, options["by"], dry_run=options["dry_run"])

    def _write(self, file: Path, code: str | None) -> None:
        plan = Plan.objects.filter(code=code).first()
        if code and plan is None:
            raise CommandError(_("No plan is called %(code)s.") % {"code": code})
        try:
            workbook_making.save(file, plan)
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}.") from error
        self.stdout.write(_("Written: %(file)s.") % {"file": file})

    def _load(self, file: Path, by: str | None, *, dry_run: bool) -> None:
        person = User.objects.filter(username=by).first()
        if person is None:
            raise CommandError(_("Say with --by whose account answers for the plan."))
        try:
            with transaction.atomic():
                loaded = workbooks.load(file, by=person)
                transaction.set_rollback(dry_run)
        except LoadRefused as refusal:
            count = len(refusal.problems)
            head = _("Nothing was saved. To mend in %(file)s: %(count)d.")
            raise CommandError(
                f"{head % {'file': file.name, 'count': count}}\n{refusal}"
            ) from refusal
        self.stdout.write(_counted(loaded))
        if loaded.replaced:
            self.stdout.write(_("It takes the place of the plan of this code that stood before."))
        if dry_run:
            self.stdout.write(_("This was a dry run: nothing was saved."))


def _counted(loaded: Loaded) -> str:
    words = _(
        "%(code)s: %(goals)d goals, %(commitments)d commitments, %(indicators)d indicators, "
        "%(series)d series, %(targets)d targets, %(sources)d sources."
    )
    return words % {**loaded._asdict(), "code": loaded.plan.code}


def shell_language() -> str:
    """Chinese where the shell speaks it."""
    spoken = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG")
    return LANGUAGES[1] if (spoken or "").startswith("zh") else LANGUAGES[0]
