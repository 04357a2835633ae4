"""The index of a case's file: what is there, and what by its stage should be there and is not.

Which papers belong to which stage is the program's own proposal.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from caseterm.rules.disclosure import as_json
from caseterm.rules.terms import DOCUMENT_KINDS, PHASES, label
from caseterm.values import value

NEEDED: Mapping[str, tuple[str, ...]] = {
    "opening": ("fee_agreement", "authorization", "letter_of_representation"),
    "investigation": ("police_report", "photo", "insurance"),
    "records": ("medical_record", "medical_bill"),
    "negotiation": ("demand",),
    "litigation": ("pleading",),
    "settlement": ("settlement",),
}
"""Kinds of papers a file has once a stage is left behind, or reached for the first."""


@value
class Paper:
    """One document: where it lies, and whether its file is there. `state` says what is not in order."""

    title: str
    kind: str
    dated: date | None
    received_on: date | None
    from_whom: str
    pages: int | None
    path: str
    state: str = ""


@value
class FileIndex:
    """The index as it is printed."""

    today: date
    firm: tuple[str, ...]
    user: str
    legend: str
    letter: bool
    number: str
    client: str
    phase: str
    papers: tuple[Paper, ...]
    missing: tuple[str, ...]


def lacking_kinds(phase: str, kinds: Sequence[str]) -> list[str]:
    """What a file at that stage should hold and does not, in words with the stage it belongs to."""
    order = list(PHASES)
    reached = order.index(phase) if phase in order else 0
    found = []
    for stage, needed in NEEDED.items():
        at = order.index(stage)
        due = reached >= at if stage == "opening" else reached > at
        if due and not (stage == "litigation" and phase == "closed"):
            found += [f"{label(DOCUMENT_KINDS, kind)} ({PHASES[stage]})" for kind in needed if kind not in kinds]
    return found


def index_json(found: FileIndex) -> dict[str, Any]:
    """The same facts for other programs."""
    told = as_json(found)
    return {name: told[name] for name in told if name not in ("firm", "user", "legend", "letter")}
