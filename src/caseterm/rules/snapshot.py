"""A statement as it was locked: its JSON, its digest, read back, and how today's differs."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from caseterm.rules.money import format_cents
from caseterm.rules.settlement import Cost, Deduction, Due, FeeRow, Statement

SHAPE = 1
_LISTS: Mapping[str, type] = {
    "rows": FeeRow, "ledger": Cost, "liens": Due, "providers": Due, "unpaid": Due, "others": Deduction,
}  # fmt: skip
_TOTALS = (
    ("gross", "Gross"), ("fees", "Attorney's fee"), ("referral", "Referral fee"), ("costs", "Costs"),
    ("lien_total", "Liens"), ("provider_total", "Providers"), ("other_total", "Other deductions"),
    ("net", "Net to client"),
)  # fmt: skip


def snapshot_text(statement: Statement) -> str:
    """The statement as canonical JSON; money is cents."""
    whole = {name: _plain(part) for name, part in vars(statement).items()}
    return json.dumps({"shape": SHAPE, **whole}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(text: str) -> str:
    """The SHA-256 of a snapshot, in hexadecimal."""
    import hashlib  # reads OpenSSL from the disk: only where a statement is locked or compared

    return hashlib.sha256(text.encode()).hexdigest()


def read_back(text: str) -> Statement:
    """The statement of a snapshot. Raises ValueError for one that cannot be read."""
    try:
        whole: dict[str, Any] = json.loads(text)
        if whole.pop("shape") != SHAPE:
            raise ValueError("the snapshot is of a newer program")
        for name, kind in _LISTS.items():
            whole[name] = tuple(kind(**each) for each in whole[name])
        whole["cautions"] = tuple(whole["cautions"])
        return Statement(**whole)
    except (KeyError, TypeError, AttributeError) as problem:
        raise ValueError("the snapshot cannot be read") from problem


def _plain(part: object) -> Any:
    if isinstance(part, tuple):
        return [_plain(each) for each in part]
    return dict(vars(part)) if hasattr(part, "__dict__") else part


def differences(locked: Statement, now: Statement) -> tuple[str, ...]:
    """What the record says now that the locked statement did not, in words; empty when nothing."""
    return tuple(_differences(locked, now))


def _differences(locked: Statement, now: Statement) -> Iterator[str]:
    for name, label in _TOTALS:
        was, is_ = getattr(locked, name), getattr(now, name)
        if was != is_:
            yield f"{label}: {_said(was)} locked, {_said(is_)} now"
    for name, word in (("liens", "Lien"), ("providers", "Provider"), ("others", "Deduction"), ("rows", "Recovery")):
        was, is_ = (_amounts(getattr(each, name)) for each in (locked, now))
        for who in sorted(was.keys() | is_.keys()):
            if was.get(who) != is_.get(who):
                yield f"{word} {who}: {_known(was.get(who))} locked, {_known(is_.get(who))} now"


def _amounts(rows: tuple[Any, ...]) -> dict[str, int]:
    found: dict[str, int] = {}
    for row in rows:
        found[row.name] = found.get(row.name, 0) + row.amount
    return found


def _known(cents: int | None) -> str:
    return "none" if cents is None else _said(cents)


def _said(cents: int) -> str:
    return format_cents(cents, dollar=True, parentheses=True)
