import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from caseterm import services
from caseterm.clock import Clock, fixed_clock
from caseterm.errors import CannotCreateError, DamagedError, NotFoundError
from caseterm.services.recovering import recover_to
from caseterm.store import audit
from caseterm.store.database import Database
from caseterm.store.pages import PageFile, varint
from tests.conftest import HOSTILE, TODAY
from tests.store.released import released, unpacked

PAGE = 4096
BRANCH = 5
CASES = 24
"""Enough for tables of several levels of pages."""


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample caseload with a long and hostile note, closed."""
    path = tmp_path_factory.mktemp("recovery") / "sample.db"
    with Database.open(path, fixed_clock(TODAY)) as db:
        services.sample.load(db, cases=CASES)
        services.contact_log.add_note(db, case_id=1, body=HOSTILE.replace("\x1b", "") * 900)
        services.tasks.add_task(db, title="Call the adjuster", case_id=1, due=TODAY)
    return path


def rows_of(path: Path) -> dict[str, set[tuple[object, ...]]]:
    """Every row of the record."""
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    try:
        names = [*audit.logged_tables(connection), "acts", "changes"]
        return {name: set(connection.execute(f'SELECT * FROM "{name}"')) for name in names}
    finally:
        connection.close()


def sound(path: Path) -> Iterator[str]:
    """What is wrong with a database, if anything."""
    with Database.open(path, fixed_clock(TODAY)) as db:
        yield from (row[0] for row in db.raw.execute("PRAGMA integrity_check") if row[0] != "ok")
        yield from (str(row) for row in db.raw.execute("PRAGMA foreign_key_check"))
        cases, lines = (db.raw.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in ("cases", "caselist"))
        if cases != lines:
            yield f"{cases} cases, {lines} lines"


def damaged(sample: Path, tmp_path: Path, data: bytes | bytearray) -> Path:
    path = tmp_path / "damaged.db"
    path.write_bytes(bytes(data))
    return path


def test_the_pages_hold_what_sqlite_reads(sample: Path) -> None:
    connection = sqlite3.connect(f"{sample.as_uri()}?mode=ro", uri=True)
    pages = PageFile(sample.read_bytes())
    tables = connection.execute("SELECT name, rootpage FROM sqlite_master WHERE type = 'table'").fetchall()
    for name, root in tables:
        found = {row.rowid: row.values for row in pages.rows(root)}
        stored = {row[0]: row[1:] for row in connection.execute(f'SELECT rowid, * FROM "{name}"')}
        assert found.keys() == stored.keys()
        for rowid, values in stored.items():
            assert all(mine in (theirs, None) for mine, theirs in zip(found[rowid], values, strict=True))
    assert pages.bad == 0
    assert len(tables) > 20
    connection.close()


def test_numbers_of_every_length_are_read() -> None:
    assert varint(b"\x00", 0) == (0, 1)
    assert varint(b"\x81\x00", 0) == (128, 2)
    assert varint(b"\xff" * 9, 0) == (-1, 9)
    with pytest.raises(IndexError):
        varint(b"\x81", 0)


def test_a_whole_file_is_recovered_row_for_row(sample: Path, tmp_path: Path, clock: Clock) -> None:
    target = tmp_path / "new.db"
    found, listing = recover_to(sample, target, clock)
    assert listing is None
    assert found.history_whole
    assert (found.unreadable, found.lost, found.doubtful, found.rebuilt.total()) == (0, [], [], 0)
    assert rows_of(target) == rows_of(sample)
    assert list(sound(target)) == []
    assert target.stat().st_mode & 0o777 == 0o600


def test_a_first_page_that_is_gone_costs_nothing_of_the_record(sample: Path, tmp_path: Path, clock: Clock) -> None:
    data = sample.read_bytes()
    path = damaged(sample, tmp_path, bytes(PAGE) + data[PAGE:])
    found, _ = recover_to(path, tmp_path / "new.db", clock)
    assert rows_of(tmp_path / "new.db") == rows_of(sample)
    assert found.unreadable > 0


def test_a_value_flipped_without_a_trace_is_put_right_by_the_history(
    sample: Path, tmp_path: Path, clock: Clock
) -> None:
    data = bytearray(sample.read_bytes())
    connection = sqlite3.connect(f"{sample.as_uri()}?mode=ro", uri=True)
    uuid = connection.execute("SELECT uuid FROM tasks WHERE title = 'Call the adjuster'").fetchone()[0]
    connection.close()
    place = data.index(uuid.encode() + b"2026")
    title = data.index(b"Call the adjuster", place)
    data[title] ^= 0x20
    path = damaged(sample, tmp_path, data)
    found, _ = recover_to(path, tmp_path / "new.db", clock)
    assert found.history_whole
    assert dict(found.corrected) == {"tasks": 1}
    assert rows_of(tmp_path / "new.db") == rows_of(sample)


def test_a_table_that_is_gone_comes_back_from_the_history(sample: Path, tmp_path: Path, clock: Clock) -> None:
    data = bytearray(sample.read_bytes())
    connection = sqlite3.connect(f"{sample.as_uri()}?mode=ro", uri=True)
    pages = PageFile(bytes(data))
    root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'contacts'").fetchone()[0]
    connection.close()
    before = set(pages.seen)
    count = len(list(pages.rows(root)))
    for number in pages.seen - before:
        data[(number - 1) * PAGE : number * PAGE] = b"\xa5" * PAGE
    path = damaged(sample, tmp_path, data)
    found, _ = recover_to(path, tmp_path / "new.db", clock)
    assert found.rebuilt["contacts"] == count > 100
    assert rows_of(tmp_path / "new.db") == rows_of(sample)


def test_a_branch_that_is_gone_is_found_by_its_leaves(sample: Path, tmp_path: Path, clock: Clock) -> None:
    data = bytearray(sample.read_bytes())
    connection = sqlite3.connect(f"{sample.as_uri()}?mode=ro", uri=True)
    roots = dict(connection.execute("SELECT name, rootpage FROM sqlite_master WHERE type = 'table'"))
    connection.close()
    for name in ("changes", "appointments", "acts"):
        start = (roots[name] - 1) * PAGE
        assert name == "acts" or data[start] == BRANCH
        data[start : start + PAGE] = bytes(PAGE)
    path = damaged(sample, tmp_path, data)
    found, _ = recover_to(path, tmp_path / "new.db", clock)
    now, before = rows_of(tmp_path / "new.db"), rows_of(sample)
    assert found.saved["changes"] == len(before["changes"])
    assert now["appointments"] == before["appointments"]


@pytest.mark.parametrize("seed", range(8))
def test_whatever_is_damaged_the_new_file_is_sound_and_the_old_one_untouched(
    sample: Path, tmp_path: Path, clock: Clock, seed: int
) -> None:
    chance = random.Random(seed)
    data = bytearray(sample.read_bytes())
    if seed % 3 == 0:
        del data[chance.randrange(len(data) // 4, len(data)) :]
    elif seed % 3 == 1:
        for _ in range(40 * (1 + seed)):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    else:
        for _ in range(12):
            start = chance.randrange(len(data) // PAGE) * PAGE
            data[start : start + PAGE] = chance.randbytes(PAGE)
    path = damaged(sample, tmp_path, data)
    target = tmp_path / "new.db"
    found, listing = recover_to(path, target, clock)
    assert path.read_bytes() == bytes(data)
    assert sorted(entry.name for entry in tmp_path.iterdir() if ".part" in entry.name) == []
    assert list(sound(target)) == []
    assert (listing is not None) is bool(found.lost)
    stored = rows_of(target)
    assert sum(len(rows) for rows in stored.values()) > 500
    with Database.open(target, clock) as db:
        assert audit.rows_not_as_logged(db.raw) == 0
        services.tasks.add_task(db, title="Work goes on", due=TODAY)
    if listing is not None:
        assert listing.stat().st_mode & 0o777 == 0o600
        assert len(listing.read_text(encoding="utf-8").splitlines()) == len(found.lost)


def test_a_journal_beside_it_is_played_into_a_copy_only(sample: Path, tmp_path: Path, clock: Clock) -> None:
    path = damaged(sample, tmp_path, sample.read_bytes())
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("PRAGMA cache_size=1")
    writer.execute("BEGIN IMMEDIATE")
    for name in [row[0] for row in writer.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()]:
        writer.execute(f"DROP TRIGGER {name}")
    writer.execute("UPDATE tasks SET title = 'Half done'")
    writer.execute("UPDATE communications SET body = 'Half done'")
    journal = path.with_name(path.name + "-journal")
    torn, hot = path.read_bytes(), journal.read_bytes()
    writer.execute("ROLLBACK")
    writer.close()
    path.write_bytes(torn)
    journal.write_bytes(hot)
    recover_to(path, tmp_path / "new.db", clock)
    assert rows_of(tmp_path / "new.db") == rows_of(sample)
    assert (path.read_bytes(), journal.read_bytes()) == (torn, hot)


def test_nothing_to_save_leaves_nothing(tmp_path: Path, clock: Clock) -> None:
    for content in (b"", b"x" * 50, b"Dear Sir, " * 5000, random.Random(1).randbytes(200_000)):
        path = tmp_path / "odd.db"
        path.write_bytes(content)
        with pytest.raises(DamagedError, match="Not one row"):
            recover_to(path, tmp_path / "new.db", clock)
        assert not (tmp_path / "new.db").exists()
    with pytest.raises(NotFoundError):
        recover_to(tmp_path / "none.db", tmp_path / "new.db", clock)


def test_a_file_that_is_there_is_never_overwritten(sample: Path, tmp_path: Path, clock: Clock) -> None:
    (tmp_path / "new.db").write_text("mine")
    with pytest.raises(CannotCreateError):
        recover_to(sample, tmp_path / "new.db", clock)
    assert (tmp_path / "new.db").read_text() == "mine"


@pytest.mark.parametrize("schema", released())
def test_a_file_of_an_older_schema_is_recovered_with_its_history(schema: str, tmp_path: Path, clock: Clock) -> None:
    source = unpacked(schema, tmp_path / "old.db")
    before = rows_of(source)
    recover_to(source, target := tmp_path / "new.db", clock)
    after = rows_of(target)
    for name in ("acts", "changes", "cases", "tasks", "case_costs"):
        width = len(next(iter(before.get(name) or {()})))
        assert {row[:width] for row in after[name]} >= before.get(name, set()), name
    assert list(sound(target)) == []
