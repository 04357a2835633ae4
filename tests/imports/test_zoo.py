"""Files as other offices keep them: each test is one kind of spreadsheet."""

from datetime import date, time
from pathlib import Path

import pytest

from caseterm.imports.errors import FileRefusedError
from caseterm.rules.money import Limits
from tests.imports.zoo import TODAY, clients, fields, plan_of, refusals

CLIENT_ROW = '"Núñez, Ana",4/30/2023,206-555-0146'
CLIENT_FILE = f"Client,DOL,Phone\r\n{CLIENT_ROW}\r\n"


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (CLIENT_FILE.encode("utf-8"), "UTF-8"),
        (b"\xef\xbb\xbf" + CLIENT_FILE.encode("utf-8"), "UTF-8"),
        (CLIENT_FILE.encode("cp1252"), "Windows-1252"),
        (CLIENT_FILE.encode("utf-16"), "UTF-16"),
        (CLIENT_FILE.encode("utf-16-le"), "UTF-16"),
        (CLIENT_FILE.encode("utf-16-be"), "UTF-16"),
        (CLIENT_FILE.encode("utf-32"), "UTF-32"),
    ],
)
def test_every_encoding_gives_the_same_case(tmp_path: Path, data: bytes, named: str) -> None:
    plan = plan_of(tmp_path, data)
    assert plan.source.encoding == named
    assert clients(plan) == ["Núñez, Ana"]
    assert plan.rows[0].doi == date(2023, 4, 30)


def test_the_user_may_choose_the_encoding(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, CLIENT_FILE.encode("mac_roman"), encoding="mac_roman")
    assert clients(plan) == ["Núñez, Ana"]
    with pytest.raises(FileRefusedError, match="not known"):
        plan_of(tmp_path, CLIENT_FILE, encoding="klingon")


def test_text_encoded_twice_is_turned_back_and_said(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, CLIENT_FILE.encode("utf-8").decode("cp1252"))
    assert clients(plan) == ["Núñez, Ana"]
    assert any("encoded twice" in note for note in plan.source.notes)


def test_one_line_pasted_in_another_encoding_does_not_spoil_the_rest(tmp_path: Path) -> None:
    rows = "".join(f'"Núñez, Ana{n}",4/{n + 1}/2023,206-555-01{n:02}\n' for n in range(20))
    data = f"Client,DOL,Phone\n{rows}".encode() + '"Peña, José",5/1/2024,206-555-0199\n'.encode("cp1252")
    plan = plan_of(tmp_path, data)
    assert clients(plan)[0] == "Núñez, Ana0"
    assert clients(plan)[-1] == "Peña, José"
    assert any("Windows-1252" in note for note in plan.source.notes)


@pytest.mark.parametrize(("mark", "named"), [(",", "comma"), (";", "semicolon"), ("\t", "tab"), ("|", "vertical bar")])
def test_every_separator_is_found_though_names_have_commas(tmp_path: Path, mark: str, named: str) -> None:
    rows = [
        ["Client", "DOL", "Limits"],
        ["Garcia, Maria", "4/30/2023", "$25,000"],
        ["Roe, Jane", "5/1/2024", "$50,000"],
    ]
    text = "\n".join(mark.join(f'"{cell}"' if mark == "," else cell for cell in row) for row in rows)
    plan = plan_of(tmp_path, text)
    assert plan.source.delimiter == named
    assert clients(plan) == ["Garcia, Maria", "Roe, Jane"]
    assert plan.rows[0].covers[0].limits == Limits(2_500_000)


def test_excels_own_separator_line_is_obeyed_and_counted(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, "sep=;\nClient;DOI\nGarcia, Maria;13/45/23\n")
    assert refusals(plan) == [(3, "DOI", "13/45/23")]


def test_line_ends_of_old_macs_are_line_ends(tmp_path: Path) -> None:
    assert clients(plan_of(tmp_path, 'Client,DOI\r"Garcia, Maria",4/30/2023\r"Roe, Jane",5/1/2024\r')) == [
        "Garcia, Maria", "Roe, Jane",
    ]  # fmt: skip


def test_lines_are_counted_as_the_file_shows_them(tmp_path: Path) -> None:
    text = 'Smith Law\n\nClient,DOI,Notes\n"Garcia, Maria",4/30/2023,"one\ntwo\nthree"\n\n"Roe, Jane",5/40/2024,x\n'
    plan = plan_of(tmp_path, text)
    assert plan.rows[0].line == 4
    assert plan.rows[0].notes == ("one\ntwo\nthree",)
    assert refusals(plan) == [(8, "DOI", "5/40/2024")]


