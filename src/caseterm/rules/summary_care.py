"""What a summary says of how the client is, and of the recovery plan."""

from datetime import date

from caseterm.values import changed, value


@value
class ConditionFacts:
    """The newest assessment and what stands open since; codes are those of rules/terms_care."""

    on: date
    pain: int | None = None
    course: str = ""
    """The last pains in their order: 7 6 4."""
    work_status: str = ""
    restrictions: str = ""
    back_to_work_on: date | None = None
    limits: tuple[tuple[str, str], ...] = ()
    """Domain and level of what the client cannot do as before."""
    sleep: str | None = None
    mood: str | None = None
    comorbidities: str | None = None
    worse: str | None = None
    barriers: tuple[tuple[str, str, str], ...] | None = None
    """Severity, what it is, what is done about it."""


@value
class GoalFacts:
    text: str
    measure: str
    baseline: str
    target: str
    now: str
    target_on: date | None
    status: str


@value
class PlanFacts:
    """The plan in force; the last three are the firm's own view of it."""

    version: int
    dated: date
    status: str
    expected_mmi_on: date | None
    review_on: date | None
    summary: str
    goals: tuple[GoalFacts, ...]
    work: tuple[tuple[str, str, date | None, date | None], ...]
    """What, whose, by when, done on."""
    reviewed_on: date | None = None
    moving: bool | None = None
    why_not: str | None = None
    stalls: tuple[str, ...] | None = None


_INTIMATE = frozenset({"sexual_intimacy"})


def condition_outside(found: ConditionFacts, *, to_client: bool) -> ConditionFacts:
    """How the client is without what the firm makes of it and what is nobody's business outside."""
    limits = tuple(each for each in found.limits if to_client or each[0] not in _INTIMATE)
    return changed(found, sleep=None, mood=None, comorbidities=None, worse=None, barriers=None, limits=limits)


def plan_outside(plan: PlanFacts) -> PlanFacts:
    """The plan without what the firm thinks of it; that it stalls is such a thought."""
    status = "active" if plan.status == "stalled" else plan.status
    return changed(plan, status=status, reviewed_on=None, moving=None, why_not=None, stalls=None)
