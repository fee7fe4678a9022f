"""The project's own files, as the house rules read them."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@cache
def files() -> tuple[Path, ...]:
    """Return every file that git knows or would take, in order. Ignored files are not ours."""
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.decode("utf-8")
    return tuple(path for name in sorted(set(listed.split("\0")) - {""}) if (path := ROOT / name).is_file())


def python_files(*folders: str) -> list[Path]:
    """Return the Python files below the named folders of the repository."""
    tops = [ROOT / folder for folder in folders]
    return [p for p in files() if p.suffix == ".py" and any(p.is_relative_to(top) for top in tops)]


def name(path: Path) -> str:
    """Return a file's name as it is written in rules: relative, with forward slashes."""
    return path.relative_to(ROOT).as_posix()
