"""Why a case needs her, in words, and on which day that answer changes next.

Every reason is ordered by a level (0 first) and, within a level, by the day it counts from, so the order of the list
stays right from day to day and only a case whose `changes_on` has come must be judged again.
The day counts are the program's own proposals (cadences: a published 15 then 30 day rhythm; phase ages; gaps of 14, 30
and 60 days) and none of them is legal advice.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import chain

from caseterm.rules import (
    attention_attorney,
    attention_care,
    attention_money,
    attention_requests,
    attention_settling,
)
from caseterm.rules.attention_attorney import NO_COUNSEL, Counsel
from caseterm.rules.attention_care import WELL, CareSigns
from caseterm.rules.attention_money import UNSPENT, Spending
from caseterm.rules.attention_reason import Reason, Turn
from caseterm.rules.attention_requests import EndingPermit, MissingPaper, OpenRequest
from caseterm.rules.attention_settling import NOTHING, Settling
from caseterm.rules.gaps import CaseVisits, Limits, reason_of, turns
from caseterm.rules.ladder import RED_FROM
from caseterm.rules.terms import DEADLINE_KINDS, LIMITATION_KINDS, PHASES, label
from caseterm.values import value

EDITION = 4
"""Goes up with every release that judges otherwise: lines judged by another edition are judged anew."""
CALM = 9
LIMITATION_WORD = "SOL"
LIMITATION_NEAR = 90
LIMITATION_CRITICAL = 60
LIMITATION_VERIFY_BY = RED_FROM
DEADLINE_NEAR = 14
EARLY_DAYS = 90
LATE_AFTER = 14
FIRST_CONTACT_DAYS = 1
APPOINTMENT_PHASES = frozenset({"opening", "investigation", "treating"})
PHASE_AGES: Mapping[str, tuple[int, int]] = {
    "intake": (2, 5),
    "opening": (7, 14),
    "investigation": (45, 60),
    "treating": (180, 365),
    "records": (45, 75),
    "demand": (14, 30),
    "negotiation": (45, 90),
    "litigation": (365, 730),
    "settlement": (30, 60),
}
"""Days in a phase before it is old, and before it is too old."""


@value
class Rhythm:
    """The firm's own numbers, in days."""

    cadence: int = 14
    cadence_late: int = 30
    gap: int = 14
    gap_long: int = 30


@value
class OpenDeadline:
    """A deadline not yet satisfied; `due` is the earlier of its day and its file-by day."""

    kind: str
    due: date
    verified: bool
    title: str = ""
    id: int = 0


@value
class Dismissed:
    """A reason she has put off with a reason of her own: its code, the day it counts from, and the last quiet day."""

    code: str
    since: date
    until: date


@value
class CaseFacts:
    """What attention looks at; a missing day is None."""

    phase: str
    phase_on: date
    opened_on: date
    filed: bool = False
    last_contact_on: date | None = None
    next_appointment_on: date | None = None
    next_task_on: date | None = None
    open_tasks: int = 0
    last_task_on: date | None = None
    """The day the last one was done, where none is open."""
    overdue_on: date | None = None
    overdue_title: str = ""
    overdue_id: int = 0
    visits: CaseVisits = CaseVisits()
    treating_with: str = ""
    deadlines: tuple[OpenDeadline, ...] = ()
    requests: tuple[OpenRequest, ...] = ()
    permits: tuple[EndingPermit, ...] = ()
    missing_papers: tuple[MissingPaper, ...] = ()
    settling: Settling = NOTHING
    spending: Spending = UNSPENT
    counsel: Counsel = NO_COUNSEL
    care: CareSigns = WELL
    dismissed: tuple[Dismissed, ...] = ()
    rhythm: Rhythm = Rhythm()


@value
class Judgement:
    """All reasons of a case, the gravest first, and the next day on which they can change by themselves."""

    reasons: tuple[Reason, ...]
    changes_on: date | None

    @property
    def first(self) -> Reason | None:
        return self.reasons[0] if self.reasons else None


def judge(facts: CaseFacts, today: date) -> Judgement:
    """Why an open case needs her today."""
    reasons: list[Reason] = []
    turns: list[date] = []
    for rule in (_deadlines, _contact, _tasks, _gap, _next_event, _phase_age, _parts):
        for turn_on, reason in rule(facts, today):
            if turn_on <= today:
                if reason is not None:
                    reasons.append(reason)
            else:
                turns.append(turn_on)
    kept, quiet_until = _undismissed(_gravest(reasons), facts.dismissed, today)
    return Judgement(tuple(kept), min([*turns, *quiet_until], default=None))


