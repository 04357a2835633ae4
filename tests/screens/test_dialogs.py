"""The dialogs that ask one thing: menu, confirmations, prompt, pick, message."""

from datetime import date, time
from typing import Any

import pytest
from rich.cells import cell_len
from textual import events
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Label

from caseterm.screens.dialogs.box import GUARD_SECONDS, Box, Dialog
from caseterm.screens.dialogs.confirm import KeyConfirm, TypedConfirm
from caseterm.screens.dialogs.menu import MenuDialog
from caseterm.screens.dialogs.message import MessageDialog
from caseterm.screens.dialogs.pick import PickDialog
from caseterm.screens.dialogs.prompt import PromptDialog
from caseterm.screens.fieldspec import Kind
from tests.widgets.hostile import NAME, TEXTS, harmless

TODAY = date(2026, 11, 21)
GOTO = [
    ("c", "Cases", "go cases"),
    ("a", "Calendar", "go calendar"),
    ("t", "Tasks", "go tasks"),
    ("h", "Today", "go today"),
    ("n", "Notes", "go notes"),
    ("g", "Top", "first"),
    ("l", "Last case", "last"),
    ("b", "Back", "back"),
    ("d", "Date...", "date"),
    ("i", "Insurance", "insurance"),
    ("r", "Records", "records"),
    ("e", "End", "end"),
]
UNASKED = object()


class Demo(App[None]):
    BINDINGS = [("d", "stray"), ("y", "stray"), ("escape", "stray"), ("ctrl+z", "stray")]

    def __init__(self) -> None:
        super().__init__()
        self.answer: Any = UNASKED
        self.strays = 0

    def compose(self) -> ComposeResult:
        yield Label("under")

    def action_stray(self) -> None:
        self.strays += 1

    async def ask(self, screen: Screen[Any], pilot: Pilot[None]) -> None:
        def answered(answer: Any) -> None:
            self.answer = answer

        self.push_screen(screen, answered)
        await pilot.pause()


def shown(app: App[Any]) -> list[str]:
    screen = app.screen
    return ["".join(segment.text for segment in strip) for strip in screen._compositor.render_strips(screen.size)]


def late(dialog: Dialog[Any], key: str, after: float) -> events.Key:
    """A key pressed so many seconds after the dialog opened."""
    event = events.Key(key, key if len(key) == 1 else None)
    event.time = dialog._opened + after
    return event


async def test_what_changes_beneath_a_dialog_is_drawn_before_a_test_reads_it() -> None:
    app = Demo()
    async with app.run_test() as pilot:
        await app.ask(MenuDialog("g  Go to", GOTO), pilot)
        for said in ("first act", "second act"):
            app.screen_stack[0].query_one(Label).update(said)
            await pilot.pause()
            assert shown(app)[0].rstrip() == said


async def test_a_menu_stands_at_the_lower_right_and_takes_one_letter() -> None:
    app = Demo()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.ask(MenuDialog("g  Go to", GOTO), pilot)
        lines = shown(app)
        assert any("┌─ g  Go to ─" in line for line in lines)
        assert any("│ c  Cases" in line and "l  Last case" in line for line in lines)
        assert lines[21].rstrip().endswith("┘")
        await pilot.press("l")
        assert app.answer == "last"


async def test_a_second_letter_right_behind_the_first_neither_answers_nor_closes_what_lies_below() -> None:
    app = Demo()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.ask(MenuDialog("g  Go to", GOTO), pilot)
        below = app.screen_stack[0]
        for letter in "lt":
            app.screen.post_message(events.Key(letter, letter))
        await pilot.pause()
        assert app.answer == "last"
        assert app.screen is below


@pytest.mark.parametrize("key", ["z", "escape", "enter", "space", "down", "f5"])
async def test_any_other_key_closes_a_menu_without_acting(key: str) -> None:
    app = Demo()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.ask(MenuDialog("g  Go to", GOTO), pilot)
        await pilot.press(key)
        assert app.answer is None
        assert app.strays == 0


