import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult

from caseterm.widgets.chrome import KeyBar, Line, Rule, StatusRow, TitleRow
from tests.widgets.hostile import NAME, TEXTS, harmless, lines_of

HINTS = [
    ("/", "Filter"),
    ("o", "Open"),
    ("a", "Add"),
    ("l", "Log"),
    ("s", "Stage"),
    ("d", "Due"),
    ("space", "Mark"),
    ("x", "Done"),
    ("u", "Undo"),
]


class Demo(App[None]):
    BINDINGS = [("slash", "note('filter')"), ("f1", "note('help')"), ("u", "note('undo')"), ("space", "note('mark')")]

    def __init__(self) -> None:
        super().__init__()
        self.title_row = TitleRow("1", "Sat Nov 21 2026")
        self.line = Line(" left", right=["right "])
        self.rule = Rule()
        self.status = StatusRow()
        self.keys = KeyBar(HINTS)
        self.noted: list[str] = []

    def compose(self) -> ComposeResult:
        yield from (self.title_row, self.line, self.rule, self.status, self.keys)

    def action_note(self, what: str) -> None:
        self.noted.append(what)

    def on_title_row_chosen(self, message: TitleRow.Chosen) -> None:
        self.noted.append(message.key)


async def test_the_title_row_is_as_designed() -> None:
    app = Demo()
    async with app.run_test(size=(80, 24)) as pilot:
        assert lines_of(app.title_row) == [
            " [1 Cases]  2 Client   3 Calendar   4 Tasks                     Sat Nov 21 2026 "
        ]
        app.title_row.set(current="2", right="26-0142  3 of 12")
        assert lines_of(app.title_row) == [
            "  1 Cases  [2 Client]  3 Calendar   4 Tasks                    26-0142  3 of 12 "
        ]
        app.title_row.set(right="Okafor, Chidi", flags="DEMO", before=("print", "24-0555"))
        assert lines_of(app.title_row)[0].endswith("Tasks        DEMO  24-0555  Okafor, Chidi ")
        await pilot.click(app.title_row, offset=(24, 0))
        assert app.noted == ["3"]
        await pilot.resize_terminal(60, 16)
        assert lines_of(app.title_row) == ["  1  [2 Client]  3   4  DEMO  print  24-0555  Okafor, Chidi "]
        await pilot.click(app.title_row, offset=(21, 0))
        assert app.noted == ["3", "4"]


@pytest.mark.parametrize("width", [20, 40, 60, 80, 100, 120])
async def test_the_key_bar_shows_whole_hints_and_more_last(width: int) -> None:
    app = Demo()
    async with app.run_test(size=(width, 24)):
        shown = app.keys.fitting(width)
        assert shown[-1] == ("?", "more")
        assert shown[:-1] == HINTS[: len(shown) - 1]
        assert len(shown) <= 8
        line = lines_of(app.keys)[0]
        assert line.rstrip() == "".join(f"  {key} {label}" for key, label in shown)
        assert cell_len(line) == width


async def test_the_key_bar_at_80_columns_is_as_designed() -> None:
    app = Demo()
    async with app.run_test(size=(80, 24)):
        line = lines_of(app.keys)[0].rstrip()
        assert line == "  / Filter  o Open  a Add  l Log  s Stage  d Due  space Mark  ? more"


async def test_hints_are_buttons() -> None:
    app = Demo()
    async with app.run_test(size=(80, 24)) as pilot:
        line = lines_of(app.keys)[0]
        for word in ("Filter", "space", "more"):
            await pilot.click(app.keys, offset=(line.index(word), 0))
        await pilot.click(app.keys, offset=(1, 0))
        await pilot.click(app.keys, offset=(79, 0))
        assert app.noted == ["filter", "mark", "help"]


async def test_the_status_row_keeps_the_undo_key_when_the_message_is_long() -> None:
    app = Demo()
    async with app.run_test(size=(80, 24)) as pilot:
        app.status.say("Saved. Nguyen, Thi: stage Treating -> Records.", hint="u Undo")
        assert lines_of(app.status)[0].rstrip() == " Saved. Nguyen, Thi: stage Treating -> Records.   u Undo"
        await pilot.click(app.status, offset=(5, 0))
        await pilot.click(app.status, offset=(52, 0))
        assert app.noted == ["undo"]
        app.status.say(f"Ride there and back: Imaging {'Evans' * 30}; 4 tasks added.", hint="u Undo")
        assert lines_of(app.status)[0].rstrip().endswith("…; 4 tasks added.   u Undo")
        moved = "Moved: PT Kahananui, Keoni Wed 11/18 3:00 -> Mon 11/23 3:00"
        app.status.say(f"{moved}, ride to book; 2 tasks added.", hint="u Undo")
        assert lines_of(app.status)[0].startswith(f" {moved}, "), "the new date is not cut for what came with it"
        app.status.say(f"Done: {'letter ' * 12}al… (Phan, Minh).", hint="u Undo")
        assert lines_of(app.status)[0].rstrip().endswith("letter… (Phan, Minh).   u Undo")
        app.status.say("x" * 200, hint="u Undo")
        line = lines_of(app.status)[0]
        assert line.rstrip().endswith("x…   u Undo")
        assert cell_len(line) == 80
        app.status.clear()
        assert lines_of(app.status)[0].strip() == ""


async def test_a_line_cuts_its_left_and_keeps_its_right() -> None:
    app = Demo()
    async with app.run_test(size=(40, 24)):
        app.line.set(" " + "n" * 60, ("y", "bad"), right=[("41d !!", "bad"), " "])
        assert lines_of(app.line)[0] == " " + "n" * 30 + "… 41d !! "
        assert lines_of(app.rule)[0] == "─" * 40


async def test_changing_a_line_is_not_a_layout_pass() -> None:
    app = Demo()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        before = app.line._layout_updates
        app.line.set("a much longer text than before")
        app.status.say("said")
        app.title_row.set(right="other")
        app.keys.set_hints(HINTS[:3])
        await pilot.pause()
        assert app.line._layout_updates == before
        assert not app.line._layout_required


@pytest.mark.parametrize("text", TEXTS)
async def test_hostile_text_in_every_line(text: str) -> None:
    app = Demo()
    async with app.run_test(size=(80, 24)) as pilot:
        app.title_row.set(right=text)
        app.line.set(text, (text, "bad"), right=[text])
        app.status.say(text, hint="u Undo", role="warn")
        app.keys.set_hints([("a", text)])
        await pilot.pause()
        for widget in (app.title_row, app.line, app.status, app.keys):
            line = lines_of(widget)[0]
            assert harmless(line)
            assert cell_len(line) == 80


async def test_markup_in_a_status_message_is_shown_as_typed() -> None:
    app = Demo()
    async with app.run_test(size=(80, 24)):
        app.status.say(NAME)
        assert NAME in lines_of(app.status)[0]


async def test_a_line_is_drawn_in_the_roles_of_its_pieces_and_blank_beyond_them() -> None:
    app = Demo()
    async with app.run_test(size=(20, 24)):
        app.line.set("a", ("b", "warn"), ("", "current"), ("c", "warn"), ("d ", "bold"), ("", "current"), right=[])
        drawn = list(app.line.render_line(0))
        styles = [app.line.paint_of(role) for role in ("", "warn", "bold", "")]
        assert [segment.text for segment in drawn] == ["a", "bc", "d ", " " * 15]
        assert [segment.style for segment in drawn] == styles
