import json
import shutil
import sqlite3
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from caseterm import services
from caseterm.clock import Clock, fixed_clock
from caseterm.errors import CaseTermError, ConflictError, DamagedError, InputError, NewerSchemaError, NotFoundError
from caseterm.importing import import_preview, preview_file
from caseterm.rules.text import clean_input
from caseterm.services.transfer import import_json, is_export
from caseterm.store import dumpread
from caseterm.store.audit import first_broken_act
from caseterm.store.database import Database
from caseterm.transfer import export_bytes, export_file, import_whole
from tests.conftest import HOSTILE, TODAY

FILES = Path(__file__).parents[1] / "imports" / "files"


@pytest.fixture(scope="session")
def filled_file(empty_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with imported cases, a hostile name, undone acts, a draft and something remembered."""
    path = tmp_path_factory.mktemp("filled") / "cases.db"
    shutil.copy(empty_database, path)
    with Database.open(path, fixed_clock(TODAY)) as db:
        import_preview(db, preview_file(db, FILES / "caseload-clean.csv"))
        client = {"last": HOSTILE, "first": "Zoë\u2028", "notes": "two\nlines\t"}
        services.cases.new_case(db, client=client, case={}, incident={})
        services.cases.set_pinned(db, [1, 2], True)
        services.history.undo(db)
        with db.housekeeping() as connection:
            connection.execute("INSERT INTO remembered (key, value_json) VALUES ('x', '[1]')")
            connection.execute(
                "INSERT INTO drafts (form, target, saved_at, values_json) "
                "VALUES ('note', '1', '2026-11-21 09:00:00', '{}')"
            )
    return path


@pytest.fixture
def filled(filled_file: Path, tmp_path: Path, clock: Clock) -> Iterator[Database]:
    """A copy of it for each test."""
    path = tmp_path / "filled.db"
    shutil.copy(filled_file, path)
    with Database.open(path, clock) as database:
        yield database


@pytest.fixture
def fresh(empty_database: Path, tmp_path: Path, clock: Clock) -> Iterator[Database]:
    """A second, empty database."""
    path = tmp_path / "fresh.db"
    shutil.copy(empty_database, path)
    with Database.open(path, clock) as database:
        yield database


def test_out_and_in_again_is_the_same_to_the_byte(filled: Database, fresh: Database, tmp_path: Path) -> None:
    saved = export_file(filled, tmp_path / "all.json", "json")
    whole = saved.read_bytes()
    rows = import_whole(fresh, saved)
    assert rows == sum(len(table["rows"]) for table in json.loads(whole)["tables"].values())
    assert export_bytes(fresh, "json") == whole


def test_undo_history_and_the_caseload_come_along(filled: Database, fresh: Database, tmp_path: Path) -> None:
    services_path = tmp_path / "all.json"
    services_path.write_bytes(export_bytes(filled, "json"))
    import_json(fresh, services_path)
    lines = "SELECT * FROM caselist ORDER BY case_id"
    assert fresh.raw.execute(lines).fetchall() == filled.raw.execute(lines).fetchall()
    assert first_broken_act(fresh.raw) is None
    assert services.history.redo(fresh).label.startswith("Redid: Pinned")
    assert fresh.raw.execute("SELECT count(*) FROM cases WHERE pinned").fetchone() == (2,)
    assert services.history.undo(fresh).act_id > 0
    stored = fresh.raw.execute("SELECT last FROM contacts ORDER BY id DESC LIMIT 1").fetchone()
    assert stored == (clean_input(HOSTILE),)


def test_the_same_content_gives_the_same_text(filled: Database) -> None:
    assert export_bytes(filled, "json") == export_bytes(filled, "json")
    text = export_bytes(filled, "json").decode()
    assert "Świątek" in text
    assert json.loads(text)["format"] == "caseterm"


def test_a_database_in_use_is_not_written_over(filled: Database, tmp_path: Path) -> None:
    saved = export_file(filled, tmp_path / "all.json", "json")
    with pytest.raises(ConflictError, match="empty one only"):
        import_whole(filled, saved)
    assert filled.raw.execute("SELECT count(*) FROM cases").fetchone() == (41,)


def _drop_case(data: Any) -> None:
    data["tables"]["cases"]["rows"].pop(0)


def _change_history(data: Any) -> None:
    place = data["tables"]["acts"]["columns"].index("label")
    data["tables"]["acts"]["rows"][0][place] = "Something else"


def _break_check(data: Any) -> None:
    place = data["tables"]["cases"]["columns"].index("number")
    data["tables"]["cases"]["rows"][0][place] = ""


def _short_row(data: Any) -> None:
    data["tables"]["contacts"]["rows"][0].pop()


def _nested_value(data: Any) -> None:
    data["tables"]["contacts"]["rows"][0][3] = {"a": 1}


@pytest.mark.parametrize(
    ("change", "kind", "words"),
    [
        (lambda data: data.update(format="other"), InputError, "no export of caseterm"),
        (lambda data: data.update(version=2), NewerSchemaError, "newer caseterm"),
        (lambda data: data.update(schema="9999"), NewerSchemaError, "newer caseterm"),
        (lambda data: data["tables"].pop("claims"), InputError, "tables"),
        (_short_row, InputError, "contacts"),
        (_nested_value, InputError, "neither text nor number"),
        (_drop_case, DamagedError, "points at one"),
        (_break_check, DamagedError, "rules"),
        (_change_history, DamagedError, "history"),
    ],
)
def test_an_export_that_was_changed_is_refused_and_nothing_written(
    filled: Database,
    fresh: Database,
    tmp_path: Path,
    change: Callable[[Any], Any],
    kind: type[CaseTermError],
    words: str,
) -> None:
    data = json.loads(export_bytes(filled, "json"))
    change(data)
    path = tmp_path / "changed.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(kind, match=words):
        import_whole(fresh, path)
    assert fresh.raw.execute("SELECT count(*) FROM contacts").fetchone() == (0,)
    services.cases.new_case(fresh, client={"last": "Roe"}, case={}, incident={})
    assert first_broken_act(fresh.raw) is None
    assert services.history.undo(fresh)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (b"]}\n}}\n", b"", "only a part"),
        (b"\n}}\n", b"\n", "only a part"),
        (b'"claims": {"columns": [', b'"claims": {"columns": ["other", ', "claims that do not fit"),
        (b'"claims": {', b'"claimed": {', "tables of this program"),
        (b'"claims": {', b"claims", "only a part"),
        (b"\n[1, ", b"\n[[1], ", "neither text nor number"),
        (b"\n[1, ", b"\n[1, 1, ", "do not fit their columns"),
        (b"\n[1, ", b"\n[1, \xff", "not UTF-8"),
        (b"\n[1, ", b"\n" + b"[" * 100_000 + b"1, ", "only a part"),
    ],
)
def test_an_export_damaged_on_its_lines_is_refused_and_nothing_written(
    filled: Database, fresh: Database, tmp_path: Path, old: bytes, new: bytes, words: str
) -> None:
    whole = export_bytes(filled, "json")
    assert old in whole
    path = tmp_path / "changed.json"
    path.write_bytes(new.join(whole.split(old, 1)))
    with pytest.raises(InputError, match=words):
        import_whole(fresh, path)
    assert fresh.raw.execute("SELECT count(*) FROM contacts").fetchone() == (0,)


def test_an_export_is_read_a_row_at_a_time_and_another_layout_only_when_small(
    filled: Database, fresh: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(8):
        services.contact_log.add_note(filled, case_id=1, body="x" * 99_000)
    path = tmp_path / "all.json"
    path.write_bytes(export_bytes(filled, "json"))
    assert path.stat().st_size > 1_600_000  # each note is in the record and in its history
    fresh.warm_up()
    tracemalloc.start()
    import_json(fresh, path)
    assert tracemalloc.get_traced_memory()[1] < 1_200_000
    tracemalloc.stop()

    path.write_text(json.dumps(json.loads(path.read_bytes()), indent=1), encoding="utf-8")
    monkeypatch.setattr(dumpread, "MOST_WHOLE", 1_000_000)
    with pytest.raises(InputError, match="not a row on each line"):
        import_json(fresh, path)


@pytest.mark.parametrize("data", [b"", b"{", b"[1, 2]", b"\xff\xfe\x00", b"Client,DOI\n", b"[" * 100_000])
def test_what_is_no_export_is_refused(fresh: Database, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(data)
    assert not is_export(path)
    with pytest.raises(InputError, match="no export of caseterm"):
        import_whole(fresh, path)
    with pytest.raises(NotFoundError):
        import_whole(fresh, tmp_path / "none.json")


def test_an_export_is_told_from_a_spreadsheet(filled: Database, tmp_path: Path) -> None:
    saved = export_file(filled, tmp_path / "all.json", "json")
    assert is_export(saved)
    assert not is_export(FILES / "caseload-clean.csv")
    assert not is_export(tmp_path / "none")


def test_an_export_file_is_private_never_overwrites_and_is_recorded(filled: Database, tmp_path: Path) -> None:
    first = export_file(filled, tmp_path / "cases.csv", "csv")
    second = export_file(filled, tmp_path / "cases.csv", "csv")
    assert (first.name, second.name) == ("cases.csv", "cases-2.csv")
    assert first.stat().st_mode & 0o777 == 0o600
    log = filled.raw.execute("SELECT what, format, destination FROM export_log ORDER BY id").fetchall()
    assert log == [("caseload", "csv", str(first)), ("caseload", "csv", str(second))]


def test_the_triggers_stand_again_after_an_import(filled: Database, fresh: Database, tmp_path: Path) -> None:
    def triggers(database: Database) -> list[Any]:
        query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name"
        with closing(sqlite3.connect(database.path)) as connection:
            return connection.execute(query).fetchall()

    before = triggers(fresh)
    saved = export_file(filled, tmp_path / "all.json", "json")
    import_whole(fresh, saved)
    assert triggers(fresh) == before
