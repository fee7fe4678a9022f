"""The processes' windows are dressed as those of the pages."""

from tests.ui.conftest import dressed

__all__ = ["dressed"]
