"""The print preview: what will be printed for whom, then a file, then the printer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from textual.app import ComposeResult
from textual.containers import Container, Horizontal
from textual.widget import Widget

from caseterm import resources, services, summaries
from caseterm.exports import files
from caseterm.exports.formats import FORMATS
from caseterm.exports.text import height_for
from caseterm.rules.counting import counted
from caseterm.rules.disclosure import ATTORNEY, AUDIENCE_SECTIONS, AUDIENCES, SECTIONS
from caseterm.rules.summary import SummaryFacts
from caseterm.screens.base import STYLES
from caseterm.screens.preview_lines import Laid, included, lay_out, option_lines, short_path
from caseterm.screens.preview_work import PreviewWork
from caseterm.summaries import Options, Prepared
from caseterm.widgets.chrome import Line, TitleRow
from caseterm.widgets.safe import C
from caseterm.widgets.textpage import TextPage

NOT_SAVED = "Nothing is saved until you press enter."
AUDIENCE_KEYS = {"a": "attorney", "c": "client", "p": "provider"}
FORMAT_KEYS = {"p": "pdf", "h": "html", "t": "txt", "m": "md", "j": "json"}
PREVIEW_COLUMNS = 80


class PreviewScreen(PreviewWork):
    """One case's summary as it will be printed, or the first of several cases, each of which gets its own file."""

    CSS_PATH = STYLES / "preview.tcss"
    scope = "preview"
    watches = frozenset(
        {
            "cases", "contacts", "contact_phones", "contact_emails", "contact_addresses", "parties", "incidents",
            "injuries", "policies", "coverages", "claims", "case_providers", "appointments", "tasks", "deadlines",
            "communications", "settings", "recommendations",
        }
    )  # fmt: skip

    def __init__(self, case_ids: tuple[int, ...]) -> None:
        super().__init__(case_ids)
        self.facts: SummaryFacts | None = None
        self.laid = Laid([], (0,))
        self.chosen_path: Path | None = None

    def compose_body(self) -> ComposeResult:
        yield Line(id="optionline")
        with Horizontal(id="columns"):
            yield TextPage(id="options")
            with Container(id="sheet"):
                yield TextPage(id="pages")

    def on_mount(self) -> None:
        self.query_one(TitleRow).set(current=self.program.mode_key)
        options = self.query_one("#options", TextPage)
        options.can_focus = False
        options.border_title = C("Options")
        self.set_focus(self.pages)
        self.say(NOT_SAVED)

    @property
    def home(self) -> Widget | None:
        return self.pages

    @property
    def pages(self) -> TextPage:
        return self.query_one("#pages", TextPage)

    # what is shown

    def reload(self) -> None:
        self.facts = summaries.facts_of(self.db, self.case_ids[0])
        case, count = self.facts.case, len(self.case_ids)
        said = "print preview" if self.size.width >= 100 else "print"
        self.set_title(case.client, before=(said, f"1 of {count}" if count > 1 else case.number))
        self.show()

    def is_read(self) -> bool:
        """Whether there is something to lay out."""
        return self.facts is not None

    def show(self, *, keep: bool = False) -> None:
        """Lay the document out anew for the options; its file is made in the background."""
        if not self.is_read():
            return
        self.saved = []
        self.written = None
        self.prepared = self.prepare()
        columns = min(PREVIEW_COLUMNS, max(40, self.pages.size.width - 3)) if self.pages.size.width else 72
        self.laid = lay_out(self.prepared.document, columns=columns, height=height_for(self.prepared.setting.paper))
        self.pages.set_lines(self.laid.lines, keep=keep)
        self.show_place()
        self.show_options()
        self.run_worker(
            partial(self._write, self.prepared), thread=True, exclusive=True, group="write", exit_on_error=False
        )

    def prepare(self) -> Prepared:
        """The document for the options, ready to be written."""
        return summaries.prepare(
            self.db, self.case_ids[0], self.options, config_dir=self.program.config.folder, facts=self.facts
        )

    def on_resize(self) -> None:
        self.call_after_refresh(self._laid_for_this_size)

    def _laid_for_this_size(self) -> None:
        if self.prepared is not None and self.is_mounted:
            self.laid = lay_out(
                self.prepared.document,
                columns=min(PREVIEW_COLUMNS, max(40, self.pages.size.width - 3)),
                height=height_for(self.prepared.setting.paper),
            )
            self.pages.set_lines(self.laid.lines, keep=True)
            self.show_place()
            self.show_options()

    def on_text_page_moved(self, message: TextPage.Moved) -> None:
        self.show_place()

    def show_place(self) -> None:
        """The page in view, in the frame; on paper there may be fewer or more."""
        page, count = self.laid.page_at(self.pages.top), len(self.laid.starts)
        self.pages.border_title = C(f"Page {page} of {count} on screen")
        hints = ["PgDn on"] * (self.pages.top + self.pages.page_height < self.pages.line_count)
        hints += ["PgUp back"] * (self.pages.top > 0)
        self.pages.border_subtitle = C("  ".join(hints)) if hints else None

    def show_options(self) -> None:
        """The options, in the pane at the left or in one line above the page."""
        made = self._made_words()
        room = self.query_one("#options").size.width or 40
        self.query_one("#options", TextPage).set_lines(
            option_lines(self.options, target=self._target_words(room), made=self._file_words(), room=room), keep=True
        )
        left_out = len(AUDIENCE_SECTIONS[self.options.audience]) - len(self._sections())
        self.query_one("#optionline", Line).set(
            " Case summary   for: ",
            (AUDIENCES[self.options.audience].partition(" (")[0], "bold"),
            "   format: ",
            (self._format_word(), "bold"),
            f", {made}" if made else "",
            f"   {left_out} left out" if left_out else "",
            "" if self.options.draft else "   no draft line",
            right=[("PHI: logged", "muted"), " "],
        )

    def _format_word(self) -> str:
        return FORMATS[self.options.format].label.partition(" (")[0].partition(",")[0]

    def _file_words(self) -> str:
        """The format with what is known of the file."""
        made = self._made_words()
        return f"{self._format_word()}: {made}" if made else ""

    def _made_words(self) -> str:
        """What is known of the file itself: its pages, or how many files there will be."""
        if len(self.case_ids) > 1:
            return f"{len(self.case_ids)} files"
        if self.written is None or self.written.pages is None:
            return ""
        return counted(self.written.pages, "page")

    def _sections(self) -> tuple[str, ...]:
        return tuple(name for name in AUDIENCE_SECTIONS[self.options.audience] if included(self.options, name))

    def target(self) -> Path:
        assert self.prepared is not None
        if self.chosen_path is not None:
            return self.chosen_path
        return summaries.default_folder(self.db) / self.prepared.name

    def _target_words(self, room: int) -> str:
        target = self.target()
        if len(self.case_ids) > 1:
            return f"{short_path(target.parent, room * 2)}\n{len(self.case_ids)} files, one for each case"
        if self.saved:
            return f"{short_path(target.parent, room * 2)}/\n{self.saved[0].path.name}\n(saved)"
        free = files.next_free(target)
        taken = f"\n(exists: will save as {free.stem[len(target.stem) :]})" if free != target else ""
        return short_path(target.parent, room * 2) + f"/\n{target.name}{taken}"

    # options

    def action_who(self) -> None:
        items = [(key, AUDIENCES[code], code) for key, code in AUDIENCE_KEYS.items()]
        self._menu("Who for", items, lambda code: replace(self.options, audience=code, sections=None))

    def action_format(self) -> None:
        items = [(key, FORMATS[code].label, code) for key, code in FORMAT_KEYS.items()]
        self._menu("Format", items, lambda code: replace(self.options, format=code))

    def action_sections(self) -> None:
        """Each letter switches a section; the menu stays until Esc."""
        names = AUDIENCE_SECTIONS[self.options.audience]
        items = [
            (chr(ord("a") + n), f"[{'x' if included(self.options, name) else ' '}] {SECTIONS[name]}", name)
            for n, name in enumerate(names)
        ]
        items.append(("z", f"[{'x' if self.options.draft else ' '}] Draft line until reviewed", "draft"))
        self._menu("Include", items, self._switched, again=self.action_sections)

    def _switched(self, name: str) -> Options:
        if name == "draft":
            return replace(self.options, draft=not self.options.draft)
        kept = frozenset(self._sections()) ^ {name}
        whole = frozenset(AUDIENCE_SECTIONS[self.options.audience])
        return replace(self.options, sections=None if kept == whole else kept)

    def _menu(
        self,
        title: str,
        items: list[tuple[str, str, Any]],
        change: Callable[[Any], Options],
        *,
        again: Callable[[], None] | None = None,
    ) -> None:
        from caseterm.screens.dialogs.menu import MenuDialog

        def chosen(value: Any) -> None:
            if value is None or self.busy:
                return
            self.options = change(value)
            self.chosen_path = None if again is None else self.chosen_path
            self.show(keep=again is not None)
            self.say(NOT_SAVED)
            if again is not None:
                again()

        self.app.push_screen(MenuDialog(title, items), chosen)

    def action_file_name(self) -> None:
        """Another name or folder for the file."""
        from caseterm.screens.dialogs.prompt import PromptDialog

        def answered(text: object) -> None:
            typed = str(text or "").strip()
            if not typed:
                return
            path = Path(typed).expanduser()
            target = self.target()
            if path.is_dir() or typed.endswith(("/", "\\")):
                path = path / target.name
            if not path.suffix:
                path = path.with_name(path.name + FORMATS[self.options.format].suffix)
            self.chosen_path = path if path.is_absolute() else target.parent / path
            self.saved = []
            self.show_options()
            self.say(f"Enter will save {short_path(self.chosen_path, self.size.width - 20)}")

        folder = short_path(self.target().parent, 40)
        hint = f"In {folder}, or type a path; a folder ends in /"
        self.app.push_screen(PromptDialog("Save as", value=self.target().name, hint=hint), answered)

    def action_recommend(self) -> None:
        """A recommendation to the attorney, into the file and onto the page at once."""
        from caseterm.screens.dialogs.prompt import PromptDialog

        if len(self.case_ids) > 1 or self.options.audience != ATTORNEY:
            self.say("A recommendation stands in the attorney's copy of one case.")
            return

        def answered(text: object) -> None:
            if str(text or "").strip():
                self.store(lambda: services.attorney.recommend(self.db, self.case_ids[0], {"text": str(text)}))

        hint = "stands in the tasks' section; cost and gain are added in Attorney"
        self.app.push_screen(PromptDialog("Recommendation to the attorney", hint=hint), answered)

    def action_copy_templates(self) -> None:
        """Put the templates where the firm can change them."""
        folder = self.program.config.folder
        new = self.attempt(lambda: resources.copy_templates(folder))
        if new is not None:
            words = f"Copied {len(new)} templates to" if new else "The templates are there already:"
            self.say(f"{words} {short_path(folder / 'templates', max(20, self.size.width - 36))}")
