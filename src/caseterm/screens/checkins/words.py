"""What stands before her while she calls: the dial card, how the client was last time, what is open."""

from datetime import date

from caseterm import educationfiles
from caseterm.queries.checkins import CallCard, CallDue
from caseterm.rules.calendar_words import day_and_time
from caseterm.rules.date_words import short_day
from caseterm.rules.education import language_of, lessons
from caseterm.rules.terms import label
from caseterm.rules.terms_care import DOMAINS, LEVEL_RANK, MOOD, PLAN_STATUSES, SLEEP, WORK_STATUSES, label_of
from caseterm.rules.terms_visits import NO_SHOW_REASONS
from caseterm.rules.wellbeing import Wellbeing, down_since, pain_course
from caseterm.widgets.rows import Cell

MOST_WORDS = 3


def dial_line(found: CallDue) -> list[Cell]:
    """Whom to call and how."""
    said = found.manners.wishes
    phone: Cell = (found.phone, "bold") if found.phone else ("no phone number", "warn")
    return [phone, (f"  {said}" if said else "", "accent"), f"  {found.client}"]


def silence(found: CallDue, today: date) -> str:
    """28 d silent, 2 tries."""
    days = f"{(today - found.last_contact_on).days} d silent" if found.last_contact_on else "never spoken to"
    tries = len(found.tries)
    return days + (f", {tries} tr{'ies' if tries > 1 else 'y'}" if tries else "")


def state_words(found: Wellbeing, course: str, today: date) -> str:
    """Pain 7 7 6, sleep poor, mood low, off work (11/02): the last pains, the newest at the end."""
    parts = [
        f"{'pain' if found.pain is not None else 'pain before'} {course}" if course else "",
        f"sleep {label_of(SLEEP, found.sleep)}" if found.sleep else "",
        f"mood {label_of(MOOD, found.mood)}" if found.mood else "",
        label_of(WORK_STATUSES, found.work_status) if found.work_status else "",
    ]
    return f"{', '.join(part for part in parts if part) or 'nothing asked'} ({short_day(found.on, today)})"


def limit_words(found: Wellbeing | None) -> Cell:
    """Driving severe, stairs mild: the hardest first."""
    levels = found.levels if found is not None else {}
    hard = sorted(levels.items(), key=lambda pair: -LEVEL_RANK.get(pair[1], 0))
    told = [f"{label_of(DOMAINS, domain)} {level}" for domain, level in hard if level != "none"]
    return ", ".join(told) if told else ("nothing noted", "muted")


def card_lines(due: CallDue, known: CallCard, today: date) -> list[list[Cell]]:
    """Seven lines; a pane cuts what does not fit, so what is worse stands first."""
    last = known.last
    down = down_since(known.course)
    state: list[Cell] = [("Last time  ", "muted")]
    if last is None:
        state.append(("no assessment yet", "muted"))
    else:
        if down:
            state.append((f"WORSE: {down[1]}   ", "warn"))
        state.append(state_words(last, pain_course(known.course), today))
    return [
        dial_line(due),
        state,
        [("Cannot do  ", "muted"), limit_words(last)],
        [("Ahead      ", "muted"), *_ahead(known, today)],
        [("Open       ", "muted"), *_open(known, today)],
        [("Plan       ", "muted"), *_plan(known, today)],
        [("Say next   ", "muted"), _next(due, known)],
    ]


def _next(due: CallDue, known: CallCard) -> str:
    """What comes next, in a sentence of the client's language; w in the list of calls opens all of it."""
    libraries = educationfiles.libraries()
    library = libraries[language_of(libraries, due.language)]
    found = next((each for each in lessons(library, due.phase, known.claim_type) if each.part == "next"), None)
    return found.paragraphs[0] if found is not None else ""


def _ahead(known: CallCard, today: date) -> list[Cell]:
    if not known.visits:
        return [("no appointment ahead", "warn")]
    cells: list[Cell] = []
    for at, what, missing in known.visits:
        cells += [f"{day_and_time(at)} {what}", (f" {missing}" if missing else "", "warn"), "   "]
    return cells


def _open(known: CallCard, today: date) -> list[Cell]:
    cells: list[Cell] = []
    for what, due in known.promises[:MOST_WORDS]:
        cells += [(f"promised {what} {short_day(due, today)}", "warn" if due < today else ""), "   "]
    if known.barriers:
        cells += [f"barrier: {'; '.join(known.barriers[:MOST_WORDS])}", "   "]
    if known.missed:
        missed = ", ".join(
            f"{short_day(on, today)}{f' {label(NO_SHOW_REASONS, why).lower()}' if why else ''}"
            for on, why in known.missed[:MOST_WORDS]
        )
        cells += [(f"missed {missed}", "warn"), "   "]
    if known.waiting_on:
        cells.append(f"waiting on {known.waiting_on}")
    return cells or [("no promise, no barrier", "muted")]


def _plan(known: CallCard, today: date) -> list[Cell]:
    cells: list[Cell] = []
    if known.plan is None:
        cells.append(("no recovery plan", "muted"))
    else:
        version, status, review_on = known.plan
        late = review_on is not None and review_on < today
        due = f", review {short_day(review_on, today)}" if review_on else ""
        cells.append((f"version {version}, {label_of(PLAN_STATUSES, status)}{due}", "warn" if late else ""))
    if known.what_matters:
        cells += [("   Matters to the client: ", "muted"), known.what_matters]
    return cells
