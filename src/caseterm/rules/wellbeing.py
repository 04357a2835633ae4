"""How a client is doing from one assessment to the next, in words."""

from collections.abc import Mapping, Sequence
from datetime import date

from caseterm.rules.terms_care import DOMAINS, LEVEL_RANK, MOOD, SLEEP, label_of
from caseterm.values import value

PAIN_STEP = 2
"""Points on the scale of 0 to 10 that count as a change; the usual smallest difference a patient notices (Farrar
et al., Pain 94 (2001) 149-158). Not verified by a clinician."""
_MOODS, _SLEEPS = list(MOOD), list(SLEEP)


@value
class Wellbeing:
    """One assessment in short: pain 0 to 10 or None, codes of rules/terms_care, and the level in each domain."""

    on: date
    pain: int | None = None
    sleep: str = ""
    mood: str = ""
    work_status: str = ""
    levels: Mapping[str, str] = {}


def worse(before: Wellbeing, now: Wellbeing) -> list[str]:
    """What has become worse from one assessment to the next, each in a few words; empty when nothing has."""
    found = []
    if before.pain is not None and now.pain is not None and now.pain - before.pain >= PAIN_STEP:
        found.append(f"pain {before.pain} to {now.pain}")
    if _place(_MOODS, now.mood) > _place(_MOODS, before.mood) >= 0:
        found.append(f"mood {label_of(MOOD, now.mood)}")
    if _place(_SLEEPS, now.sleep) > _place(_SLEEPS, before.sleep) >= 0:
        found.append(f"sleep {label_of(SLEEP, now.sleep)}")
    for domain, level in now.levels.items():
        was = before.levels.get(domain)
        if was is not None and LEVEL_RANK.get(level, 0) > LEVEL_RANK.get(was, 0):
            found.append(f"{label_of(DOMAINS, domain)} {level}")
    return found


def better(before: Wellbeing, now: Wellbeing) -> bool:
    """Whether anything improved and nothing got worse."""
    if worse(before, now):
        return False
    less_pain = before.pain is not None and now.pain is not None and before.pain - now.pain >= PAIN_STEP
    mood = 0 <= _place(_MOODS, now.mood) < _place(_MOODS, before.mood)
    eased = any(
        LEVEL_RANK.get(level, 0) < LEVEL_RANK.get(before.levels.get(domain, ""), -1)
        for domain, level in now.levels.items()
    )
    return less_pain or mood or eased


def down_since(course: Sequence[Wellbeing]) -> tuple[date, str] | None:
    """The day and the words of a turn for the worse that stands: the newest assessment against the one before.

    `course` is in the order of its days. None when the newest is no worse, or there is only one.
    """
    if len(course) < 2:
        return None
    found = worse(course[-2], course[-1])
    return (course[-1].on, ", ".join(found)) if found else None


def pain_course(course: Sequence[Wellbeing], *, most: int = 6) -> str:
    """The last pains in their order, 7 6 6 4; nothing where none was asked."""
    return " ".join(str(each.pain) for each in course if each.pain is not None).strip()[-2 * most :].strip()


def _place(order: Sequence[str], code: str) -> int:
    return order.index(code) if code in order else -1
