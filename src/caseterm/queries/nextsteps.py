"""What stands on the client's page "what comes next"."""

from collections.abc import Mapping
from datetime import date, timedelta

from caseterm.errors import NotFoundError
from caseterm.queries import daysheet, education
from caseterm.queries.casefile_rows import day, in_list
from caseterm.queries.heads import letterhead
from caseterm.rules.education import ENGLISH, Library, language_of, lessons
from caseterm.rules.nextsteps import MOST_LINES, MOST_VISITS, NextSteps, NextVisit
from caseterm.rules.terms import CLIENT_SIDE_ROLES
from caseterm.rules.terms_care import PLAN_CURRENT
from caseterm.store.database import Database

AHEAD_DAYS = 90


def next_steps(db: Database, case_id: int, libraries: Mapping[str, Library], language: str = "") -> NextSteps:
    """The page of one case, in the client's language unless another is named. Raises NotFoundError."""
    who = education.learner(db, case_id)
    if who is None:
        raise NotFoundError("That case is not there any more.")
    code = language or language_of(libraries, who.language)
    library = libraries.get(code, libraries[ENGLISH])
    today = db.clock.today()
    firm, user, _legend, letter = letterhead(db)
    phone, call = db.raw.execute(
        "SELECT coalesce((SELECT firm_phone FROM settings), ''), case_manager FROM cases WHERE id = ?", (case_id,)
    ).fetchone()
    return NextSteps(
        firm=firm, user=user, letter=letter, today=today, case_id=case_id, number=who.number, client=who.client,
        phase=who.phase,
        greeting=who.greeting, interpreter=who.interpreter, office_phone=phone, call=call or user,
        language=library.language,
        lessons=tuple(lessons(library, who.phase, who.claim_type, gap=who.gap_days is not None)),
        visits=_visits(db, case_id, today), promises=_promises(db, case_id),
        homework=_homework(db, case_id, who.client),
        gap_days=who.gap_days,
    )  # fmt: skip


def _visits(db: Database, case_id: int, today: date) -> tuple[NextVisit, ...]:
    found = daysheet.client(db, case_id, today, today + timedelta(days=AHEAD_DAYS))
    coming = found.visits[:MOST_VISITS] if found else ()
    return tuple(
        NextVisit(each.visit.starts_at, each.visit.kind, each.visit.provider, each.address, each.visit.ride)
        for each in coming
    )


def _promises(db: Database, case_id: int) -> tuple[tuple[str, date], ...]:
    """What we promised the client and have not done."""
    rows = db.raw.execute(
        f"SELECT what, due FROM promises WHERE case_id = ? AND archived_at IS NULL AND kept_on IS NULL "
        f"AND broken_on IS NULL AND role IN {in_list(CLIENT_SIDE_ROLES)} ORDER BY due, id LIMIT ?",
        (case_id, MOST_LINES),
    )
    return tuple((str(what), date.fromisoformat(due)) for what, due in rows)


def _homework(db: Database, case_id: int, client: str) -> tuple[tuple[str, date | None], ...]:
    """What the plan asks of the client."""
    rows = db.raw.execute(
        f"SELECT w.text, w.due FROM plan_interventions w JOIN care_plans p ON p.id = w.plan_id "
        f"WHERE w.case_id = ? AND w.archived_at IS NULL AND w.done_on IS NULL AND p.archived_at IS NULL "
        f"AND p.status IN {in_list(PLAN_CURRENT)} AND lower(w.owner) IN ('client', lower(?)) "
        f"ORDER BY w.due IS NULL, w.due, w.id LIMIT ?",
        (case_id, client, MOST_LINES),
    )
    return tuple((str(text), day(due)) for text, due in rows)
