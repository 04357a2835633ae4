"""What the prints of a case's care say, and what of it each reader may see."""

from datetime import date
from typing import Any

from caseterm.rules.attendance import Attended
from caseterm.rules.calendar_words import named
from caseterm.rules.disclosure import ATTORNEY, CLIENT, as_json
from caseterm.rules.reminders import WITHOUT_THE_CLIENT
from caseterm.rules.summary_care import ConditionFacts, PlanFacts, condition_outside, plan_outside
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
class Ahead:
    """An appointment that is to come."""

    on: date
    kind: str
    title: str
    who: str

    @property
    def words(self) -> str:
        return named(self.kind, self.title, self.who)


@value
class Treated:
    """One provider's part in the care, from the visits that were kept."""

    name: str
    specialty: str
    visits: int
    first: date | None
    last: date | None
    next: date | None


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
    visits: tuple[Ahead, ...] | None = None
    providers: tuple[Treated, ...] | None = None
    report: str = PROGRESS
    """Which report it is: initial, progress or closure."""


def plan_for(found: CarePaper, audience: str) -> CarePaper:
    """What a reader of the recovery plan may know; the rest is gone, not hidden.

    The attorney has the reviews with their reasons and who works from which version; a provider the plan with goals,
    work and what stands in the way of it; the client her goals, what comes next and her appointments. Who may see what
    is the program's own default, and no legal advice.
    """
    bare = changed(
        found, assessed=None, course=None, lanes=None, attendance=None, gaps=None, doubts=None, done=None,
        providers=None,
    )  # fmt: skip
    if audience == ATTORNEY:
        return bare
    plan = found.plan and plan_outside(found.plan)
    outside = changed(
        bare, legend="", phase="", closed=False, plan=plan, reviewed=None, given=None, condition=None, what_matters=None
    )
    if audience == CLIENT:
        return changed(outside, obstacles=None, incident_on=None, visits=_of_client(found.visits))
    hard = tuple(changed(each, owner="", done="") for each in found.obstacles or () if _for_provider(each))
    return changed(outside, obstacles=hard, visits=None)


def report_for(found: CarePaper, audience: str) -> CarePaper:
    """What a reader of the progress report may know; the rest is gone, not hidden.

    A provider or adjuster has what the summary gives them: pain, function, work and restrictions, who treats and when,
    and the plan; not sleep, mood, what else ails the client, barriers, missed visits, gaps, or what the firm thinks.
    The client has back what the client told, the visits, the plan and what comes next, without the firm's words on it.
    """
    found = changed(found, report=report_kind(found))
    if audience == ATTORNEY:
        return changed(found, providers=None)
    to_client = audience == CLIENT
    outside = changed(
        found, legend="", phase="", closed=False, what_matters=None, lanes=None, attendance=None, gaps=None,
        doubts=None, obstacles=None, done=None, reviewed=None, given=None,
        assessed=tuple(_told_outside(each, to_client=to_client) for each in found.assessed or ()),
        plan=found.plan and plan_outside(found.plan),
        condition=found.condition and condition_outside(found.condition, to_client=to_client),
    )  # fmt: skip
    if to_client:
        return changed(outside, course=None, incident_on=None, visits=_of_client(found.visits))
    return changed(outside, visits=None, greeting="")


def _of_client(visits: tuple[Ahead, ...] | None) -> tuple[Ahead, ...] | None:
    """The appointments the client goes to."""
    return None if visits is None else tuple(each for each in visits if each.kind not in WITHOUT_THE_CLIENT)


def _told_outside(each: Assessed, *, to_client: bool) -> Assessed:
    """One assessment without what is the client's and the firm's; her own sleep and grade go back to the client."""
    bare = changed(each, mood="", conditions="", medication="", sense="", concern="")
    return bare if to_client else changed(bare, sleep="", satisfaction=None)


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
