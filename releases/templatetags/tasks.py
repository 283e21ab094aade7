"""What waits for whoever is signed in, for the admin's first page and the desk."""

from typing import Any

from django import template
from django.utils import timezone

from goals.admin_base import who
from releases import tasks

register = template.Library()


@register.simple_tag(takes_context=True)
def task_lines(context: dict[str, Any]) -> list[tasks.TaskLine]:
    return tasks.lines(who(context["request"]), at=timezone.now())
