"""The client screen by its keys: what is stored, and what she sees."""

from pathlib import Path

import pytest

from caseterm import services
from caseterm.store.database import Database
from caseterm.widgets.rowlist import RowList
from tests.conftest import HOSTILE
from tests.screens.client.driving import GARCIA, NGUYEN, cursor, one, opened
from tests.screens.harness import LARGE, press, settle, shown, type_text


async def test_the_header_says_who_what_how_long_and_how_near(file_db: Database) -> None:
    async with opened(file_db) as (app, _pilot, _screen):
        text = shown(app)
        assert "Nguyen, Thi   auto   Treating day 95   DOI 01/01/2025   SOL 40 d !! verified" in text
        assert "(555) 014-8831 m   Vietnamese, interpreter   last contact 34 d !   grade B" in text
        assert "26-0142  1 of 2" in text.splitlines()[0]


async def test_brackets_walk_the_sections_and_the_list_shows_counts_and_alarms(file_db: Database) -> None:
    async with opened(file_db) as (app, pilot, screen):
        seen = []
        for _ in screen.names:
            seen.append(screen.section_name)
            await press(pilot, "right_square_bracket")
        assert seen == list(screen.names)
        assert screen.section_name == "overview"
        text = shown(app)
        for shown_count in ("Treatment   3!", "Appts       1!", "Tasks       5!", "Notes       3 ", "Insurance   3 "):
            assert shown_count in text


async def test_walking_the_list_keeps_the_section_and_minus_goes_back(file_db: Database) -> None:
    async with opened(file_db, section="insurance") as (app, pilot, screen):
        await press(pilot, "J")
        await settle(app, pilot)
        assert (app.case_id, screen.section_name) == (GARCIA, "insurance")
        assert "No insurance known" in shown(app)
        await press(pilot, "J")
        assert "That was the last of the list." in shown(app)
        await press(pilot, "minus")
        await settle(app, pilot)
        assert app.case_id == NGUYEN
        assert screen.focused is not None


async def test_escape_from_a_case_goes_back_to_the_caseload(file_db: Database) -> None:
    async with opened(file_db, section="tasks") as (app, pilot, _screen):
        await press(pilot, "escape")
        await settle(app, pilot)
        assert "[1 Cases]" in shown(app)


# tasks


async def test_x_does_a_task_undo_brings_it_back_and_the_cursor_stays_near(file_db: Database) -> None:
    async with opened(file_db, section="tasks") as (app, pilot, screen):
        first = cursor(screen)
        await press(pilot, "x")
        assert "Done: call adjuster P. Ruiz re limits (Nguyen, Thi)." in shown(app)
        assert one(file_db, "SELECT status, done_on FROM tasks WHERE title LIKE 'call adj%'") == ("done", "2026-11-21")
        assert "Tasks       4!" in shown(app)
        second = cursor(screen)
        assert screen.sections["tasks"].lines[second].open  # type: ignore[attr-defined]  # of its own
        await press(pilot, "u")
        await settle(app, pilot)
        assert cursor(screen) == second != first
        assert one(file_db, "SELECT status FROM tasks WHERE title LIKE 'call adj%'") == ("todo",)
        assert first in {row for row in screen.sections["tasks"].lines}  # type: ignore[attr-defined]  # of its own


async def test_marked_tasks_move_together_and_can_be_shifted_by_their_own_date(file_db: Database) -> None:
    async with opened(file_db, section="tasks") as (app, pilot, screen):
        await press(pilot, "space", "space", "d")
        await type_text(pilot, "due+7d")
        await press(pilot, "enter")
        await settle(app, pilot)
        dues = file_db.raw.execute("SELECT due FROM tasks ORDER BY id LIMIT 2").fetchall()
        assert [due for (due,) in dues] == ["2026-11-26", "2026-11-27"]
        assert not screen.query_one("#rows", RowList).marks
        await press(pilot, "u")
        dues = file_db.raw.execute("SELECT due FROM tasks ORDER BY id LIMIT 2").fetchall()
        assert [due for (due,) in dues] == ["2026-11-19", "2026-11-20"]


