import ctypes
import sys
from pathlib import Path

import pytest

from caseterm.freed import give_back


def resident() -> int:
    """The bytes of this process that are in memory."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * 4096


@pytest.mark.parametrize("failing", [OSError, AttributeError])
def test_where_the_library_cannot_be_asked_nothing_happens(
    monkeypatch: pytest.MonkeyPatch, failing: type[Exception]
) -> None:
    def library(_name: object) -> object:
        raise failing

    monkeypatch.setattr(ctypes, "CDLL", library)
    give_back()


def test_what_was_freed_between_things_still_in_use_goes_back_to_the_system() -> None:
    if sys.platform != "linux" or not hasattr(ctypes.CDLL(None), "malloc_trim"):
        return
    pieces = [bytearray(b"x") * 60_000 for _ in range(600)]
    kept = pieces[::60]
    full = resident()
    del pieces
    give_back()
    assert full - resident() > 25_000_000
    assert len(kept) == 10
