"""What the prints of a case's care say, and what of it each reader may see."""

from datetime import date
from typing import Any

from caseterm.rules.attendance import Attended
from caseterm.rules.disclosure import ATTORNEY, CLIENT, as_json
from caseterm.rules.summary_care import ConditionFacts, PlanFacts, plan_outside
from caseterm.rules.timeline import Lane
from caseterm.rules.trendline import Asked
from caseterm.values import changed, value

INITIAL, PROGRESS, CLOSURE = "initial", "progress", "closure"
REPORTS = {INITIAL: "Initial report", PROGRESS: "Progress report", CLOSURE: "Closure report"}


@value
class Assessed:
    """One assessment; codes are those of rules/terms_care, `satisfaction` is 1 to 5 at closure."""

    on: date
    kind: str
    pain: int | None = None
    sleep: str = ""
    mood: str = ""
    work: str = ""
    conditions: str = ""
    medication: str = ""
    sense: str = ""
    concern: str = ""
    satisfaction: int | None = None


@value
class Obstacle:
    """A barrier and what is done about it."""

    category: str
    text: str
    severity: str
    owner: str
    done: str
    since: date | None
    over: date | None


@value
class Done:
    on: date
    what: str
    came_of_it: str


@value
class Reviewed:
    on: date
    version: int
    moving: bool
    progress: str = ""
    why_not: str | None = None
    changes: str = ""


@value
class CarePaper:
    """The facts of every print of care. A part that is None is not for this reader."""

    today: date
    firm: tuple[str, ...]
    user: str
    legend: str
    letter: bool
    office_phone: str
    number: str
    client: str
    greeting: str
    phase: str = ""
    closed: bool = False
    what_matters: str | None = None
    language: str = ""
    interpreter: bool = False
    incident_on: date | None = None
    condition: ConditionFacts | None = None
    assessed: tuple[Assessed, ...] | None = None
    course: tuple[Asked, ...] | None = None
    lanes: tuple[Lane, ...] | None = None
    attendance: tuple[tuple[str, Attended], ...] | None = None
    gaps: tuple[tuple[str, date, date | None, int, str], ...] | None = None
    """Provider (nothing for the whole case), after, until, days, reason."""
    doubts: tuple[str, ...] | None = None
    obstacles: tuple[Obstacle, ...] | None = None
    done: tuple[Done, ...] | None = None
    plan: PlanFacts | None = None
    reviewed: tuple[Reviewed, ...] | None = None
    given: tuple[tuple[str, int, date, str], ...] | None = None
    visits: tuple[tuple[date, str], ...] | None = None


def plan_for(found: CarePaper, audience: str) -> CarePaper:
    """What a reader of the recovery plan may know; the rest is gone, not hidden.

    The attorney has the reviews with their reasons and who works from which version; a provider the plan with goals,
    work and what stands in the way of it; the client her goals, what comes next and her appointments. Who may see what
    is the program's own default, and no legal advice.
    """
    bare = changed(found, assessed=None, course=None, lanes=None, attendance=None, gaps=None, doubts=None, done=None)
    if audience == ATTORNEY:
        return bare
    plan = found.plan and plan_outside(found.plan)
    outside = changed(
        bare, legend="", phase="", closed=False, plan=plan, reviewed=None, given=None, condition=None, what_matters=None
    )
    if audience == CLIENT:
        return changed(outside, obstacles=None, incident_on=None)
    hard = tuple(changed(each, owner="", done="") for each in found.obstacles or () if _for_provider(each))
    return changed(outside, obstacles=hard, visits=None)


_PRIVATE = frozenset({"mental_health", "substance", "legal_immigration", "financial", "employer"})


def _for_provider(barrier: Obstacle) -> bool:
    """What a provider's office can do something about; what is nobody's business outside stays here."""
    return barrier.over is None and barrier.category not in _PRIVATE


def report_kind(found: CarePaper) -> str:
    """Which report it is: initial until a second assessment, closure once closed or asked for the last time."""
    told = found.assessed or ()
    if found.closed or (told and told[-1].kind == CLOSURE):
        return CLOSURE
    return INITIAL if len(told) < 2 else PROGRESS


def care_json(found: CarePaper) -> dict[str, Any]:
    """The facts for other programs: dates as 2026-11-21; what this reader must not see is not there."""
    return dict(as_json(found))
