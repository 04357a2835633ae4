"""Ask why there was a gap in treatment."""

from __future__ import annotations

from caseterm import services
from caseterm.changes import ChangeSet
from caseterm.rules.dates import paper_day
from caseterm.rules.gaps import Gap
from caseterm.rules.terms_care import GAP_REASONS, label_of
from caseterm.screens.base import BaseScreen
from caseterm.screens.fieldspec import FieldSpec
from caseterm.screens.opening import Given, choices, open_form, texts


def ask_reason(screen: BaseScreen, case_id: int, gap: Gap, client: str) -> None:
    """The form of a gap's reason; with a day it is quiet until then."""

    def save(given: Given) -> ChangeSet:
        values = {
            **texts(given, "reason", "explanation"), "dismissed_until": given["dismissed_until"], "case_id": case_id,
            "case_provider_id": gap.provider_id, "after_on": gap.after_on,
        }  # fmt: skip
        until = f", quiet until {paper_day(given['dismissed_until'])}" if given["dismissed_until"] else ""
        words = f"Gap of {gap.days} days explained: {label_of(GAP_REASONS, str(given['reason']))}{until} ({client})"
        return services.records.add_record(screen.db, "gap_reason", values, label=words)

    specs = [
        FieldSpec("reason", "Why", "choice", required=True, choices=choices(GAP_REASONS)),
        FieldSpec("explanation", "In words", hint="for the summary too"),
        FieldSpec("dismissed_until", "Quiet until", "date", hint="else it goes on reminding"),
    ]
    open_form(
        screen, "gap-reason", f"{case_id}:{gap.provider_id}:{gap.after_on}", "Why this gap?", specs,
        save=save, subtitle=f"{client}   {gap.days} days after {paper_day(gap.after_on)}",
    )  # fmt: skip
