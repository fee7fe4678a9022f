"""What this program is made of: versions and licences of what it stands on."""

from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, metadata
from typing import Final

from app import __version__

PARTS: Final = (
    ("PySide6-Essentials", "LGPL-3.0"),
    ("sqlcipher3", "zlib; SQLCipher: BSD-3-Clause"),
    ("SQLAlchemy", "MIT"),
    ("alembic", "MIT"),
    ("cryptography", "Apache-2.0 or BSD-3-Clause"),
    ("pyrage", "MIT"),
    ("reportlab", "BSD-3-Clause"),
    ("pypdfium2", "Apache-2.0 or BSD-3-Clause"),
    ("python-calamine", "MIT"),
    ("pypinyin", "MIT"),
    ("segno", "BSD-3-Clause"),
    ("QtAwesome", "MIT; Material Design Icons: Apache-2.0"),
    ("pyqtgraph", "MIT"),
    ("platformdirs", "MIT"),
)
FONTS: Final = ("Noto Sans SC, Noto Serif SC", "OFL-1.1")


@dataclass(frozen=True, slots=True)
class Part:
    """A library or font; ``version`` is empty where it has none."""

    name: str
    version: str
    licence: str


def program() -> str:
    """Return the program's own version."""
    return __version__


def parts() -> list[Part]:
    """Return what the program stands on; what is not installed is left out."""
    found = []
    for name, licence in PARTS:
        try:
            found.append(Part(name, metadata(name)["Version"], licence))
        except PackageNotFoundError:
            continue  # a slimmer build
    return [*found, Part(FONTS[0], "", FONTS[1])]
