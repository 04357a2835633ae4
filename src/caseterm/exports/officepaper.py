"""The head that every print for the office has: the firm's letterhead, whose case it is, who printed it and when."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from caseterm.exports.blocks import Block, Document
from caseterm.rules.disclosure import ATTORNEY


class Head(Protocol):
    """What the facts of each print say of the firm: its letterhead, its name first; who prints; the firm's legend."""

    @property
    def firm(self) -> tuple[str, ...]: ...
    @property
    def user(self) -> str: ...
    @property
    def legend(self) -> str: ...


class CaseHead(Head, Protocol):
    """And whose case it is."""

    @property
    def number(self) -> str: ...
    @property
    def client(self) -> str: ...


def office_paper(
    found: Head,
    title: str,
    blocks: Iterable[Block],
    *,
    printed_at: datetime,
    about: tuple[str, str],
    audience: str = ATTORNEY,
    draft_line: str | None = None,
    wide: bool = False,
) -> Document:
    """A print about more than one case, or about none; `about` stands where a case's number and client would.

    `printed_at` is aware, in the zone to be shown.
    """
    number, line = about
    return Document(
        title=title,
        firm=found.firm,
        case_no=number,
        client_line=line,
        audience=audience,
        printed_at=printed_at,
        printed_by=found.user,
        blocks=tuple(blocks),
        legend=found.legend or None,
        draft_line=draft_line,
        wide=wide,
    )


def case_paper(
    found: CaseHead,
    title: str,
    blocks: Iterable[Block],
    *,
    printed_at: datetime,
    audience: str = ATTORNEY,
    draft_line: str | None = None,
    wide: bool = False,
) -> Document:
    """A print of one case; `printed_at` is aware, in the zone to be shown."""
    about = found.number, found.client
    return office_paper(
        found, title, blocks, printed_at=printed_at, about=about, audience=audience, draft_line=draft_line, wide=wide
    )
