"""The progress report as a nurse case manager writes one: condition, function, treatment, barriers, plan, next."""

from collections.abc import Iterator
from datetime import date, datetime

from caseterm.exports.blocks import (
    Block,
    Bullets,
    Column,
    Document,
    Fact,
    Facts,
    Heading,
    Paragraph,
    SignLine,
    SignOff,
    Strip,
    Table,
)
from caseterm.exports.careprints import DRAFT_LINE, course_words, obstacles, reviews
from caseterm.exports.officepaper import case_paper
from caseterm.exports.pictures import lanes, trend
from caseterm.exports.summary_care import plan_blocks
from caseterm.rules.carepaper import CLOSURE, REPORTS, Assessed, CarePaper
from caseterm.rules.dates import paper_day
from caseterm.rules.disclosure import ATTORNEY
from caseterm.rules.terms_care import (
    ASSESSMENT_KINDS,
    DOMAINS,
    LEVELS,
    MOOD,
    PLAN_SENSE,
    SLEEP,
    WORK_STATUSES,
    label_of,
)

Part = tuple[str, list[Block]]
DONE_SHOWN = 12


def report(found: CarePaper, audience: str, *, printed_at: datetime) -> Document:
    """The initial, progress or closure report for the attorney or a provider, of facts that `report_for` has cut.

    `printed_at` is aware, in the zone to be shown.
    """
    office = audience == ATTORNEY
    return case_paper(
        found,
        REPORTS[found.report],
        _blocks(found, office=office),
        printed_at=printed_at,
        audience=audience,
        draft_line=DRAFT_LINE if office else None,
    )


def _blocks(found: CarePaper, *, office: bool) -> Iterator[Block]:
    told = found.assessed or ()
    newest = told[-1] if told else None
    kind = f"{ASSESSMENT_KINDS.get(newest.kind, '').lower()}, {len(told)} in all" if newest else ""
    yield Strip(
        (
            Fact("Date of incident", _day(found.incident_on) or "not on file"),
            *((Fact("Stage", found.phase),) if found.phase else ()),
            Fact("Last assessment", paper_day(newest.on) if newest else "none yet", kind, alarm=newest is None),
        )
    )
    if found.what_matters:
        yield Paragraph(f"What matters to the client: {found.what_matters}")
    for number, (title, blocks) in enumerate(_parts(found, office=office), start=1):
        yield Heading(f"{number}. {title}")
        yield from blocks
    if office:
        yield SignOff((SignLine("Prepared by", found.user, paper_day(found.today)), SignLine("Reviewed by, attorney")))
    else:
        call = f" Questions: {found.office_phone}." if found.office_phone else ""
        yield Paragraph(f"Prepared by {found.user or 'our office'}, {paper_day(found.today)}.{call}", quiet=True)


def _parts(found: CarePaper, *, office: bool) -> Iterator[Part]:
    """The sections of a report; outside nobody reads of barriers and concerns."""
    yield _condition(found)
    yield _function(found)
    yield _treatment(found) if office else _providers(found)
    if office:
        yield _barriers(found)
    yield _plan(found)
    if found.report == CLOSURE:
        yield _outcome(found, office=office)
    if office:
        yield _concerns(found)
        yield _next(found)


def _condition(found: CarePaper) -> Part:
    told = found.assessed or ()
    if not told:
        return "Condition", [Paragraph("Nobody has asked the client yet.")]
    chosen = [told[0], *([told[-2]] if len(told) > 2 else []), *([told[-1]] if len(told) > 1 else [])]
    words = ("At first", "Before", "Now") if len(chosen) == 3 else ("At first", "Now")
    columns = (
        Column("", weight=1.2),
        *(Column(f"{word}\n{paper_day(each.on)}", weight=1.6) for word, each in zip(words, chosen, strict=False)),
    )
    rows = (
        ("Pain, 0 to 10", *(_pain(each) for each in chosen)),
        ("Sleep", *(label_of(SLEEP, each.sleep) for each in chosen)),
        ("Mood", *(label_of(MOOD, each.mood) for each in chosen)),
        ("Work", *(label_of(WORK_STATUSES, each.work) for each in chosen)),
    )
    blocks: list[Block] = [Table(columns, tuple(row for row in rows if any(row[1:])))]
    newest = found.condition
    facts = (
        ("Conditions", _newest(told, "conditions")),
        ("Comorbidities", newest.comorbidities if newest else ""),
        ("Medication", _newest(told, "medication")),
        ("Restrictions", newest.restrictions if newest else ""),
        ("Back to work", _day(newest.back_to_work_on) if newest else ""),
    )
    kept = tuple(Fact(name, text) for name, text in facts if text)
    if kept:
        blocks.append(Facts(kept))
    drawn = trend(found.course or ())
    if drawn is not None:
        blocks.append(drawn)
    return "Condition", blocks


def _newest(told: tuple[Assessed, ...], name: str) -> str:
    return next((str(getattr(each, name)) for each in reversed(told) if getattr(each, name)), "")


def _pain(each: Assessed) -> str:
    return str(each.pain) if each.pain is not None else "not asked"


