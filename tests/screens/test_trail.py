"""The way back: Esc undoes each step she went, whatever she opened meanwhile, and comes to an end."""

from itertools import product

from caseterm.screens.trail import Place, Trail

CHASE, RIDES = "board:chase", "board:rides"
MODES = ("cases", "client", "calendar", "tasks", CHASE, RIDES)


class Walker:
    """Somebody who goes about; `here` is where she is."""

    def __init__(self) -> None:
        self.trail = Trail()
        self.here = Place("cases")

    def go(self, mode: str) -> None:
        if mode != self.here.mode:
            self.trail.go(self.here, mode)
            self.here = Place(mode, 1 if mode == "client" else None)

    def open(self, case_id: int) -> None:
        if self.here.mode != "client":
            self.trail.open(self.here)
        self.here = Place("client", case_id)

    def back(self) -> list[Place]:
        """Every place that Esc leads to, up to the root."""
        found = []
        while (place := self.trail.back(self.here)) is not None:
            found.append(place)
            self.here = place
        return found


def names(places: list[Place]) -> list[str]:
    return [place.mode for place in places]


def test_back_from_a_case_leads_to_the_board_it_was_opened_from_and_on_to_what_lay_under_it() -> None:
    she = Walker()
    she.open(1)
    she.go(CHASE)
    she.open(2)
    assert she.back() == [Place(CHASE), Place("client", 1), Place("cases")]


def test_a_board_is_left_by_the_key_of_the_screen_it_lies_over_and_waits_behind_another() -> None:
    she = Walker()
    she.go("calendar")
    she.go(CHASE)
    she.go("calendar")
    assert names(she.back()) == ["cases"]
    she.go(CHASE)
    she.go("tasks")
    assert names(she.back()) == [CHASE, "cases"]


def test_the_root_has_nothing_behind_it() -> None:
    she = Walker()
    she.go(CHASE)
    she.open(3)
    she.go("cases")
    assert she.back() == []
    assert CHASE not in she.trail


def test_esc_comes_to_the_root_in_a_few_steps_and_through_no_place_twice() -> None:
    for steps in product([*MODES, "open"], repeat=5):
        she = Walker()
        for number, step in enumerate(steps):
            if step == "open":
                she.open(number)
            else:
                she.go(step)
        start = she.here
        found = she.back()
        assert she.here.mode == "cases", steps
        assert len(set(names(found))) == len(found), steps
        assert start not in found, steps
