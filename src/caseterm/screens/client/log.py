"""Logging a contact on one case or several: who it can be with, its draft, and the act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from caseterm import queries, services
from caseterm.changes import ChangeSet
from caseterm.errors import CaseTermError
from caseterm.rules.alignment import KIND_OF, KINDS, Aligned
from caseterm.rules.terms import ROLES, label, lowered
from caseterm.screens.base import BaseScreen
from caseterm.screens.client.logdialog import LogDialog, Talk
from caseterm.store.database import Database


def open_log(screen: BaseScreen, case_ids: Sequence[int], party: tuple[str, int | None, str] | None = None) -> None:
    """Open the dialog on one case, with `party` (role, contact's id, name) filled in, or on the clients of several."""
    db = screen.db
    ids = list(dict.fromkeys(case_ids))
    target = str(ids[0]) if len(ids) == 1 else "several"
    kept = services.drafts.load(db, "log", target)
    head = queries.casefile.head(db, ids[0]) if len(ids) == 1 else None

    def keep(texts: Mapping[str, str]) -> None:
        try:
            if texts:
                services.drafts.save(db, "log", target, texts)
            elif services.drafts.load(db, "log", target) is not None:
                services.drafts.drop(db, "log", target)
        except CaseTermError as problem:
            screen.program.report(problem)

    def store(talk: Talk) -> str:
        try:
            changes = _stored(screen, ids, talk)
        except CaseTermError as problem:
            return problem.sentences
        screen.program.announce(changes)
        return ""

    def closed(saved: Any) -> None:
        if not saved and services.drafts.load(db, "log", target) is not None:
            screen.say("Not logged. The text is kept: l brings it back.")

    dialog = LogDialog(
        f"{head.client}  {head.number}" if head else f"{len(ids)} clients",
        people=_people(screen, ids, party),
        start=party[:2] if party else ("client", head.client_id if head else None),
        today=screen.program.today,
        store=store,
        keep=keep,
        draft=kept.values if kept else {},
        draft_from=kept.since(screen.program.today) if kept else "",
        anchors={"doi": head.happened_on} if head else {},
        manners=queries.alignment.manners(db, ids[0]) if head else {},
    )
    screen.app.push_screen(dialog, closed)


def party_of(db: Database, case_id: int, each: Aligned) -> tuple[str, int | None, str] | None:
    """Whom a contact with a kind of party is with: the first of them on the case; None for the client."""
    if each.kind == "client":
        return None
    for line in queries.casefile_people.people(db, case_id):
        if KIND_OF.get(line.role) == each.kind:
            return (line.role, line.contact_id, line.name)
    return (_ROLE_OF[each.kind], None, each.who or KINDS[each.kind])


_ROLE_OF = {
    "family": "spouse_family", "provider": "provider", "adjuster": "adjuster_bi", "employer": "employer_of_client",
    "carrier": "insurer", "attorney": "attorney",
}  # fmt: skip


def _people(
    screen: BaseScreen, ids: Sequence[int], party: tuple[str, int | None, str] | None
) -> list[tuple[tuple[str, int | None], str]]:
    """Whom the contact can have been with: everybody on the case, and the party of the row."""
    if len(ids) != 1:
        return [(("client", None), "Client")]
    found: dict[tuple[str, int | None], str] = {}
    for line in queries.casefile_people.people(screen.db, ids[0]):
        said = f"{line.name}, {lowered(label(ROLES, line.role))}"
        if said in found.values():
            said = f"{said}, {line.phone or line.contact_id}"
        found[(line.role, line.contact_id)] = said
    if party is not None:
        found.setdefault((party[0], party[1]), f"{party[2]}, {lowered(label(ROLES, party[0]))}")
    return list(found.items())


def _stored(screen: BaseScreen, ids: Sequence[int], talk: Talk) -> ChangeSet:
    log = services.contact_log
    if len(ids) > 1:
        return log.log_contact_many(
            screen.db,
            ids,
            channel=talk.channel,
            direction=talk.direction,
            outcome=talk.outcome,
            body=talk.body,
            follow_up=talk.follow_up,
        )
    return log.log_contact(
        screen.db,
        case_id=ids[0],
        channel=talk.channel,
        direction=talk.direction,
        outcome=talk.outcome,
        role=talk.role,
        contact_id=talk.contact_id,
        body=talk.body,
        minutes=talk.minutes,
        follow_up=talk.follow_up,
    )
