"""`manage.py setup_tryout`: everything once, and nothing the second time."""

import re
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.utils import timezone

from goals.models import Plan
from indicators.models import Figure
from releases import published
from releases.models import Release
from releases.verifying import verify

pytestmark = pytest.mark.django_db

ROLES = ["official", "analyst", "reviewer", "auditor", "administrator"]


def setup() -> str:
    said = StringIO()
    call_command("setup_tryout", stdout=said)
    return said.getvalue()


def test_first_run_says_what_it_made() -> None:
    said = setup().splitlines()
    assert said[:2] == [
        "Loaded 14fyp: 5 goals, 8 indicators, 18 figures; release 1 is published.",
        "Accounts, shown this once (change a password after signing in):",
    ]
    assert [line.split()[0] for line in said[2:]] == ROLES


def test_first_run_makes_an_account_for_each_role() -> None:
    passwords = dict(line.split() for line in setup().splitlines()[2:])
    assert len(set(passwords.values())) == 5
    for role, password in passwords.items():
        user = User.objects.get(username=role)
        assert user.check_password(password)
        assert re.fullmatch(r"[\w-]{16}", password)
        assert [group.name for group in user.groups.all()] == [role]
        assert (user.is_staff, user.is_superuser) == (role != "official", False)


def test_first_run_publishes_by_two_people() -> None:
    setup()
    release = Release.objects.get()
    assert (release.number, release.state, str(release.drafted_by), str(release.approved_by)) == (
        1,
        "approved",
        "analyst",
        "reviewer",
    )
    assert Figure.objects.values_list("updated_by__username").distinct().get() == ("administrator",)
    assert published.shelf(at=timezone.now()).current_plan() == "14fyp"
    assert verify() == (1, [])


def test_second_run_changes_nothing_and_says_nothing() -> None:
    setup()

    def state() -> list[object]:
        return [
            list(User.objects.order_by("pk").values_list("username", "password")),
            list(Release.objects.values_list("pk", "digest")),
            Plan.objects.count(),
            Figure.objects.count(),
        ]

    before = state()
    assert setup() == ""
    assert state() == before
