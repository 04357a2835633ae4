"""Other systems' words for phases, case types, states, insurers and yes, put into ours."""

import re
from collections.abc import Mapping
from functools import lru_cache

from caseterm.rules.terms import CASE_TYPES, PHASES, STATES, STATUSES
from caseterm.rules.text import digits, fold

_PHASES = """
intake: intake|new|new case|new client|prospect|lead|potential|pnc|screening|sign up|signup|pending sign up|enquiry|
  inquiry|consult|evaluation|pre intake|review|under review
opening: opening|open new|set up|setup|file setup|onboarding|signed|retained|welcome|new file
investigation: investigation|investigating|invest|coverage|liability investigation|coverage investigation|workup|
  work up|pre lit|prelit|pre litigation|presuit|pre suit|discovery of coverage
treating: treating|treatment|tx|in treatment|in tx|still treating|active treatment|medical treatment|medical|
  med treatment|treating pre lit|active tx|tx ongoing|pt treating|physical therapy|care|under care
records: records|records and bills|records bills|collecting records|med recs|medical records|ordering records|
  records requested|tx complete|treatment complete|done treating|released|mmi|discharged|waiting on records|recs|
  awaiting records|specials|meds requested
demand: demand|demand prep|demand preparation|demand drafting|drafting demand|preparing demand|ready for demand|
  demand ready|demand pending|demand writing|demand review|prep demand|dmd
negotiation: negotiation|negotiations|negotiating|demand sent|demand out|demand mailed|offer|offer received|offers|
  in negotiation|settlement negotiations|negs|neg|demand issued|waiting on offer|counter|counteroffer
litigation: litigation|lit|in lit|in suit|suit|suit filed|filed|lawsuit|lawsuit filed|in litigation|complaint filed|
  discovery|depositions|depo|mediation|arbitration|trial|pre trial|pretrial|trial prep|appeal|suit pending|file suit|
  litigated|court
settlement: settlement|settled|settling|settled pending funds|disbursement|disbursing|settlement disbursement|liens|
  lien negotiation|lien resolution|resolution|resolved|pending disbursement|awaiting check|awaiting funds|release|
  verdict|in settlement|settlement pending|pending settlement|funding|distribution|payout
closed: closed|close|archived|archive|inactive|dismissed|declined|reject|rejected|withdrawn|dropped|dropped case|
  closed settled|terminated|disengaged|complete|completed|done|finished|referred out|referred|transferred|subbed out|
  sub out|closed no recovery|lost
"""
_STATUSES = """
open: open|active|o|current|live|pending|in progress|yes|y|working
on_hold: on hold|hold|paused|stayed|dormant|suspended|abeyance
referred_out: referred out|referred|refer out|transferred|ref out|co counsel
subbed_out: subbed out|sub out|substituted out|substituted|subbed
declined: declined|reject|rejected|turn down|turned down|not accepted|rejected case|decline
closed: closed|close|inactive|archived|c|settled closed|complete|completed|dismissed|dropped|withdrawn|terminated|no|
  n|disengaged
"""
_TYPES = """
auto: auto|r e|rear|automobile|auto accident|car|car accident|mva|mvc|motor vehicle|motor vehicle accident|
  motor vehicle collision|rear end|rearend|auto rear end|vehicle|t bone|head on|sideswipe|hit and run|car crash|
  auto negligence|collision|crash|intersection|multi vehicle|passenger|dui crash|uninsured motorist|um|uim
truck: truck|trucking|semi|18 wheeler|tractor trailer|commercial vehicle|truck accident|big rig|commercial truck|
  delivery truck
motorcycle: motorcycle|mc|moto|motorcycle accident|motor cycle|bike motorcycle|scooter|mca
pedestrian: pedestrian|ped|pedestrian accident|auto v ped|auto vs ped|auto ped|auto pedestrian|crosswalk|
  ped accident|ped v auto|ped vs auto|pedestrian v auto|pedestrian vs auto
bicycle: bicycle|bike|cyclist|bicycle accident|auto v bike|bike v auto|bike vs auto|bicycle v auto|e bike|cycling
rideshare: rideshare|ride share|uber|lyft|uber lyft
bus_train: bus|train|bus or train|transit|railroad|common carrier|metro|fela
premises_slip_fall: premises slip fall|premises|slip and fall|slip fall|slip|fall|trip and fall|trip fall|s f|sf|
  snf fall|premises liability|prem|slip trip|slip n fall|falldown|stair fall|store fall|ice fall|prem liab
dog_bite: dog bite|dog|animal|animal attack|animal bite|dogbite|dog attack
negligent_security: negligent security|neg security|inadequate security|security
product: product|products|product liability|products liability|defective product|recall
medical_malpractice: medical malpractice|med mal|medmal|malpractice|mm|medical negligence
nursing_home: nursing home|nh|elder abuse|nursing|snf|nursing home abuse|elder neglect|assisted living
construction: construction|construction accident|scaffold|labor law
workplace: workplace|work accident|third party work|on the job|job site
burn: burn|burns|fire|explosion
boating_aviation: boating|aviation|boat|boating or aviation|airplane|maritime|jones act|cruise
assault: assault|battery|assault and battery|sexual assault|abuse
wrongful_death: wrongful death|wd|death|fatality|fatal
mass_tort: mass tort|mass torts|mdl|class action|pharma|drug|roundup|camp lejeune
wc: workers comp|wc|w c|workers compensation|worker comp|work comp|workman s comp|workmans comp|workers comp claim|
  comp|worker s compensation|industrial|l i
ssd_ltd: disability|ssd|ltd|ssdi|ssi|social security|long term disability|ssd ltd|std
other: other|misc|general|pi|personal injury|general pi|general negligence|negligence|unknown
"""
_STATE_NAMES = """
AL alabama ala|AK alaska|AZ arizona ariz|AR arkansas ark|CA california calif cal|CO colorado colo|
CT connecticut conn|DE delaware del|DC district of columbia|FL florida fla|GA georgia|HI hawaii|ID idaho|
IL illinois ill|IN indiana ind|IA iowa|KS kansas kan|KY kentucky|LA louisiana|ME maine|MD maryland|
MA massachusetts mass|MI michigan mich|MN minnesota minn|MS mississippi miss|MO missouri|MT montana mont|
NE nebraska neb|NV nevada nev|NH new hampshire|NJ new jersey|NM new mexico|NY new york|NC north carolina|
ND north dakota|OH ohio|OK oklahoma okla|OR oregon ore|PA pennsylvania penn penna|RI rhode island|SC south carolina|
SD south dakota|TN tennessee tenn|TX texas tex|UT utah|VT vermont|VA virginia|WA washington wash|WV west virginia|
WI wisconsin wis|WY wyoming wyo|PR puerto rico|VI virgin islands|GU guam
"""
_TWO_WORDS = {"new", "north", "south", "west", "rhode", "puerto", "virgin", "district"}
_INSURERS = """
state farm|geico|progressive|allstate|usaa|nationwide|liberty mutual|farmers|travelers|american family|amfam|erie|
safeco|hartford|the hartford|esurance|metlife|mercury|kemper|infinity|bristol west|the general|root|lemonade|
auto owners|auto-owners|shelter|country financial|grange|westfield|cincinnati|chubb|aig|zurich|cna|hanover|amica|
plymouth rock|mapfre|national general|dairyland|sentry|foremost|pemco|mutual of enumclaw|csaa|aaa|acuity|
berkshire hathaway|sedgwick|gallagher bassett|esis|broadspire|crawford|york|helmsman|corvel|texas mutual|
state fund|21st century|titan|direct auto|gainsco|safe auto|unitrin|encompass|alfa|farm bureau|nj manufacturers|njm|
selective|great west|old republic|lancer|canal|northland|clearcover|branch|elephant|wawanesa|loya|fred loya|
anchor general|cascadia mutual|oregon mutual|grange insurance|philadelphia|markel|scottsdale|nautilus|tokio marine
"""
_YES_MARKS = frozenset("✓✔☑✅√")
_NO_MARKS = frozenset("☐□○✗✘❌")
_YES = frozenset({"y", "yes", "true", "t", "1", "x", "checked", "si", "needed", "required"})
_NO = frozenset({"n", "no", "false", "f", "0", "none", "not needed", "na", "unchecked"})


