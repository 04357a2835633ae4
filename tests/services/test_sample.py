"""The sample caseload in the record: loaded and removed as one act each, and every row valid."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from caseterm import models, services
from caseterm.changes import Op
from caseterm.clock import fixed_clock
from caseterm.errors import ConflictError
from caseterm.queries import (
    carepaper,
    casefile_care,
    caselist,
    chronology,
    outcomes,
    summary,
    treatment,
    visit_days,
)
from caseterm.rules.attention_places import PLACES
from caseterm.rules.gaps import open_one, whole_gaps
from caseterm.store.audit import first_broken_act
from caseterm.store.database import Database
from caseterm.store.rows import build

MONDAY = date(2026, 11, 23)
TABLES = [str(model.__tablename__) for model in models.Record.__subclasses__()]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the sample in it, made once; tests that write copy it."""
    path = tmp_path_factory.mktemp("sample") / "sample.db"
    with Database.open(path, fixed_clock(MONDAY)) as db:
        services.sample.load(db)
    return path


@pytest.fixture
def sample(loaded: Path, tmp_path: Path) -> Iterator[Database]:
    path = tmp_path / "cases.db"
    path.write_bytes(loaded.read_bytes())
    with Database.open(path, fixed_clock(MONDAY)) as db:
        yield db


def everything(db: Database) -> dict[str, list[tuple[object, ...]]]:
    """Every row of the record."""
    return {table: db.raw.execute(f'SELECT * FROM "{table}" ORDER BY id').fetchall() for table in [*TABLES, "settings"]}


def counts(db: Database) -> dict[str, int]:
    return {table: len(rows) for table, rows in everything(db).items()}


def test_loading_is_one_act_with_a_line_for_every_case(sample: Database) -> None:
    acts = sample.raw.execute("SELECT op, label, undoable FROM acts").fetchall()
    assert acts == [("load_sample", "Loaded the sample caseload: 75 cases", 1)]
    open_lines = sample.raw.execute("SELECT count(*) FROM caselist WHERE is_open = 1").fetchone()[0]
    assert open_lines == services.sample.OPEN_CASES == 45
    assert sample.raw.execute("SELECT count(*) FROM caselist").fetchone()[0] == 75
    assert first_broken_act(sample.raw) is None
    assert sample.raw.execute("PRAGMA foreign_key_check").fetchall() == []


def test_every_row_would_pass_the_models_own_validation(sample: Database) -> None:
    checked = 0
    with sample.read() as session:
        for model in models.Record.__subclasses__():
            for row in session.exec(select(model)):
                build(model, row.model_dump())
                checked += 1
    assert checked > 3000


def test_the_firm_is_filled_in_and_the_database_marked(sample: Database) -> None:
    with sample.read() as session:
        settings = session.get_one(models.Settings, 1)
        assert (settings.firm_name, settings.user_name, settings.demo) == ("Gold & Shah LLP", "M. Gold", True)


def test_the_open_cases_need_somebody_for_every_reason_there_is_and_some_for_none(sample: Database) -> None:
    rows = sample.raw.execute("SELECT reason, case_id FROM caselist WHERE is_open = 1").fetchall()
    calm = sum(reason == "" for reason, _ in rows)
    assert 8 <= calm <= 30
    told = {case_id: [reason.code for reason, _ in caselist.judged(sample, case_id)] for _, case_id in rows}
    assert {code for codes in told.values() for code in codes} == set(PLACES)
    assert max(len(codes) for codes in told.values()) <= 8


def test_a_first_act_on_a_sample_case_brings_no_tasks_but_its_own(sample: Database) -> None:
    cases = [case_id for (case_id,) in sample.raw.execute("SELECT id FROM cases WHERE status <> 'closed' LIMIT 20")]
    count = "SELECT count(*) FROM tasks"
    (before,) = sample.raw.execute(count).fetchone()
    for case_id in cases:
        visit = sample.raw.execute("SELECT max(id) FROM appointments WHERE case_id = ?", (case_id,)).fetchone()[0]
        (provider,) = sample.raw.execute("SELECT id FROM case_providers WHERE case_id = ?", (case_id,)).fetchone()
        changes = [
            services.contact_log.log_contact(sample, case_id=case_id, outcome="left_message"),
            services.records.edit_record(sample, "provider", provider, {"notes": "Fax only"}, label="Edited"),
            services.appointments.edit_appointment(sample, visit, {"purpose": "Bring the letters"}),
        ]
        assert not [each.label for each in changes if "added" in each.label or "closed" in each.label]
    assert sample.raw.execute(count).fetchone()[0] == before