async def test_a_date_that_cannot_be_read_stays_with_its_reason_under_it(file_db: Database) -> None:
    async with opened(file_db, section="tasks") as (app, pilot, _screen):
        await press(pilot, "d")
        await type_text(pilot, "soon")
        await press(pilot, "enter")
        await settle(app, pilot)
        assert "[soon" in shown(app)
        assert "is no date" in shown(app) or "not a date" in shown(app)
        await type_text(pilot, "+3d")
        await press(pilot, "enter")
        await settle(app, pilot)
        assert one(file_db, "SELECT due FROM tasks WHERE title LIKE 'call adj%'") == ("2026-11-24",)


async def test_w_lets_a_task_wait_and_its_title_changes_in_place(file_db: Database) -> None:
    async with opened(file_db, section="tasks") as (app, pilot, _screen):
        await press(pilot, "w")
        await type_text(pilot, "[b]Ruiz[/]")
        await press(pilot, "enter")
        assert one(file_db, "SELECT waiting_on, status FROM tasks WHERE title LIKE 'call adj%'") == (
            "[b]Ruiz[/]",
            "waiting",
        )
        assert "<- [b]Ruiz[/]" in shown(app)
        await press(pilot, "e", "ctrl+u")
        await type_text(pilot, "new [/x]")
        await press(pilot, "enter")
        assert "new [/x]" in shown(app)


# appointments


async def test_an_appointment_moves_to_a_typed_day_and_the_old_one_stays_in_the_file(file_db: Database) -> None:
    async with opened(file_db, section="appointments") as (app, pilot, _screen):
        await press(pilot, "d")
        await type_text(pilot, "thu 10:00")
        await press(pilot, "enter")
        await settle(app, pilot)
        rows = file_db.raw.execute(
            "SELECT status, starts_at FROM appointments WHERE starts_at > '2026-11-21' ORDER BY id"
        ).fetchall()
        assert rows == [
            ("rescheduled", "2026-11-24 09:30:00.000000"),
            ("scheduled", "2026-11-26 10:00:00.000000"),
        ]
        assert "Thu 11/26 10:00" in shown(app)
        assert "Moved" in shown(app)


async def test_a_no_show_asks_for_its_reason(file_db: Database) -> None:
    with file_db.housekeeping() as connection:
        connection.execute("UPDATE appointments SET starts_at = '2026-11-20 09:30:00.000000', ends_at = NULL "
                           "WHERE status = 'scheduled'")  # fmt: skip
    async with opened(file_db, section="appointments") as (app, pilot, _screen):
        assert "kept? !" in shown(app)
        await press(pilot, "s")
        await type_text(pilot, "no-s")
        await press(pilot, "enter")
        await settle(app, pilot)
        await type_text(pilot, "trans")
        await press(pilot, "enter")
        await settle(app, pilot)
        assert one(file_db, "SELECT no_show_reason FROM appointments WHERE status = 'no_show'") == ("transport",)


# treatment


async def test_r_asks_for_records_and_then_what_became_of_it(file_db: Database) -> None:
    out = "SELECT status, follow_up_on FROM records_requests WHERE kind = 'records'"
    async with opened(file_db, section="treatment") as (app, pilot, _screen):
        await press(pilot, "r")
        assert "Requested records from Mercy PT (Nguyen, Thi), follow-up in 14 days." in shown(app)
        assert one(file_db, out) == ("sent", "2026-12-05")
        assert "asked 11/21/2026, today" in shown(app)
        await press(pilot, "r")
        assert "Asked again today" in shown(app)
        await press(pilot, "escape", "r", "r")
        assert one(file_db, "SELECT records_received_on FROM case_providers ORDER BY id LIMIT 1") == (None,)
        await press(pilot, "r", "a")
        assert "Followed up Records, Mercy PT (Nguyen, Thi): asked again, next 12/05." in shown(app)
        assert one(file_db, "SELECT count(*) FROM records_requests") == (1,)
        await press(pilot, "r", "c")
        assert one(file_db, out)[0] == "received"
        await press(pilot, "r")
        assert "Records came in on 11/21/2026." in shown(app)
        await press(pilot, "escape", "b")
        assert one(file_db, "SELECT bills_requested_on FROM case_providers WHERE records_received_on IS NOT NULL") == (
            "2026-11-21",
        )
        await press(pilot, "B")
        assert one(file_db, "SELECT count(*) FROM records_requests WHERE kind = 'bills'") == (3,)
        await press(pilot, "u")
        assert one(file_db, "SELECT count(*) FROM records_requests WHERE kind = 'bills'") == (1,)


