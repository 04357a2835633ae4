"""The folder a template is set from: only the template, the letterhead and the firm's pictures."""

import re
import sys
from functools import lru_cache
from pathlib import Path

from caseterm import resources
from caseterm.errors import StorageError
from caseterm.values import value

NAMES = ("summary.typ", "letterhead.typ")
PICTURES = (".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".typ")
MOST_BYTES = 8_000_000
SECONDS = 20.0

_checked: set[str] = set()


class TemplateError(StorageError):
    """A firm's own template could not be used; nothing was written."""


@value
class Folder:
    """A prepared folder: `root` is all a template can see, `source` is where the firm keeps hers."""

    root: Path
    own: bool
    source: Path
    digest: str


def folder(config_dir: Path | None) -> Folder:
    """The shipped templates' folder, or the firm's with her letterhead and pictures copied into an empty one.

    Raises TemplateError when a firm's file cannot be read, is too big, or asks for a package from the network.
    """
    found = {name: resources.template(name, config_dir) for name in NAMES}
    own = any(each.own for each in found.values())
    if not own:
        shipped = resources.data() / "templates"
        return Folder(root=shipped, own=False, source=shipped, digest="")
    source = found[NAMES[0]].path.parent if config_dir is None else config_dir / "templates"
    files = {name: _read(each.path) for name, each in found.items()}
    for path in sorted(source.iterdir()):
        if path.suffix.lower() in PICTURES and path.is_file() and not path.is_symlink():
            files.setdefault(path.name, _read(path))
    _refuse_packages(files, source)
    return _prepared(tuple(sorted(files.items())), source)


@lru_cache(maxsize=4)
def _prepared(files: tuple[tuple[str, bytes], ...], source: Path) -> Folder:
    import hashlib

    from caseterm.scratch import lasting_folder

    digest = hashlib.sha256(repr(files).encode()).hexdigest()
    root = lasting_folder()
    for name, content in files:
        (root / name).write_bytes(content)
    return Folder(root=root, own=True, source=source, digest=digest)


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise TemplateError(
                f"{path.name} is larger than {MOST_BYTES // 1_000_000} MB.",
                safe="Nothing was written.",
                next_step=f"Make it smaller, or move it out of {path.parent}.",
            )
        return path.read_bytes()
    except OSError:
        raise TemplateError(
            f"The template {path.name} could not be read.",
            safe="Nothing was written.",
            next_step=f"Look at who may read {path}.",
        ) from None


def _refuse_packages(files: dict[str, bytes], source: Path) -> None:
    for name, content in files.items():
        if name.endswith(".typ") and b"@preview" in content:
            raise TemplateError(
                f"The template {name} asks for a package from the network (@preview), which caseterm refuses.",
                safe="Nothing was written.",
                next_step=f"Put what it needs into {source} itself.",
            )


def check(place: Folder, data: str) -> None:
    """Runs a firm's template once in a process of its own, so one that never ends cannot stop the program.

    Raises TemplateError when it does not finish in `SECONDS` or fails.
    """
    if place.digest in _checked:
        return
    import subprocess

    command = [sys.executable, "-m", "caseterm.exports.template_check", str(place.root)]
    try:
        done = subprocess.run(command, input=data.encode(), capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise TemplateError(
            f"The print template did not finish in {SECONDS:.0f} seconds.",
            safe="Nothing was written.",
            next_step=f"Look for a loop without end in {place.source}, or move it out of there.",
        ) from None
    if done.returncode != 0:
        message, _, diagnostic = done.stdout.decode(errors="replace").partition("\0")
        raise template_problem(place, message, diagnostic)
    _checked.add(place.digest)


def template_problem(place: Folder, message: str, diagnostic: str = "") -> TemplateError:
    """What to tell about a template that failed: typst's own words and the line, never the data."""
    where = re.search(r"(\w+\.typ):(\d+)", diagnostic)
    at = f" {where.group(1)}, line {where.group(2)}:" if where else ""
    words = message.splitlines()[0][:200] if message else "it stopped"
    return TemplateError(
        f"The print template could not be used:{at} {words}.",
        safe="Nothing was written.",
        next_step=f"Mend it in {place.source}, or move it out of there; caseterm then uses its own."
        if place.own
        else "The copy that came with caseterm is damaged: install caseterm again.",
    )
