"""How much stands in each section of a case's file, and whether something there needs her: one statement for all."""

from collections.abc import Mapping
from dataclasses import dataclass

from caseterm.queries.casefile_care import providers
from caseterm.queries.casefile_rows import in_list
from caseterm.rules.terms import APPOINTMENT_AHEAD, TASK_OPEN
from caseterm.store.database import Database


@dataclass(frozen=True)
class Count:
    """How much stands in a section, and whether something there needs her."""

    n: int | None = None
    alarm: bool = False


def counts(db: Database, case_id: int) -> Mapping[str, Count]:
    """What stands in each section today; a section without rows of its own has an empty count."""
    given = {"c": case_id, "today": db.clock.today().isoformat()}
    row = db.raw.execute(_STATEMENT, given).fetchone()
    care = providers(db, case_id)
    found = {name: Count(row[2 * place], bool(row[2 * place + 1])) for place, name in enumerate(SECTIONS)}
    return {
        "overview": Count(),
        "treatment": Count(len(care), any(provider.course.alarm for provider in care)),
        "history": Count(),
        **found,
    }


_MINE = "case_id = :c AND archived_at IS NULL"
_AHEAD, _OPEN = in_list(APPOINTMENT_AHEAD), in_list(TASK_OPEN)
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
    "insurance": (f"(SELECT count(*) FROM coverages WHERE {_MINE})", "0"),
    "documents": (f"(SELECT count(*) FROM documents WHERE {_MINE})", "0"),
    "deadlines": (
        f"(SELECT count(*) FROM deadlines WHERE {_MINE} AND satisfied_on IS NULL)",
        f"""EXISTS (SELECT 1 FROM deadlines WHERE {_MINE} AND satisfied_on IS NULL
              AND (verified_on IS NULL OR due < date(:today, '+14 days')))""",
    ),
}
"""For each section the SQL of its number and of its alarm; `:c` is the case, `:today` the day."""
_STATEMENT = "SELECT " + ", ".join(f"{number}, {alarm}" for number, alarm in SECTIONS.values())
