"""Acts of `caseterm batch` whose service takes more than plain fields: contacts inside a case, records, files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from caseterm import importing, services
from caseterm.changes import ChangeSet
from caseterm.cli.batchattorney import answer_attorney as answer_attorney
from caseterm.cli.batchattorney import keep_promises as keep_promises
from caseterm.cli.batchattorney import put_defendant as put_defendant
from caseterm.cli.batchcare import tell_client as tell_client
from caseterm.cli.batchmoney import add_bills as add_bills
from caseterm.cli.batchmoney import add_lien as add_lien
from caseterm.cli.batchmoney import edit_lien as edit_lien
from caseterm.cli.batchmoney import finalize_bills as finalize_bills
from caseterm.cli.batchmoney import put_expense as put_expense
from caseterm.cli.batchmoney import put_wage_loss as put_wage_loss
from caseterm.cli.batchmoney import reduce_liens as reduce_liens
from caseterm.cli.batchrequests import follow_up_requests as follow_up_requests
from caseterm.cli.batchrequests import restore_requests as restore_requests
from caseterm.cli.batchsettle import put_deduction as put_deduction
from caseterm.cli.batchsettle import put_fee_agreement as put_fee_agreement
from caseterm.cli.batchsettle import put_payout as put_payout
from caseterm.cli.batchsettle import put_recovery as put_recovery
from caseterm.cli.batchvisits import add_series as add_series
from caseterm.cli.batchvisits import archive_visits as archive_visits
from caseterm.cli.batchvisits import book_ride as book_ride
from caseterm.cli.batchvisits import cancel_visits as cancel_visits
from caseterm.cli.batchvisits import edit_leg as edit_leg
from caseterm.cli.batchvisits import edit_visits as edit_visits
from caseterm.cli.batchvisits import move_visits as move_visits
from caseterm.errors import ConflictError, InputError, NotFoundError
from caseterm.letterreview import approve_drafts as approve_drafts
from caseterm.letterreview import return_drafts as return_drafts
from caseterm.letterreview import send_drafts as send_drafts
from caseterm.letterreview import submit_drafts as submit_drafts
from caseterm.rules.changewords import TABLE_WORDS
from caseterm.rules.inputs import ContactInput, InsuranceInput
from caseterm.store.database import Database

Values = Mapping[str, Any]
Parts = Sequence[Values]


def new_case(
    db: Database,
    *,
    client: Values,
    case: Values | None = None,
    incident: Values | None = None,
    phones: Parts = (),
    emails: Parts = (),
    addresses: Parts = (),
) -> ChangeSet:
    """Open a case for a new client."""
    return services.cases.new_case(
        db, client=client, case=case or {}, incident=incident or {}, phones=phones, emails=emails, addresses=addresses
    )


def pin(db: Database, *, case_ids: Sequence[int]) -> ChangeSet:
    return services.cases.set_pinned(db, case_ids, True)


def unpin(db: Database, *, case_ids: Sequence[int]) -> ChangeSet:
    return services.cases.set_pinned(db, case_ids, False)


def add_party(
    db: Database, *, case_id: int, role: str, contact: Values | None = None, contact_id: int | None = None
) -> ChangeSet:
    """Give a known or a new contact a part in a case."""
    return services.parties.add_party(db, case_id, role, _person(contact, contact_id))


def add_provider(
    db: Database,
    *,
    case_id: int,
    contact: Values | None = None,
    contact_id: int | None = None,
    values: Values | None = None,
) -> ChangeSet:
    """Add a provider, known or new, to the client's care."""
    return services.providers.add_provider(db, case_id, _person(contact, contact_id), values or {})


def request_papers(db: Database, *, provider_id: int, papers: str) -> ChangeSet:
    """Ask for a provider's records or bills, or mark them received."""
    if papers == "records":
        return services.providers.request(db, provider_id, "records")
    if papers == "bills":
        return services.providers.request(db, provider_id, "bills")
    raise InputError.one("Papers", "", "must be records or bills")


def add_insurance(
    db: Database,
    *,
    case_id: int,
    insurer: str,
    coverage: Values | None = None,
    policy: Values | None = None,
    claim: Values | None = None,
    adjuster: Values | None = None,
) -> ChangeSet:
    """Add a coverage with its policy, claim and adjuster."""
    person = ContactInput(adjuster) if adjuster is not None else None
    asked = InsuranceInput(insurer, coverage or {}, policy or {}, claim or {}, person)
    return services.insurance.add_insurance(db, case_id, asked)


def add_record(db: Database, *, kind: str, case_id: int, values: dict[str, Any]) -> ChangeSet:
    """Add one row to a section of a case."""
    label = f"Added {_kind(kind)}"
    return services.records.add_record(db, kind, {**_checked(kind, values), "case_id": case_id}, label=label)


def edit_record(db: Database, *, kind: str, row_id: int, values: dict[str, Any]) -> ChangeSet:
    """Change columns of one row of a case."""
    label = f"Changed {_kind(kind)}"
    return services.records.edit_record(db, kind, row_id, _checked(kind, values), label=label)


def archive_record(db: Database, *, kind: str, row_id: int) -> ChangeSet:
    """Put one row of a case away."""
    return services.records.archive_record(db, kind, row_id, label=f"Archived {_kind(kind)}")


def restore_record(db: Database, *, kind: str, row_id: int) -> ChangeSet:
    """Bring one archived row of a case back."""
    return services.records.restore_record(db, kind, row_id, label=f"Restored {_kind(kind)}")


def edit_settings(db: Database, *, values: dict[str, Any]) -> ChangeSet:
    """Change the firm's and the user's settings."""
    return services.settings.edit_settings(db, values)


def import_file(db: Database, *, file: str) -> ChangeSet:
    """Bring a spreadsheet in as `caseterm import FILE --yes` does."""
    if "\x00" in file or not file.strip():
        raise InputError.one("File", "", "is no file's name")
    path = Path(file).expanduser()
    if not path.is_file():
        raise NotFoundError("There is no file of that name.", safe="Nothing was written.")
    preview = importing.preview_file(db, path)
    if not preview.rows:
        raise ConflictError("The file holds no case that can be brought in.", safe="Nothing was written.")
    return importing.import_preview(db, preview)


def _person(contact: Values | None, contact_id: int | None) -> ContactInput:
    if contact is None and contact_id is None:
        raise InputError.one("contact", "", "is needed, or contact_id of a known one")
    return ContactInput(contact or {}, contact_id)


def _kind(kind: str) -> str:
    """A section's name in a sentence. Raises InputError for a kind there is none of."""
    from caseterm.services.records import KINDS

    if kind not in KINDS:
        raise InputError.one("kind", "", f"must be one of {', '.join(KINDS)}")
    table = str(KINDS[kind].__tablename__)
    return TABLE_WORDS.get(table, table).lower()


def _checked(kind: str, values: dict[str, Any]) -> dict[str, Any]:
    from caseterm.cli.batchfields import columns_of
    from caseterm.services.records import KINDS

    return columns_of(KINDS[kind].__name__, "values", values)
