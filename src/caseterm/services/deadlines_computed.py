"""The dates a case's facts give by the tables: limitations, wrongful death, notices to public defendants.

All of them not verified. A date an attorney verified, or one that was met, is never computed over.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlmodel import col, select

from caseterm.errors import ConflictError, InputError
from caseterm.models import Case, Contact, Deadline, Incident, Party
from caseterm.rules.courtdays_calendar import CourtCalendar
from caseterm.rules.ladder import RED_FROM, is_red
from caseterm.rules.limitation_table import WRONGFUL_DEATH, NoPeriodError
from caseterm.rules.limitations import DEFENDANT_ROLES, Computed, clock_date, limitation, public_clocks
from caseterm.rules.terms import LIMITATION_KINDS
from caseterm.ruletables import courts, table
from caseterm.store.writing import Write


def refuse_silence(row: Deadline, today: date) -> None:
    """Raise ConflictError for a deadline that still runs within the ladder: it may not be put away."""
    if row.satisfied_on is None and is_red(min(row.due, row.file_by or row.due), today):
        raise ConflictError(
            f"A deadline within {RED_FROM} days is not put away while it runs.",
            safe="Nothing was changed.",
            next_step="Satisfy it with its proof, or have a named attorney dismiss it (m d).",
        )


def closed_days(state: str) -> CourtCalendar:
    """The days the courts of a state may be closed, by any reading; of the federal courts where none is known."""
    return courts().calendar(state.strip().upper() or "US")


# ---- the dates of a case ----------------------------------------------------------------------------------------


def put_limitation(write: Write, case: Case) -> Deadline:
    """Add or correct the computed limitation date of a case in an open act.

    Raises InputError saying what is missing, and ConflictError when a verified or satisfied date stands.
    """
    facts = _Facts(write, case)
    computed = facts.limitation("")
    standing = [
        row
        for row in _known(write, facts)
        if row.kind in LIMITATION_KINDS and row.kind != "sol_wrongful_death" and not row.rule.startswith("clock:")
    ]
    if any(row.verified_by or row.satisfied_on for row in standing):
        raise ConflictError(
            "A limitation date that was verified or satisfied stands.",
            safe="Nothing was changed.",
            next_step="Edit that deadline by hand if it is wrong.",
        )
    own = [row for row in standing if row.kind == "sol" and row.trigger_date and row.basis and not row.defendant_id]
    return _put(write, own[0] if own else None, facts.values("sol", computed))


def put_others(write: Write, case: Case) -> list[Deadline]:
    """The wrongful death date and each public defendant's notices, in an open act; those that were added or changed.

    Those verified or met stay as they are. Raises InputError as `put_limitation` does.
    """
    facts = _Facts(write, case)
    known = _known(write, facts)
    done: list[Deadline] = []
    for values in _wanted(write, facts):
        row = next((row for row in known if _is_same(row, values)), None)
        if row is None or not (row.verified_by or row.satisfied_on):
            before = row.model_dump() if row else None
            row = _put(write, row, values)
            if row.model_dump() != before:
                done.append(row)
    return done


class _Facts:
    """What the dates of a case are computed from."""

    def __init__(self, write: Write, case: Case) -> None:
        incident = write.session.exec(select(Incident).where(col(Incident.case_id) == case.id)).first()
        happened_on = incident.happened_on if incident else None
        state = case.state or (incident.state if incident else "")
        if happened_on is None or not state:
            missing = "the date of incident" if happened_on is None else "the state"
            raise InputError.one("Limitation date", "", f"cannot be computed without {missing}")
        self.case, self.state, self.happened_on = case, state.strip().upper(), happened_on
        self.died_on = incident.died_on if incident else None
        if self.died_on is not None and self.died_on < happened_on:
            raise InputError.one("Date of death", self.died_on, "is before the date of incident")
        self.table = table()
        self.closed = closed_days(state)
        client = write.session.get(Contact, case.client_id)
        self.born_on = client.dob if client else None

    def limitation(self, claim: str) -> Computed:
        """Raises InputError with the sentence of NoPeriodError."""
        case = self.case
        named = {
            "minor": case.minor, "incompetent": case.incompetent, "death": case.death_case,
            "government": case.gov_entity_involved,
        }  # fmt: skip
        flags = [name for name, is_set in named.items() if is_set]
        try:
            return limitation(
                self.table, self.state, case.case_type, self.happened_on, flags=flags, holidays=self.closed,
                claim=claim, born_on=self.born_on, died_on=self.died_on,
            )  # fmt: skip
        except NoPeriodError as problem:
            raise InputError.one("Limitation date", "", str(problem)) from None

    def values(
        self, kind: str, computed: Computed, *, title: str = "", defendant_id: int | None = None
    ) -> dict[str, Any]:
        return {
            "case_id": self.case.id, "kind": kind, "title": title, "defendant_id": defendant_id,
            "trigger_date": self.happened_on, **computed_values(computed),
        }  # fmt: skip


def computed_values(computed: Computed) -> dict[str, Any]:
    """What a deadline takes from a computed date."""
    return {
        "due": computed.due, "computed_due": computed.due, "file_by": computed.file_by, "basis": computed.basis,
        "rule": computed.rule, "citation": computed.citation, "notes": "\n".join(computed.warnings),
    }  # fmt: skip


def _wanted(write: Write, facts: _Facts) -> list[dict[str, Any]]:
    """What the facts give beside the limitation date itself."""
    wanted: list[dict[str, Any]] = []
    if facts.case.death_case or facts.case.case_type == "wrongful_death" or facts.died_on is not None:
        computed = facts.limitation(WRONGFUL_DEATH)
        values = {**facts.values("sol_wrongful_death", computed), "trigger_date": computed.starts_on}
        remark = "Counted from the date of death."
        if facts.died_on is None:
            remark = "Counted from the date of incident, the earliest day; enter the date of death."
        elif computed.starts_on != facts.died_on:
            remark = "Counted from the date of incident, as this state does."
        wanted.append({**values, "notes": f"{remark}\n{values['notes']}".strip()})
    for defendant_id, body in _public_defendants(write, facts.case):
        for clock in public_clocks(facts.table, facts.state, body):
            computed = clock_date(clock, facts.happened_on, checked_on=facts.table.checked_on, holidays=facts.closed)
            wanted.append(facts.values(clock.kind, computed, title=clock.name, defendant_id=defendant_id))
    return wanted


def _is_same(row: Deadline, values: Mapping[str, Any]) -> bool:
    """Whether a stored deadline is the one that would be computed: of the same rule, against the same defendant."""
    death = row.kind == values["kind"] == "sol_wrongful_death" and bool(row.rule)
    return row.defendant_id == values["defendant_id"] and (row.rule == values["rule"] or death)


def _known(write: Write, facts: _Facts) -> Sequence[Deadline]:
    return write.session.exec(
        select(Deadline).where(col(Deadline.case_id) == facts.case.id, col(Deadline.archived_at).is_(None))
    ).all()


def _public_defendants(write: Write, case: Case) -> list[tuple[int | None, str]]:
    """Each defendant that is a public body; where the case only says that there is one, nobody by name."""
    rows = write.session.exec(
        select(Party.contact_id, Party.public_body)
        .where(
            col(Party.case_id) == case.id,
            col(Party.role).in_(sorted(DEFENDANT_ROLES)),
            col(Party.public_body) != "",
            col(Party.archived_at).is_(None),
        )
        .order_by(col(Party.id))
    ).all()
    found: list[tuple[int | None, str]] = list(dict.fromkeys((contact_id, body) for contact_id, body in rows))
    return found or ([(None, "")] if case.gov_entity_involved else [])


def _put(write: Write, row: Deadline | None, values: Mapping[str, Any]) -> Deadline:
    """Add a computed date or correct it; a day typed over the computed one stays, beside what is computed now."""
    if row is None:
        return write.add(Deadline, dict(values))
    kept = {"title"} if row.title else set()
    if row.computed_due is not None and row.due != row.computed_due:
        kept |= {"due", "file_by"}
    write.change(row, {name: value for name, value in values.items() if name not in kept})
    return row
