#!/usr/bin/env python
"""Django's commands. Without DATABASE_URL they use the try-out's PostgreSQL, started if need be."""

import os
import sys
from contextlib import nullcontext
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import OperationalError

from lingang import embedded

AS_OWNER = {"migrate", "sqlmigrate", "showmigrations"}


def main() -> None:
    """Run the command in the process that its database rights ask for."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lingang.settings")
    os.environ["LINGANG_PROCESS"] = "migrate" if AS_OWNER & set(sys.argv[1:2]) else "command"
    from lingang import settings  # noqa: F401 (a wrong value becomes a sentence here)

    data = Path(__file__).resolve().parent / ".data" / "postgres"
    with nullcontext() if os.environ.get("DATABASE_URL", "").strip() else embedded.running(data):
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    try:
        main()
    except (ImproperlyConfigured, embedded.EmbeddedError) as error:
        sys.exit(str(error))
    except OperationalError as error:
        sys.exit(f"The database does not answer as it should: {str(error).splitlines()[0]}")
