from datetime import date
from pathlib import Path

import pytest

from caseterm.errors import NotFoundError
from caseterm.imports.errors import FileRefusedError
from caseterm.imports.fields import Field
from caseterm.imports.headings import fields_for
from caseterm.imports.mapfile import read_mapfile
from caseterm.imports.plan import change_column, understand
from tests.imports.zoo import FILES, TODAY, fields, plan_of

HEADINGS = {
    Field.NAME: "Injured Party|Client 1|Clt|Claimant|Plaintiff|"
    "Plaintiff Name|Client|CLIENT NAME|Client's Name|Full Name|Pt Name",
    Field.LAST: "Last|LName|Surname|ClientLastName|client_last|Last Name",
    Field.FIRST: "First|FName|Given Name|client.first.name|ClientFirst",
    Field.DOB: "DOB (mm/dd/yyyy)|DOB|D.O.B.|Birth Date|birthdate|Date of Birth|Clt DOB",
    Field.DOI: "DOL|D/O/L|D.O.I.|Date of Loss|Loss Dt|Accident|Accident Date|Date of Injury|Crash date|MVA Date",
    Field.NUMBER: "File #|Matter|Matter No.|Case No|Case ID|Our File Number|CaseNumber",
    Field.PHONE: "Tel|Mobile|Cell|Cell #|Home Ph.|Phone 1|Wk Phone|Client Telephone|Tel (H)",
    Field.EMAIL: "E-mail|Email Address|Client Email|e mail",
    Field.INSURER: "Carrier|Ins.|Ins Co|Insurance Company|BI Carrier|3P Insurance Co|Insurence",
    Field.CLAIM_NO: "Claim|Claim #|Clm No.|Claim Number|BI Claim #|ClaimNo",
    Field.INSURER_CLAIM: "Carrier/Claim",
    Field.OWN_INSURER: "Med Pay Carrier|PIP Carrier|UM Carrier|1P Ins Co|Client's Insurance|First Party Carrier",
    Field.ADJUSTER: "Claims Adjuster|Adj|Adj.|Adjuster|Adjustor|Claims Rep|Adjuster Name|BI Adjuster",
    Field.ADJUSTER_PHONE: "Adj. Phone|Adjuster Tel|Adj Ph #",
    Field.SOL: "SoL (2 yr)|Limitations Expire|Deadline to File|SOL|S.O.L.|"
    "Stat date|Statute|Statute of Limitations|SOL Date|Lim Date|Limitations Date",
    Field.ATTORNEY: "Atty|Attorney|Handling Attorney|Lead Atty|Assigned Attorney",
    Field.MANAGER: "CM|Case Mgr|Case Manager|Paralegal|Assigned Paralegal",
    Field.PHASE: "Phase|Case Stage|Pipeline Stage",
    Field.TYPE: "Type|Case Type|Type of Case|Matter Type|Practice Area|Type of Accident",
    Field.INTERPRETER: "Interpreter?|Interpreter Req'd|Needs Interpreter",
    Field.LANGUAGE: "Lang|Language|Primary Language|Language Spoken",
    Field.MEDICARE: "Medicare|Medicare?|Medicare Y/N|Medicare Status",
    Field.LAST_CONTACT: "Last Contact|Last Contacted|Date of Last Contact|Last Client Contact Date|Last Activity",
    Field.NEXT_APPOINTMENT: "Next Appt|Next Appointment|Next Appt Date|Next Dr Appt",
    Field.PROVIDER: "Providers|Tx Providers|Treating Doctor|Medical Providers|Dr.",
    Field.INJURIES: "Injuries|Body Parts|Nature of Injury|Client Injuries",
    Field.LIMITS: "Policy Limits|Limits|Coverage Limits|BI Limits",
    Field.LIMIT_PERSON: "limit_per_person|Per Person Limit|Limits (per person)",
    Field.POLICY_NO: "Policy #|Pol. No.|Policy Number",
    Field.OPENED: "Opened|Date Opened|Open Date|Intake Date|Case Opened On",
    Field.SIGNED: "Signed|Date Retained|Sign-up Date|Signed Up",
    Field.ADDRESS: "Addr|Address|Street Address|Mailing Address",
    Field.CITY_LINE: "City/State/Zip|City, State Zip",
    Field.ZIP: "Zip|Zip Code|ZIP CODE|Postal Code",
    Field.NOTES: "Notes|Comments|Remarks|Case Notes|Memo",
    Field.SOURCE: "Referred By|Source|Referral Source|Lead Source|Ref. Source",
    Field.DEFENDANT: "Defendant|Deft|At Fault Party|Tortfeasor|Def. Name",
}


