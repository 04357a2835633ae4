"""A client who is to be called, as the lists of check-ins and of reminders have her."""

from dataclasses import dataclass

from caseterm.rules.speaking import Manners


@dataclass(frozen=True, kw_only=True)
class ToCall:
    """Who is to be called, where, and how she wants to be spoken to: what a line of every list of calls begins with."""

    client: str
    preferred_name: str
    phone: str
    language: str
    interpreter: bool
    channel: str
    best_time: str

    @property
    def manners(self) -> Manners:
        """How the client wants to be spoken to."""
        return Manners(
            self.client, called=self.preferred_name, language=self.language, interpreter=self.interpreter,
            channel=self.channel, best_time=self.best_time,
        )  # fmt: skip
