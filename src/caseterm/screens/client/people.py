"""The contacts of a case: parties by role, providers and adjusters, with their telephone numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from caseterm import queries, services
from caseterm.changes import ChangeSet
from caseterm.queries.casefile_people import ContactCard, PersonLine
from caseterm.rules.dates import paper_day
from caseterm.rules.limitations import DEFENDANT_ROLES, PUBLIC_BODIES
from caseterm.rules.speaking import Manners
from caseterm.rules.terms import ROLES, label, lowered
from caseterm.screens.client.contactform import (
    contact_input,
    contact_values,
    name_spec,
    person_specs,
    reach_specs,
)
from caseterm.screens.client.section import Party, RecordSection
from caseterm.screens.client.words import phones_line
from caseterm.screens.form import FieldSpec
from caseterm.screens.opening import Given, choices, open_form, texts
from caseterm.widgets.rows import Cell, Column, Row
from caseterm.widgets.safe import wrap

if TYPE_CHECKING:
    from caseterm.screens.client.desk import Desk


class ContactsSection(RecordSection):
    name = "contacts"
    title = "Contacts"
    one = "contact"
    kind = "party"
    strip = 6
    empty = "No contacts. a adds one: adjuster, witness, family, employer."
    hints = (("y", "Copy"),)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.lines: dict[str, PersonLine] = {}

    def columns(self, width: int) -> list[Column]:
        narrow = width < 52
        return [
            Column("role", "Role", 8 if narrow else 17),
            Column("name", "Name", 10 if narrow else 17, grow=True),
            Column("about", "Of", 16, grow=True, min_total=72),
            Column("phone", "Phone", 14 if narrow else 20),
        ]

    def rows(self) -> list[Row]:
        found = queries.casefile_people.people(self.db, self.case_id, archived=self.desk.archived)
        self.lines = {f"{line.source}:{line.id}": line for line in found}
        return [
            Row(
                key,
                {
                    "role": (label(ROLES, line.role), "muted" if line.source != "party" else ""),
                    "name": (line.name, "muted" if line.archived else "bold" if line.role == "client" else ""),
                    "about": (line.about, "muted"),
                    "phone": ("no consent !", "warn") if line.forbidden else line.phone or ("-", "muted"),
                },
            )
            for key, line in self.lines.items()
        ]

    def card(self, key: str) -> ContactCard:
        return queries.casefile_people.card(self.db, self.lines[key].contact_id)

    def detail(self, key: str, width: int) -> list[list[Cell]]:
        card = self.card(key)
        born = f"  born {paper_day(card.dob)}" if card.dob else ""
        known = f"  in {card.other_cases} other case{'s' if card.other_cases != 1 else ''}" if card.other_cases else ""
        forbidden = self.lines[key].forbidden
        facts = [
            ("Phone", f"{forbidden} e has number and consent." if forbidden else phones_line(card.phones)),
            ("Email", "" if forbidden else "   ".join(card.emails)),
            ("Address", "   ".join(card.addresses)),
            ("Speaks", _speaks(card)),
            ("Notes", " ".join(str(card.values["notes"]).split())),
        ]
        lines: list[list[Cell]] = [[(card.name, "bold"), (f"  {card.parent or card.values['title']}{born}{known}", "")]]
        facts[0:0] = self._behind(key)
        for name, text in facts:
            if text:
                for number, part in enumerate(wrap(text, width - 10)[:2]):
                    lines.append([(f"  {name if number == 0 else '':<8}", "muted"), part])
        return lines

    def _behind(self, key: str) -> list[tuple[str, str]]:
        """Who stands behind a defendant, for the strip."""
        line = self.lines[key]
        if line.source != "party" or line.role not in DEFENDANT_ROLES:
            return []
        from caseterm.screens.client.linking import defendant_lines

        found = queries.defendants.facts(self.db, line.id)
        return defendant_lines(found) if found is not None else []

    def row_name(self, key: str) -> str:
        line = self.lines[key]
        return f"{line.name}, {label(ROLES, line.role)}"

    def party(self, key: str | None) -> Party | None:
        line = self.lines.get(key or "")
        return (line.role, line.contact_id, line.name) if line and line.role != "client" else None

    def copied(self, what: str, key: str) -> tuple[str, str] | None:
        card, forbidden = self.card(key), self.lines[key].forbidden
        if forbidden and what in ("phone", "email"):
            return "", forbidden
        match what:
            case "phone":
                return (phones_line(card.phones[:1]), f"phone of {card.name}") if card.phones else None
            case "email":
                return (card.emails[0], f"email of {card.name}") if card.emails else None
            case "address":
                return (card.addresses[0], f"address of {card.name}") if card.addresses else None
        return None

    def same(self, key: str) -> None:
        """Join this contact with another that is the same."""
        from caseterm.screens.client.linking import merge

        line = self.lines[key]
        merge(self, line.contact_id, line.name)

    def defendant(self, key: str) -> None:
        """Who stands behind a defendant: counsel, carrier, service, a limitation of their own."""
        from caseterm.screens.client.linking import defendant

        line = self.lines[key]
        if line.source == "party" and line.role in DEFENDANT_ROLES:
            defendant(self, line.id, line.name)
        else:
            self.desk.say("Only a defendant has counsel, carrier and service. e changes the role.")

    # acts

    def archive(self, keys: Sequence[str]) -> None:
        line = self.lines[keys[0]]
        if line.role == "client":
            self.desk.say("The client stays on the case. To put the case away, archive it on the caseload.")
        elif line.source != "party":
            where = "Treatment" if line.source == "provider" else "Insurance"
            self.desk.say(f"{line.name} stands here because of {where}; archive the row there.")
        else:
            super().archive(keys)

    def restore(self, keys: Sequence[str]) -> None:
        if self.lines[keys[0]].source == "party":
            super().restore(keys)

    def specs(self, *, editing: bool) -> list[FieldSpec]:
        roles = choices(ROLES) if editing else [pair for pair in choices(ROLES) if pair[0] != "client"]
        return [
            FieldSpec("role", "Role", "choice", required=True, choices=roles, width=26),
            name_spec(self.desk),
            *reach_specs(),
            *person_specs(),
            FieldSpec("consent", "May speak", "yesno", hint="the client allows us to speak with them"),
            FieldSpec("public_body", "Public body", "choice", choices=choices(PUBLIC_BODIES)[1:], hint="a defendant's"),
            FieldSpec("notes", "Notes", "notes"),
        ]

    def add(self) -> None:
        def save(given: Given) -> ChangeSet:
            return services.parties.add_party(
                self.db,
                self.case_id,
                given["role"],
                contact_input(given),
                consent=bool(given["consent"]),
                **texts(given, "notes", "public_body"),
            )

        specs = self.specs(editing=False)
        self.desk.form("party", f"new:{self.case_id}", "New contact", specs, {}, save)

    def edit(self, key: str) -> None:
        line, card = self.lines[key], self.card(key)
        if line.source != "party":
            self._edit_contact(card)
            return
        party = queries.casefile_care.stored(self.db, "parties", line.id)
        values = {
            **contact_values(card),
            "role": line.role,
            "consent": bool(party["consent_to_speak"]),
            "public_body": party["public_body"] or None,
            "notes": party["notes"],
        }

        def save(given: Given) -> ChangeSet:
            return services.parties.edit_party(
                self.db,
                line.id,
                given["role"],
                contact_input(given, editing=card),
                consent=bool(given["consent"]),
                **texts(given, "notes", "public_body"),
            )

        self.desk.form("party", key, f"Edit {lowered(label(ROLES, line.role))}", self.specs(editing=True), values, save)

    def _edit_contact(self, card: ContactCard) -> None:
        """A provider or an adjuster: the contact alone, its part in the case is edited in its own section."""

        def save(given: Given) -> ChangeSet:
            person = contact_input(given, editing=card)
            return services.contacts.edit_contact(
                self.db,
                card.contact_id,
                person.values,
                phones=person.phones,
                emails=person.emails,
                addresses=person.addresses,
            )

        specs = [name_spec(self.desk), *reach_specs(), *person_specs()]
        open_form(
            self.desk,
            "contact",
            str(card.contact_id),
            "Edit contact",
            specs,
            contact_values(card),
            save=save,
            subtitle=card.name,
        )


def _speaks(card: ContactCard) -> str:
    values = card.values
    mind = Manners(
        language=values["language"],
        interpreter=bool(values["interpreter_needed"]),
        channel=values["preferred_channel"],
        best_time=values["best_time"],
        called=values["preferred_name"],
    )
    return ", ".join(part for part in (mind.wishes, "rides" if values["rides_needed"] else "") if part)
