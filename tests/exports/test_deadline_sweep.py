from datetime import UTC, date, datetime

from caseterm.exports import deadline_sweep
from caseterm.exports.formats import FORMATS, Setting
from caseterm.rules.sweep import DeadlineLine, Sweep, sweep_json
from tests.conftest import HOSTILE, TODAY

AT = datetime(2026, 11, 21, 9, 41, tzinfo=UTC)


def line(number: int, due: date, *, by: str = "", defendant: str = "", citation: str = "") -> DeadlineLine:
    return DeadlineLine(
        id=number, case_id=1, client=f"Garcia {number}", number="26-0001", kind="sol", title="", due=due, file_by=due,
        verified_by=by, verified_on=TODAY if by else None, defendant=defendant, citation=citation,
    )  # fmt: skip


def sweep(*lines: DeadlineLine) -> Sweep:
    return Sweep(TODAY, 90, ("Gold & Shah",), "M. Gold", lines)


FULL = sweep(
    line(1, date(2026, 12, 1), defendant=HOSTILE, citation="Cal. Gov. Code 911.2"),
    DeadlineLine(2, 1, HOSTILE, "26-0002", "sol", HOSTILE, date(2027, 1, 1), date(2026, 12, 31), "", None),
    line(3, date(2026, 11, 20), by="R. Shah"),
)


def text_of(found: Sweep, format: str = "txt") -> str:
    document = deadline_sweep.build(found, printed_at=AT, legend="PRIVILEGED")
    written = FORMATS[format].write(document, Setting(facts=sweep_json(found)))
    return written.data.decode() if format not in ("pdf",) else str(written.pages)


def test_the_sweep_prints_the_unverified_before_the_verified_with_their_reasons() -> None:
    text = text_of(FULL)
    assert text.index("1. NOT VERIFIED (2)") < text.index("Garcia 1") < text.index("2. VERIFIED (1)")
    assert "not verified" in text_of(FULL, "md")
    assert "R. Shah" in text
    assert "Cal. Gov. Code 911.2" in text
    assert "against O'Neil" in text.replace("\n", " ")
    assert "Thu 12/31/2026 <" in text_of(FULL, "html").replace("&lt;", "<")
    assert "date Fri 01/01/2027" in text
    assert "-1 !" in text
    assert "Calculated aid, not legal advice" in text
    assert "PRIVILEGED" in text
    assert "\x1b" not in text


def test_every_format_is_written_and_hostile_names_stay_text() -> None:
    assert int(text_of(FULL, "pdf")) >= 1
    html = text_of(FULL, "html")
    assert "@click=app.bell" in html
    assert "<script" not in html
    assert "Not verified" in text_of(FULL, "md")
    assert '"reminder_due": true' in text_of(FULL, "json")


def test_an_empty_sweep_says_so() -> None:
    assert "No deadline falls in these days." in text_of(sweep())
    assert "Every deadline of the next 90 days is verified." in text_of(sweep(line(3, TODAY, by="R. Shah")))
