"""A saved file is whole, private and new, or there is no file."""

import errno
import os
import stat
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseterm.errors import CannotCreateError, DiskFullError, PermissionDeniedError
from caseterm.exports.files import next_free, safe_name, save


def test_a_file_is_saved_private_in_a_private_folder_and_nothing_else_is_left(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        path = save(b"hello", tmp_path / "new" / "26-0142-Nguyen.pdf")
    finally:
        os.umask(old)
    assert path.read_bytes() == b"hello"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [each.name for each in path.parent.iterdir()] == ["26-0142-Nguyen.pdf"]


def test_a_name_that_is_taken_gets_a_number_and_the_older_file_stays(tmp_path: Path) -> None:
    wanted = tmp_path / "a.b.pdf"
    assert [save(bytes([n]), wanted).name for n in range(4)] == ["a.b.pdf", "a.b-2.pdf", "a.b-3.pdf", "a.b-4.pdf"]
    assert wanted.read_bytes() == b"\x00"
    assert next_free(wanted).name == "a.b-5.pdf"


def test_links_are_neither_followed_nor_replaced(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("mine")
    (tmp_path / "x.pdf").symlink_to(victim)
    (tmp_path / "x-2.pdf").symlink_to(tmp_path / "nowhere")
    assert next_free(tmp_path / "x.pdf").name == "x-3.pdf"
    assert save(b"new", tmp_path / "x.pdf").name == "x-3.pdf"
    assert victim.read_text() == "mine"
    assert not (tmp_path / "nowhere").exists()


def test_writers_at_the_same_time_never_share_a_name(tmp_path: Path) -> None:
    saved: list[Path] = []
    start = threading.Barrier(8)

    def work(number: int) -> None:
        start.wait()
        saved.append(save(str(number).encode(), tmp_path / "same.txt"))

    threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(set(saved)) == 8
    assert sorted(path.read_text() for path in saved) == [str(n) for n in range(8)]


@pytest.mark.parametrize(
    ("code", "kind", "words"),
    [
        (errno.ENOSPC, DiskFullError, "The disk is full"),
        (errno.EFBIG, DiskFullError, "The disk is full"),
        (errno.EACCES, PermissionDeniedError, "You may not write"),
        (errno.EROFS, PermissionDeniedError, "You may not write"),
        (errno.EIO, CannotCreateError, "could not be written"),
    ],
)
@pytest.mark.parametrize("step", ["fsync", "link"])
def test_every_refusal_is_told_in_words_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, kind: type[Exception], words: str, step: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, step, refuse)
    with pytest.raises(kind, match=words) as told:
        save(b"x" * 100, tmp_path / "Nguyen.pdf")
    assert list(tmp_path.iterdir()) == []
    assert "Nguyen" not in str(told.value)


def test_a_file_system_without_hard_links_still_never_overwrites(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    (tmp_path / "a.pdf").write_text("old")
    assert save(b"new", tmp_path / "a.pdf").name == "a-2.pdf"
    assert (tmp_path / "a.pdf").read_text() == "old"
    assert (tmp_path / "a-2.pdf").read_text() == "new"
    assert len(list(tmp_path.iterdir())) == 2


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotCreateError, match="could not be written"):
        save(b"x", tmp_path / "file" / "a.pdf")


@pytest.mark.parametrize(
    ("given_name", "expected"),
    [
        ("26-0142-Nguyễn", "26-0142-Nguyễn.pdf"),
        ("../../etc/passwd", "etc-passwd.pdf"),
        ("a/b\\c:d*e?f", "a-b-c-d-e-f.pdf"),
        ("-rf .hidden", "rf-.hidden.pdf"),
        ("con", "_con.pdf"),
        ("LPT1.x", "_LPT1.x.pdf"),
        ("com²", "_com².pdf"),
        ("console", "console.pdf"),
        ("x\u202egpj\x1b[31m", "x-gpj-[31m.pdf"),
        ("...", "document.pdf"),
        ("", "document.pdf"),
        ("name. ", "name.pdf"),
        ("O'Neil & Sons", "O'Neil-&-Sons.pdf"),
    ],
)
def test_names_are_one_safe_component(given_name: str, expected: str) -> None:
    assert safe_name(given_name, ".pdf") == expected


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_any_name_can_be_written_and_stays_in_its_folder(text: str) -> None:
    name = safe_name(text, ".html")
    assert len(name.encode()) <= 200
    assert Path(name).name == name
    assert not name.startswith((".", "-", "~", " "))
    assert name.endswith(".html")
    assert not set(name) & set('<>:"/\\|?*\n\r\t\0')
