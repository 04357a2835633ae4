"""What was explained to a story's client, stage by stage, and the directory entries of its clinics."""

from collections.abc import Mapping
from datetime import date, timedelta

from caseterm.rules.sample_case import Told
from caseterm.rules.sample_rows import Row

_PARTS = ("now", "why", "next")
_QUESTIONS: Mapping[str, str] = {
    "en": "Who pays the hospital bill while I wait?",
    "es": "¿Quién paga la cuenta del hospital mientras espero?",
}
_SPANISH = "Spanish"


def put_education(told: Told) -> None:
    """The topics of the stages gone through, told a few days after each began; some are still to be told."""
    client, turn = told.story["client"], told.case_id
    language = "es" if str(client.get("language", "")) == _SPANISH else "en"
    last = told.phases[-1][0]
    for place, (phase, entered) in enumerate(told.phases[-3:]):
        newest = phase == last
        on = entered + timedelta(days=3 + turn % 4)
        if on >= told.today or (newest and turn % 3 == 2):
            continue
        told_parts = _PARTS[: 1 + turn % 3] if newest else _PARTS
        for number, part in enumerate(told_parts):
            values: Row = {
                "topic": f"{phase}.{part}",
                "dated": on,
                "how": ("call", "in_person", "mail")[(turn + place) % 3],
                "language": language,
                "to_whom": told.speaker,
                "understood": ("teach_back_ok", "teach_back_ok", "needs_repeat", "unsure")[(turn + number) % 4],
            }
            if newest and number == 0 and turn % 7 == 1:
                values |= _question(told, on, language)
            told.put("education", values, day=on)


def _question(told: Told, on: date, language: str) -> Row:
    """A question that was left, with its task while it is open."""
    asked = _QUESTIONS[language]
    if (told.today - on).days > 20:
        return {"questions": asked, "answered_on": on + timedelta(days=2)}
    values: Row = {"title": f"Answer the client: {asked}", "due": max(told.today, on + timedelta(days=3))}
    return {"questions": asked, "task_id": told.put("tasks", values, day=on)}
