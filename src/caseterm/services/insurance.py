"""Insurance: insurer, policy, coverage with limits, claim and adjuster, written together."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import col, select

from caseterm.changes import ChangeSet, Op
from caseterm.errors import InputError
from caseterm.models import Claim, Contact, Coverage, Policy
from caseterm.rules.inputs import ContactInput, InsuranceInput
from caseterm.rules.terms import label
from caseterm.rules.terms_insurance import COVERAGE_SHORT
from caseterm.rules.text import clean_input, squeeze
from caseterm.services.acts import act
from caseterm.services.contacts import contact_name, find_or_put_organization
from caseterm.services.parties import client_name, put_or_change, put_party
from caseterm.store.database import Database
from caseterm.store.writing import Write

ADJUSTER_ROLES: Mapping[str, str] = {
    "pd_liability": "adjuster_pd",
    "pip": "adjuster_pip_medpay",
    "medpay": "adjuster_pip_medpay",
    "no_fault": "adjuster_pip_medpay",
    "um": "adjuster_um_uim",
    "uim": "adjuster_um_uim",
    "um_uim": "adjuster_um_uim",
    "workers_comp": "adjuster_wc",
}


def adjuster_role(coverage: str) -> str:
    """The role of the adjuster who handles a coverage."""
    return ADJUSTER_ROLES.get(coverage, "adjuster_bi")


def add_insurance(db: Database, case_id: int, given: InsuranceInput) -> ChangeSet:
    """Add a coverage with all that belongs to it, on the case's policy of that number when it has one.

    Raises InputError naming the fields; then nothing was written.
    """
    with act(db, Op.ADD, "Added insurance", case_id=case_id) as write:
        insurer = _insurer(write, given.insurer)
        policy = _policy(write, case_id, insurer, given.policy)
        coverage = write.add(Coverage, {**given.coverage, "case_id": case_id, "policy_id": policy.id})
        _put_claim(write, case_id, coverage, insurer, given, known=None)
        what = f"{label(COVERAGE_SHORT, coverage.kind)} {contact_name(insurer)}"
        write.label = f"Added insurance: {what} ({client_name(write, case_id)})"
    return write.changes


def edit_insurance(db: Database, coverage_id: int, given: InsuranceInput, *, claim_id: int | None) -> ChangeSet:
    """Change a coverage with its policy, claim and adjuster, as one act. Raises InputError naming the fields."""
    with act(db, Op.EDIT, "Changed insurance") as write:
        coverage = write.session.get_one(Coverage, coverage_id)
        write.case_id = coverage.case_id
        insurer = _insurer(write, given.insurer)
        policy = write.session.get_one(Policy, coverage.policy_id)
        write.change(policy, {**given.policy, "insurer_id": insurer.id})
        write.change(coverage, given.coverage)
        claim = write.session.get_one(Claim, claim_id) if claim_id is not None else None
        _put_claim(write, coverage.case_id, coverage, insurer, given, known=claim)
        what = f"{label(COVERAGE_SHORT, coverage.kind)} {contact_name(insurer)}"
        write.label = f"Changed insurance: {what} ({client_name(write, coverage.case_id)})"
    return write.changes


def archive_insurance(db: Database, coverage_id: int, *, restore: bool = False) -> ChangeSet:
    """Put a coverage and its claims away, or bring them back, as one act."""
    op, verb = (Op.RESTORE, "Restored") if restore else (Op.ARCHIVE, "Archived")
    with act(db, op, verb) as write:
        coverage = write.session.get_one(Coverage, coverage_id)
        write.case_id = coverage.case_id
        when = None if restore else write.at
        claims = list(write.session.exec(select(Claim).where(Claim.coverage_id == coverage_id)))
        policy = write.session.get_one(Policy, coverage.policy_id)
        for row in (coverage, *claims):
            write.change(row, {"archived_at": when})
        left = write.session.exec(
            select(Coverage.id).where(Coverage.policy_id == policy.id, col(Coverage.archived_at).is_(None))
        ).first()
        if restore or left is None:
            write.change(policy, {"archived_at": when})
        insurer = write.session.get(Contact, policy.insurer_id) if policy.insurer_id else None
        what = f"{label(COVERAGE_SHORT, coverage.kind)} {contact_name(insurer) if insurer else ''}".rstrip()
        write.label = f"{verb} insurance: {what} ({client_name(write, coverage.case_id)})"
    return write.changes


def _insurer(write: Write, insurer: int | str) -> Contact:
    if isinstance(insurer, int):
        return write.session.get_one(Contact, insurer)
    if not clean_input(insurer):
        raise InputError.one("Insurer", insurer, "is needed")
    return find_or_put_organization(write, insurer)


def _policy(write: Write, case_id: int, insurer: Contact, values: Mapping[str, Any]) -> Policy:
    """The case's policy of this insurer, number and party, else a new one."""
    number = squeeze(str(values.get("policy_no", "")))
    known = write.session.exec(
        select(Policy).where(
            Policy.case_id == case_id, Policy.insurer_id == insurer.id, col(Policy.archived_at).is_(None)
        )
    )
    for policy in known:
        if number and squeeze(policy.policy_no) == number and policy.party == values.get("party", policy.party):
            write.change(policy, values)
            return policy
    return write.add(Policy, {**values, "case_id": case_id, "insurer_id": insurer.id})


def _put_claim(
    write: Write, case_id: int, coverage: Coverage, insurer: Contact, given: InsuranceInput, *, known: Claim | None
) -> None:
    adjuster = _adjuster(write, case_id, coverage, insurer, given.adjuster)
    values = {**given.claim, "adjuster_id": adjuster.id if adjuster else None}
    values["claim_key"] = squeeze(str(values.get("claim_no", known.claim_no if known else "")))
    if known is not None:
        write.change(known, values)
    elif adjuster or _says_something(given.claim):
        write.add(Claim, {**values, "case_id": case_id, "coverage_id": coverage.id})


def _says_something(claim: Mapping[str, Any]) -> bool:
    """Whether there is a claim to write down: opened, or anything told about it beside how it stands."""
    told = {name: value for name, value in claim.items() if name not in ("status", "liability_position")}
    return claim.get("status", "not_opened") != "not_opened" or any(told.values())


def _adjuster(
    write: Write, case_id: int, coverage: Coverage, insurer: Contact, person: ContactInput | None
) -> Contact | None:
    if person is None:
        return None
    contact = put_or_change(write, person)
    if contact.parent_org_id is None and contact.id != insurer.id:
        write.change(contact, {"parent_org_id": insurer.id})
    put_party(write, case_id, contact, adjuster_role(coverage.kind))
    return contact
