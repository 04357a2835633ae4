"""What the user may change in config.toml: keys, theme, motion. Everything else is a setting in the database."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from caseterm.errors import FieldProblem, InputError
from caseterm.values import value

NO_KEYS: Mapping[str, str] = MappingProxyType({})


@value
class Config:
    """The file as read. `keys` maps command ids to Textual key names, several parted by commas."""

    folder: Path
    keys: Mapping[str, str] = NO_KEYS
    theme: str = "textual-dark"
    mouse: bool = True
    reduced_motion: bool = True


def load_config(folder: Path) -> Config:
    """Read config.toml in the folder; without one, the defaults. Raises InputError naming the line or the entry."""
    path = folder / "config.toml"
    if not path.is_file():
        return Config(folder)
    import tomllib

    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise InputError([FieldProblem(str(path), "", f"cannot be read: {problem}")]) from None
    keys = found.get("keys", {})
    if not isinstance(keys, dict) or not all(isinstance(value, str) for value in keys.values()):
        raise InputError([FieldProblem(f"{path} [keys]", "", 'takes lines such as  "task.done" = "x"')])
    known = {"keys", "theme", "mouse", "reduced_motion"}
    if unknown := sorted(set(found) - known):
        raise InputError([FieldProblem(str(path), unknown[0], f"has no setting {unknown[0]}")])
    return Config(
        folder,
        keys=dict(keys),
        theme=str(found.get("theme", "textual-dark")),
        mouse=bool(found.get("mouse", True)),
        reduced_motion=bool(found.get("reduced_motion", True)),
    )
