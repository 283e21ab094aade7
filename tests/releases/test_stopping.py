"""Holding back, sending back, correcting, withdrawing: by the write door, and past it."""

import datetime
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from goals.models import Plan
from indicators.models import Series
from indicators.report_types import Text
from releases import actions, content, hands, published, record
from releases.models import Receipt, Release, ReleaseComment, SignOff
from releases.verifying import verify
from tests import making
from tests.making import AT, FUTURE
from tests.refusing import as_role, by_database, sql

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)
WHY: Text = {"en": "A secret name.", "zh-hans": ""}
DUE = "figure/projects-1/all/2025/year/"
PAGE = "/en/plans/14fyp/releases/2/"


def words(refused: Callable[[], object]) -> list[str]:
    with pytest.raises(ValidationError) as refusal:
        refused()
    return list(refusal.value.messages)


@pytest.fixture
def second(published: Plan) -> Release:
    """A draft after the first release, with a figure that meets the target of 2025."""
    making.figure(Series.objects.get(), 2025, "104", source=making.source())
    return making.draft(published, at=AT + HOUR)


def hold(release: Release, *held: str, shown: tuple[str, ...] = (DUE,)) -> None:
    who = making.person("analyst")
    actions.hold(release, by=who, at=AT + HOUR, shown=shown, held=set(held))
    release.refresh_from_db()


def values(release: Release) -> list[int]:
    report = content.frozen(release).indicators["projects-1"]
    return [int(each.value) for each in report.series[0].figures]


# Holding back


def test_what_is_held_back_is_not_frozen_and_waits_for_the_next_draft(second: Release) -> None:
    making.revise("64")
    hold(second, DUE)
    public = making.approve(making.submit(second, at=AT + HOUR), at=AT + HOUR)
    assert values(public) == [0, 64]
    assert content.frozen(public).indicators["projects-1"].verdict.code == "ahead"
    kept = public.held_changes.get()
    assert (kept.key, kept.said["new"]) == (DUE, {"en": "104 projects", "zh-hans": "104项"})
    third = making.draft(public.plan, at=AT + 2 * HOUR)
    assert third.held == [DUE]
    hold(third)
    assert values(making.submit(third, at=AT + 2 * HOUR)) == [0, 64, 104]
    assert verify() == (3, [])


def test_change_that_was_not_shown_stays_as_it_is(second: Release) -> None:
    hold(second, DUE)
    hold(second, shown=())
    assert second.held == [DUE]


def test_release_with_everything_held_back_is_refused(second: Release) -> None:
    hold(second, DUE)
    assert words(lambda: making.submit(second, at=AT)) == [
        "Nothing has changed since the last release, so there is nothing to publish."
    ]


def test_what_was_held_back_is_frozen_too(second: Release) -> None:
    making.revise("64")
    hold(second, DUE)
    frozen = making.submit(second, at=AT + HOUR)
    with by_database("a submitted release is frozen"):
        Release.objects.filter(pk=frozen.pk).update(held=[])
    assert words(lambda: hold(frozen)) == ["This release is submitted by now. Open it again."]


def test_whoever_held_something_back_has_a_hand_in_the_release(second: Release) -> None:
    other = making.person("reviewer", "wang")
    actions.hold(second, by=other, at=AT + HOUR, shown=[DUE], held={DUE})
    assert other.pk in hands.hands(second)


# Sending back


def test_sent_back_release_becomes_a_draft_that_the_reviewer_may_approve(second: Release) -> None:
    reviewer = making.person("reviewer")
    making.revise("64")
    hold(second, DUE)
    frozen = making.submit(second, at=AT + HOUR)
    again = actions.send_back(frozen, by=reviewer, at=AT + HOUR, reason=" See the yearbook. ")
    frozen.refresh_from_db()
    assert (frozen.state, frozen.cancel_reason) == ("returned", "See the yearbook.")
    assert (again.number, again.state, again.again_of, again.held) == (3, "draft", frozen, [DUE])
    assert again.drafted_by == making.person("analyst")
    approved = making.approve(making.submit(again, at=AT + HOUR), at=AT + HOUR, by=reviewer)
    assert approved.previous_digest == frozen.digest
    assert verify() == (3, [])


def test_sending_back_needs_a_reason_and_the_right(second: Release) -> None:
    frozen = making.submit(second, at=AT + HOUR)
    reviewer, analyst = making.person("reviewer"), making.person("analyst")
    nothing = words(lambda: actions.send_back(frozen, by=reviewer, at=AT, reason=" "))
    assert nothing == ["Say what has to change."]
    with pytest.raises(PermissionDenied):
        actions.send_back(frozen, by=analyst, at=AT, reason="Wrong.")


