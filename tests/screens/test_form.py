import asyncio
from collections.abc import Mapping
from datetime import date, time
from typing import Any

import pytest
from rich.cells import cell_len
from textual.app import App
from textual.pilot import Pilot

from caseterm.errors import DiskFullError, FieldProblem, InputError
from caseterm.screens.dialogs.confirm import KeyConfirm
from caseterm.screens.dialogs.message import MessageDialog
from caseterm.screens.form import FieldSpec, FormScreen
from tests.screens.test_dialogs import shown
from tests.widgets.hostile import NAME, TEXTS, harmless

TODAY = date(2026, 11, 21)
SPECS = [
    FieldSpec("kind", "Kind", "choice", required=True, choices=[("pt", "PT"), ("mri", "MRI")], hint="type to pick"),
    FieldSpec("provider", "Provider", "suggest", suggest=lambda query: [(7, "Mercy PT", "12 Elm St")]),
    FieldSpec("day", "Date", "date", required=True),
    FieldSpec("at", "Time", "time"),
    FieldSpec("length", "Length", "length"),
    FieldSpec("ride", "Ride", "yesno"),
    FieldSpec("title", "Title", required=True),
]
FULL = {
    "kind": "pt",
    "provider": (7, "Mercy PT"),
    "day": date(2026, 11, 24),
    "at": time(9, 30),
    "length": 45,
    "ride": True,
    "title": "therapy",
}


class Demo(App[None]):
    BINDINGS = [("escape", "stray"), ("e", "stray"), ("1", "stray"), ("ctrl+z", "stray")]

    def __init__(self) -> None:
        super().__init__()
        self.animation_level = "none"
        self.saved: list[dict[str, object]] = []
        self.failure: Exception | None = None
        self.refusal: str | None = None
        self.drafts: list[dict[str, str]] = []
        self.drafted = asyncio.Event()
        self.result: bool | None = None
        self.did: list[str] = []

    def save(self, values: dict[str, object]) -> str | None:
        if self.failure is not None:
            raise self.failure
        if self.refusal is None:
            self.saved.append(values)
        return self.refusal

    def draft(self, texts: dict[str, str]) -> None:
        self.drafts.append(texts)
        self.drafted.set()

    def action_stray(self) -> None:
        self.did.append("stray")

    def action_jump(self) -> None:
        self.did.append("jump")

    async def open(self, pilot: Pilot[None], values: Mapping[str, object] | None = None, **more: Any) -> FormScreen:
        def closed(result: bool | None) -> None:
            self.result = result

        form = FormScreen(
            "Edit appointment",
            "Nguyen, Thi 26-0142",
            more.pop("specs", SPECS),
            values,
            save=self.save,
            draft=self.draft,
            today=TODAY,
            mode="2",
            right="26-0142",
            **more,
        )
        self.push_screen(form, closed)
        await pilot.pause()
        return form


def top(app: Demo) -> object:
    return app.screen


def here(form: FormScreen) -> str:
    """The name of the field the keyboard is in."""
    return next(field.field_name for field in form.fields if field.active)


async def test_the_form_looks_as_designed_at_80_columns() -> None:
    app = Demo()
    async with app.run_test(size=(80, 24)) as pilot:
        form = await app.open(pilot, FULL)
        lines = shown(app)
        assert lines[0].startswith("  1 Cases  [2 Client]")
        assert lines[1].startswith(" Edit appointment   Nguyen, Thi 26-0142")
        assert lines[4].startswith("  Kind*    > [PT ")
        assert "= Tue Nov 24 2026, in 3 days" in lines[6]
        assert "[9:30 AM" in lines[7]
        assert "= 45m, ends 10:15 AM" in lines[8]
        assert "[x]" in lines[9]
        assert "Field 1 of 7. enter next field, ctrl+s save, esc leave" in lines[22]
        assert lines[23].startswith("  ctrl+s Save  enter Next")
        assert all(cell_len(line) == 80 for line in lines)
        assert not form.dirty


async def test_enter_goes_to_the_next_field_and_saves_on_the_last() -> None:
    app = Demo()
    async with app.run_test(size=(80, 24)) as pilot:
        form = await app.open(pilot)
        await pilot.press(*"mri", "enter", "enter", *"tue", "enter", *"3p", "enter", *"1h", "enter", "space", "enter")
        assert here(form) == "title"
        await pilot.press(*"films", "enter")
        await pilot.pause()
        assert app.saved == [
            {
                "kind": "mri",
                "provider": None,
                "day": date(2026, 11, 24),
                "at": time(15),
                "length": 60,
                "ride": True,
                "title": "films",
            }
        ]
        assert app.result is True
        assert app.drafts[-1] == {}
        assert "stray" not in app.did


async def test_typing_replaces_the_old_value_of_the_first_field() -> None:
    app = Demo()
    async with app.run_test(size=(80, 24)) as pilot:
        form = await app.open(pilot, FULL)
        await pilot.press(*"mr", "ctrl+s")
        assert app.saved[0]["kind"] == "mri"
        assert app.saved[0]["provider"] == 7
        assert app.result is True
        assert not form.dirty


