"""Medicare's clocks on a lien, from the days of its letters. The periods are published and not verified.

Only the contractor for Parts A and B keeps them; plans under Parts C and D write their own letters.
"""

from datetime import date, timedelta

from caseterm.rules.dates import paper_day
from caseterm.rules.liens import LienLine
from caseterm.rules.terms_money import MEDICARE_LIENS
from caseterm.values import value

CONDITIONAL_DAYS = 65
NOTICE_DAYS = 30
DEMAND_DAYS = 60
APPEAL_DAYS = 120
PRESUMED_RECEIPT = 5
SOURCE = "CMS, Medicare Secondary Payer recovery, not verified"


@value
class MedicareClock:
    """One clock: its code, the deadline's kind ('' where it is only a task), its day and what it was counted from."""

    code: str
    kind: str
    title: str
    since: date
    due: date
    basis: str


def medicare_clocks(lien: LienLine) -> list[MedicareClock]:
    """The clocks that the letters of a lien have started, and that no later letter has ended."""
    if lien.kind not in MEDICARE_LIENS:
        return []
    found: list[MedicareClock] = []
    heard = lien.conditional_on or lien.notice_on or lien.demand_on
    if lien.rights_letter_on and not heard:
        found.append(
            _clock("cpl", "", "Medicare: ask for the conditional payment letter", lien.rights_letter_on,
                   CONDITIONAL_DAYS, "Rights and Responsibilities letter")
        )  # fmt: skip
    if lien.notice_on and not lien.demand_on:
        found.append(
            _clock("cpn", "lien_dispute", "Medicare: dispute the conditional payment notice", lien.notice_on,
                   NOTICE_DAYS, "Conditional Payment Notice")
        )  # fmt: skip
    if lien.demand_on:
        found.append(
            _clock("demand", "medicare_demand", "Medicare: pay the demand, interest after", lien.demand_on,
                   DEMAND_DAYS, "demand letter")
        )  # fmt: skip
        found.append(_appeal(lien.demand_on, lien.demand_received_on))
    return found


def _appeal(demand_on: date, received_on: date | None) -> MedicareClock:
    title = "Medicare: appeal the demand"
    if received_on is not None:
        return _clock("appeal", "appeal", title, received_on, APPEAL_DAYS, "receipt of the demand")
    days = APPEAL_DAYS + PRESUMED_RECEIPT
    return _clock("appeal", "appeal", title, demand_on, days, "demand letter, taken as received 5 days after")


def _clock(code: str, kind: str, title: str, since: date, days: int, letter: str) -> MedicareClock:
    basis = f"{letter[:1].upper()}{letter[1:]} {paper_day(since)} + {days} days. {SOURCE}."
    return MedicareClock(code, kind, title, since, since + timedelta(days=days), basis)