# Withdrawing


@pytest.fixture
def withdrawn(second: Release) -> Release:
    public = making.approve(making.submit(second, at=AT + HOUR), at=AT + HOUR)
    who = making.person("reviewer")
    return actions.withdraw(public, by=who, at=AT + 2 * HOUR, reason=WHY)


def test_withdrawn_release_is_told_with_its_reason_and_nothing_else(
    withdrawn: Release, client: Client
) -> None:
    shelf = published.shelf(at=AT + 3 * HOUR)
    assert [each.number for each in shelf.releases] == [1]
    assert shelf.releases[0].superseded_by is None
    [gone] = shelf.withdrawn
    assert (gone.number, gone.withdrawal, gone.title) == (2, WHY, {"en": "", "zh-hans": ""})
    for address in (PAGE, f"{PAGE}indicators/projects-1/", f"{PAGE}method/"):
        answer = client.get(address)
        assert (answer.status_code, answer["Cache-Control"]) == (410, "no-store")
        assert b"A secret name." in answer.content
        assert b"104" not in answer.content
    assert b"104 projects" not in client.get("/en/plans/14fyp/").content
    listed = client.get("/en/plans/14fyp/releases/").content.decode()
    assert "A secret name." in listed
    assert listed.index("Release 2") < listed.index("Release 1")
    assert "/releases/2/" not in client.get("/sitemap.xml").content.decode()
    feed = client.get("/feeds/14fyp/releases.xml").content.decode()
    assert "Release 2: withdrawn / 第2次发布：已撤回" in feed
    assert verify() == (2, [])


def test_withdrawn_release_answers_programs_with_410(withdrawn: Release, client: Client) -> None:
    for address in ("releases/2/", "indicators/?release=2", "?release=2"):
        answer = client.get(f"/api/v1/plans/14fyp/{address}")
        assert answer.status_code == 410
        assert answer.json()["withdrawal"] == WHY
    rows = client.get("/api/v1/plans/14fyp/releases/").json()["results"]
    assert [(row["number"], row["withdrawn_at"] is not None) for row in rows] == [
        (2, True),
        (1, False),
    ]


def test_documents_of_a_withdrawn_release_are_out_of_the_public_s_reach(withdrawn: Release) -> None:
    with as_role("lingang_public"):
        assert sql("SELECT number FROM releases_release") == 2
        assert sql("SELECT 1 FROM releases_releaseentry WHERE release_id = %s", withdrawn.pk) == 0
        with by_database("permission denied"):
            sql("SELECT cancel_reason FROM releases_release")


def test_withdrawal_is_for_what_is_public_and_for_good(withdrawn: Release) -> None:
    who = making.person("reviewer")
    with by_database("a release cannot take this step"):
        Release.objects.filter(pk=withdrawn.pk).update(state="approved")
    making.revise("65")
    waiting = making.approve(making.submit(making.draft(withdrawn.plan)), publish_at=FUTURE)
    early = words(lambda: actions.withdraw(waiting, by=who, at=AT + 3 * HOUR, reason=WHY))
    assert early == ["This release is not public yet. Cancel it instead."]
    with by_database("a release cannot take this step"):
        Release.objects.filter(pk=waiting.pk).update(
            state="withdrawn", withdrawn_by=who, withdrawn_at=AT, withdrawal_en="No."
        )
    assert waiting.previous_digest == withdrawn.digest


def test_withdrawal_needs_a_reason_and_the_right(published: Plan) -> None:
    release, reviewer = Release.objects.get(), making.person("reviewer")
    silent: Text = {"en": " ", "zh-hans": ""}
    nothing = words(lambda: actions.withdraw(release, by=reviewer, at=AT + HOUR, reason=silent))
    assert nothing == ["Say in at least one language why it is withdrawn."]
    with pytest.raises(PermissionDenied):
        actions.withdraw(release, by=making.person("analyst"), at=AT + HOUR, reason=WHY)


# Corrections


