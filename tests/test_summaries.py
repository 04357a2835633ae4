"""A case summary from the record to the file: what each reader gets, what he must not, and what is recorded."""

import json
import re
import subprocess
import sys
import threading
import zlib
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from caseterm import queries, services, summaries
from caseterm.clock import Clock
from caseterm.errors import InputError, NotFoundError, PermissionDeniedError
from caseterm.exports import files, printing
from caseterm.exports.blocks import Heading
from caseterm.exports.formats import FORMATS
from caseterm.exports.printing import PrintOutcome
from caseterm.rules.disclosure import AUDIENCE_SECTIONS
from caseterm.rules.injurywords import PARTS_SPANISH, STATUSES_SPANISH, TYPES_SPANISH
from caseterm.rules.terms_injuries import BODY_PARTS, INJURY_STATUSES, INJURY_TYPES
from caseterm.store.database import Database
from caseterm.summaries import Options, export_summary, prepare
from tests.conftest import HOSTILE
from tests.exports.sample import run
from tests.summary_case import CARE, NOT_CLIENT, NOT_PROVIDER, OPINIONS, PLANS, PRIVATE, PRIVILEGE, firm, full_case

READERS = {"attorney": PRIVATE, "client": (*PRIVATE, *NOT_CLIENT), "provider": (*PRIVATE, *NOT_PROVIDER)}


def everything_in(code: str, data: bytes, folder: Path) -> str:
    """All that could be read out of a file: its bytes, what is packed in it, and the text of its pages."""
    found = [data.decode("utf-8", "replace")]
    if code == "pdf":
        path = folder / "file.pdf"
        path.write_bytes(data)
        unpacked = folder / "unpacked.pdf"
        run("qpdf", "--qdf", "--object-streams=disable", path, unpacked)
        found += [unpacked.read_bytes().decode("latin-1"), run("pdftotext", "-layout", path, "-")]
        found.append(re.sub(r"\s+", " ", run("pdfinfo", "-struct-text", path)))
        for packed in re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL):
            try:
                found.append(zlib.decompress(packed).decode("latin-1"))
            except zlib.error:
                continue
    return "\n".join(found)


@pytest.mark.parametrize("code", FORMATS)
@pytest.mark.parametrize("audience", READERS)
def test_what_a_reader_must_not_see_is_not_in_the_file(db: Database, tmp_path: Path, audience: str, code: str) -> None:
    firm(db)
    full_case(db, number="26-0001", last="OTHERCASE")
    written = prepare(db, full_case(db), Options(audience=audience, format=code)).write()
    found = everything_in(code, written.data, tmp_path)
    assert "Mercy Physical Therapy" in found
    for canary in (*READERS[audience], "OTHERCASE", "NOTEBODY"):
        assert not re.search(rf"(?<!\d){re.escape(canary)}(?!\d)", found), canary


@pytest.mark.parametrize("code", FORMATS)
def test_the_attorney_gets_all_of_it(db: Database, tmp_path: Path, code: str) -> None:
    firm(db)
    written = prepare(db, full_case(db), Options(format=code)).write()
    found = re.sub(r"\s+", " ", everything_in(code, written.data, tmp_path))
    for canary in (*OPINIONS, *PLANS, *CARE, *PRIVILEGE):
        wanted = {"json": {"37 %": '"fault_percent": 37', "DISPUTEDPOSITION": "disputed"}}.get(code, {})
        assert wanted.get(canary, "disputed" if canary == "DISPUTEDPOSITION" else canary) in found


def test_each_reader_gets_the_sections_of_his_copy_in_order(db: Database) -> None:
    case_id = full_case(db)
    headings = {
        audience: [
            block.text
            for block in prepare(db, case_id, Options(audience=audience)).document.blocks
            if isinstance(block, Heading) and block.level == 1
        ]
        for audience in READERS
    }
    assert headings["attorney"] == [
        "1. Client and case",
        "2. Incident and liability",
        "3. Injuries",
        "4. Condition and daily life",
        "5. Treatment",
        "6. Recovery plan",
        "7. Insurance",
        "8. Records and bills",
        "9. Specials",
        "10. Liens and subrogation",
        "11. Costs against the budget",
        "12. Negotiation",
        "13. Projection",
        "14. Deadlines",
        "15. Open tasks and recommendations",
        "16. Contact log, last five",
    ]
    assert headings["client"] == [
        "1. About you",
        "2. What happened",
        "3. Your injuries",
        "4. Your treatment",
        "5. Your recovery plan",
        "6. What comes next",
    ]
    assert headings["provider"] == [
        "1. Client and case",
        "2. Incident",
        "3. Injuries",
        "4. Condition and daily life",
        "5. Treatment",
        "6. Recovery plan",
        "7. Insurance",
        "8. Records and bills",
    ]


