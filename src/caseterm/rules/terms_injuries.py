"""The terms of injuries: parts of the body, kinds of injury, how they stand."""

from collections.abc import Mapping

BODY_PARTS: Mapping[str, str] = {
    "head_brain": "Head, brain",
    "face": "Face",
    "eye": "Eye",
    "ear": "Ear",
    "jaw_tmj": "Jaw, TMJ",
    "neck_cervical": "Neck (cervical)",
    "thoracic": "Mid back (thoracic)",
    "lumbar": "Low back (lumbar)",
    "shoulder": "Shoulder",
    "elbow": "Elbow",
    "arm": "Arm",
    "wrist": "Wrist",
    "hand": "Hand",
    "finger": "Finger",
    "chest_rib": "Chest, rib",
    "abdomen": "Abdomen",
    "pelvis_hip": "Pelvis, hip",
    "thigh": "Thigh",
    "knee": "Knee",
    "leg": "Leg",
    "ankle": "Ankle",
    "foot": "Foot",
    "toe": "Toe",
    "skin_scar": "Skin, scar",
    "psychological": "Psychological",
    "multiple": "Multiple",
    "other": "Other",
}

SIDES: Mapping[str, str] = {"left": "Left", "right": "Right", "both": "Both", "na": "-"}

INJURY_TYPES: Mapping[str, str] = {
    "sprain_strain": "Sprain, strain",
    "contusion": "Contusion",
    "laceration": "Laceration",
    "fracture": "Fracture",
    "dislocation": "Dislocation",
    "disc_injury": "Disc injury",
    "tear": "Tear",
    "concussion_tbi": "Concussion, TBI",
    "nerve": "Nerve",
    "burn": "Burn",
    "amputation": "Amputation",
    "internal": "Internal",
    "psychological": "Psychological",
    "aggravation": "Aggravation",
    "death": "Death",
    "other": "Other",
}

INJURY_STATUSES: Mapping[str, str] = {
    "new": "New",
    "improving": "Improving",
    "plateau": "Plateau",
    "worse": "Worse",
    "resolved": "Resolved",
    "permanent": "Permanent",
}
