"""What the database refuses of releases, whoever asks: the site, a slip of the hand, raw SQL."""

from typing import Any

import pytest

from releases.models import Document, Release, ReleaseEntry
from tests import making
from tests.making import AT, FUTURE
from tests.refusing import as_role, by_database, sql, tamper

pytestmark = pytest.mark.django_db

OF_BRACES = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"  # `{}`


def update(release: Release, **fields: Any) -> None:
    Release.objects.filter(pk=release.pk).update(**fields)


@pytest.fixture
def frozen() -> Release:
    return making.submit(making.draft(making.whole_plan()))


def approval() -> dict[str, Any]:
    reviewer = making.person("reviewer")
    return {"approved_by": reviewer, "approved_at": AT, "publish_at": AT}


@pytest.mark.parametrize("state", ["submitted", "approved", "cancelled"])
def test_release_starts_as_a_draft(state: str) -> None:
    plan, analyst = making.plan(), making.person()
    with by_database("a release starts as a draft"):
        Release.objects.bulk_create(
            [
                Release(
                    plan=plan,
                    plan_code=plan.code,
                    number=1,
                    title_en="A",
                    title_zh="甲",
                    state=state,
                    drafted_by=analyst,
                    drafted_at=AT,
                )
            ]
        )


def test_release_number_is_there_once_a_plan() -> None:
    plan = making.whole_plan()
    making.publish(plan)
    second = making.draft(plan)
    with by_database("release_number_once_a_plan"):
        update(second, number=1)


def test_release_opens_once_a_plan() -> None:
    plan = making.plan()
    first = making.draft(plan)
    with by_database("release_one_open_a_plan"):
        sql(
            "INSERT INTO releases_release (plan_id, plan_code, number, title_en, title_zh, "
            "note_en, note_zh, state, drafted_by_id, drafted_at, author_ids, method_version, "
            "product_version, digest, previous_digest, approval_comment, cancel_reason) "
            "SELECT plan_id, plan_code, 2, title_en, title_zh, note_en, note_zh, state, "
            "drafted_by_id, drafted_at, author_ids, method_version, product_version, digest, "
            "previous_digest, approval_comment, cancel_reason FROM releases_release WHERE id = %s",
            first.pk,
        )


@pytest.mark.parametrize("missing", ["digest", "submitted_by", "submitted_at", "judged_on"])
def test_release_is_submitted_whole(missing: str) -> None:
    release = making.draft(making.plan())
    whole = {
        "digest": "0" * 64,
        "submitted_by": making.person(),
        "submitted_at": AT,
        "judged_on": AT.date(),
    }
    del whole[missing]
    with by_database("release_frozen_whole"):
        update(release, state="submitted", **whole)


@pytest.mark.parametrize("missing", ["approved_by", "approved_at", "publish_at"])
def test_release_is_approved_whole(frozen: Release, missing: str) -> None:
    whole = approval()
    del whole[missing]
    with by_database("release_approved_whole"):
        update(frozen, state="approved", **whole)


@pytest.mark.parametrize("missing", ["cancelled_by", "cancel_reason"])
def test_release_is_cancelled_whole(frozen: Release, missing: str) -> None:
    whole = {"cancelled_by": making.person("reviewer"), "cancel_reason": "A figure is wrong."}
    del whole[missing]
    with by_database("release_cancelled_whole"):
        update(frozen, state="cancelled", **whole)


@pytest.mark.usefixtures("frozen")
def test_release_state_is_one_of_four_even_for_the_owner() -> None:
    with by_database("release_state_known"):
        tamper("releases_release", "UPDATE releases_release SET state = 'postponed'")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title_en", "Another title"),
        ("title_zh", "另一标题"),
        ("note_en", "Another note"),
        ("note_zh", "另一说明"),
        ("number", 7),
        ("plan_code", "15fyp"),
        ("judged_on", FUTURE.date()),
        ("method_version", "2"),
        ("product_version", "9"),
        ("submitted_at", FUTURE),
        ("author_ids", []),
        ("digest", "0" * 64),
        ("previous_digest", "0" * 64),
    ],
)
def test_release_is_frozen_from_its_submission_on(
    frozen: Release, field: str, value: object
) -> None:
    with by_database("a submitted release is frozen"):
        update(frozen, **{field: value})
    with by_database("a submitted release is frozen"):
        update(frozen, state="approved", **approval() | {field: value})
    making.approve(frozen)
    with by_database("a submitted release is frozen"):
        update(frozen, **{field: value})


def test_release_keeps_whoever_drafted_and_submitted_it(frozen: Release) -> None:
    for field in ("drafted_by", "submitted_by"):
        with by_database("a submitted release is frozen"):
            update(frozen, **{field: making.person("reviewer", "lan")})