def test_titles_blank_rows_groups_repeated_headings_totals_and_footers_are_no_cases(tmp_path: Path) -> None:
    text = (
        "Gold & Shah,,,\nprinted 11/20/2026,,,\n,,,\nClient,DOI,Phone,Status\nPRE-LITIGATION CASES,,,\n"
        '"Garcia, Maria",4/30/2023,206-555-0146,Tx\n,,,\nLITIGATION (1),,,\n"Roe, Jane",5/1/2024,206-555-0147,In suit\n'
        'Client,DOI,Phone,Status\n"Poe, Ed",6/1/2024,206-555-0148,Settled\n'
        "Total cases: 3,,,\nPage 1 of 1,,,\n-----,,,\n"
    )
    plan = plan_of(tmp_path, text)
    assert clients(plan) == ["Garcia, Maria", "Roe, Jane", "Poe, Ed"]
    assert [row.phase for row in plan.rows] == ["treating", "litigation", "settlement"]
    assert [item.line for item in plan.skipped] == [5, 8, 10, 12, 13, 14]
    assert not plan.refused


def test_a_list_without_headings_is_understood_by_its_values(tmp_path: Path) -> None:
    text = (
        '"Garcia, Maria",4/30/2023,(206) 555-0146,State Farm #59-Z2217,Treating,Auto,12/6/1985\n'
        '"Roe, Jane",5/1/2024,(206) 555-0147,GEICO #0123-44,Demand,Dog bite,1/2/1970\n'
        '"Poe, Ed",6/2/2025,(206) 555-0148,Allstate #88-A12,Litigation,Truck,3/4/1960\n'
    )
    plan = plan_of(tmp_path, text)
    assert list(fields(plan).values()) == [
        "client name", "date of incident", "phone", "insurer and claim number", "phase", "case type", "date of birth",
    ]  # fmt: skip
    assert not any(column.sure for column in plan.mapping.columns if column.field != "phone")
    assert all("values look like" in column.reason for column in plan.mapping.columns)
    assert [row.line for row in plan.rows] == [1, 2, 3]


def test_headings_in_a_foreign_tongue_are_understood_by_their_values(tmp_path: Path) -> None:
    text = 'Kunde,Unfall am,Fernruf\n"Garcia, Maria",4/30/2023,206-555-0146\n"Roe, Jane",5/1/2024,206-555-0147\n'
    assert list(fields(plan_of(tmp_path, text)).values()) == ["client name", "date of incident", "phone"]


def test_a_bare_list_of_names_is_a_list_of_clients(tmp_path: Path) -> None:
    assert clients(plan_of(tmp_path, "Name\nGarcia, Maria\nRoe, Jane\n")) == ["Garcia, Maria", "Roe, Jane"]


def test_an_export_with_a_column_for_everything(tmp_path: Path) -> None:
    heads = (
        "CLIENT LAST NAME,CLIENT FIRST NAME,CLIENT MI,SUFFIX,CELL #,HOME #,E-MAIL ADDRESS,STREET ADDRESS,APT,CITY,"
        "STATE,ZIP CODE,BIRTH DATE,ACCIDENT DATE,ACCIDENT LOCATION,"
        "TYPE OF CASE,CURRENT STATUS,DATE RETAINED,REFERRED BY,"
        "1P INS CO,1P CLAIM #,3P INS CO,3P CLAIM #,3P ADJUSTER,3P POLICY LIMITS,MEDICAL PROVIDERS,BODY PARTS INJURED,"
        "PRIMARY LANGUAGE,INTERPRETER Y/N,MEDICARE Y/N,STATUTE,LAST CONTACT W/ CLIENT,HANDLING PARALEGAL,SETTLEMENT AMT"
    )
    row = (
        "GARCIA,MARIA,Q,JR,206-555-0146,206-555-0147,m@example.com,12 Oak St,4,Boston,MA,2108,12/6/1985,4/30/2023,"
        "I-5 & Pine,MVA - REAR END,TREATING,5/2/2023,TV ad,GEICO,GE-1,STATE FARM,59-Z2217,"
        '"Bob Jones, 206-555-0100",25/50,"Swedish, Harbor PT","neck, L shoulder",Spanish,Y,N,4/30/2026,11/01/2026,'
        'Ana L.,"$12,500"'
    )
    plan = plan_of(tmp_path, f"{heads}\n{row}\n")
    (case,) = plan.rows
    assert case.client.full == "MARIA Q GARCIA JR"
    assert [(phone.number, phone.label) for phone in case.phones] == [("2065550146", "mobile"), ("2065550147", "home")]
    assert case.emails == ("m@example.com",)
    assert case.address is not None
    assert (case.address.street, case.address.unit, case.address.city, case.address.state, case.address.zip) == (
        "12 Oak St", "4", "Boston", "MA", "02108",
    )  # fmt: skip
    assert (case.dob, case.doi, case.sol) == (date(1985, 12, 6), date(2023, 4, 30), date(2026, 4, 30))
    assert (case.case_type, case.phase, case.signed_on, case.source) == ("auto", "treating", date(2023, 5, 2), "TV ad")
    theirs, own = case.covers
    assert (theirs.party, theirs.insurer, theirs.claim_no) == ("defendant", "STATE FARM", "59-Z2217")
    assert theirs.limits == Limits(2_500_000, 5_000_000)
    assert theirs.adjuster is not None
    assert (theirs.adjuster.name.full, theirs.adjuster.phones[0].number) == ("Bob Jones", "2065550100")
    assert (own.party, own.insurer, own.claim_no) == ("client", "GEICO", "GE-1")
    assert [provider.name.full for provider in case.providers] == ["Swedish", "Harbor PT"]
    assert [(injury.body_part, injury.side) for injury in case.injuries] == [
        ("neck_cervical", "na"),
        ("shoulder", "left"),
    ]
    assert (case.language, case.interpreter, case.medicare, case.manager) == ("Spanish", True, "none", "Ana L.")
    assert case.last_contact == date(2026, 11, 1)
    assert set(case.leftovers) == {("SETTLEMENT AMT", "$12,500"), ("TYPE OF CASE", "MVA - REAR END")}


