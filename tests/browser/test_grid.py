"""The sheet of figures in a real browser: pasted into, typed into, kept, by keyboard alone."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from indicators.models import Figure, SheetDraft
from tests import making
from tests.admin_rooms import signed_in
from tests.browser.conftest import sign_in
from tests.browser.looking import accessibility_faults, too_wide
from tests.browsing import OpenPage, watched_pages

PASSWORD = "open the sheet 2025"
SHEET = "/admin/indicators/figure/grid/"

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


@pytest.fixture
def open_page(
    browser: Browser, live_server: LiveServer, chartjs_bytes: bytes, faults: list[str]
) -> Iterator[OpenPage]:
    """A site of this test's own, which it changes."""
    with watched_pages(browser, live_server.url, chartjs_bytes, faults) as open_:
        yield open_
    assert faults == []


class Hands:
    """Whatever a person does with the keys, counted: each press is one."""

    def __init__(self, page: Page) -> None:
        self.page, self.pressed = page, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.pressed += 1
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self.pressed += len(text)
        self.page.keyboard.type(text)

    def in_the_clipboard(self, text: str) -> None:
        """Something copied from a spreadsheet."""
        self.page.evaluate("text => navigator.clipboard.writeText(text)", text)


def ten_series() -> list[int]:
    """Ten indicators, each with one series and a target of 100, and a source to name."""
    making.source(publisher_en="Statistics Bureau", title_en="Yearbook", published_on="2026")
    goal, keys = making.goal(), []
    for number in range(1, 11):
        names = {"name_en": f"Indicator {number}", "name_zh": f"指标{number}"}
        counted = making.indicator(goal, f"i-{number}", order=number, **names)
        keys.append(making.series(counted).pk)
        making.target(counted)
    return keys


def enter_as(page: Page, name: str, server: str) -> None:
    """At the sheet with a session of the account, without the way through the sign-in page."""
    session = signed_in(User.objects.get(username=name)).cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": session.key, "value": session.value, "url": server}])
    page.goto(SHEET)


def cell(series: int, year: int) -> str:
    return f"#c-{series}-{year}"


def column(page: Page, series: list[int], year: int) -> list[str]:
    return [page.input_value(cell(each, year)) for each in series]


def counts(page: Page, words: str) -> None:
    expect(page.locator("#counts")).to_have_text(words)


def test_sheet_is_filled_by_keys_alone_and_loses_nothing(
    open_page: OpenPage, live_server: LiveServer
) -> None:
    series = ten_series()
    for name in ("analyst", "colleague"):
        making.person("analyst", name, password=PASSWORD)
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    enter_as(page, "analyst", live_server.url)
    hands = Hands(page)
    _blocks_find_their_cells(page)
    _fifty_are_pasted(hands, series)
    _ten_are_typed(hands, series)
    _blocks_are_set_undone_and_copied(hands, series)
    _two_people_see_both_values(hands, series)
    _typing_outlives_the_session(hands, series, live_server.url)
    assert accessibility_faults(page) == []
    assert too_wide(page, 320) == []


# A sheet of the rows A, B and C with cells for 2023 to 2025, and for what came up to a day of A.
SPREAD = """async ([text, row, year]) => {
    const {blockOf, spread} = await import("/static/admin_theme/grid_paste.js");
    const line = (name, kind) => ["2023", "2024", "2025"].map(
        year => ({name, dataset: {year, kind}})
    );
    const rows = [line("A", "year"), line("A", "part"), line("B", "any"), line("C of 100", "any")];
    const names = {of: cell => [cell.name.toLowerCase()], plain: text => text.toLowerCase()};
    const start = rows[row].find(cell => cell.dataset.year === year);
    return spread(blockOf(text), start, rows, names).map(
        ([cell, text]) => `${cell.name[0]}${cell.dataset.year}${cell.dataset.kind[0]}=${text}`
    ).join(" ");
}"""
BLOCKS = [
    # by position; blank cells skip; parts of a year keep to their own rows
    ("1\t2\r\n\t4\r\n", 0, "2024", "A2024y=1 A2025y=2 B2025a=4"),
    ("1\n2", 1, "2024", "A2024p=1"),
    ("1\n—\n…\n2\n", 0, "2025", "A2025y=1"),
    ("1\n\n2", 0, "2025", "A2025y=1 C2025a=2"),
    # quoted cells with a tab, a line end, a quote
    ('"1\t2"\t"3\n4"\n"5 ""six"""', 0, "2024", 'A2024y=1\t2 A2025y=3\n4 B2024a=5 "six"'),
    # years above, in any order, with a merged title over them; a year of another sheet
    ("Table 1\n2025\t2023\t2019\n5\t3\t9", 2, "2024", "B2025a=5 B2023a=3"),
    ("2024年\n7", 0, "2025", "A2024y=7"),
    # one bare year is a figure
    ("2024\n2025", 0, "2025", "A2025y=2024 B2025a=2025"),
    ("B\t2024\nA\t7", 0, "2025", "B2025a=2024 A2025y=7"),
    # names at the left, units beside them, sections between
    ("C of 100\tcases\t3\nPart one\t\t\nA\tyuan\t1", 2, "2023", "C2023a=3 A2023y=1"),
    ("Name\tUnit\t2025\nB\tcases\t8", 0, "2023", "B2025a=8"),
    ("X\t1\nPart two\t\nB\t\nY\t2", 0, "2023", "A2023y=1 C2023a=2"),
    # what is no number is typed as it is, to be said at its cell
    ("Projects\n12\nnone yet\n9", 0, "2025", "A2025y=12 B2025a=none yet C2025a=9"),
    ("12\n约7\n", 0, "2025", "A2025y=12 B2025a=约7"),
]