def _table(text: str) -> dict[str, str]:
    return {
        words: code
        for line in text.strip().replace("|\n  ", "|").splitlines()
        for code, said in [line.split(": ", 1)]
        for words in said.split("|")
    }


class _Phrases(dict[str, str]):
    """Codes by folded phrases, which are found in a longer text as well, by their first words."""

    def __init__(self, codes: Mapping[str, str]) -> None:
        super().__init__(codes)
        self._begun: dict[str, list[tuple[int, int, str]]] = {}
        for place, phrase in enumerate(self):
            if len(phrase) > 3:
                self._begun.setdefault(phrase.split(" ", 1)[0], []).append((len(phrase), -place, phrase))

    def within(self, said: str) -> str | None:
        """The code of the longest phrase that stands in a text, the first of those equally long."""
        padded = f" {said} "
        begun = (found for word in said.split() for found in self._begun.get(word, ()))
        inside = [found for found in begun if f" {found[2]} " in padded]
        return self[max(inside)[2]] if inside else None


_PHASE_OF = _Phrases(_table(_PHASES) | {fold(shown): code for code, shown in PHASES.items()})
_STATUS_OF = _table(_STATUSES) | {fold(shown): code for code, shown in STATUSES.items()}
_TYPE_OF = _Phrases(_table(_TYPES) | {fold(shown): code for code, shown in CASE_TYPES.items()} | {"workers comp": "wc"})
_KNOWN_INSURERS = frozenset(fold(name) for name in _INSURERS.replace("\n", "").split("|"))


