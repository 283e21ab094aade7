"""`verify_releases`: content while all is as it was, and not after the smallest change."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from releases import actions, content, documents
from releases.models import Document, Release
from releases.verifying import verify
from tests import making
from tests.making import AT, FUTURE
from tests.refusing import sql, tamper

pytestmark = pytest.mark.django_db


@pytest.fixture
def releases() -> list[Release]:
    """Two public ones, one that was cancelled after it was frozen, one that waits, and a draft."""
    plan = making.whole_plan()
    made = [making.publish(plan)]
    made.append(_after("64", made[0]))
    cancelled = making.submit(_changed("65", made[0]))
    actions.cancel(cancelled, by=making.person("reviewer"), at=AT, reason="A figure is wrong.")
    again = making.submit(Release.objects.get(state="draft"))
    return [*made, cancelled, making.approve(again, publish_at=FUTURE), making.draft(plan)]


def _changed(value: str, before: Release) -> Release:
    making.revise(value)
    return making.draft(before.plan)


def _after(value: str, before: Release) -> Release:
    minute = AT.replace(hour=AT.hour + 1)
    return making.approve(making.submit(_changed(value, before)), publish_at=minute)


def faults() -> list[str]:
    return verify()[1]


def test_verify_finds_no_fault_where_there_is_none(releases: list[Release]) -> None:
    assert verify() == (4, [])
    assert [each.number for each in releases] == [1, 2, 3, 4, 5]


def test_verify_finds_a_byte_that_was_changed(releases: list[Release]) -> None:
    document = releases[0].entries.get(name="indicators/projects-1").document
    tamper(
        "releases_document",
        "ALTER TABLE releases_document DROP CONSTRAINT document_named_by_its_hash",
    )
    tamper(
        "releases_document",
        "UPDATE releases_document SET body = set_byte(body, 20, get_byte(body, 20) + 1) "
        "WHERE sha256 = %s",
        document.sha256,
    )
    assert faults() == [f"document {document.sha256}: its bytes have another SHA-256"]


def test_verify_finds_a_document_that_was_put_in_another_s_place(releases: list[Release]) -> None:
    forged = b'{"format":1}'
    name = documents.sha256(forged)
    Document.objects.create(sha256=name, body=forged)
    tamper(
        "releases_releaseentry",
        "UPDATE releases_releaseentry SET document_id = %s "
        "WHERE release_id = %s AND name = 'indicators/projects-1'",
        name,
        releases[0].pk,
    )
    assert faults() == ["14fyp, release 1: its content has another digest"]


def test_verify_finds_an_entry_that_is_gone(releases: list[Release]) -> None:
    tamper(
        "releases_releaseentry",
        "DELETE FROM releases_releaseentry WHERE release_id = %s AND name = 'method'",
        releases[1].pk,
    )
    assert faults() == ["14fyp, release 2: its content has another digest"]


@pytest.mark.parametrize(
    "change",
    [
        "title_en = 'Another title'",
        "title_zh = '另一标题'",
        "note_en = 'Another note'",
        "note_zh = '另一说明'",
        "judged_on = '2024-03-02'",
        "method_version = '2'",
        "product_version = '9'",
        "digest = repeat('0', 64)",
    ],
)
def test_verify_finds_what_a_release_said_otherwise(releases: list[Release], change: str) -> None:
    tamper(
        "releases_release",
        f"UPDATE releases_release SET {change} WHERE id = %s",
        releases[3].pk,
    )
    assert faults() == ["14fyp, release 4: its content has another digest"]


def test_verify_finds_a_cancelled_release_that_was_changed(releases: list[Release]) -> None:
    tamper(
        "releases_release",
        "UPDATE releases_release SET judged_on = NULL WHERE id = %s",
        releases[2].pk,
    )
    assert faults() == ["14fyp, release 3: its content has another digest"]


def test_verify_finds_a_link_that_is_missing(releases: list[Release]) -> None:
    tamper(
        "releases_releaseentry",
        "DELETE FROM releases_releaseentry WHERE release_id = %s",
        releases[1].pk,
    )
    tamper("releases_release", "DELETE FROM releases_release WHERE id = %s", releases[1].pk)
    assert faults() == ["14fyp, release 3: does not follow the release before it"]


def test_verify_finds_a_release_that_was_forged_with_a_right_digest_of_its_own(
    releases: list[Release],
) -> None:
    first = releases[0]
    first.title_en = "Another title"
    entries = dict(first.entries.values_list("name", "document_id"))
    tamper(
        "releases_release",
        "UPDATE releases_release SET title_en = %s, digest = %s WHERE id = %s",
        first.title_en,
        content.digest_of(first, entries),
        first.pk,
    )
    assert faults() == ["14fyp, release 2: does not follow the release before it"]


def test_verify_follows_each_plan_s_chain(releases: list[Release]) -> None:
    making.publish(making.whole_plan(code="15fyp"))
    assert verify() == (5, [])
    assert releases[0].previous_digest == ""


def test_command_says_how_many_it_verified(releases: list[Release]) -> None:
    said = StringIO()
    call_command("verify_releases", stdout=said)
    assert said.getvalue() == "4 releases verified.\n"
    assert len(releases) == 5


def test_command_fails_with_every_fault(releases: list[Release]) -> None:
    sql("UPDATE indicators_figure SET note_en = 'Not a release.'")
    tamper(
        "releases_release",
        "UPDATE releases_release SET title_en = 'Another' WHERE id IN (%s, %s)",
        releases[0].pk,
        releases[1].pk,
    )
    said = StringIO()
    with pytest.raises(CommandError) as refusal:
        call_command("verify_releases", stderr=said)
    assert str(refusal.value) == "2 faults found."
    assert said.getvalue().splitlines() == [
        "14fyp, release 1: its content has another digest",
        "14fyp, release 2: its content has another digest",
    ]
