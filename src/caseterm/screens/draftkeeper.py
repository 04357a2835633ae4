"""Keeps what is typed in a form safe from a crash."""

from collections.abc import Callable, Mapping

from caseterm.errors import CaseTermError

Keep = Callable[[dict[str, str]], None]


class DraftKeeper:
    """Hands texts to `keep` when they changed; a draft that cannot be kept stands in nobody's way.

    `failure` is the title of the last failure, empty after a success.
    """

    def __init__(self, keep: Keep | None) -> None:
        self._keep = keep
        self._kept: Mapping[str, str] = {}
        self.failure = ""

    @property
    def keeps(self) -> bool:
        """Whether anything is kept at all."""
        return self._keep is not None

    def start(self, texts: dict[str, str]) -> None:
        """These texts need no keeping."""
        self._kept = texts

    def keep(self, texts: dict[str, str]) -> None:
        if texts != self._kept:
            self._kept = texts
            self._attempt(texts)

    def drop(self) -> None:
        """Nothing is left to keep: it is saved."""
        self._attempt({})

    def _attempt(self, texts: dict[str, str]) -> None:
        if self._keep is None:
            return
        try:
            self._keep(texts)
            self.failure = ""
        except CaseTermError as problem:
            self.failure = problem.title
