"""The command line: a thin skin over the same services, queries and exports as the screens."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from types import SimpleNamespace

from caseterm import __version__
from caseterm.errors import CaseTermError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

INTERRUPTED = 130
SELDOM = 50_000
"""New objects between two collections: most commands are done before the first."""
_OPEN_NOTHING = frozenset({"screens", "demo", "keys", "encrypting", "recovering", "restoring"})
"""Those that open no database of hers, or ask for its passphrase at their own time."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code.

    0 right, 1 or more told by the command, 64 usage or no terminal, 65 bad input, 66 not found, 70 an error of
    caseterm's own, 73 cannot create, 74 disk, 75 busy, 76 newer file, 77 not permitted, 78 damaged.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments in (["--version"], ["-V"]):
        print(f"caseterm {__version__}")
        return 0
    from caseterm.cli.outputs import quiet_pipe, utf8_streams

    utf8_streams()
    try:
        code = _dispatch(arguments)
        sys.stdout.flush()
        return code
    except CaseTermError as problem:
        _tell(problem)
        return problem.exit_code
    except BrokenPipeError:
        return quiet_pipe()
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as problem:
        return _tell_disk(problem)
    except Exception as problem:
        return _tell_crash(problem)


def _dispatch(arguments: list[str]) -> int:
    options = _plain(arguments)
    if options is None:
        _warm_up(arguments)
        from caseterm.cli.parser import read

        options = read(arguments)
    if options is None:
        return 0
    if options.handler not in ("screens", "demo"):  # the screens switch it on after their first frame
        import gc

        gc.freeze()
        gc.set_threshold(SELDOM)
        gc.enable()
    try:
        return _run(options)
    except CaseTermError as problem:
        from caseterm.paths import database_path
        from caseterm.typedcommands import to_type

        problem.next_step = to_type(problem.next_step, database_path(options.db))
        raise
    except (TypeError, ValueError, LookupError, AttributeError, ArithmeticError):
        damage = _damage_behind(options)
        if damage is None:
            raise
        raise damage from None


def _damage_behind(options: Any) -> CaseTermError | None:
    """What to say instead of an error of our own that came of a value no save has written."""
    if options.handler in _OPEN_NOTHING:
        return None
    from caseterm.paths import database_path
    from caseterm.store.valuekinds import damage_behind
    from caseterm.typedcommands import to_type

    path = database_path(options.db)
    damage = damage_behind(path)
    if damage is not None:
        damage.next_step = to_type(damage.next_step, path)
    return damage


def _run(options: Any) -> int:
    from importlib import import_module

    if options.handler not in _OPEN_NOTHING:
        from caseterm.cli.unlocking import let_in
        from caseterm.paths import database_path

        let_in(database_path(options.db), options)
    module = import_module(f"caseterm.cli.{options.handler}")
    return int(module.run(options))


def _warm_up(arguments: list[str]) -> None:
    """Ready typst while the arguments are read, where they look like a summary as PDF."""
    if "summary" in arguments and not any(each.startswith("--format") for each in arguments):
        from caseterm.exports.compiler import warm_up

        warm_up()


def _plain(arguments: list[str]) -> Any:
    """The screens asked for without more than a database: their first frame must not wait for argparse."""
    if not arguments:
        return SimpleNamespace(handler="screens", db=None)
    if len(arguments) == 2 and arguments[0] == "--db" and not arguments[1].startswith("-"):
        return SimpleNamespace(handler="screens", db=arguments[1])
    return None


def _tell(problem: CaseTermError) -> None:
    from caseterm.cli.outputs import fitted
    from caseterm.rules.text import show

    first, *rest = (part for part in (problem.title, problem.safe, problem.next_step) if part)
    print(fitted(f"caseterm: {show(first)}", sys.stderr), file=sys.stderr)
    for line in "\n".join(rest).splitlines():
        print(fitted(f"  {show(line)}", sys.stderr), file=sys.stderr)


def _tell_disk(problem: OSError) -> int:
    """Output, or a file beside the database, on a disk that is full or failing; anything else is a fault of ours."""
    import errno

    from caseterm.cli.outputs import quiet_pipe
    from caseterm.errors import DiskFullError

    if problem.errno not in (errno.ENOSPC, errno.EIO, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)):
        return _tell_crash(problem)
    _tell(
        DiskFullError(
            f"The output could not be written: {problem.strerror}.",
            safe="What was saved is safe.",
            next_step="Free some space, or write to another disk.",
        )
    )
    quiet_pipe()
    return DiskFullError.exit_code


def _tell_crash(problem: Exception) -> int:
    from caseterm.clock import system_clock
    from caseterm.crash import write_crash
    from caseterm.paths import data_folder

    log = write_crash(problem, at=system_clock().now(), folder=data_folder())
    print(f"caseterm: stopped by an error of its own ({type(problem).__name__}).", file=sys.stderr)
    print("  What was saved before is safe; the act in hand was not done.", file=sys.stderr)
    if log is not None:
        print(f"  Where it happened, without any of your data: {log}", file=sys.stderr)
    return CaseTermError.exit_code
