"""Turns the sample's stories into rows of the record, every date counted from today.

A story is plain data (data/sample/*.toml, or made by rules/sample_made.py); people and firms of the directory are
shared by all stories, so that an adjuster or a clinic has one contact row however many cases it has a part in.
"""

from collections.abc import Callable, Mapping

from caseterm.rules.sample_alignment import put_alignment
from caseterm.rules.sample_attorney import put_attorney
from caseterm.rules.sample_care import put_appointment, put_care
from caseterm.rules.sample_case import Story, Told, begin
from caseterm.rules.sample_cover import put_policy
from caseterm.rules.sample_directory import put_directory
from caseterm.rules.sample_education import put_education
from caseterm.rules.sample_lines import Line, line
from caseterm.rules.sample_money import put_money
from caseterm.rules.sample_requests import put_ask
from caseterm.rules.sample_rows import Sample
from caseterm.rules.sample_settling import put_settling
from caseterm.rules.sample_told import put_approval, put_asked, put_draft, put_promise
from caseterm.rules.sample_wellbeing import put_wellbeing
from caseterm.rules.sample_work import put_checklist, put_deadline, put_document, put_note, put_talk, put_task

_LINES: Mapping[str, Callable[[Told, Line], None]] = {
    "appointments": put_appointment,
    "deadlines": put_deadline,
    "tasks": put_task,
    "talk": put_talk,
    "notes": put_note,
    "documents": put_document,
    "asks": put_ask,
    "drafts": put_draft,
    "promises": put_promise,
    "attorney_asks": put_asked,
    "approvals": put_approval,
}


def tell(sample: Sample, story: Story) -> int:
    """Add all rows of one story; the id of its case."""
    told = begin(sample, story)
    for policy in story.get("policies", ()):
        put_policy(told, policy)
    for care in story.get("care", ()):
        put_care(told, care)
    for section, put in _LINES.items():
        for text in story.get(section, ()):
            put(told, line(text))
    put_wellbeing(told)
    put_education(told)
    put_alignment(told)
    put_directory(told)
    put_money(told)
    put_settling(told)
    put_attorney(told)
    put_checklist(told)
    return told.case_id


__all__ = ["Sample", "Story", "tell"]