def test_abbreviated_headings_of_a_hand_kept_list(tmp_path: Path) -> None:
    text = (
        "Matter No|Claimant|DOB|D/O/L|Carrier|Clm No|Adj|Adj Ph|Stat Dt|Atty|Lang|Where things are\n"
        "M-1|Garcia, Maria|12/6/85|4/30/23|USAA|87-B685|Kim, Soo-jin|206-555-0100 x4|4/30/26|JR|Spanish|Pre-lit\n"
        "M-2|Roe, Jane|1/2/90|5/1/23|GEICO|0123-4|Lee, Bo|206-555-0101|5/1/26|JR|English|demand sent\n"
    )
    plan = plan_of(tmp_path, text)
    assert list(fields(plan).values()) == [
        "case number", "client name", "date of birth", "date of incident", "insurer", "claim number", "adjuster",
        "adjuster phone", "statute of limitations", "attorney", "language", "phase",
    ]  # fmt: skip
    adjuster = plan.rows[0].covers[0].adjuster
    assert adjuster is not None
    assert (adjuster.name.listed, adjuster.phones[0].number, adjuster.phones[0].ext) == (
        "Kim, Soo-jin",
        "2065550100",
        "4",
    )
    assert [row.phase for row in plan.rows] == ["investigation", "negotiation"]


def test_a_project_list_with_captions_and_times(tmp_path: Path) -> None:
    text = (
        "Project Name,Project ID,Phase,Client Full Name,Client Phone,Incident Date,SOL,Project Type,Hashtags,"
        "Last Activity\n"
        '"Garcia, Maria v. Doe",998877,Pre-Lit - Treating,Maria Garcia,(206) 555-0146,2023-04-30T00:00:00,2026-04-30,'
        "Personal Injury - Auto,#hot,2026-11-01 14:22\n"
    )
    (case,) = plan_of(tmp_path, text).rows
    assert (case.number, case.client.full, case.phase, case.case_type) == ("998877", "Maria Garcia", "treating", "auto")
    assert (case.doi, case.sol, case.last_contact) == (date(2023, 4, 30), date(2026, 4, 30), date(2026, 11, 1))
    assert ("Project Name", "Garcia, Maria v. Doe") in case.leftovers
    assert ("Hashtags", "#hot") in case.leftovers


def test_a_caption_alone_names_client_and_defendant(tmp_path: Path) -> None:
    (case,) = plan_of(tmp_path, "Case Name,DOL\nMaria Garcia v. Acme Stores Inc,4/30/2023\n").rows
    assert case.client.full == "Maria Garcia"
    assert [name.full for name in case.defendants] == ["Acme Stores Inc"]