def contact_due_on(facts: CaseFacts) -> date:
    """The day by which the client must have heard from us."""
    if facts.last_contact_on is None:
        return facts.opened_on + timedelta(days=FIRST_CONTACT_DAYS)
    return facts.last_contact_on + timedelta(days=cadence(facts))


def cadence(facts: CaseFacts) -> int:
    """Days between contacts: the short rhythm early on, while treating, and at settlement; the long one otherwise."""
    return contact_days(facts.rhythm, facts.phase, facts.opened_on, facts.last_contact_on or facts.opened_on)


def contact_days(rhythm: Rhythm, phase: str, opened_on: date, since: date) -> int:
    """How many days after `since` the client of a case in `phase` is to hear from us."""
    early = (since - opened_on).days <= EARLY_DAYS
    short = phase == "settlement" or (early and phase in ("intake", *APPOINTMENT_PHASES))
    return rhythm.cadence if short else rhythm.cadence_late


def words(code: str, since: date, about: str, today: date) -> str:
    """A reason as the list shows it, always with its age: the days since (or until) the day it counts from.

    Without a day of its own a reason counts from the day on which the lack began: no limitation date from the opening
    of the case, no task from the last one done and no appointment from the last visit, or from the stage if that is
    later.
    """
    days = abs((today - since).days)
    match code:
        case "deadline_passed":
            return f"{about} passed {days} d ago" if days else f"{about} is today"
        case "deadline_near":
            if about == LIMITATION_WORD:
                return f"{about} in {days} d" if days else f"{about} is today"
            return f"in {days} d: {about}" if days else f"today: {about}"
        case "deadline_unverified":
            when = f"in {days} d" if days else "today"
            return f"{about} not verified, {when}" if about == LIMITATION_WORD else f"not verified, {when}: {about}"
        case "no_limitation":
            return f"no SOL date {days} d"
        case "no_contact":
            return f"no contact {days} d"
        case "never_contacted":
            return f"never contacted, {days} d"
        case "task_overdue":
            return f"overdue {days} d: {about}"
        case "gap":
            return f"gap {days} d {about}".rstrip()
        case "no_visit":
            return f"no visit yet {days} d {about}".rstrip()
        case "no_appointment":
            return f"no next appt {days} d"
        case "no_task":
            return f"no open task {days} d"
        case "phase_age":
            return f"{about} {days} d"
    said = (part.words(code, days, about) for part in _PARTS)
    return next((each for each in said if each), code.replace("_", " "))


_PARTS = (attention_requests, attention_settling, attention_attorney, attention_money, attention_care)
"""What speaks for each part of a case, each with the words of its own codes."""


def _deadlines(facts: CaseFacts, today: date) -> Iterator[Turn]:
    limitation = False
    for deadline in facts.deadlines:
        is_limitation = deadline.kind in LIMITATION_KINDS
        limitation = limitation or is_limitation
        about = LIMITATION_WORD if is_limitation else (deadline.title or label(DEADLINE_KINDS, deadline.kind))
        due, row = deadline.due, f"deadline:{deadline.id}"
        yield due + timedelta(days=1), Reason(0, due, "deadline_passed", about, row)
        if due < today:
            continue
        near = LIMITATION_CRITICAL if is_limitation else DEADLINE_NEAR
        yield due - timedelta(days=near), Reason(1, due, "deadline_near", about, row)
        if is_limitation:
            yield due - timedelta(days=LIMITATION_NEAR), Reason(2, due, "deadline_near", about, row)
            yield due - timedelta(days=RED_FROM), Reason(5, due, "deadline_near", about, row)
        if not deadline.verified:
            yield date.min, Reason(7, due, "deadline_unverified", about, row)
            if is_limitation:
                soon = due - timedelta(days=LIMITATION_VERIFY_BY)
                yield soon, Reason(4, due, "deadline_unverified", about, row)
    if not limitation and not facts.filed and facts.phase not in ("litigation", "settlement"):
        yield date.min, Reason(4, facts.opened_on, "no_limitation")


