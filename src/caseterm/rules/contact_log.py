"""Which contacts count, and what follows from one."""

from caseterm.rules.terms import CLIENT_SIDE_ROLES

NOT_REACHED = frozenset({"left_message", "no_answer", "wrong_number", "busy", "undelivered", "returned"})


def reached_client(role: str, direction: str, outcome: str) -> bool:
    """Whether a contact resets the client's clock: it was with the client's side and got through."""
    return role in CLIENT_SIDE_ROLES and direction != "internal" and outcome not in NOT_REACHED