async def test_the_status_of_a_provider_ends_its_gap(file_db: Database) -> None:
    async with opened(file_db, section="treatment") as (app, pilot, screen):
        assert "50 d !!" in shown(app)
        await press(pilot, "down", "s")
        await type_text(pilot, "released")
        await press(pilot, "enter")
        await settle(app, pilot)
        assert one(file_db, "SELECT count(*) FROM case_providers WHERE treatment_status = 'released_mmi'") == (1,)
        assert "50 d !!" not in shown(app)
        assert not screen.counts["treatment"].alarm


# insurance, contacts, copying


async def test_y_copies_from_the_row_and_says_what_it_knows(file_db: Database) -> None:
    async with opened(file_db, section="insurance") as (app, pilot, _screen):
        await press(pilot, "y", "c")
        assert "Sent to terminal: 88-A12 (claim number, StateAuto)." in shown(app)
        assert app.clipboard == "88-A12"
        await press(pilot, "y", "p")
        assert app.clipboard.startswith("(555) 014-0199")
        await press(pilot, "y", "n")
        assert app.clipboard == "26-0142"
        await press(pilot, "y", "s")
        assert "Our file: 26-0142\n" in app.clipboard
        assert "BI liability: StateAuto, claim 88-A12, adjuster Ruiz, P." in app.clipboard


async def test_a_copy_of_nothing_says_so(file_db: Database) -> None:
    async with opened(file_db, case_id=GARCIA) as (app, pilot, _screen):
        await press(pilot, "y", "e")
        assert "Garcia, Maria has no email." in shown(app)
        assert app.clipboard == ""


async def test_the_client_cannot_be_archived_from_the_contacts_but_a_party_can_and_comes_back(
    file_db: Database,
) -> None:
    async with opened(file_db, section="contacts") as (app, pilot, _screen):
        await press(pilot, "delete")
        assert "The client stays on the case." in shown(app)
        await press(pilot, "down", "delete")
        assert "Archived contact: Ruiz, P., Adjuster, BI (Nguyen, Thi)." in shown(app)
        assert one(file_db, "SELECT archived_at IS NOT NULL FROM parties WHERE role = 'adjuster_bi'") == (1,)
        await press(pilot, "m", "r")
        assert "Archived rows are hidden." in shown(app)
        await press(pilot, "v", "a", "home", "down", "m", "r")
        assert "Restored contact: Ruiz, P., Adjuster, BI (Nguyen, Thi)." in shown(app)
        assert one(file_db, "SELECT archived_at FROM parties WHERE role = 'adjuster_bi'") == (None,)


# notes


async def test_a_search_finds_words_anywhere_and_stays_until_escape(file_db: Database) -> None:
    async with opened(file_db, section="notes") as (app, pilot, _screen):
        await press(pilot, "slash")
        await type_text(pilot, "NECK night")
        assert "1 of 3" in shown(app)
        assert "StateAuto sent" not in shown(app)
        await press(pilot, "enter", "right_square_bracket", "left_square_bracket")
        assert "1 of 3" in shown(app), "a search belongs to its section and stays with it"
        await press(pilot, "slash", "end")
        await type_text(pilot, " z")
        assert "No entry matches /NECK night z. Esc clears the search." in shown(app)
        await press(pilot, "enter", "slash")
        await type_text(pilot, "neck")
        assert "1 of 3" in shown(app), "a new search takes the place of the old one"
        await press(pilot, "escape")
        assert "StateAuto sent" in shown(app)


