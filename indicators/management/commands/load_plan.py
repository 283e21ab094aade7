"""`manage.py load_plan FOLDER --by NAME`: a plan with its sources and figures, all or nothing."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from indicators import entries, loading


class Command(BaseCommand):
    help = "Load a plan from a folder with plan.toml, sources.toml and figures.csv."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--by", required=True, help="name of the account that answers for it")

    def handle(self, *_args: Any, folder: Path, by: str, **_options: Any) -> None:
        try:
            loaded = loading.load(folder, by=User.objects.get(username=by))
        except User.DoesNotExist as error:
            raise CommandError(f"No account is called {by}.") from error
        except entries.LoadRefused as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{loaded.plan.code}: {loaded.goals} goals, {loaded.indicators} indicators, "
            f"{loaded.figures} figures."
        )
