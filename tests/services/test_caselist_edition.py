"""Lines that older rules judged are judged anew at the first start, and `check` does not call them broken before."""

import json
import shutil
from pathlib import Path

from caseterm.clock import Clock
from caseterm.rules.attention import EDITION
from caseterm.services import caselist, checking
from caseterm.store.database import Database
from tests.services.test_cases import line, open_case


def test_another_edition_is_judged_anew_once(db: Database, tmp_path: Path, clock: Clock) -> None:
    case_id = open_case(db)
    assert caselist.judged(db.raw)[1] == EDITION
    with db.housekeeping() as connection:
        connection.execute("UPDATE remembered SET value_json = ? WHERE key = 'caselist.edition'", (json.dumps(1),))
        connection.execute("UPDATE caselist SET reason = 'something_old', changes_on = ''")
    copy = tmp_path / "copy.db"
    shutil.copy(db.path, copy)
    (found,) = [each for each in checking.look(copy, clock) if each.name == "Caseload lines"]
    assert (found.state, found.words) == ("ok", "were made by another release; the next start makes them anew")
    assert caselist.roll_to_today(db) == 1
    assert line(db, case_id, "reason") != ("something_old",)
    assert caselist.roll_to_today(db) == 0
    assert caselist.judged(db.raw) == (clock.today().isoformat(), EDITION)