async def test_enter_reads_a_note_whole_and_escape_returns_to_its_row(file_db: Database) -> None:
    from caseterm.services import contact_log

    contact_log.add_note(file_db, case_id=NGUYEN, body="\n".join(f"line {n} {HOSTILE}" for n in range(30)))
    async with opened(file_db, section="notes") as (app, pilot, screen):
        await press(pilot, "enter")
        assert screen.focused is not None
        assert screen.focused.id == "detail"
        assert "line 6 O'Neil [/b] [@click=app.bell]x[/] [90%] 山田" in shown(app)
        await press(pilot, "end")
        assert "line 29" in shown(app)
        await press(pilot, "escape")
        assert screen.focused.id == "rows"


# deadlines and documents


async def test_a_deadline_is_verified_by_a_name_and_a_date_and_met_with_its_proof(file_db: Database) -> None:
    async with opened(file_db, section="deadlines") as (app, pilot, _screen):
        await press(pilot, "m", "v", "ctrl+u")
        await type_text(pilot, "A. Lead")
        await press(pilot, "enter")
        await settle(app, pilot)
        await press(pilot, "enter")
        await settle(app, pilot)
        assert one(file_db, "SELECT verified_by, verified_on FROM deadlines") == ("A. Lead", "2026-11-21")
        await press(pilot, "m", "s")
        await type_text(pilot, "complaint filed")
        for _ in range(3):  # what was filed, the proof left empty, today
            await press(pilot, "enter")
            await settle(app, pilot)
        assert one(file_db, "SELECT satisfied_how, satisfied_on FROM deadlines") == ("complaint filed", "2026-11-21")
        assert "SOL met" in shown(app)


async def test_a_new_date_takes_the_verification_away_and_the_header_says_so(file_db: Database) -> None:
    async with opened(file_db, section="deadlines") as (app, pilot, _screen):
        await press(pilot, "d")
        await type_text(pilot, "2/1/2027")
        await press(pilot, "enter")
        await settle(app, pilot)
        assert one(file_db, "SELECT due, verified_on FROM deadlines") == ("2027-02-01", None)
        assert "? not verified" in shown(app)
        assert "Deadlines   1!" in shown(app)


async def test_a_missing_file_is_said_before_and_when_it_is_opened(file_db: Database) -> None:
    async with opened(file_db, section="documents") as (app, pilot, _screen):
        assert "missing !" in shown(app)
        await press(pilot, "enter")
        assert "There is no file at /nowhere/r.pdf. e changes the path." in shown(app)


async def test_a_changed_file_is_said_looked_at_and_taken_as_right(file_db: Database, tmp_path: Path) -> None:
    report = tmp_path / "report.pdf"
    report.write_bytes(b"twelve bytes")
    async with opened(file_db, section="documents") as (app, pilot, _screen):
        values = {"path": str(report)}
        app.announce(services.records.edit_record(file_db, "document", 1, values, label="Moved the file"))
        report.write_bytes(b"thirteen byte")
        await press(pilot, "f5")
        assert "changed !" in shown(app)
        await press(pilot, "x")
        await settle(app, pilot)
        assert "changed since it was noted: 12 -> 13 bytes." in shown(app)
        await press(pilot, "enter")
        assert "changed !" in shown(app), "enter takes nothing as right"
        await press(pilot, "x")
        await settle(app, pilot)
        await press(pilot, "y")
        await settle(app, pilot)
        assert "changed !" not in shown(app)
        assert one(file_db, "SELECT file_size FROM documents WHERE id = 1") == (13,)
        await press(pilot, "x")
        await settle(app, pilot)
        assert "the file is as it was noted, 13 bytes." in shown(app)


# the incident, history, stage


async def test_a_fact_of_the_incident_is_changed_in_place(file_db: Database) -> None:
    async with opened(file_db, section="incident") as (app, pilot, _screen):
        await press(pilot, "down", "down", "down", "e")
        await type_text(pilot, "Elm [/] St")
        await press(pilot, "enter")
        assert one(file_db, "SELECT place FROM incidents WHERE case_id = 1") == ("Elm [/] St",)
        assert "Elm [/] St" in shown(app)
        await press(pilot, "u")
        assert one(file_db, "SELECT place FROM incidents WHERE case_id = 1") == ("",)


