"""What reviewers read of a release, and the forms that hold back, comment, send back, withdraw."""

import datetime

import pytest

from goals.models import Goal, Plan
from indicators.models import Figure, Series
from releases.models import Release, ReleaseComment
from tests import making
from tests.admin_rooms import said, signed_in, text
from tests.making import AT, FUTURE

pytestmark = pytest.mark.django_db

DUE = "figure/projects-1/all/2025/year/"
HOUR = datetime.timedelta(hours=1)


def page(release: Release, step: str = "change") -> str:
    return f"/admin/releases/release/{release.pk}/{step}/"


@pytest.fixture
def draft(published: Plan) -> Release:
    """After 63 in 2023, 104 in 2025 without a source."""
    making.figure(Series.objects.get(), 2025, "104", warning_reason="Telephoned.")
    return making.draft(published, at=AT + HOUR)


def test_warning_stands_with_its_reason_at_its_figure(draft: Release) -> None:
    shown = text(signed_in("reviewer").get(page(draft)))
    assert "first published · analyst No source is given. Reason: “Telephoned.”" in shown
    assert "Warnings 1 all with a reason" in shown
    Figure.objects.filter(year=2025).update(warning_reason="")
    shown = text(signed_in("reviewer", "zh-hans").get(page(draft)))
    assert "未注明来源。 未说明理由。" in shown
    assert "提示 1 1个数据未说明理由" in shown


def test_figure_that_changes_no_verdict_says_so(draft: Release) -> None:
    making.revise("64")
    shown = text(signed_in("reviewer").get(page(draft)))
    assert "63 projects → 64 projects +1 project (+1.6%) this figure changes no verdict" in shown
    assert "none → 104 projects Ahead 2023 figure becomes Met" in shown


def test_verdict_that_another_day_changes_is_told_without_a_choice(published: Plan) -> None:
    making.commitment(Goal.objects.get(), wording_en="Build a base")
    shown = text(signed_in("analyst").get(page(making.draft(published, at=AT + HOUR))))
    assert "judged on another day Ahead 2023 figure becomes Awaiting the 2025 figure" in shown
    assert shown.count(" In ") == 1


def test_change_is_held_back_and_let_in_by_its_tick(draft: Release) -> None:
    client = signed_in("analyst")
    answer = client.post(page(draft, "hold"), {"shown": [DUE], "page": "1"}, follow=True)
    assert said(answer) == ["Saved: what is ticked goes in, the rest is held back."]
    shown = text(answer)
    assert "Ahead 2023 figure stays: release 1 stands" in shown
    assert "Figures 0 new, 0 revised 1 change held back" in shown
    assert "The headline would read: “The one numeric target" in shown
    client.post(page(draft, "hold"), {"shown": [DUE], "in": [DUE]})
    draft.refresh_from_db()
    assert draft.held == []


def test_what_cannot_be_held_back_alone_is_said_and_nothing_is_saved(draft: Release) -> None:
    Figure.objects.filter(year=2023).update(covers="at_date", as_of=datetime.date(2023, 12, 31))
    old = "figure/projects-1/all/2023/year/"
    answer = signed_in("analyst").post(page(draft, "hold"), {"shown": [old]}, follow=True)
    [sentence] = said(answer)
    assert sentence.startswith("This cannot be held back by itself")
    assert sentence.endswith("cannot stand: Projects.")
    draft.refresh_from_db()
    assert draft.held == []


def test_held_back_change_stays_in_the_record_of_the_release(draft: Release) -> None:
    making.revise("64")
    signed_in("analyst").post(page(draft, "hold"), {"shown": [DUE]})
    frozen = making.submit(draft, at=AT + HOUR)
    Figure.objects.filter(year=2025).update(value=1)
    record = text(signed_in("auditor").get(page(frozen, "record")))
    assert "All of them, 2025, full year none → 104 projects stays: release 1 stands" in record
    assert frozen.digest in record
    assert "Record of release 2: A release" in record


def test_comment_stands_at_its_change_and_in_the_list(draft: Release) -> None:
    frozen = making.submit(draft, at=AT + HOUR)
    reviewer = signed_in("reviewer")
    reviewer.post(page(frozen, "comment"), {"key": DUE, "text": "Which page?"})
    shown = text(reviewer.get(page(frozen)))
    assert shown.count("Which page?") == 2
    assert "Projects · All of them, 2025, full year Which page?" in shown
    empty = reviewer.post(page(frozen, "comment"), {"key": "", "text": " "})
    assert "Write the comment first." in text(empty)
    assert ReleaseComment.objects.count() == 1


def test_sent_back_release_leads_to_a_draft_with_the_reason(draft: Release) -> None:
    frozen = making.submit(draft, at=AT + HOUR)
    reviewer = signed_in("reviewer")
    reviewer.post(page(frozen, "comment"), {"key": DUE, "text": "Which page?"})
    assert "Say what has to change." in text(reviewer.post(page(frozen, "send-back"), {}))
    answer = reviewer.post(page(frozen, "send-back"), {"reason": "Name a source."}, follow=True)
    again = Release.objects.get(state="draft")
    assert answer.redirect_chain == [(page(again), 302)]
    shown = text(signed_in("analyst").get(page(again)))
    assert "Release 2 was sent back. Name a source. reviewer" in shown
    assert "on release 2 · Projects · All of them, 2025, full year Which page?" in shown
    chain = text(signed_in("auditor").get(page(again, "record")))
    assert "Release 2 sent back" in chain


def test_sign_off_is_given_on_the_page_before_the_approval(draft: Release) -> None:
    name = making.sign_off_name()
    frozen = making.submit(draft, at=AT + HOUR)
    reviewer = signed_in("reviewer")
    data = {"digest": frozen.digest, "seen": "on"}
    refused = reviewer.post(page(frozen, "approve"), data)
    assert "Not signed yet: Confidentiality review." in text(refused)
    reviewer.post(page(frozen, "sign-off"), {"name": name.pk, "digest": frozen.digest})
    approved = reviewer.post(page(frozen, "approve"), data, follow=True)
    assert "Confidentiality review reviewer · " in text(approved)
    assert "found public at" in text(approved)


def test_tick_names_digest_and_warnings(draft: Release) -> None:
    frozen = making.submit(draft, at=AT + HOUR)
    shown = text(signed_in("reviewer").get(page(frozen)))
    assert f"I have seen the content with digest {frozen.digest[:8]}… and the 1 warning" in shown


def test_withdrawal_asks_twice_and_says_why_in_public(published: Plan) -> None:
    release, reviewer = Release.objects.get(), signed_in("reviewer")
    asked = reviewer.post(page(release, "withdraw"), {"reason_en": "Secret."})
    assert "Tick that you mean it: this cannot be undone." in text(asked)
    answer = reviewer.post(
        page(release, "withdraw"), {"reason_en": "Secret.", "sure": "on"}, follow=True
    )
    assert "Secret. Its public page says so; the release before it stands." in text(answer)
    assert Release.objects.get().state == "withdrawn"


def test_waiting_release_names_its_minute_and_zone_for_the_receipt(draft: Release) -> None:
    waiting = making.approve(making.submit(draft, at=AT + HOUR), publish_at=FUTURE)
    shown = signed_in("reviewer").get(page(waiting)).content.decode()
    assert 'datetime="2100-01-04T09:30:00+08:00">Asia/Shanghai</time>' in shown
    assert "admin_theme/review.js" in shown
    assert "found public" not in shown
