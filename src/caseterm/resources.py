"""Finds the material that ships with the program, and a firm's own copies of it."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Template:
    """A print template: where it is, and whether the firm has made it her own."""

    path: Path
    own: bool


def data() -> Path:
    """The folder of read-only material: inside the installed package, else in the checkout."""
    inside = Path(__file__).resolve().parent / "data"
    return inside if inside.is_dir() else Path(__file__).resolve().parents[2] / "data"


def template(name: str, config_dir: Path | None = None) -> Template:
    """The template called `name` (one file name): the firm's `templates/` folder first, else the shipped one."""
    if Path(name).name != name or name in ("", ".", ".."):
        raise ValueError("a template is named by one file name")
    if config_dir is not None:
        own = config_dir / "templates" / name
        if own.is_file():
            return Template(path=own, own=True)
    return Template(path=data() / "templates" / name, own=False)
