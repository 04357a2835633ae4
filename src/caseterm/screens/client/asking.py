"""What r, b and x lead to on a provider's papers: a request, what became of one, or why none is needed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from caseterm import queries, services
from caseterm.queries.casefile_care import Papers, ProviderLine
from caseterm.queries.requests import RequestLine
from caseterm.queries.unmatched import Lacking
from caseterm.rules.dates import paper_day
from caseterm.rules.phones import format_phone
from caseterm.rules.requests import on_track
from caseterm.screens.dialogs.menu import MenuDialog
from caseterm.screens.dialogs.prompt import PromptDialog
from caseterm.screens.request_asks import ask_follow_up, ask_received
from caseterm.screens.request_form import open_request
from caseterm.screens.request_words import unmatched_words

if TYPE_CHECKING:
    from caseterm.screens.client.desk import Desk


def ask_provider(desk: Desk, provider: ProviderLine, papers: str) -> None:
    """Ask a provider for records or bills; of what is out it is asked what became of it, of what came in for more."""
    mine = [
        line
        for line in queries.requests.of_case(desk.db, desk.case_id)
        if line.case_provider_id == provider.id and on_track(papers, line.kind)
    ]
    out = [line for line in mine if not line.asked.over and (line.asked.theirs or line.status == "fee_requested")]
    waiting = [line for line in mine if line.status in ("draft", "needs_authorization", "ready")]
    held: Papers = getattr(provider, papers)
    if out:
        _what_became(desk, provider, papers, out)
    elif waiting:
        _send(desk, provider, papers, waiting[-1])
    elif held.received_on or held.complete:
        _more(desk, provider, papers)
    else:
        desk.store(lambda: services.requests.ask(desk.db, [provider.id], [papers]))


def _what_became(desk: Desk, provider: ProviderLine, papers: str, out: list[RequestLine]) -> None:
    line = out[-1]
    ids = [each.id for each in out]

    def chosen(what: str | None) -> None:
        match what:
            case "came":
                desk.store(lambda: services.requests.receive(desk.db, ids))
            case "pages":
                ask_received(desk, line)
            case "again":
                desk.store(lambda: services.providers.request_again(desk.db, provider.id, _track(papers)))
            case "said":
                ask_follow_up(desk, [line])
            case "new":
                new_request(desk, provider, papers)

    items = [
        ("c", "Came in today", "came"), ("p", "Came in: pages, verdict, what is missing", "pages"),
        ("a", "Asked again today, chase in 14 d", "again"), ("f", "Follow-up: what they said", "said"),
        ("n", "Ask for something else", "new"),
    ]  # fmt: skip
    desk.app.push_screen(MenuDialog(f"{papers.capitalize()}: {provider.name}", items), chosen)


def new_request(desk: Desk, provider: ProviderLine | None, kind: str) -> None:
    """The form of a request to this provider, or to somebody else, with what is known filled in."""
    start: dict[str, object] = {"case_provider_id": provider.id if provider else None, "kind": kind}
    if provider is not None:
        start["dos_from"] = desk.head.happened_on if desk.head else None
        start["sent_to"] = format_phone(provider.fax) if provider.fax else ""
        start["method"] = "fax" if provider.fax else "mail"
    open_request(desk, desk.case_id, start)


def _track(papers: str) -> Any:
    return papers


def _send(desk: Desk, provider: ProviderLine, papers: str, line: RequestLine) -> None:
    """One that is written but was not sent."""

    def chosen(what: bool | None) -> None:
        if what:
            desk.store(lambda: services.requests.set_status(desk.db, [line.id], "sent"))

    why = "the authorization had run out" if line.status == "needs_authorization" else "not sent yet"
    items = [("s", "Sent today, chase in 14 d", True)]
    desk.app.push_screen(MenuDialog(f"{papers.capitalize()}: {provider.name}, {why}", items), chosen)


def _more(desk: Desk, provider: ProviderLine, papers: str) -> None:
    """All that was asked for is in; what has been since then may be asked for."""
    held: Papers = getattr(provider, papers)
    came = f"came in on {paper_day(held.received_on)}" if held.received_on else "are complete"

    def chosen(what: bool | None) -> None:
        if what:
            desk.store(lambda: services.requests.ask(desk.db, [provider.id], [papers]))

    items = [("n", "Ask for those since then", True)]
    desk.app.push_screen(MenuDialog(f"{papers.capitalize()} {came}.", items), chosen)


def ask_all(desk: Desk, papers: str) -> None:
    """Ask every provider of the case, as one act."""
    found = [
        provider.id
        for provider in queries.casefile_care.providers(desk.db, desk.case_id)
        if provider.status != "never_treated"
    ]
    if found:
        desk.store_marked(lambda: services.requests.ask(desk.db, found, [papers]))
    else:
        desk.say("This case has no provider to ask yet.")


def ask_dismissal(desk: Desk, lacking: Lacking) -> None:
    """Why a bill or a record that is lacking is no matter, and until when."""
    found = lacking.found

    def reasoned(reason: Any) -> None:
        if reason:
            dialog = PromptDialog(
                "Until when?", "date", None, "empty: for good; else it is asked again after that day",
                today=desk.program.today, blank=True,
            )  # fmt: skip
            desk.app.push_screen(dialog, lambda until: dated(str(reason), until))

    def dated(reason: str, until: Any) -> None:
        if until is None:
            return
        day = until if isinstance(until, date) else None
        first = found.span.first if found.span.first > date.min else None
        desk.store(
            lambda: services.unmatched.dismiss_unmatched(
                desk.db, lacking.provider_id, found.kind, reason=reason, dos_from=first, dos_to=found.span.last,
                until_on=day,
            )
        )  # fmt: skip

    hint = "such as: free clinic, no bill; or billed by the hospital"
    desk.app.push_screen(PromptDialog(f"{unmatched_words(found)}: why not?", "text", None, hint), reasoned)
