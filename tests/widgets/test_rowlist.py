from collections.abc import Iterable, Sequence
from dataclasses import replace

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.events import MouseScrollDown
from textual.pilot import Pilot
from textual.strip import Strip

from caseterm.errors import BusyError
from caseterm.widgets.rowlist import Column, Key, Row, RowList
from caseterm.widgets.rows import PAGE
from tests.widgets.hostile import NAME, TEXTS, harmless, lines_of

COLUMNS = [
    Column("client", "Client", 14, grow=True),
    Column("no", "No.", 7),
    Column("touch", "Touch", 5, align="right"),
    Column("why", "Why", 16, min_total=70),
]


class Watched(RowList):
    """Counts what it draws."""

    def __init__(self) -> None:
        super().__init__(COLUMNS, empty_text="No cases match.\nEsc clears the filter, a adds one.")
        self.drawn: list[int] = []

    def render_line(self, y: int) -> Strip:
        self.drawn.append(y)
        return super().render_line(y)


class Demo(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.rows = Watched()
        self.said: list[tuple[str, Key | None]] = []

    def compose(self) -> ComposeResult:
        yield self.rows

    def on_row_list_highlighted(self, message: RowList.Highlighted) -> None:
        self.said.append(("at", message.key))

    def on_row_list_opened(self, message: RowList.Opened) -> None:
        self.said.append(("open", message.key))

    def on_row_list_marked(self, message: RowList.Marked) -> None:
        self.said.append(("marked", message.key))

    def on_row_list_menu_wanted(self, message: RowList.MenuWanted) -> None:
        self.said.append(("menu", message.key))

    def on_row_list_failed(self, message: RowList.Failed) -> None:
        self.said.append((message.error.title, None))


def case(number: int, name: str = "") -> Row:
    return Row(number, {"client": name or f"Client {number}", "no": f"26-{number:04}", "touch": "3d"})


def cases(numbers: Iterable[int]) -> list[Row]:
    return [case(number) for number in numbers]


def heading(text: str) -> Row:
    return Row(f"h:{text}", {"": text}, "heading")


async def show(pilot: Pilot[None], rows: Sequence[Row]) -> Watched:
    app = pilot.app
    assert isinstance(app, Demo)
    app.rows.set_rows(rows)
    app.rows.focus()
    await pilot.pause()
    return app.rows


async def test_lines_look_as_designed_at_80_columns() -> None:
    async with Demo().run_test(size=(80, 24)) as pilot:
        rows = await show(pilot, [case(1, "Nguyen, Thi"), Row(2, {"client": "Garcia, Maria"}, pinned=True)])
        await pilot.press("down")
        rows.toggle_mark()
        await pilot.pause()
        lines = lines_of(rows)
    assert lines[0].startswith("   Client ")
    assert "No.     Touch Why" in lines[0]
    assert lines[1].startswith("   Nguyen, Thi ")
    assert "26-0001    3d" in lines[1]
    assert lines[2].startswith(">+*Garcia, Maria")
    assert all(cell_len(line) == 80 for line in lines)


async def test_columns_are_dropped_not_squeezed_when_narrow() -> None:
    async with Demo().run_test(size=(60, 24)) as pilot:
        rows = await show(pilot, cases([1]))
        assert "Why" not in lines_of(rows)[0]
        assert "26-0001" in lines_of(rows)[1]
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        assert "Why" in lines_of(rows)[0]


async def test_a_cursor_key_repaints_two_lines() -> None:
    async with Demo().run_test(size=(80, 24)) as pilot:
        rows = await show(pilot, cases(range(100)))
        rows.drawn.clear()
        await pilot.press("down")
        await pilot.pause()
        assert sorted(rows.drawn) == [1, 2]
        rows.drawn.clear()
        await pilot.press("k")
        await pilot.pause()
        assert sorted(rows.drawn) == [1, 2]


async def test_a_new_result_repaints_only_the_lines_that_show_something_else() -> None:
    async with Demo().run_test(size=(80, 24)) as pilot:
        rows = await show(pilot, cases(range(8)))
        rows.drawn.clear()
        rows.set_rows(cases([0, 1, 2, 5]))
        await pilot.pause()
        assert sorted(rows.drawn) == [4, 5, 6, 7, 8], "three rows stay, one is another, four are blank now"
        rows.drawn.clear()
        rows.set_rows(cases([0, 1, 2, 5]))
        await pilot.pause()
        assert rows.drawn == []
        rows.set_rows([replace(row, key=f"other {row.key}") for row in cases([0, 1, 2, 5])])
        rows.empty_text = "No cases match.\nEsc clears the filter, a adds one."
        await pilot.pause()
        assert rows.drawn == [], "other rows that look the same"
        assert rows.cursor_key == "other 0"
        rows.set_rows([case(0, "Garcia"), *cases([1, 2, 5])])
        await pilot.pause()
        assert "Garcia" in lines_of(rows)[1]
        await pilot.resize_terminal(100, 30)
        await pilot.pause()
        rows.drawn.clear()
        rows.set_rows(cases([1, 2, 5]))
        await pilot.pause()
        assert sorted(rows.drawn) == [1, 2, 3, 4]
        assert "26-0001" in lines_of(rows)[1]


async def test_keys_move_by_row_page_and_end() -> None:
    async with Demo().run_test(size=(80, 24)) as pilot:
        rows = await show(pilot, cases(range(100)))
        await pilot.press("j", "j", "down", "up")
        assert rows.cursor_key == 2
        await pilot.press("pagedown")
        assert rows.cursor_key == 24
        await pilot.press("end")
        assert rows.cursor_key == 99
        assert "Client 99" in lines_of(rows)[-1]
        await pilot.press("down", "pagedown")
        assert rows.cursor_key == 99
        await pilot.press("home", "up", "pageup")
        assert rows.cursor_key == 0
        assert rows.cursor_index == 0


async def test_messages_name_the_row() -> None:
    async with Demo().run_test(size=(80, 24)) as pilot:
        app = pilot.app
        assert isinstance(app, Demo)
        await show(pilot, cases([7, 8]))
        await pilot.press("down", "enter")
        await pilot.pause()
        assert app.said == [("at", 7), ("at", 8), ("open", 8)]


async def test_cursor_marks_and_place_on_screen_follow_the_key_through_a_new_order() -> None:
    async with Demo().run_test(size=(80, 24)) as pilot:
        rows = await show(pilot, cases(range(60)))
        rows.move_to(30)
        rows.marks = {30, 31}
        await pilot.pause()
        before = next(y for y, line in enumerate(lines_of(rows)) if "Client 30 " in line)
        rows.set_rows(cases([*range(100, 110), *range(60)]))
        assert rows.cursor_key == 30
        after = next(y for y, line in enumerate(lines_of(rows)) if "Client 30 " in line)
        assert before == after
        rows.set_rows(cases(reversed(range(60))))
        assert rows.cursor_key == 30
        assert next(line for line in lines_of(rows) if "Client 31 " in line).startswith(" +")


async def test_what_comes_before_the_first_row_is_seen_at_the_top() -> None:
    async with Demo().run_test(size=(80, 24)) as pilot:
        rows = await show(pilot, cases(range(60)))
        rows.set_rows(cases([100, *range(60)]))
        assert rows.cursor_key == 0
        assert "Client 100 " in lines_of(rows)[0] or "Client 100 " in lines_of(rows)[1]
        assert any(line.startswith(">") and "Client 0 " in line for line in lines_of(rows))


async def test_when_its_row_goes_the_cursor_takes_the_neighbour() -> None:
    async with Demo().run_test(size=(80, 24)) as pilot:
        rows = await show(pilot, cases(range(10)))
        rows.move_to(4)
        rows.set_rows(cases([0, 1, 2, 3, 5, 6, 7, 8, 9]))
        assert rows.cursor_key == 5
        rows.move_to(9)
        rows.set_rows(cases([0, 1, 2, 3, 5, 6]))
        assert rows.cursor_key == 6
        rows.set_rows([])
        assert rows.cursor_key is None
        rows.set_rows(cases([3]))
        assert rows.cursor_key == 3


async def test_headings_and_notes_are_shown_and_skipped() -> None:
    groups = [
        heading("Overdue (2)"),
        *cases([1, 2]),
        heading("Today (0)"),
        Row("n", {"": "nothing due today"}, "note"),
        heading("Later"),
        *cases(range(3, 40)),
        Row("end", {"": "... 9 more"}, "note"),
    ]
    async with Demo().run_test(size=(80, 12)) as pilot:
        rows = await show(pilot, groups)
        assert rows.cursor_key == 1
        assert rows.row_count == 39
        await pilot.press("down", "down")
        assert rows.cursor_key == 3
        assert lines_of(rows)[4].startswith(" Today (0)")
        assert lines_of(rows)[5].startswith("    nothing due today")
        await pilot.press("end")
        assert lines_of(rows)[-1].startswith("    ... 9 more")
        await pilot.press("home")
        assert lines_of(rows)[1].startswith(" Overdue (2)")
        await pilot.press("pagedown", "pagedown", "pageup", "pageup", "pageup")
        assert rows.cursor_key == 1
        assert lines_of(rows)[1].startswith(" Overdue (2)")


async def test_a_list_of_notes_alone_scrolls() -> None:
    async with Demo().run_test(size=(80, 6)) as pilot:
        rows = await show(pilot, [Row(f"n{i}", {"": f"note {i}"}, "note") for i in range(20)])
        assert rows.cursor_key is None
        await pilot.press("down", "enter")
        assert "note 1" in lines_of(rows)[1]
        await pilot.press("end")
        assert "note 19" in lines_of(rows)[-1]


class Store:
    """A source that remembers what it was asked for."""

    def __init__(self, missing: Iterable[int] = ()) -> None:
        self.asked: list[int] = []
        self.missing = set(missing)

    def fetch(self, keys: Sequence[int]) -> list[Row]:
        self.asked.extend(keys)
        return [case(key) for key in reversed(keys) if key not in self.missing]


async def test_a_source_of_100000_keys_is_read_by_the_page() -> None:
    async with Demo().run_test(size=(80, 24)) as pilot:
        app, store = pilot.app, Store()
        assert isinstance(app, Demo)
        app.rows.set_source(list(range(100_000)), store.fetch)
        app.rows.focus()
        await pilot.pause()
        assert len(store.asked) == PAGE
        await pilot.press("end")
        await pilot.pause()
        assert app.rows.cursor_key == 99_999
        assert len(store.asked) <= PAGE * 3
        assert "Client 99999" in lines_of(app.rows)[-1]
        app.rows.mark_all()
        assert len(app.rows.marks) == 100_000
        assert len(store.asked) <= PAGE * 3


async def test_one_row_of_a_source_is_fetched_again_without_moving() -> None:
    async with Demo().run_test(size=(80, 24)) as pilot:
        app, store = pilot.app, Store()
        assert isinstance(app, Demo)
        app.rows.set_source(list(range(500)), store.fetch)
        app.rows.move_to(130)
        await pilot.pause()
        store.asked.clear()
        app.rows.invalidate([130])
        await pilot.pause()
        assert store.asked == list(range(128, 128 + PAGE))
        assert app.rows.cursor_key == 130
        app.rows.set_source([key for key in range(500) if key != 130], store.fetch)
        assert app.rows.cursor_key == 131


async def test_a_row_gone_meanwhile_is_drawn_empty_and_a_failed_read_is_told() -> None:
    async with Demo().run_test(size=(80, 24)) as pilot:
        app, store = pilot.app, Store(missing=[1])
        assert isinstance(app, Demo)
        app.rows.set_source([0, 1, 2], store.fetch)
        await pilot.pause()
        assert lines_of(app.rows)[2].strip() == ""

        def broken(keys: Sequence[int]) -> list[Row]:
            raise BusyError("Another program holds the file.")

        app.rows.set_source([0, 1, 2], broken)
        assert lines_of(app.rows)[1].strip() == ">"
        await pilot.pause()
        assert app.said[-1] == ("Another program holds the file.", None)
        app.rows.set_source([0, 1, 2], store.fetch)
        await pilot.pause()
        assert "Client 0" in lines_of(app.rows)[1]


async def test_marks_by_key_survive_and_count_what_is_hidden() -> None:
    async with Demo().run_test(size=(80, 24)) as pilot:
        rows = await show(pilot, cases(range(10)))
        rows.toggle_mark()
        rows.toggle_mark()
        assert rows.marks == {0, 1}
        assert rows.cursor_key == 2
        rows.set_rows(cases(range(1, 10)))
        assert rows.hidden_marks == 1
        rows.mark_all()
        assert rows.marks == set(range(10))
        rows.clear_marks()
        assert rows.marks == set()


async def test_shift_arrows_mark_a_stretch_and_give_it_back() -> None:
    async with Demo().run_test(size=(80, 24)) as pilot:
        rows = await show(pilot, cases(range(10)))
        rows.marks = {9}
        await pilot.press("down", "shift+down", "shift+down")
        assert rows.marks == {1, 2, 3, 9}
        await pilot.press("shift+up")
        assert rows.marks == {1, 2, 9}
        await pilot.press("down", "down", "shift+down")
        assert rows.marks == {1, 2, 4, 5, 9}


async def test_click_selects_second_click_opens_wheel_leaves_the_cursor() -> None:
    async with Demo().run_test(size=(80, 24)) as pilot:
        app = pilot.app
        assert isinstance(app, Demo)
        rows = await show(pilot, [heading("Group"), *cases(range(100))])
        await pilot.click(rows, offset=(10, 6))
        assert rows.cursor_key == 4
        assert ("open", 4) not in app.said
        await pilot.click(rows, offset=(10, 6))
        assert ("open", 4) in app.said
        await pilot.click(rows, offset=(10, 1))
        assert rows.cursor_key == 4
        await pilot.click(rows, offset=(10, 7), button=3)
        assert app.said[-1] == ("menu", 5)


async def test_wheel_scrolls_and_a_refresh_keeps_what_is_in_sight() -> None:
    async with Demo().run_test(size=(80, 24)) as pilot:
        rows = await show(pilot, cases(range(100)))
        for _ in range(10):
            await pilot._post_mouse_events([MouseScrollDown], rows, offset=(5, 5), button=0)
        assert rows.cursor_key == 0
        assert "Client 30 " in lines_of(rows)[1]
        rows.set_rows(cases(range(100)))
        assert "Client 30 " in lines_of(rows)[1]
        await pilot.press("down")
        assert rows.cursor_key == 1
        assert "Client 1 " in lines_of(rows)[1]


async def test_an_empty_list_says_why_and_which_key() -> None:
    async with Demo().run_test(size=(80, 24)) as pilot:
        rows = await show(pilot, [])
        lines = "\n".join(lines_of(rows))
        assert "No cases match." in lines
        assert "Esc clears the filter, a adds one." in lines
        await pilot.press("down", "up", "pagedown", "home", "end", "enter", "shift+down")
        rows.toggle_mark()
        assert rows.marks == set()


@pytest.mark.parametrize("text", TEXTS)
async def test_hostile_text_is_literal_harmless_and_cut_to_its_cells(text: str) -> None:
    row = Row(1, {"client": text, "no": (text, "bad"), "touch": (text, "warn"), "why": (text, "muted")})
    async with Demo().run_test(size=(80, 24)) as pilot:
        rows = await show(
            pilot, [row, Row("h", {"": text, "x": (text, "bad")}, "heading"), Row("n", {"": text}, "note")]
        )
        rows.empty_text = text
        lines = lines_of(rows)
        rows.set_rows([])
        lines += lines_of(rows)
        await pilot.pause()
    assert all(cell_len(line) == 80 for line in lines)
    assert all(harmless(line) for line in lines)


async def test_markup_in_a_name_is_shown_as_typed() -> None:
    async with Demo().run_test(size=(120, 24)) as pilot:
        rows = await show(pilot, [case(1, NAME)])
        assert NAME in lines_of(rows)[1]


async def test_the_position_bar_says_where_one_is() -> None:
    async with Demo().run_test(size=(80, 24)) as pilot:
        rows = await show(pilot, cases(range(1000)))
        assert lines_of(rows)[1].endswith("▐")
        await pilot.press("end")
        lines = lines_of(rows)
        assert lines[-1].endswith("▐")
        assert not lines[1].endswith("▐")
        rows.set_rows(cases(range(5)))
        assert not any(line.endswith("▐") for line in lines_of(rows))
