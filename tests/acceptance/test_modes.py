"""Every file the program writes is its user's alone, whatever the umask; every folder it makes too."""

import ast
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from caseterm import resources, services
from caseterm.cli import main
from caseterm.clock import fixed_clock
from caseterm.crash import write_crash
from caseterm.exports.files import save
from caseterm.services import backups, settings
from caseterm.services.recovering import recover_to
from caseterm.store.database import Database
from tests.conftest import TODAY

ROOT = Path(__file__).parents[2]
UNIX_ONLY = {"fcntl", "termios", "pwd", "grp", "resource", "pty", "tty", "syslog", "readline"}
UNIX_CALLS = {
    "os": {
        *("fork", "getuid", "geteuid", "getgid", "getegid", "kill", "killpg", "setsid", "sched_getaffinity", "statvfs"),
        *("mkfifo", "chown", "lchown", "fchmod", "uname", "getloadavg", "register_at_fork", "O_NOCTTY"),
    },
    "signal": {"SIGHUP", "SIGKILL", "SIGALRM", "SIGWINCH", "SIGTSTP", "SIGCONT", "SIGUSR1", "setitimer", "alarm"},
    "select": {"poll", "epoll"},
    "time": {"tzset"},
}
"""What some system lacks, or, as `os.kill`, means something else there."""
LOOKS = ("sys.platform", "os.name", "hasattr(")
"""How a function asks which system it is on before it calls such a thing."""


@contextmanager
def umask(value: int) -> Iterator[None]:
    before = os.umask(value)
    try:
        yield
    finally:
        os.umask(before)


def open_to_others(folder: Path) -> list[str]:
    """Every file and folder below that somebody else may read, write or enter."""
    found = []
    for path in sorted(folder.rglob("*")):
        mode = path.lstat().st_mode
        if not stat.S_ISLNK(mode) and mode & 0o077:
            found.append(f"{path.relative_to(folder)} {stat.S_IMODE(mode):o}")
    return found