def test_what_the_checklists_ask_for_each_row_does_not_drown_the_tasks(sample: Database) -> None:
    today = sample.clock.today().isoformat()
    found = sample.raw.execute(
        "SELECT status, due, template_due, done_on FROM tasks WHERE template_key LIKE '%@%'"
    ).fetchall()
    assert len(found) > 100
    assert all(due >= today for status, due, *_ in found if status != "done")
    assert all(due < today and done_on <= today for status, due, _, done_on in found if status == "done")
    assert sum(due == today for status, due, *_ in found if status != "done") < 15


def test_checklist_tasks_are_those_the_phase_would_have_made(sample: Database) -> None:
    rows = sample.raw.execute(
        "SELECT t.case_id, t.template_key, c.phase FROM tasks t JOIN cases c ON c.id = t.case_id "
        "WHERE t.template_key <> ''"
    ).fetchall()
    assert len(rows) > 100
    for case_id, _key, phase in rows[:40]:
        missing = [each for each in services.checklists.preview(sample, case_id, phase) if not each.item.each]
        assert missing == [each for each in missing if each.item.hard]


def test_removal_leaves_nothing_of_it_and_one_undo_brings_all_back(sample: Database) -> None:
    before = everything(sample)
    changes = services.sample.remove(sample)
    assert changes.op is Op.REMOVE_SAMPLE
    assert changes.label == "Removed the sample caseload: 75 cases"
    assert {table: n for table, n in counts(sample).items() if n} == {"settings": 1}
    assert sample.raw.execute("SELECT count(*) FROM caselist").fetchone()[0] == 0
    assert sample.raw.execute("SELECT firm_name, user_name, demo FROM settings").fetchone() == ("", "", 0)
    services.history.undo(sample)
    assert everything(sample) == before
    assert sample.raw.execute("SELECT count(*) FROM caselist").fetchone()[0] == 75
    assert sample.raw.execute("PRAGMA foreign_key_check").fetchall() == []


def test_what_was_added_to_sample_cases_goes_with_them(sample: Database) -> None:
    case_id = sample.raw.execute("SELECT id FROM cases LIMIT 1").fetchone()[0]
    services.tasks.add_task(sample, title="Mine", case_id=case_id)
    services.tasks.add_task(sample, title="Buy paper")
    services.contact_log.add_note(sample, case_id=case_id, body="Hello")
    services.sample.remove(sample)
    left = {table: n for table, n in counts(sample).items() if n}
    assert left == {"settings": 1, "tasks": 1}
    assert sample.raw.execute("SELECT title FROM tasks").fetchone() == ("Buy paper",)


def test_a_case_of_her_own_and_the_provider_it_uses_stay(sample: Database) -> None:
    services.cases.new_case(sample, client={"first": "Own", "last": "Client"}, case={}, incident={})
    own, client = sample.raw.execute("SELECT id, client_id FROM cases WHERE NOT demo").fetchone()
    clinic = sample.raw.execute("SELECT id FROM contacts WHERE org_name = 'Mercy Physical Therapy'").fetchone()[0]
    doctor, firm = sample.raw.execute("SELECT id, parent_org_id FROM contacts WHERE last = 'Kim'").fetchone()
    for contact in (clinic, doctor):
        services.records.add_record(sample, "provider", {"case_id": own, "contact_id": contact}, label="Added")
    services.sample.remove(sample)
    assert {row[0] for row in sample.raw.execute("SELECT id FROM contacts")} == {client, clinic, doctor, firm}
    assert sample.raw.execute("SELECT count(*) FROM contact_phones").fetchone()[0] == 3
    assert [row[0] for row in sample.raw.execute("SELECT case_id FROM caselist")] == [own]
    services.history.undo(sample)
    assert counts(sample)["cases"] == 76


