"""Why a file was not taken at all."""

from caseterm.errors import CaseTermError


class FileRefusedError(CaseTermError):
    """The file cannot be understood as a table of cases. Nothing was written."""

    exit_code = 65

    def __init__(self, title: str, *, next_step: str = "") -> None:
        super().__init__(title, safe="Nothing was changed.", next_step=next_step)
