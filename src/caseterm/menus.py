"""The letters behind each leader key (g, y, f, v, m), with what they do on which screen."""

from collections.abc import Mapping

from caseterm.menulines import MenuItem, lines
from caseterm.sectionmenus import SECTION_MENUS

MENUS: Mapping[tuple[str, str], tuple[MenuItem, ...]] = {
    ("goto", "*"): lines(
        """
        c | Cases | app.go('cases')
        a | Calendar | app.go('calendar')
        t | Tasks | app.go('tasks')
        h | Today | app.go_today
        d | Date... | app.go_date
        l | Last case | app.last_case
        g | Top | list_first
        e | End | list_last
        b | Ride board | app.go_rides
        k | Call list | app.go_calls
        u | Check-in calls | app.go_checkins
        q | Chase day | app.go_chase
        x | Deadlines, 90 d | app.go_deadlines
        B | Budget review | app.go_budgets
        J | Aligned: who is out of touch | app.go_aligned
        w | Directory of providers | app.go_directory
        y | History | app.go_history
        p | Contacts | app.go_section('contacts')
        K | Aligned, in this file | app.go_section('aligned')
        r | Treatment | app.go_section('treatment')
        V | Visits, authorizations | app.go_section('visits')
        W | Care, wellbeing | app.go_section('care')
        P | Plan | app.go_section('plan')
        T | Treatment timeline | app.go_timeline
        n | Notes | app.go_section('notes')
        i | Insurance | app.go_section('insurance')
        R | Requests | app.go_section('requests')
        M | Specials | app.go_section('specials')
        L | Liens | app.go_section('liens')
        C | Costs | app.go_section('costs')
        O | Offers | app.go_section('offers')
        D | Settlement | app.go_section('settlement')
        A | Attorney | app.go_section('attorney')
        E | Learning | app.go_section('learning')
        s | Deadlines | app.go_section('deadlines')
        """
    ),
    ("copy", "*"): lines(
        """
        p | Phone | copy('phone')
        e | Email | copy('email')
        a | Address | copy('address')
        n | Case no. | copy('number')
        c | Claim no. | copy('claim')
        s | Summary block | copy('summary')
        """
    ),
    ("facet", "cases"): lines(
        """
        p | Phase | facet('phase')
        s | SOL under 90 d | facet('sol')
        t | Type | facet('type')
        o | Owner | facet('owner')
        c | Contact due | facet('contact')
        n | No next appt | facet('noappt')
        x | Clear | facet('clear')
        """
    ),
    ("facet", "calendar"): lines(
        """
        c | Client... | facet('client')
        k | Kind... | facet('kind')
        p | Provider... | facet('provider')
        r | Ride... | facet('ride')
        o | Attended? | facet('unsaid')
        a | Appointments | facet('appointments')
        t | Tasks | facet('tasks')
        d | Deadlines | facet('deadlines')
        v | Not verified | facet('unverified')
        x | Clear | facet('clear')
        """
    ),
    ("view", "cases"): lines(
        """
        s | Sort | sort
        g | Views | pick_view
        p | Preview pane | toggle_detail
        """
    ),
    ("view", "calendar"): lines(
        """
        m | Month | view('month')
        w | Week | view('week')
        d | Day | view('day')
        a | Agenda | view('agenda')
        f | Free times | free_times
        r | Ride board | app.go_rides
        c | Call list | app.go_calls
        v | Next view | view('next')
        """
    ),
    ("view", "tasks"): lines(
        """
        d | By due date | group('due')
        c | By case | group('case')
        l | Lists | lists
        o | Only this case | only_case
        x | Deadlines, 90 d | show_list('deadlines')
        k | Stuck, by item | show_list('stuck')
        p | Preview pane | toggle_detail
        """
    ),
    ("view", "client"): lines(
        """
        a | Show archived | toggle_archived
        s | Sections | sections
        """
    ),
    ("more", "cases"): lines(
        """
        a | Archive | archive
        c | Close case | close_case
        h | History | history
        r | Restore | restore
        w | Write letter | write_letter
        m | List for the meeting | print_meeting
        o | Review of the caseload | print_review
        q | Put off a reason | put_off
        """
    ),
    ("more", "client"): lines(
        """
        a | Archive | archive
        c | Close case | close_case
        h | History | section_named('history')
        r | Restore | restore
        v | Verify deadline | verify
        l | Compute SOL | limitation
        s | Satisfy deadline | satisfy
        d | Dismiss deadline | dismiss_deadline
        t | Tolling | tolling
        k | Deadline from rule | clock
        e | Export .ics | export_calendar
        w | Write letter | write_letter
        x | Conflict check | check_conflicts
        o | Medical chronology | print_chronology
        i | File index | print_index
        q | Put off a reason | put_off
        """
    ),
    ("more", "calendar"): lines(
        """
        t | Task for it | task_for
        a | Archive | archive
        h | History | history
        e | Export .ics | export_calendar
        i | Import .ics | app.import_calendar
        """
    ),
    ("more", "tasks"): lines(
        """
        a | Archive | archive
        x | Not applicable | not_applicable
        r | Restore | restore
        v | Verify deadline | verify
        s | Satisfy deadline | satisfy
        h | Heard, until next | hear
        d | Dismiss deadline | dismiss_deadline
        t | Tolling | tolling
        k | Deadline from rule | clock
        """
    ),
    **SECTION_MENUS,
}  # fmt: skip


def menu(name: str, *scopes: str) -> tuple[MenuItem, ...]:
    """The letters of a leader, the nearest scope's first; a letter that a nearer one has is taken."""
    found: dict[str, MenuItem] = {}
    for scope in scopes:
        for item in MENUS.get((name, scope), ()):
            found.setdefault(item.key, item)
    return tuple(found.values()) or MENUS.get((name, "*"), ())
