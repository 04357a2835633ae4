"""Regular expressions compiled when first used: a start that needs none of them need not wait for them."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class _Later:
    """Stands for a pattern until something is asked of it, then lends it its methods."""

    def __init__(self, text: str, flags: int) -> None:
        self._text, self._flags = text, flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(self._text, self._flags), name)
        self.__dict__[name] = found
        return found


def later(text: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern, not yet compiled."""
    one: Any = _Later(text, flags)
    pattern: re.Pattern[str] = one
    return pattern
