"""Passwords on the command line: from a file or a prompt, never from an argument."""

import os
import sys
from getpass import getpass
from pathlib import Path

from app.domain.problems import Problem

VARIABLE = "XINQIAO_PASSWORD_FILE"


def password(file: Path | None) -> str:
    """Return the password: first line of ``file`` or of the file that the environment names, else asked.

    Raises Problem("password_file_unreadable") or ("password_not_given") where nobody can be asked.
    """
    named = file or (Path(os.environ[VARIABLE]) if os.environ.get(VARIABLE) else None)
    if named is not None:
        try:
            text = named.read_text("utf-8-sig")
        except (OSError, UnicodeDecodeError):
            raise Problem("password_file_unreadable", name=named.name) from None
        return text.splitlines()[0] if text else ""
    if not sys.stdin.isatty():
        raise Problem("password_not_given")
    return getpass("")
