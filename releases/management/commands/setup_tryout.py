"""`manage.py setup_tryout`: the plan, one account for each role, and the first release.

Does nothing where a plan is loaded already.
"""

import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from goals.models import Plan
from indicators import loading
from releases import actions

ROLES = ("official", "analyst", "reviewer", "auditor", "administrator")
FIXTURES = Path(settings.BASE_DIR) / "fixtures"


class Command(BaseCommand):
    help = "Load the plan and its published figures, make the accounts, publish the first release."

    def handle(self, *_args: Any, **_options: Any) -> None:
        with transaction.atomic():
            if Plan.objects.exists():
                return
            passwords = {role: secrets.token_urlsafe(12) for role in ROLES}
            people = {role: make_account(role, password) for role, password in passwords.items()}
            loaded = loading.load(
                min(FIXTURES.glob("*/plan.toml")).parent, by=people["administrator"]
            )
            publish_first(loaded.plan, analyst=people["analyst"], reviewer=people["reviewer"])
        self.stdout.write(
            f"Loaded {loaded.plan.code}: {loaded.goals} goals, {loaded.indicators} indicators, "
            f"{loaded.figures} figures; release 1 is published.\n"
            "Accounts, shown this once (change a password after signing in):"
        )
        for role, password in passwords.items():
            self.stdout.write(f"  {role:<14} {password}")


def make_account(role: str, password: str) -> User:
    """An account named after its role, with its rights; all but officials enter the admin."""
    user = User.objects.create_user(role, password=password, is_staff=role != "official")
    user.groups.add(Group.objects.get(name=role))
    return user


def publish_first(plan: Plan, *, analyst: User, reviewer: User) -> None:
    """Draft, submit and approve the first release, each by the role that may."""
    now = timezone.now()
    release = actions.draft(
        plan,
        by=analyst,
        at=now,
        title={"en": "First release", "zh-hans": "首次发布"},
        note={
            "en": "The plan as adopted and every published figure that was found.",
            "zh-hans": "规划目标及目前查到的全部已公布数据。",
        },
    )
    frozen = actions.submit(release, by=analyst, at=now)
    actions.approve(frozen, by=reviewer, at=now, seen_digest=frozen.digest)
