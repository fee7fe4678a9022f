"""Which language the command line speaks: ``XINQIAO_LANGUAGE`` (zh or en), Chinese by default."""

import os

from app.messages import LANGUAGES


def language() -> str:
    """Return ``zh`` or ``en``."""
    wanted = os.environ.get("XINQIAO_LANGUAGE", "").strip().lower()[:2]
    return wanted if wanted in LANGUAGES else LANGUAGES[0]
