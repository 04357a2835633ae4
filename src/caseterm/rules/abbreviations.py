"""What the short words of medical records stand for, as records commonly use them; the attorney reads them again."""

import re
from collections.abc import Iterable, Mapping

SHORT: Mapping[str, str] = {
    "ADL": "activities of daily living", "AROM": "active range of motion", "c/o": "complains of",
    "CT": "computed tomography", "Dx": "diagnosis", "DJD": "degenerative joint disease", "EMG": "electromyography",
    "ER": "emergency room", "ED": "emergency department", "ESI": "epidural steroid injection",
    "FCE": "functional capacity evaluation", "FROM": "full range of motion", "f/u": "follow-up",
    "HEP": "home exercise program", "HNP": "herniated nucleus pulposus", "Hx": "history",
    "IME": "independent medical examination", "LBP": "low back pain", "LOC": "loss of consciousness",
    "MMI": "maximum medical improvement", "MRI": "magnetic resonance imaging", "MVA": "motor vehicle accident",
    "MVC": "motor vehicle collision", "NCV": "nerve conduction velocity", "NKDA": "no known drug allergies",
    "NSAID": "non-steroidal anti-inflammatory drug", "OT": "occupational therapy", "PRN": "as needed",
    "PROM": "passive range of motion", "PT": "physical therapy", "PTSD": "post-traumatic stress disorder",
    "ROM": "range of motion", "RTC": "return to clinic", "Rx": "prescription", "s/p": "status post",
    "SLR": "straight leg raise", "TBI": "traumatic brain injury", "TTP": "tender to palpation",
    "Tx": "treatment", "WNL": "within normal limits", "y/o": "years old",
}  # fmt: skip
_WORD = re.compile(r"(?<![\w/])(?:" + "|".join(map(re.escape, sorted(SHORT, key=len, reverse=True))) + r")(?![\w/])")


def used(texts: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """The abbreviations that stand in these texts, spelt as in the table, in order, with what they stand for."""
    found = {match for text in texts for match in _WORD.findall(text)}
    return tuple((short, SHORT[short]) for short in sorted(found, key=str.casefold))
