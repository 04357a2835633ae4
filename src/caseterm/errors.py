"""What can go wrong, in words for the person at the keyboard."""

from caseterm.values import value


class CaseTermError(Exception):
    """Something the user must hear: what happened, what is safe, what to do next.

    `title` says what happened in one line. `safe` says what is unharmed. `next_step` says what to do.
    None of the three may carry a client's data: they reach logs and standard error.
    """

    exit_code = 70

    def __init__(self, title: str, *, safe: str = "", next_step: str = "") -> None:
        super().__init__(title)
        self.title = title
        self.safe = safe
        self.next_step = next_step

    @property
    def sentences(self) -> str:
        """The whole message in one line."""
        return " ".join(part for part in (self.title, self.safe, self.next_step) if part)


class UsageError(CaseTermError):
    """The command line or the terminal does not fit."""

    exit_code = 64


@value
class FieldProblem:
    """One refused value: the field as the user knows it, the value, the reason."""

    field: str
    value: str
    reason: str

    def __str__(self) -> str:
        return f"{self.field}: {self.reason}"


class RefusedValue(ValueError):
    """What a column's own rule says against a value: words for the user. Any other error's words are not shown."""


class InputError(CaseTermError):
    """Values that cannot be stored. The rest is kept; nothing was written."""

    exit_code = 65

    def __init__(self, problems: list[FieldProblem], *, next_step: str = "") -> None:
        self.problems = problems
        super().__init__("; ".join(str(problem) for problem in problems), next_step=next_step)

    @classmethod
    def one(cls, field: str, value: object, reason: str) -> "InputError":
        return cls([FieldProblem(field, str(value), reason)])


class NotFoundError(CaseTermError):
    """No such case, task or file."""

    exit_code = 66


class ConflictError(CaseTermError):
    """A later change stands in the way, so nothing was done."""

    exit_code = 65


class StorageError(CaseTermError):
    """The database or a file could not be read or written."""

    exit_code = 74


class CannotCreateError(StorageError):
    exit_code = 73


class DiskFullError(StorageError):
    exit_code = 74


class BusyError(StorageError):
    """Another program holds the file."""

    exit_code = 75


class NewerSchemaError(StorageError):
    """The file was written by a newer caseterm."""

    exit_code = 76


class PermissionDeniedError(StorageError):
    exit_code = 77


class DamagedError(StorageError):
    """The file is damaged or is not a caseterm database."""

    exit_code = 78


class ReadOnlyError(StorageError):
    """This copy of the program may not write."""

    exit_code = 77
