"""What concerns the program itself: settings, backup, check, messages, theme, sample cases, first run."""

from __future__ import annotations

from typing import Any

from caseterm import services
from caseterm.changes import ChangeSet
from caseterm.commands import keys_of, printed
from caseterm.rules.locking import LOCK_CHOICES
from caseterm.rules.terms import STATES
from caseterm.rules.times import parse_time
from caseterm.screens.program import Program


class HouseActions(Program):
    """Actions that are reached through the palette."""

    def action_import_file(self) -> None:
        """Bring cases in from a spreadsheet, or appointments from a calendar file."""
        from caseterm.screens.importing import ImportScreen

        self.push_screen(ImportScreen(None))

    def action_import_calendar(self) -> None:
        """Bring appointments in from a calendar file."""
        from caseterm.screens.calendarfile import CalendarFileScreen

        self.push_screen(CalendarFileScreen(None))

    def action_count_days(self) -> None:
        """The calculator of court days; what it counts can be added as a deadline."""
        from caseterm.screens.countdays import open_count

        screen = self.base_screen()
        if screen is not None:
            open_count(screen)

    def action_go_deadlines(self) -> None:
        """The deadlines of the next 90 days, from anywhere."""
        self.action_go("tasks")
        self.call_after_refresh(self._show_deadlines)

    def _show_deadlines(self) -> None:
        show = getattr(self.screen, "action_show_list", None)
        if show is not None:
            show("deadlines")

    def action_messages(self) -> None:
        """The last hundred messages, newest first; Enter shows one whole."""
        from caseterm.screens.dialogs.message import MessageDialog
        from caseterm.screens.dialogs.pick import PickDialog

        said = list(reversed(self.messages))

        def chosen(number: int | None) -> None:
            if number is not None and number < len(said):
                self.push_screen(MessageDialog("Message", said[number]))

        self.push_screen(PickDialog("Messages", list(enumerate(said)) or [(0, "Nothing was said yet.")]), chosen)

    def action_change_theme(self) -> None:
        """Choose colours; config.toml keeps a choice for good."""
        from caseterm.screens.dialogs.pick import PickDialog
        from caseterm.screens.themes import THEMES

        def chosen(theme: str | None) -> None:
            if theme:
                self.theme = theme
                self.tell(f'Theme {theme}. To keep it, write  theme = "{theme}"  in {self.config.folder}/config.toml.')

        self.push_screen(PickDialog("Theme", [(name, name) for name in THEMES], current=self.theme), chosen)

    def action_check(self) -> None:
        """Look for damage in a worker thread; what is found is shown with what to do."""
        self.tell("Checking the database...")
        self.run_worker(self._check, thread=True, exit_on_error=False)

    def _check(self) -> None:
        findings = services.checking.look(self.db.path, self.db.clock)
        self.call_from_thread(self._show_findings, [finding for finding in findings if finding.state != "ok"])

    def _show_findings(self, findings: list[Any]) -> None:
        from caseterm.screens.dialogs.message import MessageDialog

        broken = [finding for finding in findings if finding.state == "broken"]
        if not findings:
            self.tell("Checked: the database is sound and the history unbroken.", role="good")
            return
        said = "\n".join(f"{finding.name}: {finding.words}." for finding in (broken or findings)[:5])
        todo = "\n".join(dict.fromkeys(finding.todo for finding in (broken or findings)[:5] if finding.todo))
        good = "" if broken else "The database is sound and the history unbroken."
        self.tell("The database is damaged." if broken else f"Checked: {good}", role="bad" if broken else "good")
        self.push_screen(MessageDialog("Something is broken" if broken else "Checked", said, good, todo))

    def action_remove_sample(self) -> None:
        """Take the made-up cases out, as one act."""
        if self.is_sample:
            self.announce(services.sample.remove(self.db))
        else:
            self.tell("There are no sample cases here.")

    def action_settings(self) -> None:
        """The firm's and the user's settings, in a form."""
        from caseterm.rules.filenames import pattern_problem
        from caseterm.screens.fieldspec import FieldSpec
        from caseterm.screens.opening import open_form

        row = services.settings.current_settings(self.db)
        lock_key = printed(keys_of("lock", self.config.keys)[0])
        states = [(code, code) for code in STATES]
        specs = [
            FieldSpec("user_name", "Your name", hint="signs what you print"),
            FieldSpec("user_initials", "Initials", hint="beside your notes and calls"),
            FieldSpec("user_title", "Title"),
            FieldSpec("firm_name", "Firm"),
            FieldSpec("firm_address", "Address"),
            FieldSpec("firm_phone", "Phone"),
            FieldSpec("default_state", "State", "choice", choices=states),
            FieldSpec("zone", "Time zone", hint="America/New_York"),
            FieldSpec("contact_cadence_days", "Contact, days", "number", hint="between contacts early on"),
            FieldSpec("contact_cadence_late_days", "then, days", "number", hint="later"),
            FieldSpec("gap_amber_days", "Gap, days", "number", hint="without a visit: a warning"),
            FieldSpec("gap_red_days", "long gap, days", "number"),
            FieldSpec("opens_at", "Office opens", "time", required=True, hint="free times lie between"),
            FieldSpec("closes_at", "closes", "time", required=True),
            FieldSpec("travel_minutes", "Travel, minutes", "number", hint="assumed between two places; 0 asks nothing"),
            FieldSpec("mileage_mills", "Mileage", "number", hint="tenths of a cent a mile: 205 is 20.5 c (IRS 2026)"),
            FieldSpec("paper", "Paper", "choice", choices=[("letter", "Letter"), ("legal", "Legal")]),
            FieldSpec("export_folder", "Summaries go to", hint="a folder; empty for Documents/CaseSummaries"),
            FieldSpec("case_folder", "Case folder", hint="{number} {last}", check=pattern_problem),
            FieldSpec("file_naming", "File name", hint="{number} {what} {to} {date}", check=pattern_problem),
            FieldSpec("attorney_update_days", "Attorney, days", "number", hint="between updates to the attorney"),
            FieldSpec("file_review_days", "Review, days", "number", hint="between reviews of a file"),
            FieldSpec("retention_years", "Keep, years", "number", hint="a closed file; your firm's choice"),
            FieldSpec("backup_folder", "Backups also to", hint="a folder on another disk, such as a USB stick"),
            FieldSpec("lock_minutes", "Lock after", "choice", choices=list(LOCK_CHOICES), hint=f"and on {lock_key}"),
            FieldSpec("backup_days", "Keep daily, days", "number", hint="one backup a day"),
            FieldSpec("backup_weeks", "Keep weekly, weeks", "number", hint="one a week"),
        ]
        values = {spec.name: getattr(row, spec.name) for spec in specs}
        hours = ("opens_at", "closes_at")
        values |= {name: parse_time(values[name]) for name in hours}

        def save(given: dict[str, Any]) -> ChangeSet:
            kept = {name: "" if value is None else value for name, value in given.items()}
            kept |= {name: f"{kept[name]:%H:%M}" for name in hours if kept[name]}
            return services.settings.edit_settings(self.db, kept)

        screen = self.base_screen()
        if screen is not None:
            open_form(screen, "settings", "", "Settings", specs, values, save=save)