def test_of_the_appointments_ahead_a_client_sees_her_own_and_a_provider_her_care(db: Database) -> None:
    case_id = full_case(db)
    for day, kind, title in ((22, "call", "FIRMCALL"), (23, "attorney_meeting", "PREPMEETING")):
        values = {"case_id": case_id, "kind": kind, "title": title, "starts_at": datetime(2026, 11, day, 9)}  # noqa: DTZ001
        services.records.add_record(db, "appointment", values, label="Added")
    read = {each: prepare(db, case_id, Options(audience=each, format="txt")).write().data.decode() for each in READERS}
    read["json"] = prepare(db, case_id, Options(audience="provider", format="json")).write().data.decode()
    assert {each: [word in text for word in ("FIRMCALL", "PREPMEETING")] for each, text in read.items()} == {
        "attorney": [True, False], "client": [False, True], "provider": [False, False], "json": [False, False],
    }  # fmt: skip
    assert all("11/24/2026 9:30 AM" in read[each] for each in ("client", "provider"))


def test_sections_left_out_are_gone_from_the_facts_too_and_the_rest_is_numbered_anew(db: Database) -> None:
    prepared = prepare(db, full_case(db), Options(format="json", sections=frozenset({"injuries", "contacts"})))
    facts = json.loads(prepared.write().data)["facts"]
    assert {"injuries", "contacts"} <= set(facts)
    assert not {"client", "coverages", "tasks", "recommendations", "deadlines", "providers"} & set(facts)
    texts = [block.text for block in prepared.document.blocks if isinstance(block, Heading)]
    assert texts == ["1. Injuries", "2. Contact log, last five"]


def test_a_client_who_speaks_spanish_has_the_copy_in_spanish_with_what_was_typed_marked(db: Database) -> None:
    firm(db)
    case_id = full_case(db)
    (client,) = db.raw.execute("SELECT client_id FROM cases WHERE id = ?", (case_id,)).fetchone()
    services.contacts.edit_contact(
        db, client, {"language": "Spanish, some English"}, phones=[], emails=[], addresses=[]
    )
    injury = {"case_id": case_id, "body_part": "knee", "side": "left", "description": HOSTILE}
    services.records.add_record(db, "injury", injury, label="x")
    made = prepare(db, case_id, Options(audience="client"))
    document = made.document
    assert (document.title, document.lang, document.audience) == ("Su caso", "es", "client")
    headings = [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 1]
    assert headings == [
        "1. Sobre usted", "2. Lo que pasó", "3. Sus lesiones", "4. Su tratamiento", "5. Su plan de recuperación",
        "6. Lo que sigue",
    ]  # fmt: skip
    text = prepare(db, case_id, Options(audience="client", format="txt")).write().data.decode()
    assert "«Rear-ended while stopped for a red light.»" in " ".join(text.split())
    assert "Rodilla, lado" in text
    assert "Entre « » va lo que anotó nuestra oficina." in text
    for hidden in (*PRIVATE, *NOT_CLIENT):
        assert hidden not in text, hidden
    assert made.write().data.startswith(b"%PDF")
    assert prepare(db, case_id, Options()).document.title == "Case summary", "the office reads English"
    for spanish, english in (
        (PARTS_SPANISH, BODY_PARTS), (TYPES_SPANISH, INJURY_TYPES), (STATUSES_SPANISH, INJURY_STATUSES),
    ):  # fmt: skip
        assert set(spanish) == set(english)


@pytest.mark.parametrize("section", ["tasks", "contacts", "deadlines"])
def test_a_section_no_reader_of_that_copy_may_have_cannot_be_asked_for(section: str) -> None:
    with pytest.raises(InputError, match="no section of this copy"):
        Options(audience="provider", sections=frozenset({section}))
    assert section not in AUDIENCE_SECTIONS["provider"]