def test_a_firm_of_her_own_keeps_its_name(db: Database) -> None:
    services.settings.edit_settings(db, {"firm_name": "Rivera Law", "user_name": "Ana"})
    services.sample.load(db, cases=3)
    assert db.raw.execute("SELECT firm_name, user_name, demo FROM settings").fetchone() == ("Rivera Law", "Ana", 1)
    services.sample.remove(db)
    assert db.raw.execute("SELECT firm_name, user_name, demo FROM settings").fetchone() == ("Rivera Law", "Ana", 0)


def test_loading_can_be_undone(db: Database) -> None:
    services.sample.load(db, cases=5)
    services.history.undo(db)
    assert {table: n for table, n in counts(db).items() if n} == {}
    assert db.raw.execute("SELECT count(*) FROM caselist").fetchone()[0] == 0
    with pytest.raises(ConflictError, match="no sample cases"):
        services.sample.remove(db)


def test_numbers_already_taken_are_not_given_twice(db: Database) -> None:
    services.cases.new_case(db, client={"first": "Own", "last": "Client"}, case={"number": "26-0142"}, incident={})
    services.sample.load(db, cases=3)
    numbers = [number for (number,) in db.raw.execute("SELECT number FROM cases ORDER BY id")]
    assert numbers[:2] == ["26-0142", "26-0143"]


def test_as_many_as_wanted_are_made_and_progress_is_told(db: Database) -> None:
    told: list[tuple[str, int, int]] = []
    services.sample.load(db, cases=160, seed=7, progress=lambda *step: told.append(step))
    assert counts(db)["cases"] == 160
    assert {what for what, _done, _total in told} == {"Making up cases", "Writing rows", "Filing"}
    assert all(done <= total for _what, done, total in told)
    assert db.raw.execute("PRAGMA foreign_key_check").fetchall() == []
    assert db.raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_the_same_seed_and_day_write_the_same_rows(db: Database, loaded: Path, tmp_path: Path) -> None:
    path = tmp_path / "again.db"
    with Database.open(path, fixed_clock(MONDAY)) as again, Database.open(loaded, fixed_clock(MONDAY)) as first:
        services.sample.load(again)
        assert everything(again) == everything(first)


def test_every_place_tells_the_same_gaps_of_a_treatment(sample: Database) -> None:
    """Attention, the provider list, the picture, the summary, the chronology and the review, case by case."""
    today, treating, long_ones, told, explained = sample.clock.today(), 0, 0, 0, 0
    rows = sample.raw.execute("SELECT case_id FROM caselist WHERE is_open = 1").fetchall()
    for (case_id,) in rows:
        gaps = visit_days.gaps_of_case(sample.raw, case_id, today)
        whole, now = whole_gaps(gaps), open_one(gaps)
        judged = [reason for reason, _ in caselist.judged(sample, case_id) if reason.code in ("gap", "no_visit")]
        loud = now is not None and now.level > 0 and not now.quiet
        assert [reason.since for reason in judged] == ([now.after_on] if now is not None and loud else [])
        assert [reason.level for reason in judged] == ([5 if now.level > 1 else 7] if now is not None and loud else [])
        told += len(judged)
        explained += sum(bool(gap.reason) for gap in whole)
        long_ones += now is not None and now.level > 1 and not now.calm
        treating += visit_days.visits_of(sample.raw, case_id, today).whole.treating
        if not gaps:
            continue
        paper = carepaper.paper(sample, case_id)
        assert treatment.treatment(sample, case_id).gaps == gaps
        assert summary.load(sample, case_id).gaps == chronology.chronology(sample, case_id).gaps == whole
        assert [row[1:] for row in paper.gaps or ()][: len(whole)] == [
            (gap.after_on, gap.until_on, gap.days, gap.reason) for gap in whole
        ]
        for line in casefile_care.providers(sample, case_id):
            mine = next((gap for gap in gaps if gap.provider_id == line.id and gap.until_on is None), None)
            assert line.course.alarm == (min(2, mine.level) if mine is not None and not mine.quiet else 0)
            assert mine is None or line.course.gap == mine.days
    found = outcomes.outcomes(sample)
    assert (found.treating, found.long_gaps) == (treating, long_ones)
    assert told > long_ones > 0
    assert explained > 0, "the reason given to a gap stands in every print of it"
