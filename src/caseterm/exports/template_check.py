"""Sets a template once and says what went wrong: run as a process of its own, with a limit on time and memory.

The folder is the only argument, the data come on standard input. Standard output is typst's message and its
place, parted by a NUL; the exit code is 0 when the template works.
"""

import sys
from pathlib import Path

MEMORY = 2_000_000_000


def main(root: Path, data: str) -> int:
    """Sets the template in `root`; 0 when it works, 1 when it does not."""
    import typst

    _limit()
    try:
        typst.Compiler(root=str(root), package_path=str(root), package_cache_path=str(root)).compile(
            input=str(root / "summary.typ"), format="pdf", sys_inputs={"data": data}
        )
    except typst.TypstError as problem:
        sys.stdout.write(f"{problem.message}\0{problem.diagnostic}")
        return 1
    return 0


def _limit() -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.stdin.buffer.read().decode()))
