"""Work on a message that fails in words is told by the program; without it one failure would end the program."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from textual.message import Message

if TYPE_CHECKING:
    from textual.message_pump import MessagePump

    _Pump = MessagePump
else:
    _Pump = object  # Textual takes the styles of the first base that is a widget, which is the other one


class Telling(Protocol):
    """A program that knows which failures have words."""

    def tells(self, problem: Exception) -> bool:
        """Tell a failure that has words; False for any other."""


class Steady(_Pump):
    """Something whose handlers read the record, which another program may hold or a pulled-out disk take away.

    Keys run actions, which are looked after anyway; this is for what happens by itself: a dialog that fills itself,
    a field that looks for matches, a list that is read again.
    """

    async def _dispatch_message(self, message: Message) -> None:
        try:
            await super()._dispatch_message(message)
        except Exception as problem:
            if not hasattr(self.app, "tells") or not cast("Telling", self.app).tells(problem):
                raise
