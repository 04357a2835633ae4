"""What a form hands to a service where one act writes several rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Parts = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class ContactInput:
    """A contact as a form gives it: the id of a known one (None for new), its values and its lists.

    Of a known contact only what is given changes; a list that is None stays. One that was merely picked by its name
    `keeps` what its lists hold: what is given comes before it.
    """

    values: Mapping[str, Any]
    contact_id: int | None = None
    phones: Parts | None = None
    emails: Parts | None = None
    addresses: Parts | None = None
    keeps: bool = False


@dataclass(frozen=True)
class InsuranceInput:
    """One coverage as the form gives it. `insurer` is a contact's id or a name; limits are cents."""

    insurer: int | str
    coverage: Mapping[str, Any]
    policy: Mapping[str, Any] = field(default_factory=dict)
    claim: Mapping[str, Any] = field(default_factory=dict)
    adjuster: ContactInput | None = None