@pytest.mark.parametrize(
    ("heading", "field"), [(heading, field) for field, line in HEADINGS.items() for heading in line.split("|")]
)
def test_headings_never_seen_before_are_understood_by_their_words(heading: str, field: Field) -> None:
    found = fields_for(heading)
    assert found
    assert found[0][0] is field
    assert found[0][1] >= 0.5


@pytest.mark.parametrize("heading", ["Settlement Amount", "Trial Date", "Gender", "Shoe size", "Hashtags", "Age"])
def test_headings_of_things_the_record_has_no_place_for_match_nothing_surely(heading: str) -> None:
    assert all(certainty < 0.6 for _, certainty in fields_for(heading))


def test_a_heading_that_the_values_contradict_is_not_believed(tmp_path: Path) -> None:
    text = 'Client,DOI,Phone\n"Roe, Jane",5/1/2024,red\n"Poe, Ed",5/2/2024,green\n"Doe, Al",5/3/2024,blue\n'
    plan = plan_of(tmp_path, text)
    column = plan.mapping.columns[2]
    assert column.field is None
    assert "few of the values look like it" in column.reason
    assert plan.rows[0].leftovers == (("Phone", "red"),)


def test_accident_is_a_date_or_a_story_by_its_values(tmp_path: Path) -> None:
    dates = plan_of(tmp_path, 'Client,Accident\n"Roe, Jane",5/1/2024\n')
    story = plan_of(tmp_path, 'Client,Accident\n"Roe, Jane",fell on wet floor\n')
    assert fields(dates)["Accident"] == "date of incident"
    assert fields(story)["Accident"] == "incident description"


def test_an_accident_that_names_a_kind_of_case_is_the_type_and_a_story_among_them_stays_in_the_notes(
    tmp_path: Path,
) -> None:
    text = (
        'Client,Accident\n"Roe, Jane",Dog bite\n"Poe, Ed",Slip & fall\n"Doe, Al",MVA\n"Kim, Bo",a plant fell on him\n'
    )
    plan = plan_of(tmp_path, text)
    assert fields(plan)["Accident"] == "case type"
    assert [row.case_type for row in plan.rows] == ["dog_bite", "premises_slip_fall", "auto", "other"]
    assert plan.rows[3].leftovers == (("Accident", "a plant fell on him"),)
    assert [problem.line for problem in plan.warnings] == [5]