def test_several_things_in_a_cell_go_to_their_places(tmp_path: Path) -> None:
    text = (
        "Client Info,Accident Info,Insurance Info,Providers,Next Appt,Tel (H),Tel (C)\n"
        '"Maria Garcia, 206-555-0146",rear-ended 4/30/23 on I-5,'
        '"State Farm, claim 59-Z2217","Swedish ER; Dr. Chen, DC",'
        '12/3 2pm PT,206-555-0147,"206-555-0148 (c), h: 555.0101 x12"\n'
    )
    (case,) = plan_of(tmp_path, text).rows
    assert case.client.full == "Maria Garcia"
    assert [phone.number for phone in case.phones] == ["2065550146", "2065550147", "2065550148", "5550101"]
    assert [phone.label for phone in case.phones] == ["", "home", "mobile", "home"]
    assert case.doi == date(2023, 4, 30)
    assert ("Accident Info", "rear-ended 4/30/23 on I-5") in case.leftovers
    assert (case.covers[0].insurer, case.covers[0].claim_no) == ("State Farm", "59-Z2217")
    assert [provider.name.full for provider in case.providers] == ["Swedish ER", "Dr. Chen DC"]
    assert case.next_visit is not None
    assert (case.next_visit.day, case.next_visit.at, case.next_visit.what) == (date(2026, 12, 3), time(14), "PT")


def test_names_whose_comma_stood_outside_quotes_are_put_together_with_a_warning(tmp_path: Path) -> None:
    text = 'Client,DOL,Phone\nGarcia, Maria,4/30/2023,206-555-0146\n"Roe, Jane",5/1/2024,206-555-0147\n'
    plan = plan_of(tmp_path, text)
    assert clients(plan) == ["Garcia, Maria", "Roe, Jane"]
    assert plan.rows[0].phones[0].number == "2065550146"
    assert [(problem.line, problem.value) for problem in plan.warnings] == [(2, "Garcia, Maria")]


def test_a_row_cut_wrongly_elsewhere_is_refused_with_the_cause(tmp_path: Path) -> None:
    text = "Number,Client,Type,DOL\nA1,Ed Poe,Auto,4/30/2023\nA2,Jane Roe,slip, fall,4/30/2023\n"
    plan = plan_of(tmp_path, text)
    assert clients(plan) == ["Poe, Ed"]
    assert {problem.line for problem in plan.refused} == {3}
    assert any("separator stands outside quotation marks" in problem.reason for problem in plan.refused)


def test_short_rows_are_filled_up_and_words_past_the_headings_kept(tmp_path: Path) -> None:
    text = 'Client,DOL,Phone\n"Roe, Jane",5/1/2024\n"Poe, Ed",6/1/2024,206-555-0148,call mornings\n'
    plan = plan_of(tmp_path, text)
    assert clients(plan) == ["Roe, Jane", "Poe, Ed"]
    assert plan.rows[1].leftovers == (("column 4", "call mornings"),)


def test_a_quote_never_closed_costs_its_own_line_only(tmp_path: Path) -> None:
    text = (
        'Client,DOL,Notes\n"Roe, Jane",5/1/2024,"never closed\n"Poe, Ed",6/1/2024,ok\n"Doe, Al",6/2/2024,"two\nlines"\n'
        '"Low, Bo",6/3/2024,fine\n'
    )
    plan = plan_of(tmp_path, text)
    assert clients(plan) == ["Roe, Jane", "Poe, Ed", "Doe, Al", "Low, Bo"]
    assert plan.rows[2].notes == ("two\nlines",)
    assert [row.line for row in plan.rows] == [2, 3, 4, 6]


def test_serial_numbers_of_excel_are_dates(tmp_path: Path) -> None:
    (case,) = plan_of(tmp_path, 'Client,Date of Loss,DOB,SOL\n"Garcia, Maria",45046,31387,46142\n').rows
    assert (case.doi, case.dob, case.sol) == (date(2023, 4, 30), date(1985, 12, 6), date(2026, 4, 30))


def test_day_first_is_read_where_a_value_proves_it_and_none_speaks_against(tmp_path: Path) -> None:
    text = 'Client,DOI,DOB\n"Garcia, Maria",30/04/2023,06/12/1985\n"Roe, Jane",01/05/2024,13/01/1990\n'
    plan = plan_of(tmp_path, text)
    assert [(row.doi, row.dob) for row in plan.rows] == [
        (date(2023, 4, 30), date(1985, 12, 6)), (date(2024, 5, 1), date(1990, 1, 13)),
    ]  # fmt: skip
    assert any("day first" in note for note in plan.mapping.notes)