async def test_shift_tab_goes_back_and_ctrl_s_saves_from_anywhere() -> None:
    app = Demo()
    async with app.run_test(size=(80, 24)) as pilot:
        form = await app.open(pilot, FULL)
        await pilot.press("tab", "tab", "shift+tab")
        assert here(form) == "provider"
        await pilot.press("ctrl+s")
        assert len(app.saved) == 1
        assert app.saved[0] == {**FULL, "provider": 7}


async def test_save_checks_every_field_and_goes_to_the_first_bad_one() -> None:
    app = Demo()
    async with app.run_test(size=(80, 24)) as pilot:
        form = await app.open(pilot, {"kind": "pt"})
        form.field("at").set_text("25:00")
        form.field("length").focus()
        await pilot.press("ctrl+s")
        text = "\n".join(shown(app))
        assert app.saved == []
        assert here(form) == "day"
        assert "3 fields need a look before this is saved: Date, Time, Title." in text
        assert "! needed" in text
        assert "! A day has 24 hours" in text
        form.field("at").focus()
        await pilot.pause()
        text = "\n".join(shown(app))
        assert "3 fields need a look before this is saved: Date, Time, Title." in text
        assert "A day has 24 hours, so there is no 25:00. Try 3pm, 9:30 or noon." in text, "what is cut beside it"


async def test_a_length_may_be_an_end_time() -> None:
    app = Demo()
    async with app.run_test(size=(80, 24)) as pilot:
        form = await app.open(pilot, FULL)
        form.field("length").set_text("10:45")
        await pilot.press("ctrl+s")
        assert app.saved[0]["length"] == 75


async def test_what_the_service_refuses_is_shown_beside_its_field() -> None:
    app = Demo()
    app.failure = InputError(
        [
            FieldProblem("Date", "11/24", "is a holiday"),
            FieldProblem("title", "x", "is taken"),
            FieldProblem("Z", "", "?"),
        ]
    )
    async with app.run_test(size=(80, 24)) as pilot:
        form = await app.open(pilot, FULL)
        await pilot.press("ctrl+s")
        text = "\n".join(shown(app))
        assert "! is a holiday" in text
        assert "! is taken" in text
        assert "Z: ?" in text
        assert here(form) == "day"
        assert form.texts()["title"] == "therapy"
        app.failure = InputError([FieldProblem("title", "x", "is taken")])
        await pilot.press("up", "ctrl+s")
        assert app.saved == []
        assert here(form) == "title"
        app.failure = None  # what made the title wrong stood in another field
        await pilot.press("ctrl+s")
        assert app.saved[0]["day"] == date(2026, 11, 25)


async def test_a_failed_save_keeps_the_form_and_says_what_is_safe() -> None:
    app = Demo()
    app.failure = DiskFullError("The disk is full.", next_step="Free some space.")
    async with app.run_test(size=(80, 24)) as pilot:
        form = await app.open(pilot, FULL)
        form.field("title").set_text("kept text")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert isinstance(app.screen, MessageDialog)
        assert "What you typed is still in the form." in "\n".join(shown(app))
        await pilot.press("enter")
        assert top(app) is form
        assert form.texts()["title"] == "kept text"
        app.failure = None
        app.refusal = "That case was archived meanwhile."
        await pilot.press("ctrl+s")
        assert "That case was archived meanwhile." in "\n".join(shown(app))
        app.refusal = None
        await pilot.press("ctrl+s")
        assert app.saved[0]["title"] == "kept text"


async def test_escape_leaves_an_untouched_form_at_once() -> None:
    app = Demo()
    async with app.run_test(size=(60, 24)) as pilot:
        await app.open(pilot, FULL)
        await pilot.press("down")
        await pilot.pause()
        assert "  enter takes the marked one" in [line.rstrip() for line in shown(app)]
        await pilot.press("escape")
        await pilot.pause()
        assert "enter takes" not in "".join(shown(app)), "the list is closed"
        await pilot.press("escape")
        await pilot.pause()
        assert app.result is False
        assert app.did == []


@pytest.mark.parametrize("key", ["enter", "escape"])
async def test_leaving_a_changed_form_asks_and_enter_keeps_editing(key: str) -> None:
    app = Demo()
    async with app.run_test(size=(80, 24)) as pilot:
        form = await app.open(pilot, FULL)
        form.field("title").set_text("changed")
        form.field("day").set_text("fri")
        await pilot.press("escape")
        await pilot.pause()
        text = "\n".join(shown(app))
        assert isinstance(app.screen, KeyConfirm)
        assert "2 fields changed: Date, Title" in text
        await pilot.press(key)
        await pilot.pause()
        assert top(app) is form
        assert form.texts()["title"] == "changed"
        assert app.result is None


async def test_discarding_keeps_the_draft() -> None:
    app = Demo()
    async with app.run_test(size=(80, 24)) as pilot:
        form = await app.open(pilot, FULL)
        form.field("title").set_text("changed")
        await pilot.press("escape", "d")
        await pilot.pause()
        assert app.result is False
        assert app.saved == []
        assert app.drafts[-1]["title"] == "changed"