@pytest.mark.parametrize(
    ("heading", "values"),
    [
        ("Emergency Contact", "310-555-0101|310-555-0102"), ("Witness Phone", "310-555-0101|310-555-0102"),
        ("Provider Phone", "310-555-0101|310-555-0102"), ("3P Phone", "310-555-0101|310-555-0102"),
        ("Attorney Email", "a@x.com|b@x.com"), ("Provider Address", "12 Oak St|14 Elm St"),
        ("Prior Attorney", "Bob Jones|Al Lee"), ("Co-Plaintiff", "Bob Jones|Al Lee"), ("Spouse", "Poe, Al|Lee, Bo"),
        ("Health Insurance ID", "AA-123|BB-456"), ("Medicare #", "1EG4-TE5-MK73|1EG4-TE5-MK74"),
        ("Plate", "7ABC123|8XYZ987"), ("VIN", "1FABP40E9RF123456|JH4KA9650MC012345"), ("Age", "45|37"),
        ("Days Open", "101|17"), ("Referral Fee", "$100|$200"), ("PD Claim #", "AA-123|BB-456"),
        ("Policy Type", "BI|UM/UIM"), ("SOL - Gov", "1/2/2027|3/4/2028"), ("SOL Met", "Y|N"),
        ("6 month claim", "1/2/2027|3/4/2028"), ("File location", "Cabinet 2|Desk"), ("UM", "State Farm|GEICO"),
    ],
)  # fmt: skip
def test_what_is_said_of_somebody_or_something_else_stays_in_the_notes(
    tmp_path: Path, heading: str, values: str
) -> None:
    one, two = values.split("|")
    plan = plan_of(tmp_path, f'Client,{heading}\n"Roe, Jane","{one}"\n"Poe, Ed","{two}"\n')
    assert fields(plan)[heading] == "kept in notes"
    assert [row.leftovers for row in plan.rows] == [((heading, one),), ((heading, two),)]


def test_a_policy_is_its_number_or_its_limits_by_the_values(tmp_path: Path) -> None:
    numbers = plan_of(tmp_path, 'Client,Policy,UM Policy\n"Roe, Jane",AA-123,\n"Poe, Ed",22-1,9-88-7\n')
    limits = plan_of(tmp_path, 'Client,Policy,UM Policy\n"Roe, Jane",25/50,\n"Poe, Ed",15/30,30/60\n')
    assert list(fields(numbers).values())[1:] == ["policy number", "client's policy number"]
    assert list(fields(limits).values())[1:] == ["policy limits", "client's policy limits"]


def test_an_empty_column_gives_way_to_a_filled_one(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, 'Client,Alt Case No,File #\n"Roe, Jane",,204117\n"Poe, Ed",,204118\n')
    assert [row.number for row in plan.rows] == ["204117", "204118"]


@pytest.mark.parametrize("heading", ["Trial Date", "Next Hearing", "Date of Hire", "Demand Due", "Mediation"])
def test_some_other_date_is_never_taken_for_a_limitation_or_an_incident(tmp_path: Path, heading: str) -> None:
    past = plan_of(tmp_path, f'Client,{heading}\n"Roe, Jane",5/1/2024\n"Poe, Ed",6/1/2024\n')
    ahead = plan_of(tmp_path, f'Client,{heading}\n"Roe, Jane",5/1/2027\n"Poe, Ed",6/1/2027\n')
    for plan in (past, ahead):
        assert fields(plan)[heading] == "kept in notes"
        assert plan.rows[0].leftovers[0][0] == heading


def test_lines_that_are_no_names_are_not_taken_for_clients(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, "root:x:0:0:root:/root:/bin/bash\nbin:x:2:2:bin:/bin:/usr/sbin/nologin\n")
    assert plan.rows == ()
    assert {problem.reason for problem in plan.refused} == {"there is no client's name"}


def test_one_field_takes_one_column_and_the_other_is_kept_with_the_reason(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, 'Client,Date of Loss,Accident Date\n"Roe, Jane",5/1/2024,5/2/2024\n')
    assert list(fields(plan).values()) == ["client name", "date of incident", "kept in notes"]
    assert "another column is surer" in plan.mapping.columns[2].reason
    assert plan.rows[0].leftovers == (("Accident Date", "5/2/2024"),)


def test_a_state_beside_the_city_is_the_clients_and_alone_the_cases(tmp_path: Path) -> None:
    address = plan_of(tmp_path, 'Client,DOI,City,State,Zip\n"Roe, Jane",5/1/2024,Boston,MA,02108\n')
    venue = plan_of(tmp_path, 'Client,DOI,State\n"Roe, Jane",5/1/2024,Mass.\n')
    assert address.rows[0].state == ""
    assert address.rows[0].address is not None
    assert address.rows[0].address.state == "MA"
    assert venue.rows[0].state == "MA"


