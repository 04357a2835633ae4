"""The composition root: what must be so before anything else is imported, then the command line.

Imports here only what Python has loaded anyway, so that little is before garbage collection is off.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn


def main() -> NoReturn:
    """Run caseterm with the process's arguments, and end the process with its exit code."""
    gc.disable()  # nothing made while starting is garbage; the screens and the commands switch it on again
    os.umask(0o077)
    _no_core_dumps()
    from caseterm.cli import main as command_line

    _leave(command_line(sys.argv[1:]))


def _leave(code: int) -> NoReturn:
    """End at once: all is on disk, and taking every module apart would only keep her waiting."""
    from contextlib import suppress

    with suppress(OSError, ValueError):
        sys.stdout.flush()
        sys.stderr.flush()
    atexit._run_exitfuncs()
    os._exit(code)


def _no_core_dumps() -> None:
    """A core file would hold clients' data in the clear."""
    from contextlib import suppress

    try:
        import resource
    except ImportError:  # Windows has none
        return
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
