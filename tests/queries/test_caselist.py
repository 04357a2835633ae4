from datetime import date

import pytest

from caseterm.queries import caselist
from caseterm.queries.caselist import SearchText
from caseterm.rules.filters import parse_filter
from caseterm.services import cases, records
from caseterm.store.database import Database
from tests.services.test_cases import open_case


@pytest.fixture
def caseload(db: Database) -> dict[str, int]:
    """Four cases that differ in everything a filter can ask for."""
    nunez = open_case(db, "Núñez", phase="treating", case_type="auto", case_manager="MG", opened_on=date(2026, 8, 1))
    oneil = open_case(db, "O'Neil", phase="litigation", case_type="dog_bite", opened_on=date(2026, 1, 1))
    quiet = open_case(db, "Quiet", phase="intake", opened_on=date(2026, 11, 21))
    closed = open_case(db, "Zed", phase="closed", status="closed", closed_on=date(2026, 10, 1))
    records.add_record(db, "deadline", {"case_id": nunez, "kind": "sol", "due": date(2027, 1, 1)}, label="d")
    verified = {"verified_by": "R. Shah", "verified_on": date(2026, 1, 2)}
    records.add_record(
        db, "deadline", {"case_id": oneil, "kind": "sol", "due": date(2028, 1, 1), **verified}, label="d"
    )
    records.add_record(db, "policy", {"case_id": nunez}, label="p")
    records.add_record(db, "coverage", {"case_id": nunez, "policy_id": 1}, label="c")
    records.add_record(db, "claim", {"case_id": nunez, "coverage_id": 1, "claim_no": "88-A12"}, label="c")
    call = {"channel": "call", "direction": "out", "outcome": "reached"}
    records.add_record(db, "contact_log", {**call, "case_id": oneil, "at": "2026-10-01T09:00:00"}, label="l")
    records.add_record(db, "contact_log", {**call, "case_id": nunez, "at": "2026-11-20T09:00:00"}, label="l")
    records.add_record(db, "task", {"case_id": oneil, "title": "experts", "due": date(2026, 12, 4)}, label="t")
    cases.set_pinned(db, [oneil], True)
    return {"nunez": nunez, "oneil": oneil, "quiet": quiet, "closed": closed}


def found(db: Database, caseload: dict[str, int], text: str, view: str = "all") -> set[str]:
    ids = caselist.case_ids(db, view)
    kept = caselist.filtered(db, ids, parse_filter(text), SearchText(db.raw))
    return {name for name, case_id in caseload.items() if case_id in kept}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("nunez", {"nunez"}),
        ("NÚÑEZ maria", {"nunez"}),
        ("88a12", {"nunez"}),
        ("88-A12", {"nunez"}),
        ("oneil", {"oneil"}),
        ("phase:lit", {"oneil"}),
        ("phase:treating", {"nunez"}),
        ('type:"dog bite"', {"oneil"}),
        ("type:dog", {"oneil"}),
        ("owner:mg", {"nunez"}),
        ("sol:<90", {"nunez"}),
        ("sol:>90", {"oneil"}),
        ("touch:>30", {"oneil", "quiet", "closed"}),
        ("touch:<5", {"nunez"}),
        ("days:<1", {"quiet"}),
        ("no:task", {"nunez", "quiet", "closed"}),
        ("no:sol", {"quiet", "closed"}),
        ("is:pinned", {"oneil"}),
        ("is:unverified", {"nunez"}),
        ("is:closed", {"closed"}),
        ("nobody", set()),
        ("100%", set()),
        ("5550142277", {"nunez", "oneil", "quiet", "closed"}),
    ],
)
def test_a_filter_finds_what_it_says(db: Database, caseload: dict[str, int], text: str, names: set[str]) -> None:
    assert found(db, caseload, text) == names


@pytest.mark.parametrize(
    ("view", "names"),
    [
        ("open", {"nunez", "oneil", "quiet"}),
        ("closed", {"closed"}),
        ("pinned", {"oneil"}),
        ("contact", {"oneil"}),
        ("sol", {"nunez"}),
        ("noappt", {"nunez"}),
        ("notask", {"nunez", "quiet"}),
        ("phase:litigation", {"oneil"}),
        ("attention", {"nunez", "oneil", "quiet"}),
    ],
)
def test_each_view_holds_its_cases_and_counts_them(
    db: Database, caseload: dict[str, int], view: str, names: set[str]
) -> None:
    assert found(db, caseload, "", view) == names
    assert caselist.counts(db)[view] == len(names)


def test_every_count_is_the_number_of_cases_in_its_view(db: Database, caseload: dict[str, int]) -> None:
    assert caselist.counts(db) == {view: len(caselist.case_ids(db, view)) for view in caselist.VIEWS}


def test_the_gravest_case_comes_first_and_every_sort_turns_round(db: Database, caseload: dict[str, int]) -> None:
    assert caselist.case_ids(db, "attention")[0] == caseload["nunez"]
    for sort in caselist.SORTS:
        there = caselist.case_ids(db, "all", sort=sort)
        back = caselist.case_ids(db, "all", sort=sort, descending=True)
        assert set(there) == set(back) == set(caseload.values())
        assert there == back[::-1], sort


def test_all_reasons_are_told_the_gravest_first(db: Database, caseload: dict[str, int]) -> None:
    reasons = [said for _, said in caselist.judged(db, caseload["nunez"])]
    assert reasons[0] == "SOL in 41 d"
    assert any(said.startswith("no open task ") and said.endswith(" d") for said in reasons)


def test_the_list_reads_through_its_index(db: Database) -> None:
    plan = db.raw.execute(
        "EXPLAIN QUERY PLAN SELECT case_id FROM caselist WHERE is_open = 1 AND level < 9 "
        "ORDER BY level, since, client_key, case_id"
    ).fetchall()
    assert "USING COVERING INDEX ix_caselist_attention" in plan[0][3]
    assert len(plan) == 1, "no sorting step"