def test_an_unverified_limitation_date_says_so_and_the_client_hears_only_a_verified_one(db: Database) -> None:
    firm(db)
    case_id = full_case(db)
    office = prepare(db, case_id, Options(format="txt")).write().data.decode()
    assert "!! 01/01/2027" in office
    assert "not verified" in office
    row = db.raw.execute("SELECT id FROM deadlines WHERE kind = 'sol'").fetchone()
    services.records.edit_record(
        db, "deadline", row[0], {"verified_by": "A. Shah", "verified_on": db.clock.today()}, label="Verified"
    )
    office = prepare(db, case_id, Options(format="txt")).write().data.decode()
    assert re.search(r"verified by\s+.*A\. Shah|A\. Shah, 11/21/2026", office)
    told = prepare(db, case_id, Options(audience="client", format="txt")).write().data.decode()
    assert "01/01/2027" in told
    assert "01/01/2027" not in prepare(db, case_id, Options(audience="provider", format="txt")).write().data.decode()


def test_the_draft_line_stays_until_it_is_taken_away(db: Database) -> None:
    case_id = full_case(db)
    assert "NOT REVIEWED BY ATTORNEY" in prepare(db, case_id, Options(format="txt")).write().data.decode()
    assert "NOT REVIEWED" not in prepare(db, case_id, Options(format="txt", draft=False)).write().data.decode()


def test_what_was_said_about_a_request_stays_in_the_house(db: Database) -> None:
    from caseterm.rules.heard import Said

    case_id = full_case(db)
    (line,) = queries.requests.of_case(db, case_id)
    services.requests.follow_up(db, [line.id], Said("SAIDSECRET", who="L.", next_on=db.clock.today()))
    (line,) = queries.requests.of_case(db, case_id)
    services.requests.receive(db, [line.id], pages=41, completeness="partial", missing="MISSINGSECRET")
    services.requests.add_request(db, case_id, {"kind": "lien_amount", "sent_to": "PLANSECRET"})
    office = prepare(db, case_id, Options(format="json")).write().data.decode()
    others = prepare(db, case_id, Options(audience="provider", format="json")).write().data.decode()
    for secret in ("SAIDSECRET", "MISSINGSECRET", "PLANSECRET"):
        assert secret in office
        assert secret not in others
    assert [row["pages"] for row in json.loads(others)["facts"]["records"] if "pages" in row] == [41]
    text = prepare(db, case_id, Options(format="txt")).write().data.decode()
    assert re.search(r"Came in part, 1\s", text)
    assert re.search(r"Not asked for yet: .*\(bills\)", text)


def test_gaps_in_treatment_are_told_with_both_days(db: Database) -> None:
    case_id = full_case(db)
    values = {"case_id": case_id, "after_on": date(2026, 9, 1), "reason": "childcare"}
    services.records.add_record(db, "gap_reason", values, label="Gap explained")
    text = prepare(db, case_id, Options(format="txt")).write().data.decode()
    assert "No treatment from 09/01/2026 to 10/02/2026 (31 days): childcare" in text
    assert "* No treatment since 10/02/2026 (50 days): GAPREASON" in text


def test_an_empty_case_prints_and_says_what_is_missing(db: Database) -> None:
    case = services.cases.new_case(db, client={"last": "Doe"}, case={}, incident={}).first_added("cases")
    assert case is not None
    for audience in READERS:
        for code in FORMATS:
            assert prepare(db, case, Options(audience=audience, format=code)).write().data
    text = prepare(db, case, Options(format="txt")).write().data.decode()
    assert "!! none on file" in text
    assert "No injuries on file." in text
    services.phases.close_case(db, case, reason="declined")
    assert "!!" not in prepare(db, case, Options(format="txt")).write().data.decode(), "it is over"


def test_saving_is_recorded_for_whom_and_where_and_undo_does_not_offer_it(db: Database, tmp_path: Path) -> None:
    firm(db)
    full_case(db)
    last = db.raw.execute("SELECT max(id) FROM acts").fetchone()[0]
    outcome = export_summary(
        db, "260142", options=Options(audience="client", format="html"), output=str(tmp_path / "out.html")
    )
    assert outcome.path == tmp_path / "out.html"
    assert outcome.words == (f"Saved {tmp_path / 'out.html'}",)
    logged = db.raw.execute("SELECT what, audience, format, destination FROM export_log").fetchall()
    assert logged == [("case summary", "client", "html", str(tmp_path / "out.html"))]
    act = db.raw.execute("SELECT op, undoable, label FROM acts WHERE id > ?", (last,)).fetchall()
    assert act == [("export", 0, "Saved case summary Nguyễn, Thị Hạnh (client, HTML)")]
    assert services.history.undo(db).label != "Undid: " + act[0][2]
    assert db.raw.execute("SELECT count(*) FROM export_log").fetchone() == (1,)


