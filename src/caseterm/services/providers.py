"""Providers of a client's care: added, changed, and asked for records and bills."""

from collections.abc import Mapping
from typing import Any, Literal

from caseterm.changes import ChangeSet, Op
from caseterm.errors import ConflictError
from caseterm.models import CaseProvider
from caseterm.queries.requests import of_case
from caseterm.rules.heard import Said
from caseterm.rules.inputs import ContactInput
from caseterm.rules.requests import on_track
from caseterm.services.acts import act
from caseterm.services.contacts import contact_name
from caseterm.services.parties import client_name, put_or_change
from caseterm.services.request_tracks import refuse_other_dates
from caseterm.services.requests import CHASE, ask, follow_up, receive
from caseterm.store.database import Database

Papers = Literal["records", "bills"]


def add_provider(db: Database, case_id: int, provider: ContactInput, values: Mapping[str, Any]) -> ChangeSet:
    """Add a provider, known or new, to a client's care. Raises InputError naming the fields."""
    with act(db, Op.ADD, "Added a provider", case_id=case_id) as write:
        contact = put_or_change(write, provider)
        write.add(CaseProvider, {**values, "case_id": case_id, "contact_id": contact.id})
        write.label = f"Added provider {contact_name(contact)} ({client_name(write, case_id)})"
    return write.changes


def edit_provider(db: Database, provider_id: int, provider: ContactInput, values: Mapping[str, Any]) -> ChangeSet:
    """Change a provider's part in the care and its contact, as one act. Raises InputError naming the fields."""
    with act(db, Op.EDIT, "Changed a provider") as write:
        row = write.session.get_one(CaseProvider, provider_id)
        write.case_id = row.case_id
        refuse_other_dates(write, row, values)
        contact = put_or_change(write, provider)
        write.change(row, {**values, "contact_id": contact.id})
        write.label = f"Changed provider {contact_name(contact)} ({client_name(write, row.case_id)})"
    return write.changes


def request(db: Database, provider_id: int, papers: Papers) -> ChangeSet:
    """Ask a provider for records or bills today, to be chased in 14 days; what is out already came in today.

    All in: changes nothing.
    """
    waiting, came = _standing(db, provider_id, papers)
    if waiting:
        return receive(db, waiting)
    return ask(db, [provider_id], [papers]) if not came else ChangeSet(Op.EDIT, "Nothing to ask for")


def request_again(db: Database, provider_id: int, papers: Papers) -> ChangeSet:
    """Note that papers asked for earlier were asked for once more today: they are chased again in 14 days.

    The day they were first asked for stays, so that it still says how long they have been out. Raises ConflictError
    where nothing is out.
    """
    waiting, _came = _standing(db, provider_id, papers)
    if not waiting:
        raise ConflictError(f"No {papers} are out with this provider.", next_step="r and b ask for them.")
    return follow_up(db, waiting, Said("asked again", how="fax", next_on=db.clock.today() + CHASE))


def _standing(db: Database, provider_id: int, papers: Papers) -> tuple[list[int], bool]:
    """The requests that are out on a track, and whether anything came of others."""
    where = db.raw.execute("SELECT case_id FROM case_providers WHERE id = ?", (provider_id,)).fetchone()
    lines = of_case(db, where[0]) if where else []
    mine = [line for line in lines if line.case_provider_id == provider_id and on_track(papers, line.kind)]
    return [line.id for line in mine if line.asked.theirs], any(line.received_on for line in mine)
