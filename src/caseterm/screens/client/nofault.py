"""PIP and MedPay that the bills have used up: the day is noted when she says so."""

from __future__ import annotations

from datetime import date
from typing import Any

from caseterm import queries, services
from caseterm.queries.money import NoFault
from caseterm.rules.dates import paper_day
from caseterm.rules.money import format_cents
from caseterm.screens.client.desk import Desk


def kind_word(coverage: NoFault) -> str:
    return "PIP" if coverage.kind == "pip" else "MedPay"


def offer_exhausted(desk: Desk, *, always: bool = False) -> None:
    """Ask whether a coverage the bills have used up is to be noted as exhausted, and since when.

    With `always` it is said when there is none.
    """
    found = queries.money.no_fault(desk.db, desk.case_id)
    used = [each for each in found if each.exhausted and not each.exhausted_on]
    if used:
        _ask(desk, used[0])
    elif always:
        desk.say(_why_not(found))


def _why_not(found: list[NoFault]) -> str:
    if not found:
        return "The case has no PIP or MedPay coverage. Insurance (g i) adds one."
    noted = next((each for each in found if each.exhausted_on), None)
    if noted is not None:
        return f"{kind_word(noted)} is noted as exhausted on {paper_day(date.fromisoformat(noted.exhausted_on))}."
    return "No PIP or MedPay coverage is used up."


def _ask(desk: Desk, coverage: NoFault) -> None:
    word = kind_word(coverage)
    paid = format_cents(coverage.paid, dollar=True)

    def answered(day: Any) -> None:
        words = f"{word} of {coverage.insurer or 'the insurer'} exhausted"
        values = {"exhausted_on": day}
        desk.store(
            lambda: services.records.edit_record(
                desk.db, "coverage", coverage.coverage_id, values, label=f"{words} ({_whose(desk)})"
            )
        )

    hint = f"The bills say that {word} paid {paid}, all of its limit. Esc leaves it as it is."
    desk.prompt(
        f"{word} is used up: exhausted on",
        answered,
        kind="date",
        value=desk.program.today,
        hint=hint,
        past=True,
        select=True,
    )


def _whose(desk: Desk) -> str:
    return desk.head.client if desk.head else ""
