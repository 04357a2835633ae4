"""Acts of `caseterm batch` on what a client was told, and on whom a client is referred to."""

from __future__ import annotations

from datetime import date

from caseterm import educationfiles, services
from caseterm.changes import ChangeSet
from caseterm.cli.batchfields import Given, case, day, row, text, values
from caseterm.errors import InputError
from caseterm.rules.education import ENGLISH
from caseterm.store.database import Database

CARE_ACTS: tuple[tuple[str, str, str, tuple[Given, ...]], ...] = (
    ("tell_client", "tell_client", "A topic was explained to the client; a question becomes a task.", (
        case(), text("topic", "treating.next; caseterm education lists them", needed=True), day("on"),
        text("how", "call, mail, email, fax, in_person or portal"), text("language", "en when left out"),
        text("to_whom"), text("understood", "teach_back_ok, needs_repeat or unsure"), text("questions"))),
    ("answer_client", "education.answered", "A question left by the client is answered; its task is done.", (
        row("education", parameter="delivery_id"),)),
    ("set_profile", "directory.set_profile", "What is known of a provider beyond one case.", (
        row("contact"), values("values", "ProviderProfile", needed=True))),
    ("start_referral", "directory.start_referral", "Refer a client to a provider.", (
        case(), row("contact"), values("values", "Referral", needed=True))),
    ("refer_to", "directory.refer_to", "Send a referral's search to one provider.", (row("referral"), row("contact"))),
)  # fmt: skip


def tell_client(
    db: Database,
    *,
    case_id: int,
    topic: str,
    on: date | None = None,
    how: str = "call",
    language: str = ENGLISH,
    to_whom: str = "",
    understood: str = "",
    questions: str = "",
) -> ChangeSet:
    """One topic by its key. Raises InputError for one that there is not."""
    titles = {each.key: each.title for each in educationfiles.libraries()[ENGLISH].topics}
    if topic not in titles:
        raise InputError.one("topic", topic[:60], "is no topic; caseterm education lists them")
    return services.education.deliver(
        db, case_id, [(topic, titles[topic])], on=on, how=how, language=language, to_whom=to_whom,
        understood=understood, questions=questions,
    )  # fmt: skip
