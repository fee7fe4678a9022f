"""One cast per test run: making keys takes time, and no test changes them."""

import pytest

from tests.bundles.made import Cast, people


@pytest.fixture(scope="session")
def cast() -> Cast:
    """The made-up school, centre and stranger."""
    return people()
