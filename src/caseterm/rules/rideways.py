"""A ride of which one way is booked and the other is not: the note that says so, and what lists make of it."""

from collections.abc import Sequence

_NAMES = {"outbound": "there", "return": "back"}
_SHORT = {"WAY BACK NOT": "NO WAY BACK", "WAY THERE NOT": "NO WAY THERE"}


HALF_ENDS = tuple(_SHORT)


def half_note(ways: Sequence[tuple[str, bool, str]]) -> str:
    """ "way there 8:50 booked, WAY BACK NOT"; nothing unless one way is open and the other is not.

    Of each standing way: direction, whether somebody has still to do something for it, and its time and state in words.
    """
    open_ = {direction for direction, is_open, _ in ways if is_open}
    done = {direction: said for direction, is_open, said in ways if not is_open}
    if len(open_) != 1 or not done or open_ & set(done):
        return ""
    (missing,) = open_
    (booked, said), *_ = done.items()
    return f"way {_NAMES.get(booked, booked)} {said}, WAY {_NAMES.get(missing, missing).upper()} NOT"


def half_of(ride: str, note: str) -> str:
    """The note where it says that one way is missing; a note of hers is none."""
    return note if ride == "needed" and note.endswith(HALF_ENDS) else ""


def missing_words(ride: str, note: str) -> str:
    """NO RIDE, NO WAY BACK, NO WAY THERE; nothing where the ride is not missing."""
    if ride != "needed":
        return ""
    return next((short for end, short in _SHORT.items() if half_of(ride, note).endswith(end)), "NO RIDE")
