"""`caseterm disbursement`: statements and projections into files, recorded, refused in words."""

from pathlib import Path

from caseterm.services import settlement
from caseterm.store.database import Database
from tests.cli.conftest import Run
from tests.services.test_settlement import settled


def test_the_command_writes_and_records_each_and_refuses_in_words(db: Database, run: Run, tmp_path: Path) -> None:
    case_id = settled(db)
    settlement.lock(db, case_id)
    db.close()
    place = ("--db", str(db.path), "disbursement", "26-0001")
    ran = run(*place, "--format", "txt", "-o", str(tmp_path / "out") + "/")
    assert ran.code == 0
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["disbursement-26-0001-1.txt"]
    ran = run(*place, "--offer", "45k", "--format", "txt", "-o", "-")
    assert "PROJECTED DISBURSEMENT" in ran.out
    assert "an offer of $45,000.00" in ran.out
    assert run(*place, "--offer", "1,5").code == 65
    assert "was ever locked" in run(*place, "--version", "3").err
    told = run("--db", str(db.path), "case", "26-0001").lines
    paid = "fee $20,000.00, costs $1,000.00, liens $5,000.00"
    assert f"Projected net: $33,400.00 of $60,000.00 (recoveries), {paid}" in told
    with Database.open(db.path, db.clock) as again:
        logged = again.raw.execute("SELECT what, audience, format FROM export_log ORDER BY id").fetchall()
    assert logged == [("disbursement statement 1", "client", "txt"), ("projected disbursement", "attorney", "txt")]
