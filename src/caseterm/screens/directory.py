"""The directory: whom to refer a client to, and how they treated our clients."""

from __future__ import annotations

from typing import Any

from caseterm import queries, services
from caseterm.changes import ChangeSet
from caseterm.queries.directory import Asker
from caseterm.rules.counting import counted
from caseterm.rules.directory import Entry, Wanted, ranked, record_words, yes_no
from caseterm.rules.terms_care import URGENCIES
from caseterm.screens.fieldspec import FieldSpec
from caseterm.screens.listboard import ListBoard
from caseterm.screens.opening import Given, choices, open_form, texts
from caseterm.widgets.rows import Cell, Column

COLUMNS = (
    Column("name", "Provider", 20, grow=True),
    Column("specialty", "Specialty", 15),
    Column("city", "Where", 13, min_total=70),
    Column("lop", "LOP", 4),
    Column("kept", "Kept", 5, "right"),
    Column("answers", "Answers", 8, "right"),
    Column("opening", "Opens", 6, "right", min_total=96),
    Column("languages", "Speaks", 18, min_total=110),
)
FLAGS = ("accepts_lop", "near_transit", "wheelchair", "accepting")
YES_NO: list[tuple[object, str]] = [(True, "Yes"), (False, "No")]


class Directory(ListBoard[Entry]):
    """Every provider; with a case those that fit its client come first, and Enter refers the client there."""

    scope = "directory"
    mode_key = "2"
    watches = frozenset({"contacts", "contact_addresses", "contact_phones", "provider_profiles", "case_providers"})
    called = "directory"
    columns = COLUMNS
    nothing = "No provider under the cursor."
    looked_in = "neurology 95112 lop ..."

    def __init__(self, case_id: int | None = None, *, specialty: str = "", referral_id: int | None = None) -> None:
        super().__init__()
        self.case_id = case_id
        self.specialty = specialty
        self.referral_id = referral_id
        self.asker: Asker | None = None

    @property
    def place_name(self) -> str:
        return f"{self.scope}:{self.case_id}:{self.referral_id}"

    # what is shown

    def read(self) -> dict[int, Entry]:
        who = self.asker = queries.directory.asker(self.db, self.case_id) if self.case_id is not None else None
        wanted = Wanted(self.specialty, who.city, who.zip, who.language) if who else Wanted(self.specialty)
        return {each.contact_id: each for each in ranked(queries.directory.entries(self.db), wanted)}

    def searched(self, line: Entry) -> str:
        return line.searched

    def heading(self) -> list[Cell]:
        who = self.asker
        asked = (f"for {who.client}", self.specialty, who.city, who.language) if who else (self.specialty,)
        said = ", ".join(part for part in asked if part)
        return [f" Directory: {counted(len(self.lines), 'provider')}", (f"   {said}" if said else "", "accent")]

    def why_empty(self) -> str:
        return "No provider is known yet.\n\ng r shows a client's treatment, where one is added."

    def cells(self, line: Entry) -> dict[str, Cell]:
        off = "muted" if line.accepting is False else ""
        low = line.attendance is not None and line.attendance < 70
        return {
            "name": (line.name, off),
            "specialty": (line.specialty, off),
            "city": (" ".join(part for part in (line.city, line.zip[:5]) if part), "muted"),
            "lop": (yes_no(line.accepts_lop), "muted" if line.accepts_lop is None else ""),
            "kept": (f"{line.attendance} %" if line.attendance is not None else "", "warn" if low else ""),
            "answers": f"{line.answer_days} d" if line.answer_days is not None else "",
            "opening": f"{line.first_opening_days} d" if line.first_opening_days is not None else "",
            "languages": (line.languages, "muted"),
        }

    def card(self, line: Entry) -> list[list[Cell]]:
        """All that is known of the provider."""
        asked = [
            f"LOP {yes_no(line.accepts_lop)}", f"near transit {yes_no(line.near_transit)}",
            f"wheelchair {yes_no(line.wheelchair)}", f"takes new clients {yes_no(line.accepting)}",
        ]  # fmt: skip
        opening = f"first opening in {line.first_opening_days} d" if line.first_opening_days is not None else ""
        return [
            [(f" {line.name}", "bold"), f"   {line.phone}", (f"   {line.specialty}", "accent")],
            [f" {', '.join(asked)}"],
            [f" Speaks {line.languages or '?'}{f', {opening}' if opening else ''}"],
            [(f" {record_words(line)}", "bold"), (f"   {' '.join(line.notes.split())}", "muted")],
        ]

    def on_row_list_opened(self) -> None:
        self.action_refer()

    # keys

    def action_refer(self) -> None:
        """Refer the client to the provider under the cursor."""
        each, who = self.current(), self.asker
        if each is None or who is None:
            self.say("Open it from a client's file to refer somebody: g w there, or m f on a referral in Care.")
            return
        if self.referral_id is not None:
            number = self.referral_id
            if self.store(lambda: services.directory.refer_to(self.db, number, each.contact_id)) is not None:
                self.program.go_back()
            return

        def save(given: Given) -> ChangeSet:
            values: dict[str, Any] = texts(given, "to_specialty", "reason", "urgency", "notes")
            return services.directory.start_referral(self.db, who.case_id, each.contact_id, values)

        start = {"to_specialty": self.specialty or each.specialty, "urgency": "routine"}
        specs = [
            FieldSpec("to_specialty", "For", required=True, hint="specialty: neurology"),
            FieldSpec("reason", "Why"),
            FieldSpec("urgency", "How soon", "choice", required=True, choices=choices(URGENCIES)),
            FieldSpec("notes", "Notes", "notes"),
        ]
        open_form(
            self, "referral-to", f"{who.case_id}:{each.contact_id}", f"Referral to {each.name}", specs, start,
            save=save, subtitle=who.client,
        )  # fmt: skip

    def action_edit(self) -> None:
        """What is known of the provider beyond one case."""
        each = self.meant()
        if each is None:
            return

        def save(given: Given) -> ChangeSet:
            values: dict[str, Any] = texts(given, "languages", "notes")
            values |= {name: given[name] for name in (*FLAGS, "first_opening_days")}
            return services.directory.set_profile(self.db, each.contact_id, values)

        specs = [
            FieldSpec("languages", "Speaks", hint="Spanish, Vietnamese"),
            FieldSpec("accepts_lop", "Accepts LOP", "choice", choices=YES_NO, hint="letter of protection"),
            FieldSpec("near_transit", "Near transit", "choice", choices=YES_NO),
            FieldSpec("wheelchair", "Wheelchair", "choice", choices=YES_NO),
            FieldSpec("accepting", "Takes new", "choice", choices=YES_NO),
            FieldSpec("first_opening_days", "Opening in", "number", width=6, hint="days, as they said last"),
            FieldSpec("notes", "Notes", "notes"),
        ]
        start = queries.directory.profile(self.db, each.contact_id)
        open_form(self, "directory", str(each.contact_id), f"Directory: {each.name}", specs, start, save=save)
