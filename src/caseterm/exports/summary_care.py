"""The sections of a summary about how the client is and the recovery plan."""

from caseterm.exports.blocks import Block, Column, Fact, Facts, Paragraph, Table
from caseterm.exports.summary_words import day
from caseterm.rules.summary import SummaryFacts
from caseterm.rules.summary_care import ConditionFacts, GoalFacts, PlanFacts
from caseterm.rules.terms_care import (
    BARRIER_SEVERITIES,
    DOMAINS,
    GOAL_STATUSES,
    LEVELS,
    MOOD,
    PLAN_STATUSES,
    SLEEP,
    WORK_STATUSES,
    label_of,
)

Made = tuple[str, list[Block]] | None
GOAL_COLUMNS = (
    Column("Goal", weight=3),
    Column("From", weight=1),
    Column("To", weight=1),
    Column("Now", weight=1),
    Column("By", weight=1.2),
    Column("Is", weight=1.1),
)
WORK_COLUMNS = (
    Column("To be done", weight=3.4),
    Column("Whose", weight=1.4),
    Column("By", weight=1.2),
    Column("Done", weight=1.2),
)
BARRIER_COLUMNS = (Column("Barrier", weight=3), Column("Severity", weight=1), Column("What is done", weight=3))


def condition(facts: SummaryFacts) -> Made:
    found = facts.condition
    if found is None:
        return None
    blocks: list[Block] = [_state(found)]
    if found.worse:
        blocks.append(Paragraph(f"Worse than at the assessment before: {found.worse}."))
    if found.barriers:
        rows = tuple((text, label_of(BARRIER_SEVERITIES, severity), done) for severity, text, done in found.barriers)
        blocks.append(Table(BARRIER_COLUMNS, rows))
    return "Condition and daily life", blocks


def _state(found: ConditionFacts) -> Facts:
    pain = f"{found.pain} of 10" if found.pain is not None else ""
    course = f" (so far {found.course})" if " " in found.course else ""
    limits = ", ".join(
        f"{DOMAINS.get(domain, domain).lower()} {LEVELS.get(level, level).lower()}" for domain, level in found.limits
    )
    pairs = (
        ("As of", day(found.on)),
        ("Pain", f"{pain}{course}" if pain else ""),
        ("Sleep", label_of(SLEEP, found.sleep) if found.sleep else ""),
        ("Mood", label_of(MOOD, found.mood) if found.mood else ""),
        ("Work", label_of(WORK_STATUSES, found.work_status) if found.work_status else ""),
        ("Restrictions", found.restrictions),
        ("Back to work", day(found.back_to_work_on) if found.back_to_work_on else ""),
        ("Limited in", limits),
        ("Comorbidities", found.comorbidities or ""),
    )
    return Facts(tuple(Fact(name, text) for name, text in pairs if text), 2)


def plan(facts: SummaryFacts) -> Made:
    found = facts.plan
    if found is None:
        return None
    return "Recovery plan", list(plan_blocks(found))


def plan_blocks(found: PlanFacts) -> list[Block]:
    """The plan in force: what it is, goals, work, and what the firm thinks of it where the reader may know."""
    reviewed = ""
    if found.reviewed_on is not None and found.moving is not None:
        reviewed = f"{day(found.reviewed_on)}, {'moving forward' if found.moving else 'not moving'}"
    pairs = (
        ("Version", f"{found.version}, {day(found.dated)}, {label_of(PLAN_STATUSES, found.status)}"),
        ("Expected recovery", day(found.expected_mmi_on) if found.expected_mmi_on else "not yet expected"),
        ("Last review", reviewed),
        ("Next review", day(found.review_on) if found.review_on else ""),
    )
    blocks: list[Block] = [Facts(tuple(Fact(name, text) for name, text in pairs if text), 2)]
    if found.summary:
        blocks.append(Paragraph(found.summary))
    if found.why_not:
        blocks.append(Paragraph(f"Why it does not move: {found.why_not}"))
    if found.stalls:
        blocks.append(Paragraph(f"Stalled: {'; '.join(found.stalls)}."))
    if found.goals:
        blocks.append(_goals(found.goals))
    if found.work:
        rows = tuple(
            (text, owner, day(due) if due else "", day(done) if done else "") for text, owner, due, done in found.work
        )
        blocks.append(Table(WORK_COLUMNS, rows))
    return blocks


def _goals(goals: tuple[GoalFacts, ...]) -> Table:
    """The goals; the column of where they stand now only where one says so."""
    rows = tuple(_goal(goal) for goal in goals)
    if any(goal.now for goal in goals):
        return Table(GOAL_COLUMNS, rows)
    return Table(GOAL_COLUMNS[:3] + GOAL_COLUMNS[4:], tuple(row[:3] + row[4:] for row in rows))


def _goal(goal: GoalFacts) -> tuple[str, ...]:
    unit = f" ({goal.measure})" if goal.measure else ""
    by = day(goal.target_on) if goal.target_on else ""
    return f"{goal.text}{unit}", goal.baseline, goal.target, goal.now, by, label_of(GOAL_STATUSES, goal.status)


def client_plan(facts: SummaryFacts) -> Made:
    """The plan as the client keeps it: her goals and what is to be done."""
    found = facts.plan
    if found is None:
        return None
    goals = (
        Column("What we work toward", weight=3),
        Column("From", weight=1),
        Column("To", weight=1),
        Column("By", weight=1.2),
    )
    rows = tuple(
        (
            goal.text,
            goal.baseline,
            f"{goal.target} {goal.measure}".strip(),
            day(goal.target_on) if goal.target_on else "",
        )
        for goal in found.goals
    )
    blocks: list[Block] = [Table(goals, rows, empty_text="We will set goals together.")]
    left = tuple(
        (text, {"client": "you", "": "us"}.get(owner.casefold(), owner), day(due) if due else "")
        for text, owner, due, done in found.work
        if done is None
    )
    if left:
        columns = (Column("What is next", weight=3.4), Column("Who", weight=1.4), Column("By", weight=1.2))
        blocks.append(Table(columns, left))
    if found.expected_mmi_on is not None and found.expected_mmi_on >= facts.as_of:
        blocks.append(
            Paragraph(f"We expect treatment to take until about {day(found.expected_mmi_on)}. This can change.")
        )
    return "Your recovery plan", blocks
