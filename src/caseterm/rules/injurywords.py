"""Injuries in a client's own words, English or Spanish: the part of the body, what happened to it, how it is now."""

from collections.abc import Mapping

PARTS_SPANISH: Mapping[str, str] = {
    "head_brain": "Cabeza, cerebro", "face": "Cara", "eye": "Ojo", "ear": "Oído", "jaw_tmj": "Mandíbula",
    "neck_cervical": "Cuello", "thoracic": "Parte media de la espalda", "lumbar": "Parte baja de la espalda",
    "shoulder": "Hombro", "elbow": "Codo", "arm": "Brazo", "wrist": "Muñeca", "hand": "Mano",
    "finger": "Dedo de la mano",
    "chest_rib": "Pecho, costilla", "abdomen": "Abdomen", "pelvis_hip": "Pelvis, cadera", "thigh": "Muslo",
    "knee": "Rodilla", "leg": "Pierna", "ankle": "Tobillo", "foot": "Pie", "toe": "Dedo del pie",
    "skin_scar": "Piel, cicatriz", "psychological": "Ánimo", "multiple": "Varias partes", "other": "Otra parte",
}  # fmt: skip
SIDES_SPANISH: Mapping[str, str] = {"left": "lado izquierdo", "right": "lado derecho", "both": "los dos lados"}
TYPES_SPANISH: Mapping[str, str] = {
    "sprain_strain": "Esguince o torcedura", "contusion": "Golpe, moretón", "laceration": "Herida",
    "fracture": "Fractura", "dislocation": "Luxación", "disc_injury": "Lesión de un disco", "tear": "Desgarro",
    "concussion_tbi": "Golpe en la cabeza, conmoción", "nerve": "Lesión de un nervio", "burn": "Quemadura",
    "amputation": "Amputación", "internal": "Lesión interna", "psychological": "Daño emocional",
    "aggravation": "Empeoró algo que ya tenía", "death": "Fallecimiento", "other": "Otra lesión",
}  # fmt: skip
STATUSES_SPANISH: Mapping[str, str] = {
    "new": "Nueva", "improving": "Mejorando", "plateau": "Sin cambio", "worse": "Peor", "resolved": "Curada",
    "permanent": "Permanente",
}  # fmt: skip

TYPES_PLAIN: Mapping[str, str] = {
    "sprain_strain": "Sprain or strain", "contusion": "Bruise", "laceration": "Cut", "fracture": "Broken bone",
    "dislocation": "Dislocation", "disc_injury": "Disc injury", "tear": "Tear",
    "concussion_tbi": "Head injury, concussion", "nerve": "Nerve injury", "burn": "Burn", "amputation": "Amputation",
    "internal": "Internal injury", "psychological": "Emotional harm", "aggravation": "Made worse what was there before",
    "death": "Death", "other": "Other injury",
}  # fmt: skip
STATUSES_PLAIN: Mapping[str, str] = {
    "new": "New", "improving": "Getting better", "plateau": "No change", "worse": "Worse", "resolved": "Healed",
    "permanent": "Permanent",
}  # fmt: skip


def part_spanish(part: str, side: str) -> str:
    """Hombro, lado derecho."""
    where = PARTS_SPANISH.get(part, PARTS_SPANISH["other"])
    return f"{where}, {SIDES_SPANISH[side]}" if side in SIDES_SPANISH else where
