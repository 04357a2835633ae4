"""The history as a file: every format, safe, numbered, with the chain's state on each page."""

from pathlib import Path

from caseterm import histories, services
from caseterm.histories import Asked
from caseterm.rules.historyfilter import HistoryFilter
from caseterm.store.database import Database
from tests.conftest import HOSTILE
from tests.services.test_cases import open_case


def test_every_format_tells_the_same_and_runs_nothing(db: Database, tmp_path: Path) -> None:
    case_id = open_case(db)
    for number in range(25):
        services.tasks.add_task(db, title=f"{number} {HOSTILE}", case_id=case_id)
    services.history.undo(db)
    asked = Asked(HistoryFilter(kinds=("task",)), case_id)
    written = {code: histories.written(db, asked, code) for code in histories.FORMATS}
    made = {code: each.data for code, each in written.items()}
    assert made["pdf"].startswith(b"%PDF-")
    assert (written["pdf"].pages or 0) > 1
    pages = made["txt"].decode().split("\f")
    assert len(pages) == written["txt"].pages
    assert len(pages) > 1
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in page
        assert "chain holds at act 27: " in page
    for code in ("html", "md", "txt"):
        whole = made[code].decode()
        assert "kind: task" in whole
        assert "undone" in whole
        assert "\x1b" not in whole
        assert "\u202e" not in whole
        assert "26-0001" in whole
    assert "<script" not in made["html"].decode().lower()
    few = histories.written(db, Asked(HistoryFilter(), case_id, most=3), "txt").data.decode()
    assert "Earlier acts are left out" in few
    saved = histories.save(db, asked, "md", tmp_path / "h.md")
    again = histories.save(db, asked, "md", tmp_path / "h.md")
    assert (saved.name, again.name) == ("h.md", "h-2.md")
    assert saved.stat().st_mode & 0o777 == 0o600
    assert db.raw.execute("SELECT case_id, what, format FROM export_log").fetchall() == [(case_id, "history", "md")] * 2
