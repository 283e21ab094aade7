"""Delivered only with evidence: triggers over two tables; `clean()` says it in kinder words."""

import pgtrigger

DELIVERED_HAS_EVIDENCE = pgtrigger.Trigger(
    name="delivered_has_evidence",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    condition=pgtrigger.Q(new__state="delivered"),
    func="""
    IF NOT EXISTS (SELECT 1 FROM goals_evidence WHERE commitment_id = NEW.id) THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation',
            MESSAGE = 'delivered needs evidence';
    END IF;
    RETURN NEW;
    """,
)

EVIDENCE_STAYS = pgtrigger.Trigger(
    name="evidence_of_delivered_stays",
    when=pgtrigger.After,
    operation=pgtrigger.Delete | pgtrigger.Update,
    func="""
    IF EXISTS (SELECT 1 FROM goals_commitment WHERE id = OLD.commitment_id AND state = 'delivered')
        AND NOT EXISTS (SELECT 1 FROM goals_evidence WHERE commitment_id = OLD.commitment_id) THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation',
            MESSAGE = 'delivered needs evidence';
    END IF;
    RETURN NULL;
    """,
)
