"""Accounts under the history that triggers keep: who may do what is a record like any figure.

These are Django's own tables. No password, not even its hash, and no sign-in gets into the history.
"""

from django.contrib.auth.models import User

from goals.history import tracked


class Account(User):
    class Meta:
        proxy = True
        default_permissions = ()


@tracked
class Membership(User.groups.through):  # type: ignore[misc, name-defined]  # made by Django
    """That an account belongs to a group."""

    class Meta:
        proxy = True
        default_permissions = ()


tracked(Account, exclude=["password", "last_login"])
