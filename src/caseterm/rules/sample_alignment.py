"""With whom a story's case was spoken of beside its client: providers, adjusters, employer; some are silent."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from caseterm.rules.alignment import KIND_OF, awaited
from caseterm.rules.sample_case import MANAGER, Told
from caseterm.rules.sample_offers import of_case
from caseterm.rules.sample_rows import Row
from caseterm.rules.terms_visits import TREATING

_SAID: Mapping[tuple[str, str], str] = {
    ("provider", ""): "Front desk: progress note and next visits confirmed; plan still fits.",
    ("provider", "records"): "Front desk: discharge note is signed and goes out with the chart.",
    ("adjuster", ""): "Status given: still treating, no records yet. Nothing promised.",
    ("adjuster", "opening"): "Claim is set up; asked that calls and letters come to us only.",
    ("adjuster", "records"): "Status given: treatment is over, records are coming in. Nothing promised.",
    ("adjuster", "demand"): "Demand announced; asked where it is to be sent.",
    ("adjuster", "negotiation"): "Still under review; no number given.",
    ("adjuster", "settlement"): "Check is requested, waits for a second signature; no day given.",
    ("employer", ""): "HR: modified duty stays open; asked for the newest work note.",
}
"""What was said by kind of party, and by the stage of the case where that matters."""
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
    roles = {"provider": "provider", "adjuster": "adjuster_bi", "employer": "employer_of_client"}
    for place, (kind, contact_id) in enumerate(sorted(_known(told, phase).items())):
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
            "body": _SAID.get((kind, phase)) or _SAID[kind, ""],
            "outcome": "reached",
            "duration_min": 4,
            "category": "status_update",
            "by": MANAGER,
            "counts_as_client_contact": False,
        }
        told.put("communications", values, day=on)


def _known(told: Told, phase: str) -> dict[str, int]:
    """One of each kind by its contact: of the providers one who still treats, or whose records are out."""
    known: dict[str, int] = {}
    for row in of_case(told, "case_providers"):
        if row["treatment_status"] in TREATING or (phase == "records" and not row["records_complete"]):
            known.setdefault("provider", int(row["contact_id"]))
    for row in of_case(told, "claims"):
        if row.get("adjuster_id"):
            known.setdefault("adjuster", int(row["adjuster_id"]))
    for row in of_case(told, "parties"):
        if KIND_OF.get(str(row["role"])) == "employer":
            known.setdefault("employer", int(row["contact_id"]))
    return known
