"""The words of the commands about encryption: encrypt, decrypt, rekey, recovery-key."""

from __future__ import annotations

from collections.abc import Callable

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse


def passphrase_option(parser: argparse.ArgumentParser, *, default: object = None) -> None:
    """The file with the passphrase, which every command that opens the database takes."""
    parser.add_argument(
        "--passphrase-file",
        metavar="FILE",
        default=default,
        help="its first line opens an encrypted database, without asking",
    )


def _output(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("-o", "--output", metavar="FILE", default=None, help="write the recovery key to this new file")


def _encrypt(sub: argparse.ArgumentParser) -> None:
    sub.add_argument(
        "--backups",
        choices=("encrypt", "remove", "keep"),
        default=None,
        help="what becomes of the backups made before (default: ask, or keep where nobody can be asked)",
    )
    _output(sub)


def _decrypt(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("-y", "--yes", action="store_true", help="do not ask for the word")


def _rekey(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--new-passphrase-file", metavar="FILE", default=None, help="its first line is the new one")


def _recovery_key(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--new", action="store_true", help="make a new key; the old one opens nothing here any more")
    _output(sub)


COMMANDS: dict[str, tuple[str, str, str, str, Callable[[argparse.ArgumentParser], None]]] = {
    "encrypt": (
        "encrypting",
        "encrypt the database with a passphrase",
        "Copies the database into an encrypted file, compares the two, and puts it in the old one's place, which is\n"
        "overwritten. Prints a recovery key for the day the passphrase is forgotten. The passphrase is typed unseen;\n"
        "--passphrase-file FILE, or the variable CASETERM_PASSPHRASE_FILE, gives it to scripts.",
        "examples:\n  caseterm encrypt\n  caseterm encrypt --backups encrypt -o ~/recovery-key.txt",
        _encrypt,
    ),
    "decrypt": (
        "encrypting",
        "take the encryption away",
        "Copies the database into a file in the clear, compares the two, and puts it in the old one's place. The\n"
        "backups stay encrypted.",
        "example:\n  caseterm decrypt",
        _decrypt,
    ),
    "rekey": (
        "encrypting",
        "change the passphrase",
        "Asks for the passphrase (or the recovery key) and for a new one. The database itself is not touched; its\n"
        "backups take the new passphrase too.",
        "example:\n  caseterm rekey",
        _rekey,
    ),
    "recovery-key": (
        "encrypting",
        "print the recovery key again, or make a new one",
        "Prints the key that opens the database when the passphrase is forgotten. With --new the database and its\n"
        "backups are encrypted anew, and what was printed before opens them no more.",
        "examples:\n  caseterm recovery-key\n  caseterm recovery-key --new -o ~/recovery-key.txt",
        _recovery_key,
    ),
}
