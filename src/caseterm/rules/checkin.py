"""The check-in call: what is asked, and what comes next when nobody answers."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from caseterm.values import value

PROGRAM, SPANISH = "en", "es"
QUESTIONS: Mapping[str, tuple[str, str]] = {
    "pain": ("How bad is the pain today, 0 to 10?", "¿Cuánto dolor tiene hoy, de 0 a 10?"),
    "sleep": ("How are you sleeping?", "¿Cómo está durmiendo?"),
    "mood": ("How are your spirits?", "¿Cómo se siente de ánimo?"),
    "domain": ("What can you not do as before?", "¿Qué no puede hacer como antes?"),
    "work_status": ("Are you working? Any limits?", "¿Está trabajando? ¿Con restricciones?"),
    "new_provider": ("Seen anyone new: a doctor, ER, imaging?", "¿Ha visto a otro médico, urgencias, imágenes?"),
    "barrier": ("What makes it hard to get better?", "¿Qué le dificulta mejorar?"),
    "plan_makes_sense": ("Does your treatment plan make sense to you?", "¿Tiene sentido su plan de tratamiento?"),
    "promise": ("What will I do for you, and by when?", "¿Qué haré por usted, y para cuándo?"),
}
"""What she says, by field, in English and in Spanish."""

ATTEMPTS: tuple[tuple[int, str, str], ...] = (
    (0, "call", "call"),
    (2, "text", "text"),
    (5, "email", "email"),
    (10, "letter", "letter"),
    (21, "certified_mail", "certified letter, and tell the attorney"),
)
"""Days after the first try, the channel, and its words: the program's own proposal for a client who does not answer."""
UNREACHED = frozenset({"left_message", "no_answer", "busy", "wrong_number", "returned", "undelivered", "delivered"})


def question(field: str, language: str) -> str:
    """What to ask for a field, in the client's language where we have it."""
    english, spanish = QUESTIONS[field]
    return spanish if language.casefold().startswith(("es", "spa", "español")) else english


@value
class Try:
    """The next step towards a client who was not reached."""

    on: date
    channel: str
    words: str


def next_try(tries: Sequence[date], today: date) -> Try:
    """What to try next and when, after these tries since the last real contact, in the order of their days.

    Who was tried today is left alone until tomorrow, however late the tries before were.
    """
    if not tries:
        return Try(today, "call", "call")
    rested = max(tries[-1] + timedelta(days=1), today)
    for days, channel, words in ATTEMPTS[len(tries) :]:
        return Try(max(tries[0] + timedelta(days=days), rested), channel, words)
    last_days, channel, words = ATTEMPTS[-1]
    return Try(max(tries[-1] + timedelta(days=last_days), today), channel, words)


@value
class CheckIn:
    """The answers of one call; what was not asked is None or empty. Codes are those of terms and terms_care."""

    outcome: str = "reached"
    channel: str = "call"
    body: str = ""
    minutes: int | None = None
    pain: int | None = None
    sleep: str = ""
    mood: str = ""
    domain: str = ""
    level: str = ""
    work_status: str = ""
    restrictions: str = ""
    back_to_work_on: date | None = None
    new_provider: str = ""
    barrier: str = ""
    barrier_category: str = ""
    plan_makes_sense: str = ""
    concern: str = ""
    plan_moving: bool | None = None
    reason_stalled: str = ""
    promise: str = ""
    promise_on: date | None = None
    next_call_on: date | None = None

    @property
    def silent(self) -> bool:
        """Whether nothing of the talk was written down: neither a word nor an answer."""
        told = (found for name, found in vars(self).items() if name not in ("outcome", "channel", "minutes"))
        return all(found in (None, "") for found in told)

    def assessed(self) -> dict[str, Any]:
        """The columns of the assessment this call comes to; empty when nothing of the kind was asked."""
        asked = {
            "pain": self.pain, "sleep": self.sleep, "mood": self.mood, "work_status": self.work_status,
            "restrictions": self.restrictions, "back_to_work_on": self.back_to_work_on,
            "plan_makes_sense": self.plan_makes_sense, "concern": self.concern, "plan_moving": self.plan_moving,
        }  # fmt: skip
        told = {name: found for name, found in asked.items() if found not in (None, "")}
        return asked if told or self.domain else {}
