"""What makes a case complex: five flags, each with its reason, and never a score.

The five are those that case management names: multiple providers, comorbidities, delayed recovery, social or logistical
barriers, communication breakdowns. The thresholds are the program's own proposals.
"""

from collections.abc import Mapping, Sequence

from caseterm.values import value

PROVIDERS = 4
"""Treating at the same time."""
TRIES = 2
"""Unanswered since the client last spoke with us."""
FLAGS: Mapping[str, str] = {
    "multiple_providers": "Multiple providers",
    "comorbidities": "Comorbidities",
    "delayed_recovery": "Delayed recovery",
    "barriers": "Social or logistical barriers",
    "communication": "Communication breakdown",
}


@value
class Complexity:
    """One flag: its code and why it is raised."""

    code: str
    why: str

    @property
    def words(self) -> str:
        return f"{FLAGS[self.code].lower()} ({self.why})"


def flags(
    *,
    treating: Sequence[str],
    comorbidities: Sequence[str],
    delays: Sequence[str],
    barriers: Sequence[str],
    tries: int,
    silent: Sequence[str] = (),
) -> list[Complexity]:
    """The flags of a case, in their order.

    `treating` are the providers that treat now, `delays` the words of why recovery is late (past the expected day, plan
    stalled), `barriers` those active or blocking, `tries` the unanswered calls, `silent` parties not heard of for long.
    """
    found = []
    if len(treating) >= PROVIDERS:
        found.append(Complexity("multiple_providers", f"{len(treating)} treating"))
    if comorbidities:
        found.append(Complexity("comorbidities", ", ".join(comorbidities)))
    if delays:
        found.append(Complexity("delayed_recovery", "; ".join(delays)))
    if barriers:
        more = f" and {len(barriers) - 1} more" if len(barriers) > 1 else ""
        found.append(Complexity("barriers", f"{barriers[0]}{more}"))
    broken = [f"{tries} calls unanswered"] if tries >= TRIES else []
    broken += [f"{who} silent" for who in silent]
    if broken:
        found.append(Complexity("communication", ", ".join(broken)))
    return found
