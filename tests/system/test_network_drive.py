"""Where SQLite may live, and the twelve kinds of place where it may not (T-NETFS)."""

from __future__ import annotations

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from desktop.domain.errors import Refused
from desktop.system.network_drive import (
    check_local,
    filesystem_kind,
    kind_by_name,
    kind_in,
    linux_mounts,
)


@pytest.mark.parametrize(
    "kind", ["nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "afs", "remote"]
)
def test_network_file_system_is_refused(tmp_path: Path, kind: str) -> None:
    with pytest.raises(Refused) as refusal:
        check_local(tmp_path / "profile" / "desk.sqlite3", lambda _folder: kind)

    assert refusal.value.code == "database.network_drive"
    assert refusal.value.facts == {"path": tmp_path / "profile" / "desk.sqlite3", "kind": kind}


@pytest.mark.parametrize(
    "kind", ["ext4", "btrfs", "xfs", "tmpfs", "overlay", "NTFS", "apfs", "zfs", ""]
)
def test_local_file_system_is_accepted(tmp_path: Path, kind: str) -> None:
    check_local(tmp_path / "desk.sqlite3", lambda _folder: kind)


@pytest.mark.parametrize(
    "folder",
    [
        "OneDrive",
        "OneDrive - Nord Clinic",
        "OneDrive-Personal",
        "Dropbox",
        "Dropbox (Nord Clinic)",
        "Yandex.Disk",
        "YandexDisk",
        "Google Drive",
        "GoogleDrive-anna@example.org",
        "iCloud Drive",
        "iCloudDrive",
        "Mobile Documents",
    ],
)
def test_synchronised_folder_is_refused(tmp_path: Path, folder: str) -> None:
    with pytest.raises(Refused, match="network_drive"):
        check_local(tmp_path / folder / "desk.sqlite3", lambda _folder: "ext4")


@pytest.mark.parametrize("folder", ["dropbox-reports", "onedrives", "drive", "disk", "icloud"])
def test_folder_with_a_similar_name_is_accepted(tmp_path: Path, folder: str) -> None:
    check_local(tmp_path / folder / "desk.sqlite3", lambda _folder: "ext4")


def test_link_into_a_synchronised_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "desk").symlink_to(tmp_path / "Dropbox")

    with pytest.raises(Refused):
        check_local(tmp_path / "desk" / "desk.sqlite3", lambda _folder: "ext4")


def test_windows_share_and_synchronised_folder_are_known_by_their_path() -> None:
    assert kind_by_name(PureWindowsPath(r"\\server\share\desk.sqlite3")) == "remote"
    assert kind_by_name(PureWindowsPath(r"C:\Users\anna\OneDrive - Firm\d")) == "OneDrive - Firm"
    assert kind_by_name(PureWindowsPath(r"C:\Users\anna\AppData\Local\DutyDesk")) == ""


MOUNTS = r"""
/dev/sda1 / ext4 rw,relatime 0 0
server:/home /home nfs4 rw 0 0
/dev/sdb1 /home/anna/local xfs rw 0 0
//nas/team /mnt/team\040share cifs rw 0 0
tmpfs /mnt/covered tmpfs rw 0 0
server:/x /mnt/covered nfs rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/var/lib", "ext4"),
        ("/home/max", "nfs4"),
        ("/home/anna/local/desk", "xfs"),
        ("/home/anna/locality", "nfs4"),
        ("/mnt/team share/desk", "cifs"),
        ("/mnt/covered", "nfs"),
    ],
)
def test_the_innermost_and_latest_mount_counts(folder: str, kind: str) -> None:
    assert kind_in(PurePosixPath(folder), linux_mounts(MOUNTS)) == kind


def test_this_machine_names_its_file_system(tmp_path: Path) -> None:
    assert filesystem_kind(tmp_path.resolve())
