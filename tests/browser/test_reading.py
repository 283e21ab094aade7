"""The pages as a screen reader tells them: the accessibility tree, read in order."""

import re

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.addresses import OUTPUT
from tests.browsing import OpenPage

SUMMARY = {
    "en": [
        "1 None of six numeric targets can be judged yet. Three await their 2025 figure.",
        "2 What has been published",
        "2 The five goals, in words",
        "3 Goal 1: Core technologies",
        "4 R&D projects on core technologies",
        "4 Commitments",
        "3 Goal 2: World-class enterprises",
        "4 High-tech enterprises added",
        "4 Open innovation platforms",
        "3 Goal 3: Industry scale",
        "4 Cutting-edge industry scale",
        "4 Industrial output",
        "4 Industrial clusters of ¥100bn",
        "4 Output by industry",
        "3 Goal 4: Yangtze River Delta integration",
        "4 Commitments",
        "3 Goal 5: Competitive free-trade zone",
        "4 Institutional innovation cases",
        "4 Commitments",
        "2 What the verdicts mean",
    ],
    "zh-hans": [
        "1 六项量化目标目前均无法评价， 三项2025年数据待公布。",
        "2 已公布的数据",
        "2 五大目标",
        "3 目标1： 关键核心技术",
        "4 关键核心技术研发项目",
        "4 定性任务",
        "3 目标2： 世界级企业",
        "4 新增高新技术企业",
        "4 开放式产业创新平台",
        "3 目标3： 产业规模与竞争力",
        "4 前沿产业规模",
        "4 规上工业总产值",
        "4 千亿级产业集群",
        "4 分行业产值",
        "3 目标4： 长三角一体化",
        "4 定性任务",
        "3 目标5： 具有国际竞争力的自贸区",
        "4 制度创新案例",
        "4 定性任务",
        "2 评价用语",
    ],
}
REGISTER = {
    "en": [
        (
            "Each mark is a published figure. Each box is a target for 2025: open until a "
            "figure for that year fills it."
        ),
        "Indicator | 2019 | 2020 | 2021 | 2022 | 2023 | 2024 | 2025 target | Verdict",
        (
            "R&D projects on core technologies projects | none found | none found | none "
            "found | none found | none found | none found | at least 100 projects | No "
            "figure found"
        ),
        (
            "High-tech enterprises added enterprises; shown: stock, not the number added | "
            "254 20 Aug shown, not judged | none found | none found | none found | none "
            "found | 1,493 27 Aug shown, not judged | more than 1,000 enterprises | Only "
            "on another basis"
        ),
        (
            "Open innovation platforms platforms | none found | none found | 5 16 Aug "
            "provisional or estimate | none found | none found | 16 26 Mar shown, not "
            "judged | more than 30 platforms | Awaiting the 2025 figure provisional out of "
            "date"
        ),
        (
            "Cutting-edge industry scale ¥ billion | none found | none found | none found "
            "| none found | none found | none found | about ¥600 billion | No figure found"
        ),
        (
            "Industrial output ¥ billion | none found | 170.3 shown, not judged | "
            "255.0 shown, not judged | none found | 433.3 shown, not judged | "
            "423.0 provisional or estimate | at least ¥500 billion | Awaiting the "
            "2025 figure provisional"
        ),
        (
            "Industrial clusters of ¥100bn clusters | none found | none found | "
            "1 provisional or estimate | none found | none found | 2 14 Jun provisional or "
            "estimate | 3–5 clusters | Awaiting the 2025 figure provisional out of date"
        ),
    ],
    "zh-hans": [
        "每个标记是一个已公布的数据。每个方框是2025年的目标，在当年数据公布之前上方留空。",
        "指标 | 2019 | 2020 | 2021 | 2022 | 2023 | 2024 | 2025年目标 | 评价",
        (
            "关键核心技术研发项目 项 | 未查到 | 未查到 | 未查到 | 未查到 | 未查到 | "
            "未查到 | 不少于100项 | 未查到数据"
        ),
        (
            "新增高新技术企业 家 · 所列为存量（非新增数） | "
            "254 8月20日 仅供参考，不作评价 | 未查到 | 未查到 | 未查到 | 未查到 | "
            "1,493 8月27日 仅供参考，不作评价 | 超过1,000家 | 口径不一致，暂不评价"
        ),
        (
            "开放式产业创新平台 个 | 未查到 | 未查到 | 5 8月16日 初步数或估算数 | 未查到 | "
            "未查到 | 16 3月26日 仅供参考，不作评价 | 超过30个 | "
            "2025年数据待公布 初步 数据较早"
        ),
        (
            "前沿产业规模 亿元 | 未查到 | 未查到 | 未查到 | 未查到 | 未查到 | 未查到 | "
            "约6000亿元 | 未查到数据"
        ),
        (
            "规上工业总产值 亿元 | 未查到 | 1703 仅供参考，不作评价 | "
            "2550 仅供参考，不作评价 | 未查到 | 4333 仅供参考，不作评价 | "
            "4230 初步数或估算数 | 不低于5000亿元 | 2025年数据待公布 初步"
        ),
        (
            "千亿级产业集群 个 | 未查到 | 未查到 | 1 初步数或估算数 | 未查到 | 未查到 | "
            "2 6月14日 初步数或估算数 | 3—5个 | 2025年数据待公布 初步 数据较早"
        ),
    ],
}
INDICATOR = {
    "en": [
        "1 Industrial output",
        "2 Was the 2025 target met: at least ¥500 billion?",
        "2 ¥423 billion in 2024; the 2025 figure is awaited",
        "2 How the verdict was reached",
        "2 Figures",
        "2 Sources",
        "2 Revisions of this indicator",
        "2 What is measured",
        "2 Quote, cite, reuse",
        "2 Of the same goal",
    ],
    "zh-hans": [
        "1 规上工业总产值",
        "2 2025年目标（不低于5000亿元）是否实现？",
        "2 2024年为4230亿元，2025年数据待公布",
        "2 评价过程",
        "2 数据",
        "2 资料来源",
        "2 本指标的修订",
        "2 指标说明",
        "2 引用与转载",
        "2 同一目标的其他指标",
    ],
}
FIGURES = {
    "en": [
        "¥ billion. Every point on the charts is in this table.",
        "Year | Value | On year before",
        "2025 | no figure | no comparison",
        "2024 | 423.0 | not comparable",
        "Revised base in 2024. Do not compare across this line.",
        "2023 | 433.3 | no comparison",
        "2022 | no figure | no comparison",
        "2021, January–August | 146.43 | no comparison",
        "Below: on another definition, all industry",
        "2021 | 255.0 | not comparable",
        "New definition in 2021, all industry. Do not compare across this line.",
        "2020 | 170.3 | no comparison",
    ],
    "zh-hans": [
        "单位：亿元。图中各点均列于下表。",
        "年份 | 数值 | 比上年",
        "2025 | 无数据 | 无同比",
        "2024 | 4230 | 不可比",
        "2024年基数修订，此线前后数据不可比。",
        "2023 | 4333 | 无同比",
        "2022 | 无数据 | 无同比",
        "2021，1—8月累计 | 1464.3 | 无同比",
        "以下口径不同：全部工业",
        "2021 | 2550 | 不可比",
        "2021年口径调整（全部工业），此线前后数据不可比。",
        "2020 | 1703 | 无同比",
    ],
}


