"""What a row list tells the screen it stands on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

from caseterm.errors import CaseTermError
from caseterm.widgets.rows import Key

if TYPE_CHECKING:
    from caseterm.widgets.rowlist import RowList


class RowMessage(Message):
    """Something about one row of a list; `key` is None where there is no row."""

    def __init__(self, row_list: RowList, key: Key | None) -> None:
        super().__init__()
        self.row_list = row_list
        self.key = key

    @property
    def control(self) -> RowList:
        return self.row_list


class RowFailure(Message):
    """Rows could not be read."""

    def __init__(self, row_list: RowList, error: CaseTermError) -> None:
        super().__init__()
        self.row_list = row_list
        self.error = error

    @property
    def control(self) -> RowList:
        return self.row_list
