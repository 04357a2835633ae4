"""A story's negotiation: what it tells itself in `offers`, else what follows from its phases and talk."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from caseterm.rules.money import parse_cents
from caseterm.rules.sample_case import Told
from caseterm.rules.sample_lines import line
from caseterm.rules.sample_rows import Row
from caseterm.rules.terms_settlement import DEMANDS

SAID = re.compile(r"(?:Offers|Came up to|Offer of) ([\d,]{4,})")
"""An amount as an adjuster's call tells it."""
DEMAND_AFTER = timedelta(days=12)
SOURCES = frozenset({"bi_liability", "premises_liability", "commercial_general", "um", "uim", "umbrella_excess"})


def of_case(told: Told, table: str) -> list[Row]:
    """This case's rows of a table: those at its end."""
    key = "id" if table == "cases" else "case_id"
    found: list[Row] = []
    for row in reversed(told.sample.rows.get(table, [])):
        if row.get(key) != told.case_id:
            break
        found.append(row)
    return found[::-1]


def claim_of(told: Told, kind: str = "") -> tuple[int | None, int | None]:
    """The claim on a kind of coverage, else on the first that pays for injuries, and the most it pays a person."""
    covers = {row["id"]: row for row in of_case(told, "coverages")}
    wanted = [
        row for row in of_case(told, "claims") if covers[row["coverage_id"]]["kind"] in ({kind} if kind else SOURCES)
    ]
    if not wanted:
        return None, None
    cover = covers[wanted[0]["coverage_id"]]
    return wanted[0]["id"], cover.get("limit_per_person") or cover.get("csl_limit")


def put_offers(told: Told) -> list[Row]:
    """The demands and offers of a case, oldest first."""
    given = told.story.get("offers")
    rows = list(_told(told)) if given is not None else list(_usual(told))
    for row in sorted(rows, key=lambda each: each["dated"]):
        told.put("negotiation_events", row, day=row["dated"])
    return of_case(told, "negotiation_events")


def _told(told: Told) -> Iterator[Row]:
    clocks = [row for row in of_case(told, "deadlines") if row["kind"] == "demand_expiry"]
    for text in told.story["offers"]:
        given = line(text)
        day, kind, amount, *cover = given.words
        row: Row = {
            "claim_id": claim_of(told, cover[0] if cover else "")[0],
            "dated": told.day(day),
            "kind": kind,
            "amount_cents": parse_cents(amount) if amount != "-" else None,
            "side": "us" if kind in DEMANDS or kind == "acceptance" else "them",
            "method": given.named.get("how", ""),
            "by_whom": given.named_text("by"),
            "authority": given.text(),
            "notes": given.text(1),
        }
        if "until" in given.named:
            row["expires_on"] = told.day(given.named["until"])
        if kind == "time_limited_demand" and clocks:
            row |= {"deadline_id": clocks[0]["id"], "expires_on": clocks[0]["due"]}
        yield row


def _usual(told: Told) -> Iterator[Row]:
    """The demand of the letter on file, the offers that the talk tells of, and our answers to them."""
    entered = dict(told.phases)
    claim_id, limit = claim_of(told)
    sent = entered.get("negotiation") or (entered["demand"] + DEMAND_AFTER if "demand" in entered else None)
    if claim_id is None or sent is None or sent > told.today:
        return
    chance = Random(f"offers/{told.story['number']}/{told.story['doi']}")
    offers = list(_heard(told, sent))
    billed = sum(row["billed_cents"] for row in of_case(told, "medical_bills"))
    asked = max(billed * chance.randrange(25, 42) // 10, *(amount * 3 for _, amount in offers), 9_500_00)
    asked = min(-(-asked // 500_00) * 500_00, limit or asked)
    yield _event(claim_id, sent, "demand", asked, "letter")
    offers = [(day, amount) for day, amount in offers if amount * 10 <= asked * 9]
    for place, (day, amount) in enumerate(offers):
        yield _event(claim_id, day, "offer" if place == 0 else "counter_offer", amount, "call")
        if place + 1 < len(offers):
            asked -= (asked - amount) // 1000_00 // 6 * 1000_00
            yield _event(claim_id, day + timedelta(days=6), "counter_demand", asked, "email")


def _heard(told: Told, since: date) -> Iterator[tuple[date, int]]:
    """What offers the talk tells of, each better than the last."""
    best = 0
    for row in sorted(of_case(told, "communications"), key=lambda each: str(each["at"])):
        found = SAID.search(str(row["body"]))
        if found and row["at"].date() > since:
            amount = parse_cents(found[1])
            if amount > best:
                best = amount
                yield row["at"].date(), amount


def _event(claim_id: int, day: date, kind: str, amount: int, method: str) -> Row:
    side = "us" if kind in DEMANDS else "them"
    return {
        "claim_id": claim_id, "dated": day, "kind": kind, "amount_cents": amount, "side": side, "method": method,
    }  # fmt: skip
