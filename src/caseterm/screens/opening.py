"""How a form of the program opens: with its draft, and saved as one act."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from caseterm import services
from caseterm.changes import ChangeSet
from caseterm.rules import terms
from caseterm.screens.base import BaseScreen
from caseterm.screens.form import FieldSpec, FormScreen
from caseterm.widgets.rows import Cell

Given = dict[str, Any]


def open_form(
    desk: BaseScreen,
    form: str,
    target: str,
    title: str,
    specs: Sequence[FieldSpec],
    values: Mapping[str, object] | None = None,
    *,
    save: Callable[[Given], ChangeSet],
    subtitle: str = "",
    after: Callable[[ChangeSet], None] | None = None,
    remark: Callable[[Mapping[str, object]], str] | None = None,
    card: Sequence[Sequence[Cell]] = (),
) -> None:
    """Open a form; `form` and `target` name its draft, which comes back when the form was never saved.

    `card` are lines that stand over the fields, of what must be seen while they are filled in.
    """
    db = desk.db
    kept = services.drafts.load(db, form, target)

    def keep(texts: Mapping[str, str]) -> None:
        typed = {field.field_name: field.text for field in screen.fields if field.dirty}
        if texts and typed:
            services.drafts.save(db, form, target, typed)
        elif not texts:
            services.drafts.drop(db, form, target)

    def stored(given: dict[str, object]) -> str | None:
        changes = save(given)
        desk.program.announce(changes)
        if after is not None:
            desk.app.call_later(after, changes)
        return None

    def reopen() -> None:
        open_form(
            desk, form, target, title, specs, values,
            save=save, subtitle=subtitle, after=after, remark=remark, card=card,
        )  # fmt: skip

    screen = FormScreen(
        title,
        subtitle,
        specs,
        values,
        save=stored,
        draft=None if db.readonly else keep,
        today=desk.program.today,
        drafted=kept.values if kept else None,
        drafted_at=kept.since(desk.program.today) if kept else "",
        mode=desk.mode_key,
        remark=remark,
        card=card,
        reopen=None if db.readonly else reopen,
    )
    desk.app.push_screen(screen)


def texts(given: Mapping[str, object], *names: str) -> Given:
    """These values of a form as the record keeps texts: a blank field is an empty text."""
    return {name: "" if given.get(name) is None else given[name] for name in names}


def choices(known: Mapping[str, str]) -> list[tuple[object, str]]:
    """The terms of the field as choices of a form."""
    return [(code, word) for code, word in known.items()]


def anchors(desk: Any) -> dict[str, date | None]:
    """The case's own dates, for doi+2y and its kin."""
    head = desk.head
    if head is None:
        return {}
    return {"doi": head.happened_on, "sol": head.limitation.due if head.limitation else None, "sign": head.opened_on}


STATES = choices(terms.STATES)
