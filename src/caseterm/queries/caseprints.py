"""The facts of two lists: the file index of a case, and the caseload for the Monday meeting."""

from datetime import date
from typing import Any

from caseterm.queries.casefile_rows import day
from caseterm.queries.heads import case_head, letterhead
from caseterm.rules.attention import CALM, words
from caseterm.rules.dates import paper_day
from caseterm.rules.fileindex import FileIndex, Paper, lacking_kinds
from caseterm.rules.meeting import Meeting, MeetingLine
from caseterm.rules.people import person_name
from caseterm.rules.phase_names import phase_label
from caseterm.rules.terms import CASE_TYPES, PHASES, label
from caseterm.rules.terms_attorney import DRAFT_OPEN, DRAFT_STATUSES
from caseterm.store import documentfiles
from caseterm.store.database import Database


def file_index(db: Database, case_id: int) -> FileIndex:
    """The documents of a case with what is not in order, and what is missing. Raises NotFoundError."""
    head = case_head(db, case_id)
    phase, claim_type = db.raw.execute("SELECT phase, claim_type FROM cases WHERE id = ?", (case_id,)).fetchone()
    rows = db.raw.execute(
        "SELECT d.title, d.kind, d.dated, d.received_on, d.from_whom, d.pages, d.path, d.file_size, g.status "
        "FROM documents d LEFT JOIN legal_drafts g ON g.document_id = d.id AND g.archived_at IS NULL "
        "WHERE d.case_id = ? AND d.archived_at IS NULL ORDER BY d.kind, coalesce(d.dated, d.received_on), d.id",
        (case_id,),
    ).fetchall()
    papers = tuple(
        Paper(title, kind, day(dated), day(got), who, pages, path, _state(path, size, status))
        for title, kind, dated, got, who, pages, path, size, status in rows
    )
    missing = lacking_kinds(phase, [paper.kind for paper in papers])
    return FileIndex(
        **head,
        phase=phase_label(claim_type, phase),
        papers=papers,
        missing=(*missing, *_unproved(db, case_id)),
    )


def _state(path: str, noted: int | None, status: str | None) -> str:
    """What is not in order with a paper; "" where all is."""
    told = [label(DRAFT_STATUSES, status).lower()] if status in DRAFT_OPEN else []
    if not path:
        told.append("no file")
    else:
        try:
            size = documentfiles.size_of(path)
        except OSError:
            size = None
        if size is None:
            told.append("file missing !")
        elif noted is not None and size != noted:
            told.append("file changed !")
    return ", ".join(told)


def _unproved(db: Database, case_id: int) -> list[str]:
    """Records and bills that were not received, provider by provider."""
    found = []
    rows = db.raw.execute(
        "SELECT k.last, k.first, k.suffix, k.org_name, p.records_received_on, p.bills_received_on "
        "FROM case_providers p JOIN contacts k ON k.id = p.contact_id WHERE p.case_id = ? AND p.archived_at IS NULL "
        "AND p.treatment_status <> 'never_treated' ORDER BY p.id",
        (case_id,),
    )
    for last, first, suffix, org, records, bills in rows:
        lacking = [word for word, on in (("records", records), ("bills", bills)) if not on]
        if lacking:
            found.append(f"{' and '.join(lacking).capitalize()} of {person_name(last, first, suffix, org)}")
    return found


def meeting(db: Database) -> Meeting:
    """Every open case by its stage, the most urgent of each first."""
    today = db.clock.today()
    rows = db.raw.execute(
        "SELECT l.number, l.client, l.case_type, l.phase, l.phase_on, c.grade, c.lead_attorney, l.manager, l.sol_on, "
        "l.sol_state, l.last_contact_on, l.next_on, l.next_what, l.reason, l.since, l.reason_arg, l.level, "
        "c.claim_type, l.more_reasons FROM caselist l JOIN cases c ON c.id = l.case_id WHERE l.is_open = 1 "
        "ORDER BY l.level, l.since, l.client_key, l.case_id"
    ).fetchall()
    stages: dict[str, list[MeetingLine]] = {}
    for row in rows:
        stages.setdefault(row[3], []).append(_line(row, today))
    firm, user, legend, letter = letterhead(db)
    order = [phase for phase in PHASES if phase in stages]
    return Meeting(today, firm, user, legend, letter, tuple((PHASES[each], tuple(stages[each])) for each in order))


def _line(row: Any, today: date) -> MeetingLine:
    phase_on = day(row[4]) or today
    limitation = ""
    if row[8]:
        verified = "" if row[9] in ("verified", "satisfied") else " not verified"
        limitation = "met" if row[9] == "satisfied" else f"{paper_day(date.fromisoformat(row[8]))}{verified}"
    last = day(row[10])
    since = day(row[14]) or today
    why = words(row[13], since, row[15], today) if row[13] and row[16] < CALM else ""
    next_on = day(row[11])
    return MeetingLine(
        number=row[0],
        client=row[1],
        kind=label(CASE_TYPES, row[2]),
        phase=phase_label(row[17], row[3]),
        days=(today - phase_on).days,
        grade=row[5],
        attorney=row[6],
        manager=row[7],
        limitation=limitation,
        last_contact=f"{(today - last).days} d" if last else "never",
        next=f"{paper_day(next_on)} {row[12]}".strip() if next_on else "nothing",
        why=why + (f" (+{row[18]})" if why and row[18] else ""),
        level=row[16],
    )
