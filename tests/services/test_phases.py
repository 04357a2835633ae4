from datetime import date
from pathlib import Path

import pytest

from caseterm import ownfiles
from caseterm.errors import ConflictError, InputError
from caseterm.services import history, phases, tasks
from caseterm.store.database import Database
from tests.services.test_cases import open_case


def all_of(db: Database, sql: str, *values: object) -> list[tuple[object, ...]]:
    return db.raw.execute(sql, values).fetchall()


def test_entering_a_phase_says_the_client_both_phases_and_how_many_tasks(db: Database) -> None:
    case_id = open_case(db, phase="treating")
    assert phases.change_phase(db, [case_id], "records").label == "Garcia, Maria: stage Treating -> Records, 7 tasks"
    assert all_of(db, "SELECT phase, phase_entered_on FROM cases") == [("records", "2026-11-21")]


def test_the_history_keeps_when_each_phase_was_entered_and_left(db: Database) -> None:
    case_id = open_case(db)
    phases.change_phase(db, [case_id], "opening", reason="signed today")
    assert all_of(db, "SELECT phase, entered_on, left_on, reason FROM phase_history ORDER BY id") == [
        ("intake", "2026-11-01", "2026-11-21", ""),
        ("opening", "2026-11-21", None, "signed today"),
    ]


def test_tasks_are_dated_from_the_anchors_the_case_has(db: Database) -> None:
    case_id = open_case(db, signed_on=date(2026, 11, 20), case_type="auto")
    phases.change_phase(db, [case_id], "opening")
    due = {row[0]: row[1] for row in all_of(db, "SELECT template_key, due FROM tasks")}
    assert due["2.1"] == "2026-11-21"
    assert due["2.4"] == "2026-11-24"
    assert due["2.11"] == "2026-11-30"
    assert "2.6" not in due  # New York's no-fault notice, and this case is in California


def test_hard_limits_and_conditions_follow_state_and_type(db: Database) -> None:
    case_id = open_case(db, state="NY", case_type="auto")
    phases.change_phase(db, [case_id], "opening")
    row = all_of(db, "SELECT due, priority, notes FROM tasks WHERE template_key = '2.6'")[0]
    assert row[:2] == ("2026-10-31", 2)
    assert "Hard limit 10/31/2026" in str(row[2])
    assert "not verified" in str(row[2])


def test_each_item_comes_once_however_often_the_phase_is_entered(db: Database) -> None:
    case_id = open_case(db)
    phases.change_phase(db, [case_id], "opening")
    first = all_of(db, "SELECT id, template_key FROM tasks ORDER BY id")
    tasks.archive_tasks(db, [int(str(first[0][0]))])
    phases.change_phase(db, [case_id], "treating")
    phases.change_phase(db, [case_id], "opening")
    opening = all_of(db, "SELECT id, template_key FROM tasks WHERE phase = 'opening' ORDER BY id")
    assert opening == first


def test_the_same_phase_again_changes_nothing(db: Database) -> None:
    case_id = open_case(db)
    assert not phases.change_phase(db, [case_id], "intake")


def test_several_cases_move_as_one_act_and_one_undo(db: Database) -> None:
    ids = [open_case(db, f"Client{n}", phase=phase) for n, phase in enumerate(("treating", "treating", "opening"))]
    titles = phases.preview_phase(db, ids, "records")
    assert len(titles) == 21
    changes = phases.change_phase(db, ids, "records")
    assert changes.label == "3 cases: stage (various) -> Records, 21 tasks"
    assert all_of(db, "SELECT count(*) FROM tasks") == [(21,)]
    history.undo(db)
    assert all_of(db, "SELECT DISTINCT phase FROM cases ORDER BY 1") == [("opening",), ("treating",)]
    assert all_of(db, "SELECT count(*) FROM tasks") == [(0,)]
    assert all_of(db, "SELECT count(*) FROM phase_history WHERE left_on IS NOT NULL") == [(0,)]


def test_the_preview_lists_what_would_be_created_and_stores_nothing(db: Database) -> None:
    case_id = open_case(db)
    assert "Welcome call" in phases.preview_phase(db, [case_id], "opening")
    assert phases.preview_phase(db, [case_id], "intake") == []
    assert all_of(db, "SELECT count(*) FROM tasks") == [(0,)]


