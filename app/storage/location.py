"""Where a live store may lie: on a disk of this computer, never on a share or in a synchronised folder.

Shares lie about locks and about what is on disk; a sync program copies a half-written file or puts
an old one back.
"""

import re
import sys
from pathlib import Path

from app.domain.problems import Problem

NETWORK_TYPES = frozenset(
    {
        "nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ncpfs", "ceph", "glusterfs", "davfs",
        "fuse.sshfs", "fuse.rclone", "fuse.davfs", "fuse.davfs2", "fuse.gvfsd-fuse", "fuse.glusterfs",
        "fuse.smbnetfs", "fuse.s3fs",
    }
)  # fmt: skip

_OCTAL = re.compile(r"\\([0-7]{3})")  # how the kernel writes a space in a path

SYNC_FOLDERS = {
    "onedrive": "OneDrive",
    "nutstore": "坚果云",
    "坚果云": "坚果云",
    "我的坚果云": "坚果云",
    "baidusyncdisk": "百度网盘",
    "baidunetdisk": "百度网盘",
    "百度网盘": "百度网盘",
    "百度云同步盘": "百度网盘",
    "wps云盘": "WPS 云盘",
    "wpsdrive": "WPS 云盘",
    "kingsoft cloud": "WPS 云盘",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "iclouddrive": "iCloud",
    "icloud drive": "iCloud",
    "com~apple~clouddocs": "iCloud",
    "腾讯微云": "微云",
    "weiyun": "微云",
    "nextcloud": "Nextcloud",
    "seafile": "Seafile",
    "syncthing": "Syncthing",
}
"""Folder names (lower case) by which sync programs are known, and the name a person knows."""


def sync_program(folder: Path) -> str | None:
    """Return the sync program in whose folder ``folder`` lies, or None.

    Known by names on the path: ``OneDrive - 某某学校`` and ``OneDrive`` alike.
    """
    for part in folder.resolve().parts:
        name = part.casefold()
        for known, program in SYNC_FOLDERS.items():
            if name == known or name.startswith((f"{known} -", f"{known}-", f"{known}(", f"{known} (")):
                return program
    return None


def mount_type(folder: Path, mounts: str) -> str:
    """Return the file-system type of ``folder`` by the text of ``/proc/self/mounts`` (last, longest match)."""
    path = str(folder.resolve())
    best, kind = "", ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = _OCTAL.sub(lambda code: chr(int(code[1], 8)), fields[1])
        inside = path == point or path.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(best):
            best, kind = point, fields[2]
    return kind


def _on_network(folder: Path) -> bool:
    if sys.platform == "win32":  # not yet run on Windows
        import ctypes

        anchor = folder.resolve().anchor
        remote = 4  # DRIVE_REMOTE
        return anchor.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(anchor) == remote
    try:
        mounts = Path("/proc/self/mounts").read_text("utf-8", "surrogateescape")
    except OSError:
        return False  # not Linux: nothing known
    return mount_type(folder, mounts) in NETWORK_TYPES


def require_local(folder: Path) -> None:
    """Raise ``Problem("folder_on_network")`` or ``Problem("folder_synchronised", program=…)``."""
    if _on_network(folder):
        raise Problem("folder_on_network")
    program = sync_program(folder)
    if program:
        raise Problem("folder_synchronised", program=program)
