"""Alembic's entry: it works on the connection that store/migrate.py hands over."""

from alembic import context
from sqlmodel import SQLModel

import caseterm.models

target_metadata = SQLModel.metadata
assert caseterm.models

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=target_metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
