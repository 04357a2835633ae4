"""Injuries as people list them in one cell: neck, L shoulder sprain; C5-6 herniation."""

import re
from functools import lru_cache

from caseterm.rules.caserow import InjuryWords

_PARTS = (
    ("neck_cervical", r"neck|cervical|whiplash|c-?spine|c[2-7]\b"),
    ("thoracic", r"thoracic|mid[- ]?back|upper back|t-?spine|t\d{1,2}\b"),
    ("lumbar", r"lumbar|low(?:er)?[- ]?back|lbp|l-?spine|l[1-5]\b|back|spine|sacr\w+"),
    ("head_brain", r"head|brain|concussion|tbi|skull|mtbi|migraine\w*"),
    ("jaw_tmj", r"jaw|tmj|teeth|tooth|dental"),
    ("shoulder", r"shoulders?|rotator cuff|clavicle|collar ?bone|rtc"),
    ("elbow", r"elbows?"),
    ("wrist", r"wrists?|carpal"),
    ("finger", r"fingers?|thumbs?"),
    ("hand", r"hands?"),
    ("arm", r"arms?|humerus|forearm|radius|ulna"),
    ("chest_rib", r"chest|ribs?|sternum"),
    ("abdomen", r"abdom\w+|stomach|spleen|liver|hernia\b"),
    ("pelvis_hip", r"hips?|pelvi\w+"),
    ("thigh", r"thighs?|femur"),
    ("knee", r"knees?|acl|mcl|meniscus|patella"),
    ("ankle", r"ankles?"),
    ("foot", r"foot|feet|heel"),
    ("toe", r"toes?"),
    ("leg", r"legs?|tibia|fibula|shin|calf"),
    ("face", r"face|facial|nose|nasal|lip|cheek"),
    ("eye", r"eyes?|orbital|vision"),
    ("ear", r"ears?|hearing|tinnitus"),
    ("psychological", r"anxiety|ptsd|depress\w*|psych\w*|emotional|insomnia"),
    ("skin_scar", r"skin|scar\w*|road rash"),
    ("multiple", r"multiple|poly ?trauma|whole body"),
)  # fmt: skip
_TYPES = (
    ("disc_injury", r"disc|disk|herniat\w+|hnp|bulg\w+|protrusion|radiculopathy"),
    ("fracture", r"fractures?|fx|broken|broke"),
    ("concussion_tbi", r"concussion|m?tbi|brain"),
    ("dislocation", r"dislocat\w+|separat\w+"),
    ("tear", r"tears?|torn|rupture\w*"),
    ("sprain_strain", r"sprains?|strains?|whiplash|s/s|soft tissue"),
    ("contusion", r"contusions?|bruis\w+"),
    ("laceration", r"lacerat\w+|cuts?|stitches|dog bite|bite|puncture\w*"),
    ("burn", r"burns?"),
    ("amputation", r"amputat\w+"),
    ("nerve", r"nerve|neuropathy|crps|numbness"),
    ("psychological", r"anxiety|ptsd|depress\w*|psych\w*|emotional"),
    ("death", r"death|deceased|fatal\w*"),
)
_SIDES = (("both", r"both|bilat\w*|b/l"), ("left", r"left|lt|l"), ("right", r"right|rt|r"))


def _compiled(table: tuple[tuple[str, str], ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((code, re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)) for code, words in table)


_PART_WORDS, _TYPE_WORDS, _SIDE_WORDS = _compiled(_PARTS), _compiled(_TYPES), _compiled(_SIDES)


def split_injuries(text: str) -> tuple[InjuryWords, ...]:
    """The injuries in a cell, each with its own words kept as the description."""
    pieces = [piece.strip(" .-•*") for piece in re.split(r"[,;\n•]|\s\band\b\s|\s&\s|\s\+\s|\s/\s", text)]
    return tuple(_injury(piece) for piece in pieces if piece)


@lru_cache(maxsize=4096)
def _injury(piece: str) -> InjuryWords:
    part = _first(_PART_WORDS, piece)
    side = _first(_SIDE_WORDS, piece) if part != "other" else "na"
    return InjuryWords(piece, part, side, _first(_TYPE_WORDS, piece))


def _first(table: tuple[tuple[str, re.Pattern[str]], ...], piece: str) -> str:
    return next((code for code, pattern in table if pattern.search(piece)), "na" if table is _SIDE_WORDS else "other")