def test_closing_says_what_is_still_open_and_creates_the_closing_tasks(db: Database) -> None:
    case_id = open_case(db)
    tasks.add_task(db, title="call", case_id=case_id)
    label = phases.close_case(db, case_id, reason="settled").label
    assert label == "Closed Garcia, Maria: settled, 6 tasks to finish, 1 task still open"
    assert all_of(db, "SELECT status, phase, closed_on, close_reason FROM cases") == [
        ("closed", "closed", "2026-11-21", "settled")
    ]
    with pytest.raises(ConflictError):
        phases.close_case(db, case_id, reason="settled")


def test_a_declined_case_has_nothing_to_finish(db: Database) -> None:
    assert phases.close_case(db, open_case(db), reason="declined").label == "Closed Garcia, Maria: declined"


def test_a_case_closed_through_its_stage_is_closed_all_the_same(db: Database) -> None:
    case_id = open_case(db)
    phases.change_phase(db, [case_id], "closed", reason="withdrawn")
    assert all_of(db, "SELECT status, close_reason FROM cases") == [("closed", "withdrawn")]


def test_a_reopened_case_goes_on_where_it_was_closed(db: Database) -> None:
    case_id = open_case(db, phase="negotiation")
    phases.close_case(db, case_id, reason="settled")
    assert phases.reopen_case(db, case_id).label.startswith("Reopened Garcia, Maria in Negotiation")
    assert all_of(db, "SELECT status, phase, closed_on, close_reason FROM cases") == [("open", "negotiation", None, "")]
    with pytest.raises(ConflictError):
        phases.reopen_case(db, case_id)


def test_unknown_phases_and_reasons_are_refused(db: Database) -> None:
    case_id = open_case(db)
    with pytest.raises(InputError, match="is one of"):
        phases.change_phase(db, [case_id], "limbo")
    with pytest.raises(InputError, match="is one of"):
        phases.close_case(db, case_id, reason="bored")


def test_the_files_of_a_firm_stand_in_for_those_of_the_program(
    db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (own_folder := tmp_path / "checklists").mkdir()
    monkeypatch.setattr(ownfiles, "config_folder", lambda: tmp_path)
    own = '[[item]]\nkey = "a.1"\nphase = "opening"\ntitle = "Our way"\nanchor = "PHASE"\noffset = "+1b"\n'
    (own_folder / "base.toml").write_text(own)
    case_id = open_case(db, case_type="dog_bite")
    phases.change_phase(db, [case_id], "opening")
    assert all_of(db, "SELECT title, due FROM tasks") == [("Our way", "2026-11-23")]


def test_a_broken_file_of_a_firm_is_named_and_nothing_is_changed(
    db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (own_folder := tmp_path / "checklists").mkdir()
    monkeypatch.setattr(ownfiles, "config_folder", lambda: tmp_path)
    (own_folder / "auto_liability.toml").write_text('[[item]]\nkey = "a.1"\n')
    case_id = open_case(db)
    with pytest.raises(InputError, match=r"auto_liability\.toml, line 2, item a\.1, phase"):
        phases.change_phase(db, [case_id], "opening")
    assert all_of(db, "SELECT phase FROM cases") == [("intake",)]


@pytest.mark.parametrize(
    ("claim_type", "there", "not_there"),
    [
        ("workers_compensation", "wc.3", "2.4"),
        ("disability_absence", "dis.1", "2.8"),
        ("health_managed_care", "hmc.1", "2.4"),
        ("catastrophic_long_term", "2.5", "wc.3"),
        ("a_firms_own_kind", "2.4", "2.5"),
    ],
)
def test_each_kind_of_claim_has_its_own_opening(db: Database, claim_type: str, there: str, not_there: str) -> None:
    case_id = open_case(db, claim_type=claim_type)
    phases.change_phase(db, [case_id], "opening")
    keys = {key for (key,) in all_of(db, "SELECT template_key FROM tasks")}
    assert there in keys
    assert not_there not in keys
