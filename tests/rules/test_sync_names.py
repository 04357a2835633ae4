import pytest

from caseterm.rules.sync_names import conflict_copy, network_mount, synced_by


@pytest.mark.parametrize(
    ("name", "tool"),
    [
        ("caseterm (Maria's conflicted copy 2026-11-21).db", "Dropbox"),
        ("caseterm (conflicted copy 2026-11-21 094100).db", "Dropbox"),
        ("caseterm (MARIA-PC's conflicted copy).db", "Dropbox"),
        ("caseterm (Case Conflict).db", None),
        ("caseterm (case conflict 1).db", "Dropbox"),
        ("caseterm-DESKTOP-7K2P9QX.db", "OneDrive"),
        ("caseterm-LAPTOP-AB12CD34-2.db", "OneDrive"),
        ("caseterm-Marias-MacBook-Pro.db", "OneDrive"),
        ("caseterm 2.db", "iCloud"),
        ("caseterm.sync-conflict-20261121-094100-ABCDEF7.db", "Syncthing"),
        ("caseterm.sync-conflict-20261121-094100.db", "Syncthing"),
        ("caseterm_conflict-20261121-094100.db", "Nextcloud"),
        ("caseterm (1).db", "Google Drive"),
        ("caseterm[Conflict].db", None),
        ("caseterm.db", None),
        ("caseterm.db-journal", None),
        ("caseterm.db.lock", None),
        ("caseterm-2026-11-21-0941.db", None),
        ("caseterm-000012-20261121-094100-auto.db", None),
        ("caseterm.db.restore-caseterm-000013-20261121-094100-replaced", None),
        ("other (conflicted copy).db", None),
        ("my caseterm 2.db", None),
    ],
)
def test_each_tools_second_version_is_known_and_our_own_files_are_not(name: str, tool: str | None) -> None:
    assert conflict_copy(name, "caseterm.db") == tool


def test_odd_names_of_the_database_itself_are_taken_as_they_are() -> None:
    assert conflict_copy("a+b [1] 2.db", "a+b [1].db") == "iCloud"
    assert conflict_copy("cases 2", "cases") == "iCloud"
    assert conflict_copy("aab [1] 2.db", "a+b [1].db") is None


@pytest.mark.parametrize(
    ("path", "tool"),
    [
        ("/home/maria/Dropbox/cases", "Dropbox"),
        ("/home/maria/Dropbox (Gold LLP)/cases", "Dropbox"),
        ("/Users/maria/OneDrive - Gold LLP/cases", "OneDrive"),
        ("/Users/maria/Library/Mobile Documents/com~apple~CloudDocs/cases", "iCloud"),
        ("/Users/maria/Library/CloudStorage/GoogleDrive-m@x.com/My Drive", "Google Drive"),
        ("/home/maria/Nextcloud/cases", "Nextcloud"),
        ("/home/maria/.local/share/caseterm", None),
        ("/home/dropboxer/cases", None),
    ],
)
def test_a_folder_that_a_tool_copies_is_known_by_its_name(path: str, tool: str | None) -> None:
    assert synced_by(path.split("/")) == tool


def test_the_nearest_mount_decides_whether_it_is_a_network_drive() -> None:
    mounts = "\n".join(
        (
            "/dev/sda1 / ext4 rw 0 0",
            r"//srv/x /mnt/office\040share cifs rw 0 0",
            r"srv:/y /mnt/office\040share/in nfs4 rw 0 0",
            r"tmpfs /mnt/office\040share/ram tmpfs rw 0 0",
            "broken",
        )
    )
    assert network_mount(mounts, "/home/maria/cases.db") is None
    assert network_mount(mounts, "/mnt/office share/cases.db") == "cifs"
    assert network_mount(mounts, "/mnt/office share/in/cases.db") == "nfs4"
    assert network_mount(mounts, "/mnt/office share/ram/cases.db") is None
    assert network_mount(mounts, "/mnt/office sharexx/cases.db") is None
    assert network_mount("", "/x") is None
