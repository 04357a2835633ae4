"""The directory: whom to refer a client to, and how they treated our clients."""

from __future__ import annotations

from typing import Any

from textual.app import ComposeResult
from textual.widget import Widget

from caseterm import queries, services
from caseterm.changes import ChangeSet
from caseterm.queries.directory import Asker
from caseterm.rules.counting import counted
from caseterm.rules.directory import Entry, Wanted, matching, ranked, record_words, yes_no
from caseterm.rules.terms_care import URGENCIES
from caseterm.screens.base import STYLES, BaseScreen
from caseterm.screens.fieldspec import FieldSpec
from caseterm.screens.opening import Given, choices, open_form, texts
from caseterm.widgets.chrome import Line, Rule
from caseterm.widgets.rowlist import RowList
from caseterm.widgets.rows import Cell, Column, Row
from caseterm.widgets.textpage import TextPage

COLUMNS = (
    Column("name", "Provider", 20, grow=True),
    Column("specialty", "Specialty", 15),
    Column("city", "Where", 13),
    Column("lop", "LOP", 4),
    Column("kept", "Kept", 5, "right"),
    Column("answers", "Answers", 8, "right"),
    Column("opening", "Opens", 6, "right", min_total=96),
    Column("languages", "Speaks", 18, min_total=110),
)
FLAGS = ("accepts_lop", "near_transit", "wheelchair", "accepting")
YES_NO: list[tuple[object, str]] = [(True, "Yes"), (False, "No")]


class Directory(BaseScreen):
    """Every provider; with a case those that fit its client come first, and Enter refers the client there."""

    CSS_PATH = STYLES / "directory.tcss"
    scope = "directory"
    mode_key = "2"
    watches = frozenset({"contacts", "contact_addresses", "contact_phones", "provider_profiles", "case_providers"})

    def __init__(self, case_id: int | None = None, *, specialty: str = "", referral_id: int | None = None) -> None:
        super().__init__()
        self.case_id = case_id
        self.specialty = specialty
        self.referral_id = referral_id
        self.search = ""
        self.asker: Asker | None = None
        self.entries: dict[int, Entry] = {}

    def compose_body(self) -> ComposeResult:
        yield Line(id="directoryline")
        yield Rule()
        yield RowList(COLUMNS, marking=False, id="directory")
        yield Rule()
        yield TextPage(id="directorycard")

    def on_mount(self) -> None:
        self.query_one("#directorycard").can_focus = False
        self.refresh_if_stale()
        self.set_focus(self.rows)

    @property
    def home(self) -> Widget | None:
        return self.rows

    @property
    def rows(self) -> RowList:
        return self.query_one("#directory", RowList)

    # what is shown

    def reload(self) -> None:
        self.asker = queries.directory.asker(self.db, self.case_id) if self.case_id is not None else None
        who = self.asker
        wanted = Wanted(self.specialty, who.city, who.zip, who.language) if who else Wanted(self.specialty)
        found = matching(ranked(queries.directory.entries(self.db), wanted), self.search)
        self.entries = {each.contact_id: each for each in found}
        self.set_title("directory")
        parts = [
            f"for {who.client}" if who else "",
            self.specialty,
            who.city if who else "",
            who.language if who else "",
        ]
        said = ", ".join(part for part in parts if part)
        self.query_one("#directoryline", Line).set(
            f" Directory: {counted(len(found), 'provider')}",
            (f"   {said}" if said else "", "accent"),
            (f"   /{self.search}" if self.search else "", "bold"),
        )
        self.rows.empty_text = "No provider fits. / changes the words."
        self.rows.set_rows([Row(contact_id, self._cells(each)) for contact_id, each in self.entries.items()])
        self.show_card()

    def _cells(self, each: Entry) -> dict[str, Cell]:
        off = "muted" if each.accepting is False else ""
        low = each.attendance is not None and each.attendance < 70
        return {
            "name": (each.name, off),
            "specialty": (each.specialty, off),
            "city": (" ".join(part for part in (each.city, each.zip[:5]) if part), "muted"),
            "lop": (yes_no(each.accepts_lop), "muted" if each.accepts_lop is None else ""),
            "kept": (f"{each.attendance} %" if each.attendance is not None else "", "warn" if low else ""),
            "answers": f"{each.answer_days} d" if each.answer_days is not None else "",
            "opening": f"{each.first_opening_days} d" if each.first_opening_days is not None else "",
            "languages": (each.languages, "muted"),
        }

    def show_card(self) -> None:
        """All that is known of the provider under the cursor."""
        page, each = self.query_one("#directorycard", TextPage), self.current()
        if each is None:
            page.set_lines([])
            return
        asked = [
            f"LOP {yes_no(each.accepts_lop)}", f"near transit {yes_no(each.near_transit)}",
            f"wheelchair {yes_no(each.wheelchair)}", f"takes new clients {yes_no(each.accepting)}",
        ]  # fmt: skip
        opening = f"first opening in {each.first_opening_days} d" if each.first_opening_days is not None else ""
        page.set_lines(
            [
                [(f" {each.name}", "bold"), f"   {each.phone}", (f"   {each.specialty}", "accent")],
                [f" {', '.join(asked)}"],
                [f" Speaks {each.languages or '?'}{f', {opening}' if opening else ''}"],
                [(f" {record_words(each)}", "bold"), (f"   {' '.join(each.notes.split())}", "muted")],
            ]
        )

    def on_row_list_highlighted(self) -> None:
        self.show_card()

    def on_row_list_opened(self) -> None:
        self.action_refer()

    def current(self) -> Entry | None:
        """The provider under the cursor."""
        key = self.rows.cursor_key
        return self.entries.get(key) if isinstance(key, int) else None

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
        each = self.current()
        if each is None:
            self.say("No provider under the cursor.")
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

    def action_find(self) -> None:
        """Narrow the list by words: specialty, city, ZIP, language, LOP, transit."""
        from caseterm.screens.dialogs.prompt import PromptDialog

        def typed(text: Any) -> None:
            if text is not None:
                self.search = str(text or "")
                self.reload()

        hint = "neurology 95112 spanish lop transit; empty shows all"
        self.app.push_screen(
            PromptDialog("Directory", "text", self.search or None, hint, today=self.program.today, blank=True), typed
        )
