"""The words of column headings: spellings of one word, abbreviations, and the phrases that name each field."""

from collections.abc import Mapping

from caseterm.imports.fields import Field

SAME = """
client: clt cli plaintiff pltf plf plntf claimant clmt patient pt pnc ip injured
incident: loss accident acc accdt crash collision mva occurrence inc event mvc wreck
expires: expire exp expiring expiration expiry expired runs run
company: co comp
claim: clm clms cl claims
insurer: carrier insurance ins insco insurers carriers insur assurance
adjuster: adj adjustor adjusters examiner adjstr adjster
attorney: atty attny attorneys lawyer counsel att esq
number: no num nbr nr numbers nos
case: matter file cases mtr project
phone: telephone tel ph phones fone tele phonenumber
mobile: cell cellular cellphone mob
home: hm residence res
work: wk office business
date: dt dates day on
dob: birthdate birthday born birth bday
email: mail emails
address: addr addresses street adr residence
zip: zipcode postal postcode zip4
language: lang langs languages spoken speaks
provider: providers doctor dr doctors physician facility hospital treater chiro treaters clinic therapist
appointment: appt appts appointments
unit: apt apartment suite ste
injury: injuries inj injs
limits: limit lim lims coverage coverages cov
policy: pol plcy
name: nm names
last: surname lname lastname family
first: fname firstname given forename
middle: mi mname middlename
state: st juris jurisdiction venue
county: cnty parish
court: forum
manager: mgr mngr
paralegal: para pl assistant
contact: contacted touch spoke
opened: open intake created start started
signed: signup retained retainer engaged hired
closed: close closing
filed: filing suit
statute: sol limitations limitation stat statue
notes: note comments comment remarks remark memo memos misc miscellaneous
source: referral ref referred referrer referring marketing
type: typ kind category
phase: stage step
description: desc descr facts summary details narrative synopsis
place: location loc scene
defendant: def deft tortfeasor defendants adverse opposing
docket: cause
medicare: mbi mcr
person: pp
next: upcoming nxt
social: ssn ss
"""
WORD = {word: main for line in SAME.strip().splitlines() for main, words in [line.split(":")] for word in words.split()}
SPELLED = {
    "dol": "incident date", "doi": "incident date", "doa": "incident date", "da": "incident date",
    "doinj": "incident date",
    "dob": "dob", "sol": "statute", "cm": "case manager", "lcd": "last contact date", "tx": "treatment",
    "rx": "treatment", "claimno": "claim number", "caseno": "case number", "policyno": "policy number",
    "fileno": "case number", "caseid": "case id", "matterid": "case id", "clientname": "client name",
    "casetype": "case type", "pip": "own", "medpay": "own", "mp": "own", "um": "own", "uim": "own",
    "umuim": "own", "1p": "own", "bi": "third", "3p": "third", "tp": "third", "tp3": "third", "dx": "injury",
    "dos": "treatment date", "lor": "lor", "aka": "preferred", "nickname": "preferred", "ssn4": "social",
    "hicn": "medicare", "fol": "incident description", "spd": "statute date", "dateofloss": "incident date",
    "dateofbirth": "dob", "dateofaccident": "incident date", "dateofincident": "incident date",
    "dateofinjury": "incident date", "lastname": "last name", "firstname": "first name", "zipcode": "zip",
    "emailaddress": "email", "lname": "last name", "fname": "first name", "3rd": "third", "1st": "first",
    "claimnumber": "claim number", "casenum": "case number", "claimnum": "claim number",
    "coplaintiff": "another client", "cocounsel": "another attorney", "codefendant": "defendant",
    "pd": "property damage",
}  # fmt: skip
FILLER = frozenset(
    {
        "the", "of", "for", "s", "and", "a", "to", "in", "is", "if", "any", "our", "with", "w", "we", "are",
        "it", "things", "y", "n", "yn", "co.", "mm", "dd", "yyyy", "yy", "yr", "yrs", "year", "reqd",
        "required", "req", "current", "info", "information", "field", "data", "value", "pi", "us",
    }
)  # fmt: skip
SOFT = frozenset(
    {
        "client", "third", "case", "name", "id", "date", "full", "party", "1", "2", "3", "4", "lead", "main",
        "primary", "list", "handling", "assigned",
    }
)  # fmt: skip

_ELSEWHERE = """
another prior previous former emergency spouse wife husband mother father parent parents guardian son daughter child
relative friend witness witnesses passenger passengers officer judge mediator expert landlord investigator broker agent
lien lienholder holder tow towing rental vehicle plate license vin make model shop property damage
fee fees balance amount check box gov govt government tort month months days age alert reminder warning tickler tolled
satisfied met
"""
ELSEWHERE = frozenset(_ELSEWHERE.split())
"""Words of a heading that speak of somebody or something the record has no column for: Witness Phone, SOL Met."""
NOT_THE_CLIENT = frozenset(
    {"provider", "attorney", "employer", "defendant", "insurer", "adjuster", "third", "insured", "incident"}
)
"""Words that say whose telephone or name it is when it is not the client's."""
NO_NAMES = frozenset({"email", "address", "dob"})
"""Words of what a provider or an attorney has; a column of them does not name one."""