def _function(found: CarePaper) -> Part:
    limits = found.condition.limits if found.condition else ()
    rows = tuple((DOMAINS.get(domain, domain), LEVELS.get(level, level)) for domain, level in limits)
    columns = (Column("Limited in", weight=2), Column("How much", weight=1))
    return "Function", [Table(columns, rows, empty_text="No limitation is noted.")]


def _treatment(found: CarePaper) -> Part:
    if not found.lanes:
        return "Treatment and attendance", [Paragraph("No provider is on file yet.")]
    blocks: list[Block] = [lanes(found.lanes, today=found.today, incident_on=found.incident_on)]
    for block in course_words(found):
        blocks.append(Heading(block.text, 2) if isinstance(block, Heading) else block)
    return "Treatment and attendance", blocks


def _providers(found: CarePaper) -> Part:
    """Who treats the client, and when, as the summary tells it outside."""
    columns = (
        Column("Provider", weight=2.6), Column("Specialty", weight=1.5), Column("First visit", weight=1.25),
        Column("Last visit", weight=1.25), Column("Visits", "center", 0.75), Column("Next visit", weight=1.25),
    )  # fmt: skip
    rows = tuple(
        (each.name, each.specialty, _day(each.first), _day(each.last), str(each.visits), _day(each.next))
        for each in found.providers or ()
    )
    return "Treatment", [Table(columns, rows, empty_text="No provider is on file yet.")]


def _barriers(found: CarePaper) -> Part:
    blocks: list[Block] = []
    if found.obstacles:
        blocks.append(obstacles(found.obstacles, told=True))
    if found.done:
        rows = tuple((paper_day(each.on), each.what, each.came_of_it) for each in found.done[:DONE_SHOWN])
        columns = (Column("On", weight=1.1), Column("What was done", weight=3), Column("What came of it", weight=2.4))
        more = len(found.done) - DONE_SHOWN
        blocks.append(Table(columns, rows, notes=(f"{more} earlier entries are in the file.",) if more > 0 else ()))
    return "Barriers and what was done", blocks or [Paragraph("No barrier is noted.")]


def _plan(found: CarePaper) -> Part:
    if found.plan is None:
        return "Plan and goals", [Paragraph("No recovery plan is in force.")]
    blocks = plan_blocks(found.plan)
    if found.reviewed:
        blocks += [Heading("Reviews", 2), reviews(found)]
    return "Plan and goals", blocks


def _outcome(found: CarePaper, *, office: bool) -> Part:
    """What the time came to: how the client found it, pain, function, work, first against last."""
    told = found.assessed or ()
    pains = [each.pain for each in told if each.pain is not None]
    levels = [each.function for each in found.course or () if each.function is not None]
    satisfied = next((each.satisfaction for each in reversed(told) if each.satisfaction is not None), None)
    marks = [mark for lane in found.lanes or () for mark in lane.marks]
    kept, missed = (sum(mark.state == state for mark in marks) for state in ("kept", "missed"))
    seen = sum(each.visits for each in found.providers or ())
    experience = f"{satisfied} of 5" if satisfied is not None else "not asked"
    facts = (
        *((("Experience", experience),) if office else ()),
        ("Pain", f"{pains[0]} at first, {pains[-1]} at the end" if pains else "not asked"),
        ("Function", f"{levels[0]} at first, {levels[-1]} at the end (0 is as before)" if levels else "not asked"),
        ("Work", label_of(WORK_STATUSES, told[-1].work).capitalize() if told and told[-1].work else "not asked"),
        ("Visits", f"{kept} kept, {missed} missed" if office else f"{seen} kept"),
    )
    return "Outcome", [Facts(tuple(Fact(name, text) for name, text in facts))]


def _concerns(found: CarePaper) -> Part:
    told = found.assessed or ()
    lines = [f"{paper_day(each.on)}: {each.concern}" for each in reversed(told) if each.concern][:4]
    if told and told[-1].sense in ("partly", "no"):
        lines.insert(0, f"Does the plan make sense to the client: {label_of(PLAN_SENSE, told[-1].sense)}.")
    if found.condition and found.condition.worse:
        lines.insert(0, f"Worse than at the assessment before: {found.condition.worse}.")
    if found.plan and found.plan.stalls:
        lines.append(f"The plan does not move: {'; '.join(found.plan.stalls)}.")
    return "Concerns", [Bullets(tuple(lines))] if lines else [Paragraph("None.")]


def _next(found: CarePaper) -> Part:
    lines = [f"{paper_day(each.on)}: {each.words}" for each in found.visits or ()]
    if found.plan is not None:
        lines += [
            f"{text}{f' ({owner})' if owner else ''}{f', by {paper_day(due)}' if due else ''}"
            for text, owner, due, done in found.plan.work
            if done is None
        ]
        if found.plan.review_on is not None:
            lines.append(f"Review of the plan: {paper_day(found.plan.review_on)}")
    return "Next", [Bullets(tuple(lines))] if lines else [Paragraph("Nothing is planned yet.", quiet=True)]


def _day(on: date | None) -> str:
    return paper_day(on) if on else ""
