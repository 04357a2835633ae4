"""What a row of the contacts can be joined with: another contact that is the same, or who stands behind a defendant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from caseterm import queries, services
from caseterm.changes import ChangeSet
from caseterm.queries.defendants import DefendantFacts
from caseterm.queries.merging import Merge
from caseterm.rules.changewords import TABLE_WORDS
from caseterm.rules.counting import counted
from caseterm.rules.dates import paper_day
from caseterm.rules.terms import label
from caseterm.rules.terms_insurance import LIABILITY_POSITIONS
from caseterm.screens.client.contactform import contact_input, suggest_contacts
from caseterm.screens.form import FieldSpec
from caseterm.screens.opening import Given, choices, texts

if TYPE_CHECKING:
    from caseterm.screens.client.section import Section


def merge(section: Section, contact_id: int, name: str) -> None:
    """Ask which other contact is the same one, show what would move, and let her choose which stays."""
    items = queries.merging.candidates(section.db, contact_id)
    if not items:
        section.desk.say("There is no other contact of this kind.")
        return

    def chosen(other: Any) -> None:
        if other is not None:
            _ask(section, contact_id, int(other))

    section.desk.pick(f"{name} is the same as", items, chosen)


def _ask(section: Section, one: int, other: int) -> None:
    from caseterm.screens.dialogs.confirm import KeyConfirm

    first, second = queries.merging.preview(section.db, one, other), queries.merging.preview(section.db, other, one)
    text = f"Merge {first.gone} and {first.keep}\n{_moves(first)}"
    items = [
        ("k", f"Keep {first.keep}, put {first.gone} into it", (one, other)),
        ("o", f"Keep {second.keep}, put {second.gone} into it", (other, one)),
    ]

    def chosen(pair: Any) -> None:
        if pair:
            section.desk.store(lambda: services.merging.merge_contacts(section.db, pair[0], pair[1]))

    section.desk.app.push_screen(KeyConfirm(text, items, cancel="Leave them as two"), chosen)


def _moves(found: Merge) -> str:
    """What would move from the one that goes, in words."""
    told: dict[str, int] = {}
    for move in found.moves:
        word = TABLE_WORDS.get(move.table, move.table.replace("_", " ")).lower()
        told[word] = told.get(word, 0) + move.rows
    lines = [f"{found.gone} has parts in {counted(found.cases, 'case')}."]
    lines += [", ".join(f"{count} {word}" for word, count in told.items()) + "." if told else "Nothing points at it."]
    lines += [f"{word}: {mine} here, {theirs} there: what stays is kept" for word, mine, theirs in found.differ]
    return "\n".join(lines)


def defendant(section: Section, party_id: int, name: str) -> None:
    """The form of who stands behind a defendant."""
    found = queries.defendants.facts(section.db, party_id)
    if found is None:
        return
    specs = [
        FieldSpec("counsel", "Counsel", "suggest", suggest=suggest_contacts(section.desk), hint="Last, First"),
        FieldSpec("policy_id", "Policy", "choice", choices=queries.defendants.policies(section.db, section.case_id)),
        FieldSpec("liability_position", "Liability", "choice", choices=choices(LIABILITY_POSITIONS)),
        FieldSpec("limitation_on", "Limitation", "date", hint="against this defendant alone; not verified"),
        FieldSpec("served_on", "Served", "date", prefer="past"),
        FieldSpec("answer_due", "Answer due", "date"),
        FieldSpec("answered_on", "Answered", "date", prefer="past"),
        FieldSpec("dismissed_on", "Dismissed", "date", prefer="past"),
        FieldSpec("notes", "Notes", "notes"),
    ]
    values: dict[str, object] = {spec.name: getattr(found, spec.name, None) for spec in specs}
    values["counsel"] = (found.counsel_id, found.counsel) if found.counsel_id else None

    def save(given: Given) -> ChangeSet:
        counsel = contact_input(given, name="counsel") if given["counsel"] else None
        days = {each: given[each] for each in ("policy_id", "served_on", "answer_due", "answered_on", "dismissed_on")}
        kept = {**days, **texts(given, "notes"), "liability_position": given["liability_position"] or "unknown"}
        return services.defendants.put_defendant(
            section.db, party_id, kept, counsel=counsel, limitation_on=given["limitation_on"]
        )

    section.desk.form("defendant", f"{party_id}", f"Defendant {name}", specs, values, save)


def defendant_lines(found: DefendantFacts) -> list[tuple[str, str]]:
    """What the strip says of a defendant."""
    days = (("served", found.served_on), ("answer due", found.answer_due), ("answered", found.answered_on),
            ("dismissed", found.dismissed_on))  # fmt: skip
    suit = ", ".join(f"{word} {paper_day(day)}" for word, day in days if day)
    position = found.liability_position
    limits = "; ".join(
        f"{title} {paper_day(due)}{'' if verified else ' not verified'}" for title, due, verified in found.deadlines
    )
    facts = [
        ("Counsel", found.counsel),
        ("Carrier", found.carrier),
        ("Fault", label(LIABILITY_POSITIONS, position).lower() if position != "unknown" else ""),
        ("Suit", suit),
        ("Limits", limits),
    ]
    return [(word, text) for word, text in facts if text]
