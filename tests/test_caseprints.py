"""The medical chronology, the file index and the Monday list, from the record to their words."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from caseterm import sheets
from caseterm.changes import Op
from caseterm.errors import NotFoundError
from caseterm.exports.blocks import Strip
from caseterm.models import MedicalBill, Visit
from caseterm.queries import caseprints, chronology
from caseterm.rules.fileindex import lacking_kinds
from caseterm.rules.inputs import ContactInput
from caseterm.services import attorney, phases, providers, records
from caseterm.services.acts import act
from caseterm.store.database import Database
from tests.conftest import HOSTILE
from tests.services.test_cases import open_case

ER, MRI = date(2026, 10, 2), date(2026, 11, 5)


def treated(db: Database) -> int:
    """A case with two cited visits five weeks apart, one visit without a page, and one bill."""
    case_id = open_case(db)
    providers.add_provider(db, case_id, ContactInput({"kind": "organization", "org_name": HOSTILE}), {})
    (provider,) = db.raw.execute("SELECT id FROM case_providers").fetchone()
    records.add_record(
        db, "document", {"case_id": case_id, "title": "ER chart", "kind": "medical_record", "pages": 22}, label="Added"
    )
    with act(db, Op.ADD, "Visits", case_id=case_id) as write:
        base = {"case_id": case_id, "case_provider_id": provider, "document_id": 1}
        write.add(Visit, {**base, "dated": ER, "kind": "er_urgent", "complaint": "neck pain, full ROM", "page": "p. 3"})
        write.add(Visit, {**base, "dated": MRI, "kind": "imaging", "findings": HOSTILE, "page": "p. 9-11"})
        write.add(Visit, {**base, "dated": MRI + timedelta(days=1), "findings": "not cited", "page": " "})
        bill = {"case_id": case_id, "case_provider_id": provider, "dos_from": ER, "billed_cents": 250_000}
        write.add(MedicalBill, bill)
    return case_id


def test_a_row_without_a_page_is_no_row_and_gaps_and_bills_are_flagged(db: Database) -> None:
    case_id = treated(db)
    attorney.ask(db, case_id, {"what": "Is the neck pre-existing?"})
    found = chronology.chronology(db, case_id)
    assert [(each.on, each.cite, each.billed) for each in found.entries] == [
        (ER, "ER chart, p. 3", 250_000),
        (MRI, "ER chart, p. 9-11", None),
    ]
    assert [on for on, _ in found.uncited] == [MRI + timedelta(days=1)]
    assert [(gap.after_on, gap.until_on, gap.days, gap.reason) for gap in found.gaps] == [(ER, MRI, 34, "")]
    page = sheets.chronology(case_id)(db)
    said = " ".join(str(block) for block in page.document.blocks)
    assert "GAP of 34 days: 10/02/2026 to 11/05/2026" in said
    assert "[no bill in file]" in said
    assert "not cited" not in said
    assert "No reason on file" in said
    values = {"case_id": case_id, "after_on": ER, "reason": "transport", "explanation": "her car was the one hit"}
    records.add_record(db, "gap_reason", values, label="Gap explained")
    said = " ".join(str(block) for block in sheets.chronology(case_id)(db).document.blocks)
    assert "Why: transport, her car was the one hit" in said
    assert "No reason on file" not in said
    assert "Is the neck pre-existing?" in said
    assert "ROM range of motion" in said, "what the records' short words stand for"
    assert "Reviewed by, attorney" in said
    assert page.document.draft_line == "DRAFT - NOT REVIEWED BY ATTORNEY"
    with pytest.raises(NotFoundError):
        sheets.chronology(999)(db)


def test_the_index_says_what_the_stage_asks_for_and_what_is_not_in_order(db: Database, tmp_path: Path) -> None:
    case_id = treated(db)
    there = tmp_path / "fee.pdf"
    there.write_bytes(b"x")
    values = {"case_id": case_id, "title": "Fee agreement", "kind": "fee_agreement", "path": str(there)}
    records.add_record(db, "document", values, label="Added")
    phases.change_phase(db, [case_id], "opening")
    found = caseprints.file_index(db, case_id)
    assert found.missing[:2] == ("Authorization (Opening)", "Letter of representation (Opening)")
    assert found.missing[-1].startswith("Records and bills of O'Neil")
    assert {paper.title: paper.state for paper in found.papers} == {"ER chart": "no file", "Fee agreement": ""}
    there.unlink()
    assert caseprints.file_index(db, case_id).papers[0].state == "file missing !"
    assert lacking_kinds("intake", []) == []
    assert "Demand (Negotiation)" in lacking_kinds("settlement", [])


def test_the_list_for_the_meeting_has_every_open_case_by_its_stage(db: Database) -> None:
    first = open_case(db, grade="A", grade_reason="x", lead_attorney="R. Shah")
    second = open_case(db, last=HOSTILE)
    closed = open_case(db, last="Gone")
    phases.change_phase(db, [first], "litigation")
    phases.close_case(db, closed, reason="declined")
    found = caseprints.meeting(db)
    assert [(words, [line.number for line in lines]) for words, lines in found.stages] == [
        ("Intake", ["26-0002"]), ("Litigation", ["26-0001"]),
    ]  # fmt: skip
    line = found.stages[1][1][0]
    assert (line.grade, line.attorney, line.last_contact) == ("A", "R. Shah", "never")
    assert found.count == 2
    assert second
    phases_held = ("opening", "investigation", "treating", "records", "demand", "negotiation", "settlement")
    for phase in phases_held:
        phases.change_phase(db, [open_case(db)], phase)
    sheet = sheets.meeting()(db)
    assert sheet.case_id is None
    (strip,) = (block for block in sheet.document.blocks if isinstance(block, Strip))
    assert [fact.label for fact in strip.facts][-2:] == ["Litigation", "Settlement"], "no stage is left out at the head"
    assert len(strip.facts) == 2 + 2 + len(phases_held)
    assert {name: sheets.prepare(sheet, name).write().data[:1] != b"" for name in ("txt", "md", "html", "json")}