def _states() -> dict[str, str]:
    found = {code.casefold(): code for code in STATES}
    for entry in _STATE_NAMES.replace("\n", "").split("|"):
        code, *words = entry.split()
        if words[0] in _TWO_WORDS:
            found[" ".join(words)] = code
        else:
            found.update(dict.fromkeys(words, code))
    return found


_STATE_OF = _states()


@lru_cache(maxsize=4096)
def phase_of(text: str) -> str | None:
    """Our phase for another system's word: Pre-lit, Tx, In suit, Settled; None where none fits."""
    return _matched(text, _PHASE_OF)


def exactly_a_phase(text: str) -> bool:
    """Whether a text is a word for a phase and nothing else."""
    return fold(text) in _PHASE_OF


@lru_cache(maxsize=4096)
def status_of(text: str) -> str | None:
    """Our status for another system's word, None where none fits."""
    return _STATUS_OF.get(fold(text))


@lru_cache(maxsize=4096)
def case_type_of(text: str) -> tuple[str, bool] | None:
    """Our case type for a word or phrase, and whether it says no less than the phrase did."""
    said = fold(text)
    exact = _TYPE_OF.get(said)
    if exact is not None:
        return exact, said in {fold(CASE_TYPES[exact]), fold(exact), exact}
    code = _matched(text, _TYPE_OF)
    return None if code is None else (code, False)


_VAGUE = frozenset({"other", "investigation", "intake"})


def _matched(text: str, table: _Phrases) -> str | None:
    """The whole phrase, else its first part before a dash, bracket or number, else the longest phrase within it."""
    said = fold(text)
    if said in table:
        return table[said]
    parts = [fold(part) for part in re.split(r"\s[-–—]+\s|[:/()>,;]|^\s*\d+[.)]?\s", text) if fold(part)]
    known = [table[part] for part in parts if part in table]
    if known:
        return next((code for code in known if code not in _VAGUE), known[0])
    return table.within(said)


@lru_cache(maxsize=1024)
def state_of(text: str) -> str | None:
    """The two letters of a US state written in any usual way, None where it is none."""
    return _STATE_OF.get(fold(text).strip())


@lru_cache(maxsize=8192)
def known_insurer(text: str) -> bool:
    """Whether a cell names an insurer that is known or says that it is one."""
    said = fold(text)
    if said in _KNOWN_INSURERS or re.search(r"\b(insurance|mutual|casualty|indemnity|assurance)\b", said):
        return True
    words = said.split()
    return any(" ".join(words[:length]) in _KNOWN_INSURERS for length in (3, 2, 1))