PHRASES: Mapping[Field, str] = {
    Field.NAME: "client name phone|name phone|name phone number|client name mobile|client name contact|"
    "client name address|client 1|client party|injured party|injured person|client|client name|"
    "name|full name|client full name|case name|name last first|last first|client last first|"
    "last first name|client name last first|case caption|caption|case style|style|member name",
    Field.LAST: "last|last name|client last|client last name",
    Field.FIRST: "first|first name|client first|client first name",
    Field.MIDDLE: "middle|middle name|middle initial|client middle",
    Field.SUFFIX: "suffix|name suffix",
    Field.PREFERRED: "preferred|preferred name|goes by|alias",
    Field.DOB: "dob|dob date|client dob",
    Field.SSN: "social|social security|social security number|social number|social last 4|last 4 social",
    Field.PHONE: "contact phone|best phone|secondary phone|second phone|cell 1|phone h|phone c|phone w|"
    "phone m|h phone|c phone|phone day|phone eve|phone|phone number|mobile|mobile phone|"
    "home phone|work phone|home|work|mobile number|client phone|contact number|phone 1|phone 2|"
    "phone 3|other phone|alternate phone|alt phone|day phone|evening phone|home number",
    Field.EMAIL: "email|e email|email address|client email|email 1|email 2|e",
    Field.ADDRESS: "address|client address|home address|mailing address|address 1|address line 1|full address|"
    "street address|home|address line",
    Field.UNIT: "unit|unit number|address 2|address line 2",
    Field.CITY: "city|town|client city|home city|address city",
    Field.HOME_STATE: "home state|client state|address state|mailing state",
    Field.CITY_LINE: "city state zip|city state|city zip|city st zip|client city state zip",
    Field.ZIP: "zip|zip code|client zip|address zip",
    Field.NUMBER: "case number|number|case id|case|id|client number|client id|case ref|our number|"
    "internal number|reference|reference number|our reference|source number",
    Field.TYPE: "type|case type|incident type|type case|claim type|injury type|practice area|case category|"
    "practice type|area law|cause action|nature case",
    Field.PHASE: "status notes|phase notes|where|where stands|where at|phase|case phase|status|case status|"
    "pipeline|pipeline phase|case phase status|status phase",
    Field.STATUS: "status|case status|open closed|active|opened closed|opened status|disposition",
    Field.DOI: "incident date|date incident|incident|injury date|date injury|date",
    Field.PLACE: "where happened|where incident|incident place|place|place incident|injury place|scene|"
    "incident city|incident address",
    Field.DESCRIPTION: "incident description|description|description incident|what happened|liability description|"
    "how happened|liability|incident|case description|mechanism|mechanism injury|"
    "brief description",
    Field.REPORT_NO: "police report number|report number|police report|incident report number|pr number",
    Field.STATE: "state|incident state|state incident|case state|state filed|state where happened",
    Field.COUNTY: "county|incident county|court county|county state",
    Field.COURT: "court|court name|court place",
    Field.DOCKET: "docket number|docket|court number|court case number|case number court|index number",
    Field.OPENED: "opened|opened date|date opened|case opened|case opened date|file date|intake date|entered|"
    "date entered|date received|received|assigned date|date assigned|date added",
    Field.SIGNED: "signed|signed date|date signed|signed up|sign up|sign up date|sign date|agreement date|"
    "fee agreement date|contract date",
    Field.FILED: "filed|filed date|date filed|complaint filed|complaint filed date|litigation date|"
    "suit filed date",
    Field.CLOSED: "closed|closed date|date closed|case closed|disposed date|date disposed",
    Field.INSURER: "insurer|insurer name|insurer company|third insurer|third party insurer|defendant insurer|"
    "liability insurer|third insurer company|company|at fault insurer|liable insurer",
    Field.CLAIM_NO: "claim source|claim number|claim|third claim number|third claim|insurer claim number|"
    "liability claim number|defendant claim number|claim id|third party claim number",
    Field.INSURER_CLAIM: "insurer claim|insurer claim number|insurer number|third insurer claim|insurer claims|"
    "insurer policy claim|third insurer claim number|claim insurer|claim information insurer",
    Field.POLICY_NO: "policy number|policy|third policy number|defendant policy number|insurer policy number|"
    "policy id",
    Field.LIMITS: "limits|policy limits|third limits|liability limits|defendant limits|available limits|"
    "third policy limits|insurer limits|limits available|policy|third policy|defendant policy",
    Field.LIMIT_PERSON: "limits per person|limits person|per person|per person limits|each person limits|"
    "third per person",
    Field.LIMIT_ACCIDENT: "limits per incident|limits incident|per incident|per incident limits|each incident limits|"
    "third per incident|aggregate limits",
    Field.ADJUSTER: "claim adjuster|adjuster|adjuster name|claims rep|claim rep|claims representative|"
    "claim representative|insurer adjuster|third adjuster|claims handler|claims professional|"
    "insurer contact|adjuster contact|claim handler",
    Field.ADJUSTER_PHONE: "adjuster fax|adjuster name phone|adjuster phone|adjuster phone number|insurer phone|"
    "claims phone|adjuster number|adjuster work",
    Field.ADJUSTER_EMAIL: "adjuster email|insurer email|claims email|adjuster email address",
    Field.OWN_INSURER: "own insurer|client insurer|first party insurer|own insurer company|client auto insurer|"
    "client insurer company|client own insurer",
    Field.OWN_CLAIM_NO: "own claim number|own claim|client claim number|first party claim number|"
    "client insurer claim number",
    Field.OWN_INSURER_CLAIM: "own insurer claim|own insurer claim number|client insurer claim|"
    "first party insurer claim",
    Field.OWN_POLICY_NO: "own policy number|own policy|client policy number|first party policy number|client policy",
    Field.OWN_LIMITS: "own limits|client limits|client policy limits|first party limits|own policy limits|"
    "own own limits|own policy|client policy",
    Field.OWN_ADJUSTER: "own adjuster|client adjuster|first party adjuster",
    Field.HEALTH_INSURER: "health insurer|health insurer company|health plan|medical insurer|hmo|"
    "client health insurer",
    Field.DEFENDANT: "defendant|defendant name|at fault|at fault party|defendant driver|third driver|"
    "responsible party|defendant party|third party|third party name|liable party|insured|insured name",
    Field.DEFENSE_ATTORNEY: "defense attorney|defendant attorney|oc|defense firm|defense",
    Field.ATTORNEY: "attorney|lead attorney|case attorney|attorney name|assigned attorney|handling attorney|"
    "responsible attorney|trial attorney|primary attorney|attorney initials",
    Field.MANAGER: "primary username|username|primary user|staff 1|case manager|manager|paralegal|"
    "case paralegal|case worker|assigned|assigned paralegal|handler|staff|case handler|"
    "legal paralegal|responsible|owner|case manager name|manager name|assigned staff|"
    "responsible staff|case staff",
    Field.SOL: "deadline case|deadline filed|filed deadline|deadline|limitation expires|"
    "statute expires date|statute expires expires|limits date|date limits|statute|statute date|"
    "date statute|statute expires|statute statute|statute statute date|statute deadline|"
    "statute runs|file by|statute run date|statute expiration|statute expiration date|"
    "statute tolls|limitations date",
    Field.LAST_CONTACT: "last contact|last contact date|client contact|date last contact|last client contact|"
    "last called|last call|last spoke|contact date|last activity|last update|last communication|"
    "last client contact date",
    Field.NEXT_APPOINTMENT: "next appointment|next appointment date|appointment|appointment date|next visit|"
    "next treatment|next provider appointment|next provider visit",
    Field.PROVIDER: "provider|provider name|medical provider|treatment provider|treatment|provider 1|provider 2|"
    "provider 3|treatment with|treating provider|treatment at|pcp|medical providers|"
    "provider list|treatments|treating",
    Field.INJURIES: "injury sustained|area injury|body part injured|injured body part|injury|injury description|"
    "body part|body parts|client injury|nature injury|diagnosis|complaints|injury list|"
    "type injury|body",
    Field.LANGUAGE: "language|primary language|preferred language|client language",
    Field.INTERPRETER: "interpreter|interpreter needed|needs interpreter|translator|translator needed|interp",
    Field.RIDES: "needs ride|needs transportation|rides|ride|rides needed|needs rides|transport|"
    "transportation|transportation needed|ride needed",
    Field.MEDICARE: "medicare|medicare status|medicare beneficiary|medicare eligible|medicare y n|"
    "medicare medicaid",
    Field.EMPLOYER: "employer|client employer|employer name|place employment",
    Field.SOURCE: "how did you hear about|how hear about|source|source source|lead source|how heard|source by|"
    "source attorney|case source|how found",
    Field.NOTES: "notes|case notes|client notes|general notes|internal notes|status notes|notes notes|"
    "last notes|latest notes",
}  # fmt: skip
LESS_LIKELY: Mapping[Field, str] = {Field.TYPE: "incident"}
"""Phrases that mean these fields only where the values are like nothing above: Accident over dog bite."""