@pytest.mark.parametrize("state", ["draft", "submitted"])
def test_release_never_goes_back(frozen: Release, state: str) -> None:
    with by_database("cannot take this step"):
        update(frozen, state=state)
    making.approve(frozen, publish_at=FUTURE)
    with by_database("cannot take this step"):
        update(frozen, state=state)


def test_release_draft_is_not_approved_past_submission() -> None:
    release = making.draft(making.plan())
    whole = {"digest": "0" * 64, "submitted_by": making.person(), "submitted_at": AT}
    update(release, judged_on=AT.date(), **whole)
    with by_database("cannot take this step"):
        update(release, state="approved", **approval())


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("publish_at", FUTURE),
        ("approved_at", FUTURE),
        ("approval_comment", "Checked again."),
        ("state", "cancelled"),
    ],
)
def test_release_that_is_public_never_changes(frozen: Release, field: str, value: object) -> None:
    making.approve(frozen)
    reasons = {"cancelled_by": making.person("reviewer"), "cancel_reason": "Wrong."}
    with by_database("cannot take this step"):
        update(frozen, **{field: value}, **reasons)


def test_release_that_waits_is_cancelled_but_not_postponed(frozen: Release) -> None:
    making.approve(frozen, publish_at=FUTURE)
    with by_database("cannot take this step"):
        update(frozen, publish_at=FUTURE.replace(year=2101))
    reasons = {"cancelled_by": making.person("reviewer"), "cancel_reason": "Wrong."}
    with by_database("cannot take this step"):
        update(frozen, state="cancelled", publish_at=AT, **reasons)
    update(frozen, state="cancelled", **reasons)
    with by_database("cannot take this step"):
        update(frozen, cancel_reason="Another reason.")


def test_release_appears_after_the_one_before_it() -> None:
    plan = making.whole_plan()
    making.publish(plan, publish_at=FUTURE)
    sql("UPDATE indicators_figure SET value = 64 WHERE year = 2023")
    second = making.submit(making.draft(plan))
    with by_database("a release appears after the one before it"):
        update(second, state="approved", **approval() | {"publish_at": FUTURE})


def test_release_is_never_deleted() -> None:
    release = making.draft(making.plan())
    with by_database("permission denied for table releases_release"):
        sql("DELETE FROM releases_release")
    with as_role("lingang_owner"), by_database("Cannot delete rows from releases_release table"):
        sql("DELETE FROM releases_release WHERE id = %s", release.pk)


def test_entry_is_added_to_a_draft_only(frozen: Release) -> None:
    document = Document.objects.create(sha256=OF_BRACES, body=b"{}")
    entry = ReleaseEntry(release=frozen, name="indicators/more", document=document)
    with by_database("the content of a submitted release is frozen"):
        ReleaseEntry.objects.bulk_create([entry])
    making.approve(frozen)
    with by_database("the content of a submitted release is frozen"):
        ReleaseEntry.objects.bulk_create([entry])


def test_entry_name_is_there_once_a_release() -> None:
    release = making.draft(making.plan())
    document = Document.objects.create(sha256=OF_BRACES, body=b"{}")
    with by_database("entry_name_once_a_release"):
        ReleaseEntry.objects.bulk_create(
            ReleaseEntry(release=release, name="plan", document=document) for _ in range(2)
        )


@pytest.mark.parametrize("table", ["releases_document", "releases_releaseentry"])
@pytest.mark.parametrize("change", ["UPDATE {} SET {} = {}", "DELETE FROM {}"])
def test_what_was_frozen_is_changed_by_nobody(frozen: Release, table: str, change: str) -> None:
    column = "body" if table == "releases_document" else "name"
    statement = change.format(table, column, column)
    with by_database(f"permission denied for table {table}"):
        sql(statement)
    with as_role("lingang_owner"), by_database(f"rows from {table} table"):
        sql(statement)


def test_document_is_named_by_the_sha_256_of_its_bytes() -> None:
    for name, body in [
        (OF_BRACES, b"{} "),
        (OF_BRACES.upper(), b"{}"),
        ("0" * 64, b"{}"),
        (OF_BRACES[:63], b"{}"),
        ("", b""),
    ]:
        with by_database("document_named_by_its_hash"):
            Document.objects.create(sha256=name, body=body)
    Document.objects.create(sha256=OF_BRACES, body=b"{}")
    with as_role("lingang_owner"), by_database("document_named_by_its_hash"):
        sql("ALTER TABLE releases_document DISABLE TRIGGER USER")
        sql("UPDATE releases_document SET body = '[]'")
