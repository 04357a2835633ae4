"""A caseload in which every field that a person fills holds a text that has broken terminal programs."""

from sqlmodel import SQLModel

from caseterm import models
from caseterm.changes import Op
from caseterm.rules import codes
from caseterm.services.acts import act
from caseterm.store.database import Database
from tests.conftest import HOSTILE

LITERAL = "O'Neil [/b] [@click=app.bell]x[/] [90%]"
"""How the beginning of it must read on every screen and in every file."""
CODES = frozenset(
    {
        "kind", "ssn_last4", "preferred_channel", "label", "number", "ext", "claim_type", "case_type", "phase",
        "status", "close_reason", "grade", "medicare_status", "role", "report_status", "seatbelt", "airbags",
        "body_part", "side", "injury_type", "party", "claim_key", "liability_position", "treatment_status", "zone",
        "no_show_reason", "ride", "due_time", "template_key", "direction", "channel", "outcome", "category",
        "audience", "format", "uuid", "verified_by", "at_time", "default_state", "paper", "export_folder", "fax",
        "npi", "stage", "cleared_by", "opens_at",
        "closes_at",
    }
)  # fmt: skip
"""Columns of codes and of numbers, which no person types freely; `number` of a case is made hostile by hand."""


NAMES = frozenset(
    {
        ("claim_details", "name"), ("appointment_series", "at"), ("disbursements", "computed_json"),
        ("disbursements", "computed_sha256"),
    }
)  # fmt: skip
"""Columns that the program fills."""


def text_columns(model: type[SQLModel]) -> list[str]:
    """The columns of a table that hold free text."""
    return [name for name, field in model.model_fields.items() if _typed(model, name, field.annotation)]


def _typed(model: type[SQLModel], name: str, kind: object) -> bool:
    table = str(model.__tablename__)
    return kind is str and name not in CODES and name not in codes.CODES.get(table, {}) and (table, name) not in NAMES


def poison(db: Database) -> None:
    """Put the hostile text into every free text of every row, past all cleaning, as a damaged import might."""
    tables: list[type[SQLModel]] = [models.Settings, *models.Record.__subclasses__()]
    tables.remove(models.ImportBatch)
    with act(db, Op.EDIT, "Poisoned") as write:
        for model in tables:
            columns = text_columns(model)
            assert columns, model
            setters = ", ".join(f'"{name}" = ?' for name in columns)
            write.connection.execute(
                f'UPDATE "{model.__tablename__}" SET {setters}', [hostile_for(name) for name in columns]
            )
        write.connection.execute("UPDATE communications SET outcome = 'reached'")
        write.connection.execute("UPDATE appointments SET outcome = ?", (HOSTILE,))
        write.connection.execute("UPDATE deadlines SET verified_by = ? WHERE verified_by <> ''", (HOSTILE,))
        write.connection.execute("UPDATE cases SET number = '[/x]' || id || char(27) || '[2J'")


def hostile_for(column: str) -> str:
    """Names of several lines where lines are allowed; elsewhere one line."""
    if column in ("notes", "body", "description", "what_matters", "liability_summary", "recommendations"):
        return f"{HOSTILE}\nsecond line \x1b]52;c;UFdO\x07 {'long ' * 40}\n{HOSTILE}"
    return HOSTILE