async def test_the_history_tells_each_change_in_words(file_db: Database) -> None:
    async with opened(file_db, section="tasks") as (app, pilot, screen):
        await press(pilot, "x")
        await press(pilot, "m", "h")
        await settle(app, pilot)
        assert screen.section_name == "history"
        text = shown(app)
        assert "Done: call adjuster" in text
        assert "Status: To do -> Done" in text


async def test_s_on_the_overview_moves_the_case_to_another_stage_after_its_preview(file_db: Database) -> None:
    async with opened(file_db, case_id=GARCIA) as (app, pilot, _screen):
        await press(pilot, "s")
        await settle(app, pilot)
        await type_text(pilot, "opening")
        await press(pilot, "enter")
        await settle(app, pilot)
        assert "tasks will be created" in shown(app)
        app.screen.guard_seconds = 0.0  # type: ignore[attr-defined]  # the dialog's guard against keys typed early
        await press(pilot, "enter")
        await settle(app, pilot)
        assert one(file_db, "SELECT phase FROM cases WHERE id = 2") == ("opening",)
        assert "Opening day 0" in shown(app)


# panes


async def test_at_120_columns_the_side_panes_show_tasks_appointments_and_facts_and_take_the_verbs(
    file_db: Database,
) -> None:
    async with opened(file_db, size=LARGE) as (app, pilot, screen):
        text = shown(app)
        for title in ("─ Sections ─", "─ Overview ─", "─ Open tasks   5, 2 overdue ─", "─ Appointments   1 ─"):
            assert title in text
        for title in ("─ Key facts ─", "─ Notes and contact log ─"):
            assert title in text
        seen = []
        for _ in range(7):
            await press(pilot, "tab")
            assert screen.focused is not None
            seen.append(screen.focused.id)
        assert seen == ["page", "sidelog", "sidetasks", "sideappointments", "facts", "sections", "page"]
        await press(pilot, "tab", "tab", "x")
        assert one(file_db, "SELECT status FROM tasks WHERE title LIKE 'call adj%'") == ("done",)
        assert "─ Open tasks   4, 1 overdue ─" in shown(app)


async def test_z_gives_the_section_the_whole_width_and_takes_it_back(file_db: Database) -> None:
    async with opened(file_db, section="notes", size=LARGE) as (app, pilot, _screen):
        await press(pilot, "z")
        assert "Sections" not in shown(app)
        assert "Key facts" not in shown(app)
        await press(pilot, "escape")
        assert "Sections" in shown(app)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 16), (100, 30)])
async def test_every_section_is_drawn_at_every_size_with_a_keyboard_in_it(
    file_db: Database, size: tuple[int, int]
) -> None:
    async with opened(file_db, size=size) as (app, pilot, screen):
        for name in screen.names:
            screen.action_section_named(name)
            await pilot.pause()
            assert screen.focused is not None
            rows = shown(app).splitlines()
            assert len(rows) <= size[1]
            assert "[2 Client]" in rows[0]
            assert "? more" in rows[-1]


async def test_keys_that_mean_nothing_in_a_section_say_so(file_db: Database) -> None:
    async with opened(file_db, section="history") as (app, pilot, _screen):
        answers = {
            "x": "Done means nothing in History.",
            "A": "Marks work in Tasks",
            "d": "A date means nothing in History.",
            "a": "Add means nothing in History.",
            "e": "The history cannot be changed.",
            "r": "Records are requested on a provider's row.",
            "space": "Marks work in Tasks",
        }
        for key, said in answers.items():
            await press(pilot, key)
            assert said in shown(app)


async def test_a_read_only_copy_shows_everything_and_says_why_it_cannot_write(file_db: Database) -> None:
    with Database.open(file_db.path, file_db.clock) as second:
        assert second.readonly
        async with opened(second, section="tasks") as (app, pilot, _screen):
            assert "READ-ONLY" in shown(app)
            await press(pilot, "x")
            await settle(app, pilot)
            assert "read-only" in shown(app).lower()
            assert one(file_db, "SELECT count(*) FROM tasks WHERE status = 'done'") == (0,)
