"""The whole path: a figure from an analyst's hands through a release to the public page."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.addresses import OUTPUT, PLAN
from tests.browser.conftest import set_up_tryout, sign_in
from tests.browser.looking import accessibility_faults, too_wide
from tests.browsing import OpenPage, watched_pages

KEPT = f"{PLAN}releases/1/indicators/industrial-output/"
SERIES = "Enterprises above the designated size (亿元, ¥100 million)"


@pytest.fixture
def open_page(
    browser: Browser, live_server: LiveServer, chartjs_bytes: bytes, faults: list[str]
) -> Iterator[OpenPage]:
    """A site of this test's own, which it changes."""
    with watched_pages(browser, live_server.url, chartjs_bytes, faults) as open_:
        yield open_
    assert faults == []


@dataclass(frozen=True)
class Walk:
    typed: str
    understood: str
    verdict: str
    verdict_zh: str


MET = Walk("5010亿", "¥501,000,000,000", "Met", "已实现")
MISSED = Walk("4990亿", "¥499,000,000,000", "Missed, by ¥1.0bn", "未实现，差10亿元")


@pytest.mark.django_db(transaction=True, databases="__all__")
@pytest.mark.parametrize("walk", [MET, MISSED], ids=["met", "missed"])
def test_figure_reaches_the_public_through_an_approved_release(
    open_page: OpenPage, walk: Walk
) -> None:
    passwords = set_up_tryout()
    public, analyst, reviewer = open_page(), open_page(), open_page()
    before = _public_bytes(public)

    _sign_in(analyst, "analyst", passwords)
    _enter_figure(analyst, walk)
    _desk_shows_it_as_internal(analyst, walk)
    _draft(analyst)
    _hold_back_and_let_in(analyst)
    release = _submit(analyst)
    _is_refused_approval(analyst, release)
    assert _public_bytes(public) == before

    _sign_in(reviewer, "reviewer", passwords)
    _preview_says(reviewer, release, walk)
    _approve(reviewer, release)
    _public_page_says(public, walk)
    _first_release_is_kept(public)


def _public_bytes(page: Page) -> list[bytes]:
    tails = ["en/", "zh-hans/", f"en/{OUTPUT}", f"en/{PLAN}indicators/", f"en/{PLAN}releases/"]
    answers = [page.request.get(f"/{tail}") for tail in tails]
    assert [each.status for each in answers] == [200, 200, 200, 200, 200]
    return [each.body() for each in answers]


def _sign_in(page: Page, role: str, passwords: dict[str, str]) -> None:
    sign_in(page, role, passwords[role])
    page.wait_for_url("**/admin/")


def _enter_figure(page: Page, walk: Walk) -> None:
    page.goto("/admin/indicators/figure/add/")
    page.select_option("#id_series", label=SERIES)
    page.fill("#id_year", "2025")
    page.fill("#id_value", walk.typed)
    page.select_option("#id_source", index=1)
    page.click("input[name=_save]")
    echo = page.locator(".messagelist li").first
    expect(echo).to_have_text(
        f"{walk.typed} → {walk.understood}. Industrial output now reads: {walk.verdict}."
    )


def _desk_shows_it_as_internal(page: Page, walk: Walk) -> None:
    page.goto(f"/en/{PLAN}desk/")
    stamped = page.locator("main tr", has=page.locator(".stamp"))
    expect(stamped).to_have_count(1)
    expect(stamped.locator("th a")).to_have_text("Industrial output")
    expect(stamped.locator(".verdict")).to_have_text([walk.verdict])
    expect(stamped.locator(".beside")).to_have_text(["Published: Awaiting the 2025 figure"])
    page.goto(f"/en/{PLAN}desk/indicators/industrial-output/")
    expect(_verdict(page)).to_have_text(walk.verdict)
    figures = page.locator("table.figures tr", has=page.locator(".stamp"))
    expect(figures.locator("th")).to_have_text(["2025"])


def _draft(page: Page) -> None:
    page.goto("/admin/releases/release/add/")
    page.fill("#id_title_en", "Output of 2025")
    page.fill("#id_title_zh", "2025年产值")
    page.get_by_role("button", name="Open the draft").click()


def _hold_back_and_let_in(page: Page) -> None:
    """With the keyboard alone; the page is sound for everybody in both states."""
    for words in ("Held back", "In"):
        page.locator(".switch input").focus()
        page.keyboard.press("Space")
        page.locator("button[form=hold]").press("Enter")
        expect(page.locator(".switch")).to_have_text([words])
        assert accessibility_faults(page) == []
        assert too_wide(page, 320) == []


def _submit(page: Page) -> str:
    """The address of the submitted release; one with a missed target is asked for its cause."""
    wanted = page.get_by_label("Why it is submitted without this commentary")
    if wanted.count():
        wanted.fill("The unit answers next week.")
    page.get_by_role("button", name="Submit for review").click()
    expect(page.locator("h1 .stamp")).to_have_text("Submitted, internal")
    return page.url


def _preview_says(page: Page, address: str, walk: Walk) -> None:
    """The public pages as they will be, link by link, after a look at the release itself."""
    page.goto(address)
    assert accessibility_faults(page) == []
    assert too_wide(page, 320) == []
    page.get_by_role("link", name="Preview the public pages").click()
    expect(page.locator(".strip.preview")).to_contain_text("internal, not published")
    page.locator(".register a", has_text="Industrial output").click()
    expect(page.locator(".strip.preview")).to_contain_text("internal, not published")
    expect(_verdict(page)).to_have_text(walk.verdict)


def _is_refused_approval(page: Page, address: str) -> None:
    """Neither offered nor accepted from somebody without the right."""
    expect(page.get_by_role("button", name="Approve")).to_have_count(0)
    token = page.locator("input[name=csrfmiddlewaretoken]").first.input_value()
    form: dict[str, str | float | bool] = {
        "csrfmiddlewaretoken": token,
        "digest": page.locator(".panel .digest").inner_text(),
        "seen": "on",
    }
    approve = address.replace("/change/", "/approve/")
    assert page.request.post(approve, form=form, headers={"Referer": address}).status == 403


def _approve(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_label("I have seen the content").check()
    page.get_by_role("button", name="Approve", exact=True).click()
    expect(page.locator("h1 .stamp")).to_have_text("Public")


def _public_page_says(page: Page, walk: Walk) -> None:
    for lang, verdict in (("en", walk.verdict), ("zh-hans", walk.verdict_zh)):
        page.goto(f"/{lang}/{OUTPUT}")
        expect(_verdict(page)).to_have_text(verdict)
        page.goto(f"/{lang}/")
        row = page.locator(".register tr", has=page.locator(f"a[href='/{lang}/{OUTPUT}']"))
        expect(row.locator(".verdict")).to_have_text(verdict)


def _first_release_is_kept(page: Page) -> None:
    page.goto(f"/en/{KEPT}")
    expect(_verdict(page)).to_have_text("Awaiting the 2025 figure")
    expect(page.locator(".banner.superseded")).to_contain_text("Superseded by release 2")
    page.goto(f"/zh-hans/{KEPT}")
    expect(_verdict(page)).to_have_text("2025年数据待公布")


def _verdict(page: Page) -> Locator:
    """The verdict beside the title."""
    return page.locator(".title .verdict")
