"""How much stands in each section of a case's file, and whether something there needs her: one statement for all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from caseterm.queries import alignment
from caseterm.queries.casefile_care import ProviderLine, providers
from caseterm.queries.casefile_rows import in_list
from caseterm.queries.request_sql import ALL_REQUESTS
from caseterm.rules.terms import TASK_OPEN
from caseterm.rules.terms_care import REFERRAL_OPEN
from caseterm.rules.terms_money import LIEN_SETTLED
from caseterm.rules.terms_requests import OURS, THEIRS
from caseterm.rules.terms_visits import APPOINTMENT_AHEAD
from caseterm.store.database import Database


@dataclass(frozen=True)
class Count:
    """How much stands in a section, and whether something there needs her."""

    n: int | None = None
    alarm: bool = False


def counts(db: Database, case_id: int, care: Sequence[ProviderLine] | None = None) -> Mapping[str, Count]:
    """What stands in each section today; a section without rows of its own has an empty count.

    `care` are the case's providers where they have been read.
    """
    given = {"c": case_id, "today": db.clock.today().isoformat()}
    row = db.raw.execute(_STATEMENT, given).fetchone()
    care = providers(db, case_id) if care is None else care
    found = {name: Count(row[2 * place], bool(row[2 * place + 1])) for place, name in enumerate(SECTIONS)}
    return {
        "overview": Count(),
        "treatment": Count(len(care), any(provider.course.alarm for provider in care)),
        "aligned": Count(None, any(each.level(db.clock.today()) == 2 for each in alignment.of_case(db, case_id))),
        "history": Count(),
        **found,
    }


_MINE = "case_id = :c AND archived_at IS NULL"
BALANCE = (
    "billed_cents - adjusted_cents - paid_health_cents - paid_pip_cents - paid_medpay_cents - paid_client_cents"
    " - paid_other_cents"
)
"""What is open of a stored bill."""
_BOUND = in_list(LIEN_SETTLED)
_LIVE, _THEIRS = in_list(THEIRS | OURS), in_list(THEIRS)
_AHEAD, _OPEN = in_list(APPOINTMENT_AHEAD), in_list(TASK_OPEN)
_REFERRED = in_list(REFERRAL_OPEN)
SECTIONS: Mapping[str, tuple[str, str]] = {
    "contacts": (
        f"""(SELECT count(*) FROM parties WHERE {_MINE}) + (SELECT count(*) FROM (
              SELECT contact_id AS k FROM case_providers WHERE {_MINE}
              UNION SELECT adjuster_id FROM claims WHERE {_MINE} AND adjuster_id IS NOT NULL
            ) WHERE k NOT IN (SELECT contact_id FROM parties WHERE {_MINE}))""",
        "0",
    ),
    "incident": ("NULL", "NOT EXISTS (SELECT 1 FROM incidents WHERE case_id = :c AND happened_on IS NOT NULL)"),
    "injuries": (f"(SELECT count(*) FROM injuries WHERE {_MINE})", "0"),
    "visits": (
        f"""(SELECT count(*) FROM visits WHERE {_MINE}) + (SELECT count(*) FROM care_authorizations WHERE {_MINE})
            + (SELECT count(*) FROM prescriptions WHERE {_MINE})""",
        f"""EXISTS (SELECT 1 FROM care_authorizations WHERE {_MINE} AND status = 'denied' AND appealed_on IS NULL
              AND appeal_by >= :today)""",
    ),
    "care": (
        f"""(SELECT count(*) FROM barriers WHERE {_MINE} AND resolved_on IS NULL)
            + (SELECT count(*) FROM functional_limitations WHERE {_MINE} AND resolved_on IS NULL)
            + (SELECT count(*) FROM referrals WHERE {_MINE} AND status IN {_REFERRED})
            + (SELECT count(*) FROM equipment WHERE {_MINE} AND status IN ('needed', 'ordered', 'approved'))""",
        f"EXISTS (SELECT 1 FROM barriers WHERE {_MINE} AND resolved_on IS NULL AND severity = 'blocking')",
    ),
    "plan": (
        f"""(SELECT count(*) FROM plan_goals g WHERE g.{_MINE} AND status NOT IN ('met', 'dropped')
              AND plan_id = (SELECT id FROM care_plans WHERE {_MINE} ORDER BY version DESC LIMIT 1))""",
        f"""EXISTS (SELECT 1 FROM care_plans WHERE {_MINE} AND status IN ('active', 'stalled', 'draft')
              AND (status = 'stalled' OR review_on < :today OR expected_mmi_on < :today))""",
    ),
    "appointments": (
        f"(SELECT count(*) FROM appointments WHERE {_MINE} AND status IN {_AHEAD} AND starts_at >= :today)",
        f"""EXISTS (SELECT 1 FROM appointments WHERE {_MINE} AND status IN {_AHEAD}
              AND (starts_at < :today OR ride = 'needed'))""",
    ),
    "tasks": (
        f"(SELECT count(*) FROM tasks WHERE {_MINE} AND status IN {_OPEN})",
        f"EXISTS (SELECT 1 FROM tasks WHERE {_MINE} AND status IN {_OPEN} AND status <> 'waiting' AND due < :today)",
    ),
    "notes": (
        f"(SELECT count(*) FROM case_notes WHERE {_MINE}) + (SELECT count(*) FROM communications WHERE {_MINE})",
        "0",
    ),
    "insurance": (
        f"(SELECT count(*) FROM coverages WHERE {_MINE})",
        """EXISTS (SELECT 1 FROM coverages v WHERE v.case_id = :c AND v.archived_at IS NULL AND v.exhausted_on IS NULL
              AND v.kind IN ('pip', 'medpay') AND coalesce(v.limit_per_person, v.csl_limit) > 0 AND (
                SELECT coalesce(sum(CASE v.kind WHEN 'pip' THEN b.paid_pip_cents ELSE b.paid_medpay_cents END), 0)
                FROM medical_bills b WHERE b.case_id = v.case_id AND b.archived_at IS NULL AND b.related
              ) >= (SELECT sum(coalesce(w.limit_per_person, w.csl_limit, 0)) FROM coverages w
                WHERE w.case_id = v.case_id AND w.kind = v.kind AND w.archived_at IS NULL AND w.id <= v.id))""",
    ),
    "specials": (
        f"(SELECT count(*) FROM medical_bills WHERE {_MINE})",
        f"EXISTS (SELECT 1 FROM medical_bills WHERE {_MINE} AND related AND {BALANCE} < 0)",
    ),
    "liens": (
        f"(SELECT count(*) FROM liens WHERE {_MINE})",
        f"""EXISTS (SELECT 1 FROM liens l JOIN cases c ON c.id = l.case_id WHERE l.case_id = :c
              AND l.archived_at IS NULL AND c.phase = 'settlement' AND l.status <> 'released'
              AND NOT ((l.final_letter_on IS NOT NULL OR l.status IN {_BOUND}) AND
                coalesce(l.final_cents, l.paid_cents) IS NOT NULL))""",
    ),
    "costs": (
        f"(SELECT count(*) FROM case_costs WHERE {_MINE})",
        """EXISTS (SELECT 1 FROM cost_budgets b WHERE b.case_id = :c AND b.archived_at IS NULL AND (
              SELECT coalesce(sum(k.amount_cents), 0) FROM case_costs k WHERE k.case_id = b.case_id
              AND k.archived_at IS NULL AND b.category IN ('', k.category) AND b.phase IN ('', k.phase)
            ) > b.budget_cents)""",
    ),
    "requests": (
        f"(SELECT count(*) FROM ({ALL_REQUESTS}) WHERE {_MINE} AND status IN {_LIVE} AND NOT followed)",
        f"""EXISTS (SELECT 1 FROM ({ALL_REQUESTS}) WHERE {_MINE} AND NOT followed AND (
              status IN ('fee_requested', 'rejected', 'needs_authorization')
              OR (status IN {_THEIRS} AND coalesce(follow_up_on, date(sent_on, '+14 days')) <= :today)))""",
    ),
    "offers": (
        f"(SELECT count(*) FROM negotiation_events WHERE {_MINE})",
        f"""EXISTS (SELECT 1 FROM negotiation_events e WHERE {_MINE} AND expires_on <= date(:today, '+14 days')
              AND NOT EXISTS (SELECT 1 FROM negotiation_events n WHERE n.case_id = e.case_id AND n.archived_at IS NULL
                AND n.claim_id IS e.claim_id AND (n.dated, n.id) > (e.dated, e.id)))""",
    ),
    "settlement": (
        f"(SELECT count(*) FROM recoveries WHERE {_MINE})",
        f"""EXISTS (SELECT 1 FROM recoveries WHERE {_MINE}) AND NOT EXISTS (SELECT 1 FROM disbursements
              WHERE {_MINE} AND status IN ('signed', 'paid'))""",
    ),
    "attorney": (
        f"""(SELECT count(*) FROM legal_drafts WHERE {_MINE}
              AND status IN ('draft', 'in_review', 'changes', 'approved'))
            + (SELECT count(*) FROM recommendations WHERE {_MINE} AND decision = 'open')
            + (SELECT count(*) FROM attorney_requests WHERE {_MINE} AND done_on IS NULL)
            + (SELECT count(*) FROM promises WHERE {_MINE} AND kept_on IS NULL AND broken_on IS NULL)""",
        f"""EXISTS (SELECT 1 FROM promises WHERE {_MINE} AND kept_on IS NULL AND broken_on IS NULL AND due < :today)
            OR EXISTS (SELECT 1 FROM attorney_requests WHERE {_MINE} AND done_on IS NULL AND due < :today)
            OR EXISTS (SELECT 1 FROM legal_drafts WHERE {_MINE} AND status IN ('draft', 'in_review', 'changes')
              AND drafted_on < date(:today, '-7 days'))
            OR EXISTS (SELECT 1 FROM conflict_checks WHERE {_MINE} AND result IN ('found', 'conflict'))""",
    ),
    "learning": (
        f"(SELECT count(*) FROM education WHERE {_MINE})",
        """EXISTS (SELECT 1 FROM education e LEFT JOIN tasks t ON t.id = e.task_id WHERE e.case_id = :c
              AND e.archived_at IS NULL AND e.questions <> '' AND coalesce(e.answered_on, t.done_on) IS NULL)""",
    ),
    "documents": (f"(SELECT count(*) FROM documents WHERE {_MINE})", "0"),
    "deadlines": (
        f"(SELECT count(*) FROM deadlines WHERE {_MINE} AND satisfied_on IS NULL)",
        f"""EXISTS (SELECT 1 FROM deadlines WHERE {_MINE} AND satisfied_on IS NULL
              AND (verified_on IS NULL OR due < date(:today, '+14 days')))""",
    ),
}
"""For each section the SQL of its number and of its alarm; `:c` is the case, `:today` the day."""
_STATEMENT = "SELECT " + ", ".join(f"{number}, {alarm}" for number, alarm in SECTIONS.values())