def test_one_day_first_value_among_american_ones_is_refused_not_guessed(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, 'Client,DOI\n"Garcia, Maria",30/04/2023\n"Roe, Jane",04/30/2024\n')
    assert refusals(plan) == [(2, "DOI", "30/04/2023")]
    assert plan.rows[0].doi == date(2024, 4, 30)


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        ('"Roe, J",11/22/2026,1/1/1980,', "DOI", "ahead of today"),
        ('"Roe, J",5/1/2024,13/45/80,', "DOB", "no month 13"),
        ('"Roe, J",5/1/2024,1/1/2025,', "DOB", "after the date of incident"),
        ('"Roe, J",5/1/2024,1/1/1890,', "DOB", "more than 120 years"),
        ('"Roe, J",5/1/2024,1/1/1980,1/1/2024', "SOL", "not after the date of incident"),
        ('"Roe, J",5/1/2024,1/1/1980,ask John', "SOL", "not a date"),
        ('"Roe, J",4/30/23 and 5/1/23,1/1/1980,', "DOI", "more than one date"),
        (",5/1/2024,1/1/1980,", "Client", "no client's name"),
    ],
)
def test_decisive_values_that_cannot_be_are_refused_with_line_column_value_and_reason(
    tmp_path: Path, row: str, column: str, reason: str
) -> None:
    plan = plan_of(tmp_path, f'Client,DOI,DOB,SOL\n"Poe, Ed",5/1/2024,1/1/1980,5/1/2027\n{row}\n')
    assert clients(plan) == ["Poe, Ed"]
    assert len(plan.refused) == 1
    assert (plan.refused[0].line, plan.refused[0].column) == (3, column)
    assert reason in plan.refused[0].reason


def test_lesser_values_that_cannot_be_read_are_kept_as_text_with_a_warning(tmp_path: Path) -> None:
    text = (
        "Client,DOI,Phone,Email,Limits,Opened,State,Status,Medicare,Zip\n"
        '"Roe, Jane",5/1/2024,ask daughter,at work,"1.234,56",when?,Ontario,Zebra,purple,ABC\n'
    )
    plan = plan_of(tmp_path, text + '"Poe, Ed",5/2/2024,206-555-0146,e@x.com,25/50,5/3/2024,WA,Treating,N,98101\n' * 4)
    case = plan.rows[0]
    told = {problem.column for problem in plan.warnings if problem.line == 2}
    assert told == {"Phone", "Email", "Limits", "Opened", "State", "Status", "Medicare", "Zip"}
    kept = dict(case.leftovers)
    assert kept["Phone"] == "ask daughter"
    assert kept["Limits"] == "1.234,56"
    assert case.phase == "intake"


def test_words_for_no_date_are_no_error(tmp_path: Path) -> None:
    text = 'Client,DOI,SOL,DOB\n"Roe, Jane",TBD,n/a,00/00/0000\n"Poe, Ed",5/1/2024,5/1/2027,1/1/1980\n'
    plan = plan_of(tmp_path, text)
    assert not plan.refused
    assert plan.rows[0].doi is None
    assert plan.rows[0].leftovers == (("DOI", "TBD"),)


def test_numbers_a_spreadsheet_shortened_are_pointed_out_not_stored(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, 'Client,DOI,Insurer,Claim #\n"Roe, Jane",5/1/2024,GEICO,7.0035E+11\n')
    assert plan.rows[0].covers[0].claim_no == ""
    assert plan.rows[0].leftovers == (("Claim #", "7.0035E+11"),)
    assert "shortened by the spreadsheet" in plan.warnings[0].reason


def test_no_full_social_security_number_is_kept_anywhere(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, 'Client,DOI,SS#\n"Roe, Jane",5/1/2024,123-45-6789\n"Poe, Ed",5/1/2024,pending\n')
    assert plan.rows[0].ssn_last4 == "6789"
    assert "123-45" not in repr(plan.rows)


def test_closed_cases_and_other_states_are_told_apart(tmp_path: Path) -> None:
    text = (
        "Client,DOI,Phase,Status,Date Closed\n"
        '"A, A",5/1/2024,Settled,Closed,6/1/2026\n"B, B",5/2/2024,Treating,Open,\n"C, C",5/3/2024,Closed - declined,,\n'
        '"D, D",5/4/2024,Lit,On hold,\n"E, E",5/5/2024,Tx,Subbed out,\n'
    )
    plan = plan_of(tmp_path, text)
    assert [(row.phase, row.status) for row in plan.rows] == [
        ("closed", "closed"), ("treating", "open"), ("closed", "closed"), ("litigation", "on_hold"),
        ("treating", "subbed_out"),
    ]  # fmt: skip
    assert plan.rows[0].closed_on == date(2026, 6, 1)
    assert plan.rows[2].close_reason == "declined"