async def test_the_leader_itself_may_be_a_letter_and_capitals_count_as_small() -> None:
    app = Demo()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.ask(MenuDialog("g  Go to", GOTO), pilot)
        await pilot.press("g")
        assert app.answer == "first"
        await app.ask(MenuDialog("g  Go to", GOTO), pilot)
        await pilot.press("R")
        assert app.answer == "records"


async def test_a_click_in_a_menu_takes_the_item_and_one_outside_closes_it() -> None:
    app = Demo()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.ask(MenuDialog("g  Go to", GOTO), pilot)
        box = app.screen.query_one(Box).region
        row = next(line for line in shown(app) if "b  Back" in line)
        await pilot.click(offset=(row.index("b  Back"), box.y + 2))
        assert app.answer == "back"
        await app.ask(MenuDialog("g  Go to", GOTO), pilot)
        await pilot.click(offset=(2, 2))
        assert app.answer is None


async def test_a_question_is_answered_by_its_keys_alone() -> None:
    app = Demo()
    question = KeyConfirm("Quit caseterm?", [("y", "Quit", "yes"), ("n", "Stay", "no")])
    async with app.run_test(size=(80, 24)) as pilot:
        await app.ask(question, pilot)
        await pilot.press("x", "space", "down", "tab", "f5", "ctrl+z")
        assert app.answer is UNASKED
        await pilot.press("Y")
        assert app.answer == "yes"
        assert app.strays == 0


@pytest.mark.parametrize("key", ["enter", "escape"])
async def test_enter_and_escape_give_the_harmless_answer(key: str) -> None:
    app = Demo()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.ask(KeyConfirm("Leave?", [("d", "Discard", "d")], cancel="Keep editing"), pilot)
        await pilot.press(key)
        assert app.answer is None


async def test_enter_acts_only_where_it_is_an_item() -> None:
    app = Demo()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.ask(KeyConfirm("Apply?\n14 tasks will be created.", [("enter", "Apply", "go")]), pilot)
        assert any("14 tasks will be created." in line for line in shown(app))
        await pilot.press("enter")
        assert app.answer == "go"


async def test_keys_of_the_first_300_ms_do_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(KeyConfirm, "guard_seconds", GUARD_SECONDS)
    app = Demo()
    dialog = KeyConfirm("Discard?", [("d", "Discard", "d")])
    async with app.run_test(size=(80, 24)) as pilot:
        await app.ask(dialog, pilot)
        for key, after in (("d", -1.0), ("d", 0.0), ("d", 0.29), ("enter", 0.2)):
            app.post_message(late(dialog, key, after))
        await pilot.pause()
        assert app.answer is UNASKED
        app.post_message(late(dialog, "d", 0.31))
        await pilot.pause()
        assert app.answer == "d"


async def test_what_cannot_be_undone_wants_the_word_typed() -> None:
    app = Demo()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.ask(TypedConfirm("Purge?\nThe case of Núñez, Ana and 31 notes go for good.", "Núñez"), pilot)
        await pilot.press("enter", "enter", "y", "enter")
        assert app.answer is UNASKED
        await pilot.press("backspace", *"nunez", "enter")
        assert app.answer is True
        await app.ask(TypedConfirm("Purge?", "山田"), pilot)
        await pilot.press("x", "enter", "escape")
        assert app.answer is False


async def test_a_date_is_asked_for_with_its_echo() -> None:
    app = Demo()
    async with app.run_test(size=(80, 24)) as pilot:
        dialog = PromptDialog("Follow up 3 cases on", kind="date", hint="fri, +3d, 12/3", today=TODAY)
        await app.ask(dialog, pilot)
        assert any("fri, +3d, 12/3" in line for line in shown(app))
        await pilot.press("enter")
        assert app.answer is UNASKED
        await pilot.press(*"soon", "enter")
        assert app.answer is UNASKED
        assert any("not a date" in line for line in shown(app))
        await pilot.press("ctrl+u", *"fri")
        assert any("= Fri Nov 27 2026, in 6 days" in line for line in shown(app))
        await pilot.press("enter")
        assert app.answer == date(2026, 11, 27)


