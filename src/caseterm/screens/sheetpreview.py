"""The preview of a list: its pages, then a file, then the printer."""

from __future__ import annotations

from pathlib import Path

from caseterm import sheets
from caseterm.changes import ChangeSet
from caseterm.commands import HINTS
from caseterm.exports import files
from caseterm.exports.formats import Written
from caseterm.rules.disclosure import CLIENT, PROVIDER
from caseterm.screens.base import STYLES
from caseterm.screens.preview import PreviewScreen
from caseterm.screens.preview_lines import format_lines, short_path
from caseterm.sheets import Reader, Sheet
from caseterm.summaries import Prepared, Saved
from caseterm.widgets.chrome import Line
from caseterm.widgets.textpage import TextPage


class SheetPreview(PreviewScreen):
    """A sheet as it will be printed; who reads it and what is in it is fixed."""

    CSS_PATH = STYLES / "preview.tcss"
    scope = "preview"
    watches = frozenset(
        {
            "deadlines",
            "appointments",
            "ride_legs",
            "tasks",
            "cases",
            "contacts",
            "settings",
            "records_requests",
            "medical_bills",
            "liens",
            "wage_losses",
            "expenses",
            "case_providers",
            "coverages",
            "education",
            "promises",
            "plan_interventions",
            "assessments",
            "functional_limitations",
            "barriers",
            "advocacy",
            "equipment",
            "referrals",
            "care_plans",
            "plan_goals",
            "plan_reviews",
            "plan_shares",
            "gap_reasons",
            "prescriptions",
            "visits",
        }
    )

    def __init__(self, reader: Reader) -> None:
        super().__init__((0,))
        self.reader = reader
        self.sheet: Sheet | None = None

    def hints(self) -> list[tuple[str, str]]:
        """Without the choices this document does not have."""
        kept = ("preview.save", "print", "preview.format", "back")
        words = {word for command, word in HINTS[self.scope] if command in kept}
        return [(key, word) for key, word in super().hints() if word in words]

    def reload(self) -> None:
        self.sheet = self.reader(self.db)
        self.set_title(self.sheet.title, before=("print",))
        self.show()

    def is_read(self) -> bool:
        return self.sheet is not None

    def prepare(self) -> Prepared:
        assert self.sheet is not None
        return sheets.prepare(self.sheet, self.options.format, config_dir=self.program.config.folder)

    def save_file(self, prepared: Prepared, target: Path, written: Written | None) -> Saved:
        return sheets.save(prepared, target, written=written)

    def record(self, saved: list[Saved], printer: str | None) -> ChangeSet | None:
        assert self.sheet is not None
        where = f"printer {printer}" if printer is not None else ""
        return sheets.record(self.db, self.sheet, saved, where=where, printed=printer is not None)

    def show_options(self) -> None:
        made, room = self._made_words(), self.query_one("#options").size.width or 40
        target = self.saved[0].path if self.saved else files.next_free(self.target())
        said = f"{short_path(target.parent, room * 2)}/\n{target.name}" + ("\n(saved)" if self.saved else "")
        self.query_one("#options", TextPage).set_lines(
            format_lines(self.options, target=said, made=self._file_words(), room=room), keep=True
        )
        self.query_one("#optionline", Line).set(
            *(self.sheet.said if self.sheet else ()),
            "   format: ",
            (self._format_word(), "bold"),
            f", {made}" if made else "",
            right=[("PHI: logged", "muted"), " "],
        )

    def action_who(self) -> None:
        whose = {CLIENT: "the client", PROVIDER: "a provider"}
        reader = whose.get(self.sheet.audience if self.sheet else "", "the attorney and the file")
        self.say(f"This sheet is for {reader}.")

    def action_recommend(self) -> None:
        self.say("Recommendations stand in the case summary.")

    def action_sections(self) -> None:
        self.say("This sheet has no sections to leave out.")