async def test_saving_on_the_way_out_may_fail_and_then_one_stays() -> None:
    app = Demo()
    async with app.run_test(size=(80, 24)) as pilot:
        form = await app.open(pilot, FULL)
        form.field("title").set_text("")
        await pilot.press("escape", "s")
        await pilot.pause()
        assert top(app) is form
        assert here(form) == "title"
        await pilot.press("x", "escape", "s")
        await pilot.pause()
        assert app.result is True
        assert app.saved[0]["title"] == "x"


async def test_opening_another_case_from_a_field_asks_first() -> None:
    app = Demo()
    async with app.run_test(size=(80, 24)) as pilot:
        form = await app.open(pilot, FULL)
        form.field("title").set_text("changed")
        await pilot.press("ctrl+o")
        await pilot.pause()
        assert app.did == []
        form.ask_to_leave()
        assert len(app.screen_stack) == 3
        await pilot.press("d")
        await pilot.pause()
        assert app.did == ["jump"]
        await app.open(pilot, FULL)
        await pilot.press("ctrl+o")
        await pilot.pause()
        assert app.did == ["jump", "jump"]


async def test_drafts_are_kept_while_one_types_without_leaving_the_field(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FormScreen, "DRAFT_SECONDS", 0.02)
    app = Demo()
    async with app.run_test(size=(80, 24)) as pilot:
        form = await app.open(pilot, FULL)
        assert app.drafts == []
        form.field("title").set_text("unfinished")
        await asyncio.wait_for(app.drafted.wait(), 10)
        assert app.drafts[0]["title"] == "unfinished"
        form.keep_draft()
        assert len(app.drafts) == 1


async def test_a_draft_is_kept_when_a_field_is_left() -> None:
    app = Demo()
    async with app.run_test(size=(80, 24)) as pilot:
        form = await app.open(pilot)
        form.field("title").focus()
        await pilot.press(*"abc", "shift+tab")
        await pilot.pause()
        assert app.drafts[-1]["title"] == "abc"


async def test_a_draft_comes_back_and_counts_as_unsaved() -> None:
    app = Demo()
    async with app.run_test(size=(80, 24)) as pilot:
        drafted = {"title": "from the draft", "provider": "Mercy PT", "gone": "x"}
        form = await app.open(pilot, {"kind": "pt"}, drafted=drafted, drafted_at="9:41 AM")
        text = "\n".join(shown(app))
        assert "Draft from 9:41 AM brought back." in text
        assert "* unsaved" in text
        assert form.dirty
        assert form.field("provider").value == 7


async def test_a_remark_on_the_values_is_shown_when_a_field_is_left() -> None:
    def overlap(values: Mapping[str, object]) -> str:
        return "! Overlaps: R. Shah 9:30-10:00 (allowed)" if values["at"] == time(9, 30) else ""

    app = Demo()
    async with app.run_test(size=(80, 24)) as pilot:
        form = await app.open(pilot, FULL, remark=overlap)
        form.field("at").focus()
        await pilot.press("tab")
        await pilot.pause()
        assert "! Overlaps: R. Shah 9:30-10:00 (allowed)" in "\n".join(shown(app))


async def test_many_fields_scroll_to_the_one_in_use() -> None:
    specs = [FieldSpec(f"f{n}", f"Field {n}", group="First" if n < 20 else "Second") for n in range(40)]
    app = Demo()
    async with app.run_test(size=(80, 24)) as pilot:
        form = await app.open(pilot, specs=specs)
        form.field("f30").focus()
        await pilot.pause()
        text = "\n".join(shown(app))
        assert "Field 30 > [" in text
        assert "Field 31 of 40" in text
        form.field("f39").focus()
        await pilot.press(*"x", "enter")
        assert app.saved[0]["f39"] == "x"


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (120, 40)])
async def test_the_form_fits_every_size(size: tuple[int, int]) -> None:
    app = Demo()
    async with app.run_test(size=size) as pilot:
        form = await app.open(pilot, FULL)
        for field in form.fields:
            field.focus()
            await pilot.pause()
            assert field.editor.region.right <= size[0]
            assert field.region.y < size[1] - 4
        await pilot.resize_terminal(100, 30)
        await pilot.pause()
        assert all(cell_len(line) == 100 for line in shown(app))


async def test_hostile_text_everywhere_in_a_form() -> None:
    for text in [NAME, *TEXTS[2:9]]:
        specs = [FieldSpec("a", text, hint=text, group=text), FieldSpec("n", text, "notes")]
        app = Demo()
        app.failure = InputError([FieldProblem("a", text, text), FieldProblem("other", text, text)])
        async with app.run_test(size=(80, 24)) as pilot:
            form = await app.open(
                pilot, {"a": text, "n": text}, specs=specs, drafted={"a": text + "x"}, drafted_at=text
            )
            form._names = (text, text)
            form._head()
            form.save()
            await pilot.pause()
            lines = shown(app)
            assert all(harmless(line) for line in lines)
            assert all(cell_len(line) == 80 for line in lines)
