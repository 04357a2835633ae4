import json
from pathlib import Path

from tests.cli.conftest import Run


def test_a_damaged_file_is_recovered_into_a_new_one_that_opens(run: Run, copy_of_sample: Path, tmp_path: Path) -> None:
    data = bytearray(copy_of_sample.read_bytes())
    data[4096 * 20 : 4096 * 60] = b"\xa5" * (4096 * 40)
    copy_of_sample.write_bytes(bytes(data))
    ran = run("recover", str(copy_of_sample), str(tmp_path / "new.db"))
    assert ran.code == 1
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
