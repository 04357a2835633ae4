"""The house keeps its shape: what loads when, and where a file has grown too long."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
LONG_BY_NATURE = {"0001_first_schema.py", "0003_law_money_care.py"}
LONGEST = 350


def run(code: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env={**os.environ, **environment}, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_first_screen_waits_for_no_library_it_does_not_draw_with() -> None:
    late = "sqlalchemy sqlmodel pydantic alembic typst openpyxl dateutil argparse tomllib nacl hashlib".split()  # noqa: SIM905  # one line
    code = f"""
import sys
import caseterm.cli.outputs, caseterm.cli.screens, caseterm.cli.unlocking
from caseterm.app import CaseTermApp
import caseterm.screens.caseload, caseterm.services.caselist
print([name for name in {late!r} if name in sys.modules])
"""
    assert run(code).strip() == "[]"


def test_no_list_waits_for_the_orm() -> None:
    code = """
import sys, pkgutil, importlib
import caseterm.queries
for found in pkgutil.iter_modules(caseterm.queries.__path__, "caseterm.queries."):
    importlib.import_module(found.name)
import caseterm.cli.day, caseterm.cli.agenda, caseterm.cli.cases, caseterm.cli.case, caseterm.cli.tasks
import caseterm.cli.deadlines, caseterm.cli.history, caseterm.cli.sheets
print([name for name in ("sqlalchemy", "sqlmodel", "pydantic") if name in sys.modules])
"""
    assert run(code).strip() == "[]"


def test_a_summary_waits_for_nothing_that_only_the_type_checker_reads() -> None:
    code = """
import sys
import contextlib, datetime, json, pathlib, sqlite3, threading, unicodedata
before = set(sys.modules)
import caseterm.cli.parser, caseterm.cli.summary, caseterm.cli.opening, caseterm.summaries, caseterm.exports.pdf
import caseterm.services.exporting
print(sorted({"typing", "dataclasses", "argparse"} & (set(sys.modules) - before)))
"""
    assert run(code).strip() == "[]"


def test_every_module_imports_without_touching_the_users_home(tmp_path: Path) -> None:
    code = """
import importlib, pkgutil
import caseterm
for found in pkgutil.walk_packages(caseterm.__path__, "caseterm."):
    if "migrations" not in found.name and not found.name.endswith("__main__"):
        importlib.import_module(found.name)
"""
    home = tmp_path / "home"
    home.mkdir(mode=0o500)
    run(code, HOME=str(home), XDG_DATA_HOME=str(home / "data"), XDG_CONFIG_HOME=str(home / "config"))
    assert list(home.iterdir()) == []


def test_no_file_has_grown_past_its_size() -> None:
    long = {
        path.name: lines
        for path in (ROOT / "src").rglob("*.py")
        if path.name not in LONG_BY_NATURE and (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST
    }
    assert long == {}


def test_only_one_module_reads_a_clock() -> None:
    readers = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "src").rglob("*.py")
        if any(call in path.read_text(encoding="utf-8") for call in ("datetime.now(", "date.today(", "time.time("))
    ]
    assert readers == ["src/caseterm/clock.py"]
