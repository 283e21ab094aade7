"""The rooms of the admin in a real browser: for everybody's eyes and hands, under one policy."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse
from playwright.sync_api import Page, expect

from goals.models import Commitment, Goal
from indicators.models import Figure, Indicator
from releases.models import Release
from tests.browser.conftest import Tryout, sign_in
from tests.browser.looking import accessibility_faults, sheets, too_wide
from tests.browsing import OpenPage

NEW_FIGURE = "/admin/indicators/figure/add/"


def of_administrators() -> dict[str, str]:
    output = Indicator.objects.get(code="industrial-output")
    return {
        "index": reverse("admin:index"),
        "indicators": reverse("admin:indicators_indicator_changelist"),
        "indicator": reverse("admin:indicators_indicator_change", args=[output.pk]),
        "goal": reverse("admin:goals_goal_change", args=[Goal.objects.latest("pk").pk]),
        "account": reverse("admin:auth_user_change", args=[User.objects.latest("pk").pk]),
        "group": reverse("admin:auth_group_change", args=[Group.objects.latest("pk").pk]),
        "sign-off": reverse("admin:releases_signoffname_add"),
        "record": reverse("admin:releases_release_record", args=[Release.objects.get().pk]),
    }


def of_analysts() -> dict[str, str]:
    figure = [Figure.objects.latest("pk").pk]
    return {
        "figures": reverse("admin:indicators_figure_changelist"),
        "figure": reverse("admin:indicators_figure_change", args=figure),
        "history": reverse("admin:indicators_figure_history", args=figure),
        "deletion": reverse("admin:indicators_figure_delete", args=figure),
        "deleted": reverse("admin:indicators_figure_deleted"),
        "new figure": NEW_FIGURE,
        "missing": reverse("admin:indicators_figure_missing"),
        "slip": slip("industrial-output"),
        "due date": reverse("admin:indicators_duedate_add"),
        "sources": reverse("admin:goals_source_changelist"),
        "sheet": reverse("admin:indicators_figure_grid"),
        "import": reverse("admin:indicators_figure_import"),
        "commitment": reverse(
            "admin:goals_commitment_change", args=[Commitment.objects.latest("pk").pk]
        ),
        "release": reverse("admin:releases_release_change", args=[Release.objects.get().pk]),
        "draft": reverse("admin:releases_release_add"),
        "suggestion": f"{reverse('admin:indicators_suggestion_add')}?figure={figure[0]}",
        "suggestions": reverse("admin:indicators_suggestion_changelist"),
    }


def slip(code: str) -> str:
    return reverse("admin:indicators_indicator_slip", args=[Indicator.objects.get(code=code).pk])


def enter(page: Page, tryout: Tryout, role: str, lang: str = "en") -> None:
    sign_in(page, role, tryout.passwords[role], lang)
    page.wait_for_url("**/admin/")


@pytest.mark.parametrize("lang", ["en", "zh-hans"])
@pytest.mark.parametrize(
    ("role", "rooms"), [("administrator", of_administrators), ("analyst", of_analysts)]
)
def test_rooms_are_open_to_everybody(
    role: str, rooms: Callable[[], dict[str, str]], lang: str, open_page: OpenPage, tryout: Tryout
) -> None:
    page = open_page()
    enter(page, tryout, role, lang)
    found = []
    for name, address in rooms().items():
        page.goto(address)
        found += [f"{name}: {line}" for line in accessibility_faults(page)]
        found += [f"{name}: {line}" for line in too_wide(page, 320)]
    assert found == []


def test_value_hint_follows_the_chosen_series(open_page: OpenPage, tryout: Tryout) -> None:
    page = open_page()
    enter(page, tryout, "analyst")
    page.goto(NEW_FIGURE)
    page.select_option(
        "#id_series", label="Enterprises above the designated size (亿元, ¥100 million)"
    )
    expect(page.locator(".unit-hint")).to_have_text(
        "A bare number is in 亿元, ¥100 million: 6000 is ¥600,000,000,000."
    )
    page.select_option("#id_series", label="All cases (cases)")
    expect(page.locator(".unit-hint")).to_have_text("A bare number counts cases.")


def test_figure_is_refused_without_javascript(open_page: OpenPage, tryout: Tryout) -> None:
    page = open_page(javascript=False)
    enter(page, tryout, "analyst", "zh-hans")
    page.goto(NEW_FIGURE)
    page.select_option("#id_series", label="规模以上工业企业（亿元）")
    page.fill("#id_year", "2025")
    page.fill("#id_value", "1e5")
    page.click("input[name=_save]")
    expect(page.locator(".field-value .errorlist")).to_have_text(
        "不支持1e5这类指数写法。请写出完整数字，或使用万、亿。"
    )
    expect(page.locator("#id_value")).to_have_value("1e5")


def test_request_slip_prints_on_one_page(open_page: OpenPage, tryout: Tryout) -> None:
    page = open_page()
    for lang, heading in (("en", "Request for figures"), ("zh-hans", "数据催报单")):
        enter(page, tryout, "analyst", lang)
        page.goto(slip("industrial-output"))
        expect(page.locator("h1")).to_have_text(heading)
        assert sheets(page.pdf(format="A4", print_background=True)) == 1
        page.context.clear_cookies()
