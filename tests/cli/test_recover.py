import json
import shlex
from pathlib import Path

from tests.cli.conftest import Run


def test_a_damaged_file_is_recovered_into_a_new_one_that_opens(run: Run, copy_of_sample: Path, tmp_path: Path) -> None:
    data = bytearray(copy_of_sample.read_bytes())
    data[4096 * 20 : 4096 * 60] = b"\xa5" * (4096 * 40)
    copy_of_sample.write_bytes(bytes(data))
    ran = run("recover", str(copy_of_sample), str(tmp_path / "new.db"))
    assert ran.code == 1
    assert ran.err.endswith(f"before you go on: caseterm --db {copy_of_sample} backup --list\n")
    assert "which was left exactly as it is" in ran.out
    assert "Saved: " in ran.out
    assert "Unreadable: " in ran.out
    assert "newest backup" in ran.err
    assert copy_of_sample.read_bytes() == bytes(data)
    assert run("--db", str(tmp_path / "new.db"), "cases", "--view", "all").code == 0


def test_a_sound_file_gives_everything_and_0(run: Run, sample_file: Path, tmp_path: Path) -> None:
    ran = run("recover", str(sample_file), str(tmp_path / "new.db"), "--json")
    assert ran.code == 0
    told = json.loads(ran.out)
    assert told["whole"] is True
    assert told["lost"] == []
    assert told["saved"]["cases"] > 70


def test_what_holds_nothing_is_78_and_what_is_not_there_66(run: Run, tmp_path: Path) -> None:
    (tmp_path / "letter.db").write_bytes(b"Dear Sir, " * 100)
    assert run("recover", str(tmp_path / "letter.db"), str(tmp_path / "new.db")).code == 78
    assert run("recover", str(tmp_path / "none.db"), str(tmp_path / "new.db")).code == 66
    assert not (tmp_path / "new.db").exists()


def test_the_commands_that_a_hint_names_do_as_they_are_typed(run: Run, copy_of_sample: Path) -> None:
    data = bytearray(copy_of_sample.read_bytes())
    data[4096 * 40 : 4096 * 44] = b"\xa5" * (4096 * 4)
    damaged = copy_of_sample.rename(copy_of_sample.with_name("her cases.db"))
    damaged.write_bytes(bytes(data))
    ran = run("--db", str(damaged), "check")
    assert ran.code == 78
    first, found, save = next(line for line in ran.lines if "caseterm recover " in line).partition(" recover ")
    assert f"(caseterm --db '{damaged}' backup --list)" in first
    assert found
    source, target = shlex.split(save)
    assert (source, Path(target).name) == (str(damaged), "her cases-recovered.db")
    assert run("--db", str(damaged), "backup", "--list").code == 0
    assert run("recover", source, target).code == 1
    assert run("--db", target, "cases").code == 0
    assert "her cases-recovered-2.db" in run("--db", str(damaged), "check").out
    ran = run("--db", str(damaged), "backup")
    assert ran.code == 78
    assert f"caseterm --db '{damaged}' " in ran.err
    assert not ran.err.endswith(".\n")
