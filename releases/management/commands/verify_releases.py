"""`manage.py verify_releases`: every document, digest and link of the chain, recomputed."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from releases import verifying


class Command(BaseCommand):
    help = "Recompute every document's hash and every release's digest, and check the chain."

    def handle(self, *_args: Any, **_options: Any) -> None:
        checked, faults = verifying.verify()
        for fault in faults:
            self.stderr.write(fault)
        if faults:
            raise CommandError(f"{len(faults)} faults found.")
        self.stdout.write(f"{checked} releases verified.")
