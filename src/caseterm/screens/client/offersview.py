"""How the demands and offers of a case are shown: by claim, with the limits in sight and the client's net at each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from caseterm import queries, services
from caseterm.queries.settlement import ClaimLine
from caseterm.rules.dates import paper_day
from caseterm.rules.money import format_cents
from caseterm.rules.negotiation import (
    ANSWER_DAYS,
    EventLine,
    Standing,
    demand_problem,
    expiry_words,
    is_near,
    runs,
    standing,
    waits,
)
from caseterm.rules.settlement import Statement
from caseterm.rules.settling import Money, Offer, project
from caseterm.rules.terms import label
from caseterm.rules.terms_insurance import COVERAGE_SHORT
from caseterm.rules.terms_settlement import DEMANDS, METHODS, NEGOTIATION_KINDS, NEGOTIATION_SHORT, OFFERS, SIDES
from caseterm.screens.client.offer_words import (
    RECOVERY_OF,
    bracket_words,
    gap_words,
    limit_words,
    net_lines,
    value_words,
)
from caseterm.screens.client.section import Party, Section, split_key
from caseterm.screens.client.words import month_day, paragraph
from caseterm.widgets.painted import cells_width
from caseterm.widgets.rows import Cell, Column, Row
from caseterm.widgets.safe import cut, width_of

if TYPE_CHECKING:
    from caseterm.screens.client.desk import Desk

WHOLE = "claim:0"


class OffersShown(Section):
    name = "offers"
    title = "Offers"
    one = "demand or offer"
    strip = 6
    empty = "No claim and no demand yet. a enters a demand or an offer; claims come from Insurance (g i)."
    hints = (("enter", "Net, what-if"), ("m", "Accept, reject"))

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.events: list[EventLine] = []
        self.claims: dict[str, ClaimLine] = {}
        self.facts: dict[str, Any] = {}
        self._money: tuple[int, Money] | None = None

    def columns(self, width: int) -> list[Column]:
        return [
            Column("on", "Date", 8),
            Column("what", "What", 14, grow=True),
            Column("amount", "Amount", 9, align="right"),
            Column("net", "Net to client", 13, align="right", min_total=74),
            Column("state", "State", 17),
        ]

    # what is shown

    def rows(self) -> list[Row]:
        self.events = queries.settlement.events(self.db, self.case_id, archived=self.desk.archived)
        self.claims = {f"claim:{claim.id}": claim for claim in queries.settlement.claims(self.db, self.case_id)}
        self._money = None
        self.facts = queries.claimdetails.values(self.db, self.case_id)
        known = {claim.id for claim in self.claims.values()}
        rows: list[Row] = []
        for key, claim in self.claims.items():
            mine = [event for event in self.events if event.claim_id == claim.id]
            rows.append(Row(key, self._claim_cells(claim, standing(mine))))
            rows += [Row(f"event:{event.id}", self._cells(event, mine)) for event in reversed(mine)]
        rest = [event for event in self.events if event.claim_id not in known]
        if rest:
            rows.append(Row(WHOLE, self._whole_cells(standing(rest))))
            rows += [Row(f"event:{event.id}", self._cells(event, rest)) for event in reversed(rest)]
        return rows

    def counts(self, row: Row) -> bool:
        return str(row.key).startswith("event:")  # a claim stands over its demands and offers

    def _claim_cells(self, claim: ClaimLine, stands: Standing) -> dict[str, Cell]:
        kind = label(COVERAGE_SHORT, claim.coverage)
        limit = f"lim {limit_words(claim)}" if limit_words(claim) else "limit unknown"
        number = f"  {claim.claim_no}" if claim.claim_no else ""
        return {
            "on": (kind, "bold"),
            "what": (f"{claim.insurer or 'Insurer unknown'}{number}", "bold"),
            "amount": (limit, "muted"),
            "state": gap_words(stands),
        }

    def _whole_cells(self, stands: Standing) -> dict[str, Cell]:
        return {"on": ("Case", "bold"), "what": ("Not on one claim", "bold"), "state": gap_words(stands)}

    def _cells(self, event: EventLine, mine: Sequence[EventLine]) -> dict[str, Cell]:
        role = "muted" if event.archived else ""
        amount = format_cents(event.amount) if event.amount is not None else ""
        shows_net = event.amount is not None and event.kind in DEMANDS | OFFERS | {"acceptance"}
        net = self._at(event).net if shows_net else None
        return {
            "on": (month_day(event.dated, self.today), role),
            "what": (f" {label(NEGOTIATION_SHORT, event.kind)}", role),
            "amount": (amount, role),
            "net": (format_cents(net, parentheses=True) if net is not None else "", "bad" if (net or 0) < 0 else role),
            "state": self._state(event, mine),
        }

    def _state(self, event: EventLine, mine: Sequence[EventLine]) -> Cell:
        if event.archived:
            return ("archived", "muted")
        if event.kind == "acceptance":
            return ("accepted", "good")
        if not waits(event, mine) and not runs(event, mine):
            return ("answered", "muted") if event.kind in DEMANDS | OFFERS else ""
        if event.expires_on is not None:
            over = event.expires_on < self.today
            near = is_near(event, self.today)
            return (expiry_words(event, self.today) + (" !" if near else ""), "bad" if over else "warn" if near else "")
        days = (self.today - event.dated).days if event.dated else 0
        late = event.kind in OFFERS and days >= ANSWER_DAYS
        return (f"waits {days} d" + (" !" if late else ""), "warn" if late else "")

    def detail(self, key: str, width: int) -> list[list[Cell]]:
        event = self._event(key)
        if event is None:
            return self._claim_detail(key, width)
        first = f"{label(NEGOTIATION_KINDS, event.kind)}" + (f" {paper_day(event.dated)}" if event.dated else "")
        who = " ".join(part for part in (label(SIDES, event.side).lower(), event.by_whom) if part)
        how = f", {label(METHODS, event.method).lower()}" if event.method else ""
        lines: list[list[Cell]] = [[(first, "bold"), f"   {who}{how}"]]
        if event.expires_on is not None:
            until = f"{expiry_words(event, self.today).capitalize()}, {paper_day(event.expires_on)}"
            lines.append([(until, "warn" if is_near(event, self.today) else "")])
        if event.amount is not None:
            lines += net_lines(self._at(event), width - 2)
            claim = self.claims.get(f"claim:{event.claim_id}")
            if claim is not None and claim.limit is not None and event.amount > claim.limit:
                over = format_cents(event.amount - claim.limit, dollar=True)
                lines.append([(f"{over} over the limit of {format_cents(claim.limit, dollar=True)}", "warn")])
        head = self.desk.head
        lines += paragraph(demand_problem(event, head.state if head else ""), width - 2, "warn")
        if event.authority:
            lines += paragraph(f"Authority: {event.authority}", width - 2)
        return lines + paragraph(event.notes, width - 2, "muted")

    def _claim_detail(self, key: str, width: int) -> list[list[Cell]]:
        claim, stands = self.claims.get(key), standing(self._of(key))
        name = claim.insurer if claim else "Not on one claim"
        often = f", stacked over {claim.stacked}, not verified" if claim and claim.stacked > 1 else ""
        limit = f"   limits {limit_words(claim) or 'not known'}{often}" if claim else ""
        named = cut(name or "Insurer unknown", max(12, width - 2 - width_of(limit)))
        lines: list[list[Cell]] = [[(named, "bold"), limit]]
        if claim is not None and claim.adjuster:
            told = f"adjuster {claim.adjuster}"
            fits = cells_width([*lines[0], "   ", told]) <= width - 2
            lines = [[*lines[0], "   ", told]] if fits else [*lines, [told]]
        if stands.demand or stands.offer:
            lines.append([bracket_words(stands)])
        lines += paragraph(value_words(self.facts), width - 2)
        if stands.offer is not None:
            lines += net_lines(self._at(stands.offer), width - 2)
        return lines

    def _event(self, key: str) -> EventLine | None:
        kind, number = split_key(key)
        return next((each for each in self.events if kind == "event" and each.id == number), None)

    def _of(self, key: str) -> list[EventLine]:
        """The events on a claim's row, or on the claim of an event's row."""
        event = self._event(key)
        claim_id = event.claim_id if event else split_key(key)[1]
        if claim_id is not None and f"claim:{claim_id}" in self.claims:
            return [each for each in self.events if each.claim_id == claim_id]
        return [each for each in self.events if f"claim:{each.claim_id}" not in self.claims]

    def money(self) -> Money:
        """What a net is computed from, read once for a showing."""
        if self._money is None or self._money[0] != self.case_id:
            self._money = (self.case_id, queries.settlement.money(self.db, self.case_id))
        return self._money[1]

    def _at(self, event: EventLine) -> Statement:
        return project(self.money(), self._offer(event.claim_id, event.amount or 0))

    def _offer(self, claim_id: int | None, amount: int) -> Offer:
        claim = self.claims.get(f"claim:{claim_id}")
        if claim is None:
            return Offer(amount)
        return Offer(amount, claim.id, claim.insurer or "Offer", RECOVERY_OF.get(claim.coverage, "liability"))

    def key_of(self, key: str) -> str | None:
        return key

    def searched(self, row: Row) -> str:
        event = self._event(str(row.key))
        notes = f" {event.by_whom} {event.notes}" if event else ""
        return f"{super().searched(row)}{notes}".casefold()

    def party(self, key: str | None) -> Party | None:
        if key is None:
            return None
        event = self._event(key)
        claim_id = event.claim_id if event else split_key(key)[1]
        lines = queries.casefile_cover.coverages(self.db, self.case_id)
        line = next((each for each in lines if each.claim_id == claim_id and each.adjuster_id is not None), None)
        return (services.insurance.adjuster_role(line.kind), line.adjuster_id, line.adjuster) if line else None
