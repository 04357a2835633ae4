"""Finds the material that ships with the program, and a firm's own copies of it."""

from functools import cache
from pathlib import Path

from caseterm.errors import CannotCreateError
from caseterm.paths import make_private_file, private_folder
from caseterm.values import value

TEMPLATES = ("summary.typ", "letterhead.typ", "summary.css")


@value
class Template:
    """A print template: where it is, and whether the firm has made it her own."""

    path: Path
    own: bool


@cache
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


def copy_templates(config_dir: Path) -> list[Path]:
    """Copy the shipped templates to the firm's own folder, to be changed there; those it has already stay.

    Returns the new files. Raises CannotCreateError naming the folder.
    """
    import shutil

    folder = config_dir / "templates"
    new = []
    try:
        private_folder(folder)
        for name in TEMPLATES:
            if not (folder / name).exists():
                make_private_file(folder / name)
                shutil.copyfile(data() / "templates" / name, folder / name)
                new.append(folder / name)
    except OSError as problem:
        raise CannotCreateError(
            f"The templates could not be copied to {folder} ({problem.strerror}).",
            safe="Printing goes on with the templates that came with caseterm.",
        ) from None
    return new
