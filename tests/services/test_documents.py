"""The files behind documents: noted, found changed or gone, taken as right; never written."""

import hashlib
import os
from pathlib import Path

import pytest

from caseterm.services import checking, documents, history, records
from caseterm.store.database import Database
from tests.services.test_cases import open_case


def add(db: Database, path: Path | str, title: str = "Police report") -> int:
    values = {"case_id": 1, "title": title, "path": str(path)}
    changes = records.add_record(db, "document", values, label=f"Added document: {title}")
    number = changes.first_added("documents")
    assert number is not None
    return number


def noted(db: Database, number: int) -> tuple[int | None, str | None]:
    found = db.raw.execute("SELECT file_size, file_sha256 FROM documents WHERE id = ?", (number,)).fetchone()
    return tuple(found)


def checked(db: Database) -> tuple[str, str]:
    finding = next(each for each in checking.look(db.path, db.clock) if each.name == "Documents")
    return finding.state, finding.words


def test_a_file_is_noted_with_its_path_found_changed_and_taken_as_right(db: Database, tmp_path: Path) -> None:
    open_case(db)
    file = tmp_path / "report.pdf"
    file.write_bytes(b"as it came")
    number = add(db, file)
    assert noted(db, number) == (10, hashlib.sha256(b"as it came").hexdigest())
    assert checked(db) == ("ok", "1 file, all there and as noted")
    assert documents.look_again(db, number).standing == "as noted"

    file.write_bytes(b"as it goes")
    look = documents.look_again(db, number)
    assert (look.standing, look.words) == (
        "changed", "Police report: the file changed since it was noted: as long, 10 bytes.",
    )  # fmt: skip
    assert checked(db) == ("note", "of 1 file, 1 changed since noted: 26-0001 no. 1")
    records.edit_record(db, "document", number, {"path": str(file), "pages": 3}, label="Changed document")
    assert noted(db, number)[1] == hashlib.sha256(b"as it came").hexdigest(), "another edit takes nothing as right"

    assert documents.accept(db, look).label == "Accepted the changed file of Police report"
    assert checked(db)[0] == "ok"
    history.undo(db)
    assert documents.look_again(db, number).standing == "changed"
    file.unlink()
    assert documents.look_again(db, number).standing == "missing"
    assert checked(db) == ("note", "of 1 file, 1 not where they were: 26-0001 no. 1")
    (tmp_path / "new.pdf").write_bytes(b"moved")
    records.edit_record(db, "document", number, {"path": str(tmp_path / "new.pdf")}, label="Changed document")
    assert noted(db, number) == (5, hashlib.sha256(b"moved").hexdigest())
    records.edit_record(db, "document", number, {"path": ""}, label="Changed document")
    assert noted(db, number) == (None, None)


@pytest.mark.parametrize("path", ["/nowhere/at/all.pdf", "", "a\x00b", "~nobody-of-that-name/x", "/dev/zero", "/tmp"])
def test_what_is_no_plain_file_is_recorded_all_the_same_and_never_read(db: Database, path: str) -> None:
    open_case(db)
    number = add(db, path)
    assert noted(db, number) == (None, None)
    assert documents.look_again(db, number).standing == "missing"


def test_a_pipe_does_not_hold_the_program_up(db: Database, tmp_path: Path) -> None:
    open_case(db)
    os.mkfifo(tmp_path / "pipe")
    assert noted(db, add(db, tmp_path / "pipe")) == (None, None)


def test_a_large_file_waits_for_a_look_and_an_unreadable_one_is_said(
    db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_case(db)
    monkeypatch.setattr(documents, "AT_ONCE", 100)
    file = tmp_path / "video.mp4"
    file.write_bytes(b"x" * 2_500_000)
    number = add(db, file, "Video")
    assert noted(db, number) == (None, None)
    assert documents.is_large(str(file))
    assert checked(db) == ("ok", "1 file, all there and as noted, 1 of them not noted yet")
    look = documents.look_again(db, number)
    assert look.words == "Video: the file is there, 2,500,000 bytes; it was not noted yet."
    documents.accept(db, look)
    assert noted(db, number) == (2_500_000, hashlib.sha256(b"x" * 2_500_000).hexdigest())

    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "no")

    monkeypatch.setattr(Path, "open", refused)
    assert documents.look_again(db, number).words == "Video: the file may not be read."
    assert checked(db) == ("note", "of 1 file, 1 may not be read: 26-0001 no. 1")