def _blocks_find_their_cells(page: Page) -> None:
    found = [page.evaluate(SPREAD, [text, row, year]) for text, row, year, _ in BLOCKS]
    assert found == [expected for *_, expected in BLOCKS]


def _fifty_are_pasted(hands: Hands, series: list[int]) -> None:
    """With a merged heading, a line of years and names, as a table comes from a yearbook."""
    rows = {n: "\t".join(str(100 + n + year) for year in range(5)) for n in range(1, 11)}
    heading = "Indicator\t2021年\t2022年\t2023年\t2024年\t2025年"
    lines = ["Part one\t\t\t\t\t", heading, *(f"Indicator {n}\t{rows[n]}" for n in rows)]
    hands.in_the_clipboard("\r\n".join(lines) + "\r\n")
    hands.press("Control+v")
    expect(hands.page.locator("#selection")).to_have_text("50 cells selected")
    hands.press("Alt+Enter", "Tab", "Tab", "Tab", "S", "Enter", "Control+s")
    expect(hands.page.locator(".messagelist")).to_contain_text("50 figures are saved.")
    assert hands.pressed == 8
    assert Figure.objects.filter(source__publisher_en="Statistics Bureau").count() == 50
    found = Figure.objects.filter(series=series[9]).order_by("year")
    assert [int(each.value) for each in found] == [110, 111, 112, 113, 114]
    assert SheetDraft.objects.get().cells == {}


def _ten_are_typed(hands: Hands, series: list[int]) -> None:
    """A column, downwards: its digits, and one key for each figure."""
    hands.page.focus(cell(series[0], 2020))
    hands.pressed = 0
    for number in range(10):
        hands.type(str(98 + number))
        hands.press("Enter")
    assert hands.pressed == 2 * 2 + 8 * 3 + 10
    assert column(hands.page, series, 2020)[-1] == "107"
    counts(
        hands.page, "10 cells changed. 0 can be saved now. 10 wait for you; the draft keeps them."
    )


def _blocks_are_set_undone_and_copied(hands: Hands, series: list[int]) -> None:
    page = hands.page
    page.focus(cell(series[0], 2020))
    hands.press(*["Shift+ArrowDown"] * 9)
    hands.press("Alt+Enter", "P", "Tab", "Tab", "Tab", "S", "Enter")
    counts(page, "10 cells changed. 10 can be saved now.")
    expect(page.locator(f"#n-{series[0]}-2020")).to_have_text("provisional")
    hands.press("Control+c")
    page.focus(cell(series[0], 2021))
    hands.press("Control+v")
    assert column(page, series, 2021) == column(page, series, 2020)
    hands.press("Control+z")
    assert column(page, series, 2021) == [str(101 + number) for number in range(10)]
    hands.press("Control+Shift+z", "Control+z", "ArrowRight")
    hands.type("7x")
    hands.press("Escape")
    assert page.input_value(cell(series[0], 2022)) == "102"
    page.reload()
    assert column(page, series, 2020)[-1] == "107"
    hands.press("Control+s")
    expect(page.locator(".messagelist")).to_contain_text("10 figures are saved.")


def _two_people_see_both_values(hands: Hands, series: list[int]) -> None:
    page = hands.page
    page.fill(cell(series[0], 2023), "105")
    counts(page, "1 cell changed. 1 can be saved now.")
    row = Figure.objects.get(series=series[0], year=2023)
    row.value = Decimal(104)
    making.save(row, making.person("analyst", "colleague"))
    hands.press("Control+s")
    expect(page.locator(".choice dd")).to_have_text(["104 projects", "105 projects"])
    expect(page.locator("#problems section")).to_be_focused()
    page.get_by_role("button", name="Keep mine").click()
    expect(page.locator(".choice")).to_have_count(0)
    page.click("#save")
    expect(page.locator(".messagelist")).to_contain_text("1 figure is saved.")
    row.refresh_from_db()
    assert (int(row.value), row.version) == (105, 3)


def _typing_outlives_the_session(hands: Hands, series: list[int], server: str) -> None:
    """Given back after signing in again, to nobody else."""
    page = hands.page
    Session.objects.all().delete()
    page.fill(cell(series[1], 2023), "2.5")
    page.click("#kept a")
    sign_in(page, "colleague", PASSWORD)
    page.goto(SHEET)
    assert page.input_value(cell(series[1], 2023)) == "104"
    enter_as(page, "analyst", server)
    assert page.input_value(cell(series[1], 2023)) == "2.5"
    counts(page, "1 cell changed. 0 can be saved now. 1 waits for you; the draft keeps it.")
    expect(page.locator(".say .problem")).to_have_text(
        "A count is a whole number. Check the digits after the point and the unit."
    )