def test_the_same_name_twice_gets_a_number_and_a_folder_the_usual_name(db: Database, tmp_path: Path) -> None:
    full_case(db)
    options = Options(format="md", audience="provider")
    saved = [export_summary(db, "26-0142", options=options, output=f"{tmp_path}/").path for _ in range(2)]
    assert [path and path.name for path in saved] == [
        "26-0142-Nguyễn-2026-11-21-provider.md",
        "26-0142-Nguyễn-2026-11-21-provider-2.md",
    ]


def test_standard_output_gets_the_bytes_and_is_recorded(db: Database) -> None:
    full_case(db)
    outcome = export_summary(db, "26-0142", options=Options(format="txt"), output="-")
    assert outcome.data is not None
    assert b"CASE SUMMARY" in outcome.data
    assert db.raw.execute("SELECT destination FROM export_log").fetchall() == [("standard output",)]


def test_a_print_is_saved_first_and_recorded_when_it_was_sent(
    db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full_case(db)
    answers = iter([PrintOutcome(False, "There is no printer called X."), PrintOutcome(True, "Sent.", "Front-7")])
    monkeypatch.setattr(printing, "send", lambda path, *, printer, copies: next(answers))
    failed = export_summary(db, "26-0142", options=Options(), output=str(tmp_path), print_it=True)
    assert failed.sent is False
    assert failed.path is not None
    assert failed.path.is_file()
    sent = export_summary(db, "26-0142", options=Options(), output=str(tmp_path), print_it=True)
    assert sent.sent is True
    where = [row[0] for row in db.raw.execute("SELECT destination FROM export_log ORDER BY id")]
    assert where == [str(failed.path), str(sent.path), "printer Front"]


def test_a_refused_folder_leaves_neither_file_nor_record(
    db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full_case(db)

    def refuse(*_: object) -> Path:
        raise PermissionDeniedError("You may not write there.")

    monkeypatch.setattr(files, "save", refuse)
    with pytest.raises(PermissionDeniedError):
        export_summary(db, "26-0142", options=Options(), output=str(tmp_path))
    assert db.raw.execute("SELECT count(*) FROM export_log").fetchone() == (0,)


def test_a_limitation_date_that_was_met_is_none_missing_and_the_client_is_not_told_how(db: Database) -> None:
    case = full_case(db)
    (deadline,) = db.raw.execute("SELECT id FROM deadlines WHERE kind = 'sol'").fetchone()
    services.deadlines.satisfy(db, deadline, how="HOWFILED RG25", on=db.clock.today())
    read = {each: prepare(db, case, Options(audience=each, format="txt")).write().data.decode() for each in READERS}
    assert "met 11/21/2026" in read["attorney"]
    assert "HOWFILED" in read["attorney"]
    assert "none on file" not in read["attorney"].partition("CLIENT AND CASE")[0]
    assert not [each for each in ("client", "provider") if "HOWFILED" in read[each]]


def many_cases(db: Database, number: int) -> list[str]:
    firm(db)
    numbers = [f"26-{1000 + at}" for at in range(number)]
    for at, each in enumerate(numbers):
        full_case(db, number=each, last=f"Client{at}")
    return numbers


def test_many_are_given_in_their_order_each_the_same_as_alone_and_each_recorded(db: Database, tmp_path: Path) -> None:
    numbers = many_cases(db, 5)
    outcomes = list(summaries.export_many(db, numbers, options=Options(), folder=tmp_path))
    assert [each.path.name for each in outcomes if each.path] == [
        f"{number}-Client{at}-2026-11-21.pdf" for at, number in enumerate(numbers)
    ]
    alone = prepare(db, queries.summary.case_id_of(db, numbers[3]), Options()).write()
    assert outcomes[3].path is not None
    assert outcomes[3].path.read_bytes() == alone.data
    logged = [where for (where,) in db.raw.execute("SELECT destination FROM export_log ORDER BY id")]
    assert logged == [str(each.path) for each in outcomes]


def test_a_number_that_is_no_case_stops_many_after_those_before_it(db: Database, tmp_path: Path) -> None:
    numbers = many_cases(db, 3)
    asked = [*numbers, "99-0001", numbers[0]]
    given: list[summaries.Outcome] = []
    with pytest.raises(NotFoundError, match="There is no case 99-0001"):
        given.extend(summaries.export_many(db, asked, options=Options(format="md"), folder=tmp_path / "out"))
    assert [each.path for each in given] == sorted((tmp_path / "out").iterdir())
    assert len(given) == 3
    assert db.raw.execute("SELECT count(*) FROM export_log").fetchone() == (3,)


@pytest.mark.parametrize("which", range(4))
def test_a_file_of_many_that_cannot_be_written_leaves_the_others_on_record(
    db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, which: int
) -> None:
    numbers = many_cases(db, 4)
    save = files.save

    def refused(data: bytes, path: Path) -> Path:
        if path.name.startswith(numbers[which]):
            raise PermissionDeniedError("You may not write there.")
        return save(data, path)

    monkeypatch.setattr(files, "save", refused)
    with pytest.raises(PermissionDeniedError):
        list(summaries.export_many(db, numbers, options=Options(format="md"), folder=tmp_path / "out"))
    logged = {where for (where,) in db.raw.execute("SELECT destination FROM export_log")}
    assert logged == {str(path) for path in (tmp_path / "out").iterdir()}
    assert len(logged) >= which


def test_unknown_cases_readers_and_formats_are_named(db: Database) -> None:
    with pytest.raises(NotFoundError, match="There is no case 99-0001"):
        export_summary(db, "99-0001", options=Options())
    with pytest.raises(InputError, match="attorney, client, provider"):
        Options(audience="judge")
    with pytest.raises(InputError, match="pdf, html"):
        Options(format="docx")


def test_the_default_folder_is_the_one_of_the_settings_else_in_documents_else_at_home(
    db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert summaries.default_folder(db) == tmp_path / "CaseSummaries"
    (tmp_path / "Documents").mkdir()
    assert summaries.default_folder(db) == tmp_path / "Documents" / "CaseSummaries"
    firm(db, export_folder=str(tmp_path / "mine"))
    assert summaries.default_folder(db) == tmp_path / "mine"


def test_the_printed_time_is_the_wall_clocks_with_its_distance_from_utc() -> None:
    zone = timezone(timedelta(hours=5, minutes=30))
    clock = Clock(lambda: datetime(2026, 11, 21, 23, 59, 58, 999_000, tzinfo=zone))
    assert summaries.local_now(clock).isoformat() == "2026-11-21T23:59:58+05:30"
    assert summaries.local_now(Clock(lambda: datetime(2026, 1, 1, tzinfo=UTC))).utcoffset() == timedelta(0)


def test_a_summary_is_written_in_a_thread_without_the_database(db: Database, tmp_path: Path) -> None:
    prepared = prepare(db, full_case(db), Options())
    db.close()
    saved: list[summaries.Saved] = []
    thread = threading.Thread(target=lambda: saved.append(summaries.save(prepared, tmp_path / prepared.name)))
    thread.start()
    thread.join()
    assert saved[0].path.read_bytes().startswith(b"%PDF-")


def test_the_same_record_and_time_give_the_same_pdf(db: Database) -> None:
    case_id = full_case(db)
    assert prepare(db, case_id, Options()).write().data == prepare(db, case_id, Options()).write().data


def test_a_summary_from_the_command_line_waits_for_no_library_but_typst(db: Database, tmp_path: Path) -> None:
    number = prepare(db, full_case(db), Options()).number
    recorded = db.raw.execute("SELECT count(*) FROM export_log").fetchone()[0]
    db.close()
    late = (
        "sqlmodel", "sqlalchemy", "pydantic", "alembic", "textual", "rich", "subprocess", "uuid", "shutil",
        "tempfile", "caseterm.rules.dates", "caseterm.rules.letters",
    )  # fmt: skip
    code = f"""
import sys
from caseterm.cli import main
arguments = ["--db", {str(db.path)!r}, "summary", {number!r}, "-o", {str(tmp_path / "one.pdf")!r}]
assert main(arguments) == 0
print([name for name in {late!r} if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
    assert (tmp_path / "one.pdf").read_bytes().startswith(b"%PDF")
    assert db.raw.execute("SELECT count(*) FROM export_log").fetchone()[0] == recorded + 1
    assert db.raw.execute("SELECT count(*) FROM changes WHERE table_name = 'export_log'").fetchone()[0] == recorded + 1


def test_a_firm_without_settings_gets_the_settings_own_defaults() -> None:
    from caseterm.models import Settings
    from caseterm.queries.summary import UNSET

    assert {name: getattr(Settings(), name) for name in vars(UNSET)} == vars(UNSET)
