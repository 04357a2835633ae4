"""The preview of the sweep of deadlines: its pages, then a file, then the printer."""

from __future__ import annotations

from pathlib import Path

from caseterm import queries, sweeps
from caseterm.changes import ChangeSet
from caseterm.commands import HINTS
from caseterm.exports import files
from caseterm.exports.formats import FORMATS, Written
from caseterm.rules.counting import counted
from caseterm.rules.sweep import SWEEP_DAYS, Sweep
from caseterm.screens.base import STYLES
from caseterm.screens.preview import PreviewScreen
from caseterm.screens.preview_lines import format_lines, short_path
from caseterm.summaries import Prepared, Saved
from caseterm.widgets.chrome import Line
from caseterm.widgets.textpage import TextPage


class SheetPreview(PreviewScreen):
    """The deadlines of the next days as they will be printed; who reads them and what is in them is fixed."""

    CSS_PATH = STYLES / "preview.tcss"
    scope = "preview"
    watches = frozenset({"deadlines", "cases", "contacts", "settings"})

    def __init__(self, days: int = SWEEP_DAYS) -> None:
        super().__init__((0,))
        self.days = days
        self.sweep: Sweep | None = None

    def hints(self) -> list[tuple[str, str]]:
        """Without the choices this document does not have."""
        kept = ("preview.save", "print", "preview.format", "back")
        words = {word for command, word in HINTS[self.scope] if command in kept}
        return [(key, word) for key, word in super().hints() if word in words]

    def reload(self) -> None:
        self.sweep = queries.deadlines.sweep(self.db, self.days)
        self.set_title(f"print   deadlines of the next {self.days} days")
        self.show()

    def is_read(self) -> bool:
        return self.sweep is not None

    def prepare(self) -> Prepared:
        return sweeps.prepare(
            self.db, self.options.format, days=self.days, config_dir=self.program.config.folder, read=self.sweep
        )

    def save_file(self, prepared: Prepared, target: Path, written: Written | None) -> Saved:
        return sweeps.save(prepared, target, written=written)

    def record(self, saved: list[Saved], printer: str | None) -> ChangeSet | None:
        where = f"printer {printer}" if printer is not None else ""
        return sweeps.record(self.db, saved, where=where, printed=printer is not None)

    def show_options(self) -> None:
        made, room = self._made_words(), self.query_one("#options").size.width or 40
        target = self.saved[0].path if self.saved else files.next_free(self.target())
        said = f"{short_path(target.parent, room * 2)}/\n{target.name}" + ("\n(saved)" if self.saved else "")
        self.query_one("#options", TextPage).set_lines(
            format_lines(self.options, target=said, made=made, room=room), keep=True
        )
        found = self.sweep.lines if self.sweep else ()
        open_ = len(self.sweep.unverified) if self.sweep else 0
        self.query_one("#optionline", Line).set(
            f" Deadlines {self.days} d: {counted(len(found), 'row')}, ",
            (f"{open_} not verified", "warn" if open_ else ""),
            "   format: ",
            (FORMATS[self.options.format].label.partition(" (")[0].partition(",")[0], "bold"),
            f"   {made}" if made else "",
            right=[("PHI: logged", "muted"), " "],
        )

    def action_who(self) -> None:
        self.say("The sweep is for the attorney and the file.")

    def action_sections(self) -> None:
        self.say("The sweep has no sections to leave out.")