def write_everything(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let every writer write, each into folders that are not there yet; the names of the folders they made."""
    clock = fixed_clock(TODAY)
    path = folder / "data" / "deep" / "cases.db"
    while_open: list[str] = []
    with Database.open(path, clock) as db:
        services.sample.load(db, cases=3)
        settings.edit_settings(db, {"backup_folder": str(folder / "stick" / "deep")})
        (folder / "stick").mkdir(mode=0o700)
        services.drafts.save(db, "note", "1", {"body": "typed"})
        backups.back_up_now(db, "by-hand")
        while_open += open_to_others(folder)
        monkeypatch.setattr("caseterm.store.audit.chain", _look(folder, while_open))
        services.tasks.add_task(db, title="while it is written")
        number = db.raw.execute("SELECT number FROM cases").fetchone()[0]
    copy = backups.listed(path)[0].path
    save(b"x", folder / "exports" / "deep" / "x.pdf")
    write_crash(ValueError(), at=clock.now(), folder=folder / "crash" / "deep")
    resources.copy_templates(folder / "config" / "deep")
    damaged = folder / "damaged.db"
    whole = path.read_bytes()
    damaged.write_bytes(whole[: len(whole) // 2] + bytes(len(whole) - len(whole) // 2))
    damaged.chmod(0o600)
    recover_to(damaged, folder / "recovered" / "deep" / "new.db", clock)
    said = folder / "said"
    said.write_text("a long passphrase nobody guesses\n")
    said.chmod(0o600)
    for words in (
        ["export", "--format", "json", "-o", str(folder / "out" / "deep" / "all.json")],
        ["export", "--format", "csv", "-o", str(folder / "out" / "deep" / "list.csv")],
        *(["summary", number, "--format", each, "-o", str(folder / "out" / each / "x")] for each in ("pdf", "html")),
        ["backup", str(folder / "out" / "copy" / "deep" / "copy.db")],
        ["demo", "--keep", str(folder / "kept.db"), "--cases", "2"],
        ["restore", str(copy), "--yes"],
        ["encrypt", "--passphrase-file", str(said), "--backups", "encrypt", "-o", str(folder / "sheet.txt")],
        ["--passphrase-file", str(said), "backup"],
        ["--passphrase-file", str(said), "decrypt", "--yes"],
    ):
        assert main(["--db", str(path), *words]) == 0, words
    return while_open


def _look(folder: Path, found: list[str]) -> object:
    """What stands in for the chain of hashes looks at the files while an act is being written: the journal too."""
    from caseterm.store.audit import chain

    def looking(*arguments: object) -> str:
        found.extend(open_to_others(folder))
        return chain(*arguments)  # type: ignore[arg-type]  # handed on as it came

    return looking


def test_files_and_folders_are_the_users_alone_even_where_the_umask_says_everybody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if os.name != "posix":
        return  # Windows gives files the rights of the user's own profile, which caseterm keeps to
    folder = tmp_path / "home"
    folder.mkdir(mode=0o700)
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "TMPDIR"):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setenv("CASETERM_TODAY", "2026-11-21")
    with umask(0):
        assert write_everything(folder, monkeypatch) == []
    assert open_to_others(folder) == []
    names = {path.name for path in folder.rglob("*")}
    assert {
        "cases.db",
        "backups",
        "x.pdf",
        "caseterm.log",
        "summary.typ",
        "new.db",
        "all.json",
        "list.csv",
        "copy.db",
    } <= names
    assert {"kept.db", "sheet.txt", "copy.db", "deep"} <= names
    assert any("lost" in name for name in names)


def test_a_file_open_to_others_would_be_seen(tmp_path: Path) -> None:
    (tmp_path / "open.txt").touch()
    (tmp_path / "open.txt").chmod(0o640)
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder").chmod(0o750)
    assert open_to_others(tmp_path) == ["folder 750", "open.txt 640"]


def test_no_module_needs_what_only_unix_has_to_be_imported() -> None:
    """Each such module is imported where it is used, behind a look at the system, so that Windows starts at all."""
    found = []
    for path in (ROOT / "src").rglob("*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            names = {each.name for each in node.names} if isinstance(node, ast.Import) else set()
            names |= {node.module or ""} if isinstance(node, ast.ImportFrom) else set()
            found += [f"{path.name}: {name}" for name in names & UNIX_ONLY]
    assert found == []


def test_nothing_only_unix_has_is_called_without_a_look_at_the_system() -> None:
    found = []
    for path in (ROOT / "src").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if not any(name in text for names in UNIX_CALLS.values() for name in names):
            continue
        for place in _functions(ast.parse(text)):
            asked = any(look in ast.unparse(place) for look in LOOKS)
            found += [f"{path.name}: {call}" for call in _unix_calls(place) if not asked]
    assert found == []


def test_every_text_file_is_opened_by_its_encoding() -> None:
    """Windows would take its own code page for names in any script."""
    found = []
    for path in (ROOT / "src").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if "read_text(" not in text and "write_text(" not in text:
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and _opens_text(node):
                found.append(f"{path.name}:{node.lineno}")
    assert found == []


def _functions(tree: ast.Module) -> Iterator[ast.stmt]:
    """The functions of a module, each by itself, and what stands outside them."""
    for node in tree.body:
        yield from node.body if isinstance(node, ast.ClassDef) else [node]


def _unix_calls(place: ast.stmt) -> set[str]:
    return {
        f"{node.value.id}.{node.attr}"
        for node in ast.walk(place)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.attr in UNIX_CALLS.get(node.value.id, ())
    }


def _opens_text(node: ast.Call) -> bool:
    """Whether a call reads or writes text without saying in which encoding; resources of a package are UTF-8."""
    name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
    first = 1 if name == "write_text" else 0
    return (
        name in ("read_text", "write_text")
        and len(node.args) <= first
        and not any(word.arg == "encoding" for word in node.keywords)
    )
