"""Pain and function at every assessment of a case."""

import sqlite3
from datetime import date

from caseterm.queries.casefile_rows import day
from caseterm.rules.trendline import Asked, Limited, function_on


def asked(connection: sqlite3.Connection, case_id: int) -> tuple[Asked, ...]:
    """The assessments in the order of their days, each with what was limited on its day."""
    limits = [
        Limited(domain, level, date.fromisoformat(since), day(over))
        for domain, level, since, over in connection.execute(
            "SELECT f.domain, f.level, coalesce(a.dated, f.since, substr(f.created_at, 1, 10)), f.resolved_on "
            "FROM functional_limitations f LEFT JOIN assessments a ON a.id = f.assessment_id "
            "WHERE f.case_id = ? AND f.archived_at IS NULL ORDER BY 3, f.id",
            (case_id,),
        )
    ]
    rows = connection.execute(
        "SELECT dated, pain FROM assessments WHERE case_id = ? AND archived_at IS NULL ORDER BY dated, id", (case_id,)
    )
    return tuple(
        Asked(on, pain, function_on(limits, on)) for on, pain in ((date.fromisoformat(row[0]), row[1]) for row in rows)
    )
