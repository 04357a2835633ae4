"""A case's care as it goes on paper: the recovery plan, the progress report, the picture of the treatment."""

import sqlite3
from datetime import date

from caseterm.queries.care_course import asked
from caseterm.queries.care_facts import CareFacts
from caseterm.queries.casefile_rows import day, in_list, named
from caseterm.queries.heads import case_head
from caseterm.queries.plans import reviews, shares
from caseterm.queries.summary_care import condition, plan
from caseterm.queries.treatment import Treatment, treatment
from caseterm.rules.carepaper import Ahead, Assessed, CarePaper, Done, Obstacle, Reviewed, Treated
from caseterm.rules.gaps import long_gaps
from caseterm.rules.terms import PHASES, label
from caseterm.rules.terms_care import SHARED_HOW, label_of
from caseterm.rules.terms_visits import APPOINTMENT_AHEAD
from caseterm.store.database import Database

_MINE = "case_id = ? AND archived_at IS NULL"
VISITS_SHOWN = 6


def paper(db: Database, case_id: int) -> CarePaper:
    """Everything a print of a case's care may say, as the attorney may see it. Raises NotFoundError."""
    head = case_head(db, case_id)
    row = db.raw.execute(
        "SELECT c.phase, c.status, c.what_matters, coalesce(nullif(k.preferred_name, ''), k.first), k.language, "
        "k.interpreter_needed FROM cases c JOIN contacts k ON k.id = c.client_id WHERE c.id = ?",
        (case_id,),
    ).fetchone()
    today = head["today"]
    phone = db.raw.execute("SELECT firm_phone FROM settings").fetchone()
    told = treatment(db, case_id)
    care = CareFacts(db.raw, f"[{case_id}]", today)
    return CarePaper(
        **head, office_phone=phone[0] if phone else "", greeting=row[3], phase=label(PHASES, row[0]),
        closed=row[1] == "closed", what_matters=row[2], language=row[4], interpreter=bool(row[5]),
        incident_on=told.incident_on,
        condition=condition(db.raw, case_id, care),
        assessed=_assessed(db.raw, case_id),
        course=asked(db.raw, case_id),
        lanes=told.lanes,
        attendance=tuple((told.names[key], found) for key, found in told.attendance.items() if key in told.names),
        gaps=tuple(
            (told.names.get(each.provider_id or 0, ""), each.after_on, each.until_on, each.days, each.reason)
            for each in long_gaps(told.gaps)
        ),
        doubts=tuple([*told.doubled, *([told.contradicted] if told.contradicted else [])]),
        obstacles=_obstacles(db.raw, case_id),
        done=_done(db.raw, case_id),
        plan=plan(db.raw, case_id, care),
        reviewed=tuple(
            Reviewed(each.review.on, each.version, each.review.moving, each.progress, each.review.why_not,
                     each.changes_made)
            for each in reviews(db, case_id)
        ),
        given=tuple(
            (each.with_whom, each.version, each.dated, label_of(SHARED_HOW, each.how)) for each in shares(db, case_id)
        ),
        visits=_ahead(db, case_id),
        providers=_treated(db, case_id, told),
    )  # fmt: skip


def _treated(db: Database, case_id: int, told: Treatment) -> tuple[Treated, ...]:
    """Who treats, by the first visit; whoever never saw the client and is not to is left out."""
    trades = dict(
        db.raw.execute(
            "SELECT p.id, coalesce(nullif(p.specialty, ''), k.specialty) FROM case_providers p "
            "JOIN contacts k ON k.id = p.contact_id WHERE p.case_id = ?",
            (case_id,),
        ).fetchall()
    )
    found = [
        Treated(told.names[number], trades.get(number, ""), each.visits, each.first, each.last, each.next)
        for number, each in told.courses.items()
        if each.visits or each.next
    ]
    return tuple(sorted(found, key=lambda each: (each.first or date.max, each.name)))


def _assessed(connection: sqlite3.Connection, case_id: int) -> tuple[Assessed, ...]:
    rows = named(connection.execute(f"SELECT * FROM assessments WHERE {_MINE} ORDER BY dated, id", (case_id,)))
    return tuple(
        Assessed(
            date.fromisoformat(row["dated"]), row["kind"], row["pain"], row["sleep"], row["mood"], row["work_status"],
            row["conditions"], row["medication"], row["plan_makes_sense"], row["concern"], row["satisfaction"],
        )
        for row in rows
    )  # fmt: skip


def _obstacles(connection: sqlite3.Connection, case_id: int) -> tuple[Obstacle, ...]:
    rows = connection.execute(
        "SELECT category, description, severity, owner, mitigation, opened_on, resolved_on FROM barriers "
        f"WHERE {_MINE} ORDER BY resolved_on IS NOT NULL, severity = 'watch', severity = 'active', opened_on, id",
        (case_id,),
    )
    return tuple(Obstacle(row[0], row[1], row[2], row[3], row[4], day(row[5]), day(row[6])) for row in rows)


def _done(connection: sqlite3.Connection, case_id: int) -> tuple[Done, ...]:
    """What was done for the client, the newest first: with whom spoken, equipment, referrals."""
    found = [
        Done(date.fromisoformat(on), " with ".join(part for part in (action, whom) if part), outcome)
        for on, action, whom, outcome in connection.execute(
            f"SELECT dated, action, with_whom, outcome FROM advocacy WHERE {_MINE}", (case_id,)
        )
    ]
    for item, status, ordered, delivered in connection.execute(
        f"SELECT item, status, ordered_on, delivered_on FROM equipment WHERE {_MINE}", (case_id,)
    ):
        on = day(delivered or ordered)
        if on is not None:
            found.append(Done(on, item, status))
    for specialty, status, sent, first in connection.execute(
        f"SELECT to_specialty, status, sent_on, first_visit_on FROM referrals WHERE {_MINE}", (case_id,)
    ):
        on = day(first or sent)
        if on is not None:
            found.append(Done(on, f"Referral: {specialty}", status))
    return tuple(sorted(found, key=lambda each: each.on, reverse=True))


def _ahead(db: Database, case_id: int) -> tuple[Ahead, ...]:
    rows = db.raw.execute(
        f"SELECT substr(a.starts_at, 1, 10), a.kind, a.title, coalesce(nullif(k.org_name, ''), k.last, '') "
        f"FROM appointments a LEFT JOIN case_providers p ON p.id = a.case_provider_id "
        f"LEFT JOIN contacts k ON k.id = p.contact_id WHERE a.case_id = ? AND a.archived_at IS NULL "
        f"AND a.status IN {in_list(APPOINTMENT_AHEAD)} AND a.starts_at >= ? ORDER BY a.starts_at LIMIT {VISITS_SHOWN}",
        (case_id, db.clock.today().isoformat()),
    )
    return tuple(Ahead(date.fromisoformat(on), kind, title, who) for on, kind, title, who in rows)
