"""Cells that say nothing, and numbers a spreadsheet has spoilt."""

import re

from caseterm.imports.draft import Draft
from caseterm.imports.mapping import Column

_NOTHING = frozenset({"n/a", "na", "none", "-", "--", "null", "nil", "#n/a", "n.a.", "?", "n/k", "nan", "nat", "<na>"})
_NOT_YET = frozenset({"unknown", "unk", "tbd", "tba", "pending", "none yet", "not yet", "none known", "no"})
_SHORTENED = re.compile(r"\d(?:\.\d+)?E\+\d{2}", re.IGNORECASE)
_EXCEL_ERROR = re.compile(r"#(?:REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|N/A)")


def nothing(draft: Draft, column: Column, text: str) -> bool:
    """Whether a cell says that there is nothing; one that says not yet is kept in the notes."""
    if len(text) > 10:
        return False
    said = text.casefold()
    if said in _NOT_YET:
        draft.keep(column.heading, text)
        return True
    return said in _NOTHING or _EXCEL_ERROR.fullmatch(text) is not None


def shortened(draft: Draft, column: Column, text: str) -> bool:
    """Excel turns long numbers into 7.0035E+11 and forgets the rest; such a number is no number."""
    if "+" not in text or _SHORTENED.fullmatch(text) is None:
        return False
    draft.keep(column.heading, text, "was shortened by the spreadsheet; look the number up")
    return True
