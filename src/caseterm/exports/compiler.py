"""The compilers that set PDFs, kept for the process; `warm_up` readies one while a case is still being read."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path

from caseterm import resources

TYPE_CHECKING = False
if TYPE_CHECKING:
    import typst

LOCK = threading.Lock()
"""Held while a compiler is made."""
_idle: dict[tuple[Path, bool], list[typst.Compiler]] = {}
_SAMPLE = {
    "title": "A", "firm": ["A"], "case_no": "1", "client_line": "A", "audience": "A", "legend": "A", "draft_line": "A",
    "phi_line": "A", "printed": "A", "paper": "letter", "lang": "en", "large": False, "file_title": "A",
    "blocks": [
        {"kind": "heading", "text": "A", "level": 1},
        {"kind": "strip", "rows": [{"label": "A", "value": "A", "note": "", "alarm": False}]},
        {"kind": "facts", "rows": [{"label": "A", "value": "A", "note": "", "alarm": False}], "columns": 1},
        {"kind": "paragraph", "text": "A", "quiet": False},
        {"kind": "bullets", "items": ["A"]},
    ],
}  # fmt: skip
"""A document with a little of what every summary has; as a picture, for what writes a PDF has nothing to ready."""


@lru_cache(maxsize=2)
def fonts(system: bool) -> typst.Fonts:
    """The shipped fonts, with this computer's own and typst's where `system`."""
    import typst

    place = str(resources.data() / "templates" / "fonts")
    return typst.Fonts(include_system_fonts=system, include_embedded_fonts=system, font_paths=[place])


@contextmanager
def compiler(root: Path, system: bool) -> Iterator[typst.Compiler]:
    """A compiler for a template and a set of fonts, for one document at a time; it keeps what it has worked out.

    There come to be as many as threads set documents at once. Waits while one is being readied.
    """
    idle = _idle.setdefault((root, system), [])
    with LOCK:
        one = idle.pop() if idle else _made(root, system)
    try:
        yield one
    finally:
        idle.append(one)


def _made(root: Path, system: bool) -> typst.Compiler:
    import typst

    nowhere = str(root / "packages")
    return typst.Compiler(root=str(root), font_paths=fonts(system), package_path=nowhere, package_cache_path=nowhere)


@lru_cache(maxsize=1)
def warm_up() -> None:
    """Load typst, the fonts and the shipped template in a thread, once; with but one processor nothing is won."""
    if processors() > 1:
        threading.Thread(target=_warm, daemon=True).start()


def processors() -> int:
    """How many this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _warm() -> None:
    with LOCK, suppress(Exception):  # what fails here fails again, and is told, where it is needed
        root = resources.data() / "templates"
        one = _made(root, system=False)
        one.compile(input=str(root / "summary.typ"), format="svg", sys_inputs={"data": json.dumps(_SAMPLE)})
        _idle.setdefault((root, False), []).append(one)