def exactly_an_insurer(text: str) -> bool:
    """Whether a cell is the name of an insurer and nothing else."""
    return fold(text) in _KNOWN_INSURERS


def yes_or_no(text: str) -> bool | None:
    """Whether a cell says yes or no; None where it says neither."""
    said = fold(text)
    if said in _YES:
        return True
    if said in _NO:
        return False
    if not said and text.strip():
        return True if text.strip()[0] in _YES_MARKS else False if text.strip()[0] in _NO_MARKS else None
    first = said.split(" ", 1)[0] if said else ""
    return True if first in ("yes", "y", "needed", "needs", "need", "required") else False if first == "no" else None


def medicare_of(text: str) -> str | None:
    """Our Medicare status for a cell, None where none fits."""
    said = fold(text)
    if "msa" in said.split():
        return "msa_review"
    answer = yes_or_no(text)
    if answer is not None:
        return "beneficiary" if answer else "none"
    if re.search(r"\b(soon|pending|applied|turning|eligible)\b", said):
        return "eligible_soon"
    if said in ("unknown", "unk", "tbd", "ask"):
        return "unknown"
    if re.search(r"\b(medicare|beneficiary|part [abcd]|advantage|enrolled)\b", said):
        return "beneficiary"
    return None


_SEVERAL = re.compile(r"[/&;,\n|]|\sand\s")
_PARTED = re.compile(r"\s+(?:/|&|and)\s+|\s*[;\n|]\s*|\s*/\s*(?=[^\W\d]{3})")
_NAMED = re.compile(r"(?<!\w)(?!claims?\b|clm\b|policy\b|number\b)[^\W\d_]{3,}(?!\w)", re.IGNORECASE)


def first_insurer(text: str) -> str:
    """The first of several insurers in a cell, each with a number or known by name; a cell that names one as it is."""
    if _SEVERAL.search(text) is None:
        return text
    parts = [part for part in _PARTED.split(text) if part.strip()]
    if len(parts) > 1 and (
        all(_NAMED.search(part) and re.search(r"\d{2}", part) for part in parts)
        or all(known_insurer(part) for part in parts)
    ):
        return parts[0].strip()
    return text


def first_number(text: str) -> str:
    """The first of several claim or policy numbers in a cell, each of four digits and more."""
    if _SEVERAL.search(text) is None:
        return text
    parts = [part for part in re.split(r"\s+(?:/|&|and)\s+|\s*[;\n|]\s*|,\s+", text) if part.strip()]
    several = len(parts) > 1 and all(len(digits(part)) > 3 for part in parts)
    return parts[0].strip() if several else text


@lru_cache(maxsize=4096)
def split_insurer_claim(text: str) -> tuple[str, str]:
    """Insurer and claim number from one cell: USAA #87-B685, GEICO (0123456), Claim 44-1 Progressive."""
    text = " ".join(text.split())
    match = re.match(
        r"(?P<who>.*?[^\W\d].*?)\s*(?:[-–—:;,/|(]\s*)?(?:#|\bcl(?:ai)?m\b\.?|\bcl\b\.?)\s*(?:no\b\.?|#|:|number)*\s*"
        r"(?P<number>\S*\d.*?)\)?$",
        text,
        re.IGNORECASE,
    )
    if match is not None and match["who"].strip():
        return match["who"].strip(" -–—:;,/|("), match["number"].strip(" :#")
    match = re.match(
        r"(?:claim|cl)?\s*(?:no\.?|#|:)?\s*#?\s*(?P<number>[\w-]*\d[\w-]*)\s+(?P<who>[^\W\d].*)$", text, re.I
    )
    if match is not None and not known_insurer(text):
        return match["who"].strip(" -–—:;,/|()"), match["number"]
    match = re.match(r"(?P<who>.*[^\W\d].*?)\s*[-–—:;,/|(\s]\s*(?P<number>[\w-]*\d[\w./ -]*?)\)?$", text)
    if match is not None:
        return match["who"].strip(" -–—:;,/|("), match["number"].strip()
    return ("", text) if re.search(r"\d", text) and not re.search(r"[^\W\d]{3}", text) else (text, "")
