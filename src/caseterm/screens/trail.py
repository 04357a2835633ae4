"""The way she came: the places behind the present one, which Esc goes back through one by one."""

from caseterm.values import value

ROOT = "cases"
BOARD = "board:"
"""What the name of a board's place begins with."""


@value
class Place:
    """A screen that can be gone back to; for the client's with the case and section that were in view."""

    mode: str
    case_id: int | None = None
    section: str | None = None

    @property
    def is_board(self) -> bool:
        return self.mode.startswith(BOARD)


class Trail:
    """The places behind the present one, each at most once, so that Esc comes to an end at the root."""

    def __init__(self) -> None:
        self.places: list[Place] = []

    def __contains__(self, mode: str) -> bool:
        return any(place.mode == mode for place in self.places)

    def go(self, here: Place, mode: str) -> None:
        """She goes from here to another screen; the root has nothing behind it.

        A board is left for good by the key of a screen that it lies over.
        """
        if mode == ROOT:
            self.places = []
        elif here.is_board and mode in self:
            del self.places[[place.mode for place in self.places].index(mode) :]
        else:
            self.places = [place for place in self.places if place.mode not in (here.mode, mode)] + [here]

    def open(self, here: Place) -> None:
        """She opens a case from here; a case that lies further back stays to be gone back to."""
        self.places = [place for place in self.places if place.mode != here.mode] + [here]

    def back(self, here: Place) -> Place | None:
        """Where Esc leads; None at the root."""
        if self.places:
            return self.places.pop()
        return Place(ROOT) if here.mode != ROOT else None
