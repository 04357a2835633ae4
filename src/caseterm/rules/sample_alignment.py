"""With whom a story's case was spoken of beside its client: providers, adjusters, employer; some are silent."""

from datetime import datetime, time, timedelta

from caseterm.rules.alignment import KIND_OF, awaited
from caseterm.rules.sample_case import MANAGER, Told
from caseterm.rules.sample_offers import of_case
from caseterm.rules.sample_rows import Row

_SAID = {
    "provider": "Front desk: progress note and next visits confirmed; plan still fits.",
    "adjuster": "Status given: still treating, no records yet. Nothing promised.",
    "employer": "HR: modified duty stays open; asked for the newest work note.",
}
_NEWLY = 25
"""Days in which whoever spoke needs no call."""
_LEAST = 5
"""So many days ago at the newest, so that these calls are never what was said last."""


def put_alignment(told: Told) -> None:
    """A call with each kind of party of which nothing was heard, but some stay silent."""
    phase = told.phases[-1][0]
    if phase in ("intake", "closed"):
        return
    late = datetime.combine(told.today - timedelta(days=_NEWLY), time())
    heard = {KIND_OF.get(str(row["role"])) for row in of_case(told, "communications") if row["at"] > late}
    known: dict[str, int] = {}
    for row in of_case(told, "case_providers"):
        known.setdefault("provider", int(row["contact_id"]))
    for row in of_case(told, "claims"):
        if row.get("adjuster_id"):
            known.setdefault("adjuster", int(row["adjuster_id"]))
    for row in of_case(told, "parties"):
        if KIND_OF.get(str(row["role"])) == "employer":
            known.setdefault("employer", int(row["contact_id"]))
    roles = {"provider": "provider", "adjuster": "adjuster_bi", "employer": "employer_of_client"}
    for place, (kind, contact_id) in enumerate(sorted(known.items())):
        ago = _LEAST + (told.case_id * 7 + place * 11) % 20
        on = told.day(f"-{ago}")
        if kind in heard or not awaited(kind, phase) or (told.case_id + place) % 8 == 0 or on <= told.opened:
            continue
        values: Row = {
            "at": datetime.combine(on, time(10, 5 + told.case_id % 50)),
            "channel": "call",
            "direction": "out",
            "contact_id": contact_id,
            "role": roles[kind],
            "body": _SAID[kind],
            "outcome": "reached",
            "duration_min": 4,
            "category": "status_update",
            "by": MANAGER,
            "counts_as_client_contact": False,
        }
        told.put("communications", values, day=on)
