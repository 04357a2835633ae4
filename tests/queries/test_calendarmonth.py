from datetime import date, timedelta

from caseterm.queries import calendar, calendarmonth
from caseterm.rules.calendar import Appointment, group_days
from caseterm.rules.clashes import clashes
from caseterm.rules.travel import tight_ways
from caseterm.screens.calendar.paintbox import DayCell, cell_of
from caseterm.services import appointments
from caseterm.store.database import Database
from tests.conftest import TODAY
from tests.screens.calendar_days import book, fill
from tests.walls import wall

FIRST, LAST = date(2026, 11, 1), date(2027, 1, 9)


def test_a_month_s_cells_show_what_its_days_read_in_full_show(db: Database) -> None:
    days = fill(db)
    appointments.mark_no_show(db, days.missed, reason="transport")
    appointments.reschedule(db, days.missed, wall("2026-11-27 10:20"))
    book(db, "2026-11-27 11:10", days.garcia, "imaging", location="Valley Imaging")
    book(db, "2026-11-27 09:00", None, "other", title="Dentist")
    month = calendarmonth.month(db, FIRST, LAST, today=TODAY, travel=20)
    entries = calendar.entries(db, FIRST, LAST)
    whole = group_days(entries, first=FIRST, last=LAST)
    assert set(month.days) >= {day for day, each in whole.items() if each.standing or each.tasks or each.deadlines}
    ahead = [each.slot for each in entries if isinstance(each, Appointment) and each.ahead and each.day >= TODAY]
    assert month.crowded == {*clashes(ahead), *tight_ways(ahead)}
    assert len(month.crowded) == 4
    for number in range((LAST - FIRST).days + 1):
        day = FIRST + timedelta(days=number)
        if day not in whole:
            continue
        found = month.days[day]
        light = DayCell(found.deadlines, found.visits, len(found.rows), found.tasks, found.task)
        full = cell_of(whole[day])
        assert light.total == full.total
        for count in (1, 2, 9):
            shown = light.lines(count, today=TODAY, clashing=month.crowded, width=20)
            assert shown == full.lines(count, today=TODAY, clashing=month.crowded, width=20)
            assert len(shown) == min(count, full.total)
