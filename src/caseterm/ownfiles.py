"""Files the program ships and a firm may put its own in place of, by name; they need no database."""

from collections.abc import Sequence
from pathlib import Path

from caseterm import resources
from caseterm.errors import CannotCreateError, ConflictError, InputError
from caseterm.paths import config_folder, make_private_folder
from caseterm.values import value


@value
class OwnFiles:
    """One kind of such files: `place` below the data and the settings folder, how they end, what one and all are."""

    place: str
    ending: str
    one: str
    all: str

    def shipped(self) -> Path:
        """Where the program's own lie."""
        return resources.data() / self.place

    def folder(self, config: Path | None = None) -> Path:
        """Where a firm's own lie; a file there stands in for the program's of the same name."""
        return (config or config_folder()) / self.place

    def paths(self, config: Path | None = None) -> list[Path]:
        """Every file that is in force, by name, the firm's own in place of the program's."""
        places = (self.shipped(), self.folder(config))
        found = {path.name: path for place in places for path in sorted(place.glob(f"*{self.ending}"))}
        return [found[name] for name in sorted(found)]

    def path(self, name: str, config: Path | None = None) -> Path | None:
        """The file in force of that name, without its ending; None when there is none."""
        places = (place / f"{name}{self.ending}" for place in (self.folder(config), self.shipped()))
        return next((path for path in places if name and path.is_file()), None)

    def copy_out(self, names: Sequence[str] | None = None, config: Path | None = None) -> Path:
        """Put the program's files (or those named) into the firm's folder to be changed; what is there stays.

        Raises ConflictError when every file is there, CannotCreateError.
        """
        place = self.folder(config)
        files = sorted(path.name for path in self.shipped().glob(f"*{self.ending}"))
        files = files if names is None else [f"{name}{self.ending}" for name in names]
        wanted = [name for name in files if not (place / name).exists()]
        if not wanted:
            raise ConflictError(f"Every {self.one} is in your folder already.", next_step=f"Edit the files in {place}.")
        try:
            make_private_folder(place.parent)
            make_private_folder(place)
            for name in wanted:
                with (place / name).open("xb") as file:
                    file.write((self.shipped() / name).read_bytes())
        except OSError as problem:
            raise CannotCreateError(f"The {self.all} cannot be written to {place}: {problem.strerror}.") from None
        return place


def text_of(path: Path) -> str:
    """What stands in one. Raises InputError naming it."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise InputError.one(str(path), "", f"cannot be read ({type(problem).__name__})") from None
