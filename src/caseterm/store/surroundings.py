"""Looks at what lies around a database: other versions made by sync tools, and the disk it lies on."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from caseterm.rules.counting import counted
from caseterm.rules.sync_names import conflict_copy, network_mount, synced_by
from caseterm.store.inspection import Finding
from caseterm.store.unfinished import left_by_restore

MARKERS = {".stfolder": "Syncthing", ".dropbox": "Dropbox", ".dropbox.cache": "Dropbox"}


def look_around(path: Path) -> Iterator[Finding]:
    """Every finding about the folder of a database that exists. Reads names only."""
    yield _copies(path)
    yield _place(path)
    left = left_by_restore(path)
    if left:
        yield Finding(
            "Restore",
            "note",
            f"one is not finished: {left[0].name}",
            "Start caseterm: it finishes the restore or removes what is left of it.",
        )


def _copies(path: Path) -> Finding:
    found = []
    with suppress(OSError), os.scandir(path.parent) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            tool = conflict_copy(entry.name, path.name)
            if tool is not None and entry.is_file():
                found.append(f"{entry.name} ({tool})")
    if not found:
        return Finding("Conflict copies", "ok", "no other version of the database lies beside it")
    return Finding(
        "Conflict copies",
        "note",
        f"{counted(len(found), 'other version')} of the database beside it: {', '.join(found[:5])}",
        "Two machines may have written the same database, and each version may hold work the other has not. Look "
        "into each with: caseterm --db FILE today. Keep one, move the others away, and work on one machine at a time.",
    )


def _place(path: Path) -> Finding:
    real = path.resolve()
    tool = synced_by(real.parts) or _marked(real)
    if tool is not None:
        return Finding(
            "Place",
            "note",
            f"the database lies in a folder that {tool} copies",
            "A copy taken in the middle of a save may be no good. Move the database to a folder of this computer "
            "(--db FILE or CASETERM_DB) and name the synced folder under Settings, Backups also to.",
        )
    kind = "a network share" if str(real).startswith("\\\\") else None
    with suppress(OSError):
        kind = network_mount(Path("/proc/mounts").read_text(encoding="utf-8", errors="replace"), str(real)) or kind
    if kind is not None:
        return Finding(
            "Place",
            "note",
            f"the database lies on a network drive ({kind})",
            "Network drives may lose a save when the connection breaks. Move the database to a disk of this computer "
            "and name the share under Settings, Backups also to.",
        )
    return Finding("Place", "ok", "on a disk of this computer, in no folder that a known tool copies")


def _marked(path: Path) -> str | None:
    """The tool that has put its mark into one of the folders above."""
    for folder in path.parents:
        for name, tool in MARKERS.items():
            with suppress(OSError):
                if (folder / name).exists():
                    return tool
    return None
