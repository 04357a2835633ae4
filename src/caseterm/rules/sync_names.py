"""How tools that copy folders between machines name things: the second version of a file, and the folders they watch.

Two machines writing one database through such a tool make two versions of it; neither has everything.
"""

import re
from collections.abc import Sequence

_CONFLICTS: tuple[tuple[str, str], ...] = (
    ("Syncthing", r"{stem}\.sync-conflict-\d{{8}}-\d{{6}}(-\w+)?{suffix}"),
    ("Dropbox", r"{stem} \(.*conflicted copy.*\){suffix}"),
    ("Dropbox", r"{stem} \(case conflict( \d+)?\){suffix}"),
    ("Nextcloud", r"{stem}_conflict-\d{{8}}-\d{{6}}{suffix}"),
    ("Google Drive", r"{stem} \((conflict|\d+)\){suffix}"),
    ("Google Drive", r"{stem}\[conflict\]{suffix}"),
    ("iCloud", r"{stem} \d+{suffix}"),
    ("OneDrive", r"{stem}-(?=[A-Z0-9-]*[A-Z])[A-Z][A-Z0-9-]{{2,14}}(-\d+)?{suffix}"),
    ("OneDrive", r"{stem}-[\w-]*(MacBook|iMac|Mac-mini)[\w-]*{suffix}"),
)
_FOLDERS: tuple[tuple[str, str], ...] = (
    ("Dropbox", r"dropbox( \(.*\))?"),
    ("OneDrive", r"onedrive( - .*)?"),
    ("iCloud", r"mobile documents|com~apple~clouddocs|icloud ?drive"),
    ("Google Drive", r"google ?drive|googledrive-.*"),
    ("Nextcloud", r"nextcloud|owncloud"),
    ("Syncthing", r"syncthing"),
    ("Box", r"box( sync)?"),
)
NETWORK_TYPES = frozenset(
    {
        "nfs",
        "nfs4",
        "cifs",
        "smb3",
        "smbfs",
        "9p",
        "afpfs",
        "davfs",
        "ncpfs",
        "fuse.sshfs",
        "fuse.rclone",
        "fuse.davfs2",
    }
)
"""File systems of other machines, as the system's table of mounts names them."""


def conflict_copy(name: str, database: str) -> str | None:
    """Which tool seems to have made a file of this name as another version of the database's; None for any other."""
    stem, dot, suffix = database.rpartition(".")
    stem, ending = (stem, f"{dot}{suffix}") if stem else (database, "")
    for tool, pattern in _CONFLICTS:
        if re.fullmatch(pattern.format(stem=re.escape(stem), suffix=re.escape(ending)), name, re.DOTALL):
            return tool
    return None


def synced_by(folders: Sequence[str]) -> str | None:
    """Which tool seems to copy one of these folders, named from the top down."""
    for folder in folders:
        for tool, pattern in _FOLDERS:
            if re.fullmatch(pattern, folder, re.IGNORECASE):
                return tool
    return None


def network_mount(mounts: str, path: str) -> str | None:
    """The kind of network file system a path lies on, by a table of mounts as in /proc/mounts; None for a local one."""
    best, kind = "", ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        place = re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), fields[1])
        inside = path == place or path.startswith(place.rstrip("/") + "/")
        if inside and len(place) >= len(best):
            best, kind = place, fields[2]
    return kind if kind in NETWORK_TYPES else None
