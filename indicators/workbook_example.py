"""A small plan, whole and right, as the workbook's sheet `example` shows it."""

from collections.abc import Mapping
from typing import Any

Rows = Mapping[str, list[dict[str, Any]]]

EXAMPLE_ROWS: Rows = {
    "plan": [
        {
            "code": "sample-plan",
            "name_en": "A sample plan",
            "name_zh": "示例规划",
            "summary_en": "One goal with one number and one promise in words.",
            "summary_zh": "一项目标，含一个量化指标和一项定性任务。",
            "baseline_year": 2040,
            "start_year": 2041,
            "end_year": 2045,
            "first_figure_year": 2036,
            "last_figure_year": 2055,
            "source": "sample-plan-text",
        }
    ],
    "goals": [
        {
            "number": 1,
            "slug": "industry",
            "title_en": "Strong industry",
            "title_zh": "产业做强",
            "summary_en": "Industrial output of about ¥800 billion a year.",
            "summary_zh": "工业总产值达到约8000亿元。",
        }
    ],
    "indicators": [
        {
            "goal": 1,
            "code": "industrial-output",
            "name_en": "Industrial output",
            "name_zh": "工业总产值",
            "definition_en": "Gross output of enterprises above the designated size in a year.",
            "definition_zh": "规模以上工业企业全年工业总产值。",
            "nature": "flow",
            "from_zero": "no",
            "measure": "money",
            "unit": "CNY",
            "unit_name_en": "yuan",
            "unit_name_zh": "元",
            "input_unit": "yi",
            "decimals": 2,
            "path": "linear",
        }
    ],
    "series": [
        {
            "indicator": "industrial-output",
            "code": "total",
            "name_en": "All enterprises",
            "name_zh": "合计",
            "role": "headline",
        }
    ],
    "targets": [
        {
            "indicator": "industrial-output",
            "year": 2045,
            "aim": "rise",
            "lower": "8000",
            "strict": "no",
            "tolerance": "0.05",
            "note_en": "“About” is read as within 5%.",
            "note_zh": "“约”按允许偏差5%理解。",
        }
    ],
    "commitments": [
        {
            "goal": 1,
            "wording_en": "Set up a platform for industrial cooperation.",
            "wording_zh": "搭建产业合作平台。",
            "due_year": 2045,
        }
    ],
    "sources": [
        {
            "key": "sample-plan-text",
            "publisher_en": "The administration",
            "publisher_zh": "管委会",
            "title_en": "Text of the sample plan",
            "title_zh": "示例规划文本",
            "url": "https://example.org/plan",
            "published_on": "2041-03-20",
            "kind": "official",
        }
    ],
}