def _contact(facts: CaseFacts, today: date) -> Iterator[Turn]:
    since = facts.last_contact_on or facts.opened_on
    code = "no_contact" if facts.last_contact_on else "never_contacted"
    due = contact_due_on(facts) + timedelta(days=1)
    yield due, Reason(4, since, code)
    yield due + timedelta(days=LATE_AFTER), Reason(3, since, code)


def _tasks(facts: CaseFacts, today: date) -> Iterator[Turn]:
    if facts.overdue_on is not None:
        late, row = facts.overdue_on, f"task:{facts.overdue_id}"
        yield late + timedelta(days=1), Reason(4, late, "task_overdue", facts.overdue_title, row)
    elif facts.next_task_on is not None:
        yield facts.next_task_on + timedelta(days=1), None
    if facts.open_tasks == 0:
        yield date.min, Reason(6, _later(facts.phase_on, facts.last_task_on), "no_task")


def _gap(facts: CaseFacts, today: date) -> Iterator[Turn]:
    """The gap of the whole case as rules/gaps judges it; one that she dismissed is told again after its day."""
    visits, whole = facts.visits, facts.visits.whole
    since = whole.last_on or visits.incident_on
    if since is None:
        return
    told = reason_of(visits.told, since)
    quiet = told.quiet_until + timedelta(days=1) if told is not None and told.quiet_until is not None else since
    about = ", ".join(part for part in (facts.treating_with, told.reason if told else "") if part)
    code = "gap" if whole.last_on else "no_visit"
    for day, level in turns(whole, Limits(facts.rhythm.gap, facts.rhythm.gap_long), since=visits.incident_on):
        yield max(day, quiet), Reason(7 if level == 1 else 5, since, code, about)


def _next_event(facts: CaseFacts, today: date) -> Iterator[Turn]:
    if facts.phase in APPOINTMENT_PHASES and facts.next_appointment_on is None:
        yield date.min, Reason(6, _later(facts.phase_on, facts.visits.last_on), "no_appointment")
    elif facts.next_appointment_on is not None:
        yield facts.next_appointment_on + timedelta(days=1), None


def _later(day: date, other: date | None) -> date:
    return max(day, other) if other is not None else day


def _phase_age(facts: CaseFacts, today: date) -> Iterator[Turn]:
    old, too_old = PHASE_AGES.get(facts.phase, (10_000, 10_000))
    about = label(PHASES, facts.phase)
    yield facts.phase_on + timedelta(days=old), Reason(7, facts.phase_on, "phase_age", about)
    yield facts.phase_on + timedelta(days=too_old), Reason(5, facts.phase_on, "phase_age", about)


def _parts(facts: CaseFacts, today: date) -> Iterator[Turn]:
    """The reasons of the parts of a case that have rules of their own."""
    return chain(
        attention_requests.turns(facts.requests, facts.permits, today, missing=facts.missing_papers),
        attention_settling.turns(facts.settling, facts.phase, facts.phase_on, today),
        attention_money.turns(facts.spending, facts.phase_on),
        attention_attorney.turns(facts.counsel),
        facts.care.turns(today),
    )


def dismissible(code: str) -> bool:
    """Whether a reason may be put off: a date that can kill the case never, by nobody but an attorney on the date."""
    return not code.startswith("deadline_") and code not in ("no_limitation", "appeal_by")


def _undismissed(
    reasons: list[Reason], dismissed: tuple[Dismissed, ...], today: date
) -> tuple[list[Reason], list[date]]:
    """The reasons that are not put off today, in their order, and the days on which those that are come back."""
    if not dismissed:
        return reasons, []
    quiet = {
        (each.code, each.since): each.until for each in dismissed if each.until >= today and dismissible(each.code)
    }
    kept = [reason for reason in reasons if (reason.code, reason.since) not in quiet]
    back = [
        quiet[reason.code, reason.since] + timedelta(days=1)
        for reason in reasons
        if (reason.code, reason.since) in quiet
    ]
    return kept, back


def _gravest(reasons: list[Reason]) -> list[Reason]:
    """One reason a matter: the gravest level of each code and subject; the gravest first."""
    kept: dict[tuple[str, str, date], Reason] = {}
    for reason in sorted(reasons, key=Reason.gravity):
        kept.setdefault((reason.code, reason.about, reason.since), reason)
    return list(kept.values())
