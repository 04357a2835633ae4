"""What is asked about a request, the same from every screen: what they said, what came in, when to look again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from caseterm import services
from caseterm.queries.requests import RequestLine
from caseterm.rules.counting import counted
from caseterm.rules.heard import Said, kind_of_missing, read_follow_up
from caseterm.rules.requests import request_words
from caseterm.rules.terms import label
from caseterm.rules.terms_requests import COMPLETENESS
from caseterm.screens.base import BaseScreen
from caseterm.screens.dialogs.prompt import PromptDialog
from caseterm.screens.fieldspec import FieldSpec
from caseterm.screens.opening import choices, open_form
from caseterm.screens.request_form import open_request

Done = Callable[[], None]
SAY = "Who, what they said, when to look again: L., processing +7. Without +, 14 days."


def named(lines: Sequence[RequestLine]) -> str:
    """What a dialog calls these requests."""
    line = lines[0]
    return request_words(line.kind, line.holder) if len(lines) == 1 else counted(len(lines), "request")


def ask_follow_up(screen: BaseScreen, lines: Sequence[RequestLine], done: Done | None = None, typed: str = "") -> None:
    """One line for who said what about these requests, and when to look again."""

    def said(text: Any) -> None:
        if text is None:
            return
        try:
            found = read_follow_up(str(text), today=screen.program.today)
        except ValueError as problem:
            screen.say(str(problem), role="warn")
            screen.call_after_refresh(ask_follow_up, screen, lines, done, str(text))
            return
        log_follow_up(screen, lines, found, done)

    screen.app.push_screen(PromptDialog(f"Follow up: {named(lines)}", "text", typed or None, SAY), said)


def log_follow_up(screen: BaseScreen, lines: Sequence[RequestLine], said: Said, done: Done | None = None) -> None:
    """Keep it with each of the requests."""
    ids = [line.id for line in lines]
    if screen.store(lambda: services.requests.follow_up(screen.db, ids, said)) and done is not None:
        done()


def ask_next_day(screen: BaseScreen, lines: Sequence[RequestLine], done: Done | None = None) -> None:
    """When to look at these requests again."""
    ids = [line.id for line in lines]

    def chosen(day: Any) -> None:
        if (
            isinstance(day, date)
            and screen.store(lambda: services.requests.set_follow_up(screen.db, ids, day))
            and done
        ):
            done()

    dialog = PromptDialog(
        f"Look again: {named(lines)}", "date", lines[0].follow_up_on, "+14, Mon, 12/05", today=screen.program.today
    )
    screen.app.push_screen(dialog, chosen)


def ask_received(screen: BaseScreen, line: RequestLine, done: Done | None = None) -> None:
    """What came in: how many pages, and whether all of it; what is missing or not ours is asked for anew."""
    specs = [
        FieldSpec("pages", "Pages", "number", hint=f"{line.pages_expected} expected" if line.pages_expected else ""),
        FieldSpec("completeness", "Verdict", "choice", required=True, choices=choices(COMPLETENESS)),
        FieldSpec("missing", "Missing", hint="no films; op report of 06/02: asked for next"),
        FieldSpec("received_on", "Came in", "date", required=True, prefer="past"),
    ]
    start: dict[str, object] = {
        "completeness": line.completeness or "unknown",
        "received_on": line.received_on or screen.program.today,
        "pages": line.pages_received,
    }

    def save(given: dict[str, Any]) -> Any:
        missing = given["missing"] or ""
        verdict = "partial" if missing and given["completeness"] in ("unknown", "complete") else given["completeness"]
        answer["wrong"] = label(COMPLETENESS, verdict) if verdict.startswith("wrong_") else ""
        answer["missing"] = missing if verdict == "partial" or answer["wrong"] else ""
        return services.requests.receive(
            screen.db, [line.id], received_on=given["received_on"], pages=given["pages"], completeness=verdict,
            missing=missing,
        )  # fmt: skip

    def after(changes: Any) -> None:
        if answer["missing"] or answer["wrong"]:
            found = next((row.row_id for row in changes.rows if row.table == "records_requests"), line.id)
            ask_for_rest(screen, line, found, **answer)
        elif done is not None:
            done()

    answer = {"missing": "", "wrong": ""}
    title = f"Came in: {request_words(line.kind, line.provider or line.sent_to)}"
    open_form(
        screen, "received", f"request:{line.id}", title, specs, start, save=save, after=after, subtitle=line.client
    )


def ask_for_rest(screen: BaseScreen, line: RequestLine, before: int, *, missing: str, wrong: str = "") -> None:
    """The request for what is missing, filled in from the one that brought the rest, or what is not ours."""
    why = "; ".join(part for part in (wrong, missing) if part)
    open_request(
        screen,
        line.case_id,
        {
            "case_provider_id": line.case_provider_id,
            "kind": line.kind if wrong else kind_of_missing(missing, asked=line.kind),
            "status": "sent",
            "dos_from": line.dos_from, "dos_to": line.dos_to, "until_today": line.until_today,
            "all_dates": line.all_dates, "method": line.method or "fax", "sent_to": line.sent_to,
            "vendor": (line.vendor_id, line.vendor) if line.vendor_id else None, "sent_on": screen.program.today,
            "authorization_id": line.authorization_id, "requested_by": line.requested_by,
            "notes": f"{'Asked again' if wrong else 'Missing from what came in'}: {why}",
        },
        follows_id=before,
        title="Ask again" if wrong else "Ask for what is missing",
    )  # fmt: skip
