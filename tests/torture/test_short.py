"""The short form of `make torture`: a few of each, so that a fault in the machinery or the program is seen soon."""

from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest

from tests.torture import damage, kills, migration, power, screens, sealing, syscalls, undoing
from tests.torture.outcome import Outcome, no_strace
from tests.torture.parts import PARTS
from tests.torture.record import Script, examine, judged, opened, perform, written
from tests.torture.run import heading, rows


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Script:
    return written(tmp_path_factory.mktemp("script"), seed=3, length=28)


def test_batch_killed_at_random_loses_nothing_it_answered(tmp_path: Path, script: Script) -> None:
    outcome = kills.random_kills(tmp_path, script, seed=1, kills=6, acts_each=10, creation=2)
    assert outcome.wrong == []
    assert outcome.tried == 6
    assert outcome.acknowledged >= 4


def test_the_screens_killed_lose_nothing_their_status_row_said(tmp_path: Path) -> None:
    outcome = screens.killed(tmp_path, seed=2, kills=2, acts_each=2)
    assert outcome.wrong == []
    assert outcome.acknowledged >= 2


def test_death_and_bad_disks_at_exact_system_calls_leave_whole_acts(tmp_path: Path) -> None:
    for outcome in syscalls.injected(tmp_path, kills=3, errors=3, acts=3):
        assert outcome.wrong == []
        assert outcome.tried == (0 if no_strace() else 3)


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Script, Sequence[power.Step]]:
    """A few acts, and what a run of them asks the disk to do."""
    folder = tmp_path_factory.mktemp("recorded")
    script = written(folder, seed=4, length=6)
    return script, [] if no_strace() else power.recorded(folder, script)


def test_power_cuts_lose_nothing_that_was_answered(
    tmp_path: Path, recorded: tuple[Script, Sequence[power.Step]]
) -> None:
    script, steps = recorded
    outcome = power.cuts(tmp_path, script, seed=1, count=25, steps=steps)
    assert outcome.wrong == []
    assert outcome.tried == (0 if no_strace() else 25)


def test_a_migration_killed_at_a_statement_is_done_or_not_done(tmp_path: Path) -> None:
    outcome = migration.killed(tmp_path, every=400)
    assert outcome.wrong == []
    assert outcome.tried >= 5
    assert outcome.counts["from 0001"] > 500


def test_damaged_files_are_named_in_words_and_in_time(tmp_path: Path) -> None:
    outcome = damage.damaged(tmp_path, seed=1, flips=3, cuts=1)
    assert outcome.wrong == []
    assert outcome.tried == 11


def test_a_change_of_the_encryption_killed_at_a_line_leaves_the_old_or_the_new(tmp_path: Path) -> None:
    outcome = sealing.killed(tmp_path, every=120)
    assert outcome.wrong == []
    assert outcome.tried >= 9


def test_a_bit_turned_in_an_encrypted_file_is_named_and_nothing_wrong_is_read(tmp_path: Path) -> None:
    outcome = sealing.turned(tmp_path, seed=2, flips=6)
    assert outcome.wrong == []
    assert outcome.tried == 6


def test_batch_killed_on_an_encrypted_database_loses_nothing_it_answered(tmp_path: Path, script: Script) -> None:
    outcome = sealing.batch_killed(tmp_path, script, seed=1, kills=3, acts_each=8)
    assert outcome.wrong == []
    assert outcome.acknowledged >= 1


def test_acts_undone_and_redone_at_random_are_always_where_they_were(tmp_path: Path) -> None:
    steps, wrong = undoing.wander(tmp_path, seed=1, acts=25, steps=40)
    assert wrong == []
    assert steps >= 40


def test_the_judge_sees_what_is_lost_halved_or_never_sent(tmp_path: Path, script: Script) -> None:
    path = tmp_path / "a.db"
    with opened(path) as db:
        for act in script.acts[:5]:
            assert perform(db, act)["ok"]
    assert judged(examine(path), script, 5) == []
    assert judged(examine(path), script, 7) == ["2 acknowledged acts are lost"]
    assert judged(examine(path), script, 3) == ["2 acts are there that were never answered"]
    with opened(path) as db, db.housekeeping() as connection:
        connection.execute("UPDATE tasks SET title = 'changed' WHERE id = (SELECT min(id) FROM tasks)")
    wrong = judged(examine(path), script, 5)
    assert wrong == ["1 rows were changed by no act", "after 5 acts the content is not what those acts make"]


def test_the_disk_that_loses_unsynced_sectors_loses_acts_when_nothing_is_synced(
    tmp_path: Path, recorded: tuple[Script, Sequence[power.Step]]
) -> None:
    """The simulator must be able to fail: with the syncs taken out of the record, acts are lost."""
    short, steps = recorded
    if not steps:
        return
    disk, chance, wrong = power.Disk(), Random(1), 0
    for step in steps:
        if step.kind != "sync":
            disk.do(step)
    for number in range(8):
        target = tmp_path / f"cut-{number}"
        target.mkdir()
        for name, data in disk.after_the_cut(chance).items():
            (target / name).write_bytes(data)
        try:
            wrong += bool(judged(examine(target / "x.db"), short, disk.answers))
        except Exception:
            wrong += 1
    assert wrong == 8


def test_the_table_tells_what_was_skipped_and_what_went_wrong() -> None:
    good, bad = Outcome("kills", tried=3, acknowledged=40), Outcome("cuts", tried=1, wrong=["cut 0: lost"] * 14)
    lines = list(rows([good, bad, Outcome("calls", skipped="strace is not installed")]))
    assert heading().index("wrong") == lines[0].rindex("0") - 4
    assert [line.split() for line in lines[:3]] == [
        ["kills", "3", "40", "0"],
        ["cuts", "1", "0", "14"],
        ["calls", "-", "-", "-", "skipped:", "strace", "is", "not", "installed"],
    ]
    assert lines[-1] == "  cuts: ... and 2 more"
    assert list(PARTS) == [
        "batch",
        "screens",
        "calls",
        "power",
        "migration",
        "damage",
        "sealing",
        "undo",
        "fields",
        "drawn",
        "outputs",
        "files",
        "faults",
    ]
