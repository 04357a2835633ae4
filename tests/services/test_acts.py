"""What every act does besides its own work costs what the act did, however long the log of all acts is."""

from datetime import date

from caseterm.services import contacts, history, tasks
from caseterm.store.database import Database
from tests.services.test_checklist_course import item, open_case, talk


def test_what_an_act_changed_is_found_by_the_act_alone(db: Database) -> None:
    case_id = open_case(db)
    client = db.raw.execute("SELECT client_id FROM cases").fetchone()[0]
    said: list[str] = []
    db.raw.set_trace_callback(said.append)
    talk(db, case_id)
    tasks.set_due(db, [item(db, "4.4")[0]], date(2026, 12, 24))
    tasks.complete_tasks(db, [item(db, "4.4")[0]])
    contacts.edit_contact(db, client, {"first": "Mara"})
    history.undo(db)
    db.raw.set_trace_callback(None)
    asked = {text for text in said if "act_changes" in text and text.startswith(("SELECT", "WITH"))}
    assert len(asked) > 5
    for text in asked:
        plan = [str(row[3]) for row in db.raw.execute(f"EXPLAIN QUERY PLAN {text}")]
        found = [step for step in plan if step.startswith(("SEARCH c", "SCAN c"))]
        assert found, (text, plan)
        assert all("INTEGER PRIMARY KEY (rowid" in step for step in found), (text, plan)
