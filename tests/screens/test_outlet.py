"""What is drawn is on its way to the terminal before anything else is done; one that is stuck holds up nothing."""

import io
from threading import Event
from typing import Any

import pytest
from textual.driver import Driver
from textual.drivers._writer_thread import WriterThread

from caseterm.screens import outlet
from caseterm.screens.outlet import Outgoing


class Terminal(io.StringIO):
    """Takes what is written once it is let."""

    def __init__(self) -> None:
        super().__init__()
        self.reached, self.let = Event(), Event()
        self.shown = ""

    def flush(self) -> None:
        self.reached.set()
        self.let.wait(10)
        self.shown = self.getvalue()


class Queued(Driver):
    """What stands beneath: Textual's own thread and its queue."""

    def __init__(self, stream: Any) -> None:  # a driver's own needs an app and a terminal
        self._file = stream

    def start_application_mode(self) -> None:
        self.thread = WriterThread(self._file)
        self.thread.start()

    def write(self, data: str) -> None:
        self.thread.write(data)

    def disable_input(self) -> None:
        """There is none."""

    def stop_application_mode(self) -> None:
        self.thread.stop()


class Line(Outgoing, Queued):
    """The way to the terminal alone."""

    def put(self, text: str) -> None:
        self.write(text)
        self.hand_over()

    @property
    def is_handed_over(self) -> bool:
        return bool(self._file.taken.is_set())


@pytest.fixture
def terminal() -> Terminal:
    return Terminal()


@pytest.fixture
def line(terminal: Terminal) -> Line:
    line = Line(terminal)
    line.start_application_mode()
    return line


def test_a_drawing_is_on_its_way_before_the_program_goes_on(
    terminal: Terminal, line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outlet, "TURN", 10)  # the other thread may be late on a busy machine
    terminal.let.set()
    for number in range(20):
        line.put(f"{number} ")
        assert line.is_handed_over
    line.stop_application_mode()
    assert terminal.shown.split() == [str(number) for number in range(20)]


def test_a_terminal_that_takes_nothing_does_not_stop_the_program(terminal: Terminal, line: Line) -> None:
    line.put("held ")
    assert terminal.reached.wait(10)
    line.put("later")
    assert terminal.shown == ""
    terminal.let.set()
    line.stop_application_mode()
    assert terminal.shown == "held later"
