"""To whom each letter of a case goes, with its fields; and which letters are due."""

import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any

from caseterm.queries.letter_facts import CaseForLetters, full_name, list_name
from caseterm.rules.letters import LETTERS, Addressed, Letter
from caseterm.rules.letters_due import DueFacts, is_due
from caseterm.rules.limitations import DEFENDANT_ROLES
from caseterm.rules.nextsteps import ENGLISH
from caseterm.rules.terms import label
from caseterm.rules.terms_insurance import COVERAGES
from caseterm.store.database import Database

NOT_CARRIERS = frozenset({"health", "medicare", "medicare_advantage", "medicaid", "tricare_va", "erisa_self_funded"})
"""Coverages whose payer is a lienholder and gets no letter of representation."""
LIENHOLDER_ROLES = frozenset(
    {"lienholder", "subrogation_vendor", "health_plan", "medicare_bcrc", "medicaid_agency", "funding_company"}
)
EMPLOYER_ROLES = ("hr_contact", "employer_of_client")
BY_NAME = frozenset({"adverse_carrier", "own_carrier", "defendant", "client"})
"""Who is greeted by name where a person is known; the others are departments whoever is known there."""
GREETINGS = {
    "adverse_carrier": "Claims Department",
    "own_carrier": "Claims Department",
    "provider": "Records Custodian",
    "defendant": "Sir or Madam",
    "employer": "Human Resources",
    "lienholder": "Recovery Department",
}


Languages = Mapping[str, str]
"""The language of each letter to the client, by its code; one that is not here is in English."""


def client_language(db: Database, case_id: int) -> str:
    """What is on file of the language the client speaks, in somebody's words."""
    query = "SELECT k.language FROM cases c JOIN contacts k ON k.id = c.client_id WHERE c.id = ?"
    row = db.raw.execute(query, (case_id,)).fetchone()
    return str(row[0]).strip() if row else ""


def addressed(db: Database, case_id: int, code: str, languages: Languages) -> list[Addressed]:
    """Each letter of that code the case may have, one an addressee. Raises NotFoundError for the case."""
    with db.look() as connection:
        return list(_of(CaseForLetters(db, connection, case_id), LETTERS[code], languages))


def due(db: Database, case_id: int, languages: Languages) -> list[Addressed]:
    """The letters the case should have had by now and has not. Raises NotFoundError."""
    with db.look() as connection:
        file = CaseForLetters(db, connection, case_id)
        written = _written(connection, case_id)
        return [
            each
            for letter in LETTERS.values()
            for each in _of(file, letter, languages)
            if (letter.code, each.contact_id) not in written and is_due(_due_facts(file, each))
        ]


def _written(connection: sqlite3.Connection, case_id: int) -> set[tuple[str, int | None]]:
    """The letters that were written and not withdrawn, by template and addressee."""
    query = "SELECT template, contact_id FROM legal_drafts WHERE case_id = ? AND archived_at IS NULL AND template <> ''"
    return set(connection.execute(f"{query} AND status <> 'withdrawn'", (case_id,)))


def _due_facts(file: CaseForLetters, each: Addressed) -> DueFacts:
    claim = next((row for row in file.claims if row.id == each.claim_id), None)
    provider = next((row for row in file.providers if row.id == each.provider_id), None)
    lien = next((row for row in file.liens if row.id == each.lien_id), None)
    return DueFacts(
        letter=each.letter.code,
        phase=file.case.phase,
        closed=file.case.status == "closed",
        represented=claim is not None and claim.lor_sent_on is not None,
        asked=_asked(each.letter, provider),
        done_treating=provider is not None and provider.treatment_status in ("treatment_complete", "released_mmi"),
        lien_status=lien.status if lien is not None else "",
        lien_known=lien is not None and lien.asserted_cents is not None,
        lien_offer=bool(each.values.get("lien.offered")),
        demand=bool(each.values.get("demand.amount")),
    )


def _asked(letter: Letter, provider: Any) -> bool:
    if provider is None:
        return False
    return bool(provider.bills_requested_on if letter.code == "bills_request" else provider.records_requested_on)


def _of(file: CaseForLetters, letter: Letter, languages: Languages) -> Iterator[Addressed]:
    """The letter to each addressee of the case, no addressee twice."""
    common, lists, language = file.common, file.lists, languages.get(letter.code, ENGLISH)
    if language != ENGLISH:
        common = {**common, **file.dated(language)}
    seen: set[tuple[object, ...]] = set()
    for found in _addressees(file, letter):
        contact_id, about = found.pop("contact_id"), found.pop("about", {})
        key = (contact_id, *about.values())
        if key in seen:
            continue
        seen.add(key)
        role, words = found.pop("role"), found.pop("to")
        yield Addressed(
            letter=letter,
            case_id=file.case_id,
            number=file.case.number,
            client=list_name(file.contact(file.case.client_id)),
            contact_id=contact_id,
            to=words,
            role=role,
            values={**common, **found},
            rows=lists,
            language=language,
            **about,
        )


