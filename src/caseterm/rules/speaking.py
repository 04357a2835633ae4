"""How somebody wants to be spoken to, and whether we may speak with them at all: one rule for every list and card.

Of family, caregivers and an emergency contact no number is offered until the client's consent is on file. Who needs it
is the program's own caution (the case is confidential), and no legal advice.
"""

from caseterm.rules.alignment import NEEDS_CONSENT
from caseterm.rules.terms import PREFERRED_CHANNELS, label
from caseterm.values import value


@value
class Manners:
    """One person of a case: role, the client's consent, and the wishes about being called."""

    name: str = ""
    role: str = "client"
    consent: bool = False
    called: str = ""
    language: str = ""
    interpreter: bool = False
    channel: str = ""
    best_time: str = ""

    @property
    def forbidden(self) -> str:
        """Why nobody is to speak with them; nothing where we may."""
        if self.consent or self.role not in NEEDS_CONSENT:
            return ""
        return f"No consent on file to speak with {self.name or 'anybody of the family'}."

    @property
    def wishes(self) -> str:
        """ "Thi", Vietnamese, INTERPRETER, prefers text, best after 3 pm."""
        parts = (
            f'"{self.called}"' if self.called else "",
            self.language,
            "INTERPRETER" if self.interpreter else "",
            reached_by(self.channel, self.best_time),
        )
        return ", ".join(part for part in parts if part)

    def number(self, phone: str) -> str:
        """A telephone number where it may be offered."""
        return "" if self.forbidden else phone


def reached_by(channel: str, best_time: str) -> str:
    """prefers text, best after 3 pm."""
    parts = (
        f"prefers {label(PREFERRED_CHANNELS, channel).lower()}" if channel else "",
        f"best {best_time}" if best_time else "",
    )
    return ", ".join(part for part in parts if part)