async def test_a_prompt_has_the_focus_as_soon_as_it_stands() -> None:
    app = Demo()
    async with app.run_test(size=(80, 24)):
        kinds: tuple[Kind, ...] = ("date", "text", "yesno")
        for kind in kinds:
            dialog = PromptDialog("Go to", kind, today=TODAY)
            app.push_screen(dialog)
            await dialog._mounted_event.wait()
            assert app.focused is dialog.field.editor, kind


async def test_a_prompt_starts_with_the_old_value_and_escape_gives_nothing() -> None:
    app = Demo()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.ask(PromptDialog("Due", "date", date(2026, 12, 3), today=TODAY), pilot)
        assert any("12/03/2026" in line for line in shown(app))
        await pilot.press("escape")
        assert app.answer is None
        assert app.strays == 0
        await app.ask(PromptDialog("Tags", value="records", blank=True), pilot)
        await pilot.press("ctrl+u", "enter")
        assert app.answer == ""
        await app.ask(PromptDialog("At", "time"), pilot)
        await pilot.press(*"3pm", "enter")
        assert app.answer == time(15)


async def test_a_prompt_can_offer_a_list() -> None:
    app = Demo()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.ask(PromptDialog("Phase", "choice", choices=[("t", "Treating"), ("d", "Demand")]), pilot)
        await pilot.press(*"dem")
        await pilot.press("escape")
        assert app.answer is UNASKED
        await pilot.press("a", "enter")
        assert app.answer == "d"


async def test_picking_by_part_of_the_name() -> None:
    app = Demo()
    items = [(None, "Any"), ("t", "Treating", "131"), ("d", "Demand", "19"), ("l", "Litigation", "20")]
    async with app.run_test(size=(80, 24)) as pilot:
        await app.ask(PickDialog("Phase", items, current="d"), pilot)
        await pilot.press("enter")
        assert app.answer == "d"
        await app.ask(PickDialog("Phase", items), pilot)
        await pilot.press(*"lit", "enter")
        assert app.answer == "l"
        await app.ask(PickDialog("Phase", items), pilot)
        await pilot.press("down", "down", "up", "enter")
        assert app.answer == "t"
        await app.ask(PickDialog("Phase", items, "zebra"), pilot)
        assert any("Nothing matches" in line for line in shown(app))
        await pilot.press("enter", "escape")
        assert app.answer is None


async def test_a_click_picks() -> None:
    app = Demo()
    async with app.run_test(size=(80, 24)) as pilot:
        dialog = PickDialog("Phase", [(1, "One"), (2, "Two")])
        await app.ask(dialog, pilot)
        await pilot.click(dialog.rows, offset=(4, 1))
        await pilot.click(dialog.rows, offset=(4, 1))
        assert app.answer == 2


async def test_a_message_says_what_is_safe_and_what_to_do() -> None:
    app = Demo()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.ask(MessageDialog("Not saved", "The disk is full.", "Your text is kept.", "Free some space."), pilot)
        text = "\n".join(shown(app))
        assert "┌─ Not saved ─" in text
        for part in ("The disk is full.", "Your text is kept.", "Free some space.", "enter  Close"):
            assert part in text
        await pilot.press("x", "d")
        assert app.answer is UNASKED
        await pilot.press("enter")
        assert app.answer is None


@pytest.mark.parametrize("text", [*TEXTS, NAME * 4])
async def test_hostile_text_in_every_dialog_is_literal_and_harmless(text: str) -> None:
    app = Demo()
    dialogs: list[Screen[Any]] = [
        MenuDialog(text, [("a", text, 1), ("b", "other", 2)]),
        KeyConfirm(f"{text}\n{text}", [("y", text, 1)], cancel=text),
        TypedConfirm(f"{text}\n{text}", text),
        PromptDialog(text, value=text, hint=text),
        PickDialog(text, [(1, text, text), (2, "other")]),
        MessageDialog(text, text, text, text),
    ]
    async with app.run_test(size=(80, 24)) as pilot:
        for dialog in dialogs:
            await app.ask(dialog, pilot)
            lines = shown(app)
            assert all(harmless(line) for line in lines)
            assert all(cell_len(line) == 80 for line in lines)
            app.pop_screen()
            await pilot.pause()
