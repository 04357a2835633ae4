"""The composition root: what must be so before anything else is imported, then the command line."""

import gc
import os
import sys


def main() -> int:
    """Run caseterm with the process's arguments; the exit code."""
    gc.disable()  # nothing made while starting is garbage; the screens and the commands switch it on again
    os.umask(0o077)
    _no_core_dumps()
    from caseterm.cli import main as command_line

    return command_line(sys.argv[1:])


def _no_core_dumps() -> None:
    """A core file would hold clients' data in the clear."""
    try:
        import resource
    except ImportError:  # Windows has none
        return
    import contextlib

    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    sys.exit(main())
