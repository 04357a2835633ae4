"""What was asked of each provider and of others, for the summary of a case."""

import sqlite3
from collections.abc import Iterable
from datetime import date

from caseterm.queries.requests import FollowUpLine, RequestLine, heard_of, lines_of
from caseterm.rules import requests as rules
from caseterm.rules.requests import TRACKS, on_track
from caseterm.rules.summary import RequestFacts


def requests(
    connection: sqlite3.Connection, case_id: int, providers: Iterable[tuple[int, str]], *, today: date
) -> tuple[RequestFacts, ...]:
    """Every request by provider (id and name, in the order they are to stand), and each track not asked for at all."""
    lines = lines_of(connection, case_id)
    heard = heard_of(connection, [line.id for line in lines])
    found: list[RequestFacts] = []
    known = set()
    for number, name in providers:
        known.add(number)
        mine = [line for line in lines if line.case_provider_id == number]
        for track in TRACKS:
            on_it = [
                line for line in mine if on_track(track, line.kind) and (track == "records" or line.kind == "bills")
            ]
            found += [_facts(line, name, heard.get(line.id, []), today) for line in on_it]
            if not any(on_track(track, line.kind) for line in mine):
                found.append(RequestFacts(name, track))
        off = [line for line in mine if not any(on_track(track, line.kind) for track in TRACKS)]
        found += [_facts(line, name, heard.get(line.id, []), today) for line in off]
    others = [line for line in lines if line.case_provider_id not in known]
    return (*found, *(_facts(line, line.sent_to or line.vendor, heard.get(line.id, []), today) for line in others))


def _facts(line: RequestLine, name: str, heard: list[FollowUpLine], today: date) -> RequestFacts:
    last = heard[0] if heard else None
    said = "" if last is None else (f"{last.spoke_with}: " if last.spoke_with else "") + last.outcome
    return RequestFacts(
        provider=name,
        kind=line.kind,
        vendor=line.vendor,
        range=line.range,
        sent_on=line.sent_on,
        status=line.status,
        received_on=line.received_on,
        pages=line.pages_received,
        complete=line.status in ("reviewed_complete", "no_records_cert"),
        late=rules.is_due(line.asked, today) and not line.asked.over,
        times=len(heard),
        said_on=last.dated if last else None,
        said=said,
        missing=line.missing_note,
    )
