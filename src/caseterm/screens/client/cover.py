"""The insurance of a case: policy, coverage, claim and adjuster in one line and one form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from caseterm import queries, services
from caseterm.changes import ChangeSet
from caseterm.queries.casefile_cover import CoverageLine
from caseterm.queries.money import NoFault
from caseterm.rules.dates import paper_day
from caseterm.rules.inputs import InsuranceInput
from caseterm.rules.money import Limits, parse_limits
from caseterm.rules.phones import Phone, format_phone
from caseterm.rules.stacking import STACKED, stacked_words, times
from caseterm.rules.terms import CHANNELS, label
from caseterm.rules.terms_insurance import (
    CLAIM_STATUSES,
    COVERAGE_SHORT,
    COVERAGES,
    LIABILITY_POSITIONS,
    POLICY_PARTIES,
)
from caseterm.screens.client.billforms import no_fault_words
from caseterm.screens.client.contactform import contact_input, email_problem, name_spec, suggest_contacts
from caseterm.screens.client.cover_words import letters, limits_named, limits_problem, limits_text, statement_words
from caseterm.screens.client.nofault import offer_exhausted
from caseterm.screens.client.section import Party, Section
from caseterm.screens.client.words import limits, phones_line
from caseterm.screens.form import FieldSpec
from caseterm.screens.opening import Given, choices, texts
from caseterm.widgets.rows import LEAST_NAME, Cell, Column, Row
from caseterm.widgets.safe import cut, width_of, wrap

if TYPE_CHECKING:
    from caseterm.screens.client.desk import Desk


class InsuranceSection(Section):
    name = "insurance"
    title = "Insurance"
    one = "coverage"
    strip = 7
    empty = "No insurance known. a adds insurer, policy, limits, claim and adjuster at once."
    hints = (("s", "Status"), ("y", "Copy"))

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.lines: dict[str, CoverageLine] = {}
        self.used: dict[int, NoFault] = {}
        self.facts: dict[str, Any] = {}
        self.room = 0

    def columns(self, width: int) -> list[Column]:
        self.room = width + 1  # a heading has no gutter, but may end in …
        return [
            Column("kind", "Cover", 6),
            Column("limits", "Limits", 9),
            Column("claim", "Claim", 12 if width >= 52 else 10, grow=True),
            Column("status", "Status", 12, min_total=66),
            Column("adjuster", "Adjuster", 10, grow=True, min_total=52),
            Column("phone", "Phone", 14),
        ]

    def rows(self) -> list[Row]:
        found = queries.casefile_cover.coverages(self.db, self.case_id, archived=self.desk.archived)
        self.lines = {f"coverage:{line.coverage_id}.{line.claim_id or 0}": line for line in found}
        no_fault = any(line.kind in ("pip", "medpay") for line in found)
        self.used = (
            {each.coverage_id: each for each in queries.money.no_fault(self.db, self.case_id)} if no_fault else {}
        )
        self.facts = queries.claimdetails.values(self.db, self.case_id) if found else {}
        rows: list[Row] = []
        policy = 0
        for key, line in self.lines.items():
            if line.policy_id != policy:
                policy = line.policy_id
                rows.append(Row(f"policy:{policy}", {"text": self._policy(line)}, kind="heading"))
            rows.append(Row(key, self._cells(line)))
        return rows

    def _policy(self, line: CoverageLine) -> str:
        number = f"policy {line.policy_no}" if line.policy_no else "no policy number"
        whose = f"{label(POLICY_PARTIES, line.party)} policy".lower()
        insured = f", insured {line.named_insured}" if line.named_insured else ""
        told = f"   {number}   {whose}"
        return cut(line.insurer or "Insurer unknown", max(LEAST_NAME, self.room - width_of(told))) + told + insured

    def _cells(self, line: CoverageLine) -> dict[str, Cell]:
        role = "muted" if line.archived else ""
        spent = line.exhausted_on is not None or line.claim_status == "exhausted"
        used = self.used.get(line.coverage_id)
        if used is not None and used.exhausted and not spent:
            status: Cell = ("used up !", "warn")
            role = "warn"
        else:
            status = ("exhausted", "warn") if spent else (label(CLAIM_STATUSES, line.claim_status), role)
        return {
            "kind": (label(COVERAGE_SHORT, line.kind), role or "bold"),
            "limits": (f"{limits(line) or '?'}{' !' if role == 'warn' else ''}", role if limits(line) else "muted"),
            "claim": line.claim_no or ("none", "muted"),
            "status": status,
            "adjuster": line.adjuster or ("none", "muted"),
            "phone": format_phone(line.adjuster_phones[0].number) if line.adjuster_phones else "",
        }

    def searched(self, row: Row) -> str:
        line = self.lines[str(row.key)]
        return f"{super().searched(row)} {line.insurer} {line.policy_no}".casefold()

    def key_of(self, key: str) -> str | None:
        return next((each for each in self.lines if each.startswith(f"{key}.")), None)

    def detail(self, key: str, width: int) -> list[list[Cell]]:
        line = self.lines[key]
        claim = f"{label(COVERAGES, line.kind)}   claim {label(CLAIM_STATUSES, line.claim_status).lower()}"
        opened = f", opened {paper_day(line.claim_opened_on)}" if line.claim_opened_on else ""
        position = label(LIABILITY_POSITIONS, line.liability_position).lower()
        reach = "   ".join(part for part in (phones_line(line.adjuster_phones), *line.adjuster_emails) if part)
        lines: list[list[Cell]] = [[(line.insurer or "Insurer unknown", "bold"), f"   {claim}{opened}"]]
        facts = [
            ("Limits", limits_named(line)),
            ("Stacked", self._stacked(line)),
            ("Left", self._left(line)),
            ("Adjuster", f"{line.adjuster}   {reach}".strip() if line.adjuster else ""),
            ("Heard", self._heard(line.adjuster_id)),
            ("Offers", self._negotiated(line.claim_id)),
            ("Letters", letters(line)),
            ("Statement", statement_words(self.facts, f"{line.insurer} {line.adjuster}")),
            ("Liability", position if position and line.liability_position != "unknown" else ""),
            ("Notes", " ".join(line.notes.split())),
        ]
        for name, text in facts:
            if text:
                lines += [
                    [(f"  {name if number == 0 else '':<10}", "muted"), part]
                    for number, part in enumerate(wrap(text, width - 14)[:2])
                ]
        return lines

    def _stacked(self, line: CoverageLine) -> str:
        """What UM and UIM limits come to where they add up."""
        limits = Limits(line.limit_per_person, line.limit_per_accident, line.csl_limit)
        return stacked_words(limits, times(line.kind, self.facts.get(STACKED))).removeprefix("stacked ")

    def _left(self, line: CoverageLine) -> str:
        """What PIP or MedPay still pays, by the bills."""
        used = self.used.get(line.coverage_id)
        if used is None:
            return ""
        noted = "" if line.exhausted_on or not used.exhausted else "; x notes the day it was used up"
        return f"{no_fault_words(used)}, by the bills{noted}"

    def done(self, keys: Sequence[str]) -> None:
        """x: PIP or MedPay that the bills used up is noted as exhausted."""
        offer_exhausted(self.desk, always=True)

    def _heard(self, adjuster_id: int | None) -> str:
        """When the adjuster was last in touch, and what was said."""
        found = queries.casefile_cover.heard_from(self.db, self.case_id, adjuster_id) if adjuster_id else None
        if found is None:
            return ""
        on, way, channel, said = found
        return f"{paper_day(on)} {label(CHANNELS, channel).lower()} {way}: {' '.join(said.split())}".rstrip(": ")

    def _negotiated(self, claim_id: int | None) -> str:
        """Where the negotiation on a claim stands, in a line: demand, offer, the gap, what runs out."""
        from caseterm.screens.client.offer_words import standing_words

        if claim_id is None:
            return ""
        events = queries.settlement.events(self.db, self.case_id)
        return standing_words([event for event in events if event.claim_id == claim_id], self.today)

    def party(self, key: str | None) -> Party | None:
        line = self.lines.get(key or "")
        if line is None or line.adjuster_id is None:
            return None
        return (services.insurance.adjuster_role(line.kind), line.adjuster_id, line.adjuster)

    def copied(self, what: str, key: str) -> tuple[str, str] | None:
        line = self.lines[key]
        match what:
            case "claim":
                return (line.claim_no, f"claim number, {line.insurer}") if line.claim_no else None
            case "phone":
                phones = phones_line(line.adjuster_phones[:1])
                return (phones, f"phone of {line.adjuster}") if phones else None
            case "email":
                return (line.adjuster_emails[0], f"email of {line.adjuster}") if line.adjuster_emails else None
        return None

    # acts

    def set_status(self, keys: Sequence[str]) -> bool:
        line = self.lines[keys[0]]
        claim_id = line.claim_id
        if claim_id is None:
            self.desk.say("No claim yet on this coverage. e adds its number and adjuster.")
            return True

        def chosen(status: Any) -> None:
            if status:
                words = f"Claim {line.claim_no or line.insurer}: {label(CLAIM_STATUSES, status).lower()}"
                self.desk.store(
                    lambda: services.records.edit_record(
                        self.db, "claim", claim_id, {"status": status}, label=f"{words} {self.whose}"
                    )
                )

        self.desk.pick("Claim", choices(CLAIM_STATUSES), chosen, current=line.claim_status)
        return True

    def archive(self, keys: Sequence[str]) -> None:
        coverage_id = self.lines[keys[0]].coverage_id
        self.desk.store(lambda: services.insurance.archive_insurance(self.db, coverage_id))

    def restore(self, keys: Sequence[str]) -> None:
        coverage_id = self.lines[keys[0]].coverage_id
        self.desk.store(lambda: services.insurance.archive_insurance(self.db, coverage_id, restore=True))

    def specs(self) -> list[FieldSpec]:
        return [
            name_spec(self.desk, "Insurer", name="insurer", kind="organization"),
            FieldSpec("party", "Whose policy", "choice", required=True, choices=choices(POLICY_PARTIES)),
            FieldSpec("kind", "Coverage", "choice", required=True, choices=choices(COVERAGES)),
            FieldSpec("limits", "Limits", hint="100/300, 50k, 500k CSL", check=limits_problem, width=20),
            FieldSpec("policy_no", "Policy number", width=28),
            FieldSpec("claim_no", "Claim number", width=28),
            FieldSpec(
                "adjuster", "Adjuster", "suggest", suggest=suggest_contacts(self.desk, "person"), hint="Last, First"
            ),
            FieldSpec("phone", "Adjuster phone", "phone"),
            FieldSpec("email", "Adjuster email", check=email_problem),
            FieldSpec("status", "Claim status", "choice", required=True, choices=choices(CLAIM_STATUSES)),
            FieldSpec("liability_position", "Liability", "choice", choices=choices(LIABILITY_POSITIONS)),
            FieldSpec("named_insured", "Named insured"),
            FieldSpec("opened_on", "Claim opened", "date", prefer="past"),
            FieldSpec("lor_sent_on", "LOR sent", "date", prefer="past"),
            FieldSpec("lor_ack_on", "LOR acknowledged", "date", prefer="past"),
            FieldSpec("limits_disclosed_on", "Limits disclosed", "date", prefer="past"),
            FieldSpec("dec_page_received", "Dec page in", "yesno"),
            FieldSpec("exhausted_on", "Exhausted", "date", prefer="past"),
            FieldSpec("deductible", "Deductible", "money"),
            FieldSpec("effective_from", "Policy from", "date", prefer="past"),
            FieldSpec("effective_to", "Policy to", "date"),
            FieldSpec("notes", "Notes", "notes"),
        ]

    def add(self) -> None:
        def save(given: Given) -> ChangeSet:
            return services.insurance.add_insurance(self.db, self.case_id, self._input(given, None))

        start = {"party": "defendant", "kind": "bi_liability", "status": "opened", "liability_position": "unknown"}
        self.desk.form("insurance", f"new:{self.case_id}", "New insurance", self.specs(), start, save)

    def edit(self, key: str) -> None:
        line = self.lines[key]
        values: dict[str, object] = {spec.name: getattr(line, spec.name, None) for spec in self.specs()}
        values |= {
            "insurer": (line.insurer_id, line.insurer) if line.insurer_id else None,
            "limits": limits_text(line),
            "adjuster": (line.adjuster_id, line.adjuster) if line.adjuster_id else None,
            "email": next(iter(line.adjuster_emails), None),
            "status": line.claim_status,
            "opened_on": line.claim_opened_on,
        }
        if line.adjuster_phones:
            phone = line.adjuster_phones[0]
            values["phone"] = Phone(phone.number, phone.label, phone.ext)

        def save(given: Given) -> ChangeSet:
            return services.insurance.edit_insurance(
                self.db, line.coverage_id, self._input(given, line), claim_id=line.claim_id
            )

        self.desk.form("insurance", key, "Edit insurance", self.specs(), values, save)

    def _input(self, given: Given, line: CoverageLine | None) -> InsuranceInput:
        found = parse_limits(given["limits"]) if given["limits"] else Limits()
        if line is not None and given["limits"] == limits_text(line):
            found = Limits(line.limit_per_person, line.limit_per_accident, line.csl_limit)
        card = None
        if line is not None and line.adjuster_id is not None:
            card = queries.casefile_people.card(self.db, line.adjuster_id)
        adjuster = None
        if given["adjuster"]:
            part = {name: given[name] for name in ("adjuster", "phone", "email")}
            adjuster = contact_input(part, name="adjuster", editing=card if _same(given["adjuster"], card) else None)
        return InsuranceInput(
            insurer=given["insurer"],
            policy={
                **texts(given, "policy_no", "named_insured", "party"),
                **{name: given[name] for name in ("effective_from", "effective_to", "limits_disclosed_on")},
                "dec_page_received": bool(given["dec_page_received"]),
            },
            coverage={
                "kind": given["kind"],
                "limit_per_person": found.per_person,
                "limit_per_accident": found.per_accident,
                "csl_limit": found.combined,
                "deductible": given["deductible"],
                "exhausted_on": given["exhausted_on"],
                **texts(given, "notes"),
            },
            claim={
                **texts(given, "claim_no", "status"),
                **{name: given[name] for name in ("opened_on", "lor_sent_on", "lor_ack_on")},
                "liability_position": given["liability_position"] or "unknown",
            },
            adjuster=adjuster,
        )


def _same(typed: object, card: Any) -> bool:
    """Whether the name in the form still is the adjuster the coverage had; another name is another person."""
    return card is not None and typed in (card.contact_id, card.name)
