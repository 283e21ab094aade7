"""What the list of all indicators says of its filters, its orders and itself."""

from indicators.languages import choose, say
from indicators.report_types import PlanReport
from indicators.verdict_words import verdict_name

COLUMNS = ("name", "latest", "target", "completion", "verdict")
_COLUMN = {
    "name": ("Indicator", "指标"),
    "latest": ("Latest judged figure", "最新可评价数据"),
    "target": ("Target", "目标"),
    "completion": ("Completion", "完成率"),
    "verdict": ("Verdict", "评价"),
}
_ORDER = {
    "": ("Plan’s order", "规划顺序"),
    "name": ("Name", "名称"),
    "latest": ("Newest figure first", "数据由新到旧"),
    "completion": ("Lowest completion first", "完成率由低到高"),
    "verdict": ("Least favourable verdict first", "评价由差到好"),
}
_QUESTION = {
    "goal": ("Goal", "目标"),
    "verdict": ("Verdict", "评价"),
    "missing": ("What is missing", "缺失情况"),
}
_ALL = {
    "goal": ("All goals", "全部目标"),
    "verdict": ("All verdicts", "全部评价"),
    "missing": ("Missing or not", "不限"),
}
_GAP = {
    "figure": ("any figure", "没有任何数据"),
    "judged": ("a judged figure", "没有可评价的数据"),
    "baseline": ("a baseline", "没有基期数"),
}
_UNKNOWN = {
    "goal": (
        "This plan has no goal “{}” with an indicator.",
        "本规划没有编号为“{}”且设有指标的目标。",
    ),
    "verdict": (
        "No indicator has the verdict “{}” in this release.",
        "本次发布中没有评价为“{}”的指标。",
    ),
    "missing": ("No indicator misses “{}”.", "没有缺“{}”的指标。"),
    "sort": ("The list has no order “{}”.", "列表没有“{}”这种排序方式。"),
}


def column(name: str, lang: str) -> str:
    return choose(lang, *_COLUMN[name])


def order(name: str, lang: str) -> str:
    return choose(lang, *_ORDER[name])


def question(name: str, lang: str) -> str:
    return choose(lang, *_QUESTION[name])


def choice(name: str, value: str, plan: PlanReport, year: int | None, lang: str) -> str:
    """One answer to the question `name`; `year`: that of the targets, for the verdicts' names."""
    if not value:
        return choose(lang, *_ALL[name])
    if name == "goal":
        goal = next(each for each in plan.goals if each.number == int(value))
        return f"{value} {say(goal.title, lang)}"
    if name == "verdict":
        return verdict_name(value, year, lang)
    return choose(lang, *_GAP[value]) if value in _GAP else choose(lang, value, f"{value}年")


def found(count: int, current: list[tuple[str, str]], text: str, lang: str) -> str:
    """How many indicators there are, and what they are filtered by: "2 indicators, filtered by …".

    `current`: each filter in use, with the words of its choice; `text`: what is searched for.
    """
    parts = [_part(name, words, lang) for name, words in current]
    if text:
        parts.append(choose(lang, f"the text “{text}”", f"含“{text}”"))
    noun = "indicator" if count == 1 else "indicators"
    total = choose(lang, f"{count} {noun}", f"{count}项指标")
    if not parts:
        return total
    joined = choose(lang, ", ", "；").join(parts)
    return choose(lang, f"{total}, filtered by {joined}", f"{total}，筛选条件：{joined}")


def _part(name: str, words: str, lang: str) -> str:
    if name == "goal":
        return choose(lang, f"goal {words}", f"目标{words}")
    if name == "verdict":
        return choose(lang, f"verdict “{words}”", f"评价“{words}”")
    return choose(lang, f"missing {words}", words if words.startswith("没有") else f"缺{words}数据")


def unknown(name: str, value: str, lang: str) -> str:
    shown_all = choose(lang, " All indicators are shown.", "以下为全部指标。")
    return choose(lang, *_UNKNOWN[name]).format(value) + shown_all


def too_long(most: int, lang: str) -> str:
    return choose(
        lang,
        f"Please search for a shorter text, {most} characters at most. All indicators are shown.",
        f"请缩短检索文字，最多{most}个字符。以下为全部指标。",
    )
