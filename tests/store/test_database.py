import sqlite3
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import select

from caseterm.changes import Op
from caseterm.clock import Clock
from caseterm.errors import ConflictError, DamagedError, InputError, NewerSchemaError, ReadOnlyError
from caseterm.models import Contact
from caseterm.store import audit, undo
from caseterm.store.backup import back_up
from caseterm.store.database import SETTINGS, Database


def add_contact(db: Database, last: str) -> int:
    with db.write(Op.ADD, f"Added {last}") as write:
        contact = write.add(Contact, {"last": last})
    assert contact.id is not None
    return contact.id


def names(db: Database) -> list[str]:
    with db.read() as session:
        return list(session.exec(select(Contact.last).order_by(Contact.last)))


def test_a_first_start_makes_a_private_file_in_a_private_folder(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "new" / "folder" / "caseterm.db"
    Database.open(path, clock).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_every_connection_is_durable(db: Database) -> None:
    with db.read() as first, db.read() as second:
        for session in (first, second):
            for name, (_, expected) in SETTINGS.items():
                assert session.connection().execute(text(f"PRAGMA {name}")).scalar() == expected
    for name, (_, expected) in SETTINGS.items():
        assert db.raw.execute(f"PRAGMA {name}").fetchone()[0] == expected


def test_a_reading_session_cannot_write(db: Database) -> None:
    with pytest.raises(ReadOnlyError), db.read() as session:
        session.execute(text("INSERT INTO remembered (key, value_json) VALUES ('a', '1')"))


@pytest.mark.parametrize("statement", ["INSERT", "  UPDATE", "WITH known AS (SELECT 1) DELETE"])
def test_the_connection_of_the_first_screen_refuses_what_writes(db: Database, statement: str) -> None:
    add_contact(db, "Garcia")
    rest = {"INSERT": " INTO remembered VALUES ('a', '1')", "  UPDATE": " contacts SET last = 'x'"}
    with pytest.raises(ReadOnlyError):
        db.raw.execute(statement + rest.get(statement, " FROM contacts"))
    with pytest.raises(ReadOnlyError):
        db.raw.executemany("DELETE FROM contacts WHERE id = ?", [(1,)])
    assert names(db) == ["Garcia"]


def test_what_a_reader_writes_is_refused_and_not_kept(db: Database) -> None:
    with pytest.raises(ReadOnlyError), db.look() as connection:
        connection.execute("INSERT INTO remembered (key, value_json) VALUES ('a', '1')")
    with pytest.raises(ReadOnlyError), db.look() as connection:
        connection.cursor().execute("INSERT INTO remembered (key, value_json) VALUES ('a', '1')")
    assert db.raw.execute("SELECT count(*) FROM remembered WHERE key = 'a'").fetchone() == (0,)


def test_acts_run_over_the_connection_that_reads_for_the_screens(db: Database) -> None:
    raw = db.raw
    add_contact(db, "Garcia")
    with db.look() as connection:
        assert connection is db.raw is raw
    with db.write(Op.ADD, "Added O'Neil") as write:
        write.add(Contact, {"last": "O'Neil"})
        assert write.connection is raw
        assert db.raw.execute("SELECT count(*) FROM contacts").fetchone() == (1,), "as it was before the act"
    assert db.raw is raw
    assert db.raw.execute("SELECT count(*) FROM contacts").fetchone() == (2,)


def test_the_version_is_another_after_each_act_whoever_did_it(db: Database) -> None:
    seen = {db.version}
    add_contact(db, "Garcia")
    seen.add(db.version)
    with ThreadPoolExecutor() as pool:
        pool.submit(add_contact, db, "O'Neil").result()
    seen.add(db.version)
    db.let_go()
    seen.add(db.version)
    assert len(seen) == 4
    assert db.version == db.version


def test_rows_stored_before_the_orm_was_asked_for_are_its_own(db: Database) -> None:
    with db.write(Op.ADD, "Added Garcia") as write:
        row = write.add(Contact, {"last": "Garcia"})
        assert write.session.get(Contact, row.id) is row
        write.change(row, {"first": "Maria"})
        assert write.session.get_one(Contact, row.id).first == "Maria"
    assert row.first == "Maria"


def test_an_act_is_logged_with_both_images_and_undone_and_redone(db: Database) -> None:
    contact_id = add_contact(db, "Garcia")
    with db.write(Op.EDIT, "Renamed") as write:
        contact = write.session.get_one(Contact, contact_id)
        assert write.change(contact, {"last": "García"})
    assert write.changes.touches("contacts")
    done, undone = undo.stacks(db.raw)
    assert [act.label for act in done] == ["Added Garcia", "Renamed"]
    with db.write(Op.UNDO, "Undid: Renamed", kind="undo", target_id=done[-1].id) as write:
        undo.revert(write.connection, done[-1])
    assert names(db) == ["Garcia"]
    done, undone = undo.stacks(db.raw)
    assert [act.label for act in undone] == ["Renamed"]
    with db.write(Op.REDO, "Redid: Renamed", kind="redo", target_id=undone[-1].id) as write:
        undo.revert(write.connection, undo.taking_back(write.connection, undone[-1]))
    assert names(db) == ["García"]


def test_undo_refuses_when_a_later_change_stands_in_the_way(db: Database) -> None:
    contact_id = add_contact(db, "Garcia")
    first, _ = undo.stacks(db.raw)
    with db.write(Op.EDIT, "Renamed") as write:
        write.change(write.session.get_one(Contact, contact_id), {"last": "Other"})
    with pytest.raises(ConflictError), db.write(Op.UNDO, "Undid", kind="undo") as write:
        undo.revert(write.connection, first[0])
    assert names(db) == ["Other"]


def test_an_act_that_fails_leaves_nothing(db: Database) -> None:
    def two_contacts_one_bad() -> None:
        with db.write(Op.ADD, "Bad") as write:
            write.add(Contact, {"last": "Kept?"})
            write.add(Contact, {"last": "x", "dob": "soon"})

    with pytest.raises(InputError) as refused:
        two_contacts_one_bad()
    assert "Date of birth" in refused.value.title
    assert names(db) == []
    assert undo.stacks(db.raw) == ([], [])


def test_an_act_that_changes_nothing_leaves_no_trace(db: Database) -> None:
    with db.write(Op.EDIT, "Nothing") as write:
        pass
    assert not write.changes
    assert db.raw.execute("SELECT count(*) FROM acts").fetchone()[0] == 0


def test_the_history_is_append_only_and_tampering_is_found(db: Database) -> None:
    add_contact(db, "Garcia")
    add_contact(db, "O'Neil")
    assert audit.first_broken_act(db.raw) is None
    stranger = sqlite3.connect(db.path)
    with pytest.raises(sqlite3.IntegrityError):
        stranger.execute("DELETE FROM changes")
    stranger.execute("DROP TRIGGER log_changes_no_update")
    stranger.execute("UPDATE changes SET after = replace(after, 'Garcia', 'Other') WHERE act_id = 1")
    stranger.commit()
    stranger.close()
    assert audit.first_broken_act(db.raw) == 1


def test_a_second_copy_is_read_only_and_says_who_has_it(db: Database, clock: Clock) -> None:
    with Database.open(db.path, clock) as second:
        assert second.readonly
        assert second.holder is not None
        assert "since" in str(second.holder)
        with pytest.raises(ReadOnlyError), second.write(Op.ADD, "no"):
            pass


def test_the_lock_of_a_copy_that_is_gone_does_not_count(db: Database, clock: Clock) -> None:
    db.close()
    db.path.with_name(db.path.name + ".lock").write_text('{"who": "ghost", "machine": "x", "since": "then"}')
    with Database.open(db.path, clock) as again:
        assert not again.readonly


def test_a_newer_schema_is_refused_untouched(db: Database, clock: Clock) -> None:
    db.close()
    stranger = sqlite3.connect(db.path)
    stranger.execute("UPDATE alembic_version SET version_num = '9999'")
    stranger.execute("PRAGMA user_version = 9999")
    stranger.commit()
    stranger.close()
    before = db.path.read_bytes()
    with pytest.raises(NewerSchemaError):
        Database.open(db.path, clock)
    assert db.path.read_bytes() == before


@pytest.mark.parametrize(
    "content", [b"x" * 50, b"SQLite format 3\x00" + b"\xff" * 5000, b"not a database at all\n" * 400]
)
def test_a_file_that_is_no_database_is_refused_untouched(tmp_path: Path, clock: Clock, content: bytes) -> None:
    path = tmp_path / "odd.db"
    path.write_bytes(content)
    with pytest.raises(DamagedError):
        Database.open(path, clock)
    assert path.read_bytes() == content


def test_another_programs_database_is_refused_untouched(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "other.db"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE songs (id INTEGER)")
    other.commit()
    other.close()
    before = path.read_bytes()
    with pytest.raises(DamagedError):
        Database.open(path, clock)
    assert path.read_bytes() == before


def test_a_backup_opens_and_holds_the_same(db: Database, tmp_path: Path, clock: Clock) -> None:
    add_contact(db, "Garcia")
    copy = back_up(db.path, tmp_path / "safe" / "copy.db")
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    with Database.open(copy, clock) as opened:
        assert names(opened) == ["Garcia"]


def test_the_migrated_schema_is_the_models_schema(db: Database) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext
    from sqlmodel import SQLModel

    with db.read() as session:
        assert compare_metadata(MigrationContext.configure(session.connection()), SQLModel.metadata) == []


def test_no_column_is_a_real_for_the_log_would_round_it() -> None:
    from sqlalchemy import Float, Numeric
    from sqlmodel import SQLModel

    kinds = {type(column.type) for table in SQLModel.metadata.tables.values() for column in table.columns}
    assert not [kind for kind in kinds if issubclass(kind, Float | Numeric)]
