"""One small database of every released schema, as that release made it: cases, history, acts undone and not."""

import gzip
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "data" / "schemas"


def released() -> dict[str, Path]:
    """The files by the schema they have."""
    return {path.name.partition(".")[0]: path for path in sorted(FOLDER.glob("*.db.gz"))}


def unpacked(schema: str, target: Path) -> Path:
    """A copy of the database of that schema at `target`."""
    target.write_bytes(gzip.decompress(released()[schema].read_bytes()))
    target.chmod(0o600)
    return target
