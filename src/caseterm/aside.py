"""Work done in a thread while the caller goes on, where the work waits more than it computes: SQLite, typst."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeVar

    Made = TypeVar("Made")


def aside(work: Callable[[], Made]) -> Callable[[], Made]:
    """Start the work; what is returned waits for its end and gives what came of it, or raises what it raised."""
    made: list[Made] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            made.append(work())
        except BaseException as problem:
            failed.append(problem)

    def outcome() -> Made:
        thread.join()
        if failed:
            raise failed[0]
        return made[0]

    thread = Thread(target=run, daemon=True)
    thread.start()
    return outcome