def test_the_user_can_send_a_column_elsewhere() -> None:
    plan = understand(FILES / "caseload-from-excel.csv", today=TODAY)
    place = next(column.index for column in plan.mapping.columns if column.heading == "Notes")
    changed = change_column(plan, place, Field.SOURCE)
    assert fields(changed)["Notes"] == "referral source"
    assert changed.mapping.columns[place].reason == "you chose it"
    assert any(row.source == "CALL BACK" for row in changed.rows)
    moved = change_column(plan, place, Field.DOI)
    assert fields(moved)["DOI"] == "kept in notes"


def test_a_mapping_written_is_read_back_and_obeyed(tmp_path: Path) -> None:
    plan = understand(FILES / "caseload-from-excel.csv", today=TODAY)
    kept = tmp_path / "columns.toml"
    kept.write_text(plan.mapfile(), encoding="utf-8")
    again = understand(FILES / "caseload-from-excel.csv", today=TODAY, mapping=read_mapfile(kept))
    assert fields(again) == fields(plan)
    assert all(column.reason == "your mapping file says so" for column in again.mapping.columns)
    assert again.rows == plan.rows


def test_a_mapping_file_decides_columns_phases_types_and_the_order_of_dates(tmp_path: Path) -> None:
    kept = tmp_path / "columns.toml"
    kept.write_text(
        'dates = "day-first"\n[columns]\n"Kunde" = "client name"\n"Tag" = "date of incident"\n"Junk" = "leave out"\n'
        '"Stand" = "phase"\n"Art" = "case type"\n[phases]\n"Warten" = "Records"\n[types]\n"Taxi" = "Auto"\n',
        encoding="utf-8",
    )
    text = 'Kunde,Tag,Junk,Stand,Art\n"Roe, Jane",01/05/2024,secret,Warten,Taxi\n'
    plan = plan_of(tmp_path, text, mapping=read_mapfile(kept))
    (case,) = plan.rows
    assert (case.client.listed, case.doi, case.phase, case.case_type) == (
        "Roe, Jane",
        date(2024, 5, 1),
        "records",
        "auto",
    )
    assert "secret" not in repr(case)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[columns", "not TOML"),
        ('[columns]\n"A" = "shoe size"', "shoe size is not a field"),
        ("colums = 1", "nobody knows: colums"),
        ('[phases]\n"A" = "Zebra"', "Zebra is not a phase"),
        ('dates = "sideways"', "sideways"),
        ("header_line = 0", "header_line"),
        ("columns = 3", "table"),
        ("sheet = 4", "word in quotes"),
    ],
)
def test_a_mapping_file_that_cannot_be_used_says_where(tmp_path: Path, text: str, words: str) -> None:
    kept = tmp_path / "columns.toml"
    kept.write_text(text, encoding="utf-8")
    with pytest.raises(FileRefusedError, match=words):
        read_mapfile(kept)


def test_a_mapping_file_of_another_spreadsheet_or_none_at_all_is_refused(tmp_path: Path) -> None:
    kept = tmp_path / "columns.toml"
    kept.write_text('[columns]\n"Elsewhere" = "client name"\n', encoding="utf-8")
    with pytest.raises(FileRefusedError, match="None of the mapping file's columns"):
        plan_of(tmp_path, "Client,DOI\nRoe,5/1/2024\n", mapping=read_mapfile(kept))
    with pytest.raises(NotFoundError):
        read_mapfile(tmp_path / "none.toml")


def test_strange_headings_survive_the_mapping_file(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, 'Client,"He said ""hi""\\","tab\there"\n"Roe, Jane",x,y\n')
    kept = tmp_path / "columns.toml"
    kept.write_text(plan.mapfile(), encoding="utf-8")
    assert len(read_mapfile(kept).columns) == 3
