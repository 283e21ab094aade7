"""What a release may never do, kept by the database: the second lock behind its actions."""

import pgtrigger

# What was frozen at submission, plus who froze it: no later step may touch any of it.
_FROZEN = (
    "plan_id",
    "plan_code",
    "number",
    "title_en",
    "title_zh",
    "note_en",
    "note_zh",
    "corrects",
    "correction_en",
    "correction_zh",
    "held",
    "again_of_id",
    "judged_on",
    "method_version",
    "product_version",
    "drafted_by_id",
    "submitted_by_id",
    "submitted_at",
    "author_ids",
    "digest",
    "previous_digest",
)
_FROZEN_CHANGED = " OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in _FROZEN)
_APPROVAL = ("approved_by_id", "approved_at", "publish_at", "approval_comment")
_APPROVAL_CHANGED = " OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in _APPROVAL)

RELEASE_STEPS = pgtrigger.Trigger(
    name="release_steps",
    when=pgtrigger.Before,
    operation=pgtrigger.Update,
    func=f"""
    IF OLD.state = 'draft' AND NEW.state IN ('draft', 'submitted', 'cancelled') THEN
        RETURN NEW;
    END IF;
    IF {_FROZEN_CHANGED} THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation',
            MESSAGE = 'a submitted release is frozen';
    END IF;
    IF OLD.state = 'submitted' AND NEW.state IN ('approved', 'cancelled', 'returned') THEN
        IF NEW.state = 'approved' AND EXISTS (
            SELECT 1 FROM releases_release other
            WHERE other.plan_id = NEW.plan_id AND other.id <> NEW.id
            AND other.state IN ('approved', 'withdrawn') AND other.publish_at >= NEW.publish_at
        ) THEN
            RAISE EXCEPTION USING ERRCODE = 'check_violation',
                MESSAGE = 'a release appears after the one before it';
        END IF;
        IF NEW.state = 'approved' AND EXISTS (
            SELECT 1 FROM releases_signoffname asked WHERE asked.required AND NOT EXISTS (
                SELECT 1 FROM releases_signoff signed
                WHERE signed.release_id = NEW.id AND signed.name_id = asked.id
            )
        ) THEN
            RAISE EXCEPTION USING ERRCODE = 'check_violation',
                MESSAGE = 'a required sign-off is missing';
        END IF;
        RETURN NEW;
    END IF;
    IF OLD.state = 'approved' AND NEW.state = 'cancelled'
        AND OLD.publish_at > clock_timestamp() AND NOT ({_APPROVAL_CHANGED}) THEN
        RETURN NEW;
    END IF;
    IF OLD.state = 'approved' AND NEW.state = 'withdrawn'
        AND OLD.publish_at <= clock_timestamp() AND NOT ({_APPROVAL_CHANGED}) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION USING ERRCODE = 'check_violation',
        MESSAGE = 'a release cannot take this step';
    """,  # noqa: S608 (made of our own column names)
)

RELEASE_STARTS_AS_DRAFT = pgtrigger.Trigger(
    name="release_starts_as_draft",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    func="""
    IF NEW.state <> 'draft' THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation',
            MESSAGE = 'a release starts as a draft';
    END IF;
    RETURN NEW;
    """,
)

ENTRY_IN_DRAFT = pgtrigger.Trigger(
    name="entry_in_draft",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    declare=[("release", "RECORD")],
    func="""
    SELECT state INTO release FROM releases_release WHERE id = NEW.release_id;
    IF release.state <> 'draft' THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation',
            MESSAGE = 'the content of a submitted release is frozen';
    END IF;
    RETURN NEW;
    """,
)

SIGNED_WHILE_SUBMITTED = pgtrigger.Trigger(
    name="signed_while_submitted",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    declare=[("release", "RECORD")],
    func="""
    SELECT * INTO release FROM releases_release WHERE id = NEW.release_id;
    IF release.state <> 'submitted' THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation',
            MESSAGE = 'a sign-off is for a submitted release';
    END IF;
    IF NEW.by_id IN (release.drafted_by_id, release.submitted_by_id)
        OR NEW.by_id = ANY (release.author_ids) THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation',
            MESSAGE = 'whoever has a hand in a release does not sign it off';
    END IF;
    RETURN NEW;
    """,
)

NEVER_CHANGED = pgtrigger.Protect(
    name="never_changed", operation=pgtrigger.Update | pgtrigger.Delete
)
NEVER_DELETED = pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete)