def test_correction_names_the_release_it_corrects_on_both_pages(
    published: Plan, client: Client
) -> None:
    making.revise("64")
    why: Text = {"en": "A digit was wrong.", "zh-hans": "一位数字有误。"}
    draft = actions.draft(
        published,
        by=making.person("analyst"),
        at=AT,
        title={"en": "Correction", "zh-hans": "更正"},
        note={"en": "", "zh-hans": ""},
        corrects=1,
        correction=why,
    )
    release = making.approve(making.submit(draft, at=AT + HOUR), at=AT + HOUR)
    assert b"Corrects release 1" in client.get("/en/plans/14fyp/releases/").content
    assert b"A digit was wrong." in client.get(PAGE).content
    assert b"A digit was wrong." in client.get("/en/plans/14fyp/changes/").content
    first = client.get("/en/plans/14fyp/releases/1/").content.decode()
    assert "Release 2 corrects an error in this release." in first
    assert "本次发布更正第1次发布" in client.get("/feeds/14fyp/releases.xml").content.decode()
    assert verify() == (2, [])
    with by_database("a submitted release is frozen"):
        Release.objects.filter(pk=release.pk).update(correction_en="Nothing.")


def test_correction_of_what_was_never_public_is_refused(second: Release) -> None:
    who = making.person("analyst")
    nothing: Text = {"en": "", "zh-hans": ""}
    title: Text = {"en": "A", "zh-hans": "甲"}

    def rename(number: int) -> None:
        actions.rename(
            second, by=who, at=AT + HOUR, title=title, note=nothing, corrects=number, correction=WHY
        )

    assert words(lambda: rename(2)) == [
        "Release 2 was never public, so there is nothing to correct."
    ]
    with by_database("release_corrects_an_earlier_one"):
        Release.objects.filter(pk=second.pk).update(corrects=1)


# Comments, sign-offs, receipts


def test_comments_stay_and_the_record_closes_with_publication(second: Release) -> None:
    reviewer = making.person("reviewer")
    said = record.comment(second, by=reviewer, at=AT, text=" Which page? ", key=DUE)
    assert (said.text, said.key) == ("Which page?", DUE)
    assert reviewer.pk not in hands.hands(second)
    with by_database("permission denied"):
        ReleaseComment.objects.update(text="Nothing.")
    public = making.approve(making.submit(second, at=AT + HOUR), at=AT + HOUR)
    late = words(lambda: record.comment(public, by=reviewer, at=AT + 2 * HOUR, text="Late."))
    assert late == ["The record of this release is closed."]
    with pytest.raises(PermissionDenied):
        record.comment(second, by=making.person("auditor"), at=AT, text="Why?")


def test_required_sign_off_comes_before_approval(second: Release) -> None:
    name = making.sign_off_name()
    frozen = making.submit(second, at=AT + HOUR)
    assert words(lambda: making.approve(frozen)) == ["Not signed yet: Confidentiality review."]
    reviewer = making.person("reviewer")
    with by_database("a required sign-off is missing"):
        Release.objects.filter(pk=frozen.pk).update(
            state="approved", approved_by=reviewer, approved_at=AT, publish_at=FUTURE
        )
    signed = record.sign_off(
        frozen, by=making.person("reviewer", "wang"), at=AT, name=name, seen_digest=frozen.digest
    )
    assert str(signed) == "Confidentiality review"
    assert making.approve(frozen, publish_at=FUTURE).state == "approved"


def test_sign_off_is_not_for_hands_nor_for_other_content(second: Release) -> None:
    name = making.sign_off_name()
    own = making.person("reviewer", "li")
    making.revise("64", by=own)
    frozen = making.submit(second, at=AT + HOUR)

    def sign(by: User, digest: str) -> None:
        record.sign_off(frozen, by=by, at=AT, name=name, seen_digest=digest)

    refused = words(lambda: sign(own, frozen.digest))
    assert refused[0].startswith("You drafted, submitted or changed something")
    with by_database("whoever has a hand in a release does not sign it off"):
        SignOff.objects.create(release=frozen, name=name, by=own, at=AT)
    other = making.person("reviewer")
    assert words(lambda: sign(other, "0")) == [
        "The content is not what you looked at. Open the release again."
    ]


def test_receipt_says_when_the_release_was_found_public(second: Release) -> None:
    assert [each.found_at for each in record.note_receipts(at=AT + HOUR)] == [AT + HOUR]
    public = making.approve(making.submit(second, at=AT + HOUR), at=AT + HOUR, publish_at=FUTURE)
    assert record.note_receipts(at=FUTURE - datetime.timedelta(seconds=1)) == []
    assert Receipt.objects.filter(release=public).count() == 0


def test_receipt_is_kept_once_and_as_it_was(published: Plan) -> None:
    record.note_receipts(at=AT + HOUR)
    assert record.note_receipts(at=AT + 2 * HOUR) == []
    assert Receipt.objects.get().found_at == AT + HOUR
    with by_database("permission denied"):
        Receipt.objects.update(found_at=AT)
