"""What the quick-add line shows is what it stores, word for word."""

import shutil
import tempfile
from datetime import date, datetime, time
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caseterm import queries
from caseterm.clock import fixed_clock
from caseterm.rules.capture import Capture, preview, read_capture
from caseterm.rules.dates import echo, show_time
from caseterm.rules.quickadd import Kind
from caseterm.rules.text import clean_input
from caseterm.screens.capture import stored
from caseterm.store.database import Database
from tests.conftest import HOSTILE, TODAY

WORDS = st.sampled_from(
    "call adjuster Nguyen's PT mri at on by re: #4471-A 7/10 I-95 ask [/b] 山田 depo of records".split()  # noqa: SIM905  # one line
)
TOKENS = st.sampled_from(
    [
        "tomorrow", "fri", "12/3", "+10b", "3pm", "9:30-10:15", "noon", "!high", "!!", "#records", "~45m", "~1h",
        '@"Garcia, Maria"', "@nguyen", "@okafor", "doi+2y", "\\Sunday", "// and a note", HOSTILE,
    ]
)  # fmt: skip
WHENS = st.sampled_from(["", "fri 3pm", "12/3 9:30-10:15", "tomorrow noon ~45m"])
LINES = st.tuples(WHENS, st.lists(st.one_of(WORDS, TOKENS), min_size=1, max_size=8).map(" ".join)).map(" ".join)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(st.tuples(st.sampled_from(["task", "appt", "note"]), LINES), min_size=4, max_size=4))
def test_the_preview_of_a_line_is_what_is_stored(caseload_file: Path, lines: list[tuple[Kind, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cases.db"
        shutil.copy(caseload_file, path)
        with Database.open(path, fixed_clock(TODAY)) as db:
            index = queries.jump.load(db)
            for kind, text in lines:
                found = read_capture(
                    text, today=TODAY, kind=kind, index=index,
                    anchors=lambda case: queries.jump.anchors(db, case), case_id=None, day=None,
                )  # fmt: skip
                if not found.problem:
                    check(db, found, stored(db, found).first_added)


def check(db: Database, found: Capture, first_added: object) -> None:
    """Compare the row that was added with the words of the preview."""
    assert callable(first_added)
    shown = preview(found, TODAY)
    rows = {name: value for name, value in shown if name}
    table = {"task": "tasks", "appt": "appointments", "note": "case_notes"}[found.kind]
    cursor = db.raw.execute(f"SELECT * FROM {table} WHERE id = ?", (first_added(table),))
    row = dict(zip([column[0] for column in cursor.description], cursor.fetchone(), strict=True))
    client = db.raw.execute(
        "SELECT client || '  ' || number FROM caselist WHERE case_id = ?", (row["case_id"],)
    ).fetchone()
    assert rows["Client"].partition("   ")[0] == (client[0] if client else "none")
    if found.kind == "note":
        assert row["body"] == clean_input(found.body, multiline=True)
        assert all(clean_input(line) in {clean_input(value) for _, value in shown} for line in found.body.split("\n"))
        return
    assert clean_input(rows.get("Note", "")) == clean_input(row["notes"])
    if found.kind == "task":
        assert clean_input(rows["Task"]) == row["title"]
        at = f"{show_time(time.fromisoformat(row['due_time']))}, " if row["due_time"] else ""
        due = echo(date.fromisoformat(row["due"]), TODAY).removeprefix("= ") if row["due"] else ""
        assert rows["Due"] == (at + due if due else "no date")
        assert rows.get("Tags", "") == row["tags"]
        assert ("Length" in rows) == bool(row["minutes"])
    else:
        start = datetime.fromisoformat(row["starts_at"])
        assert rows["When"].startswith(show_time(start.time()))
        assert echo(start.date(), TODAY).removeprefix("= ") in rows["When"]
        assert rows["Appointment"].endswith(clean_input(row["title"])) or HOSTILE in rows["Appointment"]
        if row["ends_at"]:
            assert f"to {show_time(datetime.fromisoformat(row['ends_at']).time())}" in rows["When"]