def _addressees(file: CaseForLetters, letter: Letter) -> Iterator[dict[str, Any]]:
    match letter.to:
        case "adverse_carrier" | "own_carrier":
            yield from _carriers(file, own=letter.to == "own_carrier")
        case "provider":
            for row in file.providers:
                fields = _recipient(file, row.contact_id, letter, role="provider")
                yield {
                    **fields,
                    **file.provider(row, letter.code.removesuffix("_request")),
                    "about": {"provider_id": row.id},
                }
        case "defendant":
            yield from _defendants(file, letter)
        case "employer":
            yield from _employers(file, letter)
        case "lienholder":
            yield from _lienholders(file, letter)
        case "client":
            fields = _recipient(file, file.case.client_id, letter, role="client")
            yield {**fields, "recipient.greeting": file.common["client.greeting"]}


def _recipient(
    file: CaseForLetters, contact_id: int | None, letter: Letter, *, role: str, company_id: int | None = None
) -> dict[str, Any]:
    """Who is written to: a person of a company, or the company itself."""
    contact, company = file.contact(contact_id), file.contact(company_id)
    if contact is None:
        contact, contact_id = company, company_id
    parent = contact.parent_org_id if contact is not None else None
    company = company or file.contact(parent)
    person = contact is not None and contact.kind == "person"
    email = file.first("contact_emails", contact_id) if contact_id is not None else None
    return {
        "contact_id": contact_id,
        "role": role,
        "to": list_name(contact),
        "recipient.name": full_name(contact),
        "recipient.company": full_name(company) if person else "",
        "recipient.address": file.address(contact_id) or file.address(company_id) or file.address(parent),
        "recipient.fax": (contact.fax if contact is not None else "") or (company.fax if company is not None else ""),
        "recipient.email": email.address if email else "",
        "recipient.greeting": full_name(contact) if person and letter.to in BY_NAME else GREETINGS.get(letter.to, ""),
    }


def _carriers(file: CaseForLetters, *, own: bool) -> Iterator[dict[str, Any]]:
    letter = LETTERS["representation_own" if own else "representation_adverse"]
    for coverage in file.coverages:
        policy = file.policies.get(coverage.policy_id)
        if policy is None or (policy.party == "client") != own or coverage.kind in NOT_CARRIERS:
            continue
        claims = [row for row in file.claims if row.coverage_id == coverage.id] or [None]
        for claim in claims:
            adjuster = claim.adjuster_id if claim is not None else None
            if adjuster is None and policy.insurer_id is None:
                continue
            role = "adjuster_bi" if adjuster is not None else "insurer"
            yield {
                **_recipient(file, adjuster, letter, role=role, company_id=policy.insurer_id),
                "claim.number": claim.claim_no if claim is not None else "",
                "claim.policy": policy.policy_no,
                "claim.insured": policy.named_insured,
                "claim.insurer": full_name(file.contact(policy.insurer_id)),
                "claim.coverage": label(COVERAGES, coverage.kind),
                "about": {"claim_id": claim.id} if claim is not None else {},
            }


def _defendants(file: CaseForLetters, letter: Letter) -> Iterator[dict[str, Any]]:
    """Each defendant, or the counsel who stands for one: a represented party is not written to."""
    stands = {row.party_id: row for row in file.rows("defendants")}
    for party in file.parties:
        if party.role in DEFENDANT_ROLES:
            behind = stands.get(party.id)
            if behind is not None and behind.counsel_id is not None:
                yield _recipient(file, behind.counsel_id, letter, role="defense_attorney")
            else:
                yield _recipient(file, party.contact_id, letter, role=party.role)


def _employers(file: CaseForLetters, letter: Letter) -> Iterator[dict[str, Any]]:
    found = [party for role in EMPLOYER_ROLES for party in file.parties if party.role == role]
    for party in found[:1]:
        yield _recipient(file, party.contact_id, letter, role=party.role)
    employer = file.contact(file.case.client_id).employer
    if not found and employer:
        fields = _recipient(file, None, letter, role="employer_of_client")
        yield {**fields, "to": employer, "recipient.name": employer, "recipient.greeting": GREETINGS["employer"]}


def _lienholders(file: CaseForLetters, letter: Letter) -> Iterator[dict[str, Any]]:
    holders = set()
    for row in file.liens:
        holder = row.holder_id or next((p.contact_id for p in file.providers if p.id == row.case_provider_id), None)
        if holder is not None:
            holders.add(holder)
            yield {
                **_recipient(file, holder, letter, role="lienholder"),
                **file.lien(row),
                "about": {"lien_id": row.id},
            }
    if letter.code != "lien_inquiry":
        return
    payers = [
        policy.insurer_id
        for coverage in file.coverages
        if coverage.kind in NOT_CARRIERS and (policy := file.policies.get(coverage.policy_id)) is not None
    ]
    asked = [*(party.contact_id for party in file.parties if party.role in LIENHOLDER_ROLES), *payers]
    for contact_id in dict.fromkeys(asked):
        if contact_id is not None and contact_id not in holders:
            yield _recipient(file, contact_id, letter, role="lienholder")
