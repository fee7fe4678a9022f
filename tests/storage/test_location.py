"""Where a live store may not lie."""

from pathlib import Path

import pytest

from app.domain.problems import Problem
from app.storage import location

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
//nas/school /mnt/school cifs rw 0 0
nas:/x /rooms/x/net\\040drive nfs4 rw 0 0
user@host:/ /mnt/ssh fuse.sshfs rw 0 0
/dev/sdb1 /mnt/school/local ext4 rw 0 0
broken line
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/rooms/x", "ext4"),
        ("/mnt/school", "cifs"),
        ("/mnt/school/room/store", "cifs"),
        ("/mnt/schoolbooks", "ext4"),
        ("/mnt/school/local/store", "ext4"),
        ("/rooms/x/net drive/store", "nfs4"),
        ("/mnt/ssh/a", "fuse.sshfs"),
    ],
)
def test_the_mount_of_a_folder_is_the_longest_that_holds_it(folder: str, kind: str) -> None:
    assert location.mount_type(Path(folder), MOUNTS) == kind


def test_every_kind_of_share_is_known() -> None:
    assert {"nfs", "nfs4", "cifs", "smb3", "fuse.sshfs", "9p"} <= location.NETWORK_TYPES
    assert location.NETWORK_TYPES.isdisjoint({"ext4", "xfs", "btrfs", "ntfs3", "vfat", "exfat", "overlay", "tmpfs"})


@pytest.mark.parametrize(
    ("folder", "program"),
    [
        ("OneDrive/心桥", "OneDrive"),
        ("OneDrive - 虚构一中/心桥", "OneDrive"),
        ("Nutstore/1/我的坚果云", "坚果云"),
        ("我的坚果云", "坚果云"),
        ("BaiduSyncdisk/store", "百度网盘"),
        ("WPS云盘/store", "WPS 云盘"),
        ("WPSDrive/1/WPS云盘", "WPS 云盘"),
        ("Dropbox/x", "Dropbox"),
        ("Library/Mobile Documents/com~apple~CloudDocs", "iCloud"),
        ("iCloudDrive/x", "iCloud"),
    ],
)
def test_folders_of_sync_programs_are_refused_by_name(tmp_path: Path, folder: str, program: str) -> None:
    with pytest.raises(Problem) as caught:
        location.require_local(tmp_path / folder)
    assert (caught.value.code, caught.value.params["program"]) == ("folder_synchronised", program)


@pytest.mark.parametrize("folder", ["心桥", "onedrive2", "my dropboxes", "心理室/资料"])
def test_ordinary_folders_are_fine(tmp_path: Path, folder: str) -> None:
    assert location.sync_program(tmp_path / folder) is None
    location.require_local(tmp_path / folder)


def test_a_share_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        location, "NETWORK_TYPES", {location.mount_type(tmp_path, Path("/proc/self/mounts").read_text())}
    )
    with pytest.raises(Problem, match="folder_on_network"):
        location.require_local(tmp_path)
