"""Text edited in the user's own editor: in a private folder that is gone afterwards."""

import os
import shlex
import shutil
import subprocess
from collections.abc import Mapping
from typing import Any, Protocol

from textual.app import App, SuspendNotSupported

from caseterm.errors import CaseTermError
from caseterm.rules.text import clean_input
from caseterm.scratch import scratch_folder
from caseterm.widgets.field import Field
from caseterm.widgets.notesfield import NotesField

USUAL = ("notepad",) if os.name == "nt" else ("nano", "vim", "vi")


class Say(Protocol):
    """How a form says something."""

    def __call__(self, message: str, *, role: str = "") -> None: ...


def edit_notes(app: App[Any], field: Field | None, say: Say) -> None:
    """Edit a field of several lines in the user's own editor; for any other say which it works on."""
    if not isinstance(field, NotesField):
        say("F4 opens your editor on a field of several lines.")
        return
    try:
        field.set_text(edit_in_editor(app, field.text))
    except CaseTermError as problem:
        say(problem.sentences, role="warn")


def editor_command(environment: Mapping[str, str]) -> list[str]:
    """The command of the editor: $VISUAL, $EDITOR, else one that is usual here. Raises CaseTermError for none."""
    wanted = environment.get("VISUAL") or environment.get("EDITOR") or ""
    command = shlex.split(wanted, posix=os.name == "posix") or [name for name in USUAL if shutil.which(name)][:1]
    if not command or shutil.which(command[0]) is None:
        missing = f"The editor {command[0]} is not there." if command else "No editor is set."
        raise CaseTermError(missing, next_step="Set EDITOR to the editor you use, such as nano.")
    return command


def edit_in_editor(app: App[Any], text: str) -> str:
    """Hand the terminal to the editor with this text and give back what it saved, cleaned as typed text is.

    The file (0600, in a folder of 0700) and whatever the editor left beside it are removed. Raises CaseTermError when
    there is no editor, when it ended with an error, or when this terminal cannot be handed over.
    """
    command = editor_command(os.environ)
    with scratch_folder() as folder:
        path = folder / "note.txt"
        path.touch(mode=0o600)
        path.write_text(text + "\n", encoding="utf-8")
        try:
            with app.suspend():
                ended = subprocess.run([*command, str(path)], check=False)
            edited = path.read_text(encoding="utf-8", errors="replace")
        except SuspendNotSupported:
            raise CaseTermError("This terminal cannot be handed to an editor.") from None
        except OSError as problem:
            raise CaseTermError(f"The editor could not be used ({problem.strerror}).") from None
    if ended.returncode != 0:
        raise CaseTermError("The editor ended with an error.", safe="The text is as it was.")
    return clean_input(edited, multiline=True)