@pytest.mark.parametrize("lang", ["en", "zh-hans"])
def test_the_summary_tells_its_story(open_page: OpenPage, lang: str) -> None:
    page = open_page()
    page.goto(f"/{lang}/")

    assert _outline(page) == SUMMARY[lang]
    assert _table(page.locator(".register")) == REGISTER[lang]


@pytest.mark.parametrize("lang", ["en", "zh-hans"])
def test_an_indicator_tells_its_story(open_page: OpenPage, lang: str) -> None:
    page = open_page()
    page.goto(f"/{lang}/{OUTPUT}")

    assert _outline(page) == INDICATOR[lang]
    assert _table(page.locator(".figures"), columns=3) == FIGURES[lang]
    assert [line for line in _lines(page.locator("main")) if re.search("[–—]$", line)] == []


def test_the_language_switch_keeps_the_place_on_the_page(open_page: OpenPage) -> None:
    page = open_page()
    page.goto(f"/en/{OUTPUT}#sources")
    page.locator(".languages a").click()
    page.wait_for_url(f"**/zh-hans/{OUTPUT}#sources")


def _lines(place: Locator) -> list[str]:
    return [line.strip() for line in place.aria_snapshot().splitlines()]


def _outline(page: Page) -> list[str]:
    """The headings in order, each with its level."""
    found = re.findall(
        r"""^\s*- '?heading "(.*)" \[level=(\d)\]""", page.locator("main").aria_snapshot(), re.M
    )
    return [f"{level} {words}" for words, level in found]


def _table(table: Locator, *, columns: int | None = None) -> list[str]:
    """The caption, then the cells of each row, or the first `columns` of them."""
    rows: list[list[str]] = []
    caption = ""
    for line in _lines(table):
        said = re.match(
            r"""- '?(caption|row|cell|columnheader|rowheader)\b:? "?(.*?)"?'?:?$""", line
        )
        if said is None:
            continue
        kind, words = said[1], said[2]
        if kind == "caption":
            caption = words
        elif kind == "row":
            rows.append([])
        else:
            rows[-1].append(words)
    return [caption, *(" | ".join(row[:columns]) for row in rows)]
