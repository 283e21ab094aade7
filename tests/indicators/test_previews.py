"""What others show of a page, in both languages."""

from indicators.previews import of_goal, of_indicator, of_plan, titled
from tests.indicators.judged import figure, plan, report

BEHIND = report(figure(2020, 0), figure(2024, 40), baseline=figure(2020, 0), seen="2025-03-01")
AWAITING = report(figure(2024, 60))
MISSING = report()
TRACKED = report(figure(2024, 60), target=None)


def test_a_plan_is_shown_by_its_finding_and_its_counts() -> None:
    made, reports = plan(AWAITING, MISSING)

    shown = of_plan(made, reports, "en")
    finding = "Neither of two numeric targets can be judged yet. One awaits its 2025 figure."
    assert (shown.title, shown.description) == ("14th Five-Year Plan", finding)
    assert shown.picture == f"{finding} Awaiting the 2025 figure 1 and No figure found 1."
    chinese = of_plan(made, reports, "zh-hans")
    assert chinese.picture.endswith("2025年数据待公布 1、未查到数据 1。")


def test_a_page_of_the_plan_has_a_title_of_its_own() -> None:
    shown = of_plan(*plan(AWAITING), "en")

    assert titled(shown, "All indicators").title == "All indicators"
    assert titled(shown, "") == shown


def test_a_goal_is_shown_by_its_promise_and_its_tally() -> None:
    made, _reports = plan(AWAITING, MISSING)

    assert of_goal(made, made.goals[0], "en").title == "Goal 3: Industry scale"
    assert of_goal(made, made.goals[0], "en").picture == (
        "Goal 3: Industry scale. 2 targets: 1 awaiting, 1 no figure found."
    )
    assert of_goal(made, made.goals[0], "zh-hans").description == (
        "2项目标：1项待公布，1项未查到数据。"
    )


def test_an_indicator_is_shown_by_its_verdict_and_what_is_known() -> None:
    assert of_indicator(BEHIND, "en").description == (
        "Far behind. 40 clusters in 2024: 40.0% of the way with 80.0% of the time gone."
    )
    assert of_indicator(BEHIND, "zh-hans").description.startswith("明显滞后。2024年为40个")


def test_an_indicator_without_verdict_says_so_once() -> None:
    assert of_indicator(MISSING, "en").description == (
        "No figure found for any year. That does not mean nothing was done."
    )
    assert of_indicator(TRACKED, "en").description == "60 clusters in 2024. Tracked, no target."


def test_the_words_for_a_picture_are_the_charts_own() -> None:
    assert of_indicator(TRACKED, "en").picture.startswith("Industrial clusters, clusters. 2024:")