def test_an_html_table_under_an_excel_name_is_read(tmp_path: Path) -> None:
    page = (
        "<html><meta charset=utf-8><table><tr><th>Client Name<th>Date of Loss</tr>"
        "<tr><td>N&uacute;&ntilde;ez, Ana</td><td>4/30/2023</td></tr></table></html>"
    )
    plan = plan_of(tmp_path, page, "report.xls")
    assert clients(plan) == ["Núñez, Ana"]
    assert plan.source.kind == "HTML table"


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("empty.csv", b"", "empty"),
        ("blank.csv", b"\n\n,,\n", "no rows"),
        ("zeros.csv", b"\x00" * 100, "empty"),
        ("paper.csv", b"%PDF-1.4 x", "PDF"),
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "old .xls"),
        (
            "locked.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(9000) + "EncryptedPackage".encode("utf-16-le"),
            "locked by a password",
        ),
        ("torn.xlsx", b"PK\x03\x04 nonsense", "damaged"),
        ("db.csv", b"SQLite format 3\x00", "not a spreadsheet"),
    ],
)
def test_what_is_no_spreadsheet_is_refused_in_words(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    with pytest.raises(FileRefusedError, match=words) as problem:
        plan_of(tmp_path, data, name)
    assert problem.value.safe == "Nothing was changed."


def test_headings_without_rows_are_understood_as_nothing_to_import(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, "Client,DOI\n")
    assert plan.rows == ()
    assert plan.summary == "0 cases can be taken."


def test_two_columns_of_one_heading_are_kept_apart(tmp_path: Path) -> None:
    (case,) = plan_of(tmp_path, 'Client,DOI,Notes,Notes,\n"Roe, Jane",5/1/2024,first,second,third\n').rows
    assert case.notes == ("first", "Notes (2): second")
    assert case.leftovers == (("column 5", "third"),)


def test_repeats_within_the_file_are_named_with_both_lines(tmp_path: Path) -> None:
    text = (
        'No,Client,DOI,DOB,Phone\nA1,"Roe, Jane",5/1/2024,1/1/1980,206-555-0146\n'
        'A1,"Poe, Ed",5/2/2024,,\n,"Roe, Jane",5/1/2024,,\n,"Roe, Jane",6/1/2025,1/1/1980,\n'
        'A9,"Roe, Jane",5/1/2024,1/1/1980,\n,"Roe, Jane",5/1/2024,2/2/1990,\n'
    )
    plan = plan_of(tmp_path, text)
    assert [(found.line, found.of_line, found.certain) for found in plan.duplicates] == [
        (3, 2, False), (4, 2, True), (6, 2, False),
    ]  # fmt: skip
    assert [row.line for row in plan.rows] == [2, 3, 5, 6, 7]


def test_what_only_a_repeated_row_says_goes_to_the_notes_of_the_first(tmp_path: Path) -> None:
    text = (
        "Client,DOI,Provider,SSN,What's next\n"
        '"Roe, Jane",5/1/2024,Swedish ER,1234,call\n"ROE, JANE",5/1/2024,Harbor PT,123-45-6789,\n'
        '"Poe, Ed",5/1/2024,,,\n"Poe, Ed",5/1/2024,,,\n'
    )
    plan = plan_of(tmp_path, text)
    assert clients(plan) == ["Roe, Jane", "Poe, Ed"]
    assert plan.rows[0].leftovers == (
        ("What's next", "call"), ("Line 3, the same case, says", "Provider: Harbor PT"),
    )  # fmt: skip
    assert [(found.line, found.more) for found in plan.duplicates] == [(3, True), (5, False)]
    assert "in the notes there" in plan.duplicates[0].where
    assert "6789" not in str(plan.rows)


def test_the_day_of_reading_does_not_change_what_an_iso_file_says(tmp_path: Path) -> None:
    text = 'Client,DOI\n"Roe, Jane",2024-05-01\n'
    assert plan_of(tmp_path, text).rows[0].doi == date(2024, 5, 1)
    assert plan_of(tmp_path, text).today == TODAY


def test_city_state_and_zip_in_one_cell_and_the_adjuster_with_a_number_in_another(tmp_path: Path) -> None:
    text = (
        "Client,DOI,Address,City/State/Zip,Adj. Name & Phone,Trial Date\n"
        '"Roe, Jane",5/1/2024,12 Oak St,"New York, NY 10001","Kim, Soo-jin 206-555-0100 x4",3/1/2027\n'
    )
    (case,) = plan_of(tmp_path, text).rows
    assert case.address is not None
    assert (case.address.street, case.address.city, case.address.state, case.address.zip) == (
        "12 Oak St", "New York", "NY", "10001",
    )  # fmt: skip
    adjuster = case.covers[0].adjuster
    assert adjuster is not None
    assert (adjuster.name.listed, adjuster.phones[0].ext) == ("Kim, Soo-jin", "4")
    assert case.leftovers == (("Trial Date", "3/1/2027"),)


def test_a_cell_that_says_not_yet_is_no_value_and_is_not_lost(tmp_path: Path) -> None:
    text = (
        'Client,DOI,Carrier,Claim #,Providers\n"Roe, Jane",5/1/2024,UNK,pending,none\n"Poe, Ed",5/2/2024,USAA,7-1,PT\n'
    )
    case = plan_of(tmp_path, text).rows[0]
    assert case.covers == ()
    assert case.providers == ()
    assert case.leftovers == (("Carrier", "UNK"), ("Claim #", "pending"))


def test_a_busy_hand_kept_list_with_several_things_in_most_cells(tmp_path: Path) -> None:
    text = (
        "CLIENT NAME/PHONE;DOA;TYPE OF ACC.;INS CO & CL #;ADJ;STATUS/NOTES;SOL;TX W/\n"
        "GARCIA, MARIA (c) 206-555-0146;4-30-23;R/E;STATE FARM CL#59-Z2217;BOB J. 206-555-0100;STILL TX;4-30-26;\n"
        "ROE, JANE 206-555-0147;5-1-24;S&F;GEICO 0123456;?;DMD SENT 10/1;5-1-27;DR CHEN, DC\n"
    )
    one, two = plan_of(tmp_path, text).rows
    assert (one.client.listed, one.phones[0].number, one.phones[0].label) == ("GARCIA, MARIA", "2065550146", "mobile")
    assert (one.doi, one.sol, one.case_type) == (date(2023, 4, 30), date(2026, 4, 30), "auto")
    assert (one.covers[0].insurer, one.covers[0].claim_no) == ("STATE FARM", "59-Z2217")
    assert (two.covers[0].insurer, two.covers[0].claim_no) == ("GEICO", "0123456")
    assert two.case_type == "premises_slip_fall"
    assert [provider.name.full for provider in two.providers] == ["DR CHEN DC"]


def test_titles_between_the_rows_are_told_with_each_row_below_and_give_the_phase_where_nothing_else_does(
    tmp_path: Path,
) -> None:
    text = (
        'Client,DOI,Tel,Next\nPRE-LIT,,,\n"Garcia, Maria",4/30/2023,,call\n'
        'TREATING - DANA,,,\n"Roe, Jane",5/1/2024,,\nLITIGATION\n"Poe, Ed",6/1/2024,,\n'
    )
    plan = plan_of(tmp_path, text)
    assert clients(plan) == ["Garcia, Maria", "Roe, Jane", "Poe, Ed"]
    assert [row.phase for row in plan.rows] == ["investigation", "treating", "litigation"]
    assert plan.mapping.columns[0].heading == "Group of the list"
    assert not plan.mapping.columns[0].sure
    assert plan.rows[1].leftovers == (("Group of the list", "TREATING - DANA"),)
    named = plan_of(tmp_path, text.replace("Next", "Status").replace("call", "demand sent"))
    assert [row.phase for row in named.rows] == ["negotiation", "intake", "intake"]
    assert ("Group of the list", "PRE-LIT") in named.rows[0].leftovers


def test_groups_above_the_headings_say_whose_the_columns_are(tmp_path: Path) -> None:
    text = (
        "CLIENT,,THIRD PARTY,,FIRST PARTY,,ADJUSTER,,\nName,Phone,Carrier,Claim #,Carrier,Claim #,Name,Phone,Status\n"
        '"Roe, Jane",310-555-0112,USAA,11-11,GEICO,22-22,Bob Jones,310-555-0199,Treating\n'
    )
    plan = plan_of(tmp_path, text)
    assert list(fields(plan).values()) == [
        "client name", "phone", "insurer", "claim number", "client's insurer", "client's claim number", "adjuster",
        "adjuster phone", "phase",
    ]  # fmt: skip
    assert [(cover.insurer, cover.claim_no) for cover in plan.rows[0].covers] == [("USAA", "11-11"), ("GEICO", "22-22")]


def test_a_name_alone_in_its_row_and_amounts_alone_are_pointed_out(tmp_path: Path) -> None:
    text = 'Client,DOI,Tel,Specials\n"Roe, Jane",5/1/2024,,$100.00\nDANA,,,\n,,,"$1,100.00"\n'
    plan = plan_of(tmp_path, text)
    assert [(problem.line, problem.value) for problem in plan.warnings] == [(3, "DANA")]
    assert [(item.line, item.why) for item in plan.skipped] == [(4, "only amounts, not a case")]


def test_rows_below_a_client_that_go_on_about_the_case_stand_in_its_notes(tmp_path: Path) -> None:
    text = (
        "Client,DOI,Phone,Provider,SSN\n"
        '"Roe, Jane",5/1/2024,,Swedish ER,\n,,310-555-0199,Harbor PT,123-45-6789\n,,,Mercy,\n'
        '"Poe, Ed",5/1/2024,,,\n,6/1/2024,,Mercy,\n,,,Lakeside PT,\n\n'
        '"Doe, Al",5/1/2024,,,\n\n,,,by Lena,\n'
    )
    plan = plan_of(tmp_path, text)
    assert clients(plan) == ["Roe, Jane", "Poe, Ed", "Doe, Al"]
    assert plan.rows[0].leftovers == (
        ("Line 3, below without a name, says", "Phone: 310-555-0199; Provider: Harbor PT"),
        ("Line 4, below without a name, says", "Provider: Mercy"),
    )
    assert refusals(plan) == [(6, "Client", ""), (7, "Client", ""), (11, "Client", "")]
    assert [problem.line for problem in plan.warnings] == [3, 4]


def test_marks_that_other_programs_leave_around_numbers_are_no_part_of_them(tmp_path: Path) -> None:
    text = (
        "case_id,client_name,phone,zip,dob,doi,claim_number,settled\n"
        '204117.0,"Roe, Jane",3105550112.0,\'00745,NaT,2024-05-01 00:00:00,"=""00123456""",7.0\n'
        "204118.0,\"Poe, Ed\",nan,90501.0,1980-01-02,2024-05-02 00:00:00,'0012-44,'twas late\n"
    )
    one, two = plan_of(tmp_path, text).rows
    assert (one.number, one.phones[0].number, one.covers[0].claim_no, one.dob) == (
        "204117",
        "3105550112",
        "00123456",
        None,
    )
    assert (two.number, two.phones, two.covers[0].claim_no) == ("204118", (), "0012-44")
    assert one.address is not None
    assert two.address is not None
    assert (one.address.zip, two.address.zip) == ("00745", "90501")
    assert (one.leftovers, two.leftovers) == ((("settled", "7.0"),), (("settled", "'twas late"),))


@pytest.mark.parametrize("said", ["FILED", "filed 3/2/25", "tolled - minor", "Complaint filed 3/2/2025"])
def test_what_is_said_instead_of_a_limitation_date_is_none_and_costs_no_row(tmp_path: Path, said: str) -> None:
    plan = plan_of(tmp_path, f'Client,DOI,SOL\n"Poe, Ed",5/1/2024,5/1/2026\n"Roe, Jane",5/1/2024,{said}\n')
    assert [row.sol for row in plan.rows] == [date(2026, 5, 1), None]
    assert plan.rows[1].leftovers == (("SOL", said),)
    assert [problem.line for problem in plan.warnings] == [3]


def test_checkmarks_answer_and_words_that_are_no_answer_are_never_taken_for_yes(tmp_path: Path) -> None:
    cells = ["✓", "☐", "x", "needs - mandarin", "Spanish", "no - speaks english", "has own car", ""]
    rows = "".join(f'"Roe{chr(97 + n)}, Jane",{cell},{cell}\n' for n, cell in enumerate(cells))
    plan = plan_of(tmp_path, f"Client,Interpreter needed,Needs ride\n{rows}")
    assert [row.interpreter for row in plan.rows] == [True, False, True, True, True, False, False, False]
    assert [row.rides for row in plan.rows] == [True, False, True, True, False, False, False, False]
    assert ("Needs ride", "has own car") in plan.rows[6].leftovers
    assert {problem.value for problem in plan.warnings} == {"Spanish", "has own car"}


def test_a_shorthand_list_puts_nothing_where_it_does_not_belong(tmp_path: Path) -> None:
    text = (
        "File No.;Client;D/A;Ins Co / Adj / Claim#;Tx w/;Your policy number;Your phone\n"
        "101;Garcia, Maria;11/3/24;State Farm / Bob Jones / 12-34B-567;Lakeside PT, Dr. Kim;M-100;310-555-0112\n"
        "102;Roe, Jane;5/1/24;GEICO (Kim 800-555-0100) 0440-99;done;M-101;310-555-0113\n"
    )
    one, two = plan_of(tmp_path, text).rows
    assert (one.doi, two.doi) == (date(2024, 11, 3), date(2024, 5, 1))
    assert [(cover.insurer, cover.policy_no, cover.limits) for cover in (*one.covers, *two.covers)] == [
        ("State Farm", "", None), ("", "M-100", None), ("GEICO", "", None), ("", "M-101", None),
    ]  # fmt: skip
    assert ("Ins Co / Adj / Claim#", "GEICO (Kim 800-555-0100) 0440-99") in two.leftovers
    assert (two.providers, ("Tx w/", "done") in two.leftovers) == ((), True)
    assert [phone.number for phone in one.phones] == ["3105550112"]


def test_dates_under_an_unknown_heading_are_no_policy_limits(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, 'Client,Zebra\n"Roe, Jane",11/3/24\n"Poe, Ed",5/1/24\n')
    assert fields(plan)["Zebra"] != "policy limits"
