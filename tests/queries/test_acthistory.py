"""The history as it is asked for."""

from datetime import date

import pytest

from caseterm import services
from caseterm.clock import fixed_clock
from caseterm.queries import acthistory
from caseterm.rules.filters import FilterProblem
from caseterm.rules.historyfilter import filter_words, parse_history_filter
from caseterm.store.database import Database
from tests.conftest import HOSTILE, TODAY
from tests.services.test_cases import open_case


def asked(db: Database, text: str) -> list[str]:
    return [act.label for act in acthistory.acts(db, parse_history_filter(text, today=TODAY))]


def test_words_people_kinds_days_and_cases_narrow_the_history(db: Database) -> None:
    maria, lee = open_case(db), open_case(db, last="Lee")
    db.clock = fixed_clock(date(2026, 11, 20))
    services.tasks.add_task(db, title=f"call {HOSTILE}", case_id=maria)
    db.clock = fixed_clock(date(2026, 11, 18))
    services.contact_log.add_note(db, case_id=lee, body="The LEFT knee gives way")
    db.clock = fixed_clock(TODAY)
    services.tasks.add_task(db, title="stamps")
    services.history.undo(db)
    everything = asked(db, "")
    assert everything[0] == "Undid: Added task: stamps"
    assert len(everything) == 6
    assert asked(db, "left KNEE") == [everything[2]]
    assert asked(db, "o'neil") == [everything[3]]
    assert asked(db, "body") == [], "the names of columns are no words of hers"
    assert asked(db, f"who:{db.actor[:3]}") == everything
    assert asked(db, "who:nobody") == []
    assert asked(db, "kind:task") == [everything[0], everything[1], everything[3]]
    assert asked(db, "kind:tasks kind:undo") == [everything[0]]
    assert asked(db, "kind:note") == [everything[2]]
    assert asked(db, "case:26-0002") == [everything[2], everything[4]]
    assert asked(db, "case:26-0002 case:26-0001") == []
    assert asked(db, "on:11/18") == [everything[2]]
    assert asked(db, "from:11/18 to:11/20") == [everything[2], everything[3]]
    assert asked(db, "from:yesterday kind:task") == [everything[0], everything[1], everything[3]]
    assert [act.mark for act in acthistory.acts(db, most=3)] == ["undo", "undone", ""]
    services.history.redo(db)
    assert [act.mark for act in acthistory.acts(db, most=3)] == ["redo", "undo", ""], "what was done again is in force"
    found = acthistory.chain(db)
    assert (found.acts, found.broken) == (7, None)
    assert found.short == f"chain holds at act 7: {found.last[:8]}"


@pytest.mark.parametrize(("text", "said"), [("frm:x", "Fields: who, kind, case"), ("on:blah", "on: ")])
def test_what_cannot_be_read_is_said(text: str, said: str) -> None:
    with pytest.raises(FilterProblem, match=said):
        parse_history_filter(text, today=TODAY)


def test_a_field_without_its_value_demands_nothing_yet() -> None:
    assert not parse_history_filter('who: kind:"" from:', today=TODAY)
    found = parse_history_filter('knee "gives way" who:gold from:11/1', today=TODAY)
    assert filter_words(found) == "words: knee, gives way   who: gold   from 11/01/2026"
